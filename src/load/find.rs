//! The manifests at and below paths. Of each no more is kept than the path of its folder, one behind the other in a single text: a hundred
//! thousand of them take a few MiB.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::path::{Path, PathBuf, is_separator};
use std::sync::{Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder, WalkState};

use crate::error::os_reason;
use crate::locale::{Text, text};
use crate::manifest::{MANIFEST, MANIFESTS};

/// Manifests in path order, each once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Manifests {
    folders: String,
    /// Where the path of each folder begins and ends.
    spans: Vec<[u32; 2]>,
    /// Manifests of another name, or in a folder whose path is no text.
    others: Vec<PathBuf>,
}

impl Manifests {
    /// One alone.
    pub(crate) fn one(path: &Path) -> Self {
        let mut one = Self::default();
        one.push(path);
        one
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.spans.len() + self.others.len()
    }

    /// Each of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = PathBuf> {
        let mut named = self.spans.iter().map(|span| Path::new(self.folder(span)).join(MANIFEST)).peekable();
        let mut others = self.others.iter().cloned().peekable();
        std::iter::from_fn(move || match (named.peek(), others.peek()) {
            (Some(one), Some(other)) if other < one => others.next(),
            (Some(_), _) => named.next(),
            (None, _) => others.next(),
        })
    }

    fn folder(&self, [start, end]: &[u32; 2]) -> &str {
        let span = usize::try_from(*start).ok().zip(usize::try_from(*end).ok());
        span.and_then(|(start, end)| self.folders.get(start..end)).unwrap_or_default()
    }

    fn push(&mut self, path: &Path) {
        // A path without a leading `./`, which says nothing to a reader.
        let path = path.strip_prefix("./").unwrap_or(path);
        let folder =
            path.parent().and_then(Path::to_str).filter(|_| path.file_name().is_some_and(|own| own == MANIFEST));
        let start = u32::try_from(self.folders.len()).ok();
        let span = folder
            .zip(start)
            .and_then(|(folder, start)| Some((folder, [start, start.checked_add(u32::try_from(folder.len()).ok()?)?])));
        match span {
            None => self.others.push(path.to_owned()),
            Some((folder, span)) => {
                self.folders.push_str(folder);
                self.spans.push(span);
            }
        }
    }

    /// Takes those of another as well.
    fn extend(&mut self, other: &Self) {
        other.iter().for_each(|path| self.push(&path));
    }

    /// Without those beside which another one stands: that there are two is told of the one that is left.
    fn once_a_folder(mut self) -> Self {
        if self.others.is_empty() {
            return self;
        }
        let all: HashSet<PathBuf> = self.iter().collect();
        let is_first = |path: &PathBuf| {
            let rank = MANIFESTS.iter().position(|name| path.file_name().is_some_and(|own| own == *name));
            let earlier = MANIFESTS.iter().take(rank.unwrap_or_default());
            !earlier.into_iter().any(|name| all.contains(&path.with_file_name(name)))
        };
        self.others.retain(is_first);
        self
    }

    /// Puts them in path order, each once.
    fn settle(&mut self) {
        let mut spans = std::mem::take(&mut self.spans);
        spans.sort_unstable_by(|one, other| by_path(self.folder(one), self.folder(other)));
        spans.dedup_by(|one, other| self.folder(one) == self.folder(other));
        spans.shrink_to_fit();
        self.spans = spans;
        self.others.sort();
        self.others.dedup();
    }
}

/// The order of the manifests in two folders.
fn by_path(one: &str, other: &str) -> Ordering {
    parts(one).cmp(parts(other))
}

/// The parts of the path of the manifest in a folder.
fn parts(folder: &str) -> impl Iterator<Item = &str> {
    folder.split(is_separator).filter(|part| !part.is_empty()).chain([MANIFEST])
}

/// The manifests at or below the paths.
///
/// # Errors
///
/// A text for each path where there is none.
pub(crate) fn find(paths: &[PathBuf]) -> Result<Manifests, Vec<Text>> {
    let mut found = Manifests::default();
    let mut errors = Vec::new();
    for path in paths {
        let shown = path.display();
        match path.metadata() {
            Ok(metadata) if metadata.is_dir() => {
                let below = below(path);
                if below.len() == 0 {
                    errors.push(text!(
                        "no `{MANIFEST}`, or `.yaml` or `.json`, at or below `{shown}`",
                        "`{shown}` 及其子文件夹中没有 `{MANIFEST}`（或 `.yaml`、`.json`）"
                    ));
                }
                if found.len() == 0 { found = below } else { found.extend(&below) }
            }
            Ok(_) => found.push(path),
            Err(error) => {
                let Text { en, zh } = os_reason(&error);
                errors.push(text!("`{shown}`: {en}", "`{shown}`：{zh}"));
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    if paths.len() > 1 {
        // One manifest may be reached by several of the paths, each spelt its own way.
        found.settle();
        let (mut seen, mut once) = (HashSet::new(), Manifests::default());
        let mut is_new = |path: &PathBuf| path.canonicalize().map_or(true, |real| seen.insert(real));
        found.iter().filter(|path| is_new(path)).for_each(|path| once.push(&path));
        found = once;
    }
    found.settle();
    Ok(found)
}

/// Up to so many files and folders are walked without the help of other threads, whose start would take longer than they save.
const FEW: usize = 512;

fn below(folder: &Path) -> Manifests {
    // What one names is judged, even where git ignores it.
    let mut named = Manifests::default();
    let direct = MANIFESTS.map(|name| folder.join(name));
    direct.iter().filter(|path| path.is_file()).for_each(|path| named.push(path));
    let mut walk = WalkBuilder::new(folder);
    walk.hidden(false).ignore(false).filter_entry(|entry| entry.file_name() != ".git");
    let mut found = named.clone();
    let mut entries = walk.build();
    entries.by_ref().take(FEW).flatten().filter(is_manifest).for_each(|entry| found.push(entry.path()));
    let found = if entries.next().is_none() { found } else { below_many(&walk, named) };
    found.once_a_folder()
}

fn below_many(walk: &WalkBuilder, found: Manifests) -> Manifests {
    let found = Mutex::new(found);
    walk.build_parallel().run(|| {
        Box::new(|entry| {
            if let Some(entry) = entry.ok().filter(is_manifest) {
                found.lock().unwrap_or_else(PoisonError::into_inner).push(entry.path());
            }
            WalkState::Continue
        })
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn is_manifest(entry: &DirEntry) -> bool {
    MANIFESTS.iter().any(|name| entry.file_name() == *name) && entry.file_type().is_some_and(|kind| !kind.is_dir())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn manifests_come_in_path_order_each_once() {
        let around = tempfile::tempdir().unwrap();
        // `a-b` stands before `a/` as a text, and after it as a path; a manifest comes after what lies in folders beside it that sort first.
        let folders = ["a-b", "a/b", "a", "a/z", "", "模型", "a/b/c"];
        for folder in folders {
            fs::create_dir_all(around.path().join(folder)).unwrap();
            fs::write(around.path().join(folder).join(MANIFEST), "").unwrap();
        }
        fs::write(around.path().join("a/other.toml"), "").unwrap();
        // One of another syntax is found where it stands alone.
        fs::write(around.path().join("a/governance.yaml"), "").unwrap();
        fs::create_dir(around.path().join("c")).unwrap();
        fs::write(around.path().join("c/governance.yaml"), "").unwrap();
        fs::write(around.path().join("c/governance.json"), "").unwrap();
        let expected = |paths: &[&str]| paths.iter().map(|path| around.path().join(path)).collect::<Vec<_>>();
        let find = |paths: &[&str]| find(&expected(paths)).unwrap();
        let all = find(&[""]);
        let mut sorted: Vec<_> = folders.iter().map(|folder| around.path().join(folder).join(MANIFEST)).collect();
        sorted.push(around.path().join("c/governance.yaml"));
        sorted.sort();
        assert_eq!(all.iter().collect::<Vec<_>>(), sorted);
        assert_eq!(all.len(), folders.len() + 1);
        let some = find(&["a/other.toml", "a/b", "a/b/governance.toml", "a/b/c", "a-b", "a/other.toml"]);
        let paths = ["a/b/c/governance.toml", "a/b/governance.toml", "a/other.toml", "a-b/governance.toml"];
        assert_eq!(some.iter().collect::<Vec<_>>(), expected(&paths));
        assert_eq!(some.len(), 4);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_whose_name_is_no_text_is_found_as_well() {
        use std::os::unix::ffi::OsStrExt;

        let around = tempfile::tempdir().unwrap();
        for name in [&b"a"[..], b"b\xff", b"c"] {
            let folder = around.path().join(std::ffi::OsStr::from_bytes(name));
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join(MANIFEST), "").unwrap();
        }
        let found = find(&[around.path().to_owned()]).unwrap();
        let names = found.iter().map(|path| path.parent().unwrap().file_name().unwrap().as_bytes().to_owned());
        assert_eq!(names.collect::<Vec<_>>(), [&b"a"[..], b"b\xff", b"c"]);
    }
}
