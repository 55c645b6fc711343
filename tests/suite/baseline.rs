//! `--baseline`, `--write-baseline` and `--prune-baseline`: what fails, what is counted, what is told, and files that are none.

use std::fs;

use serde_json::Value;

use crate::run::{Output, in_english};
use crate::scratch::{ANSWER, GOVERNANCE, Judged, OWNER, PROJECT, Scratch, TODAY, each};

/// Where the baseline lies.
const FILE: &str = "known.toml";

fn check(project: &Scratch, args: &[&str]) -> Output {
    let args = [&["check", "--as-of", TODAY, "--format", "plain", "--quiet"], args].concat();
    project.run(&in_english(&args))
}

fn baseline(project: &Scratch) -> String {
    fs::read_to_string(project.root().join(FILE)).expect("a baseline")
}

/// A project with gaps and no claim that does not hold, and a baseline of them.
fn adopted() -> Scratch {
    let project = Scratch::sound();
    let output = check(&project, &["--write-baseline", FILE]);
    assert_eq!((output.status, output.stdout.as_str()), (0, ""), "{}", output.stderr);
    project
}

/// The same with its only answer taken back.
fn regressed() -> Scratch {
    adopted().file("governance.toml", format!("# moved\n\n{PROJECT}"))
}

#[test]
fn only_what_is_new_fails() {
    let project = adopted();
    let count = baseline(&project).matches("[[findings]]").count();
    assert!(count > 3);
    let output = check(&project, &["--baseline", FILE, "--fail-on", "note"]);
    assert_eq!((output.status, output.stdout.as_str(), output.stderr.as_str()), (0, "", ""));
    assert_eq!(check(&project, &[]).status, 1, "without it all of them fail");
    let project = regressed();
    let output = check(&project, &["--baseline", FILE]);
    assert_eq!(output.status, 1);
    assert_eq!(output.stdout.lines().count(), 1, "{}", output.stdout);
    assert!(output.stdout.contains("[security/accountable-owner/unanswered]"), "{}", output.stdout);
    let reason =
        format!("guiju: failed: 1 error, 0 warnings, 0 notes beside {count} in the baseline, and --fail-on is error\n");
    assert_eq!(output.stderr, reason);
}

#[test]
fn writing_is_told_and_gives_the_same_bytes() {
    let project = Scratch::sound();
    let first = check(&project, &["--write-baseline", FILE]);
    let bytes = baseline(&project);
    let count = bytes.matches("[[findings]]").count();
    let told = format!("guiju: `{FILE}` written with {count} findings: {count} new, 0 gone\n");
    assert_eq!(first.stderr, told);
    let again = check(&project, &["--write-baseline", FILE]);
    assert!(again.stderr.contains(": 0 new, 0 gone"), "{}", again.stderr);
    assert_eq!(baseline(&project), bytes);
    let mut keys: Vec<_> = bytes.split("[[findings]]").skip(1).collect();
    keys.sort_unstable();
    assert_eq!(keys.len(), count);
    // From another folder, with the same names in the file.
    fs::create_dir(project.root().join("inner")).expect("a folder");
    let inner = crate::run::guiju_in(
        &project.root().join("inner"),
        &["check", "..", "--as-of", TODAY, "--quiet", "--write-baseline", "../known.toml"],
    );
    assert_eq!(inner.status, 0, "{}", inner.stderr);
    assert_eq!(baseline(&project), bytes);
}

#[test]
fn an_overclaim_of_a_required_item_is_neither_written_nor_hidden() {
    let project = Scratch::with(&format!("{PROJECT}{ANSWER}")).file("GOVERNANCE.md", "TODO\n");
    for (locale, told) in [
        (
            "en",
            "no baseline hides a required item whose evidence does not carry its claim, 1 in all:\n  governance.toml: security/accountable-owner\n",
        ),
        ("zh", "必需条目名不副实时，基线不能将其隐藏，共 1 项：\n  governance.toml: security/accountable-owner\n"),
    ] {
        let output = check(&project, &["--write-baseline", FILE, "--locale", locale]);
        assert_eq!(output.status, 1, "{}", output.stderr);
        assert!(output.stderr.contains(told), "{}", output.stderr);
        assert!(output.stdout.lines().all(|line| line.contains(OWNER)), "{}", output.stdout);
    }
    assert!(!baseline(&project).contains(OWNER));
    // An entry that somebody wrote in by hand does not help.
    let judged = project.judge(&[]);
    let findings = judged.project()["findings"].as_array().cloned().unwrap_or_default();
    let own: Vec<_> = findings.iter().filter(|finding| finding["rule"] == OWNER).collect();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let entries: String = own
        .iter()
        .map(|finding| {
            let (code, print) = (word(&finding["code"]), word(&finding["fingerprint"]));
            format!("\n[[findings]]\nmanifest = \"governance.toml\"\nrule = \"{OWNER}\"\ncode = \"{code}\"\nseverity = \"error\"\nfingerprint = \"{print}\"\n")
        })
        .collect();
    let text = format!("{}{entries}", baseline(&project));
    let project = project.file(FILE, text);
    let output = check(&project, &["--baseline", FILE]);
    assert_eq!((output.status, output.stdout.lines().count()), (1, own.len()), "{}{}", output.stdout, output.stderr);
    assert!(output.stderr.contains("no baseline hides"), "{}", output.stderr);
    assert!(!output.stderr.contains("nothing matches"), "{}", output.stderr);
}

#[test]
fn what_is_mended_is_told_and_taken_out_on_request_alone() {
    // The baseline knows of the answer that is missing; then it is there.
    let project = Scratch::with(PROJECT).file("GOVERNANCE.md", GOVERNANCE);
    check(&project, &["--write-baseline", FILE]);
    let project = project.file("governance.toml", format!("{PROJECT}{ANSWER}"));
    let before = baseline(&project);
    let line = "  governance.toml: security/accountable-owner/unanswered\n";
    let output = check(&project, &["--baseline", FILE]);
    let told = format!(
        "guiju: nothing matches these entries of `{FILE}` any more, 1 in all; take them out with `--prune-baseline`:\n{line}"
    );
    assert_eq!((output.status, output.stderr), (0, told));
    assert_eq!(baseline(&project), before, "nothing is written unasked");
    let chinese = check(&project, &["--baseline", FILE, "--locale", "zh"]).stderr;
    assert!(
        chinese.starts_with(&format!("guiju: `{FILE}` 中有 1 条已不再出现；请用 `--prune-baseline` 删去：\n{line}")),
        "{chinese}"
    );
    let only = check(&project, &["--baseline", FILE, "--only", "people/*"]);
    assert_eq!(only.stderr, "", "what was not looked for is not missed");
    let output = check(&project, &["--baseline", FILE, "--prune-baseline"]);
    assert_eq!((output.status, output.stderr), (0, format!("guiju: taken out of `{FILE}`, 1 in all:\n{line}")));
    let entry = before.split("\n[[findings]]").find(|entry| entry.contains(OWNER)).expect("an entry");
    assert_eq!(baseline(&project), before.replace(&format!("\n[[findings]]{entry}"), ""));
    let output = check(&project, &["--baseline", FILE, "--prune-baseline"]);
    assert_eq!((output.status, output.stderr), (0, format!("guiju: nothing is to be taken out of `{FILE}`\n")));
    // Pruning adds nothing, though there is something new.
    let project = project.file("governance.toml", PROJECT);
    let bytes = baseline(&project);
    assert_eq!(check(&project, &["--baseline", FILE, "--prune-baseline"]).status, 1);
    assert_eq!(baseline(&project), bytes);
}

#[test]
fn a_project_that_was_not_judged_keeps_its_entries_while_it_is_there() {
    let project = Scratch::new().file("a/governance.toml", PROJECT).file("b/governance.toml", PROJECT);
    assert_eq!(check(&project, &["--write-baseline", FILE]).status, 0);
    let bytes = baseline(&project);
    let part = check(&project, &["a", "--baseline", FILE, "--prune-baseline"]);
    assert_eq!((part.status, baseline(&project)), (0, bytes.clone()), "{}", part.stderr);
    assert_eq!(check(&project, &["b", "--write-baseline", FILE]).status, 0);
    assert_eq!(baseline(&project), bytes);
    fs::remove_dir_all(project.root().join("b")).expect("a folder goes away");
    let gone = check(&project, &["a", "--baseline", FILE, "--prune-baseline"]);
    assert!(gone.stderr.contains("  b/governance.toml: people/purpose/unanswered\n"), "{}", gone.stderr);
    assert!(!baseline(&project).contains("b/governance.toml") && baseline(&project).contains("a/governance.toml"));
    // Where a manifest cannot be judged, nothing is written.
    let project = project.file("c/governance.toml", "schema = ");
    let bytes = baseline(&project);
    for deed in [&["--write-baseline", FILE][..], &["--baseline", FILE, "--prune-baseline"]] {
        let output = check(&project, deed);
        assert_eq!(output.status, 2, "{}", output.stderr);
        assert!(output.stderr.contains("`known.toml` is left as it was"), "{}", output.stderr);
        assert_eq!(baseline(&project), bytes);
    }
}

#[test]
fn every_format_tells_new_findings_and_data_tell_which_are_known() {
    let project = regressed();
    let all = project.judge(&[]).findings();
    let judged = project.judge(&["--baseline", FILE]);
    assert_eq!(judged.findings(), all, "data leave nothing out");
    let findings = judged.project()["findings"].as_array().cloned().unwrap_or_default();
    let new: Vec<_> = findings.iter().filter(|finding| finding["baselined"] == false).collect();
    assert_eq!((new.len(), &new[0]["rule"]), (1, &Value::from(OWNER)));
    let whole: Value = serde_json::from_str(&judged.output.stdout).expect("JSON");
    assert_eq!(
        (&whole["totals"]["errors"], &whole["totals"]["baselined"]),
        (&Value::from(1), &Value::from(all.len() - 1))
    );
    let plain = project.judge(&[]);
    assert!(!plain.output.stdout.contains("baselined"), "nothing is said of a baseline where there is none");
    let run = |format: &str| {
        project.run(&["check", "--as-of", TODAY, "--locale", "en", "--format", format, "--baseline", FILE])
    };
    each(["pretty", "plain", "narrated", "github", "gitlab", "rdjson", "markdown", "sarif"], |format| {
        let output = run(format);
        assert_eq!(output.status, 1, "{format}");
        assert!(output.stdout.contains(OWNER), "{format}");
        assert!(!output.stdout.contains("risk-register/unanswered"), "{format}: {}", output.stdout);
    });
    each(["pretty", "plain", "narrated", "github"], |format| {
        assert!(run(format).stdout.contains("in the baseline, and not shown: "), "{format}");
    });
    let junit = run("junit").stdout;
    assert_eq!(junit.matches("<failure").count(), 1, "{junit}");
    assert!(junit.contains("<skipped message=\"unanswered; its findings stand in the baseline\"/>"), "{junit}");
    let audit: Value = serde_json::from_str(&run("sarif-audit").stdout).expect("JSON");
    let state = |item: &str| {
        let results = audit["runs"][0]["results"].as_array().cloned().unwrap_or_default();
        results.into_iter().find(|result| result["ruleId"] == item).map(|result| result["baselineState"].clone())
    };
    assert_eq!(state(OWNER), Some(Value::from("new")));
    assert_eq!(state("security/risk-register"), Some(Value::from("unchanged")));
    assert_eq!(state("fairness/licence"), Some(Value::Null), "nothing was found on what does not apply");
}

#[test]
fn a_file_that_is_no_baseline_stops_the_run_before_anything_is_judged() {
    let cases: [(&str, &str, &str); 6] = [
        ("schema = \"guiju.baseline/2\"\n", "says that it is `guiju.baseline/2`", "understands `guiju.baseline/1`"),
        ("{\"schema\": \"guiju.report/1\"}", "says that it is `guiju.report/1`", "understands `guiju.baseline/1`"),
        ("# nothing\n", "does not say under `schema`", "understands `guiju.baseline/1`"),
        ("schema = \"guiju.baseline/1\"\n<<<<<<< a\n", "no sound `guiju.baseline/1`", "known.toml:2:9"),
        ("schema = \"guiju.baseline/1\"\n[[findings]]\n", "an entry lacks `manifest`", "an entry lacks `fingerprint`"),
        ("schema = \"guiju.baseline/1\"\nfinding = []\n", "known.toml:2:1", "knows no key `finding`"),
    ];
    each(cases, |(text, one, other)| {
        for deed in [&["--baseline", FILE][..], &["--write-baseline", FILE], &["--baseline", FILE, "--prune-baseline"]]
        {
            let project = Scratch::sound().file(FILE, text);
            let output = check(&project, deed);
            assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{text}");
            assert!(output.stderr.contains(one) && output.stderr.contains(other), "{}", output.stderr);
            assert_eq!(baseline(&project), text, "what is not understood is not written over");
        }
    });
}

#[test]
fn what_cannot_be_done_is_told() {
    let project = Scratch::sound().file("latin1.toml", [b's', 0xe9]).file("folder/a.md", "a\n");
    let cases: [(&[&str], &str); 9] = [
        (&["--baseline", "nowhere.toml"], "`guiju check --write-baseline nowhere.toml` writes it"),
        (&["--baseline", "latin1.toml"], "it is not UTF-8"),
        (&["--baseline", "folder"], "it is a folder"),
        (&["--write-baseline", "nowhere/known.toml"], "there is no folder `nowhere`"),
        (&["--write-baseline", "governance.lock"], "guiju reads the file of this name"),
        (&["--baseline", "a", "--write-baseline", "b"], "cannot be used with"),
        (&["--write-baseline", "b", "--only", OWNER], "cannot be used with"),
        (&["--prune-baseline"], "--baseline <FILE>"),
        (&["--write-baseline", "b", "--output", "json=./b"], "give each a file of its own"),
    ];
    each(cases, |(args, told)| {
        let output = check(&project, args);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{args:?}");
        assert!(output.stderr.contains(told), "{args:?}: {}", output.stderr);
    });
}

#[test]
fn the_schema_takes_what_is_written() {
    let output = crate::run::guiju(&["schema", "baseline", "--locale", "zh"]);
    let schema: Value = serde_json::from_str(&output.stdout).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let text = baseline(&adopted());
    let file: toml::Table = text.parse().expect("TOML");
    let file = serde_json::to_value(&file).expect("JSON");
    assert!(validator.is_valid(&file), "{text}");
    assert!(!validator.is_valid(&serde_json::json!({ "schema": "guiju.baseline/2" })));
}

#[test]
fn hostile_names_are_harmless_on_a_terminal_and_in_the_file() {
    let folder = "a\u{1b}[31m\u{202e}b";
    let project = Scratch::new().file(&format!("{folder}/governance.toml"), PROJECT);
    let output = check(&project, &["--write-baseline", FILE]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    let text = baseline(&project);
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    assert_eq!(check(&project, &["--baseline", FILE]).status, 0);
    fs::remove_dir_all(project.root().join(folder)).expect("a folder goes away");
    let project = project.file("governance.toml", PROJECT);
    let told = check(&project, &["--baseline", FILE]).stderr;
    assert!(told.contains("nothing matches") && !told.contains(['\u{1b}', '\u{202e}']), "{told}");
    assert!(Judged::of(project.run(&["check", "--as-of", TODAY, "--format", "json"])).findings().len() > 3);
}
