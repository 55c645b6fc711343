//! What has changed since a review, out of git: where it can be had, where it cannot, and repositories that would have us run something.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{BY, DAY, answer, citing, review};
use crate::repository::git;
use crate::run::{finish, prepared};
use crate::scratch::{GOVERNANCE, OWNER, PROJECT, Scratch, TODAY};

const SECTION: &str = "[\"GOVERNANCE.md#roles-and-responsibilities\"]";
const OLD: &str = "- Three people run this service. The owner may stop a release without asking anyone.";
const NEW: &str = "+ Four people run this service. The owner may stop a release without asking anyone.";

/// `check` on a folder, with git within reach.
fn check(folder: &Path, format: &str) -> Command {
    let mut command = prepared(folder, &["check", "--as-of", TODAY, "--only", OWNER, "--format", format]);
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command
}

/// What it says.
fn told(folder: &Path, format: &str) -> String {
    let output = finish(&mut check(folder, format));
    assert!(output.stdout.contains("drifted"), "{}{}", output.stdout, output.stderr);
    output.stdout
}

/// A project under git that was reviewed, committed, and changed since.
fn changed() -> Scratch {
    let project = citing(SECTION);
    git(&project.root(), &["init", "-q"]);
    review(&project);
    git(&project.root(), &["add", "-A"]);
    git(&project.root(), &["commit", "-q", "-m", "reviewed"]);
    project.file("GOVERNANCE.md", GOVERNANCE.replace("Three", "Four"))
}

fn commit(project: &Scratch) {
    git(&project.root(), &["commit", "-q", "-a", "-m", "changed"]);
}

#[test]
fn the_lines_that_changed_are_shown_where_git_has_the_old_ones() {
    let project = changed();
    for is_committed in [false, true] {
        if is_committed {
            commit(&project);
        }
        for format in ["pretty", "narrated", "json"] {
            let told = told(&project.root(), format);
            assert!(told.contains(OLD) && told.contains(NEW), "{told}");
        }
        assert!(!told(&project.root(), "plain").contains(OLD), "a line a finding");
    }
    let mut chinese = check(&project.root(), "narrated");
    let chinese = finish(chinese.args(["--locale", "zh"])).stdout;
    assert!(chinese.contains("此后的改动：") && chinese.contains(OLD), "{chinese}");
}

#[test]
fn the_file_is_named_where_the_old_text_cannot_be_had() {
    // No program of that name.
    let project = changed();
    let mut without = check(&project.root(), "narrated");
    let without = finish(without.env("PATH", project.around()));
    // No repository.
    let bare = citing(SECTION);
    review(&bare);
    let bare = bare.file("GOVERNANCE.md", GOVERNANCE.replace("Three", "Four"));
    // A clone that reaches back to the change and no further.
    commit(&project);
    let source = format!("file://{}", project.root().display());
    git(project.around(), &["clone", "-q", "--depth", "1", &source, "shallow"]);
    // What git has is not what was reviewed.
    let forged = changed();
    let lock = fs::read_to_string(forged.root().join("governance.lock")).expect("a lock");
    let at = lock.find("sha256 = \"").expect("a digest") + 10;
    let forged = forged.file("governance.lock", format!("{}{}{}", &lock[..at], "0".repeat(64), &lock[at + 64..]));
    for (what, told) in [
        ("no git", without.stdout),
        ("no repository", told(&bare.root(), "narrated")),
        ("a shallow clone", told(&project.around().join("shallow"), "narrated")),
        ("another digest", told(&forged.root(), "narrated")),
    ] {
        assert!(
            told.contains("`GOVERNANCE.md#roles-and-responsibilities` has changed since the review of"),
            "{what}: {told}"
        );
        assert!(told.contains(&format!("run `guiju review {OWNER}`")), "{what}: {told}");
        assert!(!told.contains("Three people") && !told.contains("since then"), "{what}: {told}");
    }
}

#[test]
fn a_text_is_found_again_after_it_was_renamed() {
    let project = changed();
    git(&project.root(), &["mv", "-f", "GOVERNANCE.md", "WHO.md"]);
    let project =
        project.file("governance.toml", format!("{PROJECT}{}", answer(&SECTION.replace("GOVERNANCE", "WHO"))));
    commit(&project);
    let told = told(&project.root(), "narrated");
    assert!(told.contains("`WHO.md#roles-and-responsibilities` was not looked at in the review of"), "{told}");
    assert!(told.contains("`GOVERNANCE.md#roles-and-responsibilities` was cited then"), "{told}");
    assert!(told.contains(OLD) && told.contains(NEW), "{told}");
}

#[test]
fn a_project_below_the_top_of_a_work_tree_finds_its_texts() {
    let project = Scratch::new()
        .file("a/governance.toml", format!("{PROJECT}{}", answer(SECTION)))
        .file("a/GOVERNANCE.md", GOVERNANCE);
    git(&project.root(), &["init", "-q"]);
    let output = project.run(&["review", OWNER, "--in", "a", "--by", BY, "--as-of", DAY]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    git(&project.root(), &["add", "-A"]);
    git(&project.root(), &["commit", "-q", "-m", "reviewed"]);
    let project = project.file("a/GOVERNANCE.md", GOVERNANCE.replace("Three", "Four"));
    for folder in [project.root(), project.root().join("a")] {
        assert!(told(&folder, "narrated").contains(OLD));
    }
}

#[cfg(unix)]
#[test]
fn a_repository_makes_us_run_nothing_fetch_nothing_and_wait_for_nothing() {
    use std::os::unix::fs::PermissionsExt;

    let project = changed();
    let root = project.root();
    let trap = root.join(".git/trap");
    fs::write(&trap, format!("#!/bin/sh\ntouch '{}'\n", project.around().join("sprung").display()))
        .expect("it can be written");
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).expect("a mode can be set");
    let trap = trap.display().to_string();
    // The text that was reviewed is missing, and promised by somewhere else.
    git(&root, &["repack", "-q", "-a", "-d"]);
    let blob = String::from_utf8(
        Command::new("git")
            .current_dir(&root)
            .args(["rev-parse", "HEAD:GOVERNANCE.md"])
            .output()
            .expect("git runs")
            .stdout,
    )
    .expect("UTF-8");
    for (key, value) in [
        ("core.fsmonitor", trap.as_str()),
        ("core.hooksPath", &format!("{}/.git", root.display())),
        ("core.pager", &trap),
        ("core.sshCommand", &trap),
        ("core.gitProxy", &trap),
        ("diff.external", &trap),
        ("filter.x.smudge", &trap),
        ("diff.x.textconv", &trap),
        ("alias.cat-file", &format!("!{trap}")),
        ("credential.helper", &trap),
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", &format!("ext::{trap}")),
        ("remote.origin.uploadpack", &trap),
        ("protocol.ext.allow", "always"),
    ] {
        git(&root, &["config", key, value]);
    }
    fs::write(root.join(".git/info/attributes"), "* filter=x diff=x\n").expect("it can be written");
    assert!(told(&root, "narrated").contains(OLD), "git still answers");
    for entry in fs::read_dir(root.join(".git/objects/pack")).expect("packs") {
        fs::remove_file(entry.expect("an entry").path()).expect("it can go");
    }
    assert!(!told(&root, "narrated").contains(OLD), "{blob} is gone");
    assert!(!project.around().join("sprung").exists(), "something was run");
}
