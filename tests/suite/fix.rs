//! `guiju fix`: it makes what can mean one thing only, shows it first where asked, and writes nothing else.

mod layout;

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::run::Output;
use crate::scratch::{ANSWER, GOVERNANCE, OWNER, PROJECT, Scratch, TODAY, each};

/// A manifest with slips, Windows lines, a byte order mark, tabs and comments.
fn slipped() -> String {
    let text = format!("{PROJECT}{ANSWER}\n# Ends here.\t渡轮 🚢\n")
        .replace("owner = ", "ownr = ")
        .replace("\"production\"", "\t'prodction'  # now")
        .replace("assessed = 2026-11-01", "assessed = \"2026-11-01\"")
        .replace("security.accountable-owner", "fairness.accountable-owner");
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}

/// The same as its author meant it.
fn meant() -> String {
    slipped()
        .replace("ownr = ", "owner = ")
        .replace("prodction", "production")
        .replace("\"2026-11-01\"", "2026-11-01")
        .replace("fairness.accountable-owner", "security.accountable-owner")
}

fn project() -> Scratch {
    Scratch::with(&slipped()).file("GOVERNANCE.md", GOVERNANCE)
}

fn fix(project: &Scratch, more: &[&str]) -> Output {
    project.run(&[&["fix", "--as-of", TODAY, "--locale", "en"], more].concat())
}

fn manifest(project: &Scratch) -> String {
    fs::read_to_string(project.root().join("governance.toml")).expect("a manifest")
}

/// Everything that stands in the project's folder.
fn files(project: &Scratch) -> Vec<String> {
    let entries = fs::read_dir(project.root()).expect("a folder");
    let mut names: Vec<_> = entries.map(|entry| entry.expect("an entry").file_name().display().to_string()).collect();
    names.sort();
    names
}

#[test]
fn slips_are_mended_gaps_admitted_and_all_else_stays() {
    let project = project();
    let output = fix(&project, &[]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    let made = manifest(&project);
    // Stubs stand behind the last answer; the comment at the end stays at the end.
    let (head, rest) = made.split_once("reviewed = 2026-10-12\r\n").expect("the last line of the answer");
    assert!(meant().starts_with(head), "{made}");
    assert!(rest.ends_with("\r\n# Ends here.\t渡轮 🚢\r\n"), "{made}");
    assert!(rest.starts_with("\r\n[answers.people."), "{made}");
    assert_eq!(made.matches('\n').count(), made.matches("\r\n").count());
    for line in ["rename `ownr` to `owner`", "write `2026-11-01`", "answer `people/purpose` with an honest gap"] {
        assert!(output.stdout.contains(&format!("governance.toml: {line}\n")), "{line}: {}", output.stdout);
    }
    assert_eq!(output.stderr, format!("guiju: {} fixes made\n", output.stdout.lines().count()));
    let again = fix(&project, &[]);
    assert_eq!((again.status, again.stdout.as_str(), again.stderr.as_str()), (0, "", "guiju: nothing to fix\n"));
    assert_eq!(manifest(&project), made);
    assert_eq!(files(&project), ["GOVERNANCE.md", "governance.toml"]);
    let judged = project.judge(&[]);
    assert_eq!(judged.verdict(OWNER), Some("satisfied"));
    let told = judged.findings().join("\n");
    assert!(!told.contains(" manifest/") && !told.contains("unanswered"), "{told}");
}

#[test]
fn no_claim_no_day_and_no_approval_is_ever_made_up() {
    let lacking = PROJECT.replace("assessed = 2026-11-01\n", "").replace("owner = \"Maria Okafor\"\n", "");
    let gaps = "\n[answers.security.monitoring]\nstatus = \"partial\"\n\n[[waivers]]\nitem = \"people/purpos\"\nreason = \"The office rewrites it.\"\n";
    let text = format!(
        "{lacking}{}{gaps}",
        ANSWER.replace("reviewed = 2026-10-12\n", "").replace("GOVERNANCE.md", "GOVERNANCE.m")
    );
    let project = Scratch::with(&text).file("GOVERNANCE.md", GOVERNANCE);
    let output = fix(&project, &[]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    let made = manifest(&project);
    let old: Vec<_> = text.lines().collect();
    let new: Vec<_> = made.lines().filter(|line| !line.is_empty() && !old.contains(line)).collect();
    assert!(new.len() > 4);
    for line in new {
        assert!(line.starts_with("[answers.") || line == "status = \"unmet\"", "made up: {line}");
    }
    assert!(output.stderr.contains("; 2 more with --unsafe, to be looked at"), "{}", output.stderr);
    let output = fix(&project, &["--unsafe"]);
    let mut lines: Vec<_> = output.stdout.lines().collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "governance.toml: rename `GOVERNANCE.m` to `GOVERNANCE.md`",
            "governance.toml: rename `people/purpos` to `people/purpose`",
        ]
    );
    assert_eq!(manifest(&project), made.replace("GOVERNANCE.m\"", "GOVERNANCE.md\"").replace("purpos\"", "purpose\""));
}

#[test]
fn a_diff_writes_nothing_and_says_all() {
    let project = project();
    let output = fix(&project, &["--diff"]);
    assert_eq!(output.status, 1, "{}", output.stderr);
    assert_eq!(manifest(&project), slipped());
    assert!(output.stdout.starts_with("--- governance.toml\n+++ governance.toml\n@@ -3,"), "{}", output.stdout);
    assert!(output.stdout.contains("-ownr = \"Maria Okafor\"\r\n"), "{}", output.stdout);
    assert!(output.stderr.ends_with("fixes to make; nothing was written\n"), "{}", output.stderr);
    // What it says is what is done.
    fs::write(project.around().join("fix.diff"), &output.stdout).expect("a file can be written");
    fix(&project, &[]);
    let patched = Scratch::with(&slipped());
    let mut apply = Command::new("git");
    apply.args(["apply", "-p0", "--unidiff-zero"]).arg(project.around().join("fix.diff"));
    apply.current_dir(patched.root()).stdin(Stdio::null()).env("GIT_CEILING_DIRECTORIES", patched.around());
    let applied = apply.output().expect("git");
    assert!(applied.status.success(), "{}", String::from_utf8_lossy(&applied.stderr));
    assert_eq!(manifest(&patched), manifest(&project));
    assert_eq!(fix(&project, &["--diff"]).status, 0);
}

#[test]
fn the_waivers_beside_are_mended_too_and_the_lock_never() {
    let waivers = "[[waivers]]\nitem = \"people/purpose\"\nraeson = \"The office rewrites it.\"\napproved-by = \"Board\"\ngranted = 2026-11-02\nexpires = 2027-01-31\n";
    let lock = "schema = 1\nproject = \"ferry-times\"\npaks = []\n";
    let project = Scratch::sound().file("governance.waivers.toml", waivers).file("governance.lock", lock);
    let output = fix(&project, &[]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert!(output.stdout.contains("governance.waivers.toml: rename `raeson` to `reason`\n"), "{}", output.stdout);
    let read = |name: &str| fs::read_to_string(project.root().join(name)).expect("a file");
    assert_eq!(read("governance.waivers.toml"), waivers.replace("raeson", "reason"));
    assert_eq!(read("governance.lock"), lock);
}

#[test]
fn what_cannot_be_judged_stays_and_the_others_are_mended_all_the_same() {
    let broken = format!("{PROJECT}x = \n");
    let project = project().file("a/governance.toml", &broken);
    let output = fix(&project, &[]);
    assert_eq!(output.status, 2);
    assert!(output.stderr.contains("a/governance.toml"), "{}", output.stderr);
    assert_eq!(fs::read_to_string(project.root().join("a/governance.toml")).expect("a manifest"), broken);
    assert!(manifest(&project).contains("owner = "), "{}", output.stderr);
    let none = Scratch::new();
    assert_eq!(fix(&none, &[]).status, 2);
    assert_eq!(fix(&none, &["no/such/path"]).status, 2);
    assert_eq!(fix(&project, &["--pack", "no-such-pack"]).status, 2);
}

#[cfg(unix)]
#[test]
fn a_link_stays_one_and_a_folder_that_may_not_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;

    let linked = Scratch::new().file("docs/self.toml", slipped()).link("governance.toml", "docs/self.toml");
    assert_eq!(fix(&linked, &[]).status, 0);
    assert!(linked.root().join("governance.toml").is_symlink());
    assert!(manifest(&linked).contains("owner = "));
    let project = project();
    fs::set_permissions(project.root(), fs::Permissions::from_mode(0o555)).expect("a mode can be set");
    let Some(output) = project.run_as_nobody(&["fix", "--as-of", TODAY, "--locale", "en"]) else { return };
    // Running as somebody else opens the folder to be read; nobody may write there.
    assert_eq!(output.status, 2, "{}", output.stderr);
    assert!(output.stderr.contains("`governance.toml` cannot be written"), "{}", output.stderr);
    assert_eq!(manifest(&project), slipped());
}

#[test]
fn it_speaks_both_languages_and_no_terminal_is_steered() {
    let project = project();
    let output = project.run(&["fix", "--as-of", TODAY, "--locale", "zh"]);
    assert!(output.stdout.contains("governance.toml: 将 `ownr` 改为 `owner`\n"), "{}", output.stdout);
    assert!(output.stdout.contains("governance.toml: 如实回答 `people/purpose` 尚未满足\n"), "{}", output.stdout);
    assert!(output.stderr.starts_with("guiju: 已修复 "), "{}", output.stderr);
    assert_eq!(project.run(&["fix", "--as-of", TODAY, "--locale", "zh"]).stderr, "guiju: 没有可修复之处\n");
    let hostile = PROJECT.replace("owner = ", "\"own\u{202e}er\" = ");
    let output = fix(&Scratch::with(&hostile), &[]);
    assert!(output.stdout.contains("to `owner`") && !output.stdout.contains('\u{202e}'), "{:?}", output.stdout);
}

/// The findings of a report.
fn findings(output: &str) -> Vec<Value> {
    let report: Value = serde_json::from_str(output).expect("a report");
    report["projects"][0]["findings"].as_array().cloned().expect("findings")
}

#[test]
fn the_report_carries_each_fix_as_bytes() {
    let project = project();
    let text = slipped();
    let found = findings(&project.run(&["check", "--as-of", TODAY, "--locale", "en", "--format", "json"]).stdout);
    let key = found.iter().find(|finding| finding["code"] == "unknown-key").expect("an unknown key");
    assert_eq!((&key["fix"]["title"], &key["fix"]["safety"]), (&"rename `ownr` to `owner`".into(), &"safe".into()));
    let edit = &key["fix"]["edits"][0];
    let at = |key: &str| usize::try_from(edit[key].as_u64().expect("a number")).expect("a small one");
    assert_eq!((&text[at("start")..at("end")], edit["text"].as_str()), ("ownr", Some("owner")));
    let stub = found.iter().find(|finding| finding["code"] == "unanswered").expect("an item without an answer");
    assert!(stub["fix"]["edits"][0]["text"].as_str().is_some_and(|text| text.contains("]\r\nstatus = \"unmet\"\r\n")));
    let plain = project.run(&["check", "--as-of", TODAY, "--locale", "en", "--format", "plain"]);
    let safe = found.iter().filter(|finding| finding["fix"]["safety"] == "safe").count();
    assert!(plain.stdout.contains(&format!("\nfixable with `guiju fix`: {safe}\n")), "{}", plain.stdout);
}

#[test]
fn other_tools_are_handed_the_safe_ones() {
    let text = slipped().replace("[\"GOVERNANCE.md\"]", "[\"GOVERNANCE.m\"]").replace("fairness.acc", "security.acc");
    let project = Scratch::with(&text).file("GOVERNANCE.md", GOVERNANCE);
    let run = |format: &str| -> Value {
        let output = project.run(&["check", "--as-of", TODAY, "--locale", "en", "--format", format]);
        serde_json::from_str(&output.stdout).expect("JSON")
    };
    let reviewdog = run("rdjson");
    let of = |code: &str| {
        let all = reviewdog["diagnostics"].as_array().expect("diagnostics");
        all.iter()
            .find(|own| own["code"]["value"].as_str().is_some_and(|own| own.ends_with(code)))
            .expect("one")
            .clone()
    };
    let suggestion = &of("unknown-key")["suggestions"][0];
    assert_eq!((&suggestion["text"], &suggestion["range"]["start"]["line"]), (&"owner".into(), &6.into()));
    assert_eq!(
        (&suggestion["range"]["start"]["column"], &suggestion["range"]["end"]["column"]),
        (&1.into(), &5.into())
    );
    assert!(of("evidence-missing").get("suggestions").is_none());
    each(["sarif", "sarif-audit"], |format| {
        let sarif = run(format).to_string();
        let fixes = sarif.matches("\"artifactChanges\"").count();
        assert!(fixes > 3, "{format}: {fixes}");
        assert!(!sarif.contains("rename `GOVERNANCE.m`"), "{format}: a fix that needs a look is handed out");
    });
    let sarif = run("sarif");
    let change = &sarif["runs"][0]["results"]
        .as_array()
        .expect("results")
        .iter()
        .find(|own| own["ruleId"] == "manifest/unknown-key")
        .expect("one")["fixes"][0];
    assert_eq!(change["description"]["text"], "rename `ownr` to `owner`");
    let replacement = &change["artifactChanges"][0]["replacements"][0];
    assert_eq!(
        (&replacement["deletedRegion"]["startLine"], &replacement["insertedContent"]["text"]),
        (&6.into(), &"owner".into())
    );
}
