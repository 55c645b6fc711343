//! `guiju diff` over two reports: what is told in each form, how the run ends, and files that are no reports.

mod revision;

use std::fs;

use serde_json::Value;

use crate::run::{Output, guiju_in, in_english};
use crate::scratch::{ANSWER, GOVERNANCE, OWNER, PROJECT, Scratch, TODAY, each};

/// A report on the project as it is, in this file.
fn report(project: Scratch, name: &str, more: &[&str]) -> Scratch {
    let args = ["check", "--as-of", TODAY, "--locale", "en", "--quiet", "--fail-on", "never", "--output"];
    let output = format!("json={name}");
    let told = project.run(&[&args[..], &[&output], more].concat());
    assert_eq!(told.status, 0, "{}", told.stderr);
    project
}

fn diff(project: &Scratch, args: &[&str]) -> Output {
    project.run(&in_english(&[&["diff"], args].concat()))
}

fn data(output: &Output) -> Value {
    serde_json::from_str(&output.stdout).unwrap_or_else(|why| panic!("{why}: {}{}", output.stdout, output.stderr))
}

/// A project whose claim is carried in the old report and no longer in the new one.
fn worse() -> Scratch {
    let project = report(Scratch::sound(), "old.json", &[]);
    report(project.file("GOVERNANCE.md", "# Governance\n\nTODO\n"), "new.json", &[])
}

#[test]
fn a_regression_fails_and_nothing_else_does() {
    let project = worse();
    let there = diff(&project, &["old.json", "new.json"]);
    assert_eq!(there.status, 1, "{}", there.stdout);
    assert_eq!(there.stderr, "guiju: regression in 1 of 1 project\n");
    let back = diff(&project, &["new.json", "old.json"]);
    assert_eq!((back.status, back.stderr.as_str()), (0, "guiju: no regression in 1 project\n"));
    let same = diff(&project, &["old.json", "old.json"]);
    assert_eq!(same.status, 0);
    assert!(same.stdout.contains("projects in which nothing changes: 1"), "{}", same.stdout);
    for form in ["text", "json", "markdown"] {
        assert_eq!(diff(&project, &["old.json", "new.json", "--format", form]).status, 1, "{form}");
    }
}

#[test]
fn what_changed_is_told_in_both_languages() {
    let project = worse();
    let text = diff(&project, &["old.json", "new.json"]).stdout;
    for line in [
        "old.json → new.json, judged as of 2026-11-23",
        "  regressed  security/accountable-owner  satisfied → overclaimed",
        "  evidence changed: GOVERNANCE.md (security/accountable-owner)",
        "items: 1 regressed, 0 improved, 0 newly waived, 0 otherwise changed; evidence changed: 1",
    ] {
        assert!(text.lines().any(|told| told == line), "{line}\n{text}");
    }
    assert!(text.contains("GOVERNANCE.md:") && text.contains(": error[security/accountable-owner/"), "{text}");
    let text = diff(&project, &["old.json", "new.json", "--locale", "zh"]);
    for line in [
        "old.json → new.json，均按 2026-11-23 评判",
        "  退步  security/accountable-owner  已满足 → 名不副实",
        "  证据内容有变：GOVERNANCE.md（security/accountable-owner）",
        "条目：退步 1 项，改善 0 项，新豁免 0 项，其他变更 0 项；证据变动 1 处",
    ] {
        assert!(text.stdout.lines().any(|told| told == line), "{line}\n{}", text.stdout);
    }
    assert_eq!(text.stderr, "guiju: 1 个项目中有 1 个退步\n");
}

#[test]
fn the_data_say_all_of_it() {
    let project = worse();
    let told = data(&diff(&project, &["old.json", "new.json", "--format", "json"]));
    assert_eq!(told["schema"], "guiju.diff/1");
    assert_eq!((&told["regressed"], &told["rules-changed"]), (&Value::from(true), &Value::from(false)));
    assert_eq!(
        (&told["old"]["origin"]["file"], &told["new"]["as-of"]),
        (&Value::from("old.json"), &Value::from(TODAY))
    );
    assert_eq!(told["packs"][0]["old"]["sha256"].as_str().map(str::len), Some(64));
    let one = &told["projects"][0];
    assert_eq!(one["regressed"], true);
    assert!(one["score"]["old"].as_f64() > one["score"]["new"].as_f64());
    let item = &one["items"][0];
    assert_eq!((&item["id"], &item["change"]), (&Value::from(OWNER), &Value::from("regressed")));
    assert_eq!((&item["old"]["verdict"], &item["new"]["verdict"]), (&"satisfied".into(), &"overclaimed".into()));
    assert_eq!(one["evidence"][0]["change"], "changed");
    let back = data(&diff(&project, &["new.json", "old.json", "--format", "json"]));
    assert_eq!(back["projects"][0]["items"][0]["change"], "improved");
}

#[test]
fn a_new_exception_is_neither_gain_nor_loss_and_is_told_with_its_reason() {
    let waiver = format!(
        "\n[[waivers]]\nitem = \"{OWNER}\"\nreason = \"The new | owner <b>starts</b> in January.\"\napproved-by = \"Chief medical officer\"\n\
         granted = 2026-11-02\nexpires = 2027-01-31\n"
    );
    let project = report(Scratch::with(PROJECT), "old.json", &[]);
    let project = report(project.file("governance.toml", format!("{PROJECT}{waiver}")), "new.json", &[]);
    let text = diff(&project, &["old.json", "new.json"]);
    assert_eq!(text.status, 0, "{}", text.stdout);
    let told = "  security/accountable-owner: waived until 2027-01-31: The new | owner <b>starts</b> in January. (approved by Chief medical officer)";
    assert!(text.stdout.contains("  waived  security/accountable-owner  unanswered → waived\n"), "{}", text.stdout);
    assert!(text.stdout.lines().any(|line| line == told), "{}", text.stdout);
    let comment = diff(&project, &["old.json", "new.json", "--format", "markdown"]).stdout;
    assert!(comment.starts_with("<!-- guiju-diff -->\n## guiju: no regression in 1 project\n"), "{comment}");
    assert!(comment.contains("The new \\| owner &lt;b&gt;starts&lt;/b&gt; in January."), "{comment}");
    let longer = waiver.replace("2027-01-31", "2027-03-31");
    let project = report(project.file("governance.toml", format!("{PROJECT}{longer}")), "longer.json", &[]);
    let text = diff(&project, &["new.json", "longer.json"]).stdout;
    assert!(text.contains("waived until 2027-01-31 → 2027-03-31: "), "{text}");
}

#[test]
fn other_rules_other_days_and_projects_that_came_or_went_are_told() {
    let project = Scratch::new().file("a/governance.toml", PROJECT).file("b/governance.toml", PROJECT);
    let project = report(project, "old.json", &[]);
    fs::remove_dir_all(project.root().join("b")).expect("a folder goes away");
    let old = fs::read_to_string(project.root().join("old.json")).expect("a report");
    let digest = &old[old.find("\"sha256\":\"").expect("a digest") + 10..][..64];
    let project = project.file("other.json", old.replace(digest, &"0".repeat(64)).replace(TODAY, "2026-10-01"));
    let project = report(project.file("c/governance.toml", PROJECT), "new.json", &[]);
    let text = diff(&project, &["other.json", "new.json"]);
    assert_eq!(text.status, 0, "{}", text.stdout);
    for line in [
        "other.json as of 2026-10-01 → new.json as of 2026-11-23",
        "rules: four-principles 0.1.0, though its files differ",
        "judged no longer: b/governance.toml (ferry-times)",
        "new: c/governance.toml (ferry-times)",
        "projects in which nothing changes: 1",
    ] {
        assert!(text.stdout.lines().any(|told| told == line), "{line}\n{}", text.stdout);
    }
    let told = data(&diff(&project, &["other.json", "new.json", "--format", "json"]));
    assert_eq!(told["rules-changed"], true);
    assert_eq!(
        (&told["added"][0]["manifest"], &told["removed"][0]["manifest"]),
        (&"c/governance.toml".into(), &"b/governance.toml".into())
    );
    let comment = diff(&project, &["other.json", "new.json", "--format", "markdown", "--locale", "zh"]).stdout;
    assert!(
        comment.contains("- 规则：four-principles 0.1.0，版本未变而文件有变\n- 没有变化的项目：1 个\n"),
        "{comment}"
    );
}

#[test]
fn a_report_of_another_version_or_damaged_says_what_is_understood() {
    let project = report(Scratch::sound(), "old.json", &[]);
    let whole = fs::read_to_string(project.root().join("old.json")).expect("a report");
    let cases: [(String, &[&str]); 8] = [
        (whole.replace("report/1", "report/2"), &["says that it is `guiju.report/2`", "understands `guiju.report/1`"]),
        ("{\"schema\": 7}".into(), &["says that it is `7`", "understands `guiju.report/1`"]),
        ("[]".into(), &["does not say under `schema`", "understands `guiju.report/1`"]),
        (whole[..whole.len() / 2].into(), &["no sound `guiju.report/1` (1): new.json"]),
        (String::new(), &["no sound `guiju.report/1`"]),
        (
            whole.replacen("\"as-of\":", "\"as_of\":", 1).replacen("\"satisfied\",\"basis\"", "\"good\",\"basis\"", 1),
            &["the report lacks `as-of`", "`verdict` cannot be `good`", "no sound `guiju.report/1` (2)"],
        ),
        ("schema = \"guiju.baseline/1\"\n".into(), &["no sound `guiju.report/1`"]),
        ("[".repeat(100_000), &["no sound `guiju.report/1`"]),
    ];
    each(cases, |(text, told)| {
        let name = "new.json";
        let path = project.root().join(name);
        fs::write(&path, text).expect("a file can be written");
        for args in [["old.json", name], [name, "old.json"]] {
            let output = diff(&project, &args);
            assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{}", output.stderr);
            assert!(told.iter().all(|told| output.stderr.contains(told)), "{told:?}: {}", output.stderr);
        }
    });
}

#[test]
fn keys_that_a_later_version_one_adds_are_let_be() {
    let project = report(Scratch::sound(), "old.json", &[]);
    let whole = fs::read_to_string(project.root().join("old.json")).expect("a report");
    let more = whole.replace("\"verdict\":", "\"mood\":\"calm\",\"verdict\":").replacen('{', "{\"more\":[1],", 1);
    let project = project.file("new.json", more);
    assert_eq!(diff(&project, &["old.json", "new.json"]).status, 0);
}

#[test]
fn what_cannot_be_compared_is_told() {
    let project = report(Scratch::sound(), "old.json", &[]);
    let project =
        report(project.file("a/governance.toml", PROJECT).file("b/governance.toml", PROJECT), "two.json", &["a", "b"]);
    let cases: [(&[&str], &str); 6] = [
        (&["old.json", "nowhere.json"], "there is no report `nowhere.json`"),
        (&["main", "old.json"], "`guiju diff REVISION --in PATH`"),
        (&["old.json", "."], "it is a folder"),
        (&["old.json", "two.json"], "no project in common"),
        (&["old.json", "two.json", "--in", "."], "cannot be used with"),
        (&[], "<OLD>"),
    ];
    each(cases, |(args, told)| {
        let output = diff(&project, args);
        assert_eq!(output.status, 2, "{args:?}: {}", output.stdout);
        assert!(output.stderr.contains(told), "{args:?}: {}", output.stderr);
    });
    let broken = report(Scratch::sound(), "old.json", &[]).file("governance.toml", "schema = ");
    broken.run(&["check", "--as-of", TODAY, "--output", "json=new.json"]);
    let output = diff(&broken, &["old.json", "new.json"]);
    assert_eq!(
        (output.status, output.stderr.as_str()),
        (2, "guiju: could not judge 1 of the manifests\n"),
        "{}",
        output.stdout
    );
    assert!(output.stdout.contains("could not be judged now: governance.toml"), "{}", output.stdout);
    let output = diff(&broken, &["new.json", "old.json"]);
    assert_eq!(output.status, 2, "nothing is in both: {}", output.stdout);
}

#[test]
fn a_comment_is_no_longer_than_the_platform_takes_and_calls_nobody() {
    let project = report(Scratch::sound(), "old.json", &[]);
    let whole = fs::read_to_string(project.root().join("old.json")).expect("a report");
    let mut report: Value = serde_json::from_str(&whole).expect("JSON");
    let old = report.clone();
    let finding = serde_json::json!({
        "rule": "manifest/unknown-key", "code": "unknown-key", "severity": "error",
        "message": format!("@everyone #1 https://evil.example |\u{1b}[31m{}", "x".repeat(400)), "help": null,
        "place": { "file": "a`b|c\u{202e}.toml", "start": 0, "end": 1, "line": 1, "column": 1 }, "related": [],
    });
    let many = (0..1000).map(|at| {
        let mut finding = finding.clone();
        finding["fingerprint"] = at.to_string().into();
        finding
    });
    report["projects"][0]["findings"] = many.collect();
    let project = project.file("old.json", old.to_string()).file("new.json", report.to_string());
    let output = diff(&project, &["old.json", "new.json", "--format", "markdown"]);
    assert_eq!(output.status, 1);
    let comment = output.stdout;
    assert!(comment.chars().count() < 65_536, "{}", comment.len());
    assert!(comment.contains("Left out, for a comment is short: "), "{}", &comment[comment.len() - 300..]);
    for steering in ["@everyone", "#1 ", "https://", "\u{1b}", "\u{202e}"] {
        assert!(!comment.contains(steering), "{steering:?}");
    }
    let columns = comment
        .lines()
        .filter(|line| line.starts_with("| error"))
        .map(|line| line.replace("\\|", "").matches('|').count());
    assert!(columns.clone().count() > 50 && columns.into_iter().all(|bars| bars == 6));
    let text = diff(&project, &["old.json", "new.json"]).stdout;
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "a terminal is not steered");
}

#[test]
fn the_same_reports_give_the_same_bytes() {
    let project = worse().file("more.md", format!("{ANSWER}{GOVERNANCE}"));
    for form in ["text", "json", "markdown"] {
        let [one, two] = [0, 1].map(|_| diff(&project, &["old.json", "new.json", "--format", form]).stdout);
        assert_eq!(one, two, "{form}");
    }
}

#[test]
fn one_project_is_paired_wherever_it_was_looked_at_from() {
    let project = report(Scratch::sound(), "old.json", &[]);
    let args = ["check", "project", "--as-of", TODAY, "--fail-on", "never", "--output", "json=new.json"];
    assert_eq!(guiju_in(project.around(), &args).status, 0);
    let output = diff(&project, &["old.json", "../new.json"]);
    assert_eq!((output.status, output.stderr.as_str()), (0, "guiju: no regression in 1 project\n"));
    let other = fs::read_to_string(project.around().join("new.json")).expect("a report").replace("ferry-times", "x");
    let project = project.file("other.json", other);
    assert_eq!(diff(&project, &["old.json", "other.json"]).status, 2, "another project is not this one");
}
