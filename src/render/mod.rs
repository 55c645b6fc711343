//! One format a file, each a pure function from a report to text. None of them decides anything: the exit status is settled before.

pub(crate) mod about;
pub(crate) mod ascent;
pub(crate) mod badge;
pub(crate) mod bundle;
mod bytes;
pub(crate) mod changes;
pub(crate) mod crosswalk;
mod cyclonedx;
mod difference;
pub(crate) mod draft;
pub(crate) mod escape;
pub(crate) mod forecast;
mod format;
pub(crate) mod found;
mod github;
mod gitlab;
mod html;
pub(crate) mod interview;
mod intoto;
mod json;
mod junit;
mod many;
pub(crate) mod markdown;
mod narrated;
mod ndjson;
pub(crate) mod oscal;
mod paper;
mod parts;
mod piece;
mod plain;
mod pretty;
pub(crate) mod prose;
mod rdjson;
pub(crate) mod reference;
mod said;
mod sanitise;
mod sarif;
mod since;
mod sink;
mod snippet;
mod soa;
mod standards;
mod summary;
pub(crate) mod table;
mod told;
mod unified;
mod uri;
mod whole;
pub(crate) mod why;

use std::sync::Arc;

use jiff::civil::Date;

pub(crate) use difference::difference;
pub(crate) use format::Format;
pub(crate) use github::log_safe;
pub(crate) use html::{index, page};
pub(crate) use paper::{Paper, report, statement};
pub(crate) use piece::{Piece, Style};
use plain::flat;
pub(crate) use plain::one_line;
use said::Said;
pub(crate) use said::said_with_help;
pub(crate) use sanitise::sanitise;
pub(crate) use since::since;
pub(crate) use sink::Sink;
pub(crate) use summary::reason;
use told::Told;
pub(crate) use told::pieces;
pub(crate) use unified::unified;

use crate::finding::Finding;
use crate::locale::Locale;
use crate::pack::Rulebook;
use crate::report::{ProjectReport, Survey, fingerprint};
use fingerprint::fingerprints;
use piece::Left;
use sarif::{Profile, Used};
use standards::Chain;

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
fn head(format: Format, view: &View) -> String {
    match format {
        Format::Json => json::head(view),
        Format::Ndjson => ndjson::head(view),
        Format::Gitlab => gitlab::HEAD.to_owned(),
        Format::Junit => junit::HEAD.to_owned(),
        Format::Rdjson => rdjson::head(),
        Format::Markdown => markdown::HEAD.to_owned(),
        Format::Sarif | Format::SarifAudit => sarif::HEAD.to_owned(),
        Format::Oscal => oscal::HEAD.to_owned(),
        Format::Cyclonedx => cyclonedx::HEAD.to_owned(),
        Format::SoaCsv => soa::csv_head(),
        Format::Pretty | Format::Plain | Format::Narrated | Format::Github | Format::Intoto | Format::Soa => {
            String::new()
        }
    }
}

/// What stands between two projects that both have something to say.
fn between(style: &Style) -> &'static str {
    match style.format {
        Format::Json
        | Format::Gitlab
        | Format::Rdjson
        | Format::Sarif
        | Format::SarifAudit
        | Format::Oscal
        | Format::Cyclonedx => ",",
        Format::Ndjson | Format::Junit | Format::Github | Format::Intoto | Format::SoaCsv => "",
        Format::Pretty | Format::Plain | Format::Narrated if style.is_brief() => "",
        Format::Pretty | Format::Plain | Format::Narrated | Format::Markdown | Format::Soa => "\n",
    }
}

/// One project, in this view of its own.
fn project(style: &Style, told: &Told<'_>, view: &View) -> Piece {
    let (report, is_brief) = (told.report, style.is_brief());
    match style.format {
        Format::Json => json::project(told, view.locale).into(),
        Format::Ndjson => ndjson::project(told, view.locale).into(),
        Format::Github => github::project(told, view, is_brief),
        Format::Gitlab => gitlab::findings(&report.manifest, told.said(view.locale), told.prints()).into(),
        Format::Junit => junit::project(told, view).into(),
        Format::Rdjson => rdjson::findings(told.said(view.locale), view.locale).into(),
        Format::Markdown => markdown::project(report, view, style.is_many),
        Format::Sarif => sarif::project(told, Profile::Findings, view.locale).into(),
        Format::SarifAudit => sarif::project(told, Profile::Audit, view.locale).into(),
        Format::Oscal => oscal::project(told, view).into(),
        Format::Cyclonedx => cyclonedx::project(told, view),
        Format::Intoto => intoto::project(told, view).into(),
        Format::Soa => soa::page(told.judged, view).into(),
        Format::SoaCsv => soa::csv_rows(told.judged, view).into(),
        format @ (Format::Pretty | Format::Plain | Format::Narrated) => {
            let has_lines = format == Format::Plain;
            let mut out =
                if has_lines { told.lines(view).to_owned() } else { findings(format, &report.findings, view) };
            if !is_brief {
                if !out.is_empty() {
                    out.push('\n');
                }
                out.push_str(&summary::project(report, view, format == Format::Pretty));
            }
            out.into()
        }
    }
}

/// Findings alone, in a format for people; as lines where the format is for programs.
pub(crate) fn findings(format: Format, findings: &[Finding], view: &View) -> String {
    let mut out = String::new();
    for finding in findings {
        match format {
            Format::Pretty => pretty::finding(finding, view, &mut out),
            Format::Narrated => narrated::finding(finding, view, &mut out),
            Format::Plain
            | Format::Json
            | Format::Ndjson
            | Format::Github
            | Format::Gitlab
            | Format::Junit
            | Format::Rdjson
            | Format::Markdown
            | Format::Sarif
            | Format::SarifAudit
            | Format::Oscal
            | Format::Cyclonedx
            | Format::Intoto
            | Format::Soa
            | Format::SoaCsv => plain::finding(&Said::new(finding, view.locale), &mut out),
        }
    }
    out
}

/// A manifest that could not be judged, and why.
#[derive(Debug, Clone)]
pub(crate) struct Unjudged {
    pub(crate) manifest: String,
    pub(crate) reason: String,
}

/// A manifest that could not be judged, with what is wrong in which places, at least one: a file for a program must not look as if
/// nothing were wrong. People read it on standard error, and the JSON report tells it at its end.
fn unjudged(format: Format, unjudged: &Unjudged, findings: &[Finding], view: &View) -> Piece {
    match format {
        Format::Ndjson => ndjson::unjudged(unjudged).into(),
        Format::Gitlab => {
            gitlab::findings(&unjudged.manifest, &Said::all(findings, view.locale), &fingerprints(findings)).into()
        }
        Format::Junit => junit::unjudged(unjudged, findings, view).into(),
        Format::Rdjson => rdjson::findings(&Said::all(findings, view.locale), view.locale).into(),
        Format::Markdown => markdown::unjudged(unjudged, findings, view),
        Format::Sarif => sarif::unjudged(unjudged, findings, Profile::Findings, view.locale).into(),
        Format::SarifAudit => sarif::unjudged(unjudged, findings, Profile::Audit, view.locale).into(),
        Format::Soa => soa::unjudged(unjudged, view.locale).into(),
        Format::SoaCsv => soa::csv_unjudged(unjudged, view).into(),
        // Standard error has told them; of GitHub's log they are annotations.
        Format::Github
        | Format::Json
        | Format::Pretty
        | Format::Plain
        | Format::Narrated
        | Format::Oscal
        | Format::Cyclonedx
        | Format::Intoto => Piece::default(),
    }
}

/// What a run has to say beside its projects and what they come to.
pub(crate) struct Rest<'r> {
    /// The manifests that could not be judged, where the format tells of them at its end.
    pub(crate) unjudged: &'r [Unjudged],
    /// What a format with a limit had no room for.
    pub(crate) left: Left,
    /// The rules that results name, where the format describes them.
    used: &'r Used,
    /// The rules that projects were judged by, where the format describes all of them.
    rulebooks: &'r [Arc<Rulebook>],
    /// The lists that stand behind the last project.
    kept: &'r [String],
    /// What a document is named by: all that was written of its projects.
    chain: &'r Chain,
}

/// What stands after the last project, in one part or several.
fn tail(style: &Style, survey: &Survey, rest: &Rest<'_>, take: &mut dyn FnMut(&str)) {
    let view = &style.view;
    let whole = match style.format {
        Format::Json => json::tail(survey, rest),
        Format::Ndjson => ndjson::tail(survey),
        Format::Github => github::tail(style, survey, rest),
        Format::Gitlab => gitlab::TAIL.to_owned(),
        Format::Junit => junit::TAIL.to_owned(),
        Format::Rdjson => rdjson::TAIL.to_owned(),
        Format::Markdown => markdown::tail(style, survey, rest),
        Format::Sarif => return sarif::tail(survey, rest, Profile::Findings, view, take),
        Format::SarifAudit => return sarif::tail(survey, rest, Profile::Audit, view, take),
        Format::Oscal => oscal::tail(survey, rest, view),
        Format::Cyclonedx => cyclonedx::tail(rest, view),
        Format::Pretty | Format::Plain if style.sums_up(survey) => format!("\n{}", many::text(survey, view)),
        Format::Narrated if style.sums_up(survey) => format!("\n{}", many::narrated(survey, view)),
        Format::Pretty | Format::Plain | Format::Narrated | Format::Intoto | Format::Soa | Format::SoaCsv => {
            String::new()
        }
    };
    take(&whole);
}

/// The word for a severity and the rule behind it, as people search for it: `error[security/red-team/stale]`.
fn label(rule: &str, severity: &str) -> String {
    [severity, "[", rule, "]"].concat()
}
