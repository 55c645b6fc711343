//! One format of a run, from its first byte to its last: what stands between projects, and where a platform's limits end it. Pieces are
//! made side by side; joining them is all that knows what came before. Where the bytes go is for `command`.

use super::piece::{Left, Piece};
use super::sarif::{Profile, Used};
use super::{Format, Rest, Unjudged, View, between, github, head, markdown, project, tail, unjudged};
use crate::finding::{Finding, Severity};
use crate::judge::Judged;
use crate::locale::Locale;
use crate::report::{PackReport, ProjectReport, Totals};

/// How much a format may still say.
#[derive(Debug)]
enum Room {
    /// All of it.
    Any,
    /// So many lines of each severity.
    Lines { errors: usize, warnings: usize, notes: usize },
    /// So many bytes.
    Bytes(usize),
}

/// One format of a run.
#[derive(Debug)]
pub(crate) struct Sink {
    format: Format,
    view: View,
    room: Room,
    left: Left,
    used: Used,
    is_begun: bool,
}

impl Sink {
    /// A format, with the limits of those that read it.
    pub(crate) fn new(format: Format, view: View) -> Self {
        let room = match format {
            Format::Github => {
                let most = github::MOST;
                Room::Lines { errors: most, warnings: most, notes: most }
            }
            Format::Markdown => Room::Bytes(markdown::COMMENT),
            Format::Pretty
            | Format::Plain
            | Format::Narrated
            | Format::Json
            | Format::Ndjson
            | Format::Gitlab
            | Format::Junit
            | Format::Rdjson
            | Format::Sarif
            | Format::SarifAudit => Room::Any,
        };
        Self { format, view, room, left: Left::default(), used: Used::default(), is_begun: false }
    }

    /// Markdown of at most so many bytes.
    pub(crate) fn markdown(view: View, bytes: usize) -> Self {
        Self { room: Room::Bytes(bytes.saturating_sub(markdown::TAIL)), ..Self::new(Format::Markdown, view) }
    }

    /// Which format it is.
    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// What stands before the first project.
    pub(crate) fn head(&self) -> String {
        head(self.format, &self.view)
    }

    /// What a project comes to, in the language that it asks for unless the reader has asked for one.
    pub(crate) fn piece(&self, report: &ProjectReport, asked: Option<Locale>) -> Piece {
        project(self.format, report, &self.view.of(report, asked))
    }

    /// What a manifest that could not be judged comes to.
    pub(crate) fn unjudged(&self, manifest: &Unjudged, findings: &[Finding]) -> Piece {
        unjudged(self.format, manifest, findings, &self.view)
    }

    /// Notes what has to be said of a project at the end of the run.
    pub(crate) fn note(&mut self, judged: &Judged, asked: Option<Locale>) {
        let Judged { report, rulebook, .. } = judged;
        let locale = self.view.of(report, asked).locale;
        match self.format {
            Format::Sarif => self.used.add(report, rulebook, locale, Profile::Findings),
            Format::SarifAudit => self.used.add(report, rulebook, locale, Profile::Audit),
            Format::Pretty
            | Format::Plain
            | Format::Narrated
            | Format::Json
            | Format::Ndjson
            | Format::Github
            | Format::Gitlab
            | Format::Junit
            | Format::Rdjson
            | Format::Markdown => {}
        }
    }

    /// Notes what has to be said at the end of a manifest that could not be judged.
    pub(crate) fn note_unjudged(&mut self, findings: &[Finding]) {
        self.used.add_findings(findings);
    }

    /// What is written for the next project.
    pub(crate) fn join(&mut self, piece: Piece) -> String {
        let Piece { text, rows, beyond } = piece;
        self.left.findings += beyond;
        let gap = if self.is_begun && !text.is_empty() { between(self.format, &self.view) } else { "" };
        if !self.room.takes(gap.len() + text.len()) {
            self.left.projects += 1;
            self.left.findings += rows.len();
            return String::new();
        }
        self.is_begun |= !text.is_empty();
        let mut out = format!("{gap}{text}");
        for row in rows {
            if self.room.takes_row(row.severity, row.text.len()) {
                out.push_str(&row.text);
            } else {
                self.left.findings += 1;
            }
        }
        out
    }

    /// What stands after the last project.
    pub(crate) fn tail(&self, sum: &Totals, packs: &[PackReport], unjudged: &[Unjudged]) -> String {
        tail(self.format, sum, &Rest { packs, unjudged, left: self.left, used: &self.used }, &self.view)
    }
}

impl Room {
    /// Whether so many bytes of text fit; if so, they are taken.
    fn takes(&mut self, bytes: usize) -> bool {
        match self {
            Self::Any | Self::Lines { .. } => true,
            Self::Bytes(room) => take(room, bytes),
        }
    }

    /// Whether a line about a finding fits; if so, it is taken.
    fn takes_row(&mut self, severity: Severity, bytes: usize) -> bool {
        match (self, severity) {
            (Self::Any, _) => true,
            (Self::Bytes(room), _) => take(room, bytes),
            (Self::Lines { errors, .. }, Severity::Error) => take(errors, 1),
            (Self::Lines { warnings, .. }, Severity::Warning) => take(warnings, 1),
            (Self::Lines { notes, .. }, Severity::Note) => take(notes, 1),
        }
    }
}

fn take(room: &mut usize, amount: usize) -> bool {
    room.checked_sub(amount).map(|rest| *room = rest).is_some()
}
