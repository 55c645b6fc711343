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
    let text = "schema: 1\nanswers:\n  security: {}\n  &p people: {}\n";
    let yaml = Scratch::new().file("governance.yaml", text);
    assert!(fix(&yaml, &["--sort", "--diff"]).stderr.contains("not each of its keys begins a line of its own"));
    let chinese = yaml.run(&["fix", "--sort", "--diff", "--as-of", TODAY, "--locale", "zh"]);
    assert_eq!(chinese.status, 2, "{}", chinese.stderr);
    assert!(
        chinese.stderr.contains("`governance.yaml` 中的回答保持原有顺序：并非每个键都另起一行"),
        "{}",
        chinese.stderr
    );
}

/// The head of a project in YAML, and the same in JSON.
const YAML: &str = "# Ours\nschema: 1\nproject:\n  name: ferry-times\n  description: Ferry times for the coast\n  owner: Jun\n  stage: production\n  impact: limited\n  assessed: 2026-11-01\n";
const JSON: &str = "{\n\t\"schema\": 1,\n\t\"project\": {\"name\": \"ferry-times\", \"description\": \"Ferry times for the coast\", \"owner\": \"Jun\", \"stage\": \"production\", \"impact\": \"limited\", \"assessed\": \"2026-11-01\"},\n";

#[test]
fn in_yaml_and_json_answers_are_put_into_order_as_well() {
    let yaml = "answers: # all\n  # of security\n  security:\n    # who\n    accountable-owner:\n      status: unmet\n      # until May\n  people:\n    purpose: {status: unmet} # 渡轮\n\n    # alone\n\n    out-of-scope-uses:\n      status: unmet\n";
    let json = "\t\"answers\": {\n\t\t\"security\": {\"accountable-owner\": {\"status\": \"unmet\"}},\n\t\t\"people\": {\n\t\t\t\"purpose\": {\"status\": \"unmet\"}\n\t\t}\n\t}\n}";
    for (name, text, people, security) in [
        (
            "governance.yaml",
            format!("\u{feff}{YAML}{yaml}").replace('\n', "\r\n"),
            "  people:\r\n    out-of-scope-uses:\r\n      status: unmet\r\n\r\n    # alone\r\n\r\n    purpose: {status: unmet} # 渡轮\r\n",
            "  # of security\r\n  security:\r\n    # who\r\n    accountable-owner:\r\n      status: unmet\r\n      # until May\r\n",
        ),
        (
            "governance.yaml",
            format!("{YAML}{yaml}").trim_end().to_owned(),
            "  people:\n    out-of-scope-uses:\n      status: unmet\n\n    # alone\n\n    purpose: {status: unmet} # 渡轮\n",
            "  # of security\n  security:\n    # who\n    accountable-owner:\n      status: unmet\n      # until May\n",
        ),
        (
            "governance.json",
            format!("{JSON}{json}"),
            "\t\t\"people\": {\n",
            "\t\t\"security\": {\"accountable-owner\": {\"status\": \"unmet\"}",
        ),
    ] {
        let project = Scratch::new().file(name, text.clone());
        let read = || fs::read_to_string(project.root().join(name)).expect("a manifest");
        let shown = fix(&project, &["--sort", "--diff"]);
        assert_eq!((shown.status, read()), (1, text.clone()), "{}", shown.stderr);
        let sorted = fix(&project, &["--sort"]);
        assert!(
            sorted.stdout.ends_with(&format!("{name}: put the answers into the order of the packs\n")),
            "{}",
            sorted.stdout
        );
        let made = read();
        let (first, then) = (made.find(people), made.find(security));
        assert!(first.is_some() && first < then, "{made}");
        assert_eq!(made.ends_with('\n'), text.ends_with('\n'));
        assert_eq!(made.contains('\r'), text.contains('\r'));
        assert_eq!(fix(&project, &["--sort"]).stderr, "guiju: nothing to fix\n");
        assert_eq!(read(), made);
    }
}

#[test]
fn in_yaml_and_json_a_waiver_that_is_not_needed_goes_as_well() {
    let yaml = |item: &str| {
        format!(
            "  # approved for {item}\n  - item: {item}\n    reason: The office rewrites its rota first.\n    approved-by: Board\n    granted: 2026-06-02\n    expires: 2026-12-31\n"
        )
    };
    let json = |item: &str| {
        format!(
            "{{\"item\": \"{item}\", \"reason\": \"The office rewrites its rota first.\", \"approved-by\": \"Board\", \"granted\": \"2026-06-02\", \"expires\": \"2026-12-31\"}}"
        )
    };
    // Two that do not apply to the project, and one that is needed.
    let [one, two, kept] = ["security/ai-disclosure", "people/personal-data", "security/accountable-owner"];
    let gone = |item: &str| format!("remove the waiver of `{item}`");
    for (name, with) in [
        (
            "governance.yaml",
            Box::new(|items: &[&str]| {
                let list: String = items.iter().map(|item| yaml(item)).collect();
                let list = if items.is_empty() { " []\n".to_owned() } else { format!("\n{list}") };
                format!("{YAML}waivers:{list}\n# the answers\nanswers: {{}}\n")
            }) as Box<dyn Fn(&[&str]) -> String>,
        ),
        (
            "governance.json",
            Box::new(|items: &[&str]| {
                let list: Vec<_> = items.iter().map(|item| format!("\n\t\t{}", json(item))).collect();
                let end = if list.is_empty() { "" } else { "\n\t" };
                format!("{JSON}\t\"waivers\": [{}{end}],\n\t\"answers\": {{}}\n}}\n", list.join(","))
            }),
        ),
    ] {
        for (before, after) in [(&[one, kept, two][..], &[kept][..]), (&[one, two], &[]), (&[kept, two], &[kept])] {
            let project = Scratch::new().file(name, with(before));
            let output = fix(&project, &["--unsafe"]);
            assert_eq!(output.status, 0, "{}", output.stderr);
            assert!(
                before.iter().all(|item| after.contains(item) != output.stdout.contains(&gone(item))),
                "{}",
                output.stdout
            );
            let made = fs::read_to_string(project.root().join(name)).expect("a manifest");
            let whole = with(after);
            let (head, _) = whole.rsplit_once("answers").expect("the key of the answers");
            assert!(made.starts_with(head), "{made}");
            assert_eq!(fix(&project, &["--unsafe"]).stderr, "guiju: nothing to fix\n", "{made}");
        }
    }
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

#[test]
fn a_manifest_that_is_marked_as_not_to_be_written_stays() {
    let project = Scratch::with(&shuffled());
    let path = project.root().join("governance.toml");
    let mut permissions = fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("it can be marked");
    for (locale, told) in [
        ("en", "`governance.toml` stays as it is: it is marked as not to be written\nguiju: nothing was fixed"),
        ("zh", "`governance.toml` 保持不变：文件为只读\nguiju: 没有作出任何修复"),
    ] {
        let output = project.run(&["fix", "--sort", "--as-of", TODAY, "--locale", locale]);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{}", output.stderr);
        assert!(output.stderr.contains(told), "{}", output.stderr);
        assert_eq!(manifest(&project), shuffled());
    }
}
