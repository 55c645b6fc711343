//! A quick look over the lines of a TOML text that has errors: which statement stands where, and which bracket or string is
//! never closed. It says nothing about a text that parses, and it judges no value.

use std::collections::HashMap;
use std::ops::Range;

use crate::source::{Span, bom_length};

/// More parts than this in one dotted key are not told apart; the parser refuses such keys anyway.
const MAX_PARTS: usize = 80;

/// Paths of more bytes are not kept, or a hostile header would be copied for each key below it.
const MAX_PATH: usize = 256;

/// Stands between the parts of a path. No key of a text that parses holds it.
pub(super) const SEPARATOR: char = '\0';

/// Opens the part of a path that counts the elements of an array of tables.
pub(super) const ELEMENT: char = '\u{1}';

/// A bracket, brace or string that runs on over the statements behind it.
pub(super) struct Unclosed {
    /// Where it was opened.
    pub(super) opener: Span,
    /// The bytes that it makes unreadable, from the outermost opener on.
    pub(super) lost: Range<usize>,
}

/// A table header or a key with its value.
pub(super) struct Statement {
    /// From its first byte to the end of its last line.
    pub(super) range: Range<usize>,
    /// The keys from the root, joined by NUL; elements of arrays of tables have a part of their own. Empty where too long.
    pub(super) path: String,
    /// The bytes of the whole dotted key.
    pub(super) key: Span,
    /// Whether it is a `[header]`.
    pub(super) header: bool,
}

/// All statements of a text, and what it leaves open.
#[derive(Default)]
pub(super) struct Survey {
    pub(super) unclosed: Vec<Unclosed>,
    pub(super) statements: Vec<Statement>,
    /// The path of each part of each key, by the byte at which it starts.
    parts: HashMap<usize, String>,
    /// Where each path stands first.
    firsts: HashMap<String, Span>,
    /// How many elements each array of tables has so far.
    elements: HashMap<String, usize>,
    /// The path of the table that the latest header opened; `None` where it is too long to keep.
    section: Option<String>,
}

impl Survey {
    /// The longest key: what is meant by an error without a place, which only too deep a key draws.
    pub(super) fn deepest_key(&self) -> Span {
        let longest = self.statements.iter().max_by_key(|statement| statement.key.len());
        longest.map_or(Span::new(0, 0), |statement| statement.key)
    }

    /// Looks over `text` once.
    pub(super) fn of(text: &str) -> Self {
        let mut survey = Self { section: Some(String::new()), ..Self::default() };
        let mut at = bom_length(text);
        while at < text.len() {
            at = survey.statement(text, at);
        }
        survey
    }

    /// Where the key that starts at this byte stood for the first time, if that was earlier.
    pub(super) fn first_of(&self, key: Span) -> Option<Span> {
        let first = *self.firsts.get(self.parts.get(&key.start)?)?;
        (first.start < key.start).then_some(first)
    }

    /// The index of the statement that covers a byte.
    pub(super) fn statement_at(&self, offset: usize) -> Option<usize> {
        let after = self.statements.partition_point(|statement| statement.range.start <= offset);
        let index = after.checked_sub(1)?;
        (offset <= self.statements.get(index)?.range.end).then_some(index)
    }

    /// The byte at which the section ends that this header opens.
    pub(super) fn section_end(&self, header: usize, text: &str) -> usize {
        self.statements.iter().skip(header + 1).find(|next| next.header).map_or(text.len(), |next| next.range.start)
    }

    /// Reads the statement that starts at `at` and gives the byte after it.
    fn statement(&mut self, text: &str, at: usize) -> usize {
        let start = skip_blanks(text, at);
        let brackets = tail(text, start).bytes().take(2).take_while(|&byte| byte == b'[').count();
        let parts = dotted_key(text, start + brackets);
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return after_line(text, start);
        };
        let key = Span::new(first.span.start, last.span.end);
        let end = if brackets > 0 {
            line_end(text, key.end)
        } else {
            let equals = skip_blanks(text, key.end);
            if tail(text, equals).starts_with('=') { self.value(text, equals + 1) } else { line_end(text, key.end) }
        };
        let path = self.record(&parts, brackets);
        self.statements.push(Statement { range: start..end, path, key, header: brackets > 0 });
        after_line(text, end)
    }

    /// Notes every part of a key with its path, and enters the section that a header opens.
    fn record(&mut self, parts: &[Part], brackets: usize) -> String {
        let known = if brackets > 0 { Some(String::new()) } else { self.section.clone() };
        let path = known.and_then(|path| self.extend(path, parts, brackets == 2));
        if brackets > 0 {
            self.section.clone_from(&path);
        }
        path.unwrap_or_default()
    }

    /// `path` with these parts behind it; `None` where that grows too long.
    fn extend(&mut self, mut path: String, parts: &[Part], element: bool) -> Option<String> {
        for (index, part) in parts.iter().enumerate() {
            if path.len() + part.name.len() > MAX_PATH {
                return None;
            }
            if !path.is_empty() {
                path.push(SEPARATOR);
            }
            path.push_str(&part.name);
            self.firsts.entry(path.clone()).or_insert(part.span);
            self.parts.insert(part.span.start, path.clone());
            let last = index + 1 == parts.len();
            if last && element {
                *self.elements.entry(path.clone()).or_default() += 1;
            }
            if let Some(count) = self.elements.get(&path).filter(|_| !last || element) {
                path.extend([SEPARATOR, ELEMENT]);
                path.push_str(&count.to_string());
            }
        }
        Some(path)
    }

    /// Follows a value from behind its `=` and gives the byte after it.
    fn value(&mut self, text: &str, start: usize) -> usize {
        let bytes = text.as_bytes();
        let mut open: Vec<(usize, u8)> = Vec::new();
        let mut significant = b'=';
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'"' | b'\'' => match string_end(text, at) {
                    Some(end) => at = end,
                    None => return self.lose(text, at, open.first().map_or(at, |&(outermost, _)| outermost), at),
                },
                b'#' => at = line_end(text, at),
                b'[' | b'{' => {
                    open.push((at, byte));
                    at += 1;
                }
                b']' | b'}' => {
                    let outermost = open.first().map_or(at, |&(byte, _)| byte);
                    match open.pop() {
                        Some((opener, kind)) if (kind == b'[') != (byte == b']') => {
                            return self.lose(text, opener, outermost, at);
                        }
                        Some(_) | None => at += 1,
                    }
                }
                b'\n' => {
                    let Some(&(innermost, kind)) = open.last() else { return at };
                    let separated = kind == b'{' && matches!(significant, b',' | b'{');
                    if opens_statement(text, at + 1, separated) {
                        return self.lose(text, innermost, open.first().map_or(innermost, |&(byte, _)| byte), at);
                    }
                    at += 1;
                }
                _ => at += 1,
            }
            if !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'#') {
                significant = byte;
            }
        }
        match (open.last(), open.first()) {
            (Some(&(innermost, _)), Some(&(outermost, _))) => self.lose(text, innermost, outermost, at),
            (None, _) | (_, None) => at,
        }
    }

    /// Notes what is never closed, up to the next line behind `from` that reads as a statement, and gives that byte.
    fn lose(&mut self, text: &str, opener: usize, outermost: usize, from: usize) -> usize {
        let mut end = line_end(text, from);
        while end < text.len() && !opens_statement(text, end + 1, false) {
            end = line_end(text, end + 1);
        }
        let quotes = tail(text, opener).bytes().take_while(|&byte| matches!(byte, b'"' | b'\'')).count().clamp(1, 3);
        self.unclosed.push(Unclosed { opener: Span::new(opener, opener + quotes), lost: outermost..end });
        end
    }
}

/// One part of a dotted key.
struct Part {
    name: String,
    span: Span,
}

/// The parts of the dotted key at `at`; none where no key stands.
fn dotted_key(text: &str, at: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = skip_blanks(text, at);
    while parts.len() < MAX_PARTS {
        let rest = tail(text, at);
        let Some((name, length)) = one_key(rest) else { return parts };
        if length == 0 {
            return parts;
        }
        parts.push(Part { name: name.to_owned(), span: Span::new(at, (at + length).min(text.len())) });
        let dot = skip_blanks(text, at + length);
        if !tail(text, dot).starts_with('.') {
            return parts;
        }
        at = skip_blanks(text, dot + 1);
    }
    parts
}

/// The name of the key that `rest` begins with, and its length with quotes; `None` for quotes that stay open.
fn one_key(rest: &str) -> Option<(&str, usize)> {
    if let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let inner = tail(rest, 1);
        let close = inner.find([quote, '\n'])?;
        let closed = tail(inner, close).starts_with(quote);
        return closed.then_some((inner.get(..close)?, close + 2));
    }
    let stop = |c: char| c.is_ascii_whitespace() || ".=[]{},\"'#".contains(c);
    let length = rest.find(stop).unwrap_or(rest.len());
    Some((rest.get(..length)?.trim_end_matches(':'), length))
}

/// Whether the line at `at` can only be a statement: `[name]`, or `key =` where no key may stand.
fn opens_statement(text: &str, at: usize, key_may_stand: bool) -> bool {
    let Some(line) = text.get(at..line_end(text, at.min(text.len()))) else { return false };
    let trimmed = line.trim();
    let name = trimmed.trim_start_matches('[');
    if name.len() < trimmed.len() {
        let closed = trimmed.split('#').next().is_some_and(|header| header.trim_end().ends_with(']'));
        let word = name.split([']', '.', ' ', ',']).next().unwrap_or_default();
        return closed
            && word.starts_with(|c: char| c.is_alphabetic())
            && !matches!(word, "true" | "false" | "inf" | "nan");
    }
    let start = skip_blanks(line, 0);
    let Some(end) = dotted_key(line, start).last().map(|part| part.span.end) else { return false };
    !key_may_stand && line.get(end..).is_some_and(|rest| rest.trim_start().starts_with('='))
}

/// The byte after the string that opens at `at`: its closing quote's, or the end of the line for one that lacks it.
/// `None` for one of several lines that lacks it.
pub(super) fn string_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = *bytes.get(at)?;
    let multiline = bytes.get(at..at + 3).is_some_and(|three| three.iter().all(|&byte| byte == quote));
    let mut next = at + if multiline { 3 } else { 1 };
    while let Some(&byte) = bytes.get(next) {
        match byte {
            b'\\' if quote == b'"' => next += 2,
            b'\n' if !multiline => return Some(next),
            _ if byte == quote && !multiline => return Some(next + 1),
            _ if byte == quote && bytes.get(next..next + 3).is_some_and(|end| end.iter().all(|&b| b == quote)) => {
                let more = bytes.iter().skip(next + 3).take(2).take_while(|&&b| b == quote).count();
                return Some(next + 3 + more);
            }
            _ => next += 1,
        }
    }
    (!multiline).then_some(text.len())
}

/// What stands from `at` on; nothing where that is no place in the text.
pub(super) fn tail(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// The first byte from `at` on that is neither a space nor a tab.
pub(super) fn skip_blanks(text: &str, at: usize) -> usize {
    at + tail(text, at).bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// The byte at which the line that holds `at` ends: its LF, or the end of the text.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    tail(text, at).find('\n').map_or(text.len(), |length| at + length)
}

/// The first byte of the line after the one that holds `at`.
fn after_line(text: &str, at: usize) -> usize {
    (line_end(text, at) + 1).min(text.len())
}
