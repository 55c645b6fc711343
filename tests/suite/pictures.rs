//! The pictures of terminal output in `docs/pictures/`: drawn from what the program really prints, and held to it.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use crate::run::guiju;

/// The size of a character cell, in the picture's units.
const CELL: (usize, usize) = (9, 19);
/// What stands around the text.
const MARGIN: usize = 18;

#[test]
fn the_pictures_show_what_the_program_prints() {
    let blessing = env::var_os("GUIJU_BLESS").is_some();
    let mut stale = Vec::new();
    for locale in ["en", "zh"] {
        let items = "{fairness/group-performance,security/monitoring}";
        let check = |more: &[&str]| {
            let common = ["check", "examples/clinic-triage", "--as-of", "2026-11-23", "--format", "pretty"];
            guiju(&[&common[..], &["--color", "always", "--locale", locale], more].concat()).stdout
        };
        // Two findings of several, then the whole summary.
        let (findings, whole) = (check(&["--quiet", "--only", items]), check(&[]));
        let summary = whole.rfind("\u{1b}[1mclinic-triage").map(|at| &whole[at..]).unwrap();
        let command = "\u{1b}[32m$\u{1b}[0m guiju check examples/clinic-triage";
        let picture = draw(&format!("{command}\n\n{findings}  \u{1b}[2m⋮\u{1b}[0m\n\n{summary}"));
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("docs/pictures/check.{locale}.svg"));
        if fs::read_to_string(&path).ok().as_deref() != Some(&picture) {
            if blessing {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, picture).unwrap();
            }
            stale.push(path);
        }
    }
    assert!(stale.is_empty(), "stale, refreshed with GUIJU_BLESS=1: {stale:?}");
}

/// A terminal's look: colour, and whether it is bold or underlined.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    colour: &'static str,
    bold: bool,
}

const PLAIN: Look = Look { colour: "#d6deeb", bold: false };

fn draw(text: &str) -> String {
    let lines: Vec<_> = text.lines().collect();
    let columns = lines.iter().map(|line| runs(line).iter().map(|(_, run)| width(run)).sum()).max().unwrap_or(0);
    let (wide, high) = (columns * CELL.0 + 2 * MARGIN, lines.len() * CELL.1 + 2 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" role=\"img\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"10\" fill=\"#0b1622\"/>\n\
         <g font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace\" \
         font-size=\"15\" xml:space=\"preserve\">\n"
    );
    for (at, line) in lines.iter().enumerate() {
        let mut column = 0;
        for (look, run) in runs(line) {
            if !run.trim().is_empty() {
                let lead = width(&run) - width(run.trim_start());
                let shown = run.trim();
                let (x, y) = (MARGIN + (column + lead) * CELL.0, MARGIN + at * CELL.1 + 14);
                let weight = if look.bold { " font-weight=\"bold\"" } else { "" };
                let length = width(shown) * CELL.0;
                let shown =
                    shown.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace(' ', "\u{a0}");
                let fit = format!("textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\"");
                writeln!(out, "<text x=\"{x}\" y=\"{y}\" fill=\"{}\"{weight} {fit}>{shown}</text>", look.colour)
                    .unwrap();
            }
            column += width(&run);
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// A line cut where its look changes, and between narrow and wide characters, so that each run fits its cells.
fn runs(line: &str) -> Vec<(Look, String)> {
    let mut runs: Vec<(Look, String)> = Vec::new();
    let mut look = PLAIN;
    let mut rest = line;
    while let Some(character) = rest.chars().next() {
        if let Some(codes) = rest.strip_prefix("\u{1b}[") {
            let (codes, after) = codes.split_once('m').unwrap();
            for code in codes.split(';') {
                look = changed(look, code);
            }
            rest = after;
            continue;
        }
        rest = &rest[character.len_utf8()..];
        match runs.last_mut() {
            Some((last, run)) if *last == look && wide(run.chars().last().unwrap()) == wide(character) => {
                run.push(character);
            }
            _ => runs.push((look, character.to_string())),
        }
    }
    runs
}

fn changed(look: Look, code: &str) -> Look {
    let colour = match code {
        "" | "0" => return PLAIN,
        "1" => return Look { bold: true, ..look },
        "31" => "#ff6b6b",
        "32" => "#8bd49c",
        "33" => "#f2c76e",
        "34" => "#7aa7ff",
        "35" => "#d7a6ff",
        "36" => "#6fd3e3",
        "2" => "#8296ab",
        _ => return look,
    };
    Look { colour, ..look }
}

fn width(text: &str) -> usize {
    text.chars().map(|character| 1 + usize::from(wide(character))).sum()
}

fn wide(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}')
}
