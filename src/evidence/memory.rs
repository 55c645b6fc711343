//! A project that lives in memory: for tests, for a pack's cases, for callers of the library.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{Contents, Files, Listed, Refusal, resolve};

/// Files by path. There are no links, so nothing can lead outside.
#[derive(Debug, Clone, Default)]
pub struct Memory(BTreeMap<String, Vec<u8>>);

impl Memory {
    /// No files yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file there, in place of one that has its path.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.0.insert(path.into(), bytes.into());
    }
}

impl<P: Into<String>, B: Into<Vec<u8>>, const N: usize> From<[(P, B); N]> for Memory {
    fn from(files: [(P, B); N]) -> Self {
        Self(files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect())
    }
}

impl Files for Memory {
    fn read(&self, path: &str, limit: u64) -> Result<Contents, Refusal> {
        let path = resolve("", path).ok_or(Refusal::Outside)?;
        let Some(bytes) = self.0.get(&path) else {
            let folder = format!("{path}/");
            let is_folder = self.0.range(folder.clone()..).next().is_some_and(|(first, _)| first.starts_with(&folder));
            return Err(if is_folder { Refusal::Folder } else { Refusal::Missing });
        };
        let kept = usize::try_from(limit).map_or(bytes.len(), |limit| bytes.len().min(limit));
        Ok(Contents { bytes: bytes[..kept].to_vec(), size: bytes.len() as u64 })
    }

    fn list(&self, folder: &str) -> Vec<Listed> {
        entries(&self.0, folder)
    }

    fn walk(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}

/// What stands directly in a folder, sorted by name, where these are all files by their paths.
pub(crate) fn entries<F>(files: &BTreeMap<String, F>, folder: &str) -> Vec<Listed> {
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let below = files.range(prefix.clone()..).map_while(|(path, _)| path.strip_prefix(&prefix));
    let entries: BTreeSet<_> = below
        .map(|rest| match rest.split_once('/') {
            Some((name, _)) => Listed { name: name.to_owned(), is_folder: true },
            None => Listed { name: rest.to_owned(), is_folder: false },
        })
        .collect();
    entries.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_answers_as_a_disk_would() {
        let files = Memory::from([("a.md", "one"), ("docs/b.md", "two"), ("docs/deep/c.md", "three")]);
        assert_eq!(files.read("docs/../a.md", 10).unwrap().bytes, b"one");
        let head = files.read("docs/deep/c.md", 2).unwrap();
        assert_eq!((head.bytes.as_slice(), head.size, head.is_whole()), (b"th".as_slice(), 5, false));
        for (path, refusal) in [
            ("../a.md", Refusal::Outside),
            ("/a.md", Refusal::Outside),
            ("docs", Refusal::Folder),
            ("x", Refusal::Missing),
        ] {
            assert_eq!(files.read(path, 10), Err(refusal), "{path}");
        }
        let names: Vec<_> = files.list("docs").into_iter().map(|entry| (entry.name, entry.is_folder)).collect();
        assert_eq!(names, [("b.md".to_owned(), false), ("deep".to_owned(), true)]);
    }
}
