//! What `forecast` takes.

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};
use jiff::civil::Date;

use super::parts::{as_of, choice, many, packs, paths, value, verb, word};
use crate::locale::{Locale, text};
use crate::render::forecast::Form;

/// What `forecast` needs.
#[derive(Debug)]
pub(crate) struct Forecast {
    pub(crate) paths: Vec<PathBuf>,
    /// How many days ahead.
    pub(crate) days: u16,
    pub(crate) form: Form,
    pub(crate) packs: Vec<String>,
    pub(crate) as_of: Option<Date>,
}

pub(super) fn forecast(locale: Locale) -> Command {
    let about = text!(
        "Show what falls due: reviews, waivers, plans, rules that take effect",
        "显示即将到期的事项：复核、豁免、整改计划、即将生效的规则"
    );
    let days = text!("How many days ahead, up to ten years (default: 90)", "展望的天数，最多十年（默认：90）");
    verb("forecast", about, "guiju forecast [选项] [路径]...", locale)
        .arg(paths(locale))
        .arg(
            value("days", days, locale)
                .value_name(locale.pick("N", "天数"))
                .default_value("90")
                .hide_default_value(true)
                .value_parser(value_parser!(u16).range(1..=3660)),
        )
        .arg(
            choice("format", Form::WORDS.map(|(word, _)| word), text!("Format of the result", "结果格式"), locale)
                .default_value("text"),
        )
        .arg(packs(locale))
        .arg(as_of(locale))
}

pub(super) fn read(given: &ArgMatches) -> Option<Forecast> {
    Some(Forecast {
        paths: given.get_many::<PathBuf>("paths").map(|paths| paths.cloned().collect()).unwrap_or_default(),
        days: given.get_one::<u16>("days").copied()?,
        form: word(given, "format", &Form::WORDS)?,
        packs: many(given, "pack"),
        as_of: given.get_one::<Date>("as-of").copied(),
    })
}
