//! `cyclonedx`: a `CycloneDX` 1.6 BOM without components: the packs as standards with requirements and levels, and what each project claims
//! of them, on what evidence, with what conformance. What does not hold stands beside the claim as a counter claim.
//!
//! guiju is the assessor, and it is no third party: it has read, nobody has been asked. It affirms nothing and signs nothing. `CycloneDX` keeps
//! claims, evidence and targets in lists of their own, so that those of all projects are held until the last is judged.
//! <https://cyclonedx.org/docs/1.6/json/>

mod claim;
mod project;
mod standard;

use std::sync::Arc;

use serde_json::json;

pub(super) use project::project;

use super::standards::{line, moment, rules_ref, tidy};
use super::{Rest, View};
use crate::locale::text;
use crate::pack::Rulebook;
use crate::report::PackReport;

/// The document up to its first attestation.
pub(super) const HEAD: &str = "{\"$schema\":\"http://cyclonedx.org/schema/bom-1.6.schema.json\",\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\
     \"version\":1,\"declarations\":{\"attestations\":[";
/// The name of the one assessor.
const ASSESSOR: &str = "assessor:guiju";
/// The lists that are held until the end, in this order, below which object each stands.
const LISTS: [&str; 3] = ["claims", "evidence", "components"];

/// The document from its last attestation on.
pub(super) fn tail(rest: &Rest<'_>, view: &View) -> String {
    let locale = view.locale;
    let kept = |at: usize| rest.kept.get(at).map_or("", String::as_str);
    let assessors = json!([{
        "bom-ref": ASSESSOR,
        "thirdParty": false,
        "organization": { "name": text!(
            "guiju, a program that the project ran on itself",
            "guiju（由项目方自行运行的程序）"
        ).get(locale) },
    }]);
    let mut rulebooks: Vec<(String, &Arc<Rulebook>)> = Vec::new();
    for rulebook in rest.rulebooks {
        let name = rules_ref(&PackReport::all(rulebook));
        if rulebooks.iter().all(|(known, _)| *known != name) {
            rulebooks.push((name, rulebook));
        }
    }
    let standards = rulebooks.iter().map(|(name, rulebook)| standard::standard(name, rulebook, locale));
    let unjudged = rest.unjudged.iter().map(|unjudged| {
        let value = format!("{}: {}", line(&unjudged.manifest), line(&unjudged.reason));
        json!({ "name": "guiju:unjudged", "value": value })
    });
    let members = tidy(json!({
        "serialNumber": format!("urn:uuid:{}", rest.chain.uuid()),
        "metadata": {
            "timestamp": moment(view.today),
            "tools": { "components": [
                { "type": "application", "name": "guiju", "version": env!("CARGO_PKG_VERSION") },
            ] },
            "properties": unjudged.collect::<Vec<_>>(),
        },
        "definitions": { "standards": standards.collect::<Vec<_>>() },
    }))
    .to_string();
    let [claims, evidence, components] = LISTS;
    format!(
        "\n],\"assessors\":{assessors},\"{claims}\":[{}\n],\"{evidence}\":[{}\n],\"targets\":{{\"{components}\":[{}\n]}}}},{}\n",
        kept(0),
        kept(1),
        kept(2),
        members.strip_prefix('{').unwrap_or(&members)
    )
}

/// What a requirement is referred to by, in the standard of these rules.
fn requirement(rules: &str, item: &str) -> String {
    format!("requirement:{rules}/{item}")
}
