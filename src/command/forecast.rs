//! `guiju forecast`: judges projects, on this day and on later ones, and shows what falls due.

use std::path::Path;

use super::projects::{each, judge_one, today};
use super::terminal::Terminal;
use super::{BROKEN, PASSED, with_packs, write};
use crate::args::Forecast;
use crate::error::Error;
use crate::forecast::{self, Window, forecast};
use crate::judge::Judge;
use crate::locale::Locale;
use crate::render::forecast::forecasts;
use crate::report::ProjectReport;

/// Judges and shows. What is late fails nothing here: `check` does that.
pub(super) fn run(asked: &Forecast, locale: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let today = asked.as_of.map_or_else(today, Ok)?;
    let window = Window::new(today, asked.days);
    // A project is judged on several days: what its files say is worked out once.
    let mut judge = with_packs(Judge::new(today).details(false).for_many(), &asked.packs)?;
    let (told, fine) = each(&asked.paths, terminal, |path| one(&mut judge, path, window))?;
    if told.is_empty() {
        return Ok(BROKEN);
    }
    let mut view = terminal.view(false, today);
    if let [(report, _)] = told.as_slice() {
        view = view.of(report, locale);
    }
    let told: Vec<_> = told.into_iter().map(|(_, forecast)| forecast).collect();
    write(&forecasts(asked.form, &told, window, &view))?;
    Ok(if fine { PASSED } else { BROKEN })
}

/// What falls due in one project, and the report on it.
fn one(judge: &mut Judge, path: &Path, window: Window) -> Result<(ProjectReport, forecast::Forecast), Error> {
    judge.set_today(window.today);
    let judged = judge_one(judge, path)?;
    let forecast = forecast(&judged, window, |day| {
        judge.set_today(day);
        judge_one(judge, path).map(|judged| judged.report)
    })?;
    Ok((judged.report, forecast))
}
