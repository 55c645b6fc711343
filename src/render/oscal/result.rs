//! The result of one project: what was reviewed, then what was observed, what is risked, and what was found, item by item.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::{control, finding, observation, property, risk};
use crate::finding::Finding;
use crate::locale::{Locale, Text, text};
use crate::manifest::Answer;
use crate::render::standards::{Base, Uuid, inert, line, moment, tidy};
use crate::render::summary::severities;
use crate::render::{Told, View, json};
use crate::report::{ItemReport, ProjectReport, Totals};
use crate::vocabulary::Verdict;

/// An item with what was found on it, and what there is to name it by.
pub(super) struct Judged<'r> {
    pub(super) item: &'r ItemReport,
    pub(super) answer: Option<&'r Answer>,
    /// The findings on it, each with its fingerprint.
    pub(super) found: Vec<(&'r Finding, &'r str)>,
    pub(super) around: &'r Around<'r>,
}

/// What all items of a project share.
pub(super) struct Around<'r> {
    pub(super) manifest: &'r str,
    pub(super) base: Base,
    /// The day of judging as a moment.
    pub(super) moment: String,
    pub(super) locale: Locale,
}

impl Around<'_> {
    /// What something of this project is named by, from run to run.
    pub(super) fn name(&self, kind: &str, what: &str) -> String {
        Uuid::of(&["oscal", self.manifest, kind, what]).to_string()
    }
}

/// Writes the next entry of a list that is open.
fn push(list: &mut String, value: &impl Serialize) {
    list.push_str(if list.ends_with('[') { "\n" } else { ",\n" });
    list.push_str(&json::line(value));
}

/// The result of one project; nothing where no item was looked at, which OSCAL has no words for.
pub(in crate::render) fn project(told: &Told<'_>, view: &View) -> String {
    let report = told.report;
    if report.items.is_empty() {
        return String::new();
    }
    let manifest = &told.judged.manifest;
    let around = Around {
        manifest: &report.manifest,
        base: Base::of(manifest),
        moment: moment(view.today),
        locale: view.locale,
    };
    let all = report.all_findings();
    let mut by_rule: HashMap<&str, Vec<(&Finding, &str)>> = HashMap::new();
    for (&(finding, _), print) in all.iter().zip(told.all_prints()) {
        by_rule.entry(&finding.rule).or_default().push((finding, print));
    }
    let answers: HashMap<_, _> = manifest.answers.iter().map(|answer| (answer.item.as_str(), answer)).collect();
    let head = tidy(head(report, &around)).to_string();
    // What may be long is written where it stays.
    let mut out = format!("\n{},\"observations\":[", head.strip_suffix('}').unwrap_or(&head));
    let (mut risks, mut findings) = (String::from("["), String::from("["));
    for item in &report.items {
        let found = by_rule.remove(item.id.as_str()).unwrap_or_default();
        let judged = Judged { item, answer: answers.get(item.id.as_str()).copied(), found, around: &around };
        push(&mut out, &tidy(observation::of_item(&judged)));
        for &(found, print) in &judged.found {
            push(&mut out, &observation::of_finding(found, print, &around));
        }
        let risk = risk::of_item(&judged);
        if item.verdict != Verdict::NotApplicable {
            push(&mut findings, &tidy(finding::of_item(&judged, risk.is_some())));
        }
        if let Some(risk) = risk {
            push(&mut risks, &tidy(risk));
        }
    }
    for ((finding, _), print) in all.iter().zip(told.all_prints()) {
        if by_rule.contains_key(finding.rule.as_str()) {
            push(&mut out, &observation::of_finding(finding, print, &around));
        }
    }
    out.push(']');
    for (key, list) in [("risks", risks), ("findings", findings)] {
        // OSCAL has no empty lists.
        if !list.ends_with('[') {
            out.extend([",\"", key, "\":", &list, "]"]);
        }
    }
    out.push('}');
    out
}

/// What stands before the lists of a result.
fn head(report: &ProjectReport, around: &Around<'_>) -> Value {
    let Around { locale, moment, .. } = around;
    let name = inert(&report.name);
    let Text { en, zh } = severities(&Totals::of(report));
    let said = text!(
        "guiju judged the self-assessment of {name} by its evidence: {en}.",
        "guiju 依据证据评判了 {name} 的自评：{zh}。"
    );
    let mut props = vec![
        property("manifest", &report.manifest),
        property("stage", report.stage.word()),
        property("impact", report.impact.word()),
        property("level-aimed", &report.level_aimed.to_string()),
    ];
    // Part of the items attains no level, and says nothing of one.
    props.extend(report.is_whole.then(|| property("level-attained", &report.level_attained.to_string())));
    props.extend(report.declared.map(|percent| property("declared-percent", &percent.to_string())));
    props.extend(report.score.map(|percent| property("verified-percent", &percent.to_string())));
    props.extend(report.packs.iter().map(|pack| property("pack", &format!("{}@{}", pack.id, pack.version))));
    let reviewed = report.items.iter().map(|item| json!({ "control-id": control(&item.id) }));
    json!({
        "uuid": around.name("result", moment),
        "title": line(&name),
        "description": said.get(*locale),
        "start": moment,
        "end": moment,
        "props": props,
        "reviewed-controls": { "control-selections": [{ "include-controls": reviewed.collect::<Vec<_>>() }] },
    })
}
