//! `rdjson`: diagnostics as reviewdog reads them. Columns count bytes of UTF-8, and a range ends before its last column. What it suggests is
//! a safe fix of one edit: several suggestions would be read as a choice.
//! <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>

use serde::Serialize;

use super::{Said, json, one_line};
use crate::finding::{Finding, Place, Safety, Severity};
use crate::locale::Locale;
use crate::source::{Source, Span};

/// The report from its last diagnostic on.
pub(super) const TAIL: &str = "\n]}\n";

#[derive(Serialize)]
struct Diagnostic<'r> {
    message: String,
    location: Location<'r>,
    severity: &'static str,
    code: Code<'r>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'r>>,
}

#[derive(Serialize)]
struct Suggestion<'r> {
    range: Range,
    text: &'r str,
}

#[derive(Serialize)]
struct Code<'r> {
    value: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
}

#[derive(Serialize)]
struct Related<'r> {
    #[serde(skip_serializing_if = "String::is_empty")]
    message: String,
    location: Location<'r>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
}

/// The report up to its first diagnostic.
pub(super) fn head() -> String {
    let source = serde_json::json!({ "name": "guiju" });
    format!("{{\"source\":{source},\"diagnostics\":[")
}

/// The diagnostics of findings, with commas between them; nothing where there are none.
pub(super) fn findings<'s, 'f: 's>(all: impl IntoIterator<Item = &'s Said<'f>>, locale: Locale) -> String {
    json::lines(all.into_iter().map(|said| {
        let Said { finding, rule, .. } = said;
        Diagnostic {
            message: said.with_help(),
            location: location(&finding.place),
            severity: severity(finding.severity),
            code: Code { value: rule, url: finding.url.as_ref().map(|url| url.get(locale)) },
            suggestions: suggestion(finding).into_iter().collect(),
            related_locations: finding.related.iter().map(|place| related(place, locale)).collect(),
        }
    }))
}

fn suggestion(finding: &Finding) -> Option<Suggestion<'_>> {
    let fix = finding.fix.as_deref().filter(|fix| fix.safety == Safety::Safe)?;
    match fix.edits.as_slice() {
        [only] => Some(Suggestion { range: range(&finding.place.source, only.span), text: &only.text }),
        _ => None,
    }
}

fn related(place: &Place, locale: Locale) -> Related<'_> {
    Related { message: one_line(place.label.get(locale)), location: location(place) }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    }
}

fn location(place: &Place) -> Location<'_> {
    Location { path: place.source.name(), range: range(&place.source, place.span) }
}

fn range(source: &Source, span: Span) -> Range {
    let point = |at| Point { line: source.position(at).line, column: source.byte_column(at) };
    Range { start: point(span.start), end: point(span.end) }
}
