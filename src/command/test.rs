//! `guiju test`: runs the cases of a pack, and shows side by side what differs.

use std::fmt::Write as _;

use super::terminal::Terminal;
use super::{BROKEN, FAILED, PASSED, judge, write};
use crate::cases::{self, Difference, Seen};
use crate::error::Error;
use crate::finding::Place;
use crate::locale::{Locale, text};
use crate::pack::{Details, Item, Rulebook};
use crate::render::{self, Format, View};

/// Runs the cases of the items that the pack itself brings, and gives the exit status.
pub(super) fn run(pack: &str, quiet: bool, terminal: &Terminal) -> Result<u8, Error> {
    let judge = judge(&[pack.to_owned()])?;
    let rulebook = judge.rulebook()?;
    let view = terminal.view(quiet, judge.today());
    let own = rulebook.own_items();
    let mut tally = Tally::default();
    for item in &own {
        let told = test_item(&rulebook, item, &view, &mut tally)?;
        write(&told)?;
    }
    let Tally { passed, failed } = tally;
    if !quiet || failed > 0 {
        let items = own.len();
        let line = text!(
            "{items} items: {passed} passed, {failed} failed",
            "{items} 个条目：{passed} 项通过，{failed} 项失败"
        );
        write(&format!("{}\n", line.get(view.locale)))?;
    }
    Ok(match (passed + failed, failed) {
        (0, _) => BROKEN,
        (_, 0) => PASSED,
        _ => FAILED,
    })
}

/// How many cases and laws held, and how many did not.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
}

fn test_item(rulebook: &Rulebook, item: &Item, view: &View, tally: &mut Tally) -> Result<String, Error> {
    let mut out = String::new();
    let (details, findings) = Details::of(item);
    let Some(details) = details.filter(|_| findings.is_empty()) else {
        tally.failed += 1;
        return Ok(render::findings(Format::Plain, &findings, view));
    };
    if let Some(lack) = cases::too_few(&details) {
        tally.failed += 1;
        let _ = writeln!(out, "{}: {}", item.id, lack.get(view.locale));
    }
    for case in &details.cases {
        match cases::run(rulebook, item, case)?.difference {
            None => tally.passed += 1,
            Some(difference) => {
                tally.failed += 1;
                let place = Place::new(&item.source, case.span, crate::locale::Text::default());
                let position = place.source.position(place.span.start);
                let _ = writeln!(out, "{}:{}: {}", item.source.name(), position.line, case.name);
                out.push_str(&side_by_side(&difference, view));
            }
        }
    }
    Ok(out)
}

fn side_by_side(difference: &Difference, view: &View) -> String {
    let none = view.locale.pick("no code", "无代码");
    let shown = |seen: &Seen| {
        let codes = if seen.codes.is_empty() { none.to_owned() } else { seen.codes.join(", ") };
        vec![seen.verdict.word().to_owned(), codes]
    };
    let row = |label: &str, seen: &Seen| std::iter::once(label.to_owned()).chain(shown(seen)).collect::<Vec<_>>();
    let (expected, got) = match view.locale {
        Locale::En => ("  expected", "  got"),
        Locale::Zh => ("  预期", "  实际"),
    };
    let mut out = render::table::table(&[row(expected, &difference.expected), row(got, &difference.got)]);
    if !difference.elsewhere.is_empty() {
        let _ = writeln!(out, "  {}{}", view.locale.pick("elsewhere: ", "其他条目："), difference.elsewhere.join(", "));
    }
    for line in render::findings(Format::Plain, &difference.findings, view).lines() {
        let _ = writeln!(out, "    {line}");
    }
    out.push('\n');
    out
}
