//! The guide for authors of packs, done as a reader would do it: its files are written, its changes made, its commands run, and what it
//! shows is what came out. A reference that leaves out a key fails.
//!
//! Blocks say in their first line what they are: `console` with `status=1` where a command fails, a language with `title="path"` for a
//! file, `diff` with `title="path"` for a change of one. In what a command prints, a line `…` stands for any lines. With `GUIJU_BLESS=1`
//! what was printed is written into the guide, and the test fails all the same.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde_json::Value;

use crate::run::{Output, finish, guiju, prepared};
use crate::scratch::write;

/// The guides, each with the environment's language of its reader.
const GUIDES: [(&str, &str); 2] = [("docs/packs.md", "en_GB.UTF-8"), ("docs/packs.zh.md", "zh_CN.UTF-8")];
/// Blocks that only show something.
const SHOWN: [&str; 2] = ["sh", "text"];

/// A fenced block.
struct Block {
    /// Its lines in the document, without the fences.
    lines: std::ops::Range<usize>,
    info: String,
}

impl Block {
    fn language(&self) -> &str {
        self.info.split(' ').next().unwrap_or_default()
    }

    /// The value of `key=value` or `key="value"` behind the language.
    fn said(&self, key: &str) -> Option<&str> {
        let rest = self.info.split_once(&format!("{key}="))?.1;
        match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next(),
            None => rest.split(' ').next(),
        }
    }
}

fn read(guide: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(guide);
    let text = fs::read_to_string(&path).unwrap_or_else(|why| panic!("{guide}: {why}"));
    text.lines().map(str::to_owned).collect()
}

fn blocks(lines: &[String]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, String, String)> = None;
    for (at, line) in lines.iter().enumerate() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match &open {
            None if ticks >= 3 => open = Some((at + 1, line[..ticks].to_owned(), line[ticks..].to_owned())),
            Some((start, fence, info)) if line == fence => {
                blocks.push(Block { lines: *start..at, info: info.clone() });
                open = None;
            }
            _ => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

/// The words of a command; single quotes hold several together.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().expect("there is a word").push(c),
        }
    }
    words
}

/// Does one command, and gives what it printed.
fn done(command: &str, folder: &Path, language: &str) -> Output {
    let words = words(command);
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["guiju", args @ ..] => finish(prepared(folder, args).env("LANG", language)),
        ["cp", "-r", from, to] => {
            copy(&folder.join(from), &folder.join(to));
            Output { status: 0, stdout: String::new(), stderr: String::new() }
        }
        other => panic!("nobody does {other:?}"),
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder can be listed") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() { copy(&path, &to) } else { write(&to, &fs::read(&path).expect("a file")) }
    }
}

/// Makes a change: the lines that go, which stand there once and together, and those that come.
fn change(path: &Path, lines: &[String]) {
    let with = |sign: char| -> String {
        let own = lines.iter().filter_map(|line| line.strip_prefix(sign));
        own.fold(String::new(), |mut text, line| {
            let _ = writeln!(text, "{line}");
            text
        })
    };
    assert!(
        lines.iter().all(|line| line.starts_with(['+', '-'])),
        "{}: a line is neither gone nor new",
        path.display()
    );
    let text = fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    let gone = with('-');
    assert_eq!(text.matches(&gone).count(), 1, "{}: {gone}", path.display());
    write(path, text.replace(&gone, &with('+')).as_bytes());
}

/// Whether lines are as shown, where `…` stands for any of them.
fn is_as_shown(shown: &[String], lines: &[&str]) -> bool {
    match shown.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "…" => (0..=lines.len()).any(|at| is_as_shown(rest, &lines[at..])),
        Some((first, rest)) => lines.first() == Some(&first.as_str()) && is_as_shown(rest, &lines[1..]),
    }
}

#[test]
fn every_step_of_the_guide_does_what_it_shows() {
    let blesses = env::var("GUIJU_BLESS").is_ok_and(|word| word == "1");
    let mut wrong = Vec::new();
    for (guide, language) in GUIDES {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let mut lines = read(guide);
        let (mut runs, mut at) = (0, 0);
        // A guide that is blessed changes its length, so its blocks are found anew.
        while let Some(block) = blocks(&lines).get(at) {
            at += 1;
            let own = lines[block.lines.clone()].to_vec();
            let place = format!("{guide}:{}", block.lines.start + 1);
            match (block.language(), block.said("title")) {
                ("diff", Some(path)) => change(&folder.path().join(path), &own),
                ("console", None) => {
                    let status = block.said("status").map_or(0, |status| status.parse().expect("a status"));
                    let command = own.first().and_then(|line| line.strip_prefix("$ ")).expect("a command first");
                    assert!(own.iter().skip(1).all(|line| !line.starts_with("$ ")), "{place}: one command a block");
                    let output = done(command, folder.path(), language);
                    runs += 1;
                    let told = format!("{}{}", output.stdout, output.stderr);
                    let told: Vec<_> = told.lines().map(str::trim_end).collect();
                    if output.status != status {
                        wrong.push(format!("{place}: {command} ended with {}:\n{}", output.status, told.join("\n")));
                    } else if !is_as_shown(&own[1..], &told) {
                        wrong.push(format!("{place}: {command} printed:\n{}", told.join("\n")));
                        if blesses {
                            let new = told.iter().map(|line| (*line).to_owned());
                            lines.splice(block.lines.start + 1..block.lines.end, new);
                        }
                    }
                }
                (_, Some(path)) => write(&folder.path().join(path), format!("{}\n", own.join("\n")).as_bytes()),
                (language, None) => {
                    assert!(SHOWN.contains(&language), "{place}: nobody knows what `{language}` is for");
                }
            }
        }
        assert!(runs >= 8, "{guide}: only {runs} commands");
        if blesses {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(guide);
            write(&path, format!("{}\n", lines.join("\n")).as_bytes());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(!blesses, "the guides were as they are: run again without GUIJU_BLESS");
}

#[test]
fn the_guides_go_the_same_way() {
    let ways = GUIDES.map(|(guide, _)| {
        let lines = read(guide);
        let way = blocks(&lines).into_iter().map(|block| {
            let command = lines[block.lines.start].strip_prefix("$ ").unwrap_or_default().to_owned();
            (block.info, command)
        });
        (way.collect::<Vec<_>>(), lines.iter().filter(|line| line.starts_with('#')).count())
    });
    let [english, chinese] = ways;
    assert_eq!(english, chinese);
}

#[test]
fn the_reference_names_every_key() {
    for (guide, _) in GUIDES {
        let lines = read(guide);
        let start = lines.iter().position(|line| line == "## Reference" || line == "## 参考").expect("a reference");
        let reference = lines[start..].join("\n");
        let mut keys = BTreeSet::new();
        for file in ["item", "pack.toml"] {
            let output = guiju(&["schema", "pack", "--file", file]);
            gather(&serde_json::from_str(&output.stdout).expect("a schema"), &mut keys);
        }
        // An answer and a project stand in a case as they do in a manifest, whose guide is another.
        let manifest = ["cited", "plan", "note", "sha256", "action", "by", "root", "en", "zh"];
        let unnamed: Vec<_> = keys
            .iter()
            .filter(|key| !manifest.contains(&key.as_str()))
            .filter(|key| {
                let ways = ["`{}`", "`[[{}]]`", "`[{}]`", "`{} = ", "`[[tighten.{}]]`"];
                !ways.iter().any(|way| reference.contains(&way.replace("{}", key)))
            })
            .collect();
        assert!(unnamed.is_empty(), "{guide} leaves out {unnamed:?}");
    }
}

/// Every key that a schema names.
fn gather(schema: &Value, keys: &mut BTreeSet<String>) {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        keys.extend(properties.keys().cloned());
    }
    match schema {
        Value::Object(map) => map.values().for_each(|value| gather(value, keys)),
        Value::Array(list) => list.iter().for_each(|value| gather(value, keys)),
        _ => {}
    }
}
