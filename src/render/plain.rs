//! `plain`: a line a finding, `FILE:LINE:COL: severity[rule/code]: message (what stands there)`, for pipes and editors.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{View, label, said, sanitise};
use crate::finding::Finding;

/// Appends the line of one finding.
pub(super) fn finding(finding: &Finding, view: &View, out: &mut String) {
    let position = finding.place.source.position(finding.place.span.start);
    let name = one_line(finding.place.source.name());
    let label = label(finding, finding.severity.word());
    let said = said(finding, view.locale);
    // Writing to a string does not fail.
    let _ = writeln!(out, "{name}:{}:{}: {label}: {said}", position.line, position.column);
}

/// A text on one line, safe for a terminal.
pub(crate) fn one_line(text: &str) -> String {
    flat(sanitise(text))
}

/// A safe text on one line.
pub(super) fn flat(text: Cow<'_, str>) -> String {
    match memchr::memchr3(b'\n', b'\r', b'\t', text.as_bytes()) {
        None => text.into_owned(),
        Some(_) => text.replace(['\n', '\r', '\t'], " "),
    }
}
