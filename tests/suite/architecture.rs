//! The house rules that a machine can keep: rooms import only from rooms before them, every file says what it is for, none grows too
//! long, and nothing lies about that no test uses.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the library, each of which may import those before it. `error` gathers findings.
const ROOMS: [&str; 38] = [
    "locale",
    "source",
    "finding",
    "error",
    "vocabulary",
    "meaning",
    "table",
    "tree",
    "text",
    "expr",
    "evidence",
    "check",
    "pack",
    "manifest",
    "load",
    "plan",
    "evaluate",
    "report",
    "judge",
    "baseline",
    "cases",
    "crosswalk",
    "mutants",
    "diff",
    "forecast",
    "ascent",
    "why",
    "dossier",
    "portfolio",
    "fix",
    "detect",
    "interview",
    "bundle",
    "render",
    "schema",
    "lsp",
    "args",
    "command",
];
/// What stands outside the rooms.
const OUTSIDE: [&str; 2] = ["lib", "main"];
/// How many lines a file has at most.
const LONGEST: usize = 400;

/// A file of the sources.
struct Sheet {
    path: PathBuf,
    /// The room it lies in.
    room: String,
    text: String,
}

impl Sheet {
    fn shown(&self) -> String {
        self.path.display().to_string()
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the sources can be listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn sheets() -> Vec<Sheet> {
    let sources = root().join("src");
    let mut files = Vec::new();
    rust_files(&sources, &mut files);
    files.sort();
    let sheet = |file: &PathBuf| {
        let path = file.strip_prefix(&sources).expect("it lies there").to_owned();
        let first = path.iter().next().and_then(|part| part.to_str()).expect("names are UTF-8");
        let room = first.strip_suffix(".rs").unwrap_or(first).to_owned();
        Sheet { path, room, text: fs::read_to_string(file).expect("sources are UTF-8") }
    };
    files.iter().map(sheet).collect()
}

/// The rooms that a text imports or names in a path: all that follows `crate::`, groups taken apart.
fn imports(text: &str) -> Vec<String> {
    let word = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for line in code(text).split("crate::").skip(1) {
        match line.strip_prefix('{') {
            None => found.push(word(line)),
            Some(group) => found.extend(tops(group).into_iter().map(|part| word(part.trim()))),
        }
    }
    found
}

/// The members of a group that has just been opened, without what stands in groups of their own.
fn tops(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0_usize, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// The lines that are no comments.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// What stands before the tests of a file.
fn before_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn a_room_imports_only_from_rooms_before_it() {
    let place = |room: &str| ROOMS.iter().position(|known| *known == room);
    let mut wrong = Vec::new();
    for sheet in sheets().iter().filter(|sheet| !OUTSIDE.contains(&sheet.room.as_str())) {
        let Some(own) = place(&sheet.room) else {
            wrong.push(format!("{} lies in a room that is not in the order", sheet.shown()));
            continue;
        };
        for import in imports(before_tests(&sheet.text)) {
            // What is exported by name at the top of the library has no room.
            if place(&import).is_some_and(|other| other > own) {
                wrong.push(format!("{} imports {import}, which stands after {}", sheet.shown(), sheet.room));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_of_the_order_exists() {
    let sheets = sheets();
    for room in ROOMS {
        assert!(sheets.iter().any(|sheet| sheet.room == room), "there is no room {room}");
    }
}

#[test]
fn imports_are_read_whatever_their_form() {
    let text = "use crate::a::{B, c::D};\nuse crate::{e, f::{G, H}, i};\n// use crate::no;\nfn x() { crate::j::k(); }\npub(crate) use crate::l;";
    assert_eq!(imports(text), ["a", "e", "f", "i", "j", "l"]);
}

#[test]
fn every_file_says_what_it_is_for_and_none_is_too_long() {
    let mut files = Vec::new();
    for folder in ["src", "tests", "build"] {
        rust_files(&root().join(folder), &mut files);
    }
    files.push(root().join("build.rs"));
    files.sort();
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("sources are UTF-8");
        let (shown, lines) =
            (file.strip_prefix(root()).expect("it lies there").display().to_string(), text.lines().count());
        if !text.starts_with("//! ") {
            wrong.push(format!("{shown} does not open with what it is for"));
        }
        if lines > LONGEST {
            wrong.push(format!("{shown} has {lines} lines, more than {LONGEST}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_sources_read_no_clock_and_no_environment_outside_the_command_line() {
    let mut wrong = Vec::new();
    for sheet in sheets().iter().filter(|sheet| !["command", "main", "lib"].contains(&sheet.room.as_str())) {
        let text = code(before_tests(&sheet.text));
        let words = [
            "SystemTime",
            "Instant::",
            "Timestamp::now",
            "std::env",
            "env::var",
            "println!",
            "eprintln!",
            "static mut",
            "process::exit",
        ];
        wrong
            .extend(words.iter().filter(|word| text.contains(**word)).map(|word| format!("{}: {word}", sheet.shown())));
        let disk = ["load", "evidence"].contains(&sheet.room.as_str());
        if text.contains("std::fs") && !disk {
            wrong.push(format!("{}: std::fs", sheet.shown()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_of_examples_and_cases_is_used() {
    let names = |folder: &str| -> Vec<PathBuf> {
        let entries = fs::read_dir(root().join(folder)).into_iter().flatten();
        entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect()
    };
    for case in names("tests/honesty") {
        assert!(case.join("expect.toml").is_file(), "{} expects nothing", case.display());
    }
    for example in names("examples") {
        assert!(example.join("expected").is_dir(), "{} expects nothing", example.display());
    }
}
