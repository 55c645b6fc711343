//! `guiju report`: judges a project, on this day and on later ones, and writes a report for people; of many, an index and a page each.

mod index;
mod past;

use std::path::Path;

use super::atomic::Pending;
use super::projects::{find, judge_one, today};
use super::terminal::{Terminal, say};
use super::{PASSED, with_packs, write};
use crate::args::Report;
use crate::ascent::ascent;
use crate::dossier::{Dossier, Past};
use crate::error::Error;
use crate::forecast::{Window, forecast};
use crate::judge::{Judge, Judged};
use crate::locale::{Locale, text};
use crate::render::{Paper, one_line, report, statement};

/// How many days ahead the report looks.
const AHEAD: u16 = 90;

/// Judges and writes. What stands in the report fails nothing: `check` does that.
pub(super) fn run(asked: &Report, locale: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let window = Window::new(asked.as_of.map_or_else(today, Ok)?, AHEAD);
    let found = find(&asked.paths)?;
    let [manifest] = found.as_slice() else {
        if asked.since.is_some() || asked.paper != Paper::Html {
            let count = found.len();
            return Err(Error::Plain(text!(
                "there are {count} manifests, and a history or a statement is about one: name the one that is meant",
                "共有 {count} 份清单，而历程和适用性声明都只针对一个项目：请指明是哪一份"
            )));
        }
        return index::run(asked, &found, window, locale, terminal);
    };
    if asked.since.is_some() && asked.paper != Paper::Html {
        return Err(Error::Plain(text!(
            "`--since` draws a history, which only `--format html` shows",
            "`--since` 绘制历程，只有 `--format html` 能显示"
        )));
    }
    // What cannot be written is told before anything is judged.
    let pending = asked.output.as_deref().map(Pending::open).transpose()?;
    let view = |judged: &Judged| terminal.file_view(false, window.today).of(&judged.report, locale);
    let text = match asked.paper {
        Paper::Html => {
            let judge = with_packs(Judge::new(window.today).for_reasons(), &asked.packs)?;
            let mut later = later(asked, window)?;
            let mut dossier = gather(&judge, &mut later, manifest, window)?;
            dossier.past = past(asked, &mut later, &dossier, manifest, terminal)?;
            report(&dossier, &view(&dossier.judged))
        }
        Paper::Statement(form) => {
            let judged = judge_one(&with_packs(Judge::new(window.today), &asked.packs)?, manifest)?;
            statement(form, &judged, &view(&judged))
        }
    };
    match pending {
        None => write(&text)?,
        Some(mut pending) => {
            pending.write(&text)?;
            pending.finish()?;
            let shown = one_line(&asked.output.as_deref().unwrap_or(Path::new("")).display().to_string());
            say(&format!("guiju: {}", text!("`{shown}` written", "已写入 `{shown}`").get(terminal.locale)));
        }
    }
    Ok(PASSED)
}

/// The judge of later days.
fn later(asked: &Report, window: Window) -> Result<Judge, Error> {
    with_packs(Judge::new(window.today).details(false).for_many(), &asked.packs)
}

/// All that the report holds: the project is judged once for its reasons, and on a few later days for what they bring.
fn gather(judge: &Judge, later: &mut Judge, manifest: &Path, window: Window) -> Result<Dossier, Error> {
    let judged = judge_one(judge, manifest)?;
    let forecast = forecast(&judged, window, |day| {
        later.set_today(day);
        judge_one(later, manifest).map(|judged| judged.report)
    })?;
    let ascent =
        ascent(&judged, None).map_err(|_| Error::Plain(text!("the packs have no levels", "规则包没有等级")))?;
    Ok(Dossier { judged, ascent, forecast, window, past: None })
}

/// The history of the manifest, where it is asked for.
fn past(
    asked: &Report,
    later: &mut Judge,
    dossier: &Dossier,
    manifest: &Path,
    terminal: &Terminal,
) -> Result<Option<Past>, Error> {
    let Some(since) = asked.since.as_deref() else { return Ok(None) };
    let today = dossier.window.today;
    // A judge knows a pack by where it lies: once it has read those of today, they are what the past is judged by.
    later.set_today(today);
    judge_one(later, manifest)?;
    let past = past::past(since, manifest, later, (today, &dossier.judged.report))?;
    if let Some(note) = past::note(&past) {
        say(&format!("guiju: {}", note.get(terminal.locale)));
    }
    Ok(Some(past))
}
