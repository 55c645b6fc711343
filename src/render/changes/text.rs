//! A difference as text for a terminal: a line a change.

use std::fmt::Write as _;

use super::{CHECKS, Effect, counts, field, figures, joined, line, pack, said, state, sum};
use crate::diff::{PackDiff, ProjectDiff, Remark, RuleChange, RulesDiff, Strictness, Trend};
use crate::finding::full_rule;
use crate::locale::{Locale, Text, text};
use crate::render::View;
use crate::render::table::{cut, table};

/// How much is shown of what a check is about, in columns.
const SUBJECT: usize = 48;

pub(super) fn rules(diff: &RulesDiff, view: &View) -> String {
    let locale = view.locale;
    let mut listed = Vec::new();
    for (sign, items) in [("+", &diff.added), ("-", &diff.removed)] {
        listed.extend(items.iter().map(|item| headed(sign, &item.id, item.title.get(locale), locale)));
    }
    for item in &diff.changed {
        listed.push(headed("~", &item.item.id, item.item.title.get(locale), locale));
        listed.extend(item.changes.iter().map(|change| self::change(change, view)));
    }
    if let Some(change) = &diff.waivers {
        listed.extend(["~ pack.toml".to_owned(), self::change(change, view)]);
    }
    for list in &diff.lists {
        let names = [("+", &list.added), ("-", &list.removed)].into_iter().filter(|(_, names)| !names.is_empty());
        listed.extend(names.map(|(sign, names)| headed(sign, list.list, &names.join(", "), locale)));
    }
    let mut out = packs(&diff.packs, locale);
    for told in &listed {
        let _ = writeln!(out, "{}", line(told));
    }
    if !listed.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(out, "{}", counts(diff).get(locale));
    out
}

/// A sign, a name, and what is said of it.
fn headed(sign: &str, name: &str, said: &str, locale: Locale) -> String {
    format!("{sign} {name}{}{said}", colon(locale))
}

fn change(change: &RuleChange, view: &View) -> String {
    let locale = view.locale;
    let values = match (&change.old, &change.new) {
        // A check that came or went says what it asks.
        (None, Some(new)) if change.of.is_none() && change.field == CHECKS => format!("+ {}", new.get(locale)),
        (Some(old), None) if change.of.is_none() && change.field == CHECKS => format!("- {}", old.get(locale)),
        (old, new) => format!("{} → {}", said(old.as_ref(), locale), said(new.as_ref(), locale)),
    };
    let about = change.subject.as_ref().map(|subject| cut(&subject.replace('\n', " "), SUBJECT));
    let about = match (about, locale) {
        (None, _) => String::new(),
        (Some(about), Locale::En) => format!(" (`{about}`)"),
        (Some(about), Locale::Zh) => format!("（`{about}`）"),
    };
    let (word, field) = (change.strictness.text(), field(change));
    let told =
        format!("    {}{} {field}{about}{}{values}", word.get(locale), gap(change.strictness, locale), colon(locale));
    // What a person looks at fits the screen; the other forms have it whole.
    if view.cuts { cut(&told, view.width) } else { told }
}

/// What lines the fields up behind the words.
fn gap(strictness: Strictness, locale: Locale) -> &'static str {
    match (strictness, locale) {
        (Strictness::Looser, Locale::En) => "  ",
        (Strictness::Changed, Locale::En) => " ",
        (Strictness::Stricter, Locale::En) | (_, Locale::Zh) => "",
    }
}

pub(super) fn effect(packs: &[PackDiff], effect: &Effect<'_>, view: &View) -> String {
    let mut out = self::packs(packs, view.locale);
    for diff in effect.projects {
        project(&mut out, diff, view);
        out.push('\n');
    }
    let _ = writeln!(out, "{}", sum(effect).get(view.locale));
    out
}

fn project(out: &mut String, diff: &ProjectDiff, view: &View) {
    let locale = view.locale;
    let figures = match figures(diff) {
        figures if diff.is_empty() && figures.is_empty() => text!("nothing changes", "没有变化").get(locale).to_owned(),
        figures if figures.is_empty() => text!("the figures stay", "各项数字不变").get(locale).to_owned(),
        figures => joined(&figures, locale),
    };
    let head = match locale {
        Locale::En => format!("{} ({}): {figures}", diff.manifest, diff.name),
        Locale::Zh => format!("{}（{}）：{figures}", diff.manifest, diff.name),
    };
    let _ = writeln!(out, "{}", line(&head));
    let rows = diff.changes.iter().map(|change| {
        let (old, new) = (state(change.old, change.new), state(change.new, change.old));
        let states = format!("{} → {}", old.get(locale), new.get(locale));
        vec![format!("  {}", change.trend.text().get(locale)), line(&change.item), states]
    });
    let table = table(&rows.collect::<Vec<_>>());
    for (told, change) in table.lines().zip(&diff.changes) {
        let word = change.trend.text();
        let word = word.get(locale);
        // Colour takes no column, so it comes after the columns are laid out.
        let _ = writeln!(out, "{}", told.replacen(word, &paint(change.trend, word, view), 1));
        if let Some(remark) = &change.why {
            let _ = writeln!(out, "    {}", self::remark(remark, locale));
        }
    }
    for remark in &diff.remarks {
        let _ = writeln!(out, "  {}", self::remark(remark, locale));
    }
}

/// A finding on one line, as `plain` writes it.
pub(super) fn remark(remark: &Remark, locale: Locale) -> String {
    let Remark { rule, code, severity, message, label, place, .. } = remark;
    let label = match (label.get(locale), locale) {
        ("", _) => String::new(),
        (label, Locale::En) => format!(" ({label})"),
        (label, Locale::Zh) => format!("（{label}）"),
    };
    line(&format!("{place}: {}[{}]: {}{label}", severity.word(), full_rule(rule, code), message.get(locale)))
}

fn paint(trend: Trend, word: &str, view: &View) -> String {
    let colour = match trend {
        Trend::Worse => "\u{1b}[31m",
        Trend::Better => "\u{1b}[32m",
        Trend::Changed => "\u{1b}[2m",
    };
    if view.colour { format!("{colour}{word}\u{1b}[0m") } else { word.to_owned() }
}

fn packs(packs: &[PackDiff], locale: Locale) -> String {
    let told: Vec<Text> = packs.iter().map(pack).collect();
    let lines: Vec<_> = told.iter().map(|text| line(text.get(locale))).collect();
    format!("{}\n\n", lines.join("\n"))
}

pub(super) fn colon(locale: Locale) -> &'static str {
    locale.pick(": ", "：")
}
