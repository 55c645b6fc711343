//! What is said to whoever is told that something is missing: short enough to be read, and with what stands nearby.

use serde_json::Value;

use crate::scratch::{Judged, Scratch, TODAY};

const PROJECT: &str = r#"schema = 1

[project]
name = "ferry-times"
description = "Answers questions on ferry times"
owner = "Maria Okafor"
stage = "production"
impact = "limited"
assessed = 2026-11-01
"#;

const PAGE: &str = "# Ferry times\n\n## One\n\nWords.\n\n## Two\n\n## Three\n\n## Four\n\n### Five\n\n## Six\n\n## Boats\n\nThe boats leave at noon, and again at six in the evening.\n";

const PACK: &str = r#"schema = 1
id = "acme"
version = "1.0.0"
title = { en = "Acme", zh = "艾克米" }

[[levels]]
rank = 1
id = "base"
title = { en = "Base", zh = "基础" }

[[principles]]
id = "acme"
title = { en = "Own", zh = "自有" }
summary = { en = "Own.", zh = "自有。" }

[[clauses]]
id = "A.1"
principle = "acme"
kind = "duty"
reach = "direct"
gloss = { en = "Own.", zh = "自有。" }
"#;

/// An item of that pack with this check.
fn item(check: &str) -> String {
    let head = r#"title = { en = "Telephone", zh = "电话" }
clauses = ["A.1"]
requirement = "required"
level = 1
question = { en = "Is there one?", zh = "有吗？" }
guidance = { en = "Write it.", zh = "写下来。" }
evidence = {}
"#;
    format!("{head}\n[[checks]]\n{check}")
}

/// The findings on one item of a project that cites pages for it.
fn findings(item: &str, evidence: &str, args: &[&str], files: &[(&str, &str)]) -> Vec<Value> {
    let (principle, name) = item.split_once('/').unwrap();
    let answer = format!(
        "\n[answers.{principle}.{name}]\nstatus = \"met\"\nstatement = \"It is written down.\"\nevidence = {evidence}\nreviewed = 2026-10-12\n"
    );
    let project = Scratch::with(&format!("{PROJECT}{answer}")).file("README.md", PAGE);
    let project = files.iter().fold(project, |project, (path, text)| project.file(path, text));
    let judged =
        Judged::of(project.run(&[&["check", "--as-of", TODAY, "--format", "json", "--only", item], args].concat()));
    let findings = judged.project()["findings"].as_array().cloned();
    findings.unwrap_or_else(|| panic!("{}", judged.printed()))
}

#[test]
fn a_section_that_is_missing_is_told_with_the_headings_that_are_there() {
    for (evidence, locale, expected) in [
        (r#"["README.md"]"#, "en", "“Ferry times”, “One”, “Two”, “Three”, “Four” and 3 more"),
        (r#"["README.md"]"#, "zh", "“Ferry times”、“One”、“Two”、“Three”、“Four”，另有 3 个"),
        (r#"["README.md#four"]"#, "en", "the headings there are “Four”, “Five”;"),
        (r#"["plain.md"]"#, "en", "nothing that is cited has a heading"),
    ] {
        let plain = ("plain.md", "The boat leaves at noon, and again at six; nobody has to wait for long.\n");
        let found = findings("people/human-role", evidence, &["--locale", locale], &[plain]);
        let missing = found.iter().find(|finding| finding["code"] == "section-missing").expect("a section is missing");
        let help = missing["help"].as_str().unwrap();
        assert!(help.contains(expected), "{evidence} {help}");
        assert!(help.contains("guiju explain people/human-role"), "{help}");
    }
}

#[test]
fn a_pattern_is_shown_only_where_nothing_else_says_it_and_then_cut() {
    let long = (0..60).map(|at| format!("word number {at}")).collect::<Vec<_>>().join("|");
    let shown = "word number 0|word number 1|word number 2|word number 3|word number 4|…";
    let message = "message = { en = \"no telephone\", zh = \"没有电话\" }\n";
    for (check, code) in [
        (format!("text = {{ must = '(?i-u:\\b({long})\\b)' }}\n"), "text-missing"),
        (format!("section = {{ heading = '(?i-u:\\b({long})\\b)' }}\n"), "section-missing"),
        (format!("section = {{ heading = 'Boats', min-words = 1, must = '(?i-u:\\b({long})\\b)' }}\n"), "text-missing"),
        (format!("text = {{ must-not = 'Words|(?i-u:\\b({long})\\b)' }}\n"), "text-forbidden"),
    ] {
        for worded in [false, true] {
            let item = item(&format!("{check}{}", if worded { message } else { "" }));
            let files = [("acme/pack.toml", PACK), ("acme/acme/telephone.toml", item.as_str())];
            let found = findings("acme/telephone", r#"["README.md"]"#, &["--pack", "./acme", "--locale", "en"], &files);
            let finding = found.iter().find(|finding| finding["code"] == code).unwrap_or_else(|| panic!("{found:?}"));
            let told = finding.to_string();
            assert!(!told.contains("word number 7"), "{told}");
            assert_eq!(
                told.contains(shown.trim_end_matches('…')) || told.contains("Words|word number 0"),
                !worded,
                "{told}"
            );
            assert_eq!(finding["message"] == "no telephone", worded, "{told}");
            assert_eq!(told.contains("guiju explain acme/telephone"), code != "text-forbidden", "{told}");
        }
    }
}

#[test]
fn a_day_that_is_over_or_too_old_is_told_with_what_was_expected() {
    let page = "# Ferry times\n\n## Drills\n\nWe tried the bell in May 2026, and\nthe next time is 20 June\n2026. Nobody was late.\n";
    for (check, file, expected) in [
        (
            "text = { must = 'next[^.]*', after-today = true }",
            page,
            ("text-missing", "a day that lies ahead, the latest is 2026-06-20", "20 June\n2026"),
        ),
        (
            "section = { heading = 'Drills', min-words = 5, newest-within-days = 100 }",
            page,
            ("text-missing", "within the last 100 days, the newest is 2026-06-20", "20 June\n2026"),
        ),
        (
            "text = { must = 'May[^,]*', newest-within-days = 100 }",
            page,
            ("text-missing", "within the last 100 days, the newest is 2026-05-31", "May 2026"),
        ),
        (
            "section = { heading = 'Drills', min-words = 5, after-today = true }",
            "# Drills\n\nWe tried the bell, and nobody at all was late.\n",
            ("text-missing", "a day that lies ahead, and none is named", "Drills"),
        ),
        (
            "value = { path = '$.next', after-today = true }",
            "---\nnext: 2026-11-23\n---\n# Drills\n\nWe tried the bell.\n",
            ("value-mismatch", "a day that lies ahead, the latest is 2026-11-23", "2026-11-23"),
        ),
        (
            "value = { path = '$.tried[*]', newest-within-days = 30 }",
            "---\ntried: [2026-10-23, 2027-01-01, '2026年1月']\n---\n# Drills\n\nWe tried the bell.\n",
            ("value-mismatch", "within the last 30 days, the newest is 2026-10-23", "2026-10-23"),
        ),
    ] {
        let item = item(check);
        let files = [("acme/pack.toml", PACK), ("acme/acme/telephone.toml", item.as_str()), ("drills.md", file)];
        let args = ["--pack", "./acme", "--locale", "en"];
        let found = findings("acme/telephone", r#"["drills.md"]"#, &args, &files);
        let told = |finding: &&Value| finding["code"] == expected.0;
        let finding = found.iter().find(told).unwrap_or_else(|| panic!("{check}: {found:?}"));
        let message = finding["message"].as_str().unwrap();
        assert!(message.contains(expected.1), "{check}: {message}");
        let at = |key: &str| usize::try_from(finding["place"][key].as_u64().unwrap()).unwrap();
        assert_eq!(&file[at("start")..at("end")], expected.2, "{check}");
        let later = check.replace("100", "200").replace("30 }", "31 }");
        let found = findings(
            "acme/telephone",
            r#"["drills.md"]"#,
            &args,
            &[files[0], (files[1].0, &self::item(&later)), files[2]],
        );
        assert_eq!(found.iter().any(|finding| told(&finding)), check.contains("after-today"), "{later}: {found:?}");
    }
}
