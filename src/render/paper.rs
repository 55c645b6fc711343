//! Reports for people, by their words. What each holds is said in the file of its name; a single function draws them all.

use super::{View, html, soa};
use crate::dossier::Dossier;
use crate::judge::Judged;

/// A kind of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paper {
    /// A page that stands by itself, for a browser or a printer.
    Html,
    /// A statement of applicability.
    Statement(Statement),
}

/// How a statement of applicability is written. As Markdown and as CSV it is that of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Statement {
    Markdown,
    Csv,
    /// A page that stands by itself.
    Html,
}

impl Paper {
    /// Every kind, by the word that users write.
    pub(crate) const WORDS: [(&'static str, Self); 4] = [
        ("html", Self::Html),
        ("soa", Self::Statement(Statement::Markdown)),
        ("soa-csv", Self::Statement(Statement::Csv)),
        ("soa-html", Self::Statement(Statement::Html)),
    ];
}

/// The report on a project.
pub(crate) fn report(dossier: &Dossier, view: &View) -> String {
    html::page(dossier, view, None)
}

/// The statement of applicability of a project.
pub(crate) fn statement(form: Statement, judged: &Judged, view: &View) -> String {
    match form {
        Statement::Markdown => soa::page(judged, view),
        Statement::Csv => soa::csv_head() + &soa::csv_rows(judged, view),
        Statement::Html => html::statement(judged, view),
    }
}
