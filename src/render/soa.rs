//! `soa` and `soa-csv`: a statement of applicability. Of each item it says whether it applies and why, how it stands and on what evidence,
//! who answers for it, when it was looked at and when that is due again, and what was waived or is planned. That is what ISO/IEC 27001
//! (6.1.3 d) and ISO/IEC 42001 (6.1.3) ask an organisation to say of its controls; whether the items of a pack are those controls, and
//! whether the statement is accepted, is for the organisation and its auditor.

mod csv;
mod markdown;

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

pub(super) use csv::{csv_head, csv_rows, csv_unjudged};
pub(super) use markdown::{page, unjudged};

use super::about::condition;
use crate::evaluate::due;
use crate::judge::Judged;
use crate::locale::{Text, text};
use crate::manifest::{Answer, Plan};
use crate::report::{EvidenceReport, ItemReport};
use crate::vocabulary::{Basis, Stage, Status, Verdict};

/// What the statement says of one item.
pub(super) struct Row<'r> {
    pub(super) item: &'r ItemReport,
    answer: Option<&'r Answer>,
    /// Why it applies, or why it does not.
    pub(super) why: Text,
    pub(super) owner: &'r str,
    /// The day through which its last review counts.
    due: Option<Date>,
}

impl Row<'_> {
    pub(super) fn applies(&self) -> bool {
        self.item.verdict != Verdict::NotApplicable
    }

    /// The same in a word.
    pub(super) fn whether(&self) -> Text {
        if self.applies() { text!("Yes", "适用") } else { text!("No", "不适用") }
    }

    /// What the project will do about a gap.
    fn plan(&self) -> Option<&Plan> {
        self.answer.and_then(|answer| answer.plan.as_ref())
    }

    /// What is asked, what the verdict rests on, and what the project says itself; nothing where the item does not apply.
    pub(super) fn state(&self) -> Vec<Text> {
        let item = self.item;
        if !self.applies() {
            return Vec::new();
        }
        let (Text { en, zh }, level) = (item.requirement.text(), item.level);
        let mut lines = vec![text!("{en}, level {level}", "{zh}，等级 {level}")];
        lines.extend(item.basis.map(Basis::text));
        if let Some(Text { en, zh }) = item.status.map(Status::text) {
            lines.push(text!("the project says: {en}", "项目自称：{zh}"));
        }
        lines.extend(item.statement.as_deref().map(Text::same));
        lines
    }

    /// When it was looked at, and when that is due again.
    pub(super) fn review(&self) -> Vec<Text> {
        let reviewed = self.item.reviewed.map(|day| text!("on {day}", "已于 {day} 复核"));
        let due = self.due.map(|day| text!("due on {day}", "有效至 {day}"));
        reviewed.into_iter().chain(due).collect()
    }

    /// What was waived, and what is planned.
    pub(super) fn exceptions(&self) -> Vec<Text> {
        let waiver = self.item.waiver.as_ref().map(|waiver| {
            let (day, reason, by) = (waiver.expires, &waiver.reason, &waiver.approved_by);
            text!("waived until {day}: {reason} (approved by {by})", "豁免至 {day}：{reason}（批准：{by}）")
        });
        let plan = self.plan().map(|plan| {
            let action = &plan.action.value;
            match &plan.by {
                Some(by) => text!("planned by {}: {action}", "计划于 {} 前完成：{action}", by.value),
                None => text!("planned: {action}", "计划：{action}"),
            }
        });
        waiver.into_iter().chain(plan).collect()
    }
}

/// What stands above each column.
pub(super) fn heads() -> [Text; 7] {
    [
        text!("Item", "条目"),
        text!("Applies, and why", "是否适用及理由"),
        text!("State", "状况"),
        text!("Evidence", "证据"),
        text!("Owner", "负责人"),
        text!("Review", "复核"),
        text!("Waiver or plan", "豁免或计划"),
    ]
}

/// What the statement does not say.
pub(super) fn disclaimer() -> Text {
    text!(
        "The items are those of the packs above, not the controls of a standard. guiju reads form and figures: that a text is true, that the \
         items suffice, and that anything conforms to a standard is for people to judge.",
        "以上条目出自所列规则包，并非任何标准的控制措施。guiju 只看形式和数字：文字是否属实、条目是否足够、是否符合某项标准，须由人来判断。"
    )
}

/// A row an item, in the order of the report.
pub(super) fn rows(judged: &Judged) -> Vec<Row<'_>> {
    let Judged { report, rulebook, manifest, .. } = judged;
    let answers: HashMap<_, _> = manifest.answers.iter().map(|answer| (answer.item.as_str(), answer)).collect();
    let rows = report.items.iter().map(|item| {
        let answer = answers.get(item.id.as_str()).copied();
        let fresh = rulebook.item(&item.id).and_then(|rule| rule.fresh_days.as_ref());
        Row {
            item,
            answer,
            why: why(item, answer, judged),
            owner: answer.and_then(|answer| answer.owner.as_deref()).unwrap_or(&manifest.project.owner),
            due: item.reviewed.zip(fresh).map(|(day, fresh)| due(day, fresh.days)),
        }
    });
    rows.collect()
}

/// Why an item applies, or why it does not: by its condition, or by what the project says.
fn why(item: &ItemReport, answer: Option<&Answer>, judged: &Judged) -> Text {
    let applies = judged.rulebook.item(&item.id).and_then(|rule| rule.applies.as_ref());
    let words = applies.and_then(|applies| condition::words(applies, &judged.rulebook));
    if let Some(excused) = &item.excused {
        // A retired project is excused from what its conditions would ask.
        return match words.filter(|_| judged.report.stage != Stage::Retired) {
            Some(Text { en, zh }) => text!("asked only where {en}", "仅在以下情况要求：{zh}"),
            None => excused.clone(),
        };
    }
    let justification = answer.and_then(|answer| answer.justification.as_ref());
    if let Some(reason) = justification.filter(|_| item.verdict == Verdict::NotApplicable) {
        let reason = &reason.value;
        return text!("the project says: {reason}", "项目说明：{reason}");
    }
    match (applies, words) {
        (None, _) => text!("asked of every project", "对所有项目的要求"),
        (Some(_), Some(Text { en, zh })) => text!("asked where {en}", "在以下情况要求：{zh}"),
        (Some(applies), None) => text!("its condition holds: {}", "条件成立：{}", applies.text),
    }
}

/// What is cited, each with what is to be said of it: an address is not read, and what is not there is missing.
pub(super) fn cited(row: &Row<'_>) -> Vec<(String, Option<Text>)> {
    let read = |evidence: &EvidenceReport| {
        let name = match (&evidence.path, &evidence.anchor) {
            (Some(path), Some(anchor)) => format!("{path}#{anchor}"),
            (Some(path), None) => path.clone(),
            (None, _) => evidence.cited.clone(),
        };
        (name, (!evidence.verified).then(|| text!("not read", "未读取")))
    };
    let known: HashSet<_> = row.item.evidence.iter().map(|evidence| evidence.cited.as_str()).collect();
    let written = row.answer.map_or(&[][..], |answer| &answer.evidence);
    let missing = written.iter().filter(|citation| !known.contains(citation.cited.as_str()));
    let missing = missing.map(|citation| (citation.cited.clone(), Some(text!("missing", "不存在"))));
    row.item.evidence.iter().map(read).chain(missing).collect()
}
