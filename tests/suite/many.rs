//! Many projects in one run: the totals, the worst of them and the commonest gaps, in each format; in order, as they come.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::canonical::arguments;
use crate::run::prepared;
use crate::scratch::{ANSWER, GOVERNANCE, OWNER, PROJECT, Scratch, each};

/// Each of the eight verdicts on one item, by the folder of the project that has it; the longest name is a Chinese one.
const VERDICTS: [(&str, &str); 8] = [
    ("b/overclaimed", "overclaimed"),
    ("a/partial", "partial"),
    ("c/满足 <b>|`*", "satisfied"),
    ("d/retired", "not-applicable"),
    ("e/stale", "stale"),
    ("f/unanswered", "unanswered"),
    ("g/unmet", "unmet"),
    ("h/waived", "waived"),
];

/// A tree of such projects.
pub(crate) fn fleet() -> Scratch {
    VERDICTS.iter().fold(Scratch::new(), |fleet, (folder, verdict)| {
        let answer = format!("[answers.{}]\nstatus = \"unmet\"\n", OWNER.replace('/', "."));
        let plan = "plan = { action = \"Name a person\", owner = \"Maria Okafor\", by = 2027-01-31 }\n";
        let answer = match *verdict {
            "unanswered" => String::new(),
            "unmet" => format!("{answer}{plan}"),
            "partial" => format!("{}{plan}", answer.replace("unmet", "partial")),
            "stale" => ANSWER.replace("2026-10-12", "2019-10-12"),
            "overclaimed" => ANSWER.replace("GOVERNANCE.md", "gone.md"),
            "waived" => format!(
                "[[waivers]]\nitem = \"{OWNER}\"\nreason = \"The new owner begins in January.\"\napproved-by = \"Jun Ito\"\n\
                 granted = 2026-11-02\nexpires = 2026-12-31\n"
            ),
            _ => ANSWER.to_owned(),
        };
        let stage = if *verdict == "not-applicable" { "retired" } else { "production" };
        let manifest = format!("{}\n{answer}", PROJECT.replace("production", stage));
        fleet
            .file(&format!("{folder}/governance.toml"), manifest)
            .file(&format!("{folder}/GOVERNANCE.md"), GOVERNANCE)
    })
}

/// What the fleet gives in a format and language, judged by its one item.
fn given(format: &str, locale: &str) -> String {
    fleet().run(&[&arguments(format, locale)[..], &["--only", OWNER]].concat()).stdout
}

#[test]
fn the_totals_of_data_name_every_gap() {
    let report: Value = serde_json::from_str(&given("json", "en")).expect("JSON");
    let each: BTreeMap<_, _> = VERDICTS.iter().map(|(_, verdict)| (*verdict, 1)).collect();
    assert_eq!(report["totals"]["gaps"], json!([{ "item": OWNER, "projects": 4, "verdicts": each }]));
    assert_eq!(report["totals"]["with-errors"], 3, "{}", report["totals"]);
    let all: Value = serde_json::from_str(&fleet().run(&arguments("json", "en")).stdout).expect("JSON");
    let gaps = all["totals"]["gaps"].as_array().expect("a list");
    let counts: Vec<_> = gaps.iter().map(|gap| gap["projects"].as_u64().expect("a number")).collect();
    assert!(counts.is_sorted_by(|one, other| one >= other) && counts.len() > 5, "{counts:?}");
    for project in all["projects"].as_array().expect("a list") {
        for severity in ["error", "warning", "note"] {
            let own = project["findings"].as_array().expect("a list");
            let count = own.iter().filter(|finding| finding["severity"] == severity).count();
            assert_eq!(project[format!("{severity}s")], count);
        }
    }
}

#[test]
fn people_see_the_worst_and_the_commonest_gaps() {
    let after = |text: &str, from: &str| text[text.find(from).unwrap_or_else(|| panic!("{text}"))..].to_owned();
    let en = "\
8 projects: 3 errors, 2 warnings, 0 notes; 1 satisfied, 1 stale, 1 overclaimed, 1 partial, 1 unmet, 1 unanswered, 1 waived, 1 not-applicable
projects with errors: 3

Projects, worst first (level: attained/aimed at)
  project        errors  warnings  level  declared  verified  people  fairness  cooperation  security
  b/overclaimed       1         0      -     100 %       0 %       -         -            -       0 %
  f/unanswered        1         0      -       0 %       0 %       -         -            -       0 %
  g/unmet             1         0      -       0 %       0 %       -         -            -       0 %
  h/waived            0         0      -       0 %       0 %       -         -            -       0 %
  a/partial           0         1      -      50 %      50 %       -         -            -      50 %
  e/stale             0         1      -     100 %     100 %       -         -            -     100 %
  c/满足 <b>|`*       0         0      -     100 %     100 %       -         -            -     100 %
  d/retired           0         0      -         -         -       -         -            -         -

Commonest gaps, up to the level aimed at (projects that fall short/all that it concerns)
  security/accountable-owner  Accountable owner and roles  4/7  1 overclaimed, 1 partial, 1 unmet, 1 unanswered
";
    assert_eq!(after(&given("plain", "en"), "8 projects"), en);
    assert!(given("github", "en").ends_with(en));
    let zh = after(&given("pretty", "zh"), "共 8 个项目");
    assert!(zh.contains("\n有错误的项目：3 个\n"), "{zh}");
    assert!(zh.contains("\n  项目           错误  警告  等级   自称  经核验  people"), "{zh}");
    assert!(zh.contains("  4/7  1 项名不副实，1 项部分满足，1 项未满足，1 项未回答\n"), "{zh}");
    let told = given("narrated", "en");
    assert!(
        told.contains("b/overclaimed: errors 1, warnings 0; declares 100 %, verified 0 %; security 0 %.\n"),
        "{told}"
    );
    let table = given("markdown", "zh");
    assert!(table.contains("| c/满足 &lt;b&gt;\\|\\`\\* | 0 | 0 |"), "{table}");
    assert!(!table.contains("| 原则 |"), "{table}");
}

#[test]
fn one_project_has_a_summary_of_its_own() {
    let project = Scratch::sound();
    each(["plain", "pretty", "narrated", "github", "markdown"], |format| {
        let text = project.run(&arguments(format, "en")).stdout;
        assert!(text.contains("ferry-times declares") && !text.contains("Commonest gaps"), "{format}: {text}");
        let quiet = fleet().run(&[&arguments(format, "en")[..], &["--quiet"]].concat()).stdout;
        assert!(!quiet.contains("Commonest gaps"), "{format}: {quiet}");
    });
}

#[test]
fn hundreds_of_projects_take_a_screen() {
    let fleet = (0..300).fold(Scratch::new(), |fleet, at| {
        let fleet = fleet.file(&format!("p{at:03}/governance.toml"), format!("x = 1\n{PROJECT}{ANSWER}"));
        if at == 200 { fleet } else { fleet.file(&format!("p{at:03}/GOVERNANCE.md"), GOVERNANCE) }
    });
    each(
        [("plain", "en", "… 270 more;"), ("pretty", "zh", "……另有 270 个；"), ("markdown", "en", "… 2")],
        |case| {
            let (format, locale, more) = case;
            let text = fleet.run(&[&arguments(format, locale)[..], &["--only", OWNER]].concat()).stdout;
            let from =
                text.find(if locale == "en" { "The worst projects" } else { "问题最多的项目" }).expect("a title");
            let rows: Vec<_> = text[from..].lines().filter(|line| line.contains(" p") && line.contains('%')).collect();
            assert!(text[from..].contains(more), "{}", &text[from..]);
            assert!(rows[0].contains("p200") && rows.len() == 30, "{rows:?}");
        },
    );
}

#[test]
fn each_project_leaves_as_soon_as_it_is_judged() {
    // More than may wait for one that takes long.
    let fleet = (0..200).fold(Scratch::new(), |fleet, at| fleet.file(&format!("p{at:03}/governance.toml"), PROJECT));
    let mut command = prepared(&fleet.root(), &arguments("ndjson", "en"));
    let mut running = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
    let mut lines = BufReader::new(running.stdout.take().expect("a pipe")).lines();
    let mut next = || lines.next().map(|line| serde_json::from_str::<Value>(&line.expect("a line")).expect("JSON"));
    assert_eq!(next().expect("a line")["type"], "run");
    assert_eq!(next().expect("a line")["manifest"], "p000/governance.toml");
    // A pipe takes 64 KiB and a project has more than 20: whoever does not read on has the program wait with the rest unjudged.
    assert!(running.try_wait().expect("it can be asked").is_none());
    let last = std::iter::from_fn(next).last().expect("a line");
    assert_eq!((&last["type"], &last["projects"]), (&json!("totals"), &json!(200)));
    assert_eq!(running.wait().expect("it ends").code(), Some(1));
}

#[test]
fn a_pack_that_is_not_there_is_told_where_each_manifest_names_it() {
    let manifest = format!("{PROJECT}\n[assessment]\npacks = [\"four-principle\"]\n");
    let fleet = (0..20).fold(Scratch::new(), |fleet, at| fleet.file(&format!("p{at:02}/governance.toml"), &manifest));
    each(["1", "4"], |jobs| {
        let output = fleet.run(&[&arguments("rdjson", "en")[..], &["--jobs", jobs]].concat());
        let report: Value = serde_json::from_str(&output.stdout).expect("JSON");
        let places = report["diagnostics"].as_array().expect("a list").iter();
        let places: Vec<_> = places.map(|one| one["location"]["path"].as_str().expect("a path").to_owned()).collect();
        let expected: Vec<_> = (0..20).map(|at| format!("p{at:02}/governance.toml")).collect();
        assert_eq!((output.status, places), (2, expected), "{}", output.stderr);
    });
}
