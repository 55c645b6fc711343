//! The verdict table: what guiju concludes on one item. The first row that holds decides; there is no other place where a verdict is made.

use crate::vocabulary::{Status, Verdict};

/// All that a verdict depends on.
#[expect(clippy::struct_excessive_bools, reason = "they are the columns of a truth table")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Facts {
    /// The item's conditions hold for this project.
    pub(crate) applies: bool,
    /// A valid waiver names the item.
    pub(crate) waiver: bool,
    /// What the answer says, where there is one.
    pub(crate) status: Option<Status>,
    /// The item allows not-applicable.
    pub(crate) opt_out: bool,
    /// A justification stands.
    pub(crate) justified: bool,
    /// The evidence, and the statement, carry a claim.
    pub(crate) carried: bool,
    /// The evidence was reviewed recently enough, and has not changed since.
    pub(crate) fresh: bool,
}

impl Facts {
    fn opted_out(self) -> bool {
        self.status == Some(Status::NotApplicable) && self.opt_out && self.justified
    }

    fn satisfied(self) -> bool {
        self.status == Some(Status::Met) && self.carried && self.fresh
    }
}

type Row = (Verdict, fn(Facts) -> bool);

/// The table. The last row holds for all that no other one takes: a claim that is carried and fresh.
const ROWS: [Row; 8] = [
    (Verdict::NotApplicable, |facts| !facts.applies || facts.opted_out()),
    (Verdict::Waived, |facts| facts.waiver && !facts.satisfied()),
    (Verdict::Unanswered, |facts| facts.status.is_none()),
    (Verdict::Unmet, |facts| matches!(facts.status, Some(Status::Unmet | Status::NotApplicable))),
    (Verdict::Partial, |facts| facts.status == Some(Status::Partial)),
    (Verdict::Overclaimed, |facts| !facts.carried),
    (Verdict::Stale, |facts| !facts.fresh),
    (Verdict::Satisfied, |_| true),
];

/// The verdict that the facts call for.
pub(crate) fn verdict(facts: Facts) -> Verdict {
    let row = ROWS.iter().find(|(_, holds)| holds(facts));
    // A claim that no row takes would be unheard of; it is not taken as satisfied.
    row.map_or(Verdict::Overclaimed, |(verdict, _)| *verdict)
}

/// The rows of the table down to the first that holds, and whether each does.
pub(crate) fn rows(facts: Facts) -> Vec<(Verdict, bool)> {
    let end = ROWS.iter().position(|(_, holds)| holds(facts)).map_or(ROWS.len(), |at| at + 1);
    ROWS.iter().take(end).map(|(verdict, holds)| (*verdict, holds(facts))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLAIM: Facts = Facts {
        applies: true,
        waiver: false,
        status: Some(Status::Met),
        opt_out: false,
        justified: false,
        carried: true,
        fresh: true,
    };

    #[test]
    fn each_row_of_the_table_decides_where_it_is_the_first_to_hold() {
        let not_applicable = Some(Status::NotApplicable);
        for (facts, expected) in [
            (Facts { applies: false, ..CLAIM }, Verdict::NotApplicable),
            (Facts { applies: false, waiver: true, status: None, ..CLAIM }, Verdict::NotApplicable),
            (Facts { status: not_applicable, opt_out: true, justified: true, ..CLAIM }, Verdict::NotApplicable),
            (Facts { waiver: true, carried: false, ..CLAIM }, Verdict::Waived),
            (Facts { waiver: true, fresh: false, ..CLAIM }, Verdict::Waived),
            (Facts { waiver: true, status: None, ..CLAIM }, Verdict::Waived),
            (Facts { waiver: true, status: Some(Status::Partial), ..CLAIM }, Verdict::Waived),
            (Facts { status: None, ..CLAIM }, Verdict::Unanswered),
            (Facts { status: Some(Status::Unmet), ..CLAIM }, Verdict::Unmet),
            (Facts { status: not_applicable, justified: true, ..CLAIM }, Verdict::Unmet),
            (Facts { status: not_applicable, opt_out: true, ..CLAIM }, Verdict::Unmet),
            (Facts { status: Some(Status::Partial), ..CLAIM }, Verdict::Partial),
            (Facts { carried: false, ..CLAIM }, Verdict::Overclaimed),
            (Facts { carried: false, fresh: false, ..CLAIM }, Verdict::Overclaimed),
            (Facts { fresh: false, ..CLAIM }, Verdict::Stale),
            (CLAIM, Verdict::Satisfied),
            (Facts { waiver: true, ..CLAIM }, Verdict::Satisfied),
        ] {
            assert_eq!(verdict(facts), expected, "{facts:?}");
            let rows = rows(facts);
            assert_eq!(rows.last(), Some(&(expected, true)), "{facts:?}");
            assert_eq!(rows.iter().filter(|(_, holds)| *holds).count(), 1, "{facts:?}");
        }
    }

    #[test]
    fn the_table_has_every_verdict_once_and_in_order() {
        let order: Vec<_> = <Verdict as crate::vocabulary::Words>::all().collect();
        assert_eq!(ROWS.map(|(verdict, _)| verdict).to_vec(), order);
    }
}
