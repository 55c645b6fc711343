//! `cyclonedx`, as the strict validator of others reads it; that all references lead somewhere, and what may be said of a verdict.

use std::collections::HashSet;
use std::fs;

use serde_json::{Value, json};

use super::{given, list, word};
use crate::canonical::{ITEMS, canonical, canonical_beside_broken};
use crate::run::guiju;
use crate::scratch::{TODAY, each};
use crate::tools::reader;

fn document(text: &str) -> Value {
    super::json(text)
}

/// What the validator says of documents.
fn read(texts: &[String]) -> (i32, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let paths: Vec<_> = (0..texts.len()).map(|at| folder.path().join(format!("{at}.json"))).collect();
    for (path, text) in paths.iter().zip(texts) {
        fs::write(path, text).expect("a file");
    }
    let output = reader("read_cyclonedx.py", &paths.iter().map(std::path::PathBuf::as_path).collect::<Vec<_>>());
    (output.status, output.stderr)
}

/// All examples in a language.
fn examples(locale: &str) -> String {
    guiju(&["check", "examples", "--as-of", TODAY, "--format", "cyclonedx", "--locale", locale]).stdout
}

#[test]
fn the_strict_validator_takes_what_is_written_of_every_project() {
    let hostile = canonical_beside_broken();
    // It takes its time over addresses, so that each language has a part of them.
    let texts = [examples("en"), given(&hostile, "cyclonedx", "zh").stdout];
    let (status, stderr) = read(&texts);
    assert_eq!(status, 0, "{stderr}");
    let (status, stderr) = read(&[texts[1].replace("\"thirdParty\":false", "\"thirdParty\":0")]);
    assert_eq!(status, 1, "{stderr}");
}

/// Every name of a document, and every name that something in it refers to.
fn names<'v>(value: &'v Value, own: &mut Vec<&'v str>, referred: &mut Vec<&'v str>) {
    const REFERENCES: [&str; 9] = [
        "requirement",
        "parent",
        "target",
        "assessor",
        "claims",
        "counterClaims",
        "evidence",
        "counterEvidence",
        "requirements",
    ];
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                match inner {
                    Value::String(name) if key == "bom-ref" => own.push(name),
                    Value::String(name) if REFERENCES.contains(&key.as_str()) => referred.push(name),
                    Value::Array(list) if REFERENCES.contains(&key.as_str()) => {
                        referred.extend(list.iter().filter_map(Value::as_str));
                    }
                    _ => {}
                }
                names(inner, own, referred);
            }
        }
        Value::Array(list) => list.iter().for_each(|inner| names(inner, own, referred)),
        _ => {}
    }
}

#[test]
fn every_name_is_given_once_and_every_reference_leads_to_one() {
    each([examples("en"), given(&canonical(), "cyclonedx", "zh").stdout], |text| {
        let document = document(&text);
        let (mut own, mut referred) = (Vec::new(), Vec::new());
        names(&document, &mut own, &mut referred);
        let known: HashSet<_> = own.iter().copied().collect();
        assert_eq!(known.len(), own.len());
        let lost: Vec<_> = referred.iter().filter(|name| !known.contains(*name)).collect();
        assert!(lost.is_empty() && referred.len() > own.len() / 2, "{lost:?}");
    });
}

#[test]
fn an_overclaim_is_countered_and_only_what_is_satisfied_conforms_wholly() {
    let document = document(&given(&canonical(), "cyclonedx", "en").stdout);
    let declarations = &document["declarations"];
    let [attestation] = list(&declarations["attestations"]) else { panic!("not one attestation") };
    let map = list(&attestation["map"]);
    assert_eq!(map.len(), ITEMS.len());
    for ((item, .., verdict), entry) in ITEMS.iter().zip(map) {
        assert!(word(&entry["requirement"]).ends_with(item), "{entry}");
        let is_countered = entry.get("counterClaims").is_some();
        assert_eq!(is_countered, ["overclaimed", "stale"].contains(verdict), "{item}");
        let score = entry["conformance"].get("score");
        assert_eq!(score == Some(&json!(1)), *verdict == "satisfied", "{item}");
        assert_eq!(score.is_none(), ["stale", "not-applicable"].contains(verdict), "{item}");
        assert_eq!(
            entry.get("claims").is_some(),
            ["satisfied", "stale", "overclaimed", "partial", "unmet"].contains(verdict)
        );
    }
    // No machine affirms or signs anything.
    assert!(declarations.get("affirmation").is_none() && declarations.get("signature").is_none());
    assert_eq!(declarations["assessors"][0]["thirdParty"], false);
}

#[test]
fn evidence_that_was_read_has_its_digest() {
    let document = document(&given(&canonical(), "cyclonedx", "en").stdout);
    let claims = list(&document["declarations"]["claims"]).iter();
    let links: Vec<_> = claims.filter_map(|claim| claim.get("externalReferences")).flat_map(list).collect();
    assert!(links.len() > 3);
    assert!(links.iter().all(|link| link["type"] == "evidence" && word(&link["hashes"][0]["content"]).len() == 64));
}

#[test]
fn a_document_has_a_name_that_changes_with_it_and_tells_what_could_not_be_judged() {
    let run = || given(&canonical_beside_broken(), "cyclonedx", "en").stdout;
    assert_eq!(run(), run());
    let broken = document(&run());
    assert!(word(&broken["metadata"]["properties"][0]["value"]).starts_with("broken/governance.toml"));
    let other = document(&given(&canonical().file("held.md", "# Held\n"), "cyclonedx", "en").stdout);
    assert_ne!(broken["serialNumber"], other["serialNumber"]);
}
