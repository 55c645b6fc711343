//! Two runs as `guiju.diff/1`. Keys may be added within version 1; none is removed or changes its meaning.

use serde_json::{Value, json};

use super::super::json::remark;
use crate::diff::{Origin, PackDiff, ProjectDiff, Run, RunsDiff, State, VerdictChange, Waiver, WaiverChange};
use crate::finding::Severity;
use crate::render::json::tool;

/// The version of its shape.
const SCHEMA: &str = "guiju.diff/1";

pub(super) fn whole(diff: &RunsDiff) -> String {
    let named = |all: &[(String, String)]| {
        all.iter().map(|(manifest, name)| json!({ "manifest": manifest, "name": name })).collect::<Value>()
    };
    let whole = json!({
        "schema": SCHEMA,
        "tool": tool(),
        "old": run(&diff.old),
        "new": run(&diff.new),
        "regressed": diff.regressed() > 0,
        "rules-changed": diff.has_other_rules(),
        "packs": diff.packs.iter().map(|one| pack(one, diff)).collect::<Vec<_>>(),
        "projects": diff.projects.iter().map(project).collect::<Vec<_>>(),
        "added": named(&diff.added),
        "removed": named(&diff.removed),
    });
    format!("{whole:#}\n")
}

fn run(run: &Run) -> Value {
    let origin = match &run.origin {
        Origin::File(name) => json!({ "file": name }),
        Origin::Revision { name, commit } => json!({ "revision": name, "commit": commit }),
        Origin::Worktree => json!({ "worktree": true }),
    };
    json!({ "origin": origin, "as-of": run.as_of, "guiju": run.tool, "unjudged": run.unjudged })
}

fn pack(pack: &PackDiff, diff: &RunsDiff) -> Value {
    let digest = |run: &Run| run.packs.iter().find(|one| one.id == pack.id).map(|one| one.sha256.clone());
    let side = |version: &Option<String>, run| {
        version.as_ref().map(|version| json!({ "version": version, "sha256": digest(run) }))
    };
    json!({ "id": pack.id, "old": side(&pack.old, &diff.old), "new": side(&pack.new, &diff.new), "same": pack.is_same })
}

fn project(diff: &ProjectDiff) -> Value {
    let pair = |[old, new]: [Option<f64>; 2]| json!({ "old": old, "new": new });
    let evidence = diff
        .evidence
        .iter()
        .map(|change| json!({ "path": change.path, "change": change.fate.word(), "items": change.items }));
    json!({
        "manifest": diff.manifest,
        "name": diff.name,
        "regressed": diff.is_worse(),
        "declared": pair(diff.declared),
        "score": pair(diff.score),
        "level-attained": { "old": diff.level[0], "new": diff.level[1] },
        "items": super::turns(diff).into_iter().map(|(_, change)| item(change)).collect::<Vec<_>>(),
        "findings": diff.remarks.iter().map(remark).collect::<Vec<_>>(),
        "waivers": diff.waivers.iter().map(waiver).collect::<Vec<_>>(),
        "evidence": evidence.collect::<Vec<_>>(),
    })
}

fn item(change: &VerdictChange) -> Value {
    let state =
        |state: State| json!({ "verdict": state.verdict.word(), "severity": state.severity.map(Severity::word) });
    json!({
        "id": change.item,
        "change": change.turn().word(),
        "old": change.old.map(state),
        "new": change.new.map(state),
        "why": change.why.as_ref().map(remark),
    })
}

fn waiver(change: &WaiverChange) -> Value {
    let waiver = |waiver: &Waiver| json!({ "reason": waiver.reason, "approved-by": waiver.approved_by, "expires": waiver.expires.to_string() });
    json!({ "item": change.item, "old": change.old.as_ref().map(waiver), "new": waiver(&change.new) })
}
