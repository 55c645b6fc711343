//! Builds the embedded packs in: every file of `rules/` as text, for those who ask to see it, and as a parsed tree, with a table for each
//! of its patterns, so that judging by an embedded pack parses nothing and builds no automaton. Adding an item is adding its file; nothing lists them.

#![expect(dead_code, reason = "the reading rooms are shared with the library, which uses all of them")]
#![expect(unreachable_pub, reason = "as above")]

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest, Sha256};

#[path = "src/table/asked.rs"]
mod asked;
#[path = "src/finding.rs"]
mod finding;
#[path = "src/locale.rs"]
mod locale;
#[path = "build/packed.rs"]
mod packed;
#[path = "src/source.rs"]
mod source;
#[path = "build/table.rs"]
mod table;
#[path = "src/tree"]
mod tree {
    //! The part of the tree's room that reads TOML.

    pub(crate) mod cursor;
    pub(crate) mod node;
    pub(crate) mod shared;
    pub(crate) mod toml;

    pub(crate) use node::{Entry, Node, Parsed, Table, Value};
}

/// What judging does not need of an item: it is read from the text when someone asks.
const LEFT_OUT: [&str; 2] = ["good", "bad"];
/// What is packed apart of an item, since few projects or readers need it.
const APART: [&[&str]; 2] = [&["checks"], &["guidance", "crosswalk"]];
/// What is packed apart of the file that tells of frameworks: all that it holds.
const FRAMEWORKS: [&[&str]; 1] = [&["frameworks", "provisions"]];

/// The keys of a check whose values are patterns.
const PATTERNS: [&str; 4] = ["heading", "must", "must-not", "matches"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=build");
    let rules = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("rules");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut code = String::from("/// The packs that are built in.\n");
    code.push_str("pub(super) const PACKS: &[EmbeddedPack] = &[\n");
    let mut patterns = BTreeSet::new();
    for pack in sorted(&rules)?.into_iter().filter(|path| path.join("pack.toml").is_file()) {
        embed(&pack, &out, &mut code, &mut patterns)?;
    }
    code.push_str("];\n");
    fs::write(out.join("packs.rs"), code)?;
    write_tables(&patterns, &out)
}

/// Writes the tables of the patterns, and where each stands.
fn write_tables(patterns: &BTreeSet<String>, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut bytes = Vec::new();
    let mut code =
        String::from("/// Every pattern that has a table, in order, and where the table stands in [`TABLES`].\n");
    code.push_str("const PATTERNS: &[(&str, Range<usize>)] = &[\n");
    for pattern in patterns {
        let start = bytes.len();
        let words = table::table(pattern).unwrap_or_default();
        bytes.extend(words.into_iter().flat_map(u16::to_le_bytes));
        if bytes.len() > start {
            writeln!(code, "    ({pattern:?}, {}),", range(start, bytes.len()))?;
        }
    }
    let path = out.join("patterns.tables");
    fs::write(&path, bytes)?;
    let path = path.to_str().ok_or("a path that is not UTF-8")?;
    writeln!(code, "];\n/// The tables of all of them.\nconst TABLES: &[u8] = include_bytes!({path:?});")?;
    fs::write(out.join("patterns.rs"), code)?;
    Ok(())
}

/// Every pattern in the checks of a tree.
fn gather(node: &tree::Node, patterns: &mut BTreeSet<String>) {
    match &node.value {
        tree::Value::Array(items) => items.iter().for_each(|item| gather(item, patterns)),
        tree::Value::Table(table) => {
            for entry in &table.entries {
                match &entry.value.value {
                    tree::Value::String(text) if PATTERNS.contains(&entry.key.as_str()) => {
                        patterns.insert(text.clone());
                    }
                    tree::Value::String(text) if entry.key == "path" => {
                        patterns.extend(
                            [("match(", true), ("search(", false)].iter().flat_map(|(f, w)| asked_for(text, f, *w)),
                        );
                    }
                    _ => gather(&entry.value, patterns),
                }
            }
        }
        _ => {}
    }
}

/// The patterns that a JSONPath gives to a function. One with an escape in it is left out, and then built when it is asked for.
fn asked_for(path: &str, function: &str, whole: bool) -> Vec<String> {
    let pattern = |call: &str| {
        let (pattern, _) = call.split_once(", '")?.1.split_once('\'')?;
        (!pattern.contains('\\')).then(|| asked::asked(pattern, whole))
    };
    path.split(function).skip(1).filter_map(pattern).collect()
}

fn embed(pack: &Path, out: &Path, code: &mut String, patterns: &mut BTreeSet<String>) -> Result<(), Box<dyn Error>> {
    let id = name(pack)?;
    let mut files = vec![("pack.toml".to_owned(), pack.join("pack.toml"))];
    let mut rest = Vec::new();
    for path in sorted(pack)? {
        if path.is_dir() {
            let folder = name(&path)?;
            for item in sorted(&path)?.into_iter().filter(|item| item.extension().is_some_and(|end| end == "toml")) {
                rest.push((format!("{folder}/{}", name(&item)?), item));
            }
        } else if path.ends_with("frameworks.toml") {
            rest.push((name(&path)?, path));
        }
    }
    rest.sort();
    files.extend(rest);
    let mut packed = packed::Packed::default();
    let mut digests = String::new();
    let mut listed = String::new();
    for (shown, path) in &files {
        let text = fs::read_to_string(path)?;
        writeln!(digests, "{}  {shown}", sha256(&text))?;
        let parsed = tree::toml::parse(&text);
        if let Some(problem) = parsed.problems.first() {
            let line = source::Source::new(shown.as_str(), text.clone()).position(problem.span.start).line;
            return Err(format!("{}:{line}: {}", path.display(), problem.message.en).into());
        }
        let mut root = parsed.root.ok_or("an empty file")?;
        if let tree::Value::Table(table) = &mut root.value
            && shown.contains('/')
        {
            table.entries.retain(|entry| !LEFT_OUT.contains(&entry.key.as_str()));
        }
        gather(&root, patterns);
        let keys: &[&[&str]] = match shown.as_str() {
            "frameworks.toml" => &FRAMEWORKS,
            item if item.contains('/') => &APART,
            _ => &[],
        };
        let parts: Vec<_> = keys.iter().map(|keys| take(&mut root, keys)).collect();
        let start = packed.bytes.len();
        packed.pack(&root);
        let end = packed.bytes.len();
        let mut apart = Vec::new();
        for part in &parts {
            let start = packed.bytes.len();
            packed.pack(part);
            apart.push(range(start, packed.bytes.len()));
        }
        let apart = match apart.as_slice() {
            [] => "Ranges::None".to_owned(),
            [whole] => format!("Ranges::Frameworks({whole})"),
            parts => format!("Ranges::Item([{}])", parts.join(", ")),
        };
        let tree = range(start, end);
        let path = path.to_str().ok_or("a path that is not UTF-8")?;
        let entry = format!("path: {shown:?}, text: include_str!({path:?}), packed: {tree}, apart: {apart}");
        writeln!(listed, "        EmbeddedFile {{ {entry} }},")?;
    }
    let (trees, texts) = (out.join(format!("{id}.trees")), out.join(format!("{id}.texts")));
    fs::write(&trees, packed.bytes)?;
    fs::write(&texts, packed.texts)?;
    let trees = trees.to_str().ok_or("a path that is not UTF-8")?;
    let texts = texts.to_str().ok_or("a path that is not UTF-8")?;
    writeln!(code, "    EmbeddedPack {{\n        id: {id:?},\n        sha256: {:?},", sha256(&digests))?;
    writeln!(
        code,
        "        trees: include_bytes!({trees:?}),\n        texts: include_str!({texts:?}),\n        files: &[\n{listed}        ],\n    }},"
    )?;
    Ok(())
}

/// A range in Rust.
fn range(start: usize, end: usize) -> String {
    let grouped = |number: usize| match number {
        0..1000 => number.to_string(),
        _ => format!("{}_{:03}", number / 1000, number % 1000),
    };
    format!("{}..{}", grouped(start), grouped(end))
}

/// Takes what stands under some keys out of an item's tree: a table with that alone.
fn take(root: &mut tree::Node, keys: &[&str]) -> tree::Node {
    let mut apart = tree::Table::default();
    if let tree::Value::Table(table) = &mut root.value {
        let all = std::mem::take(&mut table.entries);
        (apart.entries, table.entries) = all.into_iter().partition(|entry| keys.contains(&entry.key.as_str()));
    }
    tree::Node { span: root.span, value: tree::Value::Table(apart) }
}

fn sha256(text: &str) -> String {
    let mut hex = String::new();
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> Result<String, Box<dyn Error>> {
    let name = path.file_name().and_then(|name| name.to_str());
    Ok(name.ok_or("a name that is not UTF-8")?.to_owned())
}
