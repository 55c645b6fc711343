//! A text with a name, shared, and the places in it. Bytes everywhere; lines and columns are worked out here and nowhere else.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// A range of bytes of a [`Source`], half open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to `end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The same span, counted from `offset` bytes further on.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self::new(self.start + offset, self.end + offset)
    }

    /// How many bytes it covers.
    #[must_use]
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// As a range, to slice with.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spanned<T> {
    /// What stands there.
    pub(crate) value: T,
    /// Where.
    pub(crate) span: Span,
}

impl<T> Spanned<T> {
    /// `value`, standing at `span`.
    pub(crate) fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A line and a column, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// A named text. Cloning shares it.
#[derive(Debug, Clone)]
pub struct Source(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    name: String,
    text: Cow<'static, str>,
    starts: OnceLock<Vec<usize>>,
    marks: OnceLock<Vec<usize>>,
    /// The line that was looked for last: what one format says of a place, the others say as well.
    last_line: AtomicUsize,
}

/// How many bytes lie between two marks of a text.
const BLOCK: usize = 512;

impl Source {
    /// A source of this name (a path as the user would write it) and text.
    pub fn new(name: impl Into<String>, text: impl Into<Cow<'static, str>>) -> Self {
        let (name, text) = (name.into(), text.into());
        let (starts, marks, last_line) = (OnceLock::new(), OnceLock::new(), AtomicUsize::new(0));
        Self(Arc::new(Inner { name, text, starts, marks, last_line }))
    }

    /// The name, a path with `/`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The whole text, byte for byte as in the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Whether the text came with the program rather than from a file.
    #[must_use]
    pub(crate) fn is_built_in(&self) -> bool {
        matches!(&self.0.text, Cow::Borrowed(text) if !text.is_empty())
    }

    /// Whether the two are one and the same text.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// What stands at `span`; empty where the span lies outside the text or splits a character.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text().get(span.range()).unwrap_or_default()
    }

    /// The line and column of a byte; beyond the end, those of the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let (line, start, offset) = self.before(offset);
        Position { line: line + 1, column: self.characters(start, offset) + 1 }
    }

    /// The column of a byte in bytes of UTF-8, from 1.
    #[must_use]
    pub(crate) fn byte_column(&self, offset: usize) -> usize {
        let (_, start, offset) = self.before(offset);
        offset - start + 1
    }

    /// The index of the line that holds a byte, where that line starts, and where the byte's character does.
    fn before(&self, offset: usize) -> (usize, usize, usize) {
        let text = self.text();
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_of(offset);
        let start = self.line_starts()[line].max(bom_length(text).min(offset));
        (line, start, offset)
    }

    /// How many characters stand between two of them. A line may be as long as a file, and hold as many places: what stands before each
    /// is not counted again from the start.
    fn characters(&self, start: usize, end: usize) -> usize {
        let first = |byte: &u8| *byte & 0xc0 != 0x80;
        let bytes = self.text().as_bytes();
        let count =
            |from: usize, to: usize| bytes.get(from..to).unwrap_or_default().iter().filter(|b| first(b)).count();
        if end - start <= BLOCK {
            return count(start, end);
        }
        let marks = self.0.marks.get_or_init(|| {
            let sums = bytes.chunks(BLOCK).scan(0, |sum, block| {
                *sum += block.iter().filter(|byte| first(byte)).count();
                Some(*sum)
            });
            std::iter::once(0).chain(sums).collect()
        });
        let before = |offset: usize| {
            let block = offset / BLOCK;
            marks.get(block).copied().unwrap_or_default() + count(block * BLOCK, offset)
        };
        before(end) - before(start)
    }

    /// The index, from 0, of the line that holds this byte.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        let starts = self.line_starts();
        let last = self.0.last_line.load(Ordering::Relaxed);
        let is_last = starts.get(last).is_some_and(|&start| start <= offset)
            && starts.get(last + 1).is_none_or(|&next| offset < next);
        if is_last {
            return last;
        }
        let line = starts.partition_point(|&start| start <= offset).saturating_sub(1);
        self.0.last_line.store(line, Ordering::Relaxed);
        line
    }

    /// The byte at which each line starts. A line ends at LF, CRLF or a lone CR.
    #[must_use]
    pub fn line_starts(&self) -> &[usize] {
        self.0.starts.get_or_init(|| {
            let bytes = self.text().as_bytes();
            let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
            let ends = ends.filter(|&at| bytes.get(at..at + 2) != Some(b"\r\n"));
            std::iter::once(0).chain(ends.map(|at| at + 1)).collect()
        })
    }
}

/// Two sources are equal when they have the same name and text.
impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.is(other) || (self.name() == other.name() && self.text() == other.text())
    }
}

/// How many bytes the byte order mark of a text takes: a mark is no column.
#[must_use]
pub(crate) fn bom_length(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// Where the line of a byte starts, behind the byte order mark.
#[must_use]
pub(crate) fn line_start(text: &str, byte: usize) -> usize {
    let head = text.get(..byte).unwrap_or_default();
    head.rfind('\n').map_or(bom_length(text).min(byte), |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters_whatever_the_line_ends() {
        let source = Source::new("a", "\u{feff}a\r\n\t模型b\rc\nd");
        for (needle, line, column) in [("a", 1, 1), ("\t", 2, 1), ("模", 2, 2), ("b", 2, 4), ("c", 3, 1), ("d", 4, 1)]
        {
            let offset = source.text().find(needle).unwrap();
            assert_eq!(source.position(offset), Position { line, column }, "{needle:?}");
        }
        assert_eq!(source.position(1000), Position { line: 4, column: 2 });
        for (needle, column) in [("a", 1), ("模", 2), ("型", 5), ("b", 8), ("d", 1)] {
            assert_eq!(source.byte_column(source.text().find(needle).unwrap()), column, "{needle:?}");
        }
    }

    #[test]
    fn columns_of_a_long_line_are_those_that_one_would_count() {
        let text = format!("x\n{}", "a模😀é".repeat(10_000));
        let source = Source::new("a", text.clone());
        for (column, (at, _)) in text[2..].char_indices().enumerate().step_by(97) {
            assert_eq!(source.position(2 + at), Position { line: 2, column: column + 1 });
            assert_eq!(source.byte_column(2 + at), at + 1);
        }
    }

    #[test]
    fn a_place_inside_a_character_is_the_characters_place() {
        let source = Source::new("a", "模型");
        assert_eq!(source.position(4), Position { line: 1, column: 2 });
        assert_eq!(source.slice(Span::new(1, 3)), "");
    }
}
