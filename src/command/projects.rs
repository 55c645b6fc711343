//! The projects that a verb is about: their manifests, the day, and each judged by itself. What is made of a report is the verb's.

use std::env;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::terminal::Terminal;
use crate::error::{Error, os_reason};
use crate::evidence::{Disk, Files, Overlay, Seen, Texts, Watched, slashed};
use crate::finding::Finding;
use crate::judge::{Judge, Judged};
use crate::load::{self, MANIFEST_LIMIT, Manifests, load};
use crate::locale::{Text, text};
use crate::lsp::Unsaved;
use crate::manifest::{MANIFESTS, Manifest};

/// The manifests at the paths, or below them.
pub(super) fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    find_many(paths).map(|found| found.iter().collect())
}

/// The same, where there may be very many.
pub(super) fn find_many(paths: &[PathBuf]) -> Result<Manifests, Error> {
    load::find(paths).map_err(joined)
}

/// The one manifest at a path, or the only one below it, for a verb that is told the path with `--in`.
pub(super) fn find_one(path: &Path) -> Result<PathBuf, Error> {
    find_only(path, &text!("name the one that is meant with `--in PATH`", "请用 `--in 路径` 指明是哪一份"))
}

/// The same; where there are several, what to do about it is told.
pub(super) fn find_only(path: &Path, help: &Text) -> Result<PathBuf, Error> {
    let direct = MANIFESTS.map(|name| path.join(name));
    if let Some(direct) = direct.into_iter().find(|direct| direct.is_file()) {
        return Ok(direct.strip_prefix("./").map_or_else(|_| direct.clone(), Path::to_owned));
    }
    let mut found = find(&[path.to_owned()])?;
    match (found.pop(), found.len()) {
        (Some(only), 0) => Ok(only),
        (_, others) => {
            let (count, shown, Text { en, zh }) = (others + 1, path.display(), help);
            Err(Error::Plain(text!(
                "there are {count} manifests below `{shown}`; {en}",
                "`{shown}` 之下有 {count} 份清单；{zh}"
            )))
        }
    }
}

/// What `one` makes of each manifest at the paths, or below them, and whether all went well. What did not is told.
pub(super) fn each<T>(
    paths: &[PathBuf],
    terminal: &Terminal,
    mut one: impl FnMut(&Path) -> Result<T, Error>,
) -> Result<(Vec<T>, bool), Error> {
    let (mut made, mut fine) = (Vec::new(), true);
    for path in find(paths)? {
        match one(&path) {
            Ok(one) => made.push(one),
            Err(error) => {
                terminal.tell(&error, None);
                fine = false;
            }
        }
    }
    Ok((made, fine))
}

/// Judges the manifest at a path, with its folder as the root unless it widens that.
pub(super) fn judge_one(judge: &Judge, path: &Path) -> Result<Judged, Error> {
    judge_with(judge, path, &Around::default())
}

/// What a run brings along for its projects.
#[derive(Default)]
pub(super) struct Around {
    /// Texts that count rather than those on disk, by the paths of their files.
    pub(super) unsaved: Unsaved,
    /// Where to note what is looked at.
    pub(super) seen: Option<Arc<Seen>>,
}

/// Judges the manifest at a path, with what the run brings along.
pub(super) fn judge_with(judge: &Judge, path: &Path, around: &Around) -> Result<Judged, Error> {
    let own = Reach::own(path)?;
    let files = own.open(path, around)?;
    let mut loaded = load(&*files, &own.inner).map_err(Error::Manifest)?;
    match own.widened(path, &loaded.manifest) {
        Ok(None) => judge.judge_loaded(&*files, loaded),
        Ok(Some(wide)) => {
            let files = wide.open(path, around)?;
            judge.judge_loaded(&*files, load(&*files, &wide.inner).map_err(Error::Manifest)?)
        }
        Err(finding) => {
            loaded.findings.push(finding);
            judge.judge_loaded(&*files, loaded)
        }
    }
}

/// The files of the project whose manifest lies at a path, and the folder that it lies in from their root.
pub(super) fn files_of(path: &Path, manifest: &Manifest) -> Result<(Box<dyn Files>, String), Error> {
    let own = Reach::own(path)?;
    // Where its root cannot be widened, that was told already.
    let reach = own.widened(path, manifest).ok().flatten().unwrap_or(own);
    let folder = reach.inner.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    Ok((reach.open(path, &Around::default())?, folder))
}

/// How far a project reaches: the folder that is its root.
#[derive(Debug, Clone)]
pub(super) struct Reach {
    folder: PathBuf,
    /// What stands before a path of the project where it is shown.
    prefix: String,
    /// The manifest's path from the root.
    pub(super) inner: String,
}

impl Reach {
    /// The folder that a manifest lies in.
    pub(super) fn own(path: &Path) -> Result<Self, Error> {
        let shown = load::shown(path);
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.ok_or_else(|| Error::Plain(text!("`{shown}` is no file", "`{shown}` 不是文件")))?;
        let prefix = shown.strip_suffix(name).unwrap_or_default();
        Ok(Self { folder: folder_of(path).to_owned(), prefix: prefix.to_owned(), inner: name.to_owned() })
    }

    /// How far the manifest widens that, if it does.
    pub(super) fn widened(&self, path: &Path, manifest: &Manifest) -> Result<Option<Self>, Finding> {
        let Some(wide) = load::widening(manifest, &self.folder)? else { return Ok(None) };
        let own = self.folder.canonicalize().ok().and_then(|own| own.strip_prefix(&wide).map(Path::to_owned).ok());
        let inner = own.as_deref().and_then(slashed).filter(|inner| !inner.is_empty());
        let inner = inner.map_or_else(|| self.inner.clone(), |inner| format!("{inner}/{}", self.inner));
        let shown = load::shown(path);
        let prefix = shown.strip_suffix(&inner).map_or_else(|| format!("{}/", load::shown(&wide)), str::to_owned);
        Ok(Some(Self { folder: wide, prefix, inner }))
    }

    /// How far the project whose manifest lies at `path` reaches in the end.
    ///
    /// # Errors
    ///
    /// When the manifest cannot be read, or widens its root to where it may not.
    pub(super) fn whole(path: &Path) -> Result<Self, Error> {
        let own = Self::own(path)?;
        let loaded = load(&*own.open(path, &Around::default())?, &own.inner).map_err(Error::Manifest)?;
        match own.widened(path, &loaded.manifest) {
            Ok(wide) => Ok(wide.unwrap_or(own)),
            Err(finding) => Err(Error::Manifest(vec![finding])),
        }
    }

    /// The folder that is the project's root.
    pub(super) fn root(&self) -> &Path {
        &self.folder
    }

    /// The files of the project whose manifest lies at `path`, with the texts that are not saved.
    pub(super) fn open(&self, path: &Path, around: &Around) -> Result<Box<dyn Files>, Error> {
        let disk = Disk::open(&self.folder, self.prefix.as_str()).map_err(|error| {
            let (folder, Text { en, zh }) = (self.folder.display(), os_reason(&error));
            Error::Plain(text!("`{folder}` cannot be opened: {en}", "`{folder}` 无法打开：{zh}"))
        })?;
        let texts = around.texts(&self.folder, Some((path, &self.inner)));
        Ok(match (&around.seen, texts.is_empty()) {
            (None, true) => Box::new(disk),
            (None, false) => Box::new(Overlay::new(disk, texts)),
            (Some(seen), true) => Box::new(Watched::new(disk, seen)),
            (Some(seen), false) => Box::new(Overlay::new(Watched::new(disk, seen), texts)),
        })
    }
}

impl Around {
    /// The texts whose files lie in a folder, by their paths from there; that of one file is known.
    pub(super) fn texts(&self, folder: &Path, known: Option<(&Path, &str)>) -> Texts {
        let inside = |path: &Path| {
            if let Some((_, inner)) = known.filter(|(known, _)| *known == path) {
                return Some(inner.to_owned());
            }
            if let Ok(inner) = path.strip_prefix(folder) {
                return slashed(inner);
            }
            let real = folder_of(path).canonicalize().ok()?.join(path.file_name()?);
            slashed(real.strip_prefix(folder.canonicalize().ok()?).ok()?)
        };
        let texts = self.unsaved.iter();
        texts.filter_map(|(path, text)| Some((inside(path)?, Arc::clone(text)))).collect()
    }
}

/// The text of a manifest from standard input: no more of it than shows that it is too long.
pub(super) fn piped() -> Result<Vec<u8>, Error> {
    let mut text = Vec::new();
    io::stdin().lock().take(MANIFEST_LIMIT + 1).read_to_end(&mut text).map_err(|error| {
        let Text { en, zh } = os_reason(&error);
        Error::Plain(text!("standard input cannot be read: {en}", "无法读取标准输入：{zh}"))
    })?;
    Ok(text)
}

/// The folder that a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The day of judging when none is given: that of `SOURCE_DATE_EPOCH`, else the clock's, in UTC.
pub(super) fn today() -> Result<Date, Error> {
    let now = match env::var("SOURCE_DATE_EPOCH") {
        Ok(epoch) => {
            let seconds = epoch.trim().parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
            seconds.ok_or_else(|| {
                Error::Plain(text!(
                    "SOURCE_DATE_EPOCH is `{epoch}`, no number of seconds",
                    "SOURCE_DATE_EPOCH 的值 `{epoch}` 不是秒数"
                ))
            })?
        }
        Err(_) => Timestamp::now(),
    };
    Ok(Offset::UTC.to_datetime(now).date())
}

fn joined(errors: Vec<Text>) -> Error {
    let (en, zh): (Vec<_>, Vec<_>) = errors.into_iter().map(|error| (error.en, error.zh)).unzip();
    Error::Plain(Text { en: en.join("; "), zh: zh.join("；") })
}
