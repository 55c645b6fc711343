//! Files that note what is asked of them, so that whoever watches knows what a verdict rests on. No answer changes by it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::disk::Disk;
use super::files::{Contents, Files, Listed, Refusal, resolve};

/// The files and folders that were looked at, whether or not anything stands there.
#[derive(Debug, Default)]
pub(crate) struct Seen(Mutex<BTreeSet<PathBuf>>);

impl Seen {
    /// All that was noted so far.
    pub(crate) fn paths(&self) -> BTreeSet<PathBuf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note(&self, path: PathBuf) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path);
    }
}

/// The files of a folder on disk, noted as they are looked at.
pub(crate) struct Watched {
    below: Disk,
    seen: Arc<Seen>,
}

impl Watched {
    /// These files, noted as what was seen.
    pub(crate) fn new(below: Disk, seen: &Arc<Seen>) -> Self {
        Self { below, seen: Arc::clone(seen) }
    }

    /// What leads out of the project is not looked at, so it is not watched either.
    fn note(&self, path: &str) {
        if let Some(path) = resolve("", path) {
            self.seen.note(self.below.root().join(path));
        }
    }
}

impl Files for Watched {
    fn read(&self, path: &str, limit: u64) -> Result<Contents, Refusal> {
        self.note(path);
        self.below.read(path, limit)
    }

    fn list(&self, folder: &str) -> Vec<Listed> {
        self.note(folder);
        self.below.list(folder)
    }

    fn walk(&self) -> Vec<String> {
        let paths = self.below.walk();
        self.note("");
        // A file that comes or goes changes the list of its folder.
        for (folder, _) in paths.iter().filter_map(|path| path.rsplit_once('/')) {
            self.note(folder);
        }
        paths
    }

    fn display(&self, path: &str) -> String {
        self.below.display(path)
    }

    fn real(&self, path: &str) -> Option<String> {
        self.below.real(path)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn all_that_is_asked_for_is_noted_and_nothing_outside() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("docs/deep")).unwrap();
        fs::write(folder.path().join("docs/a.md"), "one").unwrap();
        fs::write(folder.path().join("docs/deep/b.md"), "two").unwrap();
        let seen = Arc::new(Seen::default());
        let files = Watched::new(Disk::open(folder.path(), "").unwrap(), &seen);
        let noted = || {
            let paths = seen.paths();
            let paths = paths.iter().map(|path| path.strip_prefix(folder.path()).unwrap());
            paths.map(|path| path.to_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(files.read("docs/../docs/a.md", 10).unwrap().bytes, b"one");
        assert_eq!(files.read("gone.md", 10), Err(Refusal::Missing));
        assert_eq!(files.read("../secret.md", 10), Err(Refusal::Outside));
        assert_eq!(files.list("docs").len(), 2);
        assert_eq!(noted(), ["docs", "docs/a.md", "gone.md"]);
        assert_eq!(files.walk(), ["docs/a.md", "docs/deep/b.md"]);
        assert_eq!(noted(), ["", "docs", "docs/a.md", "docs/deep", "gone.md"]);
    }
}
