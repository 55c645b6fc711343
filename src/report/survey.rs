//! What a run over many projects comes to: their totals, the worst of them, the items that fall short most often. Of each project it keeps
//! a few numbers at most, and of most projects nothing: it hardly grows with their number.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use super::{PackReport, ProjectReport, Totals, Verdicts};
use crate::locale::Text;
use crate::vocabulary::Verdict;

/// How many of the worst projects are kept.
const WORST: usize = 30;

/// What a run comes to.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    pub(crate) totals: Totals,
    /// How many manifests could not be judged.
    pub(crate) unjudged: usize,
    /// How many projects have errors.
    pub(crate) with_errors: usize,
    /// How many projects attain the level that they aim at.
    pub(crate) attaining: usize,
    packs: Vec<PackReport>,
    known: HashSet<PackReport>,
    worst: Vec<Brief>,
    items: HashMap<String, (Text, Verdicts)>,
}

/// A project in a line.
#[derive(Debug, Clone)]
pub(crate) struct Brief {
    pub(crate) manifest: String,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    /// The rank that it attains and the one that it aims at; none where not all items were judged.
    pub(crate) level: Option<[u8; 2]>,
    pub(crate) declared: Option<f64>,
    pub(crate) score: Option<f64>,
    /// The score of each principle, by its id.
    pub(crate) principles: Vec<(String, Option<f64>)>,
}

/// An item that falls short in at least one project.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gap<'s> {
    pub(crate) item: &'s str,
    pub(crate) title: &'s Text,
    /// Its verdicts in all projects that aim at its level.
    pub(crate) verdicts: Verdicts,
}

impl Survey {
    /// Counts one more project.
    pub(crate) fn add(&mut self, report: &ProjectReport) {
        let own = Totals::of(report);
        self.totals.extend(&own);
        self.with_errors += usize::from(own.errors > 0);
        self.attaining += usize::from(report.is_whole && report.level_attained >= report.level_aimed);
        for pack in &report.packs {
            if !self.known.contains(pack) {
                self.known.insert(pack.clone());
                self.packs.push(pack.clone());
            }
        }
        for item in report.items.iter().filter(|item| item.level <= report.level_aimed) {
            match self.items.get_mut(&item.id) {
                Some((_, verdicts)) => verdicts.add(item.verdict),
                None => {
                    let mut verdicts = Verdicts::default();
                    verdicts.add(item.verdict);
                    self.items.insert(item.id.clone(), (Text::clone(&item.title), verdicts));
                }
            }
        }
        self.rank(report, own);
    }

    /// Keeps a project where it is among the worst; of those that are as bad, the first.
    fn rank(&mut self, report: &ProjectReport, own: Totals) {
        let mut brief = Brief {
            manifest: String::new(),
            errors: own.errors,
            warnings: own.warnings,
            level: report.is_whole.then_some([report.level_attained, report.level_aimed]),
            declared: report.declared,
            score: report.score,
            principles: Vec::new(),
        };
        let at = self.worst.partition_point(|known| known.compare(&brief) != Ordering::Greater);
        if at < WORST {
            brief.manifest.clone_from(&report.manifest);
            brief.principles = report.principles.iter().map(|own| (own.id.clone(), own.score)).collect();
            self.worst.insert(at, brief);
            self.worst.truncate(WORST);
        }
    }

    /// The packs that projects were judged by, each once, as they came.
    pub(crate) fn packs(&self) -> &[PackReport] {
        &self.packs
    }

    /// The worst projects, worst first: those with the most errors, of these those with the lowest score, then those with the most
    /// warnings. Where there is room for all projects, all of them.
    pub(crate) fn worst(&self) -> &[Brief] {
        &self.worst
    }

    /// The items that fall short, commonest first; of those that are as common, those that are overclaimed more often.
    pub(crate) fn gaps(&self) -> Vec<Gap<'_>> {
        let all = self.items.iter().map(|(item, (title, verdicts))| Gap { item, title, verdicts: *verdicts });
        let mut gaps: Vec<_> = all.filter(|gap| gap.projects() > 0).collect();
        gaps.sort_unstable_by(|one, other| {
            let key = |gap: &Gap<'_>| (gap.projects(), gap.verdicts.count(Verdict::Overclaimed));
            key(other).cmp(&key(one)).then_with(|| one.item.cmp(other.item))
        });
        gaps
    }
}

impl Brief {
    /// The order of the worst: a project without a score comes after those of as many errors that have one.
    fn compare(&self, other: &Self) -> Ordering {
        let score = |brief: &Self| brief.score.unwrap_or(f64::INFINITY);
        let errors = other.errors.cmp(&self.errors);
        errors.then_with(|| score(self).total_cmp(&score(other))).then_with(|| other.warnings.cmp(&self.warnings))
    }
}

impl Gap<'_> {
    /// In how many projects it falls short.
    pub(crate) fn projects(&self) -> usize {
        self.short().sum()
    }

    /// How many projects it applies to.
    pub(crate) fn applies(&self) -> usize {
        self.verdicts.only(|verdict| verdict != Verdict::NotApplicable).sum()
    }

    /// The verdicts by which it falls short.
    pub(crate) fn short(&self) -> Verdicts {
        self.verdicts.only(Verdict::falls_short)
    }
}
