//! Finds the blocks of a Markdown text, by `CommonMark`'s rules for block structure and GitHub's for tables, in one pass
//! over its lines. It builds no tree: a block knows its list item, and quotations are marked off as enclosures.

use super::blocks::{Block, Blocks, Enclosure, Kind};
use super::definition::definition_lines;
use super::line::{Cursor, Line, Lines};
use super::opening::{self, Fence, HtmlEnd};
use crate::source::Span;

/// The blocks of `text` from the byte `from` on.
pub(super) fn scan(text: &str, from: usize) -> Blocks {
    let length = text.len() - from.min(text.len());
    let done = Blocks {
        list: Vec::with_capacity(length / BYTES_A_BLOCK + 1),
        lines: Vec::with_capacity(length / BYTES_A_LINE + 1),
        enclosures: Vec::new(),
    };
    let mut scanner = Scanner { text, done, ..Scanner::default() };
    let mut end = from;
    for line in Lines::new(text, from) {
        scanner.line(line);
        end = line.next;
    }
    scanner.close_to(0, end);
    scanner.done
}

/// How long a block and a line are where they are short, in bytes.
const BYTES_A_BLOCK: usize = 64;
const BYTES_A_LINE: usize = 32;

/// Deeper nesting than any reader can follow is read as text; it also bounds the time a line takes.
const MAX_DEPTH: usize = 48;

#[derive(Debug, Clone, Copy)]
enum Within {
    Quote,
    Item { width: usize, marker: u8, empty: bool, number: u32 },
}

#[derive(Debug, Clone, Copy)]
struct Container {
    within: Within,
    first: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Leaf {
    #[default]
    None,
    Paragraph,
    Table,
    Indented,
    Fenced(Fence),
    Html(HtmlEnd),
}

#[derive(Debug, Default)]
struct Scanner<'a> {
    text: &'a str,
    done: Blocks,
    stack: Vec<Container>,
    leaf: Leaf,
    /// The index of the leaf's first line.
    leaf_line: usize,
    /// The byte at which the leaf's first line starts.
    leaf_start: usize,
    /// The byte after the leaf's last line.
    leaf_next: usize,
    items: u32,
}

impl Scanner<'_> {
    fn line(&mut self, line: Line<'_>) {
        let mut cursor = Cursor::new(line.text);
        let kept = self.keep_containers(&mut cursor);
        let all = kept == self.stack.len();
        if all && self.goes_on(&cursor, line) {
            return;
        }
        if cursor.is_blank() {
            return self.blank(kept, line);
        }
        let lazy = !all && self.leaf == Leaf::Paragraph;
        let Some(depth) = self.open(&mut cursor, kept, line) else { return };
        let opened = depth != kept || self.leaf == Leaf::None;
        if !opened && lazy {
            return self.add_line(&cursor, line);
        }
        match self.leaf {
            Leaf::Paragraph if all && !opened => {
                if !self.turns_into_table(&cursor, line) {
                    self.add_line(&cursor, line);
                }
            }
            Leaf::Table if all && !opened => {
                self.add_line(&cursor, line);
                self.emit(Kind::TableRow);
            }
            _ => {
                self.close_to(depth, line.start);
                self.begin(Leaf::Paragraph);
                self.add_line(&cursor, line);
            }
        }
    }

    /// How many open containers the line stays in.
    fn keep_containers(&self, cursor: &mut Cursor<'_>) -> usize {
        let mut kept = 0;
        for container in &self.stack {
            match container.within {
                Within::Quote if cursor.indent() < 4 && cursor.text().starts_with('>') => pass_quote(cursor),
                Within::Item { empty, .. } if cursor.is_blank() => {
                    if empty {
                        break;
                    }
                }
                Within::Item { width, .. } if cursor.indent() >= width => cursor.skip(width),
                Within::Quote | Within::Item { .. } => break,
            }
            kept += 1;
        }
        kept
    }

    /// Whether the open code or HTML block takes the line.
    fn goes_on(&mut self, cursor: &Cursor<'_>, line: Line<'_>) -> bool {
        match self.leaf {
            Leaf::None | Leaf::Paragraph | Leaf::Table => return false,
            Leaf::Fenced(fence) => {
                if cursor.indent() < 4 && fence.is_closed_by(cursor.text()) {
                    self.leaf_next = line.next;
                    self.close_leaf();
                } else {
                    self.add_line(cursor, line);
                }
            }
            Leaf::Indented if cursor.is_blank() => {}
            Leaf::Indented if cursor.indent() >= 4 => self.add_line(cursor, line),
            Leaf::Html(HtmlEnd::Blank | HtmlEnd::BlankAlone) if cursor.is_blank() => {
                self.close_leaf();
                return false;
            }
            Leaf::Html(end) => {
                self.add_line(cursor, line);
                if end.is_met_by(cursor.rest()) {
                    self.close_leaf();
                }
            }
            Leaf::Indented => {
                self.close_leaf();
                return false;
            }
        }
        true
    }

    fn blank(&mut self, kept: usize, line: Line<'_>) {
        if kept < self.stack.len() {
            self.close_to(kept, line.start);
        }
        if matches!(self.leaf, Leaf::Paragraph | Leaf::Table) {
            self.close_leaf();
        }
    }

    /// Opens what the line opens. Gives the depth at which its text stands, and nothing where a block took the line.
    fn open(&mut self, cursor: &mut Cursor<'_>, kept: usize, line: Line<'_>) -> Option<usize> {
        let mut depth = kept;
        let mut in_paragraph = kept == self.stack.len() && self.leaf == Leaf::Paragraph;
        loop {
            if cursor.is_blank() {
                return None;
            }
            if cursor.indent() >= 4 {
                if self.leaf == Leaf::Paragraph {
                    return Some(depth);
                }
                self.close_to(depth, line.start);
                self.begin(Leaf::Indented);
                self.add_line(cursor, line);
                return None;
            }
            if self.open_leaf(cursor, (depth, in_paragraph), line) {
                return None;
            }
            if self.stack.len().min(depth) >= MAX_DEPTH || !self.open_container(cursor, (depth, in_paragraph), line) {
                return Some(depth);
            }
            depth += 1;
            in_paragraph = false;
        }
    }

    /// Whether the line is, or starts, a block without blocks in it.
    fn open_leaf(&mut self, cursor: &Cursor<'_>, (depth, in_paragraph): (usize, bool), line: Line<'_>) -> bool {
        let text = cursor.text();
        match text.as_bytes().first() {
            Some(b'#') => {
                let Some((level, range)) = opening::atx(text) else { return false };
                self.close_to(depth, line.start);
                let start = line.start + cursor.text_at();
                self.single(Kind::Atx(level), Span::from(range).shifted(start), line);
            }
            Some(b'`' | b'~') => {
                let Some(fence) = Fence::opening(text) else { return false };
                self.close_to(depth, line.start);
                self.begin(Leaf::Fenced(fence));
                self.leaf_next = line.next;
            }
            Some(b'<') => {
                let Some(end) = HtmlEnd::of_opening(text) else { return false };
                if end == HtmlEnd::BlankAlone && matches!(self.leaf, Leaf::Paragraph | Leaf::Table) {
                    return false;
                }
                self.close_to(depth, line.start);
                self.begin(Leaf::Html(end));
                self.add_line(cursor, line);
                if end.is_met_by(text) {
                    self.close_leaf();
                }
            }
            Some(b'=' | b'-') if in_paragraph && self.underline(text, line) => {}
            Some(b'*' | b'-' | b'_') if opening::is_rule(text) => {
                self.close_to(depth, line.start);
                let start = line.start + cursor.text_at();
                self.single(Kind::Rule, Span::new(start, start + text.len()), line);
            }
            _ => return false,
        }
        true
    }

    fn open_container(
        &mut self,
        cursor: &mut Cursor<'_>,
        (depth, in_paragraph): (usize, bool),
        line: Line<'_>,
    ) -> bool {
        let text = cursor.text();
        if text.starts_with('>') {
            self.close_to(depth, line.start);
            pass_quote(cursor);
            self.push(Within::Quote);
            return true;
        }
        let Some(marker) = opening::marker(text) else { return false };
        let rest_blank = text.get(marker.length..).is_none_or(|rest| rest.trim_matches([' ', '\t']).is_empty());
        if in_paragraph && (rest_blank || !marker.interrupts) {
            return false;
        }
        let sibling = self
            .stack
            .get(depth)
            .is_some_and(|next| matches!(next.within, Within::Item { marker: other, .. } if other == marker.byte));
        let first = self.stack.get(depth).map_or(0, |next| next.first);
        self.close_to(depth, line.start);
        if sibling {
            self.done.enclosures.push(Enclosure { blocks: first..self.done.list.len(), end: line.start, sibling });
        }
        let indent = cursor.indent();
        cursor.skip(indent);
        cursor.pass(marker.length);
        let gap = cursor.indent();
        let gap = if rest_blank || !(1..=4).contains(&gap) { 1 } else { gap };
        cursor.skip(gap);
        self.items += 1;
        let width = indent + marker.length + gap;
        self.push(Within::Item { width, marker: marker.byte, empty: true, number: self.items });
        true
    }

    fn push(&mut self, within: Within) {
        self.fill_item();
        self.stack.push(Container { within, first: self.done.list.len() });
    }

    /// Turns the open paragraph into a heading, where it says anything.
    fn underline(&mut self, text: &str, line: Line<'_>) -> bool {
        let Some(level) = opening::setext(text) else { return false };
        let defined = self.leaf_definitions();
        if self.leaf_line + defined >= self.done.lines.len() {
            return false;
        }
        self.leaf_line += defined;
        if let Some(last) = self.done.lines.last_mut() {
            let kept = self.text.get(last.range()).unwrap_or_default().trim_end_matches([' ', '\t']).len();
            last.end = last.start + kept;
        }
        self.leaf_next = line.next;
        self.emit(Kind::Setext(level));
        self.leaf = Leaf::None;
        true
    }

    fn leaf_definitions(&self) -> usize {
        let lines = self.done.lines.get(self.leaf_line..).unwrap_or_default();
        let slice = |span: &Span| self.text.get(span.range()).unwrap_or_default();
        if !lines.first().is_some_and(|line| slice(line).starts_with('[')) {
            return 0;
        }
        definition_lines(&lines.iter().map(slice).collect::<Vec<_>>().join("\n"))
    }

    /// Turns the last line of the open paragraph into a table's head, where this line is its delimiter row.
    fn turns_into_table(&mut self, cursor: &Cursor<'_>, line: Line<'_>) -> bool {
        let Some(cells) = opening::delimiter_cells(cursor.text()) else { return false };
        let Some(head) = self.done.lines.last().copied() else { return false };
        let text = self.text.get(head.range()).unwrap_or_default();
        if opening::cells(text).len() != cells {
            return false;
        }
        let last = self.done.lines.len() - 1;
        if last > self.leaf_line {
            self.done.lines.truncate(last);
            self.emit(Kind::Paragraph);
            self.done.lines.push(head);
        }
        self.leaf_next = line.next;
        self.emit(Kind::TableHead);
        self.leaf = Leaf::Table;
        true
    }

    fn begin(&mut self, leaf: Leaf) {
        self.fill_item();
        self.leaf = leaf;
        self.leaf_line = self.done.lines.len();
    }

    /// Notes that the innermost container holds something.
    fn fill_item(&mut self) {
        if let Some(Container { within: Within::Item { empty, .. }, .. }) = self.stack.last_mut() {
            *empty = false;
        }
    }

    fn add_line(&mut self, cursor: &Cursor<'_>, line: Line<'_>) {
        let start = line.start + cursor.text_at();
        self.add_span(Span::new(start, line.start + line.text.len()), line);
    }

    fn add_span(&mut self, span: Span, line: Line<'_>) {
        if self.done.lines.len() == self.leaf_line {
            self.leaf_start = line.start;
        }
        self.done.lines.push(span);
        self.leaf_next = line.next;
    }

    fn single(&mut self, kind: Kind, span: Span, line: Line<'_>) {
        self.begin(Leaf::None);
        self.add_span(span, line);
        self.emit(kind);
    }

    /// Ends the block of the lines gathered so far.
    fn emit(&mut self, kind: Kind) {
        let lines = self.leaf_line..self.done.lines.len();
        self.leaf_line = lines.end;
        let item = match self.stack.last().map(|container| container.within) {
            Some(Within::Item { number, .. }) => number,
            Some(Within::Quote) | None => 0,
        };
        self.done.list.push(Block { kind, lines, start: self.leaf_start, next: self.leaf_next, item });
    }

    fn close_leaf(&mut self) {
        match std::mem::take(&mut self.leaf) {
            Leaf::None | Leaf::Table => {}
            Leaf::Paragraph => self.emit(Kind::Paragraph),
            Leaf::Html(HtmlEnd::Comment | HtmlEnd::Blank | HtmlEnd::BlankAlone) => self.emit(Kind::Html),
            Leaf::Indented | Leaf::Fenced(_) | Leaf::Html(HtmlEnd::Raw | HtmlEnd::Text(_)) => self.emit(Kind::Code),
        }
    }

    /// Ends the open block, and all containers below the first `depth`.
    fn close_to(&mut self, depth: usize, end: usize) {
        self.close_leaf();
        while self.stack.len() > depth {
            if let Some(Container { within: Within::Quote, first }) = self.stack.pop() {
                self.done.enclosures.push(Enclosure { blocks: first..self.done.list.len(), end, sibling: false });
            }
        }
    }
}

fn pass_quote(cursor: &mut Cursor<'_>) {
    let indent = cursor.indent();
    cursor.skip(indent);
    cursor.pass(1);
    cursor.skip(1);
}
