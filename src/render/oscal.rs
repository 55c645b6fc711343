//! `oscal`: assessment results in OSCAL 1.1.3, a result a project. The catalog that they speak of, and the profile of the items up to a
//! level, are made here too, from packs alone.
//!
//! A result says no more than guiju saw: an item is `satisfied` where its verdict is, and no other is. What does not apply has no finding,
//! since OSCAL knows only satisfied and not satisfied. The import of an assessment plan, which OSCAL asks for and guiju has none of, points
//! at a resource that says so. Results are written as they come; what is about all of them stands behind them.
//! <https://pages.nist.gov/OSCAL-Reference/models/v1.1.3/assessment-results/json-reference/>

mod catalog;
mod finding;
mod observation;
mod profile;
mod result;
mod risk;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};

pub(crate) use catalog::catalog;
pub(crate) use profile::profile;
pub(super) use result::project;

use super::standards::{Uuid, line, moment, tidy};
use super::{Rest, View};
use crate::locale::{Locale, Text, text};
use crate::report::{PackReport, Survey};

/// The version of OSCAL that all three documents are in.
const VERSION: &str = "1.1.3";
/// What tells our properties from those that OSCAL defines.
const NAMESPACE: &str = "urn:guiju:oscal";

/// The document up to its first result.
pub(super) const HEAD: &str = "{\"assessment-results\":{\"results\":[";

/// The document from its last result on.
pub(super) fn tail(survey: &Survey, rest: &Rest<'_>, view: &View) -> String {
    let locale = view.locale;
    let plan = Uuid::of(&["oscal", "plan"]);
    let remarks = rest.unjudged.iter().map(|unjudged| {
        let (manifest, reason) = (line(&unjudged.manifest), line(&unjudged.reason));
        text!("{manifest} could not be judged: {reason}", "{manifest} 无法评判：{reason}").get(locale).to_owned()
    });
    let title = text!("AI-governance self-assessments, judged by guiju", "guiju 对人工智能治理自评的评判");
    let mut metadata = metadata(&title, env!("CARGO_PKG_VERSION"), view.today, locale);
    metadata["remarks"] = Some(remarks.collect::<Vec<_>>().join("\n\n")).filter(|text| !text.is_empty()).into();
    let mut resources = vec![json!({
        "uuid": plan.to_string(),
        "title": text!("No assessment plan", "没有评估计划").get(locale),
        "description": text!(
            "guiju works without an OSCAL assessment plan: every item of the packs is examined on what each manifest cites.",
            "guiju 不使用 OSCAL 评估计划：按每份清单所引用的内容审查规则包的全部条目。"
        ).get(locale),
        "citation": { "text": format!("guiju {}, check", env!("CARGO_PKG_VERSION")) },
    })];
    resources.extend(survey.packs().iter().map(|pack| resource(pack, locale)));
    let members = tidy(json!({
        "uuid": rest.chain.uuid().to_string(),
        "metadata": metadata,
        "import-ap": { "href": format!("#{plan}") },
        "back-matter": { "resources": resources },
    }));
    let members = members.to_string();
    format!("\n],{}}}\n", members.strip_prefix('{').unwrap_or(&members))
}

/// What a document says of itself.
fn metadata(title: &Text, version: &str, day: Date, locale: Locale) -> Value {
    json!({
        "title": line(title.get(locale)),
        "last-modified": moment(day),
        "version": line(version),
        "oscal-version": VERSION,
        "props": [property("tool", &format!("guiju {}", env!("CARGO_PKG_VERSION"))), property("language", locale.tag())],
    })
}

/// A pack, as what results were judged by.
fn resource(pack: &PackReport, locale: Locale) -> Value {
    let (id, version) = (line(&pack.id), line(&pack.version));
    json!({
        "uuid": Uuid::of(&["oscal", "pack", &id, &version, &pack.sha256]).to_string(),
        "title": text!("The pack {id} {version}", "规则包 {id} {version}").get(locale),
        "props": [property("pack", &id), property("pack-version", &version), property("pack-sha256", &pack.sha256)],
        "citation": { "text": format!("{id} {version}, sha256:{}", pack.sha256) },
    })
}

/// A property.
#[derive(Serialize)]
struct Property {
    name: &'static str,
    /// None where OSCAL defines it.
    #[serde(skip_serializing_if = "Option::is_none")]
    ns: Option<&'static str>,
    value: String,
}

/// A property of ours.
fn property(name: &'static str, value: &str) -> Property {
    Property { name, ns: Some(NAMESPACE), value: line(value) }
}

/// A property that OSCAL defines.
fn defined(name: &'static str, value: &str) -> Property {
    Property { name, ns: None, value: value.to_owned() }
}

/// An item's id as OSCAL writes names, which begin with a letter and hold no slash: `security/red-team` is `security.red-team`.
fn control(item: &str) -> String {
    let first = if item.starts_with(|c: char| c.is_ascii_alphabetic()) { "" } else { "_" };
    format!("{first}{}", item.replace('/', "."))
}

/// The part of a control that a finding is about: whether the evidence carries the claim.
fn objective(item: &str) -> String {
    format!("{}_obj", control(item))
}
