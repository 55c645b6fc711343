//! Completions and man pages: shells take the scripts, `man` the pages, and both speak of every verb.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::run::{Output, finish};
use crate::scratch::{Scratch, each};

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];
const VERBS: [&str; 5] = ["check", "explain", "pack", "completions", "man"];

/// Runs a program where it is installed.
fn run_if_there(program: &str, args: &[&str]) -> Option<Output> {
    let there =
        std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|at| at.join(program).is_file()));
    there.then(|| finish(Command::new(program).args(args)))
}

#[test]
fn a_shell_takes_its_script() {
    let project = Scratch::new();
    for locale in ["en", "zh"] {
        each(SHELLS, |shell| {
            let script = project.run(&["completions", shell, "--locale", locale]);
            assert_eq!((script.status, script.stderr.as_str()), (0, ""), "{shell}");
            for word in VERBS.iter().chain(&["stdin-path", "fail-on"]) {
                assert!(script.stdout.contains(word), "{shell} does not know {word}");
            }
            let path = project.root().join(format!("script.{shell}"));
            fs::write(&path, &script.stdout).expect("a file can be written");
            if ["bash", "fish", "zsh"].contains(&shell)
                && let Some(read) = run_if_there(shell, &["-n", &path.display().to_string()])
            {
                assert_eq!((read.status, read.stderr.as_str()), (0, ""), "{shell}: {}", read.stderr);
            }
        });
    }
}

#[test]
fn bash_completes_by_the_script() {
    let project = Scratch::new();
    let script = project.run(&["completions", "bash"]).stdout;
    let ask = "COMP_WORDS=(guiju check --fail-on '') COMP_CWORD=3; _guiju guiju '' --fail-on; echo \"${COMPREPLY[@]}\"";
    let path = project.root().join("script.bash");
    fs::write(&path, format!("{script}\n{ask}\n")).expect("a file can be written");
    let Some(answered) = run_if_there("bash", &[&path.display().to_string()]) else { return };
    assert_eq!(answered.stdout.trim(), "error warning note never", "{}", answered.stderr);
}

#[test]
fn a_shell_that_is_none_is_told_with_those_that_are() {
    let project = Scratch::new();
    for locale in ["en", "zh"] {
        let output = project.run(&["completions", "bsh", "--locale", locale]);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""));
        assert!(SHELLS.iter().all(|shell| output.stderr.contains(shell)), "{}", output.stderr);
    }
}

#[test]
fn man_shows_every_page() {
    let project = Scratch::new();
    for (locale, words) in [("en", ["EXIT STATUS", "GUIJU_FAIL_ON"]), ("zh", ["退出状态", "GUIJU_FAIL_ON"])] {
        let folder = format!("man/{locale}/man1");
        let written = project.run(&["man", "--out", &folder, "--locale", locale]);
        assert_eq!((written.status, written.stdout.as_str()), (0, ""), "{}", written.stderr);
        let pages: Vec<_> = fs::read_dir(project.root().join(&folder))
            .expect("a folder")
            .map(|page| page.expect("a page").path())
            .collect();
        assert!(pages.len() > VERBS.len(), "{pages:?}");
        for page in &pages {
            shows(page);
        }
        let whole = project.run(&["man", "--locale", locale]);
        assert_eq!(whole.stdout, fs::read_to_string(project.root().join(folder).join("guiju.1")).expect("a page"));
        assert!(words.iter().all(|word| whole.stdout.contains(word)), "{}", whole.stdout);
        assert!(VERBS.iter().all(|verb| whole.stdout.contains(verb)));
    }
    let again = project.run(&["man", "--out", "man/en/man1", "--locale", "en"]);
    assert!(again.stderr.contains(": 0 written"), "{}", again.stderr);
}

/// Renders a page as `man` would, without a complaint.
fn shows(page: &Path) {
    let page = page.display().to_string();
    if let Some(shown) = run_if_there("groff", &["-k", "-man", "-Tutf8", "-ww", &page]) {
        let complaint =
            shown.stderr.lines().find(|line| !line.contains("can't break line") && !line.contains("cannot adjust"));
        assert_eq!((shown.status, complaint), (0, None), "{page}");
        assert!(shown.stdout.contains("guiju"), "{page}: {}", shown.stdout);
    }
}

#[test]
fn what_stands_in_the_way_of_a_page_stays() {
    let project = Scratch::new().file("man1/guiju.1", "somebody's own\n");
    let refused = project.run(&["man", "--out", "man1", "--locale", "en"]);
    assert_eq!((refused.status, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("guiju.1` is in the way"), "{}", refused.stderr);
    assert_eq!(fs::read_dir(project.root().join("man1")).expect("a folder").count(), 1);
}
