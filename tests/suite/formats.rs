//! The formats of `check`, held against the rules of those that read them, on the canonical report and on clean, broken and huge ones.

mod cyclonedx;
mod github;
mod gitlab;
mod intoto;
mod junit;
mod markdown;
mod ndjson;
mod oscal;
mod outputs;
mod rdjson;
mod schema;
mod soa;

use serde_json::Value;

use crate::canonical::arguments;
use crate::run::Output;
use crate::scratch::{PROJECT, Scratch, each};

/// The formats that are held here.
const FORMATS: [&str; 13] = [
    "github",
    "gitlab",
    "junit",
    "rdjson",
    "ndjson",
    "markdown",
    "sarif",
    "sarif-audit",
    "oscal",
    "cyclonedx",
    "intoto",
    "soa",
    "soa-csv",
];
/// Both languages.
const LOCALES: [&str; 2] = ["en", "zh"];

/// What a project gives in a format and language.
fn given(project: &Scratch, format: &str, locale: &str) -> Output {
    project.run(&arguments(format, locale))
}

/// The JSON report of the same run.
fn report(project: &Scratch, locale: &str) -> Value {
    json(&given(project, "json", locale).stdout)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}"))
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// All findings of a JSON report, project by project.
fn findings(report: &Value) -> Vec<&Value> {
    list(&report["projects"]).iter().flat_map(|project| list(&project["findings"])).collect()
}

/// The rule and the code of a finding, as formats write them.
fn full_rule(finding: &Value) -> String {
    let (rule, code) = (word(&finding["rule"]), word(&finding["code"]));
    if rule.ends_with(&format!("/{code}")) { rule.to_owned() } else { format!("{rule}/{code}") }
}

/// A project with so many findings.
fn many(count: usize) -> Scratch {
    let keys: String = (0..count).map(|at| format!("key-{at} = {at}\n")).collect();
    Scratch::with(&format!("{keys}{PROJECT}"))
}

#[test]
fn the_format_never_changes_how_a_run_ends() {
    let project = Scratch::sound();
    each(FORMATS, |format| {
        let args = [&arguments(format, "en")[..], &["--only", crate::scratch::OWNER]].concat();
        assert_eq!(project.run(&args).status, 0, "{format}");
        assert_eq!(given(&crate::canonical::canonical(), format, "en").status, 1, "{format}");
        assert_eq!(given(&crate::canonical::canonical_beside_broken(), format, "en").status, 2, "{format}");
    });
}

#[test]
fn nothing_that_steers_a_terminal_is_in_what_people_read() {
    let project = crate::canonical::canonical_beside_broken();
    let formats = [
        "pretty",
        "plain",
        "narrated",
        "github",
        "junit",
        "markdown",
        "sarif",
        "sarif-audit",
        "oscal",
        "cyclonedx",
        "soa",
    ];
    each(formats, |format| {
        for locale in LOCALES {
            let text = given(&project, format, locale).stdout;
            let steers = |c: &char| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c);
            assert_eq!(text.chars().find(steers), None, "{format}");
        }
    });
}
