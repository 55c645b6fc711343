//! The schema of the report, published under `docs/schemas`: every report is as it says, and it says nothing that no report has.

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use serde_json::{Value, json};

use super::{json as read, report};
use crate::canonical::canonical_beside_broken;
use crate::run::guiju;
use crate::scratch::{Scratch, TODAY, each};
use crate::tools::python;

/// Where it is published.
const PUBLISHED: &str = "docs/schemas/guiju.report.1.json";

/// The other schema that is published.
const MANIFEST: &str = "docs/schemas/guiju.manifest.1.json";

fn schema(locale: &str) -> Value {
    let output = guiju(&["schema", "report", "--locale", locale]);
    assert_eq!((output.status, output.stderr.as_str()), (0, ""));
    read(&output.stdout)
}

/// Reports with everything that a report can hold, and each by its name.
fn reports() -> Vec<(String, Value)> {
    let examples = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")).expect("there are examples");
    let folders = examples.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir());
    let mut reports: Vec<_> = folders
        .map(|path| {
            let path = path.display().to_string();
            let output = guiju(&["check", &path, "--as-of", TODAY, "--format", "json"]);
            (path, read(&output.stdout))
        })
        .collect();
    assert!(reports.len() > 3);
    let adopted = Scratch::sound();
    adopted.run(&["check", "--as-of", TODAY, "--write-baseline", "known.toml"]);
    let output = adopted.run(&["check", "--as-of", TODAY, "--format", "json", "--baseline", "known.toml"]);
    reports.push(("a baseline".to_owned(), read(&output.stdout)));
    reports.extend(["en", "zh"].map(|locale| (locale.to_owned(), report(&canonical_beside_broken(), locale))));
    reports.push(("many".to_owned(), report(&crate::many::fleet(), "en")));
    reports
}

/// The schema with no more keys than it names.
fn closed(mut schema: Value) -> Value {
    fn close(value: &mut Value) {
        match value {
            Value::Object(map) => {
                if map.contains_key("properties") {
                    map.insert("additionalProperties".to_owned(), json!(false));
                }
                map.values_mut().for_each(close);
            }
            Value::Array(list) => list.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

#[test]
fn every_report_is_as_the_schema_says() {
    let schema = schema("en");
    jsonschema::draft202012::meta::validate(&schema).unwrap_or_else(|why| panic!("{why}"));
    let validator = jsonschema::draft202012::new(&closed(schema)).expect("a schema");
    each(reports(), |(name, report)| {
        let errors: Vec<_> =
            validator.iter_errors(&report).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    });
}

#[test]
fn the_reader_of_others_says_the_same() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let published = Path::new(env!("CARGO_MANIFEST_DIR")).join(PUBLISHED).display().to_string();
    let mut arguments = vec!["--schemafile".to_owned(), published];
    for (at, (_, report)) in reports().into_iter().enumerate() {
        let path = path(&format!("{at}.json"));
        fs::write(&path, report.to_string()).expect("a file can be written");
        arguments.push(path);
    }
    let output = python("check-jsonschema", &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(output.status, 0, "{}{}", output.stdout, output.stderr);
    fs::write(path("wrong.json"), "{\"schema\": \"guiju.report/2\"}").expect("a file can be written");
    let output = python("check-jsonschema", &["--schemafile", &arguments[1], &path("wrong.json")]);
    assert_eq!(output.status, 1, "{}{}", output.stdout, output.stderr);
}

/// The places in a value that a schema speaks of, as `/projects/*/name`.
fn said(schema: &Value, place: &str, found: &mut BTreeSet<String>) {
    for (key, inner) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        found.insert(format!("{place}/{key}"));
        said(inner, &format!("{place}/{key}"), found);
    }
    if let Some(items) = schema.get("items") {
        said(items, &format!("{place}/*"), found);
    }
    for each in schema.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
        said(each, place, found);
    }
}

/// The places that a report has.
fn there(value: &Value, place: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                found.insert(format!("{place}/{key}"));
                there(inner, &format!("{place}/{key}"), found);
            }
        }
        Value::Array(list) => list.iter().for_each(|inner| there(inner, &format!("{place}/*"), found)),
        _ => {}
    }
}

#[test]
fn the_schema_speaks_of_nothing_that_no_report_has() {
    let (mut named, mut found) = (BTreeSet::new(), BTreeSet::new());
    said(&schema("en"), "", &mut named);
    for (_, report) in reports() {
        there(&report, "", &mut found);
    }
    // A pack that names a page for its rules is tested where addresses are.
    named.remove("/projects/*/findings/*/url");
    let unseen: Vec<_> = named.difference(&found).collect();
    assert!(unseen.is_empty(), "{unseen:?}");
}

#[test]
fn a_report_without_a_key_or_with_another_kind_is_refused() {
    let validator = jsonschema::draft202012::new(&schema("en")).expect("a schema");
    let whole = report(&canonical_beside_broken(), "en");
    let required = ["/as-of", "/projects/0/score", "/projects/0/items/0/verdict", "/projects/0/findings/0/place/line"];
    for place in required {
        let (parent, key) = place.rsplit_once('/').expect("a key");
        let mut report = whole.clone();
        report.pointer_mut(parent).and_then(Value::as_object_mut).expect("an object").shift_remove(key);
        assert!(!validator.is_valid(&report), "without {place}");
        for wrong in [json!([]), json!(-1), json!("no-such-word"), json!({})] {
            let mut report = whole.clone();
            *report.pointer_mut(place).expect("a value") = wrong.clone();
            assert!(!validator.is_valid(&report), "{place}: {wrong}");
        }
    }
    let mut newer = whole;
    newer["such-a-key"] = json!("a later version says more");
    assert!(validator.is_valid(&newer));
}

#[test]
fn what_is_published_is_what_is_printed() {
    let blesses = env::var("GUIJU_BLESS").is_ok_and(|word| word == "1");
    each([("report", PUBLISHED), ("manifest", MANIFEST)], |(what, published)| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(published);
        let printed = guiju(&["schema", what, "--locale", "en"]).stdout;
        if blesses {
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
            fs::write(&path, &printed).expect("a file can be written");
        }
        assert!(!blesses, "`{published}` was written anew: look at what changed, then run again without GUIJU_BLESS");
        assert_eq!(fs::read_to_string(&path).unwrap_or_default(), printed, "{published} is of another version");
    });
    let printed = guiju(&["schema", "report", "--locale", "en"]).stdout;
    let chinese = schema("zh").to_string();
    assert_eq!(chinese.matches("\"description\"").count(), printed.matches("\"description\"").count());
    assert!(chinese.contains("guiju 的报告"));
}
