//! What `interview` takes.

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};
use jiff::civil::Date;

use super::parts::{as_of, flag, folder, is_json, many, one, only, packs, shape, value, verb};
use crate::locale::{Locale, text};

/// What `interview` needs.
#[derive(Debug)]
pub(crate) struct Interview {
    pub(crate) path: PathBuf,
    /// Whether all items are asked about, or only those that are open.
    pub(crate) all: bool,
    /// Which items are asked about, whatever their answer.
    pub(crate) only: Option<String>,
    /// The file whose answers are taken, instead of asking; `-` for standard input.
    pub(crate) answers: Option<PathBuf>,
    pub(crate) json: bool,
    pub(crate) packs: Vec<String>,
    pub(crate) as_of: Option<Date>,
}

pub(super) fn interview(locale: Locale) -> Command {
    let about = text!(
        "Ask about each open item, show the verdict at once, and write what you keep into the manifest",
        "逐项询问尚未解决的条目，当场给出结论，并把您确认保存的回答写入清单"
    );
    let all = text!(
        "Ask about every item that concerns the project, answered or not, of every level",
        "询问与项目有关的所有条目，不论是否已回答、属于哪一等级"
    );
    let some = text!("Ask about the items whose ids match, answered or not", "只询问编号匹配的条目，不论是否已回答");
    let answers = text!(
        "Take the answers from this file (TOML, YAML or JSON; - for standard input) instead of asking: all of them, or none",
        "不询问，改从此文件读取回答（TOML、YAML 或 JSON；- 表示标准输入）：要么全部写入，要么一个也不写"
    );
    verb("interview", about, "guiju interview [选项] [路径]", locale)
        .arg(folder(locale))
        .arg(flag("all", all, locale).conflicts_with_all(["only", "answers"]))
        .arg(only(some, locale).conflicts_with("answers"))
        .arg(
            value("answers", answers, locale)
                .value_name(locale.pick("FILE", "文件"))
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(shape(locale))
        .arg(packs(locale))
        .arg(as_of(locale))
}

pub(super) fn read(given: &ArgMatches) -> Option<Interview> {
    Some(Interview {
        path: given.get_one::<PathBuf>("path")?.clone(),
        all: given.get_flag("all"),
        only: one(given, "only"),
        answers: given.get_one::<PathBuf>("answers").cloned(),
        json: is_json(given),
        packs: many(given, "pack"),
        as_of: given.get_one::<Date>("as-of").copied(),
    })
}
