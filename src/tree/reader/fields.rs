//! The keys of one table while they are read: each is asked for once, and what nobody asked for is unknown. It converts nothing
//! itself; that is the reader's part.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::tell::{self, Expected};
use super::{Name, Reader};
use crate::finding::{Code, Problem};
use crate::locale::{Text, text};
use crate::source::{Span, Spanned};
use crate::tree::{Entry, Node, Table};

/// A table that is being read.
#[derive(Debug)]
pub(crate) struct Fields<'n> {
    table: &'n Table,
    place: Span,
    what: Text,
    known: Vec<&'static str>,
    open: bool,
}

impl<'n> Fields<'n> {
    pub(super) fn new(table: &'n Table, place: Span, what: Text) -> Self {
        Self { table, place, what, known: Vec::new(), open: false }
    }

    /// Where to show what the table lacks: its header or its first line.
    pub(crate) fn place(&self) -> Span {
        self.place
    }

    /// What the table is called in messages.
    pub(crate) fn what(&self) -> &Text {
        &self.what
    }

    /// The entry of a key, and from now on the key is known.
    pub(crate) fn entry(&mut self, key: &'static str) -> Option<&'n Entry> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.table.entry(key)
    }

    /// The raw value of a key.
    pub(crate) fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Where the key stands, or, where it does not, the table's place.
    pub(crate) fn key_span(&self, key: &str) -> Span {
        self.table.entry(key).map_or(self.place, |entry| entry.key_span)
    }

    /// All entries, for a table whose keys are names that somebody chose: none is unknown any more.
    pub(crate) fn entries(&mut self) -> &'n [Entry] {
        self.open = true;
        &self.table.entries
    }

    /// The text of a key that must be there.
    pub(crate) fn required_string(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Spanned<String>> {
        let node = self.required(reader, key, &Expected::Text)?;
        reader.string(node, Name::Key(key))
    }

    /// The text of a key.
    pub(crate) fn optional_string(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Spanned<String>> {
        reader.string(self.node(key)?, Name::Key(key))
    }

    /// The word of a key that must be there, of a closed set of words.
    pub(crate) fn required_word<T: Clone>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        words: &[(&str, T)],
    ) -> Option<Spanned<T>> {
        let node = self.required(reader, key, &Expected::Text)?;
        reader.word(node, Name::Key(key), words)
    }

    /// The word of a key, of a closed set of words.
    pub(crate) fn optional_word<T: Clone>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        words: &[(&str, T)],
    ) -> Option<Spanned<T>> {
        reader.word(self.node(key)?, Name::Key(key), words)
    }

    /// The day of a key that must be there.
    pub(crate) fn required_date(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Spanned<Date>> {
        let node = self.required(reader, key, &Expected::Day)?;
        reader.date(node, Name::Key(key))
    }

    /// The day of a key.
    pub(crate) fn optional_date(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Spanned<Date>> {
        reader.date(self.node(key)?, Name::Key(key))
    }

    /// The whole number of a key that must be there.
    pub(crate) fn required_integer(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        range: RangeInclusive<i64>,
    ) -> Option<Spanned<i64>> {
        let expected = Expected::Integer(range.clone());
        let node = self.required(reader, key, &expected)?;
        reader.integer(node, Name::Key(key), &range)
    }

    /// The whole number of a key.
    pub(crate) fn optional_integer(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        range: RangeInclusive<i64>,
    ) -> Option<Spanned<i64>> {
        reader.integer(self.node(key)?, Name::Key(key), &range)
    }

    /// The number of a key, whole or not.
    pub(crate) fn optional_number(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Spanned<f64>> {
        reader.number(self.node(key)?, Name::Key(key))
    }

    /// The true or false of a key.
    pub(crate) fn optional_bool(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Spanned<bool>> {
        reader.bool(self.node(key)?, Name::Key(key))
    }

    /// The texts of a key that must be there; empty where it is missing or wrong, which is told.
    pub(crate) fn required_strings(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Vec<Spanned<String>> {
        let node = self.required(reader, key, &Expected::Texts);
        node.map(|node| reader.strings(node, Name::Key(key))).unwrap_or_default()
    }

    /// The texts of a key; none where it is left out.
    pub(crate) fn strings(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Vec<Spanned<String>> {
        self.node(key).map(|node| reader.strings(node, Name::Key(key))).unwrap_or_default()
    }

    /// The text or texts of a key; none where it is left out.
    pub(crate) fn string_or_strings(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Vec<Spanned<String>> {
        self.node(key).map(|node| reader.string_or_strings(node, Name::Key(key))).unwrap_or_default()
    }

    /// The table of a key that must be there.
    pub(crate) fn required_table(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        what: Text,
    ) -> Option<Fields<'n>> {
        let node = self.required(reader, key, &Expected::Table)?;
        reader.table_at(node, Name::Key(key), what)
    }

    /// The table of a key.
    pub(crate) fn table(&mut self, reader: &mut Reader<'_>, key: &'static str, what: Text) -> Option<Fields<'n>> {
        reader.table_at(self.node(key)?, Name::Key(key), what)
    }

    /// The tables of a key's list; none where it is left out.
    pub(crate) fn tables(&mut self, reader: &mut Reader<'_>, key: &'static str, what: &Text) -> Vec<Fields<'n>> {
        self.node(key).map(|node| reader.tables(node, Name::Key(key), what)).unwrap_or_default()
    }

    /// Tells that a text is missing. For keys that only some tables must have.
    pub(crate) fn missing(&self, reader: &mut Reader<'_>, key: &'static str) {
        reader.report(tell::missing(self.place, &self.what, key, &Expected::Text));
    }

    /// Tells the first key that stands behind one which it should precede. Keys that `order` lacks are passed over.
    pub(crate) fn expect_order(&self, reader: &mut Reader<'_>, order: &[&str]) {
        let rank = |entry: &Entry| order.iter().position(|known| *known == entry.key);
        let mut highest = 0;
        for entry in &self.table.entries {
            let Some(own) = rank(entry) else { continue };
            if own >= highest {
                highest = own;
                continue;
            }
            let Some(next) = self.table.entries.iter().find(|other| rank(other).is_some_and(|other| other > own))
            else {
                return;
            };
            let message = text!("`{}` belongs before `{}`", "`{}` 应写在 `{}` 之前", entry.key, next.key);
            let problem = Problem::new(Code::FieldOrder, entry.key_span, message)
                .label(text!("this stands too late", "位置太靠后"))
                .help(text!("the order is {}", "顺序为：{}", order.join(", ")))
                .related(next.key_span, text!("move it before this", "移到这里之前"));
            reader.report(problem);
            return;
        }
    }

    /// Tells every key that nobody asked for.
    pub(crate) fn finish(self, reader: &mut Reader<'_>) {
        if self.open {
            return;
        }
        for entry in &self.table.entries {
            if !self.known.contains(&entry.key.as_str()) && !reader.is_broken(entry.key_span) {
                reader.report(tell::unknown_key(entry.key_span, &self.what, &entry.key, &self.known));
            }
        }
    }

    fn required(&mut self, reader: &mut Reader<'_>, key: &'static str, expected: &Expected) -> Option<&'n Node> {
        let node = self.node(key);
        if node.is_none() {
            reader.report(tell::missing(self.place, &self.what, key, expected));
        }
        node
    }
}
