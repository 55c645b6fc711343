//! Findings as an editor shows them, each under the address of its file, and what has to be said anew after a judging.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Message,
    PublishDiagnosticsParams,
};

use super::Subject;
use super::documents::Documents;
use super::place::Units;
use crate::error::Error;
use crate::finding::{self, Finding, Place, Problem, Severity};
use crate::locale::Locale;
use crate::render::{one_line, said_with_help};
use crate::source::{Source, Span};

/// The diagnostics of files.
type Diagnostics = BTreeMap<PathBuf, Vec<Diagnostic>>;

/// What was told so far, by what it was told of: one file may be evidence of two projects.
#[derive(Default)]
pub(super) struct Told(BTreeMap<Subject, Diagnostics>);

/// How findings are told.
#[derive(Clone, Copy)]
pub(super) struct Teller<'d> {
    pub(super) documents: &'d Documents,
    pub(super) units: Units,
    pub(super) locale: Locale,
}

impl Told {
    /// Puts new diagnostics in the place of those that a subject had; gives the files to be told of. Texts that are open are always told
    /// of, so that an editor knows up to which version they were looked at.
    pub(super) fn replace(&mut self, subject: &Subject, new: Diagnostics, documents: &Documents) -> BTreeSet<PathBuf> {
        let old = self.0.remove(subject).unwrap_or_default();
        let differs = |path: &&PathBuf| old.get(*path) != new.get(*path) || documents.paths().any(|open| open == *path);
        let changed = old.keys().chain(new.keys()).filter(differs).cloned().collect();
        if !new.is_empty() {
            self.0.insert(subject.clone(), new);
        }
        changed
    }

    /// All that was told of, but for these: nothing of it is open any more.
    pub(super) fn others(&self, subjects: &BTreeSet<Subject>) -> Vec<Subject> {
        self.0.keys().filter(|subject| !subjects.contains(*subject)).cloned().collect()
    }

    /// What stands at a file now, by all subjects: a fault of a pack is told of it and of each project that uses it, and shown once.
    pub(super) fn at(&self, path: &Path, documents: &Documents) -> Option<PublishDiagnosticsParams> {
        let (uri, version) = documents.uri(path)?;
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        for own in self.0.values().filter_map(|files| files.get(path)) {
            let new: Vec<_> = own.iter().filter(|diagnostic| !diagnostics.contains(diagnostic)).cloned().collect();
            diagnostics.extend(new);
        }
        Some(PublishDiagnosticsParams { uri: uri.into(), version, diagnostics })
    }
}

impl Teller<'_> {
    /// The diagnostics of a subject, which has some file of its own: it is told of even where nothing is wrong.
    pub(super) fn tell(self, findings: &[Finding], own: &Path) -> Diagnostics {
        let mut diagnostics = Diagnostics::from([(own.to_owned(), Vec::new())]);
        for finding in findings {
            let path = path_of(&finding.place.source);
            // What has no file that could be opened is told where the reader is.
            let (path, place) = match path {
                Some(path) => (path, Some(&finding.place)),
                None => (own.to_owned(), None),
            };
            diagnostics.entry(path).or_default().push(self.diagnostic(finding, place));
        }
        diagnostics
    }

    /// A finding at its place.
    pub(super) fn diagnostic(self, finding: &Finding, place: Option<&Place>) -> Diagnostic {
        let range = place.map(|place| self.units.range(&place.source, place.span)).unwrap_or_default();
        let related = finding.related.iter().filter_map(|place| self.related(place)).collect();
        Diagnostic {
            range,
            severity: Some(match finding.severity {
                Severity::Error => DiagnosticSeverity::Error,
                Severity::Warning => DiagnosticSeverity::Warning,
                Severity::Note => DiagnosticSeverity::Information,
            }),
            code: Some(Code::String(finding.full_rule())),
            code_description: finding
                .url
                .as_ref()
                .map(|url| CodeDescription { href: one_line(url.get(self.locale)).into() }),
            source: Some("guiju".to_owned()),
            message: Message::String(said_with_help(finding, self.locale)),
            related_information: Some(related).filter(|related: &Vec<_>| !related.is_empty()),
            ..Diagnostic::default()
        }
    }

    fn related(self, place: &Place) -> Option<DiagnosticRelatedInformation> {
        let location = self.location(&place.source, place.span)?;
        Some(DiagnosticRelatedInformation { location, message: one_line(place.label.get(self.locale)) })
    }

    /// Where a span of a file stands; none where the text is no file on this machine.
    pub(super) fn location(self, source: &Source, span: Span) -> Option<Location> {
        let (uri, _) = self.documents.uri(&path_of(source)?)?;
        Some(Location::new(uri.into(), self.units.range(source, span)))
    }
}

/// The file that a text was read from; none of one that came with the program.
fn path_of(source: &Source) -> Option<PathBuf> {
    let path = PathBuf::from(source.name());
    (path.is_absolute() && !source.is_built_in()).then_some(path)
}

/// What is wrong where nothing could be judged.
pub(super) fn findings(error: &Error, own: &Path) -> Vec<Finding> {
    match error {
        Error::Packs(findings) | Error::Manifest(findings) | Error::Input(_, findings) => findings.clone(),
        Error::Plain(text) => {
            let problem = Problem::new(finding::Code::Syntax, Span::default(), text.clone());
            vec![Finding::from_problem(problem, &Source::new(own.display().to_string(), ""), "manifest")]
        }
    }
}
