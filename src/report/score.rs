//! Figures over items: what is declared, what is verified, which level is attained. Whether they were judged, or somebody asks what would
//! be if they stood otherwise, makes no difference here.

use super::ItemReport;
use crate::evaluate::Outcome;
use crate::vocabulary::{Requirement, Status, Verdict};

/// An item, as far as figures see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Weighed {
    pub(crate) level: u8,
    pub(crate) requirement: Requirement,
    pub(crate) status: Option<Status>,
    pub(crate) verdict: Verdict,
}

impl From<&Outcome<'_>> for Weighed {
    fn from(outcome: &Outcome<'_>) -> Self {
        Self {
            level: outcome.planned.item.level.value,
            requirement: outcome.planned.requirement,
            status: outcome.answer.and_then(|answer| answer.status.as_ref()).map(|status| status.value),
            verdict: outcome.verdict,
        }
    }
}

impl From<&ItemReport> for Weighed {
    fn from(item: &ItemReport) -> Self {
        Self { level: item.level, requirement: item.requirement, status: item.status, verdict: item.verdict }
    }
}

impl Weighed {
    /// What it may earn. Halves are counted, so that all stays whole.
    fn weight(self) -> u32 {
        2 * self.requirement.weight()
    }

    /// What it would earn were its answer taken at its word.
    fn declared(self) -> u32 {
        match self.status {
            Some(Status::Met) => self.weight(),
            Some(Status::Partial) => self.weight() / 2,
            Some(Status::Unmet | Status::NotApplicable) | None => 0,
        }
    }

    /// What it earns.
    fn verified(self) -> u32 {
        match self.verdict {
            Verdict::Satisfied | Verdict::Stale => self.weight(),
            Verdict::Partial => self.weight() / 2,
            Verdict::Waived | Verdict::Unanswered | Verdict::Unmet | Verdict::Overclaimed | Verdict::NotApplicable => 0,
        }
    }

    /// What is still to be earned with it, in halves of a weight of 1.
    pub(crate) fn missing(self) -> u32 {
        if self.verdict == Verdict::NotApplicable { 0 } else { self.weight() - self.verified() }
    }

    /// Whether the level that it stands at waits for it.
    pub(crate) fn is_awaited(self) -> bool {
        self.is_required() && !self.verdict.is_met()
    }

    /// Whether the level that it stands at depends on it.
    pub(crate) fn is_required(self) -> bool {
        self.requirement == Requirement::Required && self.verdict != Verdict::NotApplicable
    }
}

/// Two scores in percent; none where no item applies.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Score {
    pub(crate) declared: Option<f64>,
    pub(crate) verified: Option<f64>,
}

/// The scores over the applicable items of a level and below.
pub(crate) fn score(items: impl Iterator<Item = Weighed>, level: u8) -> Score {
    let counted = items.filter(|item| item.level <= level && item.verdict != Verdict::NotApplicable);
    let (mut whole, mut declared, mut verified) = (0, 0, 0);
    for item in counted {
        whole += item.weight();
        declared += item.declared();
        verified += item.verified();
    }
    let percent = |part: u32| (whole > 0).then(|| f64::from(part * 1000 / whole) / 10.0);
    Score { declared: percent(declared), verified: percent(verified) }
}

/// The highest rank at which every applicable required item of that rank and below is met. A rank that asks nothing of this project
/// is not attained by asking nothing: there must be such an item of that very rank.
pub(crate) fn level_attained(items: &[Weighed], ranks: impl Iterator<Item = u8>) -> u8 {
    let mut ranks: Vec<_> = ranks.collect();
    ranks.sort_unstable();
    let mut attained = 0;
    for rank in ranks {
        let mut required = items.iter().filter(|item| item.is_required() && item.level == rank).peekable();
        let asks = required.peek().is_some();
        if required.any(|item| item.is_awaited()) {
            break;
        }
        if asks {
            attained = rank;
        }
    }
    attained
}
