//! `gitlab`: Code Quality as GitLab reads it, an issue a finding. GitLab shows of a finding its description, its severity and its line.
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use serde::Serialize;

use super::fingerprint::digest;
use super::{Said, json};
use crate::finding::Severity;
use crate::source::Span;

/// The report up to its first issue.
pub(super) const HEAD: &str = "[";
/// The report from its last issue on. One without issues is an empty list: without it GitLab would compare with nothing.
pub(super) const TAIL: &str = "\n]\n";

#[derive(Serialize)]
struct Issue<'r> {
    description: String,
    check_name: &'r str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'r>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// The issues of one project, with commas between them; nothing where there are none.
pub(super) fn findings<'s, 'f: 's>(
    manifest: &str,
    all: impl IntoIterator<Item = &'s Said<'f>>,
    fingerprints: &[String],
) -> String {
    let issues = all.into_iter().zip(fingerprints).map(|(said, fingerprint)| {
        let Said { finding, rule, .. } = said;
        let Span { start, end } = finding.place.span;
        let [begin, end] = [start, end.saturating_sub(1).max(start)].map(|at| finding.place.source.position(at).line);
        Issue {
            // GitLab does not show `check_name`.
            description: [rule, ": ", &said.in_full()].concat(),
            check_name: rule,
            // GitLab takes two issues of one fingerprint for one, and two projects may share a file.
            fingerprint: digest(&[manifest, "\0", fingerprint].concat()),
            severity: severity(finding.severity),
            location: Location { path: relative(finding.place.source.name()), lines: Lines { begin, end } },
        }
    });
    json::lines(issues)
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Note => "info",
    }
}

/// GitLab finds no file whose path begins with `./`.
fn relative(path: &str) -> &str {
    path.trim_start_matches("./")
}
