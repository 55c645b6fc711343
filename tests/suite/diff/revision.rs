//! `guiju diff REV`: a revision is judged out of git as the files on disk would be, nothing is written or run, and nothing leads out.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::data;
use crate::repository::{commit, committed, git};
use crate::run::{Output, finish, in_english, prepared};
use crate::scratch::{ANSWER, GOVERNANCE, OWNER, PROJECT, Scratch, TODAY, each};

/// Runs `diff` in a folder, with git within reach.
fn diff_in(folder: &Path, args: &[&str]) -> Output {
    let mut command = prepared(folder, &in_english(&[&["diff", "--as-of", TODAY], args].concat()));
    finish(command.env("PATH", std::env::var_os("PATH").unwrap_or_default()))
}

fn diff(project: &Scratch, args: &[&str]) -> Output {
    diff_in(&project.root(), args)
}

fn under_git(project: Scratch) -> Scratch {
    committed(&project.root());
    project
}

/// Everything below a folder with its text, to tell that nothing was written.
fn all(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            found.extend(all(&entry));
        } else {
            found.push((entry.display().to_string(), fs::read(&entry).unwrap_or_default()));
        }
    }
    found.sort();
    found
}

#[test]
fn a_revision_is_held_against_the_files_as_they_are() {
    let project = under_git(Scratch::sound());
    let before = all(&project.root());
    let same = diff(&project, &["HEAD"]);
    assert_eq!((same.status, same.stderr.as_str()), (0, "guiju: no regression in 1 project\n"), "{}", same.stdout);
    assert!(same.stdout.contains("projects in which nothing changes: 1"), "{}", same.stdout);
    assert_eq!(all(&project.root()), before, "nothing is written");
    let project = project.file("GOVERNANCE.md", "# Governance\n\nTODO\n");
    let output = diff(&project, &["HEAD"]);
    assert_eq!(output.status, 1);
    assert!(
        output.stdout.starts_with("HEAD (") && output.stdout.contains(") → the files as they are, judged as of"),
        "{}",
        output.stdout
    );
    assert!(
        output.stdout.contains("regressed  security/accountable-owner  satisfied → overclaimed"),
        "{}",
        output.stdout
    );
    commit(&project.root());
    assert_eq!(diff(&project, &["HEAD"]).status, 0);
    assert_eq!(diff(&project, &["HEAD~1"]).status, 1);
    let told = data(&diff(&project, &["HEAD~1", "--format", "json"]));
    assert_eq!(
        (&told["old"]["origin"]["revision"], &told["new"]["origin"]["worktree"]),
        (&"HEAD~1".into(), &Value::from(true))
    );
    assert_eq!(told["old"]["origin"]["commit"].as_str().map(str::len), Some(40));
    let zh = diff(&project, &["HEAD~1", "--locale", "zh"]);
    assert!(
        zh.stdout.contains("）→ 当前文件，均按 2026-11-23 评判") || zh.stdout.contains(" → 当前文件，均按"),
        "{}",
        zh.stdout
    );
}

#[test]
fn every_example_is_judged_out_of_git_as_on_disk() {
    let project = Scratch::new();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for (path, text) in all(&examples) {
        let inner = Path::new(&path).strip_prefix(&examples).expect("it lies there").display().to_string();
        crate::scratch::write(&project.root().join(inner), &text);
    }
    let project = under_git(project);
    let output = diff(&project, &["HEAD", "--format", "json"]);
    let told = data(&output);
    assert_eq!(output.status, 0, "{}", output.stderr);
    let projects = told["projects"].as_array().expect("projects");
    assert_eq!(projects.len(), 4);
    for one in projects {
        for list in ["items", "findings", "waivers", "evidence"] {
            assert_eq!(one[list], serde_json::json!([]), "{} {list}", one["manifest"]);
        }
        assert_eq!(one["score"]["old"], one["score"]["new"]);
    }
    // Wherever one stands, and by one manifest as well.
    let folder = project.root().join("clinic-triage");
    for args in [&["HEAD"][..], &["HEAD", "--in", "governance.toml"], &["HEAD", "--in", "../clinic-triage"]] {
        let output = diff_in(&folder, args);
        assert_eq!((output.status, output.stderr.as_str()), (0, "guiju: no regression in 1 project\n"), "{args:?}");
        assert!(output.stdout.contains("nothing changes: 1"), "{args:?} {}", output.stdout);
    }
}

#[test]
fn projects_that_came_or_went_or_were_broken_are_told() {
    let project = under_git(Scratch::new().file("a/governance.toml", PROJECT).file("b/governance.toml", "schema = "));
    fs::remove_dir_all(project.root().join("a")).expect("a folder goes away");
    let project = project.file("b/governance.toml", PROJECT).file("c/governance.toml", PROJECT);
    let output = diff(&project, &["HEAD"]);
    assert_eq!(
        (output.status, output.stderr.as_str()),
        (0, "guiju: no regression: nothing to compare with, 2 new\n"),
        "{}",
        output.stdout
    );
    for line in [
        "judged no longer: a/governance.toml (ferry-times)",
        "new: b/governance.toml (ferry-times)",
        "new: c/governance.toml (ferry-times)",
        "could not be judged before: b/governance.toml",
    ] {
        assert!(output.stdout.lines().any(|told| told == line), "{line}\n{}", output.stdout);
    }
    let broken = project.file("c/governance.toml", "schema = ");
    let output = diff(&broken, &["HEAD"]);
    assert_eq!(output.status, 2, "{}", output.stderr);
    assert!(output.stderr.contains("c/governance.toml"), "{}", output.stderr);
    let gone = under_git(Scratch::sound());
    fs::remove_file(gone.root().join("governance.toml")).expect("a file goes away");
    let output = diff(&gone, &["HEAD"]);
    assert!(
        output.stdout.contains("judged no longer: governance.toml (ferry-times)"),
        "{}{}",
        output.stdout,
        output.stderr
    );
}

#[cfg(unix)]
#[test]
fn links_in_a_commit_are_followed_within_the_project_and_no_further() {
    let secret = Scratch::new().file("secret.md", GOVERNANCE);
    let absolute = secret.root().join("secret.md");
    let answer = |path: &str| format!("{PROJECT}{}", ANSWER.replace("GOVERNANCE.md", path));
    let inside: [(&str, &str, &str); 4] = [
        ("in.md", "docs/GOVERNANCE.md", "in.md"),
        ("docs/back.md", "../docs/./GOVERNANCE.md", "docs/back.md"),
        ("folder", "docs", "folder/GOVERNANCE.md"),
        ("docs/chain.md", "../hop.md", "docs/chain.md"),
    ];
    let outside: [(&str, &str, &str); 5] = [
        ("out.md", "../beside.md", "out.md"),
        ("up", "..", "up/beside.md"),
        ("absolute.md", absolute.to_str().expect("a path"), "absolute.md"),
        ("nowhere.md", "gone.md", "nowhere.md"),
        ("loop.md", "loop.md", "loop.md"),
    ];
    each(
        inside.iter().map(|case| (case, "satisfied")).chain(outside.iter().map(|case| (case, "overclaimed"))),
        |((link, target, cited), expected)| {
            let project = Scratch::new()
                .file("beside.md", GOVERNANCE)
                .file("p/governance.toml", answer(cited))
                .file("p/docs/GOVERNANCE.md", GOVERNANCE)
                .link("p/hop.md", "docs/GOVERNANCE.md")
                .link(&format!("p/{link}"), target);
            let project = under_git(project);
            // What is on disk now tells nothing of what was.
            let project = project.file("p/governance.toml", PROJECT);
            let told = data(&diff(&project, &["HEAD", "--in", "p", "--format", "json"]));
            let items = told["projects"][0]["items"].as_array().cloned().unwrap_or_default();
            let item = items.iter().find(|item| item["id"] == OWNER).unwrap_or_else(|| panic!("{link} {told}"));
            assert_eq!(item["old"]["verdict"], *expected, "{link} → {target}");
        },
    );
}

#[test]
fn a_root_that_was_widened_is_so_in_the_commit() {
    let manifest = PROJECT.replace("[project]\n", "[project]\nroot = \"../..\"\n");
    let answer = ANSWER.replace("GOVERNANCE.md", "../../GOVERNANCE.md");
    let project =
        Scratch::new().file("x/y/governance.toml", format!("{manifest}{answer}")).file("GOVERNANCE.md", GOVERNANCE);
    let project = under_git(project);
    let output = diff(&project, &["HEAD"]);
    assert!(output.stdout.contains("nothing changes: 1"), "{}{}", output.stdout, output.stderr);
    let deeper = PROJECT.replace("[project]\n", "[project]\nroot = \"../../..\"\n");
    let project =
        Scratch::new().file("x/y/governance.toml", format!("{deeper}{answer}")).file("GOVERNANCE.md", GOVERNANCE);
    let output = diff(&under_git(project), &["HEAD"]);
    assert!(output.stdout.contains("nothing changes: 1"), "refused alike: {}{}", output.stdout, output.stderr);
}

#[test]
fn what_is_no_revision_or_no_repository_is_told_and_nothing_is_run() {
    let project = under_git(Scratch::sound().file("report.json", "{}"));
    let marker = project.around().join("ran");
    let evil = format!("--output={}", marker.display());
    let upload = format!("--upload-pack=touch {}", marker.display());
    let long = "x".repeat(5000);
    for revision in
        ["nope", "", "HEAD..HEAD", "HEAD:GOVERNANCE.md", "a\nb", "^HEAD", "@{u}", &long, "报告", "\u{1b}[31m"]
    {
        let output = diff(&project, &[revision]);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{revision:?}");
        assert!(
            output.stderr.contains("no git revision") && !output.stderr.contains('\u{1b}'),
            "{revision:?}: {}",
            output.stderr
        );
    }
    for revision in ["-h2", "--all", &evil, &upload] {
        let output = diff(&project, &["--", revision]);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{revision:?}");
        assert!(output.stderr.contains("is no git revision"), "{revision:?}: {}", output.stderr);
    }
    assert!(!marker.exists());
    assert!(diff(&project, &["report.json"]).stderr.contains("name the second one as well"));
    let bare = Scratch::sound();
    let mut alone = prepared(&bare.root(), &["diff", "HEAD", "--locale", "en"]);
    let output = finish(alone.env("PATH", std::env::var_os("PATH").unwrap_or_default()));
    assert!(output.status == 2 && output.stderr.contains("lies in no git work tree"), "{}", output.stderr);
    let mut without = prepared(&project.root(), &["diff", "HEAD", "--locale", "zh"]);
    let output = finish(without.env("PATH", project.around()));
    assert!(output.status == 2 && output.stderr.contains("没有安装 git"), "{}", output.stderr);
    assert_eq!(diff(&project, &["HEAD", "--in", "nowhere"]).status, 2);
}

#[test]
fn names_in_a_commit_are_no_commands_and_no_paths() {
    let strange = ["-rf.md", "a b\n.md", "ä'\"$(x).md", "\u{202e}x.md"];
    let cited = strange.map(|name| format!("{name:?}")).join(", ").replace("\\u{202e}", "\\u202E").replace("\\'", "'");
    let answer = ANSWER.replace("[\"GOVERNANCE.md\"]", &format!("[{cited}]"));
    let mut project = Scratch::with(&format!("{PROJECT}{answer}"));
    for name in strange {
        project = project.file(name, GOVERNANCE);
    }
    let project = under_git(project);
    let output = diff(&project, &["HEAD"]);
    assert_eq!(output.status, 0, "{}{}", output.stdout, output.stderr);
    assert!(output.stdout.contains("nothing changes: 1"), "{}", output.stdout);
    git(&project.root(), &["rm", "-q", "--cached", "--", "-rf.md"]);
    let output = diff(&project, &["HEAD"]);
    assert_eq!(output.status, 0, "the index means nothing");
}

#[test]
fn a_repository_cannot_make_it_run_anything() {
    let project = under_git(Scratch::sound());
    let marker = project.around().join("ran");
    let touch = format!("touch {}", marker.display());
    for (key, value) in [
        ("core.fsmonitor", touch.as_str()),
        ("core.pager", &touch),
        ("pager.ls-tree", &touch),
        ("filter.x.smudge", &touch),
        ("filter.x.clean", &touch),
        ("diff.x.textconv", &touch),
        ("alias.cat-file", &format!("!{touch}")),
        ("alias.ls-tree", &format!("!{touch}")),
        ("core.sshCommand", &touch),
    ] {
        git(&project.root(), &["config", key, value]);
    }
    let project = project.file(".gitattributes", "* filter=x diff=x\n").file("GOVERNANCE.md", "TODO\n");
    let output = diff(&project, &["HEAD"]);
    assert_eq!(output.status, 1, "{}", output.stderr);
    assert!(!marker.exists());
}

#[test]
fn a_file_over_the_limit_is_read_no_further_than_on_disk() {
    let large = format!("{GOVERNANCE}{}", "More words on nothing at all. ".repeat(400_000));
    let project = under_git(Scratch::sound().file("GOVERNANCE.md", large));
    let output = diff(&project, &["HEAD"]);
    assert!(output.stdout.contains("nothing changes: 1"), "{}{}", output.stdout, output.stderr);
}

#[test]
fn a_commit_whose_files_are_not_all_there_is_not_judged() {
    let project = under_git(Scratch::sound());
    git(&project.root(), &["config", "uploadpack.allowFilter", "true"]);
    let project = project.file("GOVERNANCE.md", GOVERNANCE.replace("Three", "Four"));
    commit(&project.root());
    let source = format!("file://{}", project.root().display());
    git(project.around(), &["clone", "-q", "--filter=blob:none", &source, "partial"]);
    let partial = project.around().join("partial");
    let output = diff_in(&partial, &["HEAD~1"]);
    assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{}", output.stderr);
    assert!(output.stderr.contains("git does not have all files of "), "{}", output.stderr);
    assert_eq!(diff_in(&partial, &["HEAD"]).status, 0, "what was checked out is there");
}
