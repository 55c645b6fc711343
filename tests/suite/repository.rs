//! Repositories that tests make, with the real git.

use std::path::Path;
use std::process::Command;

/// Runs git in a folder, as somebody and without the settings of this machine's user that would matter.
pub(crate) fn git(folder: &Path, args: &[&str]) {
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
    let output = Command::new("git").current_dir(folder).args(settings).args(args).output().expect("git runs");
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
