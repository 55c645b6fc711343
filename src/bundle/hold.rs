//! The files of a bundle held against its lists: what changed, what is gone, what came. What they mean is for the engine.

use std::collections::BTreeMap;

use super::compare::{Difference, first_difference};
use super::facts::Entry;
use super::read::Bundle;
use super::store::sums;
use super::{HEADS, INDEX, LARGEST, PACKS, PROJECT, REPORT, SEEN, SUMS};
use crate::evidence::{Contents, Files, sha256};

/// Something about a bundle that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The bundle's list names the file, and it is not there.
    Missing { path: String },
    /// It is there, and the list does not name it.
    Extra { path: String },
    /// A link or something else that is no file stands there.
    NoFile { path: String },
    /// It is not what it was.
    Changed { path: String, was: State, is: State, within: Option<[u64; 2]>, line: Option<usize> },
    /// The list of digests for `sha256sum` is not what the files make it.
    Sums { difference: Difference },
    /// Made anew from what was judged, the file comes out otherwise: first as it stands there, then as it should be.
    Remade { path: String, difference: Difference },
    /// Nothing that was judged read the file: it carries no verdict.
    Unread { path: String },
    /// Judging asked for the file, and the bundle does not say whether it was there.
    Beyond { path: String },
    /// The pack in the bundle is not the one that the bundle names.
    PackChanged { id: String, is: String, was: String },
    /// The pack bears the name of a built-in one of this version of guiju, and is another.
    OtherPack { id: String, is: String, built_in: String },
}

/// How long a file is, and its digest where it was wholly read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) bytes: u64,
    pub(crate) sha256: Option<String>,
}

/// What is made anew and comes out otherwise, but for what only follows from a change in what was judged: that is told where it lies, and
/// by the report.
pub(crate) fn worth_telling(faults: &[Fault], remade: Vec<Fault>) -> Vec<Fault> {
    let changed: Vec<_> = faults.iter().filter_map(Fault::path).collect();
    let is_judged = |path: &&str| [PROJECT, HEADS, PACKS, SEEN].iter().any(|top| path.starts_with(top));
    let follows = changed.iter().any(is_judged);
    let is_told = |fault: &Fault| fault.path().is_none_or(|path| !follows || path == REPORT || changed.contains(&path));
    remade.into_iter().filter(is_told).collect()
}

impl Fault {
    /// The file of the bundle that it is about.
    fn path(&self) -> Option<&str> {
        match self {
            Self::Missing { path }
            | Self::Extra { path }
            | Self::NoFile { path }
            | Self::Changed { path, .. }
            | Self::Remade { path, .. }
            | Self::Unread { path } => Some(path),
            Self::Sums { .. } | Self::Beyond { .. } | Self::PackChanged { .. } | Self::OtherPack { .. } => None,
        }
    }
}

/// All that is not as the lists say. `there` holds every path below the bundle, and whether a file stands there.
pub(crate) fn hold(bundle: &Bundle, index: &str, there: &BTreeMap<String, bool>, files: &dyn Files) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, entry) in &bundle.entries {
        match there.get(path) {
            None => faults.push(Fault::Missing { path: path.clone() }),
            Some(false) => {}
            Some(true) => faults.extend(changed(entry, files)),
        }
    }
    for (path, is_file) in there {
        let path = path.clone();
        if !is_file {
            faults.push(Fault::NoFile { path });
        } else if !bundle.entries.contains_key(&path) && path != INDEX && path != SUMS {
            faults.push(Fault::Extra { path });
        }
    }
    faults.extend(listed(bundle, index, there, files));
    faults
}

fn changed(entry: &Entry, files: &dyn Files) -> Option<Fault> {
    let path = entry.path.clone();
    let Ok(contents) = files.read(&path, LARGEST) else { return Some(Fault::NoFile { path }) };
    let was = State { bytes: entry.bytes, sha256: Some(entry.sha256.clone()) };
    let is = State { bytes: contents.size, sha256: contents.is_whole().then(|| sha256(&contents.bytes)) };
    if was == is {
        return None;
    }
    let within = entry.changed_within(&contents.bytes);
    let line = within.and_then(|[first, _]| line(&contents, first));
    Some(Fault::Changed { path, was, is, within, line })
}

/// The line on which a byte stands, of a text.
fn line(contents: &Contents, byte: u64) -> Option<usize> {
    let text = std::str::from_utf8(&contents.bytes).ok()?;
    let before = text.as_bytes().get(..usize::try_from(byte.checked_sub(1)?).ok()?)?;
    Some(memchr::memchr_iter(b'\n', before).count() + 1)
}

/// The list of digests against what `bundle.json` and its own text make it.
fn listed(bundle: &Bundle, index: &str, there: &BTreeMap<String, bool>, files: &dyn Files) -> Option<Fault> {
    if there.get(SUMS) != Some(&true) {
        return (!there.contains_key(SUMS)).then(|| Fault::Missing { path: SUMS.to_owned() });
    }
    let mut digests: BTreeMap<&str, String> =
        bundle.entries.iter().map(|(path, entry)| (path.as_str(), entry.sha256.clone())).collect();
    digests.insert(INDEX, sha256(index.as_bytes()));
    let should = sums(digests.into_iter());
    let Ok(is) = files.read(SUMS, LARGEST) else { return Some(Fault::NoFile { path: SUMS.to_owned() }) };
    let difference = first_difference(&is.bytes, should.as_bytes())?;
    Some(Fault::Sums { difference })
}

#[cfg(test)]
mod tests {
    use super::super::facts::Facts;
    use super::super::{Stored, read, seal};
    use super::*;
    use crate::evidence::Memory;
    use crate::locale::Locale;
    use crate::source::Source;

    fn sealed() -> Stored {
        let facts = Facts {
            tool: "0.1.0".to_owned(),
            as_of: jiff::civil::date(2026, 11, 23),
            locale: Locale::En,
            manifest: "governance.toml".to_owned(),
            asked: Vec::new(),
            packs: Vec::new(),
        };
        let text = "a line of text\n".repeat(20);
        seal(
            &facts,
            Stored::from([("project/a.md".to_owned(), text.into_bytes()), ("README.md".to_owned(), b"x".to_vec())]),
        )
    }

    fn faults(stored: &Stored, index: &[u8]) -> Vec<Fault> {
        let mut files = Memory::new();
        for (path, bytes) in stored {
            files.insert(path.as_str(), bytes.clone());
        }
        let there = stored.keys().map(|path| (path.clone(), true)).collect();
        let index = String::from_utf8(index.to_vec()).unwrap();
        hold(&read(&Source::new(INDEX, index.clone())).unwrap(), &index, &there, &files)
    }

    #[test]
    fn each_way_to_tamper_is_told() {
        let sound = sealed();
        let index = sound[INDEX].clone();
        assert_eq!(faults(&sound, &index), []);
        let mut changed = sound.clone();
        changed.get_mut("project/a.md").unwrap()[100] = b'X';
        let told = faults(&changed, &index);
        let [Fault::Changed { path, within, line, was, is }] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!(
            (path.as_str(), *within, *line, was.bytes, is.bytes),
            ("project/a.md", Some([65, 128]), Some(5), 300, 300)
        );
        let mut missing = sound.clone();
        missing.remove("README.md");
        assert_eq!(faults(&missing, &index), [Fault::Missing { path: "README.md".to_owned() }]);
        let mut extra = sound.clone();
        extra.insert("project/b.md".to_owned(), Vec::new());
        assert_eq!(faults(&extra, &index), [Fault::Extra { path: "project/b.md".to_owned() }]);
        let mut sums = sound.clone();
        sums.get_mut(SUMS).unwrap()[0] ^= 1;
        let told = faults(&sums, &index);
        assert!(matches!(told.as_slice(), [Fault::Sums { difference }] if difference.byte == 1), "{told:?}");
        sums.remove(SUMS);
        assert_eq!(faults(&sums, &index), [Fault::Missing { path: SUMS.to_owned() }]);
    }
}
