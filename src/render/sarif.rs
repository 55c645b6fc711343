//! `sarif` and `sarif-audit`: SARIF 2.1.0, one run with the results of all projects. The first is what GitHub code scanning takes: a result a
//! finding. The second is for auditors: a result an item, whatever its verdict, with waivers as suppressions.
//!
//! Results are written as they come. The driver, with the rules that they name, and the taxonomies stand behind them: the order of an
//! object's members means nothing. What is not there is a rule's `helpUri` and the driver's `informationUri`, since there is no such page,
//! and a `security-severity`, since no rule is about a vulnerability. Columns count characters, as everywhere in guiju.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

mod audit;
mod findings;
mod place;
mod rules;
mod taxonomies;
mod used;
mod wire;
mod words;

use serde_json::{Value, json};

pub(crate) use used::Used;

use super::fingerprint::fingerprints;
use super::parts::Parts;
use super::{Rest, Said, Told, Unjudged, View, json};
use crate::finding::Finding;
use crate::locale::{Locale, text};
use crate::report::{PackReport, Survey};
use taxonomies::Taxonomies;
use wire::{About, Conclusion, Driver, Each, Message, Tool};

/// The document up to its first result.
pub(super) const HEAD: &str = "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\
    \"columnKind\":\"unicodeCodePoints\",\"newlineSequences\":[\"\\r\\n\",\"\\n\",\"\\r\"],\"results\":[";

/// What results are told for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// What is to be mended.
    Findings,
    /// What was concluded.
    Audit,
}

/// The results of one project, with commas between them; nothing where there are none.
pub(super) fn project(told: &Told<'_>, profile: Profile, locale: Locale) -> String {
    let report = told.report;
    let name = words::plain(&report.name);
    let about = About { project: Some(&name), manifest: &report.manifest };
    match profile {
        Profile::Findings => {
            let prints = told.prints().iter().map(String::as_str);
            let findings: Vec<_> = told.said(locale).zip(prints).collect();
            json::lines(findings::conclusions(&findings, about, locale))
        }
        Profile::Audit => audit::project(told, about, locale),
    }
}

/// The results of a manifest that could not be judged: what is wrong in which places.
pub(super) fn unjudged(unjudged: &Unjudged, wrong: &[Finding], profile: Profile, locale: Locale) -> String {
    let about = About { project: None, manifest: &unjudged.manifest };
    let (said, prints) = (Said::all(wrong, locale), fingerprints(wrong));
    let findings: Vec<_> = said.iter().zip(prints.iter().map(String::as_str)).collect();
    let all = findings::conclusions(&findings, about, locale);
    json::lines(all.map(|one| match profile {
        Profile::Findings => one,
        Profile::Audit => Conclusion { suppressions: Some(Vec::new()), ..one },
    }))
}

/// The document from its last result on, in parts.
pub(super) fn tail(survey: &Survey, rest: &Rest<'_>, profile: Profile, view: &View, take: &mut dyn FnMut(&str)) {
    let used = rest.used;
    let locale = used.locale().unwrap_or(view.locale);
    let taxonomies = Taxonomies::new(used, locale);
    let about = text!(
        "judges AI-governance self-assessments: it looks whether the evidence carries the claim",
        "评判人工智能治理自评：看证据是否撑得起声明"
    );
    let driver = Driver {
        name: "guiju",
        semantic_version: env!("CARGO_PKG_VERSION"),
        language: locale.tag(),
        short_description: Message { text: words::sentence(about.get(locale), locale).into() },
        rules: Each(|| rules::described(used, &taxonomies, locale)),
        supported_taxonomies: taxonomies.supported(),
    };
    let pack = |pack: &PackReport| json!({ "id": words::plain(&pack.id), "version": words::plain(&pack.version), "sha256": pack.sha256 });
    let members = wire::Rest {
        language: locale.tag(),
        automation_details: json!({ "id": category(survey.packs(), profile) }),
        original_uri_base_ids: json!({ place::PACKS: { "description": { "text": packs(locale) } } }),
        invocations: [invocation(survey, rest, locale)],
        properties: json!({
            "as-of": view.today.to_string(),
            "packs": survey.packs().iter().map(pack).collect::<Vec<_>>(),
            "totals": json::totals(survey),
        }),
    };
    let members = json::line(&members);
    let mut parts = Parts::new("\n],\"tool\":", take);
    parts.add_json(&Tool { driver });
    parts.add(",\"taxonomies\":");
    parts.add_json(&Each(|| taxonomies.described()));
    for part in [",", members.strip_prefix('{').unwrap_or(&members), "]}\n"] {
        parts.add(part);
    }
}

/// What GitHub tells runs of one tool apart by: by which packs was judged, and for whom it is told.
fn category(packs: &[PackReport], profile: Profile) -> String {
    let packs: Vec<_> = packs.iter().map(|pack| super::one_line(&pack.id)).collect();
    let first = match profile {
        Profile::Findings => "guiju",
        Profile::Audit => "guiju-audit",
    };
    format!("{first}/{}/", packs.join("+"))
}

fn packs(locale: Locale) -> &'static str {
    locale.pick("The packs that are built into guiju.", "guiju 内置的规则包。")
}

/// Whether all was judged (section 3.20), and what was not.
fn invocation(survey: &Survey, rest: &Rest<'_>, locale: Locale) -> Value {
    let notification = |unjudged: &Unjudged| {
        let (manifest, reason) = (&unjudged.manifest, &unjudged.reason);
        let told = text!("{manifest} could not be judged: {reason}", "{manifest} 无法评判：{reason}");
        json!({
            "level": "error",
            "message": { "text": words::sentence(told.get(locale), locale) },
            "locations": [place::whole(manifest)],
        })
    };
    json!({
        "executionSuccessful": rest.unjudged.is_empty() && survey.totals.items > 0,
        "toolExecutionNotifications": rest.unjudged.iter().map(notification).collect::<Vec<_>>(),
    })
}
