//! Bytes of a text as lines and columns of an editor, and back. Columns count what client and server agreed on, from 0.

use gen_lsp_types::{Position, PositionEncodingKind, Range};

use crate::source::{Source, Span, bom_length};

/// What columns count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Units {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16, which every client knows.
    Utf16,
}

impl Units {
    /// What the protocol calls them.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    /// How many of them a text takes.
    fn count(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        }
    }

    /// Where a byte stands; of one beyond the end, where the text ends.
    pub(super) fn position(self, source: &Source, offset: usize) -> Position {
        let text = source.text();
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = source.line_of(offset);
        let start = line_start(source, line).min(offset);
        Position::new(small(line), small(self.count(source.slice(Span::new(start, offset)))))
    }

    /// Where a span stands.
    pub(super) fn range(self, source: &Source, span: Span) -> Range {
        Range::new(self.position(source, span.start), self.position(source, span.end.max(span.start)))
    }

    /// The byte at a position. Beyond the end of a line it is the line's end, beyond the last line the text's.
    pub(super) fn offset(self, source: &Source, position: Position) -> usize {
        let text = source.text();
        let line = usize::try_from(position.line).unwrap_or(usize::MAX);
        if line >= source.line_starts().len() {
            return text.len();
        }
        let start = line_start(source, line);
        let end = source.line_starts().get(line + 1).copied().unwrap_or(text.len());
        let content = source.slice(Span::new(start, end)).trim_end_matches(['\n', '\r']);
        let wanted = usize::try_from(position.character).unwrap_or(usize::MAX);
        let mut seen = 0;
        for (at, character) in content.char_indices() {
            seen += match self {
                Self::Utf8 => character.len_utf8(),
                Self::Utf16 => character.len_utf16(),
            };
            if seen > wanted {
                return start + at;
            }
        }
        start + content.len()
    }
}

/// Where a line starts, behind a byte order mark.
fn line_start(source: &Source, line: usize) -> usize {
    source.line_starts().get(line).copied().unwrap_or_default().max(bom_length(source.text()))
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a模😀b\r\nc\rд\n\n😀";

    #[test]
    fn a_place_is_found_in_either_unit_and_found_again() {
        let source = Source::new("a", TEXT);
        for (needle, line, utf8, utf16) in
            [("a", 0, 0, 0), ("模", 0, 1, 1), ("😀", 0, 4, 2), ("b", 0, 8, 4), ("c", 1, 0, 0), ("д", 2, 0, 0)]
        {
            let offset = TEXT.find(needle).unwrap();
            for (units, column) in [(Units::Utf8, utf8), (Units::Utf16, utf16)] {
                assert_eq!(units.position(&source, offset), Position::new(line, column), "{needle} {units:?}");
                assert_eq!(units.offset(&source, Position::new(line, column)), offset, "{needle} {units:?}");
            }
        }
        assert_eq!(Units::Utf16.position(&source, 1000), Position::new(4, 2));
    }

    #[test]
    fn nonsense_is_the_nearest_place_that_there_is() {
        let source = Source::new("a", TEXT);
        let offset = |line, column| Units::Utf16.offset(&source, Position::new(line, column));
        assert_eq!(offset(0, 3), TEXT.find('😀').unwrap(), "in the middle of a pair");
        assert_eq!(offset(0, 99), TEXT.find('\r').unwrap(), "beyond a line, before its end");
        assert_eq!(offset(3, 7), TEXT.find("\n😀").unwrap());
        assert_eq!(offset(u32::MAX, u32::MAX), TEXT.len());
        assert_eq!(Units::Utf8.position(&source, TEXT.find('模').unwrap() + 1), Position::new(0, 1));
        assert_eq!(Units::Utf8.offset(&Source::new("a", ""), Position::new(0, 4)), 0);
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let source = Source::new("a", "\u{feff}ab");
        assert_eq!(Units::Utf8.position(&source, 4), Position::new(0, 1));
        assert_eq!(Units::Utf8.offset(&source, Position::new(0, 1)), 4);
        assert_eq!(Units::Utf8.position(&source, 0), Position::new(0, 0));
    }
}
