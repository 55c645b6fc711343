//! reStructuredText, as far as an outline needs it: whether a text is written in it, and its underlined titles.
//! Directives, literal blocks and tables are lines like any other.

use super::line::{Line, Lines};
use crate::source::Span;

/// A title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    /// Its rank by order of appearance, from 1.
    pub(super) level: u8,
    /// Its text.
    pub(super) span: Span,
    /// The byte at which the line after its underline starts.
    pub(super) next: usize,
}

/// Whether a text is reStructuredText: it has a directive, a target, or a title that only reStructuredText knows, and
/// no heading that only Markdown knows.
pub(super) fn is_rst(text: &str) -> bool {
    let mut lines = Lines::new(text, 0);
    let (mut before, mut above) = (None, None);
    let mut seen = false;
    for line in lines.by_ref() {
        let first = line.text.as_bytes().first().copied();
        if first == Some(b'#') && super::opening::atx(line.text).is_some_and(|(_, range)| !range.is_empty()) {
            return false;
        }
        seen |= first == Some(b'.') && is_directive(line.text) || is_only_rst(before, above, line);
        (before, above) = (above, Some(line));
    }
    seen
}

fn is_directive(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(".. ") else { return false };
    if rest.starts_with('_') && rest.trim_end().contains(':') {
        return true;
    }
    let rest = rest.strip_prefix('|').and_then(|named| named.split_once("| ")).map_or(rest, |(_, rest)| rest);
    rest.split_once("::").is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'))
    })
}

/// Whether a paragraph is a comment, or opens one, to which all belongs that stands further in.
pub(super) fn is_comment(paragraph: &str) -> bool {
    let Some(rest) = paragraph.strip_prefix("..") else { return false };
    let line = rest.lines().next().unwrap_or_default();
    let shown =
        line.starts_with([' ', '\t']) && (is_directive(paragraph) || line.trim_start().starts_with(['[', '_', '|']));
    !shown && (line.is_empty() || line.starts_with([' ', '\t']))
}

/// Whether `line` underlines `above` in a way that means something else, or nothing, in Markdown.
fn is_only_rst(before: Option<Line<'_>>, above: Option<Line<'_>>, line: Line<'_>) -> bool {
    let (Some(above), Some(mark)) = (above, adornment(line.text)) else { return false };
    if !is_title(above.text) || line.text.trim_end().len() < width(above.text) {
        return false;
    }
    let over = before.filter(|before| adornment(before.text) == Some(mark));
    match mark {
        b'~' => before.is_none_or(|before| before.text.trim().is_empty()),
        b'^' | b'"' | b'+' | b'\'' => over.is_some() || before.is_none_or(|before| before.text.trim().is_empty()),
        b'=' | b'*' | b'#' => over.is_some_and(|over| over.text.trim_end() == line.text.trim_end()),
        _ => false,
    }
}

/// The mark of a line that is one mark, four times or more.
fn adornment(line: &str) -> Option<u8> {
    let line = line.trim_end();
    let &mark = line.as_bytes().first().filter(|byte| byte.is_ascii_punctuation())?;
    (line.len() >= 4 && line.bytes().all(|byte| byte == mark)).then_some(mark)
}

fn is_title(line: &str) -> bool {
    let text = line.trim();
    !text.is_empty() && line.len() < 400 && adornment(line).is_none() && text.chars().any(char::is_alphanumeric)
}

fn width(line: &str) -> usize {
    line.trim().chars().count()
}

/// The titles of a text in reStructuredText.
pub(super) fn titles(text: &str, from: usize) -> Vec<Title> {
    let mut found = Vec::new();
    let mut styles: Vec<(u8, bool)> = Vec::new();
    let (mut before, mut above): (Option<Line<'_>>, Option<Line<'_>>) = (None, None);
    for line in Lines::new(text, from) {
        if let (Some(title), Some(mark)) = (above, adornment(line.text)) {
            let over = before.is_some_and(|before| adornment(before.text) == Some(mark));
            let fits =
                line.text.trim_end().len() >= width(title.text).min(40) && (over || !title.text.starts_with(' '));
            let free =
                over || before.is_none_or(|before| before.text.trim().is_empty() || adornment(before.text).is_some());
            if fits && free && is_title(title.text) {
                let rank = styles.iter().position(|&style| style == (mark, over)).unwrap_or_else(|| {
                    styles.push((mark, over));
                    styles.len() - 1
                });
                let start = title.start + title.text.len() - title.text.trim_start().len();
                let span = Span::new(start, start + title.text.trim().len());
                found.push(Title { level: u8::try_from(rank + 1).unwrap_or(6).min(6), span, next: line.next });
                (before, above) = (None, None);
                continue;
            }
        }
        (before, above) = (above, Some(line));
    }
    found
}

/// The paragraphs of a text in reStructuredText, without the bullet of the list item that one opens.
pub(super) fn paragraphs(text: &str, from: usize) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut open = false;
    for line in Lines::new(text, from) {
        let content = line.text.trim();
        let bullet = ["- ", "* ", "+ "].iter().any(|bullet| content.starts_with(bullet));
        let start = line.start + line.text.len() - line.text.trim_start().len();
        let end = start + content.len();
        match found.last_mut() {
            Some(last) if open && !bullet && !content.is_empty() => last.end = end,
            _ if content.is_empty() => {}
            _ => found.push(Span::new(if bullet { (start + 2).min(end) } else { start }, end)),
        }
        open = !content.is_empty();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_one_of_the_two_knows_decides() {
        for (text, expected) in [
            ("Title\n~~~~~\n\ntext\n", true),
            ("=====\nTitle\n=====\n\ntext\n", true),
            (".. _intro:\n\nTitle\n=====\n", true),
            ("Title\n=====\n\n.. note:: careful\n", true),
            ("Title\n=====\n\n.. |x| image:: a.png\n", true),
            ("Title\n=====\n", false),
            ("# Title\n\n.. note:: careful\n", false),
            ("---\nname: x\n---\n", false),
            ("text\n\n~~~~\ncode\n~~~~\n", false),
            ("a\n***\n", false),
            ("", false),
        ] {
            assert_eq!(is_rst(text), expected, "{text:?}");
        }
    }

    #[test]
    fn ranks_follow_the_order_of_appearance() {
        let text = "=====\n Top\n=====\n\nPart\n~~~~\n\ntext\n\nDetail\n^^^^^^\n\nNext\n~~~~\n\n模型\n====\n";
        let found: Vec<_> = titles(text, 0).iter().map(|title| (title.level, &text[title.span.range()])).collect();
        assert_eq!(found, [(1, "Top"), (2, "Part"), (3, "Detail"), (2, "Next"), (4, "模型")]);
    }
}
