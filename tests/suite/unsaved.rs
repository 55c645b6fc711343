//! `check --stdin-path`: a manifest as an editor holds it, judged as if it stood where it will be saved.

use std::io::Write;
use std::process::Stdio;

use crate::run::{Output, prepared};
use crate::scratch::{ANSWER, GOVERNANCE, Judged, OWNER, PROJECT, Scratch, TODAY, each};

/// Judges a text at a path.
fn given(project: &Scratch, path: &str, text: &[u8], more: &[&str]) -> Output {
    let args = [&["check", "--as-of", TODAY, "--locale", "en", "--stdin-path", path], more].concat();
    let mut command = prepared(&project.root(), &args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().expect("the program starts");
    // Where the text is not wanted, nobody reads it.
    let _ = running.stdin.take().expect("a pipe").write_all(text);
    let output = running.wait_with_output().expect("it ends");
    Output {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).expect("results are UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

fn judged(project: &Scratch, path: &str, text: &str) -> Judged {
    Judged::of(given(project, path, text.as_bytes(), &["--format", "json", "--only", OWNER]))
}

#[test]
fn the_text_counts_and_not_the_file() {
    let whole = format!("{PROJECT}{ANSWER}");
    let project = Scratch::with("what = \"is saved is no manifest\"\n").file("GOVERNANCE.md", GOVERNANCE);
    let one = judged(&project, "governance.toml", &whole);
    assert_eq!((one.verdict(OWNER), one.output.status), (Some("satisfied"), 0), "{}", one.printed());
    let other = judged(&project, "governance.toml", &whole.replace("GOVERNANCE.md", "gone.md"));
    assert_eq!((other.verdict(OWNER), other.output.status), (Some("overclaimed"), 1), "{}", other.printed());
}

#[test]
fn the_bytes_are_those_of_a_run_on_the_file() {
    let whole = format!("{PROJECT}{ANSWER}");
    let project = Scratch::sound().file("deep/governance.toml", &whole).file("deep/GOVERNANCE.md", "TODO\n");
    each(["governance.toml", "./governance.toml", "deep/governance.toml", "deep/../governance.toml"], |path| {
        for format in ["plain", "json", "sarif", "pretty"] {
            let args = ["check", "--as-of", TODAY, "--locale", "en", "--format", format, path];
            let (saved, unsaved) = (project.run(&args), given(&project, path, whole.as_bytes(), &["--format", format]));
            assert_eq!((saved.status, &saved.stdout), (unsaved.status, &unsaved.stdout), "{path} as {format}");
            assert_eq!(saved.stderr, unsaved.stderr);
        }
    });
}

#[test]
fn a_manifest_need_not_be_saved_yet_and_keeps_its_neighbours() {
    let project = Scratch::new().file("GOVERNANCE.md", "TODO\n").file(".git/HEAD", "ref: refs/heads/main\n");
    let waiver = format!(
        "[[waivers]]\nitem = \"{OWNER}\"\nreason = \"The board appoints the owner in January.\"\n\
         approved-by = \"Chief medical officer\"\ngranted = 2026-11-02\nexpires = 2027-03-31\n"
    );
    let project = project.file("governance.waivers.toml", &waiver);
    assert_eq!(judged(&project, "governance.toml", &format!("{PROJECT}{ANSWER}")).verdict(OWNER), Some("waived"));
    let wide = format!("{PROJECT}root = \"..\"\n{}", ANSWER.replace("GOVERNANCE.md", "../ROLES.md"));
    let project = project.file("ROLES.md", GOVERNANCE).file("service/README.md", "# Ferry\n");
    let wide = judged(&project, "service/governance.toml", &wide);
    assert_eq!(wide.verdict(OWNER), Some("satisfied"), "{}", wide.printed());
}

#[test]
fn what_is_no_manifest_is_told_at_the_place_of_the_file() {
    let project = Scratch::sound();
    let huge = vec![b'#'; (4 << 20) + 1];
    let cases: [(&str, &[u8], &str); 7] = [
        ("governance.toml", b"name = \n", "governance.toml:1:"),
        ("governance.toml", b"name = \"\xff\"\n", "not UTF-8"),
        ("governance.toml", &huge, "more than 4 MiB"),
        (".", b"", "`.` is a folder; name the manifest"),
        ("nowhere/governance.toml", b"", "`nowhere` cannot be opened"),
        ("GOVERNANCE.md/governance.toml", b"", "cannot be opened"),
        ("..", b"", "is a folder"),
    ];
    each(cases, |(path, text, told)| {
        let output = given(&project, path, text, &["--format", "plain"]);
        assert_eq!(output.status, 2, "{path}: {}{}", output.stdout, output.stderr);
        assert!(output.stderr.contains(told), "{path}: {}", output.stderr);
    });
}

#[test]
fn one_text_is_not_several_manifests() {
    let project = Scratch::sound();
    each([&["."][..], &["a", "b"], &["--watch"]], |more| {
        let english = given(&project, "governance.toml", b"", more);
        assert_eq!((english.status, english.stdout.as_str()), (2, ""), "{more:?}");
        assert!(english.stderr.contains("--stdin-path"), "{more:?}: {}", english.stderr);
        let chinese = project.run(&[&["check", "--locale", "zh", "--stdin-path", "governance.toml"], more].concat());
        assert_eq!(chinese.status, 2);
        assert!(chinese.stderr.contains("不能与") && chinese.stderr.contains("同时使用"), "{}", chinese.stderr);
    });
}
