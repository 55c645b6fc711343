//! Files that keep what they answer, so that the same can be answered again elsewhere: what was read, what was listed, what was not there.
//! No answer changes by it. How a record is stored is for others.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::files::{Contents, Files, Listed, Refusal, settled};

/// What files answered, by paths from their root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Answers {
    /// What each file holds, or why it could not be read. Of one that was asked for several times: the longest.
    pub(crate) read: BTreeMap<String, Result<Contents, Refusal>>,
    /// What stands in each folder that was listed; nothing in one that is not there.
    pub(crate) listed: BTreeMap<String, Vec<Listed>>,
    /// Every file that git does not ignore, where that was asked.
    pub(crate) walked: Option<Vec<String>>,
}

/// A record that several files may share.
#[derive(Debug, Default)]
pub(crate) struct Record(Mutex<Answers>);

impl Record {
    /// All that was answered so far; the record begins anew.
    pub(crate) fn take(&self) -> Answers {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn note(&self, note: impl FnOnce(&mut Answers)) {
        note(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// Files whose answers are kept.
pub(crate) struct Recorded<F> {
    below: F,
    record: Arc<Record>,
}

impl<F: Files> Recorded<F> {
    /// These files, with their answers kept in a record.
    pub(crate) fn new(below: F, record: &Arc<Record>) -> Self {
        Self { below, record: Arc::clone(record) }
    }
}

impl<F: Files> Files for Recorded<F> {
    fn read(&self, path: &str, limit: u64) -> Result<Contents, Refusal> {
        let answer = self.below.read(path, limit);
        // What leads out of the project is never opened, and is refused again without a record.
        if let Some(path) = settled(path) {
            let length =
                |answer: &Result<Contents, Refusal>| answer.as_ref().map_or(0, |contents| contents.bytes.len());
            self.record.note(|answers| match answers.read.get_mut(&path) {
                Some(known) if known.is_ok() && length(known) >= length(&answer) => {}
                Some(known) => known.clone_from(&answer),
                None => {
                    answers.read.insert(path, answer.clone());
                }
            });
        }
        answer
    }

    fn list(&self, folder: &str) -> Vec<Listed> {
        let listed = self.below.list(folder);
        if let Some(folder) = settled(folder) {
            self.record.note(|answers| {
                answers.listed.insert(folder, listed.clone());
            });
        }
        listed
    }

    fn walk(&self) -> Vec<String> {
        let walked = self.below.walk();
        self.record.note(|answers| answers.walked = Some(walked.clone()));
        walked
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
    use super::super::Memory;
    use super::*;

    #[test]
    fn what_is_answered_is_kept_and_nothing_outside() {
        let below = Memory::from([("a.md", "one two"), ("docs/b.md", "three")]);
        let record = Arc::new(Record::default());
        let files = Recorded::new(below.clone(), &record);
        for limit in [0, 100, 3] {
            assert_eq!(files.read("a.md", limit), below.read("a.md", limit));
        }
        assert_eq!(files.read("docs/../gone.md", 10), Err(Refusal::Missing));
        assert_eq!(files.read("../b.md", 10), Err(Refusal::Outside));
        assert_eq!((files.list("docs"), files.walk()), (below.list("docs"), below.walk()));
        assert_eq!(files.list(".."), Vec::new());
        let answers = record.take();
        let whole = Contents { bytes: b"one two".to_vec(), size: 7 };
        let read = [("a.md".to_owned(), Ok(whole)), ("gone.md".to_owned(), Err(Refusal::Missing))];
        assert_eq!(answers.read, BTreeMap::from(read));
        assert_eq!(answers.listed, BTreeMap::from([("docs".to_owned(), below.list("docs"))]));
        assert_eq!(answers.walked, Some(below.walk()));
        assert_eq!(record.take(), Answers::default());
    }
}
