//! What two reports conclude on one project: which verdicts got worse or better, and why. Where a report comes from, another pack,
//! another day, a file, is not known here.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use super::grounds::{self, Cited, EvidenceChange, Waiver, WaiverChange};
use crate::finding::{Finding, Severity};
use crate::locale::Text;
use crate::report::{ItemReport, ProjectReport, WaiverReport};
use crate::vocabulary::Verdict;

/// What a report says of a project, as far as two are held against each other.
#[derive(Debug, Clone)]
pub(crate) struct Snapshot {
    /// The manifest, as the user would write its path.
    pub(crate) manifest: String,
    pub(crate) name: String,
    /// The highest rank that it attains.
    pub(crate) level: u8,
    /// Were every answer taken at its word, in percent.
    pub(crate) declared: Option<f64>,
    /// In percent.
    pub(crate) score: Option<f64>,
    /// Each item, in the report's order.
    pub(crate) items: Vec<Item>,
    pub(crate) findings: Vec<Remark>,
}

/// An item, as far as two are held against each other.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) id: String,
    /// Empty where the report does not say it.
    pub(crate) title: Text,
    pub(crate) verdict: Verdict,
    pub(crate) cited: Vec<Cited>,
    pub(crate) waiver: Option<Waiver>,
}

/// A finding, as far as two are held against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remark {
    /// What stays the same when lines move.
    pub(crate) identity: String,
    /// The item, or the rule of a file.
    pub(crate) rule: String,
    pub(crate) code: String,
    pub(crate) severity: Severity,
    pub(crate) message: Text,
    /// What stands at its place.
    pub(crate) label: Text,
    /// `file:line:column`.
    pub(crate) place: String,
}

impl Remark {
    fn of(finding: &Finding) -> Self {
        let place = &finding.place;
        let position = place.source.position(place.span.start);
        Self {
            identity: finding.identity(),
            rule: finding.rule.clone(),
            code: finding.code.word().to_owned(),
            severity: finding.severity,
            message: finding.message.clone(),
            label: place.label.clone(),
            place: format!("{}:{}:{}", place.source.name(), position.line, position.column),
        }
    }
}

impl From<&ItemReport> for Item {
    fn from(item: &ItemReport) -> Self {
        let waiver = |waiver: &WaiverReport| Waiver {
            reason: waiver.reason.clone(),
            approved_by: waiver.approved_by.clone(),
            expires: waiver.expires,
        };
        Self {
            id: item.id.clone(),
            title: Text::clone(&item.title),
            verdict: item.verdict,
            cited: item.evidence.iter().map(Cited::from).collect(),
            waiver: item.waiver.as_ref().map(waiver),
        }
    }
}

impl From<&ProjectReport> for Snapshot {
    fn from(report: &ProjectReport) -> Self {
        Self {
            manifest: report.manifest.clone(),
            name: report.name.clone(),
            level: report.level_attained,
            declared: report.declared,
            score: report.score,
            items: report.items.iter().map(Item::from).collect(),
            findings: report.findings.iter().map(Remark::of).collect(),
        }
    }
}

/// Which way something went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trend {
    /// It got worse.
    Worse,
    /// It got better.
    Better,
    /// Neither: an item that is asked no longer, or is asked now and met.
    Changed,
}

impl Trend {
    /// The word that readers and programs see.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Worse => "worse",
            Self::Better => "better",
            Self::Changed => "changed",
        }
    }

    /// The word in both languages.
    pub(crate) fn text(self) -> Text {
        let zh = match self {
            Self::Worse => "变差",
            Self::Better => "变好",
            Self::Changed => "变更",
        };
        Text { en: self.word().to_owned(), zh: zh.to_owned() }
    }
}

/// How an item stands in one report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) verdict: Verdict,
    /// That of its severest finding.
    pub(crate) severity: Option<Severity>,
}

/// An item that stands otherwise.
#[derive(Debug, PartialEq)]
pub(crate) struct Change {
    pub(crate) item: String,
    pub(crate) title: Text,
    /// None: the old report does not know it.
    pub(crate) old: Option<State>,
    /// None: the new report does not know it.
    pub(crate) new: Option<State>,
    pub(crate) trend: Trend,
    /// The first finding that is new, or weighs more.
    pub(crate) why: Option<Remark>,
}

/// How two reports on one project differ.
#[derive(Debug)]
pub(crate) struct ProjectDiff {
    pub(crate) manifest: String,
    pub(crate) name: String,
    pub(crate) level: [u8; 2],
    pub(crate) declared: [Option<f64>; 2],
    pub(crate) score: [Option<f64>; 2],
    /// What got worse first, each in the report's order.
    pub(crate) changes: Vec<Change>,
    /// What is newly wrong with the files of the self-assessment, such as an answer to an item that is gone.
    pub(crate) remarks: Vec<Remark>,
    /// Exceptions that are new, or say something else, in the report's order.
    pub(crate) waivers: Vec<WaiverChange>,
    /// By path.
    pub(crate) evidence: Vec<EvidenceChange>,
}

impl ProjectDiff {
    /// Whether something got worse for the project. A score that falls with an item that went away is nobody's fault.
    pub(crate) fn is_worse(&self) -> bool {
        let [old, new] = self.level;
        new < old
            || self.changes.iter().any(|change| change.trend == Trend::Worse)
            || self.remarks.iter().any(|remark| remark.severity > Severity::Note)
    }

    /// Whether nothing differs that is compared.
    pub(crate) fn is_empty(&self) -> bool {
        let same = |[old, new]: [Option<f64>; 2]| match (old, new) {
            (Some(old), Some(new)) => (old - new).abs() < 1e-9,
            (old, new) => old.is_none() && new.is_none(),
        };
        self.changes.is_empty()
            && self.remarks.is_empty()
            && self.waivers.is_empty()
            && self.evidence.is_empty()
            && self.level[0] == self.level[1]
            && same(self.score)
            && same(self.declared)
    }

    /// How many verdicts went this way.
    pub(crate) fn count(&self, trend: Trend) -> usize {
        self.changes.iter().filter(|change| change.trend == trend).count()
    }
}

/// How two reports on one project differ.
pub(crate) fn compare(old: &Snapshot, new: &Snapshot) -> ProjectDiff {
    let (before, after) = (states(old), states(new));
    let gone = old.items.iter().filter(|item| !after.contains_key(item.id.as_str()));
    let mut changes: Vec<_> = new
        .items
        .iter()
        .chain(gone)
        .filter_map(|Item { id, title, .. }| {
            let (was, is) = (before.get(id.as_str()).copied(), after.get(id.as_str()).copied());
            let trend = trend(was, is)?;
            let why = (trend != Trend::Better).then(|| why(id, old, new)).flatten().cloned();
            Some(Change { item: id.clone(), title: title.clone(), old: was, new: is, trend, why })
        })
        .collect();
    changes.sort_by_key(|change| change.trend);
    let known: HashSet<_> = old.findings.iter().map(|finding| finding.identity.as_str()).collect();
    let items: HashSet<_> = old.items.iter().chain(&new.items).map(|item| item.id.as_str()).collect();
    let of_file = |finding: &&Remark| !items.contains(finding.rule.as_str());
    let fresh = new.findings.iter().filter(of_file).filter(|finding| !known.contains(finding.identity.as_str()));
    ProjectDiff {
        manifest: new.manifest.clone(),
        name: new.name.clone(),
        level: [old.level, new.level],
        declared: [old.declared, new.declared],
        score: [old.score, new.score],
        changes,
        remarks: fresh.cloned().collect(),
        waivers: grounds::waivers(&old.items, &new.items),
        evidence: grounds::evidence(&old.items, &new.items),
    }
}

/// How each item of a report stands.
fn states(report: &Snapshot) -> HashMap<&str, State> {
    let mut states: HashMap<_, _> =
        report.items.iter().map(|item| (item.id.as_str(), State { verdict: item.verdict, severity: None })).collect();
    for finding in &report.findings {
        if let Some(state) = states.get_mut(finding.rule.as_str()) {
            state.severity = state.severity.max(Some(finding.severity));
        }
    }
    states
}

/// Which way an item went; none where it stands as it did. What is only a note does no harm to a project that is newly asked.
fn trend(old: Option<State>, new: Option<State>) -> Option<Trend> {
    let standing = |state: Option<State>| state.and_then(|state| standing(state.verdict));
    let severity = |state: Option<State>| state.and_then(|state| state.severity);
    match (standing(old), standing(new)) {
        (None, None) => None,
        (None, Some(_)) if severity(new) > Some(Severity::Note) => Some(Trend::Worse),
        // An item that goes away leaves what was wrong as it was.
        (None, Some(_)) | (Some(_), None) => Some(Trend::Changed),
        (Some(before), Some(after)) => match after.cmp(&before).then(severity(old).cmp(&severity(new))) {
            Ordering::Less => Some(Trend::Worse),
            Ordering::Greater => Some(Trend::Better),
            Ordering::Equal => None,
        },
    }
}

/// How good a verdict is, the best the highest; none where the item is not asked. A claim without evidence is worse than an honest gap,
/// and an exception is worth less than half of what it excuses.
fn standing(verdict: Verdict) -> Option<u8> {
    match verdict {
        Verdict::NotApplicable => None,
        Verdict::Overclaimed => Some(0),
        Verdict::Unanswered => Some(1),
        Verdict::Unmet => Some(2),
        Verdict::Waived => Some(3),
        Verdict::Partial => Some(4),
        Verdict::Stale => Some(5),
        Verdict::Satisfied => Some(6),
    }
}

/// The first finding on an item that the old report does not have; else the first that weighs more than it did there; else the severest.
fn why<'s>(id: &str, old: &Snapshot, new: &'s Snapshot) -> Option<&'s Remark> {
    let own = || new.findings.iter().filter(|finding| finding.rule == id);
    let before: HashMap<_, _> =
        old.findings.iter().map(|finding| (finding.identity.as_str(), finding.severity)).collect();
    let is_new = |finding: &&Remark| !before.contains_key(finding.identity.as_str());
    let is_heavier =
        |finding: &&Remark| before.get(finding.identity.as_str()).is_some_and(|was| finding.severity > *was);
    own().find(is_new).or_else(|| own().find(is_heavier)).or_else(|| own().max_by_key(|finding| finding.severity))
}

#[cfg(test)]
mod tests;
