//! `narrated`: sentences without drawing, for a screen reader.

use std::fmt::Write as _;

use super::plain::one_line;
use super::{View, label, sanitise};
use crate::finding::{Finding, Place};

/// How much of a place is read out, in characters.
const LONGEST_QUOTATION: usize = 80;

/// Appends the account of one finding.
pub(super) fn finding(finding: &Finding, view: &View, out: &mut String) {
    let say = |text: &crate::locale::Text| one_line(text.get(view.locale));
    let severity = finding.severity.text();
    // Writing to a string does not fail.
    let _ = match view.locale {
        crate::locale::Locale::En => {
            let _ = writeln!(out, "{}: {}.", capitalised(severity.get(view.locale)), say(&finding.message));
            writeln!(out, "Rule: {}.", label(&finding.full_rule(), ""))
        }
        crate::locale::Locale::Zh => {
            let _ = writeln!(out, "{}：{}。", severity.get(view.locale), say(&finding.message));
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
        let _ = writeln!(out, "{}{}", view.locale.pick("More: ", "详见："), say(url));
    }
    out.push('\n');
}

fn place(place: &Place, lead: &str, view: &View, out: &mut String) {
    let position = place.source.position(place.span.start);
    let (name, line, column) = (one_line(place.source.name()), position.line, position.column);
    let label = one_line(place.label.get(view.locale));
    let quoted = place.source.slice(place.span).lines().next().unwrap_or_default();
    let cut: String = quoted.chars().take(LONGEST_QUOTATION).collect();
    let quoted = if cut.len() < quoted.len() { format!("{}…", one_line(&cut)) } else { one_line(&cut) };
    let _ = match view.locale {
        crate::locale::Locale::En => {
            let label = if label.is_empty() { String::new() } else { format!(": {label}") };
            writeln!(out, "{lead} {name}, line {line}, column {column}, “{quoted}”{label}.")
        }
        crate::locale::Locale::Zh => {
            let label = if label.is_empty() { String::new() } else { format!("：{label}") };
            writeln!(out, "{lead}{name} 第 {line} 行第 {column} 列“{quoted}”{label}。")
        }
    };
}

fn capitalised(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}
