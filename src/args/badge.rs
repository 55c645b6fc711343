//! What `badge` takes.

use std::path::PathBuf;

use clap::{ArgMatches, Command};
use jiff::civil::Date;

use super::parts::{as_of, choice, folder, many, packs, verb, word};
use crate::locale::{Locale, text};
use crate::render::badge::Form;

/// What `badge` needs.
#[derive(Debug)]
pub(crate) struct Badge {
    pub(crate) path: PathBuf,
    pub(crate) form: Form,
    pub(crate) packs: Vec<String>,
    pub(crate) as_of: Option<Date>,
}

pub(super) fn badge(locale: Locale) -> Command {
    let about = text!(
        "Draw a badge of what is verified, for a README: a picture, or the data that shields.io asks for",
        "绘制显示核验结果的徽章，供 README 使用：SVG 图片，或 shields.io 端点所需的数据"
    );
    let form = choice("format", Form::WORDS.map(|(word, _)| word), text!("Format of the badge", "徽章格式"), locale);
    verb("badge", about, "guiju badge [选项] [路径]", locale)
        .arg(folder(locale))
        .arg(form.default_value("svg"))
        .arg(packs(locale))
        .arg(as_of(locale))
}

pub(super) fn read(given: &ArgMatches) -> Option<Badge> {
    Some(Badge {
        path: given.get_one::<PathBuf>("path")?.clone(),
        form: word(given, "format", &Form::WORDS)?,
        packs: many(given, "pack"),
        as_of: given.get_one::<Date>("as-of").copied(),
    })
}
