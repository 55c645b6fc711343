//! Manifests that are no manifests, and those that hold something that no manifest holds.

use std::fs;

use super::{shown, soon};
use crate::scratch::{ANSWER, GOVERNANCE, Judged, OWNER, PROJECT, Scratch, TODAY, each};

const CHECK: [&str; 7] = ["check", "--as-of", TODAY, "--format", "plain", "--locale", "en"];

#[test]
fn a_manifest_that_is_no_toml_is_not_judged_and_its_place_is_told() {
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(PROJECT.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin = [PROJECT.as_bytes(), b"# caf\xe9\n"].concat();
    let nested =
        |open: &str, close: &str| format!("{PROJECT}\nx = {}1{}\n", open.repeat(100_000), close.repeat(100_000));
    let cases: [(&str, Vec<u8>, &str); 11] = [
        ("not UTF-8", latin, "governance.toml:1:1: error[manifest/syntax]"),
        ("UTF-16", utf16, "governance.toml:1:1: error[manifest/syntax]"),
        ("zeros", vec![0; 4096], "governance.toml:1:"),
        (
            "an unclosed text",
            b"schema = 1\n[project]\nname = \"x\n".into(),
            "governance.toml:3:10: error[manifest/syntax]",
        ),
        ("two answers under one header", format!("{PROJECT}{ANSWER}{ANSWER}").into(), "governance.toml:17:"),
        ("a key twice", format!("{PROJECT}name = \"again\"\n").into(), "governance.toml:10:1: error[manifest/syntax]"),
        ("deep lists", nested("[", "]").into(), "governance.toml:11:"),
        ("deep tables", nested("{a=", "}").into(), "governance.toml:11:"),
        ("lists that never close", format!("{PROJECT}\nx = {}", "[".repeat(100_000)).into(), "governance.toml:11:"),
        ("a long header", format!("{PROJECT}\n[{}a]\n", "a.".repeat(100_000)).into(), "governance.toml:11:"),
        (
            "a conflict of a merge",
            format!("<<<<<<< ours\n{PROJECT}=======\n{PROJECT}>>>>>>> theirs\n").into(),
            "governance.toml:1:9: error[manifest/syntax]",
        ),
    ];
    each(cases, |(what, bytes, place)| {
        let project = Scratch::new().file("governance.toml", bytes);
        let output = soon(what, || project.run(&CHECK));
        assert_eq!(output.status, 2, "{what}: {}", shown(&output));
        assert!(output.stdout.is_empty(), "{what}: half a manifest was judged: {}", shown(&output));
        assert!(
            output.stderr.lines().any(|line| line.starts_with(place)),
            "{what}: expected {place} in\n{}",
            shown(&output)
        );
    });
}

#[test]
fn a_day_that_no_calendar_has_is_told_and_counts_as_none() {
    each(["2026-02-30", "2026-13-01", "2026-00-10", "0000-00-00", "2025-02-29"], |day| {
        let text = format!("{PROJECT}{}", ANSWER.replace("2026-10-12", day));
        let judged = Scratch::with(&text).file("GOVERNANCE.md", GOVERNANCE).judge_owner();
        let told =
            judged.findings().iter().any(|found| found == "governance.toml:15:12 manifest/bad-value bad-value error");
        assert!(told && judged.output.status == 1, "{day}: {:?} {}", judged.findings(), shown(&judged.output));
        assert_eq!(judged.verdict(OWNER), Some("stale"), "{day}");
    });
}

#[test]
fn every_syntax_error_is_told_in_one_run() {
    let text = PROJECT.replace("\"Maria Okafor\"", "Maria").replace("2026-11-01", "soon");
    let output = soon("two errors", || Scratch::with(&text).run(&CHECK));
    assert_eq!(output.status, 2);
    each(["governance.toml:6:9: ", "governance.toml:9:12: "], |place| {
        assert!(output.stderr.contains(place), "expected {place} in\n{}", shown(&output));
    });
}

#[test]
fn an_empty_manifest_is_a_manifest_that_lacks_everything() {
    each(["", "\n\n", "\u{feff}", "# nothing\n"], |text| {
        let judged =
            Judged::of(soon("empty", || Scratch::with(text).run(&["check", "--as-of", TODAY, "--format", "json"])));
        assert_eq!(judged.output.status, 1, "{text:?}: {}", shown(&judged.output));
        let findings = judged.findings();
        let missing =
            findings.iter().filter(|finding| finding.starts_with("governance.toml:1:1 manifest/missing-key")).count();
        assert_eq!(missing, 2, "{text:?}: {findings:?}");
        assert_eq!(judged.verdict(OWNER), Some("unanswered"));
    });
}

#[test]
fn a_folder_in_place_of_the_manifest_is_told() {
    let project = Scratch::new().file("governance.toml/README.md", "# Notes\n");
    each([".", "governance.toml"], |path| {
        let output = soon("a folder", || project.run(&["check", path, "--as-of", TODAY]));
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{path}: {}", shown(&output));
        assert!(output.stderr.contains("governance.toml"), "{path}: {}", shown(&output));
    });
}

#[test]
fn an_unknown_key_is_told_wherever_it_stands_with_the_nearest_known_one() {
    let answered = format!("{PROJECT}{ANSWER}");
    let with = |from: &str, to: &str| answered.replace(from, to);
    let waiver = "\n[[waivers]]\nitem = \"people/purpose\"\nreason = \"The harbour office rewrites it until January.\"\napproved-by = \"Board\"\nexpires = 2027-01-31\n";
    let cases = [
        (with("schema = 1", "schema = 1\nasessment = { level = 1 }"), "governance.toml:2:1", "assessment"),
        (with("stage = ", "staeg = 1\nstage = "), "governance.toml:7:1", "stage"),
        (format!("{PROJECT}\n[assessment]\nlevle = 1\n"), "governance.toml:12:1", "level"),
        (with("reviewed = ", "reveiwed = 1\nreviewed = "), "governance.toml:15:1", "reviewed"),
        (
            with("[\"GOVERNANCE.md\"]", "[{ path = \"GOVERNANCE.md\", sha265 = \"\" }]"),
            "governance.toml:14:39",
            "sha256",
        ),
        (
            format!("{answered}plan = {{ action = \"Write it\", ownr = \"Jun\", by = 2027-01-31 }}\n"),
            "governance.toml:16:31",
            "owner",
        ),
        (format!("{answered}{waiver}tiket = \"1\"\n"), "governance.toml:22:1", "ticket"),
    ];
    each(cases, |(text, place, near)| {
        let judged = Scratch::with(&text).file("GOVERNANCE.md", GOVERNANCE).judge_owner();
        let findings = judged.project()["findings"].as_array().cloned().unwrap_or_default();
        let found = findings.iter().find(|finding| finding["code"] == "unknown-key");
        let Some(found) = found else { panic!("{place}: no unknown key in {:?}", judged.findings()) };
        let at = format!("governance.toml:{}:{}", found["place"]["line"], found["place"]["column"]);
        assert_eq!(at, place, "{found}");
        assert!(found["help"].as_str().is_some_and(|help| help.contains(near)), "{found}");
        assert_eq!(judged.output.status, 1, "{place}");
    });
}

#[test]
fn an_unknown_key_beside_the_waivers_is_told_in_their_file() {
    let project = Scratch::sound().file("governance.waivers.toml", "waiver = 1\n");
    let judged = project.judge_owner();
    assert_eq!(judged.findings(), ["governance.waivers.toml:1:1 manifest/unknown-key unknown-key error"]);
}

#[test]
fn two_answers_on_one_item_are_never_one() {
    let gap = "\n[answers.\"security/accountable-owner\"]\nstatus = \"unmet\"\n";
    each([format!("{PROJECT}{ANSWER}{gap}"), format!("{PROJECT}{gap}{ANSWER}")], |text| {
        let judged = Scratch::with(&text).file("GOVERNANCE.md", GOVERNANCE).judge_owner();
        let told = judged.findings().iter().any(|finding| finding.contains(" manifest/"));
        assert!(judged.output.status != 0 && (told || judged.output.status == 2), "{:?}", judged.findings());
    });
}

#[test]
fn ten_thousand_findings_are_all_told_and_soon() {
    let keys: String = (0..10_000).map(|at| format!("x{at} = {at}\n")).collect();
    let project = Scratch::with(&format!("{keys}{PROJECT}{ANSWER}")).file("GOVERNANCE.md", GOVERNANCE);
    let json = ["check", "--as-of", TODAY, "--only", OWNER, "--format", "json"];
    let judged = Judged::of(soon("json", || project.run(&json)));
    assert_eq!(judged.findings().len(), 10_000);
    each(["plain", "narrated", "pretty"], |format| {
        let output = soon(format, || project.run(&["check", "--as-of", TODAY, "--only", OWNER, "--format", format]));
        assert_eq!(output.status, 1);
        let told = output.stdout.matches("manifest/unknown-key").count();
        assert_eq!(told, 10_000, "{format}");
    });
}

#[cfg(unix)]
#[test]
fn a_manifest_that_is_a_link_out_of_its_folder_is_refused() {
    let project = Scratch::new();
    fs::write(project.around().join("other.toml"), format!("{PROJECT}# TOP-SECRET\n")).expect("a file can be written");
    let project = project.link("governance.toml", "../other.toml");
    each([".", "governance.toml"], |path| {
        let output = soon("a link", || project.run(&["check", path, "--as-of", TODAY, "--format", "pretty"]));
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{path}: {}", shown(&output));
        assert!(!output.stderr.contains("TOP-SECRET"), "{path}: {}", shown(&output));
    });
}

#[cfg(unix)]
#[test]
fn a_manifest_that_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;

    let project = Scratch::sound();
    let manifest = project.root().join("governance.toml");
    fs::set_permissions(&manifest, fs::Permissions::from_mode(0o000)).expect("a mode can be set");
    let Some(output) = project.run_as_nobody(&CHECK) else { return };
    assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{}", shown(&output));
    assert!(output.stderr.contains("governance.toml"), "{}", shown(&output));
}
