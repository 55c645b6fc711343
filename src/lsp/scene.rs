//! What stands at a place of a file that people write: which table and key by the keys that the reader reads by, and which item.

use std::cell::OnceCell;
use std::path::Path;

use regex::Regex;

use super::Subject;
use super::server::Known;
use super::told::Teller;
use crate::evidence::Files;
use crate::manifest::{self, MANIFESTS, WAIVERS};
use crate::pack::{self, Item};
use crate::source::{Source, Span};
use crate::tree::Syntax;
use crate::tree::cursor::{At, Cursor};
use crate::tree::reader::keys::{Described, Holds, Shape};

/// A place in a file, and all that may be said of it.
pub(super) struct Scene<'s> {
    pub(super) source: &'s Source,
    pub(super) offset: usize,
    pub(super) known: &'s Known,
    pub(super) teller: Teller<'s>,
    /// The keys of the file.
    pub(super) shape: &'static Shape,
    /// How it is written.
    pub(super) syntax: Syntax,
    pub(super) cursor: Cursor,
    pub(super) project: Option<&'s Project>,
}

/// The files of a project, for what is cited.
pub(super) struct Project {
    pub(super) files: Box<dyn Files>,
    /// The folder of the manifest.
    pub(super) folder: String,
    /// All files, once somebody asks for them.
    pub(super) walked: OnceCell<Vec<String>>,
}

/// The keys of a file, by its name and what it belongs to.
pub(super) fn shape_of(path: &Path, subject: &Subject) -> Option<&'static Shape> {
    let name = path.file_name()?.to_str()?;
    match subject {
        Subject::Project(_) if MANIFESTS.contains(&name) => Some(&manifest::SHAPE),
        Subject::Project(_) if name == WAIVERS => Some(&manifest::WAIVERS_SHAPE),
        Subject::Project(_) => None,
        Subject::Pack(_) if name == "pack.toml" => Some(&pack::PACK),
        Subject::Pack(_) if name == "frameworks.toml" => Some(&pack::FRAMEWORKS),
        Subject::Pack(_) => Some(&pack::ITEM),
    }
}

impl<'s> Scene<'s> {
    /// The place of a byte.
    pub(super) fn new(
        (source, offset): (&'s Source, usize),
        known: &'s Known,
        teller: Teller<'s>,
        shape: &'static Shape,
        project: Option<&'s Project>,
    ) -> Self {
        let syntax = Syntax::of(source.name());
        let mut cursor = syntax.cursor(source.text(), offset);
        // Outside of TOML, what is written in a list of tables is a key of one.
        if let At::Value { key, text } = &cursor.at
            && syntax != Syntax::Toml
            && inside(shape, &cursor.table)
                .and_then(|table| table.keys.iter().find(|known| known.name() == key))
                .is_some_and(|known| matches!(known.holds(), Holds::Tables(..)))
        {
            cursor.table.push(key.clone());
            cursor.at = At::Key(text.unwrap_or(Span::new(offset, offset)));
        }
        Self { source, offset, known, teller, shape, syntax, cursor, project }
    }

    /// A text in the reader's language.
    pub(super) fn pick<'t>(&self, text: &'t crate::locale::Text) -> &'t str {
        text.get(self.teller.locale)
    }

    /// The keys of the table that the place lies in.
    pub(super) fn table(&self) -> Option<&'static Shape> {
        inside(self.shape, &self.cursor.table)
    }

    /// A key of that table.
    pub(super) fn key(&self, name: &str) -> Option<&'static dyn Described> {
        self.table()?.keys.iter().copied().find(|key| key.name() == name)
    }

    /// The text that the place stands in, and its span.
    pub(super) fn text(&self) -> Option<(&'s str, Span)> {
        match self.cursor.at {
            At::Value { text: Some(span), .. } => Some((self.source.slice(span), span)),
            _ => None,
        }
    }

    /// The id of the item whose answer the place lies in, or that a waiver's text there names.
    pub(super) fn item_id(&self) -> Option<String> {
        if let (At::Value { key, .. }, Some((text, _))) = (&self.cursor.at, self.text())
            && key == "item"
            && self.cursor.table.first().is_some_and(|table| table == "waivers")
        {
            return Some(text.to_owned());
        }
        answered(&self.path())
    }

    /// The keys from the root to the place, with the one that it stands in.
    fn path(&self) -> Vec<String> {
        let mut path = self.cursor.table.clone();
        if let At::Key(span) = self.cursor.at {
            path.push(self.source.slice(span).to_owned());
        }
        path
    }

    /// Whether the place is the key of an answer: outside of TOML's headers.
    pub(super) fn is_answer(&self) -> bool {
        let path = self.path();
        let is_whole = path.len() == 3 || path.get(1).is_some_and(|item| path.len() == 2 && item.contains('/'));
        is_whole && matches!(self.cursor.at, At::Key(_)) && answered(&path).is_some()
    }

    /// The same, where a pack in use has it.
    pub(super) fn item(&self) -> Option<&'s Item> {
        self.known.rulebook.item(&self.item_id()?)
    }

    /// Whether the place lies in what an answer cites.
    pub(super) fn is_citation(&self) -> bool {
        let At::Value { key, .. } = &self.cursor.at else { return false };
        let own = if key == "path" {
            self.cursor.table.last().is_some_and(|table| table == "evidence")
        } else {
            key == "evidence"
        };
        own && self.project.is_some() && answered(&self.cursor.table).is_some()
    }
}

/// The id of the item that a path of keys answers.
pub(super) fn answered(path: &[String]) -> Option<String> {
    match path {
        [answers, item, ..] if answers == "answers" && item.contains('/') => Some(item.clone()),
        [answers, principle, name, ..] if answers == "answers" => Some(format!("{principle}/{name}")),
        _ => None,
    }
}

/// The keys of a table further in.
pub(super) fn inside(shape: &'static Shape, path: &[String]) -> Option<&'static Shape> {
    let Some((first, rest)) = path.split_first() else { return Some(shape) };
    let key = shape.keys.iter().find(|key| key.name() == first)?;
    within(&key.holds(), rest)
}

fn within(holds: &Holds, path: &[String]) -> Option<&'static Shape> {
    match holds {
        Holds::Table(shape) | Holds::Tables(shape, _) | Holds::TextsOrTables(shape) => inside(shape, path),
        Holds::Chosen(patterns) => {
            let (first, rest) = path.split_first()?;
            let fits = |pattern: &str| Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(first));
            let (_, holds) = patterns.iter().find(|(pattern, _)| fits(pattern))?;
            within(holds, rest)
        }
        Holds::Elsewhere(id, _) => {
            let shapes: [&'static Shape; 2] = [&manifest::ANSWER, &manifest::PROJECT];
            inside(shapes.into_iter().find(|shape| shape.id == *id)?, path)
        }
        _ => None,
    }
}
