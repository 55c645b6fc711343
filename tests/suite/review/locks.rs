//! Locks that are somebody else's, broken, hostile, edited by hand or merged.

use std::fs;
use std::process::Command;

use super::{BY, DAY, answer, citing, lock, review, verdict};
use crate::scratch::{ANSWER, GOVERNANCE, OWNER, PROJECT, Scratch, TODAY, each};

const WHOLE: &str = "[\"GOVERNANCE.md\"]";

/// A reviewed project whose lock has been changed.
fn edited(from: &str, to: &str) -> Scratch {
    let project = citing(WHOLE);
    review(&project);
    let text = lock(&project);
    assert!(text.contains(from), "{from}: {text}");
    project.file("governance.lock", text.replacen(from, to, 1))
}

#[test]
fn a_lock_of_another_project_or_pack_is_refused_and_stays() {
    for (from, to, en, zh, at) in [
        (
            "\"ferry-times\"",
            "\"tram-times\"",
            "the lock is for the project `tram-times`",
            "复核记录属于项目 `tram-times`",
            "4:11",
        ),
        (
            "[\"four-principles\"]",
            "[\"five\", \"six\"]",
            "the lock is for the packs `five`, `six`",
            "复核记录针对规则包 `five`、`six`",
            "5:10",
        ),
    ] {
        let project = edited(from, to);
        let text = lock(&project);
        let judged = project.judge_owner();
        assert_eq!((judged.output.status, verdict(&judged).as_str()), (1, "stale stale"));
        let expected = format!("governance.lock:{at} manifest/bad-value bad-value error");
        assert!(judged.findings().contains(&expected), "{:?}", judged.findings());
        for (locale, part) in [("en", en), ("zh", zh)] {
            let told = project.run(&["check", "--as-of", TODAY, "--locale", locale]);
            assert!(told.stdout.contains(part), "{}", told.stdout);
            let output = project.run(&["review", "--all", "--by", BY, "--locale", locale]);
            assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{}", output.stderr);
            assert!(output.stderr.contains(part), "{}", output.stderr);
        }
        assert_eq!(lock(&project), text);
    }
}

#[test]
fn a_pack_more_does_not_make_it_another_lock() {
    let project = edited("[\"four-principles\"]", "[\"acme\", \"four-principles\"]");
    assert_eq!(verdict(&project.judge_owner()), "satisfied");
}

#[test]
fn a_merge_that_is_not_over_is_told_plainly() {
    for conflict in
        ["<<<<<<< HEAD\nreviewed = 2026-11-02\n=======\nreviewed = 2026-11-03\n>>>>>>> theirs\n", "<<<<<<< HEAD\n"]
    {
        for text in [conflict.to_owned(), conflict.replace('\n', "\r\n")] {
            let project = edited("reviewed = 2026-11-02\n", &text);
            let before = lock(&project);
            for (locale, part) in [("en", "the lock holds a merge conflict"), ("zh", "复核记录中有未解决的合并冲突")]
            {
                for args in [&["check"][..], &["review", OWNER, "--by", BY]] {
                    let output = project.run(&[args, &["--locale", locale]].concat());
                    assert_eq!(output.status, 2, "{}", output.stderr);
                    assert!(output.stderr.contains(part), "{}", output.stderr);
                    let words: String = output.stderr.split_whitespace().collect();
                    assert!(words.contains(&format!("guijureview{OWNER}")), "{}", output.stderr);
                }
            }
            assert_eq!(lock(&project), before);
        }
    }
}

#[test]
fn two_peoples_reviews_merge_without_asking() {
    let items = ["accountable-owner", "monitoring", "risk-register"];
    let answers: String = items
        .iter()
        .map(|item| answer(WHOLE).replace("accountable-owner", item).replace("\"met\"", "\"partial\""))
        .collect();
    let project = Scratch::with(&format!("{PROJECT}{answers}")).file("GOVERNANCE.md", GOVERNANCE);
    let record = |items: &[&str], by: &str, day: &str| {
        let ids: Vec<_> = items.iter().map(|item| format!("security/{item}")).collect();
        let ids: Vec<_> = ids.iter().map(String::as_str).collect();
        let output = project.run(&[&["review"], ids.as_slice(), &["--by", by, "--as-of", day]].concat());
        assert_eq!(output.status, 0, "{}", output.stderr);
        lock(&project)
    };
    let base = record(&items, BY, DAY);
    let ours = record(&["risk-register", "accountable-owner"], "Maria Okafor", "2026-11-10");
    fs::write(project.root().join("governance.lock"), &base).expect("it can be written");
    let theirs = record(&["monitoring"], "Ana Reis", "2026-11-11");
    let around = project.around();
    for (name, text) in [("ours", &ours), ("base", &base), ("theirs", &theirs)] {
        fs::write(around.join(name), text).expect("it can be written");
    }
    let merged = Command::new("git")
        .current_dir(around)
        .args(["merge-file", "-p", "ours", "base", "theirs"])
        .output()
        .expect("git runs");
    assert!(merged.status.success(), "{}", String::from_utf8_lossy(&merged.stdout));
    let merged = String::from_utf8(merged.stdout).expect("UTF-8");
    for part in ["Maria Okafor", "Ana Reis"] {
        assert!(merged.contains(part), "{merged}");
    }
    let project = project.file("governance.lock", &merged);
    let findings = project.judge(&[]).findings();
    assert!(findings.iter().all(|told| !told.starts_with("governance.lock")), "{findings:?}");
}

#[test]
fn every_fault_of_a_lock_is_told_with_the_rest() {
    for (from, to, expected) in [
        ("by = ", "bye = ", vec!["7:1 manifest/missing-key", "13:1 manifest/unknown-key"]),
        ("schema = 1", "schema = 2", vec!["3:10 manifest/bad-value"]),
        ("sha256 = \"", "sha256 = \"x", vec!["10:10 manifest/bad-value"]),
        ("security/accountable-owner", "security/accountable-ownr", vec!["8:8 manifest/unknown-item"]),
    ] {
        let project = edited(from, to);
        let told = project.judge_owner().findings();
        for part in expected {
            assert!(told.iter().any(|told| told.starts_with(&format!("governance.lock:{part} "))), "{from}: {told:?}");
        }
    }
    let project = edited("schema = 1", "schema = ");
    assert_eq!(project.judge_owner().output.status, 2, "half a lock is none");
}

#[test]
fn what_is_written_by_hand_is_kept_where_it_says_something() {
    let other = "\n[[reviews]]\nitem = \"people/gone\"\nevidence = \"a.md\"\nsha256 = \"ce013625030ba8dba906f756967f9e9ca394464ace013625030ba8dba906f756\"\nreviewed = 2026-01-01\nby = \"Ana\"\n";
    let project = citing(WHOLE);
    review(&project);
    let sound = lock(&project);
    let project = project.file("governance.lock", format!("{sound}# a word\n{other}"));
    review(&project);
    let kept = lock(&project);
    assert!(kept.contains("people/gone") && !kept.contains("# a word"), "{kept}");
    assert!(kept.find("people/gone") < kept.find(OWNER), "sorted: {kept}");
    let output = project.run(&["review", "--all", "--by", BY, "--as-of", DAY]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert_eq!(lock(&project), sound, "a review of all takes out what is about no answer");
}

#[test]
fn a_lock_with_other_line_ends_is_read_and_keeps_them() {
    let project = citing(WHOLE);
    review(&project);
    let text = lock(&project).replace('\n', "\r\n");
    let project = project.file("governance.lock", &text);
    assert_eq!(verdict(&project.judge_owner()), "satisfied");
    review(&project);
    assert_eq!(lock(&project), text);
}

#[test]
fn a_lock_is_no_evidence() {
    let project = Scratch::with(&format!("{PROJECT}{}", ANSWER.replace("GOVERNANCE.md", "governance.lock")))
        .file("governance.lock", GOVERNANCE);
    assert_eq!(project.judge_owner().output.status, 2, "it is no lock either");
    let project = Scratch::with(&format!("{PROJECT}{}", answer("[\"GOVERNANCE.md\", \"governance.lock\"]")))
        .file("GOVERNANCE.md", GOVERNANCE);
    let project =
        project.file("governance.lock", "schema = 1\nproject = \"ferry-times\"\npacks = [\"four-principles\"]\n");
    assert_eq!(verdict(&project.judge_owner()), "overclaimed stale evidence-self");
}

#[test]
fn odd_files_in_the_place_of_a_lock_are_told() {
    let cases: Vec<(&str, Scratch, &str)> = vec![
        ("a folder", citing(WHOLE).file("governance.lock/a", ""), "it is a folder"),
        ("no UTF-8", citing(WHOLE).file("governance.lock", b"schema = \xff"), "is not UTF-8"),
        ("too large", citing(WHOLE).file("governance.lock", vec![b'#'; (4 << 20) + 1]), "more than 4 MiB"),
        ("a picture", citing(WHOLE).file("governance.lock", b"\x89PNG\0\0"), "is not UTF-8"),
        ("nothing but brackets", citing(WHOLE).file("governance.lock", "[".repeat(100_000)), "governance.lock"),
        #[cfg(unix)]
        ("a link out", citing(WHOLE).link("governance.lock", "/etc/hostname"), "lies outside the project"),
        #[cfg(unix)]
        ("a link to nowhere", citing(WHOLE).link("governance.lock", "gone"), "a link that leads nowhere"),
    ];
    each(cases, |(what, project, part)| {
        for args in [&["check"][..], &["review", OWNER, "--by", BY]] {
            let output = project.run(&[args, &["--locale", "en"]].concat());
            assert_eq!(output.status, 2, "{what}: {}", output.stderr);
            assert!(output.stderr.contains(part), "{what}: {}", output.stderr);
        }
    });
}

#[test]
fn nothing_from_a_lock_steers_a_terminal() {
    let project = edited("\"Jun Ito\"", "\"Jun\\u001B[2J\\u202E Ito\"");
    let project = project.file("GOVERNANCE.md", GOVERNANCE.replace("Three", "Four\u{1b}[2J"));
    for format in ["pretty", "plain", "narrated"] {
        let output = project.run(&["check", "--as-of", TODAY, "--only", OWNER, "--format", format]);
        assert!(output.stdout.contains("drifted"), "{}", output.stdout);
        assert!(!output.stdout.contains(['\u{1b}', '\u{202e}']), "{format}: {}", output.stdout);
    }
}

#[test]
fn ten_thousand_reviews_are_read_in_time() {
    let mut text = lock(&edited("", ""));
    for at in 0..10_000 {
        text.push_str(&format!(
            "\n[[reviews]]\nitem = \"{OWNER}\"\nevidence = \"docs/{at:05}.md\"\nsha256 = \"{at:064}\"\nreviewed = 2026-11-02\nby = \"x y\"\n"
        ));
    }
    let project = citing(WHOLE).file("governance.lock", text);
    assert_eq!(verdict(&project.judge_owner()), "satisfied");
}
