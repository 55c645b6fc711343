//! How precise `init` is, and how much it finds, in repositories made to be like real ones: `tests/layouts/` holds one a file, with all
//! that is evidence in it. What stands there besides is none.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::scratch::Scratch;

/// How much of what is proposed must be right, and how much of what is there must be proposed, in percent.
const PRECISION: usize = 95;
const RECALL: usize = 95;

/// What came of one layout.
struct Measured {
    name: String,
    right: usize,
    wrong: BTreeSet<(String, String)>,
    missed: BTreeSet<(String, String)>,
}

#[test]
fn what_is_evidence_is_found_and_little_else() {
    let measured = measure();
    let all = |count: fn(&Measured) -> usize| measured.iter().map(count).sum::<usize>();
    let (right, wrong, missed) = (all(|one| one.right), all(|one| one.wrong.len()), all(|one| one.missed.len()));
    let summary: String = measured
        .iter()
        .map(|one| format!("{}: {} right, wrong {:?}, missed {:?}\n", one.name, one.right, one.wrong, one.missed))
        .collect();
    assert!(right * 100 >= (right + wrong) * PRECISION, "precision {right} of {}\n{summary}", right + wrong);
    assert!(right * 100 >= (right + missed) * RECALL, "recall {right} of {}\n{summary}", right + missed);
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/detection.md")).expect("it is there");
    for one in &measured {
        let row = format!("| `{}` | {} | {} | {} |", one.name, one.right, one.wrong.len(), one.missed.len());
        assert!(page.contains(&row), "docs/detection.md lacks: {row}");
    }
    let row = format!("| all | {right} | {wrong} | {missed} |");
    assert!(page.contains(&row), "docs/detection.md lacks: {row}");
}

/// Every layout, held against what stands in it.
fn measure() -> Vec<Measured> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layouts");
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().map(|path| measured(path)).collect()
}

fn measured(path: &Path) -> Measured {
    let layout: toml::Table = fs::read_to_string(path).expect("UTF-8").parse().expect("TOML");
    let scratch = layout["files"].as_table().expect("files").iter().fold(Scratch::new(), |scratch, (path, text)| {
        // A text begins on the line after its quotes.
        scratch.file(path, text.as_str().expect("a text"))
    });
    let wanted: BTreeMap<String, Vec<String>> = layout["evidence"].clone().try_into().expect("lists of places by item");
    let wanted: BTreeSet<_> = wanted
        .into_iter()
        .flat_map(|(item, places)| places.into_iter().map(move |place| (item.clone(), place)))
        .collect();
    let given = scratch.run(&["init", "--dry-run", "--format", "json", "--level", "3"]);
    let listed: Vec<Value> = serde_json::from_str(&given.stdout).expect("a list");
    let found: BTreeSet<_> = listed.iter().filter(|entry| entry["kind"] == "evidence").map(place).collect();
    Measured {
        name: path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned(),
        right: found.intersection(&wanted).count(),
        wrong: found.difference(&wanted).cloned().collect(),
        missed: wanted.difference(&found).cloned().collect(),
    }
}

/// The item and the place of an entry.
fn place(entry: &Value) -> (String, String) {
    let word = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    let anchor = entry["anchor"].as_str().map(|anchor| format!("#{anchor}")).unwrap_or_default();
    (word("item"), word("path") + &anchor)
}
