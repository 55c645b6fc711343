//! `sarif-audit`: every verdict is a result, and every waiver a suppression.

use serde_json::Value;

use super::readers::read_back;
use super::{document, list, place, run, text};
use crate::canonical::{ITEMS, arguments, canonical, judged, places};

#[test]
fn an_audit_has_a_result_for_every_item_with_its_kind() {
    let document = document(&canonical(), "sarif-audit", "en");
    let all = list(&run(&document)["results"]);
    let expected = [
        ("trial/above", "informational", "none"),
        ("trial/held", "pass", "none"),
        ("trial/old", "review", "none"),
        ("trial/other", "notApplicable", "none"),
        ("trial/overclaimed", "fail", "error"),
        ("trial/partial", "fail", "note"),
        ("trial/said-not", "fail", "warning"),
        ("trial/silent", "open", "none"),
        ("trial/soon", "pass", "none"),
        ("trial/twice", "fail", "error"),
        ("trial/waived", "fail", "error"),
        ("manifest/unknown-key", "fail", "error"),
    ];
    let seen: Vec<_> =
        all.iter().map(|result| (text(&result["ruleId"]), text(&result["kind"]), text(&result["level"]))).collect();
    assert_eq!(seen, expected);
    for ((id, _, _, verdict), result) in ITEMS.iter().zip(all) {
        let properties = &result["properties"];
        assert_eq!((&properties["item"], &properties["verdict"]), (&(*id).into(), &(*verdict).into()));
    }
}

#[test]
fn an_audit_shows_each_finding_where_it_is() {
    let project = canonical();
    let document = document(&project, "sarif-audit", "en");
    let all = list(&run(&document)["results"]);
    for (rule, file, line, column) in places(&judged(&project)) {
        let own = |result: &&Value| {
            rule == text(&result["ruleId"]) || rule.starts_with(&format!("{}/", text(&result["ruleId"])))
        };
        let result = all.iter().find(own).unwrap_or_else(|| panic!("{rule}"));
        let mut places = list(&result["relatedLocations"]).iter().chain(list(&result["locations"])).map(place);
        assert!(places.any(|place| place == (file.clone(), line, column)), "{rule} {file}:{line}:{column}");
    }
    // An answer is where it stands; what is not answered is shown at the project.
    let at = |id: &str| place(&all.iter().find(|result| result["ruleId"] == id).expect("a result")["locations"][0]);
    assert_eq!(at("trial/held"), ("governance.toml".to_owned(), 17, 1));
    assert_eq!(at("trial/silent"), ("governance.toml".to_owned(), 3, 1));
}

#[test]
fn a_waiver_is_a_suppression() {
    let project = canonical();
    let output = project.run(&arguments("sarif-audit", "en")).stdout;
    let audit: Value = serde_json::from_str(&output).expect("JSON");
    for result in list(&run(&audit)["results"]) {
        let suppressions = result["suppressions"].as_array().expect("all results have them, or none");
        assert_eq!(suppressions.len(), usize::from(result["ruleId"] == "trial/waived"), "{result}");
        for suppression in suppressions {
            assert_eq!((&suppression["kind"], &suppression["status"]), (&"external".into(), &"accepted".into()));
            assert!(text(&suppression["justification"]).contains("治理😀"), "{suppression}");
            assert_eq!(suppression["properties"]["expires"], "2026-12-01");
        }
    }
    let filter =
        "configuration:\n  default-include: false\n  check-line-number: false\ninclude:\n- suppression: external\n";
    let (rows, _) = read_back(&output, Some(filter));
    assert_eq!(rows.iter().map(|row| row[2].as_str()).collect::<Vec<_>>(), ["trial/waived"]);
    let findings = document(&project, "sarif", "en");
    assert!(list(&run(&findings)["results"]).iter().all(|result| result.get("suppressions").is_none()));
}
