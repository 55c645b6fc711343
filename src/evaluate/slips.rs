//! Names that no pack in use knows: items and traits, what they are likely to stand for, and the edits that write that instead.

use std::collections::{HashMap, HashSet};

use super::Outcome;
use crate::finding::{Code, Finding, Fix, Problem, Safety};
use crate::locale::text;
use crate::manifest::{Answer, Gaps, Manifest, Waiver};
use crate::pack::Rulebook;
use crate::source::{Source, Spanned};
use crate::tree::{did_you_mean, is_unmistakable, nearest, rename, rewritten};

/// An answer on an item that no pack has, with the item that it is likely to mean.
pub(super) type Stray<'m> = (&'m Answer, Option<&'m str>);

/// All such answers.
pub(super) fn strays<'m>(rulebook: &'m Rulebook, manifest: &'m Manifest) -> Vec<Stray<'m>> {
    let unknown = manifest.answers.iter().filter(|answer| rulebook.item(&answer.item).is_none());
    unknown.map(|answer| (answer, near_item(rulebook, &answer.item))).collect()
}

/// A finding for each of them.
pub(super) fn answers(strays: Vec<Stray<'_>>, rulebook: &Rulebook, manifest: &Manifest) -> Vec<Finding> {
    let mut meant: HashMap<&str, usize> = HashMap::new();
    for (_, near) in &strays {
        *near.map_or(&mut 0, |near| meant.entry(near).or_default()) += 1;
    }
    let mut findings = Vec::with_capacity(strays.len());
    for (answer, near) in strays {
        // What is answered already, or what two answers stand for, cannot be answered again.
        let free = near.filter(|near| manifest.answer(near).is_none() && meant.get(near) == Some(&1));
        let edits = free.and_then(|to| answer.keys?.renamed(manifest.source.text(), &answer.item, to));
        let fix = edits.zip(free).map(|(edits, to)| {
            let from = &answer.item;
            Fix {
                title: text!("rename `{from}` to `{to}`", "将 `{from}` 改为 `{to}`"),
                edits,
                safety: Safety::when(is_sure(rulebook, from, to)),
            }
        });
        let finding = unknown_item(rulebook, &manifest.source, &Spanned::new(answer.item.clone(), answer.span));
        findings.push(Finding { fix: fix.map(Box::new), ..finding });
    }
    findings
}

/// Gives every finding on an item without an answer the fix that admits the gap, but for those that an answer on no item is likely to mean:
/// both would answer it.
pub(super) fn admit(strays: &[Stray<'_>], manifest: &Manifest, outcomes: &mut [Outcome<'_>]) {
    let meant: HashSet<_> = strays.iter().filter_map(|(_, near)| *near).collect();
    let mut gaps = Gaps::of(manifest);
    for outcome in outcomes {
        let id = outcome.planned.item.id.as_str();
        let open = outcome.findings.iter_mut().find(|finding| finding.code == Code::Unanswered);
        if let Some(finding) = open.filter(|_| !meant.contains(id)) {
            finding.fix = gaps.fix(id).map(Box::new);
        }
    }
}

/// The finding for a waiver of an item that no pack has. Which item somebody has approved an exception for is never sure.
pub(super) fn waiver(rulebook: &Rulebook, waiver: &Waiver) -> Finding {
    let (from, source) = (&waiver.item, &waiver.source);
    let fix = near_item(rulebook, &from.value).and_then(|to| {
        let edit = rewritten(source.text(), from.span, &from.value, to);
        rename(edit, &from.value, to, []).map(|fix| Fix { safety: Safety::Unsafe, ..fix })
    });
    Finding { fix: fix.map(Box::new), ..unknown_item(rulebook, source, from) }
}

/// The finding for an item that no pack has.
pub(super) fn unknown_item(rulebook: &Rulebook, source: &Source, item: &Spanned<String>) -> Finding {
    let id = &item.value;
    let message = text!("no pack in use has the item `{id}`", "所用规则包中没有 `{id}` 这一项");
    let problem = Problem::new(Code::UnknownItem, item.span, message);
    let problem = match near_item(rulebook, id) {
        Some(near) => problem.help(did_you_mean(near)),
        None => problem.help(text!("`guiju list items` shows them all", "运行 `guiju list items` 可列出全部条目")),
    };
    Finding { subject: id.to_owned(), ..Finding::from_problem(problem, source, "manifest") }
}

/// The item that an id is likely to stand for: a right name under a wrong principle is the commonest slip.
fn near_item<'r>(rulebook: &'r Rulebook, id: &str) -> Option<&'r str> {
    same_name(rulebook, id).next().or_else(|| nearest(id, rulebook.items.iter().map(|item| item.id.as_str())))
}

/// The items that have the name of this id, whatever their principle.
fn same_name<'r>(rulebook: &'r Rulebook, id: &str) -> impl Iterator<Item = &'r str> {
    let name = id.rsplit('/').next().unwrap_or(id).to_owned();
    let ids = rulebook.items.iter().map(|item| item.id.as_str());
    ids.filter(move |known| known.rsplit('/').next() == Some(name.as_str()))
}

/// Whether an id can stand for nothing but this item.
fn is_sure(rulebook: &Rulebook, id: &str, near: &str) -> bool {
    match same_name(rulebook, id).count() {
        0 => is_unmistakable(id, near, rulebook.items.iter().map(|item| item.id.as_str())),
        count => count == 1,
    }
}

/// A finding for each trait that no pack knows.
pub(super) fn traits(rulebook: &Rulebook, manifest: &Manifest) -> Vec<Finding> {
    let known: Vec<_> = rulebook.traits.iter().map(|known| known.id.as_str()).collect();
    let given = &manifest.project.traits;
    let unknown = given.iter().filter(|word| !known.contains(&word.value.as_str()));
    let told = unknown.map(|word| {
        let (source, name) = (&manifest.source, &word.value);
        let message = text!("no pack in use knows the trait `{name}`", "所用规则包中没有 `{name}` 这一特征");
        let problem = Problem::new(Code::UnknownTrait, word.span, message);
        let problem = match nearest(name, known.iter().copied()) {
            Some(near) => {
                let free = given.iter().all(|other| other.value != near);
                let edit = rewritten(source.text(), word.span, name, near).filter(|_| free);
                problem.help(did_you_mean(near)).fix(rename(edit, name, near, known.iter().copied()))
            }
            None => {
                let (en, zh) = (known.join("`, `"), known.join("`、`"));
                problem.help(text!("the traits are `{en}`", "可用的特征有 `{zh}`"))
            }
        };
        Finding { subject: name.to_owned(), ..Finding::from_problem(problem, source, "manifest") }
    });
    told.collect()
}
