//! What can only be said of a manifest as a whole: names that no pack knows, days that have not come, one file cited for everything.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Outcome;
use super::severity::severity;
use super::slips;
use crate::evidence::Target;
use crate::finding::{Code, Finding, Place, Problem};
use crate::locale::text;
use crate::manifest::{Lock, Manifest};
use crate::pack::Rulebook;
use crate::source::{Source, Span};
use crate::vocabulary::Status;

/// How many answers one whole file may carry before it is told.
const OVERUSE: usize = 5;

/// Findings that belong to no item of the packs.
pub(super) fn findings(rulebook: &Rulebook, manifest: &Manifest, today: Date) -> Vec<Finding> {
    let source = &manifest.source;
    let mut findings = Vec::new();
    for waiver in manifest.waivers.iter().filter(|waiver| rulebook.item(&waiver.item.value).is_none()) {
        findings.push(slips::waiver(rulebook, waiver));
    }
    findings.extend(slips::traits(rulebook, manifest));
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
            Finding { help: Some(help), ..slips::unknown_item(rulebook, &lock.source, item) }
        })
        .collect()
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
            fix: None,
            url: None,
            subject: path.clone(),
        };
        outcomes[last].findings.push(finding);
    }
}
