//! What `plan` takes.

use std::path::PathBuf;

use clap::{ArgMatches, Command};
use jiff::civil::Date;

use super::parts::{self, as_of, folder, is_json, many, packs, shape, verb};
use crate::locale::{Locale, text};

/// What `plan` needs.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) path: PathBuf,
    /// The rank to reach; the next one when left out.
    pub(crate) level: Option<u8>,
    pub(crate) json: bool,
    pub(crate) packs: Vec<String>,
    pub(crate) as_of: Option<Date>,
}

pub(super) fn plan(locale: Locale) -> Command {
    let about = text!(
        "Show the shortest way up: what the next level waits for, and the score after each step",
        "显示最短的提升路径：达到下一等级还差什么，以及每一步之后的得分"
    );
    let level = text!("The level to reach (default: the next one)", "要达到的等级（默认：下一等级）");
    verb("plan", about, "guiju plan [选项] [路径]", locale)
        .arg(folder(locale))
        .arg(parts::level(level, locale))
        .arg(shape(locale))
        .arg(packs(locale))
        .arg(as_of(locale))
}

pub(super) fn read(given: &ArgMatches) -> Option<Plan> {
    Some(Plan {
        path: given.get_one::<PathBuf>("path")?.clone(),
        level: given.get_one::<u8>("level").copied(),
        json: is_json(given),
        packs: many(given, "pack"),
        as_of: given.get_one::<Date>("as-of").copied(),
    })
}
