//! Short texts that stand where an answer should: placeholders, and reasons that give none.
//! How much of a section they make up is weighed in `substance`.

use super::marker::{MAX_PROMISE, bare, is_nothing, promised};
use super::phrases::{STARTS, WEAK};
use super::said::Said;
use super::words::{count, is_address, is_han};

/// A text of more words that starts like a placeholder says something after all.
const MAX_STARTED: usize = 40;

/// Whether a short text, such as a statement, a reason or a cell, stands where an answer should.
pub(crate) fn is_placeholder(text: &str) -> bool {
    stands_empty(&Said::of(text))
}

/// See [`is_placeholder`].
pub(super) fn stands_empty(said: &Said<'_>) -> bool {
    let text = said.text().trim();
    if text.is_empty() {
        // A picture is an answer, if not in words.
        return !said.raw.contains("![") && !said.raw.contains("<img");
    }
    says_little(text) || (promised(said, 0..said.text().len()).is_some() && count(text) <= MAX_PROMISE)
}

/// Whether a text that is not blank says nothing, or starts like one that will be written later.
pub(super) fn says_little(text: &str) -> bool {
    let bare = bare(text);
    if bare.is_empty() {
        // A tick, a cross or a star in a cell is an answer; dashes and dots are none.
        let telling = |c: char| !c.is_ascii_punctuation() && !c.is_whitespace() && !"—–…。、".contains(c);
        return !text.contains(telling);
    }
    let crossed = bare.len() > 1 && bare.bytes().all(|byte| matches!(byte, b'x' | b'X'));
    crossed || is_nothing(bare) || starts_empty(bare)
}

/// Whether a text, without marks around it, starts like one that will be written later.
fn starts_empty(text: &str) -> bool {
    let apart = |start: &'static str| {
        let rest = text.as_bytes().get(start.len());
        !start.ends_with(|c: char| c.is_ascii_alphabetic()) || !rest.is_some_and(u8::is_ascii_alphanumeric)
    };
    STARTS.starting(text.as_bytes(), 0).any(apart) && count(text) <= MAX_STARTED
}

/// Words before a reason that add nothing to it.
#[rustfmt::skip] // one word a line would hide the list
const LEADS: &[&str] = &[
    "this ", "it ", "that ", "we ", "is ", "it's ", "due to ", "for ", "because of ", "because ", "just ", "a ",
    "the ", "由于", "因为", "因", "属于", "这是",
];

/// Whether a reason gives none.
pub(crate) fn is_weak_reason(text: &str) -> bool {
    let said = Said::of(text);
    if stands_empty(&said) {
        return true;
    }
    let folded = bare(said.text()).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let reason = LEADS.iter().fold(folded.as_str(), |reason, lead| reason.strip_prefix(lead).unwrap_or(reason));
    if [reason, &folded].iter().any(|reason| WEAK.binary_search(reason).is_ok()) {
        return true;
    }
    let telling = || text.split_whitespace().any(is_address) || text.contains(char::is_numeric);
    count(reason) < if reason.contains(is_han) { 4 } else { 3 } && !telling()
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
