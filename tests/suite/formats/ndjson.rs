//! `ndjson`: taken together, its lines are the JSON report.

use serde_json::{Value, json};

use super::{LOCALES, given, json as read, report, word};
use crate::canonical::canonical_beside_broken;
use crate::scratch::each;

/// A line without the key that says what it is.
fn body(line: &Value) -> Value {
    let mut body = line.clone();
    body.as_object_mut().expect("an object").shift_remove("type");
    body
}

#[test]
fn the_lines_are_the_report() {
    let project = canonical_beside_broken();
    each(LOCALES, |locale| {
        let text = given(&project, "ndjson", locale).stdout;
        assert!(text.ends_with('\n'));
        let lines: Vec<_> = text.lines().map(read).collect();
        let (first, last) = (&lines[0], &lines[lines.len() - 1]);
        assert_eq!((&first["type"], &last["type"]), (&json!("run"), &json!("totals")));
        let mut whole = body(first);
        let (mut projects, mut unjudged) = (Vec::new(), Vec::new());
        for line in &lines[1..lines.len() - 1] {
            match word(&line["type"]) {
                "project" => {
                    let mut project = body(line);
                    project["findings"] = json!([]);
                    projects.push(project);
                }
                "finding" => {
                    let project: &mut Value = projects.last_mut().expect("a project comes before its findings");
                    let mut finding = body(line);
                    let manifest = finding.as_object_mut().expect("an object").shift_remove("manifest");
                    assert_eq!(manifest.as_ref(), Some(&project["manifest"]));
                    project["findings"].as_array_mut().expect("a list").push(finding);
                }
                "unjudged" => unjudged.push(body(line)),
                other => panic!("{other}"),
            }
        }
        let mut totals = body(last);
        let totals = totals.as_object_mut().expect("an object");
        assert_eq!(totals.shift_remove("unjudged"), Some(json!(unjudged.len())));
        whole["packs"] = totals.shift_remove("packs").expect("the packs");
        whole["projects"] = projects.into();
        whole["unjudged"] = unjudged.into();
        whole["totals"] = Value::Object(totals.clone());
        assert_eq!(whole, report(&project, locale));
    });
}
