//! A report on many projects: a page each and an index of them, in a folder that takes its place as a whole. Projects are judged side by side,
//! and each page is written as soon as it is made: only a line of each project is kept.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::super::check::pool;
use super::super::folder::{Growing, free};
use super::super::ordered::in_order;
use super::super::progress::Progress;
use super::super::terminal::{Terminal, say};
use super::super::{BROKEN, PASSED, with_packs};
use super::gather;
use crate::args::Report;
use crate::error::Error;
use crate::forecast::Window;
use crate::judge::Judge;
use crate::load;
use crate::locale::{Locale, Text, text};
use crate::portfolio::{Exception, Portfolio, assigned};
use crate::render::{View, index, one_line, page};
use crate::report::ProjectReport;

/// The index, by its path in the folder.
const INDEX: &str = "index.html";
/// The folder of the pages.
const PAGES: &str = "projects";
/// How a page leads back to the index.
const BACK: &str = "../index.html";
/// What every page of guiju has near its beginning.
const SIGN: &str = "<meta name=generator content=\"guiju ";
/// How many bytes of a page are looked through for that.
const HEAD: u64 = 4096;

/// What stays the same from project to project.
pub(super) struct Press<'r> {
    asked: &'r Report,
    window: Window,
    /// Judges for reasons.
    judge: Judge,
    /// Judges of later days, of which each project needs one for a while.
    later: Mutex<Vec<Judge>>,
    folder: Growing<'r>,
    view: View,
    locale: Option<Locale>,
}

/// Judges every project and writes the folder. What stands in it fails nothing, but for manifests that could not be judged.
pub(super) fn run(
    asked: &Report,
    found: &[PathBuf],
    window: Window,
    locale: Option<Locale>,
    terminal: &Terminal,
) -> Result<u8, Error> {
    let output = asked.output.as_deref().ok_or_else(|| nowhere(found))?;
    let replaces = place(output)?;
    let press = Press {
        asked,
        window,
        judge: with_packs(Judge::new(window.today).for_reasons(), &asked.packs)?,
        later: Mutex::default(),
        folder: Growing::begin(output)?,
        view: terminal.file_view(false, window.today),
        locale,
    };
    let portfolio = judge_all(&press, found, terminal)?;
    press.folder.write(INDEX, index(&portfolio, locale.unwrap_or(terminal.locale)).as_bytes())?;
    press.folder.finish(replaces)?;
    let (shown, count) = (one_line(&output.join(INDEX).display().to_string()), portfolio.entries.len());
    let written = match count {
        1 => text!("`{shown}` written, with the page of 1 project", "已写入 `{shown}`，附 1 个项目的页面"),
        _ => {
            text!("`{shown}` written, with the pages of {count} projects", "已写入 `{shown}`，附 {count} 个项目的页面")
        }
    };
    say(&format!("guiju: {}", written.get(terminal.locale)));
    match portfolio.unjudged.len() {
        0 => Ok(PASSED),
        broken => {
            let told = text!("could not judge {broken} of the manifests", "有 {broken} 份清单无法评判");
            say(&format!("guiju: {}", told.get(terminal.locale)));
            Ok(BROKEN)
        }
    }
}

fn judge_all(press: &Press<'_>, found: &[PathBuf], terminal: &Terminal) -> Result<Portfolio, Error> {
    let shown: Vec<_> = found.iter().map(|path| load::shown(path)).collect();
    let pages = assigned(&shown).into_iter().map(|name| format!("{PAGES}/{name}.html"));
    let mut portfolio = Portfolio::new(press.window.today);
    let mut progress = Progress::new(found.len(), false, terminal.locale);
    let make = |(path, page): (PathBuf, String)| {
        let made = press.page(&path, &page);
        (path, made, page)
    };
    progress.show();
    in_order(found.iter().cloned().zip(pages), Some(&pool(0)?), make, |(path, made, page)| {
        progress.clear();
        let left = match made {
            Ok(made) => {
                let (report, exceptions) = made?;
                portfolio.add(&report, exceptions, page);
                Some(report)
            }
            Err(error) => {
                terminal.tell(&error, None);
                let manifest = load::shown(&path);
                let why = reason(&error, &manifest);
                portfolio.unjudged.push((manifest, why));
                None
            }
        };
        progress.show();
        Ok(left)
    })?;
    progress.clear();
    portfolio.settle();
    Ok(portfolio)
}

/// The first reason why a manifest cannot be judged, and how many more there are.
fn reason(error: &Error, manifest: &str) -> Text {
    let Some((first, rest)) = error.findings().split_first() else {
        let [en, zh] = [Locale::En, Locale::Zh].map(|locale| error.text(locale));
        return Text { en, zh };
    };
    let (file, Text { en, zh }) = (first.place.source.name(), &first.message);
    let line = first.place.source.position(first.place.span.start).line;
    let told = if file == manifest {
        text!("line {line}: {en}", "第 {line} 行：{zh}")
    } else {
        text!("{file}:{line}: {en}", "{file}:{line}：{zh}")
    };
    let Text { en, zh } = told;
    match rest.len() {
        0 => Text { en, zh },
        more => text!("{en}; and {more} more", "{zh}；另有 {more} 处"),
    }
}

/// What the index takes from a project whose page was made; the inner error is of writing.
type Made = Result<(ProjectReport, Vec<Exception>), Error>;

impl Press<'_> {
    /// Judges a project and writes its page.
    fn page(&self, manifest: &Path, at: &str) -> Result<Made, Error> {
        let spare = self.later.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut later = spare.map_or_else(|| super::later(self.asked, self.window), Ok)?;
        let dossier = gather(&self.judge, &mut later, manifest, self.window)?;
        self.later.lock().unwrap_or_else(PoisonError::into_inner).push(later);
        let text = page(&dossier, &self.view.of(&dossier.judged.report, self.locale), Some(BACK));
        let exceptions = Exception::all(&dossier.judged, at);
        Ok(self.folder.write(at, text.as_bytes()).map(|()| (dossier.judged.report, exceptions)))
    }
}

/// Makes sure that the folder may stand there. Whether it takes the place of another that was written so.
fn place(output: &Path) -> Result<bool, Error> {
    if is_own(output).unwrap_or(false) {
        return Ok(true);
    }
    let help = text!(
        "name a folder that is not there yet; one that holds such a report and nothing else is replaced",
        "请指定一个尚不存在的文件夹；只有其中仅含此类报告的文件夹才会被替换"
    );
    free(output, &help).map(|()| false)
}

/// Whether a folder holds an index and pages of guiju, and nothing that somebody else put there.
fn is_own(folder: &Path) -> io::Result<bool> {
    if folder.is_symlink() {
        return Ok(false);
    }
    for entry in folder.read_dir()? {
        let entry = entry?;
        let (name, kind) = (entry.file_name(), entry.file_type()?);
        let is_known = if name == INDEX { kind.is_file() } else { name == PAGES && kind.is_dir() };
        if !is_known {
            return Ok(false);
        }
    }
    let pages = folder.join(PAGES);
    if pages.is_dir() {
        for entry in pages.read_dir()? {
            let entry = entry?;
            if !entry.file_type()?.is_file()
                || Path::new(&entry.file_name()).extension().is_none_or(|end| end != "html")
            {
                return Ok(false);
            }
        }
    }
    let mut head = Vec::new();
    File::open(folder.join(INDEX))?.take(HEAD).read_to_end(&mut head)?;
    Ok(head.windows(SIGN.len()).any(|part| part == SIGN.as_bytes()))
}

fn nowhere(found: &[PathBuf]) -> Error {
    let count = found.len();
    let shown: Vec<_> =
        found.iter().take(3).map(|path| format!("`{}`", one_line(&path.display().to_string()))).collect();
    let Text { en, zh } = Text { en: shown.join(", "), zh: shown.join("、") };
    Error::Plain(text!(
        "there are {count} manifests ({en}): name one of them, or write `--output FOLDER` for an index and a page each",
        "共有 {count} 份清单（{zh}）：请指明其中一份，或用 `--output 文件夹` 生成索引和各项目的页面"
    ))
}
