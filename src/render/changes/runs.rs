//! How two runs differ, for those who look at a change: as text for a terminal, `guiju.diff/1`, or a comment on a pull request. What has
//! regressed was decided in `diff`.

mod json;
mod markdown;
mod text;

use super::{Form, joined, pack};
use crate::diff::{Origin, ProjectDiff, RunsDiff, State, Turn, VerdictChange, WaiverChange};
use crate::locale::{Locale, Text, text};
use crate::render::View;

/// How many digits of a commit's name are shown to people.
const SHORT: usize = 10;

/// How two runs differ.
pub(crate) fn runs(form: Form, diff: &RunsDiff, view: &View) -> String {
    match form {
        Form::Text => text::whole(diff, view),
        Form::Json => json::whole(diff),
        Form::Markdown => markdown::whole(diff, view.locale),
    }
}

/// Why the exit status is what it is, in one line.
pub(crate) fn verdict(diff: &RunsDiff) -> Text {
    let (worse, projects, added) = (diff.regressed(), diff.projects.len(), diff.added.len());
    let some = if projects == 1 { "project" } else { "projects" };
    match (worse, projects) {
        (0, 0) => {
            text!("no regression: nothing to compare with, {added} new", "没有退步：没有可比较的项目，新增 {added} 个")
        }
        (0, _) => text!("no regression in {projects} {some}", "{projects} 个项目没有退步"),
        _ => text!("regression in {worse} of {projects} {some}", "{projects} 个项目中有 {worse} 个退步"),
    }
}

/// What became of the items, in numbers.
fn sum(diff: &RunsDiff) -> Text {
    let [regressed, waived, improved, changed] = Turn::ALL.map(|turn| diff.count(turn));
    let evidence = diff.evidence();
    text!(
        "items: {regressed} regressed, {improved} improved, {waived} newly waived, {changed} otherwise changed; evidence changed: {evidence}",
        "条目：退步 {regressed} 项，改善 {improved} 项，新豁免 {waived} 项，其他变更 {changed} 项；证据变动 {evidence} 处"
    )
}

/// The two sides: "main (1a2b3c4d5e) → the files as they are, judged as of 2026-11-23".
fn sides(diff: &RunsDiff) -> Text {
    let (old, new) = (origin(&diff.old.origin), origin(&diff.new.origin));
    let [before, after] = [&diff.old.as_of, &diff.new.as_of];
    let mut told = if before == after {
        Text {
            en: format!("{} → {}, judged as of {after}", old.en, new.en),
            zh: format!("{} → {}，均按 {after} 评判", old.zh, new.zh),
        }
    } else {
        Text {
            en: format!("{} as of {before} → {} as of {after}", old.en, new.en),
            zh: format!("{}（按 {before} 评判）→ {}（按 {after} 评判）", old.zh, new.zh),
        }
    };
    let [before, after] = [&diff.old.tool, &diff.new.tool];
    if before != after {
        told.en = format!("{}, by guiju {before} → {after}", told.en);
        told.zh = format!("{}，guiju {before} → {after}", told.zh);
    }
    told
}

fn origin(origin: &Origin) -> Text {
    match origin {
        Origin::File(name) => Text::same(name.as_str()),
        Origin::Revision { name, commit } => {
            let short: String = commit.chars().take(SHORT).collect();
            text!("{name} ({short})", "{name}（{short}）")
        }
        Origin::Worktree => text!("the files as they are", "当前文件"),
    }
}

/// The packs that are not what they were.
fn rules(diff: &RunsDiff, locale: Locale) -> Vec<String> {
    let told = diff.packs.iter().filter(|one| !one.is_same).map(|one| {
        let Text { en, zh } = pack(one);
        text!("rules: {en}", "规则：{zh}")
    });
    told.map(|text| text.get(locale).to_owned()).collect()
}

/// How many projects are as they were.
fn unchanged(projects: usize) -> Text {
    text!("projects in which nothing changes: {projects}", "没有变化的项目：{projects} 个")
}

/// The figures that differ, in a row; else that they are as they were.
fn figures(project: &ProjectDiff, locale: Locale) -> String {
    match super::figures(project) {
        figures if figures.is_empty() => locale.pick("the figures stay", "各项数字不变").to_owned(),
        figures => joined(&figures, locale),
    }
}

/// What became of an item, before and after.
fn states(change: &VerdictChange) -> [Text; 2] {
    let state = |one: Option<State>, other| super::state(one, other);
    [state(change.old, change.new), state(change.new, change.old)]
}

/// The changes of a project, by what became of them.
fn turns(project: &ProjectDiff) -> Vec<(Turn, &VerdictChange)> {
    let mut all: Vec<_> = project.changes.iter().map(|change| (change.turn(), change)).collect();
    all.sort_by_key(|(turn, _)| *turn);
    all
}

/// An exception that is new, or says something else.
fn waiver(change: &WaiverChange) -> Text {
    let (reason, by, until) = (&change.new.reason, &change.new.approved_by, change.new.expires);
    match &change.old {
        None => text!("waived until {until}: {reason} (approved by {by})", "豁免至 {until}：{reason}（批准：{by}）"),
        Some(old) if old.expires != until => {
            let before = old.expires;
            text!(
                "waived until {before} → {until}: {reason} (approved by {by})",
                "豁免期限 {before} → {until}：{reason}（批准：{by}）"
            )
        }
        Some(_) => text!(
            "the waiver until {until} now says: {reason} (approved by {by})",
            "至 {until} 的豁免改为：{reason}（批准：{by}）"
        ),
    }
}

/// The projects that came or went, and those that could not be judged: a word, the manifest, the name where it is known.
fn others(diff: &RunsDiff) -> Vec<(Text, String)> {
    let named = |(manifest, name): &(String, String)| {
        if name.is_empty() { manifest.clone() } else { format!("{manifest} ({name})") }
    };
    let mut told: Vec<_> = diff.removed.iter().map(|one| (text!("judged no longer", "不再评判"), named(one))).collect();
    told.extend(diff.added.iter().map(|one| (text!("new", "新项目"), named(one))));
    let unjudged = |manifests: &'_ [String], word: Text| {
        manifests.iter().map(|manifest| (word.clone(), manifest.clone())).collect::<Vec<_>>()
    };
    told.extend(unjudged(&diff.old.unjudged, text!("could not be judged before", "此前无法评判")));
    told.extend(unjudged(&diff.new.unjudged, text!("could not be judged now", "现在无法评判")));
    told
}
