//! What `crosswalk` takes.

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};
use jiff::civil::Date;

use super::parts::{as_of, choice, flag, many, one, packs, place, verb, word};
use crate::locale::{Locale, text};
use crate::render::crosswalk::Form;

/// What `crosswalk` needs.
#[derive(Debug)]
pub(crate) struct Crosswalk {
    pub(crate) framework: String,
    pub(crate) path: PathBuf,
    pub(crate) form: Form,
    pub(crate) packs: Vec<String>,
    pub(crate) as_of: Option<Date>,
    pub(crate) waivers: bool,
}

pub(super) fn crosswalk(locale: Locale) -> Command {
    let about = text!(
        "Show a project's results by the provisions of another framework (no legal advice)",
        "按其他框架的条文呈现项目的结果（不构成法律意见）"
    );
    let framework = text!(
        "A framework's id (eu-ai-act); `guiju list frameworks` shows them all",
        "框架编号（eu-ai-act）；可运行 `guiju list frameworks` 查看"
    );
    let path = text!("A manifest, or a folder to look in (default: .)", "清单文件，或要查找的文件夹（默认：.）");
    verb("crosswalk", about, "guiju crosswalk [选项] <框架> [路径]", locale)
        .arg(place("framework", locale.pick("FRAMEWORK", "框架"), framework, locale).required(true))
        .arg(
            place("path", locale.pick("PATH", "路径"), path, locale)
                .default_value(".")
                .hide_default_value(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            choice("format", Form::WORDS.map(|(word, _)| word), text!("Format of the result", "结果格式"), locale)
                .default_value("table"),
        )
        .arg(packs(locale))
        .arg(as_of(locale))
        .arg(flag("no-waivers", text!("Let no waiver count", "不承认任何豁免"), locale))
}

pub(super) fn read(given: &ArgMatches) -> Option<Crosswalk> {
    Some(Crosswalk {
        framework: one(given, "framework")?,
        path: given.get_one::<PathBuf>("path")?.clone(),
        form: word(given, "format", &Form::WORDS)?,
        packs: many(given, "pack"),
        as_of: given.get_one::<Date>("as-of").copied(),
        waivers: !given.get_flag("no-waivers"),
    })
}
