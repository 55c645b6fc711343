//! A value put into a text of TOML, YAML or JSON, at the end of a path of keys: what stands there already is written otherwise, what does
//! not is added where its neighbours stand and as they are laid out. All else keeps its bytes. What was made is read again, and where the
//! tree is not the old one with that one value in it, there is no text at all: a layout that this room does not understand is never harmed.

mod insert;
mod list;
mod place;
#[cfg(test)]
mod tests;
mod written;

use super::{Entry, Node, Syntax, Table, Value};
use crate::finding::Edit;
use crate::source::Span;
use place::{Page, entries};
pub(crate) use written::quoted;

/// The text with this value at the end of the path; none where that cannot be done without touching something else. Of a table over a
/// table each key is put by itself. `order` tells in which order keys of the last table usually stand.
pub(crate) fn put(text: &str, syntax: Syntax, path: &[&str], value: &Value, order: &[&str]) -> Option<String> {
    let before = syntax.parse_as_written(text);
    let root = before.root.as_ref()?;
    if let (Some(Value::Table(_)), Value::Table(new)) = (at(root, path).map(|node| &node.value), value) {
        return new.entries.iter().try_fold(text.to_owned(), |text, entry| {
            let path = [path, &[entry.key.as_str()]].concat();
            put(&text, syntax, &path, &entry.value.value, &[])
        });
    }
    let wanted = with(root, path, value)?;
    let is_meant = |made: &str| {
        let after = syntax.parse_as_written(made);
        after.problems.len() <= before.problems.len() && after.root.is_some_and(|root| alike(&root, &wanted))
    };
    let page = Page::new(text, syntax, root);
    let ways = ways(&page, path, value, order);
    ways.into_iter().map(|edits| edited(text, edits)).find(|made| is_meant(made))
}

/// The ways to write it, the best first.
fn ways(page: &Page<'_>, path: &[&str], value: &Value, order: &[&str]) -> Vec<Vec<Edit>> {
    let mut table = Around { node: page.root, entry: None };
    for (depth, key) in path.iter().enumerate() {
        match entries(table.node).iter().find(|entry| entry.key == *key) {
            Some(entry) => table = Around { node: &entry.value, entry: Some(entry) },
            None => {
                let rest = path.get(depth + 1..).unwrap_or_default();
                let order = if rest.is_empty() { order } else { &[] };
                return insert::ways(page, &table, (key, &nested(rest, value)), order);
            }
        }
    }
    table.entry.map(|entry| over(page, entry, value)).unwrap_or_default()
}

/// A node, and the entry whose value it is; none of the root.
struct Around<'t> {
    node: &'t Node,
    entry: Option<&'t Entry>,
}

/// The ways to write a value in the place of another.
fn over(page: &Page<'_>, entry: &Entry, value: &Value) -> Vec<Vec<Edit>> {
    let mut ways = list::longer(page, &entry.value, value);
    let Some(written) = written::inline(page.syntax, value) else { return ways };
    // A block of YAML reaches over the end of its last line.
    let raw = page.text.get(entry.value.span.range()).unwrap_or_default();
    let old = Span::new(entry.value.span.start, entry.value.span.start + raw.trim_end().len());
    ways.push(vec![Edit { span: old, text: written.clone() }]);
    // What YAML writes below its key may stand too little indented for a value that begins there.
    if let Some(colon) = page.tail(entry.key_span.end).find(':').filter(|_| page.syntax == Syntax::Yaml) {
        let start = entry.key_span.end + colon + 1;
        ways.push(vec![Edit { span: Span::new(start, old.end.max(start)), text: format!(" {written}") }]);
    }
    ways
}

/// The text with these edits, of which none overlaps another.
pub(super) fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.span);
    let mut made = text.to_owned();
    for edit in edits.iter().rev() {
        if made.get(edit.span.range()).is_some() {
            made.replace_range(edit.span.range(), &edit.text);
        }
    }
    made
}

fn at<'t>(root: &'t Node, path: &[&str]) -> Option<&'t Node> {
    path.iter().try_fold(root, |node, key| Some(&entries(node).iter().find(|entry| entry.key == *key)?.value))
}

/// The value below these keys, each in a table.
fn nested(keys: &[&str], value: &Value) -> Value {
    keys.iter().rev().fold(value.clone(), |value, key| Value::Table(Table { entries: vec![entry(key, value)] }))
}

fn entry(key: &str, value: Value) -> Entry {
    Entry { key: key.to_owned(), key_span: Span::default(), value: Node { span: Span::default(), value } }
}

/// The tree with this value in it; none where the path leads through what is no table.
fn with(root: &Node, path: &[&str], value: &Value) -> Option<Node> {
    let mut made = root.clone();
    let mut node = &mut made;
    for key in path {
        if node.value == Value::Null {
            node.value = Value::Table(Table::default());
        }
        let Value::Table(table) = &mut node.value else { return None };
        let index = table.entries.iter().position(|entry| entry.key == *key).unwrap_or(table.entries.len());
        if index == table.entries.len() {
            table.entries.push(entry(key, Value::Null));
        }
        node = &mut table.entries.get_mut(index)?.value;
    }
    node.value = value.clone();
    Some(made)
}

/// Whether two trees say the same, wherever it stands. A day is what its text is: two of the three syntaxes have no days.
pub(crate) fn alike(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Table(one), Value::Table(other)) => {
            let has = |entry: &Entry| other.get(&entry.key).is_some_and(|value| alike(&entry.value, value));
            one.entries.len() == other.entries.len() && one.entries.iter().all(has)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        (Value::Date(day), Value::String(text)) | (Value::String(text), Value::Date(day)) => day.to_string() == *text,
        (Value::Float(one), Value::Float(other)) => one.to_bits() == other.to_bits(),
        (one, other) => one == other,
    }
}
