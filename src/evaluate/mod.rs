//! A plan and the evidence, turned into verdicts. It does not fail: what is wrong is a finding, and only a pack's own fault stops a run.

mod claims;
mod days;
mod gather;
mod inquiry;
mod reviews;
mod severity;
mod slips;
mod trace;
mod verdict;
mod waivers;
mod whole;

use jiff::civil::Date;

pub(crate) use days::{due, until};
pub(crate) use severity::severity;

pub(crate) use gather::Cited;
use gather::{Gathered, claim_place, gather};
use inquiry::{Draft, Inquiry};
pub(crate) use reviews::{Change, Piece, pieces};
pub(crate) use trace::{Stood, Trace, Traced};
pub(crate) use verdict::rows;
use verdict::{Facts, verdict};

use crate::check::{self, Kind, Look, Part};
use crate::evidence::Shelf;
use crate::finding::{Code, Family, Finding, Place, Severity};
use crate::locale::text;
use crate::manifest::{Answer, Waiver};
use crate::pack::{Condition, Rulebook};
use crate::plan::{Planned, ProjectScope, fault_finding};
use crate::vocabulary::{Basis, Requirement, Status, Verdict};

/// What one run is judged by, beside the packs.
#[derive(Clone, Copy)]
pub(crate) struct Terms {
    pub(crate) today: Date,
    /// Whether waivers count.
    pub(crate) waivers: bool,
    /// Whether somebody asks how each verdict comes about.
    pub(crate) traces: bool,
}

/// What came of one item.
pub(crate) struct Outcome<'a> {
    pub(crate) planned: Planned<'a>,
    pub(crate) answer: Option<&'a Answer>,
    pub(crate) verdict: Verdict,
    pub(crate) basis: Option<Basis>,
    /// The last day on which somebody looked at the evidence.
    pub(crate) reviewed: Option<Date>,
    pub(crate) waiver: Option<&'a Waiver>,
    /// What the answer cites: as written, the file, the part, and whether something stands there.
    pub(crate) cited: Vec<Cited>,
    /// What of it has changed since its review.
    pub(crate) changes: Vec<Change>,
    pub(crate) findings: Vec<Finding>,
    /// How the verdict came about, where somebody asks.
    pub(crate) trace: Option<Trace>,
}

/// All outcomes, the findings that belong to no item, and the pack's faults.
pub(crate) struct Evaluation<'a> {
    pub(crate) outcomes: Vec<Outcome<'a>>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) faults: Vec<Finding>,
}

/// Judges every planned item.
pub(crate) fn evaluate<'a>(
    planned: Vec<Planned<'a>>,
    rulebook: &'a Rulebook,
    scope: &ProjectScope<'a>,
    shelf: &'a Shelf<'a>,
    terms: Terms,
) -> Evaluation<'a> {
    let manifest = scope.manifest();
    let max_waiver_days = rulebook.max_waiver_days();
    let (lock, refused) = match reviews::in_force(manifest, rulebook) {
        Ok(lock) => (lock, None),
        Err(finding) => (None, Some(finding)),
    };
    let mut faults = Vec::new();
    let mut outcomes: Vec<_> = planned
        .into_iter()
        .map(|planned| {
            let answer = manifest.answer(&planned.item.id);
            let inquiry = Inquiry {
                item: planned.item,
                requirement: planned.requirement,
                manifest,
                answer,
                lock,
                shelf,
                today: terms.today,
            };
            let bench = Bench { inquiry, scope: scope.on(answer), max_waiver_days, terms };
            bench.judge(planned, &mut faults)
        })
        .collect();
    whole::overused(manifest, &mut outcomes);
    let strays = slips::strays(rulebook, manifest);
    slips::admit(&strays, manifest, &mut outcomes);
    let mut findings = slips::answers(strays, rulebook, manifest);
    findings.extend(whole::findings(rulebook, manifest, terms.today));
    findings.extend(lock.into_iter().flat_map(|lock| whole::unknown_reviews(rulebook, lock)));
    findings.extend(refused);
    Evaluation { outcomes, findings, faults }
}

/// One item being judged.
struct Bench<'a> {
    inquiry: Inquiry<'a>,
    scope: ProjectScope<'a>,
    max_waiver_days: Option<i64>,
    terms: Terms,
}

impl<'a> Bench<'a> {
    fn judge(&self, planned: Planned<'a>, faults: &mut Vec<Finding>) -> Outcome<'a> {
        let inquiry = &self.inquiry;
        let applies = planned.applies;
        let status = inquiry.status();
        let waivers = if self.terms.waivers {
            waivers::waivers(inquiry, self.max_waiver_days)
        } else {
            waivers::Waived::default()
        };
        let mut facts = Facts {
            applies,
            waiver: waivers.valid.is_some(),
            status,
            opt_out: inquiry.item.opt_out,
            // Asked only where it decides.
            justified: applies
                && inquiry.item.opt_out
                && status == Some(Status::NotApplicable)
                && inquiry.answer.is_some_and(claims::is_justified),
            carried: true,
            fresh: true,
        };
        let mut seen = Seen::default();
        // Where an item is not asked for yet, nothing need be said that it is not answered.
        if applies && (inquiry.answer.is_some() || planned.asked) {
            seen = self.look(faults);
            facts.carried = !seen.drafts.iter().any(|draft| uncarries(draft.code));
            facts.fresh = !seen.stale;
        }
        let verdict = verdict(facts);
        let mut drafts = if verdict == Verdict::Waived || !applies { Vec::new() } else { seen.drafts };
        if !(waivers.valid.is_none() && holds_without(facts)) {
            drafts.extend(waivers.drafts);
        }
        drafts.extend(waivers.valid.and_then(|waiver| waivers::remark(inquiry, waiver, verdict == Verdict::Waived)));
        let findings = once(drafts).into_iter().map(|draft| self.weigh(draft, &planned)).collect();
        let basis = match verdict {
            Verdict::Satisfied | Verdict::Stale | Verdict::Partial => Some(seen.basis),
            Verdict::Overclaimed => Some(Basis::Claimed),
            Verdict::NotApplicable | Verdict::Waived | Verdict::Unanswered | Verdict::Unmet => None,
        };
        let trace = self.terms.traces.then(|| self.trace(&planned, facts));
        let waiver = waivers.valid.filter(|_| verdict == Verdict::Waived);
        let reviewed = inquiry.reviewed();
        let Seen { cited, changes, .. } = seen;
        Outcome { planned, answer: inquiry.answer, verdict, basis, reviewed, waiver, cited, changes, findings, trace }
    }

    /// Looks at the answer, its evidence and its days.
    fn look(&self, faults: &mut Vec<Finding>) -> Seen {
        let inquiry = &self.inquiry;
        let mut seen = Seen { drafts: claims::claims(inquiry), ..Seen::default() };
        let days = days::days(inquiry);
        seen.drafts.extend(days.drafts);
        seen.stale = days.stale;
        let claims_something = matches!(inquiry.status(), Some(Status::Met | Status::Partial));
        let mut gathered = if claims_something { gather(inquiry) } else { Gathered::default() };
        if claims_something {
            let (sound, is_met) = (gathered.drafts.is_empty(), inquiry.status() == Some(Status::Met));
            let checked = self.check(&gathered.parts, faults);
            if is_met {
                // Where something cited cannot be looked at, that has been said; that checks find nothing there needs no saying.
                let manifest = &inquiry.manifest.source;
                let shown = |draft: &Draft| sound || !draft.place.source.is(manifest);
                let failed = checked.failures.into_iter().map(|(check, failure)| self.failed(check, failure));
                gathered.drafts.extend(failed.filter(shown));
            } else {
                // A gap that is admitted needs no proof; only evidence that is cited and does not stand is told.
                gathered.drafts.retain(|draft| draft.code != Code::EvidenceNone);
                if checked.failures.is_empty() && checked.read && gathered.drafts.is_empty() {
                    seen.drafts.push(self.underclaimed());
                }
            }
            seen.basis = self.basis(&gathered, checked.read);
        }
        if inquiry.status() == Some(Status::Met) {
            seen.stale |= !gathered.drifted.is_empty();
            seen.drafts.append(&mut gathered.drifted);
            let mut since = reviews::changes(inquiry, &gathered.cited);
            seen.stale |= !since.drafts.is_empty();
            seen.drafts.append(&mut since.drafts);
            seen.changes = since.changes;
        }
        seen.drafts.append(&mut gathered.drafts);
        seen.cited = gathered.cited;
        seen
    }

    fn basis(&self, gathered: &Gathered, read: bool) -> Basis {
        let stands = gathered.cited.iter().any(|cited| cited.stands);
        let reviewed = !self.inquiry.looked().is_empty();
        if read && !gathered.parts.is_empty() {
            Basis::Verified
        } else if stands && reviewed {
            Basis::Attested
        } else {
            Basis::Claimed
        }
    }

    fn check(&self, parts: &[Part], faults: &mut Vec<Finding>) -> Checked<'a> {
        let is_met = self.inquiry.status() == Some(Status::Met);
        let mut checked = Checked::default();
        for check in self.inquiry.item.checks.iter() {
            // Of a gap that is admitted it matters whether a check fails and whether one has read something, which counts only where
            // something is cited. An expression is asked all the same: that it has no answer is the pack's fault.
            let is_known = !checked.failures.is_empty() && (checked.read || parts.is_empty());
            if !is_met && is_known && !matches!(check.kind, Kind::Expr(_)) {
                continue;
            }
            match check.evaluate(&self.look_of(check, parts)) {
                check::Outcome::Held { read } => checked.read |= read,
                check::Outcome::Skipped => {}
                check::Outcome::Failed(failures) => {
                    checked.failures.extend(failures.into_iter().map(|failure| (check, failure)));
                }
                check::Outcome::Fault(fault) => {
                    if let Kind::Expr(expression) = &check.kind {
                        let condition = Condition {
                            expr: expression.expr.clone(),
                            text: expression.text.clone(),
                            span: check.span,
                            offset: expression.offset,
                        };
                        faults.push(fault_finding(self.inquiry.item, &condition, fault));
                    }
                }
            }
        }
        checked
    }

    /// What a check looks at.
    fn look_of(&self, check: &check::Check, parts: &[Part]) -> Look<'_> {
        let item = self.inquiry.item;
        Look {
            parts: self.parts_for(check, parts),
            scope: &self.scope,
            today: self.inquiry.today,
            title: &item.title,
            item: &item.id,
            worded: check.message.is_some(),
        }
    }

    fn parts_for(&self, check: &check::Check, parts: &[Part]) -> Vec<Part> {
        if !check.whole_project {
            return parts.iter().filter(|part| check.concerns(&part.document.local)).cloned().collect();
        }
        let shelf = self.inquiry.shelf;
        let files = shelf.project_files(check.reach());
        let concerned = files.iter().filter(|path| check.concerns(shelf.local(path)));
        concerned.map(|path| Part { document: shelf.document(path), heading: None }).collect()
    }

    fn failed(&self, check: &check::Check, failure: check::Failure) -> Draft {
        let asked = Place::new(&check.source, check.span, text!("the check of the pack", "规则包中的检查"));
        let mut related = failure.related;
        let place = failure.place.unwrap_or_else(|| self.cited_at());
        if !place.source.is(&self.inquiry.manifest.source) {
            related.insert(0, claim_place(&self.inquiry));
        }
        related.push(asked);
        let subject = [check.kind.word(), ":", place.source.name()].concat();
        Draft { code: failure.code, message: failure.message, place, related, help: failure.help, fix: None, subject }
    }

    /// Where the answer cites its evidence.
    fn cited_at(&self) -> Place {
        let answer = self.inquiry.answer;
        let only = answer.and_then(|answer| match answer.evidence.as_slice() {
            [only] => Some(only.span),
            _ => answer.evidence_span,
        });
        self.inquiry.claim(only.unwrap_or_else(|| self.inquiry.nearest()), text!("cited here", "在此引用"))
    }

    fn underclaimed(&self) -> Draft {
        let span = self.inquiry.answer.and_then(|answer| answer.status.as_ref()).map(|status| status.span);
        let message = text!("every check holds, and the answer says `partial`", "各项检查均已通过，而回答为 `partial`");
        let label = text!("perhaps more is met than is said", "实际情况或许好于所述");
        self.inquiry.draft(
            Code::Underclaimed,
            message,
            self.inquiry.claim(span.unwrap_or_else(|| self.inquiry.nearest()), label),
        )
    }

    /// The finding that a draft becomes.
    fn weigh(&self, draft: Draft, planned: &Planned<'_>) -> Finding {
        let mut severity = severity::severity(draft.code, planned.requirement, self.inquiry.status());
        if !planned.asked && !severity::is_about_the_file(draft.code) {
            severity = Severity::Note;
        }
        draft.into_finding(&planned.item.id, severity)
    }
}

/// Without drafts that say of a wider place what another says of a narrower one in it, and without the second of two alike.
fn once(drafts: Vec<Draft>) -> Vec<Draft> {
    let covers = |wide: &Draft, narrow: &Draft| {
        let (outer, inner) = (wide.place.span, narrow.place.span);
        wide.code == narrow.code
            && wide.place.source.is(&narrow.place.source)
            && outer.start <= inner.start
            && inner.end <= outer.end
            && !inner.is_empty()
    };
    let evidence = |draft: &Draft| draft.code.family() == Family::Evidence;
    let told_elsewhere = |at: usize, draft: &Draft| {
        drafts.iter().enumerate().any(|(other, narrow)| {
            let alike = draft.place.span == narrow.place.span && draft.message == narrow.message;
            let wider = draft.place.span != narrow.place.span;
            other != at && covers(draft, narrow) && (wider || (alike && other < at))
        })
    };
    let kept: Vec<_> =
        drafts.iter().enumerate().map(|(at, draft)| !(evidence(draft) && told_elsewhere(at, draft))).collect();
    drafts.into_iter().zip(kept).filter_map(|(draft, kept)| kept.then_some(draft)).collect()
}

/// Whether a finding of this code means that a claim is not carried.
pub(crate) fn uncarries(code: Code) -> bool {
    let words = matches!(code, Code::StatementMissing | Code::Placeholder);
    let weighs = severity::severity(code, Requirement::Required, Some(Status::Met)) > Severity::Note;
    (words || code.family() == Family::Evidence) && weighs
}

/// Whether the item needs no waiver.
fn holds_without(facts: Facts) -> bool {
    matches!(verdict(Facts { waiver: false, ..facts }), Verdict::Satisfied | Verdict::NotApplicable)
}

/// What was seen of one answer.
struct Seen {
    drafts: Vec<Draft>,
    stale: bool,
    basis: Basis,
    cited: Vec<Cited>,
    changes: Vec<Change>,
}

impl Default for Seen {
    fn default() -> Self {
        Self { drafts: Vec::new(), stale: false, basis: Basis::Claimed, cited: Vec::new(), changes: Vec::new() }
    }
}

/// What the checks of one item saw.
#[derive(Default)]
struct Checked<'a> {
    failures: Vec<(&'a check::Check, check::Failure)>,
    /// Whether one of them read content or a value.
    read: bool,
}
