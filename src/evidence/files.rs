//! The seam through which every file is read. What a path means is decided here; what a file says is not.

use std::fmt;
use std::sync::Arc;

use super::reach::Reach;
use crate::locale::{Text, text};

/// A project's files: a folder on disk, an editor's unsaved texts, or a map in memory.
///
/// Paths are relative to the project's root and use `/`. An implementation never opens what lies outside the root, whatever `..`,
/// absolute path or symbolic link a path goes through.
pub trait Files: Sync {
    /// Reads a file: wholly where it has at most `limit` bytes, else only its first bytes.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] says why there is nothing to read.
    fn read(&self, path: &str, limit: u64) -> Result<Contents, Refusal>;

    /// What stands directly in a folder, sorted by name. Empty where there is no such folder.
    fn list(&self, folder: &str) -> Vec<Listed>;

    /// Every file that git does not ignore, sorted.
    fn walk(&self) -> Vec<String>;

    /// Of those the files that stand where a check can reach them. What it does not reach need not be looked into.
    fn walk_to(&self, reach: &Reach) -> Vec<String> {
        let mut paths = self.walk();
        paths.retain(|path| reach.holds(path));
        paths
    }

    /// How a path of this project is shown to the user.
    fn display(&self, path: &str) -> String {
        path.to_owned()
    }

    /// The path of what stands at a path: another one where that is a link. None where it leads nowhere, or out of the project.
    fn real(&self, path: &str) -> Option<String> {
        Some(path.to_owned())
    }
}

/// Files that several may hold.
impl<F: Files + Send + ?Sized> Files for Arc<F> {
    fn read(&self, path: &str, limit: u64) -> Result<Contents, Refusal> {
        (**self).read(path, limit)
    }

    fn list(&self, folder: &str) -> Vec<Listed> {
        (**self).list(folder)
    }

    fn walk(&self) -> Vec<String> {
        (**self).walk()
    }

    fn walk_to(&self, reach: &Reach) -> Vec<String> {
        (**self).walk_to(reach)
    }

    fn display(&self, path: &str) -> String {
        (**self).display(path)
    }

    fn real(&self, path: &str) -> Option<String> {
        (**self).real(path)
    }
}

/// What was read of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The bytes: all of them when there are `size`, else the first.
    pub bytes: Vec<u8>,
    /// How many bytes the file has.
    pub size: u64,
}

impl Contents {
    /// Whether all of the file was read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.bytes.len() as u64 == self.size
    }
}

/// An entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// Its name, without the folder's.
    pub name: String,
    /// Whether it is a folder itself. A link is none.
    pub is_folder: bool,
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing stands there.
    Missing,
    /// A symbolic link stands there, and it leads nowhere.
    Dangling,
    /// The path leads out of the project. It was not opened.
    Outside,
    /// A folder.
    Folder,
    /// A pipe, a socket or a device.
    Special,
    /// The file may not be read by this user.
    Denied,
    /// The operating system says why.
    Failed(String),
}

impl Refusal {
    /// The reason in the reader's language, to follow a path and a colon.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Missing => text!("there is no such file", "没有这个文件"),
            Self::Dangling => text!("it is a link that leads nowhere", "这是一个指向不存在目标的链接"),
            Self::Outside => text!("it lies outside the project", "它在项目之外"),
            Self::Folder => text!("it is a folder, not a file", "这是文件夹，不是文件"),
            Self::Special => {
                text!("it is a pipe, a socket or a device, not a file", "这是管道、套接字或设备，不是普通文件")
            }
            Self::Denied => text!("reading it is not permitted", "没有读取权限"),
            Self::Failed(why) => text!("it cannot be read ({why})", "无法读取（{why}）"),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for Refusal {}

/// A path from the root as globs of a manifest in `folder` see it: from there where it lies below.
pub(super) fn local<'p>(folder: &str, path: &'p str) -> &'p str {
    let below = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
    below.filter(|_| !folder.is_empty()).unwrap_or(path)
}

/// `path` as seen from `folder`, with `.` and `..` worked out; `None` when it is absolute or leaves the root.
pub(crate) fn resolve(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') || path.contains(['\\', '\0']) || has_drive(path) {
        return None;
    }
    worked_out(folder.split('/').chain(path.split('/')))
}

/// A path from the root, with `.` and `..` worked out; `None` when it is absolute or leaves the root. Unlike [`resolve`] it takes a name
/// that another system would read as something else: such a file may be there.
pub(crate) fn settled(path: &str) -> Option<String> {
    if path.starts_with('/') { None } else { worked_out(path.split('/')) }
}

fn worked_out<'p>(all: impl Iterator<Item = &'p str>) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in all {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// `C:/x` is absolute on Windows and a strange name elsewhere: refused everywhere, so that a manifest means the same on both.
fn has_drive(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_worked_out_within_the_root_or_not_at_all() {
        for (folder, path, expected) in [
            ("", "docs/a.md", Some("docs/a.md")),
            ("", "./docs//a.md", Some("docs/a.md")),
            ("", "docs/../a.md", Some("a.md")),
            ("services/a", "../../README.md", Some("README.md")),
            ("services/a", "../../../README.md", None),
            ("", "../a.md", None),
            ("", "/etc/passwd", None),
            ("", "C:/a.md", None),
            ("", "docs\\a.md", None),
            ("", "a\0b", None),
        ] {
            assert_eq!(resolve(folder, path).as_deref(), expected, "{folder} + {path}");
        }
    }

    #[test]
    fn a_name_of_another_system_is_one_all_the_same() {
        for (path, expected) in
            [("docs\\a.md", Some("docs\\a.md")), ("C:/./a.md", Some("C:/a.md")), ("a/../../b", None), ("/a", None)]
        {
            assert_eq!(settled(path).as_deref(), expected, "{path}");
        }
    }
}
