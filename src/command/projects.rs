//! The projects that a verb is about: their manifests, the day, and each judged by itself. What is made of a report is the verb's.

use std::env;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use crate::error::{Error, os_reason};
use crate::evidence::{Disk, Files, Overlay, Seen, Watched, slashed};
use crate::judge::{Judge, Judged};
use crate::load::{self, MANIFEST_LIMIT, Manifests, load};
use crate::locale::{Text, text};
use crate::manifest::{MANIFESTS, WAIVERS};

/// The manifests at the paths, or below them.
pub(super) fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    find_many(paths).map(|found| found.iter().collect())
}

/// The same, where there may be very many.
pub(super) fn find_many(paths: &[PathBuf]) -> Result<Manifests, Error> {
    load::find(paths).map_err(joined)
}

/// The one manifest at a path, or the only one below it.
pub(super) fn find_one(path: &Path) -> Result<PathBuf, Error> {
    let direct = MANIFESTS.map(|name| path.join(name));
    if let Some(direct) = direct.into_iter().find(|direct| direct.is_file()) {
        return Ok(direct.strip_prefix("./").map_or_else(|_| direct.clone(), Path::to_owned));
    }
    let mut found = find(&[path.to_owned()])?;
    match (found.pop(), found.len()) {
        (Some(only), 0) => Ok(only),
        (_, others) => {
            let (count, shown) = (others + 1, path.display());
            Err(Error::Plain(text!(
                "there are {count} manifests below `{shown}`; name the one that is meant with `--in PATH`",
                "`{shown}` 之下有 {count} 份清单；请用 `--in 路径` 指明是哪一份"
            )))
        }
    }
}

/// Judges the manifest at a path, with its folder as the root unless it widens that.
pub(super) fn judge_one(judge: &Judge, path: &Path) -> Result<Judged, Error> {
    judge_with(judge, path, &Around::default())
}

/// What a run brings along for its projects.
#[derive(Default)]
pub(super) struct Around {
    /// The text of the manifest, where another counts than the one on disk.
    pub(super) unsaved: Option<Vec<u8>>,
    /// That of the waivers beside it.
    pub(super) waivers: Option<Vec<u8>>,
    /// Where to note what is looked at.
    pub(super) seen: Option<Arc<Seen>>,
}

/// Judges the manifest at a path, with what the run brings along.
pub(super) fn judge_with(judge: &Judge, path: &Path, around: &Around) -> Result<Judged, Error> {
    let folder = folder_of(path);
    let shown = load::shown(path);
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| Error::Plain(text!("`{shown}` is no file", "`{shown}` 不是文件")))?;
    let prefix = shown.strip_suffix(name).unwrap_or_default();
    let files = open(folder, prefix, name, around)?;
    let mut loaded = load(&*files, name).map_err(Error::Manifest)?;
    match load::widening(&loaded.manifest, folder) {
        Ok(None) => judge.judge_loaded(&*files, loaded),
        Ok(Some(wide)) => {
            let own = folder.canonicalize().ok().and_then(|own| own.strip_prefix(&wide).map(Path::to_owned).ok());
            let inner = own.as_deref().and_then(slashed).filter(|inner| !inner.is_empty());
            let inner = inner.map_or_else(|| name.to_owned(), |inner| format!("{inner}/{name}"));
            let prefix = shown.strip_suffix(&inner).map_or_else(|| format!("{}/", load::shown(&wide)), str::to_owned);
            let files = open(&wide, &prefix, &inner, around)?;
            judge.judge_loaded(&*files, load(&*files, &inner).map_err(Error::Manifest)?)
        }
        Err(finding) => {
            loaded.findings.push(finding);
            judge.judge_loaded(&*files, loaded)
        }
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

/// The files of a folder, with the unsaved text at `path`, where there is one.
fn open<'t>(folder: &Path, prefix: &str, path: &str, around: &'t Around) -> Result<Box<dyn Files + 't>, Error> {
    let disk = Disk::open(folder, prefix).map_err(|error| {
        let (folder, Text { en, zh }) = (folder.display(), os_reason(&error));
        Error::Plain(text!("`{folder}` cannot be opened: {en}", "`{folder}` 无法打开：{zh}"))
    })?;
    let files: Box<dyn Files> = match &around.seen {
        None => Box::new(disk),
        Some(seen) => Box::new(Watched::new(disk, seen)),
    };
    if around.unsaved.is_none() && around.waivers.is_none() {
        return Ok(files);
    }
    let beside = path.rsplit_once('/').map_or_else(|| WAIVERS.to_owned(), |(folder, _)| format!("{folder}/{WAIVERS}"));
    let laid = |files: Box<dyn Files + 't>, path: &str, text: &'t Option<Vec<u8>>| -> Box<dyn Files + 't> {
        match text {
            None => files,
            Some(text) => Box::new(Overlay::new(files, path, text)),
        }
    };
    Ok(laid(laid(files, path, &around.unsaved), &beside, &around.waivers))
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
