//! `guiju pack diff`: what changes in the rules, what that means for projects, and how the run ends.

use serde_json::Value;

use super::shown;
use crate::run::Output;
use crate::scratch::{ANSWER, GOVERNANCE, PROJECT, Scratch, TODAY, each};

/// A pack that extends the built-in one, in its first version.
const OLD: &str = r#"schema = 1
id = "acme"
version = "1.0.0"
title = { en = "Acme", zh = "艾克米" }
extends = ["four-principles"]

[[principles]]
id = "acme"
title = { en = "Acme", zh = "艾克米" }
summary = { en = "All of it.", zh = "全部。" }

[[clauses]]
id = "acme-1"
kind = "duty"
reach = "direct"
gloss = { en = "Somebody answers.", zh = "有人接听。" }
"#;

const ITEM: &str = r#"title = { en = "Telephone", zh = "电话" }
clauses = ["acme-1"]
requirement = "recommended"
level = 1
question = { en = "Does somebody answer?", zh = "有人接吗？" }
guidance = { en = "Write it down.", zh = "写下来。" }
evidence = { accept = ["**/*.md"] }

[[checks]]
text = { must = '[0-9]{4}' }
"#;

const TELEPHONE: &str = r#"
[answers.acme.telephone]
status = "met"
statement = "The number stands in the page on governance."
evidence = ["GOVERNANCE.md"]
reviewed = 2026-10-12
"#;

/// A project with a pack in two versions, `old` and `new`, and with a number in its evidence.
fn project(head: &str, item: &str) -> Scratch {
    Scratch::with(&format!("{PROJECT}{ANSWER}{TELEPHONE}"))
        .file("GOVERNANCE.md", format!("{GOVERNANCE}\nCall 4711 at any hour of the day or night.\n"))
        .file("old/pack.toml", OLD)
        .file("old/acme/telephone.toml", ITEM)
        .file("new/pack.toml", head.replace("1.0.0", "1.1.0"))
        .file("new/acme/telephone.toml", item)
}

fn diff(project: &Scratch, more: &[&str]) -> Output {
    project.run(&[&["pack", "diff", "./old", "./new", "--locale", "en"], more].concat())
}

fn within(project: &Scratch, more: &[&str]) -> Output {
    diff(project, &[&["--in", ".", "--as-of", TODAY], more].concat())
}

#[test]
fn the_rules_are_compared_without_a_project() {
    let item = ITEM.replace("\"recommended\"", "\"required\"").replace("[0-9]{4}", "[0-9]{5}");
    let output = diff(&project(OLD, &item), &[]);
    assert_eq!((output.status, output.stderr.as_str()), (0, ""), "{}", shown(&output));
    for line in [
        "four-principles 0.1.0, unchanged",
        "acme 1.0.0 → 1.1.0",
        "~ acme/telephone: Telephone",
        "    stricter requirement: recommended → required",
        "    changed  checks text: `[0-9]{4}` → `[0-9]{5}`",
        "items: 0 added, 0 removed, 1 changed (1 × stricter, 0 × looser, 2 × otherwise); texts changed: 0",
    ] {
        assert!(output.stdout.lines().any(|told| told == line), "{line}\n{}", shown(&output));
    }
}

#[test]
fn a_project_that_fares_worse_fails_the_run_and_one_that_does_not_passes() {
    let cases = [
        ("nothing", ITEM.to_owned(), 0, None),
        ("a higher requirement that is met", ITEM.replace("\"recommended\"", "\"required\""), 0, None),
        ("a pattern that is not met", ITEM.replace("{4}", "{5}"), 1, Some(("worse", "overclaimed"))),
        (
            "an item that does not apply",
            ITEM.replace("level = 1\n", "level = 1\napplies = \"false\"\n"),
            0,
            Some(("changed", "not-applicable")),
        ),
        (
            "a period that is over",
            ITEM.replace("level = 1\n", "level = 1\nfresh-days = 7\n"),
            1,
            Some(("worse", "stale")),
        ),
    ];
    each(cases, |(what, item, status, expected)| {
        let project = project(OLD, &item);
        for form in ["text", "markdown", "json"] {
            let output = within(&project, &["--format", form]);
            assert_eq!(output.status, status, "{what}: {form}: {}", shown(&output));
            assert_eq!(output.stderr.lines().count(), 1, "{what}: {form}: {}", shown(&output));
        }
        let report: Value = serde_json::from_str(&within(&project, &["--format", "json"]).stdout).expect("JSON");
        assert_eq!(report["schema"], "guiju.pack-diff/1");
        let seen = &report["projects"][0];
        assert_eq!(seen["worse"], Value::from(status == 1), "{what}");
        let items = seen["items"].as_array().expect("items");
        let told = items.first().map(|item| (item["trend"].as_str(), item["new"]["verdict"].as_str()));
        assert_eq!(told, expected.map(|(trend, verdict)| (Some(trend), Some(verdict))), "{what}");
    });
}

#[test]
fn why_is_told_in_one_line() {
    let output = within(&project(OLD, &ITEM.replace("{4}", "{5}")), &[]);
    let lines: Vec<_> = output.stdout.lines().collect();
    let at = lines.iter().position(|line| line.contains("acme/telephone  satisfied → overclaimed")).expect("the item");
    assert!(lines[at].trim_start().starts_with("worse"), "{}", shown(&output));
    assert!(lines[at + 1].contains("GOVERNANCE.md:1:1: error[acme/telephone/text-missing]: "), "{}", shown(&output));
    assert!(output.stdout.contains("governance.toml (ferry-times): verified "), "{}", shown(&output));
    assert_eq!(output.stderr, "guiju: something gets worse for 1 of 1 projects\n");
}

#[test]
fn an_answer_to_an_item_that_is_gone_is_told() {
    let project = project(OLD, ITEM).file("new/acme/bell.toml", ITEM);
    std::fs::remove_file(project.root().join("new/acme/telephone.toml")).expect("it can go");
    let rules = diff(&project, &[]);
    assert!(rules.stdout.contains("+ acme/bell: Telephone\n- acme/telephone: Telephone\n"), "{}", shown(&rules));
    let output = within(&project, &[]);
    assert_eq!(output.status, 1, "{}", shown(&output));
    assert!(output.stdout.contains("error[manifest/unknown-item]"), "{}", shown(&output));
    assert!(output.stdout.contains("not asked → unanswered"), "{}", shown(&output));
    assert!(output.stdout.contains("satisfied → not asked"), "{}", shown(&output));
    // The other way round nothing is lost.
    let back = project.run(&["pack", "diff", "./new", "./old", "--in", ".", "--as-of", TODAY]);
    assert_eq!(back.status, 0, "{}", shown(&back));
}

#[test]
fn several_projects_are_judged_each_by_both() {
    let project = project(OLD, &ITEM.replace("{4}", "{5}")).file("a/governance.toml", PROJECT);
    let output = within(&project, &["--format", "json"]);
    let report: Value = serde_json::from_str(&output.stdout).expect("JSON");
    let manifests: Vec<_> = report["projects"].as_array().expect("projects").iter().map(|it| &it["manifest"]).collect();
    assert_eq!(manifests, ["a/governance.toml", "governance.toml"]);
    assert_eq!(report["projects"][0]["items"], Value::Array(Vec::new()), "unanswered before and after");
    assert_eq!(output.status, 1);
    let one = diff(&project, &["--in", "a", "--as-of", TODAY]);
    assert_eq!((one.status, one.stderr.as_str()), (0, "guiju: nothing gets worse; projects judged by both: 1\n"));
    for _ in 0..3 {
        assert_eq!(within(&project, &["--format", "json"]).stdout, output.stdout);
    }
}

#[test]
fn what_cannot_be_judged_is_no_success() {
    let broken = ITEM.replace("[0-9]{4}", "(");
    let cases: [(&str, Scratch, &[&str], &str); 9] = [
        ("a new pack that is wrong", project(OLD, &broken), &[], "error[pack/bad-pattern]"),
        ("and is to judge", project(OLD, &broken), &["--in", "."], "error[pack/bad-pattern]"),
        ("no manifest", project(OLD, ITEM), &["--in", "old"], "no `governance.toml`"),
        ("no such path", project(OLD, ITEM), &["--in", "nowhere"], "nowhere"),
        (
            "a manifest that is none",
            project(OLD, ITEM).file("governance.toml", "name = \n"),
            &["--in", "."],
            "governance.toml:1:",
        ),
        (
            "one of two",
            project(OLD, ITEM).file("a/governance.toml", "name = \n"),
            &["--in", "."],
            "a/governance.toml:1:",
        ),
        ("a day without a project", project(OLD, ITEM), &["--as-of", TODAY], "--in"),
        ("a day that is none", project(OLD, ITEM), &["--in", ".", "--as-of", "soon"], "2026-01-31"),
        ("a form that is none", project(OLD, ITEM), &["--format", "xml"], "markdown"),
    ];
    each(cases, |(what, project, more, told)| {
        let output = diff(&project, more);
        assert_eq!(output.status, 2, "{what}: {}", shown(&output));
        assert!(output.stderr.contains(told), "{what}: {}", shown(&output));
        assert!(!output.stdout.contains("passed"), "{what}: {}", shown(&output));
    });
    let retired = PROJECT.replace("production", "retired");
    let project =
        project(OLD, &ITEM.replace("level = 1\n", "level = 1\napplies = \"false\"\n")).file("governance.toml", retired);
    let none = project.run(&["pack", "diff", "./new", "./new", "--in", ".", "--as-of", TODAY]);
    assert!(none.status == 2 || none.stdout.contains("nothing changes"), "{}", shown(&none));
    for packs in [["./nowhere", "./new"], ["./old", "five-principles"], ["./old/pack.toml", "./new"]] {
        let output = project.run(&["pack", "diff", packs[0], packs[1]]);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{packs:?}: {}", shown(&output));
    }
}

#[test]
fn a_built_in_pack_is_a_side_like_any_other() {
    let project = project(OLD, ITEM);
    let output = project.run(&["pack", "diff", "four-principles", "./new", "--locale", "en"]);
    assert_eq!(output.status, 0, "{}", shown(&output));
    assert!(output.stdout.contains("acme 1.1.0, only in the new one\n"), "{}", shown(&output));
    assert!(
        output.stdout.contains("+ acme/telephone: Telephone\n+ principles: acme\n+ clauses: acme-1\n"),
        "{}",
        shown(&output)
    );
    let same = project.run(&["pack", "diff", "four-principles", "four-principles", "--locale", "zh"]);
    assert!(same.status == 0 && same.stdout.ends_with("要求没有任何变化\n"), "{}", shown(&same));
}

#[test]
fn what_projects_and_packs_say_steers_neither_a_terminal_nor_a_page() {
    let hostile = "\u{1b}[2Jgone | <b>[x](y)\u{202e}";
    let item = ITEM
        .replace("\"Telephone\"", "\"\\u001b[2J | <b>[x](y)\\n+ acme/forged: none\"")
        .replace("'[0-9]{4}'", "\"\\u001b|<b>{5}\"");
    let manifest = format!("{PROJECT}{ANSWER}{TELEPHONE}")
        .replace("ferry-times", &hostile.replace('\u{1b}', "\\u001b").replace('\u{202e}', "\\u202e"));
    let project = project(OLD, &item).file("governance.toml", manifest);
    for form in ["text", "markdown", "json"] {
        for more in [&[][..], &["--in", ".", "--as-of", TODAY]] {
            let output = diff(&project, &[&["--format", form], more].concat());
            assert_ne!(output.status, 2, "{}", shown(&output));
            let told = format!("{}{}", output.stdout, output.stderr);
            assert!(!told.contains(['\u{1b}', '\u{202e}']) || form == "json", "{form}: {told:?}");
            assert!(!told.lines().any(|line| line.starts_with("+ acme/forged")), "{told}");
            if form == "markdown" {
                assert!(!told.contains("<b>") && !told.contains("[x]("), "{told}");
                assert!(
                    told.lines().filter(|line| line.starts_with("| ")).all(|line| line
                        .replace("\\|", "")
                        .matches('|')
                        .count()
                        == 6),
                    "{told}"
                );
            }
            if form == "json" {
                assert!(
                    serde_json::from_str::<Value>(&output.stdout).is_ok() && !output.stdout.contains('\u{1b}'),
                    "{told:?}"
                );
            }
        }
    }
}
