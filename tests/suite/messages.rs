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
    let pack = "schema = 1\nid = \"acme\"\nversion = \"1.0.0\"\ntitle = { en = \"Acme\", zh = \"艾克米\" }\n\n\
        [[levels]]\nrank = 1\nid = \"base\"\ntitle = { en = \"Base\", zh = \"基础\" }\n\n\
        [[principles]]\nid = \"acme\"\ntitle = { en = \"Own\", zh = \"自有\" }\nsummary = { en = \"Own.\", zh = \"自有。\" }\n\n\
        [[clauses]]\nid = \"A.1\"\nprinciple = \"acme\"\nkind = \"duty\"\nreach = \"direct\"\ngloss = { en = \"Own.\", zh = \"自有。\" }\n";
    let item = |checks: &str| {
        format!(
            "title = {{ en = \"Telephone\", zh = \"电话\" }}\nclauses = [\"A.1\"]\nrequirement = \"required\"\nlevel = 1\n\
             question = {{ en = \"Is there one?\", zh = \"有吗？\" }}\nguidance = {{ en = \"Write it.\", zh = \"写下来。\" }}\nevidence = {{}}\n\n{checks}"
        )
    };
    let long = (0..60).map(|at| format!("word number {at}")).collect::<Vec<_>>().join("|");
    let shown = "word number 0|word number 1|word number 2|word number 3|word number 4|…";
    let message = "message = { en = \"no telephone\", zh = \"没有电话\" }\n";
    for (check, code) in [
        (format!("[[checks]]\ntext = {{ must = '(?i-u:\\b({long})\\b)' }}\n"), "text-missing"),
        (format!("[[checks]]\nsection = {{ heading = '(?i-u:\\b({long})\\b)' }}\n"), "section-missing"),
        (
            format!("[[checks]]\nsection = {{ heading = 'Boats', min-words = 1, must = '(?i-u:\\b({long})\\b)' }}\n"),
            "text-missing",
        ),
        (format!("[[checks]]\ntext = {{ must-not = 'Words|(?i-u:\\b({long})\\b)' }}\n"), "text-forbidden"),
    ] {
        for worded in [false, true] {
            let item = item(&format!("{check}{}", if worded { message } else { "" }));
            let files = [("acme/pack.toml", pack), ("acme/acme/telephone.toml", item.as_str())];
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
