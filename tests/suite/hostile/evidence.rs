//! Evidence that is no file, no text, too large or too deep.

use std::fs;

use super::packs::HEAD;
use super::{shown, soon};
use crate::scratch::{ANSWER, GOVERNANCE, Judged, OWNER, PROJECT, Scratch, TODAY, each};

const JSON: [&str; 7] = ["check", "--as-of", TODAY, "--locale", "en", "--format", "json"];

/// An answer that measures groups, by this file.
fn groups(path: &str) -> String {
    let project = PROJECT.replace("assessed", "traits = [\"affects-people\"]\nassessed");
    format!(
        "{project}\n[answers.fairness.group-performance]\nstatus = \"met\"\nstatement = \"Both groups are within 0.05.\"\nevidence = [\"{path}\"]\nreviewed = 2026-10-12\n"
    )
}

/// Judges, and gives the codes of the owner's item.
fn codes(what: &str, project: &Scratch) -> (Judged, Vec<String>) {
    let args = [&JSON[..], &["--only", OWNER]].concat();
    let judged = Judged::of(soon(what, || project.run(&args)));
    let findings = judged.project()["findings"].as_array().cloned().unwrap_or_default();
    let codes = findings.iter().filter_map(|finding| finding["code"].as_str().map(str::to_owned)).collect();
    (judged, codes)
}

fn citing(path: &str) -> Scratch {
    Scratch::with(&format!("{PROJECT}{}", ANSWER.replace("GOVERNANCE.md", path)))
}

#[test]
fn the_sound_project_passes_so_that_what_fails_below_fails_for_its_reason() {
    let judged = Scratch::sound().judge_owner();
    assert_eq!(judged.output.status, 0, "{}", shown(&judged.output));
    assert_eq!((judged.verdict(OWNER), judged.findings()), (Some("satisfied"), Vec::new()));
}

#[test]
fn what_is_no_text_is_told_as_unreadable() {
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(GOVERNANCE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let gbk = b"# \xd6\xce\xc0\xed\n".to_vec();
    each([("UTF-16", utf16), ("GBK", gbk), ("a byte", [GOVERNANCE.as_bytes(), b"\xff"].concat())], |(what, bytes)| {
        let (judged, codes) = codes(what, &citing("GOVERNANCE.md").file("GOVERNANCE.md", bytes));
        assert_eq!(codes, ["evidence-unreadable"], "{what}");
        assert_eq!((judged.output.status, judged.verdict(OWNER)), (1, Some("overclaimed")), "{what}");
        assert!(judged.findings()[0].starts_with("governance.toml:14:13 "), "{what}: {:?}", judged.findings());
    });
}

#[test]
fn what_is_no_file_is_told_as_unreadable() {
    let (judged, found) = codes("a folder", &citing("docs").file("docs/owner.md", GOVERNANCE));
    assert_eq!((found, judged.output.status), (vec!["evidence-unreadable".to_owned()], 1));
    let (judged, found) = codes("a folder by a slash", &citing("docs/").file("docs/owner.md", GOVERNANCE));
    assert_eq!((found, judged.output.status), (vec!["evidence-unreadable".to_owned()], 1));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_told_and_nobody_waits_for_its_other_end() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};

    each([("a pipe", "docs/pipe.md"), ("a pipe in a glob", "docs/*.md")], |(what, cited)| {
        let project = citing(cited).file("docs/notes.txt", "nothing");
        mknodat(CWD, project.root().join("docs/pipe.md"), FileType::Fifo, Mode::RWXU, 0).expect("a pipe can be made");
        let (judged, codes) = codes(what, &project);
        assert_eq!((codes, judged.output.status), (vec!["evidence-unreadable".to_owned()], 1), "{what}");
    });
}

#[cfg(unix)]
#[test]
fn links_that_go_in_circles_or_to_devices_are_told() {
    let cases = [
        ("a circle", "owner.md", "evidence-unreadable"),
        ("a device", "/dev/zero", "evidence-outside"),
        ("the machine's passwords", "/etc/passwd", "evidence-outside"),
    ];
    each(cases, |(what, target, code)| {
        let (judged, codes) = codes(what, &citing("docs/owner.md").link("docs/owner.md", target));
        assert_eq!((codes, judged.output.status), (vec![code.to_owned()], 1), "{what}");
        assert!(!judged.printed().contains("root:"), "{what}");
    });
}

#[cfg(unix)]
#[test]
fn folders_that_link_to_each_other_do_not_keep_a_glob_busy() {
    let project = citing("**/*.md").link("docs/a", "..").link("docs/b", "../docs").file("OWNER.md", GOVERNANCE);
    let (judged, codes) = codes("circles of folders", &project);
    assert_eq!((codes, judged.output.status), (Vec::new(), 0));
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;

    let project = Scratch::sound();
    fs::set_permissions(project.root().join("GOVERNANCE.md"), fs::Permissions::from_mode(0o000))
        .expect("a mode can be set");
    let Some(output) = project.run_as_nobody(&[&JSON[..], &["--only", OWNER]].concat()) else { return };
    let judged = Judged::of(output);
    assert_eq!(judged.findings(), [format!("governance.toml:14:13 {OWNER} evidence-unreadable error")]);
}

#[test]
fn a_gibibyte_of_zeros_costs_nothing() {
    each([("zeros.md", "evidence-unreadable"), ("zeros.pdf", "evidence-hollow")], |(path, code)| {
        let project = citing(path);
        let file = fs::File::create(project.root().join(path)).expect("a file can be made");
        file.set_len(1 << 30).expect("its length can be set");
        let (judged, codes) = codes(path, &project);
        assert!(codes.iter().any(|known| known == code), "{path}: {codes:?}");
        assert_eq!(judged.verdict(OWNER), Some("overclaimed"), "{path}");
    });
}

#[test]
fn deep_and_swollen_data_is_told_at_its_place() {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
    let bomb: String = ["a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned()]
        .into_iter()
        .chain(
            ('b'..='z')
                .zip('a'..)
                .map(|(new, old)| format!("{new}: &{new} [{}]\n", vec![format!("*{old}"); 9].join(", "))),
        )
        .collect();
    let cases = [
        ("evals/a.json", deep("[", "]")),
        ("evals/b.json", deep("{\"a\":", "}")),
        ("evals/c.json", "[".repeat(100_000)),
        ("evals/d.yaml", deep("[", "]")),
        ("evals/e.yaml", deep("{a: ", "}")),
        ("evals/f.yaml", (0..3_000).map(|at| format!("{}a:\n", " ".repeat(at))).collect()),
        ("evals/g.yaml", "- ".repeat(100_000)),
        ("evals/h.yaml", format!("{bomb}groups: *z\n")),
        ("evals/i.toml", format!("x = {}\n", deep("[", "]"))),
        ("evals/j.toml", format!("x = {}\n", deep("{a=", "}"))),
        ("evals/k.json", "{\"groups\": [{\"gap\": 1e999}]}".to_owned()),
        ("evals/l.json", format!("{{\"limit\": {}}}", "9".repeat(100_000))),
        ("evals/m.yaml", "a: &a *a\n".to_owned()),
    ];
    each(cases, |(path, text)| {
        let project = Scratch::with(&groups(path)).file(path, text);
        let args = [&JSON[..], &["--only", "fairness/group-performance"]].concat();
        let judged = Judged::of(soon(path, || project.run(&args)));
        assert_eq!(
            judged.verdict("fairness/group-performance"),
            Some("overclaimed"),
            "{path}: {}",
            shown(&judged.output)
        );
        let inside = judged.findings().iter().any(|finding| finding.starts_with(path));
        assert!(inside, "{path} is not shown: {:?}", judged.findings());
    });
}

/// Each of its components is held against patterns, and each is a finding of its own.
#[test]
fn a_bill_of_very_many_materials_ends_soon_and_is_told() {
    let components = vec![r#"{"type":"data"}"#; 200_000].join(", ");
    let bill = format!(r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{components}]}}"#);
    let answer = ANSWER.replace(OWNER.replace('/', ".").as_str(), "security.provenance");
    let manifest = format!("{PROJECT}{}", answer.replace("GOVERNANCE.md", "bom.cdx.json"));
    let project = Scratch::with(&manifest).file("bom.cdx.json", bill);
    let args = [&JSON[..], &["--only", "security/provenance"]].concat();
    let judged = Judged::of(soon("very many materials", || project.run(&args)));
    assert_eq!(judged.verdict("security/provenance"), Some("overclaimed"), "{}", shown(&judged.output));
    let findings = judged.project()["findings"].to_string();
    assert!(findings.contains("holds too much to look for `$['components', '@graph']"), "{}", shown(&judged.output));
}

/// More values than a query gives: that all of them agree is not to be said of those that were heard.
#[test]
fn what_holds_too_much_to_compare_does_not_agree() {
    let item = "title = { en = \"Words\", zh = \"用词\" }\nclauses = [\"A.1\"]\nrequirement = \"required\"\nlevel = 1\n\
                question = { en = \"One?\", zh = \"一致吗？\" }\nguidance = { en = \"Agree.\", zh = \"请一致。\" }\n\
                evidence = { accept = [\"**/*.json\"] }\n[[checks]]\nagree = { of = [{ in = \"*.json\", path = \"$[*]\" }, { in = \"*.json\", path = \"$[0]\" }] }\n";
    let manifest = format!(
        "{PROJECT}\n[assessment]\npacks = [\"./acme\"]\n{}",
        ANSWER.replace(&OWNER.replace('/', "."), "acme.words").replace("GOVERNANCE.md", "words.json")
    );
    for (many, verdict, codes) in [(9_000, "satisfied", vec![]), (11_000, "overclaimed", vec!["evidence-unreadable"])] {
        let words = format!("[{}]", vec!["\"a\""; many].join(","));
        let project = Scratch::with(&manifest)
            .file("acme/pack.toml", HEAD)
            .file("acme/acme/words.toml", item)
            .file("words.json", words);
        let args = [&JSON[..], &["--only", "acme/words"]].concat();
        let judged = Judged::of(soon("very many words", || project.run(&args)));
        let findings = judged.project()["findings"].as_array().cloned().unwrap_or_default();
        let found: Vec<_> = findings.iter().filter_map(|finding| finding["code"].as_str()).collect();
        assert_eq!((judged.verdict("acme/words"), found), (Some(verdict), codes), "{}", shown(&judged.output));
    }
}

#[test]
fn texts_made_to_keep_a_parser_busy_end_soon() {
    let many = |text: &str, times: usize| format!("# Roles\n\n{}\n", text.repeat(times));
    let cases = [
        ("brackets", many("[", 200_000)),
        ("links", many("[a](", 100_000)),
        ("emphasis", many("*a _b ", 100_000)),
        ("backticks", (1..1_500).map(|length| format!("{} ", "`".repeat(length))).collect()),
        ("quotes", many("> ", 50_000)),
        ("lists", (0..1_000).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect()),
        ("comments", many("<!-- ", 100_000)),
        ("tags", many("<a ", 100_000)),
        ("entities", many("&", 200_000)),
        ("headings", many("# a\n", 100_000)),
        ("same headings", many("## roles\n\nwords words\n\n", 20_000)),
        ("rows", format!("# Roles\n\n| a | b |\n| - | - |\n{}", "| x | y |\n".repeat(50_000))),
        ("columns", format!("# Roles\n\n{}\n{}\n", "| a ".repeat(50_000), "| - ".repeat(50_000))),
        ("underlines", many("a\n=\n", 100_000)),
        ("fences", many("```\n", 100_000)),
        ("one line", many("word ", 1_000_000)),
        ("one word", many("词", 1_000_000)),
        ("marks upon marks", many("a\u{301}\u{301}\u{301}\u{301}", 100_000)),
        ("front matter", format!("---\n{}\n---\n# Roles\n", "a: ".repeat(50_000))),
    ];
    each(cases, |(what, text)| {
        let project = citing("GOVERNANCE.md").file("GOVERNANCE.md", text);
        let (judged, _) = codes(what, &project);
        assert_eq!(judged.verdict(OWNER), Some("overclaimed"), "{what}: {}", shown(&judged.output));
    });
}

#[test]
fn a_glob_over_very_many_files_ends_soon_and_says_so() {
    let project = citing("many/*.md");
    fs::create_dir(project.root().join("many")).expect("a folder can be made");
    each(0..10_050, |at| {
        fs::write(project.root().join(format!("many/{at}.md")), "x").expect("a file can be written");
    });
    let (judged, codes) = codes("very many files", &project);
    assert_eq!(judged.output.status, 1);
    assert!(codes.iter().any(|code| code == "evidence-unreadable"), "more than the limit was not told");
}

#[test]
fn a_zero_byte_in_a_path_opens_nothing() {
    let (judged, codes) = codes("NUL", &citing("GOVERNANCE.md\\u0000.txt").file("GOVERNANCE.md", GOVERNANCE));
    assert_eq!((judged.output.status, judged.verdict(OWNER)), (1, Some("overclaimed")));
    assert_eq!(codes, ["evidence-outside"]);
}
