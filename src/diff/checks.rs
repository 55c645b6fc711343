//! The checks of an item, as two packs have them: which are new, which are gone, and which ask for more or less than they did.

use super::rules::{Change, Strictness};
use crate::check::{Check, Limit, Terms};
use crate::locale::Text;

/// The field of an item that checks stand under.
const FIELD: &str = "checks";

/// How the checks of an item have changed, and how many of their messages.
pub(super) fn compare(old: &[Check], new: &[Check]) -> (Vec<Change>, usize) {
    let (mut changes, mut texts) = (Vec::new(), 0);
    let (pairs, gone, fresh) = pair(old, new);
    for (old, new) in pairs {
        texts += usize::from(old.check.message != new.check.message);
        changes.extend(limits(&old.terms, &new.terms));
    }
    changes.extend(gone.into_iter().map(|one| Change::new(FIELD, Strictness::Looser, Some(asks(one.check)), None)));
    changes.extend(fresh.into_iter().map(|one| Change::new(FIELD, Strictness::Stricter, None, Some(asks(one.check)))));
    (changes, texts)
}

/// A check, and the same taken apart.
struct Parts<'c> {
    check: &'c Check,
    terms: Terms,
}

type Pairs<'c> = Vec<(Parts<'c>, Parts<'c>)>;

/// The checks that are one check in both packs; then those that only the old one has, and those that only the new one has.
fn pair<'c>(old: &'c [Check], new: &'c [Check]) -> (Pairs<'c>, Vec<Parts<'c>>, Vec<Parts<'c>>) {
    let parts =
        |checks: &'c [Check]| -> Vec<_> { checks.iter().map(|check| Parts { check, terms: check.terms() }).collect() };
    let (mut gone, mut fresh) = (parts(old), parts(new));
    let mut pairs = Vec::new();
    // The closest first: a check that is as it was is no other one's successor.
    let steps: [fn(&Terms, &Terms) -> bool; 3] = [
        |old, new| old.kind == new.kind && old.subject == new.subject && old.limits == new.limits,
        |old, new| old.kind == new.kind && old.subject == new.subject,
        |old, new| old.kind == new.kind,
    ];
    for (step, is_one) in steps.iter().enumerate() {
        let mut rest = Vec::new();
        for one in gone {
            let others: Vec<_> = fresh.iter().enumerate().filter(|(_, new)| is_one(&one.terms, &new.terms)).collect();
            match others.first().map(|(at, _)| *at) {
                // Which of several new checks replaces one cannot be told.
                Some(at) if step < 2 || others.len() == 1 => pairs.push((one, fresh.remove(at))),
                _ => rest.push(one),
            }
        }
        gone = rest;
    }
    (pairs, gone, fresh)
}

/// How the limits of a check have changed.
fn limits(old: &Terms, new: &Terms) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.subject != new.subject {
        let (old, subject) = (Text::same(code(&old.subject)), Text::same(code(&new.subject)));
        changes.push(Change::new(FIELD, Strictness::Changed, Some(old), Some(subject)).of(new.kind));
    }
    for ((name, old), (_, limit)) in old.limits.iter().zip(&new.limits).filter(|(old, new)| old != new) {
        let said = |limit: &Limit| value(limit).map(Text::same);
        let change = Change::new(FIELD, strictness(old, limit), said(old), said(limit));
        changes.push(change.of(format!("{} {name}", new.kind)).about(&new.subject));
    }
    changes
}

fn strictness(old: &Limit, new: &Limit) -> Strictness {
    match (old, new) {
        (Limit::Least(old), Limit::Least(new)) => Strictness::of(new > old),
        (Limit::Most(old), Limit::Most(new)) => match (old, new) {
            (Some(old), Some(new)) => Strictness::of(new < old),
            (old, _) => Strictness::of(old.is_none()),
        },
        (Limit::Must(None), Limit::Must(Some(_))) => Strictness::Stricter,
        (Limit::Must(Some(_)), Limit::Must(None)) => Strictness::Looser,
        (Limit::Lenient(_), Limit::Lenient(new)) => Strictness::of(!new),
        _ => Strictness::Changed,
    }
}

fn value(limit: &Limit) -> Option<String> {
    match limit {
        Limit::Least(number) | Limit::Most(number) => number.map(|number| number.to_string()),
        Limit::Must(pattern) => pattern.as_ref().map(|pattern| code(pattern)),
        Limit::Lenient(on) => Some(on.to_string()),
        Limit::Open(word) => (!word.is_empty()).then(|| word.clone()),
    }
}

fn asks(check: &Check) -> Text {
    let (kind, asks) = (check.kind.word(), check.kind.asks());
    Text { en: format!("{kind}: {}", asks.en), zh: format!("{kind}：{}", asks.zh) }
}

fn code(text: &str) -> String {
    format!("`{text}`")
}
