//! Repositories that tests make, with the real git.

use std::path::Path;
use std::process::Command;

/// Runs git in a folder, as somebody and without the settings of this machine's user that would matter.
pub(crate) fn git(folder: &Path, args: &[&str]) {
    git_at(folder, args, None);
}

/// The same, at a moment.
fn git_at(folder: &Path, args: &[&str], moment: Option<&str>) {
    let settings = [
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b.example",
        "-c",
        "core.autocrlf=false",
        "-c",
        "commit.gpgsign=false",
    ];
    let mut command = Command::new("git");
    let moment =
        moment.into_iter().flat_map(|moment| ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"].map(|name| (name, moment)));
    let output = command.current_dir(folder).envs(moment).args(settings).args(args).output().expect("git runs");
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Makes a repository of a folder, with all that lies in it in one commit.
pub(crate) fn committed(folder: &Path) {
    git(folder, &["init", "-q"]);
    commit(folder);
}

/// Commits everything as it is.
pub(crate) fn commit(folder: &Path) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "--allow-empty", "-m", "as it is"]);
}

/// Commits everything as it is, at a moment (`2026-01-31T10:00:00Z`) and with a subject.
pub(crate) fn commit_at(folder: &Path, moment: &str, subject: &str) {
    git(folder, &["add", "-A"]);
    git_at(folder, &["commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", subject], Some(moment));
}
