//! Rule packs: what they hold, how they are read, how several become one rulebook. Nothing here knows a project.

mod address;
mod checks;
mod compose;
mod details;
mod embedded;
mod frameworks;
mod item;
mod keys;
mod library;
mod notes;
mod read;
mod starter;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

pub(crate) use address::allows as is_address;
pub(crate) use details::{Case, Details};
pub(crate) use frameworks::{Framework, Provision};
pub(crate) use keys::frameworks::FRAMEWORKS;
pub(crate) use keys::head::PACK;
pub(crate) use keys::item::ITEM;
pub(crate) use library::{DEFAULT_PACK, Instead, Library, Named};
pub(crate) use notes::Mapping;
pub(crate) use starter::Starter;

use crate::check::Check;
use crate::evidence::Globs;
use crate::expr::Expr;
use crate::locale::Text;
use crate::source::{Source, Span, Spanned};
use crate::vocabulary::{ClauseKind, Reach, Requirement};

/// One pack as it was read, before it is put together with others.
#[derive(Debug)]
pub(crate) struct Pack {
    pub(crate) head: Head,
    pub(crate) extends: Vec<Spanned<String>>,
    pub(crate) levels: Vec<Level>,
    pub(crate) traits: Vec<Trait>,
    pub(crate) principles: Vec<Principle>,
    pub(crate) clauses: Vec<Clause>,
    frameworks: Option<frameworks::Frameworks>,
    pub(crate) items: Vec<Item>,
    /// What the items of a pack in a folder say of frameworks; not read of a built-in one.
    mapped: Vec<(Source, Vec<Mapping>)>,
    pub(crate) tightenings: Vec<Tightening>,
}

/// What a pack says of itself.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) id: Spanned<String>,
    pub(crate) version: String,
    pub(crate) title: Text,
    /// The document that the pack turns into items.
    pub(crate) origin: Option<Origin>,
    /// Where the pages of its items are published.
    docs: Option<String>,
    /// Whether it came with the program.
    is_built_in: bool,
    pub(crate) max_waiver_days: Option<Spanned<i64>>,
    /// `pack.toml`.
    pub(crate) source: Source,
    /// The SHA-256 over all files of the pack.
    pub(crate) sha256: String,
}

impl Head {
    /// Whether it came with the program.
    pub(crate) fn is_built_in(&self) -> bool {
        self.is_built_in
    }
}

/// The document behind a pack.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    pub(crate) title: Text,
    pub(crate) published: Option<Date>,
}

/// A rank that a project may aim at.
#[derive(Debug, Clone)]
pub(crate) struct Level {
    pub(crate) rank: u8,
    pub(crate) id: String,
    pub(crate) title: Text,
    pub(crate) source: Source,
    pub(crate) span: Span,
}

/// A word that a project may say of itself.
#[derive(Debug, Clone)]
pub(crate) struct Trait {
    pub(crate) id: String,
    pub(crate) title: Text,
    pub(crate) source: Source,
    pub(crate) span: Span,
}

/// A group of items.
#[derive(Debug, Clone)]
pub(crate) struct Principle {
    pub(crate) id: String,
    pub(crate) title: Text,
    pub(crate) summary: Text,
    pub(crate) source: Source,
    pub(crate) span: Span,
}

/// One normative statement of the source document.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    pub(crate) id: String,
    pub(crate) principle: Option<Spanned<String>>,
    pub(crate) kind: ClauseKind,
    pub(crate) reach: Reach,
    pub(crate) gloss: Text,
    /// Why no item serves it.
    pub(crate) reason: Option<Text>,
    pub(crate) source: Source,
    pub(crate) span: Span,
}

/// A condition in CEL.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    pub(crate) expr: Expr,
    pub(crate) text: String,
    pub(crate) span: Span,
    /// Where in the file the expression's first byte stands, where its bytes are those of the file.
    pub(crate) offset: Option<usize>,
}

/// One checklist item.
#[derive(Debug)]
pub(crate) struct Item {
    /// `<principle>/<name>`.
    pub(crate) id: String,
    pub(crate) principle: String,
    /// Its file.
    pub(crate) source: Source,
    /// Where its title stands.
    pub(crate) span: Span,
    /// Shared with every report that names the item.
    pub(crate) title: Arc<Text>,
    pub(crate) clauses: Vec<Spanned<String>>,
    pub(crate) requirement: Spanned<Requirement>,
    /// Any of these makes it required.
    pub(crate) required_when: Vec<Condition>,
    pub(crate) level: Spanned<u8>,
    pub(crate) applies: Option<Condition>,
    pub(crate) opt_out: bool,
    pub(crate) waivable: bool,
    pub(crate) fresh_days: Option<FreshDays>,
    pub(crate) effective_from: Option<Date>,
    pub(crate) question: Text,
    pub(crate) evidence: EvidenceRule,
    pub(crate) checks: checks::Checks,
    pub(crate) notes: notes::Margin,
}

/// How many days a review counts, and which pack says so.
#[derive(Debug, Clone)]
pub(crate) struct FreshDays {
    pub(crate) days: i64,
    pub(crate) source: Source,
    pub(crate) span: Span,
}

/// What an item takes as evidence.
#[derive(Debug, Default)]
pub(crate) struct EvidenceRule {
    /// Where it stands.
    pub(crate) span: Span,
    pub(crate) accept: Option<Arc<Globs>>,
    pub(crate) at_least: usize,
    pub(crate) suggest: Vec<String>,
    pub(crate) accept_address: bool,
}

/// What a pack asks beyond the pack that it extends.
#[derive(Debug)]
pub(crate) struct Tightening {
    pub(crate) item: Spanned<String>,
    pub(crate) source: Source,
    pub(crate) requirement: Option<Spanned<Requirement>>,
    pub(crate) required_when: Option<Condition>,
    pub(crate) level: Option<Spanned<u8>>,
    pub(crate) fresh_days: Option<Spanned<i64>>,
    pub(crate) opt_out: Option<Spanned<bool>>,
    pub(crate) waivable: Option<Spanned<bool>>,
    pub(crate) at_least: Option<Spanned<i64>>,
    pub(crate) checks: Vec<Check>,
}

/// Packs put together: what projects are judged by.
#[derive(Debug)]
pub(crate) struct Rulebook {
    /// The packs, an extended one before the one that extends it.
    pub(crate) packs: Vec<Head>,
    pub(crate) levels: Vec<Level>,
    pub(crate) traits: Vec<Trait>,
    pub(crate) principles: Vec<Principle>,
    pub(crate) clauses: Vec<Clause>,
    frameworks: Vec<frameworks::Frameworks>,
    /// In the order of the principles, then by id.
    pub(crate) items: Vec<Item>,
    index: HashMap<String, usize>,
}

impl Rulebook {
    /// The item of this id.
    pub(crate) fn item(&self, id: &str) -> Option<&Item> {
        self.index.get(id).and_then(|&at| self.items.get(at))
    }

    /// The frameworks that the packs know, each file read when first asked for.
    pub(crate) fn frameworks(&self) -> impl Iterator<Item = &Framework> {
        self.frameworks.iter().flat_map(frameworks::Frameworks::listed)
    }

    /// The rulebook with this item alone. Clauses and frameworks, which judging does not ask for, are left out.
    pub(crate) fn alone(&self, item: Item) -> Self {
        Self {
            packs: self.packs.clone(),
            levels: self.levels.clone(),
            traits: self.traits.clone(),
            principles: self.principles.clone(),
            clauses: Vec::new(),
            frameworks: Vec::new(),
            index: HashMap::from([(item.id.clone(), 0)]),
            items: vec![item],
        }
    }

    /// The items that the last pack brings itself, rather than a pack that it extends.
    pub(crate) fn own_items(&self) -> Vec<&Item> {
        let own = self.packs.last().map(|pack| pack.source.name().trim_end_matches("pack.toml"));
        self.items.iter().filter(|item| own.is_some_and(|own| item.source.name().starts_with(own))).collect()
    }

    /// Where the page of an item is published, in each language: by the address that its pack names, else by `other`.
    pub(crate) fn address(&self, item: &Item, other: Option<&str>) -> Option<Text> {
        let own = self.pack_of(item).and_then(|pack| pack.docs.as_deref());
        own.or(other).map(|docs| address::of(docs, &item.id))
    }

    /// Whether the item came with the program.
    pub(crate) fn is_built_in(&self, item: &Item) -> bool {
        self.pack_of(item).is_some_and(|pack| pack.is_built_in)
    }

    /// The pack in whose folder the item lies.
    fn pack_of(&self, item: &Item) -> Option<&Head> {
        self.packs.iter().find(|pack| {
            let around = pack.source.name().strip_suffix("pack.toml");
            let path = around.and_then(|around| item.source.name().strip_prefix(around));
            path.and_then(|path| path.strip_suffix(".toml")) == Some(&item.id)
        })
    }

    /// How long a waiver may last: the shortest that a pack says.
    pub(crate) fn max_waiver_days(&self) -> Option<i64> {
        self.packs.iter().filter_map(|pack| pack.max_waiver_days.as_ref().map(|days| days.value)).min()
    }
}
