//! What a byte of a YAML text belongs to, by its indentation and its brackets, and of a JSON text, which is YAML in brackets alone. The
//! text need not be whole. Anchors and tags are passed over.

mod flow;

use crate::source::{Span, bom_length};
use crate::tree::Syntax;
use crate::tree::cursor::{At, Cursor, Set};

/// All keys of a text.
pub(in crate::tree) fn sets(syntax: Syntax, text: &str) -> Vec<Set> {
    walk(syntax, text, usize::MAX).sets
}

/// Where a byte stands.
pub(in crate::tree) fn cursor(syntax: Syntax, text: &str, offset: usize) -> Cursor {
    walk(syntax, text, offset).found.unwrap_or(Cursor { table: Vec::new(), at: At::Nothing })
}

/// A way over a text from its first byte to its last.
struct Walk<'t> {
    syntax: Syntax,
    text: &'t str,
    at: usize,
    /// The byte whose place is asked for, and its place once that is known.
    wanted: usize,
    found: Option<Cursor>,
    sets: Vec<Set>,
    /// The keys that are open, and the columns of those outside of brackets.
    path: Vec<String>,
    columns: Vec<usize>,
}

fn walk(syntax: Syntax, text: &str, wanted: usize) -> Walk<'_> {
    let (found, sets, path, columns) = (None, Vec::new(), Vec::new(), Vec::new());
    let mut walk = Walk { syntax, text, at: bom_length(text), wanted, found, sets, path, columns };
    while walk.at <= text.len() {
        walk.line();
    }
    walk
}

impl Walk<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn tail(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Where what stands on the line of a byte ends.
    fn line_end(&self, at: usize) -> usize {
        let line = self.tail(at).split('\n').next().unwrap_or_default();
        at + line.trim_end_matches('\r').len()
    }

    /// The first byte of the next line; beyond the text where there is none.
    fn next_line(&self, at: usize) -> usize {
        self.tail(at).find('\n').map_or(self.text.len(), |length| at + length) + 1
    }

    fn skip_blanks(&self, at: usize) -> usize {
        at + self.tail(at).bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    /// Notes what the wanted byte is, where it stands in these bytes or at their end and is not known yet.
    fn note(&mut self, span: Span, at: At) {
        if self.found.is_none() && span.start <= self.wanted && self.wanted <= span.end {
            let outer = matches!(at, At::Value { .. });
            let table = self.path.len() - usize::from(outer && !self.path.is_empty());
            self.found = Some(Cursor { table: self.path.get(..table).unwrap_or_default().to_vec(), at });
        }
    }

    /// The value of the innermost key.
    fn value_of(&self, text: Option<Span>) -> At {
        self.path.last().map_or(At::Nothing, |key| At::Value { key: key.clone(), text })
    }

    /// Takes up a key, in the table that is open.
    fn open(&mut self, name: &str, span: Span, inner: Span) {
        self.note(inner, At::Key(inner));
        self.path.push(name.to_owned());
        self.sets.push(Set { path: self.path.clone(), key: span, is_header: false });
    }

    /// Closes what a statement at a column ends: all keys that stand there or further in.
    fn close(&mut self, column: usize) {
        while self.columns.last().is_some_and(|own| *own >= column) {
            self.columns.pop();
            self.path.pop();
        }
    }

    /// One line, or more where what begins on it goes on.
    fn line(&mut self) {
        let start = self.at;
        let (first, end) = (self.skip_blanks(start), self.line_end(start));
        self.at = self.next_line(start);
        if first >= end || self.byte(first) == Some(b'#') {
            let before = first.max(start);
            let known = self.wanted.clamp(start, end);
            self.blank(Span::new(start, if first >= end { end } else { before }), known - start);
            self.note(Span::new(start, end), At::Nothing);
            return;
        }
        if first == start && ["---", "...", "%"].iter().any(|mark| self.tail(first).starts_with(mark)) {
            self.note(Span::new(start, end), At::Nothing);
            return;
        }
        let (mut column, mut at, mut is_item) = (first - start, first, false);
        while self.byte(at) == Some(b'-') && self.byte(at + 1).is_none_or(|next| next.is_ascii_whitespace()) {
            self.close(column + 1);
            let next = self.skip_blanks(at + 1).min(end);
            let is_empty = next >= end || self.byte(next) == Some(b'#');
            if is_empty || self.wanted < next {
                self.note(Span::new(at + 1, next), self.value_of(None));
            }
            if is_empty {
                self.note(Span::new(start, end), At::Nothing);
                return;
            }
            (column, at, is_item) = (next - start, next, true);
        }
        self.entry(at, column, is_item);
        self.note(Span::new(start, self.at.saturating_sub(1)), At::Nothing);
    }

    /// A line without a word: a key may stand there, in the table that its column tells.
    fn blank(&mut self, span: Span, column: usize) {
        if self.found.is_none() && span.start <= self.wanted && self.wanted <= span.end {
            let depth = self.columns.iter().take_while(|own| **own < column).count();
            let table = self.path.get(..depth).unwrap_or_default().to_vec();
            self.found = Some(Cursor { table, at: At::Key(Span::new(self.wanted, self.wanted)) });
        }
    }

    /// A key with its value, or a value by itself.
    fn entry(&mut self, at: usize, column: usize, is_item: bool) {
        let end = self.line_end(at);
        if matches!(self.byte(at), Some(b'{' | b'[' | b'&' | b'!' | b'*' | b'|' | b'>')) {
            return self.value(at, column);
        }
        let (span, inner) = match self.byte(at) {
            Some(b'"' | b'\'') => self.string(at),
            _ => {
                let colon = self.colon(at, end);
                let word = Span::new(at, self.word_end(at, colon.unwrap_or(end)));
                (word, word)
            }
        };
        let colon = self.skip_blanks(span.end);
        if self.byte(colon) == Some(b':') {
            self.close(column);
            let name = self.text.get(inner.range()).unwrap_or_default().to_owned();
            self.open(&name, span, inner);
            self.columns.push(column);
            self.value(colon + 1, column);
        } else if is_item {
            self.note(inner, self.value_of(Some(inner)));
            self.at = self.next_line(span.end);
        } else {
            self.close(column);
            self.note(inner, At::Key(inner));
            self.at = self.next_line(span.end);
        }
    }

    /// The value behind a key or a dash.
    fn value(&mut self, from: usize, column: usize) {
        let end = self.line_end(from);
        let mut at = self.skip_blanks(from);
        while at < end && matches!(self.byte(at), Some(b'&' | b'!')) {
            let length = self.tail(at).bytes().take_while(|byte| !byte.is_ascii_whitespace()).count();
            at = self.skip_blanks(at + length);
        }
        let at = at.min(end);
        if at == end || self.wanted < at {
            self.note(Span::new(from, at), self.value_of(None));
        }
        self.at = self.next_line(from);
        match self.byte(at).filter(|_| at < end) {
            None | Some(b'#') => self.note(Span::new(from, at), self.value_of(None)),
            Some(b'|' | b'>') => {
                while self.at < self.text.len() {
                    let first = self.skip_blanks(self.at);
                    if first < self.line_end(self.at) && first - self.at <= column {
                        break;
                    }
                    self.at = self.next_line(self.at);
                }
                let text = Span::new(at, self.at.saturating_sub(1));
                self.note(text, self.value_of(Some(text)));
            }
            Some(b'{' | b'[') => {
                self.flow(at, Some(column));
                self.at = self.next_line(self.at.min(self.text.len()));
            }
            Some(b'"' | b'\'') => {
                let (span, inner) = self.string(at);
                self.note(inner, self.value_of(Some(inner)));
                self.at = self.next_line(span.end);
            }
            Some(_) => {
                let text = Span::new(at, self.word_end(at, end));
                self.note(text, self.value_of(Some(text)));
            }
        }
    }

    /// Where the colon behind a key without quotes stands.
    fn colon(&self, at: usize, end: usize) -> Option<usize> {
        let line = self.text.get(at..end)?;
        let is_end = |next: Option<u8>| next.is_none_or(|next| next.is_ascii_whitespace());
        let mut colons = line.bytes().enumerate().filter(|(_, byte)| *byte == b':').map(|(place, _)| place);
        let comment = line.find(" #").unwrap_or(line.len());
        colons
            .find(|place| is_end(line.as_bytes().get(place + 1).copied()))
            .filter(|at| *at < comment)
            .map(|own| at + own)
    }

    /// Where a word without quotes ends: before a comment, and before the blanks at the end.
    fn word_end(&self, at: usize, end: usize) -> usize {
        let word = self.text.get(at..end).unwrap_or_default();
        let word = word.split(" #").next().unwrap_or_default();
        at + word.trim_end().len()
    }

    /// A text in quotes, with them and without. One that nothing closes ends with its line.
    fn string(&self, at: usize) -> (Span, Span) {
        let quote = self.byte(at).unwrap_or(b'"');
        let line_end = self.line_end(at);
        let (mut end, mut is_escaped) = (at + 1, false);
        while let Some(byte) = self.byte(end) {
            match byte {
                b'\n' if self.breaks(end + 1) => break,
                _ if is_escaped => is_escaped = false,
                b'\\' if quote == b'"' => is_escaped = true,
                _ if byte == quote && quote == b'\'' && self.byte(end + 1) == Some(quote) => is_escaped = true,
                _ if byte == quote => return (Span::new(at, end + 1), Span::new(at + 1, end)),
                _ => {}
            }
            end += 1;
        }
        let open = Span::new(at + 1, line_end.max(at + 1));
        (Span::new(at, open.end), open)
    }

    /// Whether a line is likely to be no part of a text that began before it.
    fn breaks(&self, start: usize) -> bool {
        let line = self.text.get(start..self.line_end(start)).unwrap_or_default().trim();
        self.syntax == Syntax::Json
            || line.is_empty()
            || line.starts_with("- ")
            || line.ends_with(':')
            || line.contains(": ")
    }
}

#[cfg(test)]
mod tests;
