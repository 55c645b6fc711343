//! What a run concludes on one project: outcomes in order, scores, the level attained. It renders nothing, and borrows nothing.

pub(crate) mod fingerprint;
pub(crate) mod score;
mod survey;
mod totals;

use std::sync::Arc;

use jiff::civil::Date;

use score::Weighed;

use crate::evaluate::{Cited, Evaluation, Outcome};
use crate::finding::{Finding, Place};
use crate::locale::{Locale, Text};
use crate::manifest::Waiver;
use crate::pack::{Item, Rulebook};
use crate::plan::{ProjectScope, reason};
use crate::vocabulary::{Basis, Impact, Reach, Requirement, Stage, Status, Verdict};

pub(crate) use survey::{Brief, Gap, Survey};
pub use totals::{Totals, Verdicts};

/// What guiju concludes on one project.
#[derive(Debug, Clone)]
pub struct ProjectReport {
    /// The manifest, as the user would write its path.
    pub manifest: String,
    /// The project's name.
    pub name: String,
    /// Where it stands in its life.
    pub stage: Stage,
    /// How much its failures can hurt.
    pub impact: Impact,
    /// The language that the manifest asks for.
    pub locale: Option<Locale>,
    /// The packs it was judged by.
    pub packs: Vec<PackReport>,
    /// The rank it aims at.
    pub level_aimed: u8,
    /// Whether all items of the packs were judged, rather than those that the caller chose.
    pub is_whole: bool,
    /// The highest rank that it attains; 0 where there is none, and where not all items were judged.
    pub level_attained: u8,
    /// The titles of both ranks, in that order; none for a rank that no pack has.
    pub level_titles: [Option<Text>; 2],
    /// The score were every answer taken at its word, in percent; none where nothing applies.
    pub declared: Option<f64>,
    /// The score, in percent; none where nothing applies.
    pub score: Option<f64>,
    /// Each principle, in the packs' order.
    pub principles: Vec<PrincipleReport>,
    /// How many items have each verdict.
    pub verdicts: Verdicts,
    /// Each item judged, in the packs' order.
    pub items: Vec<ItemReport>,
    /// All findings, by file, position, rule and code; but for those that stand in the baseline, where one is in use.
    pub findings: Vec<Finding>,
    /// The findings that stand in the baseline, in the same order; none where no baseline is in use.
    pub baselined: Option<Vec<Finding>>,
}

impl ProjectReport {
    /// All findings in their order, and with each whether it stands in the baseline.
    pub(crate) fn all_findings(&self) -> Vec<(&Finding, bool)> {
        let known = self.baselined.iter().flatten().map(|finding| (finding, true));
        let mut all: Vec<_> = self.findings.iter().map(|finding| (finding, false)).chain(known).collect();
        if self.baselined.is_some() {
            all.sort_by(|(one, _), (other, _)| crate::finding::order(one, other));
        }
        all
    }
}

/// A pack that a project was judged by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PackReport {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The SHA-256 over its files.
    pub sha256: String,
}

impl PackReport {
    /// Every pack of a rulebook.
    pub(crate) fn all(rulebook: &Rulebook) -> Vec<Self> {
        let packs = rulebook.packs.iter();
        packs
            .map(|pack| Self { id: pack.id.value.clone(), version: pack.version.clone(), sha256: pack.sha256.clone() })
            .collect()
    }
}

/// What guiju concludes on one principle.
#[derive(Debug, Clone)]
pub struct PrincipleReport {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// As of the whole.
    pub declared: Option<f64>,
    /// As of the whole.
    pub score: Option<f64>,
    /// How many of its items have each verdict.
    pub verdicts: Verdicts,
}

/// What guiju concludes on one item.
#[derive(Debug, Clone)]
pub struct ItemReport {
    /// Its id.
    pub id: String,
    /// Its principle's id.
    pub principle: String,
    /// Its title.
    pub title: Arc<Text>,
    /// Where the manifest answers it; where it does not, where the project stands.
    pub place: Place,
    /// The clauses that it serves; none where details were not wanted.
    pub clauses: Vec<ClauseReport>,
    /// What it asks of this project.
    pub requirement: Requirement,
    /// Its rank.
    pub level: u8,
    /// The conclusion.
    pub verdict: Verdict,
    /// How strong what carries it is.
    pub basis: Option<Basis>,
    /// Which of its conditions makes that it does not apply, where one does.
    pub excused: Option<Text>,
    /// What the answer says.
    pub status: Option<Status>,
    /// In which words.
    pub statement: Option<String>,
    /// When its evidence was last reviewed, by the manifest or by the lock.
    pub reviewed: Option<Date>,
    /// What it cites; nothing where the report is without [details](crate::Judge::details).
    pub evidence: Vec<EvidenceReport>,
    /// The exception that makes it `waived`.
    pub waiver: Option<WaiverReport>,
}

/// A clause that an item serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseReport {
    /// Its id.
    pub id: String,
    /// Whether the item can only show a stand-in for it: then passing never means that the clause is met.
    pub proxy: bool,
}

/// A cited file or address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceReport {
    /// As written.
    pub cited: String,
    /// The file, from the project's root.
    pub path: Option<String>,
    /// The heading's anchor.
    pub anchor: Option<String>,
    /// The digest of the file as it was read.
    pub sha256: Option<String>,
    /// Whether something stands there that was looked at.
    pub verified: bool,
}

/// An exception in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaiverReport {
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approved_by: String,
    /// When.
    pub granted: Option<Date>,
    /// Its last day.
    pub expires: Date,
    /// Where it is tracked.
    pub ticket: Option<String>,
}

/// What a report is wanted for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// Whether it carries the evidence, its digests and the reasons why items do not apply: all of that costs, and texts show none of it.
    pub(crate) details: bool,
    /// Whether all items were judged.
    pub(crate) whole: bool,
    /// Where the pages of items are published whose pack does not say.
    pub(crate) docs: Option<&'a str>,
}

/// The report of an evaluation.
pub(crate) fn report(
    scope: &ProjectScope<'_>,
    rulebook: &Rulebook,
    evaluation: Evaluation<'_>,
    file_findings: Vec<Finding>,
    wanted: Wanted<'_>,
) -> ProjectReport {
    let manifest = scope.manifest();
    let Evaluation { mut outcomes, findings, .. } = evaluation;
    let mut findings: Vec<_> = file_findings.into_iter().chain(findings).collect();
    for outcome in &mut outcomes {
        findings.append(&mut outcome.findings);
    }
    crate::finding::sort(&mut findings);
    for finding in &mut findings {
        finding.url = rulebook.item(&finding.rule).and_then(|item| rulebook.address(item, wanted.docs));
    }
    let title = |rank: u8| rulebook.levels.iter().find(|level| level.rank == rank).map(|level| level.title.clone());
    let ranks = rulebook.levels.iter().map(|level| level.rank);
    let weighed: Vec<_> = outcomes.iter().map(Weighed::from).collect();
    let attained = if wanted.whole { score::level_attained(&weighed, ranks) } else { 0 };
    let whole = score::score(weighed.into_iter(), manifest.level);
    let mut verdicts = Verdicts::default();
    for outcome in &outcomes {
        verdicts.add(outcome.verdict);
    }
    let proxies = rulebook.clauses.iter().filter(|clause| clause.reach == Reach::Proxy);
    let proxies: Vec<_> = proxies.map(|clause| clause.id.as_str()).collect();
    let details = wanted.details.then_some(proxies.as_slice());
    ProjectReport {
        manifest: manifest.source.name().to_owned(),
        name: manifest.project.name.clone(),
        stage: manifest.project.stage,
        impact: manifest.project.impact,
        locale: manifest.locale,
        packs: PackReport::all(rulebook),
        level_aimed: manifest.level,
        is_whole: wanted.whole,
        level_attained: attained,
        level_titles: [title(manifest.level), title(attained)],
        declared: whole.declared,
        score: whole.verified,
        principles: principles(rulebook, &outcomes, manifest.level),
        verdicts,
        items: outcomes.into_iter().map(|outcome| item(outcome, scope, details)).collect(),
        findings,
        baselined: None,
    }
}

fn principles(rulebook: &Rulebook, outcomes: &[Outcome<'_>], level: u8) -> Vec<PrincipleReport> {
    let of = |principle: &crate::pack::Principle| {
        let own = || outcomes.iter().filter(|outcome| outcome.planned.item.principle == principle.id);
        let score = score::score(own().map(Weighed::from), level);
        let mut verdicts = Verdicts::default();
        own().for_each(|outcome| verdicts.add(outcome.verdict));
        PrincipleReport {
            id: principle.id.clone(),
            title: principle.title.clone(),
            declared: score.declared,
            score: score.verified,
            verdicts,
        }
    };
    rulebook.principles.iter().map(of).collect()
}

/// The clauses that an item serves, some of which are these.
fn clauses(item: &Item, proxies: &[&str]) -> Vec<ClauseReport> {
    let is_proxy = |id: &str| proxies.contains(&id);
    item.clauses.iter().map(|id| ClauseReport { id: id.value.clone(), proxy: is_proxy(&id.value) }).collect()
}

/// The report of an item; the clauses for which items can only show a stand-in are known where details are wanted.
fn item(outcome: Outcome<'_>, scope: &ProjectScope<'_>, proxies: Option<&[&str]>) -> ItemReport {
    let Outcome { planned, answer, verdict, basis, reviewed, waiver, cited, changes: _, findings: _, trace: _ } =
        outcome;
    let (item, manifest) = (planned.item, scope.manifest());
    ItemReport {
        id: item.id.clone(),
        principle: item.principle.clone(),
        title: Arc::clone(&item.title),
        clauses: proxies.map(|proxies| clauses(item, proxies)).unwrap_or_default(),
        place: Place::new(
            &manifest.source,
            answer.map_or(manifest.project.span, |answer| answer.span),
            Text::default(),
        ),
        requirement: planned.requirement,
        level: item.level.value,
        verdict,
        basis,
        excused: (proxies.is_some() && !planned.applies).then(|| reason(item, scope)).flatten(),
        status: answer.and_then(|answer| answer.status.as_ref()).map(|status| status.value),
        statement: answer.and_then(|answer| answer.statement.as_ref()).map(|statement| statement.value.clone()),
        reviewed,
        evidence: if proxies.is_some() { cited.into_iter().map(evidence).collect() } else { Vec::new() },
        waiver: waiver.and_then(waiver_report),
    }
}

fn evidence(cited: Cited) -> EvidenceReport {
    EvidenceReport {
        cited: cited.cited.to_string(),
        path: cited.document.as_ref().map(|document| document.path.clone()),
        anchor: cited.anchor,
        sha256: cited.document.and_then(|document| document.sha256()),
        verified: cited.stands,
    }
}

fn waiver_report(waiver: &Waiver) -> Option<WaiverReport> {
    Some(WaiverReport {
        reason: waiver.reason.as_ref()?.value.clone(),
        approved_by: waiver.approved_by.as_ref()?.value.clone(),
        granted: waiver.granted.as_ref().map(|granted| granted.value),
        expires: waiver.expires.as_ref()?.value,
        ticket: waiver.ticket.clone(),
    })
}
