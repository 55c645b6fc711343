//! Observations: of each item what was looked at, file by file with its digest, and of each of guiju's findings what it says and where.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::{Value, json};

use super::result::{Around, Judged};
use super::{Property, property};
use crate::finding::{Finding, Place};
use crate::locale::{Locale, Text, text};
use crate::meaning::verdict_meaning;
use crate::render::standards::{inert, line};
use crate::render::{said_with_help, uri::uri};
use crate::report::EvidenceReport;

/// What an item rests on. An item that does not apply is told of here alone, with the reason.
pub(super) fn of_item(judged: &Judged<'_>) -> Value {
    let &Judged { item, answer, around, .. } = judged;
    let locale = around.locale;
    let mut said = vec![verdict_meaning(item.verdict).get(locale).to_owned()];
    if let Some(Text { en, zh }) = &item.excused {
        said.push(text!("Does not apply: {en}", "不适用：{zh}").get(locale).to_owned());
    }
    if let Some(statement) = &item.statement {
        said.push(text!("The project states: {}", "项目的陈述：{}", inert(statement)).get(locale).to_owned());
    }
    if let Some(reason) = answer.and_then(|answer| answer.justification.as_ref()) {
        said.push(text!("The project's reason: {}", "项目的理由：{}", inert(&reason.value)).get(locale).to_owned());
    }
    let mut props = vec![property("item", &item.id)];
    props.extend(item.reviewed.map(|day| property("reviewed", &day.to_string())));
    json!({
        "uuid": around.name("observation", &item.id),
        "title": line(item.title.get(locale)),
        "description": said.join("\n\n"),
        "props": props,
        "methods": ["EXAMINE"],
        "types": ["control-objective"],
        "relevant-evidence": item.evidence.iter().map(|each| relevant(each, around)).collect::<Vec<_>>(),
        "collected": around.moment,
    })
}

/// Cited evidence: a path that stays in the project becomes a link, an address or what was not found is only named.
fn relevant(evidence: &EvidenceReport, around: &Around<'_>) -> Value {
    let path = evidence.path.as_deref();
    let mut props = vec![property("stands", if evidence.verified { "yes" } else { "no" })];
    props.extend(evidence.sha256.iter().map(|digest| property("sha256", digest)));
    json!({
        "href": path.map(|path| around.base.href(path, evidence.anchor.as_deref())),
        "description": inert(&evidence.cited),
        "props": props,
    })
}

/// What guiju found.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Found<'r> {
    uuid: String,
    title: String,
    description: String,
    props: [Property; 4],
    methods: [&'static str; 1],
    types: [&'static str; 1],
    /// OSCAL has no empty lists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    relevant_evidence: Vec<Shown<'r>>,
    collected: &'r str,
}

/// A place where it shows.
#[derive(Serialize)]
struct Shown<'r> {
    href: Cow<'r, str>,
    description: String,
    props: [Property; 2],
}

/// What was found, and the places where it shows. There may be as many of these as a project has lines, so that they have a shape of
/// their own.
pub(super) fn of_finding<'r>(finding: &'r Finding, print: &str, around: &'r Around<'_>) -> Found<'r> {
    let places = std::iter::once(&finding.place).chain(&finding.related);
    let places = places.filter(|place| !place.source.is_built_in());
    Found {
        uuid: around.name("found", print),
        title: line(&finding.full_rule()),
        description: inert(&said_with_help(finding, around.locale)),
        props: [
            property("rule", &finding.rule),
            property("code", finding.code.word()),
            property("severity", finding.severity.word()),
            property("fingerprint", print),
        ],
        methods: ["EXAMINE"],
        types: ["finding"],
        relevant_evidence: places.map(|place| shown(place, around.locale)).collect(),
        collected: &around.moment,
    }
}

fn shown(place: &Place, locale: Locale) -> Shown<'_> {
    let position = place.source.position(place.span.start);
    let (line, column) = (position.line.to_string(), position.column.to_string());
    let at = [place.source.name(), ":", &line, ":", &column].concat();
    let label = place.label.get(locale);
    let label = if label.is_empty() { at } else { [&at, ": ", label].concat() };
    Shown {
        href: uri(place.source.name()),
        description: inert(&label),
        props: [property("line", &line), property("column", &column)],
    }
}
