//! `plain`: a line a finding, `FILE:LINE:COL: severity[rule/code]: message (what stands there)`, for pipes and editors.

use std::fmt::Write as _;

use super::{View, label, sanitise};
use crate::finding::Finding;
use crate::locale::Locale;

/// Appends the line of one finding.
pub(super) fn finding(finding: &Finding, view: &View, out: &mut String) {
    let position = finding.place.source.position(finding.place.span.start);
    let name = one_line(finding.place.source.name());
    let label = label(finding, finding.severity.word());
    let message = one_line(finding.message.get(view.locale));
    let shown = one_line(finding.place.label.get(view.locale));
    let shown = match view.locale {
        _ if shown.is_empty() => shown,
        Locale::En => format!(" ({shown})"),
        Locale::Zh => format!("（{shown}）"),
    };
    // Writing to a string does not fail.
    let _ = writeln!(out, "{name}:{}:{}: {label}: {message}{shown}", position.line, position.column);
}

/// A text on one line, safe for a terminal.
pub(crate) fn one_line(text: &str) -> String {
    sanitise(text).replace(['\n', '\r', '\t'], " ")
}
