//! `guiju explain ITEM --in PATH`: why a project got its verdict, condition by condition, with what was seen and where.

use serde_json::Value;

use crate::canonical::{ITEMS, canonical};
use crate::run::{Output, guiju};
use crate::scratch::{GOVERNANCE, OWNER, PROJECT, Scratch, TODAY, each};

fn why(project: &Scratch, item: &str, args: &[&str]) -> Output {
    project.run(&[&["explain", item, "--in", ".", "--as-of", TODAY], args].concat())
}

fn data(project: &Scratch, item: &str) -> Value {
    let output = why(project, item, &["--format", "json"]);
    assert_eq!((output.status, output.stderr.as_str()), (0, ""), "{item}");
    serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", output.stdout))
}

fn part<'v>(why: &'v Value, word: &str) -> &'v Value {
    let parts = why["parts"].as_array().expect("parts");
    parts.iter().find(|part| part["part"] == word).unwrap_or(&Value::Null)
}

/// Every line of a part, those below others as well, as `yes|no|- text (file:line)`.
fn lines(part: &Value) -> Vec<String> {
    fn gather(lines: &Value, told: &mut Vec<String>) {
        for line in lines.as_array().into_iter().flatten() {
            let mark = line["holds"].as_bool().map_or("-", |holds| if holds { "yes" } else { "no" });
            let place = &line["place"];
            let place = match (place["file"].as_str(), place["line"].as_u64()) {
                (Some(file), Some(line)) => format!(" ({file}:{line})"),
                (Some(file), None) => format!(" ({file})"),
                (None, _) => String::new(),
            };
            told.push(format!("{mark} {}{place}", line["text"]["en"].as_str().expect("a text")));
            gather(&line["lines"], told);
        }
    }
    let mut told = Vec::new();
    gather(&part["lines"], &mut told);
    told
}

fn has(lines: &[String], wanted: &str) -> bool {
    lines.iter().any(|line| line.contains(wanted))
}

#[test]
fn each_verdict_is_the_last_row_that_is_told_and_the_one_that_holds() {
    let project = canonical();
    for (item, requirement, _, verdict) in ITEMS {
        let why = data(&project, item);
        assert_eq!((&why["schema"], &why["verdict"]), (&"guiju.why/1".into(), &verdict.into()), "{item}");
        assert_eq!(why["requirement"], requirement, "{item}");
        let rows = lines(part(&why, "verdict"));
        let (last, others) = rows.split_last().expect("a row");
        assert!(last.starts_with(&format!("yes {verdict}: ")), "{item}: {last}");
        assert!(others.iter().all(|row| row.starts_with("no ")), "{item}: {others:?}");
    }
}

#[test]
fn the_findings_are_those_of_a_check() {
    let project = canonical();
    let checked = project.judge(&[]);
    let checked = checked.project()["findings"].as_array().expect("findings");
    for (item, ..) in ITEMS {
        let own = checked.iter().filter(|finding| finding["rule"] == item);
        let expected: Vec<_> = own
            .map(|finding| {
                let (severity, code) = (finding["severity"].as_str(), finding["code"].as_str());
                let place = &finding["place"];
                let place = (place["file"].as_str(), place["line"].as_u64());
                (format!("{}[{}]: ", severity.expect("a word"), code.expect("a word")), place.0, place.1)
            })
            .collect();
        let why = data(&project, item);
        let told: Vec<_> = part(&why, "findings")["lines"].as_array().into_iter().flatten().collect();
        let told: Vec<_> = told.iter().filter(|line| line["place"].is_object()).collect();
        assert_eq!(told.len(), expected.len(), "{item}");
        for (line, (start, file, number)) in told.iter().zip(expected) {
            assert!(line["text"]["en"].as_str().is_some_and(|text| text.starts_with(&start)), "{item}: {line}");
            assert_eq!((line["place"]["file"].as_str(), line["place"]["line"].as_u64()), (file, number), "{item}");
        }
    }
}

#[test]
fn a_claim_that_holds_shows_what_carries_it_and_where() {
    let why = data(&Scratch::sound(), OWNER);
    assert_eq!((&why["verdict"], &why["basis"]), (&"satisfied".into(), &"verified".into()));
    for word in ["applies", "evidence", "checks", "freshness"] {
        assert_eq!(part(&why, word)["holds"], true, "{word}");
    }
    assert_eq!(part(&why, "waiver"), &Value::Null);
    assert!(has(&lines(part(&why, "answer")), "- it says `met` (governance.toml:12)"));
    let evidence = lines(part(&why, "evidence"));
    assert_eq!(
        evidence,
        ["yes `GOVERNANCE.md` (governance.toml:14)", "yes `GOVERNANCE.md`, 11 lines (GOVERNANCE.md:1)"]
    );
    let checks = lines(part(&why, "checks"));
    assert!(has(&checks, "yes the section “Governance” says it (GOVERNANCE.md:1)"), "{checks:?}");
    assert!(has(&checks, "- looked at `GOVERNANCE.md`"), "{checks:?}");
    assert!(has(&lines(part(&why, "freshness")), "- looked at on 2026-10-12 (governance.toml:15)"));
}

#[test]
fn a_claim_that_does_not_hold_shows_what_was_seen_instead() {
    let clinic = |item: &str| {
        let args = ["explain", item, "--in", "examples/clinic-triage", "--as-of", TODAY, "--format", "json"];
        let output = guiju(&args);
        serde_json::from_str::<Value>(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", output.stderr))
    };
    let gap = clinic("fairness/group-performance/value-mismatch");
    let checks = lines(part(&gap, "checks"));
    assert_eq!((&part(&gap, "checks")["holds"], &part(&gap, "evidence")["holds"]), (&false.into(), &true.into()));
    let seen = "no the evidence has a value at `$.groups[*].gap` that the item does not accept: \
                0.31; at most 0.1 is allowed (examples/clinic-triage/evals/groups.json:14)";
    assert!(has(&checks, seen), "{checks:?}");
    // The condition that raised what is asked, with what it saw.
    let asked = lines(part(&gap, "requirement"));
    assert!(has(&asked, "yes 'affects-people' in project.traits (project.traits = ["), "{asked:?}");
    let waived = clinic("security/threat-model");
    assert_eq!(part(&waived, "waiver")["holds"], true);
    let told = lines(part(&waived, "waiver"));
    assert!(has(&told, "- a waiver through 2027-02-28: The maker of the model"), "{told:?}");
    let stale = clinic("security/monitoring");
    assert_eq!(part(&stale, "freshness")["holds"], false);
    let told = lines(part(&stale, "freshness"));
    assert!(has(&told, "- a review counts for 90 days: through 2026-10-18"), "{told:?}");
    assert!(has(&told, "no the evidence was last reviewed 126 days ago"), "{told:?}");
}

#[test]
fn what_does_not_apply_shows_the_condition_and_what_it_saw() {
    let why = data(&canonical(), "trial/other");
    assert_eq!(part(&why, "applies")["holds"], false);
    let told = lines(part(&why, "applies"));
    assert_eq!(told, ["no project.stage == 'retired' (project.stage = 'production') (pack/trial/other.toml:5)"]);
    let retired = Scratch::with(&PROJECT.replace("production", "retired"));
    let told = lines(part(&data(&retired, "people/purpose"), "applies"));
    assert!(has(&told, "no the project is retired, and the item does not speak of that"), "{told:?}");
}

#[test]
fn evidence_that_does_not_stand_says_why() {
    let answer = "\n[answers.security.accountable-owner]\nstatus = \"met\"\nstatement = \"Maria Okafor answers for all of it.\"\n\
                  evidence = [\"nowhere.md\", \"GOVERNANCE.md#rolls\", \"https://ferry.example\", \"scan.bin\", \"../out.md\"]\n";
    let project = Scratch::with(&format!("{PROJECT}{answer}"))
        .file("GOVERNANCE.md", GOVERNANCE)
        .file("scan.bin", [0xff, 0xfe, 0, 1, 2, 3].repeat(64));
    let why = data(&project, OWNER);
    assert_eq!(part(&why, "evidence")["holds"], false);
    let told = lines(part(&why, "evidence"));
    for wanted in [
        "no `nowhere.md` (governance.toml:14)",
        "no `nowhere.md`: ",
        "no `GOVERNANCE.md` has no heading `#rolls`",
        "no `../out.md` (governance.toml:14)",
    ] {
        assert!(has(&told, wanted), "{wanted}: {told:?}");
    }
    assert_eq!(lines(part(&why, "verdict")).len(), 6);
}

#[test]
fn a_person_reads_it_in_their_language_and_nothing_steers_their_terminal() {
    let project = Scratch::sound();
    for (locale, told) in [
        (
            "en",
            [
                "Accountable owner and roles (security/accountable-owner)\nferry-times: satisfied (verified)\n",
                "checks hold: yes\n",
                "the verdict is the first of these that holds\n",
            ],
        ),
        (
            "zh",
            [
                "（security/accountable-owner）\nferry-times：已满足（已核验）\n",
                "检查通过：是\n",
                "结论取以下第一个成立者\n",
            ],
        ),
    ] {
        let output = why(&project, OWNER, &["--locale", locale]);
        assert_eq!(output.status, 0, "{}", output.stderr);
        each(told, |told| assert!(output.stdout.contains(told), "{told}: {}", output.stdout));
    }
    let hostile = canonical();
    each(["trial/held", "trial/overclaimed", "trial/waived", "trial/twice"], |item| {
        for locale in ["en", "zh"] {
            let text = why(&hostile, item, &["--locale", locale]).stdout;
            assert!(!text.contains(['\u{1b}', '\u{202e}', '\r']), "{text}");
            assert!(text.lines().all(|line| !line.starts_with("second line")), "{text}");
        }
    });
}

#[test]
fn what_cannot_be_explained_fails() {
    let project = Scratch::sound().file("more/governance.toml", PROJECT).file("less/governance.toml", PROJECT);
    let cases: [(&[&str], &str); 7] = [
        (&["security/accountable-ower", "--in", "."], "did you mean `security/accountable-owner`?"),
        (&["stale", "--in", "."], "`stale` is a code"),
        (&[OWNER, "--in", "nowhere"], "nowhere"),
        (&[OWNER, "--format", "json"], "--in"),
        (&[OWNER, "--as-of", TODAY], "--in"),
        (&[OWNER, "--in", ".", "--as-of", "soon"], "soon"),
        (&[OWNER, "--in", ".", "--pack", "nothing"], "nothing"),
    ];
    each(cases, |(args, told)| {
        let output = project.run(&[&["explain"], args, &["--locale", "en"]].concat());
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{args:?}");
        assert!(output.stderr.contains(told), "{args:?}: {}", output.stderr);
    });
    let many = Scratch::new().file("more/governance.toml", PROJECT).file("less/governance.toml", PROJECT);
    let output = why(&many, OWNER, &["--locale", "en"]);
    assert_eq!(output.status, 2);
    assert!(output.stderr.contains("2 manifests below `.`"), "{}", output.stderr);
}
