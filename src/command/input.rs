//! Files of guiju's own that a run is given to read: a baseline, a report. What they say is for others.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::error::{Error, os_reason};
use crate::locale::{Text, text};

/// How many bytes are read: no run writes so large a file.
const LIMIT: u64 = 1 << 30;

/// The text of such a file.
pub(super) fn read(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(LIMIT).read_to_string(&mut text)?;
    Ok(text)
}

/// That such a file cannot be read.
pub(super) fn unread(shown: &str, error: &io::Error) -> Error {
    let Text { en, zh } = match error.kind() {
        io::ErrorKind::InvalidData => text!("it is not UTF-8", "不是 UTF-8 编码"),
        io::ErrorKind::IsADirectory => text!("it is a folder, not a file", "这是文件夹，不是文件"),
        _ => os_reason(error),
    };
    Error::Plain(text!("`{shown}` cannot be read: {en}", "`{shown}` 无法读取：{zh}"))
}
