//! Text from a project that would steer a terminal, break a line in two or turn it round: none of it reaches the reader as it is.

use super::{shown, soon};
use crate::scratch::{ANSWER, GOVERNANCE, OWNER, PROJECT, Scratch, TODAY, each};

/// Clears the screen, sets the title, rings, turns text round, hides text, and ends a line.
const NASTY: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}txt\u{2066}\u{200b}\u{e0041}\u{7f}\r\u{8}";

/// What must not reach a reader's terminal.
fn steers(character: char) -> bool {
    let control = character.is_control() && character != '\n' && character != '\t';
    let turns =
        matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    control || turns
}

fn assert_harmless(what: &str, project: &Scratch, more: &[&str]) {
    each(["plain", "pretty", "narrated", "github", "junit", "markdown"], |format| {
        for locale in ["en", "zh"] {
            let args = [&["check", "--as-of", TODAY, "--format", format, "--locale", locale], more].concat();
            let output = soon(what, || project.run(&args));
            let printed = format!("{}{}", output.stdout, output.stderr);
            let found: Vec<_> = printed.chars().filter(|character| steers(*character)).collect();
            assert!(found.is_empty(), "{what} as {format}: {found:?} in\n{printed:?}");
        }
    });
}

/// `NASTY` as TOML writes it.
fn escaped() -> String {
    NASTY.chars().map(|character| format!("\\U{:08x}", u32::from(character))).collect()
}

#[test]
fn what_a_manifest_says_does_not_steer_the_terminal() {
    let nasty = escaped();
    let waiver = format!(
        "\n[[waivers]]\nitem = \"security/{nasty}\"\nreason = \"{nasty}\"\napproved-by = \"{nasty}\"\nexpires = 2020-01-01\n"
    );
    let cases = [
        ("the name", PROJECT.replace("ferry-times", &nasty)),
        ("the stage", PROJECT.replace("production", &nasty)),
        ("a trait", PROJECT.replace("assessed", &format!("traits = [\"{nasty}\"]\nassessed"))),
        ("a pack", format!("{PROJECT}\n[assessment]\npacks = [\"{nasty}\"]\n")),
        ("a key", format!("\"{nasty}\" = 1\n{PROJECT}")),
        ("an item", format!("{PROJECT}\n[answers.security.\"{nasty}\"]\nstatus = \"met\"\n")),
        ("a path", format!("{PROJECT}{}", ANSWER.replace("GOVERNANCE.md", &nasty))),
        ("an anchor", format!("{PROJECT}{}", ANSWER.replace("GOVERNANCE.md", &format!("GOVERNANCE.md#{nasty}")))),
        ("a statement", format!("{PROJECT}{}", ANSWER.replace("Maria", &nasty))),
        ("a waiver", format!("{PROJECT}{waiver}")),
        ("raw bytes", format!("{PROJECT}{ANSWER}# {}\n", NASTY.replace('\r', ""))),
    ];
    each(cases, |(what, text)| {
        assert_harmless(what, &Scratch::with(&text).file("GOVERNANCE.md", GOVERNANCE), &[]);
    });
}

#[test]
fn what_evidence_says_does_not_steer_the_terminal() {
    let cases = [
        ("a heading", format!("## Roles {NASTY}\n\n{NASTY}\n")),
        ("a pointer", format!("See {NASTY} https://wiki.example/{NASTY}\n")),
        ("a placeholder", format!("# Roles\n\nTODO {NASTY}\n")),
    ];
    each(cases, |(what, text)| {
        assert_harmless(what, &Scratch::sound().file("GOVERNANCE.md", text), &["--only", OWNER]);
    });
    let manifest = PROJECT.replace("assessed", "traits = [\"affects-people\"]\nassessed");
    let answer = "\n[answers.fairness.group-performance]\nstatus = \"met\"\nstatement = \"Within 0.05.\"\nevidence = [\"a.json\"]\n";
    let json =
        format!("{{\"{0}\": 1, \"limit\": \"{0}\", \"groups\": [{{\"gap\": \"{0}\"}}, {{}}]}}", "\\u001b[2J\\u202e");
    assert_harmless("a value", &Scratch::with(&format!("{manifest}{answer}")).file("a.json", json), &[]);
}

#[cfg(unix)]
#[test]
fn what_files_are_called_does_not_steer_the_terminal() {
    let name = NASTY.replace('\u{9b}', "");
    let forged = "x\nREADME.md:1:1: error[forged/forged]: forged";
    each(
        [("a file's name", format!("docs/{name}.md")), ("a line in a name", format!("docs/{forged}.md"))],
        |(what, file)| {
            let project = Scratch::with(&format!("{PROJECT}{}", ANSWER.replace("GOVERNANCE.md", "docs/*.md")));
            let project = project.file(&file, "# Roles\n\nTODO\n");
            assert_harmless(what, &project, &["--only", OWNER]);
            let output = soon(what, || project.run(&["check", "--as-of", TODAY, "--format", "plain", "--only", OWNER]));
            assert!(!output.stdout.lines().any(|line| line.starts_with("README.md")), "{what}: {}", shown(&output));
        },
    );
}

#[cfg(unix)]
#[test]
fn what_folders_and_arguments_are_called_does_not_steer_the_terminal() {
    let project = Scratch::new().file(&format!("a{NASTY}/governance.toml"), PROJECT.replace("name", "nmae"));
    assert_harmless("a folder's name", &project, &[]);
    let cases = [
        ["check", NASTY],
        ["explain", NASTY],
        ["list", NASTY],
        ["test", NASTY],
        ["trace", NASTY],
        ["check", "--only=\u{1b}[2J["],
        ["check", "--pack=\u{1b}[2J\u{202e}"],
        ["check", "--as-of=\u{1b}[2J\u{202e}"],
        ["check", "--\u{1b}[2J\u{202e}"],
        ["\u{1b}[2J\u{202e}", "."],
    ];
    each(cases, |args| {
        for locale in ["en", "zh"] {
            let output = soon("an argument", || project.run(&[&args[..], &["--locale", locale]].concat()));
            assert_eq!(output.status, 2, "{args:?}: {}", shown(&output));
            let found: Vec<_> = output.stderr.chars().filter(|character| steers(*character)).collect();
            assert!(found.is_empty(), "{args:?} in {locale}: {found:?} in {:?}", output.stderr);
        }
    });
}

#[test]
fn a_statement_of_many_lines_does_not_forge_a_finding() {
    let forged = "\\nREADME.md:1:1: error[forged/forged]: forged\\nguiju: passed";
    let text = format!("{PROJECT}{}", ANSWER.replace("security.accountable-owner", &format!("security.\"x{forged}\"")));
    let output = soon("a forged line", || Scratch::with(&text).run(&["check", "--as-of", TODAY, "--format", "plain"]));
    assert!(
        !output.stdout.lines().any(|line| line.starts_with("README.md") || line.starts_with("guiju:")),
        "{}",
        shown(&output)
    );
}
