//! The keys of one table while they are read, by the shape that the table has: what the shape does not name is unknown. How a value is
//! read is its kind's part.

use super::keys::{Choice, Holds, Key, Shape};
use super::kinds::Kind;
use super::{Reader, tell};
use crate::finding::{Code, Fix, Problem, Safety};
use crate::locale::{Text, text};
use crate::source::Span;
use crate::tree::{Entry, Node, Table, first, is_written_once, nearest, rename, rewritten};

/// A table that is being read.
pub(crate) struct Fields<'n> {
    table: &'n Table,
    place: Span,
    shape: &'static Shape,
    /// The key that the table stands under, where messages say it.
    under: Option<&'static str>,
    /// A key of which somebody has told that it may not stand here.
    told: Option<&'static str>,
}

impl<'n> Fields<'n> {
    pub(super) fn new(table: &'n Table, place: Span, shape: &'static Shape) -> Self {
        Self { table, place, shape, under: None, told: None }
    }

    /// The same, called after the key that it stands under.
    pub(super) fn under(self, key: &'static str) -> Self {
        Self { under: Some(key), ..self }
    }

    /// Where to show what the table lacks: its header or its first line.
    pub(crate) fn place(&self) -> Span {
        self.place
    }

    /// What stands under a key; that it is missing, where it must be there, and what is wrong with it is told.
    pub(crate) fn read<K: Kind>(&self, reader: &mut Reader<'_>, key: &Key<K>) -> Option<K::Read<'n>> {
        match self.node(key) {
            Some(node) => key.kind.read(reader, node, key.name),
            None => {
                if key.is_needed {
                    self.missing(reader, key);
                }
                None
            }
        }
    }

    /// The raw value of a key.
    pub(crate) fn node<K>(&self, key: &Key<K>) -> Option<&'n Node> {
        self.table.get(key.name)
    }

    /// Where the key stands, or, where it does not, the table's place.
    pub(crate) fn key_span<K>(&self, key: &Key<K>) -> Span {
        self.table.entry(key.name).map_or(self.place, |entry| entry.key_span)
    }

    /// Those of the keys that stand for each other which are there, in the shape's order.
    pub(crate) fn chosen(&self) -> Vec<&'n Entry> {
        match self.shape.choice {
            Choice::Free => Vec::new(),
            Choice::One(names) | Choice::Any(names) => names.iter().filter_map(|name| self.table.entry(name)).collect(),
        }
    }

    /// Tells that a key is missing.
    pub(crate) fn missing<K: Kind>(&self, reader: &mut Reader<'_>, key: &Key<K>) {
        let holds = key.kind.holds();
        let problem = tell::missing(self.place, &self.what(), key.name, &holds, reader.syntax);
        reader.report(problem.fix(self.only_value(reader, key.name, &holds)));
    }

    /// The fix that writes a key which can have one value only, as the version of a format; none where a slip stands for it. Such keys
    /// stand in a file itself, in none of its tables.
    fn only_value(&self, reader: &Reader<'_>, key: &str, holds: &Holds) -> Option<Fix> {
        let Holds::Whole(range) = holds else { return None };
        let known = |name: &str| self.shape.names().any(|known| known == name);
        let is_slip = |entry: &Entry| !known(&entry.key) && nearest(&entry.key, self.shape.names()) == Some(key);
        if range.start() != range.end() || self.table.entries.iter().any(is_slip) {
            return None;
        }
        let line = reader.syntax.pair(key, &range.start().to_string());
        let edits = vec![first(reader.text, reader.syntax, self.table, &line)?];
        Some(Fix { title: text!("add `{line}`", "添加 `{line}`"), edits, safety: Safety::Safe })
    }

    /// Tells the first key that stands behind one which it should precede.
    pub(crate) fn expect_order(&self, reader: &mut Reader<'_>) {
        let rank = |entry: &Entry| self.shape.names().position(|known| known == entry.key);
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
            let order = self.shape.names().collect::<Vec<_>>().join(", ");
            let message = text!("`{}` belongs before `{}`", "`{}` 应写在 `{}` 之前", entry.key, next.key);
            let problem = Problem::new(Code::FieldOrder, entry.key_span, message)
                .label(text!("this stands too late", "位置太靠后"))
                .help(text!("the order is {order}", "顺序为：{order}"))
                .related(next.key_span, text!("move it before this", "移到这里之前"));
            reader.report(problem);
            return;
        }
    }

    /// Passes over a key that the shape does not name: the caller has told better why it may not stand here.
    pub(crate) fn pass_over<K>(&mut self, key: &Key<K>) {
        self.told = Some(key.name);
    }

    /// Tells every key that the shape does not name.
    pub(crate) fn finish(self, reader: &mut Reader<'_>) {
        let is_known =
            |entry: &Entry| self.told == Some(&entry.key) || self.shape.names().any(|known| known == entry.key);
        let unknown: Vec<_> = self.table.entries.iter().filter(|entry| !is_known(entry)).collect();
        if unknown.is_empty() {
            return;
        }
        // Nobody who writes `shema` means the key that is there for editors.
        let known: Vec<_> = self.shape.names().filter(|name| !name.starts_with('$')).collect();
        let near: Vec<_> = unknown.iter().map(|entry| nearest(&entry.key, known.iter().copied())).collect();
        // A key that is there already, or that two slips stand for, cannot be written again.
        let slips = |name: &str| near.iter().filter(|own| **own == Some(name)).count();
        let taken = |name: &&str| self.table.entry(name).is_some() || slips(name) > 1;
        let taken: Vec<_> = known.iter().copied().filter(taken).collect();
        for (entry, own) in unknown.iter().zip(&near) {
            if reader.is_broken(entry.key_span) {
                continue;
            }
            let once = || is_written_once(reader.text, &entry.value, reader.syntax);
            let fix = own.filter(|own| !taken.contains(own) && once()).and_then(|own| {
                let edit = rewritten(reader.text, entry.key_span, &entry.key, own);
                rename(edit, &entry.key, own, known.iter().copied())
            });
            reader.report(tell::unknown_key(entry.key_span, &self.what(), &entry.key, &known).fix(fix));
        }
    }

    /// What the table is called in messages.
    fn what(&self) -> Text {
        let [en, zh] = self.shape.what;
        match self.under {
            Some(key) => text!("{en} `{key}`", "{zh} `{key}`"),
            None => text!("{en}", "{zh}"),
        }
    }
}
