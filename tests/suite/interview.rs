//! `guiju interview`: the whole dialogue by a pipe, what it writes and what it leaves, and what it does with input that is no answer.
//!
//! The dialogues in `interview/` are kept byte for byte; with `GUIJU_BLESS=1` they are written anew, and the test fails all the same.

#[path = "interview/answers.rs"]
mod answers;
#[path = "interview/hostile.rs"]
mod hostile;
#[path = "interview/syntaxes.rs"]
mod syntaxes;

use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::{env, fs};

use crate::run::{Output, prepared};
use crate::scratch::{Scratch, TODAY};

/// A pack of three items, so that what is asked does not change with the built-in one.
const PACK: &str = r#"schema = 1
id = "pier"
version = "1.0.0"
title = { en = "Pier", zh = "码头" }

[[levels]]
rank = 1
id = "base"
title = { en = "Base", zh = "基础" }

[[levels]]
rank = 2
id = "more"
title = { en = "More", zh = "进阶" }

[[principles]]
id = "pier"
title = { en = "Pier", zh = "码头" }
summary = { en = "Piers.", zh = "码头。" }

[[clauses]]
id = "P.1"
principle = "pier"
kind = "duty"
reach = "direct"
gloss = { en = "Take care of the pier.", zh = "照看码头。" }
"#;

const LOOKOUT: &str = r#"title = { en = "A lookout", zh = "瞭望" }
clauses = ["P.1"]
requirement = "required"
level = 1
fresh-days = 365
question = { en = "Does somebody watch the pier at high water?", zh = "高潮时是否有人看守码头？" }
guidance = { en = "A pier that nobody watches floods unseen.\n\n- Name the watch.\n- Write down its hours.", zh = "没有人看守的码头，淹了也没人知道。\n\n- 写明由谁看守。\n- 写明时段。" }
evidence = { accept = ["**/*.md"], suggest = ["WATCH.md"] }

[[checks]]
section = { heading = '(?i-u:\bwatch\b)|看守', min-words = 8 }
message = { en = "a section says who watches, and when", zh = "应有一节写明由谁看守、何时看守" }
"#;

const LIGHT: &str = r#"title = { en = "A light", zh = "灯" }
clauses = ["P.1"]
requirement = "recommended"
level = 1
opt-out = true
question = { en = "Is the pier lit at night?", zh = "码头夜间是否有灯？" }
guidance = { en = "Light it.", zh = "请点灯。" }
evidence = { accept = ["**/*.md"] }
"#;

const BELL: &str = r#"title = { en = "A bell", zh = "钟" }
clauses = ["P.1"]
requirement = "informative"
level = 2
question = { en = "Is there a bell?", zh = "是否有钟？" }
guidance = { en = "Hang one.", zh = "请挂一口。" }
evidence = { accept = ["**/*.md"] }
"#;

/// A manifest of that pack with comments in all places.
pub(crate) const MANIFEST: &str = r#"# Of the pier 码头
schema = 1

[project]
name = "tide-table"   # as on the sign
description = "Predicts the tide at one pier"
owner = "Harbour master"
stage = "production"
impact = "limited"
assessed = 2026-11-01

[assessment]
packs = ["./pier"]

# who looks
[answers.pier.lookout]
status = "unmet"   # begun
evidence = [
  "README.md", # all of it
]

# the end
"#;

const WATCH: &str = "# The pier\n\n## Night watch 看守\n\nMaria Okafor watches the pier from an hour before high water until it has turned.\n\n## Lamps\n\nTwo.\n";

/// A project of that manifest.
pub(crate) fn project(manifest: &str) -> Scratch {
    Scratch::with(manifest)
        .file("README.md", "# Tide table\n\nIt says when the water is high enough to land at the pier.\n")
        .file("docs/watch.md", WATCH)
        .file("pier/pack.toml", PACK)
        .file("pier/pier/lookout.toml", LOOKOUT)
        .file("pier/pier/light.toml", LIGHT)
        .file("pier/pier/bell.toml", BELL)
}

/// What came of typing these lines, each ended.
pub(crate) fn typed(project: &Scratch, args: &[&str], lines: &[&str]) -> Output {
    let text: String = lines.iter().flat_map(|line| [*line, "\n"]).collect();
    piped(project, args, text.as_bytes())
}

/// What came of this input.
pub(crate) fn piped(project: &Scratch, args: &[&str], input: &[u8]) -> Output {
    let english: &[&str] = if args.contains(&"--locale") { &[] } else { &["--locale", "en"] };
    let args = [&["interview", "--as-of", TODAY], english, args].concat();
    let mut command = prepared(&project.root(), &args);
    command.env("COLUMNS", "72").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // It may end before it has read all of it.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    let output = child.wait_with_output().expect("the program ends");
    Output {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).expect("results are UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

pub(crate) fn read(project: &Scratch, name: &str) -> Option<String> {
    fs::read_to_string(project.root().join(name)).ok()
}

/// The manifest as it is now.
pub(crate) fn manifest(project: &Scratch) -> String {
    read(project, "governance.toml").expect("a manifest")
}

/// What a person types who opts out of one item, is first refused and then carried on the other, in either language.
fn lines(locale: &str) -> [&str; 20] {
    let en = locale == "en";
    let pick = |one, other| if en { one } else { other };
    [
        "perhaps",
        pick("not-applicable", "不适用"),
        "TODO",
        pick("The pier is closed at night.", "码头夜间关闭。"),
        pick("k", "保存"),
        pick("met", "已满足"),
        "",
        pick("Somebody watches the pier at high water.", "高潮时有人看守码头。"),
        "99",
        "1 watch",
        "nothing at all",
        "../outside.md",
        "",
        pick("n", "否"),
        "",
        pick("again", "重新回答"),
        "",
        "",
        "docs/watch.md#night-watch-看守",
        "1",
    ]
}

#[test]
fn the_whole_dialogue_is_as_it_was_in_both_languages() {
    let blesses = env::var("GUIJU_BLESS").is_ok_and(|word| word == "1");
    let mut wrong = Vec::new();
    for locale in ["en", "zh"] {
        let project = project(MANIFEST);
        let owner = if locale == "en" { "Night watch" } else { "夜班班长" };
        let lines = [&lines(locale)[..], &["", "y", owner, "1"]].concat();
        let output = typed(&project, &["--locale", locale], &lines);
        let text = format!("{}\n--- {}\n{}", output.stderr, output.status, output.stdout);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/suite/interview/dialogue.{locale}.txt"));
        if fs::read_to_string(&path).ok().as_ref() != Some(&text) {
            wrong.push(format!("{}:\n{text}", path.display()));
            if blesses {
                fs::write(&path, &text).expect("it can be written");
            }
        }
        let statement =
            if locale == "en" { "Somebody watches the pier at high water." } else { "高潮时有人看守码头。" };
        let justification = if locale == "en" { "The pier is closed at night." } else { "码头夜间关闭。" };
        let (head, rest) = MANIFEST
            .split_once("status = \"unmet\"   # begun\nevidence = [\n  \"README.md\", # all of it\n]\n")
            .unwrap();
        assert_eq!(
            manifest(&project),
            format!(
                "{head}status = \"met\"   # begun\nstatement = \"{statement}\"\nevidence = [\"docs/watch.md#night-watch-看守\"]\n\
                 reviewed = 2026-11-23\nowner = \"{owner}\"\n\n[answers.pier.light]\nstatus = \"not-applicable\"\njustification = \"{justification}\"\n{rest}"
            )
        );
        assert_eq!(read(&project, "governance.draft.toml"), None, "what is kept leaves no draft");
        assert_eq!(project.judge(&[]).verdict("pier/lookout"), Some("satisfied"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(!blesses, "the dialogues were as they are: run again without GUIJU_BLESS");
}

#[test]
fn what_is_kept_stands_at_once_and_what_is_not_waits_as_a_draft() {
    let project = project(MANIFEST);
    // The input ends within the second item.
    let output = typed(&project, &[], &["4", "It is closed at night.", "1", "2", "Half of the year."]);
    assert_eq!((output.status, output.stdout.as_str()), (0, "pier/light: not-applicable\n"), "{}", output.stderr);
    assert!(output.stderr.ends_with("the next interview offers it\n"), "{}", output.stderr);
    assert!(manifest(&project).contains("justification = \"It is closed at night.\""));
    assert!(!manifest(&project).contains("Half of the year."));
    let draft = read(&project, "governance.draft.toml").expect("a draft");
    assert!(
        draft.ends_with("[answers.pier.lookout]\nstatus = \"partial\"\nstatement = \"Half of the year.\"\n"),
        "{draft}"
    );
    // A draft is no claim, and no evidence.
    assert_eq!(project.judge(&[]).verdict("pier/lookout"), Some("unmet"));
    // It is offered again, and every answer to it may be an empty line.
    let again =
        typed(&project, &[], &["1", "", "", "", "y", "", "Name a second watch", "Jun Ito", "2027-01-31", "keep"]);
    assert!(
        again.stderr.contains("You have typed this before and not kept it:\n  status: partial\n"),
        "{}",
        again.stderr
    );
    assert_eq!((again.status, again.stdout.as_str()), (0, "pier/lookout: partial\n"), "{}", again.stderr);
    let made = manifest(&project);
    assert!(
        made.contains("statement = \"Half of the year.\"\nevidence = [\n  \"README.md\", # all of it\n]\n"),
        "{made}"
    );
    assert!(
        made.contains("plan = { action = \"Name a second watch\", owner = \"Jun Ito\", by = 2027-01-31 }\n"),
        "{made}"
    );
    assert_eq!(read(&project, "governance.draft.toml"), None);
}

#[test]
fn each_line_is_noted_before_the_next_is_asked() {
    let lines = ["2", "Half of the year.", "docs/watch.md", "", "n", "Night watch", "Name a second watch", "Jun Ito"];
    for (typed_so_far, noted) in [
        (3, "\"docs/watch.md\","),
        (5, "\"docs/watch.md\","),
        (6, "\nowner = \"Night watch\"\n"),
        (7, "plan = { action = \"Name a second watch\" }"),
        (8, "owner = \"Jun Ito\" }"),
    ] {
        let project = project(MANIFEST);
        typed(&project, &["--only", "pier/lookout"], &lines[..typed_so_far]);
        let draft = read(&project, "governance.draft.toml").expect("a draft");
        assert!(draft.contains(noted.trim_end_matches(',')), "{typed_so_far}: {draft}");
        let again = typed(&project, &["--only", "pier/lookout"], &["1"]);
        assert!(again.stderr.contains("You have typed this before"), "{}", again.stderr);
    }
}

#[test]
fn a_draft_is_forgotten_only_where_somebody_says_so() {
    let project = project(MANIFEST);
    typed(&project, &[], &["2", "Some lamps.", ":q"]);
    assert!(read(&project, "governance.draft.toml").is_some());
    typed(&project, &[], &[":s", ":q"]);
    assert!(read(&project, "governance.draft.toml").is_some_and(|draft| draft.contains("Some lamps.")));
    typed(&project, &[], &["forget", ":q"]);
    assert_eq!(read(&project, "governance.draft.toml"), None);
    assert_eq!(manifest(&project), MANIFEST);
}

#[test]
fn which_items_are_asked_about_is_for_the_person_to_say() {
    let asked = |args: &[&str]| -> Vec<String> {
        let project = project(MANIFEST);
        let output = typed(&project, args, &["s", "s", "s", "s"]);
        let heads = output.stderr.lines().filter(|line| line.starts_with('['));
        heads.map(|line| line.split([' ', ':']).nth(1).unwrap_or_default().to_owned()).collect()
    };
    // The level aimed at is the first; what nobody has answered comes first.
    assert_eq!(asked(&[]), ["pier/light", "pier/lookout"]);
    assert_eq!(asked(&["--all"]), ["pier/bell", "pier/light", "pier/lookout"]);
    assert_eq!(asked(&["--only", "pier/bell"]), ["pier/bell"]);
    let none = typed(&project(MANIFEST), &["--only", "pier/bel"], &[]);
    assert_eq!((none.status, none.stdout.as_str()), (2, ""));
    assert!(none.stderr.contains("did you mean `pier/bell`?"), "{}", none.stderr);
}

#[test]
fn where_nothing_is_open_there_is_nothing_to_ask() {
    let done = MANIFEST
        .replace("status = \"unmet\"   # begun", "status = \"met\"\nstatement = \"So it is.\"\nreviewed = 2026-11-01");
    let done = done.replace("\"README.md\", # all of it", "\"docs/watch.md\"");
    let light = "\n[answers.pier.light]\nstatus = \"not-applicable\"\njustification = \"It is closed at night.\"\n";
    let project = project(&format!("{done}{light}"));
    for (locale, told) in [("en", "guiju: no item is open\n"), ("zh", "guiju：没有尚未解决的条目\n")] {
        let output = typed(&project, &["--locale", locale], &[]);
        assert_eq!((output.status, output.stdout.as_str(), output.stderr.as_str()), (0, "", told));
    }
}

#[test]
fn a_claim_that_its_evidence_does_not_carry_may_be_kept_and_fails_the_run() {
    let project = project(MANIFEST);
    let output = typed(
        &project,
        &["--only", "pier/lookout", "--format", "json"],
        &["1", "We watch the pier in turns, by day and by night.", "", "y", "", "1"],
    );
    assert_eq!(output.status, 1, "{}", output.stderr);
    let told: serde_json::Value = serde_json::from_str(&output.stdout).expect("JSON alone");
    assert_eq!((told["schema"].as_str(), told["open"].as_u64()), (Some("guiju.interview/1"), Some(2)));
    let answer = &told["answers"][0];
    assert_eq!((answer["item"].as_str(), answer["verdict"].as_str()), (Some("pier/lookout"), Some("overclaimed")));
    assert_eq!(answer["findings"][0]["code"], "section-missing");
}

#[test]
fn nobody_but_a_person_says_that_evidence_was_looked_at() {
    let project = project(MANIFEST);
    typed(
        &project,
        &["--only", "pier/lookout"],
        &["1", "We watch the pier in turns, by day and by night.", "", "", "", "1"],
    );
    assert!(!manifest(&project).contains("reviewed"), "{}", manifest(&project));
}
