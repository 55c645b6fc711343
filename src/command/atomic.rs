//! Writing a file as a whole or not at all: beside its place first, then moved there at once. A device or a pipe has no such place and is
//! written as it goes. What stands in the file is the verb's.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::error::{Error, os_reason};
use crate::evidence::UNFINISHED;
use crate::locale::{Text, text};
use crate::manifest::OWN_FILES;

/// How many names are tried for the file that is written first.
const TRIES: u32 = 100;

/// A file that is being written. Dropped before it is finished, it leaves nothing behind.
pub(super) struct Pending {
    shown: String,
    out: BufWriter<File>,
    /// Where it is written, and where it is to stand; none where it is written in its place.
    moves: Option<(PathBuf, PathBuf)>,
}

impl Pending {
    /// Begins a file, and finds out whether it can be written at all.
    ///
    /// # Errors
    ///
    /// When there is no such folder, a folder stands in the place, or it is not permitted; what stands there stays.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let shown = path.display().to_string();
        let (out, moves) = begin(path).map_err(|why| refused(&shown, &why))?;
        Ok(Self { shown, out: BufWriter::new(out), moves })
    }

    /// Where it is to stand.
    pub(super) fn place(&self) -> Option<&Path> {
        self.moves.as_ref().map(|(_, place)| place.as_path())
    }

    /// Writes some more of it.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Error> {
        self.out.write_all(text.as_bytes()).map_err(|error| refused(&self.shown, &os_reason(&error)))
    }

    /// Makes sure that all of it is written, though not yet in its place.
    pub(super) fn flush(&mut self) -> Result<(), Error> {
        self.out.flush().map_err(|error| refused(&self.shown, &os_reason(&error)))
    }

    /// Puts it in its place.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        self.flush()?;
        if let Some((beside, place)) = &self.moves {
            fs::rename(beside, place).map_err(|error| refused(&self.shown, &os_reason(&error)))?;
            self.moves = None;
        }
        Ok(())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some((beside, _)) = &self.moves {
            // That it does not go away is nothing to add to what went wrong.
            let _ = fs::remove_file(beside);
        }
    }
}

/// Appends to a file that others append to as well, on a line of its own.
pub(super) fn append(path: &Path, text: &str) -> Result<(), Error> {
    let ends_in_line = |path: &Path| fs::read(path).map(|old| old.last().is_none_or(|last| *last == b'\n'));
    let appended = OpenOptions::new().append(true).create(true).open(path).and_then(|mut file| {
        let gap = if ends_in_line(path)? { "" } else { "\n" };
        file.write_all(format!("{gap}{text}").as_bytes())
    });
    appended.map_err(|error| refused(&path.display().to_string(), &os_reason(&error)))
}

/// Puts a text in the place of a file of the project's own. What stands there may be a link that somebody made: it is replaced, never
/// followed.
///
/// # Errors
///
/// When it cannot be written; the old file stays whole.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Error> {
    let shown = path.display().to_string();
    let told = |error: io::Error| refused(&shown, &os_reason(&error));
    let (mut file, beside) = make_beside(folder_of(path)).map_err(told)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).and_then(|()| {
        if let Some(old) = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file) {
            file.set_permissions(old.permissions())?;
        }
        fs::rename(&beside, path)
    });
    written.map_err(|error| {
        // That it does not go away is nothing to add to what went wrong.
        let _ = fs::remove_file(&beside);
        told(error)
    })
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn refused(shown: &str, why: &Text) -> Error {
    let Text { en, zh } = why;
    Error::Plain(text!("`{shown}` cannot be written: {en}", "无法写入 `{shown}`：{zh}"))
}

/// The file to write to, and where it is moved from and to.
fn begin(path: &Path) -> Result<(File, Option<(PathBuf, PathBuf)>), Text> {
    let reason = |error: io::Error| os_reason(&error);
    let name = path.file_name().and_then(|name| name.to_str());
    if name.is_some_and(|name| OWN_FILES.contains(&name)) {
        return Err(text!("guiju reads the file of this name", "guiju 要读取这个名称的文件"));
    }
    let (old, place) = match fs::metadata(path) {
        Ok(old) if old.is_dir() => return Err(text!("it is a folder", "它是文件夹")),
        Ok(old) => {
            // Opening shows whether it may be written, and writes nothing.
            let opened = OpenOptions::new().write(true).open(path).map_err(reason)?;
            if !old.is_file() {
                return Ok((opened, None));
            }
            // A link stays one: the file at its end is put in place anew.
            (Some(old), path.canonicalize().map_err(reason)?)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => (None, path.to_owned()),
        Err(error) => return Err(reason(error)),
    };
    if place.file_name().is_none() {
        return Err(text!("it names no file", "这不是文件名"));
    }
    let parent = folder_of(&place);
    if !parent.exists() {
        let parent = parent.display();
        return Err(text!("there is no folder `{parent}`", "没有文件夹 `{parent}`"));
    }
    let (file, beside) = make_beside(parent).map_err(reason)?;
    let moves = (beside, place);
    if let Some(old) = old.filter(|_| cfg!(unix)) {
        // Where that is refused the file is the writer's own, as a new one would be.
        let _ = file.set_permissions(old.permissions());
    }
    Ok((file, Some(moves)))
}

/// A new file in a folder.
fn make_beside(folder: &Path) -> io::Result<(File, PathBuf)> {
    // A name that this process has taken is not tried again: a run that writes twelve files would ask for most of them in vain.
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let mut error = io::Error::from(io::ErrorKind::AlreadyExists);
    for _ in 0..TRIES {
        let at = NEXT.fetch_add(1, Ordering::Relaxed);
        let beside = folder.join(format!("{UNFINISHED}{}-{at}", std::process::id()));
        match File::create_new(&beside) {
            Ok(file) => return Ok((file, beside)),
            Err(told) if told.kind() == io::ErrorKind::AlreadyExists => error = told,
            Err(told) => return Err(told),
        }
    }
    Err(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_there_whole_or_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("governance.lock");
        replace(&path, "one").unwrap();
        replace(&path, "two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert!(replace(&folder.path().join("nowhere/governance.lock"), "x").is_err());
        let taken = folder.path().join("taken");
        fs::create_dir_all(taken.join("inside")).unwrap();
        assert!(replace(&taken, "x").is_err() && taken.join("inside").is_dir());
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left.len(), 2, "{left:?}");
    }
}
