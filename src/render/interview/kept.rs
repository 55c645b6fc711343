//! What became of the answers that were kept: a line each, or `guiju.interview/1` for programs.

use serde_json::{Value, json};

use crate::finding::Finding;
use crate::locale::Text;
use crate::render::{View, one_line};
use crate::report::ItemReport;
use crate::vocabulary::{Basis, Status};

/// The version of its shape.
const SCHEMA: &str = "guiju.interview/1";

/// An answer that was written, and how it was judged.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) judged: ItemReport,
    pub(crate) findings: Vec<Finding>,
}

/// The answers in the order in which they were kept, and how many items are open.
pub(crate) fn kept(manifest: &str, kept: &[Kept], open: usize, is_json: bool, view: &View) -> String {
    if is_json {
        let whole = json!({
            "schema": SCHEMA,
            "tool": { "name": "guiju", "version": env!("CARGO_PKG_VERSION") },
            "as-of": view.today.to_string(),
            "manifest": manifest,
            "answers": kept.iter().map(answer).collect::<Vec<_>>(),
            "open": open,
        });
        return format!("{whole:#}\n");
    }
    let line = |kept: &Kept| {
        let (id, verdict) = (one_line(&kept.judged.id), kept.judged.verdict.text());
        view.locale.pick(format!("{id}: {}\n", verdict.en), format!("{id}：{}\n", verdict.zh))
    };
    kept.iter().map(line).collect()
}

fn answer(kept: &Kept) -> Value {
    let judged = &kept.judged;
    json!({
        "item": judged.id,
        "status": judged.status.map(Status::word),
        "verdict": judged.verdict.word(),
        "basis": judged.basis.map(Basis::word),
        "findings": kept.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

fn finding(finding: &Finding) -> Value {
    json!({
        "code": finding.code.word(),
        "severity": finding.severity.word(),
        "message": both(&finding.message),
        "help": finding.help.as_ref().map(both),
    })
}

fn both(text: &Text) -> Value {
    json!({ "en": text.en, "zh": text.zh })
}
