//! `sarif-audit`: a result an item, whatever its verdict, with all that was found on it; and a result a finding that concerns no item.

use std::collections::HashMap;

use super::findings::{conclusions, level, told};
use super::place::{mending, primary, related};
use super::wire::{self, About, Approval, Conclusion, Fingerprints, Message, OfItem, Properties, Suppression};
use super::words;
use crate::finding::{Code, Severity};
use crate::locale::{Locale, Text, text};
use crate::meaning::verdict_meaning;
use crate::render::fingerprint::digest;
use crate::render::{Said, Told, json};
use crate::report::{EvidenceReport, ItemReport, ProjectReport, WaiverReport};
use crate::vocabulary::{Basis, Status, Verdict};

/// How many bytes most results take.
const USUAL_LENGTH: usize = 1300;

/// What is said of a finding, and its fingerprint.
type Found<'r> = (&'r Said<'r>, &'r str);

/// The results of one project, each written before the next is made.
pub(super) fn project(told: &Told<'_>, about: About<'_>, locale: Locale) -> String {
    let report = told.report;
    let all = told.all_said(locale).iter().zip(told.all_prints().iter().map(String::as_str));
    let mut by_rule: HashMap<&str, Vec<Found<'_>>> = HashMap::new();
    for found in all.clone() {
        by_rule.entry(&found.0.finding.rule).or_default().push(found);
    }
    let mut out = json::Lines::with_room((report.items.len() + 1) * USUAL_LENGTH);
    for item in &report.items {
        let found = by_rule.remove(item.id.as_str()).unwrap_or_default();
        out.add(&conclusion(&Judged { report, item, found, locale }, about));
    }
    let rest = all.filter(|(said, _)| by_rule.contains_key(said.finding.rule.as_str()));
    let (known, new): (Vec<_>, Vec<_>) = rest.partition(|(said, _)| said.is_known);
    for (part, state) in [(new, "new"), (known, "unchanged")] {
        for mut one in conclusions(&part, about, locale) {
            one.suppressions = Some(Vec::new());
            one.baseline_state = report.baselined.is_some().then_some(state);
            out.add(&one);
        }
    }
    out.end()
}

/// An item with what was found on it.
struct Judged<'r> {
    report: &'r ProjectReport,
    item: &'r ItemReport,
    found: Vec<Found<'r>>,
    locale: Locale,
}

fn conclusion<'r>(judged: &Judged<'r>, about: About<'r>) -> Conclusion<'r> {
    let &Judged { report, item, ref found, locale } = judged;
    let kind = kind(item, report.level_aimed);
    let (mut text, mut places) = (said(judged), Vec::new());
    for (said, _) in found {
        let own = told(said, locale);
        text.extend(["\n", &own]);
        places.push(related(&said.finding.place, places.len() + 1, own, locale));
        for place in &said.finding.related {
            places.push(related(place, places.len() + 1, String::new(), locale));
        }
    }
    Conclusion {
        rule_id: item.id.as_str().into(),
        kind,
        // Nothing but a failure has a level (section 3.27.10).
        level: if kind == "fail" { level(weight(judged)) } else { "none" },
        message: Message { text: text.into() },
        locations: [primary(&item.place)],
        related_locations: places,
        occurrence_count: None,
        fixes: found.iter().filter_map(|(said, _)| mending(said.finding, locale)).collect(),
        partial_fingerprints: Fingerprints {
            first: digest(&[report.manifest.as_str(), "\0", &item.id].concat()).into(),
        },
        suppressions: Some(item.waiver.iter().map(suppression).collect()),
        baseline_state: baseline_state(judged),
        properties: Properties::Item(properties(judged, about)),
    }
}

/// What of an item stands in the baseline (section 3.27.24): all that was found, some of it, or nothing.
fn baseline_state(judged: &Judged<'_>) -> Option<&'static str> {
    let is_used = judged.report.baselined.is_some() && !judged.found.is_empty();
    let known = judged.found.iter().filter(|(said, _)| said.is_known).count();
    is_used.then_some(match known {
        0 => "new",
        all if all == judged.found.len() => "unchanged",
        _ => "updated",
    })
}

/// What kind of result a verdict is (section 3.27.9). A gap above the level aimed at is no failure of this project; a claim that does not
/// hold is, at whatever level.
fn kind(item: &ItemReport, level_aimed: u8) -> &'static str {
    match item.verdict {
        Verdict::Satisfied => "pass",
        Verdict::Stale => "review",
        Verdict::NotApplicable => "notApplicable",
        Verdict::Unanswered | Verdict::Unmet | Verdict::Partial | Verdict::Waived if item.level > level_aimed => {
            "informational"
        }
        Verdict::Unanswered => "open",
        Verdict::Overclaimed | Verdict::Unmet | Verdict::Partial | Verdict::Waived => "fail",
    }
}

/// How much a failure weighs: as its worst finding does. What a waiver hides has none any more, and weighs as a gap in that item does.
fn weight(judged: &Judged<'_>) -> Severity {
    let worst = judged.found.iter().map(|(said, _)| said.finding.severity).max();
    match worst.filter(|_| judged.item.verdict != Verdict::Waived) {
        Some(worst) => worst,
        None => crate::evaluate::severity(Code::Unmet, judged.item.requirement, judged.item.status),
    }
}

/// The item's title and verdict, and why.
fn said(judged: &Judged<'_>) -> String {
    let &Judged { item, locale, .. } = judged;
    let verdict = item.verdict.text();
    let headline = [item.title.get(locale), locale.pick(": ", "："), verdict.get(locale)].concat();
    let mut out = String::with_capacity(USUAL_LENGTH / 4);
    words::add_sentence(&headline, locale, &mut out);
    out.push('\n');
    let mut more = |text: &Text| words::add_sentence(text.get(locale), locale, &mut out);
    if let Some(Text { en, zh }) = &item.excused {
        more(&text!("does not apply: {en}", "不适用：{zh}"));
    } else if let Some(WaiverReport { expires, reason, approved_by, .. }) = &item.waiver {
        more(&text!(
            "waived until {expires}: {reason} (approved by {approved_by})",
            "豁免至 {expires}：{reason}（批准：{approved_by}）"
        ));
    } else {
        more(&verdict_meaning(item.verdict));
    }
    out
}

/// The exception in force (section 3.35). It stands in the manifest or in a file beside it, not where the result is.
fn suppression(waiver: &WaiverReport) -> Suppression {
    Suppression {
        kind: "external",
        status: "accepted",
        justification: words::plain(&waiver.reason).into_owned(),
        properties: Approval {
            approved_by: words::plain(&waiver.approved_by).into_owned(),
            granted: waiver.granted.map(|day| day.to_string()),
            expires: waiver.expires.to_string(),
            ticket: waiver.ticket.as_deref().map(|ticket| words::plain(ticket).into_owned()),
        },
    }
}

/// What the JSON report says of the item.
fn properties<'r>(judged: &Judged<'r>, about: About<'r>) -> OfItem<'r> {
    let &Judged { report, item, ref found, locale } = judged;
    let is_used = report.baselined.is_some();
    let finding = |&(said, fingerprint): &Found<'r>| wire::Found {
        code: said.finding.code.word(),
        severity: said.finding.severity.word(),
        message: words::plain(said.finding.message.get(locale)),
        fingerprint,
        baselined: is_used.then_some(said.is_known),
    };
    OfItem {
        project: about.project,
        manifest: about.manifest,
        item: &item.id,
        principle: &item.principle,
        requirement: item.requirement.word(),
        level: item.level,
        verdict: item.verdict.word(),
        basis: item.basis.map(Basis::word),
        status: item.status.map(Status::word),
        statement: item.statement.as_deref().map(words::plain),
        reviewed: item.reviewed.map(|day| day.to_string()),
        evidence: item.evidence.iter().map(evidence).collect(),
        findings: found.iter().map(finding).collect(),
    }
}

fn evidence(evidence: &EvidenceReport) -> wire::Evidence<'_> {
    wire::Evidence {
        cited: words::plain(&evidence.cited),
        path: evidence.path.as_deref().map(words::plain),
        anchor: evidence.anchor.as_deref().map(words::plain),
        sha256: evidence.sha256.as_deref(),
        verified: evidence.verified,
    }
}
