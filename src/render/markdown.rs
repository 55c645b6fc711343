//! `markdown`: a comment on a pull request, or a job's summary. It is as long as the platform lets a comment be: the worst findings come
//! first, and what is left out is counted. Nothing that a project writes is more than text in it.

use std::fmt::Write as _;

use super::escape::comment;
use super::piece::Piece;
use super::summary::{self, declares, report_name};
use super::{Rest, Said, Style, Unjudged, View, many, one_line};
use crate::finding::Finding;
use crate::locale::{Locale, text};
use crate::report::{ProjectReport, Survey, Totals};

/// What stands first: a sign by which a robot finds its comment again.
pub(super) const HEAD: &str = "<!-- guiju -->\n";
/// How many bytes a comment takes, less some for a margin: GitHub refuses one of more than 65,536 characters.
pub(super) const COMMENT: usize = 64_000;
/// How many bytes are kept for what is left out, and for [`HEAD`].
const MARGIN: usize = 1000;
/// How many bytes the tables at the end of several projects take at most.
const TABLES: usize = 12_000;
/// How many characters of a text a cell of a table shows.
const LONGEST: usize = 300;

/// How many bytes are kept for [`tail`] and [`HEAD`].
pub(super) fn kept(is_many: bool) -> usize {
    MARGIN + if is_many { TABLES } else { 0 }
}

/// A project: what it declares and what holds, by principle; its findings come below. Of several, what holds by principle stands at the end.
pub(super) fn project(report: &ProjectReport, view: &View, is_many: bool) -> Piece {
    let locale = view.locale;
    if is_many && report.findings.is_empty() {
        return Piece::default();
    }
    let sum = Totals::of(report);
    let mut out = format!("## {}\n\n", declares(report, &cell(report_name(report)), locale));
    let mut facts = vec![cell(&report.manifest), summary::severities(&sum).get(locale).to_owned()];
    if !is_many {
        facts.extend(summary::attained(report).get(locale).lines().map(comment));
        facts.extend(summary::waivers(report).map(|waivers| comment(waivers.get(locale))));
    }
    // Writing to a string does not fail.
    let _ = writeln!(out, "{}", facts.join(" · "));
    if !is_many {
        principles(report, locale, &mut out);
    }
    headed(out, &report.findings, locale).into()
}

fn principles(report: &ProjectReport, locale: Locale, out: &mut String) {
    out.push_str(
        locale.pick("\n| principle | declared | verified | verdicts |\n", "\n| 原则 | 自称 | 经核验 | 结论 |\n"),
    );
    out.push_str("| --- | ---: | ---: | --- |\n");
    for principle in &report.principles {
        let [declared, verified] = [principle.declared, principle.score].map(|score| summary::percent(score, locale));
        let (title, counts) = (cell(principle.title.get(locale)), summary::aimed(report, &principle.id, locale));
        let _ = writeln!(out, "| {title} | {declared} | {verified} | {counts} |");
    }
}

/// A manifest that could not be judged.
pub(super) fn unjudged(unjudged: &Unjudged, findings: &[Finding], view: &View) -> Piece {
    let manifest = cell(&unjudged.manifest);
    let told = text!("## {manifest} could not be judged\n", "## {manifest} 无法评判\n");
    headed(told.get(view.locale).to_owned(), findings, view.locale).into()
}

/// The text, with the head of a table below it where there are findings.
fn headed(mut text: String, findings: &[Finding], locale: Locale) -> String {
    if !findings.is_empty() {
        let head = locale.pick("| severity | finding | place |", "| 级别 | 问题 | 位置 |");
        text.extend(["\n", head, "\n| --- | --- | --- |\n"]);
    }
    text
}

/// More bytes than any that reads Markdown takes: GitHub refuses a job's summary of more than 1 MiB.
pub(crate) const SUMMARY: usize = 1 << 20;

/// The row of a finding.
pub(super) fn row(finding: &Finding, locale: Locale) -> String {
    let severity = finding.severity.text();
    let position = finding.place.source.position(finding.place.span.start);
    let said = Said::new(finding, locale);
    let [rule, said, file] = [&said.rule, &said.line, finding.place.source.name()].map(cell);
    format!("| {} | **{rule}** {said} | {file}:{}:{} |\n", severity.get(locale), position.line, position.column)
}

/// How many bytes its row takes at least: no character becomes shorter in it.
pub(super) fn least(finding: &Finding, locale: Locale) -> usize {
    let texts = [&finding.rule, finding.message.get(locale), finding.place.source.name()];
    texts.iter().map(|text| text.len().min(LONGEST)).sum()
}

/// A text that stays in its cell and says nothing but itself.
pub(super) fn cell(text: &str) -> String {
    let line = one_line(text);
    match line.char_indices().nth(LONGEST) {
        None => comment(&line),
        Some((end, _)) => format!("{}…", comment(line.get(..end).unwrap_or_default())),
    }
}

/// What stands below: what several projects come to, and what was left out.
pub(super) fn tail(style: &Style, survey: &Survey, rest: &Rest<'_>) -> String {
    let locale = style.view.locale;
    let mut out = String::new();
    if style.sums_up(survey) {
        let totals = many::totals(survey, locale);
        let _ = write!(out, "\n{}\n{}\n\n", totals.trim_end().replace('\n', "  \n"), many::worst_title(survey, locale));
        let rows = many::rows(survey, locale);
        let written = table(&rows, 1, TABLES / 2, &mut out);
        out.extend(many::more(survey.totals.projects - written, locale).map(|line| format!("\n{line}")));
        let gaps = survey.gaps();
        if !gaps.is_empty() {
            let _ = write!(out, "\n{}\n\n", many::gaps_title(locale));
            let mut rows = vec![many::gap_heads(locale)];
            rows.extend(many::gap_rows(&gaps, locale));
            let written = table(&rows, usize::MAX, TABLES / 3, &mut out);
            out.extend(many::more(gaps.len() - written, locale).map(|line| format!("\n{line}")));
        }
    }
    let (projects, findings) = (rest.left.projects, rest.left.findings);
    if projects + findings > 0 {
        let told = text!(
            "\nLeft out, for a comment is short: projects: {projects}, findings: {findings}. `guiju check` shows them all.\n",
            "\n因评论篇幅所限，省略了 {projects} 个项目、{findings} 处问题；运行 `guiju check` 可查看全部。\n"
        );
        out.push_str(told.get(locale));
    }
    out
}

/// Writes as many rows of a table as fit so many bytes, the heads among them, and counts those below the heads. From one column on there
/// are figures.
fn table(rows: &[Vec<String>], figures: usize, most: usize, out: &mut String) -> usize {
    let end = out.len() + most;
    for (at, row) in rows.iter().enumerate() {
        let mut line = format!("| {} |\n", row.iter().map(|text| cell(text)).collect::<Vec<_>>().join(" | "));
        if at == 0 {
            let rule = |at| if at < figures { "| --- " } else { "| ---: " };
            line.extend((0..row.len()).map(rule).chain(["|\n"]));
        }
        if out.len() + line.len() > end {
            return at.saturating_sub(1);
        }
        out.push_str(&line);
    }
    rows.len().saturating_sub(1)
}
