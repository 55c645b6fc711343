//! The table of the worst projects: how bad each is, and a column a principle. In a terminal that is too narrow for all of it, what is
//! missed least is left out, and named.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::more;
use crate::locale::{Locale, text};
use crate::manifest::MANIFEST;
use crate::render::table::{columns, cut, cut_start, wrap};
use crate::render::{View, one_line};
use crate::report::{Brief, Survey};

/// How few columns of a terminal a project's path is cut to before something else gives way.
const NARROWEST: usize = 14;
/// How many columns the head of a column is cut to.
const HEAD: usize = 6;
/// What gives way, in this order: columns up to this rank, and whether the heads of the others are cut.
const WAYS: [(u8, bool); 6] = [(0, false), (1, false), (1, true), (2, false), (3, false), (4, false)];
/// The rank of a column that always stands.
const ALWAYS: u8 = u8::MAX;

/// A column of the table.
#[derive(Clone)]
struct Column {
    head: String,
    cells: Vec<String>,
    rank: u8,
}

/// The table with its heads, a list a row. Texts are as projects write them.
pub(crate) fn rows(survey: &Survey, locale: Locale) -> Vec<Vec<String>> {
    across(&table(survey.worst(), locale))
}

/// The table as text, within the width of a terminal.
pub(super) fn drawn(survey: &Survey, view: &View) -> String {
    let all = table(survey.worst(), view.locale);
    let (shown, left) = if view.cuts { fitting(&all, view.width) } else { (all, Vec::new()) };
    let mut rows = across(&shown);
    for cell in rows.iter_mut().filter_map(|row| row.first_mut()) {
        cell.insert_str(0, "  ");
    }
    let mut out = columns(&rows, 1);
    out.extend(more(survey.totals.projects - survey.worst().len(), view.locale).map(|line| format!("  {line}")));
    if !left.is_empty() {
        let left = left.join(view.locale.pick(", ", "、"));
        let told = text!("no room for: {left}", "宽度不足，未显示：{left}");
        for line in wrap(told.get(view.locale), view.width.saturating_sub(2)) {
            // Writing to a string does not fail.
            let _ = writeln!(out, "  {line}");
        }
    }
    out
}

/// As many columns as fit a width, and the heads of those that are left out.
fn fitting(all: &[Column], width: usize) -> (Vec<Column>, Vec<String>) {
    let mut shown = all.to_vec();
    let mut left = Vec::new();
    for (rank, cuts) in WAYS {
        let (kept, gone): (Vec<_>, Vec<_>) = all.iter().cloned().partition(|column| column.rank > rank);
        (shown, left) = (kept, gone.into_iter().map(|column| column.head).collect());
        for column in shown.iter_mut().skip(1).filter(|_| cuts) {
            column.head = cut(&column.head, HEAD);
        }
        if room(&shown, width) >= NARROWEST {
            break;
        }
    }
    let room = room(&shown, width);
    for path in shown.iter_mut().take(1).flat_map(|column| &mut column.cells) {
        *path = cut_start(path, room);
    }
    (shown, left)
}

/// How many columns of a terminal are left for the paths.
fn room(columns: &[Column], width: usize) -> usize {
    let cells = |column: &Column| column.cells.iter().chain([&column.head]).map(|cell| cell.width()).max();
    let rest: usize = columns.iter().skip(1).map(|column| cells(column).unwrap_or_default() + 2).sum();
    width.saturating_sub(rest + 2)
}

fn table(worst: &[Brief], locale: Locale) -> Vec<Column> {
    let column = |rank, head: &str, cell: &dyn Fn(&Brief) -> String| Column {
        head: head.to_owned(),
        cells: worst.iter().map(cell).collect(),
        rank,
    };
    let mut all = vec![
        column(ALWAYS, locale.pick("project", "项目"), &|brief| one_line(folder(&brief.manifest))),
        column(ALWAYS, locale.pick("errors", "错误"), &|brief| brief.errors.to_string()),
        column(4, locale.pick("warnings", "警告"), &|brief| brief.warnings.to_string()),
        column(3, locale.pick("level", "等级"), &level),
        column(1, locale.pick("declared", "自称"), &|brief| percent(brief.declared)),
        column(ALWAYS, locale.pick("verified", "经核验"), &|brief| percent(brief.score)),
    ];
    let mut ids: Vec<&str> = Vec::new();
    for (id, _) in worst.iter().flat_map(|brief| &brief.principles) {
        if !ids.contains(&id.as_str()) {
            ids.push(id);
        }
    }
    for id in ids {
        let own = |brief: &Brief| brief.principles.iter().find(|(own, _)| own == id).and_then(|(_, score)| *score);
        all.push(column(2, &one_line(id), &|brief| percent(own(brief))));
    }
    all
}

/// The columns as rows, the heads first.
fn across(columns: &[Column]) -> Vec<Vec<String>> {
    let heads = columns.iter().map(|column| column.head.clone()).collect();
    let count = columns.first().map_or(0, |column| column.cells.len());
    let row = |at: usize| columns.iter().filter_map(|column| column.cells.get(at).cloned()).collect();
    std::iter::once(heads).chain((0..count).map(row)).collect()
}

/// Where a project lies: its folder, or the manifest itself where it is called otherwise or lies where the command ran.
pub(in crate::render) fn folder(manifest: &str) -> &str {
    manifest.strip_suffix(MANIFEST).and_then(|folder| folder.strip_suffix('/')).unwrap_or(manifest)
}

fn level(brief: &Brief) -> String {
    brief.level.map_or_else(none, |[attained, aimed]| format!("{attained}/{aimed}"))
}

fn percent(score: Option<f64>) -> String {
    score.map_or_else(none, |score| format!("{score:.0} %"))
}

/// What stands where there is nothing to tell.
fn none() -> String {
    "-".to_owned()
}
