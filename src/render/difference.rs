//! What a pack's case expected beside what it got, for the person who writes the pack. It decides nothing: that they differ is known.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::plain::{self, one_line};
use super::table::{cut, table};
use super::{Said, View};
use crate::cases::Difference;
use crate::finding::{Family, Finding, Severity};

/// Stands where there is nothing to compare with.
const NOTHING: &str = "-";

/// How many columns of a place are shown at least, where the line does not fit.
const LEAST_SHOWN: usize = 20;

/// Both sides in columns, a `>` before each row in which they differ; then the findings, each with the line that it speaks of.
pub(crate) fn difference(difference: &Difference, view: &View) -> String {
    let mut out = table(&rows(difference, view));
    for finding in &difference.findings {
        let mut line = String::new();
        plain::finding(&Said::new(finding, view.locale), &mut line);
        // Writing to a string does not fail.
        let _ = write!(out, "    {line}");
        if let Some(quoted) = quoted(finding, view.width.saturating_sub(6)) {
            let _ = writeln!(out, "      {quoted}");
        }
        // How to mend evidence is known to the writer of a bad case; how to write a case may not be.
        if let Some(help) = finding.help.as_ref().filter(|_| finding.code.family() == Family::File) {
            let _ = writeln!(out, "      {}", one_line(help.get(view.locale)));
        }
    }
    out
}

fn rows(difference: &Difference, view: &View) -> Vec<Vec<String>> {
    let Difference { expected, got, elsewhere, .. } = difference;
    let pick = |en, zh| view.locale.pick(en, zh);
    let row = |label: &str, expected: &str, got: &str| {
        let mark = if expected == got { ' ' } else { '>' };
        vec![format!("{mark} {label}"), expected.to_owned(), got.to_owned()]
    };
    let mut rows = vec![vec![String::new(), pick("expected", "预期").to_owned(), pick("got", "实际").to_owned()]];
    rows.push(row(pick("verdict", "结论"), expected.verdict.word(), got.verdict.word()));
    let codes: BTreeSet<_> = expected.codes.union(&got.codes).collect();
    for (at, code) in codes.into_iter().enumerate() {
        let label = if at == 0 { pick("codes", "代码") } else { "" };
        let side = |codes: &BTreeSet<String>| if codes.contains(code) { code.as_str() } else { NOTHING };
        rows.push(row(label, side(&expected.codes), side(&got.codes)));
    }
    if expected.severity.is_some() {
        let word = |severity: Option<Severity>| severity.map_or(NOTHING, Severity::word);
        rows.push(row(pick("severity", "级别"), word(expected.severity), word(got.severity)));
    }
    for rule in elsewhere {
        rows.push(row(pick("elsewhere", "其他条目"), NOTHING, &one_line(rule)));
    }
    rows
}

/// The line that a finding speaks of, with its number. Of a line that is too long, what stands at the place is shown.
fn quoted(finding: &Finding, width: usize) -> Option<String> {
    let (source, start) = (&finding.place.source, finding.place.span.start);
    let at = source.line_of(start);
    let begin = *source.line_starts().get(at)?;
    let line = source.text().get(begin..)?.lines().next()?.trim_end();
    let number = format!("{} | ", at + 1);
    let room = width.saturating_sub(number.width());
    let (before, rest) = line.split_at_checked(start.checked_sub(begin)?)?;
    let shown = if before.width() + LEAST_SHOWN.min(rest.width()) > room {
        let spare = room.saturating_sub(rest.width().max(LEAST_SHOWN) + 1);
        let lead = before.char_indices().rev().map(|(at, _)| before.get(at..).unwrap_or_default());
        format!("…{}{rest}", lead.take_while(|lead| lead.width() <= spare).last().unwrap_or_default())
    } else {
        line.to_owned()
    };
    (!line.trim().is_empty()).then(|| format!("{number}{}", cut(&one_line(&shown), room)))
}
