//! Figures over outcomes: what is declared, what is verified, which level is attained.

use crate::evaluate::Outcome;
use crate::vocabulary::{Requirement, Status, Verdict};

/// Two scores in percent; none where no item applies.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Score {
    pub(super) declared: Option<f64>,
    pub(super) verified: Option<f64>,
}

/// The scores over the applicable items of the level aimed at and below.
pub(super) fn score<'o, 'a: 'o>(outcomes: impl Iterator<Item = &'o Outcome<'a>>, level: u8) -> Score {
    let counted = outcomes.filter(|outcome| outcome.planned.item.level.value <= level);
    let (mut whole, mut declared, mut verified) = (0, 0, 0);
    for outcome in counted.filter(|outcome| outcome.verdict != Verdict::NotApplicable) {
        // Halves are counted, so that all stays whole.
        let weight = 2 * outcome.planned.requirement.weight();
        whole += weight;
        declared += match outcome.answer.and_then(|answer| answer.status.as_ref()).map(|status| status.value) {
            Some(Status::Met) => weight,
            Some(Status::Partial) => weight / 2,
            Some(Status::Unmet | Status::NotApplicable) | None => 0,
        };
        verified += match outcome.verdict {
            Verdict::Satisfied | Verdict::Stale => weight,
            Verdict::Partial => weight / 2,
            Verdict::Waived | Verdict::Unanswered | Verdict::Unmet | Verdict::Overclaimed | Verdict::NotApplicable => 0,
        };
    }
    let percent = |part: u32| (whole > 0).then(|| f64::from(part * 1000 / whole) / 10.0);
    Score { declared: percent(declared), verified: percent(verified) }
}

/// The highest rank at which every applicable required item of that rank and below is met. A rank that asks nothing of this project
/// is not attained by asking nothing: there must be such an item of that very rank.
pub(super) fn level_attained(outcomes: &[Outcome<'_>], ranks: impl Iterator<Item = u8>) -> u8 {
    let mut ranks: Vec<_> = ranks.collect();
    ranks.sort_unstable();
    let required = |rank: u8| {
        outcomes.iter().filter(move |outcome| {
            outcome.planned.requirement == Requirement::Required
                && outcome.verdict != Verdict::NotApplicable
                && outcome.planned.item.level.value == rank
        })
    };
    let mut attained = 0;
    for rank in ranks {
        if required(rank).any(|outcome| !outcome.verdict.is_met()) {
            break;
        }
        if required(rank).next().is_some() {
            attained = rank;
        }
    }
    attained
}
