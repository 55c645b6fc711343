//! The way up as text for a terminal.

use std::fmt::Write as _;

use crate::ascent::{Ascent, Rank, Step};
use crate::finding::Place;
use crate::locale::{Text, text};
use crate::render::table::wrap;
use crate::render::{View, one_line};
use crate::vocabulary::Verdict;

/// How many steps are shown beyond those that the level waits for; JSON has them all.
const BEYOND: usize = 10;
/// How far a step's number stands in, and what is said of it, in columns.
const INDENTS: (usize, usize) = (2, 6);

/// Each project's way, a paragraph a step.
pub(super) fn page(ways: &[Ascent], view: &View) -> String {
    let mut out = String::new();
    for (at, way) in ways.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        Page { out: &mut out, view }.way(way);
    }
    out
}

struct Page<'p> {
    out: &'p mut String,
    view: &'p View,
}

impl Page<'_> {
    fn way(&mut self, way: &Ascent) {
        self.line(&headline(way), 0, 2);
        let awaited = way.steps.iter().filter(|step| step.is_awaited).count();
        self.line(&aim(way, awaited), 0, 2);
        let (first, beyond) = way.steps.split_at_checked(awaited).unwrap_or_default();
        for (at, step) in first.iter().enumerate() {
            self.step(at + 1, step);
        }
        if beyond.is_empty() {
            if first.is_empty() {
                self.line(&text!("nothing is left to do at these levels", "这些等级上已没有要做的事"), 0, 2);
                return;
            }
        } else {
            self.line(&text!("beyond that, what lifts the score most:", "此外，按提升得分多少排列："), 0, 2);
        }
        for (at, step) in beyond.iter().take(BEYOND).enumerate() {
            self.step(awaited + at + 1, step);
        }
        if let (more @ 1.., Some(last)) = (beyond.len().saturating_sub(BEYOND), beyond.last()) {
            let score = percent(last.score);
            let left = text!(
                "… and {more} more steps, up to {score}; `--format json` has them all",
                "……另有 {more} 步，全部完成后为 {score}；`--format json` 列出全部"
            );
            self.line(&left, INDENTS.0, INDENTS.1);
        }
        let honest = text!(
            "A step counts once it is true and the evidence shows it; until then, say `partial` or `unmet`.",
            "只有确实做到、且证据足以说明之后，这一步才算数；在此之前，请如实答 `partial` 或 `unmet`。"
        );
        self.out.push('\n');
        self.line(&honest, 0, 0);
    }

    fn step(&mut self, number: usize, step: &Step) {
        let (first, later) = INDENTS;
        self.line(&head(number, step), first, later);
        let advice = &step.advice;
        let what = match &advice.place {
            Some(place) => at(&advice.what, place),
            None => advice.what.clone(),
        };
        self.line(&what, later, later);
        if let Some(help) = &advice.help {
            let (en, zh) = (&help.en, &help.zh);
            self.line(&text!("help: {en}", "帮助：{zh}"), later, later);
        }
        if let more @ 1.. = advice.more {
            self.line(&text!("findings that stand against it as well: {more}", "另有 {more} 处问题"), later, later);
        }
        if step.verdict == Verdict::Overclaimed {
            let score = percent(step.in_part);
            let honest = text!(
                "if it is only partly so, say `partial` with a plan: an overclaim earns nothing, that earns half ({score})",
                "若只做到一部分，请答 `partial` 并附计划：名不副实不得分，如实说明得一半（{score}）"
            );
            self.line(&honest, later, later);
        }
        if let Some(rank) = &step.reaches {
            let (en, zh) = named(rank);
            self.line(&text!("with this, level {en} is reached", "至此达到等级 {zh}"), first, first);
        }
    }

    /// Wrapped lines: the first so far in, the others so far.
    fn line(&mut self, text: &Text, first: usize, later: usize) {
        let text = one_line(text.get(self.view.locale));
        for (at, line) in wrap(&text, self.view.width.saturating_sub(first.max(later))).iter().enumerate() {
            let _ = writeln!(self.out, "{}{line}", " ".repeat(if at == 0 { first } else { later }));
        }
    }
}

/// "1 (Foundation)", in each language.
fn named(rank: &Rank) -> (String, String) {
    let (number, title) = (rank.rank, &rank.title);
    (format!("{number} ({})", title.en), format!("{number}（{}）", title.zh))
}

fn percent(score: Option<f64>) -> String {
    score.map_or_else(|| "-".to_owned(), |score| format!("{score:.1} %"))
}

fn headline(way: &Ascent) -> Text {
    let name = if way.name.is_empty() { &way.manifest } else { &way.name };
    let (en, zh) = way.attained.as_ref().map_or_else(|| ("none".to_owned(), "无".to_owned()), named);
    let (score, counted) = (percent(way.score), way.counted);
    if counted > way.aimed {
        let aimed = way.aimed;
        return text!(
            "{name}: level attained: {en}; score {score}, over the items up to level {counted} (aimed at: {aimed})",
            "{name}：达到等级：{zh}；得分 {score}，按等级 {counted} 及以下的条目计算（目标等级：{aimed}）"
        );
    }
    text!("{name}: level attained: {en}; score {score}", "{name}：达到等级：{zh}；得分 {score}")
}

fn aim(way: &Ascent, awaited: usize) -> Text {
    let Some(target) = &way.target else {
        return text!("no higher level requires anything of this project", "更高等级对本项目没有必需条目");
    };
    let (en, zh) = named(target);
    match (awaited, way.is_attainable) {
        (0, true) => text!("level {en} is attained", "已达到等级 {zh}"),
        (0, false) => text!(
            "level {en} requires nothing of this project, so it cannot be attained",
            "等级 {zh}对本项目没有必需条目，因此无从达到"
        ),
        (_, false) => text!(
            "level {en} requires nothing of this project, so it cannot be attained; for the levels below it, still to do: {awaited}",
            "等级 {zh}对本项目没有必需条目，因此无从达到；其下各等级还差 {awaited} 项："
        ),
        (1, true) => text!("level {en} waits for one item:", "达到等级 {zh}还差 1 项："),
        (_, true) => text!(
            "level {en} waits for these {awaited} items, all of them:",
            "达到等级 {zh}还差以下 {awaited} 项，缺一不可："
        ),
    }
}

/// "3. security/red-team (required, overclaimed, 2 edits): then 82.4 %".
fn head(number: usize, step: &Step) -> Text {
    let (item, score, edits) = (&step.item, percent(step.score), step.edits);
    let (requirement, verdict) = (step.requirement.text(), step.verdict.text());
    let (requirement_en, verdict_en) = (&requirement.en, &verdict.en);
    let (requirement_zh, verdict_zh) = (&requirement.zh, &verdict.zh);
    let plural = if edits == 1 { "" } else { "s" };
    text!(
        "{number}. {item} ({requirement_en}, now {verdict_en}; {edits} edit{plural}): then {score}",
        "{number}. {item}（{requirement_zh}，现为{verdict_zh}；{edits} 处修改）：之后 {score}"
    )
}

/// A message, where it shows, and what stands there.
fn at(what: &Text, place: &Place) -> Text {
    let (en, zh) = (&what.en, &what.zh);
    let (file, line) = (place.source.name(), place.source.position(place.span.start).line);
    let (label_en, label_zh) = (&place.label.en, &place.label.zh);
    if label_en.is_empty() {
        return text!("{en} ({file}:{line})", "{zh}（{file}:{line}）");
    }
    text!("{en} ({file}:{line}: {label_en})", "{zh}（{file}:{line}：{label_zh}）")
}
