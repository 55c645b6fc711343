//! `oscal`, and the catalog and the profile of a pack, as compliance-trestle reads them; and what a result may say of a verdict.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use tempfile::TempDir;

use super::{LOCALES, findings, full_rule, given, json, list, report, word};
use crate::canonical::{EVIDENCE, ITEMS, canonical, canonical_beside_broken};
use crate::run::guiju;
use crate::scratch::{Scratch, TODAY};
use crate::tools::reader;

/// Texts as files, in a folder that goes away with it.
fn files(texts: &[(&str, &str)]) -> (TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |(name, text): &(&str, &str)| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        path
    };
    let paths = texts.iter().map(write).collect();
    (folder, paths)
}

/// What trestle says of documents.
fn read(texts: &[(&str, &str)]) -> (i32, String, String) {
    let (_folder, paths) = files(texts);
    let output = reader("read_oscal.py", &paths.iter().map(PathBuf::as_path).collect::<Vec<_>>());
    (output.status, output.stdout, output.stderr)
}

/// The only result of a run.
fn result(document: &Value) -> &Value {
    let [result] = list(&document["assessment-results"]["results"]) else { panic!("not one result: {document}") };
    result
}

/// The property of ours of this name.
fn property<'v>(value: &'v Value, name: &str) -> &'v str {
    let all = list(&value["props"]).iter();
    all.filter(|each| each["ns"] == "urn:guiju:oscal")
        .find(|each| each["name"] == name)
        .map_or("", |one| word(&one["value"]))
}

#[test]
fn trestle_reads_what_is_written_of_every_project() {
    let hostile = canonical_beside_broken();
    let texts: Vec<_> = LOCALES
        .iter()
        .flat_map(|locale| {
            let examples =
                guiju(&["check", "examples", "--as-of", TODAY, "--format", "oscal", "--locale", locale]).stdout;
            [
                (format!("examples.{locale}.json"), examples),
                (format!("{locale}.json"), given(&hostile, "oscal", locale).stdout),
            ]
        })
        .collect();
    let texts: Vec<_> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (status, _, stderr) = read(&texts);
    assert_eq!(status, 0, "{stderr}");
    // It does refuse what is wrong.
    let (status, _, stderr) = read(&[("wrong.json", &texts[0].1.replace("not-satisfied", "nearly-satisfied"))]);
    assert_eq!(status, 1, "{stderr}");
}

#[test]
fn trestle_resolves_the_profile_of_each_level_by_the_catalog() {
    let hostile = canonical();
    let printed = |args: &[&str], locale: &str| {
        let args = [args, &["--as-of", TODAY, "--locale", locale]].concat();
        let output = if args.contains(&"./pack") { hostile.run(&args) } else { guiju(&args) };
        assert_eq!(output.status, 0, "{}", output.stderr);
        output.stdout
    };
    for (pack, level, locale) in [
        (&["--pack", "four-principles"][..], "1", "en"),
        (&["--pack", "examples/acme-pack/governance/acme"], "3", "zh"),
        (&["--pack", "./pack"], "2", "en"),
    ] {
        let catalog = printed(&[&["pack", "oscal", "catalog"], pack].concat(), locale);
        let profile = printed(&[&["pack", "oscal", "profile", "--level", level], pack].concat(), locale);
        let ids = json(&profile)["profile"]["imports"][0]["include-controls"][0]["with-ids"].clone();
        let (status, stdout, stderr) = read(&[("catalog.json", &catalog), ("profile.json", &profile)]);
        assert_eq!((status, stdout.trim()), (0, list(&ids).len().to_string().as_str()), "{stderr}");
        assert!(!catalog.contains('\u{1b}') && !catalog.contains('\u{202e}'));
    }
}

#[test]
fn a_level_that_no_pack_has_makes_no_profile() {
    let output = guiju(&["pack", "oscal", "profile", "--level", "9", "--locale", "en"]);
    assert_eq!((output.status, output.stdout.as_str()), (2, ""));
    assert!(output.stderr.contains("the packs have no level 9; they have 1, 2, 3"), "{}", output.stderr);
    assert_eq!(guiju(&["pack", "oscal", "plan"]).status, 2);
    let output = guiju(&["pack", "oscal", "catalog", "--level", "2", "--locale", "en"]);
    assert_eq!((output.status, output.stdout.as_str()), (2, ""));
    assert!(output.stderr.contains("a catalog holds the items of all levels"), "{}", output.stderr);
}

#[test]
fn only_what_is_satisfied_is_called_so_and_what_does_not_apply_is_not_found_on() {
    let document = json(&given(&canonical(), "oscal", "en").stdout);
    let result = result(&document);
    let findings: HashMap<_, _> =
        list(&result["findings"]).iter().map(|finding| (property(finding, "item"), finding)).collect();
    for (item, requirement, _, verdict) in ITEMS {
        let Some(finding) = findings.get(item) else {
            assert_eq!(verdict, "not-applicable", "{item}");
            continue;
        };
        let state = if verdict == "satisfied" { "satisfied" } else { "not-satisfied" };
        assert_eq!(finding["target"]["status"]["state"], state, "{item}");
        assert_eq!((property(finding, "verdict"), property(finding, "requirement")), (verdict, requirement));
        assert_eq!(finding["target"]["target-id"], format!("{}_obj", item.replace('/', ".")));
    }
    let reviewed = list(&result["reviewed-controls"]["control-selections"][0]["include-controls"]);
    assert_eq!(reviewed.len(), ITEMS.len());
    let risks: Vec<_> = list(&result["risks"]).iter().map(|risk| word(&risk["status"])).collect();
    assert_eq!(risks, ["open", "deviation-approved"]);
    assert_eq!(result["risks"][1]["deadline"], "2026-12-01T00:00:00Z");
    assert_eq!(result["risks"][0]["remediations"][0]["lifecycle"], "planned");
}

#[test]
fn every_finding_of_the_report_is_an_observation_that_its_item_refers_to() {
    let project = canonical();
    let document = json(&given(&project, "oscal", "en").stdout);
    let result = result(&document);
    let observations: HashMap<_, _> =
        list(&result["observations"]).iter().map(|one| (word(&one["uuid"]), one)).collect();
    let report = report(&project, "en");
    for finding in findings(&report) {
        let print = word(&finding["fingerprint"]);
        let own = observations.values().find(|one| property(one, "fingerprint") == print).expect("an observation");
        assert_eq!(own["title"], full_rule(finding));
    }
    let mut related = 0;
    for finding in list(&result["findings"]) {
        for each in list(&finding["related-observations"]) {
            assert!(observations.contains_key(word(&each["observation-uuid"])), "{each}");
            related += 1;
        }
    }
    let not_applicable = ITEMS.iter().filter(|(.., verdict)| *verdict == "not-applicable").count();
    let of_the_file =
        findings(&report).iter().filter(|finding| word(&finding["rule"]).starts_with("manifest/")).count();
    assert_eq!(related + not_applicable + of_the_file, observations.len());
}

#[test]
fn evidence_is_a_link_that_no_name_breaks_with_the_digest_that_was_judged() {
    let document = json(&given(&canonical(), "oscal", "en").stdout);
    let all = list(&result(&document)["observations"]).iter();
    let evidence: Vec<_> = all
        .filter_map(|one| one.get("relevant-evidence"))
        .flat_map(list)
        .filter(|one| !property(one, "sha256").is_empty())
        .collect();
    let hrefs: Vec<_> = evidence.iter().map(|one| word(&one["href"])).collect();
    let escaped = "docs%20%26%20%E8%AE%B0%E5%BD%95/it%27s%20100%25%2Ca%3Ab%7C%F0%9F%98%80.json";
    assert!(hrefs.contains(&escaped), "{EVIDENCE}: {hrefs:?}");
    assert!(evidence.iter().all(|one| property(one, "sha256").len() == 64));
}

#[test]
fn names_stay_until_what_they_name_changes() {
    let uuid = |text: &str| json(text)["assessment-results"]["uuid"].clone();
    let run = || given(&canonical(), "oscal", "en").stdout;
    let (one, other) = (run(), run());
    assert_eq!(one, other);
    let changed = canonical().file("held.md", "# Held\n\nNothing any more.\n");
    let changed = given(&changed, "oscal", "en").stdout;
    assert_ne!(uuid(&one), uuid(&changed));
    let finding = |text: &str| result(&json(text))["findings"][0]["uuid"].clone();
    assert_eq!(finding(&one), finding(&changed));
}

#[test]
fn a_manifest_that_cannot_be_judged_is_told_and_nothing_is_said_of_a_run_that_judged_nothing() {
    let document = json(&given(&canonical_beside_broken(), "oscal", "en").stdout);
    let remarks = word(&document["assessment-results"]["metadata"]["remarks"]);
    assert!(remarks.starts_with("broken/governance.toml could not be judged"), "{remarks}");
    let output = Scratch::sound().run(&["check", "--as-of", TODAY, "--format", "oscal", "--only", "no/such"]);
    assert_eq!(output.status, 2);
    assert_eq!(json(&output.stdout)["assessment-results"]["results"], Value::Array(Vec::new()));
}
