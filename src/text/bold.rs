//! Bold text that does a heading's work: a line that is bold as a whole, and a bold label that opens a paragraph.
//! It looks at one line; where the text under the label ends is the outline's business.

use std::ops::Range;

/// A bold stretch at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bold {
    /// What is bold, without its marks, as a range of the line.
    pub(super) label: Range<usize>,
    /// Where the text after the label starts; `None` where the line holds nothing else.
    pub(super) after: Option<usize>,
}

/// Longer than this, in characters, a label is emphasis.
const MAX_LABEL: usize = 80;

/// The label that opens `line`, which starts with its first byte that is no white space.
pub(super) fn opening(line: &str) -> Option<Bold> {
    let start = skip_ornament(line);
    let rest = line.get(start..)?;
    let (open, close) = marks(rest)?;
    let length = closing(rest.get(open..)?, close)?;
    let label = start + open..start + open + length;
    let text = line.get(label.clone())?;
    if text.chars().take(MAX_LABEL + 1).count() > MAX_LABEL || !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let end = label.end + close.len();
    let tail = line.get(end..)?;
    let colon_inside = text.trim_end().ends_with([':', '：']);
    let stripped = tail.trim_start().strip_prefix([':', '：']);
    let body = stripped.unwrap_or(tail);
    let after = line.len() - body.trim_start().len();
    if body.trim().trim_end_matches('\\').is_empty() {
        let sentence = text.trim_end().ends_with(['.', '!', '。', '！']) && text.contains([' ', '，', '。']);
        return (stripped.is_some() || !sentence).then_some(Bold { label, after: None });
    }
    let apart = tail.starts_with(|c: char| c.is_whitespace());
    (colon_inside || stripped.is_some() || apart).then_some(Bold { label, after: Some(after) })
}

/// The length of the opening marks, and the closing ones.
fn marks(text: &str) -> Option<(usize, &'static str)> {
    for marks in ["***", "___", "**", "__"] {
        if text.starts_with(marks) {
            return Some((marks.len(), marks));
        }
    }
    for (open, close) in [("<b>", "</b>"), ("<strong>", "</strong>")] {
        if text.get(..open.len()).is_some_and(|start| start.eq_ignore_ascii_case(open)) {
            return Some((open.len(), close));
        }
    }
    None
}

/// Where the closing marks stand. A space before them means that they open another stretch.
fn closing(text: &str, close: &str) -> Option<usize> {
    let limit = text.char_indices().nth(MAX_LABEL + 8).map_or(text.len(), |(at, _)| at);
    let near = text.get(..limit)?;
    let spaced = |at: usize| near.get(..at).is_none_or(|before| before.is_empty() || before.ends_with(' '));
    if close.starts_with('<') {
        return near.to_ascii_lowercase().find(close);
    }
    if text.starts_with(char::is_whitespace) {
        return None;
    }
    near.match_indices(close).map(|(at, _)| at).find(|&at| !spaced(at))
}

/// Past emoji, shortcodes and a task's box, which stand before labels.
fn skip_ornament(line: &str) -> usize {
    let mut rest = line;
    for task in ["[ ] ", "[x] ", "[X] "] {
        rest = rest.strip_prefix(task).unwrap_or(rest);
    }
    loop {
        let bare = rest.trim_start_matches(|c: char| c == ' ' || is_emoji(c));
        let bare = shortcode(bare).and_then(|length| bare.get(length..)).unwrap_or(bare);
        if bare.len() == rest.len() {
            return line.len() - rest.len();
        }
        rest = bare;
    }
}

/// The length of the emoji shortcode, such as `:warning:`, at the start of `text`.
pub(super) fn shortcode(text: &str) -> Option<usize> {
    let name = text.strip_prefix(':')?;
    let length = name.bytes().take(40).position(|byte| byte == b':')?;
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'+' | b'-');
    (length > 1 && name.bytes().take(length).all(fits) && name.bytes().any(|byte| byte.is_ascii_lowercase()))
        .then_some(length + 2)
}

/// Whether the character is a picture, or part of one.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}'
        | '\u{2139}' | '\u{231a}'..='\u{23ff}' | '\u{25a0}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{1f000}'..='\u{1faff}' | '\u{e0020}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_short_and_stands_apart() {
        let long = format!("**{}** text", "a".repeat(81));
        for (line, expected) in [
            ("**Limitations:** It fails.", Some(("Limitations:", Some("It fails.")))),
            ("**Limitations**: It fails.", Some(("Limitations", Some("It fails.")))),
            ("**限制：**不适用于儿童。", Some(("限制：", Some("不适用于儿童。")))),
            ("**限制**：不适用于儿童。", Some(("限制", Some("不适用于儿童。")))),
            ("**Limitations** It fails.", Some(("Limitations", Some("It fails.")))),
            ("**Red teaming**", Some(("Red teaming", None))),
            ("**Red teaming**:", Some(("Red teaming", None))),
            ("__Red teaming__  ", Some(("Red teaming", None))),
            ("***Red teaming***", Some(("Red teaming", None))),
            ("<strong>Red teaming</strong>", Some(("Red teaming", None))),
            ("<B>Use</B>: text", Some(("Use", Some("text")))),
            ("⚠️ **Limits**", Some(("Limits", None))),
            (":warning: **Limits**: a", Some(("Limits", Some("a")))),
            ("[ ] **A.1 Consent**: asked", Some(("A.1 Consent", Some("asked")))),
            ("**本模型**不得用于诊断。", None),
            ("**This is a sentence that shouts.**", None),
            ("**1.**", None),
            ("** a ** b", None),
            ("**open", None),
            ("text **bold**", None),
            ("*soft:* text", None),
            (long.as_str(), None),
        ] {
            let found = opening(line);
            let found = found.map(|bold| (&line[bold.label.clone()], bold.after.map(|at| line[at..].trim_end())));
            assert_eq!(found, expected, "{line:?}");
        }
    }
}
