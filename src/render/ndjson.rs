//! `ndjson`: the report as `guiju.report/1` taken apart, a line of JSON for the run, each project, each finding and the totals, so that a
//! reader can begin before the run has ended. The last line is that of the totals: where it is missing, the run did not end.

use serde_json::{Value, json};

use super::json::{self, Drawn};
use super::{Told, Unjudged, View};
use crate::locale::Locale;
use crate::report::Survey;

/// The first line.
pub(super) fn head(view: &View) -> String {
    let day = view.today.to_string();
    let run = json!({ "type": "run", "schema": json::SCHEMA, "tool": json::tool(), "as-of": day });
    format!("{run}\n")
}

/// The lines of one project: its own, then one a finding.
pub(super) fn project(told: &Told<'_>, locale: Locale) -> String {
    let Drawn { project, findings } = told.drawn(locale);
    let lead = format!("{{\"type\":\"finding\",\"manifest\":{},", json::line(&told.report.manifest));
    let mut out = String::with_capacity(project.len() + findings.len() + findings.lines().count() * lead.len() + 40);
    out.extend(["{\"type\":\"project\",", members(project), "\n"]);
    for finding in findings.lines() {
        out.extend([&lead, members(finding), "\n"]);
    }
    out
}

/// An object without the brace before its members.
fn members(object: &str) -> &str {
    object.strip_prefix('{').unwrap_or(object)
}

/// The line of a manifest that could not be judged.
pub(super) fn unjudged(unjudged: &Unjudged) -> String {
    format!("{}\n", typed("unjudged", json::unjudged(unjudged)))
}

/// The last line.
pub(super) fn tail(survey: &Survey) -> String {
    let mut totals = typed("totals", json::totals(survey));
    totals["unjudged"] = survey.unjudged.into();
    totals["packs"] = json::packs(survey.packs());
    format!("{totals}\n")
}

/// An object that says first what it is.
fn typed(kind: &str, value: Value) -> Value {
    let mut typed = json!({ "type": kind });
    if let (Value::Object(typed), Value::Object(value)) = (&mut typed, value) {
        typed.extend(value);
    }
    typed
}
