//! What judging read, as the files of a bundle; and the two lists that seal it.

use std::fmt::Write as _;

use super::facts::{Facts, index};
use super::names::assigned;
use super::seen::Seen;
use super::{HEADS, INDEX, PACKS, PROJECT, SEEN, SUMS, Stored};
use crate::evidence::{Answers, sha256};

/// What judging read of a project, and what it saw beside that.
pub(crate) fn project(answers: Answers) -> Stored {
    let seen = Seen::of(&answers).write();
    let mut stored = files(answers, PROJECT);
    stored.insert(SEEN.to_owned(), seen.into_bytes());
    stored
}

/// What judging read of packs that do not lie in the project.
pub(crate) fn packs(answers: Answers) -> Stored {
    files(answers, PACKS)
}

fn files(answers: Answers, top: &str) -> Stored {
    let read = || answers.read.iter().filter(|(_, answer)| answer.is_ok()).map(|(path, _)| path);
    let names: std::collections::BTreeMap<_, _> =
        assigned(read()).into_iter().map(|(path, name)| (path.to_owned(), name)).collect();
    let mut stored = Stored::new();
    for (path, answer) in answers.read {
        if let (Ok(contents), Some(name)) = (answer, names.get(&path)) {
            let top = if contents.is_whole() { top } else { HEADS };
            stored.insert(format!("{top}{name}"), contents.bytes);
        }
    }
    stored
}

/// The whole bundle: these files, and the lists of them.
pub(crate) fn seal(facts: &Facts, mut files: Stored) -> Stored {
    let index = index(facts, &files);
    files.insert(INDEX.to_owned(), index.into_bytes());
    let sums = sums(files.iter().map(|(path, bytes)| (path.as_str(), sha256(bytes))));
    files.insert(SUMS.to_owned(), sums.into_bytes());
    files
}

/// The digests of files, in the order of their paths, as `sha256sum -c` reads them.
pub(super) fn sums<'p>(files: impl Iterator<Item = (&'p str, String)>) -> String {
    let mut out = String::new();
    for (path, sha256) in files {
        // Writing to a string does not fail.
        let _ = writeln!(out, "{sha256}  {path}");
    }
    out
}
