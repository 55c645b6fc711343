//! Variables of the environment that stand in for options: an option wins, and a value that is none is told by the variable's name.

use crate::run::{Output, finish, prepared};
use crate::scratch::{OWNER, Scratch, TODAY, each};

/// Judges the sound project in an environment.
fn check(environment: &[(&str, &str)], args: &[&str]) -> Output {
    let project = Scratch::sound();
    let mut command = prepared(&project.root(), &[&["check"], args].concat());
    finish(command.env("GUIJU_AS_OF", TODAY).env("GUIJU_ONLY", OWNER).envs(environment.iter().copied()))
}

#[test]
fn a_variable_stands_in_for_its_option() {
    let day = check(&[("GUIJU_FORMAT", "json")], &[]);
    assert!(day.stdout.contains("\"as-of\":\"2026-11-23\""), "{}", day.stdout);
    assert!(day.stdout.contains("\"projects\":1"), "{}", day.stdout);
    assert_eq!(check(&[("GUIJU_ONLY", "people/*")], &[]).status, 1);
    assert_eq!(check(&[("GUIJU_ONLY", "people/*"), ("GUIJU_FAIL_ON", "never")], &[]).status, 0);
    assert!(check(&[("GUIJU_COLOR", "always"), ("GUIJU_FORMAT", "pretty")], &[]).stdout.contains('\u{1b}'));
    assert!(check(&[("GUIJU_LOCALE", "zh")], &[]).stderr.contains("通过"));
    assert!(check(&[("GUIJU_JOBS", "3"), ("GUIJU_PACK", "four-principles, four-principles")], &[]).status < 2);
}

#[test]
fn an_option_wins_wherever_it_stands() {
    for args in [&["--format", "plain"][..], &["--format=plain"], &[".", "--format", "plain"]] {
        let output = check(&[("GUIJU_FORMAT", "json")], args);
        assert!(!output.stdout.starts_with('{'), "{args:?}: {}", output.stdout);
    }
    // An option that is a default otherwise, one that repeats, and one that stands before the verb.
    assert_eq!(check(&[("GUIJU_FAIL_ON", "never"), ("GUIJU_ONLY", "people/*")], &["--fail-on", "error"]).status, 1);
    assert_eq!(check(&[("GUIJU_PACK", "five-principles")], &["--pack", "four-principles"]).status, 0);
    let project = Scratch::sound();
    let mut command = prepared(&project.root(), &["--locale", "en", "list", "packs"]);
    assert!(finish(command.env("GUIJU_LOCALE", "zh")).stdout.contains("Four principles"));
}

#[test]
fn several_files_may_be_written_by_one_variable() {
    let project = Scratch::sound();
    let mut command = prepared(&project.root(), &["check", "--as-of", TODAY, "--", "."]);
    let output = finish(command.env("GUIJU_OUTPUT", "json=report.json,junit=junit.xml").env("GUIJU_ONLY", OWNER));
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert!(project.root().join("report.json").is_file() && project.root().join("junit.xml").is_file());
}

#[test]
fn one_that_is_empty_is_not_set_and_other_verbs_look_at_their_own() {
    let empty = ["FORMAT", "OUTPUT", "PACK", "FAIL_ON", "JOBS", "LOCALE", "COLOR"].map(|name| format!("GUIJU_{name}"));
    let empty: Vec<_> = empty.iter().map(|name| (name.as_str(), "")).collect();
    assert_eq!(check(&empty, &["--format", "plain"]).status, 0);
    let project = Scratch::sound();
    let mut command = prepared(&project.root(), &["list", "packs"]);
    let output = finish(command.env("GUIJU_FORMAT", "sarif").env("GUIJU_PACK", "five-principles"));
    assert_eq!((output.status, output.stderr.as_str()), (0, ""), "{}", output.stderr);
}

#[test]
fn every_wrong_value_is_told_in_both_languages() {
    let cases = [
        ("FORMAT", "jsno", "json"),
        ("FAIL_ON", "warn", "warning"),
        ("COLOR", "blue", "auto"),
        ("AS_OF", "2026-02-30", "2026-01-31"),
        ("JOBS", "0", "256"),
        ("JOBS", "many", "256"),
        ("OUTPUT", "report.json", "sarif"),
        ("OUTPUT", "json=a.json,xml=b.xml", "junit"),
        ("PACK", "five-principles", "four-principles"),
        ("ONLY", "[", ""),
    ];
    let languages = cases.into_iter().flat_map(|case| [(case, "en"), (case, "zh")]);
    each(languages, |((name, value, accepted), locale)| {
        let variable = format!("GUIJU_{name}");
        let output = check(&[(&variable, value), ("GUIJU_LOCALE", locale)], &[]);
        assert_eq!((output.status, output.stdout.contains("satisfied")), (2, false), "{name}: {}", output.stdout);
        for word in [&variable, accepted] {
            assert!(output.stderr.contains(word), "{name} in {locale} lacks {word}: {}", output.stderr);
        }
        assert_eq!(output.stderr.contains("error: "), locale == "en", "{}", output.stderr);
    });
    let all = check(&[("GUIJU_FORMAT", "x"), ("GUIJU_JOBS", "x"), ("GUIJU_LOCALE", "x\u{1b}[31m\ny")], &[]);
    assert_eq!(all.status, 2);
    assert_eq!(all.stderr.lines().count(), 3, "a line for each: {}", all.stderr);
    assert!(!all.stderr.contains('\u{1b}'), "{}", all.stderr);
}

#[cfg(unix)]
#[test]
fn a_value_that_is_no_text_is_told() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let project = Scratch::sound();
    let mut command = prepared(&project.root(), &["check"]);
    let output = finish(command.env("GUIJU_FORMAT", OsStr::from_bytes(b"js\xff")));
    assert_eq!(output.status, 2);
    assert!(output.stderr.contains("GUIJU_FORMAT"), "{}", output.stderr);
}

#[test]
fn the_readme_names_each_that_the_help_names() {
    let help = Scratch::new().run(&["check", "--help", "--locale", "en"]).stdout;
    // A narrow page may break a line before the name.
    let names = help.split("GUIJU_").skip(1).filter_map(|rest| rest.split(']').next());
    let names: Vec<_> = names.map(|name| format!("`GUIJU_{name}`")).collect();
    assert!(names.len() >= 9, "{names:?}");
    for readme in ["README.md", "README.zh.md"] {
        let text = std::fs::read_to_string(format!("{}/{readme}", env!("CARGO_MANIFEST_DIR"))).expect("it stands");
        for name in &names {
            assert!(text.contains(name), "{readme} does not name {name}");
        }
    }
}

#[test]
fn the_help_names_them_in_both_languages() {
    let project = Scratch::new();
    for (locale, word) in [("en", "[env: GUIJU_FAIL_ON]"), ("zh", "[环境变量：GUIJU_FAIL_ON]")] {
        let help = project.run(&["check", "--help", "--locale", locale]).stdout;
        assert!(help.contains(word), "{help}");
        assert!(!help.contains("GUIJU_STDIN_PATH") && !help.contains("GUIJU_QUIET"), "{help}");
    }
}
