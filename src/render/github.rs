//! `github`: a log for GitHub Actions with every finding in a fold, and annotations for as many as GitHub shows. What a project writes
//! can neither end the fold nor give a command of its own.
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use std::borrow::Cow;
use std::fmt::Write as _;

use super::piece::Piece;
use super::summary::{declares, report_name};
use super::{Rest, Said, Style, Told, View, label, many, one_line, sanitise, summary};
use crate::finding::{Finding, Severity};
use crate::locale::{Locale, text};
use crate::report::Survey;

/// How many annotations of each severity GitHub shows of one step (actions/toolkit, docs/problem-matchers.md).
pub(super) const MOST: usize = 10;
/// How many characters of a message the runner keeps, less what the escapes may add at the cut.
const LONGEST_MESSAGE: usize = 4000;
/// How many characters a title has at most (the Checks API).
const LONGEST_TITLE: usize = 255;

/// A project's log, with a line a finding. It ends with a summary, unless it is to be brief.
pub(super) fn project(told: &Told<'_>, view: &View, is_brief: bool) -> Piece {
    let report = told.report;
    let mut log = Cow::Borrowed(told.lines(view));
    if !is_brief {
        let log = log.to_mut();
        if !log.is_empty() {
            log.push('\n');
        }
        log.push_str(&summary::project(report, view, false));
    }
    if log.is_empty() {
        return Piece::default();
    }
    let title = one_line(&declares(report, report_name(report), view.locale));
    format!("::group::{}\n{}::endgroup::\n", data(&title), log_safe(&log)).into()
}

/// The line that makes an annotation.
pub(super) fn annotation(finding: &Finding, locale: Locale) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (source, span) = (&finding.place.source, finding.place.span);
    let (start, end) = (source.position(span.start), source.position(span.end));
    // A line that is only reached by its end, or lies beyond the file's, is not shown.
    let last = source.position(span.end.saturating_sub(1).max(span.start)).line;
    let file = one_line(source.name());
    let said = Said::new(finding, locale);
    let title = shorten(&said.rule, LONGEST_TITLE);
    let mut out = format!("::{command} title={},file={}", property(&title), property(&file));
    // Writing to a string does not fail.
    let _ = write!(out, ",line={},endLine={last}", start.line);
    // GitHub takes columns only where there is one line.
    if start.line == end.line {
        let _ = write!(out, ",col={},endColumn={}", start.column, end.column);
    }
    let at = format!("{file}:{}:{}", start.line, start.column);
    let told = format!("{at}: {}: {}", label(&said.rule, finding.severity.word()), said.in_full());
    let _ = writeln!(out, "::{}", data(&shorten(&told, LONGEST_MESSAGE)));
    out
}

/// What stands below: how many findings have no annotation, and what several projects come to.
pub(super) fn tail(style: &Style, survey: &Survey, rest: &Rest<'_>) -> String {
    let mut out = String::new();
    let left = rest.left.findings;
    if left > 0 {
        let told = text!(
            "{left} more findings have no annotation; the log above has them",
            "另有 {left} 处问题没有标注，见上方日志"
        );
        out = format!("{}\n", told.get(style.view.locale));
    }
    if style.sums_up(survey) {
        out.push_str(&log_safe(&many::text(survey, &style.view)));
    }
    out
}

/// Text for the log of a runner, which takes a line for a command where it begins with `::` after spaces, or holds `##[` anywhere.
pub(crate) fn log_safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in sanitise(text).split_inclusive('\n') {
        if line.trim_start().starts_with("::") {
            out.push('\\');
        }
        if line.contains("##[") {
            out.push_str(&line.replace("##[", "##\\["));
        } else {
            out.push_str(line);
        }
    }
    out
}

/// The text behind a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The text cut to so many characters, with an ellipsis where something is left out.
fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_log_is_a_command() {
        for (text, expected) in [
            ("a.md:1:1: error[x]: y\n", "a.md:1:1: error[x]: y\n"),
            ("::error::forged\n", "\\::error::forged\n"),
            (" \t\u{a0}::endgroup::\nb\n", "\\ \t\u{a0}::endgroup::\nb\n"),
            ("a ##[error]forged", "a ##\\[error]forged"),
            ("####[[", "####\\[["),
            ("a ::warning::b", "a ::warning::b"),
            ("x\r::error::y", "x?::error::y"),
        ] {
            assert_eq!(log_safe(text), expected);
        }
    }

    #[test]
    fn a_command_holds_what_it_is_given() {
        assert_eq!(data("50 %25\r\n::x"), "50 %2525%0D%0A::x");
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
        assert_eq!((shorten("人工监督", 2), shorten("ab", 2)), ("人工…".to_owned(), "ab".to_owned()));
    }
}
