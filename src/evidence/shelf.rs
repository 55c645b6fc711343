//! The documents of one project: each is opened once, however many answers cite it. It decides what a glob finds, not what that is worth.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::braces::alternatives;
use super::document::{Document, TEXT_LIMIT};
use super::files::{Files, Listed, Refusal, local, resolve};
use super::globs::strict;
use super::reach::Reach;
use super::reading::Readings;

/// How many files one glob may find.
pub(crate) const EXPANSION_LIMIT: usize = 10_000;
/// How deep below its fixed part a glob looks.
const DEPTH_LIMIT: usize = 64;

/// The documents of one project.
pub(crate) struct Shelf<'f> {
    files: &'f dyn Files,
    folder: String,
    readings: Option<&'f Readings>,
    documents: Mutex<HashMap<String, Arc<Document>>>,
    expansions: Mutex<HashMap<String, Arc<Expansion>>>,
    walked: Mutex<Vec<(Reach, Arc<[String]>)>>,
}

/// What a glob finds.
#[derive(Debug)]
pub(crate) struct Expansion {
    /// The files, in the order of their paths.
    pub(crate) documents: Vec<Arc<Document>>,
    /// Whether there were more than [`EXPANSION_LIMIT`].
    pub(crate) cut: bool,
}

impl<'f> Shelf<'f> {
    /// The shelf of the project whose manifest lies in `folder` (from the root, `""` for the root itself).
    pub(crate) fn new(files: &'f dyn Files, folder: impl Into<String>) -> Self {
        Self {
            files,
            folder: folder.into(),
            readings: None,
            documents: Mutex::default(),
            expansions: Mutex::default(),
            walked: Mutex::default(),
        }
    }

    /// With what is known already of texts that other projects hold as well.
    pub(crate) fn sharing(self, readings: Option<&'f Readings>) -> Self {
        Self { readings, ..self }
    }

    /// The path from the root of what the manifest calls `path`; `None` when it leaves the project.
    pub(crate) fn resolve(&self, path: &str) -> Option<String> {
        resolve(&self.folder, path)
    }

    /// A path from the root as the manifest would write it: the opposite of [`Self::resolve`].
    pub(crate) fn relative(&self, path: &str) -> String {
        let own: Vec<_> = self.folder.split('/').filter(|part| !part.is_empty()).collect();
        let there: Vec<_> = path.split('/').collect();
        let shared = own.iter().zip(&there).take_while(|(own, there)| own == there).count();
        let up = std::iter::repeat_n("..", own.len() - shared);
        up.chain(there.into_iter().skip(shared)).collect::<Vec<_>>().join("/")
    }

    /// What stands directly in a folder, from the root.
    pub(crate) fn list(&self, folder: &str) -> Vec<Listed> {
        self.files.list(folder)
    }

    /// The document at a path from the root.
    pub(crate) fn document(&self, path: &str) -> Arc<Document> {
        let mut documents = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(document) = documents.get(path) {
            return Arc::clone(document);
        }
        let document = Arc::new(self.open(path));
        documents.insert(path.to_owned(), Arc::clone(&document));
        document
    }

    /// The document that stands for a path that leaves the project. Nothing is opened.
    pub(crate) fn outside(path: &str) -> Arc<Document> {
        let paths = (path.to_owned(), path.to_owned());
        Arc::new(Document::new(paths, Err(Refusal::Outside), path.to_owned(), None))
    }

    fn open(&self, path: &str) -> Document {
        let read = self.files.read(path, TEXT_LIMIT);
        Document::new((path.to_owned(), self.local(path).to_owned()), read, self.files.display(path), self.readings)
    }

    /// The path that globs see.
    pub(crate) fn local<'p>(&self, path: &'p str) -> &'p str {
        local(&self.folder, path)
    }

    /// Every file that git does not ignore and that is reached from the manifest's folder, by its path from the root.
    pub(crate) fn project_files(&self, reach: &Reach) -> Arc<[String]> {
        let reach = reach.from(&self.folder);
        let mut walked = self.walked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = walked.iter().find(|(known, _)| *known == reach) {
            return Arc::clone(known);
        }
        let found: Arc<[String]> = self.files.walk_to(&reach).into();
        walked.push((reach, Arc::clone(&found)));
        found
    }

    /// The files that a glob, relative to the manifest, matches. `None` when it leaves the project or is no glob.
    pub(crate) fn expand(&self, glob: &str) -> Option<Arc<Expansion>> {
        let glob = self.resolve(glob)?;
        let mut expansions = self.expansions.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = expansions.get(&glob) {
            return Some(Arc::clone(known));
        }
        let found = Arc::new(self.look(&glob)?);
        expansions.insert(glob, Arc::clone(&found));
        Some(found)
    }

    fn look(&self, glob: &str) -> Option<Expansion> {
        let alternatives = alternatives(glob).filter(|_| strict(glob).build().is_ok())?;
        let matches = |path: &str| alternatives.iter().any(|simple| simple.matches(path));
        let fixed = glob.find(['*', '?', '[', '{']).map_or(glob.len(), |at| at);
        let start = glob[..fixed].rfind('/').map_or("", |slash| &glob[..slash]);
        let deep = glob.contains("**") || glob.contains('{');
        let levels = if deep { DEPTH_LIMIT } else { glob[start.len()..].trim_start_matches('/').matches('/').count() };
        let mut paths = Vec::new();
        let mut folders = vec![(start.to_owned(), levels)];
        while let Some((folder, levels)) = folders.pop() {
            for entry in self.files.list(&folder) {
                let path = if folder.is_empty() { entry.name.clone() } else { format!("{folder}/{}", entry.name) };
                if entry.is_folder {
                    if levels > 0 && entry.name != ".git" {
                        folders.push((path, levels - 1));
                    }
                } else if matches(&path) {
                    paths.push(path);
                }
            }
        }
        paths.sort();
        let cut = paths.len() > EXPANSION_LIMIT;
        let documents = paths.iter().take(EXPANSION_LIMIT).map(|path| self.document(path)).collect();
        Some(Expansion { documents, cut })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Memory;
    use super::*;

    #[test]
    fn a_glob_finds_what_it_says_and_stays_inside() {
        let files = Memory::from([
            ("evals/a.json", ""),
            ("evals/deep/b.json", ""),
            ("evals/c.md", ""),
            (".git/d.json", ""),
            ("app/governance.toml", ""),
            ("app/evals/e.json", ""),
        ]);
        for (folder, glob, expected) in [
            ("", "evals/*.json", Some(vec!["evals/a.json"])),
            ("", "evals/**/*.json", Some(vec!["evals/a.json", "evals/deep/b.json"])),
            ("", "**/*.json", Some(vec!["app/evals/e.json", "evals/a.json", "evals/deep/b.json"])),
            ("", "*/*.md", Some(vec!["evals/c.md"])),
            ("", "{evals,app/evals}/*.json", Some(vec!["app/evals/e.json", "evals/a.json"])),
            ("app", "evals/*.json", Some(vec!["app/evals/e.json"])),
            ("app", "../evals/*.json", Some(vec!["evals/a.json"])),
            ("", "../*.json", None),
            ("", "nothing/*.json", Some(vec![])),
        ] {
            let found = Shelf::new(&files, folder)
                .expand(glob)
                .map(|found| found.documents.iter().map(|document| document.path.clone()).collect::<Vec<_>>());
            assert_eq!(found, expected.map(|paths| paths.into_iter().map(str::to_owned).collect()), "{folder} {glob}");
        }
    }

    #[test]
    fn a_path_from_the_root_is_written_as_the_manifest_sees_it() {
        let files = Memory::new();
        for (folder, path, expected) in [
            ("", "docs/a.md", "docs/a.md"),
            ("services/a", "services/a/docs/b.md", "docs/b.md"),
            ("services/a", "README.md", "../../README.md"),
            ("services/a", "services/ab/c.md", "../ab/c.md"),
        ] {
            let shelf = Shelf::new(&files, folder);
            assert_eq!(shelf.relative(path), expected, "{folder} {path}");
            assert_eq!(shelf.resolve(expected).as_deref(), Some(path), "{folder} {path}");
        }
    }

    #[test]
    fn a_document_is_opened_once_and_seen_from_the_manifest() {
        let files = Memory::from([("app/docs/a.md", "words"), ("application/b.md", "words")]);
        let shelf = Shelf::new(&files, "app");
        assert!(Arc::ptr_eq(&shelf.document("app/docs/a.md"), &shelf.document("app/docs/a.md")));
        assert_eq!(shelf.document("app/docs/a.md").local, "docs/a.md");
        assert_eq!(shelf.document("application/b.md").local, "application/b.md");
    }
}
