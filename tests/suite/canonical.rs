//! The canonical report: one small project, judged by a pack of its own, that every format is held against. It has every verdict and
//! every severity, findings in two files, a waiver and a manifest that cannot be judged beside it; and each text that somebody can write
//! is hostile. What a format must make of it is said by that format's tests.

use serde_json::Value;

use crate::scratch::{Judged, Scratch, TODAY};

/// What stands in every text: characters that XML, Markdown, CSV, a shell, GitHub's commands or a terminal read as their own, Chinese, an
/// emoji, a right-to-left override, an ANSI escape and a line break.
pub(crate) const HOSTILE: &str =
    "<b>&\"'`|%25:,::error::](http://x.example) 治理😀\u{202e}txt\u{1b}[31mred]]>\nsecond line";

/// The file of the evidence that has findings: a path that no format may take apart.
pub(crate) const EVIDENCE: &str = "docs & 记录/it's 100%,a:b|😀.json";

/// Every item of the pack, with what is asked of it, its level and its verdict. The order is that of the report.
pub(crate) const ITEMS: [(&str, &str, u8, &str); 11] = [
    ("trial/above", "required", 2, "unanswered"),
    ("trial/held", "required", 1, "satisfied"),
    ("trial/old", "required", 1, "stale"),
    ("trial/other", "required", 1, "not-applicable"),
    ("trial/overclaimed", "required", 1, "overclaimed"),
    ("trial/partial", "informative", 1, "partial"),
    ("trial/said-not", "recommended", 1, "unmet"),
    ("trial/silent", "required", 1, "unanswered"),
    ("trial/soon", "required", 1, "satisfied"),
    ("trial/twice", "recommended", 1, "overclaimed"),
    ("trial/waived", "required", 1, "waived"),
];

/// The project, in a folder of its own.
pub(crate) fn canonical() -> Scratch {
    let mut project = Scratch::with(&manifest())
        .file("pack/pack.toml", pack())
        .file("pack/frameworks.toml", frameworks())
        .file(
            "held.md",
            "# Held\n\nWe hold what we promise, and we say to whom; this page says how, when and by whom.\n",
        )
        // A byte order mark, lines that end in CRLF, a tab and characters beyond the basic plane: what columns are counted wrong by.
        .file(EVIDENCE, "\u{feff}{\r\n\t\"名😀\": { \"gap\": 0.4 },\r\n\t\"note\": \"<b>\u{202e}::error::\"\r\n}\r\n");
    for (id, requirement, level, _) in ITEMS {
        project = project.file(&format!("pack/{id}.toml"), item(id, requirement, level));
    }
    project
}

/// The same, with a manifest beside it that is no TOML: that one cannot be judged, and has no findings with a place in a report.
pub(crate) fn canonical_beside_broken() -> Scratch {
    canonical().file("broken/governance.toml", "schema = 1\n[project\nname = ]]>::error::%0A\n")
}

/// The project as data, in English.
pub(crate) fn judged(project: &Scratch) -> Judged {
    project.judge(&[])
}

/// The arguments of a run in this format and language.
pub(crate) fn arguments<'a>(format: &'a str, locale: &'a str) -> [&'a str; 7] {
    ["check", "--as-of", TODAY, "--locale", locale, "--format", format]
}

/// Where each finding of a JSON report stands: `rule/code`, file, line, column; in the order of the report.
pub(crate) fn places(judged: &Judged) -> Vec<(String, String, u64, u64)> {
    let word = |value: &Value| value.as_str().expect("a text").to_owned();
    let number = |value: &Value| value.as_u64().expect("a number");
    let findings = judged.project()["findings"].as_array().expect("a list of findings");
    let told = findings.iter().map(|finding| {
        let (rule, code, place) = (word(&finding["rule"]), word(&finding["code"]), &finding["place"]);
        let full = if rule.ends_with(&format!("/{code}")) { rule } else { format!("{rule}/{code}") };
        (full, word(&place["file"]), number(&place["line"]), number(&place["column"]))
    });
    told.collect()
}

/// A text as a basic string of TOML.
fn toml(text: &str) -> String {
    let escaped = text.chars().map(|character| match character {
        '"' | '\\' => format!("\\{character}"),
        '\n' => "\\n".to_owned(),
        '\u{1b}' | '\u{202e}' => format!("\\u{:04x}", u32::from(character)),
        _ => character.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// A text in both languages, as an inline table of TOML.
fn both(en: &str, zh: &str) -> String {
    format!("{{ en = {}, zh = {} }}", toml(&format!("{en} {HOSTILE}")), toml(&format!("{zh} {HOSTILE}")))
}

fn manifest() -> String {
    let bad = toml(HOSTILE);
    let evidence = toml(EVIDENCE);
    format!(
        r#"schema = 1

[project]
name = {bad}
description = {bad}
owner = {bad}
contact = {bad}
version = {bad}
stage = "production"
impact = "limited"
assessed = 2026-11-01
{bad} = 1

[assessment]
packs = ["./pack"]

[answers.trial.held]
status = "met"
statement = {bad}
evidence = [{{ path = "held.md", note = {bad} }}]
reviewed = 2026-10-12
owner = {bad}

[answers.trial.old]
status = "met"
statement = {bad}
evidence = ["held.md"]
reviewed = 2019-01-01

[answers.trial.overclaimed]
status = "met"
statement = {bad}
evidence = [{evidence}, {missing}]
reviewed = 2026-10-12

[answers.trial.partial]
status = "partial"
statement = {bad}
evidence = ["held.md"]
reviewed = 2026-10-12
plan = {{ action = {bad}, owner = {bad}, by = 2027-01-31 }}

[answers.trial.said-not]
status = "unmet"
statement = {bad}

[answers.trial.soon]
status = "met"
statement = {bad}
evidence = ["held.md"]
reviewed = 2025-12-01

[answers.trial.twice]
status = "met"
statement = {bad}
evidence = ["held.md"]
reviewed = 2026-10-12

[[waivers]]
item = "trial/waived"
reason = {bad}
approved-by = {bad}
granted = 2026-11-02
expires = 2026-12-01
ticket = {bad}
"#,
        missing = toml(&format!("no {}", HOSTILE.replace('/', "|")))
    )
}

fn pack() -> String {
    format!(
        "schema = 1\nid = \"trial\"\nversion = {version}\ntitle = {title}\nsource = {{ title = {source} }}\n\n\
         [[levels]]\nrank = 1\nid = \"first\"\ntitle = {level}\n\n[[levels]]\nrank = 2\nid = \"second\"\ntitle = {level}\n\n\
         [[principles]]\nid = \"trial\"\ntitle = {title}\nsummary = {title}\n\n\
         [[clauses]]\nid = \"1\"\nprinciple = \"trial\"\nkind = \"duty\"\nreach = \"direct\"\ngloss = {title}\n",
        version = toml(&format!("1.0 {HOSTILE}")),
        title = both("A trial", "试验"),
        source = both("A source", "来源"),
        level = both("A level", "等级"),
    )
}

/// Two frameworks, of which one is touched, by a provision that was read and by one that nobody read.
fn frameworks() -> String {
    let framework = |id: &str| {
        format!(
            "[[frameworks]]\nid = \"{id}\"\ntitle = {}\norigin = {}\nedition = {}\nnature = {}\nsource = {}\ndoubts = [{}]\n\n",
            both("A framework", "框架"),
            toml(&format!("XX {HOSTILE}")),
            toml(&format!("2026 {HOSTILE}")),
            both("a charter", "章程"),
            both("Numbered by us", "编号由本规则包编排"),
            both("A doubt", "存疑"),
        )
    };
    let provision = |framework: &str, id: &str, basis: &str| {
        let (id, gloss) = (toml(id), both("a gloss", "释义"));
        format!("[[provisions]]\nframework = \"{framework}\"\nid = {id}\ngloss = {gloss}\nbasis = \"{basis}\"\n\n")
    };
    [
        framework("charter"),
        framework("untouched"),
        provision("charter", &read_provision(), "text"),
        provision("charter", "¶2", "recalled"),
        provision("charter", "¶3", "text"),
        provision("untouched", "¶1", "text"),
    ]
    .concat()
}

/// The id of the provision that an item equals, hostile as all else.
pub(crate) fn read_provision() -> String {
    format!("¶1 {HOSTILE}")
}

fn item(id: &str, requirement: &str, level: u8) -> String {
    let applies = if id == "trial/other" { "applies = \"project.stage == 'retired'\"\n" } else { "" };
    let checks = match id {
        "trial/overclaimed" => format!(
            "[[checks]]\nvalue = {{ in = \"**/*.json\", path = \"$[*].gap\", at-most = 0.1 }}\nmessage = {}\n",
            both("expected a gap of at most 0.1", "差距不应超过 0.1")
        ),
        // Two findings of one code in one place.
        "trial/twice" => ["alpha", "omega"]
            .map(|word| format!("[[checks]]\ntext = {{ must = '{word}' }}\nmessage = {}\n\n", both(word, word)))
            .concat(),
        _ => "[[checks]]\ntext = { must = 'promise' }\n".to_owned(),
    };
    let crosswalk = match id {
        "trial/held" => format!(
            "\n[crosswalk]\ncharter = [{{ provision = {}, strength = \"equivalent\" }}, {{ provision = \"¶2\", strength = \"partial\" }}]\n",
            toml(&read_provision())
        ),
        "trial/silent" => format!(
            "\n[crosswalk]\ncharter = [{{ provision = {}, strength = \"related\" }}, {{ provision = \"¶2\", strength = \"equivalent\" }}]\n",
            toml(&read_provision())
        ),
        _ => String::new(),
    };
    format!(
        "title = {title}\nclauses = [\"1\"]\nrequirement = \"{requirement}\"\nlevel = {level}\n{applies}fresh-days = 365\n\
         question = {title}\nguidance = {title}\nevidence = {{ accept = [\"**/*.md\", \"**/*.json\"] }}\n\n{checks}{crosswalk}",
        title = both("An item", "条目"),
    )
}

#[test]
fn it_holds_every_verdict_every_severity_two_files_and_a_waiver() {
    let judged = judged(&canonical());
    assert_eq!(judged.output.status, 1, "{}", judged.printed());
    let project = judged.project();
    for (id, requirement, level, verdict) in ITEMS {
        let found = project["items"].as_array().and_then(|items| items.iter().find(|item| item["id"] == id));
        let found = found.unwrap_or_else(|| panic!("{id} is not judged: {}", judged.printed()));
        let seen = (found["requirement"].as_str(), found["level"].as_u64(), found["verdict"].as_str());
        assert_eq!(seen, (Some(requirement), Some(level.into()), Some(verdict)), "{id}");
    }
    let words = |values: &[&str]| values.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let verdicts = project["verdicts"].as_object().expect("verdicts").keys().cloned().collect::<Vec<_>>();
    let all = ["not-applicable", "waived", "unanswered", "unmet", "partial", "overclaimed", "stale", "satisfied"];
    assert_eq!(verdicts, words(&all));
    let findings = project["findings"].as_array().expect("findings");
    for severity in ["error", "warning", "note"] {
        assert!(findings.iter().any(|finding| finding["severity"] == severity), "{severity}");
    }
    for file in ["governance.toml", EVIDENCE] {
        assert!(findings.iter().any(|finding| finding["place"]["file"] == file), "{file}: {:?}", places(&judged));
    }
    assert!(project["items"].as_array().is_some_and(|items| items.iter().any(|item| item["waiver"].is_object())));
    // What is counted in characters, behind a mark and beyond the basic plane.
    assert!(places(&judged).iter().any(|(_, file, line, column)| file == EVIDENCE && (*line, *column) == (2, 17)));
}
