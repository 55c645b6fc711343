//! Two runs as text for a terminal: a line a change.

use std::fmt::Write as _;

use super::super::line;
use super::super::text::{colon, remark};
use super::{figures, others, rules, sides, states, sum, turns, unchanged, waiver};
use crate::diff::{ProjectDiff, RunsDiff, Turn};
use crate::locale::Locale;
use crate::render::View;
use crate::render::table::table;

pub(super) fn whole(diff: &RunsDiff, view: &View) -> String {
    let locale = view.locale;
    let mut out = format!("{}\n", line(sides(diff).get(locale)));
    for told in rules(diff, locale) {
        let _ = writeln!(out, "{}", line(&told));
    }
    out.push('\n');
    for one in diff.touched() {
        project(&mut out, one, view);
        out.push('\n');
    }
    let others = others(diff);
    let same = diff.projects.len() - diff.touched().count();
    if same > 0 {
        let told = unchanged(same);
        let _ = writeln!(out, "{}\n", told.get(locale));
    }
    for (word, told) in &others {
        let _ = writeln!(out, "{}{}{}", word.get(locale), colon(locale), line(told));
    }
    if !others.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(out, "{}", sum(diff).get(locale));
    out
}

fn project(out: &mut String, diff: &ProjectDiff, view: &View) {
    let locale = view.locale;
    let figures = figures(diff, locale);
    let head = match locale {
        Locale::En => format!("{} ({}): {figures}", diff.manifest, diff.name),
        Locale::Zh => format!("{}（{}）：{figures}", diff.manifest, diff.name),
    };
    let _ = writeln!(out, "{}", line(&head));
    let turns = turns(diff);
    let rows = turns.iter().map(|(turn, change)| {
        let [old, new] = states(change);
        let states = format!("{} → {}", old.get(locale), new.get(locale));
        vec![format!("  {}", turn.text().get(locale)), line(&change.item), states]
    });
    let table = table(&rows.collect::<Vec<_>>());
    for (told, (turn, change)) in table.lines().zip(&turns) {
        let word = turn.text();
        let word = word.get(locale);
        // Colour takes no column, so it comes after the columns are laid out.
        let _ = writeln!(out, "{}", told.replacen(word, &paint(*turn, word, view), 1));
        if let Some(why) = &change.why {
            let _ = writeln!(out, "    {}", remark(why, locale));
        }
    }
    for told in &diff.remarks {
        let _ = writeln!(out, "  {}", remark(told, locale));
    }
    for change in &diff.waivers {
        let told = format!("{}{}{}", change.item, colon(locale), waiver(change).get(locale));
        let _ = writeln!(out, "  {}", line(&told));
    }
    for change in &diff.evidence {
        let (fate, path, items) = (change.fate.text(), &change.path, change.items.join(", "));
        let told = match locale {
            Locale::En => format!("evidence {}: {path} ({items})", fate.en),
            Locale::Zh => format!("证据{}：{path}（{items}）", fate.zh),
        };
        let _ = writeln!(out, "  {}", line(&told));
    }
}

fn paint(turn: Turn, word: &str, view: &View) -> String {
    let colour = match turn {
        Turn::Regressed => "\u{1b}[31m",
        Turn::Waived => "\u{1b}[33m",
        Turn::Improved => "\u{1b}[32m",
        Turn::Changed => "\u{1b}[2m",
    };
    if view.colour { format!("{colour}{word}\u{1b}[0m") } else { word.to_owned() }
}
