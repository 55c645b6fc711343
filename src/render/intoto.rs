//! `intoto`: an in-toto statement a project, a line a statement, with a SLSA verification summary as its predicate. Its subjects are the
//! files that the verdicts rest on; signing it is for others.
//!
//! The summary says `PASSED` or `FAILED` and which level of the packs was verified, in a track of guiju's own: nothing is said of how
//! anything was built, so no level begins with `SLSA_`. The verdicts stand in an extension, which readers that do not know it pass over.
//! <https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md>, <https://slsa.dev/spec/v1.1/verification_summary>

use serde_json::{Value, json};

use super::standards::{Artifact, artifacts, has_passed, line, moment, rules, rules_sha256};
use super::uri::part;
use super::{Told, View, json};
use crate::report::{ItemReport, PackReport, ProjectReport, Totals, Verdicts};
use crate::vocabulary::Basis;

/// The type of a statement.
const STATEMENT: &str = "https://in-toto.io/Statement/v1";
/// The type of its predicate.
const PREDICATE: &str = "https://slsa.dev/verification_summary/v1";
/// The extension with the verdicts.
const VERDICTS: &str = "urn:guiju:verdicts:1";

/// The statement on one project.
pub(super) fn project(told: &Told<'_>, view: &View) -> String {
    let (report, manifest) = (told.report, &told.judged.manifest);
    let subjects = artifacts(manifest, report);
    let subject = |file: &Artifact| json!({ "name": file.path, "digest": { "sha256": file.sha256 } });
    let has_passed = has_passed(report);
    let level = if has_passed { level(report) } else { "FAILED".to_owned() };
    let version = manifest.project.version.as_deref().map(|version| format!("@{}", part(version)));
    let statement = json!({
        "_type": STATEMENT,
        "subject": subjects.iter().map(subject).collect::<Vec<_>>(),
        "predicateType": PREDICATE,
        "predicate": {
            "verifier": { "id": format!("pkg:cargo/guiju@{}", env!("CARGO_PKG_VERSION")) },
            "timeVerified": moment(view.today),
            "resourceUri": format!("pkg:generic/{}{}", part(&line(&report.name)), version.unwrap_or_default()),
            "policy": {
                "uri": format!("urn:guiju:rules:{}", part(&rules(&report.packs)).replace("%40", "@").replace("%2B", "+")),
                "digest": { "sha256": rules_sha256(&report.packs) },
            },
            "verificationResult": if has_passed { "PASSED" } else { "FAILED" },
            "verifiedLevels": [level],
            VERDICTS: verdicts(report, view),
        },
    });
    format!("{}\n", json::line(&statement))
}

/// The level attained, in a track that is named after the packs.
fn level(report: &ProjectReport) -> String {
    let ids: Vec<_> = report.packs.iter().map(|pack| pack.id.to_ascii_uppercase()).collect();
    let track: String = ids.join("_").chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    format!("GUIJU_{track}_LEVEL_{}", report.level_attained)
}

/// What guiju concluded, in the words of its own report.
fn verdicts(report: &ProjectReport, view: &View) -> Value {
    let Totals { errors, warnings, notes, baselined, .. } = Totals::of(report);
    let pack = |pack: &PackReport| json!({ "id": pack.id, "version": pack.version, "sha256": pack.sha256 });
    json!({
        "as-of": view.today.to_string(),
        "manifest": report.manifest,
        "name": report.name,
        "stage": report.stage.word(),
        "impact": report.impact.word(),
        "packs": report.packs.iter().map(pack).collect::<Vec<_>>(),
        "whole": report.is_whole,
        "level-aimed": report.level_aimed,
        "level-attained": report.level_attained,
        "declared": report.declared,
        "score": report.score,
        "errors": errors,
        "warnings": warnings,
        "notes": notes,
        "baselined": baselined,
        "verdicts": counts(&report.verdicts),
        "items": report.items.iter().map(item).collect::<Vec<_>>(),
    })
}

fn counts(verdicts: &Verdicts) -> Value {
    Value::Object(verdicts.iter().map(|(verdict, count)| (verdict.word().to_owned(), count.into())).collect())
}

fn item(item: &ItemReport) -> Value {
    json!({
        "id": item.id,
        "requirement": item.requirement.word(),
        "level": item.level,
        "verdict": item.verdict.word(),
        "basis": item.basis.map(Basis::word),
    })
}
