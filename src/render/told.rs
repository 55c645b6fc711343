//! What several formats say of one project, each thing worked out for the first that asks. They are drawn one after another, and what is
//! kept here goes with the project.

use std::cell::OnceCell;

use super::fingerprint::fingerprints;
use super::json::Drawn;
use super::{Piece, Said, Style, View, plain};
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
    /// What is made of texts, in English and in Chinese.
    texts: [Texts<'r>; 2],
}

/// What is made of its texts in one language.
#[derive(Default)]
struct Texts<'r> {
    said: OnceCell<Vec<Said<'r>>>,
    lines: OnceCell<String>,
    drawn: OnceCell<Drawn>,
}

impl<'r> Told<'r> {
    pub(super) fn new(judged: &'r Judged) -> Self {
        Self {
            report: &judged.report,
            judged,
            prints: OnceCell::new(),
            all_prints: OnceCell::new(),
            texts: Default::default(),
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

    /// What is said of its findings.
    pub(super) fn said(&self, locale: Locale) -> impl Iterator<Item = &Said<'r>> + Clone {
        self.all_said(locale).iter().filter(|said| !said.is_known)
    }

    /// What is said of all findings, in the order of [`ProjectReport::all_findings`].
    pub(super) fn all_said(&self, locale: Locale) -> &[Said<'r>] {
        self.texts(locale).said.get_or_init(|| {
            let all = self.report.all_findings().into_iter();
            all.map(|(finding, is_known)| Said { is_known, ..Said::new(finding, locale) }).collect()
        })
    }

    /// Its findings, a line each.
    pub(super) fn lines(&self, view: &View) -> &str {
        self.texts(view.locale).lines.get_or_init(|| plain::lines(self.said(view.locale)))
    }

    /// Its report as JSON.
    pub(super) fn drawn(&self, locale: Locale) -> &Drawn {
        self.texts(locale).drawn.get_or_init(|| Drawn::new(self, locale))
    }

    fn texts(&self, locale: Locale) -> &Texts<'r> {
        let [en, zh] = &self.texts;
        locale.pick(en, zh)
    }
}

/// What formats make of a project, each in the language that the project asks for unless the reader has asked for one.
pub(crate) fn pieces(styles: &[Style], judged: &Judged, asked: Option<Locale>) -> Vec<Piece> {
    let told = Told::new(judged);
    styles.iter().map(|style| style.piece(&told, asked)).collect()
}
