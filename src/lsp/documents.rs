//! The texts that an editor holds, and what it changes in them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::TextDocumentContentChangeEvent as Change;

use super::Unsaved;
use super::place::Units;
use super::uri;
use crate::source::{Source, Span};

/// A text that is open.
pub(super) struct Document {
    /// Its address, as the editor writes it.
    uri: String,
    version: i32,
    pub(super) source: Source,
}

/// All that are open, by their paths.
#[derive(Default)]
pub(super) struct Documents(BTreeMap<PathBuf, Document>);

impl Documents {
    /// Takes up a text; one that is no file on this machine is not asked about.
    pub(super) fn open(&mut self, uri: String, version: i32, text: String) {
        if let Some(path) = uri::to_path(&uri) {
            let source = Source::new(path.display().to_string(), text);
            self.0.insert(path, Document { uri, version, source });
        }
    }

    /// Changes a text, one change after another.
    pub(super) fn change(&mut self, uri: &str, version: i32, changes: Vec<Change>, units: Units) {
        let Some(document) = uri::to_path(uri).and_then(|path| self.0.get_mut(&path)) else { return };
        document.version = version;
        for change in changes {
            let text = match change {
                Change::TextDocumentContentChangeWholeDocument(whole) => whole.text,
                Change::TextDocumentContentChangePartial(part) => {
                    let source = &document.source;
                    let start = units.offset(source, part.range.start);
                    let end = units.offset(source, part.range.end).max(start);
                    let (before, after) = (Span::new(0, start), Span::new(end, source.text().len()));
                    [source.slice(before), &part.text, source.slice(after)].concat()
                }
            };
            document.source = Source::new(document.source.name(), text);
        }
    }

    /// Lets go of a text: that on disk counts again.
    pub(super) fn close(&mut self, uri: &str) {
        if let Some(path) = uri::to_path(uri) {
            self.0.remove(&path);
        }
    }

    /// The path and the text at an address.
    pub(super) fn at(&self, uri: &str) -> Option<(&Path, &Document)> {
        let (path, document) = self.0.get_key_value(&uri::to_path(uri)?)?;
        Some((path, document))
    }

    /// The paths of all.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.keys().map(PathBuf::as_path)
    }

    /// The address of a path, as the editor writes it where it holds the text, and the version that it holds.
    pub(super) fn uri(&self, path: &Path) -> Option<(String, Option<i32>)> {
        match self.0.get(path) {
            Some(document) => Some((document.uri.clone(), Some(document.version))),
            None => Some((uri::of_path(path)?, None)),
        }
    }

    /// All texts, to be judged in the place of those on disk.
    pub(super) fn unsaved(&self) -> Unsaved {
        self.0.iter().map(|(path, document)| (path.clone(), Arc::from(document.source.text().as_bytes()))).collect()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use gen_lsp_types::{Position, Range, TextDocumentContentChangePartial as Part};

    use super::*;

    fn part(from: (u32, u32), to: (u32, u32), text: &str) -> Change {
        let range = Range::new(Position::new(from.0, from.1), Position::new(to.0, to.1));
        Change::TextDocumentContentChangePartial(Part { range, text: text.to_owned(), ..Part::default() })
    }

    #[test]
    fn changes_follow_each_other_and_nonsense_changes_what_it_can() {
        let mut documents = Documents::default();
        documents.open("file:///a".to_owned(), 1, "模😀型\r\nb".to_owned());
        let changes = vec![part((0, 1), (0, 3), "x"), part((0, 2), (0, 2), "y"), part((1, 0), (9, 9), "z\n")];
        documents.change("file:///a", 2, changes, Units::Utf16);
        let text =
            |documents: &Documents| documents.at("file:///a").map(|(_, document)| document.source.text().to_owned());
        assert_eq!(text(&documents).as_deref(), Some("模xy型\r\nz\n"));
        documents.change("file:///a", 3, vec![part((1, 1), (0, 0), "!")], Units::Utf16);
        assert_eq!(text(&documents).as_deref(), Some("模xy型\r\nz!\n"));
        documents.change("file:///b", 3, vec![part((1, 1), (0, 0), "!")], Units::Utf16);
        documents.close("file:///a");
        assert_eq!(text(&documents), None);
        documents.open("untitled:1".to_owned(), 1, String::new());
        assert_eq!(documents.paths().count(), 0);
    }
}
