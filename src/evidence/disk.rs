//! A project that lives in a folder. Everything is opened beneath a handle of that folder, so the kernel itself refuses what leads out.

use std::ffi::OsStr;
use std::io::{self, Read};
#[cfg(unix)]
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};
use ignore::gitignore::Gitignore;
use ignore::{DirEntry, WalkBuilder};

use super::files::{Contents, Files, Listed, Refusal};
use super::reach::Reach;

/// How much is read of a file that is over the limit: enough to tell what it is.
const HEAD_BYTES: u64 = 64 * 1024;

/// A folder on disk.
#[derive(Debug)]
pub struct Disk {
    folder: Dir,
    root: PathBuf,
    prefix: String,
}

impl Disk {
    /// Opens the folder `root`. Its files are shown to the user as `prefix` and their path.
    ///
    /// # Errors
    ///
    /// When the folder cannot be opened.
    pub fn open(root: &Path, prefix: impl Into<String>) -> io::Result<Self> {
        let folder = Dir::open_ambient_dir(root, ambient_authority())?;
        Ok(Self { folder, root: root.to_owned(), prefix: prefix.into() })
    }

    /// Where the folder lies.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    fn refusal(&self, path: &str, error: &io::Error) -> Refusal {
        match error.kind() {
            // cap-std makes the error of an escape itself; the operating system's own have a number.
            io::ErrorKind::PermissionDenied if error.raw_os_error().is_none() => Refusal::Outside,
            io::ErrorKind::PermissionDenied => Refusal::Denied,
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                let link = self.folder.symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
                if link { Refusal::Dangling } else { Refusal::Missing }
            }
            io::ErrorKind::IsADirectory => Refusal::Folder,
            _ => Refusal::Failed(error.to_string()),
        }
    }
}

/// Whether the user keeps rules of what git ignores everywhere. Most do not, and asking takes longer than walking a small project.
fn has_global_rules() -> bool {
    static HAS: OnceLock<bool> = OnceLock::new();
    *HAS.get_or_init(|| !Gitignore::global().0.is_empty())
}

/// Read only, and without waiting for the other end of a pipe.
fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use cap_std::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    options
}

impl Files for Disk {
    fn read(&self, path: &str, limit: u64) -> Result<Contents, Refusal> {
        let refuse = |error: io::Error| self.refusal(path, &error);
        let mut file = self.folder.open_with(path, &options()).map_err(refuse)?;
        let metadata = file.metadata().map_err(refuse)?;
        if metadata.is_dir() {
            return Err(Refusal::Folder);
        }
        if !metadata.is_file() {
            return Err(Refusal::Special);
        }
        let size = metadata.len();
        let wanted = if size > limit { HEAD_BYTES.min(limit) } else { size };
        let mut bytes = Vec::with_capacity(usize::try_from(wanted).unwrap_or_default());
        // A file that grows meanwhile is still read only up to what was promised.
        file.by_ref().take(wanted).read_to_end(&mut bytes).map_err(refuse)?;
        let size = if size > limit { size } else { bytes.len() as u64 };
        Ok(Contents { bytes, size })
    }

    fn list(&self, folder: &str) -> Vec<Listed> {
        let Ok(entries) = self.folder.read_dir(if folder.is_empty() { "." } else { folder }) else {
            return Vec::new();
        };
        let mut listed: Vec<_> = entries
            .filter_map(Result::ok)
            .filter_map(|entry| {
                let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
                let name = entry.file_name().into_string().ok().filter(|name| !name.starts_with(UNFINISHED));
                name.map(|name| Listed { name, is_folder })
            })
            .collect();
        listed.sort();
        listed
    }

    fn walk(&self) -> Vec<String> {
        self.walk_to(&Reach::everywhere())
    }

    fn walk_to(&self, reach: &Reach) -> Vec<String> {
        let (root, reach) = (self.root.clone(), reach.clone());
        let is_reached = move |entry: &DirEntry| {
            // A folder whose path is no text holds no file whose path is one.
            let is_folder = entry.depth() > 0 && entry.file_type().is_some_and(|kind| kind.is_dir());
            !is_folder || below(&root, entry.path()).is_some_and(|folder| reach.enters(&folder))
        };
        let walk = WalkBuilder::new(&self.root)
            .hidden(false)
            .ignore(false)
            .require_git(false)
            .git_global(has_global_rules())
            .filter_entry(move |entry| {
                entry.file_name() != ".git" && !is_unfinished(entry.file_name()) && is_reached(entry)
            })
            .build();
        let mut paths: Vec<_> = walk
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_some_and(|kind| !kind.is_dir()))
            .filter_map(|entry| below(&self.root, entry.path()))
            .collect();
        paths.sort();
        paths
    }

    fn display(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    fn real(&self, path: &str) -> Option<String> {
        if !self.folder.symlink_metadata(path).ok()?.is_symlink() {
            return Some(path.to_owned());
        }
        slashed(&self.folder.canonicalize(path).ok()?)
    }
}

/// What the name of a file begins with that guiju has not finished writing: a result is not evidence of itself.
pub(crate) const UNFINISHED: &str = ".guiju-new-";

fn is_unfinished(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(UNFINISHED))
}

/// What was walked to, as seen from the root; `None` when it is not UTF-8.
#[cfg(unix)]
fn below(root: &Path, path: &Path) -> Option<String> {
    // The path is that of the root as it was given, and what lies below it: nothing of it need be worked out.
    let below = path.as_os_str().as_bytes().strip_prefix(root.as_os_str().as_bytes())?;
    let below = str::from_utf8(below).ok()?;
    Some(below.strip_prefix('/').unwrap_or(below).to_owned())
}

/// What was walked to, as seen from the root; `None` when it is not UTF-8.
#[cfg(not(unix))]
fn below(root: &Path, path: &Path) -> Option<String> {
    path.strip_prefix(root).ok().and_then(slashed)
}

/// A relative path with `/`; `None` when it is not UTF-8.
pub(crate) fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<_>> = path.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn project() -> (tempfile::TempDir, Disk) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("project");
        fs::create_dir_all(root.join("docs")).unwrap();
        fs::write(root.join("docs/a.md"), "inside").unwrap();
        fs::write(folder.path().join("secret.md"), "outside").unwrap();
        let disk = Disk::open(&root, "p/").unwrap();
        (folder, disk)
    }

    #[test]
    fn reads_what_is_inside_and_only_that() {
        let (_folder, disk) = project();
        assert_eq!(disk.read("docs/a.md", 100).unwrap().bytes, b"inside");
        for (path, refusal) in [
            ("../secret.md", Refusal::Outside),
            ("/etc/passwd", Refusal::Outside),
            ("docs", Refusal::Folder),
            ("b.md", Refusal::Missing),
            ("docs/a.md/b", Refusal::Missing),
        ] {
            assert_eq!(disk.read(path, 100), Err(refusal), "{path}");
        }
        assert_eq!(disk.display("docs/a.md"), "p/docs/a.md");
        assert_eq!(disk.walk(), ["docs/a.md"]);
    }

    #[test]
    fn what_is_not_reached_is_not_looked_into_and_all_else_is_found() {
        let (folder, disk) = project();
        let root = folder.path().join("project");
        for path in ["README.md", "docs/deep/b.md", "src/c.md", "app/docs/d.md", "app/docs/ignored.md", "app/src/e.md"]
        {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), "").unwrap();
        }
        fs::write(root.join("app/.gitignore"), "ignored.md\n").unwrap();
        for (globs, from, expected) in [
            (&["*.md"][..], "", &["README.md"][..]),
            (&["docs/*.md"], "", &["README.md", "docs/a.md"]),
            (&["docs/*.md"], "app", &["README.md", "app/.gitignore", "app/docs/d.md", "docs/a.md"]),
        ] {
            let reach = Reach::of(globs.iter().copied()).from(from);
            assert_eq!(disk.walk_to(&reach), expected, "{globs:?} {from}");
            assert!(disk.walk().into_iter().filter(|path| reach.holds(path)).eq(disk.walk_to(&reach)));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_inside_and_refused_outside() {
        use std::os::unix::fs::symlink;

        let (folder, disk) = project();
        let root = folder.path().join("project");
        symlink("docs/a.md", root.join("in.md")).unwrap();
        symlink("../secret.md", root.join("out.md")).unwrap();
        symlink(folder.path().join("secret.md"), root.join("absolute.md")).unwrap();
        symlink("..", root.join("up")).unwrap();
        symlink("gone.md", root.join("nowhere.md")).unwrap();
        symlink("loop.md", root.join("loop.md")).unwrap();
        assert_eq!(disk.read("in.md", 100).unwrap().bytes, b"inside");
        for (path, refusal) in [
            ("out.md", Refusal::Outside),
            ("absolute.md", Refusal::Outside),
            ("up/secret.md", Refusal::Outside),
            ("nowhere.md", Refusal::Dangling),
        ] {
            assert_eq!(disk.read(path, 100), Err(refusal), "{path}");
        }
        assert!(disk.read("loop.md", 100).is_err());
        let real: Vec<_> =
            ["docs/a.md", "in.md", "out.md", "up", "nowhere.md", "loop.md"].map(|path| disk.real(path)).into();
        let inside = Some("docs/a.md".to_owned());
        assert_eq!(real, [inside.clone(), inside, None, None, None, None]);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_refused_at_once() {
        let (folder, disk) = project();
        let pipe = folder.path().join("project/pipe.md");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0).unwrap();
        assert_eq!(disk.read("pipe.md", 100), Err(Refusal::Special));
    }

    #[test]
    fn a_file_over_the_limit_is_read_only_at_its_head() {
        let (folder, disk) = project();
        let file = fs::File::create(folder.path().join("project/zeros.bin")).unwrap();
        file.set_len(1 << 30).unwrap();
        let contents = disk.read("zeros.bin", 1 << 20).unwrap();
        assert_eq!((contents.size, contents.bytes.len() as u64), (1 << 30, HEAD_BYTES));
    }
}
