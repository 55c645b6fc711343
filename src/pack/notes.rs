//! What an item's file says beside its definition: guidance, and the provisions of other frameworks that it touches. Judging needs none of
//! it, so it is read when somebody asks first, and then kept.

use std::ops::Deref;
use std::sync::OnceLock;

use super::keys::item as key;
use crate::locale::Text;
use crate::source::{Source, Spanned};
use crate::tree::packed::Packed;
use crate::tree::reader::{Fields, Name, Reader};
use crate::tree::{self, Node};
use crate::vocabulary::Strength;

/// Guidance and crosswalk.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    pub(crate) guidance: Text,
    pub(crate) crosswalk: Vec<Mapping>,
}

/// A provision of another framework that the item touches.
#[derive(Debug)]
pub(crate) struct Mapping {
    pub(crate) framework: Spanned<String>,
    pub(crate) provision: Spanned<String>,
    pub(crate) strength: Strength,
}

impl Notes {
    /// Reads them from an item's table.
    pub(super) fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        let guidance = fields.read(reader, &key::GUIDANCE);
        let mut crosswalk = Vec::new();
        for entry in fields.read(reader, &key::CROSSWALK).unwrap_or_default() {
            let framework = Spanned::new(entry.key.clone(), entry.key_span);
            for fields in reader.tables(&entry.value, Name::Key(&entry.key), &key::MAPPING) {
                crosswalk.extend(read_mapping(framework.clone(), fields, reader));
            }
        }
        Self { guidance: guidance.unwrap_or_default(), crosswalk }
    }
}

fn read_mapping(framework: Spanned<String>, fields: Fields<'_>, reader: &mut Reader<'_>) -> Option<Mapping> {
    let provision = fields.read(reader, &key::PROVISION);
    let strength = fields.read(reader, &key::STRENGTH);
    fields.finish(reader);
    // A strength that could not be read has been told; whether there is such a provision is asked all the same.
    let strength = strength.map_or(Strength::Related, |strength| strength.value);
    Some(Mapping { framework, provision: provision?, strength })
}

/// The notes of an item that nobody asked for yet, or those that somebody did.
#[derive(Debug)]
pub(crate) struct Margin {
    notes: OnceLock<Notes>,
    source: Source,
    /// A table with the notes alone, packed by the build script.
    packed: Option<Packed>,
}

impl Margin {
    /// Those in an item's file.
    pub(super) fn of(source: Source, packed: Option<Packed>) -> Self {
        Self { notes: OnceLock::new(), source, packed }
    }

    /// What is wrong with them was told when the pack was read, or shown to be nothing when guiju was built.
    fn open(&self) -> Option<Notes> {
        let text = self.source.text();
        let root: Option<Node> = self.packed.map_or_else(|| tree::toml::parse(text).root, Packed::unpack);
        let mut reader = Reader::new(text, Vec::new());
        let root = root?;
        let fields = reader.table(&root, &key::ITEM)?;
        Some(Notes::read(&fields, &mut reader))
    }
}

impl Deref for Margin {
    type Target = Notes;

    fn deref(&self) -> &Notes {
        self.notes.get_or_init(|| self.open().unwrap_or_default())
    }
}
