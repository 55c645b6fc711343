//! The packs that are built in: their texts, and the trees that the build script made of them.

use std::ops::Range;

use super::read::PackFile;
use crate::source::Source;
use crate::tree::packed::unpack;
use crate::tree::{Parsed, toml};

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// A pack that is built in.
pub(super) struct EmbeddedPack {
    pub(super) id: &'static str,
    pub(super) sha256: &'static str,
    trees: &'static [u8],
    files: &'static [EmbeddedFile],
}

/// A file of a pack that is built in.
struct EmbeddedFile {
    /// The path from the pack's folder.
    path: &'static str,
    text: &'static str,
    packed: Range<usize>,
}

impl EmbeddedPack {
    /// What judging needs of its files.
    pub(super) fn files(&self) -> Vec<PackFile> {
        self.read(|file| {
            let root = self.trees.get(file.packed.clone()).and_then(unpack);
            Parsed { root, problems: Vec::new() }
        })
    }

    /// All of its files, read from their texts.
    pub(super) fn whole_files(&self) -> Vec<PackFile> {
        self.read(|file| toml::parse(file.text))
    }

    fn read(&self, parse: impl Fn(&EmbeddedFile) -> Parsed) -> Vec<PackFile> {
        let file = |file: &EmbeddedFile| PackFile {
            path: file.path.to_owned(),
            source: Source::new(format!("{}/{}", self.id, file.path), file.text),
            parsed: parse(file),
        };
        self.files.iter().map(file).collect()
    }
}
