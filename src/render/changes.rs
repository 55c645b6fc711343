//! How packs differ, and what that means for projects: as text for a terminal, Markdown or JSON. What is stricter, and what is worse, was
//! decided in `diff`.

mod json;
mod markdown;
pub(crate) mod runs;
mod text;

use crate::diff::{PackDiff, ProjectDiff, RuleChange, RulesDiff, State, Strictness, Trend};
use crate::locale::{Locale, Text, text};

use super::{Unjudged, View, sanitise};

/// The field of an item that checks stand under.
const CHECKS: &str = "checks";

/// The form of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Text for a terminal.
    Text,
    Json,
    Markdown,
}

impl Form {
    /// Every form, by its word.
    pub(crate) const WORDS: [(&'static str, Self); 3] =
        [("text", Self::Text), ("json", Self::Json), ("markdown", Self::Markdown)];
}

/// What two packs mean for projects.
pub(crate) struct Effect<'d> {
    /// In path order.
    pub(crate) projects: &'d [ProjectDiff],
    /// The manifests that could not be judged by both.
    pub(crate) unjudged: &'d [Unjudged],
}

/// How two packs differ as rules.
pub(crate) fn rules(form: Form, diff: &RulesDiff, view: &View) -> String {
    match form {
        Form::Text => text::rules(diff, view),
        Form::Json => json::rules(diff),
        Form::Markdown => markdown::rules(diff, view.locale),
    }
}

/// What two packs mean for projects.
pub(crate) fn effect(form: Form, packs: &[PackDiff], effect: &Effect<'_>, view: &View) -> String {
    match form {
        Form::Text => text::effect(packs, effect, view),
        Form::Json => json::effect(packs, effect, view),
        Form::Markdown => markdown::effect(packs, effect, view.locale),
    }
}

/// Why the exit status is what it is, in one line.
pub(crate) fn reason(effect: &Effect<'_>) -> Text {
    let (worse, projects) = (worse(effect), effect.projects.len());
    match worse {
        0 => {
            text!("nothing gets worse; projects judged by both: {projects}", "没有变差；两包都评判了 {projects} 个项目")
        }
        _ => text!("something gets worse for {worse} of {projects} projects", "{projects} 个项目中有 {worse} 个变差"),
    }
}

/// For how many projects something gets worse.
fn worse(effect: &Effect<'_>) -> usize {
    effect.projects.iter().filter(|project| project.is_worse()).count()
}

/// What becomes of the verdicts, in numbers.
fn sum(effect: &Effect<'_>) -> Text {
    let count = |trend| effect.projects.iter().map(|project| project.count(trend)).sum::<usize>();
    let [worse, better, changed] = [Trend::Worse, Trend::Better, Trend::Changed].map(count);
    text!(
        "verdicts: {worse} worse, {better} better, {changed} otherwise changed",
        "结论：变差 {worse} 项，变好 {better} 项，其他变更 {changed} 项"
    )
}

/// A pack and its versions: "acme 1.2.0 → 1.3.0".
fn pack(pack: &PackDiff) -> Text {
    let id = &pack.id;
    match (&pack.old, &pack.new) {
        (Some(old), Some(_)) if pack.is_same => text!("{id} {old}, unchanged", "{id} {old}，未变"),
        (Some(old), Some(new)) if old == new => {
            text!("{id} {old}, though its files differ", "{id} {old}，版本未变而文件有变")
        }
        (Some(old), Some(new)) => text!("{id} {old} → {new}", "{id} {old} → {new}"),
        (Some(old), None) => text!("{id} {old}, only in the old one", "{id} {old}，只在旧的一方"),
        (None, new) => {
            let new = new.as_deref().unwrap_or_default();
            text!("{id} {new}, only in the new one", "{id} {new}，只在新的一方")
        }
    }
}

/// What has changed, in numbers.
fn counts(diff: &RulesDiff) -> Text {
    let (added, removed, changed, texts) = (diff.added.len(), diff.removed.len(), diff.changed.len(), diff.texts);
    if diff.is_empty() {
        return text!("nothing that is asked has changed", "要求没有任何变化");
    }
    let [stricter, looser, other] =
        [Strictness::Stricter, Strictness::Looser, Strictness::Changed].map(|strictness| diff.count(strictness));
    text!(
        "items: {added} added, {removed} removed, {changed} changed ({stricter} × stricter, {looser} × looser, {other} × otherwise); texts changed: {texts}",
        "条目：新增 {added} 个，删除 {removed} 个，修改 {changed} 个（加严 {stricter} 处，放宽 {looser} 处，其他 {other} 处）；文字改动 {texts} 处"
    )
}

/// A field, and what of it: "checks section min-words".
fn field(change: &RuleChange) -> String {
    change.of.as_ref().map_or_else(|| change.field.to_owned(), |of| format!("{} {of}", change.field))
}

/// A value of a field, which may be left out.
fn said(value: Option<&Text>, locale: Locale) -> String {
    value.map_or_else(|| locale.pick("none", "无").to_owned(), |value| value.get(locale).to_owned())
}

/// How an item stands: its verdict, with the severity of its findings where that is what differs.
fn state(state: Option<State>, other: Option<State>) -> Text {
    let Some(state) = state else { return text!("not asked", "不作要求") };
    let verdict = state.verdict.text();
    match (state.severity, other) {
        (Some(severity), Some(other)) if other.verdict == state.verdict => {
            let severity = severity.text();
            Text { en: format!("{} ({})", verdict.en, severity.en), zh: format!("{}（{}）", verdict.zh, severity.zh) }
        }
        _ => verdict,
    }
}

/// Figures before and after, where they differ: "verified 94 % → 71 %".
fn figures(project: &ProjectDiff) -> Vec<Text> {
    let percent = |score: Option<f64>| score.map_or_else(|| "–".to_owned(), |score| format!("{score:.0} %"));
    let mut told = Vec::new();
    let mut tell = |[old, new]: [String; 2], en: &str, zh: &str| {
        if old != new {
            told.push(Text { en: format!("{en} {old} → {new}"), zh: format!("{zh} {old} → {new}") });
        }
    };
    tell(project.declared.map(percent), "declares", "自称");
    tell(project.score.map(percent), "verified", "经核验");
    tell(project.level.map(|level| level.to_string()), "level attained", "达到等级");
    told
}

/// Texts in a row.
fn joined(texts: &[Text], locale: Locale) -> String {
    texts.iter().map(|text| text.get(locale)).collect::<Vec<_>>().join(locale.pick(", ", "，"))
}

/// A text on one line, safe for a terminal.
fn line(text: &str) -> String {
    sanitise(text).replace(['\n', '\r', '\t'], " ")
}
