//! `guiju interview --answers`: all of them, or none.

use serde_json::Value;

use super::{MANIFEST, manifest, piped, project, read};
use crate::run::Output;
use crate::scratch::{Scratch, TODAY, each};

const SOUND: &str = r#"
[answers.pier.lookout]
status = "met"
statement = "Maria Okafor watches the pier at high water."
evidence = ["docs/watch.md#night-watch-看守"]
reviewed = 2026-11-20
owner = "Night watch"

[answers."pier/bell"]
status = "unmet"
plan = { action = "Hang one", by = 2027-01-31 }
"#;

fn take(scratch: &Scratch, file: &str, more: &[&str]) -> Output {
    scratch.run(&[&["interview", "--as-of", TODAY, "--locale", "en", "--answers", file], more].concat())
}

#[test]
fn answers_from_a_file_are_written_in_one_go_and_judged() {
    let json = r#"{"answers": {"pier": {"lookout": {"status": "met", "statement": "Maria Okafor watches the pier at high water.", "evidence": ["docs/watch.md#night-watch-看守"],
        "reviewed": "2026-11-20", "owner": "Night watch"}}, "pier/bell": {"status": "unmet", "plan": {"action": "Hang one", "by": "2027-01-31"}}}}"#;
    let yaml = "answers:\n  pier:\n    lookout: { status: met, statement: Maria Okafor watches the pier at high water., evidence: ['docs/watch.md#night-watch-看守'], reviewed: 2026-11-20, owner: Night watch }\n  \
        pier/bell: { status: unmet, plan: { action: Hang one, by: '2027-01-31' } }\n";
    let mut texts = Vec::new();
    for (name, text) in [("a.toml", SOUND), ("a.json", json), ("a.yaml", yaml)] {
        let project = project(MANIFEST).file(name, text);
        let output = take(&project, name, &["--format", "json"]);
        assert_eq!(output.status, 0, "{name}: {}", output.stderr);
        let told: Value = serde_json::from_str(&output.stdout).expect("JSON alone");
        let verdicts: Vec<_> =
            told["answers"].as_array().expect("answers").iter().map(|one| one["verdict"].as_str()).collect();
        assert_eq!(verdicts, [Some("satisfied"), Some("unmet")], "{name}");
        assert!(output.stderr.starts_with("guiju: 2 answers kept in governance.toml"), "{}", output.stderr);
        texts.push(manifest(&project));
        // Twice is once.
        take(&project, name, &[]);
        assert_eq!(texts.last(), Some(&manifest(&project)));
    }
    assert!(texts.iter().all(|text| *text == texts[0]), "{}", texts.join("\n===\n"));
    assert!(
        texts[0].contains("status = \"met\"   # begun\n")
            && texts[0].contains("reviewed = 2026-11-20\nowner = \"Night watch\"\n"),
        "{}",
        texts[0]
    );
    let project = project(MANIFEST);
    let output = piped(&project, &["--answers", "-"], json.as_bytes());
    assert_eq!((output.status, manifest(&project)), (0, texts[0].clone()), "{}", output.stderr);
}

#[test]
fn one_wrong_answer_stops_them_all_and_everything_wrong_is_told() {
    let wrong = r#"
[answers.pier.lookot]
status = "met"

[answers.pier.lookout]
status = "met"
evidence = ["../outside.md", "docs/gone.md"]
statement = "It holds \u001B[31m"
[answers.pier.bell]
status = "not-applicable"
[answers.pier.light]
status = "met"
evidence = ["docs/gone.md", "../outside.md"]
reviewed = 2031-01-01
"#;
    let scratch = project(MANIFEST).file("a.toml", wrong);
    let output = take(&scratch, "a.toml", &[]);
    assert_eq!((output.status, output.stdout.as_str()), (2, ""));
    for told in [
        "there is no item `pier/lookot`",
        "did you mean `pier/lookout`?",
        "U+001B",
        "opt-out-refused",
        "statement-missing",
        "evidence-missing",
        "evidence-outside",
        "future-date",
    ] {
        assert!(output.stderr.contains(told), "{told}: {}", output.stderr);
    }
    assert!(!output.stderr.contains('\u{1b}'), "{}", output.stderr);
    assert_eq!(manifest(&scratch), MANIFEST);
}

#[test]
fn a_file_that_is_no_file_of_answers_is_told() {
    each(
        [
            ("[answers.pier.light]\nstatus = \"lit\"\n", "lit"),
            ("[answers.pier.light]\nstatus = \"met\"\nstatment = \"x\"\n", "statment"),
            (
                "[answers.pier.light]\nstatus = \"unmet\"\n[answers.\"pier/light\"]\nstatus = \"met\"\n",
                "answered twice",
            ),
            ("[answers.pier.light\n", "answers"),
            ("", "holds no answer"),
            ("[project]\nname = \"x\"\n", "project"),
        ],
        |(text, told)| {
            let scratch = project(MANIFEST).file("a.toml", text);
            let output = take(&scratch, "a.toml", &[]);
            assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{text}");
            assert!(output.stderr.contains(told), "{told}: {}", output.stderr);
            assert_eq!(manifest(&scratch), MANIFEST);
        },
    );
    let scratch = project(MANIFEST);
    let gone = take(&scratch, "gone.toml", &[]);
    assert_eq!(gone.status, 2);
    assert!(gone.stderr.contains("`gone.toml` cannot be read"), "{}", gone.stderr);
    let both = take(&scratch, "a.toml", &["--all"]);
    assert_eq!(both.status, 2);
}

#[test]
fn an_overclaim_from_a_file_is_written_and_fails_the_run() {
    let claim = "[answers.pier.lookout]\nstatus = \"met\"\nstatement = \"We watch the pier in turns, by day and by night.\"\nevidence = [\"README.md\"]\nreviewed = 2026-11-20\n";
    let scratch = project(MANIFEST).file("a.toml", claim);
    let output = take(&scratch, "a.toml", &[]);
    assert_eq!((output.status, output.stdout.as_str()), (1, "pier/lookout: overclaimed\n"), "{}", output.stderr);
    assert_eq!(read(&scratch, "governance.draft.toml"), None);
}
