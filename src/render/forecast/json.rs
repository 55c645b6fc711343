//! A forecast as `guiju.forecast/1`.

use serde_json::{Value, json};

use crate::forecast::{Due, Forecast, Window};
use crate::locale::Text;
use crate::render::View;

/// The version of its shape.
const SCHEMA: &str = "guiju.forecast/1";

/// One object with every project.
pub(super) fn page(projects: &[Forecast], window: Window, view: &View) -> String {
    let projects: Vec<_> = projects.iter().map(project).collect();
    let whole = json!({
        "schema": SCHEMA,
        "tool": { "name": "guiju", "version": env!("CARGO_PKG_VERSION") },
        "as-of": view.today.to_string(),
        "through": window.last.to_string(),
        "projects": projects,
    });
    format!("{whole:#}\n")
}

fn project(project: &Forecast) -> Value {
    json!({
        "manifest": project.manifest,
        "name": project.name,
        "due": project.dues.iter().map(due).collect::<Vec<_>>(),
    })
}

fn due(due: &Due) -> Value {
    let position = due.place.source.position(due.place.span.start);
    json!({
        "day": due.day.to_string(),
        "overdue": due.is_overdue,
        "kind": due.kind.word(),
        "item": due.item,
        "title": both(&due.title),
        "message": both(&due.what),
        "place": { "file": due.place.source.name(), "line": position.line, "column": position.column },
    })
}

fn both(text: &Text) -> Value {
    json!({ "en": text.en, "zh": text.zh })
}
