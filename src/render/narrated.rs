//! `narrated`: sentences without drawing, for a screen reader.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::plain::in_line;
use super::{View, label, sanitise};
use crate::finding::{Finding, Place};
use crate::locale::Text;

/// How much of a place is read out, in characters.
const LONGEST_QUOTATION: usize = 80;

/// Appends the account of one finding.
pub(super) fn finding(finding: &Finding, view: &View, out: &mut String) {
    let severity = finding.severity.text();
    // Writing to a string does not fail.
    let _ = match view.locale {
        crate::locale::Locale::En => {
            let _ = writeln!(out, "{}: {}.", capitalised(severity.get(view.locale)), said(&finding.message, view));
            writeln!(out, "Rule: {}.", label(&finding.full_rule(), ""))
        }
        crate::locale::Locale::Zh => {
            let _ = writeln!(out, "{}：{}。", severity.get(view.locale), said(&finding.message, view));
            writeln!(out, "规则：{}。", label(&finding.full_rule(), ""))
        }
    };
    place(&finding.place, view.locale.pick("At", "位置："), view, out);
    for related in &finding.related {
        place(related, view.locale.pick("See also", "另见："), view, out);
    }
    if let Some(help) = &finding.help {
        let _ = writeln!(out, "{}{}", view.locale.pick("Help: ", "帮助："), sanitise(help.get(view.locale)));
    }
    if let Some(url) = &finding.url {
        let _ = writeln!(out, "{}{}", view.locale.pick("More: ", "详见："), said(url, view));
    }
    out.push('\n');
}

fn said<'t>(text: &'t Text, view: &View) -> Cow<'t, str> {
    in_line(text.get(view.locale))
}

fn place(place: &Place, lead: &str, view: &View, out: &mut String) {
    let position = place.source.position(place.span.start);
    let (name, line, column) = (in_line(place.source.name()), position.line, position.column);
    let label = in_line(place.label.get(view.locale));
    let quoted = place.source.slice(place.span).lines().next().unwrap_or_default();
    let end = quoted.char_indices().nth(LONGEST_QUOTATION).map(|(end, _)| end);
    let (quoted, more) =
        (in_line(quoted.get(..end.unwrap_or(quoted.len())).unwrap_or_default()), end.map_or("", |_| "…"));
    let [gap, stop] = view.locale.pick([": ", "."], ["：", "。"]);
    let _ = match view.locale {
        crate::locale::Locale::En => {
            write!(out, "{lead} {name}, line {line}, column {column}, “{quoted}{more}”")
        }
        crate::locale::Locale::Zh => {
            write!(out, "{lead}{name} 第 {line} 行第 {column} 列“{quoted}{more}”")
        }
    };
    out.extend([if label.is_empty() { "" } else { gap }, &*label, stop, "\n"]);
}

fn capitalised(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}
