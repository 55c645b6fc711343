//! What can only be said of a manifest as a whole: names that no pack knows, days that have not come, one file cited for everything.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Outcome;
use super::severity::severity;
use crate::evidence::Target;
use crate::finding::{Code, Finding, Place, Problem};
use crate::locale::text;
use crate::manifest::{Lock, Manifest};
use crate::pack::Rulebook;
use crate::source::{Source, Span};
use crate::tree::{did_you_mean, nearest};
use crate::vocabulary::Status;

/// How many answers one whole file may carry before it is told.
const OVERUSE: usize = 5;

/// Findings that belong to no item of the packs.
pub(super) fn findings(rulebook: &Rulebook, manifest: &Manifest, today: Date) -> Vec<Finding> {
    let source = &manifest.source;
    let mut findings = Vec::new();
    for answer in manifest.answers.iter().filter(|answer| rulebook.item(&answer.item).is_none()) {
        findings.push(unknown_item(rulebook, source, &answer.item, answer.span));
    }
    for waiver in manifest.waivers.iter().filter(|waiver| rulebook.item(&waiver.item.value).is_none()) {
        findings.push(unknown_item(rulebook, &waiver.source, &waiver.item.value, waiver.item.span));
    }
    for word in &manifest.project.traits {
        if rulebook.traits.iter().all(|known| known.id != word.value) {
            findings.push(unknown_trait(rulebook, source, &word.value, word.span));
        }
    }
    let assessed = manifest.project.assessed.as_ref();
    findings.extend(assessed.and_then(|day| future(source, day.value, day.span, today)));
    for waiver in &manifest.waivers {
        let granted = waiver.granted.as_ref();
        findings.extend(granted.and_then(|day| future(&waiver.source, day.value, day.span, today)));
    }
    findings
}

/// Findings for what the lock records of items that no pack has, each item once.
pub(super) fn unknown_reviews(rulebook: &Rulebook, lock: &Lock) -> Vec<Finding> {
    let mut items: Vec<_> = lock.reviews().iter().map(|review| &review.item).collect();
    items.dedup_by(|second, first| second.value == first.value);
    let unknown = items.into_iter().filter(|item| rulebook.item(&item.value).is_none());
    unknown
        .map(|item| {
            let help = text!(
                "take its reviews out, or let `guiju review --all` do so",
                "请删去其复核条目，或运行 `guiju review --all` 代为删去"
            );
            Finding { help: Some(help), ..unknown_item(rulebook, &lock.source, &item.value, item.span) }
        })
        .collect()
}

fn unknown_item(rulebook: &Rulebook, source: &Source, id: &str, span: Span) -> Finding {
    let problem = Problem::new(
        Code::UnknownItem,
        span,
        text!("no pack in use has the item `{id}`", "所用规则包中没有 `{id}` 这一项"),
    );
    let name = id.rsplit('/').next().unwrap_or(id);
    let ids = || rulebook.items.iter().map(|item| item.id.as_str());
    // A right name under a wrong principle is the commonest slip.
    let same_name = ids().find(|known| known.rsplit('/').next() == Some(name));
    let problem = match same_name.or_else(|| nearest(id, ids())) {
        Some(near) => problem.help(did_you_mean(near)),
        None => problem.help(text!("`guiju list items` shows them all", "运行 `guiju list items` 可列出全部条目")),
    };
    Finding { subject: id.to_owned(), ..Finding::from_problem(problem, source, "manifest") }
}

fn unknown_trait(rulebook: &Rulebook, source: &Source, word: &str, span: Span) -> Finding {
    let problem = Problem::new(
        Code::UnknownTrait,
        span,
        text!("no pack in use knows the trait `{word}`", "所用规则包中没有 `{word}` 这一特征"),
    );
    let known: Vec<_> = rulebook.traits.iter().map(|known| known.id.as_str()).collect();
    let problem = match nearest(word, known.iter().copied()) {
        Some(near) => problem.help(did_you_mean(near)),
        None => {
            let (en, zh) = (known.join("`, `"), known.join("`、`"));
            problem.help(text!("the traits are `{en}`", "可用的特征有 `{zh}`"))
        }
    };
    Finding { subject: word.to_owned(), ..Finding::from_problem(problem, source, "manifest") }
}

fn future(source: &Source, day: Date, span: Span, today: Date) -> Option<Finding> {
    (day > today).then(|| {
        let message = text!("the day is {day}, and today is {today}", "写的日期是 {day}，而今天是 {today}");
        let problem = Problem::new(Code::FutureDate, span, message).label(text!("has not come yet", "尚未到来"));
        Finding::from_problem(problem, source, "manifest")
    })
}

/// Adds a note to the last answer of those that one whole file carries, when they are many and unlike.
pub(super) fn overused(manifest: &Manifest, outcomes: &mut [Outcome<'_>]) {
    let mut uses: BTreeMap<String, Vec<(usize, Span)>> = BTreeMap::new();
    for (at, outcome) in outcomes.iter().enumerate() {
        let Some(answer) = outcome.answer.filter(|_| outcome.planned.applies) else { continue };
        if answer.status.as_ref().is_none_or(|status| status.value != Status::Met) {
            continue;
        }
        for citation in &answer.evidence {
            if let Target::File { path, anchor: None } = &citation.target {
                uses.entry(path.clone()).or_default().push((at, citation.span));
            }
        }
    }
    for (path, places) in uses {
        let mut principles: Vec<_> =
            places.iter().map(|&(at, _)| outcomes[at].planned.item.principle.as_str()).collect();
        principles.dedup();
        let (count, Some(&(last, span))) = (places.len(), places.last()) else { continue };
        if count < OVERUSE || principles.len() < 2 {
            continue;
        }
        let message =
            text!("`{path}` as a whole is cited for {count} answers", "`{path}` 整个文件被 {count} 项回答引用");
        let related = places.iter().rev().skip(1).take(3);
        let outcome = &outcomes[last];
        let finding = Finding {
            rule: outcome.planned.item.id.clone(),
            code: Code::EvidenceOverused,
            severity: severity(Code::EvidenceOverused, outcome.planned.requirement, Some(Status::Met)),
            message,
            place: Place::new(&manifest.source, span, text!("here again", "此处再次引用")),
            related: related
                .map(|&(_, span)| Place::new(&manifest.source, span, text!("and here", "此处也引用")))
                .collect(),
            help: Some(text!(
                "cite the section that speaks of each, as `{path}#its-heading`",
                "请分别引用对应的章节，写成 `{path}#标题`"
            )),
            url: None,
            subject: path.clone(),
        };
        outcomes[last].findings.push(finding);
    }
}
