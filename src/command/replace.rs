//! A file put in the place of another in one step: who reads it meanwhile, or finds it after a failure, has the old one whole or the
//! new one whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::error::{Error, os_reason};
use crate::locale::{Text, text};

/// Writes a text to a file beside the one that is meant, and then gives it that name.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Error> {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = path.with_file_name(name);
    let written = fill(&beside, path, text).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        // What is left of the attempt is of no use; that it stays is no second fault worth telling.
        let _ = fs::remove_file(&beside);
        let (shown, Text { en, zh }) = (path.display(), os_reason(&error));
        Error::Plain(text!("`{shown}` cannot be written: {en}", "无法写入 `{shown}`：{zh}"))
    })
}

fn fill(beside: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create_new(beside)?;
    if let Ok(old) = fs::metadata(path) {
        file.set_permissions(old.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()
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
