//! What falls due: as text for a terminal, JSON, or a calendar. What it is was decided in `forecast`.

mod ics;
mod json;
mod text;

use jiff::Unit;

use crate::forecast::{Due, Forecast, Window};
use crate::locale::{Text, text};

use super::View;

/// The form of a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Text for a terminal.
    Text,
    Json,
    /// A calendar.
    Ics,
}

impl Form {
    /// Every form, by its word.
    pub(crate) const WORDS: [(&'static str, Self); 3] =
        [("text", Self::Text), ("json", Self::Json), ("ics", Self::Ics)];
}

/// What falls due in the projects, in order of their paths; at least one.
pub(crate) fn forecasts(form: Form, projects: &[Forecast], window: Window, view: &View) -> String {
    match form {
        Form::Text => text::page(projects, window, view),
        Form::Json => json::page(projects, window, view),
        Form::Ics => ics::calendar(projects, view),
    }
}

/// The project's name; its manifest's path where it has none.
fn name(project: &Forecast) -> &str {
    if project.name.is_empty() { &project.manifest } else { &project.name }
}

/// How far a day is from today: "in 10 days", "22 days ago".
pub(super) fn distance(due: &Due, window: Window) -> Text {
    let days = window.today.until((Unit::Day, due.day)).map_or(0, |span| span.get_days());
    match days {
        0 if due.is_overdue => text!("overdue", "已逾期"),
        0 => text!("today", "今天"),
        1 => text!("in 1 day", "还有 1 天"),
        2.. => text!("in {days} days", "还有 {days} 天"),
        -1 => text!("overdue by 1 day", "已逾期 1 天"),
        ..-1 => {
            let late = -days;
            text!("overdue by {late} days", "已逾期 {late} 天")
        }
    }
}
