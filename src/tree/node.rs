//! The tree's types: nodes, tables, and what a parser gives back. They know no syntax.

use jiff::civil::Date;

use crate::finding::Problem;
use crate::source::Span;

/// What a parser made of a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parsed {
    /// The tree, as far as the text could be read; `None` where nothing could. A TOML value that is broken stands in it as
    /// [`Value::Null`] at the place of its problem.
    pub(crate) root: Option<Node>,
    /// Everything that is wrong with the text as TOML, JSON or YAML, in the order of the file.
    pub(crate) problems: Vec<Problem>,
}

/// How deeply a tree may nest. Every walk over a tree may recurse.
pub(super) const MAX_DEPTH: usize = 128;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// The bytes of the value. Of a TOML `[table]` or `[[table]]`, those of its header; of a dotted parent, those of its key.
    pub(crate) span: Span,
    /// What stands there.
    pub(crate) value: Value,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// JSON's and YAML's null.
    Null,
    /// true or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// A day. A TOML date-time counts as its day.
    Date(Date),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<Node>),
    /// Keys with values, in the order of the file.
    Table(Table),
}

/// Keys with values, in the order of the file. A key that stands twice is kept once: the first.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Table {
    /// The entries, in the order of the file.
    pub(crate) entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    /// The key, unquoted.
    pub(crate) key: String,
    /// The bytes of the key, quotes included.
    pub(crate) key_span: Span,
    /// The value.
    pub(crate) value: Node,
}

impl Table {
    /// The entry of this key.
    #[must_use]
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value of this key.
    #[must_use]
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }
}
