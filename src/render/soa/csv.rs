//! The statement as CSV (RFC 4180), a row an item. Words are the English ones, for programs and spreadsheets; texts are in the language
//! of the reader.

use super::{cited, rows};
use crate::judge::Judged;
use crate::render::escape::csv;
use crate::render::{Unjudged, View, one_line};
use crate::vocabulary::{Basis, Status};

/// The first line.
const HEADS: [&str; 23] = [
    "manifest",
    "project",
    "as-of",
    "item",
    "title",
    "clauses",
    "level",
    "requirement",
    "applies",
    "why",
    "verdict",
    "basis",
    "claimed",
    "statement",
    "evidence",
    "owner",
    "reviewed",
    "review-due",
    "waived-until",
    "waived-by",
    "waived-because",
    "plan",
    "plan-by",
];

/// The line of heads.
pub(in crate::render) fn csv_head() -> String {
    line(&HEADS.map(str::to_owned))
}

/// The rows of one project.
pub(in crate::render) fn csv_rows(judged: &Judged, view: &View) -> String {
    let (report, locale) = (&judged.report, view.locale);
    let mut out = String::new();
    for row in rows(judged) {
        let item = row.item;
        let clauses: Vec<_> = item.clauses.iter().map(|clause| clause.id.as_str()).collect();
        let evidence = cited(&row).into_iter().map(|(name, said)| match said {
            Some(said) => format!("{name} ({})", said.en),
            None => name,
        });
        let waiver = item.waiver.as_ref();
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        out.push_str(&line(&[
            report.manifest.clone(),
            report.name.clone(),
            view.today.to_string(),
            item.id.clone(),
            item.title.get(locale).to_owned(),
            clauses.join("; "),
            item.level.to_string(),
            item.requirement.word().to_owned(),
            (if row.applies() { "yes" } else { "no" }).to_owned(),
            row.why.get(locale).to_owned(),
            item.verdict.word().to_owned(),
            text(item.basis.map(Basis::word)),
            text(item.status.map(Status::word)),
            text(item.statement.as_deref()),
            evidence.collect::<Vec<_>>().join("; "),
            row.owner.to_owned(),
            day(item.reviewed),
            day(row.due),
            day(waiver.map(|waiver| waiver.expires)),
            text(waiver.map(|waiver| waiver.approved_by.as_str())),
            text(waiver.map(|waiver| waiver.reason.as_str())),
            text(row.plan().map(|plan| plan.action.value.as_str())),
            day(row.plan().and_then(|plan| plan.by.as_ref()).map(|by| by.value)),
        ]));
    }
    out
}

/// A manifest that could not be judged, so that no table looks whole that is not.
pub(in crate::render) fn csv_unjudged(unjudged: &Unjudged, view: &View) -> String {
    let said = |head: &str| match head {
        "manifest" => unjudged.manifest.clone(),
        "as-of" => view.today.to_string(),
        "why" => unjudged.reason.clone(),
        "verdict" => "unjudged".to_owned(),
        _ => String::new(),
    };
    line(&HEADS.map(said))
}

fn line(cells: &[String; HEADS.len()]) -> String {
    let cells: Vec<_> = cells.iter().map(|cell| csv(&one_line(cell))).collect();
    format!("{}\r\n", cells.join(","))
}
