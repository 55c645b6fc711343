//! `sarif` and `sarif-audit`: every result at its place, nothing hostile left alive, and the crosswalk as taxonomies.

mod audit;
mod readers;

use std::fs;

use serde_json::{Value, json};

use crate::canonical::{EVIDENCE, arguments, canonical, canonical_beside_broken, judged, places, read_provision};
use crate::scratch::{ANSWER, GOVERNANCE, OWNER, PROJECT, Scratch, write};

/// The document of a run.
fn document(project: &Scratch, format: &str, locale: &str) -> Value {
    let output = project.run(&arguments(format, locale));
    serde_json::from_str(&output.stdout).unwrap_or_else(|why| panic!("{why}: {}{}", output.stdout, output.stderr))
}

fn run(document: &Value) -> &Value {
    &document["runs"][0]
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The results as `rule, file, line, column, last column`, sorted; files as paths again.
fn results(document: &Value) -> Vec<(String, String, u64, u64)> {
    let told = list(&run(document)["results"]).iter().map(|result| {
        let (file, line, column) = place(&result["locations"][0]);
        (text(&result["ruleId"]).to_owned(), file, line, column)
    });
    told.collect()
}

fn place(location: &Value) -> (String, u64, u64) {
    let physical = &location["physicalLocation"];
    let number = |key: &str| physical["region"][key].as_u64().unwrap_or_default();
    (path(text(&physical["artifactLocation"]["uri"])), number("startLine"), number("startColumn"))
}

/// A relative URI as a path.
fn path(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().expect("a digit"), rest.next().expect("a digit")];
            let digits = std::str::from_utf8(&digits).expect("ASCII");
            bytes.push(u8::from_str_radix(digits, 16).expect("hexadecimal"));
        } else {
            assert!(byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte), "{uri}");
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn every_finding_is_a_result_at_its_place() {
    let project = canonical();
    let expected = places(&judged(&project));
    // Two findings of one rule on one line are one result, which says so.
    let mut once = expected.clone();
    once.dedup_by(|one, other| one.0 == other.0 && one.1 == other.1 && one.2 == other.2);
    assert_eq!(once.len() + 1, expected.len());
    for locale in ["en", "zh"] {
        let document = document(&project, "sarif", locale);
        assert_eq!(results(&document), once, "{locale}");
        let all = list(&run(&document)["results"]);
        let told: u64 = all.iter().map(|result| result["occurrenceCount"].as_u64().unwrap_or(1)).sum();
        assert_eq!(usize::try_from(told).expect("few"), expected.len());
        let twice = all.iter().find(|result| result["ruleId"] == "trial/twice/text-missing").expect("a result");
        let said = text(&twice["message"]["text"]);
        assert!(said.contains("alpha <b>") && said.contains("omega <b>"), "{said}");
        assert_eq!(list(&twice["properties"]["fingerprints"]).len(), 2);
    }
    // Lines of `plain`, as people see them beside each other.
    let plain = project.run(&arguments("plain", "en")).stdout;
    for (rule, file, line, column) in once {
        let start = format!("{}:{line}:{column}: ", file.replace('\u{202e}', "\u{fffd}"));
        assert!(plain.lines().any(|told| told.starts_with(&start) && told.contains(&format!("[{rule}]"))), "{start}");
    }
}

#[test]
fn what_a_result_underlines_is_what_is_wrong() {
    let document = document(&canonical(), "sarif", "en");
    let all = list(&run(&document)["results"]);
    let found = all.iter().find(|result| result["ruleId"] == "trial/overclaimed/value-mismatch").expect("a result");
    let region = &found["locations"][0]["physicalLocation"]["region"];
    // Behind a byte order mark, a tab, a Chinese character and an emoji: characters are counted, the end is left out.
    assert_eq!(region, &json!({ "startLine": 2, "startColumn": 17, "endLine": 2, "endColumn": 20 }));
    assert_eq!(place(&found["locations"][0]).0, EVIDENCE);
    assert_eq!(
        (run(&document)["columnKind"].as_str(), &document["version"]),
        (Some("unicodeCodePoints"), &"2.1.0".into())
    );
    // GitHub shows a result beside a change only where the change has all of its lines.
    for result in all {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region["startLine"], region["endLine"], "{result}");
        assert_eq!(result["kind"], "fail");
    }
}

#[test]
fn fingerprints_are_those_of_the_report_and_stay_when_lines_move() {
    let project = canonical();
    let prints = |project: &Scratch| {
        let document = document(project, "sarif", "en");
        let all = list(&run(&document)["results"]).iter();
        all.map(|result| text(&result["partialFingerprints"]["guiju/v1"]).to_owned()).collect::<Vec<_>>()
    };
    let before = prints(&project);
    let judged = judged(&project);
    let known: Vec<_> =
        list(&judged.project()["findings"]).iter().map(|finding| text(&finding["fingerprint"])).collect();
    assert!(before.iter().all(|print| known.contains(&print.as_str())), "{before:?}");
    let manifest = fs::read_to_string(project.root().join("governance.toml")).expect("a file");
    let moved = project.file("governance.toml", format!("# one line more\n\n{manifest}"));
    assert_eq!(prints(&moved), before);
}

#[test]
fn every_result_names_a_rule_that_is_described() {
    for format in ["sarif", "sarif-audit"] {
        for locale in ["en", "zh"] {
            let document = document(&canonical_beside_broken(), format, locale);
            let run = run(&document);
            let rules = list(&run["tool"]["driver"]["rules"]);
            let ids: Vec<_> = rules.iter().map(|rule| text(&rule["id"])).collect();
            assert!(ids.is_sorted() && ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
            let mut named: Vec<_> = list(&run["results"]).iter().map(|result| text(&result["ruleId"])).collect();
            named.sort_unstable();
            named.dedup();
            assert_eq!(named, ids, "{format}");
            for rule in rules {
                for key in ["shortDescription", "fullDescription"] {
                    let told = text(&rule[key]["text"]);
                    assert!(!told.is_empty() && told.chars().count() <= 1024, "{key}: {rule}");
                }
                assert!(["text", "markdown"].iter().all(|key| !text(&rule["help"][key]).is_empty()), "{rule}");
                assert!(rule["properties"]["title"]["en"].is_string() && rule["properties"]["title"]["zh"].is_string());
                assert!(rule["properties"].get("security-severity").is_none(), "{rule}");
            }
            assert_eq!((text(&run["language"]), text(&run["tool"]["driver"]["language"])), (locale, locale));
        }
    }
}

#[test]
fn the_crosswalk_is_the_provisions_that_rules_touch() {
    let document = document(&canonical(), "sarif-audit", "en");
    let run = run(&document);
    let [charter] = list(&run["taxonomies"]) else { panic!("one framework is touched: {}", run["taxonomies"]) };
    assert_eq!((&charter["name"], &charter["isComprehensive"]), (&"charter".into(), &false.into()));
    assert!(text(&charter["fullDescription"]["text"]).contains("no legal advice"), "{charter}");
    assert_eq!(run["tool"]["driver"]["supportedTaxonomies"], json!([{ "name": "charter", "index": 0 }]));
    let [read, recalled] = list(&charter["taxa"]) else { panic!("two provisions are touched: {charter}") };
    let first = read_provision().replace('\u{202e}', "\u{fffd}").replace('\u{1b}', "?").replace("](", "] (");
    assert_eq!((text(&read["id"]), text(&recalled["id"])), (first.as_str(), "¶2"));
    assert_eq!(
        (&read["properties"]["unverified"], &recalled["properties"]["unverified"]),
        (&false.into(), &true.into())
    );
    assert!(text(&recalled["shortDescription"]["text"]).starts_with("unverified: "), "{recalled}");
    let related = |id: &str| {
        let rules = list(&run["tool"]["driver"]["rules"]);
        let rule = rules.iter().find(|rule| rule["id"] == id).unwrap_or_else(|| panic!("{id}"));
        let told = list(&rule["relationships"]).iter().map(|relationship| {
            let target = &relationship["target"];
            assert_eq!(target["toolComponent"], json!({ "name": "charter", "index": 0 }));
            assert_eq!(
                target["id"],
                charter["taxa"][target["index"].as_u64().map_or(9, |at| usize::from(at != 0))]["id"]
            );
            let kinds: Vec<_> = list(&relationship["kinds"]).iter().map(text).collect();
            (target["index"].as_u64(), kinds.join("+"), text(&relationship["description"]["text"]).to_owned())
        });
        told.collect::<Vec<_>>()
    };
    let row = |at, kinds: &str, told: &str| (Some(at), kinds.to_owned(), told.to_owned());
    let held = [row(0, "equal", "equivalent."), row(1, "relevant+partial", "partial (unverified).")];
    assert_eq!(related("trial/held"), held);
    // Nobody has read the second: it is never called equal.
    let silent = [row(0, "relevant", "related."), row(1, "relevant", "equivalent (unverified).")];
    assert_eq!(related("trial/silent"), silent);
    assert!(related("trial/old").is_empty());
}

#[test]
fn nothing_hostile_is_left_in_a_text() {
    fn texts<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
        match value {
            Value::String(text) => found.push(text),
            Value::Array(list) => list.iter().for_each(|each| texts(each, found)),
            Value::Object(members) => members.values().for_each(|each| texts(each, found)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    for format in ["sarif", "sarif-audit"] {
        let document = document(&canonical_beside_broken(), format, "en");
        let mut found = Vec::new();
        texts(&document, &mut found);
        assert!(found.iter().any(|text| text.contains("<b>&\"'`|%25:,::error::] (http://x.example) 治理😀")));
        for text in found {
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{format}: {text:?}");
            // GitHub makes a link of this in a message. In help it is Markdown that the pack's author wrote.
            assert!(!text.contains("](http") || text.contains("An item"), "{format}: {text:?}");
        }
    }
}

#[test]
fn what_could_not_be_judged_is_told() {
    for format in ["sarif", "sarif-audit"] {
        let project = canonical_beside_broken();
        let output = project.run(&arguments(format, "en"));
        assert_eq!(output.status, 2, "{}", output.stderr);
        let document: Value = serde_json::from_str(&output.stdout).expect("JSON");
        let invocation = &run(&document)["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], false);
        let [notification] = list(&invocation["toolExecutionNotifications"]) else { panic!("{invocation}") };
        assert_eq!(notification["level"], "error");
        assert_eq!(place(&notification["locations"][0]).0, "broken/governance.toml");
        assert!(
            results(&document)
                .iter()
                .any(|(rule, file, ..)| { rule == "manifest/syntax" && file == "broken/governance.toml" })
        );
    }
    let whole = document(&canonical(), "sarif", "en");
    assert_eq!(run(&whole)["invocations"], json!([{ "executionSuccessful": true, "toolExecutionNotifications": [] }]));
}

#[test]
fn projects_without_findings_stand_in_one_run_with_the_others() {
    let project = Scratch::new();
    let sound = format!("{PROJECT}{ANSWER}");
    for name in ["a", "b", "c", "d", "e"] {
        let folder = project.root().join(name);
        write(&folder.join("governance.toml"), if ["b", "d"].contains(&name) { PROJECT } else { &sound }.as_bytes());
        write(&folder.join("GOVERNANCE.md"), GOVERNANCE.as_bytes());
    }
    for jobs in ["1", "4"] {
        let output = project.run(&[&arguments("sarif", "en"), ["--only", OWNER, "--jobs", jobs].as_slice()].concat());
        let document: Value = serde_json::from_str(&output.stdout).unwrap_or_else(|why| panic!("{why}"));
        let files: Vec<_> = results(&document).into_iter().map(|(_, file, ..)| file).collect();
        assert_eq!(files, ["b/governance.toml", "d/governance.toml"]);
    }
    let output = project.run(&[&arguments("sarif", "en"), ["--only", OWNER, "a"].as_slice()].concat());
    let document: Value = serde_json::from_str(&output.stdout).expect("JSON");
    assert_eq!((&run(&document)["results"], &run(&document)["tool"]["driver"]["rules"]), (&json!([]), &json!([])));
    assert_eq!(readers::complaints(&document), Vec::<String>::new());
}
