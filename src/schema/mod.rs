//! JSON Schemas of the files that people write, from the keys that the reader reads by: a key that is new there is new here. They say
//! what a file must look like; what its words mean to each other, a pattern that is none, an order, is for guiju to tell.

mod draft;

use serde_json::Value;

use crate::locale::{Locale, Text, text};
use crate::pack;
use crate::tree::reader::keys::Shape;

/// A kind of file that has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum File {
    /// An item of a pack.
    Item,
    /// The head of a pack.
    Pack,
    /// The other frameworks that a pack knows.
    Frameworks,
}

impl File {
    /// The files of a pack by the words that users write.
    pub(crate) const OF_PACK: [(&'static str, Self); 3] =
        [("item", Self::Item), ("pack.toml", Self::Pack), ("frameworks.toml", Self::Frameworks)];

    fn shape(self) -> &'static Shape {
        match self {
            Self::Item => &pack::ITEM,
            Self::Pack => &pack::PACK,
            Self::Frameworks => &pack::FRAMEWORKS,
        }
    }

    fn title(self) -> Text {
        match self {
            Self::Item => text!("An item of a guiju rule pack", "guiju 规则包的条目"),
            Self::Pack => text!("pack.toml of a guiju rule pack", "guiju 规则包的 pack.toml"),
            Self::Frameworks => text!("frameworks.toml of a guiju rule pack", "guiju 规则包的 frameworks.toml"),
        }
    }
}

/// The schema of a file, by JSON Schema 2020-12, with what each key is for in one language.
pub(crate) fn schema(file: File, locale: Locale) -> Value {
    draft::whole(file.shape(), &file.title(), locale)
}

#[cfg(test)]
mod tests;
