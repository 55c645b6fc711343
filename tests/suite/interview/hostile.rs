//! Input that is no answer, files that are not what they were, and hands that write at the same time.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

use super::{MANIFEST, manifest, piped, project, read, typed};
use crate::run::prepared;
use crate::scratch::{Scratch, TODAY, each};

#[test]
fn what_cannot_be_used_is_told_and_asked_again() {
    each(
        [
            (b"maybe\n".as_slice(), "That is none of the choices."),
            (b"7\n", "That is none of the choices."),
            (b"1\n\n", "An answer `met` needs a statement."),
            (b"1\nTBD\n", "That says nothing yet."),
            (b"1\na\x1b[31mb\n", "It holds a character that nobody sees (U+001B)"),
            (b"1\n\xff\xfe\n", "That is not UTF-8"),
            (b"1\nWe watch the pier in turns, by day and by night.\n0\n", "There is no number 0"),
            (b"1\nWe watch the pier in turns, by day and by night.\n42\n", "There is no number 42"),
            (
                b"1\nWe watch the pier in turns, by day and by night.\n../outside.md\n",
                "`../outside.md` cannot be picked: it lies outside of the project.",
            ),
            (
                b"1\nWe watch the pier in turns, by day and by night.\n/etc/passwd\n",
                "`/etc/passwd` cannot be picked: it lies outside of the project.",
            ),
            (
                b"1\nWe watch the pier in turns, by day and by night.\ndocs/gone.md\n",
                "`docs/gone.md` cannot be picked: there is no such file",
            ),
            (
                b"1\nWe watch the pier in turns, by day and by night.\ndocs/watch.md#gone\n",
                "the file has no heading `#gone`",
            ),
            (b"1\nWe watch the pier in turns, by day and by night.\nnone/*.md\n", "no file matches it"),
            (
                b"1\nWe watch the pier in turns, by day and by night.\nhttps://pier.example\n",
                "an address is no evidence for this item",
            ),
            (b"3\n\n\nBuild it\n\n2020-01-01\n", "That day is over."),
            (b"3\n\n\nBuild it\n\nsoon\n", "That is no day of the calendar."),
            (b"4\n", "This item may not be answered not-applicable."),
        ],
        |(input, told)| {
            let project = project(MANIFEST);
            let output = piped(&project, &["--only", "pier/lookout"], input);
            let told_on_one_line = output.stderr.replace("\n  ", " ").replace('\n', " ");
            assert!(told_on_one_line.contains(told), "{told}: {}", output.stderr);
            assert!(!output.stderr.contains('\u{1b}'), "{}", output.stderr);
            assert_eq!(output.status, 2, "the input ended and nothing was kept");
            assert_eq!(manifest(&project), MANIFEST);
        },
    );
}

#[test]
fn an_endless_line_is_refused_and_the_next_one_heard() {
    let project = project(MANIFEST);
    let input = format!("4\n{}\nIt is closed at night.\n1\n", "x".repeat(300_000));
    let output = piped(&project, &["--only", "pier/light"], input.as_bytes());
    assert_eq!(output.stdout, "pier/light: not-applicable\n", "{}", output.stderr);
    assert!(output.stderr.contains("That line is too long"));
}

#[test]
fn any_text_is_written_so_that_it_reads_back() {
    let statement = r#"“So” \ "so" 'so' # ] } 安全 👩‍⚕️ ${x} \u0041"#;
    for manifest_of in [MANIFEST.to_owned(), MANIFEST.replace('\n', "\r\n"), format!("\u{feff}{MANIFEST}")] {
        let project = project(&manifest_of);
        let output = typed(&project, &["--only", "pier/lookout"], &["3", statement, "", "", "1"]);
        assert_eq!(output.status, 0, "{}", output.stderr);
        let judged = project.judge(&[]);
        let items = judged.project()["items"].as_array().expect("items");
        let item = items.iter().find(|item| item["id"] == "pier/lookout").expect("the item");
        assert_eq!(item["statement"].as_str(), Some(statement));
        let made = manifest(&project);
        let line = made.lines().find(|line| line.starts_with("statement")).expect("a line").to_owned();
        let end = if manifest_of.contains("\r\n") { "\r\n" } else { "\n" };
        assert_eq!(made.replacen(&format!("{}{end}", line.trim_end()), "", 1), manifest_of);
    }
}

#[test]
fn a_manifest_that_cannot_be_read_is_told_before_anything_is_asked() {
    let broken = project(&MANIFEST.replace("stage = \"production\"", "stage = \"production"));
    for (locale, told) in [("en", "the manifest cannot be judged"), ("zh", "清单无法评判")] {
        let output = typed(&broken, &["--locale", locale], &["1"]);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""));
        assert!(output.stderr.contains(told) && !output.stderr.contains("[1/"), "{}", output.stderr);
    }
    assert_eq!(Scratch::new().run(&["interview"]).status, 2);
}

#[cfg(unix)]
#[test]
fn a_manifest_that_may_not_be_written_is_told_before_anything_is_asked() {
    use std::os::unix::fs::PermissionsExt;

    let project = project(MANIFEST);
    let path = project.root().join("governance.toml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("a mode can be set");
    for (locale, told) in [("en", "cannot be written"), ("zh", "无法写入")] {
        let output = typed(&project, &["--locale", locale], &["1"]);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""));
        assert!(output.stderr.contains(told) && !output.stderr.contains("[1/"), "{}", output.stderr);
    }
    assert_eq!(manifest(&project), MANIFEST);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_manifest_stays_one() {
    let scratch = project(MANIFEST);
    let real = scratch.root().join("real.toml");
    fs::rename(scratch.root().join("governance.toml"), &real).expect("it can be moved");
    let scratch = scratch.link("governance.toml", "real.toml");
    let output = typed(&scratch, &["--only", "pier/light"], &["4", "It is closed at night.", "1"]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert!(scratch.root().join("governance.toml").is_symlink());
    assert!(fs::read_to_string(real).is_ok_and(|text| text.contains("It is closed at night.")));
}

#[test]
fn an_item_that_is_answered_twice_is_left_to_its_authors() {
    let twice = format!("{MANIFEST}[answers.\"pier/lookout\"]\nstatus = \"met\"\n");
    let project = project(&twice);
    let output = typed(
        &project,
        &["--only", "pier/lookout"],
        &["1", "We watch the pier in turns, by day and by night.", "", "n", "", "1"],
    );
    assert!(output.stderr.contains("write it by hand"), "{}", output.stderr);
    assert_eq!((manifest(&project), read(&project, "governance.draft.toml")), (twice, None));
}

#[test]
fn a_broken_draft_is_never_written_over() {
    let project = project(MANIFEST).file("governance.draft.toml", "[answers.pier.light\n");
    let output = typed(&project, &[], &["3", "", "", "", "1"]);
    assert_eq!(output.status, 2);
    assert!(output.stderr.contains("governance.draft.toml"), "{}", output.stderr);
    assert_eq!(read(&project, "governance.draft.toml").as_deref(), Some("[answers.pier.light\n"));
}

#[test]
fn a_draft_is_no_evidence() {
    let cites = MANIFEST.replace("\"README.md\", # all of it", "\"governance.draft.toml\"").replace("unmet", "met");
    let project = project(&cites).file("governance.draft.toml", "# empty\n");
    let told = project.judge(&[]).findings().join("\n");
    assert!(told.contains("evidence-self"), "{told}");
}

/// Types some lines, changes the manifest while the next question waits, and types the rest.
fn meanwhile(scratch: &Scratch, before: &[&str], change: impl Fn(&str) -> String, after: &[&str]) -> (i32, String) {
    let args = ["interview", "--as-of", TODAY, "--locale", "en", "--only", "pier/lookout"];
    let mut child = prepared(&scratch.root(), &args)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let (mut input, mut told) = (child.stdin.take().expect("a pipe"), String::new());
    let mut heard = BufReader::new(child.stderr.take().expect("a pipe"));
    let lines = |lines: &[&str]| lines.iter().flat_map(|line| [*line, "\n"]).collect::<String>();
    input.write_all(lines(before).as_bytes()).expect("it reads");
    // The verdict is told before it asks whether to keep the answer.
    while !told.contains("1 keep it") {
        assert!(heard.read_line(&mut told).expect("it is UTF-8") > 0, "{told}");
    }
    let path = scratch.root().join("governance.toml");
    fs::write(&path, change(&fs::read_to_string(&path).expect("a manifest"))).expect("it can be written");
    input.write_all(lines(after).as_bytes()).expect("it reads");
    drop(input);
    heard.read_to_string(&mut told).expect("it is UTF-8");
    (child.wait().expect("it ends").code().unwrap_or(-1), told)
}

const ANSWERED: [&str; 4] = ["3", "Nobody watches.", "", ""];

#[test]
fn what_another_hand_has_written_meanwhile_stays() {
    let scratch = project(MANIFEST);
    let change = |text: &str| text.replace("# the end", "# the very end").replace("as on the sign", "as it is called");
    let (status, told) = meanwhile(&scratch, &ANSWERED, change, &["1"]);
    assert_eq!(status, 0, "{told}");
    assert!(told.contains("The manifest was changed elsewhere in the meantime; that stays."), "{told}");
    let made = manifest(&scratch);
    assert!(
        made.contains("# the very end") && made.contains("as it is called") && made.contains("Nobody watches."),
        "{made}"
    );
}

#[test]
fn an_answer_that_another_hand_has_given_meanwhile_is_not_written_over() {
    let scratch = project(MANIFEST);
    let change = |text: &str| text.replace("status = \"unmet\"   # begun", "status = \"partial\"");
    let (_, told) = meanwhile(&scratch, &ANSWERED, change, &["1", ":q"]);
    assert!(told.contains("Another hand has answered this item in the meantime."), "{told}");
    assert!(told.contains("The answer so far (partial):"), "{told}");
    assert_eq!(manifest(&scratch), change(MANIFEST));
    assert!(read(&scratch, "governance.draft.toml").is_some_and(|draft| draft.contains("Nobody watches.")));
}

#[test]
fn a_manifest_that_is_broken_or_gone_meanwhile_leaves_the_draft() {
    for change in [|_: &str| "[broken".to_owned(), |text: &str| text.replace("schema = 1", "schema = ")] {
        let scratch = project(MANIFEST);
        let (status, told) = meanwhile(&scratch, &ANSWERED, change, &["1"]);
        assert_eq!(status, 2, "{told}");
        assert_eq!(manifest(&scratch), change(MANIFEST));
        assert!(read(&scratch, "governance.draft.toml").is_some_and(|draft| draft.contains("Nobody watches.")));
    }
}

#[test]
fn two_interviews_at_once_lose_nothing_of_each_other() {
    let scratch = project(MANIFEST);
    let draft = scratch.root().join("governance.draft.toml");
    let other = "\n[answers.pier.light]\nstatus = \"unmet\"\nstatement = \"The lamps are not bought.\"\n";
    let change = |text: &str| {
        let own = fs::read_to_string(&draft).expect("a draft");
        fs::write(&draft, format!("{own}{other}")).expect("it can be written");
        text.to_owned()
    };
    let (_, told) = meanwhile(&scratch, &ANSWERED, change, &["again", "", "Nobody watches it at all.", ":q"]);
    let noted = read(&scratch, "governance.draft.toml").expect("a draft");
    assert!(
        noted.contains("Nobody watches it at all.") && noted.contains("The lamps are not bought."),
        "{noted}{told}"
    );
    // The first of the two is kept; the other one's draft stays.
    let lines = ["1", "", "", "", "", "1", ":q"];
    let output = typed(&scratch, &[], &lines);
    assert_eq!(output.stdout, "pier/lookout: unmet\n", "{}", output.stderr);
    assert!(
        read(&scratch, "governance.draft.toml")
            .is_some_and(|left| left.contains("The lamps") && !left.contains("Nobody"))
    );
}
