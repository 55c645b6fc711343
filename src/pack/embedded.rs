//! The packs that are built in: their texts, and the trees that the build script made of them.

use std::ops::Range;

use super::read::{Apart, PackFile};
use crate::source::Source;
use crate::tree::Parsed;
use crate::tree::packed::Packed;

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// A pack that is built in.
pub(super) struct EmbeddedPack {
    pub(super) id: &'static str,
    pub(super) sha256: &'static str,
    trees: &'static [u8],
    texts: &'static str,
    files: &'static [EmbeddedFile],
}

/// A file of a pack that is built in.
struct EmbeddedFile {
    /// The path from the pack's folder.
    path: &'static str,
    text: &'static str,
    packed: Range<usize>,
    apart: Ranges,
}

/// Where stands what was packed apart.
enum Ranges {
    None,
    /// Of an item, its checks and its notes.
    Item([Range<usize>; 2]),
    /// All of the file that tells of frameworks.
    Frameworks(Range<usize>),
}

impl EmbeddedPack {
    /// What judging needs of its files.
    pub(super) fn files(&self) -> Vec<PackFile> {
        self.read(|file| {
            let root = self.packed(&file.packed).and_then(Packed::unpack);
            (Parsed { root, problems: Vec::new() }, self.apart(&file.apart))
        })
    }

    fn apart(&self, ranges: &Ranges) -> Option<Apart> {
        Some(match ranges {
            Ranges::None => return None,
            Ranges::Item([checks, notes]) => Apart::Item { checks: self.packed(checks)?, notes: self.packed(notes)? },
            Ranges::Frameworks(whole) => Apart::Frameworks(self.packed(whole)?),
        })
    }

    fn packed(&self, range: &Range<usize>) -> Option<Packed> {
        Some(Packed { bytes: self.trees.get(range.clone())?, texts: self.texts })
    }

    /// The path of each file from the pack's folder, and its text.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.files.iter().map(|file| (file.path, file.text))
    }

    /// All of its files, read from their texts.
    #[cfg(test)]
    pub(super) fn whole_files(&self) -> Vec<PackFile> {
        self.read(|file| (crate::tree::toml::parse(file.text), None))
    }

    fn read(&self, parse: impl Fn(&EmbeddedFile) -> (Parsed, Option<Apart>)) -> Vec<PackFile> {
        let file = |file: &EmbeddedFile| {
            let (parsed, apart) = parse(file);
            let source = Source::new(format!("{}/{}", self.id, file.path), file.text);
            PackFile { path: file.path.to_owned(), source, parsed, apart }
        };
        self.files.iter().map(file).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::compose::compose;
    use super::super::read::read;
    use super::*;

    /// Judging by an embedded pack trusts its patterns, globs, names and references: here they are looked at.
    #[test]
    fn every_embedded_pack_is_sound() {
        for pack in PACKS {
            let (read, findings) = read(pack.whole_files(), pack.sha256, true);
            assert!(findings.is_empty(), "{findings:#?}");
            let (book, findings) = compose(read.into_iter().collect(), true);
            assert!(findings.is_empty(), "{findings:#?}");
            assert!(!book.items.is_empty());
        }
    }

    #[test]
    fn every_pattern_of_an_embedded_pack_has_a_table() {
        use crate::check::Kind;

        for pack in PACKS {
            let (book, _) = compose(read(pack.files(), pack.sha256, false).0.into_iter().collect(), false);
            for check in book.items.iter().flat_map(|item| item.checks.iter()) {
                let patterns = match &check.kind {
                    Kind::Section(section) => vec![Some(&section.heading), section.must.as_ref()],
                    Kind::Text(text) => vec![text.must.as_ref(), text.must_not.as_ref()],
                    Kind::Value(value) => vec![value.matches.as_ref()],
                    Kind::Files(_) | Kind::Agree(_) | Kind::Expr(_) => Vec::new(),
                };
                for pattern in patterns.into_iter().flatten() {
                    assert!(pattern.has_table(), "{}", pattern.as_str());
                }
            }
        }
    }

    #[test]
    fn what_was_packed_is_what_the_texts_say() {
        for pack in PACKS {
            for (packed, whole) in pack.files().into_iter().zip(pack.whole_files()) {
                let is_item = packed.path.contains('/');
                let apart = match packed.apart {
                    Some(Apart::Item { checks, notes }) => vec![checks, notes],
                    Some(Apart::Frameworks(whole)) => vec![whole],
                    None => Vec::new(),
                };
                let apart: Vec<_> = apart.into_iter().map(|part| part.unpack().unwrap()).collect();
                let (Some(packed), Some(whole)) = (packed.parsed.root, whole.parsed.root) else { panic!("no tree") };
                let trees = [packed].into_iter().chain(apart).chain([whole]);
                let tables: Vec<_> = trees
                    .map(|tree| match tree.value {
                        crate::tree::Value::Table(table) => table,
                        _ => panic!("no table"),
                    })
                    .collect();
                let (whole, packed) = tables.split_last().unwrap();
                for entry in packed.iter().flat_map(|table| &table.entries) {
                    assert_eq!(Some(entry), whole.entry(&entry.key));
                }
                for key in ["checks", "guidance"] {
                    assert_eq!(is_item, packed.iter().any(|table| table.entry(key).is_some()), "{key}");
                }
            }
        }
    }
}
