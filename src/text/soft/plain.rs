//! The soft line breaks of reStructuredText and of text without markup, told from lines, their indentation and their first signs alone.

use super::super::line::{Line, Lines};
use super::super::opening::{Fence, marker};
use super::is_field;
use crate::source::Span;

/// The soft line breaks of a text.
pub(super) fn soft_breaks(text: &str) -> Vec<Span> {
    let mut reader = Reader::default();
    Lines::new(text, 0).filter_map(|line| reader.line(line)).collect()
}

/// What has been seen of a text.
#[derive(Debug, Default)]
struct Reader {
    /// The line above, where a paragraph is open.
    above: Option<Row>,
    /// Whether the paragraph opened with a field: then each field has a line of its own.
    fields: bool,
    fence: Option<Fence>,
    /// Whether a table without bars is open.
    table: bool,
    /// Paragraphs that stand further in than this are shown as they are written.
    literal: Option<usize>,
}

/// A line of a paragraph.
#[derive(Debug, Clone, Copy)]
struct Row {
    end: usize,
    quotes: usize,
    indent: usize,
    /// Whether something opens with it: what runs on may stand further in, or further out.
    opening: bool,
}

impl Reader {
    /// The break before a line, where it is soft.
    fn line(&mut self, line: Line<'_>) -> Option<Span> {
        let content = line.text.trim_start_matches([' ', '\t', '>']);
        let (indent, text) = (line.text.len() - content.len(), content.trim_end());
        let above = self.above.take();
        if text.is_empty() {
            self.table = false;
            return None;
        }
        if self.is_kept(text, indent, above.is_none()) {
            return None;
        }
        let opening = above.is_none() || opens(text) || self.fields && is_field(text);
        self.fields = if opening { is_field(text) } else { self.fields };
        let start = line.start + indent;
        let quotes = line.text.bytes().take(indent).filter(|&byte| byte == b'>').count();
        self.above = Some(Row { end: start + text.len(), quotes, indent, opening });
        let above =
            above.filter(|above| !opening && above.quotes == quotes && (above.opening || above.indent == indent))?;
        Some(Span::new(above.end, start))
    }

    /// Whether a line belongs to no paragraph. `fresh` is whether none is open.
    fn is_kept(&mut self, text: &str, indent: usize, fresh: bool) -> bool {
        if let Some(fence) = self.fence {
            self.fence = (!fence.is_closed_by(text)).then_some(fence);
            return true;
        }
        // A row of tildes underlines a title.
        self.fence = Fence::opening(text).filter(|fence| fence.byte == b'`');
        if self.fence.is_some() || fresh && self.literal.is_some_and(|outer| indent > outer) {
            return true;
        }
        self.literal = text.ends_with("::").then_some(indent);
        self.table |= text.contains("= =") && text.bytes().all(|byte| matches!(byte, b'=' | b' '));
        self.table || stands_alone(text)
    }
}

/// Whether a line is a comment, a heading, a row of a table, or no more than signs.
fn stands_alone(text: &str) -> bool {
    let bytes = text.as_bytes();
    let drawn = |first: u8| text.len() >= 3 && first.is_ascii_punctuation() && bytes.iter().all(|&byte| byte == first);
    matches!(bytes, [b'#' | b'|', ..] | [b'+', b'-' | b'=', ..]) || bytes.first().is_some_and(|&first| drawn(first))
}

/// Whether a line opens an item of a list, a directive or a field of reStructuredText.
fn opens(text: &str) -> bool {
    let lettered = |rest: &str| {
        rest.split_once(") ")
            .is_some_and(|(sign, _)| sign.len() <= 4 && sign.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    };
    marker(text).is_some()
        || text.starts_with(".. ")
        || text.starts_with("• ")
        || text.strip_prefix('(').is_some_and(lettered)
        || text.strip_prefix(':').is_some_and(|rest| rest.split_once(": ").is_some_and(|(name, _)| !name.contains(':')))
}

#[cfg(test)]
mod tests {
    use super::super::super::visible::{Visible, Writing};

    #[test]
    fn plain_text_runs_on_within_a_paragraph() {
        for (text, expected) in [
            ("a\nb\n\nc\n", "a b\n\nc\n"),
            ("    a\n    b\n", "    a b\n"),
            ("   a\nb\nc\n", "   a b c\n"),
            ("a\nb\n    c\n    d", "a b\n    c d"),
            ("1. a\n   b\n2. c\nd\n(a) e\n(iv) f\n* g\n  h", "1. a b\n2. c d\n(a) e\n(iv) f\n* g h"),
            ("a (b\nc) d\n(e f) g", "a (b c) d (e f) g"),
            ("> a\n> b\nc\n>> d", "> a b\nc\n>> d"),
            ("Contact: a\nExpires: b\n c\nX-y: d", "Contact: a\nExpires: b c\nX-y: d"),
            ("# a\n# b\nContact: c\n#d\nExpires: e", "# a\n# b\nContact: c\n#d\nExpires: e"),
            ("we say\nthis: a\nb", "we say this: a b"),
            ("=====\nTitle\n=====\na\nb\n\nPart\n~~~~\nc\nd", "=====\nTitle\n=====\na b\n\nPart\n~~~~\nc d"),
            ("a::\n\n    b\n    c\n\n      d\n      e\n\nf\ng", "a::\n\n    b\n    c\n\n      d\n      e\n\nf g"),
            ("+---+\n| a |\n+---+\nb\nc", "+---+\n| a |\n+---+\nb c"),
            ("== ==\na  b\nc  d\n== ==\n\ne\nf", "== ==\na  b\nc  d\n== ==\n\ne f"),
            (".. note:: a\n   b\n:field: c\n  d", ".. note:: a b\n:field: c d"),
            ("```\na\nb\n```\nc\nd", "```\na\nb\n```\nc d"),
            ("本许可证授\n予你", "本许可证授予你"),
        ] {
            assert_eq!(Visible::of(text, Writing::Plain).text(text), expected, "{text:?}");
        }
    }
}
