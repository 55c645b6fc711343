//! `guiju plan`: what the next level waits for, in which order, and the score after each step, held against what `check` makes of the steps
//! once they are taken.

use serde_json::Value;

use crate::canonical::{HOSTILE, canonical};
use crate::run::{Output, guiju};
use crate::scratch::{PROJECT, Scratch, TODAY, each};

/// Each item with what is asked of it, its level, and how the project answers it.
const ITEMS: [(&str, &str, u8, &str); 9] = [
    (
        "claimed",
        "required",
        1,
        "status = \"met\"\nevidence = [\"nowhere.md\"]\nreviewed = 2026-11-01\nstatement = \"Maria Okafor does all of it each week, and Jun Ito looks at it.\"",
    ),
    (
        "claimed-twice",
        "required",
        1,
        "status = \"met\"\nevidence = [\"nowhere.md\", \"nor-here.md\"]\nstatement = \"Maria Okafor does all of it each week, and Jun Ito looks at it.\"",
    ),
    (
        "half",
        "required",
        1,
        "status = \"partial\"\nevidence = [\"shown.md\"]\nstatement = \"Half of it.\"\nplan = { action = \"Do the other half\", owner = \"M\", by = 2027-01-31 }",
    ),
    ("higher", "required", 2, ""),
    ("idle", "recommended", 1, "status = \"not-applicable\""),
    (
        "kept",
        "required",
        1,
        "status = \"met\"\nevidence = [\"shown.md\"]\nreviewed = 2026-11-01\nstatement = \"Maria Okafor writes down each week what was done and by whom.\"",
    ),
    ("silent", "required", 1, ""),
    ("small", "informative", 1, "status = \"unmet\""),
    ("top", "recommended", 3, ""),
];

/// An answer that holds.
const HELD: &str = "status = \"met\"\nevidence = [\"shown.md\"]\nreviewed = 2026-11-01\nstatement = \"Maria Okafor writes down each week what was done and by whom.\"";

fn pack() -> Vec<(String, String)> {
    let title = "title = { en = \"A title\", zh = \"标题\" }";
    let levels: String =
        (1..=3).map(|rank| format!("[[levels]]\nrank = {rank}\nid = \"l{rank}\"\n{title}\n\n")).collect();
    let head = format!(
        "schema = 1\nid = \"trial\"\nversion = \"1\"\n{title}\nsource = {{ title = {{ en = \"S\", zh = \"源\" }} }}\n\n{levels}\
         [[principles]]\nid = \"trial\"\n{title}\nsummary = {{ en = \"S\", zh = \"摘要\" }}\n\n\
         [[clauses]]\nid = \"1\"\nprinciple = \"trial\"\nkind = \"duty\"\nreach = \"direct\"\ngloss = {{ en = \"G\", zh = \"释义\" }}\n"
    );
    let item = |(id, requirement, level, _): (&str, &str, u8, &str)| {
        let text = format!(
            "{title}\nclauses = [\"1\"]\nrequirement = \"{requirement}\"\nlevel = {level}\nopt-out = {}\n\
             question = {{ en = \"Is {id} so?\", zh = \"{id} 是否如此？\" }}\nguidance = {{ en = \"G\", zh = \"释\" }}\n\
             evidence = {{ accept = [\"**/*.md\"], suggest = [\"docs/{id}.md\"] }}\n",
            id == "idle"
        );
        (format!("pack/trial/{id}.toml"), text)
    };
    [("pack/pack.toml".to_owned(), head)].into_iter().chain(ITEMS.map(item)).collect()
}

/// The project, with other answers on some items.
fn project(others: &[(&str, &str)]) -> Scratch {
    let answers = ITEMS.map(|(id, .., answer)| {
        let answer = others.iter().find(|(other, _)| *other == id).map_or(answer, |(_, answer)| answer);
        if answer.is_empty() { String::new() } else { format!("\n[answers.trial.{id}]\n{answer}\n") }
    });
    let manifest = format!("{PROJECT}\n[assessment]\npacks = [\"./pack\"]\n{}", answers.concat());
    let project = Scratch::with(&manifest).file("shown.md", "# Shown\n\nThis page says what is done, and by whom.\n");
    pack().into_iter().fold(project, |project, (path, text)| project.file(&path, text))
}

fn plan(project: &Scratch, args: &[&str]) -> Output {
    project.run(&[&["plan", "--as-of", TODAY], args].concat())
}

fn data(output: &Output) -> Value {
    let mut data: Value = serde_json::from_str(&output.stdout).unwrap_or_else(|why| panic!("{why}: {}", output.stderr));
    assert_eq!(data["schema"], "guiju.plan/1");
    data["projects"][0].take()
}

fn steps(way: &Value) -> &Vec<Value> {
    way["steps"].as_array().expect("steps")
}

fn named(way: &Value) -> Vec<&str> {
    steps(way).iter().map(|step| step["item"].as_str().expect("an id").trim_start_matches("trial/")).collect()
}

#[test]
fn what_the_level_waits_for_comes_first_and_the_most_for_an_edit_before_the_rest() {
    let output = plan(&project(&[]), &["--format", "json"]);
    assert_eq!((output.status, output.stderr.as_str()), (0, ""));
    let way = data(&output);
    assert_eq!((&way["level-attained"], &way["target"], &way["score-up-to-level"]), (&0.into(), &1.into(), &1.into()));
    assert_eq!(named(&way), ["claimed", "half", "claimed-twice", "silent", "idle", "small"]);
    let of = |key: &str| -> Vec<Value> { steps(&way).iter().map(|step| step[key].clone()).collect() };
    assert_eq!(of("awaited"), [true, true, true, true, false, false].map(Value::from));
    assert_eq!(of("edits"), [1, 1, 2, 2, 1, 2].map(Value::from));
    let none = Value::Null;
    assert_eq!(of("reaches"), [&none, &none, &none, &1.into(), &none, &none].map(Clone::clone));
}

/// What a step comes to was reckoned; here it is done, and judged.
#[test]
fn a_step_that_is_taken_gives_the_score_that_was_told() {
    let way = data(&plan(&project(&[]), &["--format", "json"]));
    let mut done: Vec<(&str, &str)> = Vec::new();
    for (step, item) in steps(&way).iter().zip(named(&way)) {
        if step["verdict"] == "overclaimed" {
            let partly = [done.as_slice(), &[(item, "status = \"partial\"\nstatement = \"Half of it.\"")]].concat();
            assert_eq!(project(&partly).judge(&[]).project()["score"], step["score-if-partial"], "{item} in part");
        } else {
            assert_eq!(step["score-if-partial"], Value::Null, "{item}");
        }
        let excused = "status = \"not-applicable\"\njustification = \"The project has no such part at all.\"";
        done.push((item, if item == "idle" { excused } else { HELD }));
        let judged = project(&done).judge(&[]);
        assert_eq!(judged.project()["score"], step["score"], "{item}: {}", judged.printed());
        let level = u8::from(done.len() >= 4);
        assert_eq!(judged.project()["level-attained"], level, "{item}");
    }
    assert_eq!(steps(&way).last().expect("a step")["score"], 100.0);
}

/// What a project promised says more than a citation that is broken beside it; of a claim, the worst that stands against it comes first.
#[test]
fn a_step_tells_what_is_to_be_done_and_where() {
    let broken = "status = \"partial\"\nevidence = [\"nowhere.md\"]\nstatement = \"Half of it.\"\n\
                  plan = { action = \"Do the other half\", owner = \"M\", by = 2027-01-31 }";
    let way = data(&plan(&project(&[("half", broken)]), &["--format", "json"]));
    let step = |item: &str| -> &Value {
        steps(&way).iter().zip(named(&way)).find(|(_, name)| *name == item).expect("a step").0
    };
    for (item, what, help, more) in [
        ("half", "carry out what is planned by 2027-01-31: Do the other half", None, 1),
        ("claimed", "`nowhere.md`: there is no such file", None, 0),
        ("claimed-twice", "`nowhere.md`: there is no such file", None, 1),
        ("silent", "answer: Is silent so?", Some("cite what shows it, often in `docs/silent.md`"), 0),
        ("small", "do it: Is small so?", Some("cite what shows it, often in `docs/small.md`"), 0),
        ("idle", "no reason is given why the item does not apply", Some("add `justification = \"…\"`"), 0),
    ] {
        let step = step(item);
        let told = (step["what"]["en"].as_str(), step["help"]["en"].as_str(), step["more-findings"].as_u64());
        assert_eq!(told, (Some(what), help, Some(more)), "{item}");
        assert_eq!(step["place"]["file"], "governance.toml", "{item}");
    }
}

#[test]
fn a_level_that_is_asked_for_counts_all_below_it() {
    let way = data(&plan(&project(&[]), &["--format", "json", "--level", "2"]));
    assert_eq!(named(&way), ["claimed", "half", "claimed-twice", "silent", "higher", "idle", "small"]);
    let reached: Vec<_> = steps(&way).iter().filter_map(|step| step["reaches"].as_u64()).collect();
    assert_eq!((reached, &way["score-up-to-level"]), (vec![1, 2], &2.into()));
    // The third level requires nothing of anybody.
    let text = plan(&project(&[]), &["--level", "3", "--locale", "en"]).stdout;
    assert!(text.contains("level 3 (A title) requires nothing of this project"), "{text}");
    let output = plan(&project(&[]), &["--level", "4", "--locale", "en"]);
    assert_eq!((output.status, output.stdout.as_str()), (2, ""));
    assert_eq!(output.stderr, "error: the packs have no level 4; they have 1, 2, 3\n");
}

#[test]
fn where_all_is_done_nothing_is_asked_for() {
    let all = ITEMS.map(|(id, ..)| (id, HELD));
    for (locale, told) in [
        (
            "en",
            "ferry-times: level attained: 2 (A title); score 100.0 %\nno higher level requires anything of this project\nnothing is left to do at these levels\n",
        ),
        (
            "zh",
            "ferry-times：达到等级：2（标题）；得分 100.0 %\n更高等级对本项目没有必需条目\n这些等级上已没有要做的事\n",
        ),
    ] {
        let output = plan(&project(&all), &["--locale", locale]);
        assert_eq!((output.status, output.stdout.as_str()), (0, told));
    }
}

#[test]
fn no_step_says_that_something_is_so() {
    each(["en", "zh"], |locale| {
        let text = plan(&project(&[]), &["--locale", locale]).stdout;
        let shown = [("en", "A step counts once it is true"), ("zh", "只有确实做到")];
        assert!(shown.iter().any(|(of, sentence)| *of == locale && text.contains(sentence)), "{text}");
        // What would be gained by claiming it is never told: `met` is not to be written on anybody's advice.
        assert!(!text.contains("`met`") && !text.contains("status ="), "{text}");
        assert!(text.contains("say `partial` with a plan") || text.contains("请答 `partial` 并附计划"), "{text}");
        assert!(text.contains("Do the other half") && text.contains("2027-01-31"), "{text}");
    });
}

#[test]
fn what_a_project_writes_steers_no_terminal() {
    let output = plan(&canonical(), &["--locale", "en"]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert!(HOSTILE.contains('\u{1b}') && !output.stdout.contains(['\u{1b}', '\u{202e}', '\r']), "{}", output.stdout);
    assert!(output.stdout.lines().all(|line| !line.starts_with("second line")), "{}", output.stdout);
}

#[test]
fn what_cannot_be_judged_fails_and_the_rest_is_told() {
    let output = plan(&Scratch::new(), &[]);
    assert_eq!((output.status, output.stdout.as_str()), (2, ""));
    let output = plan(&project(&[]).file("broken/governance.toml", "schema = ["), &["--format", "json"]);
    assert_eq!((output.status, named(&data(&output)).len()), (2, 6));
    let all = guiju(&["plan", "examples", "--as-of", TODAY, "--locale", "en"]).stdout;
    assert_eq!(all.matches(": level attained: ").count(), 4, "{all}");
}
