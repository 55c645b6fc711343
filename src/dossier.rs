//! All that a report for people holds on one project: the verdicts, the way up and what falls due; and item by item the answer, the
//! findings, and the lines of the evidence that were looked at. It judges nothing, and how it looks is for `render`.

mod past;

use std::collections::HashMap;

use crate::ascent::Ascent;
use crate::evaluate::{Stood, Trace};
use crate::finding::{Finding, Place};
use crate::forecast::{Forecast, Window};
use crate::judge::Judged;
use crate::locale::Text;
use crate::manifest::Answer;
use crate::pack::Item;
use crate::report::ItemReport;

pub(crate) use past::{Named, Past, Point, Reach, Standing, Sum, thinned};

/// One project, judged for its reasons.
pub(crate) struct Dossier {
    pub(crate) judged: Judged,
    pub(crate) ascent: Ascent,
    pub(crate) forecast: Forecast,
    pub(crate) window: Window,
    /// Where its history was asked for.
    pub(crate) past: Option<Past>,
}

/// One item of it.
pub(crate) struct Sheet<'d> {
    pub(crate) item: &'d ItemReport,
    pub(crate) rule: &'d Item,
    pub(crate) answer: Option<&'d Answer>,
    /// Whether the item's own condition leaves the project out.
    pub(crate) is_left_out: bool,
    /// Worst first.
    pub(crate) findings: Vec<&'d Finding>,
    /// One for each citation, in the order of the answer.
    pub(crate) exhibits: Vec<Exhibit<'d>>,
}

/// What an answer cites, and what was seen there.
pub(crate) struct Exhibit<'d> {
    pub(crate) cited: &'d str,
    /// What the answer says of it.
    pub(crate) note: Option<&'d str>,
    /// Whether it can be looked at.
    pub(crate) stands: bool,
    /// What stands there: a section, a file, an address.
    pub(crate) found: Vec<&'d Text>,
    pub(crate) wrong: &'d [Text],
    /// The lines that carry the claim, in the order of the files.
    pub(crate) sights: Vec<&'d Place>,
}

impl Dossier {
    /// Every item that was judged, in the packs' order.
    pub(crate) fn sheets(&self) -> Vec<Sheet<'_>> {
        let report = &self.judged.report;
        let mut by_rule: HashMap<&str, Vec<&Finding>> = HashMap::new();
        for finding in &report.findings {
            by_rule.entry(&finding.rule).or_default().push(finding);
        }
        let mut sheets = Vec::new();
        for item in &report.items {
            let id = item.id.as_str();
            let Some(rule) = self.judged.rulebook.item(id) else { continue };
            let mut findings = by_rule.remove(id).unwrap_or_default();
            findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
            let (answer, trace) = (self.judged.manifest.answer(id), self.judged.seen.traces.get(id));
            let condition = trace.and_then(|trace| trace.applies.as_ref());
            sheets.push(Sheet {
                item,
                rule,
                answer,
                is_left_out: condition.is_some_and(|condition| condition.holds == Some(false)),
                findings,
                exhibits: trace.map(|trace| exhibits(trace, answer)).unwrap_or_default(),
            });
        }
        sheets
    }

    /// What is wrong that belongs to no item: the manifest as a file, its waivers, its reviews.
    pub(crate) fn loose(&self) -> Vec<&Finding> {
        let findings = self.judged.report.findings.iter();
        findings.filter(|finding| self.judged.rulebook.item(&finding.rule).is_none()).collect()
    }
}

/// What was seen at each citation. A line that a check saw is shown with the first citation that leads to its file.
fn exhibits<'d>(trace: &'d Trace, answer: Option<&'d Answer>) -> Vec<Exhibit<'d>> {
    let notes = answer.into_iter().flat_map(|answer| &answer.evidence).map(|citation| citation.note.as_deref());
    let notes = notes.chain(std::iter::repeat(None));
    let mut exhibits: Vec<_> = trace.cited.iter().zip(notes).map(|(stood, note)| exhibit(stood, note)).collect();
    let held = trace.checks.iter().filter(|check| check.holds == Some(true));
    for place in held.flat_map(|check| &check.saw).filter_map(|(_, place)| place.as_ref()) {
        let leads = |stood: &Stood| places(stood).any(|found| found.source.is(&place.source));
        let at = trace.cited.iter().position(leads);
        if let Some(exhibit) = at.and_then(|at| exhibits.get_mut(at)) {
            exhibit.sights.push(place);
        }
    }
    for exhibit in &mut exhibits {
        exhibit
            .sights
            .sort_by(|one, other| one.source.name().cmp(other.source.name()).then_with(|| one.span.cmp(&other.span)));
        exhibit.sights.dedup_by(|one, other| one.source.is(&other.source) && one.span == other.span);
    }
    exhibits
}

fn exhibit<'d>(stood: &'d Stood, note: Option<&'d str>) -> Exhibit<'d> {
    Exhibit {
        cited: &stood.cited,
        note,
        stands: stood.stands,
        found: stood.found.iter().map(|(text, _)| text).collect(),
        wrong: &stood.wrong,
        // A whole file is no line.
        sights: places(stood).filter(|place| !place.span.is_empty()).collect(),
    }
}

fn places(stood: &Stood) -> impl Iterator<Item = &Place> {
    stood.found.iter().filter_map(|(_, place)| place.as_ref())
}
