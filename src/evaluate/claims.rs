//! What the answer itself says: gaps, ways around the question, words that are missing. It looks at no evidence.

use super::inquiry::{Draft, Inquiry};
use crate::finding::Code;
use crate::locale::{Text, text};
use crate::manifest::{Answer, snippet};
use crate::text::{is_placeholder, is_weak_reason};
use crate::vocabulary::Status;

/// Findings of the family of claims, but for those that need the evidence.
pub(super) fn claims(inquiry: &Inquiry<'_>) -> Vec<Draft> {
    let Some(answer) = inquiry.answer else { return vec![unanswered(inquiry)] };
    match inquiry.status() {
        // The word is none of the four: the file's own finding has said so.
        None => Vec::new(),
        Some(Status::Met) => statement(inquiry, answer).into_iter().collect(),
        Some(Status::Partial) => gap(inquiry, answer, Code::Partial),
        Some(Status::Unmet) => gap(inquiry, answer, Code::Unmet),
        Some(Status::NotApplicable) => opt_out(inquiry, answer).into_iter().collect(),
    }
}

/// Whether a justification says something.
pub(super) fn is_justified(answer: &Answer) -> bool {
    answer.justification.as_ref().is_some_and(|text| !is_weak_reason(&text.value))
}

fn unanswered(inquiry: &Inquiry<'_>) -> Draft {
    let item = inquiry.item;
    let (en, zh) = (&item.title.en, &item.title.zh);
    let message = text!("nothing is said on “{en}”", "没有回答“{zh}”");
    let place = inquiry.claim(inquiry.nearest(), text!("no answer in this manifest", "清单中没有这一项的回答"));
    let stub = snippet::stub(inquiry.manifest.syntax, &item.id);
    let help = text!("answer it, if only with a gap:\n{stub}", "请作答，哪怕只是承认差距：\n{stub}");
    inquiry.draft(Code::Unanswered, message, place).help(help)
}

fn statement(inquiry: &Inquiry<'_>, answer: &Answer) -> Option<Draft> {
    let Some(statement) = &answer.statement else {
        let message = text!("the claim does not say how it is met", "声明没有说明如何做到");
        let place = inquiry.claim(inquiry.nearest(), text!("no `statement` here", "此处缺少 `statement`"));
        let line = snippet::text(inquiry.manifest.syntax, "statement");
        let help = text!("add `{line}`: what is done, by whom", "请添加 `{line}`：做了什么、由谁负责");
        return Some(inquiry.draft(Code::StatementMissing, message, place).help(help));
    };
    is_weak_reason(&statement.value).then(|| {
        let message = text!("the statement does not say how it is met", "声明没有说明如何做到");
        let place = inquiry.claim(statement.span, text!("says nothing yet", "尚未说明任何内容"));
        let help = text!(
            "say what is done, by whom; or say `partial` or `unmet`",
            "请写明做了什么、由谁负责；或改为 `partial`、`unmet`"
        );
        inquiry.draft(Code::Placeholder, message, place).help(help)
    })
}

fn gap(inquiry: &Inquiry<'_>, answer: &Answer, code: Code) -> Vec<Draft> {
    let (en, zh) = (&inquiry.item.title.en, &inquiry.item.title.zh);
    let message = match code {
        Code::Partial => text!("“{en}” is met in part", "“{zh}”仅部分满足"),
        _ => text!("“{en}” is not met", "“{zh}”未满足"),
    };
    let span = answer.status.as_ref().map_or(answer.span, |status| status.span);
    let place = inquiry.claim(span, planned(answer));
    let mut drafts = vec![inquiry.draft(code, message, place)];
    drafts.extend(plan(inquiry, answer));
    drafts
}

/// What is planned about a gap, to stand beside it.
fn planned(answer: &Answer) -> Text {
    match answer.plan.as_ref().and_then(|plan| Some((&plan.action.value, plan.by.as_ref()?.value))) {
        Some((action, by)) => text!("planned by {by}: {action}", "计划于 {by} 前完成：{action}"),
        None => text!("the project says so itself", "项目自己如实说明"),
    }
}

fn plan(inquiry: &Inquiry<'_>, answer: &Answer) -> Option<Draft> {
    let Some(plan) = &answer.plan else {
        let message = text!("the gap has no plan", "这一差距没有整改计划");
        let place = inquiry.claim(answer.span, text!("no `plan` here", "此处缺少 `plan`"));
        let line = snippet::plan(inquiry.manifest.syntax);
        let help = text!("add `{line}`", "请添加 `{line}`");
        return Some(inquiry.draft(Code::PlanMissing, message, place).help(help));
    };
    if is_placeholder(&plan.action.value) {
        let message = text!("the plan is a placeholder", "整改计划只是占位文字");
        let place = inquiry.claim(plan.action.span, text!("says nothing yet", "尚未说明任何内容"));
        return Some(inquiry.draft(Code::PlanMissing, message, place));
    }
    let by = plan.by.as_ref().filter(|by| by.value < inquiry.today)?;
    let day = by.value;
    let message = text!("the plan was due on {day}", "整改计划应于 {day} 完成，已逾期");
    let place = inquiry.claim(by.span, text!("this day is over", "该日期已过"));
    let help = text!("say what has become of it, or set a new day", "请写明进展，或重新确定日期");
    Some(inquiry.draft(Code::PlanOverdue, message, place).help(help))
}

fn opt_out(inquiry: &Inquiry<'_>, answer: &Answer) -> Option<Draft> {
    let span = answer.status.as_ref().map_or(answer.span, |status| status.span);
    let place = |label: Text| inquiry.claim(span, label);
    if !inquiry.item.opt_out {
        let (en, zh) = (&inquiry.item.title.en, &inquiry.item.title.zh);
        let message =
            text!("“{en}” applies to this project and cannot be opted out of", "“{zh}”适用于本项目，不能选择不适用");
        let help = text!(
            "say `met`, `partial` or `unmet`; a dated waiver is the way to an exception",
            "请改为 `met`、`partial` 或 `unmet`；确需例外时请使用有期限的豁免"
        );
        let draft = inquiry.draft(
            Code::OptOutRefused,
            message,
            place(text!("this item does not allow it", "本项不允许这样回答")),
        );
        return Some(draft.help(help));
    }
    if is_justified(answer) {
        return None;
    }
    let message = text!("no reason is given why the item does not apply", "没有说明本项为何不适用");
    let line = snippet::text(inquiry.manifest.syntax, "justification");
    let help = text!("add `{line}`", "请添加 `{line}`");
    let draft = inquiry.draft(Code::JustificationMissing, message, place(text!("without a justification", "缺少理由")));
    Some(draft.help(help))
}
