//! Writing a new folder, as a whole or not at all, and never over anything. What stands in its files is the verb's.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, os_reason};
use crate::locale::{Text, text};

/// How many names are tried for the folder that is written first.
const TRIES: u32 = 100;
/// How many of the names that stand in the way are told.
const TOLD: usize = 3;

/// Writes a folder with these files, by their paths in it. They are written beside it first, and then moved to their place at once.
///
/// # Errors
///
/// When anything stands there already, which is told, or the files cannot be written; then nothing is left behind.
pub(super) fn write_new(folder: &Path, files: &[(String, String)]) -> Result<(), Error> {
    free(folder, &text!("name a folder that is not there yet", "请指定一个尚不存在的文件夹"))?;
    put(folder, files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())), false)
}

/// Makes sure that a new folder may stand there.
///
/// # Errors
///
/// When it is no name for one, or anything stands there already; that and what to do about it is told.
pub(super) fn free(folder: &Path, help: &Text) -> Result<(), Error> {
    let shown = folder.display();
    if folder.file_name().is_none() || is_here(folder) {
        return Err(no_name(folder));
    }
    match in_the_way(folder).map_err(|error| refused(folder, &error))? {
        None => Ok(()),
        Some(Text { en, zh }) => {
            let (what, how) = (&help.en, &help.zh);
            Err(Error::Plain(text!("`{shown}` is not written: {en}; {what}", "未写入 `{shown}`：{zh}；{how}")))
        }
    }
}

/// Puts a folder with these files in its place, in the place of what stands there where it `replaces` that.
///
/// # Errors
///
/// When the files cannot be written; then nothing is left behind, and what stood there stands there still.
pub(super) fn put<'f>(
    folder: &Path,
    files: impl Iterator<Item = (&'f str, &'f [u8])>,
    replaces: bool,
) -> Result<(), Error> {
    let growing = Growing::begin(folder)?;
    for (path, bytes) in files {
        growing.write(path, bytes)?;
    }
    growing.finish(replaces)
}

/// A folder that is being written, beside its place. Dropped before it is finished, it leaves nothing behind.
pub(super) struct Growing<'p> {
    place: &'p Path,
    beside: PathBuf,
    is_finished: bool,
}

impl<'p> Growing<'p> {
    /// Begins one that is to stand at `place`.
    ///
    /// # Errors
    ///
    /// When nothing can be written beside that.
    pub(super) fn begin(place: &'p Path) -> Result<Self, Error> {
        let refuse = |error: io::Error| refused(place, &error);
        let name = place.file_name().ok_or_else(|| no_name(place))?;
        let parent = place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(parent).map_err(refuse)?;
        Ok(Self { place, beside: make_beside(parent, name).map_err(refuse)?, is_finished: false })
    }

    /// Writes a file of it, by its path in the folder. Several threads may do so at once.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        write_one(&self.beside.join(path), bytes).map_err(|error| refused(self.place, &error))
    }

    /// Moves it to its place, in the place of what stands there where it `replaces` that.
    pub(super) fn finish(mut self, replaces: bool) -> Result<(), Error> {
        let moved = if replaces { swap(&self.beside, self.place) } else { fs::rename(&self.beside, self.place) };
        moved.map_err(|error| refused(self.place, &error))?;
        self.is_finished = true;
        Ok(())
    }
}

impl Drop for Growing<'_> {
    fn drop(&mut self) {
        if !self.is_finished {
            // What could not be finished goes away again; that it does not is nothing to add.
            let _ = fs::remove_dir_all(&self.beside);
        }
    }
}

/// Puts a folder in the place of another, which goes away.
fn swap(new: &Path, old: &Path) -> io::Result<()> {
    let mut aside = new.as_os_str().to_owned();
    aside.push(".old");
    let aside = PathBuf::from(aside);
    fs::rename(old, &aside)?;
    if let Err(error) = fs::rename(new, old) {
        fs::rename(&aside, old)?;
        return Err(error);
    }
    // The new one stands whole: that the old one does not go away harms nothing that is read.
    let _ = fs::remove_dir_all(&aside);
    Ok(())
}

fn refused(folder: &Path, error: &io::Error) -> Error {
    let (shown, Text { en, zh }) = (folder.display(), os_reason(error));
    Error::Plain(text!("`{shown}` cannot be written: {en}", "无法写入 `{shown}`：{zh}"))
}

/// That a path names no folder that could be new.
pub(super) fn no_name(folder: &Path) -> Error {
    let shown = folder.display();
    Error::Plain(text!(
        "`{shown}` is no name for a new folder; write one, such as ./acme",
        "`{shown}` 不能作为新文件夹的名称；请写成 ./acme 的形式"
    ))
}

/// Whether a path leads to the folder that the command runs in, which cannot be put in place anew.
fn is_here(folder: &Path) -> bool {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    here.is_ok_and(|here| folder.canonicalize().is_ok_and(|folder| folder == here))
}

/// What stands at the place of a new folder; nothing, where it is empty or not there.
fn in_the_way(folder: &Path) -> io::Result<Option<Text>> {
    let kind = match folder.symlink_metadata() {
        Ok(metadata) => metadata.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if kind.is_symlink() {
        return Ok(Some(text!("a link stands there", "该处已有一个链接")));
    }
    if !kind.is_dir() {
        return Ok(Some(text!("a file stands there", "该处已有一个文件")));
    }
    let mut names = Vec::new();
    for entry in folder.read_dir()? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    if names.is_empty() {
        return Ok(None);
    }
    names.sort();
    let more = names.len().saturating_sub(TOLD);
    names.truncate(TOLD);
    let (en, zh) = (names.join("`, `"), names.join("`、`"));
    Ok(Some(match more {
        0 => text!("it holds `{en}`", "其中已有 `{zh}`"),
        more => text!("it holds `{en}` and {more} more", "其中已有 `{zh}` 等，另有 {more} 项"),
    }))
}

/// A new folder beside the place of another.
fn make_beside(parent: &Path, name: &std::ffi::OsStr) -> io::Result<PathBuf> {
    let mut error = io::Error::from(io::ErrorKind::AlreadyExists);
    for at in 0..TRIES {
        let mut beside = OsString::from(".");
        beside.push(name);
        beside.push(format!(".new-{}-{at}", std::process::id()));
        let beside = parent.join(beside);
        match fs::create_dir(&beside) {
            Ok(()) => return Ok(beside),
            Err(told) if told.kind() == io::ErrorKind::AlreadyExists => error = told,
            Err(told) => return Err(told),
        }
    }
    Err(error)
}

fn write_one(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    File::create_new(path)?.write_all(bytes)
}
