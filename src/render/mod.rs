//! One format a file, each a pure function from a report to text. None of them decides anything: the exit status is settled before.

pub(crate) mod changes;
pub(crate) mod crosswalk;
mod difference;
mod escape;
mod json;
mod narrated;
mod plain;
mod pretty;
mod sanitise;
mod since;
mod snippet;
mod summary;
pub(crate) mod table;

use jiff::civil::Date;

pub(crate) use difference::difference;
pub(crate) use plain::one_line;
pub(crate) use sanitise::sanitise;
pub(crate) use since::since;
pub(crate) use summary::{reason, totals};

use crate::finding::Finding;
use crate::locale::Locale;
use crate::report::{PackReport, ProjectReport, Totals};

/// A format of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Pictures of the places, for a terminal.
    Pretty,
    /// A line a finding.
    Plain,
    /// Sentences, for a screen reader.
    Narrated,
    /// The report as data.
    Json,
}

impl Format {
    /// Every format by the word that users write.
    pub(crate) const WORDS: [(&'static str, Self); 4] =
        [("pretty", Self::Pretty), ("plain", Self::Plain), ("narrated", Self::Narrated), ("json", Self::Json)];
}

/// How a reader sees the output.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the reader's side")]
pub(crate) struct View {
    pub(crate) locale: Locale,
    /// Columns.
    pub(crate) width: usize,
    pub(crate) colour: bool,
    /// Whether more than ASCII can be drawn.
    pub(crate) unicode: bool,
    /// Whether long lines of a table are cut to the width: a person looks, and can ask for more.
    pub(crate) cuts: bool,
    /// Whether only findings are wanted.
    pub(crate) quiet: bool,
    /// The day of judging.
    pub(crate) today: Date,
}

impl View {
    /// The view of one project, in the language that it asks for unless the reader has asked for one.
    pub(crate) fn of(self, report: &ProjectReport, asked: Option<Locale>) -> Self {
        Self { locale: asked.or(report.locale).unwrap_or(self.locale), ..self }
    }
}

/// What stands before the first project.
pub(crate) fn head(format: Format, view: &View) -> String {
    match format {
        Format::Json => json::head(view),
        Format::Pretty | Format::Plain | Format::Narrated => String::new(),
    }
}

/// What stands between two projects.
pub(crate) fn between(format: Format, view: &View) -> &'static str {
    match format {
        Format::Json => ",",
        Format::Pretty | Format::Plain | Format::Narrated if view.quiet => "",
        Format::Pretty | Format::Plain | Format::Narrated => "\n",
    }
}

/// One project.
pub(crate) fn project(format: Format, report: &ProjectReport, view: &View) -> String {
    match format {
        Format::Json => json::project(report, view.locale),
        Format::Pretty | Format::Plain | Format::Narrated => {
            let mut out = findings(format, &report.findings, view);
            if !view.quiet {
                if !out.is_empty() {
                    out.push('\n');
                }
                out.push_str(&summary::project(report, view, format == Format::Pretty));
            }
            out
        }
    }
}

/// Findings alone, in a format for people.
pub(crate) fn findings(format: Format, findings: &[Finding], view: &View) -> String {
    let mut out = String::new();
    for finding in findings {
        match format {
            Format::Pretty => pretty::finding(finding, view, &mut out),
            Format::Narrated => narrated::finding(finding, view, &mut out),
            Format::Plain | Format::Json => plain::finding(finding, view, &mut out),
        }
    }
    out
}

/// A manifest that could not be judged, and why.
#[derive(Debug)]
pub(crate) struct Unjudged {
    pub(crate) manifest: String,
    pub(crate) reason: String,
}

/// What a run has to say beside its projects and their sum.
pub(crate) struct Rest<'r> {
    pub(crate) packs: &'r [PackReport],
    pub(crate) unjudged: &'r [Unjudged],
}

/// What stands after the last project.
pub(crate) fn tail(format: Format, sum: &Totals, rest: &Rest<'_>, view: &View) -> String {
    match format {
        Format::Json => json::tail(sum, rest),
        Format::Pretty | Format::Plain | Format::Narrated if sum.projects > 1 && !view.quiet => {
            format!("\n{}", totals(sum, view))
        }
        Format::Pretty | Format::Plain | Format::Narrated => String::new(),
    }
}

/// The word for a severity and the rule behind it, as people search for it: `error[security/red-team/stale]`.
pub(crate) fn label(finding: &Finding, severity: &str) -> String {
    format!("{severity}[{}]", finding.full_rule())
}
