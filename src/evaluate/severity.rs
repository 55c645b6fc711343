//! The severity table: how much a finding weighs, by what the pack asks of its item. There is no other place where a weight is chosen.

use crate::finding::{Code, Family, Severity};
use crate::vocabulary::{Requirement, Status};

use Severity::{Error, Note, Warning};

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// A claim that its evidence does not carry.
    Overclaimed,
    /// An honest gap, or a way around the question.
    Gap,
    /// Met in part.
    Partial,
    /// A gap without a plan.
    Plan,
    /// Evidence that does not hold, under an answer that claims nothing.
    BrokenEvidence,
    /// Looked at too long ago, or changed since.
    Time,
    /// Good to know.
    Remark,
    /// An exception that does not count.
    Waiver,
    /// Wrong as a file, whatever it is about.
    File,
}

/// The table: required, recommended, informative.
const ROWS: [(Row, [Severity; 3]); 9] = [
    (Row::Overclaimed, [Error, Error, Warning]),
    (Row::Gap, [Error, Warning, Note]),
    (Row::Partial, [Warning, Note, Note]),
    (Row::Plan, [Error, Warning, Note]),
    (Row::BrokenEvidence, [Warning, Warning, Note]),
    (Row::Time, [Warning, Warning, Note]),
    (Row::Remark, [Note, Note, Note]),
    (Row::Waiver, [Error, Error, Warning]),
    (Row::File, [Error, Error, Error]),
];

/// How much a finding of this code weighs on an item of this requirement, under an answer of this status.
pub(crate) fn severity(code: Code, requirement: Requirement, status: Option<Status>) -> Severity {
    let column = match requirement {
        Requirement::Required => 0,
        Requirement::Recommended => 1,
        Requirement::Informative => 2,
    };
    let wanted = row(code, status);
    let found = ROWS.iter().find(|(row, _)| *row == wanted);
    found.map_or(Error, |(_, severities)| severities[column])
}

/// Whether findings of this code stay what they are when an item is not yet asked for.
pub(crate) fn is_about_the_file(code: Code) -> bool {
    row(code, None) == Row::File
}

fn row(code: Code, status: Option<Status>) -> Row {
    match code {
        Code::Unanswered | Code::Unmet | Code::OptOutRefused | Code::JustificationMissing => Row::Gap,
        Code::Partial => Row::Partial,
        Code::PlanMissing | Code::PlanOverdue => Row::Plan,
        Code::StatementMissing | Code::Placeholder => Row::Overclaimed,
        Code::Stale | Code::Drifted => Row::Time,
        Code::DueSoon | Code::Underclaimed | Code::EvidenceOverused | Code::WaiverExpiring | Code::WaiverUnused => {
            Row::Remark
        }
        Code::WaiverExpired | Code::WaiverRefused | Code::WaiverTooLong | Code::WaiverWeakReason => Row::Waiver,
        code if code.family() == Family::Evidence => match status {
            Some(Status::Partial | Status::Unmet | Status::NotApplicable) => Row::BrokenEvidence,
            Some(Status::Met) | None => Row::Overclaimed,
        },
        _ => Row::File,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row_of(code: Code, status: Option<Status>) -> [Severity; 3] {
        [Requirement::Required, Requirement::Recommended, Requirement::Informative]
            .map(|requirement| severity(code, requirement, status))
    }

    #[test]
    fn every_code_has_the_row_that_the_specification_gives_it() {
        let met = Some(Status::Met);
        for &code in Code::ALL {
            let expected = match code.word() {
                "unanswered"
                | "unmet"
                | "opt-out-refused"
                | "justification-missing"
                | "plan-missing"
                | "plan-overdue" => [Error, Warning, Note],
                "partial" => [Warning, Note, Note],
                "stale" | "drifted" => [Warning, Warning, Note],
                "due-soon" | "underclaimed" | "evidence-overused" | "waiver-expiring" | "waiver-unused" => [Note; 3],
                "waiver-expired" | "waiver-refused" | "waiver-too-long" | "waiver-weak-reason" => {
                    [Error, Error, Warning]
                }
                "statement-missing" | "placeholder" => [Error, Error, Warning],
                _ if code.family() == Family::Evidence => [Error, Error, Warning],
                _ => [Error; 3],
            };
            assert_eq!(row_of(code, met), expected, "{code}");
        }
    }

    #[test]
    fn broken_evidence_weighs_less_where_nothing_is_claimed() {
        for status in [Status::Partial, Status::Unmet, Status::NotApplicable] {
            assert_eq!(row_of(Code::EvidenceMissing, Some(status)), [Warning, Warning, Note], "{status:?}");
        }
        assert_eq!(row_of(Code::EvidenceMissing, None), [Error, Error, Warning]);
    }
}
