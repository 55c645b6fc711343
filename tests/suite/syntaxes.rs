//! Manifests in YAML and JSON: judged as the same manifest in TOML is, with their own places and their own snippets.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::run::guiju;
use crate::scratch::{ANSWER, GOVERNANCE, Judged, OWNER, PROJECT, Scratch, TODAY, each};

/// TOML as the values that JSON has, days as texts.
fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(day) => json!(day.to_string()),
        toml::Value::Array(list) => list.into_iter().map(plain).collect(),
        toml::Value::Table(table) => Value::Object(table.into_iter().map(|(key, value)| (key, plain(value))).collect()),
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(flag) => json!(flag),
    }
}

fn value(text: &str) -> Value {
    plain(toml::Value::Table(toml::from_str(text).expect("TOML")))
}

/// A manifest in JSON.
fn as_json(text: &str) -> String {
    format!("{:#}\n", value(text))
}

/// A manifest in YAML, tables as blocks, days without quotes.
fn as_yaml(text: &str) -> String {
    fn block(table: &serde_json::Map<String, Value>, indent: usize, out: &mut String) {
        for (key, value) in table {
            let lead = " ".repeat(indent);
            match value {
                Value::Object(inner) => {
                    out.push_str(&format!("{lead}{key}:\n"));
                    block(inner, indent + 2, out);
                }
                Value::String(day) if day.parse::<jiff::civil::Date>().is_ok() => {
                    out.push_str(&format!("{lead}{key}: {day}\n"));
                }
                other => out.push_str(&format!("{lead}{key}: {other}\n")),
            }
        }
    }
    let mut out = String::new();
    block(value(text).as_object().expect("a table"), 0, &mut out);
    out
}

/// The manifest of [`Scratch::sound`] in each syntax, by its file.
fn written(text: &str) -> [(&'static str, String); 3] {
    [("governance.toml", text.to_owned()), ("governance.yaml", as_yaml(text)), ("governance.json", as_json(text))]
}

fn project(name: &str, text: &str) -> Scratch {
    Scratch::new().file(name, text).file("GOVERNANCE.md", GOVERNANCE)
}

/// A report without what depends on the place of a line.
fn outcome(report: &Value) -> Value {
    let project = &report["projects"][0];
    let told = |finding: &Value| json!([finding["rule"], finding["code"], finding["severity"], finding["message"]]);
    let mut findings: Vec<_> = project["findings"].as_array().expect("findings").iter().map(told).collect();
    findings.sort_by_key(Value::to_string);
    json!([project["declared"], project["score"], project["level-attained"], project["items"], findings])
}

#[test]
fn every_example_is_judged_alike_in_each_syntax() {
    let examples = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")).expect("there are examples");
    let folders = examples.map(|entry| entry.expect("an entry").path());
    let own: Vec<_> = folders.filter(|path| path.join("governance.toml").is_file()).collect();
    assert!(own.len() >= 3);
    each(own, |example| {
        let text = fs::read_to_string(example.join("governance.toml")).expect("a manifest");
        let outcomes = written(&text).map(|(name, text)| {
            let around = tempfile::tempdir().expect("a folder can be made");
            copy(&example, around.path());
            fs::remove_file(around.path().join("governance.toml")).expect("a file can be removed");
            fs::write(around.path().join(name), text).expect("a file can be written");
            let path = around.path().display().to_string();
            let output = guiju(&["check", &path, "--as-of", TODAY, "--locale", "en", "--format", "json"]);
            outcome(
                &serde_json::from_str(&output.stdout).unwrap_or_else(|why| panic!("{name}: {why}: {}", output.stderr)),
            )
        });
        assert_eq!(outcomes[0], outcomes[1], "{}: YAML", example.display());
        assert_eq!(outcomes[0], outcomes[2], "{}: JSON", example.display());
    });
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder can be listed").map(|entry| entry.expect("an entry")) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            fs::create_dir(&to).expect("a folder can be made");
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).expect("a file can be copied");
        }
    }
}

#[test]
fn what_is_wrong_is_told_at_its_place_with_a_line_of_the_files_own_syntax() {
    let lacking = format!("{PROJECT}{ANSWER}")
        .replace("reviewed = 2026-10-12\n", "")
        .replace("statement = \"Maria Okafor answers for the service; data and security have names too.\"\n", "");
    let lacking = lacking.replace("evidence = [\"GOVERNANCE.md\"]\n", "").replace("assessed = 2026-11-01\n", "");
    let gap = lacking.replace("\"met\"", "\"partial\"");
    let cases = [
        (
            "governance.toml",
            "3:1 add `assessed = 2026-01-31`",
            "10:1 add `statement = \"…\"`",
            "add `evidence = [\"…\"]`",
        ),
        ("governance.yaml", "2:1 add `assessed: 2026-01-31`", "10:5 add `statement: \"…\"`", "add `evidence: [\"…\"]`"),
        (
            "governance.json",
            "3:3 add `\"assessed\": \"2026-01-31\"`",
            "12:7 add `\"statement\": \"…\"`",
            "add `\"evidence\": [\"…\"]`",
        ),
    ];
    let plans = [
        "plan = { action = \"…\", owner = \"…\", by = … }",
        "plan: { action: \"…\", owner: \"…\", by: … }",
        "\"plan\": { \"action\": \"…\", \"owner\": \"…\", \"by\": … }",
    ];
    each(cases.into_iter().zip(plans), |((name, assessed, statement, evidence), plan)| {
        let helps = |text: &str| {
            let text = written(text).into_iter().find(|(own, _)| *own == name).expect("a syntax").1;
            let judged = project(name, &text).judge_owner();
            let findings = judged.project()["findings"].as_array().cloned().unwrap_or_default();
            let told = findings.iter().map(|finding| {
                let place = &finding["place"];
                assert_eq!(place["file"], name);
                format!("{}:{} {}\n", place["line"], place["column"], finding["help"].as_str().unwrap_or_default())
            });
            told.collect::<String>()
        };
        let told = helps(&lacking);
        for expected in [assessed, statement, evidence] {
            assert!(told.contains(expected), "{name}: no {expected} in\n{told}");
        }
        let told = helps(&gap);
        assert!(told.contains(plan), "{name}: no {plan} in\n{told}");
    });
}

#[test]
fn an_honest_gap_is_offered_in_the_files_own_syntax() {
    let stubs = [
        "\n[answers.security.accountable-owner]\nstatus = \"unmet\"",
        "\nanswers:\n  security:\n    accountable-owner:\n      status: unmet",
        "\n\"answers\": { \"security\": { \"accountable-owner\": { \"status\": \"unmet\" } } }",
    ];
    each(written(PROJECT).into_iter().zip(stubs), |((name, text), stub)| {
        let judged = project(name, &text).judge_owner();
        let help = judged.project()["findings"][0]["help"].as_str().unwrap_or_default().to_owned();
        assert!(help.ends_with(stub), "{name}: {help}");
    });
}

#[test]
fn a_day_may_stand_in_quotes_or_without_where_the_syntax_has_no_days() {
    let answered = format!("{PROJECT}{ANSWER}");
    let yaml = as_yaml(&answered);
    let quoted = yaml.replace("2026-10-12", "'2026-10-12'").replace("2026-11-01", "\"2026-11-01\"");
    assert_ne!(yaml, quoted);
    for text in [&yaml, &quoted] {
        let judged = project("governance.yaml", text).judge_owner();
        assert_eq!((judged.verdict(OWNER), judged.findings()), (Some("satisfied"), vec![]), "{text}");
    }
    each(["2026-10", "2026-02-30", "2026-10-12T10:00:00Z", "20261012", "soon"], |day| {
        for (name, text) in &written(&answered)[1..] {
            let judged = project(name, &text.replace("2026-10-12", day)).judge_owner();
            let findings = judged.findings();
            assert!(findings.iter().any(|told| told.contains(" manifest/")), "{name} {day}: {findings:?}");
            assert_eq!(judged.verdict(OWNER), Some("stale"), "{name} {day}");
        }
    });
}

#[test]
fn two_manifests_in_one_folder_are_a_fault_and_another_folder_is_judged_all_the_same() {
    let both = Scratch::sound()
        .file("governance.yaml", as_yaml(&format!("{PROJECT}{ANSWER}")))
        .file("other/governance.json", as_json(PROJECT));
    let output = both.run(&["check", "--as-of", TODAY, "--locale", "en", "--format", "json", "--only", OWNER]);
    assert_eq!(output.status, 2, "{}", output.stderr);
    assert_eq!(output.stderr.matches("the folder has two manifests").count(), 2, "{}", output.stderr);
    let report: Value = serde_json::from_str(&output.stdout).expect("a report");
    assert_eq!(report["projects"][0]["manifest"], "other/governance.json");
    assert_eq!(report["unjudged"].as_array().map(Vec::len), Some(1), "{report}");
    for name in ["governance.toml", "governance.yaml"] {
        assert_eq!(both.run(&["check", name, "--only", OWNER]).status, 2, "{name}");
    }
    let chinese = both.run(&["check", "governance.toml", "--locale", "zh"]);
    assert!(chinese.stderr.contains("文件夹中有两份清单"), "{}", chinese.stderr);
}

#[test]
fn a_folder_without_any_is_told_with_all_names() {
    let output = Scratch::new().file("governance.yml", "schema: 1\n").run(&["check", "--locale", "en"]);
    assert_eq!((output.status, output.stdout.as_str()), (2, ""));
    assert!(output.stderr.contains("no `governance.toml`, or `.yaml` or `.json`"), "{}", output.stderr);
    // Who names a file means it.
    let named = Scratch::new().file("governance.yml", as_yaml(PROJECT));
    assert_eq!(named.run(&["check", "governance.yml", "--only", OWNER]).status, 1);
}

#[test]
fn no_file_of_the_self_assessment_is_evidence_whatever_its_syntax() {
    let own = ["governance.toml", "governance.yaml", "governance.json", "governance.waivers.toml", "governance.lock"];
    each(own, |cited| {
        for (name, text) in written(&format!("{PROJECT}{}", ANSWER.replace("GOVERNANCE.md", cited))) {
            let judged = project(name, &text).judge_owner();
            let told = judged.findings().join("\n");
            let there = name == cited;
            assert!(told.contains(if there { "evidence-self" } else { "evidence-" }), "{name} cites {cited}: {told}");
            assert_eq!(judged.verdict(OWNER), Some("overclaimed"), "{name} cites {cited}");
        }
    });
}

#[test]
fn waivers_and_reviews_stay_toml_beside_them() {
    let text = format!("{PROJECT}{}", ANSWER.replace("reviewed = 2026-10-12\n", ""));
    let waiver = "[[waivers]]\nitem = \"people/purpose\"\nreason = \"The harbour office rewrites it until January.\"\napproved-by = \"Board\"\ngranted = 2026-11-02\nexpires = 2027-01-31\n";
    each(&written(&text)[1..], |(name, text)| {
        let project = project(name, text).file("governance.waivers.toml", waiver);
        assert_eq!(project.judge(&[]).verdict("people/purpose"), Some("waived"), "{name}");
        assert_eq!(project.judge_owner().verdict(OWNER), Some("stale"), "{name}");
        let output = project.run(&["review", OWNER, "--by", "Jun Ito", "--as-of", "2026-11-02", "--locale", "en"]);
        assert_eq!(output.status, 0, "{name}: {}", output.stderr);
        assert_eq!(
            fs::read_to_string(project.root().join(name)).ok().as_ref(),
            Some(text),
            "the manifest is never written"
        );
        let judged = project.judge_owner();
        assert_eq!((judged.verdict(OWNER), judged.findings()), (Some("satisfied"), vec![]), "{name}");
    });
}

#[test]
fn a_broken_file_is_not_judged_and_an_empty_one_lacks_everything() {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
    let bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\ne: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n";
    let cases = [
        ("governance.json", String::new()),
        ("governance.json", "{\"schema\": 1,}".to_owned()),
        ("governance.json", format!("{{\"x\": {}}}", deep("[", "]"))),
        ("governance.json", "{\"schema\": 1, \"schema\": 1}".to_owned()),
        ("governance.yaml", format!("x: {}\n", deep("[", "]"))),
        ("governance.yaml", "a: &a [*a]\n".to_owned()),
        ("governance.yaml", bomb.to_owned()),
        ("governance.yaml", format!("{}---\n{}", as_yaml(PROJECT), as_yaml(PROJECT))),
        ("governance.yaml", "schema: 1\nschema: 1\n".to_owned()),
    ];
    each(cases, |(name, text)| {
        let start: String = text.chars().take(40).collect();
        let output = project(name, &text).run(&["check", "--as-of", TODAY, "--format", "plain"]);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{name} {start}: {}", output.stderr);
        assert!(output.stderr.contains(&format!("{name}:")), "{name} {start}: {}", output.stderr);
    });
    each([("governance.yaml", ""), ("governance.yaml", "# nothing\n"), ("governance.json", "{}")], |(name, text)| {
        let judged = project(name, text).judge_owner();
        let findings = judged.findings();
        assert_eq!(
            findings.iter().filter(|told| told.contains("missing-key")).count(),
            2,
            "{name} {text:?}: {findings:?}"
        );
    });
    each([("governance.yaml", "- a\n"), ("governance.json", "[]"), ("governance.json", "null")], |(name, text)| {
        let judged: Judged = project(name, text).judge_owner();
        assert!(
            judged.findings().iter().any(|told| told.contains("wrong-type")),
            "{name} {text:?}: {}",
            judged.printed()
        );
        assert_eq!(judged.output.status, 1);
    });
}

#[test]
fn an_alias_stands_for_what_it_names_and_never_for_two_answers_on_one_item() {
    let yaml = format!(
        "{}answers:\n  security:\n    accountable-owner: &own\n      status: unmet\n  security/accountable-owner: *own\n",
        as_yaml(PROJECT)
    );
    let judged = project("governance.yaml", &yaml).judge_owner();
    assert!(judged.findings().iter().any(|told| told.contains("manifest/bad-value")), "{:?}", judged.findings());
    assert_eq!(judged.verdict(OWNER), Some("unmet"));
}
