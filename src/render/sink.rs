//! One format of a run, from its first byte to its last: what stands between projects, and where a platform's limits end it. Pieces are
//! made side by side; joining them is all that knows what came before. Where the bytes go is for `command`.

use std::sync::Arc;

use super::piece::{Left, Piece, Style};
use super::sarif::{Profile, Used};
use super::standards::Chain;
use super::{Format, Rest, Unjudged, between, github, head, markdown, tail};
use crate::finding::{Finding, Severity};
use crate::judge::Judged;
use crate::locale::Locale;
use crate::pack::Rulebook;
use crate::report::Survey;

/// How much a format may still say.
#[derive(Debug)]
enum Room {
    /// All of it.
    Any,
    /// So many annotations of each severity.
    Lines { errors: usize, warnings: usize, notes: usize },
    /// So many bytes, of which rows of a table are a part.
    Bytes(usize),
}

/// One format of a run.
#[derive(Debug)]
pub(crate) struct Sink {
    style: Style,
    room: Room,
    left: Left,
    used: Used,
    /// Where the format tells of them at its end.
    unjudged: Vec<Unjudged>,
    /// Where the format describes them at its end, each once.
    rulebooks: Vec<Arc<Rulebook>>,
    /// The lists that stand behind the last project, as far as they go.
    kept: Vec<String>,
    /// All that was written of projects, where the format has a name that changes with it.
    chain: Chain,
    is_begun: bool,
}

impl Sink {
    /// A format, with the limits of those that read it.
    pub(crate) fn new(style: Style) -> Self {
        let room = match style.format {
            Format::Github => {
                let most = github::MOST;
                Room::Lines { errors: most, warnings: most, notes: most }
            }
            Format::Markdown => Room::Bytes(markdown::COMMENT - markdown::kept(style.is_many)),
            Format::Pretty
            | Format::Plain
            | Format::Narrated
            | Format::Json
            | Format::Ndjson
            | Format::Gitlab
            | Format::Junit
            | Format::Rdjson
            | Format::Sarif
            | Format::SarifAudit
            | Format::Oscal
            | Format::Cyclonedx
            | Format::Intoto
            | Format::Soa
            | Format::SoaCsv => Room::Any,
        };
        Self {
            style,
            room,
            left: Left::default(),
            used: Used::default(),
            unjudged: Vec::new(),
            rulebooks: Vec::new(),
            kept: Vec::new(),
            chain: Chain::default(),
            is_begun: false,
        }
    }

    /// A style of Markdown that takes at most so many bytes.
    pub(crate) fn markdown(style: Style, bytes: usize) -> Self {
        Self { room: Room::Bytes(bytes.saturating_sub(markdown::kept(style.is_many))), ..Self::new(style) }
    }

    /// What it looks like.
    pub(crate) fn style(&self) -> Style {
        self.style
    }

    /// What stands before the first project.
    pub(crate) fn head(&self) -> String {
        head(self.style.format, &self.style.view)
    }

    /// Notes what has to be said at the end of the run of a project that is told in this language.
    pub(crate) fn note(&mut self, judged: &Judged, locale: Locale) {
        let Judged { report, rulebook, .. } = judged;
        match self.style.format {
            Format::Sarif => self.used.add(report, rulebook, locale, Profile::Findings),
            Format::SarifAudit => self.used.add(report, rulebook, locale, Profile::Audit),
            Format::Cyclonedx if !self.rulebooks.iter().any(|known| Arc::ptr_eq(known, rulebook)) => {
                self.rulebooks.push(Arc::clone(rulebook));
            }
            Format::Pretty
            | Format::Plain
            | Format::Narrated
            | Format::Json
            | Format::Ndjson
            | Format::Github
            | Format::Gitlab
            | Format::Junit
            | Format::Rdjson
            | Format::Markdown
            | Format::Oscal
            | Format::Cyclonedx
            | Format::Intoto
            | Format::Soa
            | Format::SoaCsv => {}
        }
    }

    /// Notes what has to be said at the end of a manifest that could not be judged.
    pub(crate) fn note_unjudged(&mut self, unjudged: &Unjudged, findings: &[Finding]) {
        match self.style.format {
            Format::Json | Format::Oscal | Format::Cyclonedx => self.unjudged.push(unjudged.clone()),
            Format::Sarif | Format::SarifAudit => {
                self.unjudged.push(unjudged.clone());
                self.used.add_findings(findings);
            }
            Format::Pretty
            | Format::Plain
            | Format::Narrated
            | Format::Ndjson
            | Format::Github
            | Format::Gitlab
            | Format::Junit
            | Format::Rdjson
            | Format::Markdown
            | Format::Intoto
            | Format::Soa
            | Format::SoaCsv => {}
        }
    }

    /// What is written for the next project, with a line a finding where the format has a limit.
    pub(crate) fn join(&mut self, piece: Piece, findings: &[Finding], locale: Locale) -> String {
        let Piece { text, kept } = piece;
        self.keep(&text, &kept);
        let gap = if self.is_begun && !text.is_empty() { between(&self.style) } else { "" };
        if !self.room.takes(gap.len() + text.len()) {
            self.left.projects += 1;
            self.left.findings += findings.len();
            return String::new();
        }
        self.is_begun |= !text.is_empty();
        let mut out = text;
        out.insert_str(0, gap);
        self.add_rows(findings, locale, &mut out);
        out
    }

    /// Writes a line about each finding for which there is room, worst first.
    fn add_rows(&mut self, findings: &[Finding], locale: Locale, out: &mut String) {
        let worst_first = [Severity::Error, Severity::Warning, Severity::Note].into_iter();
        for finding in worst_first.flat_map(|severity| findings.iter().filter(move |one| one.severity == severity)) {
            let row = match &mut self.room {
                Room::Any => return,
                Room::Lines { errors, warnings, notes } => {
                    let room = match finding.severity {
                        Severity::Error => errors,
                        Severity::Warning => warnings,
                        Severity::Note => notes,
                    };
                    take(room, 1).then(|| github::annotation(finding, locale))
                }
                // Most of what has no room need not be drawn to see that.
                Room::Bytes(room) => (*room >= markdown::least(finding, locale))
                    .then(|| markdown::row(finding, locale))
                    .filter(|row| take(room, row.len())),
            };
            match row {
                Some(row) => out.push_str(&row),
                None => self.left.findings += 1,
            }
        }
    }

    /// What stands after the last project, in one part or several.
    pub(crate) fn tail(&self, survey: &Survey, take: &mut dyn FnMut(&str)) {
        let rest = Rest {
            unjudged: &self.unjudged,
            left: self.left,
            used: &self.used,
            rulebooks: &self.rulebooks,
            kept: &self.kept,
            chain: &self.chain,
        };
        tail(&self.style, survey, &rest, take);
    }

    /// Keeps what stands behind the last project, and what the document is named by.
    fn keep(&mut self, text: &str, kept: &[String]) {
        if self.style.format.is_named() {
            std::iter::once(text).chain(kept.iter().map(String::as_str)).for_each(|part| self.chain.add(part));
        }
        self.kept.resize(self.kept.len().max(kept.len()), String::new());
        for (list, part) in self.kept.iter_mut().zip(kept).filter(|(_, part)| !part.is_empty()) {
            if !list.is_empty() {
                list.push(',');
            }
            list.push_str(part);
        }
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
}

fn take(room: &mut usize, amount: usize) -> bool {
    room.checked_sub(amount).map(|rest| *room = rest).is_some()
}
