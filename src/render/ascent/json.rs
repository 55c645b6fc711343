//! The way up as `guiju.plan/1`.

use serde_json::{Value, json};

use crate::ascent::{Ascent, Step};
use crate::locale::Text;
use crate::render::View;

/// The version of its shape.
const SCHEMA: &str = "guiju.plan/1";

/// One object with every project.
pub(super) fn page(ways: &[Ascent], view: &View) -> String {
    let whole = json!({
        "schema": SCHEMA,
        "tool": { "name": "guiju", "version": env!("CARGO_PKG_VERSION") },
        "as-of": view.today.to_string(),
        "projects": ways.iter().map(project).collect::<Vec<_>>(),
    });
    format!("{whole:#}\n")
}

fn project(way: &Ascent) -> Value {
    json!({
        "manifest": way.manifest,
        "name": way.name,
        "level-aimed": way.aimed,
        "level-attained": way.attained.as_ref().map_or(0, |rank| rank.rank),
        "target": way.target.as_ref().map(|rank| rank.rank),
        "target-attainable": way.is_attainable,
        "score-up-to-level": way.counted,
        "score": way.score,
        "steps": way.steps.iter().map(step).collect::<Vec<_>>(),
    })
}

fn step(step: &Step) -> Value {
    let place = step.advice.place.as_ref().unwrap_or(&step.place);
    let position = place.source.position(place.span.start);
    json!({
        "item": step.item,
        "title": both(&step.title),
        "requirement": step.requirement.word(),
        "level": step.level,
        "verdict": step.verdict.word(),
        "awaited": step.is_awaited,
        "edits": step.edits,
        "what": both(&step.advice.what),
        "help": step.advice.help.as_ref().map(both),
        "more-findings": step.advice.more,
        "place": { "file": place.source.name(), "line": position.line, "column": position.column },
        "score": step.score,
        "score-if-partial": step.in_part,
        "reaches": step.reaches.as_ref().map(|rank| rank.rank),
    })
}

fn both(text: &Text) -> Value {
    json!({ "en": text.en, "zh": text.zh })
}
