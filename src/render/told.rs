//! What several formats say of one project, each thing worked out for the first that asks. They are drawn one after another, and what is
//! kept here goes with the project.

use std::cell::OnceCell;

use super::fingerprint::fingerprints;
use super::{Format, Piece, Style, View, findings};
use crate::judge::Judged;
use crate::locale::Locale;
use crate::report::ProjectReport;

/// A report, what was judged, and what is known of both already.
pub(super) struct Told<'r> {
    pub(super) report: &'r ProjectReport,
    /// What the report is on, for formats that say whose answer it was, or what was asked.
    pub(super) judged: &'r Judged,
    prints: OnceCell<Vec<String>>,
    all_prints: OnceCell<Vec<String>>,
    lines: [OnceCell<String>; 2],
}

impl<'r> Told<'r> {
    pub(super) fn new(judged: &'r Judged) -> Self {
        Self {
            report: &judged.report,
            judged,
            prints: OnceCell::new(),
            all_prints: OnceCell::new(),
            lines: Default::default(),
        }
    }

    /// The fingerprints of its findings.
    pub(super) fn prints(&self) -> &[String] {
        self.prints.get_or_init(|| fingerprints(&self.report.findings))
    }

    /// Those of all findings, in the order of [`ProjectReport::all_findings`].
    pub(super) fn all_prints(&self) -> &[String] {
        if self.report.baselined.is_none() {
            return self.prints();
        }
        self.all_prints.get_or_init(|| fingerprints(self.report.all_findings().into_iter().map(|(finding, _)| finding)))
    }

    /// Its findings, a line each.
    pub(super) fn lines(&self, view: &View) -> &str {
        let [en, zh] = &self.lines;
        let lines = view.locale.pick(en, zh);
        lines.get_or_init(|| findings(Format::Plain, &self.report.findings, view))
    }
}

/// What formats make of a project, each in the language that the project asks for unless the reader has asked for one.
pub(crate) fn pieces(styles: &[Style], judged: &Judged, asked: Option<Locale>) -> Vec<Piece> {
    let told = Told::new(judged);
    styles.iter().map(|style| style.piece(&told, asked)).collect()
}
