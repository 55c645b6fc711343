//! The words behind `placeholder` and `marker`, and one way to look for many of them in one pass over a text. All lists are
//! in lower case and in the order of their bytes; what a word found means is not decided here.

/// What a text says that says nothing, without marks at either end.
#[rustfmt::skip] // one word a line would hide the list
pub(super) const EMPTY: &[&str] = &[
    "add text here", "asdf", "coming soon", "description", "empty", "fill me in", "fixme", "foo", "foobar",
    "forthcoming", "lorem ipsum", "n.a", "n/a", "na", "nil", "not available yet", "not yet written", "null",
    "placeholder", "put text here", "qwerty", "some text", "tba", "tbc", "tbd", "test", "text here", "to do", "todo",
    "undefined", "under construction", "wip", "work in progress", "your text here", "占位", "占位文本", "占位符",
    "即将上线", "即将推出", "后续补充", "尚未填写", "尚未编写", "建设中", "待上传", "待办", "待填", "待填写",
    "待完善", "待定", "待撰写", "待更新", "待添加", "待确认", "待编写", "待补", "待补充", "敬请期待", "无内容",
    "暂无", "暂无信息", "暂无内容", "暂无数据", "暂无说明", "暂未填写", "暂未提供", "暂缺", "未填", "未填写",
    "此处填写", "测试", "略", "省略", "稍后补充", "请在此填写", "请填写",
];

/// How a text starts that will be written later.
#[rustfmt::skip] // as above
pub(super) static STARTS: Phrases = Phrases::of(&[
    "add description", "add your ", "coming soon", "describe here", "fill in ", "fixme", "forthcoming", "insert a ",
    "insert name", "insert text", "insert the ", "insert your ", "lorem ipsum", "please fill in", "tba", "tbd",
    "to do:", "todo", "write here", "xxx", "占位", "在此填写", "待填写", "待完善", "待编写", "待补充", "敬请期待",
    "此处填写", "请在此", "请填写",
]);

/// What makes a sentence a promise to write one.
#[rustfmt::skip] // as above
pub(super) static PROMISES: Phrases = Phrases::of(&[
    "coming soon", "forthcoming", "has not yet edited this", "lorem ipsum", "not yet been written", "not yet written",
    "to be added", "to be announced", "to be completed", "to be confirmed", "to be decided", "to be defined",
    "to be determined", "to be documented", "to be done", "to be filled", "to be provided", "to be specified",
    "to be updated", "to be written", "under construction", "will be added", "will be provided later",
    "will be written", "work in progress", "后续补充", "将于后续补充", "待填写", "待完善", "待编写", "待补充",
    "敬请期待", "此处填写", "请在此填写",
]);

/// How what a template asks for starts, after its bracket.
#[rustfmt::skip] // as above
pub(super) const ASKS: &[&str] = &[
    "add ", "company", "date>", "date]", "describe", "email]", "explain ", "fill in", "insert", "list ",
    "more information needed", "name of", "name>", "name]", "organi", "placeholder", "project name", "project-name",
    "tbd", "todo", "your ", "your-", "在此", "填写", "待", "请在", "请填写", "请描述", "请输入",
];

/// Reasons that give none.
#[rustfmt::skip] // as above
pub(super) const WEAK: &[&str] = &[
    "accepted", "accepted risk", "approved", "as designed", "as intended", "because", "business decision",
    "business needs", "business reason", "business reasons", "by design", "do not care", "don't care", "exception",
    "false positive", "fix later", "fixed later", "historical reasons", "ignore", "ignored", "intended",
    "known issue", "later", "legacy", "legacy reasons", "legacy system", "low priority", "low risk", "no",
    "no reason", "no time", "none", "not a priority", "not applicable", "not enough time", "not important",
    "not needed", "not now", "not relevant", "not required", "ok", "out of scope", "reason", "risk accepted", "skip",
    "temporary", "temporary exception", "waived", "will be done later", "will be fixed", "will be fixed later",
    "will do", "will do it later", "will fix", "will fix it later", "will fix later", "will fix soon", "won't fix",
    "wontfix", "working as intended", "works as designed", "yes", "不适用", "不重要", "不需要", "业务原因",
    "业务需求", "业务需要", "临时", "临时例外", "以后修复", "以后再说", "优先级低", "例外", "历史原因", "历史遗留",
    "历史遗留问题", "原因", "可接受", "同意", "后续修复", "后续再改", "后续处理", "已批准", "已知问题", "待修复",
    "忽略", "按设计", "接受风险", "无", "无需", "时间不够", "暂不处理", "暂时如此", "本来如此", "没时间", "没有",
    "没有时间", "特殊原因", "特殊情况", "稍后修复", "稍后处理", "设计如此", "误报", "风险低", "风险可接受",
    "风险较低",
];

/// Phrases to look for in one pass. In phrases, case in ASCII does not count, and one that starts with a letter does not
/// start within a word.
#[derive(Debug)]
pub(super) struct Phrases {
    list: &'static [&'static str],
    /// How many bytes are looked at to tell whether one may start.
    width: usize,
    /// The slots of the bytes that start one: few others fall into them.
    starts: [u64; SLOTS / 64],
}

const SLOTS: usize = 4096;
const MAX_WIDTH: usize = 8;

impl Phrases {
    /// The phrases of `list`, in lower case.
    pub(super) const fn of(list: &'static [&'static str]) -> Self {
        let (mut width, mut next) = (MAX_WIDTH, 0);
        while next < list.len() {
            if list[next].len() < width {
                width = list[next].len();
            }
            next += 1;
        }
        let mut starts = [0; SLOTS / 64];
        while next > 0 {
            next -= 1;
            let slot = slot(list[next].as_bytes(), width);
            starts[slot / 64] |= 1 << (slot % 64);
        }
        Self { list, width, starts }
    }

    /// The phrases that start at the byte `at` of `text`.
    pub(super) fn starting(&self, text: &[u8], at: usize) -> impl Iterator<Item = &'static str> {
        let rest = text.get(at..).unwrap_or_default();
        let list = if self.may_start(text, at) { self.list } else { &[] };
        list.iter().copied().filter(move |phrase| starts(rest, phrase))
    }

    /// Where the first of them stands.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        (0..text.len()).find(|&at| self.starting(text.as_bytes(), at).next().is_some())
    }

    /// Whether one of them may start at the byte `at` of `text`, by the bytes there and the one before.
    pub(super) fn may_start(&self, text: &[u8], at: usize) -> bool {
        let Some(rest) = text.get(at..).filter(|rest| rest.len() >= self.width) else { return false };
        let slot = slot(rest, self.width);
        if self.starts.get(slot / 64).is_none_or(|bits| (bits >> (slot % 64)) & 1 == 0) {
            return false;
        }
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        !(rest.first().is_some_and(u8::is_ascii_alphabetic) && before.is_some_and(u8::is_ascii_alphabetic))
    }
}

/// The slot of the first `width` bytes of a text, which has as many. Of each byte the lower five bits count: those of `A` and `a` are
/// the same.
const fn slot(text: &[u8], width: usize) -> usize {
    let start = match text.first_chunk() {
        Some(start) => u64::from_le_bytes(*start),
        None => {
            let (mut start, mut next) = (0, text.len());
            while next > 0 {
                next -= 1;
                start = start << 8 | text[next] as u64;
            }
            start
        }
    };
    let bits = start & (0x1f1f_1f1f_1f1f_1f1f >> (64 - 8 * width));
    (bits.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52) as usize
}

/// Whether `text` starts with `phrase`, which is in lower case.
pub(super) fn starts(text: &[u8], phrase: &str) -> bool {
    text.len() >= phrase.len()
        && text.iter().zip(phrase.bytes()).all(|(byte, other)| byte.to_ascii_lowercase() == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order() {
        for list in [EMPTY, STARTS.list, PROMISES.list, ASKS, WEAK] {
            assert!(list.is_sorted(), "{list:?}");
            assert!(list.iter().all(|word| *word == word.to_lowercase()), "{list:?}");
        }
    }

    #[test]
    fn a_phrase_is_found_as_words_of_its_own() {
        static PHRASES: Phrases = Phrases::of(&["://", "to be done", "待补充"]);
        for (text, expected) in [
            ("", None),
            ("t", None),
            ("To be done", Some(0)),
            ("it is TO BE DONE", Some(6)),
            ("onto be done", None),
            ("to be don", None),
            ("本节待补充", Some(6)),
            ("http://x", Some(4)),
        ] {
            assert_eq!(PHRASES.find(text), expected, "{text:?}");
        }
    }
}
