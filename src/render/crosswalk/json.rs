//! A crosswalk as `guiju.crosswalk/1`.

use serde_json::{Value, json};

use super::disclaimer;
use crate::crosswalk::{Crosswalk, Row};
use crate::locale::Text;
use crate::render::View;
use crate::report::ProjectReport;
use crate::vocabulary::{Standing, Words};

/// The version of its shape.
const SCHEMA: &str = "guiju.crosswalk/1";

/// One object with every project.
pub(super) fn page(projects: &[(&ProjectReport, Crosswalk<'_>)], view: &View) -> String {
    let framework = projects.first().map(|(_, first)| {
        let framework = first.framework;
        json!({
            "id": framework.id.value,
            "title": both(&framework.title),
            "origin": framework.origin,
            "edition": framework.edition,
            "nature": both(&framework.nature),
            "source": both(&framework.source),
            "doubts": framework.doubts.iter().map(both).collect::<Vec<_>>(),
        })
    });
    let projects: Vec<_> = projects.iter().map(|(report, crosswalk)| project(report, crosswalk)).collect();
    let whole = json!({
        "schema": SCHEMA,
        "tool": { "name": "guiju", "version": env!("CARGO_PKG_VERSION") },
        "as-of": view.today.to_string(),
        "framework": framework,
        "projects": projects,
        "disclaimer": both(&disclaimer()),
    });
    format!("{whole:#}\n")
}

fn project(report: &ProjectReport, crosswalk: &Crosswalk<'_>) -> Value {
    let totals = Standing::all().map(|standing| (standing.word().to_owned(), json!(crosswalk.count(standing))));
    json!({
        "manifest": report.manifest,
        "name": report.name,
        "totals": Value::Object(totals.collect()),
        "provisions": crosswalk.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

fn row(row: &Row<'_>) -> Value {
    let items = row.touches.iter().map(|touch| {
        json!({
            "id": touch.item.id,
            "strength": touch.strength.word(),
            "verdict": touch.verdict.map(crate::vocabulary::Verdict::word),
        })
    });
    json!({
        "id": row.provision.id.value,
        "gloss": both(&row.provision.gloss),
        "basis": row.provision.ground.word(),
        "unverified": row.is_unverified(),
        "standing": row.standing.word(),
        "items": items.collect::<Vec<_>>(),
    })
}

fn both(text: &Text) -> Value {
    json!({ "en": text.en, "zh": text.zh })
}
