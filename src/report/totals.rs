//! Counts: the verdicts of items, and what several projects come to.

use super::ProjectReport;
use crate::finding::Severity;
use crate::vocabulary::{Verdict, Words};

/// How many items have each verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verdicts([usize; Verdict::WORDS.len()]);

impl Verdicts {
    /// How many have this one.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.0[verdict as usize]
    }

    /// Each verdict that occurs, in the table's order, with its count.
    pub fn iter(&self) -> impl Iterator<Item = (Verdict, usize)> + '_ {
        Verdict::all().map(|verdict| (verdict, self.count(verdict))).filter(|&(_, count)| count > 0)
    }

    /// Counts one more.
    pub(crate) fn add(&mut self, verdict: Verdict) {
        self.0[verdict as usize] += 1;
    }

    /// Adds another count to this one.
    pub(crate) fn extend(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().zip(other.0) {
            *own += other;
        }
    }

    /// The same of some of the verdicts alone.
    pub(crate) fn only(&self, wanted: impl Fn(Verdict) -> bool) -> Self {
        let mut only = *self;
        for verdict in Verdict::all().filter(|verdict| !wanted(*verdict)) {
            only.0[verdict as usize] = 0;
        }
        only
    }

    /// How many items that is.
    pub(crate) fn sum(&self) -> usize {
        self.0.iter().sum()
    }
}

/// What all projects of a run come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// How many projects were judged.
    pub projects: usize,
    /// How many items were judged: those that do not apply are not.
    pub items: usize,
    /// How many findings are errors.
    pub errors: usize,
    /// How many are warnings.
    pub warnings: usize,
    /// How many are notes.
    pub notes: usize,
    /// How many more stand in the baseline; none where no baseline is in use.
    pub baselined: Option<usize>,
    /// How many items have each verdict.
    pub verdicts: Verdicts,
}

impl Totals {
    /// What one project comes to.
    pub(crate) fn of(report: &ProjectReport) -> Self {
        let mut own = Self::default();
        own.add(report);
        own
    }

    /// Counts one more project.
    pub fn add(&mut self, report: &ProjectReport) {
        self.projects += 1;
        self.items += report.items.len() - report.verdicts.count(Verdict::NotApplicable);
        self.verdicts.extend(&report.verdicts);
        for finding in &report.findings {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => self.notes += 1,
            }
        }
        if let Some(known) = &report.baselined {
            self.baselined = Some(self.baselined.unwrap_or_default() + known.len());
        }
    }

    /// Adds what other projects come to.
    pub(crate) fn extend(&mut self, other: &Self) {
        self.projects += other.projects;
        self.items += other.items;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.verdicts.extend(&other.verdicts);
        if let Some(known) = other.baselined {
            self.baselined = Some(self.baselined.unwrap_or_default() + known);
        }
    }

    /// How many findings stand at or above a severity.
    #[must_use]
    pub fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Note => self.errors + self.warnings + self.notes,
        }
    }
}
