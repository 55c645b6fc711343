//! The Dockerfile: hadolint finds nothing, what is shipped is the program alone and runs as nobody, and its context holds all that cargo
//! asks for. No engine is needed, so the image itself is not built here.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::root;
use crate::run::finish;
use crate::tools::python;

fn text(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn hadolint_finds_nothing() {
    let found =
        python("hadolint", &["--failure-threshold", "ignore", &root().join("Dockerfile").display().to_string()]);
    assert_eq!((found.status, found.stdout.as_str()), (0, ""), "{}", found.stderr);
}

#[test]
fn what_is_shipped_is_the_program_and_runs_as_nobody() {
    let dockerfile = text("Dockerfile");
    let stages: Vec<&str> = dockerfile.split("\nFROM ").skip(1).collect();
    assert_eq!(stages.len(), 3, "build, shell and the last");
    for stage in &stages[1..] {
        let does = |word: &str| stage.lines().filter(|line| line.starts_with(word)).collect::<Vec<_>>();
        assert_eq!(does("USER "), ["USER 65534:65534"], "{stage}");
        assert_eq!((does("COPY ").len(), does("COPY --from=build ").len()), (1, 1), "{stage}");
        assert!(does("RUN ").is_empty() && does("ADD ").is_empty() && does("ENV ").is_empty(), "{stage}");
    }
    let last = stages.last().expect("a stage");
    assert!(last.starts_with("scratch\n") && last.contains("ENTRYPOINT [\"/guiju\"]\nCMD [\"check\"]"), "{last}");
    let wanted = text("Cargo.toml").lines().find_map(|line| line.strip_prefix("rust-version = ").map(str::to_owned));
    let wanted = wanted.expect("a version").replace('"', "");
    assert!(stages[0].starts_with(&format!("rust:{wanted}-alpine")), "{}", stages[0]);
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        for entry in fs::read_dir(from).expect("a folder") {
            let entry = entry.expect("an entry");
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        crate::scratch::write(to, &fs::read(from).expect("a file"));
    }
}

#[test]
fn the_context_holds_what_the_build_reads_and_nothing_more() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let ignored = text(".dockerignore");
    let mut rules = ignored.lines().filter(|line| !line.starts_with('#'));
    assert_eq!(rules.next(), Some("*"));
    for kept in rules {
        let kept = kept.strip_prefix('!').unwrap_or_else(|| panic!("`{kept}` keeps nothing"));
        copy(&root().join(kept), &folder.path().join(kept));
    }
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--no-deps", "--offline", "--locked", "--format-version", "1"]);
    let read = finish(command.current_dir(folder.path()));
    assert_eq!(read.status, 0, "{}", read.stderr);
    // What the build reads beside its sources is said where it is read.
    let sources = [text("build.rs"), text("src/pack/embedded.rs")].concat();
    assert!(sources.contains("rules") && folder.path().join("rules/four-principles/pack.toml").is_file());
    assert!(!folder.path().join("target").exists() && !folder.path().join("tests").exists());
}
