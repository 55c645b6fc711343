//! The template for GitLab: its inputs are those that it uses, what it makes is a valid pipeline, and its script writes both reports.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::{path, root, shown, write};
use crate::run::finish;
use crate::scratch::{Scratch, TODAY};
use crate::tools::{python, yaml};

/// The head of the template, and the pipeline that it makes of these inputs and the defaults of the others.
fn pipeline(given: &[(&str, &str)]) -> (Value, Value) {
    let mut documents = yaml(&root().join("templates/guiju.gitlab-ci.yml"));
    assert_eq!(documents.len(), 2);
    let (body, head) = (documents.remove(1).to_string(), documents.remove(0));
    let inputs = head["spec"]["inputs"].as_object().expect("inputs");
    let made = inputs.iter().fold(body, |body, (name, input)| {
        let place = format!("$[[ inputs.{name} ]]");
        assert!(body.contains(&place), "nothing uses `{name}`");
        let given = given.iter().find(|(known, _)| known == name).map(|(_, value)| *value);
        body.replace(&place, given.unwrap_or_else(|| input["default"].as_str().expect("a default")))
    });
    assert!(!made.contains("$[["), "an input that is none: {made}");
    (head, serde_json::from_str(&made).expect("JSON"))
}

#[test]
fn what_it_makes_is_a_pipeline() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (head, made) = pipeline(&[("job", "rules"), ("stage", "lint")]);
    assert!(made["rules"]["stage"] == "lint" && made.as_object().is_some_and(|jobs| jobs.len() == 1), "{made}");
    let files = [("head.yml", head.to_string()), ("made.yml", made.to_string())];
    let shown = shown("# .gitlab-ci.yml").into_iter().map(|text| ("shown.yml", text));
    for (name, text) in files.into_iter().chain(shown) {
        let file = write(folder.path().join(name), &text);
        let checked =
            python("check-jsonschema", &["--builtin-schema", "vendor.gitlab-ci", &file.display().to_string()]);
        assert_eq!(checked.status, 0, "{name}: {}{}", checked.stdout, checked.stderr);
    }
}

#[test]
fn its_script_judges_and_leaves_both_reports() {
    for (given, status) in [(vec![], 1), (vec![("fail-on", "never")], 0), (vec![("path", "nowhere; exit 0")], 2)] {
        let project = Scratch::sound();
        let made = pipeline(&given).1;
        let job = &made["governance"];
        let script: Vec<_> = job["script"].as_array().expect("a script").iter().filter_map(Value::as_str).collect();
        let script = write(project.around().join("script.sh"), &script.join("\n"));
        let mut command = Command::new("sh");
        command
            .arg("-eu")
            .arg(script)
            .current_dir(project.root())
            .env_clear()
            .env("PATH", path())
            .env("GUIJU_AS_OF", TODAY);
        for (name, value) in job["variables"].as_object().expect("variables") {
            command.env(name, value.as_str().expect("a text"));
        }
        let output = finish(&mut command);
        assert_eq!(output.status, status, "{given:?}: {}{}", output.stdout, output.stderr);
        for report in job["artifacts"]["reports"].as_object().expect("reports").values() {
            let written = fs::metadata(project.root().join(report.as_str().expect("a file"))).is_ok();
            assert_eq!(written, status < 2, "{given:?}: {report}");
        }
    }
}
