//! A forecast as text for a terminal: a paragraph a day.

use std::fmt::Write as _;

use super::{distance, name};
use crate::forecast::{Due, Forecast, Window};
use crate::locale::{Locale, Text, text};
use crate::render::table::wrap;
use crate::render::{View, one_line};

/// How far what falls due on a day stands in, and its later lines, in columns.
const INDENTS: (usize, usize) = (2, 4);

/// The sum, and each day with what falls due on it.
pub(super) fn page(projects: &[Forecast], window: Window, view: &View) -> String {
    let mut all: Vec<_> = projects.iter().flat_map(|one| one.dues.iter().map(move |due| (one, due))).collect();
    all.sort_by_cached_key(|(_, due)| due.order());
    let mut out = String::new();
    let _ = writeln!(out, "{}", one_line(sum(projects, &all, window).get(view.locale)));
    let mut day = None;
    for (project, due) in all {
        if day.replace((due.is_overdue, due.day)) != Some((due.is_overdue, due.day)) {
            let _ = writeln!(out, "\n{}", heading(due, window, view));
        }
        let (first, later) = INDENTS;
        let told = told(due, (projects.len() > 1).then(|| name(project)), view.locale);
        for (at, line) in wrap(&one_line(&told), view.width.saturating_sub(later)).iter().enumerate() {
            let _ = writeln!(out, "{}{line}", " ".repeat(if at == 0 { first } else { later }));
        }
    }
    out
}

/// "clinic-triage: 2 overdue, 5 due by 2027-02-21".
fn sum(projects: &[Forecast], all: &[(&Forecast, &Due)], window: Window) -> Text {
    let last = window.last;
    let overdue = all.iter().filter(|(_, due)| due.is_overdue).count();
    let ahead = all.len() - overdue;
    let whose = match projects {
        [only] => Text::same(name(only)),
        several => {
            let count = several.len();
            text!("{count} projects", "{count} 个项目")
        }
    };
    let (en, zh) = (whose.en, whose.zh);
    match (overdue, ahead) {
        (0, 0) => text!("{en}: nothing falls due by {last}", "{zh}：截至 {last} 没有到期事项"),
        (0, _) => text!("{en}: {ahead} due by {last}", "{zh}：截至 {last} 有 {ahead} 项到期"),
        _ => text!(
            "{en}: {overdue} overdue, {ahead} due by {last}",
            "{zh}：已逾期 {overdue} 项，截至 {last} 另有 {ahead} 项到期"
        ),
    }
}

fn heading(due: &Due, window: Window, view: &View) -> String {
    let (paint, reset) = match (view.colour, due.is_overdue) {
        (false, _) => ("", ""),
        (true, true) => ("\u{1b}[1;31m", "\u{1b}[0m"),
        (true, false) => ("\u{1b}[1m", "\u{1b}[0m"),
    };
    let (day, distance) = (due.day, distance(due, window));
    match view.locale {
        Locale::En => format!("{paint}{day}{reset} ({})", distance.en),
        Locale::Zh => format!("{paint}{day}{reset}（{}）", distance.zh),
    }
}

/// "review security/red-team: the review of … counts through this day (governance.toml:12)".
fn told(due: &Due, project: Option<&str>, locale: Locale) -> String {
    let (kind, item, what) = (due.kind.text(), &due.item, due.what.get(locale));
    let (file, line) = (due.place.source.name(), due.place.source.position(due.place.span.start).line);
    let kind = kind.get(locale);
    match (locale, project) {
        (Locale::En, None) => format!("{kind} {item}: {what} ({file}:{line})"),
        (Locale::En, Some(project)) => format!("{kind} {item} of {project}: {what} ({file}:{line})"),
        (Locale::Zh, None) => format!("{kind} {item}：{what}（{file}:{line}）"),
        (Locale::Zh, Some(project)) => format!("{kind} {project} 的 {item}：{what}（{file}:{line}）"),
    }
}
