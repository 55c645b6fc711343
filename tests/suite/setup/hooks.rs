//! The hooks for pre-commit, run by the real `pre-commit` in a repository of its own, with a guiju that is on the path.

use std::path::Path;
use std::process::Command;

use super::{path, root};
use crate::run::{Output, finish};
use crate::scratch::{GOVERNANCE, Scratch, TODAY, write};
use crate::tools::{python, tool, yaml};

/// Runs a program in a folder, in an environment in which nothing of this user's counts.
fn run(mut command: Command, folder: &Path, home: &Path) -> Output {
    command
        .current_dir(folder)
        .env_clear()
        .env("PATH", path())
        .env("HOME", home)
        .env("PRE_COMMIT_HOME", home.join("cache"));
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GUIJU_AS_OF", TODAY).env("GUIJU_LOCALE", "en").env("LANG", "C.UTF-8");
    finish(&mut command)
}

/// Makes a folder a repository, with all that stands in it.
fn commit(folder: &Path, home: &Path) -> String {
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"])
            .args(args);
        let output = run(command, folder, home);
        assert_eq!(output.status, 0, "git {args:?}: {}", output.stderr);
        output.stdout
    };
    git(&["init", "--quiet"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "All"]);
    git(&["rev-parse", "HEAD"]).trim().to_owned()
}

#[test]
fn the_manifest_of_the_hooks_is_valid_and_none_is_tied_to_files() {
    let file = root().join(".pre-commit-hooks.yaml");
    let checked = python("pre-commit", &["validate-manifest", &file.display().to_string()]);
    assert_eq!(checked.status, 0, "{}{}", checked.stdout, checked.stderr);
    let hooks = yaml(&file).remove(0);
    let ids: Vec<_> = hooks.as_array().expect("hooks").iter().map(|hook| &hook["id"]).collect();
    assert_eq!(ids, ["guiju", "guiju-system"]);
    for hook in hooks.as_array().expect("hooks") {
        assert_eq!((&hook["entry"], &hook["pass_filenames"]), (&"guiju check".into(), &false.into()));
        assert_eq!((&hook["always_run"], &hook["files"]), (&true.into(), &serde_json::Value::Null));
    }
}

#[test]
fn a_commit_is_judged_whichever_files_are_in_it() {
    let project = Scratch::sound();
    let (hooks, home) = (project.around().join("hooks"), project.around().join("home"));
    let manifest = std::fs::read(root().join(".pre-commit-hooks.yaml")).expect("it stands");
    write(&hooks.join(".pre-commit-hooks.yaml"), &manifest);
    std::fs::create_dir(&home).expect("a folder can be made");
    let revision = commit(&hooks, &home);
    let config = format!(
        "repos:\n- repo: {}\n  rev: {revision}\n  hooks:\n  - id: guiju-system\n    args: [--only, security/accountable-owner]\n",
        hooks.display()
    );
    let project = project.file(".pre-commit-config.yaml", config);
    commit(&project.root(), &home);
    let judge = || {
        let mut command = Command::new(tool("pre-commit"));
        command.args(["run", "--verbose", "--files", "GOVERNANCE.md"]);
        run(command, &project.root(), &home)
    };
    let sound = judge();
    assert_eq!(sound.status, 0, "{}{}", sound.stdout, sound.stderr);
    assert!(sound.stdout.contains("declares 100 %, verified 100 %"), "{}", sound.stdout);
    write(&project.root().join("GOVERNANCE.md"), b"TODO\n");
    let hollow = judge();
    assert_eq!(hollow.status, 1, "{}{}", hollow.stdout, hollow.stderr);
    assert!(hollow.stdout.contains("GOVERNANCE.md:1:1: error["), "{}", hollow.stdout);
    write(&project.root().join("GOVERNANCE.md"), GOVERNANCE.as_bytes());
    write(&project.root().join("governance.toml"), b"name = \n");
    let broken = judge();
    assert!(broken.status == 1 && broken.stdout.contains("exit code: 2"), "{}{}", broken.stdout, broken.stderr);
}
