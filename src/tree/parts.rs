//! The parts of a table or a list of YAML or JSON as people see them, so that they can change places or go: in brackets each from its first
//! byte to its last, on lines each with all its lines and the comments that belong to it. A comment belongs to what it touches, and one that
//! stands further in than a part to that part; one with blank lines around it belongs to none. It moves nothing itself.

use super::{Entry, Node, Value};
use crate::source::{Span, bom_length, line_start};

/// Why the parts cannot be told from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tangle {
    /// In brackets more than commas stands between them.
    Between,
    /// One does not begin its line.
    Shared,
    /// They are not written here: an alias stands for them.
    Elsewhere,
}

/// The parts of a tree's root.
pub(crate) fn roots(text: &str, root: &Node) -> Result<Vec<Span>, Tangle> {
    let mark = |line: &&str| {
        let bare = line.trim_end();
        matches!(bare, "---" | "...") || line.starts_with("--- ") || line.starts_with("... ")
    };
    let (mut end, mut at) = (text.len(), 0);
    for line in text.split_inclusive('\n') {
        if at > root.span.start && mark(&line) {
            end = at;
            break;
        }
        at += line.len();
    }
    parts(text, root, Span::new(bom_length(text).min(end), end))
}

/// What stands behind the key of an entry, to the end of the part that it is.
pub(crate) fn behind_key(entry: &Entry, part: Span) -> Span {
    Span::new(entry.key_span.end.min(part.end), part.end)
}

/// The parts of a table or a list, in the order of the text; none of anything else. `within` is where it may stand, from the line of its key
/// on. None overlaps another, and none has the end of its last line.
pub(crate) fn parts(text: &str, node: &Node, within: Span) -> Result<Vec<Span>, Tangle> {
    let raw = text.get(node.span.range()).unwrap_or_default();
    let is_list = matches!(node.value, Value::Array(_));
    let own: Vec<Span> = match &node.value {
        Value::Table(table) => table.entries.iter().map(whole).collect(),
        Value::Array(elements) => elements.iter().map(|element| element.span).collect(),
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Date(_) | Value::String(_) => {
            Vec::new()
        }
    };
    if own.is_empty() {
        return Ok(own);
    }
    if own.iter().any(|part| !(within.start..within.end).contains(&part.start)) {
        return Err(Tangle::Elsewhere);
    }
    if raw.starts_with(['{', '[']) { in_brackets(text, node, own) } else { on_lines(text, &own, is_list, within) }
}

/// From the first byte of the key to the last of the value.
fn whole(entry: &Entry) -> Span {
    Span::new(entry.key_span.start, entry.value.span.end.max(entry.key_span.end))
}

fn in_brackets(text: &str, node: &Node, own: Vec<Span>) -> Result<Vec<Span>, Tangle> {
    let close = node.span.end.saturating_sub(1);
    let mut at = node.span.start + 1;
    for (index, part) in own.iter().enumerate() {
        let gap = text.get(at..part.start).ok_or(Tangle::Between)?;
        if gap.trim() != if index == 0 { "" } else { "," } {
            return Err(Tangle::Between);
        }
        at = part.end;
    }
    let last = text.get(at..close).ok_or(Tangle::Between)?;
    if matches!(last.trim(), "" | ",") { Ok(own) } else { Err(Tangle::Between) }
}

fn on_lines(text: &str, own: &[Span], is_list: bool, within: Span) -> Result<Vec<Span>, Tangle> {
    let mut firsts: Vec<Line<'_>> = Vec::new();
    for part in own {
        let line = Line::at(text, part.start);
        let before = text.get(line.start..part.start).unwrap_or_default();
        let is_first = firsts.last().is_none_or(|last| last.start < line.start);
        if !is_first || before.trim() != if is_list { "-" } else { "" } {
            return Err(Tangle::Shared);
        }
        firsts.push(line);
    }
    let key = Line::at(text, within.start).end();
    let mut parts: Vec<Span> = Vec::new();
    for (index, first) in firsts.iter().enumerate() {
        let floor = parts.last().map_or(key, |last| last.end);
        let limit = firsts.get(index + 1).map_or(within.end, |next| next.start);
        parts.push(Span::new(above(text, first.start, floor), end_of(text, first, limit)));
    }
    Ok(parts)
}

/// A line of a text.
struct Line<'t> {
    start: usize,
    /// Without its end.
    said: &'t str,
}

impl<'t> Line<'t> {
    /// The line of a byte.
    fn at(text: &'t str, byte: usize) -> Self {
        let start = line_start(text, byte);
        let rest = text.get(start..).unwrap_or_default();
        Self { start, said: rest.split('\n').next().unwrap_or_default().trim_end_matches('\r') }
    }

    fn end(&self) -> usize {
        self.start + self.said.len()
    }

    /// The line behind it.
    fn next(&self, text: &'t str) -> Option<Self> {
        let rest = text.get(self.end()..)?;
        Some(Self::at(text, self.end() + rest.find('\n')? + 1))
    }

    fn is_blank(&self) -> bool {
        self.said.trim().is_empty()
    }

    fn is_comment(&self) -> bool {
        self.said.trim_start().starts_with('#')
    }

    /// How far in it begins.
    fn indent(&self) -> usize {
        self.said.len() - self.said.trim_start().len()
    }
}

/// The start of the first of the comments that stand right above a line, else of that line. None begins before `floor`.
fn above(text: &str, start: usize, floor: usize) -> usize {
    let mut start = start;
    while let Some(line) = start.checked_sub(1).map(|end| Line::at(text, end)).filter(|line| line.start >= floor) {
        if !line.is_comment() {
            break;
        }
        start = line.start;
    }
    start
}

/// The end of a part that begins on a line, with the comments that belong to it. The next begins at `limit`.
fn end_of(text: &str, first: &Line<'_>, limit: usize) -> usize {
    let (mut end, mut next) = (first.end(), first.next(text));
    while let Some(line) = next.filter(|line| line.start < limit) {
        if !line.is_blank() && !line.is_comment() {
            end = line.end();
        }
        next = line.next(text);
    }
    commented(text, end, first.indent())
}

/// The end of the comments that belong to a part of this depth of which nothing else stands behind a byte: those that stand further in, and
/// those right below that nothing of the same depth follows; else that of the line of the byte.
pub(super) fn commented(text: &str, last: usize, depth: usize) -> usize {
    let line = Line::at(text, last);
    let (mut end, mut next) = (line.end(), line.next(text));
    while let Some(line) = next.filter(|line| line.is_blank() || (line.is_comment() && line.indent() >= depth)) {
        if line.is_comment() && line.indent() > depth {
            end = line.end();
        }
        next = line.next(text);
    }
    below(text, end, depth)
}

/// The end of the comments of this depth right below a line, where a blank line or something less deep follows; else that of the line.
fn below(text: &str, end: usize, depth: usize) -> usize {
    let (mut last, mut next) = (end, Line::at(text, end).next(text));
    while let Some(line) = next {
        if !(line.is_comment() && line.indent() == depth) {
            let is_free = line.is_blank() || line.indent() < depth;
            return if is_free { last } else { end };
        }
        last = line.end();
        next = line.next(text);
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Syntax;

    /// What stands under the key `a`, part by part.
    fn told(syntax: Syntax, text: &str) -> Result<Vec<&str>, Tangle> {
        let parsed = syntax.parse_as_written(text);
        let Some(root) = parsed.root else { return Ok(Vec::new()) };
        let Value::Table(table) = &root.value else { return Ok(Vec::new()) };
        let Some(at) = table.entries.iter().position(|entry| entry.key == "a") else { return Ok(Vec::new()) };
        let (entry, whole) = (&table.entries[at], roots(text, &root)?[at]);
        let parts = parts(text, &entry.value, behind_key(entry, whole))?;
        assert!(parts.is_sorted_by(|one, other| one.end <= other.start), "{text}: {parts:?}");
        Ok(parts.into_iter().map(|part| &text[part.range()]).collect())
    }

    #[test]
    fn a_part_has_the_comments_that_touch_it_or_stand_further_in() {
        let text = "\u{feff}# top\n\na: # a\n  # alone\n\n  # of x\n  x: # here\n    - |\n      # text\n\n    # in x\n  # of y\n  'y': 1\n  # behind\n\n  z:\n  # of z\n# of b\nb: 1\n";
        let expected = [
            "  # of x\n  x: # here\n    - |\n      # text\n\n    # in x",
            "  # of y\n  'y': 1\n  # behind",
            "  z:\n  # of z",
        ];
        assert_eq!(told(Syntax::Yaml, text).unwrap(), expected);
        let list = "a:\n# of 1\n- 1\n-   x: 2\n    # in 2\n    y: 3\n# behind\n";
        assert_eq!(told(Syntax::Yaml, list).unwrap(), ["# of 1\n- 1", "-   x: 2\n    # in 2\n    y: 3\n# behind"]);
        assert_eq!(told(Syntax::Yaml, "a: {x: 1, 'y' : [ #\n2],\n z}").unwrap(), ["x: 1", "'y' : [ #\n2]", "z"]);
        assert_eq!(told(Syntax::Json, "{\"a\": [ 1,\r\n{\"b\": 2} ]}").unwrap(), ["1", "{\"b\": 2}"]);
        for (text, tangle) in [
            ("a:\n  ? x\n  : 1\n", Tangle::Shared),
            ("a:\n  &x x: 1\n", Tangle::Shared),
            ("b: &b {x: 1}\na: *b\n", Tangle::Elsewhere),
            ("a: [1, # one\n  2]\n", Tangle::Between),
        ] {
            assert_eq!(told(Syntax::Yaml, text), Err(tangle), "{text}");
        }
    }

    #[test]
    fn no_text_is_too_much() {
        let yaml = "\u{feff}---\r\n#\r\na: &x !!map # 模\r\n  - [*x, {b: |2-\r\n\t\r\n  ? \"c\r\n# d\" : 'e'\n  -\n\n...\n--- x\n";
        let tidy = "# 模\na:\n  b: {c: 1} # d\n\n  # e\n  f:\n  - g # h\n   # i\n#\nj: >\n  # k\n";
        for text in [yaml, tidy] {
            for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
                // What counts is that nothing overlaps and nothing breaks.
                let _ = told(Syntax::Yaml, &text[..end]);
                let _ = told(Syntax::Yaml, &text[end..]);
            }
        }
    }
}
