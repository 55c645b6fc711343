//! One item as two packs have it, field by field.

use std::collections::BTreeSet;

use super::checks;
use super::rules::{Change, Strictness};
use crate::locale::Text;
use crate::pack::{Item, Mapping};
use crate::vocabulary::Requirement;

/// How an item differs, and in how many texts.
pub(super) fn item(old: &Item, new: &Item) -> (Vec<Change>, usize) {
    let word = |word: &dyn ToString| Some(Text::same(word.to_string()));
    let mut changes = Vec::new();
    let mut tell = |differs: bool, field, strictness, old, new| {
        if differs {
            changes.push(Change::new(field, strictness, old, new));
        }
    };
    let ids = |item: &Item| item.clauses.iter().map(|id| id.value.as_str()).collect::<Vec<_>>().join(", ");
    tell(ids(old) != ids(new), "clauses", Strictness::Changed, word(&ids(old)), word(&ids(new)));
    let (before, after) = (old.requirement.value, new.requirement.value);
    let said = |requirement: Requirement| Some(requirement.text());
    tell(before != after, "requirement", Strictness::of(after > before), said(before), said(after));
    let (before, after) = (old.level.value, new.level.value);
    tell(before != after, "level", Strictness::of(after < before), word(&before), word(&after));
    let applies = |item: &Item| item.applies.as_ref().map(|condition| Text::same(format!("`{}`", condition.text)));
    let strictness = match (applies(old), applies(new)) {
        (None, _) => Strictness::Looser,
        (_, None) => Strictness::Stricter,
        _ => Strictness::Changed,
    };
    tell(applies(old) != applies(new), "applies", strictness, applies(old), applies(new));
    let (before, after) = (old.opt_out, new.opt_out);
    tell(before != after, "opt-out", Strictness::of(before), word(&before), word(&after));
    let (before, after) = (old.waivable, new.waivable);
    tell(before != after, "waivable", Strictness::of(before), word(&before), word(&after));
    let days = |item: &Item| item.fresh_days.as_ref().map(|days| days.days);
    let (before, after) = (days(old), days(new));
    let said = |days: Option<i64>| days.and_then(|days| word(&days));
    tell(before != after, "fresh-days", shorter(before, after), said(before), said(after));
    let (before, after) = (old.effective_from, new.effective_from);
    // Left out, an item counts from the start.
    let said = |day: Option<jiff::civil::Date>| day.and_then(|day| word(&day));
    tell(before != after, "effective-from", Strictness::of(after < before), said(before), said(after));
    changes.extend(required_when(old, new));
    changes.extend(evidence(old, new));
    let (more, mut texts) = checks::compare(&old.checks, &new.checks);
    changes.extend(more);
    changes.extend(crosswalk(&old.notes.crosswalk, &new.notes.crosswalk));
    texts += usize::from(old.title != new.title) + usize::from(old.question != new.question);
    texts += usize::from(old.notes.guidance != new.notes.guidance);
    (changes, texts + usize::from(old.evidence.suggest != new.evidence.suggest))
}

/// Of a limit in days, where none is the loosest.
pub(super) fn shorter(old: Option<i64>, new: Option<i64>) -> Strictness {
    Strictness::of(new.unwrap_or(i64::MAX) < old.unwrap_or(i64::MAX))
}

fn required_when(old: &Item, new: &Item) -> Vec<Change> {
    let texts = |item: &Item| item.required_when.iter().map(|condition| condition.text.clone()).collect::<Vec<_>>();
    let (before, after) = (texts(old), texts(new));
    let only = |one: &[String], other: &[String]| -> Vec<_> {
        one.iter().filter(|text| !other.contains(text)).map(|text| Text::same(format!("`{text}`"))).collect()
    };
    let (gone, fresh) = (only(&before, &after), only(&after, &before));
    // Where an item is required anyway, the condition says nothing.
    let always = [old, new].iter().any(|item| item.requirement.value == Requirement::Required);
    let told = |strictness, old, new| {
        let strictness = if always { Strictness::Changed } else { strictness };
        Change::new("required-when", strictness, old, new)
    };
    if let ([gone], [fresh]) = (gone.as_slice(), fresh.as_slice()) {
        return vec![told(Strictness::Changed, Some(gone.clone()), Some(fresh.clone()))];
    }
    let gone = gone.into_iter().map(|gone| told(Strictness::Looser, Some(gone), None));
    gone.chain(fresh.into_iter().map(|fresh| told(Strictness::Stricter, None, Some(fresh)))).collect()
}

fn evidence(old: &Item, new: &Item) -> Vec<Change> {
    let globs = |item: &Item| -> Option<BTreeSet<String>> {
        item.evidence.accept.as_ref().map(|globs| globs.patterns().map(str::to_owned).collect())
    };
    let word = |word: &dyn ToString| Some(Text::same(word.to_string()));
    let mut changes = Vec::new();
    let (before, after) = (globs(old), globs(new));
    if before != after {
        let strictness = match (&before, &after) {
            (None, _) => Strictness::Stricter,
            (_, None) => Strictness::Looser,
            (Some(before), Some(after)) if after.is_subset(before) => Strictness::Stricter,
            (Some(before), Some(after)) if after.is_superset(before) => Strictness::Looser,
            _ => Strictness::Changed,
        };
        let said = |globs: Option<BTreeSet<String>>| {
            globs.map(|globs| Text::same(globs.into_iter().collect::<Vec<_>>().join(", ")))
        };
        changes.push(Change::new("evidence", strictness, said(before), said(after)).of("accept"));
    }
    let (before, after) = (old.evidence.at_least, new.evidence.at_least);
    if before != after {
        let change = Change::new("evidence", Strictness::of(after > before), word(&before), word(&after));
        changes.push(change.of("at-least"));
    }
    let (before, after) = (old.evidence.accept_address, new.evidence.accept_address);
    if before != after {
        let change = Change::new("evidence", Strictness::of(before), word(&before), word(&after));
        changes.push(change.of("accept-address"));
    }
    changes
}

fn crosswalk(old: &[Mapping], new: &[Mapping]) -> Option<Change> {
    let mapped = |crosswalk: &[Mapping]| -> BTreeSet<String> {
        let said = |mapping: &Mapping| {
            let (framework, provision) = (&mapping.framework.value, &mapping.provision.value);
            format!("{framework} {provision} ({})", mapping.strength.word())
        };
        crosswalk.iter().map(said).collect()
    };
    let (before, after) = (mapped(old), mapped(new));
    let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        let own: Vec<_> = one.difference(other).cloned().collect();
        (!own.is_empty()).then(|| Text::same(own.join(", ")))
    };
    (before != after)
        .then(|| Change::new("crosswalk", Strictness::Changed, only(&before, &after), only(&after, &before)))
}
