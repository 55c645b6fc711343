//! Findings held against a baseline: what counts, what does not, and what a file says of itself.

use jiff::civil::date;

use super::*;
use crate::error::Error;
use crate::evidence::Memory;
use crate::judge::Judge;
use crate::locale::Locale;
use crate::source::Source;

const MANIFEST: &str = "schema = 1\n[project]\nname = 'f'\ndescription = 'a b c'\nowner = 'Harbour master'\n\
    stage = 'production'\nimpact = 'limited'\nassessed = 2026-01-01\n";

/// The report on a manifest with this below it.
fn report(more: &str) -> ProjectReport {
    let files = Memory::from([("governance.toml", format!("{MANIFEST}{more}")), ("a.md", "TODO\n".to_owned())]);
    Judge::new(date(2026, 11, 23)).judge(&files, "governance.toml").unwrap()
}

fn hold(baseline: &Baseline, report: &mut ProjectReport, taking: Taking) -> Held {
    baseline.hold(report, taking, &str::to_owned)
}

/// The baseline that a report makes.
fn written(more: &str) -> Baseline {
    let mut baseline = Baseline::default();
    let held = hold(&baseline, &mut report(more), Taking::All);
    held.found.into_iter().for_each(|entry| baseline.insert(entry));
    baseline
}

fn read(text: &str) -> Result<Baseline, Error> {
    Baseline::read(&Source::new("b.toml", text.to_owned()))
}

#[test]
fn what_stands_in_it_does_not_count_wherever_its_line_is() {
    let baseline = written("");
    let mut moved = report("# a line\n# and another\n");
    let count = moved.findings.len();
    let held = hold(&baseline, &mut moved, Taking::Known);
    assert!(count > 3 && moved.findings.is_empty());
    assert_eq!(moved.baselined.as_ref().map(Vec::len), Some(count));
    assert_eq!((held.met.len(), held.barred.len()), (baseline.len(), 0));
    assert_eq!(moved.all_findings().len(), count);
}

#[test]
fn what_is_new_counts_and_what_is_gone_is_not_met() {
    let baseline = written("");
    let mut other = report("[answers.security.accountable-owner]\nstatus = 'unmet'\n");
    let held = hold(&baseline, &mut other, Taking::Known);
    let new: Vec<_> = other.findings.iter().map(Finding::full_rule).collect();
    assert_eq!(new, ["security/accountable-owner/plan-missing", "security/accountable-owner/unmet"]);
    let gone: Vec<_> =
        baseline.iter().filter(|(id, _)| !held.met.contains(*id)).map(|(_, entry)| entry.line()).collect();
    assert_eq!(gone, ["governance.toml: security/accountable-owner/unanswered"]);
}

#[test]
fn an_overclaim_of_a_required_item_is_never_hidden() {
    let claim = "[answers.security.accountable-owner]\nstatus = 'met'\nstatement = 'Maria Okafor answers for all.'\n\
        evidence = ['a.md']\nreviewed = 2026-11-01\n";
    let rule = "security/accountable-owner";
    let mut baseline = Baseline::default();
    let mut overclaimed = report(claim);
    let codes: Vec<_> = overclaimed.findings.iter().filter(|one| one.rule == rule).map(|one| one.code).collect();
    assert!(!codes.is_empty());
    let held = hold(&baseline, &mut overclaimed, Taking::All);
    assert_eq!(held.barred, BTreeSet::from([rule.to_owned()]));
    assert!(held.found.iter().all(|entry| entry.rule != rule));
    assert!(overclaimed.findings.iter().all(|finding| finding.rule == rule));
    // Nor where somebody wrote it in by hand.
    for finding in &overclaimed.findings {
        let fingerprint = crate::report::fingerprint::digest(&finding.identity());
        baseline.insert(entry(finding, "governance.toml", String::new(), fingerprint));
    }
    let mut again = report(claim);
    let held = hold(&baseline, &mut again, Taking::Known);
    assert_eq!((held.barred.len(), held.met.len()), (1, codes.len()));
    assert_eq!(again.findings.iter().filter(|finding| finding.rule == rule).count(), codes.len());
}

#[test]
fn what_weighs_more_than_it_did_counts_again() {
    let mut baseline = written("");
    let lighter = |baseline: &mut Baseline| {
        let entries = baseline.take_out(|_, entry| entry.severity == Severity::Error);
        let count = entries.len();
        for entry in entries {
            baseline.insert(Entry { severity: Severity::Warning, ..entry });
        }
        count
    };
    let errors = lighter(&mut baseline);
    let mut same = report("");
    hold(&baseline, &mut same, Taking::Known);
    assert!(errors > 0);
    assert_eq!(same.findings.len(), errors);
}

#[test]
fn a_file_says_the_same_when_it_is_read_and_written() {
    let baseline = written("");
    let text = baseline.write();
    assert_eq!(read(&text).unwrap(), baseline);
    assert_eq!(read(&text).unwrap().write(), text);
    assert_eq!(read(&text.replace('\n', "\r\n")).unwrap(), baseline);
    assert_eq!(read(&Baseline::default().write()).unwrap().len(), 0);
    let hostile = Entry {
        manifest: "a\"\n\u{202e}b/governance.toml".to_owned(),
        rule: "x\\y".to_owned(),
        code: "unmet".to_owned(),
        about: "[[findings]]\nrule = \"z\"".to_owned(),
        severity: Severity::Note,
        fingerprint: "0".to_owned(),
    };
    let mut other = Baseline::default();
    other.insert(hostile);
    let text = other.write();
    assert!(!text.contains('\u{202e}') && text.lines().filter(|line| *line == "[[findings]]").count() == 1, "{text}");
    assert_eq!(read(&text).unwrap(), other);
}

#[test]
fn two_entries_on_one_thing_excuse_what_the_stricter_one_excuses() {
    let text = written("").write();
    let twice = format!("{text}{}", text.split_once("\n\n").unwrap().1.replace("\"error\"", "\"note\""));
    let baseline = read(&twice).unwrap();
    assert_eq!(baseline.len(), written("").len());
    assert!(baseline.iter().all(|(_, entry)| entry.severity != Severity::Error));
}

#[test]
fn another_file_says_what_it_is_and_what_is_understood() {
    for (text, said) in [
        ("schema = \"guiju.baseline/2\"\n", "says that it is `guiju.baseline/2`"),
        ("\u{feff}{\"schema\": \"guiju.report/1\"}", "says that it is `guiju.report/1`"),
        ("schema = 1\n[project]\n", "says that it is `1`"),
        ("", "does not say under `schema`"),
        ("a = 1\n", "does not say under `schema`"),
        ("{", "does not say under `schema`"),
    ] {
        let Err(Error::Plain(told)) = read(text) else { panic!("{text}") };
        assert!(told.en.contains(said) && told.en.contains("understands `guiju.baseline/1`"), "{}", told.en);
        assert!(told.zh.contains("只理解 `guiju.baseline/1`"), "{}", told.zh);
    }
}

#[test]
fn everything_that_is_damaged_is_told_at_once() {
    let text = "schema = \"guiju.baseline/1\"\n[[findings]]\nmanifest = \"a\"\nrule = 1\ncode = \"x\"\nseverity = \"bad\"\nline = 3\n\
        [[findings]]\n<<<<<<<\n";
    let Err(error @ Error::Input(..)) = read(text) else { panic!() };
    let codes: Vec<_> = error.findings().iter().map(|finding| finding.code.word()).collect();
    for code in ["wrong-type", "bad-value", "unknown-key", "missing-key", "syntax"] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
    assert!(error.text(Locale::En).starts_with("no sound `guiju.baseline/1` ("), "{error}");
}
