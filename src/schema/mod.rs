//! JSON Schemas of the files that people write, from the keys that the reader reads by: a key that is new there is new here; and of the
//! report. They say what a file must look like; what its words mean to each other, a pattern that is none, an order, is for guiju to tell.

mod draft;
mod manifest;
mod report;

use serde_json::Value;

use crate::baseline;
use crate::bundle;
use crate::locale::{Locale, Text, text};
use crate::pack::{self, Rulebook};

/// A kind of file that has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum File {
    /// A project's self-assessment, in each of its syntaxes.
    Manifest,
    /// An item of a pack.
    Item,
    /// The head of a pack.
    Pack,
    /// The other frameworks that a pack knows.
    Frameworks,
    /// The report as data.
    Report,
    /// A baseline.
    Baseline,
    /// The list of a bundle.
    Bundle,
    /// What was seen beside the files of a bundle.
    Seen,
}

impl File {
    /// The files of a pack by the words that users write.
    pub(crate) const OF_PACK: [(&'static str, Self); 3] =
        [("item", Self::Item), ("pack.toml", Self::Pack), ("frameworks.toml", Self::Frameworks)];

    fn title(self) -> Text {
        match self {
            Self::Manifest => text!("A project's self-assessment for guiju", "供 guiju 评判的项目自评清单"),
            Self::Item => text!("An item of a guiju rule pack", "guiju 规则包的条目"),
            Self::Pack => text!("pack.toml of a guiju rule pack", "guiju 规则包的 pack.toml"),
            Self::Frameworks => text!("frameworks.toml of a guiju rule pack", "guiju 规则包的 frameworks.toml"),
            Self::Report => text!("A report of guiju, guiju.report/1", "guiju 的报告 guiju.report/1"),
            Self::Baseline => text!("A baseline of guiju, guiju.baseline/1", "guiju 的基线 guiju.baseline/1"),
            Self::Bundle => {
                text!("bundle.json of a guiju bundle, guiju.bundle/1", "guiju 证据包的 bundle.json，guiju.bundle/1")
            }
            Self::Seen => text!("seen.json of a guiju bundle, guiju.seen/1", "guiju 证据包的 seen.json，guiju.seen/1"),
        }
    }
}

/// The schema of a file, by JSON Schema 2020-12, with what each key is for in one language. That of a manifest knows the items and traits
/// of a rulebook, where one is given, and no others.
pub(crate) fn schema(file: File, rulebook: Option<&Rulebook>, locale: Locale) -> Value {
    let title = file.title();
    match file {
        File::Manifest => manifest::schema(&title, rulebook, locale),
        File::Item => draft::whole(&pack::ITEM, &title, locale),
        File::Pack => draft::whole(&pack::PACK, &title, locale),
        File::Frameworks => draft::whole(&pack::FRAMEWORKS, &title, locale),
        File::Baseline => draft::whole(&baseline::SHAPE, &title, locale),
        File::Bundle => draft::whole(&bundle::SHAPE, &title, locale),
        File::Seen => draft::whole(&bundle::SEEN_SHAPE, &title, locale),
        File::Report => report::schema(&title, locale),
    }
}

#[cfg(test)]
mod tests;
