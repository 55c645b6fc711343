//! A disk that is full: whatever was to be written, the run exits 2 and says which file, the old one stays whole, and nothing is left
//! behind.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::run::{Output, finish};
use crate::scratch::{OWNER, Scratch, TODAY, each};

const OLD: &str = "what stood here before\n";

/// Runs the program where no file may hold a byte. Without the trap the system would end the program before it could say anything.
fn run(project: &Scratch, args: &[&str]) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_guiju")]).args(args);
    command.current_dir(project.root()).stdin(Stdio::null()).env_clear();
    finish(command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("LANG", "C.UTF-8"))
}

/// Every file below a folder, with what it holds.
fn all(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(all(&path));
        } else {
            let bytes = fs::read(&path).expect("a file");
            found.insert(path, bytes);
        }
    }
    found
}

#[test]
fn what_stood_there_stays_and_nothing_else_does() {
    let (check, day) = (["check", "--as-of", TODAY], ["--as-of", TODAY]);
    let review = ["review", OWNER, "--by", "Jun Ito"];
    let bundle = |output| [&["bundle", "--output", output][..], &day].concat();
    let cases: [(&str, Vec<&str>); 11] = [
        ("old.json", [&check[..], &["--output", "json=old.json"]].concat()),
        ("new.json", [&check[..], &["--output", "json=new.json"]].concat()),
        ("old.xml", [&check[..], &["--output", "plain=old.json", "--output", "junit=old.xml"]].concat()),
        ("governance.lock", [&review[..], &day].concat()),
        ("docs/", vec!["docs", "--out", "docs"]),
        ("docs/new/", vec!["docs", "--out", "docs/new"]),
        ("man1/guiju-", vec!["man", "--out", "man1"]),
        ("mine", vec!["pack", "new", "./mine"]),
        ("mine", vec!["pack", "new", "./mine", "--extends", "four-principles"]),
        ("../out", bundle("../out")),
        ("../old", [&bundle("../old")[..], &["--force"]].concat()),
    ];
    each(cases.into_iter().flat_map(|case| [(case.clone(), "en"), (case, "zh")]), |((file, args), locale)| {
        let project = Scratch::sound().file("old.json", OLD).file("old.xml", OLD).file("docs/mine.md", OLD);
        let lock = project.run(&[&review[..], &["--as-of", "2026-11-01"]].concat());
        assert_eq!(lock.status, 0, "{}", lock.stderr);
        let old = project.run(&bundle("../old"));
        assert_eq!(old.status, 0, "{}", old.stderr);
        let before = all(project.around());
        let output = run(&project, &[&args[..], &["--locale", locale]].concat());
        assert_eq!(output.status, 2, "{args:?}: {}{}", output.stdout, output.stderr);
        let why = if locale == "en" { "larger than is permitted" } else { "文件会超过允许的大小" };
        for word in [file, why] {
            assert!(output.stderr.contains(word), "{args:?} does not tell {word}: {}", output.stderr);
        }
        assert!(!output.stderr.contains("panicked"), "{}", output.stderr);
        let after = all(project.around());
        assert!(after == before, "{args:?}: {:?}", after.keys());
    });
}

/// On a file system of eight KiB of its own, where the system lets one be made.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_without_room_is_told_as_full() {
    let project = Scratch::sound().file("small/here", "");
    let script = "mount -t tmpfs -o size=8k none small || exit 77; printf old > small/report.json
        \"$0\" check --as-of 2026-11-23 --locale en --format plain --output json=small/report.json; echo \"status $?\"
        ls -A small; cat small/report.json";
    let mut command = Command::new("unshare");
    command.args(["--mount", "--map-root-user", "sh", "-c", script, env!("CARGO_BIN_EXE_guiju")]);
    let Ok(output) = command.current_dir(project.root()).output() else { return };
    let (told, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if told.is_empty() {
        // No such file system could be made here; the test above stands in for this one.
        return;
    }
    assert!(told.ends_with("status 2\nreport.json\nold"), "{told}{wrong}");
    assert!(wrong.contains("`small/report.json` cannot be written: the disk is full"), "{wrong}");
}
