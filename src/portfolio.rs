//! All that an index of many projects holds: a line a project, what they come to, and their waivers by the day of their end. Of each project
//! it keeps a few figures and no text of its evidence.

mod names;

use jiff::civil::Date;

pub(crate) use names::assigned;

use crate::judge::Judged;
use crate::locale::Text;
use crate::report::{ProjectReport, Survey};
use crate::vocabulary::Verdict;

/// Many projects, judged on one day.
pub(crate) struct Portfolio {
    pub(crate) today: Date,
    pub(crate) survey: Survey,
    /// The principles of the packs that they were judged by, each once, as they came: id and title.
    pub(crate) principles: Vec<(String, Text)>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) exceptions: Vec<Exception>,
    /// The manifests that could not be judged, each with the first reason.
    pub(crate) unjudged: Vec<(String, Text)>,
}

/// A project.
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) manifest: String,
    /// The path of its page from the index.
    pub(crate) page: String,
    /// The rank that it attains, and the one that it aims at.
    pub(crate) level: [u8; 2],
    pub(crate) score: Score,
    /// The same of each principle, by its id.
    pub(crate) principles: Vec<(String, Score)>,
    /// How many claims, up to the level aimed at, are not carried.
    pub(crate) overclaimed: usize,
    pub(crate) errors: usize,
}

/// What is declared and what is verified, in percent; none where nothing applies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Score {
    pub(crate) declared: Option<f64>,
    pub(crate) verified: Option<f64>,
}

/// A waiver that says when it ends.
pub(crate) struct Exception {
    pub(crate) expires: Date,
    pub(crate) item: String,
    pub(crate) title: Text,
    pub(crate) reason: String,
    pub(crate) approved_by: String,
    pub(crate) project: String,
    pub(crate) page: String,
}

impl Portfolio {
    pub(crate) fn new(today: Date) -> Self {
        let (principles, entries) = (Vec::new(), Vec::new());
        let (survey, exceptions, unjudged) = (Survey::default(), Vec::new(), Vec::new());
        Self { today, survey, principles, entries, exceptions, unjudged }
    }

    /// Adds a project, whose page stands at a path, and its waivers.
    pub(crate) fn add(&mut self, report: &ProjectReport, exceptions: Vec<Exception>, page: String) {
        let before = self.survey.totals.errors;
        self.survey.add(report);
        for own in &report.principles {
            if !self.principles.iter().any(|(id, _)| *id == own.id) {
                self.principles.push((own.id.clone(), own.title.clone()));
            }
        }
        let counted = report.items.iter().filter(|item| item.level <= report.level_aimed);
        let score = |declared, verified| Score { declared, verified };
        self.exceptions.extend(exceptions);
        self.entries.push(Entry {
            name: named(report),
            manifest: report.manifest.clone(),
            page,
            level: [report.level_attained, report.level_aimed],
            score: score(report.declared, report.score),
            principles: report.principles.iter().map(|own| (own.id.clone(), score(own.declared, own.score))).collect(),
            overclaimed: counted.filter(|item| item.verdict == Verdict::Overclaimed).count(),
            errors: self.survey.totals.errors - before,
        });
    }

    /// Puts what came as it came into the order of an index: projects that claim most without evidence first, of these those with the
    /// lowest score; waivers by the day of their end.
    pub(crate) fn settle(&mut self) {
        let score = |entry: &Entry| entry.score.verified.unwrap_or(f64::INFINITY);
        self.entries.sort_by(|one, other| {
            let claims = other.overclaimed.cmp(&one.overclaimed);
            claims.then_with(|| score(one).total_cmp(&score(other))).then_with(|| one.manifest.cmp(&other.manifest))
        });
        let key = |one: &Exception| (one.expires, one.project.clone(), one.item.clone());
        self.exceptions.sort_by_cached_key(key);
    }

    /// How many projects claim what is not carried.
    pub(crate) fn overclaiming(&self) -> usize {
        self.entries.iter().filter(|entry| entry.overclaimed > 0).count()
    }

    /// What the projects come to on average, of those that something applies to.
    pub(crate) fn mean(&self) -> Score {
        mean(self.entries.iter().map(|entry| entry.score))
    }

    /// The same of each principle.
    pub(crate) fn means(&self) -> Vec<Score> {
        let of = |id: &str| mean(self.entries.iter().filter_map(|entry| entry.principle(id)));
        self.principles.iter().map(|(id, _)| of(id)).collect()
    }
}

impl Entry {
    /// Its score on a principle; none where it was not judged by that.
    pub(crate) fn principle(&self, id: &str) -> Option<Score> {
        self.principles.iter().find(|(own, _)| own == id).map(|(_, score)| *score)
    }

    pub(crate) fn is_below_aim(&self) -> bool {
        let [attained, aimed] = self.level;
        attained < aimed
    }
}

impl Exception {
    /// Every waiver of a project that says when it ends, those that have ended among them.
    pub(crate) fn all(judged: &Judged, page: &str) -> Vec<Self> {
        let report = &judged.report;
        let words = |text: &Option<crate::source::Spanned<String>>| text.as_ref().map(|text| text.value.clone());
        let of = |waiver: &crate::manifest::Waiver| {
            let id = &waiver.item.value;
            let item = report.items.iter().find(|item| item.id == *id);
            Some(Self {
                expires: waiver.expires.as_ref()?.value,
                item: id.clone(),
                title: item.map_or_else(|| Text::same(id.clone()), |item| Text::clone(&item.title)),
                reason: words(&waiver.reason).unwrap_or_default(),
                approved_by: words(&waiver.approved_by).unwrap_or_default(),
                project: named(report),
                page: page.to_owned(),
            })
        };
        judged.manifest.waivers.iter().filter_map(of).collect()
    }
}

fn named(report: &ProjectReport) -> String {
    if report.name.is_empty() { report.manifest.clone() } else { report.name.clone() }
}

fn mean(scores: impl Iterator<Item = Score>) -> Score {
    let (mut declared, mut verified, mut count) = (0.0, 0.0, 0.0);
    for score in scores {
        if let (Some(one), Some(other)) = (score.declared, score.verified) {
            (declared, verified, count) = (declared + one, verified + other, count + 1.0);
        }
    }
    let of = |sum: f64| (count > 0.0).then(|| sum / count);
    Score { declared: of(declared), verified: of(verified) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_of_those_that_something_applies_to() {
        let score = |declared, verified| Score { declared, verified };
        let scores = [score(Some(100.0), Some(50.0)), score(None, None), score(Some(50.0), Some(0.0))];
        let all = mean(scores.into_iter());
        assert_eq!((all.declared, all.verified), (Some(75.0), Some(25.0)));
        assert_eq!(mean([score(None, None)].into_iter()).verified, None);
    }
}
