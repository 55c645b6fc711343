//! `guiju check`: finds manifests, judges them side by side, and writes each report as soon as those before it are written.

use std::env;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use rayon::prelude::*;

use super::terminal::{Terminal, is_person, say};
use super::{BROKEN, FAILED, PASSED, with_packs, write};
use crate::args::Check;
use crate::error::{Error, os_reason};
use crate::evidence::{Disk, slashed};
use crate::judge::Judge;
use crate::load::{self, load};
use crate::locale::{Locale, Text, text};
use crate::render::{self, Format, Rest, Unjudged};
use crate::report::{PackReport, ProjectReport, Totals};

/// How many projects are judged before the first of them is written: memory does not grow with their number.
const BATCH: usize = 64;

/// Judges, writes, and gives the exit status.
pub(super) fn run(check: &Check, asked: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let today = check.as_of.map_or_else(today, Ok)?;
    let format = check.format.unwrap_or(if is_person() { Format::Pretty } else { Format::Plain });
    let mut judge = Judge::new(today).waivers(check.waivers).details(format == Format::Json);
    if let Some(glob) = &check.only {
        judge = judge.only(glob)?;
    }
    // The process ends with the run: taking the packs apart then would be work for nobody.
    let judge = ManuallyDrop::new(with_packs(judge, &check.packs)?);
    let manifests = load::find(&check.paths).map_err(joined)?;
    let view = terminal.view(check.quiet, today);
    let mut run = Run::default();
    write(&render::head(format, &view))?;
    let pool = if manifests.len() > 1 && check.jobs != 1 { Some(pool(check.jobs)?) } else { None };
    for batch in manifests.chunks(BATCH) {
        let told = |path: &PathBuf| {
            let report = judge_one(&judge, path)?;
            let text = render::project(format, &report, &view.of(&report, asked));
            Ok((report, text))
        };
        let judged: Vec<Result<_, Error>> = match &pool {
            Some(pool) => pool.install(|| batch.par_iter().map(told).collect()),
            None => batch.iter().map(told).collect(),
        };
        for (path, result) in batch.iter().zip(judged) {
            match result {
                Ok((report, text)) => {
                    let gap = if run.totals.projects == 0 { "" } else { render::between(format, &view) };
                    write(&format!("{gap}{text}"))?;
                    run.add(&report);
                }
                Err(error) => {
                    terminal.tell(&error, check.format);
                    run.unjudged.push(Unjudged {
                        manifest: load::shown(path),
                        reason: error.text(asked.unwrap_or(terminal.locale)),
                    });
                }
            }
        }
    }
    write(&render::tail(format, &run.totals, &Rest { packs: &run.packs, unjudged: &run.unjudged }, &view))?;
    Ok(run.end(check, terminal))
}

/// What has come of a run so far.
#[derive(Default)]
struct Run {
    totals: Totals,
    packs: Vec<PackReport>,
    /// The manifests that could not be judged.
    unjudged: Vec<Unjudged>,
}

impl Run {
    fn add(&mut self, report: &ProjectReport) {
        self.totals.add(report);
        for pack in &report.packs {
            if !self.packs.contains(pack) {
                self.packs.push(pack.clone());
            }
        }
    }

    /// The exit status, with one line on standard error that says why.
    fn end(&self, check: &Check, terminal: &Terminal) -> u8 {
        let failed = check.fail_on.is_some_and(|severity| self.totals.at_least(severity) > 0);
        let broken = self.unjudged.len();
        let (status, reason) = match (broken, self.totals.items) {
            (0, 0) => (BROKEN, render::reason(&self.totals, check.fail_on)),
            (0, _) => (if failed { FAILED } else { PASSED }, render::reason(&self.totals, check.fail_on)),
            _ => (BROKEN, text!("could not judge {broken} of the manifests", "有 {broken} 份清单无法评判")),
        };
        if status != PASSED || !check.quiet {
            say(&format!("guiju: {}", reason.get(terminal.locale)));
        }
        status
    }
}

/// Threads to judge projects side by side; 0 asks for one a core.
fn pool(jobs: usize) -> Result<rayon::ThreadPool, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    pool.map_err(|error| Error::Plain(text!("no threads: {error}", "无法创建线程：{error}")))
}

/// Judges the manifest at a path, with its folder as the root unless it widens that.
fn judge_one(judge: &Judge, path: &Path) -> Result<ProjectReport, Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let shown = load::shown(path);
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| Error::Plain(text!("`{shown}` is no file", "`{shown}` 不是文件")))?;
    let prefix = shown.strip_suffix(name).unwrap_or_default();
    let files = open(folder, prefix)?;
    let mut loaded = load(&files, name).map_err(Error::Manifest)?;
    match load::widening(&loaded.manifest, folder) {
        Ok(None) => judge.judge_loaded(&files, loaded),
        Ok(Some(wide)) => {
            let own = folder.canonicalize().ok().and_then(|own| own.strip_prefix(&wide).map(Path::to_owned).ok());
            let inner = own.as_deref().and_then(slashed).filter(|inner| !inner.is_empty());
            let inner = inner.map_or_else(|| name.to_owned(), |inner| format!("{inner}/{name}"));
            let around = shown.strip_suffix(&inner).map_or_else(|| format!("{}/", load::shown(&wide)), str::to_owned);
            judge.judge(&open(&wide, &around)?, &inner)
        }
        Err(finding) => {
            loaded.findings.push(finding);
            judge.judge_loaded(&files, loaded)
        }
    }
}

fn open(folder: &Path, prefix: &str) -> Result<Disk, Error> {
    Disk::open(folder, prefix).map_err(|error| {
        let (folder, Text { en, zh }) = (folder.display(), os_reason(&error));
        Error::Plain(text!("`{folder}` cannot be opened: {en}", "`{folder}` 无法打开：{zh}"))
    })
}

/// The day of judging when none is given: that of `SOURCE_DATE_EPOCH`, else the clock's, in UTC.
fn today() -> Result<Date, Error> {
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
