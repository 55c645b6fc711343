//! The action for GitHub: zizmor, actionlint and shellcheck find nothing in it, and its script does what it says, whatever it is given.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};

use super::{path, root, shown, write};
use crate::run::{Output, finish};
use crate::scratch::{OWNER, Scratch, TODAY, each};
use crate::tools::{actionlint, python, yaml};

fn file() -> PathBuf {
    root().join("action.yml")
}

fn action() -> Value {
    yaml(&file()).remove(0)
}

fn steps(action: &Value) -> &[Value] {
    action["runs"]["steps"].as_array().expect("steps")
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// A workflow with the same inputs, steps and outputs, for a reader that knows workflows alone.
fn workflow(action: &Value) -> String {
    let input = |(name, input): (&String, &Value)| {
        let input = json!({ "description": input["description"], "default": input["default"], "type": "string" });
        (name.clone(), input)
    };
    let inputs: serde_json::Map<_, _> = action["inputs"].as_object().expect("inputs").iter().map(input).collect();
    let outputs = action["outputs"].as_object().expect("outputs").iter();
    let outputs: serde_json::Map<_, _> =
        outputs.map(|(name, output)| (name.clone(), output["value"].clone())).collect();
    let job = json!({ "runs-on": "ubuntu-latest", "outputs": outputs, "steps": action["runs"]["steps"] });
    json!({ "on": { "workflow_call": { "inputs": inputs } }, "jobs": { "governance": job } }).to_string()
}

fn zizmor(file: &str) -> Output {
    python("zizmor", &["--offline", "--no-progress", "--quiet", "--persona", "auditor", file])
}

#[test]
fn zizmor_finds_nothing_and_would() {
    let found = zizmor(&file().display().to_string());
    assert_eq!(found.status, 0, "{}{}", found.stdout, found.stderr);
    let wrong =
        fs::read_to_string(file()).expect("it stands").replace("guiju check", "guiju check ${{ inputs.paths }}");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let wrong = write(folder.path().join("action.yml"), &wrong);
    let found = zizmor(&wrong.display().to_string());
    assert!(found.status != 0 && found.stdout.contains("template-injection"), "{}{}", found.stdout, found.stderr);
}

#[test]
fn actionlint_finds_nothing_and_would() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (sound, wrong) = (folder.path().join("sound"), folder.path().join("wrong"));
    let whole = workflow(&action());
    write(sound.join("whole.yml"), &whole);
    let found = actionlint(&sound);
    assert_eq!(found.status, 0, "{}{}", found.stdout, found.stderr);
    assert!(found.stdout.contains("Checking 1 workflow"), "{}", found.stdout);
    write(wrong.join("input.yml"), &whole.replace("inputs.only", "inputs.olny"));
    write(wrong.join("output.yml"), &whole.replace("steps.judge.outputs", "steps.jugde.outputs"));
    let found = actionlint(&wrong);
    assert_eq!(found.status, 1, "{}{}", found.stdout, found.stderr);
    assert!(["\"olny\"", "\"jugde\""].iter().all(|word| found.stdout.contains(word)), "{}", found.stdout);
}

#[test]
fn the_workflows_of_the_readme_hold() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let texts = shown("# .github/workflows/").into_iter().enumerate();
    let files: Vec<_> = texts.map(|(at, text)| write(folder.path().join(format!("{at}.yml")), &text)).collect();
    let found = actionlint(folder.path());
    assert_eq!(found.status, 0, "{}{}", found.stdout, found.stderr);
    for file in files {
        schema("vendor.github-workflows", &file.display().to_string());
    }
}

fn schema(name: &str, file: &str) {
    let checked = python("check-jsonschema", &["--builtin-schema", name, file]);
    assert_eq!(checked.status, 0, "{file}: {}{}", checked.stdout, checked.stderr);
}

#[test]
fn its_scripts_are_sound_and_hold_no_expression() {
    schema("vendor.github-actions", &file().display().to_string());
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (at, step) in steps(&action()).iter().enumerate() {
        let script = word(&step["run"]);
        assert!(!script.contains("${{"), "{script}");
        let script = write(folder.path().join(format!("{at}.sh")), script).display().to_string();
        let found = python("shellcheck", &["--shell", "bash", &script]);
        assert_eq!(found.status, 0, "{}", found.stdout);
    }
}

/// Runs the step that judges, as the runner would, with these inputs and the defaults of the others. Also what it put out.
fn judge(project: &Scratch, given: &[(&str, &str)]) -> (Output, String) {
    let action = action();
    let step = steps(&action).iter().find(|step| step["id"] == "judge").expect("a step that judges");
    let (root, temp) = (project.root(), project.around().join("temp"));
    fs::create_dir_all(&temp).expect("a folder can be made");
    let put_out = write(project.around().join("output"), "");
    let script = write(project.around().join("step.sh"), word(&step["run"]));
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(script).current_dir(root).env_clear();
    command.env("PATH", path()).env("RUNNER_TEMP", temp).env("GITHUB_OUTPUT", &put_out).env("GITHUB_ACTIONS", "true");
    for (name, value) in step["env"].as_object().expect("variables") {
        let input = word(value).strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}"));
        let input = input.unwrap_or_else(|| panic!("{name} is no input alone: {value}"));
        let default = word(&action["inputs"][input]["default"]);
        command.env(name, given.iter().find(|(name, _)| *name == input).map_or(default, |(_, value)| value));
    }
    let output = finish(&mut command);
    (output, fs::read_to_string(put_out).expect("it stands"))
}

#[test]
fn it_judges_and_puts_out_how_that_ended() {
    let day = ("as-of", TODAY);
    for (given, status) in [
        (vec![day, ("only", OWNER)], 0),
        (vec![day], 1),
        (vec![day, ("fail-on", "never")], 0),
        (vec![day, ("only", OWNER), ("paths", ".\n\ngovernance.toml\n")], 0),
        (vec![day, ("only", OWNER), ("packs", "four-principles"), ("locale", "zh")], 0),
        (vec![day, ("only", OWNER), ("output", "sarif=guiju.sarif,markdown=guiju.md")], 0),
    ] {
        let project = Scratch::sound();
        let (output, put_out) = judge(&project, &given);
        assert_eq!(output.status, status, "{given:?}: {}{}", output.stdout, output.stderr);
        let report = project.around().join("temp/guiju-report.json");
        assert_eq!(put_out, format!("exit-code={status}\nreport={}\n", report.display()));
        let report: Value = serde_json::from_str(&fs::read_to_string(report).expect("it stands")).expect("JSON");
        assert_eq!(report["schema"], "guiju.report/1");
        let more = given.iter().any(|(name, _)| *name == "output");
        assert_eq!(project.root().join("guiju.sarif").is_file(), more);
    }
}

#[test]
fn no_input_becomes_a_part_of_the_script() {
    let words =
        ["$(touch pwned)", "`touch pwned`", "; touch pwned", "\"; touch pwned; \"", "--help", "-", "*", "\n--quiet"];
    let inputs = ["paths", "fail-on", "only", "packs", "output", "as-of", "locale"];
    each(inputs, |input| {
        for word in words {
            let project = Scratch::sound();
            let (output, put_out) = judge(&project, &[(input, word), ("as-of", TODAY)]);
            assert!(!project.root().join("pwned").exists(), "{input}: {word}");
            assert_eq!(output.status, 2, "{input}: {word}: {}{}", output.stdout, output.stderr);
            assert!(put_out.starts_with("exit-code=2\n"), "{input}: {word}: {put_out}");
        }
    });
}
