//! What a table may hold, said once: its keys in order, each with its kind, whether it must be there and what it is for. The reader reads
//! by it, and `schema` tells editors by it. How a kind is read stands in `kinds`.

use std::ops::RangeInclusive;

use super::kinds::Kind;
use crate::locale::Text;

/// A key of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key<K> {
    /// As it is written.
    pub(crate) name: &'static str,
    /// What stands under it.
    pub(crate) kind: K,
    /// Whether it must be there.
    pub(crate) is_needed: bool,
    /// What it is for, in English and in Chinese.
    says: [&'static str; 2],
}

impl<K> Key<K> {
    /// A key that must be there.
    pub(crate) const fn needed(name: &'static str, kind: K, en: &'static str, zh: &'static str) -> Self {
        Self { name, kind, is_needed: true, says: [en, zh] }
    }

    /// A key that may be left out.
    pub(crate) const fn optional(name: &'static str, kind: K, en: &'static str, zh: &'static str) -> Self {
        Self { name, kind, is_needed: false, says: [en, zh] }
    }
}

impl<K: Copy> Key<K> {
    /// The same in a table that need not have it.
    pub(crate) const fn left_out(self) -> Self {
        Self { is_needed: false, ..self }
    }
}

/// What every key tells of itself, whatever its kind.
pub(crate) trait Described: Sync {
    /// As it is written.
    fn name(&self) -> &'static str;
    /// Whether it must be there.
    fn is_needed(&self) -> bool;
    /// What it is for.
    fn says(&self) -> Text;
    /// What stands under it.
    fn holds(&self) -> Holds;
}

impl<K: Kind> Described for Key<K> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn is_needed(&self) -> bool {
        self.is_needed
    }

    fn says(&self) -> Text {
        let [en, zh] = self.says;
        Text { en: en.to_owned(), zh: zh.to_owned() }
    }

    fn holds(&self) -> Holds {
        self.kind.holds()
    }
}

/// The keys of a table.
pub(crate) struct Shape {
    /// A name of its own, in kebab-case.
    pub(crate) id: &'static str,
    /// What such a table is called in messages: "the item", `条目`.
    pub(super) what: [&'static str; 2],
    /// In the order in which they are written.
    pub(crate) keys: &'static [&'static dyn Described],
    /// Which of its keys stand for each other.
    pub(crate) choice: Choice,
}

impl Shape {
    /// A table that holds these keys and no others.
    pub(crate) const fn new(
        id: &'static str,
        what: [&'static str; 2],
        keys: &'static [&'static dyn Described],
    ) -> Self {
        Self { id, what, keys, choice: Choice::Free }
    }

    /// Of these keys so many as the choice says.
    pub(crate) const fn with(self, choice: Choice) -> Self {
        Self { choice, ..self }
    }

    /// Its keys by name.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(|key| key.name())
    }
}

/// Keys of a table that stand for each other.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Choice {
    /// There are none.
    Free,
    /// Exactly one of these is there.
    One(&'static [&'static str]),
    /// At least one of these is there.
    Any(&'static [&'static str]),
}

/// What may stand under a key.
#[derive(Clone)]
pub(crate) enum Holds {
    /// A text that is not blank.
    Text,
    /// A name in kebab-case.
    Kebab,
    /// A text that matches a pattern (of ECMA 262).
    Formed(&'static str),
    /// A text in both languages.
    Localised,
    /// A list of texts in both languages.
    AllLocalised,
    /// One of a closed set of words.
    Words(Vec<&'static str>),
    /// A list of words of a closed set.
    AllWords(Vec<&'static str>),
    /// A day.
    Day,
    /// A whole number in a range.
    Whole(RangeInclusive<i64>),
    /// Any number.
    Number,
    /// True or false.
    Flag,
    /// A list of texts.
    Texts,
    /// A list of one text or more.
    SomeTexts,
    /// A text, or a list of one or more.
    TextOrTexts,
    /// A text, or a list of texts and of such tables.
    TextsOrTables(&'static Shape),
    /// A table.
    Table(&'static Shape),
    /// A list of tables, so many or more.
    Tables(&'static Shape, usize),
    /// A table whose keys somebody chose, by a pattern that the key matches (of ECMA 262); an empty one matches all.
    Chosen(&'static [(&'static str, Holds)]),
    /// A table that a room further on reads, by the id of its shape. None of its keys must be there where the flag is set.
    Elsewhere(&'static str, bool),
    /// A list of anything.
    List,
    /// Anything.
    Any,
}
