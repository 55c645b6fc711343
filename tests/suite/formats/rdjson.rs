//! `rdjson`, by the rules of the Reviewdog Diagnostic Format (proto/rdf/reviewdog.proto): columns count bytes of UTF-8, from 1.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{LOCALES, findings, full_rule, given, json, list, report, word};
use crate::canonical::{canonical, canonical_beside_broken};
use crate::scratch::{OWNER, Scratch, TODAY, each};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// The column in characters of one in bytes, as a reader of the file counts; a byte order mark is no column.
fn characters(text: &str, line: u64, column: u64) -> u64 {
    let line = text.trim_start_matches('\u{feff}').lines().nth(usize::try_from(line).expect("a line") - 1);
    let before = line.unwrap_or_default().get(..usize::try_from(column).expect("a column") - 1);
    before.expect("a column does not split a character").chars().count() as u64 + 1
}

fn check_location(location: &Value) {
    assert_eq!(keys(location), ["path", "range"]);
    let at = |end: &str, key: &str| location["range"][end][key].as_u64().expect("a number");
    assert!(at("start", "line") >= 1 && at("start", "column") >= 1, "{location}");
    assert!((at("end", "line"), at("end", "column")) >= (at("start", "line"), at("start", "column")), "{location}");
}

#[test]
fn every_diagnostic_has_what_reviewdog_asks_for() {
    let project = canonical_beside_broken();
    each(LOCALES, |locale| {
        let result = json(&given(&project, "rdjson", locale).stdout);
        assert_eq!(keys(&result), ["source", "diagnostics"]);
        assert_eq!(result["source"]["name"], "guiju");
        for diagnostic in list(&result["diagnostics"]) {
            let known = ["message", "location", "severity", "code", "suggestions", "related_locations"];
            assert!(keys(diagnostic).iter().all(|key| known.contains(key)), "{diagnostic}");
            assert!(!word(&diagnostic["message"]).is_empty() && !word(&diagnostic["code"]["value"]).is_empty());
            assert!(["ERROR", "WARNING", "INFO"].contains(&word(&diagnostic["severity"])), "{diagnostic}");
            check_location(&diagnostic["location"]);
            for suggestion in diagnostic.get("suggestions").map(list).unwrap_or_default() {
                assert_eq!(keys(suggestion), ["range", "text"], "{diagnostic}");
            }
            let related = diagnostic.get("related_locations").map(list).unwrap_or_default();
            for related in related {
                check_location(&related["location"]);
            }
        }
        let paths: Vec<_> = list(&result["diagnostics"]).iter().map(|each| word(&each["location"]["path"])).collect();
        assert!(paths.contains(&"broken/governance.toml"), "{paths:?}");
    });
}

#[test]
fn the_diagnostics_are_the_findings_of_the_report() {
    let project = canonical();
    let report = report(&project, "en");
    let result = json(&given(&project, "rdjson", "en").stdout);
    assert_eq!(list(&result["diagnostics"]).len(), findings(&report).len());
    let mut texts = BTreeMap::new();
    for (diagnostic, finding) in list(&result["diagnostics"]).iter().zip(findings(&report)) {
        let (place, location) = (&finding["place"], &diagnostic["location"]);
        assert_eq!(diagnostic["code"]["value"], full_rule(finding));
        assert_eq!(location["path"], place["file"]);
        let start = &location["range"]["start"];
        assert_eq!(start["line"], place["line"]);
        let file = word(&place["file"]).to_owned();
        let text = texts
            .entry(file.clone())
            .or_insert_with(|| std::fs::read_to_string(project.root().join(&file)).expect("the file can be read"));
        let [line, column] = ["line", "column"].map(|key| start[key].as_u64().expect("a number"));
        assert_eq!(characters(text, line, column), place["column"].as_u64().expect("a number"), "{diagnostic}");
    }
}

#[test]
fn a_clean_report_has_no_diagnostics() {
    let output = Scratch::sound().run(&["check", "--as-of", TODAY, "--only", OWNER, "--format", "rdjson"]);
    assert_eq!((output.status, &json(&output.stdout)["diagnostics"]), (0, &json("[]")));
}
