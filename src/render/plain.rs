//! `plain`: a line a finding, `FILE:LINE:COL: severity[rule/code]: message (what stands there)`, for pipes and editors.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{Said, label, sanitise};

/// The lines of findings.
pub(super) fn lines<'s, 'f: 's>(all: impl IntoIterator<Item = &'s Said<'f>>) -> String {
    let mut out = String::new();
    for said in all {
        finding(said, &mut out);
    }
    out
}

/// Appends the line of one finding.
pub(super) fn finding(said: &Said<'_>, out: &mut String) {
    let Said { finding, rule, line, .. } = said;
    let position = finding.place.source.position(finding.place.span.start);
    out.push_str(&in_line(finding.place.source.name()));
    // Writing to a string does not fail.
    let _ = write!(out, ":{}:{}: ", position.line, position.column);
    out.extend([&label(rule, finding.severity.word()), ": ", line, "\n"]);
}

/// A text on one line, safe for a terminal.
pub(crate) fn one_line(text: &str) -> String {
    in_line(text).into_owned()
}

/// The same, as it is where nothing in it has to be replaced.
pub(super) fn in_line(text: &str) -> Cow<'_, str> {
    flat(sanitise(text))
}

/// A safe text on one line.
pub(super) fn flat(text: Cow<'_, str>) -> Cow<'_, str> {
    match memchr::memchr3(b'\n', b'\r', b'\t', text.as_bytes()) {
        None => text,
        Some(_) => text.replace(['\n', '\r', '\t'], " ").into(),
    }
}
