//! `guiju report`: judges a project, on this day and on later ones, and writes a report for people.

mod past;

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
use crate::judge::{Judge, Judged};
use crate::locale::{Locale, Text, text};
use crate::render::{Paper, one_line, report, statement};

/// How many days ahead the report looks.
const AHEAD: u16 = 90;

/// Judges and writes. What stands in the report fails nothing: `check` does that.
pub(super) fn run(asked: &Report, locale: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let window = Window::new(asked.as_of.map_or_else(today, Ok)?, AHEAD);
    let found = find(&asked.paths)?;
    let [manifest] = found.as_slice() else {
        return Err(several(&found.iter().map(|path| &**path).collect::<Vec<_>>()));
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
            let dossier = gather(asked, manifest, window, terminal)?;
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

/// All that the report holds: the project is judged once for its reasons, and on a few later days for what they bring.
fn gather(asked: &Report, manifest: &Path, window: Window, terminal: &Terminal) -> Result<Dossier, Error> {
    let judge = with_packs(Judge::new(window.today).for_reasons(), &asked.packs)?;
    let judged = judge_one(&judge, manifest)?;
    let mut later = with_packs(Judge::new(window.today).details(false).for_many(), &asked.packs)?;
    let forecast = forecast(&judged, window, |day| {
        later.set_today(day);
        judge_one(&later, manifest).map(|judged| judged.report)
    })?;
    let ascent =
        ascent(&judged, None).map_err(|_| Error::Plain(text!("the packs have no levels", "规则包没有等级")))?;
    let past = asked.since.as_deref().map(|since| {
        // A judge knows a pack by where it lies: once it has read those of today, they are what the past is judged by.
        later.set_today(window.today);
        judge_one(&later, manifest)?;
        past::past(since, manifest, &mut later, (window.today, &judged.report))
    });
    let past = past.transpose()?;
    if let Some(note) = past.as_ref().and_then(past::note) {
        say(&format!("guiju: {}", note.get(terminal.locale)));
    }
    Ok(Dossier { judged, ascent, forecast, window, past })
}

fn several(found: &[&Path]) -> Error {
    let count = found.len();
    let shown: Vec<_> =
        found.iter().take(3).map(|path| format!("`{}`", one_line(&path.display().to_string()))).collect();
    let Text { en, zh } = Text { en: shown.join(", "), zh: shown.join("、") };
    Error::Plain(text!(
        "there are {count} manifests, and a report is about one: name one of them ({en})",
        "共有 {count} 份清单，而一份报告只针对一个项目：请指明其中一份（{zh}）"
    ))
}
