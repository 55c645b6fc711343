//! What a repository already holds: which of its files could be evidence for which item, and what they say of the project itself. It
//! proposes and claims nothing; every file is read at most once, and only where its path gives a reason to.

mod choose;
mod facts;
mod look;
mod names;
mod places;
mod profile;
mod subjects;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use rayon::prelude::*;

pub(crate) use facts::{Fact, Facts};
pub(crate) use profile::{Profile, Told};

use crate::evidence::{Document, Files};
use crate::locale::Text;
use crate::pack::{Item, Rulebook};
use look::{Candidate, Desk};
use names::Names;
use subjects::Subjects;

/// How many files are read, those that lie highest first.
const MOST_READ: usize = 8_000;
/// How large a file may be that is read, in bytes.
const LARGEST: u64 = 1024 * 1024;
/// After how many bytes no more files are read: what is read is kept until all is chosen.
const MOST_BYTES: usize = 192 * 1024 * 1024;
/// How many files are read at once. By how much the bytes may be exceeded hangs on it.
const BATCH: usize = 64;

/// What was found in a repository.
#[derive(Debug)]
pub(crate) struct Detected {
    /// What its files say of the project.
    pub(crate) facts: Facts,
    /// What could carry an answer, in the order of the rulebook's items.
    pub(crate) found: Vec<Found>,
    /// How many files could matter and were not read, since there were too many.
    pub(crate) left: usize,
}

/// What could carry the answer on one item.
#[derive(Debug)]
pub(crate) struct Found {
    /// The item's id.
    pub(crate) item: String,
    /// The best places, the best first.
    pub(crate) places: Vec<Proposal>,
    /// What the item's checks miss in all of them together.
    pub(crate) lacks: Vec<Text>,
}

/// A place that could be evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Proposal {
    /// The file.
    pub(crate) path: String,
    /// The anchor of the part that is meant; none where it is the whole file.
    pub(crate) anchor: Option<String>,
    /// What speaks for it.
    pub(crate) why: Text,
}

impl Proposal {
    /// As a manifest cites it.
    pub(crate) fn cited(&self) -> String {
        match &self.anchor {
            Some(anchor) => format!("{}#{anchor}", self.path),
            None => self.path.clone(),
        }
    }
}

impl Detected {
    /// What was found for an item.
    pub(crate) fn on(&self, item: &str) -> Option<&Found> {
        self.found.iter().find(|found| found.item == item)
    }
}

/// Looks through a repository for what the items of a rulebook ask for.
pub(crate) fn detect(files: &dyn Files, rulebook: &Rulebook, today: Date) -> Detected {
    let walked = files.walk();
    let names = Names::of(&rulebook.items);
    let mut wanted: Vec<_> = walked.iter().filter_map(|path| Wanted::of(path, &names)).collect();
    wanted.sort_by_key(|wanted| (places::depth(wanted.path), wanted.path));
    let all = wanted.len();
    wanted.truncate(MOST_READ);
    let documents = open(files, &wanted, MOST_BYTES);
    wanted.truncate(documents.len());
    let left = all - documents.len();
    let foreign = places::Foreign::of(&documents);
    let subjects = Subjects::of(&rulebook.items);
    let desk = Desk { items: &rulebook.items, subjects: &subjects, titles: Mutex::new(HashMap::new()), today };
    let looked: Vec<Vec<Candidate>> = wanted
        .par_iter()
        .zip(&documents)
        .filter(|(wanted, _)| !foreign.holds(wanted.path))
        .map(|(wanted, document)| {
            let candidates = desk.look(document, &wanted.named, wanted.is_page);
            if candidates.is_empty() {
                return candidates;
            }
            let real = files.real(wanted.path).filter(|real| {
                let stands = || walked.binary_search(real).is_ok() && Wanted::of(real, &names).is_some();
                real == wanted.path || (stands() && !foreign.holds(real))
            });
            real.map(|real| desk.moved(candidates, &real)).unwrap_or_default()
        })
        .collect();
    let mut by_item: BTreeMap<usize, Vec<Candidate>> = BTreeMap::new();
    for candidate in looked.into_iter().flatten() {
        by_item.entry(candidate.item).or_default().push(candidate);
    }
    let found = by_item.into_par_iter().filter_map(|(at, all)| Some(found(rulebook.items.get(at)?, all, today)));
    Detected { facts: facts::facts(&walked, &documents), found: found.collect(), left }
}

/// The first of these files, as many as their bytes allow. Which ones does not hang on who reads fastest.
fn open(files: &dyn Files, wanted: &[Wanted<'_>], most: usize) -> Vec<Arc<Document>> {
    let open = |wanted: &Wanted<'_>| {
        let (path, read) = (wanted.path.to_owned(), files.read(wanted.path, LARGEST));
        let bytes = read.as_ref().map_or(0, |contents| contents.bytes.len());
        (Arc::new(Document::new((path.clone(), path), read, files.display(wanted.path), None)), bytes)
    };
    let (mut documents, mut bytes) = (Vec::with_capacity(wanted.len()), 0);
    for batch in wanted.chunks(BATCH) {
        if bytes >= most {
            break;
        }
        let read: Vec<_> = batch.par_iter().map(open).collect();
        bytes += read.iter().map(|(_, bytes)| bytes).sum::<usize>();
        documents.extend(read.into_iter().map(|(document, _)| document));
    }
    documents
}

fn found(item: &Item, candidates: Vec<Candidate>, today: Date) -> Found {
    let chosen = choose::best(candidates);
    let lacks = look::lacks(item, &chosen, today);
    let places = chosen.into_iter().map(|candidate| candidate.proposal).collect();
    Found { item: item.id.clone(), places, lacks }
}

/// A file that is worth reading, and why.
struct Wanted<'w> {
    path: &'w str,
    /// The items that suggest files of this name.
    named: Vec<names::Named>,
    /// Whether its headings may speak for it.
    is_page: bool,
}

impl<'w> Wanted<'w> {
    fn of(path: &'w str, names: &Names) -> Option<Self> {
        // A path that a manifest would read as a pattern, or as a path and an anchor, cannot be cited.
        if !places::may_matter(path) || path.contains(['*', '?', '[', '{', '#', '\\']) {
            return None;
        }
        let mut named = names.of_path(path);
        let outside = places::outside(path);
        if !outside.is_empty() {
            named.retain(|named| outside.iter().all(|folder| named.mentions(folder, names)));
            return (!named.is_empty()).then_some(Self { path, named, is_page: false });
        }
        let aside = places::aside(path);
        let is_meant = |named: &names::Named| {
            named.strength == names::Strength::Strong || aside.iter().all(|folder| named.mentions(folder, names))
        };
        named.retain(is_meant);
        let is_page = places::is_page(path);
        let is_wanted = is_page || !named.is_empty() || places::tells_facts(path) || places::is_licence(path);
        is_wanted.then_some(Self { path, named, is_page })
    }
}

/// What is kept behind a lock, whoever fell over while holding it.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Memory;

    #[test]
    fn no_more_is_kept_than_the_bytes_allow() {
        let files = Memory::from(std::array::from_fn::<_, 200, _>(|at| (format!("docs/{at:03}.md"), "# Risks\n")));
        let walked = files.walk();
        let names = Names::of(&[]);
        let wanted: Vec<_> = walked.iter().filter_map(|path| Wanted::of(path, &names)).collect();
        assert_eq!(wanted.len(), 200);
        for (most, read) in [(usize::MAX, 200), (64 * 8 + 1, 128), (64 * 8, 64), (1, 64), (0, 0)] {
            let read_first: Vec<_> = walked.iter().take(read).map(String::as_str).collect();
            let opened = open(&files, &wanted, most);
            assert_eq!(opened.iter().map(|document| document.path.as_str()).collect::<Vec<_>>(), read_first, "{most}");
        }
    }
}
