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
    let shown = folder.display();
    let refuse = |error: &io::Error| {
        let Text { en, zh } = os_reason(error);
        Error::Plain(text!("`{shown}` cannot be written: {en}", "无法写入 `{shown}`：{zh}"))
    };
    let Some(name) = folder.file_name().filter(|_| !is_here(folder)) else {
        return Err(no_name(folder));
    };
    if let Some(Text { en, zh }) = in_the_way(folder).map_err(|error| refuse(&error))? {
        return Err(Error::Plain(text!(
            "`{shown}` is not written: {en}; name a folder that is not there yet",
            "未写入 `{shown}`：{zh}；请指定一个尚不存在的文件夹"
        )));
    }
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|error| refuse(&error))?;
    let beside = make_beside(parent, name).map_err(|error| refuse(&error))?;
    let written = write_all(&beside, files).and_then(|()| fs::rename(&beside, folder));
    written.map_err(|error| {
        // What could not be finished goes away again; that it does not is nothing to add.
        let _ = fs::remove_dir_all(&beside);
        refuse(&error)
    })
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

fn write_all(folder: &Path, files: &[(String, String)]) -> io::Result<()> {
    for (path, text) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        File::create_new(path)?.write_all(text.as_bytes())?;
    }
    Ok(())
}
