//! The files of a project as a bundle holds them: they answer what they answered when it was judged, links that led out and files that
//! were not there among them. What is asked beyond that is noted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use super::facts::Entry;
use super::seen::Seen;
use super::{HEADS, names};
use crate::evidence::{Contents, Files, Listed, Refusal, entries, settled};

/// The files below one folder of a bundle.
pub(crate) struct Replay<F> {
    bundle: F,
    /// Where each file stands in the bundle.
    places: BTreeMap<String, String>,
    seen: Seen,
    /// What stands before a path where it is shown.
    prefix: &'static str,
    beyond: Mutex<BTreeSet<String>>,
}

impl<F: Files> Replay<F> {
    /// What stands below `top` in a bundle, and what was seen beside it.
    pub(crate) fn new(bundle: F, top: &str, entries: &BTreeMap<String, Entry>, seen: Seen) -> Self {
        let below = |entry: &Entry| {
            let within = entry.path.strip_prefix(top).and_then(names::real);
            let cut =
                || entry.path.strip_prefix(HEADS).and_then(names::real).filter(|path| seen.cut.contains_key(path));
            Some((within.or_else(cut)?, entry.path.clone()))
        };
        let places = entries.values().filter_map(below).collect();
        Self { bundle, places, seen, prefix: "", beyond: Mutex::default() }
    }

    /// The same, each path shown with this before it.
    pub(crate) fn shown(self, prefix: &'static str) -> Self {
        Self { prefix, ..self }
    }

    /// Where each file stands in the bundle.
    pub(crate) fn places(&self) -> &BTreeMap<String, String> {
        &self.places
    }

    /// What was asked for and is neither in the bundle nor said to be missing.
    pub(crate) fn beyond(&self) -> BTreeSet<String> {
        self.beyond.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note(&self, path: &str) {
        self.beyond.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
    }
}

impl<F: Files> Files for Replay<F> {
    fn read(&self, path: &str, limit: u64) -> Result<Contents, Refusal> {
        let path = settled(path).ok_or(Refusal::Outside)?;
        if let Some(refusal) = self.seen.refused.get(&path) {
            return Err(refusal.clone());
        }
        if let Some(place) = self.places.get(&path) {
            let contents = self.bundle.read(place, limit)?;
            // Of a file that was too large only its first bytes were kept.
            let size = self.seen.cut.get(&path).map_or(contents.size, |size| contents.size.max(*size));
            return Ok(Contents { size, ..contents });
        }
        if !self.seen.absent.contains(&path) {
            self.note(&path);
        }
        Err(Refusal::Missing)
    }

    fn list(&self, folder: &str) -> Vec<Listed> {
        let Some(folder) = settled(folder) else { return Vec::new() };
        if let Some(listed) = self.seen.listed.get(&folder) {
            return listed.clone();
        }
        self.note(&folder);
        entries(&self.places, &folder)
    }

    fn walk(&self) -> Vec<String> {
        self.seen.walked.clone().unwrap_or_else(|| {
            self.note("");
            self.places.keys().cloned().collect()
        })
    }

    fn display(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::store::project;
    use super::*;
    use crate::evidence::{Memory, Record, Recorded};

    #[test]
    fn a_bundle_answers_as_the_project_did() {
        let mut below = Memory::from([("a: b.md", "one"), ("docs/c.md", "two"), ("docs/deep/d.md", "three")]);
        below.insert("big.bin", vec![0; 1000]);
        let record = Arc::new(Record::default());
        let files = Recorded::new(below, &record);
        let ask = |files: &dyn Files| {
            let read = ["a: b.md", "docs/../docs/c.md", "gone.md", "docs", "../x"].map(|path| files.read(path, 100));
            (read, files.read("big.bin", 64), files.list("docs"), files.list(""), files.walk())
        };
        let answers = ask(&files);
        let stored = project(record.take());
        let entries = stored.iter().map(|(path, bytes)| (path.clone(), Entry::of(path, bytes))).collect();
        let seen = String::from_utf8(stored[super::super::SEEN].clone()).unwrap();
        let seen = Seen::read(&crate::source::Source::new("seen.json", seen)).unwrap();
        let mut bundle = Memory::new();
        for (path, bytes) in stored {
            bundle.insert(path, bytes);
        }
        let replay = Replay::new(bundle, super::super::PROJECT, &entries, seen);
        assert_eq!(ask(&replay), answers);
        assert_eq!(replay.beyond(), BTreeSet::new());
        assert_eq!(replay.read("docs/deep/d.md", 100), Err(Refusal::Missing));
        assert_eq!((replay.list("docs/deep"), replay.list("..")), (Vec::new(), Vec::new()));
        assert_eq!(replay.beyond(), BTreeSet::from(["docs/deep", "docs/deep/d.md"].map(str::to_owned)));
    }
}
