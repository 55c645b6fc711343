//! A text cut into lines, and a cursor that walks one line in columns as Markdown counts them. It knows no Markdown construct.

use memchr::{memchr, memchr2};

use crate::source::bom_length;

/// One line of a text, without its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// The byte at which it starts.
    pub(super) start: usize,
    /// What stands in it.
    pub(super) text: &'a str,
    /// The byte at which the line after it starts.
    pub(super) next: usize,
}

/// The lines of a text. A line ends at LF, CRLF or a lone CR; the byte order mark belongs to none.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
    returns: bool,
}

impl<'a> Lines<'a> {
    /// The lines of `text` from the byte `from` on, which must be the start of one.
    pub(super) fn new(text: &'a str, from: usize) -> Self {
        Self { text, at: from.max(bom_length(text)), returns: memchr(b'\r', text.as_bytes()).is_some() }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let bytes = rest.as_bytes();
        let length =
            if self.returns { memchr2(b'\n', b'\r', bytes) } else { memchr(b'\n', bytes) }.unwrap_or(rest.len());
        let (line, end) = rest.split_at(length);
        let ending = match end.as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        self.at = start + length + ending;
        Some(Line { start, text: line, next: self.at })
    }
}

/// A place in a line, in bytes and in columns; a tab reaches to the next multiple of four and may be passed in part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    line: &'a str,
    at: usize,
    column: usize,
}

impl<'a> Cursor<'a> {
    /// At the start of a line.
    pub(super) fn new(line: &'a str) -> Self {
        Self { line, at: 0, column: 0 }
    }

    /// The columns of white space ahead.
    pub(super) fn indent(&self) -> usize {
        let mut column = self.column;
        for byte in self.line.as_bytes().iter().skip(self.at) {
            match byte {
                b' ' => column += 1,
                b'\t' => column = tab_stop(column),
                _ => break,
            }
        }
        column - self.column
    }

    /// Passes up to `columns` columns of white space.
    pub(super) fn skip(&mut self, columns: usize) {
        let goal = self.column + columns;
        while self.column < goal {
            match self.line.as_bytes().get(self.at) {
                Some(b' ') => (self.at, self.column) = (self.at + 1, self.column + 1),
                Some(b'\t') if tab_stop(self.column) <= goal => {
                    (self.at, self.column) = (self.at + 1, tab_stop(self.column));
                }
                Some(b'\t') => self.column = goal,
                _ => break,
            }
        }
    }

    /// Passes `bytes` bytes that are ASCII and no tab.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.at += bytes;
        self.column += bytes;
    }

    /// What stands ahead, white space included.
    pub(super) fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    /// What stands ahead, from its first byte that is no white space.
    pub(super) fn text(&self) -> &'a str {
        let rest = self.rest();
        let space = rest.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        rest.get(space..).unwrap_or_default()
    }

    /// The byte in the line at which [`Self::text`] starts.
    pub(super) fn text_at(&self) -> usize {
        self.line.len() - self.text().len()
    }

    /// Whether nothing but white space stands ahead.
    pub(super) fn is_blank(&self) -> bool {
        self.text().is_empty()
    }
}

fn tab_stop(column: usize) -> usize {
    column / 4 * 4 + 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_any_line_end_and_leave_the_mark_out() {
        let found: Vec<_> = Lines::new("\u{feff}a\r\n\rb\n\nc", 0).map(|line| (line.start, line.text)).collect();
        assert_eq!(found, [(3, "a"), (6, ""), (7, "b"), (9, ""), (10, "c")]);
        assert_eq!(Lines::new("", 0).count(), 0);
        assert_eq!(Lines::new("a\n", 0).count(), 1);
    }

    #[test]
    fn a_tab_may_be_passed_in_part() {
        let mut cursor = Cursor::new("\t\tx");
        assert_eq!(cursor.indent(), 8);
        cursor.skip(2);
        assert_eq!(cursor.indent(), 6);
        cursor.skip(3);
        assert_eq!((cursor.indent(), cursor.rest()), (3, "\tx"));
        cursor.skip(9);
        assert_eq!((cursor.indent(), cursor.text_at()), (0, 2));
    }
}
