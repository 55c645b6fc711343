//! Two runs as a comment on a pull request, no longer than the platform lets one be. Nothing that a project writes is more than text in it.

use std::fmt::Write as _;

use super::{figures, others, rules, sides, states, sum, turns, unchanged, verdict, waiver};
use crate::diff::{ProjectDiff, Remark, RunsDiff};
use crate::locale::{Locale, text};
use crate::render::markdown::{COMMENT, cell};

/// What stands first: a sign by which a robot finds its comment again.
const HEAD: &str = "<!-- guiju-diff -->\n";

pub(super) fn whole(diff: &RunsDiff, locale: Locale) -> String {
    let mut out = format!("{HEAD}## guiju{}{}\n\n", locale.pick(": ", "："), verdict(diff).get(locale));
    let mut facts = vec![cell(sides(diff).get(locale)), cell(sum(diff).get(locale))];
    facts.extend(rules(diff, locale).iter().map(|told| cell(told)));
    let same = diff.projects.len() - diff.touched().count();
    facts.extend((same > 0).then(|| unchanged(same).get(locale).to_owned()));
    for fact in &facts {
        // Writing to a string does not fail.
        let _ = writeln!(out, "- {fact}");
    }
    let (mut left, mut room) = (0, COMMENT.saturating_sub(out.len()));
    let mut add = |out: &mut String, part: &str| match room.checked_sub(part.len()) {
        Some(rest) => {
            room = rest;
            out.push_str(part);
        }
        None => left += 1,
    };
    for (word, told) in others(diff) {
        add(&mut out, &format!("- {}{}{}\n", word.get(locale), locale.pick(": ", "："), cell(&told)));
    }
    // What got worse is read first, and is left out last.
    let (worse, rest): (Vec<_>, Vec<_>) = diff.touched().partition(|project| project.is_worse());
    for one in worse.into_iter().chain(rest) {
        add(&mut out, &head(one, locale));
        for row in rows(one, locale) {
            add(&mut out, &row);
        }
    }
    if left > 0 {
        let told = text!(
            "\nLeft out, for a comment is short: {left} lines. `guiju diff` shows them all.\n",
            "\n因评论篇幅所限，省略了 {left} 行；运行 `guiju diff` 可查看全部。\n"
        );
        out.push_str(told.get(locale));
    }
    out
}

fn head(diff: &ProjectDiff, locale: Locale) -> String {
    let (name, manifest) = (cell(&diff.name), cell(&diff.manifest));
    let title = match locale {
        Locale::En => format!("{name} ({manifest})"),
        Locale::Zh => format!("{name}（{manifest}）"),
    };
    let mut out = format!("\n### {title}\n\n{}\n", cell(&figures(diff, locale)));
    if !(diff.changes.is_empty() && diff.remarks.is_empty() && diff.waivers.is_empty() && diff.evidence.is_empty()) {
        let heads = locale.pick(["", "What", "Before", "After", "Why"], ["", "内容", "旧", "新", "原因"]);
        let _ = writeln!(out, "\n| {} |\n| --- | --- | --- | --- | --- |", heads.join(" | "));
    }
    out
}

fn rows(diff: &ProjectDiff, locale: Locale) -> Vec<String> {
    let row = |cells: [String; 5]| format!("| {} |\n", cells.join(" | "));
    let mut rows = Vec::new();
    for (turn, change) in turns(diff) {
        let [old, new] = states(change).map(|state| state.get(locale).to_owned());
        let why = change.why.as_ref().map(|why| remark(why, locale)).unwrap_or_default();
        rows.push(row([turn.text().get(locale).to_owned(), cell(&change.item), old, new, why]));
    }
    for told in &diff.remarks {
        let word = told.severity.text().get(locale).to_owned();
        rows.push(row([word, cell(&told.rule), String::new(), String::new(), remark(told, locale)]));
    }
    let word = locale.pick("waiver", "豁免");
    for change in &diff.waivers {
        let told = cell(waiver(change).get(locale));
        rows.push(row([word.to_owned(), cell(&change.item), String::new(), String::new(), told]));
    }
    let word = locale.pick("evidence", "证据");
    for change in &diff.evidence {
        let (fate, items) = (change.fate.text().get(locale).to_owned(), cell(&change.items.join(", ")));
        rows.push(row([word.to_owned(), cell(&change.path), String::new(), fate, items]));
    }
    rows
}

fn remark(remark: &Remark, locale: Locale) -> String {
    let (message, place) = (remark.message.get(locale), &remark.place);
    cell(&match locale {
        Locale::En => format!("{message} ({place})"),
        Locale::Zh => format!("{message}（{place}）"),
    })
}
