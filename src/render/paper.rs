//! Reports for people, by their words. What each holds is said in the file of its name; a single function draws them all.

use super::{View, html};
use crate::dossier::Dossier;

/// A kind of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paper {
    /// A page that stands by itself, for a browser or a printer.
    Html,
}

impl Paper {
    /// Every kind, by the word that users write.
    pub(crate) const WORDS: [(&'static str, Self); 1] = [("html", Self::Html)];
}

/// The report on a project.
pub(crate) fn report(paper: Paper, dossier: &Dossier, view: &View) -> String {
    match paper {
        Paper::Html => html::page(dossier, view, None),
    }
}
