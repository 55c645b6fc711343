//! A text in which all is plain, straight into the tree: the parser's events need no tree of its own between them and ours. Where anything is
//! wrong, or merely unusual, it gives up and says nothing: then the whole parser reads the text, and tells.

use std::borrow::Cow;

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source};

use super::{day, float, innermost_table, whole};
use crate::source::Span;
use crate::tree::{Entry, Node, Table, Value};

/// How many keys a plain table has at most: each new one is held against all before it.
const MOST_KEYS: usize = 128;
/// How deep values, and the tables of a header, stand in each other at most.
const DEEPEST: usize = 16;

/// The tree of a text in which all is plain.
pub(super) fn read(text: &str) -> Option<Node> {
    let tokens = Source::new(text).lex().into_vec();
    let mut builder = Builder::new(text);
    let mut is_sound = true;
    parse_document(&tokens, &mut builder, &mut |_: ParseError| is_sound = false);
    builder.finish().filter(|_| is_sound)
}

/// The tree under way.
struct Builder<'t> {
    text: &'t str,
    /// Whether nothing has come that is not plain.
    is_plain: bool,
    root: Table,
    header: Header,
    /// Keys whose values have not ended.
    keys: Vec<(String, Span)>,
    /// Entries whose tables have not ended: those of the statements first, then those of each inline table that is open.
    entries: Vec<Entry>,
    /// Elements of the lists that are open.
    elements: Vec<Node>,
    open: Vec<Open>,
}

/// The header that the statements stand under.
struct Header {
    /// None for the statements before the first.
    path: Vec<(String, Span)>,
    span: Span,
    is_array: bool,
    is_open: bool,
}

/// A value that is open: where it starts, and how many elements or entries belong to those around it.
enum Open {
    Array { start: usize, before: usize },
    Table { start: usize, before: usize },
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        let header = Header { path: Vec::new(), span: Span::default(), is_array: false, is_open: false };
        let (keys, entries, elements, open) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { text, is_plain: true, root: Table::default(), header, keys, entries, elements, open }
    }

    fn finish(mut self) -> Option<Node> {
        self.end_section();
        let is_whole = self.is_plain && self.keys.is_empty() && self.open.is_empty();
        is_whole.then_some(Node { span: Span::new(0, 0), value: Value::Table(self.root) })
    }

    /// What holds where nothing is unusual.
    fn expect(&mut self, plain: bool) {
        self.is_plain &= plain;
    }

    fn open_header(&mut self, start: usize, is_array: bool) {
        self.end_section();
        self.header.span = Span::new(start, start);
        self.header.is_array = is_array;
        self.header.is_open = true;
    }

    fn close_header(&mut self, end: usize) {
        self.header.span.end = end;
        self.header.is_open = false;
        self.expect(!self.header.path.is_empty() && self.header.path.len() <= DEEPEST);
    }

    /// Puts the statements since the last header where it says.
    fn end_section(&mut self) {
        let table = Table { entries: self.entries.drain(..).collect() };
        if self.header.path.is_empty() {
            // Only what stands before the first header has none.
            self.root = table;
            return;
        }
        let node = Node { span: self.header.span, value: Value::Table(table) };
        let placed = self.is_plain && place(&mut self.root, &mut self.header, node).is_some();
        self.expect(placed);
    }

    fn open_value(&mut self, value: Open) -> bool {
        self.open.push(value);
        self.expect(self.open.len() <= DEEPEST);
        self.is_plain
    }

    /// Puts a value where the keys and the open values before it say.
    fn value(&mut self, node: Node) {
        let first = match self.open.last() {
            Some(Open::Array { .. }) => return self.elements.push(node),
            Some(Open::Table { before, .. }) => *before,
            None => 0,
        };
        let Some((key, key_span)) = self.keys.pop() else { return self.expect(false) };
        let own = self.entries.get(first..).unwrap_or_default();
        self.is_plain &= own.len() < MOST_KEYS && own.iter().all(|entry| entry.key != key);
        self.entries.push(Entry { key, key_span, value: node });
    }

    fn raw(&self, span: toml_parser::Span, encoding: Option<Encoding>) -> Raw<'t> {
        Raw::new_unchecked(self.text.get(span.start()..span.end()).unwrap_or_default(), encoding, span)
    }
}

/// Puts the table of a header into the tree; none where another has to give way to it, or a value is in its way.
fn place(root: &mut Table, header: &mut Header, node: Node) -> Option<()> {
    let mut path = header.path.drain(..);
    let (key, key_span) = path.next_back()?;
    let table = path.try_fold(root, step)?;
    let is_array = header.is_array;
    if let Some(entry) = table.entries.iter_mut().find(|entry| entry.key == key) {
        let is_made = is_made_by_header(entry);
        let Value::Array(tables) = &mut entry.value.value else { return None };
        return (is_array && is_made).then(|| tables.push(node));
    }
    let span = node.span;
    let value = if is_array { Node { span, value: Value::Array(vec![node]) } } else { node };
    (table.entries.len() < MOST_KEYS).then(|| table.entries.push(Entry { key, key_span, value }))
}

/// The table under a key of a header, which is there from then on.
fn step(table: &mut Table, (key, key_span): (String, Span)) -> Option<&mut Table> {
    let at = table.entries.iter().position(|entry| entry.key == key).unwrap_or(table.entries.len());
    if at == table.entries.len() {
        let value = Node { span: key_span, value: Value::Table(Table::default()) };
        table.entries.push(Entry { key, key_span, value });
    }
    let entry = table.entries.get_mut(at).filter(|_| at < MOST_KEYS)?;
    if is_made_by_header(entry) { innermost_table(&mut entry.value) } else { None }
}

/// Whether a header made what stands under a key: any other value stands behind its key.
fn is_made_by_header(entry: &Entry) -> bool {
    entry.value.span.start <= entry.key_span.start
}

fn span_of(span: toml_parser::Span) -> Span {
    Span::new(span.start(), span.end())
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.open_header(span.start(), false);
    }

    fn std_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.close_header(span.end());
    }

    fn array_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.open_header(span.start(), true);
    }

    fn array_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.close_header(span.end());
    }

    fn inline_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) -> bool {
        self.open_value(Open::Table { start: span.start(), before: self.entries.len() })
    }

    fn inline_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        let Some(Open::Table { start, before }) = self.open.pop() else { return self.expect(false) };
        let entries = self.entries.drain(before..).collect();
        self.value(Node { span: Span::new(start, span.end()), value: Value::Table(Table { entries }) });
    }

    fn array_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) -> bool {
        self.open_value(Open::Array { start: span.start(), before: self.elements.len() })
    }

    fn array_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        let Some(Open::Array { start, before }) = self.open.pop() else { return self.expect(false) };
        let elements = self.elements.drain(before..).collect();
        self.value(Node { span: Span::new(start, span.end()), value: Value::Array(elements) });
    }

    fn simple_key(&mut self, span: toml_parser::Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut key = Cow::Borrowed("");
        self.raw(span, encoding).decode_key(&mut key, error);
        let keys = if self.header.is_open { &mut self.header.path } else { &mut self.keys };
        keys.push((key.into_owned(), span_of(span)));
    }

    fn key_sep(&mut self, _: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.expect(self.header.is_open);
    }

    fn scalar(&mut self, span: toml_parser::Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut decoded = Cow::Borrowed("");
        let kind = self.raw(span, encoding).decode_scalar(&mut decoded, error);
        let value = match kind {
            ScalarKind::String => Some(Value::String(decoded.into_owned())),
            ScalarKind::Boolean(value) => Some(Value::Bool(value)),
            ScalarKind::Integer(radix) => whole(&decoded, radix.value()),
            ScalarKind::Float => float(&decoded),
            ScalarKind::DateTime => decoded.parse().ok().and_then(day),
        };
        match value {
            Some(value) => self.value(Node { span: span_of(span), value }),
            None => self.expect(false),
        }
    }

    fn comment(&mut self, span: toml_parser::Span, error: &mut dyn ErrorSink) {
        self.raw(span, None).decode_comment(error);
    }

    fn newline(&mut self, span: toml_parser::Span, error: &mut dyn ErrorSink) {
        self.raw(span, None).decode_newline(error);
    }

    fn error(&mut self, _: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.expect(false);
    }
}

#[cfg(test)]
mod tests;
