//! `guiju init`: what it finds, what it writes, and that it claims nothing.

mod layouts;
mod refusals;
mod schema;

use std::fs;

use serde_json::Value;

use crate::run::guiju;
use crate::scratch::{GOVERNANCE, Scratch, each};

/// A project of which a good deal can be read.
fn project() -> Scratch {
    Scratch::new()
        .file("pyproject.toml", "[project]\nname = \"ferry-times\"\nversion = \"1.4.0\"\ndescription = \"Answers questions on ferry times\"\n")
        .file("LICENSE", "MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software, subject to the following conditions: The above copyright notice and this permission notice shall be included in all copies.\n")
        .file("README.md", "# Ferry times\n\n## Who it is for\n\nPassengers of the ferries who do not read timetables well; they find the next boat sooner and miss fewer of them than before.\n")
        .file("GOVERNANCE.md", GOVERNANCE)
        .file(".github/SECURITY.md", "# Security policy\n\nTell us of a vulnerability before you tell the world, and we shall thank you for it in public.\n")
}

/// What a dry run lists.
fn listed(scratch: &Scratch, more: &[&str]) -> Vec<Value> {
    let given = scratch.run(&[&["init", "--dry-run", "--format", "json"], more].concat());
    assert_eq!((given.status, given.stderr.as_str()), (0, ""), "{}", given.stdout);
    serde_json::from_str(&given.stdout).expect("a list")
}

#[test]
fn a_dry_run_shows_what_was_found_and_writes_nothing() {
    let scratch = project();
    let given = scratch.run(&["init", "--dry-run"]);
    assert_eq!((given.status, given.stderr.as_str()), (0, ""));
    for line in [
        "name: ferry-times (pyproject.toml)",
        "licence: MIT (LICENSE)",
        "people/purpose  Purpose and beneficiaries",
        "  README.md#who-it-is-for: the heading “Who it is for”",
        "  GOVERNANCE.md: its name, and the heading “Governance”",
    ] {
        assert!(given.stdout.lines().any(|told| told == line), "{line}\n{}", given.stdout);
    }
    let chinese = scratch.run(&["init", "--dry-run", "--locale", "zh"]).stdout;
    assert!(chinese.contains("\n  README.md#who-it-is-for：标题“Who it is for”\n"), "{chinese}");
    let listed = listed(&scratch, &[]);
    let purpose = listed.iter().find(|entry| entry["item"] == "people/purpose").expect("it is found");
    assert_eq!((&purpose["kind"], &purpose["asked"]), (&"evidence".into(), &true.into()));
    assert_eq!((&purpose["path"], &purpose["anchor"]), (&"README.md".into(), &"who-it-is-for".into()));
    assert_eq!(purpose["why"]["zh"], "标题“Who it is for”");
    let name = listed.iter().find(|entry| entry["kind"] == "name").expect("it is found");
    assert_eq!(
        (&name["value"], &name["path"], &name["anchor"]),
        (&"ferry-times".into(), &"pyproject.toml".into(), &Value::Null)
    );
    assert!(!scratch.root().join("governance.toml").exists());
}

/// Whatever the level, the language and the project: what is written can be read, claims nothing, and leaves open only what is open.
#[test]
fn what_is_written_claims_nothing_and_can_be_judged() {
    let empty = || Scratch::new().file("main.py", "print()\n");
    let hostile = || {
        Scratch::new()
            .file("package.json", r#"{ "name": "a\"b\u001b[31m\u202ec", "description": "one\ntwo \"three\" \\ four five six", "version": "1" }"#)
            .file("README.md", "# x\n\n## Risks: \u{1b}]0;\u{7} \"\"\" # ]\n\n- One risk is that this title is read as more than a title by the one who reads it.\n")
    };
    let projects: [fn() -> Scratch; 3] = [project, empty, hostile];
    let open = ["`owner`", "`stage`", "`impact`", "`assessed`"];
    let cases = projects.into_iter().flat_map(|made| ["1", "2", "3"].map(|level| (made, level)));
    each(cases.flat_map(|(made, level)| ["en", "zh"].map(|locale| (made, level, locale))), |(made, level, locale)| {
        let scratch = made();
        let given = scratch.run(&["init", "--level", level, "--locale", locale]);
        assert_eq!(given.status, 0, "{}", given.stderr);
        let judged = scratch.judge(&[]);
        assert_eq!(judged.output.status, 1, "{}", judged.printed());
        let text = fs::read_to_string(scratch.root().join("governance.toml")).expect("it was written");
        assert!(!text.chars().any(|c| c.is_control() && c != '\n') && !text.contains('\u{202e}'), "{text}");
        let findings = judged.project()["findings"].as_array().cloned().unwrap_or_default();
        for finding in &findings {
            let (code, message) = (finding["code"].as_str().unwrap_or_default(), finding["message"].to_string());
            let is_open = code == "missing-key" && open.iter().any(|key| message.contains(key))
                || code == "missing-key" && message.contains("`description`") && !text.contains("\ndescription = ")
                || matches!(code, "unmet" | "plan-missing" | "unanswered");
            assert!(is_open, "level {level}: {code} {message}\n{text}");
        }
        let items = judged.project()["items"].as_array().cloned().unwrap_or_default();
        for item in items.iter().filter(|item| item["level"].as_u64() <= level.parse().ok()) {
            let verdict = item["verdict"].as_str().unwrap_or_default();
            assert!(matches!(verdict, "unmet" | "not-applicable"), "level {level}: {} is {verdict}", item["id"]);
        }
        assert_eq!(judged.project()["declared"], 0.0);
    });
}

#[test]
fn what_was_found_is_cited_and_what_is_missing_is_told() {
    let scratch = project();
    let given = scratch.run(&["init", "--locale", "en"]);
    assert_eq!((given.status, given.stdout.as_str()), (0, "governance.toml\n"));
    assert!(given.stderr.contains("nothing is claimed yet"), "{}", given.stderr);
    let text = fs::read_to_string(scratch.root().join("governance.toml")).expect("it was written");
    for part in [
        "name = \"ferry-times\"\n",
        "traits = [\"open-source\"]\n",
        "# owner = \"\"\n",
        "# assessed =\n",
        "level = 1\nlocale = \"en\"\n",
        "[answers.people.purpose]\nstatus = \"unmet\"\nevidence = [\"README.md#who-it-is-for\"]\n",
        "# Missing so far: ",
        "# Nothing was found; it usually stands in one of RISK*.md,",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("reviewed =") && !text.contains("\nassessed"), "{text}");
    // In the pack's order.
    let order: Vec<_> = text.lines().filter(|line| line.starts_with("[answers.")).collect();
    let place = |item: &str| order.iter().position(|line| line.contains(item));
    assert!(
        place("people.purpose") < place("fairness.licence")
            && place("fairness.licence") < place("security.risk-register")
    );
}

/// The share of what the examples cite that is found in them without their manifests.
#[test]
fn most_of_what_the_examples_cite_is_found() {
    let (mut cited, mut found, mut missed) = (0, 0, Vec::new());
    for example in ["clinic-triage", "river-watch", "tide-voice"] {
        let folder = format!("examples/{example}");
        let given = guiju(&["init", "--dry-run", "--format", "json", &folder]);
        let listed: Vec<Value> = serde_json::from_str(&given.stdout).expect("a list");
        let report = guiju(&["check", &folder, "--as-of", "2026-11-23", "--format", "json"]);
        let report: Value = serde_json::from_str(&report.stdout).expect("a report");
        for item in report["projects"][0]["items"].as_array().into_iter().flatten() {
            let paths: Vec<_> = item["evidence"].as_array().into_iter().flatten().map(|piece| &piece["path"]).collect();
            if paths.iter().all(|path| path.is_null()) {
                continue;
            }
            cited += 1;
            let of_item = listed.iter().filter(|entry| entry["item"] == item["id"]);
            let paths: Vec<_> = paths.iter().filter_map(|path| path.as_str()).collect();
            let is_cited = |path: &str| paths.iter().any(|cited| cited.ends_with(path));
            if of_item.filter_map(|entry| entry["path"].as_str()).any(is_cited) {
                found += 1;
            } else {
                missed.push(format!("{example} {}", item["id"]));
            }
        }
    }
    assert!(cited > 90 && found * 100 >= cited * 97, "{found} of {cited}: {missed:?}");
}
