//! What two reports on one project rest on: exceptions, and the evidence that is cited. A change in these is no gain and no loss by itself.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::projects::Item;
use crate::locale::Text;
use crate::report::EvidenceReport;

/// What an item cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cited {
    /// The file from the project's root; what is written where there is none.
    pub(crate) path: String,
    /// The digest of the file, where it was worked out.
    pub(crate) sha256: Option<String>,
}

impl From<&EvidenceReport> for Cited {
    fn from(evidence: &EvidenceReport) -> Self {
        let path = evidence.path.as_ref().unwrap_or(&evidence.cited);
        Self { path: path.clone(), sha256: evidence.sha256.clone() }
    }
}

/// An exception in force, as far as two are held against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waiver {
    pub(crate) reason: String,
    pub(crate) approved_by: String,
    pub(crate) expires: Date,
}

/// An exception that is new, or says something else than it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WaiverChange {
    pub(crate) item: String,
    /// None: there was none in force.
    pub(crate) old: Option<Waiver>,
    pub(crate) new: Waiver,
}

/// What became of a cited file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    /// It is another text.
    Changed,
    /// It was not cited before.
    Added,
    /// It is cited no longer.
    Removed,
}

impl Fate {
    /// The word that programs see.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }

    /// The word in both languages.
    pub(crate) fn text(self) -> Text {
        let zh = match self {
            Self::Changed => "内容有变",
            Self::Added => "新引用",
            Self::Removed => "不再引用",
        };
        Text { en: self.word().to_owned(), zh: zh.to_owned() }
    }
}

/// A cited file, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EvidenceChange {
    pub(crate) path: String,
    pub(crate) fate: Fate,
    /// The items that both reports know and that cite it.
    pub(crate) items: Vec<String>,
}

/// Each item that both reports know.
fn pairs<'i>(old: &'i [Item], new: &'i [Item]) -> impl Iterator<Item = (&'i Item, &'i Item)> {
    let before: BTreeMap<_, _> = old.iter().map(|item| (item.id.as_str(), item)).collect();
    new.iter().filter_map(move |item| Some((*before.get(item.id.as_str())?, item)))
}

pub(super) fn waivers(old: &[Item], new: &[Item]) -> Vec<WaiverChange> {
    let before: BTreeMap<_, _> = old.iter().map(|item| (item.id.as_str(), item.waiver.as_ref())).collect();
    let change = |item: &Item| {
        let (was, is) = (before.get(item.id.as_str()).copied().flatten(), item.waiver.as_ref()?);
        (was != Some(is)).then(|| WaiverChange { item: item.id.clone(), old: was.cloned(), new: is.clone() })
    };
    new.iter().filter_map(change).collect()
}

pub(super) fn evidence(old: &[Item], new: &[Item]) -> Vec<EvidenceChange> {
    let mut changes: BTreeMap<(&str, Fate), Vec<String>> = BTreeMap::new();
    for (old, new) in pairs(old, new) {
        let [before, after] = [old, new].map(|item| {
            item.cited.iter().map(|cited| (cited.path.as_str(), cited.sha256.as_ref())).collect::<BTreeMap<_, _>>()
        });
        let mut note = |path, fate| changes.entry((path, fate)).or_default().push(new.id.clone());
        for (path, digest) in &after {
            match before.get(path) {
                None => note(path, Fate::Added),
                Some(was) if was.is_some() && digest.is_some() && was != digest => note(path, Fate::Changed),
                Some(_) => {}
            }
        }
        before.keys().filter(|path| !after.contains_key(*path)).for_each(|path| note(path, Fate::Removed));
    }
    let change = |((path, fate), items): ((&str, Fate), _)| EvidenceChange { path: path.to_owned(), fate, items };
    changes.into_iter().map(change).collect()
}
