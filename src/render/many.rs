//! What stands below the findings where several projects were judged, instead of a summary of each: a table of the worst with a column a
//! principle, then the items that fall short most often. People read it; data has all of it.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::summary::{counts, severities};
use super::table::{columns, cut, cut_start, table};
use super::{View, one_line};
use crate::locale::{Locale, Text, text};
use crate::manifest::MANIFEST;
use crate::report::{Brief, Gap, Survey};

/// How many gaps are shown.
const GAPS: usize = 10;
/// How few columns of a terminal a project's path is cut to before other columns are left out.
const NARROWEST: usize = 16;
/// How many columns an item's title takes at most.
const TITLE: usize = 44;

/// A column of the table of projects.
struct Column {
    head: String,
    cells: Vec<String>,
    /// Those with the lowest rank are left out first where there is no room.
    rank: u8,
}

/// All of it, for a terminal or a log.
pub(super) fn text(survey: &Survey, view: &View) -> String {
    let mut out = totals(survey, view.locale);
    let _ = write!(out, "\n{}\n{}", worst_title(survey, view.locale), projects(survey, view));
    let gaps = survey.gaps();
    if !gaps.is_empty() {
        let _ = write!(out, "\n{}\n{}", gaps_title(view.locale), common(&gaps, view));
    }
    out
}

/// The same in sentences, for a screen reader.
pub(super) fn narrated(survey: &Survey, view: &View) -> String {
    let locale = view.locale;
    let mut out = totals(survey, locale);
    let _ = writeln!(out, "\n{}", worst_title(survey, locale));
    for brief in survey.worst() {
        let _ = writeln!(out, "{}", told(brief, locale).get(locale));
    }
    out.extend(more(survey.totals.projects - survey.worst().len(), locale));
    let gaps = survey.gaps();
    if !gaps.is_empty() {
        let _ = writeln!(out, "\n{}", gaps_title(locale));
    }
    for gap in gaps.iter().take(GAPS) {
        let (item, Text { en, zh }, falls) = (one_line(gap.item), gap.title, falls(gap));
        let by = counts(&gap.short(), locale);
        let line = text!("{item}, {en}: {}: {by}.", "{item}（{zh}）：{}，其中{by}。", falls.get(locale));
        let _ = writeln!(out, "{}", one_line(line.get(locale)));
    }
    out.extend(more(gaps.len().saturating_sub(GAPS), locale));
    out
}

/// How many projects and findings there are, and how many projects fail or attain their level.
pub(super) fn totals(survey: &Survey, locale: Locale) -> String {
    let Survey { totals, with_errors, attaining, unjudged, .. } = survey;
    let (projects, found, by) = (totals.projects, severities(totals), counts(&totals.verdicts, locale));
    let (en, zh) = (found.en, found.zh);
    let noun = if projects == 1 { "project" } else { "projects" };
    let line = text!(
        "{projects} {noun}: {en}; {by}\n{with_errors} with errors; {attaining} at the level aimed at, or above",
        "共 {projects} 个项目：{zh}；{by}\n有错误的项目 {with_errors} 个；达到目标等级的项目 {attaining} 个"
    );
    let mut out = line.get(locale).to_owned();
    if *unjudged > 0 {
        let told = text!("; {unjudged} could not be judged", "；无法评判的清单 {unjudged} 份");
        out.push_str(told.get(locale));
    }
    out.push('\n');
    out
}

/// What stands above the table of projects.
pub(super) fn worst_title(survey: &Survey, locale: Locale) -> &'static str {
    if survey.totals.projects > survey.worst().len() {
        locale.pick("The worst projects (level: attained/aimed at)", "问题最多的项目（等级：达到/目标）")
    } else {
        locale.pick("Projects, worst first (level: attained/aimed at)", "各项目，问题多者在前（等级：达到/目标）")
    }
}

/// What stands above the items that fall short.
pub(super) fn gaps_title(locale: Locale) -> &'static str {
    locale.pick("Commonest gaps, up to the level aimed at", "最常见的差距（目标等级及以下）")
}

/// A line on what is not shown; none where all is.
pub(super) fn more(count: usize, locale: Locale) -> Option<String> {
    let line = text!("… {count} more; --format json has them all", "……另有 {count} 个；--format json 可查看全部");
    (count > 0).then(|| format!("{}\n", line.get(locale)))
}

/// The table of projects with its heads, a list a row. Texts are as projects write them.
pub(super) fn rows(survey: &Survey, locale: Locale) -> Vec<Vec<String>> {
    across(&table_of(survey.worst(), locale))
}

/// The commonest gaps, a list a row. Texts are as packs write them.
pub(super) fn gap_rows(gaps: &[Gap<'_>], locale: Locale) -> Vec<Vec<String>> {
    gaps.iter().take(GAPS).map(|gap| gap_row(gap, locale).into()).collect()
}

/// What stands above the gaps.
pub(super) fn gap_heads(locale: Locale) -> Vec<String> {
    let heads = match locale {
        Locale::En => ["item", "title", "falls short in", "by verdict"],
        Locale::Zh => ["条目", "标题", "存在差距的项目", "各结论"],
    };
    heads.map(str::to_owned).into()
}

fn gap_row(gap: &Gap<'_>, locale: Locale) -> [String; 4] {
    let falls = falls(gap).get(locale).to_owned();
    [gap.item.to_owned(), gap.title.get(locale).to_owned(), falls, counts(&gap.short(), locale)]
}

/// In how many projects an item falls short.
fn falls(gap: &Gap<'_>) -> Text {
    let (short, all) = (gap.projects(), gap.applies());
    text!("{short} of {all} projects", "{all} 个项目中的 {short} 个")
}

/// The table of projects, within the width of a terminal.
fn projects(survey: &Survey, view: &View) -> String {
    let mut all = table_of(survey.worst(), view.locale);
    let mut left = Vec::new();
    if view.cuts {
        let room = |all: &[Column]| {
            let rest: usize = all.iter().skip(1).map(|column| column.width() + 2).sum();
            view.width.saturating_sub(rest + 2)
        };
        while room(&all) < NARROWEST
            && let Some(rank) = all.iter().map(|column| column.rank).min().filter(|rank| *rank < u8::MAX)
        {
            left.extend(all.extract_if(.., |column| column.rank == rank).map(|column| column.head));
        }
        let room = room(&all);
        for path in all.iter_mut().take(1).flat_map(|column| &mut column.cells) {
            *path = cut_start(path, room);
        }
    }
    let mut rows = across(&all);
    for row in &mut rows {
        if let Some(first) = row.first_mut() {
            first.insert_str(0, "  ");
        }
    }
    let mut out = columns(&rows, 1);
    let more = more(survey.totals.projects - survey.worst().len(), view.locale);
    out.extend(more.map(|line| format!("  {line}")));
    if !left.is_empty() {
        let left = left.join(view.locale.pick(", ", "、"));
        let told = text!("no room for: {left}", "宽度不足，未显示：{left}");
        let _ = writeln!(out, "  {}", told.get(view.locale));
    }
    out
}

/// The items that fall short, within the width of a terminal.
fn common(gaps: &[Gap<'_>], view: &View) -> String {
    let mut rows: Vec<_> = gap_rows(gaps, view.locale);
    for row in &mut rows {
        for cell in row.iter_mut() {
            *cell = one_line(cell);
        }
        if let [item, title, ..] = row.as_mut_slice() {
            item.insert_str(0, "  ");
            *title = cut(title, TITLE);
        }
    }
    let wide = |rows: &[Vec<String>]| table(rows).lines().any(|line| line.width() > view.width);
    if view.cuts && wide(&rows) {
        rows.iter_mut().for_each(|row| drop(row.remove(1)));
    }
    let mut out = String::new();
    for line in table(&rows).lines() {
        let line = if view.cuts { cut(line, view.width) } else { line.to_owned() };
        let _ = writeln!(out, "{line}");
    }
    out.extend(more(gaps.len().saturating_sub(GAPS), view.locale).map(|line| format!("  {line}")));
    out
}

/// The columns of the table of projects.
fn table_of(worst: &[Brief], locale: Locale) -> Vec<Column> {
    let column = |rank, head: &str, cell: &dyn Fn(&Brief) -> String| Column {
        head: head.to_owned(),
        cells: worst.iter().map(cell).collect(),
        rank,
    };
    let mut all = vec![
        column(u8::MAX, locale.pick("project", "项目"), &|brief| one_line(folder(&brief.manifest))),
        column(u8::MAX, locale.pick("errors", "错误"), &|brief| brief.errors.to_string()),
        column(4, locale.pick("warnings", "警告"), &|brief| brief.warnings.to_string()),
        column(3, locale.pick("level", "等级"), &|brief| level(brief).unwrap_or_else(none)),
        column(1, locale.pick("declared", "自称"), &|brief| percent(brief.declared)),
        column(u8::MAX, locale.pick("verified", "经核验"), &|brief| percent(brief.score)),
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

impl Column {
    fn width(&self) -> usize {
        self.cells.iter().chain([&self.head]).map(|cell| cell.width()).max().unwrap_or_default()
    }
}

/// The columns as rows, the heads first.
fn across(columns: &[Column]) -> Vec<Vec<String>> {
    let heads = columns.iter().map(|column| column.head.clone()).collect();
    let count = columns.first().map_or(0, |column| column.cells.len());
    let row = |at: usize| columns.iter().filter_map(|column| column.cells.get(at).cloned()).collect();
    std::iter::once(heads).chain((0..count).map(row)).collect()
}

/// A project in a sentence.
fn told(brief: &Brief, locale: Locale) -> Text {
    let path = one_line(folder(&brief.manifest));
    let (errors, warnings) = (brief.errors, brief.warnings);
    let [declared, score] = [brief.declared, brief.score].map(|score| super::summary::percent(score, locale));
    let level = brief.level.map(|[attained, aimed]| {
        text!("; level {attained} attained, {aimed} aimed at", "；达到 {attained} 级，目标 {aimed} 级")
    });
    let Text { en, zh } = level.unwrap_or_default();
    let each = brief.principles.iter().filter_map(|(id, score)| Some(format!("{} {:.0} %", one_line(id), (*score)?)));
    let each = each.collect::<Vec<_>>().join(locale.pick(", ", "、"));
    let each = if each.is_empty() { each } else { text!("; {each}", "；{each}").get(locale).to_owned() };
    text!(
        "{path}: errors {errors}, warnings {warnings}{en}; declares {declared}, verified {score}{each}.",
        "{path}：错误 {errors} 个，警告 {warnings} 个{zh}；自称 {declared}，经核验 {score}{each}。"
    )
}

/// Where a project lies: its folder, or the manifest itself where it is called otherwise or lies where the command ran.
fn folder(manifest: &str) -> &str {
    manifest.strip_suffix(MANIFEST).and_then(|folder| folder.strip_suffix('/')).unwrap_or(manifest)
}

fn level(brief: &Brief) -> Option<String> {
    brief.level.map(|[attained, aimed]| format!("{attained}/{aimed}"))
}

fn percent(score: Option<f64>) -> String {
    score.map_or_else(none, |score| format!("{score:.0} %"))
}

/// What stands where there is nothing to tell.
fn none() -> String {
    "-".to_owned()
}
