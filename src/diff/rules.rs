//! What two packs ask: items that came and went, fields that changed and whether that asks for more, texts by their number. A pack is
//! taken as projects meet it, with all that it extends and tightens.

use std::collections::{BTreeMap, BTreeSet};

use super::items::{item, shorter};
use crate::locale::Text;
use crate::pack::{Item, Rulebook};
use crate::report::PackReport;

/// Whether a change asks for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strictness {
    /// It does.
    Stricter,
    /// It asks for less.
    Looser,
    /// Neither can be told.
    Changed,
}

impl Strictness {
    /// Of a change that asks for more, or for less.
    pub(super) fn of(is_stricter: bool) -> Self {
        if is_stricter { Self::Stricter } else { Self::Looser }
    }

    /// The word that readers and programs see.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Stricter => "stricter",
            Self::Looser => "looser",
            Self::Changed => "changed",
        }
    }

    /// The word in both languages.
    pub(crate) fn text(self) -> Text {
        let zh = match self {
            Self::Stricter => "加严",
            Self::Looser => "放宽",
            Self::Changed => "变更",
        };
        Text { en: self.word().to_owned(), zh: zh.to_owned() }
    }
}

/// A field that changed.
#[derive(Debug, PartialEq)]
pub(crate) struct Change {
    /// The key.
    pub(crate) field: &'static str,
    pub(crate) strictness: Strictness,
    /// What of it, where it has parts.
    pub(crate) of: Option<String>,
    /// What that part is about, where several are alike.
    pub(crate) subject: Option<String>,
    /// None: it was left out.
    pub(crate) old: Option<Text>,
    /// None: it is left out.
    pub(crate) new: Option<Text>,
}

impl Change {
    pub(super) fn new(field: &'static str, strictness: Strictness, old: Option<Text>, new: Option<Text>) -> Self {
        Self { field, strictness, of: None, subject: None, old, new }
    }

    pub(super) fn of(self, part: impl Into<String>) -> Self {
        Self { of: Some(part.into()), ..self }
    }

    pub(super) fn about(self, subject: &str) -> Self {
        Self { subject: Some(subject.to_owned()), ..self }
    }
}

/// An item by its names.
#[derive(Debug, PartialEq)]
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) title: Text,
}

impl Named {
    fn item(item: &Item) -> Self {
        Self { id: item.id.clone(), title: Text::clone(&item.title) }
    }
}

/// An item that both have, and what is no longer the same.
#[derive(Debug, PartialEq)]
pub(crate) struct ItemDiff {
    pub(crate) item: Named,
    pub(crate) changes: Vec<Change>,
}

/// A pack of either side.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PackDiff {
    pub(crate) id: String,
    /// Its version; none on a side that does not use it.
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
    /// Whether not a byte of it differs.
    pub(crate) is_same: bool,
}

/// Names that one side declares and the other does not.
#[derive(Debug, PartialEq)]
pub(crate) struct ListDiff {
    /// The key of `pack.toml`.
    pub(crate) list: &'static str,
    pub(crate) added: Vec<String>,
    pub(crate) removed: Vec<String>,
}

/// How two packs differ.
#[derive(Debug)]
pub(crate) struct RulesDiff {
    pub(crate) packs: Vec<PackDiff>,
    pub(crate) added: Vec<Named>,
    pub(crate) removed: Vec<Named>,
    pub(crate) changed: Vec<ItemDiff>,
    /// How long a waiver may last.
    pub(crate) waivers: Option<Change>,
    pub(crate) lists: Vec<ListDiff>,
    /// How many texts read otherwise, in items and lists that both have.
    pub(crate) texts: usize,
}

impl RulesDiff {
    /// Whether nothing that is asked has changed.
    pub(crate) fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.changed.is_empty()
            && self.waivers.is_none()
            && self.lists.is_empty()
            && self.texts == 0
    }

    /// How many changes of items are of this kind.
    pub(crate) fn count(&self, strictness: Strictness) -> usize {
        self.changed.iter().flat_map(|item| &item.changes).filter(|change| change.strictness == strictness).count()
    }
}

/// How the rules of two packs differ.
pub(crate) fn rules(old: &Rulebook, new: &Rulebook) -> RulesDiff {
    let without = |one: &Rulebook, other: &Rulebook| {
        let own = one.items.iter().filter(|item| other.item(&item.id).is_none());
        own.map(Named::item).collect::<Vec<_>>()
    };
    let (mut changed, mut texts) = (Vec::new(), 0);
    for (before, after) in new.items.iter().filter_map(|item| Some((old.item(&item.id)?, item))) {
        let (changes, more) = item(before, after);
        texts += more;
        if !changes.is_empty() {
            changed.push(ItemDiff { item: Named::item(after), changes });
        }
    }
    let (lists, more) = lists(old, new);
    let days = |book: &Rulebook| book.max_waiver_days();
    let waivers = (days(old) != days(new)).then(|| {
        let said = |days: Option<i64>| days.map(|days| Text::same(days.to_string()));
        Change::new("max-waiver-days", shorter(days(old), days(new)), said(days(old)), said(days(new)))
    });
    RulesDiff {
        packs: packs(&PackReport::all(old), &PackReport::all(new)),
        added: without(new, old),
        removed: without(old, new),
        changed,
        waivers,
        lists,
        texts: texts + more,
    }
}

/// How the packs of two runs differ, those of the old one first.
pub(crate) fn packs(old: &[PackReport], new: &[PackReport]) -> Vec<PackDiff> {
    let mut seen = BTreeSet::new();
    let ids = old.iter().chain(new).map(|pack| pack.id.as_str()).filter(|id| seen.insert(*id));
    let diff = |id: &str| {
        let [old, new] = [old, new].map(|packs| packs.iter().find(|pack| pack.id == id));
        let is_same = old.map(|pack| &pack.sha256) == new.map(|pack| &pack.sha256);
        let version = |pack: Option<&PackReport>| pack.map(|pack| pack.version.clone());
        PackDiff { id: id.to_owned(), old: version(old), new: version(new), is_same }
    };
    ids.map(diff).collect()
}

/// What the packs declare: names that came and went, and how many texts of the others have changed.
fn lists(old: &Rulebook, new: &Rulebook) -> (Vec<ListDiff>, usize) {
    let mut texts = old
        .packs
        .iter()
        .filter(|pack| new.packs.iter().any(|other| other.id.value == pack.id.value && other.title != pack.title))
        .count();
    let mut diffs = Vec::new();
    for (list, before, after) in [
        ("levels", levels(old), levels(new)),
        ("traits", traits(old), traits(new)),
        ("principles", principles(old), principles(new)),
        ("clauses", clauses(old), clauses(new)),
    ] {
        let only = |one: &Declared<'_>, other: &Declared<'_>| -> Vec<String> {
            one.keys().filter(|id| !other.contains_key(*id)).cloned().collect()
        };
        let diff = ListDiff { list, added: only(&after, &before), removed: only(&before, &after) };
        if !diff.added.is_empty() || !diff.removed.is_empty() {
            diffs.push(diff);
        }
        texts += after.iter().filter(|(id, text)| before.get(*id).is_some_and(|before| before != *text)).count();
    }
    (diffs, texts)
}

/// Names, and what is said of them.
type Declared<'b> = BTreeMap<String, Vec<&'b Text>>;

fn levels(book: &Rulebook) -> Declared<'_> {
    book.levels.iter().map(|level| (format!("{} {}", level.rank, level.id), vec![&level.title])).collect()
}

fn traits(book: &Rulebook) -> Declared<'_> {
    book.traits.iter().map(|known| (known.id.clone(), vec![&known.title])).collect()
}

fn principles(book: &Rulebook) -> Declared<'_> {
    book.principles.iter().map(|one| (one.id.clone(), vec![&one.title, &one.summary])).collect()
}

fn clauses(book: &Rulebook) -> Declared<'_> {
    let mut declared = Declared::new();
    for clause in &book.clauses {
        declared.entry(clause.id.clone()).or_default().extend(std::iter::once(&clause.gloss).chain(&clause.reason));
    }
    declared
}
