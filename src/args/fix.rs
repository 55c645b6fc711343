//! What `fix` takes.

use std::path::PathBuf;

use clap::{ArgMatches, Command};
use jiff::civil::Date;

use super::parts::{as_of, flag, many, packs, paths, verb};
use crate::finding::Safety;
use crate::locale::{Locale, text};

/// What `fix` needs.
#[derive(Debug)]
pub(crate) struct Mend {
    pub(crate) paths: Vec<PathBuf>,
    /// Whether to show what would change, and to write nothing.
    pub(crate) diff: bool,
    /// Up to which safety fixes are made.
    pub(crate) most: Safety,
    /// Whether answers are put into the order of the packs.
    pub(crate) sort: bool,
    pub(crate) packs: Vec<String>,
    pub(crate) as_of: Option<Date>,
}

pub(super) fn fix(locale: Locale) -> Command {
    let about = text!(
        "Make the fixes that findings carry: names that were mistyped, answers that are missing. Never asserts a fact, a date or an approval",
        "修复可以放心修改之处：写错的名称、缺少的回答。绝不代为断言事实、日期或批准"
    );
    let diff = text!(
        "Show what would change and write nothing; exit with 1 where there is something to fix",
        "只显示将作的改动，不写入文件；有可修复之处时退出码为 1"
    );
    let all = text!("Make the fixes that need a look as well", "同时作出需要人工确认的修复");
    let sort = text!(
        "Put the answers into the order of the packs as well, each with its comments",
        "同时按规则包的顺序排列各项回答，注释随之移动"
    );
    verb("fix", about, "guiju fix [选项] [路径]…", locale)
        .arg(paths(locale))
        .arg(flag("diff", diff, locale))
        .arg(flag("unsafe", all, locale))
        .arg(flag("sort", sort, locale))
        .arg(packs(locale))
        .arg(as_of(locale))
}

pub(super) fn read(given: &ArgMatches) -> Mend {
    Mend {
        paths: given.get_many::<PathBuf>("paths").map(|paths| paths.cloned().collect()).unwrap_or_default(),
        diff: given.get_flag("diff"),
        most: Safety::when(!given.get_flag("unsafe")),
        sort: given.get_flag("sort"),
        packs: many(given, "pack"),
        as_of: given.get_one::<Date>("as-of").copied(),
    }
}
