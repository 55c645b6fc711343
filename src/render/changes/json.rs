//! A difference as `guiju.pack-diff/1`.

use serde_json::{Value, json};

use super::Effect;
use crate::diff::{Named, PackDiff, ProjectDiff, Remark, RuleChange, RulesDiff, State, VerdictChange};
use crate::finding::Severity;
use crate::locale::Text;
use crate::render::View;

/// The version of its shape.
const SCHEMA: &str = "guiju.pack-diff/1";

pub(super) fn rules(diff: &RulesDiff) -> String {
    let items = |items: &[Named]| items.iter().map(named).collect::<Value>();
    let changed: Vec<_> = diff
        .changed
        .iter()
        .map(|item| {
            let changes: Vec<_> = item.changes.iter().map(change).collect();
            json!({ "id": item.item.id, "title": both(&item.item.title), "changes": changes })
        })
        .collect();
    let lists = diff.lists.iter().map(|list| {
        let lists = json!({ "added": list.added, "removed": list.removed });
        (list.list.to_owned(), lists)
    });
    let rules = json!({
        "added": items(&diff.added),
        "removed": items(&diff.removed),
        "changed": changed,
        "max-waiver-days": diff.waivers.as_ref().map(change),
        "lists": Value::Object(lists.collect()),
        "texts": diff.texts,
    });
    whole(&diff.packs, json!({ "rules": rules }))
}

pub(super) fn effect(packs: &[PackDiff], effect: &Effect<'_>, view: &View) -> String {
    let projects: Vec<_> = effect.projects.iter().map(project).collect();
    let unjudged: Vec<_> =
        effect.unjudged.iter().map(|one| json!({ "manifest": one.manifest, "reason": one.reason })).collect();
    whole(packs, json!({ "as-of": view.today.to_string(), "projects": projects, "unjudged": unjudged }))
}

fn whole(packs: &[PackDiff], rest: Value) -> String {
    let pack = |pack: &PackDiff| json!({ "id": pack.id, "old": pack.old, "new": pack.new, "same": pack.is_same });
    let mut whole = json!({
        "schema": SCHEMA,
        "tool": { "name": "guiju", "version": env!("CARGO_PKG_VERSION") },
        "packs": packs.iter().map(pack).collect::<Vec<_>>(),
    });
    if let (Value::Object(whole), Value::Object(rest)) = (&mut whole, rest) {
        whole.extend(rest);
    }
    format!("{whole:#}\n")
}

fn change(change: &RuleChange) -> Value {
    json!({
        "field": change.field,
        "of": change.of,
        "subject": change.subject,
        "trend": change.strictness.word(),
        "old": change.old.as_ref().map(both),
        "new": change.new.as_ref().map(both),
    })
}

fn project(diff: &ProjectDiff) -> Value {
    let pair = |[old, new]: [Option<f64>; 2]| json!({ "old": old, "new": new });
    json!({
        "manifest": diff.manifest,
        "name": diff.name,
        "worse": diff.is_worse(),
        "declared": pair(diff.declared),
        "score": pair(diff.score),
        "level-attained": { "old": diff.level[0], "new": diff.level[1] },
        "items": diff.changes.iter().map(item).collect::<Vec<_>>(),
        "findings": diff.remarks.iter().map(remark).collect::<Vec<_>>(),
    })
}

fn item(change: &VerdictChange) -> Value {
    let state =
        |state: State| json!({ "verdict": state.verdict.word(), "severity": state.severity.map(Severity::word) });
    json!({
        "id": change.item,
        "title": both(&change.title),
        "trend": change.trend.word(),
        "old": change.old.map(state),
        "new": change.new.map(state),
        "why": change.why.as_ref().map(remark),
    })
}

pub(super) fn remark(remark: &Remark) -> Value {
    json!({
        "rule": remark.rule,
        "code": remark.code,
        "severity": remark.severity.word(),
        "message": both(&remark.message),
        "place": remark.place,
    })
}

fn named(item: &Named) -> Value {
    json!({ "id": item.id, "title": both(&item.title) })
}

/// What reads the same in both languages is one text.
fn both(text: &Text) -> Value {
    if text.en == text.zh { json!(text.en) } else { json!({ "en": text.en, "zh": text.zh }) }
}
