//! What a format makes of one project by itself, before it is known what stands before it. Pieces are made side by side and joined in order.

use super::{Format, Told, Unjudged, View, project, unjudged};
use crate::finding::Finding;
use crate::locale::Locale;
use crate::report::Survey;

/// A format as its reader sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) format: Format,
    pub(crate) view: View,
    /// Whether there are several manifests: people read what all of them come to, rather than a summary of each.
    pub(crate) is_many: bool,
}

impl Style {
    /// What a project comes to, in the language that it asks for unless the reader has asked for one.
    pub(super) fn piece(&self, told: &Told<'_>, asked: Option<Locale>) -> Piece {
        project(self, told, &self.view.of(told.report, asked))
    }

    /// What a manifest that could not be judged comes to.
    pub(crate) fn unjudged(&self, manifest: &Unjudged, findings: &[Finding]) -> Piece {
        unjudged(self.format, manifest, findings, &self.view)
    }

    /// Whether a project has no summary of its own.
    pub(super) fn is_brief(&self) -> bool {
        self.view.quiet || self.is_many
    }

    /// Whether people read at the end what all projects come to.
    pub(super) fn sums_up(&self, survey: &Survey) -> bool {
        self.is_many && !self.view.quiet && survey.totals.projects > 0
    }
}

/// What a format makes of one project.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    /// What is written as it is.
    pub(super) text: String,
    /// What stands in lists of its own behind the last project, a part a list.
    pub(super) kept: Vec<String>,
}

/// What a format with a limit has left out.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Left {
    pub(super) projects: usize,
    pub(super) findings: usize,
}

impl From<String> for Piece {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}
