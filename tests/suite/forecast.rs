//! `guiju forecast`: what falls due on which day, for readers, programs and calendars.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::canonical::{HOSTILE, canonical};
use crate::run::{Output, guiju};
use crate::scratch::{OWNER, PROJECT, Scratch, TODAY, each};
use crate::tools::python;

/// What the calendar is read back with, by the package that others wrote: each event's name, day, texts and kind.
const READ: &str = r#"
import json, sys, icalendar
with open(sys.argv[1], "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
events = list(calendar.walk("VEVENT"))
assert not calendar.errors and not any(event.errors for event in events), "it is not as RFC 5545 has it"
assert calendar["VERSION"] == "2.0" and calendar["PRODID"] and calendar.subcomponents
json.dump([{
    "uid": str(event["UID"]), "day": event.decoded("DTSTART").isoformat(), "days": (event.end - event.start).days,
    "stamp": event.decoded("DTSTAMP").isoformat(), "summary": str(event["SUMMARY"]),
    "description": str(event["DESCRIPTION"]), "kind": str(event["CATEGORIES"].cats[1]),
} for event in events], sys.stdout)
"#;

const PACK: &str = r#"schema = 1
id = "trial"
version = "1.0.0"
title = { en = "A trial", zh = "试验" }
source = { title = { en = "A source", zh = "来源" } }

[[levels]]
rank = 1
id = "first"
title = { en = "First", zh = "第一" }

[[levels]]
rank = 2
id = "second"
title = { en = "Second", zh = "第二" }

[[principles]]
id = "trial"
title = { en = "A trial", zh = "试验" }
summary = { en = "A trial", zh = "试验" }

[[clauses]]
id = "1"
principle = "trial"
kind = "duty"
reach = "direct"
gloss = { en = "A gloss", zh = "释义" }
"#;

/// Items with what their files say beside what all of them say.
const ITEMS: [(&str, &str, &str); 10] = [
    ("ahead", "", ""),
    ("changed", "fresh-days = 365\n", ""),
    ("dated-ahead", "fresh-days = 365\n", ""),
    ("ended", "", ""),
    ("late", "fresh-days = 30\n", ""),
    ("newest", "", "\n[[checks]]\nvalue = { in = \"**/*.json\", path = \"$.tested\", newest-within-days = 60 }\n"),
    ("next-year", "effective-from = 2027-01-01\n", ""),
    ("promised", "", ""),
    ("seasonal", "applies = \"today >= timestamp('2026-12-24T00:00:00Z')\"\n", ""),
    ("waived", "", ""),
];

fn item((id, head, checks): (&str, &str, &str)) -> (String, String) {
    let (applies, fresh) = if head.starts_with("applies") { (head, "") } else { ("", head) };
    let text = format!(
        "title = {{ en = \"Item {id}\", zh = \"条目 {id}\" }}\nclauses = [\"1\"]\nrequirement = \"required\"\nlevel = 1\n\
         {applies}{fresh}question = {{ en = \"Q\", zh = \"问\" }}\nguidance = {{ en = \"G\", zh = \"释\" }}\n\
         evidence = {{ accept = [\"**/*\"] }}\n{checks}"
    );
    (format!("pack/trial/{id}.toml"), text)
}

fn toml(text: &str) -> String {
    text.chars().map(|c| if c.is_alphanumeric() { c.to_string() } else { format!("\\U{:08x}", u32::from(c)) }).collect()
}

/// A project in which something of every kind falls due, with a name and texts that are trouble.
fn project() -> Scratch {
    let met = |id: &str, rest: &str| {
        format!(
            "\n[answers.trial.{id}]\nstatus = \"met\"\nstatement = \"Held, by whom it says.\"\nevidence = [{rest}\n"
        )
    };
    let manifest = [
        PROJECT.replace("ferry-times", &toml(HOSTILE)),
        "\n[assessment]\npacks = [\"./pack\"]\n".to_owned(),
        met("ahead", "\"held.md\"]\nreviewed = 2026-10-12"),
        met("changed", &format!("{{ path = \"held.md\", sha256 = \"{}\" }}]\nreviewed = 2026-10-12", "0".repeat(64))),
        met("dated-ahead", "\"held.md\"]\nreviewed = 2026-12-01"),
        met("late", "\"held.md\"]\nreviewed = 2026-10-12"),
        met("newest", "\"tested.json\"]\nreviewed = 2026-10-12"),
        format!(
            "\n[answers.trial.promised]\nstatus = \"partial\"\nstatement = \"Half of it.\"\n\
             plan = {{ action = \"{}\", owner = \"M\", by = 2026-11-23 }}\n",
            toml(HOSTILE)
        ),
        "\n[answers.trial.ended]\nstatus = \"unmet\"\nstatement = \"No.\"\n".to_owned(),
        waiver("ended", "2026-11-22"),
        waiver("waived", "2026-12-31"),
    ];
    let project = Scratch::with(&manifest.concat())
        .file("held.md", "# Held\n\nWe hold what we promise, and we say to whom, how, when and by whom.\n")
        .file("tested.json", "{ \"tested\": \"2026-10-30\" }\n")
        .file("pack/pack.toml", PACK);
    ITEMS.into_iter().map(item).fold(project, |project, (path, text)| project.file(&path, text))
}

fn waiver(id: &str, expires: &str) -> String {
    format!(
        "\n[[waivers]]\nitem = \"trial/{id}\"\nreason = \"The testers' contract starts late; \\n{}\"\n\
         approved-by = \"Chief\"\ngranted = 2026-11-01\nexpires = {expires}\n",
        toml(HOSTILE)
    )
}

fn forecast(project: &Scratch, args: &[&str]) -> Output {
    project.run(&[&["forecast", "--as-of", TODAY], args].concat())
}

/// What falls due, as `day kind item overdue`.
fn dues(output: &Output) -> Vec<String> {
    let data: Value = serde_json::from_str(&output.stdout).unwrap_or_else(|why| panic!("{why}: {}", output.stderr));
    assert_eq!(data["schema"], "guiju.forecast/1");
    let dues = data["projects"][0]["due"].as_array().expect("a list");
    let word = |due: &Value, key: &str| due[key].as_str().expect("a text").to_owned();
    let told = dues.iter().map(|due| {
        let late = if due["overdue"] == true { " overdue" } else { "" };
        format!("{} {} {}{late}", word(due, "day"), word(due, "kind"), word(due, "item"))
    });
    told.collect()
}

/// What the reader that others wrote makes of a calendar.
fn reading(calendar: &str) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("due.ics");
    fs::write(&file, calendar).expect("a file");
    python("python", &["-c", READ, file.to_str().expect("UTF-8")])
}

/// The events of a calendar, as it sees them.
fn events(calendar: &str) -> Vec<Value> {
    let output = reading(calendar);
    assert_eq!(output.status, 0, "{}\n{calendar}", output.stderr);
    serde_json::from_str(&output.stdout).expect("JSON")
}

#[test]
fn each_thing_falls_due_on_its_day_and_once() {
    let output = forecast(&project(), &["--format", "json"]);
    assert_eq!((output.status, output.stderr.as_str()), (0, ""));
    assert_eq!(
        dues(&output),
        [
            "2026-11-11 review trial/late overdue",
            "2026-11-22 waiver trial/ended overdue",
            "2026-11-23 review trial/changed overdue",
            "2026-11-23 review trial/dated-ahead overdue",
            "2026-11-23 plan trial/promised",
            "2026-12-24 verdict trial/seasonal",
            "2026-12-30 verdict trial/newest",
            "2026-12-31 waiver trial/waived",
            "2027-01-01 rule trial/next-year",
        ]
    );
}

#[test]
fn nothing_beyond_the_days_that_are_asked_for_is_told() {
    let project = project();
    let last = |days: &str| dues(&forecast(&project, &["--format", "json", "--days", days])).pop().expect("one");
    assert_eq!(last("30"), "2026-11-23 plan trial/promised");
    assert_eq!(last("31"), "2026-12-24 verdict trial/seasonal");
    assert_eq!(last("38"), "2026-12-31 waiver trial/waived");
    each(["0", "3661", "-1", "soon"], |days| {
        let output = forecast(&project, &["--days", days]);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{days}: {}", output.stderr);
    });
}

#[test]
fn a_calendar_holds_what_the_forecast_does_for_a_reader_that_others_wrote() {
    let project = project();
    let told = dues(&forecast(&project, &["--format", "json"]));
    each(["en", "zh"], |locale| {
        let calendar = forecast(&project, &["--format", "ics", "--locale", locale]).stdout;
        let events = events(&calendar);
        let seen: Vec<_> = events.iter().map(|event| format!("{} {}", event["day"], event["kind"])).collect();
        assert_eq!(seen.len(), told.len());
        for (event, due) in events.iter().zip(&told) {
            let part = |at: usize| due.split(' ').nth(at).expect("a part");
            assert_eq!((event["day"].as_str(), event["kind"].as_str()), (Some(part(0)), Some(part(1))));
            assert_eq!((&event["days"], &event["stamp"]), (&1.into(), &"2026-11-23T00:00:00+00:00".into()));
            let summary = event["summary"].as_str().expect("a text");
            // What the project is called comes through whole, but for what could steer whoever shows it.
            let harmless = HOSTILE.replace('\u{202e}', "\u{fffd}").replace('\u{1b}', "?");
            assert!(summary.contains(part(2)) && summary.contains(&harmless), "{summary}");
            let late = summary.starts_with(if locale == "en" { "Overdue: " } else { "已逾期：" });
            assert_eq!(late, due.ends_with("overdue"), "{summary}");
            assert!(event["description"].as_str().is_some_and(|text| text.contains(".toml:")), "{event}");
        }
    });
}

#[test]
fn the_canonical_report_comes_through_whole() {
    let project = canonical();
    let output = forecast(&project, &["--format", "json"]);
    let told = dues(&output);
    let expected = ["2026-12-01 waiver trial/waived", "2027-01-31 plan trial/partial"];
    assert!(expected.iter().all(|due| told.iter().any(|told| told == due)), "{told:?}");
    // A finding and what falls due about the same thing are in the same place.
    let soon = project.judge(&[]).findings();
    let data: Value = serde_json::from_str(&output.stdout).expect("JSON");
    for due in data["projects"][0]["due"].as_array().into_iter().flatten().filter(|due| due["kind"] == "waiver") {
        let place = &due["place"];
        let at = format!("governance.toml:{}:{} ", place["line"], place["column"]);
        assert!(
            soon.iter().any(|finding| finding.starts_with(&at) && finding.contains("waiver-expiring")),
            "{at} {soon:?}"
        );
    }
    each(["en", "zh"], |locale| {
        let events = events(&forecast(&project, &["--format", "ics", "--locale", locale]).stdout);
        assert_eq!(events.len(), told.len());
        let text = forecast(&project, &["--locale", locale]).stdout;
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\r']), "{text}");
        assert!(text.lines().all(|line| !line.starts_with("second line")), "{text}");
    });
}

#[test]
fn a_review_that_is_recorded_moves_the_next_one() {
    let project = Scratch::sound();
    let due = || dues(&forecast(&project, &["--format", "json", "--days", "366"]));
    let before = due();
    let output = project.run(&["review", OWNER, "--by", "Jun Ito", "--as-of", "2026-11-20"]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    let after = due();
    let day =
        |dues: &[String]| dues.iter().find_map(|due| due.strip_suffix(&format!(" review {OWNER}")).map(str::to_owned));
    // Counted from 12 October, and from 20 November.
    let (before, after) = (day(&before).expect("a day"), day(&after).expect("a day"));
    assert!(before < after, "{before} {after}");
    assert_eq!(after, "2027-11-20");
}

#[test]
fn the_reader_would_say_so() {
    let whole = forecast(&project(), &["--format", "ics", "--locale", "en"]).stdout;
    let cases = [
        ("a day that is none", whole.replacen("DTSTART;VALUE=DATE:20261111", "DTSTART;VALUE=DATE:20261311", 1)),
        ("a line that is not folded but broken", whole.replacen("\r\n ", "\r\n", 1)),
        ("an event without an end", whole.replacen("END:VEVENT\r\n", "", 1)),
        ("a name that is missing", whole.replacen("UID:", "UIDS:", 1)),
        ("no version", whole.replacen("VERSION:2.0\r\n", "", 1)),
    ];
    each(cases, |(what, spoilt)| {
        assert_ne!(spoilt, whole, "{what}");
        assert_ne!(reading(&spoilt).status, 0, "{what}");
    });
}

#[test]
fn the_lines_of_a_calendar_are_short_and_end_as_they_must() {
    let calendar = forecast(&project(), &["--format", "ics", "--locale", "zh"]).stdout;
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(calendar.matches('\n').count(), calendar.matches("\r\n").count());
    let long: Vec<_> = calendar.split("\r\n").filter(|line| line.len() > 75).collect();
    assert!(long.is_empty(), "{long:?}");
    assert!(!calendar.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn an_event_keeps_its_name_when_its_day_moves() {
    let project = project();
    let named = |text: &str, as_of: &str| -> BTreeSet<String> {
        fs::write(project.root().join("governance.toml"), text).expect("a file");
        let output = project.run(&["forecast", "--as-of", as_of, "--format", "ics"]);
        events(&output.stdout).iter().map(|event| event["uid"].as_str().expect("a name").to_owned()).collect()
    };
    let manifest = fs::read_to_string(project.root().join("governance.toml")).expect("a file");
    let moved = manifest.replace("expires = 2026-12-31", "expires = 2027-01-15").replace("[project]", "\n\n[project]");
    let (before, after) = (named(&manifest, TODAY), named(&moved, "2026-11-24"));
    assert_eq!(before, after);
    assert_eq!(before.len(), 9);
}

#[test]
fn a_calendar_without_events_is_one_all_the_same() {
    let project = Scratch::with(PROJECT);
    let output = forecast(&project, &["--format", "ics"]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert_eq!(events(&output.stdout), Vec::<Value>::new());
    let output = forecast(&project, &["--locale", "en"]);
    assert_eq!(output.stdout, "ferry-times: nothing falls due by 2027-02-21\n");
    let output = forecast(&project, &["--locale", "zh"]);
    assert_eq!(output.stdout, "ferry-times：截至 2027-02-21 没有到期事项\n");
}

#[test]
fn many_projects_share_their_days_and_keep_their_events_apart() {
    let text = guiju(&["forecast", "examples", "--as-of", TODAY, "--locale", "en"]).stdout;
    assert!(text.starts_with("4 projects: "), "{text}");
    assert!(text.contains("review security/monitoring of clinic-triage: "), "{text}");
    // Two projects of one name and with the same answers.
    let project = project();
    let root = project.root();
    let mut twin = Scratch::new();
    for folder in ["one", "two"] {
        for path in ["governance.toml", "held.md", "tested.json", "pack/pack.toml"] {
            twin = twin.file(&format!("{folder}/{path}"), fs::read(root.join(path)).expect("a file"));
        }
        for (path, text) in ITEMS.map(item) {
            twin = twin.file(&format!("{folder}/{path}"), text);
        }
    }
    let events = events(&forecast(&twin, &["--format", "ics"]).stdout);
    let names: BTreeSet<_> = events.iter().map(|event| event["uid"].as_str()).collect();
    assert_eq!((events.len(), names.len()), (18, 18));
}

#[test]
fn what_cannot_be_judged_fails_and_the_rest_is_told() {
    let nowhere = Scratch::new();
    let output = forecast(&nowhere, &[]);
    assert_eq!((output.status, output.stdout.as_str()), (2, ""));
    let beside = project().file("broken/governance.toml", "schema = [");
    let output = forecast(&beside, &["--format", "json"]);
    assert_eq!(output.status, 2);
    assert_eq!(dues(&output).len(), 9);
    assert!(output.stderr.contains("broken/governance.toml"), "{}", output.stderr);
    let output = forecast(&beside, &["--pack", "five-principles"]);
    assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{}", output.stderr);
}
