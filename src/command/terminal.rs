//! What the reader's terminal and environment say: language, colour, width, characters. Each stream is asked for itself.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};

use jiff::civil::Date;

use super::BROKEN;
use crate::args::Colour;
use crate::error::Error;
use crate::locale::Locale;
use crate::render::{self, Format, View};

/// The narrowest and the widest that pictures are drawn, in columns.
const WIDTHS: (usize, usize) = (40, 120);
/// How wide pictures are drawn where nobody says.
const USUAL_WIDTH: usize = 100;

/// The reader's side of a run.
pub(super) struct Terminal {
    pub(super) locale: Locale,
    colour: Colour,
}

impl Terminal {
    pub(super) fn new(locale: Locale, colour: Colour) -> Self {
        Self { locale, colour }
    }

    /// How results are seen.
    pub(super) fn view(&self, quiet: bool, today: Date) -> View {
        self.view_of(io::stdout().is_terminal(), quiet, today)
    }

    /// How what is said beside the results is seen, on standard error.
    pub(super) fn view_beside(&self, today: Date) -> View {
        self.view_of(io::stderr().is_terminal(), true, today)
    }

    /// How results in a file are seen: in colour only where that was asked for in so many words.
    pub(super) fn file_view(&self, quiet: bool, today: Date) -> View {
        View { colour: self.colour == Colour::Always, width: USUAL_WIDTH, ..self.view_of(false, quiet, today) }
    }

    fn view_of(&self, terminal: bool, quiet: bool, today: Date) -> View {
        View {
            locale: self.locale,
            width: width(terminal),
            colour: self.has_colour(terminal),
            unicode: !terminal || has_unicode(),
            cuts: terminal,
            quiet,
            today,
        }
    }

    fn has_colour(&self, terminal: bool) -> bool {
        match self.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto if !variable("NO_COLOR").is_empty() => false,
            Colour::Auto if is_on("CLICOLOR_FORCE") || is_on("FORCE_COLOR") => true,
            Colour::Auto => terminal && variable("TERM") != "dumb" && variable("CLICOLOR") != "0",
        }
    }

    /// Tells on standard error why nothing could be judged, and gives the exit status for that. What stops a run is shown with its
    /// places and what to write, unless lines or sentences were asked for.
    pub(super) fn tell(&self, error: &Error, asked: Option<Format>) -> u8 {
        let format = asked.map_or(Format::Pretty, Format::beside);
        let view = self.view_of(io::stderr().is_terminal(), true, Date::MIN);
        let findings = render::findings(format, error.findings(), &view);
        let line = render::sanitise(&error.text(self.locale)).replace(['\n', '\r'], " ");
        let told = format!("{findings}{}{line}", self.locale.pick("error: ", "错误："));
        // A runner reads commands from this stream as well.
        say(&if asked == Some(Format::Github) { render::log_safe(&told) } else { told });
        BROKEN
    }
}

/// Whether results go to a person rather than to a program.
pub(super) fn is_person() -> bool {
    io::stdout().is_terminal()
}

/// Whether a person looks at standard error, who may be told how far a run has come.
pub(super) fn is_watched() -> bool {
    io::stderr().is_terminal() && variable("TERM") != "dumb" && variable("CI").is_empty()
}

/// Whether the screen that results go to can be cleared.
pub(super) fn can_clear() -> bool {
    io::stdout().is_terminal() && variable("TERM") != "dumb"
}

/// Writes a line to standard error, where a reader that has gone away is nothing to stop for.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// The language that the arguments ask for, else `GUIJU_LOCALE`, else the environment's, else English.
pub(super) fn locale(given: &[OsString]) -> Locale {
    let words: Vec<_> = given.iter().filter_map(|word| word.to_str()).collect();
    let asked = words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix("--locale") {
        Some("") => words.get(at + 1).copied(),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    });
    let asked = asked.map_or_else(|| variable("GUIJU_LOCALE"), str::to_owned);
    Locale::from_tag(&asked)
        .or_else(|| sys_locale::get_locale().and_then(|tag| Locale::from_tag(&tag)))
        .unwrap_or_default()
}

fn width(terminal: bool) -> usize {
    let said = variable("COLUMNS").parse().ok();
    let real = || terminal_size::terminal_size().filter(|_| terminal).map(|(width, _)| usize::from(width.0));
    said.or_else(real).unwrap_or(USUAL_WIDTH).clamp(WIDTHS.0, WIDTHS.1)
}

fn has_unicode() -> bool {
    if cfg!(windows) {
        return true;
    }
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(variable).find(|value| !value.is_empty());
    let utf8 = set.is_some_and(|value| value.to_ascii_lowercase().replace('-', "").contains("utf8"));
    utf8 && variable("TERM") != "linux"
}

fn is_on(name: &str) -> bool {
    !matches!(variable(name).as_str(), "" | "0")
}

/// A variable of the environment; empty where it is not set.
pub(super) fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}
