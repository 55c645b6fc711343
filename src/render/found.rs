//! What `init` found in a repository: as text for a terminal, or as a list in JSON. What is worth proposing was settled in `detect`.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{View, one_line};
use crate::detect::{Detected, Fact};
use crate::locale::{Text, text};
use crate::pack::Rulebook;

/// What was found. `asked` are the ids of the items that a manifest written now would hold.
pub(crate) fn found(detected: &Detected, rulebook: &Rulebook, asked: &[&str], is_json: bool, view: &View) -> String {
    if is_json { json(detected, asked) } else { page(detected, rulebook, asked, view) }
}

fn json(detected: &Detected, asked: &[&str]) -> String {
    let facts = detected.facts.listed().map(|(kind, fact)| {
        json!({ "kind": kind, "value": fact.value, "path": fact.path, "anchor": null, "why": both(&said(fact)) })
    });
    let places = detected.found.iter().flat_map(|found| {
        found.places.iter().map(|place| {
            json!({
                "kind": "evidence",
                "item": found.item,
                "asked": asked.contains(&found.item.as_str()),
                "path": place.path,
                "anchor": place.anchor,
                "why": both(&place.why),
            })
        })
    });
    let all: Vec<Value> = facts.chain(places).collect();
    format!("{:#}\n", Value::Array(all))
}

fn both(text: &Text) -> Value {
    json!({ "en": text.en, "zh": text.zh })
}

fn said(fact: &Fact) -> Text {
    let path = &fact.path;
    text!("{path} says so", "见 {path}")
}

fn page(detected: &Detected, rulebook: &Rulebook, asked: &[&str], view: &View) -> String {
    let (locale, mut out) = (view.locale, String::new());
    // Writing to a string does not fail.
    for (kind, fact) in detected.facts.listed() {
        let (value, path) = (one_line(&fact.value), one_line(&fact.path));
        let _ = writeln!(out, "{kind}: {value}{}", locale.pick(format!(" ({path})"), format!("（{path}）")));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    for found in &detected.found {
        let title = rulebook.item(&found.item).map(|item| one_line(item.title.get(locale))).unwrap_or_default();
        let later = if asked.contains(&found.item.as_str()) {
            ""
        } else {
            locale.pick(" (not asked at this level, or by these facts)", "（按此等级或现有信息不作要求）")
        };
        let _ = writeln!(out, "{}  {title}{later}", found.item);
        for place in &found.places {
            let (cited, why) = (one_line(&place.cited()), one_line(place.why.get(locale)));
            let _ = writeln!(out, "{}", locale.pick(format!("  {cited}: {why}"), format!("  {cited}：{why}")));
        }
    }
    let without: Vec<_> = asked.iter().filter(|id| detected.on(id).is_none()).copied().collect();
    if !without.is_empty() {
        let (en, zh) = (without.join(", "), without.join("、"));
        let told = text!("nothing was found for {en}", "没有找到证据的条目：{zh}");
        let _ = writeln!(out, "{}{}", if detected.found.is_empty() { "" } else { "\n" }, told.get(locale));
    }
    out
}
