//! `guiju fix` where the layout matters: answers put into order, gaps and keys of YAML and JSON, waivers that are not needed.

use std::fs;

use super::{fix, manifest};
use crate::scratch::{ANSWER, GOVERNANCE, PROJECT, Scratch, TODAY};

/// A manifest whose answers stand in no order, with comments that belong to them and others that do not.
fn shuffled() -> String {
    let gap = "# asked in May\n[answers.people.purpose] # 渡轮\nstatus = \"unmet\"\n# until the summer\n";
    format!("{PROJECT}\n# --- ours ---\n{ANSWER}\n# alone\n\n{gap}\n# end\n")
}

#[test]
fn answers_are_put_into_order_only_when_that_is_asked_for() {
    let project = Scratch::with(&shuffled()).file("GOVERNANCE.md", GOVERNANCE);
    fix(&project, &[]);
    let mended = manifest(&project);
    assert!(mended.starts_with(&shuffled()[..shuffled().len() - "\n# end\n".len()]), "{mended}");
    let shown = fix(&project, &["--sort", "--diff"]);
    assert_eq!((shown.status, shown.stderr.as_str()), (1, "guiju: 1 fix to make; nothing was written\n"));
    assert_eq!(manifest(&project), mended);
    assert!(shown.stdout.contains("\n+[answers.security.accountable-owner]\n"), "{}", shown.stdout);
    let sorted = fix(&project, &["--sort"]);
    assert_eq!(sorted.stdout, "governance.toml: put the answers into the order of the packs\n");
    let made = manifest(&project);
    let first = "\n# --- ours ---\n\n[answers.people.out-of-scope-uses]\nstatus = \"unmet\"\n\n# alone\n";
    let gap = "\n# asked in May\n[answers.people.purpose] # 渡轮\nstatus = \"unmet\"\n# until the summer\n";
    assert!(made.starts_with(&format!("{PROJECT}{first}{gap}{ANSWER}")), "{made}");
    assert!(made.ends_with("\n# end\n"), "{made}");
    let lines = |text: &str| {
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(&made), lines(&mended));
    let again = fix(&project, &["--sort"]);
    assert_eq!((again.status, again.stdout.as_str(), again.stderr.as_str()), (0, "", "guiju: nothing to fix\n"));
    assert_eq!(project.run(&["fix", "--sort", "--as-of", TODAY, "--locale", "zh"]).stderr, "guiju: 没有可修复之处\n");
}

#[test]
fn answers_that_cannot_be_moved_stay_with_the_reason_and_the_rest_is_mended() {
    let inline =
        format!("{}\n[answers.people]\npurpose = {{ status = \"unmet\" }}\n", PROJECT.replace("owner", "ownr"));
    let project = Scratch::with(&inline);
    let output = fix(&project, &["--sort"]);
    assert_eq!(output.status, 2, "{}", output.stderr);
    let told = "the answers of `governance.toml` stay in their order: not each of its answers is a table with a header of its own";
    assert!(output.stderr.contains(told), "{}", output.stderr);
    assert!(manifest(&project).contains("owner = "), "{}", manifest(&project));
    let yaml = Scratch::new().file("governance.yaml", "schema: 1\n");
    assert!(fix(&yaml, &["--sort"]).stderr.contains("only in TOML"));
    let chinese = yaml.run(&["fix", "--sort", "--as-of", TODAY, "--locale", "zh"]).stderr;
    assert!(chinese.contains("`governance.yaml` 中的回答保持原有顺序：只有 TOML 清单"), "{chinese}");
}

#[test]
fn gaps_and_the_version_of_the_format_are_written_in_yaml_and_json_as_well() {
    let yaml = "# ours\nproject:\n    name: ferry-times # 渡轮\n    stage: production\n    impact: limited\nanswers:\n    people:\n        purpose: {status: unmet}\n# end\n";
    let json = "{\n\t\"project\": {\"name\": \"ferry-times\", \"stage\": \"production\", \"impact\": \"limited\"},\n\t\"assessment\": {}\n}\n";
    for (name, text, starts, holds) in [
        (
            "governance.yaml",
            yaml,
            "schema: 1\n# ours\nproject:\n    name: ferry-times # 渡轮\n",
            "\n    security:\n        accountable-owner:\n            status: \"unmet\"\n",
        ),
        (
            "governance.json",
            json,
            "{\n\t\"schema\": 1,\n\t\"project\": {\"name\"",
            "\n\t\t\t\"accountable-owner\": {\n\t\t\t\t\"status\": \"unmet\"\n\t\t\t},\n",
        ),
    ] {
        let project = Scratch::new().file(name, text);
        let read = || fs::read_to_string(project.root().join(name)).expect("a manifest");
        let output = fix(&project, &[]);
        assert_eq!(output.status, 0, "{name}: {}", output.stderr);
        let version = if name.ends_with("json") { "add `\"schema\": 1`" } else { "add `schema: 1`" };
        assert!(output.stdout.starts_with(&format!("{name}: {version}\n")), "{}", output.stdout);
        let made = read();
        assert!(made.starts_with(starts) && made.contains(holds), "{made}");
        assert_eq!(fix(&project, &[]).stderr, "guiju: nothing to fix\n", "{name}");
        assert_eq!(read(), made);
        let judged = project.run(&["check", "--as-of", TODAY, "--locale", "en", "--format", "plain"]).stdout;
        assert!(!judged.contains("/unanswered]") && !judged.contains("`schema`"), "{judged}");
    }
}

#[test]
fn a_waiver_that_is_not_needed_goes_only_with_a_look_and_an_expired_one_stays() {
    let waiver = |item: &str, expires: &str| {
        format!(
            "# approved in the spring\n[[waivers]]\nitem = \"{item}\"\nreason = \"The office rewrites its rota first.\"\napproved-by = \"Board\"\ngranted = 2026-06-02\nexpires = {expires}\n"
        )
    };
    let (unused, expired) =
        (waiver("security/accountable-owner", "2026-12-31"), waiver("people/purpose", "2026-07-01"));
    let project = Scratch::sound().file("governance.waivers.toml", format!("{unused}\n{expired}"));
    let read = || fs::read_to_string(project.root().join("governance.waivers.toml")).expect("a file");
    let output = fix(&project, &[]);
    assert!(output.stderr.ends_with("; 1 more with --unsafe, to be looked at\n"), "{}", output.stderr);
    assert_eq!(read(), format!("{unused}\n{expired}"));
    let output = fix(&project, &["--unsafe"]);
    assert_eq!(output.stdout, "governance.waivers.toml: remove the waiver of `security/accountable-owner`\n");
    assert_eq!(read(), expired);
    assert_eq!(fix(&project, &["--unsafe"]).stderr, "guiju: nothing to fix\n");
}
