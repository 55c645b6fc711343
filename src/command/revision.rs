//! The files of a commit through the seam that all files are read through: out of git, without a checkout, without a filter, and without
//! writing anything. How a path is followed in the commit is said in `files`.

mod files;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::git::{self, Batch, Object};
use super::projects::folder_of;
use crate::error::{Error, os_reason};
use crate::evidence::{Contents, Refusal, slashed};
use crate::judge::{Judge, Judged};
use crate::load::{self, load};
use crate::locale::{Text, text};
use crate::manifest::MANIFESTS;
use crate::render::one_line;
use files::CommitFiles;

/// How many bytes the list of a commit's files may have.
const LISTING: u64 = 1 << 28;
/// How many bytes git may say of itself.
const WORD: u64 = 64 * 1024;
/// How much is read of a file that is over the limit, as of one on disk.
const HEAD_BYTES: u64 = 64 * 1024;

/// A commit, and where it meets the folder that was asked for.
pub(super) struct Commit {
    /// Its name, in hexadecimal digits.
    pub(super) name: String,
    /// The path that was asked for.
    path: PathBuf,
    /// The same from the work tree's top.
    inner: String,
    top: PathBuf,
    /// By path from the top.
    entries: BTreeMap<String, Entry>,
    /// What answers for its files; none until somebody asks.
    store: Mutex<Option<Batch>>,
    /// How often git did not have a file that the commit names.
    lost: AtomicUsize,
}

/// What git keeps under a path.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    File(String),
    Link(String),
    /// A commit of another repository.
    Module,
}

impl Commit {
    /// Finds the commit that a revision names in the repository around a path.
    ///
    /// # Errors
    ///
    /// When there is no such repository, or no such revision in it.
    pub(super) fn open(revision: &str, path: &Path) -> Result<Self, Error> {
        usable(revision)?;
        let shown = path.display();
        let Some((top, inner)) = placed(path)? else {
            return Err(Error::Plain(text!(
                "`{shown}` lies in no git work tree that can be read, or there is no git",
                "`{shown}` 不在可读取的 git 工作区内，或没有安装 git"
            )));
        };
        let Some(name) = named(&top, revision) else { return Err(no_such(revision)) };
        let listed = git::ask(&top, &["ls-tree", "-r", "-z", "--full-tree", &name], LISTING);
        let Some(listed) = listed else {
            return Err(Error::Plain(text!(
                "git cannot list the files of `{revision}`",
                "git 无法列出 `{revision}` 中的文件"
            )));
        };
        Ok(Self {
            name,
            path: path.to_owned(),
            inner,
            top,
            entries: entries(&listed),
            store: Mutex::new(None),
            lost: AtomicUsize::new(0),
        })
    }

    /// The manifests at or below the path: each as it would be shown were it on disk, and from the top.
    pub(super) fn manifests(&self) -> Vec<(PathBuf, String)> {
        if self.path.is_file() {
            let is_there = self.entries.contains_key(&self.inner);
            return is_there.then(|| (tidy(&self.path), self.inner.clone())).into_iter().collect();
        }
        let start = if self.inner.is_empty() { String::new() } else { format!("{}/", self.inner) };
        let below = self.entries.range(start.clone()..).take_while(|(path, _)| path.starts_with(&start));
        let found = below.filter(|(path, entry)| {
            path.rsplit('/').next().is_some_and(|name| MANIFESTS.contains(&name)) && **entry != Entry::Module
        });
        found
            .map(|(path, _)| (tidy(&self.path.join(path.strip_prefix(&start).unwrap_or(path))), path.clone()))
            .collect()
    }

    /// Judges a manifest as it was, with its folder as the root unless it widened that.
    pub(super) fn judge(&self, judge: &Judge, shown: &Path, inner: &str) -> Result<Judged, Error> {
        let shown = load::shown(shown);
        let (folder, name) = inner.rsplit_once('/').unwrap_or(("", inner));
        let prefix = shown.strip_suffix(name).unwrap_or_default().to_owned();
        let files = CommitFiles { commit: self, root: folder.to_owned(), prefix };
        let mut loaded = load(&files, name).map_err(Error::Manifest)?;
        match load::widening_in_commit(&loaded.manifest, folder) {
            Ok(None) => judge.judge_loaded(&files, loaded),
            Ok(Some(wide)) => {
                let own = inner.strip_prefix(&wide).unwrap_or(inner).trim_start_matches('/');
                let around = shown
                    .strip_suffix(own)
                    .map_or_else(|| format!("{}/", load::shown(&self.top.join(&wide))), str::to_owned);
                let files = CommitFiles { commit: self, root: wide.clone(), prefix: around };
                judge.judge_loaded(&files, load(&files, own).map_err(Error::Manifest)?)
            }
            Err(finding) => {
                loaded.findings.push(finding);
                judge.judge_loaded(&files, loaded)
            }
        }
    }

    /// Makes sure that nothing was judged by less than the commit holds.
    ///
    /// # Errors
    ///
    /// When git did not have a file, as in a partial clone: what was judged without it tells nothing.
    pub(super) fn was_whole(&self) -> Result<(), Error> {
        if self.lost.load(Ordering::Relaxed) == 0 {
            return Ok(());
        }
        let name = &self.name;
        Err(Error::Plain(text!(
            "git does not have all files of {name}, as in a partial clone; fetch them first: `git fetch --refetch --no-filter`",
            "git 中缺少 {name} 的部分文件（例如部分克隆）；请先取回：`git fetch --refetch --no-filter`"
        )))
    }

    /// What git keeps under a name: all of it where it has at most `limit` bytes, else its first bytes.
    fn contents(&self, name: &str, limit: u64) -> Result<Contents, Refusal> {
        let lost = || {
            self.lost.fetch_add(1, Ordering::Relaxed);
            Refusal::Failed("git does not have it".to_owned())
        };
        let object = {
            let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
            if store.is_none() {
                *store = Batch::start(&self.top);
            }
            let object = store.as_mut().and_then(|batch| batch.object(name, limit));
            // After a file that is too large, or none, another program answers.
            if object.as_ref().is_none_or(|object| object.bytes.is_none()) {
                *store = None;
            }
            object.ok_or_else(lost)?
        };
        let Object { size, bytes } = object;
        if let Some(bytes) = bytes {
            return Ok(Contents { bytes, size });
        }
        let (bytes, _) = git::head(&self.top, &["cat-file", "blob", name], HEAD_BYTES.min(limit)).ok_or_else(lost)?;
        Ok(Contents { bytes, size })
    }

    /// Whether anything stands below this path.
    fn is_folder(&self, path: &str) -> bool {
        let start = format!("{path}/");
        path.is_empty()
            || self.entries.range(start.clone()..).next().is_some_and(|(first, _)| first.starts_with(&start))
    }
}

/// Makes sure that git takes this for a revision, or for nothing.
pub(super) fn usable(revision: &str) -> Result<(), Error> {
    // git would take it for an option.
    if revision.is_empty() || revision.starts_with('-') || revision.contains(['\0', '\n']) {
        let shown = one_line(revision);
        return Err(Error::Plain(text!("`{shown}` is no git revision", "`{shown}` 不是 git 版本")));
    }
    Ok(())
}

/// The top of the work tree that a path lies in, and the path from there; none where there is no such tree, or no git.
///
/// # Errors
///
/// When nothing stands at the path.
pub(super) fn placed(path: &Path) -> Result<Option<(PathBuf, String)>, Error> {
    let shown = path.display();
    let place = path.canonicalize().map_err(|error| {
        let Text { en, zh } = os_reason(&error);
        Error::Plain(text!("`{shown}`: {en}", "`{shown}`：{zh}"))
    })?;
    let folder = if place.is_dir() { place.as_path() } else { folder_of(&place) };
    let top = git::ask(folder, &["rev-parse", "--show-toplevel"], WORD).and_then(|told| line(&told));
    let top = top.and_then(|top| PathBuf::from(top).canonicalize().ok());
    let inner = top.as_ref().and_then(|top| place.strip_prefix(top).ok()).and_then(slashed);
    Ok(top.zip(inner))
}

/// The name of the commit that a revision means in a work tree, in hexadecimal digits.
pub(super) fn named(top: &Path, revision: &str) -> Option<String> {
    let name = git::ask(top, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")], WORD);
    // Of a revision that is left out (`^main`) git gives the name with a sign before it.
    name.and_then(|told| line(&told)).filter(|name| name.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// That a revision is none; a report in a file may be meant.
fn no_such(revision: &str) -> Error {
    Error::Plain(if Path::new(revision).is_file() {
        text!(
            "`{revision}` is a file and no git revision; to compare two reports, name the second one as well",
            "`{revision}` 是文件，不是 git 版本；若要比较两份报告，请再写上第二份"
        )
    } else {
        text!("there is no git revision `{revision}` here", "此处没有名为 `{revision}` 的 git 版本")
    })
}

/// What git says of itself, on one line.
fn line(told: &[u8]) -> Option<String> {
    let told = std::str::from_utf8(told).ok()?;
    Some(told.strip_suffix('\n').unwrap_or(told).to_owned()).filter(|told| !told.is_empty())
}

/// A path without a leading `./`, as `check` shows it.
fn tidy(path: &Path) -> PathBuf {
    path.strip_prefix("./").unwrap_or(path).to_owned()
}

/// The entries of a listing. What has no name in UTF-8 is not seen on disk either; a name that leads elsewhere is nobody's file.
fn entries(listed: &[u8]) -> BTreeMap<String, Entry> {
    let mut entries = BTreeMap::new();
    for record in listed.split(|byte| *byte == 0).filter_map(|record| std::str::from_utf8(record).ok()) {
        let Some((head, path)) = record.split_once('\t') else { continue };
        let mut head = head.split(' ');
        let (Some(mode), Some(_), Some(name)) = (head.next(), head.next(), head.next()) else { continue };
        let is_name = |part: &str| !matches!(part, "" | "." | "..") && !part.eq_ignore_ascii_case(".git");
        if !path.split('/').all(is_name) {
            continue;
        }
        let entry = match mode {
            "120000" => Entry::Link(name.to_owned()),
            "160000" => Entry::Module,
            _ => Entry::File(name.to_owned()),
        };
        entries.insert(path.to_owned(), entry);
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_is_taken_for_names_and_nothing_more() {
        let listed = [
            "100644 blob 1\tgovernance.toml",
            "100755 blob 2\ta b/\t\n.md",
            "120000 blob 3\tlink",
            "160000 commit 4\tmodule",
            "100644 blob 5\t../up.md",
            "100644 blob 6\ta/../../up.md",
            "100644 blob 7\t/etc/passwd",
            "100644 blob 8\ta/.GIT/config",
            "100644 blob 9",
            "100644\tshort",
            "",
        ];
        let mut bytes = listed.join("\0").into_bytes();
        bytes.extend(b"\x00100644 blob 10\t\xff.md\0");
        let expected = [
            ("a b/\t\n.md", Entry::File("2".to_owned())),
            ("governance.toml", Entry::File("1".to_owned())),
            ("link", Entry::Link("3".to_owned())),
            ("module", Entry::Module),
        ];
        assert_eq!(entries(&bytes), expected.map(|(path, entry)| (path.to_owned(), entry)).into());
    }
}
