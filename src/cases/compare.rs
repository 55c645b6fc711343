//! What a case expected beside what it got. How the two are shown is for others.

use std::collections::BTreeSet;

use crate::finding::{Code, Finding, Severity};
use crate::pack::Case;
use crate::report::ProjectReport;
use crate::vocabulary::Verdict;

/// What a case expected, and what it got.
pub(crate) struct Difference {
    pub(crate) expected: Seen,
    pub(crate) got: Seen,
    /// The findings that were drawn, for the reader to see: those on the item first.
    pub(crate) findings: Vec<Finding>,
    /// What findings on other items, or on the case as a manifest, are: `item/code`, `manifest/code`.
    pub(crate) elsewhere: Vec<String>,
}

/// A verdict, the codes of the findings in order, and how bad the worst of them is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) verdict: Verdict,
    pub(crate) codes: BTreeSet<String>,
    /// Of what is expected: none where any will do.
    pub(crate) severity: Option<Severity>,
}

impl Seen {
    fn is_met_by(&self, got: &Self) -> bool {
        let severe = self.severity.is_none() || self.severity == got.severity;
        self.verdict == got.verdict && self.codes == got.codes && severe
    }
}

/// What a report on the item's case says that the case does not expect.
pub(super) fn difference(id: &str, case: &Case, report: ProjectReport) -> Option<Difference> {
    let verdict = report.items.iter().find(|judged| judged.id == id).map(|judged| judged.verdict);
    let (own, other): (Vec<_>, Vec<_>) = report.findings.into_iter().partition(|finding| finding.rule == id);
    let got = Seen {
        verdict: verdict.unwrap_or(Verdict::NotApplicable),
        codes: own.iter().map(|finding| finding.code.word().to_owned()).collect(),
        severity: own.iter().map(|finding| finding.severity).max(),
    };
    let expected = match &case.expect {
        None => Seen { verdict: Verdict::Satisfied, codes: BTreeSet::new(), severity: None },
        Some(expect) => Seen {
            verdict: expect.verdict.value,
            codes: expect.codes.iter().map(|code| code.value.clone()).collect(),
            severity: expect.severity.as_ref().map(|severity| severity.value),
        },
    };
    // The case answers one item: that the others are not answered says nothing.
    let other: Vec<_> = other.into_iter().filter(|finding| finding.code != Code::Unanswered).collect();
    let elsewhere: Vec<_> = other.iter().map(Finding::full_rule).collect();
    if expected.is_met_by(&got) && elsewhere.is_empty() {
        return None;
    }
    Some(Difference { expected, got, findings: own.into_iter().chain(other).collect(), elsewhere })
}
