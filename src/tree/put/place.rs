//! Where things stand on a page: the line that something begins on, the one behind it, how far lines are indented.

use crate::source::line_start;
use crate::tree::parts::commented;
use crate::tree::{Entry, Node, Syntax, Value};

/// A text with its tree.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) syntax: Syntax,
    pub(super) root: &'t Node,
    /// How it ends its lines.
    pub(super) line_end: &'static str,
    /// What one step of indentation is.
    pub(super) step: String,
}

/// A place to write whole lines at.
pub(super) struct Gap {
    pub(super) at: usize,
    /// Whether the line before it is not ended.
    is_open: bool,
}

impl<'t> Page<'t> {
    pub(super) fn new(text: &'t str, syntax: Syntax, root: &'t Node) -> Self {
        let first = text.find('\n').and_then(|end| text.get(..end));
        let line_end = if first.is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" };
        let mut page = Self { text, syntax, root, line_end, step: "  ".to_owned() };
        page.step = page.own_step().unwrap_or(page.step);
        page
    }

    /// The first step that the file itself takes: in JSON that to its first key, in YAML that to the first key below another.
    fn own_step(&self) -> Option<String> {
        let first = |entries: &[Entry]| entries.iter().find_map(|entry| self.indent(entry.key_span.start));
        let step = match self.syntax {
            Syntax::Json => first(entries(self.root)),
            Syntax::Toml | Syntax::Yaml => entries(self.root).iter().find_map(|entry| first(entries(&entry.value))),
        };
        step.filter(|step| !step.is_empty()).map(str::to_owned)
    }

    pub(super) fn tail(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    /// What stands on its line before a byte.
    pub(super) fn before(&self, at: usize) -> &'t str {
        self.text.get(line_start(self.text, at)..at).unwrap_or_default()
    }

    /// The blanks before a byte, where nothing else stands before it on its line.
    pub(super) fn indent(&self, at: usize) -> Option<&'t str> {
        Some(self.before(at)).filter(|before| before.bytes().all(|byte| matches!(byte, b' ' | b'\t')))
    }

    /// The place behind the line that ends a value.
    pub(super) fn behind(&self, end: usize) -> Gap {
        // A block of YAML reaches over the end of its last line, up to what stands on the next.
        let start = end - self.indent(end).map_or(0, str::len);
        if start > 0 && self.text.get(..start).is_some_and(|head| head.ends_with('\n')) {
            return Gap { at: start, is_open: false };
        }
        match self.tail(end).find('\n') {
            Some(length) => Gap { at: end + length + 1, is_open: false },
            None => Gap { at: self.text.len(), is_open: true },
        }
    }

    /// The place behind the comments of YAML that belong to what ends at a place and stands so far in.
    pub(super) fn behind_comments(&self, gap: Gap, depth: usize) -> Gap {
        let last = if gap.is_open { gap.at } else { gap.at.saturating_sub(1) };
        let end = commented(self.text, last, depth);
        if end > last { self.behind(end) } else { gap }
    }

    /// The line that ends at such a place.
    pub(super) fn line_before(&self, gap: &Gap) -> &'t str {
        self.text.get(..gap.at).unwrap_or_default().lines().next_back().unwrap_or_default()
    }

    /// Lines as they are written at such a place.
    pub(super) fn lines(&self, gap: &Gap, lines: &str) -> String {
        let end = self.line_end;
        if gap.is_open { format!("{end}{lines}") } else { format!("{lines}{end}") }
    }

    /// Whether a value stands in brackets of its own.
    pub(super) fn is_closed(&self, node: &Node) -> bool {
        self.text.get(node.span.range()).is_some_and(|raw| raw.starts_with(['{', '[']) && !self.is_header(node))
    }

    /// Whether it is the header of a table of TOML.
    pub(super) fn is_header(&self, node: &Node) -> bool {
        let is_table = matches!(node.value, Value::Table(_));
        let opens = |with| self.text.get(node.span.range()).is_some_and(|raw: &str| raw.starts_with(with));
        self.syntax == Syntax::Toml
            && ((is_table && opens("[")) || (!is_table && opens("[[") && self.holds_headers(node)))
    }

    fn holds_headers(&self, node: &Node) -> bool {
        let Value::Array(elements) = &node.value else { return false };
        elements.iter().any(|element| self.is_header(element))
    }
}

/// The entries of a table; none of what is no table.
pub(super) fn entries(node: &Node) -> &[Entry] {
    let Value::Table(table) = &node.value else { return &[] };
    &table.entries
}

/// The last byte of a value and of all that stands in it. No deeper than the tree.
pub(super) fn last_byte(node: &Node) -> usize {
    let inside = match &node.value {
        Value::Table(table) => table.entries.iter().map(|entry| last_byte(&entry.value).max(entry.key_span.end)).max(),
        Value::Array(nodes) => nodes.iter().map(last_byte).max(),
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Date(_) | Value::String(_) => None,
    };
    inside.unwrap_or(0).max(node.span.end)
}
