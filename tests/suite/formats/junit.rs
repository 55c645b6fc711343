//! `junit`, read by junitparser, and by lxml for what its readers take: one root, attributes that are known, one outcome a case.

use std::collections::BTreeMap;

use serde_json::Value;
use tempfile::NamedTempFile;

use super::{LOCALES, given, json, list, report, word};
use crate::canonical::{ITEMS, canonical, canonical_beside_broken};
use crate::scratch::{OWNER, Scratch, TODAY, each, write};
use crate::tools::python;

/// Reads a file twice: as junitparser shows it, and as its elements stand.
const READER: &str = r#"
import json, sys
from junitparser import JUnitXml, TestSuite
from lxml import etree

path = sys.argv[1]
xml = JUnitXml.fromfile(path)
suites = []
for suite in xml:
    assert isinstance(suite, TestSuite), suite
    cases = [{
        "name": case.name, "class": case.classname, "time": case.time, "out": case.system_out,
        "results": [{"kind": type(result).__name__, "message": result.message, "type": result.type, "text": result.text}
                    for result in case.result],
    } for case in suite]
    counts = [suite.tests, suite.failures, suite.errors, suite.skipped]
    suite.update_statistics()
    counted = [suite.tests, suite.failures, suite.errors, suite.skipped]
    suites.append({"name": suite.name, "counts": counts, "counted": counted, "cases": cases})

root = etree.parse(path, etree.XMLParser(resolve_entities=False, huge_tree=False)).getroot()
elements = [[each.getparent().tag if each.getparent() is not None else "", each.tag, sorted(each.keys())] for each in root.iter()]
places = [[each.get("name"), each.get("file"), each.get("line")] for each in root.iter("testcase")]
print(json.dumps({"suites": suites, "elements": elements, "places": places}))
"#;

fn read(text: &str) -> Value {
    let file = NamedTempFile::with_suffix(".xml").expect("a file can be made");
    write(file.path(), text.as_bytes());
    let output = python("python", &["-c", READER, file.path().to_str().expect("a path")]);
    assert_eq!((output.status, output.stderr.as_str()), (0, ""), "{text}");
    json(&output.stdout)
}

#[test]
fn the_document_is_what_readers_take() {
    let project = canonical_beside_broken();
    each(LOCALES, |locale| {
        let read = read(&given(&project, "junit", locale).stdout);
        let allowed: BTreeMap<_, (&[&str], &[&str])> = BTreeMap::from([
            ("testsuites", (&[""][..], &["name"][..])),
            ("testsuite", (&["testsuites"], &["errors", "failures", "name", "skipped", "tests", "time", "timestamp"])),
            ("testcase", (&["testsuite"], &["classname", "file", "line", "name", "time"])),
            ("skipped", (&["testcase"], &["message"])),
            ("failure", (&["testcase"], &["message", "type"])),
            ("error", (&["testcase"], &["message", "type"])),
            ("system-out", (&["testcase"], &[])),
        ]);
        for element in list(&read["elements"]) {
            let (parents, attributes) = allowed[word(&element[1])];
            assert!(parents.contains(&word(&element[0])), "{element}");
            assert!(list(&element[2]).iter().all(|name| attributes.contains(&word(name))), "{element}");
        }
        for suite in list(&read["suites"]) {
            assert_eq!(suite["counts"], suite["counted"], "a reader counts otherwise");
            for case in list(&suite["cases"]) {
                assert!(list(&case["results"]).len() <= 1, "{case}");
            }
        }
        // The manifest that could not be judged is no test that passed.
        let broken = list(&read["suites"]).iter().find(|suite| suite["name"] == "broken/governance.toml");
        assert_eq!(broken.expect("a suite")["counts"], json("[1, 0, 1, 0]"));
    });
}

#[test]
fn every_item_is_a_case_that_ends_as_its_verdict_says() {
    let project = canonical();
    let report = report(&project, "en");
    let read = read(&given(&project, "junit", "en").stdout);
    let cases = list(&read["suites"][0]["cases"]);
    assert_eq!(cases.len(), ITEMS.len() + 1, "one more for what concerns no item");
    let end = |name: &str| {
        let case = cases.iter().find(|case| case["name"] == name).unwrap_or_else(|| panic!("{name} has no case"));
        case["results"].get(0).cloned().unwrap_or_default()
    };
    let worst = |rule: &str| {
        let findings = list(&report["projects"][0]["findings"]).iter().filter(|finding| finding["rule"] == rule);
        let rank = |word: &str| ["note", "warning", "error"].iter().position(|known| *known == word);
        findings.map(|finding| word(&finding["severity"])).max_by_key(|word| rank(word)).unwrap_or("note").to_owned()
    };
    for (id, _, level, verdict) in ITEMS {
        let result = end(id);
        let (kind, severity) = (result["kind"].as_str(), worst(id));
        match verdict {
            "satisfied" | "stale" => assert_eq!(kind, None, "{id}"),
            "waived" | "not-applicable" => assert_eq!(kind, Some("Skipped"), "{id}"),
            _ if level > 1 => assert_eq!(kind, Some("Skipped"), "{id}: it is not aimed at"),
            _ => assert_eq!((kind, result["type"].as_str()), (Some("Failure"), Some(severity.as_str())), "{id}"),
        }
    }
    let waived = end("trial/waived");
    assert!(word(&waived["message"]).starts_with("waived until 2026-12-01: <b>&\"'`|%25:,::error::"), "{waived}");
    assert_eq!(end("manifest")["kind"], "Failure");
}

#[test]
fn a_case_says_where_its_worst_finding_stands() {
    let project = canonical();
    let report = report(&project, "en");
    let read = read(&given(&project, "junit", "en").stdout);
    let findings = list(&report["projects"][0]["findings"]);
    let mut found = 0;
    for place in list(&read["places"]).iter().filter(|place| place[2].is_string()) {
        let at = |finding: &&Value| {
            let line = finding["place"]["line"].to_string();
            let is_same = place[1] == finding["place"]["file"] && place[2].as_str() == Some(&line);
            is_same && (place[0] == finding["rule"] || place[0] == "manifest")
        };
        assert!(findings.iter().any(|finding| at(&finding)), "{place}");
        found += 1;
    }
    assert!(found > 4, "{found}");
}

#[test]
fn all_that_is_told_stands_in_the_cases() {
    let project = canonical();
    let plain = given(&project, "plain", "en").stdout;
    let read = read(&given(&project, "junit", "en").stdout);
    let told: String = list(&read["suites"][0]["cases"])
        .iter()
        .flat_map(|case| [case["out"].as_str(), case["results"].get(0).and_then(|result| result["text"].as_str())])
        .flatten()
        .map(|text| format!("{text}\n"))
        .collect();
    for line in plain.lines().filter(|line| line.contains("]: ")) {
        assert!(told.contains(line), "{line}\n\n{told}");
    }
}

#[test]
fn a_project_without_findings_has_cases_that_pass() {
    let output = Scratch::sound().run(&["check", "--as-of", TODAY, "--only", OWNER, "--format", "junit"]);
    assert_eq!(read(&output.stdout)["suites"][0]["counts"], json("[2, 0, 0, 0]"));
}
