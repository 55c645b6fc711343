//! What verifying a bundle found, as `guiju.verification/1`. Keys may be added within version 1.

use serde_json::{Value, json};

use crate::bundle::{Again, Difference, Fault, State, Trust, Verification};
use crate::diff::ProjectDiff;

/// The document.
pub(super) fn whole(found: &Verification) -> String {
    let facts = &found.facts;
    let document = json!({
        "schema": "guiju.verification/1",
        "tool": { "name": "guiju", "version": env!("CARGO_PKG_VERSION") },
        "bundle": {
            "folder": found.folder,
            "tool": { "name": "guiju", "version": facts.tool },
            "as-of": facts.as_of.to_string(),
            "manifest": facts.manifest,
            "files": found.files,
            "sums-sha256": found.seal,
        },
        "same": found.is_same(),
        "faults": found.faults.iter().map(fault).collect::<Vec<_>>(),
        "judged": found.again.as_ref().map_or(Value::Null, again),
        "reason": found.again.as_ref().err().map(|why| why.en.as_str()),
    });
    format!("{document}\n")
}

fn again(again: &Again) -> Value {
    let rules = again.rules.iter().map(|(pack, trust)| {
        let (word, built_in) = match trust {
            Trust::BuiltIn => ("built-in", None),
            Trust::Other { built_in } => ("other", Some(*built_in)),
            Trust::Own => ("own", None),
        };
        json!({ "id": pack.id, "version": pack.version, "sha256": pack.sha256, "trust": word, "built-in-sha256": built_in })
    });
    let project = again.diff.as_ref().and_then(|diff| diff.projects.first());
    json!({
        "packs": rules.collect::<Vec<_>>(),
        "by-other-packs": again.by_others,
        "to-the-byte": again.to_the_byte,
        "same": again.is_same(),
        "score": project.map(|project| project.score),
        "level": project.map(|project| project.level),
        "changes": project.map(changes).unwrap_or_default(),
    })
}

fn changes(project: &ProjectDiff) -> Vec<Value> {
    let changes = project.changes.iter().map(|change| {
        json!({
            "item": change.item,
            "turn": change.turn().word(),
            "old": change.old.map(|state| state.verdict.word()),
            "new": change.new.map(|state| state.verdict.word()),
        })
    });
    changes.collect()
}

fn fault(fault: &Fault) -> Value {
    let at = |Difference { byte, line, shown: [is, should] }: &Difference| json!({ "byte": byte, "line": line, "is": is, "expected": should });
    let state = |State { bytes, sha256 }: &State| json!({ "bytes": bytes, "sha256": sha256 });
    match fault {
        Fault::Missing { path } => json!({ "kind": "missing", "path": path }),
        Fault::Extra { path } => json!({ "kind": "extra", "path": path }),
        Fault::NoFile { path } => json!({ "kind": "no-file", "path": path }),
        Fault::Changed { path, was, is, within, line } => json!({
            "kind": "changed", "path": path, "expected": state(was), "is": state(is), "within": within, "line": line,
        }),
        Fault::Sums { difference } => json!({ "kind": "sums", "path": crate::bundle::SUMS, "at": at(difference) }),
        Fault::Remade { path, difference } => json!({ "kind": "remade", "path": path, "at": at(difference) }),
        Fault::Unread { path } => json!({ "kind": "unread", "path": path }),
        Fault::Beyond { path } => json!({ "kind": "beyond", "path": path }),
        Fault::PackChanged { id, is, was } => json!({ "kind": "pack-changed", "pack": id, "is": is, "expected": was }),
        Fault::OtherPack { id, is, built_in } => {
            json!({ "kind": "other-pack", "pack": id, "is": is, "expected": built_in })
        }
    }
}
