//! `sarif` and `sarif-audit`, held against Microsoft's multitool, which has the rules that GitHub accepts files by, and read back by
//! sarif-tools: every result at its place, nothing hostile left alive, and the crosswalk as taxonomies.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::canonical::{
    EVIDENCE, ITEMS, arguments, canonical, canonical_beside_broken, judged, places, read_provision,
};
use crate::scratch::{ANSWER, GOVERNANCE, OWNER, PROJECT, Scratch, TODAY, each, write};
use crate::tools::{python, sarif_multitool, sarif_schema};

/// What the multitool says of a document that is as it should be, and why that stays.
const EXCUSED: [(&str, &str, &str); 1] =
    [("SARIF2005", "does not provide 'informationUri'", "there is no page on the web about this program")];

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

/// What the multitool has to say of a document, its errors and warnings, without what is excused.
fn complaints(document: &Value) -> Vec<String> {
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
fn read_back(document: &str, filter: Option<&str>) -> (Vec<Vec<String>>, BTreeMap<String, usize>) {
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
                charter["taxa"][target["index"].as_u64().map_or(9, |at| if at == 0 { 0 } else { 1 })]["id"]
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
    assert_eq!(complaints(&document), Vec::<String>::new());
}
