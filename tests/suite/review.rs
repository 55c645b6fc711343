//! Reviews: what `guiju review` records, and what `guiju check` says when the evidence is no longer what was looked at.

#[path = "review/git.rs"]
mod git;
#[path = "review/locks.rs"]
mod locks;

use std::fs;

use crate::run::Output;
use crate::scratch::{ANSWER, GOVERNANCE, Judged, OWNER, PROJECT, Scratch, TODAY, each, write};

/// The day of the review.
const DAY: &str = "2026-11-02";
const BY: &str = "Jun Ito";

/// The answer without a day of review, and with other evidence.
fn answer(evidence: &str) -> String {
    ANSWER.replace("reviewed = 2026-10-12\n", "").replace("[\"GOVERNANCE.md\"]", evidence)
}

/// A project whose one answer cites this, not reviewed yet.
fn citing(evidence: &str) -> Scratch {
    Scratch::with(&format!("{PROJECT}{}", answer(evidence))).file("GOVERNANCE.md", GOVERNANCE)
}

/// Reviews the one answer.
fn review(project: &Scratch) -> Output {
    let output = project.run(&["review", OWNER, "--by", BY, "--as-of", DAY, "--locale", "en"]);
    assert_eq!(output.status, 0, "{}{}", output.stdout, output.stderr);
    output
}

fn lock(project: &Scratch) -> String {
    fs::read_to_string(project.root().join("governance.lock")).expect("there is a lock")
}

/// The verdict on the answer, and the codes of its findings.
fn verdict(judged: &Judged) -> String {
    let told = judged.findings();
    let codes: Vec<_> =
        told.iter().filter(|told| told.contains(OWNER)).filter_map(|told| told.rsplit(' ').nth(1)).collect();
    format!("{} {}", judged.verdict(OWNER).unwrap_or("?"), codes.join(" ")).trim_end().to_owned()
}

#[test]
fn a_review_is_recorded_beside_the_manifest_and_counts() {
    let project = citing("[\"GOVERNANCE.md\"]");
    let manifest = fs::read(project.root().join("governance.toml")).expect("a manifest");
    assert_eq!(verdict(&project.judge_owner()), "stale stale");
    let output = review(&project);
    assert_eq!(output.stdout, format!("{OWNER}: GOVERNANCE.md\n"));
    assert_eq!(output.stderr, format!("guiju: 1 item recorded in governance.lock as of {DAY}\n"));
    let first = lock(&project);
    for line in
        ["project = \"ferry-times\"", "packs = [\"four-principles\"]", "reviewed = 2026-11-02", "by = \"Jun Ito\""]
    {
        assert!(first.lines().any(|own| own == line), "{line}: {first}");
    }
    let judged = project.judge_owner();
    assert_eq!(verdict(&judged), "satisfied");
    let items = judged.project()["items"].as_array().expect("items");
    let item = items.iter().find(|item| item["id"] == OWNER).expect("the item");
    assert_eq!((item["reviewed"].as_str(), item["basis"].as_str()), (Some(DAY), Some("verified")));
    // The digest is that of the file, as anybody can work it out.
    let digest = item["evidence"][0]["sha256"].as_str().expect("a digest");
    assert!(first.contains(&format!("sha256 = \"{digest}\"")), "{first}");
    review(&project);
    assert_eq!(lock(&project), first, "the second review of a day changes nothing");
    assert_eq!(fs::read(project.root().join("governance.toml")).expect("a manifest"), manifest);
    let left: Vec<_> = fs::read_dir(project.root()).expect("a folder").collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn only_a_change_of_what_is_cited_makes_an_answer_stale() {
    let (whole, section) = ("[\"GOVERNANCE.md\"]", "[\"GOVERNANCE.md#roles-and-responsibilities\"]");
    let moved = format!("# Governance\n\nThis page has a new opening.\n\n## Other\n\nWords.\n\n{}", &GOVERNANCE[14..]);
    let between = GOVERNANCE.replace("## Roles", "Of all this:\n\n## Roles") + "\n\n## After it\n\nMore.\n";
    let changed = GOVERNANCE.replace("may stop", "may never stop");
    let crlf = GOVERNANCE.replace('\n', "\r\n");
    for (what, text, in_whole, in_section) in [
        ("nothing", GOVERNANCE.to_owned(), "satisfied", "satisfied"),
        ("line ends", crlf, "satisfied", "satisfied"),
        ("the place of the section", moved, "stale drifted", "satisfied"),
        ("what stands around it", between, "stale drifted", "satisfied"),
        ("the section", changed, "stale drifted", "stale drifted"),
        ("all", "TODO\n".to_owned(), "overclaimed evidence-hollow drifted", "overclaimed evidence-hollow"),
    ] {
        for (evidence, expected) in [(whole, in_whole), (section, in_section)] {
            let project = citing(evidence);
            review(&project);
            let project = project.file("GOVERNANCE.md", &text);
            let got = verdict(&project.judge_owner());
            let expected = if what == "all" { "overclaimed evidence-hollow" } else { expected };
            assert_eq!(got, expected, "{what} {evidence}");
        }
    }
}

#[test]
fn a_day_in_the_manifest_does_not_silence_what_has_changed() {
    let project = citing("[\"GOVERNANCE.md\"]");
    review(&project);
    let manifest = format!("{PROJECT}{}", ANSWER.replace("2026-10-12", "2026-11-20"));
    let project = project.file("governance.toml", manifest).file("GOVERNANCE.md", GOVERNANCE.replace("Three", "Four"));
    assert_eq!(verdict(&project.judge_owner()), "stale drifted");
}

#[test]
fn of_the_manifest_and_the_lock_the_later_day_counts() {
    let old = ANSWER.replace("2026-10-12", "2024-01-01");
    let project = Scratch::with(&format!("{PROJECT}{old}")).file("GOVERNANCE.md", GOVERNANCE);
    assert_eq!(verdict(&project.judge_owner()), "stale stale");
    review(&project);
    assert_eq!(verdict(&project.judge_owner()), "satisfied");
    let lock = lock(&project).replace(DAY, "2024-02-01");
    let project = project.file("governance.lock", lock);
    let judged = project.judge_owner();
    assert_eq!(verdict(&judged), "stale stale");
    let told = judged.findings();
    assert!(told.iter().any(|told| told.starts_with("governance.lock:12:12 ")), "the place is the later day: {told:?}");
    let manifest = format!("{PROJECT}{ANSWER}");
    assert_eq!(verdict(&project.file("governance.toml", manifest).judge_owner()), "satisfied");
}

#[test]
fn a_review_that_has_not_come_counts_as_none() {
    let project = citing("[\"GOVERNANCE.md\"]");
    review(&project);
    let judged = Judged::of(project.run(&["check", "--as-of", "2026-11-01", "--only", OWNER, "--format", "json"]));
    assert_eq!(verdict(&judged), "stale future-date");
    assert_eq!(judged.output.status, 1);
}

#[test]
fn a_glob_is_every_file_that_it_finds() {
    let project =
        citing("[\"GOVERNANCE.md\", \"docs/*.md\"]").file("docs/a.md", GOVERNANCE).file("docs/b.md", GOVERNANCE);
    review(&project);
    let told = |project: &Scratch| {
        let judged = project.judge_owner();
        let messages: Vec<_> = judged.project()["findings"].as_array().expect("findings").clone();
        messages
            .iter()
            .filter(|told| told["code"] == "drifted")
            .map(|told| told["message"].as_str().unwrap_or("").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&project), Vec::<String>::new());
    fs::remove_file(project.root().join("docs/b.md")).expect("it can go");
    assert_eq!(told(&project), Vec::<String>::new(), "less evidence is not other evidence");
    let other = GOVERNANCE.replace("Three", "Four");
    let project = project.file("docs/a.md", &other).file("docs/c.md", other.replace("Four", "Five"));
    assert_eq!(
        told(&project),
        [
            format!("`docs/a.md` has changed since the review of {DAY}"),
            format!("`docs/c.md` was not looked at in the review of {DAY}"),
        ]
    );
    let mut project = project;
    for at in 0..50 {
        project = project.file(&format!("docs/d{at}.md"), other.replace("Four", &format!("{at} good")));
    }
    let told = told(&project);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].contains("`docs/c.md`, `docs/d0.md`, `docs/d1.md` and 48 more were not looked at"), "{told:?}");
}

#[test]
fn evidence_by_another_name_is_the_same_evidence_and_more_of_it_is_not() {
    let project = citing("[\"GOVERNANCE.md\"]");
    review(&project);
    fs::rename(project.root().join("GOVERNANCE.md"), project.root().join("WHO.md")).expect("it can be renamed");
    let project = project.file("governance.toml", format!("{PROJECT}{}", answer("[\"WHO.md\"]")));
    assert_eq!(verdict(&project.judge_owner()), "satisfied");
    let project = project.file("MORE.md", GOVERNANCE.replace("Three", "Four"));
    let project = project.file("governance.toml", format!("{PROJECT}{}", answer("[\"WHO.md\", \"MORE.md\"]")));
    assert_eq!(verdict(&project.judge_owner()), "stale drifted");
    review(&project);
    assert_eq!(verdict(&project.judge_owner()), "satisfied");
    assert!(!lock(&project).contains("GOVERNANCE.md"), "what is no longer cited is taken out");
}

#[test]
fn what_does_not_hold_is_refused_and_the_rest_recorded() {
    let hollow = ANSWER.replace("accountable-owner", "risk-register").replace("GOVERNANCE.md", "README.md");
    let unmet = "\n[answers.people.purpose]\nstatus = \"unmet\"\n";
    let project = Scratch::with(&format!("{PROJECT}{ANSWER}{hollow}{unmet}"))
        .file("GOVERNANCE.md", GOVERNANCE)
        .file("README.md", "TODO\n");
    let output = project.run(&["review", "--all", "--by", BY, "--as-of", DAY, "--locale", "en"]);
    assert_eq!((output.status, output.stdout.as_str()), (1, "security/accountable-owner: GOVERNANCE.md\n"));
    for part in [
        "README.md:1:1: error[security/risk-register/evidence-hollow]: `README.md` is a placeholder",
        "not recorded: security/risk-register: its evidence does not carry the claim",
        "1 item recorded in governance.lock as of 2026-11-02, 1 refused",
    ] {
        assert!(output.stderr.contains(part), "{part}: {}", output.stderr);
    }
    assert!(!output.stderr.contains("people/purpose"), "what claims nothing is not meant: {}", output.stderr);
    let first = lock(&project);
    assert!(!first.contains("risk-register"), "{first}");
    let output = project.run(&["review", "people/purpose", "security/risk-register", "--by", BY, "--locale", "zh"]);
    assert_eq!((output.status, output.stdout.as_str()), (1, ""));
    for part in ["未记录：people/purpose：没有可复核的证据", "未记录：security/risk-register：证据撑不起这项声明"]
    {
        assert!(output.stderr.contains(part), "{part}: {}", output.stderr);
    }
    assert_eq!(lock(&project), first);
}

#[test]
fn no_waiver_makes_evidence_hold() {
    let waiver = format!(
        "[[waivers]]\nitem = \"{OWNER}\"\nreason = \"The new owner starts in January.\"\napproved-by = \"The board\"\nexpires = 2026-12-31\n"
    );
    let project = citing("[\"GOVERNANCE.md\"]").file("GOVERNANCE.md", "TODO\n").file("governance.waivers.toml", waiver);
    assert_eq!(project.judge_owner().verdict(OWNER), Some("waived"));
    let output = project.run(&["review", OWNER, "--by", BY, "--as-of", DAY, "--locale", "en"]);
    assert_eq!(output.status, 1, "{}", output.stderr);
    assert!(!project.root().join("governance.lock").exists());
}

#[test]
fn a_review_that_cannot_be_somebodys_is_none() {
    let two = citing("[\"GOVERNANCE.md\"]");
    write(&two.root().join("b/governance.toml"), PROJECT.as_bytes());
    let apart = Scratch::new();
    write(&apart.root().join("a/governance.toml"), PROJECT.as_bytes());
    write(&apart.root().join("b/governance.toml"), PROJECT.as_bytes());
    let cases: [(&Scratch, &[&str], &str, &str); 9] = [
        (&two, &["review", OWNER], "`--by NAME` is needed", "须给出 `--by 姓名`"),
        (&two, &["review", "--all"], "`--by NAME` is needed", "须给出 `--by 姓名`"),
        (&two, &["review", OWNER, "--by", "TBD"], "names nobody", "没有写明任何人"),
        (&two, &["review", OWNER, "--by", " "], "names nobody", "没有写明任何人"),
        (&two, &["review", "--by", BY], "[ITEM]", "缺少"),
        (
            &two,
            &["review", "security/acountable-owner", "--by", BY],
            "did you mean `security/accountable-owner`",
            "是否想写 `security/accountable-owner`",
        ),
        (&two, &["review", "--all", ".", "b", "--by", BY], "name one path", "只能给出一个路径"),
        (&two, &["review", "--all", "nowhere", "--by", BY], "no such file", "没有这个文件"),
        (&apart, &["review", "--all", "--by", BY], "there are 2 manifests", "有 2 份清单"),
    ];
    each(cases, |(project, args, en, zh)| {
        for (locale, part) in [("en", en), ("zh", zh)] {
            let output = project.run(&[args, &["--locale", locale]].concat());
            assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{args:?}: {}", output.stderr);
            assert!(output.stderr.contains(part), "{args:?}: {}", output.stderr);
        }
    });
    assert!(!two.root().join("governance.lock").exists());
    let inner = two.run(&["review", "--all", "b", "--by", BY, "--as-of", TODAY]);
    assert_eq!(inner.status, 2, "a review of nothing never passes: {}", inner.stderr);
}

#[cfg(unix)]
#[test]
fn a_lock_that_cannot_be_written_stays_as_it_was() {
    let project = citing("[\"GOVERNANCE.md\"]");
    review(&project);
    let first = lock(&project);
    let project = project.file("GOVERNANCE.md", GOVERNANCE.replace("Three", "Four"));
    if let Some(output) = project.run_as_nobody(&["review", OWNER, "--by", BY, "--as-of", DAY, "--locale", "en"]) {
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{}", output.stderr);
        assert!(
            output.stderr.contains("`governance.lock` cannot be written: it is not permitted"),
            "{}",
            output.stderr
        );
    }
    assert_eq!(lock(&project), first);
}
