//! The readers that others wrote: Microsoft's multitool with the rules that GitHub accepts files by, the published schema, sarif-tools.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Value, json};

use super::{document, list, path, results, run};
use crate::canonical::{canonical, canonical_beside_broken};
use crate::scratch::{ANSWER, PROJECT, Scratch, TODAY, each};
use crate::tools::{python, sarif_multitool, sarif_schema};

/// What the multitool says of a document that is as it should be, and why that stays.
const EXCUSED: [(&str, &str, &str); 1] =
    [("SARIF2005", "does not provide 'informationUri'", "there is no page on the web about this program")];

/// What the multitool has to say of a document, its errors and warnings, without what is excused.
pub(super) fn complaints(document: &Value) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let [asked, answered] = ["asked.sarif", "answered.sarif"].map(|name| folder.path().join(name));
    fs::write(&asked, document.to_string()).expect("a file");
    let [asked, answered] = [&asked, &answered].map(|path| path.to_str().expect("UTF-8"));
    let output = sarif_multitool(&["validate", asked, "--rule-kind", "Sarif;Ghas", "-o", answered]);
    assert!(fs::exists(answered).expect("a path"), "it did not validate: {}{}", output.stdout, output.stderr);
    let lines = output.stdout.lines().chain(output.stderr.lines());
    let told = lines.filter(|line| line.contains(": warning ") || line.contains(": error "));
    let excused = |line: &&str| EXCUSED.iter().any(|(rule, what, _)| line.contains(rule) && line.contains(what));
    told.filter(|line| !excused(line)).map(str::to_owned).collect()
}

/// What the published schema has against a document, in the schema's words.
fn misshapen(document: &Value) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let asked = folder.path().join("asked.sarif");
    fs::write(&asked, document.to_string()).expect("a file");
    let [schema, asked] = [&sarif_schema(), &asked].map(|path| path.to_str().expect("UTF-8").to_owned());
    let output = python("check-jsonschema", &["--schemafile", &schema, &asked]);
    (output.status != 0).then_some(format!("{}{}", output.stdout, output.stderr))
}

#[test]
fn the_multitool_and_the_schema_have_nothing_against_it() {
    let canonical = canonical_beside_broken();
    each([("sarif", "en"), ("sarif-audit", "zh")], |(format, locale)| {
        let document = document(&canonical, format, locale);
        assert_eq!((complaints(&document), misshapen(&document)), (Vec::new(), None));
    });
    each([("sarif", "zh"), ("sarif-audit", "en")], |(format, locale)| {
        let output =
            crate::run::guiju(&["check", "examples", "--as-of", TODAY, "--format", format, "--locale", locale]);
        let document = serde_json::from_str(&output.stdout).expect("JSON");
        assert_eq!((complaints(&document), misshapen(&document)), (Vec::new(), None));
    });
}

#[test]
fn what_stands_in_a_baseline_is_as_the_standard_has_it() {
    let project = Scratch::sound();
    project.run(&["check", "--as-of", TODAY, "--write-baseline", "known.toml"]);
    let project =
        project.file("governance.toml", format!("{PROJECT}{ANSWER}\n[answers.no.such]\nstatus = \"unmet\"\n"));
    let output = project.run(&["check", "--as-of", TODAY, "--format", "sarif-audit", "--baseline", "known.toml"]);
    let document: Value = serde_json::from_str(&output.stdout).expect("JSON");
    let told = document["runs"][0]["results"].as_array().expect("results");
    let states: BTreeSet<_> = told.iter().map(|result| result["baselineState"].to_string()).collect();
    assert_eq!(states.into_iter().collect::<Vec<_>>(), ["\"new\"", "\"unchanged\"", "null"]);
    assert_eq!((complaints(&document), misshapen(&document)), (Vec::new(), None));
}

/// A way to break the run of a document.
type Break = fn(&mut Value);

#[test]
fn the_multitool_and_the_schema_would_say_so() {
    let whole = document(&canonical(), "sarif", "en");
    let spoilt = |spoil: Break| {
        let mut spoilt = whole.clone();
        spoil(&mut spoilt["runs"][0]);
        spoilt
    };
    let by_multitool: [(&str, Break); 4] = [
        ("no region", |run| run["results"][0]["locations"][0]["physicalLocation"]["region"] = json!({})),
        ("no place", |run| run["results"][0]["locations"] = json!([])),
        ("an end before the start", |run| {
            run["results"][0]["locations"][0]["physicalLocation"]["region"]["endLine"] = 1.into();
        }),
        ("a URI that is none", |run| {
            run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "a b%zz".into();
        }),
    ];
    each(by_multitool, |(what, spoil)| assert!(!complaints(&spoilt(spoil)).is_empty(), "{what}"));
    let by_schema: [(&str, Break); 3] = [
        ("a level that is none", |run| run["results"][0]["level"] = "severe".into()),
        ("a kind that is none", |run| run["results"][0]["kind"] = "not-applicable".into()),
        ("a key that nobody knows", |run| run["tool"]["driver"]["rules"][0]["relationship"] = json!([])),
    ];
    each(by_schema, |(what, spoil)| assert!(misshapen(&spoilt(spoil)).is_some(), "{what}"));
}

/// The rows of a CSV file, without its head.
fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '"' if quoted && rest.peek() == Some(&'"') => field.extend(rest.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field).trim_end_matches('\r').to_owned());
                rows.push(std::mem::take(&mut row));
            }
            _ => field.push(character),
        }
    }
    rows.split_off(1)
}

/// What `sarif csv` and `sarif summary` read out of a document: rows, and how many results of each level.
pub(super) fn read_back(document: &str, filter: Option<&str>) -> (Vec<Vec<String>>, BTreeMap<String, usize>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let [asked, table, summary, rules] = ["asked.sarif", "table.csv", "summary.txt", "filter.yml"].map(path);
    fs::write(&asked, document).expect("a file");
    fs::write(&rules, filter.unwrap_or_default()).expect("a file");
    for (verb, answer) in [("csv", &table), ("summary", &summary)] {
        let mut args = vec![verb, asked.as_str(), "--output", answer];
        if filter.is_some() {
            args.extend(["--filter", &rules]);
        }
        let output = python("sarif", &args);
        assert_eq!(output.status, 0, "{}{}", output.stdout, output.stderr);
    }
    let rows = csv(&fs::read_to_string(&table).expect("a file"));
    let summary = fs::read_to_string(&summary).expect("a file");
    let levels = summary
        .lines()
        .filter_map(|line| line.split_once(": "))
        .filter(|(level, _)| ["error", "warning", "note", "none"].contains(level));
    (rows, levels.map(|(level, count)| (level.to_owned(), count.parse().expect("a number"))).collect())
}

#[test]
fn sarif_tools_reads_back_as_many_results_in_the_same_places() {
    let project = canonical();
    let document = document(&project, "sarif", "en");
    let (rows, levels) = read_back(&document.to_string(), None);
    let mut read: Vec<_> = rows.iter().map(|row| (row[2].clone(), path(&row[4]), row[5].clone())).collect();
    let told = results(&document).into_iter().map(|(rule, file, line, _)| (rule, file, line.to_string()));
    let mut told: Vec<_> = told.collect();
    read.sort();
    told.sort();
    assert_eq!(read, told);
    let all = list(&run(&document)["results"]);
    for level in ["error", "warning", "note"] {
        let count = all.iter().filter(|result| result["level"] == level).count();
        assert_eq!(levels.get(level), Some(&count), "{level}");
    }
}
