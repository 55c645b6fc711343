//! Files written into a folder: each replaces its forerunner at once, and what stands in the way is told before the first is written. Only
//! files that begin with a mark are replaced or removed; below the folder no link is followed. What the files say is for others.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, os_reason};
use crate::locale::{Text, text};

/// How deep files of ours are looked for.
const DEEPEST: usize = 8;

/// What came of writing.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrote {
    /// How many files are new or changed.
    pub(super) written: usize,
    /// How many were removed that are no longer wanted.
    pub(super) removed: usize,
}

/// Makes the folder hold these files, by their path with `/`, and none but these that begin with one of the marks.
///
/// # Errors
///
/// When something stands in the way that does not begin with a mark, before anything is written; and when writing fails.
pub(super) fn write(out: &Path, files: &BTreeMap<String, String>, marks: &[&str]) -> Result<Wrote, Error> {
    if let Ok(found) = fs::metadata(out)
        && !found.is_dir()
    {
        return Err(in_the_way(out, &text!("it is no folder", "不是文件夹")));
    }
    let folder = Folder { out, marks };
    let mut changed = Vec::new();
    for (path, text) in files {
        if folder.before(path)?.as_deref() != Some(text.as_bytes()) {
            changed.push((path, text));
        }
    }
    let stale = folder.stale(files)?;
    for (path, text) in &changed {
        folder.put(path, text)?;
    }
    for path in &stale {
        fs::remove_file(path).map_err(|error| cannot(path, &error))?;
        // Folders that held nothing else go too; those that do stay.
        let mut above = path.parent();
        while let Some(parent) = above.filter(|parent| *parent != out && fs::remove_dir(parent).is_ok()) {
            above = parent.parent();
        }
    }
    Ok(Wrote { written: changed.len(), removed: stale.len() })
}

/// A folder that is written to.
struct Folder<'a> {
    out: &'a Path,
    marks: &'a [&'a str],
}

impl Folder<'_> {
    /// What stands at a path now; none where nothing does.
    fn before(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        let mut at = self.out.to_owned();
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            at.push(part);
            let found = match fs::symlink_metadata(&at) {
                Ok(found) => found,
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(cannot(&at, &error)),
            };
            let last = parts.peek().is_none();
            if found.is_symlink() {
                return Err(in_the_way(&at, &text!("it is a link", "是一个链接")));
            } else if last && !found.is_file() {
                return Err(in_the_way(&at, &text!("it is no file", "不是文件")));
            } else if !last && !found.is_dir() {
                return Err(in_the_way(&at, &text!("it is no folder", "不是文件夹")));
            }
        }
        let bytes = fs::read(&at).map_err(|error| cannot(&at, &error))?;
        if self.is_own(&bytes) {
            return Ok(Some(bytes));
        }
        Err(in_the_way(&at, &text!("guiju did not write it", "不是由 guiju 写的")))
    }

    fn is_own(&self, bytes: &[u8]) -> bool {
        self.marks.iter().any(|mark| bytes.starts_with(mark.as_bytes()))
    }

    /// The files that begin with a mark, in the folders that are written to, and are no longer among those wanted.
    fn stale(&self, files: &BTreeMap<String, String>) -> Result<Vec<PathBuf>, Error> {
        let mut tops: Vec<_> = files.keys().filter_map(|path| path.split_once('/')).map(|(top, _)| top).collect();
        tops.dedup();
        let wanted: Vec<_> = files.keys().map(|path| self.out.join(path)).collect();
        let mut found = Vec::new();
        for top in tops {
            self.search(&self.out.join(top), DEEPEST, &mut found)?;
        }
        found.retain(|path| !wanted.contains(path));
        found.sort();
        Ok(found)
    }

    fn search(&self, folder: &Path, deeper: usize, found: &mut Vec<PathBuf>) -> Result<(), Error> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(cannot(folder, &error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| cannot(folder, &error))?;
            let kind = entry.file_type().map_err(|error| cannot(&entry.path(), &error))?;
            if kind.is_dir() && deeper > 0 {
                self.search(&entry.path(), deeper - 1, found)?;
            } else if kind.is_file() && self.begins_with_mark(&entry.path()) {
                found.push(entry.path());
            }
        }
        Ok(())
    }

    /// A file that cannot be read is none of ours.
    fn begins_with_mark(&self, path: &Path) -> bool {
        let longest = self.marks.iter().map(|mark| mark.len()).max().unwrap_or_default();
        let mut start = Vec::new();
        let read = File::open(path).map(|file| file.take(longest as u64).read_to_end(&mut start));
        matches!(read, Ok(Ok(_))) && self.is_own(&start)
    }

    /// Writes one file beside its place, and moves it there.
    fn put(&self, path: &str, text: &str) -> Result<(), Error> {
        let at = self.out.join(path);
        let parent = at.parent().unwrap_or(self.out);
        fs::create_dir_all(parent).map_err(|error| cannot(parent, &error))?;
        let beside = at.with_extension(format!("{}.tmp", std::process::id()));
        let moved = written(&beside, text).and_then(|()| fs::rename(&beside, &at));
        moved.map_err(|error| {
            if error.kind() != ErrorKind::AlreadyExists {
                let _ = fs::remove_file(&beside);
            }
            cannot(&at, &error)
        })
    }
}

/// A new file, which is never one that stands there already.
fn written(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}

fn in_the_way(path: &Path, why: &Text) -> Error {
    let (path, en, zh) = (path.display(), &why.en, &why.zh);
    Error::Plain(text!(
        "`{path}` is in the way: {en}; nothing was written",
        "`{path}` 挡住了写入：{zh}；没有写入任何文件"
    ))
}

fn cannot(path: &Path, error: &io::Error) -> Error {
    let (path, Text { en, zh }) = (path.display(), os_reason(error));
    Error::Plain(text!("`{path}` cannot be written: {en}", "`{path}` 无法写入：{zh}"))
}
