//! Two reports on one project that differ in one thing, and what is said of it.

use super::super::turn::Turn;
use super::*;
use crate::vocabulary::Words;

fn remark(rule: &str, code: &str, severity: Severity) -> Remark {
    Remark {
        identity: format!("{rule}/{code}"),
        rule: rule.to_owned(),
        code: code.to_owned(),
        severity,
        message: Text::same(code),
        label: Text::default(),
        place: "governance.toml:1:1".to_owned(),
    }
}

/// A report on the item `a/b`, and with it on others that never change.
fn report(verdict: Option<Verdict>, findings: Vec<Remark>) -> Snapshot {
    let item =
        |id: &str, verdict| Item { id: id.to_owned(), title: Text::same(id), verdict, cited: Vec::new(), waiver: None };
    let items = verdict.map(|verdict| item("a/b", verdict)).into_iter().chain([item("a/a", Verdict::Satisfied)]);
    Snapshot {
        manifest: "governance.toml".to_owned(),
        name: "ferry".to_owned(),
        level: 1,
        declared: Some(80.0),
        score: Some(50.0),
        items: items.collect(),
        findings,
    }
}

fn trend_of(old: Option<Verdict>, new: Option<Verdict>) -> Option<Trend> {
    let with = |verdict: Option<Verdict>| {
        let error = verdict.filter(|verdict| !verdict.is_met()).map(|_| remark("a/b", "x", Severity::Error));
        report(verdict, error.into_iter().collect())
    };
    let diff = compare(&with(old), &with(new));
    assert!(diff.changes.len() < 2);
    diff.changes.first().map(|change| change.trend)
}

#[test]
fn a_claim_without_evidence_is_worse_than_an_honest_gap() {
    use Verdict::{Overclaimed, Partial, Satisfied, Stale, Unanswered, Unmet, Waived};
    let from_worst = [Overclaimed, Unanswered, Unmet, Waived, Partial, Stale, Satisfied];
    for (at, old) in from_worst.into_iter().enumerate() {
        for (to, new) in from_worst.into_iter().enumerate() {
            let expected = match to.cmp(&at) {
                Ordering::Less => Some(Trend::Worse),
                Ordering::Equal => None,
                Ordering::Greater => Some(Trend::Better),
            };
            assert_eq!(trend_of(Some(old), Some(new)), expected, "{old:?} → {new:?}");
        }
    }
}

#[test]
fn what_is_asked_no_longer_is_no_gain_and_what_is_asked_now_may_be_a_loss() {
    for absent in [None, Some(Verdict::NotApplicable)] {
        for verdict in Verdict::all().filter(|verdict| *verdict != Verdict::NotApplicable) {
            assert_eq!(trend_of(Some(verdict), absent), Some(Trend::Changed), "{verdict:?}");
            let expected = if verdict.is_met() { Trend::Changed } else { Trend::Worse };
            assert_eq!(trend_of(absent, Some(verdict)), Some(expected), "{verdict:?}");
        }
        assert_eq!(trend_of(absent, None), None);
        assert_eq!(trend_of(absent, Some(Verdict::NotApplicable)), None);
    }
    let noted = report(Some(Verdict::Unanswered), vec![remark("a/b", "unanswered", Severity::Note)]);
    let diff = compare(&report(None, Vec::new()), &noted);
    assert_eq!((diff.changes[0].trend, diff.is_worse()), (Trend::Changed, false), "a note harms nobody");
}

#[test]
fn a_finding_that_weighs_more_is_worse_though_the_verdict_stands() {
    let with = |severity| report(Some(Verdict::Unmet), vec![remark("a/b", "unmet", severity)]);
    let diff = compare(&with(Severity::Warning), &with(Severity::Error));
    assert_eq!(diff.changes[0].trend, Trend::Worse);
    assert_eq!(diff.changes[0].why, Some(remark("a/b", "unmet", Severity::Error)));
    let diff = compare(&with(Severity::Error), &with(Severity::Warning));
    assert_eq!((diff.changes[0].trend, &diff.changes[0].why), (Trend::Better, &None));
    assert!(!diff.is_worse());
}

#[test]
fn the_reason_is_the_first_finding_that_is_new() {
    let [one, two, three] = ["one", "two", "three"].map(|code| remark("a/b", code, Severity::Error));
    let other = remark("a/a", "other", Severity::Error);
    let old = report(Some(Verdict::Partial), vec![one.clone()]);
    let new = report(Some(Verdict::Overclaimed), vec![other, one, two.clone(), three]);
    let diff = compare(&old, &new);
    let change = diff.changes.iter().find(|change| change.item == "a/b").unwrap();
    assert_eq!(change.why, Some(two));
}

#[test]
fn what_is_newly_wrong_with_a_file_is_told() {
    let gone = remark("manifest/unknown-item", "unknown-item", Severity::Error);
    let (old, new) = (report(Some(Verdict::Satisfied), Vec::new()), report(None, vec![gone.clone()]));
    let diff = compare(&old, &new);
    assert_eq!(diff.remarks, [gone]);
    assert!(diff.is_worse());
    assert!(!compare(&new, &new).is_worse() && compare(&new, &new).is_empty());
    assert!(!compare(&new, &old).is_worse(), "what is mended is no loss");
}

#[test]
fn a_lower_level_is_worse_and_a_lower_score_alone_is_not() {
    let old = report(Some(Verdict::Satisfied), Vec::new());
    let lower = compare(&old, &Snapshot { level: 0, ..old.clone() });
    assert!(lower.is_worse() && !lower.is_empty());
    let poorer = compare(&old, &Snapshot { score: Some(10.0), ..old.clone() });
    assert!(!poorer.is_worse() && !poorer.is_empty());
    let unscored = compare(&old, &Snapshot { declared: None, ..old.clone() });
    assert!(!unscored.is_empty());
}

#[test]
fn an_exception_is_no_gain_and_losing_what_was_met_to_one_is_a_loss() {
    let turn = |old, new| {
        let of = |verdict| report(Some(verdict), Vec::new());
        compare(&of(old), &of(new)).changes.first().map(Change::turn)
    };
    for (old, new, expected) in [
        (Verdict::Unmet, Verdict::Waived, Some(Turn::Waived)),
        (Verdict::Overclaimed, Verdict::Waived, Some(Turn::Waived)),
        (Verdict::NotApplicable, Verdict::Waived, Some(Turn::Waived)),
        (Verdict::Satisfied, Verdict::Waived, Some(Turn::Regressed)),
        (Verdict::Partial, Verdict::Waived, Some(Turn::Regressed)),
        (Verdict::Waived, Verdict::Satisfied, Some(Turn::Improved)),
        (Verdict::Waived, Verdict::Unmet, Some(Turn::Regressed)),
        (Verdict::Waived, Verdict::NotApplicable, Some(Turn::Changed)),
        (Verdict::Waived, Verdict::Waived, None),
    ] {
        assert_eq!(turn(old, new), expected, "{old:?} → {new:?}");
    }
}

#[test]
fn evidence_and_exceptions_are_compared_by_what_they_say() {
    let cited = |path: &str, sha256: Option<&str>| Cited { path: path.to_owned(), sha256: sha256.map(str::to_owned) };
    let with = |all: Vec<Cited>, waiver: Option<Waiver>| {
        let mut one = report(Some(Verdict::Waived), Vec::new());
        one.items[0].cited = all.clone();
        one.items[1].cited = all;
        one.items[0].waiver = waiver;
        one
    };
    let waiver = Waiver {
        reason: "In January.".to_owned(),
        approved_by: "Harbour master".to_owned(),
        expires: jiff::civil::date(2027, 1, 31),
    };
    let old = with(vec![cited("a", Some("1")), cited("b", Some("1")), cited("c", None), cited("d", Some("1"))], None);
    let all = vec![cited("a", Some("1")), cited("b", Some("2")), cited("c", Some("2")), cited("e", Some("1"))];
    let new = with(all, Some(waiver.clone()));
    let diff = compare(&old, &new);
    let told: Vec<_> = diff.evidence.iter().map(|one| (one.path.as_str(), one.fate.word(), one.items.len())).collect();
    assert_eq!(told, [("b", "changed", 2), ("d", "removed", 2), ("e", "added", 2)]);
    assert_eq!(
        diff.waivers.iter().map(|one| (one.item.as_str(), one.old.is_some())).collect::<Vec<_>>(),
        [("a/b", false)]
    );
    assert!(!diff.is_worse() && !diff.is_empty(), "neither is a loss by itself");
    let longer = with(Vec::new(), Some(Waiver { expires: jiff::civil::date(2027, 6, 30), ..waiver.clone() }));
    assert_eq!(compare(&new, &longer).waivers[0].old, Some(waiver));
    assert!(compare(&longer, &longer).waivers.is_empty() && compare(&longer, &old).waivers.is_empty());
}
