//! The checks of an item. Those of a built-in item are read when the first of them is asked for: a project meets few items with evidence
//! to look at.

use std::ops::Deref;
use std::sync::OnceLock;

use super::item::read_checks;
use super::keys::item::ITEM;
use crate::check::{Check, Reading};
use crate::source::Source;
use crate::tree::packed::Packed;
use crate::tree::reader::Reader;

/// The checks of an item, in its file's order; those that a tightening adds come last.
#[derive(Debug)]
pub(crate) struct Checks {
    list: OnceLock<Vec<Check>>,
    unread: Option<Unread>,
}

/// Checks that nobody asked for yet.
#[derive(Debug)]
struct Unread {
    source: Source,
    /// A table with the checks alone, packed by the build script.
    packed: Packed,
}

impl Checks {
    /// Checks that have been read.
    pub(super) fn read(list: Vec<Check>) -> Self {
        Self { list: OnceLock::from(list), unread: None }
    }

    /// Those of a built-in item's file.
    pub(super) fn unread(source: Source, packed: Packed) -> Self {
        Self { list: OnceLock::new(), unread: Some(Unread { source, packed }) }
    }

    /// Those that have been read so far.
    pub(super) fn known_mut(&mut self) -> impl Iterator<Item = &mut Check> {
        self.list.get_mut().into_iter().flatten()
    }

    /// Adds what a tightening asks as well.
    pub(super) fn extend(&mut self, more: Vec<Check>) {
        if more.is_empty() {
            return;
        }
        self.list.get_or_init(|| open(self.unread.as_ref()));
        if let Some(list) = self.list.get_mut() {
            list.extend(more);
        }
    }
}

impl Deref for Checks {
    type Target = [Check];

    fn deref(&self) -> &[Check] {
        self.list.get_or_init(|| open(self.unread.as_ref()))
    }
}

/// Reads what was packed. That it is sound was shown when guiju was built.
fn open(unread: Option<&Unread>) -> Vec<Check> {
    let Some(Unread { source, packed }) = unread else { return Vec::new() };
    let Some(root) = packed.unpack() else { return Vec::new() };
    let mut reader = Reader::new(source.text(), Vec::new());
    let Some(fields) = reader.table(&root, &ITEM) else { return Vec::new() };
    read_checks(&fields, &mut Reading { reader: &mut reader, source, validate: false })
}
