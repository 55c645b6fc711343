//! The files of a project in a commit, as a folder on disk would give them. A link is followed in the commit, and never out of the project.

use std::collections::BTreeSet;

use super::{Commit, Entry};
use crate::evidence::{Contents, Files, Listed, Refusal};

/// How many links are followed, and how long one may be, in bytes: as Linux has it.
const LINKS: (usize, u64) = (40, 4096);

/// The files of a project in a commit.
pub(super) struct CommitFiles<'c> {
    pub(super) commit: &'c Commit,
    /// The project's root, from the top.
    pub(super) root: String,
    /// What stands before its paths where they are shown.
    pub(super) prefix: String,
}

/// What a path leads to.
enum Found<'c> {
    /// A file, by the name that git keeps it under.
    File(&'c str),
    /// A folder, by its path from the top.
    Folder(String),
}

impl<'c> CommitFiles<'c> {
    fn whole(&self, parts: &[String]) -> String {
        let root = (!self.root.is_empty()).then_some(self.root.as_str());
        root.into_iter().chain(parts.iter().map(String::as_str)).collect::<Vec<_>>().join("/")
    }

    /// Follows a path, and the links on its way, within the project.
    fn find(&self, path: &str) -> Result<Found<'c>, Refusal> {
        let commit = self.commit;
        let (mut at, mut links) = (Vec::new(), 0);
        let mut left = steps(path)?;
        while let Some(step) = left.pop() {
            if step == ".." {
                at.pop().ok_or(Refusal::Outside)?;
                continue;
            }
            at.push(step);
            let whole = self.whole(&at);
            match commit.entries.get(&whole) {
                Some(Entry::File(name)) if left.is_empty() => return Ok(Found::File(name)),
                Some(Entry::Link(name)) => {
                    links += 1;
                    if links > LINKS.0 {
                        return Err(Refusal::Failed("too many links".to_owned()));
                    }
                    let target = commit.contents(name, LINKS.1)?;
                    let target = String::from_utf8(target.bytes).map_err(|_| Refusal::Dangling)?;
                    at.pop();
                    left.extend(steps(&target)?);
                }
                None | Some(Entry::Module) if commit.is_folder(&whole) => {}
                Some(Entry::Module) if left.is_empty() => return Err(Refusal::Folder),
                None | Some(Entry::File(_) | Entry::Module) => {
                    return Err(if links > 0 { Refusal::Dangling } else { Refusal::Missing });
                }
            }
        }
        Ok(Found::Folder(self.whole(&at)))
    }
}

/// The steps of a path, the first one last.
fn steps(path: &str) -> Result<Vec<String>, Refusal> {
    if path.starts_with('/') {
        return Err(Refusal::Outside);
    }
    let steps = path.split('/').filter(|step| !matches!(*step, "" | "."));
    Ok(steps.rev().map(str::to_owned).collect())
}

impl Files for CommitFiles<'_> {
    fn read(&self, path: &str, limit: u64) -> Result<Contents, Refusal> {
        match self.find(path)? {
            Found::File(name) => self.commit.contents(name, limit),
            Found::Folder(_) => Err(Refusal::Folder),
        }
    }

    fn list(&self, folder: &str) -> Vec<Listed> {
        let Ok(Found::Folder(whole)) = self.find(folder) else { return Vec::new() };
        let start = if whole.is_empty() { String::new() } else { format!("{whole}/") };
        let below = self.commit.entries.range(start.clone()..);
        let listed: BTreeSet<_> = below
            .map_while(|(path, entry)| Some((path.strip_prefix(&start)?, entry)))
            .map(|(rest, entry)| match rest.split_once('/') {
                Some((name, _)) => Listed { name: name.to_owned(), is_folder: true },
                None => Listed { name: rest.to_owned(), is_folder: *entry == Entry::Module },
            })
            .collect();
        listed.into_iter().collect()
    }

    fn walk(&self) -> Vec<String> {
        let start = if self.root.is_empty() { String::new() } else { format!("{}/", self.root) };
        let below = self.commit.entries.range(start.clone()..);
        let own = below.map_while(|(path, entry)| Some((path.strip_prefix(&start)?, entry)));
        own.filter(|(_, entry)| **entry != Entry::Module).map(|(path, _)| path.to_owned()).collect()
    }

    fn display(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_of_a_path_are_taken_in_order_and_none_from_the_root() {
        assert_eq!(steps("a/./b//../c").unwrap(), ["c", "..", "b", "a"]);
        assert_eq!(steps("/a"), Err(Refusal::Outside));
        assert!(steps("").unwrap().is_empty());
    }
}
