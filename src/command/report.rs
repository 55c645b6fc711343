//! `guiju report`: judges a project, on this day and on later ones, and writes a report for people; of many, an index and a page each.

mod index;

use std::path::Path;

use super::atomic::Pending;
use super::projects::{find, judge_one, today};
use super::terminal::{Terminal, say};
use super::{PASSED, with_packs, write};
use crate::args::Report;
use crate::ascent::ascent;
use crate::dossier::Dossier;
use crate::error::Error;
use crate::forecast::{Window, forecast};
use crate::judge::Judge;
use crate::locale::{Locale, text};
use crate::render::{one_line, report};

/// How many days ahead the report looks.
const AHEAD: u16 = 90;

/// Judges and writes. What stands in the report fails nothing: `check` does that.
pub(super) fn run(asked: &Report, locale: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let window = Window::new(asked.as_of.map_or_else(today, Ok)?, AHEAD);
    let found = find(&asked.paths)?;
    let [manifest] = found.as_slice() else {
        return index::run(asked, &found, window, locale, terminal);
    };
    // What cannot be written is told before anything is judged.
    let pending = asked.output.as_deref().map(Pending::open).transpose()?;
    let judge = with_packs(Judge::new(window.today).for_reasons(), &asked.packs)?;
    let dossier = gather(&judge, &mut later(asked, window)?, manifest, window)?;
    let view = terminal.file_view(false, window.today).of(&dossier.judged.report, locale);
    let text = report(asked.paper, &dossier, &view);
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
    Ok(Dossier { judged, ascent, forecast, window })
}
