//! The questions that a verdict hangs on, each with what was seen.

use super::{Case, Line, Part};
use crate::evaluate::{Stood, Traced, due, rows};
use crate::expr::Clue;
use crate::finding::{Code, Family, Finding, Place};
use crate::locale::{Text, text};
use crate::meaning::verdict_meaning;
use crate::vocabulary::Status;

/// How many files of a check are named.
const NAMED: usize = 3;
/// How much is shown of what a check asks, in characters.
const SHOWN: usize = 160;

impl Case<'_> {
    /// All of them, in the order in which they decide.
    pub(super) fn parts(&self) -> Vec<Part> {
        let parts = [
            Some(self.applies()),
            Some(self.requirement()),
            Some(self.answer()),
            self.evidence(),
            self.checks(),
            self.freshness(),
            self.waiver(),
            Some(self.verdict()),
            self.findings_part(),
        ];
        parts.into_iter().flatten().collect()
    }

    fn applies(&self) -> Part {
        let applies = self.trace.facts.applies;
        let lines = match (&self.trace.applies, &self.item.excused) {
            // A condition that holds for a project that is left alone all the same.
            (Some(condition), Some(excuse)) if condition.holds == Some(true) => {
                vec![condition_line(condition), Line::new(Some(false), excuse.clone(), None)]
            }
            (Some(condition), _) => vec![condition_line(condition)],
            (None, Some(excuse)) => vec![Line::new(Some(false), excuse.clone(), None)],
            (None, None) => vec![Line::new(Some(true), text!("it applies to every project", "适用于所有项目"), None)],
        };
        Part {
            word: "applies", title: text!("applies to this project", "适用于本项目"), holds: Some(applies), lines
        }
    }

    fn requirement(&self) -> Part {
        let (rule, report) = (self.rule, &self.judged.report);
        let word = rule.requirement.value.text();
        let (en, zh) = (&word.en, &word.zh);
        let place = Place::new(&rule.source, rule.requirement.span, Text::default());
        let mut lines = vec![Line::new(None, text!("{en} by the pack", "规则包将其列为“{zh}”"), Some(place))];
        lines.extend(self.trace.required_when.iter().map(condition_line));
        let (level, aimed) = (self.item.level, report.level_aimed);
        let place = Place::new(&rule.source, rule.level.span, Text::default());
        let level = text!("level {level}; the project aims at {aimed}", "属于等级 {level}；项目的目标等级为 {aimed}");
        lines.push(Line::new(None, level, Some(place)));
        lines.extend(rule.effective_from.map(|day| {
            let label = text!("in effect from {day}", "自 {day} 起生效");
            Line::new(None, label, None)
        }));
        let word = self.item.requirement.text();
        let (en, zh) = (&word.en, &word.zh);
        Part {
            word: "requirement",
            title: text!("asked of this project: {en}", "对本项目的要求：{zh}"),
            holds: None,
            lines,
        }
    }

    fn answer(&self) -> Part {
        let manifest = &self.judged.manifest;
        let title = text!("answer", "回答");
        let Some(answer) = manifest.answer(&self.item.id) else {
            let none = text!("nothing is said on it", "没有回答");
            let line = Line::new(Some(false), none, Some(self.item.place.clone()));
            return Part { word: "answer", title, holds: None, lines: vec![line] };
        };
        let place = |span| Some(Place::new(&manifest.source, span, Text::default()));
        let mut lines = Vec::new();
        match &answer.status {
            Some(status) => {
                let (en, word) = (status.value.word(), status.value.text());
                let zh = &word.zh;
                lines.push(Line::new(None, text!("it says `{en}`", "答为“{zh}”"), place(status.span)));
            }
            None => {
                let none = text!("its status is none of the four words", "其状态不是四种之一");
                lines.push(Line::new(Some(false), none, place(answer.span)));
            }
        }
        for words in [&answer.statement, &answer.justification].into_iter().flatten() {
            let said = &words.value;
            lines.push(Line::new(None, text!("in these words: {said}", "说明：{said}"), place(words.span)));
        }
        if let Some(plan) = &answer.plan {
            let action = &plan.action.value;
            lines.push(Line::new(None, text!("planned: {action}", "计划：{action}"), place(plan.action.span)));
        }
        lines.extend(self.told(&[Family::Claims]));
        Part { word: "answer", title, holds: None, lines }
    }

    /// What is cited, where the answer claims something.
    fn evidence(&self) -> Option<Part> {
        let trace = self.trace;
        if trace.cited.is_empty() && trace.lacking.is_empty() {
            return None;
        }
        let mut lines: Vec<_> = trace.cited.iter().map(stood).collect();
        lines.extend(trace.lacking.iter().map(|lack| Line::new(Some(false), lack.clone(), None)));
        let holds = lines.iter().all(|line| line.holds != Some(false));
        Some(Part { word: "evidence", title: text!("evidence stands", "证据齐备"), holds: Some(holds), lines })
    }

    fn checks(&self) -> Option<Part> {
        let checks = &self.trace.checks;
        if checks.is_empty() {
            return None;
        }
        let holds = checks.iter().all(|check| check.holds != Some(false));
        let lines = checks.iter().map(check_line).collect();
        Some(Part { word: "checks", title: text!("checks hold", "检查通过"), holds: Some(holds), lines })
    }

    /// Reviews, where the answer is one that grows stale.
    fn freshness(&self) -> Option<Part> {
        if self.item.status != Some(Status::Met) || !self.trace.facts.applies {
            return None;
        }
        let mut lines: Vec<_> = self
            .trace
            .looked
            .iter()
            .map(|(day, place)| Line::new(None, text!("looked at on {day}", "复核于 {day}"), Some(place.clone())))
            .collect();
        if let Some(fresh) = &self.rule.fresh_days {
            let days = fresh.days;
            let place = Place::new(&fresh.source, fresh.span, Text::default());
            let asked = match self.item.reviewed.map(|day| due(day, days)) {
                Some(last) => {
                    text!("a review counts for {days} days: through {last}", "复核有效期 {days} 天：至 {last}")
                }
                None => text!("a review counts for {days} days", "复核有效期 {days} 天"),
            };
            lines.push(Line::new(None, asked, Some(place)));
        } else {
            lines.push(Line::new(None, text!("the item asks for no review", "本项不要求定期复核"), None));
        }
        lines.extend(self.told(&[Family::Time]));
        let title = text!("reviewed recently enough, and unchanged since", "复核未过期，且此后没有改动");
        Some(Part { word: "freshness", title, holds: Some(self.trace.facts.fresh), lines })
    }

    /// Exceptions that name the item.
    fn waiver(&self) -> Option<Part> {
        let waivers = self.judged.manifest.waivers.iter().filter(|waiver| waiver.item.value == self.item.id);
        let mut lines: Vec<_> = waivers
            .map(|waiver| {
                let (expires, reason) = (waiver.expires.as_ref(), waiver.reason.as_ref());
                let day = expires.map_or_else(|| "?".to_owned(), |day| day.value.to_string());
                let reason = reason.map_or("", |reason| reason.value.as_str());
                let label = text!("a waiver through {day}: {reason}", "豁免至 {day}：{reason}");
                Line::new(None, label, Some(Place::new(&waiver.source, waiver.item.span, Text::default())))
            })
            .collect();
        if lines.is_empty() {
            return None;
        }
        lines.extend(self.told(&[Family::Waivers]));
        let title = text!("a waiver counts", "有豁免生效");
        Some(Part { word: "waiver", title, holds: Some(self.trace.facts.waiver), lines })
    }

    /// The rows of the verdict's table down to the one that holds.
    fn verdict(&self) -> Part {
        let row = |(verdict, holds): (crate::vocabulary::Verdict, bool)| {
            let (word, meaning) = (verdict.text(), verdict_meaning(verdict));
            let (word_en, word_zh) = (&word.en, &word.zh);
            let (en, zh) = (meaning.en.trim_end_matches('.'), meaning.zh.trim_end_matches('。'));
            Line::new(Some(holds), text!("{word_en}: {en}", "{word_zh}：{zh}"), None)
        };
        let lines = rows(self.trace.facts).into_iter().map(row).collect();
        let title = text!("the verdict is the first of these that holds", "结论取以下第一个成立者");
        Part { word: "verdict", title, holds: None, lines }
    }

    /// The findings with their weights, and why they weigh no more.
    fn findings_part(&self) -> Option<Part> {
        let mut lines: Vec<_> = self
            .findings()
            .map(|finding| {
                let (severity, code) = (finding.severity.text(), finding.code.word());
                let (en, zh) = (&severity.en, &severity.zh);
                let told = &finding.message;
                let (told_en, told_zh) = (&told.en, &told.zh);
                let text = text!("{en}[{code}]: {told_en}", "{zh}[{code}]：{told_zh}");
                Line::new(None, text, Some(finding.place.clone()))
            })
            .collect();
        if lines.is_empty() {
            return None;
        }
        if !self.trace.is_asked {
            let label = text!(
                "the item is not asked for yet (its level, or its day): what it finds are notes",
                "本项尚未要求（因等级或生效日期），其问题一律记为提示"
            );
            lines.push(Line::new(None, label, None));
        }
        let word = self.item.requirement.text();
        let (en, zh) = (&word.en, &word.zh);
        let title = text!("findings, weighed as of an item that is {en}", "发现的问题，按“{zh}”条目计轻重");
        Some(Part { word: "findings", title, holds: None, lines })
    }

    /// What findings of some families say. Those on evidence were told where it is cited.
    fn told(&self, families: &[Family]) -> Vec<Line> {
        let own = self.findings().filter(|finding| families.contains(&finding.code.family()));
        own.map(|finding| Line::new(weight(finding), finding.message.clone(), Some(finding.place.clone()))).collect()
    }
}

/// What is good to know speaks neither for nor against.
fn weight(finding: &Finding) -> Option<bool> {
    let remarks = [Code::DueSoon, Code::Underclaimed, Code::WaiverExpiring, Code::WaiverUnused];
    (!remarks.contains(&finding.code)).then_some(false)
}

/// A condition, and below it what decided; on one line where that is the whole condition.
fn condition_line(condition: &Traced) -> Line {
    let line = Line::new(condition.holds, condition.asked.clone(), Some(condition.place.clone()));
    match condition.clues.as_slice() {
        [only] if only.text == condition.asked.en => Line { text: clue_text(only), ..line },
        clues => line.under(clues.iter().map(clue_line).collect()),
    }
}

fn clue_line(clue: &Clue) -> Line {
    Line::new(clue.outcome.as_ref().ok().copied(), clue_text(clue), None)
}

/// A condition and the values that it saw: "project.stage == 'pilot' (project.stage = 'production')".
fn clue_text(clue: &Clue) -> Text {
    let saw: Vec<_> = clue.saw.iter().map(|(path, value)| format!("{path} = {value}")).collect();
    let (text, en, zh) = (&clue.text, saw.join(", "), saw.join("，"));
    if saw.is_empty() { Text::same(text.clone()) } else { text!("{text} ({en})", "{text}（{zh}）") }
}

fn stood(stood: &Stood) -> Line {
    let cited = &stood.cited;
    let line = Line::new(
        Some(stood.stands && stood.wrong.is_empty()),
        Text::same(format!("`{cited}`")),
        Some(stood.place.clone()),
    );
    let found = stood.found.iter().map(|(text, place)| Line::new(Some(true), text.clone(), place.clone()));
    let wrong = stood.wrong.iter().map(|text| Line::new(Some(false), text.clone(), None));
    line.under(found.chain(wrong).collect())
}

fn check_line(check: &Traced) -> Line {
    let mut under: Vec<_> = check.clues.iter().map(clue_line).collect();
    if let Some(files) = looked_at(check) {
        under.push(Line::new(None, files, None));
    }
    under.extend(check.saw.iter().map(|(text, place)| Line::new(check.holds, text.clone(), place.clone())));
    let asked = Text { en: short(&check.asked.en), zh: short(&check.asked.zh) };
    Line::new(check.holds, asked, Some(check.place.clone())).under(under)
}

/// The start of a text that is long with patterns; `explain` without a project shows all of it.
fn short(text: &str) -> String {
    let start: String = text.chars().take(SHOWN).collect();
    if start.len() < text.len() { format!("{start}…") } else { start }
}

/// The files that a check looked at; none for one that looks at no file.
fn looked_at(check: &Traced) -> Option<Text> {
    if check.holds.is_none() {
        return Some(text!("left out: nothing that it looks at is cited", "略过：未引用它所查看的文件"));
    }
    let named: Vec<_> = check.files.iter().take(NAMED).map(|file| format!("`{file}`")).collect();
    let (en, zh, more) = (named.join(", "), named.join("、"), check.files.len().saturating_sub(NAMED));
    match (check.files.len(), more) {
        (0, _) if check.clues.is_empty() => {
            Some(text!("no cited file is one that it looks at", "引用的文件中没有它所查看的"))
        }
        (0, _) => None,
        (_, 0) => Some(text!("looked at {en}", "查看了 {zh}")),
        _ => Some(text!("looked at {en} and {more} more", "查看了 {zh} 等另外 {more} 个文件")),
    }
}
