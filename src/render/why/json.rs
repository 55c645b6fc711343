//! The reasons for a verdict as `guiju.why/1`.

use serde_json::{Value, json};

use crate::finding::Place;
use crate::locale::Text;
use crate::render::View;
use crate::vocabulary::Basis;
use crate::why::{Line, Part, Why};

/// The version of its shape.
const SCHEMA: &str = "guiju.why/1";

/// One object on one item.
pub(super) fn page(why: &Why, view: &View) -> String {
    let whole = json!({
        "schema": SCHEMA,
        "tool": { "name": "guiju", "version": env!("CARGO_PKG_VERSION") },
        "as-of": view.today.to_string(),
        "manifest": why.manifest,
        "name": why.name,
        "item": why.item,
        "title": both(&why.title),
        "requirement": why.requirement.word(),
        "verdict": why.verdict.word(),
        "basis": why.basis.map(Basis::word),
        "parts": why.parts.iter().map(part).collect::<Vec<_>>(),
    });
    format!("{whole:#}\n")
}

fn part(part: &Part) -> Value {
    json!({
        "part": part.word,
        "title": both(&part.title),
        "holds": part.holds,
        "lines": part.lines.iter().map(line).collect::<Vec<_>>(),
    })
}

fn line(seen: &Line) -> Value {
    json!({
        "holds": seen.holds,
        "text": both(&seen.text),
        "place": seen.place.as_ref().map(place),
        "lines": seen.under.iter().map(line).collect::<Vec<_>>(),
    })
}

/// A place; without a line where the file is no text.
fn place(place: &Place) -> Value {
    if place.source.text().is_empty() {
        return json!({ "file": place.source.name(), "line": null, "column": null });
    }
    let position = place.source.position(place.span.start);
    json!({ "file": place.source.name(), "line": position.line, "column": position.column })
}

fn both(text: &Text) -> Value {
    json!({ "en": text.en, "zh": text.zh })
}
