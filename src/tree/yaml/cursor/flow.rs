//! What stands in brackets: tables and lists on one line or on many, as all of JSON does.

use super::Walk;
use crate::source::Span;
use crate::tree::Syntax;
use crate::tree::cursor::At;

/// How many brackets may be open.
const DEEPEST: usize = 128;

/// A bracket that is open.
#[derive(Default)]
struct Frame {
    is_table: bool,
    /// Whether a key waits for its value or has it.
    has_key: bool,
    has_value: bool,
}

impl Walk<'_> {
    /// Follows a bracket to its end. One that nothing closes ends where the text does, or before a line that stands no further in than
    /// the key at `column`.
    pub(super) fn flow(&mut self, start: usize, column: Option<usize>) {
        let mut open: Vec<Frame> = Vec::new();
        let mut at = start;
        while let Some(byte) = self.byte(at) {
            let span = Span::new(at, at + 1);
            at = match byte {
                b'\n' if self.ends(at + 1, column) => break,
                b' ' | b'\t' | b'\r' | b'\n' | b':' => at + 1,
                b'#' if self.syntax == Syntax::Yaml => {
                    let end = self.line_end(at);
                    self.gap(at, &open);
                    self.note(Span::new(at, end), At::Nothing);
                    end
                }
                b'{' | b'[' if open.len() >= DEEPEST => break,
                b'{' | b'[' => {
                    self.gap(at, &open);
                    if let Some(outer) = open.last_mut() {
                        outer.has_value = true;
                    }
                    open.push(Frame { is_table: byte == b'{', ..Frame::default() });
                    span.end
                }
                b'}' | b']' | b',' => {
                    self.gap(at, &open);
                    self.separate(byte != b',', &mut open);
                    span.end
                }
                b'"' | b'\'' => {
                    let (span, inner) = self.string(at);
                    self.word(span, inner, &mut open)
                }
                _ => {
                    let span = Span::new(at, self.plain_end(at));
                    self.word(span, span, &mut open)
                }
            };
            if open.is_empty() {
                self.at = at;
                return;
            }
        }
        // What nothing closes lets go of its keys all the same.
        self.gap(at, &open);
        while !open.is_empty() {
            self.separate(true, &mut open);
        }
        self.at = at.max(start + 1);
    }

    /// Whether a line is no part of the brackets that stand behind a key at a column.
    fn ends(&self, start: usize, column: Option<usize>) -> bool {
        let first = self.skip_blanks(start);
        let is_bracket = matches!(self.byte(first), Some(b']' | b'}' | b'\n' | b'\r' | b'#') | None);
        let is_root = self.columns.is_empty();
        !is_root && !is_bracket && column.is_some_and(|column| first - start <= column)
    }

    /// What may stand between two words, up to a byte.
    fn gap(&mut self, end: usize, open: &[Frame]) {
        let Some(frame) = open.last() else { return };
        let here = Span::new(self.wanted, self.wanted);
        let at = match (frame.is_table, frame.has_key, frame.has_value) {
            (_, _, true) => At::Nothing,
            (true, false, false) => At::Key(here),
            (true, true, false) | (false, ..) => self.value_of(None),
        };
        if self.wanted <= end {
            self.note(here, at);
        }
    }

    /// A comma, or a bracket that closes.
    fn separate(&mut self, closes: bool, open: &mut Vec<Frame>) {
        let Some(frame) = open.last_mut() else { return };
        if std::mem::take(&mut frame.has_key) {
            self.path.pop();
        }
        frame.has_value = false;
        if closes {
            open.pop();
        }
    }

    /// A word: a key where a colon follows or a key is due, else a value. Gives the byte behind it.
    fn word(&mut self, span: Span, inner: Span, open: &mut [Frame]) -> usize {
        if span.start > 0 && self.wanted < span.start {
            self.gap(span.start - 1, open);
        }
        let behind = span.end + self.tail(span.end).bytes().take_while(u8::is_ascii_whitespace).count();
        let is_followed = self.byte(behind) == Some(b':');
        let Some(frame) = open.last_mut() else { return span.end };
        if frame.is_table && (is_followed || !frame.has_key) {
            if std::mem::replace(&mut frame.has_key, true) {
                self.path.pop();
            }
            frame.has_value = false;
            let name = self.text.get(inner.range()).unwrap_or_default().to_owned();
            self.open(&name, span, inner);
        } else {
            frame.has_value = true;
            self.note(inner, self.value_of(Some(inner)));
        }
        span.end.max(span.start + 1)
    }

    /// Where a word without quotes ends.
    fn plain_end(&self, at: usize) -> usize {
        let bytes = self.tail(at).as_bytes();
        let is_end = |place: usize| match bytes.get(place) {
            None | Some(b',' | b'[' | b']' | b'{' | b'}' | b'\n' | b'\r' | b'"') => true,
            Some(b':') => {
                bytes.get(place + 1).is_none_or(|next| next.is_ascii_whitespace() || b",[]{}\"".contains(next))
            }
            Some(b'#') => place > 0 && bytes.get(place - 1).is_some_and(u8::is_ascii_whitespace),
            Some(_) => false,
        };
        let length = (1..=bytes.len()).find(|place| is_end(*place)).unwrap_or(bytes.len());
        at + self.text.get(at..at + length).map_or(length, |word| word.trim_end().len())
    }
}
