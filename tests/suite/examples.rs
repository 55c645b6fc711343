//! Holds each folder of `examples/` to its `expected/`, byte for byte, and each file of `expected/` to a use.
//!
//! With `GUIJU_BLESS=1` what is expected is written anew. The test fails all the same, so that nobody blesses without looking.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

use super::run::guiju;

/// The day on which the examples are judged.
const TODAY: &str = "2026-11-23";
/// What each example must expect. More may stand beside it, where `arguments` knows the name.
const LEAST: [&str; 4] = ["exit", "plain.en.txt", "plain.zh.txt", "report.json"];

#[test]
fn every_example_has_its_expectations_and_no_file_beside_them() -> io::Result<()> {
    let mut wrong = Vec::new();
    for example in examples()? {
        let expected = expectations(&example)?;
        let lacking = LEAST.iter().filter(|name| !expected.contains(**name));
        wrong.extend(lacking.map(|name| format!("{example}: `expected/{name}` is missing")));
        let known = |name: &&String| *name == "exit" || arguments(name, "").is_some();
        let unused = expected.iter().filter(|name| !known(name));
        wrong.extend(unused.map(|name| format!("{example}: nothing uses `expected/{name}`")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn every_example_gives_what_it_expects() -> io::Result<()> {
    let blesses = env::var("GUIJU_BLESS").is_ok_and(|word| word == "1");
    let mut wrong = Vec::new();
    for example in examples()? {
        let mut names = expectations(&example)?;
        names.extend(LEAST.map(str::to_owned));
        let mut statuses = BTreeSet::new();
        for name in &names {
            let Some(arguments) = arguments(name, &format!("examples/{example}")) else { continue };
            let arguments: Vec<_> = arguments.iter().map(String::as_str).chain(["--as-of", TODAY]).collect();
            let given = guiju(&arguments);
            if arguments.first() == Some(&"check") {
                statuses.insert(given.status);
            }
            // A calendar's lines end in CRLF, which a git of some set-up would not keep: `forecast` tests that they do.
            wrong.extend(differs(&example, name, &given.stdout.replace("\r\n", "\n"), blesses)?);
        }
        // One, since the format never changes it.
        let statuses: Vec<_> = statuses.iter().map(i32::to_string).collect();
        wrong.extend(differs(&example, "exit", &format!("{}\n", statuses.join(" and ")), blesses)?);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(!blesses, "what is expected was as it is: run again without GUIJU_BLESS");
    Ok(())
}

/// What `examples/README.md` promises stands here as well: a bless cannot take it away.
#[test]
fn the_examples_show_what_they_are_there_for() {
    let clinic = judged("clinic-triage");
    // Of the levels that it aims at; nothing is told of what it leaves open above them.
    let asked = || {
        let items = clinic["items"].as_array().into_iter().flatten();
        items.filter(|item| item["level"].as_u64() <= clinic["level-aimed"].as_u64())
    };
    let of = |verdict: &str| -> Vec<_> {
        asked().filter(|item| item["verdict"] == verdict).filter_map(|item| item["id"].as_str()).collect()
    };
    assert_eq!(of("overclaimed"), ["fairness/group-performance", "security/stop-and-rollback"]);
    assert_eq!(of("unanswered"), ["fairness/local-law"]);
    assert_eq!(of("stale"), ["security/monitoring"]);
    assert_eq!(of("waived"), ["security/threat-model"]);
    for (verdict, count) in [("satisfied", 30), ("partial", 4), ("unmet", 2), ("not-applicable", 8)] {
        assert_eq!(of(verdict).len(), count, "clinic-triage: {verdict}: {:?}", of(verdict));
    }
    let findings = || clinic["findings"].as_array().into_iter().flatten();
    for (severity, count) in [("error", 5), ("warning", 4), ("note", 2)] {
        assert_eq!(findings().filter(|finding| finding["severity"] == severity).count(), count, "{severity}");
    }
    let told: BTreeSet<_> = findings().filter_map(|finding| finding["code"].as_str()).collect();
    let codes = ["due-soon", "partial", "section-thin", "stale", "unanswered", "unmet", "value-mismatch"];
    assert_eq!(told, BTreeSet::from(codes));

    let river = judged("river-watch");
    assert_eq!((&river["level-attained"], &river["level-aimed"]), (&Value::from(1), &Value::from(1)));
    assert_eq!(river["findings"], Value::Array(Vec::new()), "river-watch");

    let tide = judged("tide-voice");
    assert_eq!((&tide["level-attained"], &tide["level-aimed"]), (&Value::from(3), &Value::from(3)));
    assert_eq!(tide["findings"], Value::Array(Vec::new()), "tide-voice");
    assert_eq!((&tide["verdicts"]["satisfied"], &tide["verdicts"]["not-applicable"]), (&56.into(), &8.into()));

    let acme = judged("acme-pack");
    let items = || acme["items"].as_array().into_iter().flatten();
    for (id, expected) in [
        ("acme/spending-cap", "satisfied"),
        ("acme/staff-consulted", "partial"),
        ("security/accountable-owner", "stale"),
    ] {
        let verdict = items().find(|item| item["id"] == id).map(|item| &item["verdict"]);
        assert_eq!(verdict, Some(&Value::from(expected)), "{id}");
    }
}

#[test]
fn the_pack_among_the_examples_passes_its_own_cases() {
    let given = guiju(&["test", "examples/acme-pack/governance/acme", "--mutate"]);
    assert_eq!((given.status, given.stderr.as_str()), (0, ""), "{}", given.stdout);
    assert!(given.stdout.ends_with(", all noticed\n"), "{}", given.stdout);
}

/// The run that gives what the file of this name expects of the example at a path.
fn arguments(name: &str, path: &str) -> Option<Vec<String>> {
    let words = match name.split('.').collect::<Vec<_>>().as_slice() {
        // In the language that the manifest asks for.
        ["report", "json"] => vec!["check", path, "--format", "json"],
        [format @ ("plain" | "pretty" | "narrated"), locale @ ("en" | "zh"), "txt"] => {
            vec!["check", path, "--format", format, "--locale", locale]
        }
        [verb @ ("forecast" | "plan"), locale @ ("en" | "zh"), "txt"] => vec![verb, path, "--locale", locale],
        ["forecast", locale @ ("en" | "zh"), "ics"] => vec!["forecast", path, "--format", "ics", "--locale", locale],
        ["why", principle, item, locale @ ("en" | "zh"), "txt"] => {
            let item = format!("{principle}/{item}");
            return Some(["explain", &item, "--in", path, "--locale", locale].map(str::to_owned).to_vec());
        }
        _ => return None,
    };
    Some(words.into_iter().map(str::to_owned).collect())
}

fn judged(example: &str) -> Value {
    let given = guiju(&["check", &format!("examples/{example}"), "--as-of", TODAY, "--format", "json"]);
    let mut report: Value = serde_json::from_str(&given.stdout).unwrap_or_default();
    report["projects"][0].take()
}

/// What is wrong with one expectation; writes it anew where `blesses`.
fn differs(example: &str, name: &str, given: &str, blesses: bool) -> io::Result<Option<String>> {
    let path = folder().join(example).join("expected").join(name);
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if expected == given {
        return Ok(None);
    }
    if blesses {
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        fs::write(&path, given)?;
        return Ok(Some(format!("{example}: `expected/{name}` was written anew: look at what changed")));
    }
    let at = expected.chars().zip(given.chars()).take_while(|(expected, given)| expected == given).count();
    let line = expected.chars().take(at).filter(|char| *char == '\n').count() + 1;
    // A report in JSON is one long line: what stands around the first difference tells enough.
    let around = |text: &str| text.chars().skip(at.saturating_sub(60)).take(160).collect::<String>();
    let (expected, given) = (around(&expected), around(given));
    Ok(Some(format!("{example}: `expected/{name}`, line {line}\n  expected: …{expected:?}\n  given:    …{given:?}")))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

fn examples() -> io::Result<Vec<String>> {
    let mut examples = Vec::new();
    for entry in fs::read_dir(folder())? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            examples.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    examples.sort();
    assert!(!examples.is_empty(), "there is no example");
    Ok(examples)
}

fn expectations(example: &str) -> io::Result<BTreeSet<String>> {
    let folder = folder().join(example).join("expected");
    if !folder.is_dir() {
        return Ok(BTreeSet::new());
    }
    fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}
