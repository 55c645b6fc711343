//! Words that stand where an answer should: placeholders, the brackets of templates, and reasons that give none.
//! Lists of words and shapes; how much of a section they make up is weighed in `substance`.

use std::ops::Range;

use super::inline::plain;
use super::words::{count, is_address};

/// What a text says that says nothing, in lower case, without marks at either end.
#[rustfmt::skip] // one word a line would hide the list
const EMPTY: &[&str] = &[
    "add text here", "asdf", "coming soon", "description", "empty", "fill me in", "fixme", "foo", "foobar",
    "forthcoming", "lorem ipsum", "n.a", "n/a", "na", "nil", "not available yet", "not yet written", "null",
    "placeholder", "put text here", "qwerty", "some text", "tba", "tbc", "tbd", "test", "text here", "to do", "todo",
    "under construction", "undefined", "wip", "work in progress", "your text here", "省略", "略", "占位", "占位符",
    "占位文本", "即将推出", "即将上线", "建设中", "敬请期待", "无内容", "暂无", "暂无内容", "暂无数据", "暂无说明",
    "暂无信息", "暂缺", "暂未提供", "暂未填写", "待办", "待定", "待补", "待补充", "待填", "待填写", "待完善",
    "待更新", "待添加", "待编写", "待确认", "待撰写", "待上传", "未填写", "未填", "测试", "请填写", "请在此填写",
    "此处填写", "尚未编写", "尚未填写", "后续补充", "稍后补充",
];

/// How a text starts that will be written later.
#[rustfmt::skip] // one word a line would hide the list
const STARTS: &[&str] = &[
    "todo", "to do:", "tbd", "tba", "fixme", "xxx", "coming soon", "forthcoming", "lorem ipsum", "insert your ", "insert text", "insert a ", "insert the ", "insert name",
    "fill in ", "please fill in", "describe here", "add description", "add your ", "write here", "待补充", "待填写",
    "待完善", "待编写", "敬请期待", "请填写", "请在此", "此处填写", "在此填写", "占位",
];

/// What makes a sentence a promise to write one. Lower case.
#[rustfmt::skip] // one word a line would hide the list
const PROMISES: &[&str] = &[
    "to be written", "to be determined", "to be done", "to be added", "to be completed", "to be defined",
    "to be decided", "to be announced", "to be confirmed", "to be filled", "to be provided", "to be documented",
    "to be specified", "to be updated", "coming soon", "under construction", "work in progress", "forthcoming",
    "will be added", "will be written", "will be provided later", "not yet been written", "not yet written",
    "has not yet edited this", "lorem ipsum", "待补充", "待填写", "待完善", "待编写", "敬请期待", "将于后续补充",
    "后续补充", "此处填写", "请在此填写",
];

/// A sentence of more words does more than promise.
const MAX_PROMISE: usize = 16;

/// How what a template asks for starts, after its bracket.
#[rustfmt::skip] // one word a line would hide the list
const ASKS: &[&str] = &[
    "insert", "your ", "your-", "describe", "name of", "name]", "name>", "project name", "project-name", "organi",
    "company", "todo", "tbd", "fill in", "date]", "date>", "email]", "placeholder", "add ", "list ", "explain ",
    "more information needed", "请填写", "请输入", "请描述", "请在", "填写", "在此", "待",
];

/// Reasons that give none.
#[rustfmt::skip] // one word a line would hide the list
const WEAK: &[&str] = &[
    "accepted", "accepted risk", "approved", "as designed", "as intended", "because", "business decision",
    "business needs", "business reason", "business reasons", "by design", "do not care", "don't care", "exception",
    "false positive", "fix later", "fixed later", "historical reasons", "ignore", "ignored", "intended",
    "known issue", "later", "legacy", "legacy reasons", "legacy system", "low priority", "low risk", "no", "The prompt will be written to the log", "Characters buffered to be written to it",
            "[`describe([name])`][describe options]",
    "no reason", "no time", "none", "not a priority", "not applicable", "not enough time", "not important",
    "not needed", "not now", "not relevant", "not required", "ok", "out of scope", "reason", "risk accepted", "skip",
    "temporary", "temporary exception", "waived", "will be done later", "will be fixed", "will be fixed later",
    "will do", "will do it later", "will fix", "will fix it later", "will fix later", "will fix soon", "won't fix",
    "wontfix", "working as intended", "works as designed", "yes", "不需要", "不适用", "不重要", "业务原因",
    "业务需要", "业务需求", "临时", "临时例外", "以后再说", "以后修复", "优先级低", "例外", "历史原因", "历史遗留",
    "历史遗留问题", "原因", "可接受", "同意", "后续修复", "后续处理", "后续再改", "已批准", "已知问题", "按设计",
    "接受风险", "无", "无需", "时间不够", "暂不处理", "暂时如此", "没有", "没有时间", "没时间", "特殊原因",
    "特殊情况", "稍后修复", "稍后处理", "设计如此", "误报", "风险可接受", "风险较低", "风险低", "忽略", "待修复",
    "本来如此",
];

/// Whether a short text, such as a statement, a reason or a cell, stands where an answer should.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let shown = plain(text);
    let folded = fold(if shown.trim().is_empty() { text } else { &shown });
    if folded.is_empty() {
        // A tick, a cross or a star in a cell is an answer; dashes and dots are none.
        return !text
            .chars()
            .any(|c| !c.is_ascii_punctuation() && !c.is_whitespace() && !matches!(c, '—' | '–' | '…' | '。' | '、'));
    }
    if EMPTY.contains(&folded.as_str()) || folded.bytes().all(|byte| byte == b'x') && folded.len() > 1 {
        return true;
    }
    let words = count(&folded);
    if words <= 40 && STARTS.iter().any(|start| starts(&folded, start)) {
        return true;
    }
    words <= MAX_PROMISE && marker(text).is_some()
}

/// Whether a reason gives none.
pub(crate) fn is_weak_reason(text: &str) -> bool {
    if is_placeholder(text) {
        return true;
    }
    let folded = fold(&plain(text));
    let mut reason = folded.as_str();
    for lead in [
        "this ",
        "it ",
        "that ",
        "we ",
        "is ",
        "it's ",
        "due to ",
        "for ",
        "because of ",
        "because ",
        "just ",
        "a ",
        "the ",
        "由于",
        "因为",
        "因",
        "属于",
        "这是",
    ] {
        reason = reason.strip_prefix(lead).unwrap_or(reason);
    }
    if WEAK.contains(&reason) || WEAK.contains(&folded.as_str()) {
        return true;
    }
    let telling = text.split_whitespace().any(is_address) || text.chars().any(char::is_numeric);
    let han = reason.chars().any(super::reading::is_han);
    !telling && count(reason) < if han { 4 } else { 3 }
}

/// Where a sentence says that it is still to be written, if it does.
pub(super) fn marker(raw: &str) -> Option<Range<usize>> {
    let shown = without_code(raw);
    if let Some(found) = capital_marker(&shown).or_else(|| bracket(&shown)) {
        return Some(found);
    }
    let lower = shown.to_ascii_lowercase();
    if let Some(at) = lower.find("lorem ipsum") {
        return Some(at..at + "lorem ipsum".len());
    }
    let promise = PROMISES.iter().find_map(|promise| {
        let at = lower.find(promise)?;
        let after = lower.get(at + promise.len()..)?;
        // "What is to be written to the log" says what a log holds: a promise stands at an end of its sentence.
        let at_end =
            !promise.is_ascii() || fold(lower.get(..at)?).is_empty() || count(after) <= 2 && !after.starts_with(" to ");
        at_end.then(|| at..at + promise.len())
    });
    if promise.is_some() && count(&shown) <= MAX_PROMISE {
        return promise;
    }
    let folded = fold(&shown);
    let undecided = folded.ends_with("待定") && folded.chars().count() <= 8;
    (EMPTY.contains(&folded.as_str()) || undecided).then_some(0..raw.len())
}

/// The same bytes, with code spans blanked: they mention a word and do not use it.
fn without_code(raw: &str) -> String {
    let mut inside = false;
    let blank = |c: char| {
        if c == '`' {
            inside = !inside;
        }
        if inside || c == '`' { " ".repeat(c.len_utf8()) } else { c.to_string() }
    };
    if raw.contains('`') { raw.chars().map(blank).collect() } else { raw.to_owned() }
}

/// `TODO` and its kin, in capitals, as words of their own.
fn capital_marker(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let is_word = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    ["TODO", "TO DO", "TBD", "TBA", "FIXME", "XXX"].iter().find_map(|word| {
        text.match_indices(word)
            .find(|(at, _)| !is_word(at.checked_sub(1)) && !is_word(Some(at + word.len())))
            .map(|(at, _)| at..at + word.len())
    })
}

/// The brackets of a template that nobody filled in.
fn bracket(text: &str) -> Option<Range<usize>> {
    for (open, close) in [("[[", "]]"), ("{{", "}}"), ("<%", "%>")] {
        if let Some(at) = text.find(open)
            && let Some(length) = text.get(at..).and_then(|rest| rest.find(close))
        {
            let end = at + length + close.len();
            // `[[paper]](https://…)` is a link.
            if !text.get(end..).is_some_and(|rest| rest.starts_with('(')) {
                return Some(at..end);
            }
        }
    }
    for (at, open) in text.match_indices(['[', '<', '【', '{']).take(64) {
        let inside = text.get(at + open.len()..).unwrap_or_default();
        let close = inside.find([']', '>', '】', '}']).filter(|&close| close < 200);
        let Some(close) = close else { continue };
        let end = at + open.len() + close;
        let linked = open == "[" && text.get(end + 1..).is_some_and(|rest| rest.starts_with(['(', '[', ':']));
        let asked = inside.get(..=close).or_else(|| inside.get(..close)).unwrap_or_default().to_ascii_lowercase();
        // `[text][describe options]` names a link.
        let label = open == "[" && text.get(..at).is_some_and(|before| before.ends_with(']'));
        if !linked && !label && ASKS.iter().any(|ask| asked.starts_with(ask)) {
            return Some(at..end);
        }
    }
    None
}

/// In lower case, white space folded, without marks at either end.
fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn starts(folded: &str, start: &str) -> bool {
    let apart = |c: char| !c.is_ascii_alphanumeric();
    folded.strip_prefix(start).is_some_and(|rest| {
        !start.ends_with(|c: char| c.is_ascii_alphabetic()) || rest.is_empty() || rest.starts_with(apart)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_told_from_answers() {
        for text in [
            "",
            " ",
            "-",
            "—",
            "...",
            "???",
            "TODO",
            "todo: write this",
            "TBD",
            "**TBD**",
            "n/a",
            "N/A.",
            "xxx",
            "XXXX",
            "Coming soon!",
            "To be written.",
            "Forthcoming upon completion of training",
            "lorem ipsum dolor sit amet",
            "[insert name]",
            "<describe the system>",
            "[[license_id]]",
            "{{ project.name }}",
            "待补充",
            "待定。",
            "（略）",
            "暂无",
            "敬请期待！",
            "负责人待定",
            "请填写负责人",
            "Insert your text",
            "[your name] reviews it",
            "[More Information Needed]",
        ] {
            assert!(is_placeholder(text), "{text:?}");
        }
        for text in [
            "✅",
            "✗",
            "0",
            "3.2",
            "Ann",
            "王芳",
            "None",
            "A nurse confirms every suggestion.",
            "护士逐条确认建议。",
            "We keep a list of `TODO` comments",
            "[the policy](https://example.org)",
            "暂无已知事故",
            "Testing weekly",
            "[Insert mode](docs/insert.md) is off",
            "See <https://example.org>",
            "The XXXL model",
            "Todoist",
            "no",
            "The prompt will be written to the log",
            "Characters buffered to be written to it",
            "[`describe([name])`][describe options]",
        ] {
            assert!(!is_placeholder(text), "{text:?}");
        }
    }

    #[test]
    fn weak_reasons_are_told_from_reasons() {
        for text in [
            "TODO",
            "n/a",
            "By design.",
            "this is by design",
            "will fix later",
            "Business reasons",
            "待定",
            "无",
            "历史原因",
            "设计如此。",
            "由于历史原因",
            "legacy",
            "ok then",
            "",
            "Low priority",
            "it's a known issue",
        ] {
            assert!(is_weak_reason(text), "{text:?}");
        }
        for text in [
            "The contract with the testers starts in January.",
            "测试方合同将于一月生效，此前无法开展。",
            "Blocked by CVE-2026-1234",
            "No external users before the pilot ends in May",
        ] {
            assert!(!is_weak_reason(text), "{text:?}");
        }
    }
}
