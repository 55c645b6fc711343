//! What `review` takes.

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};
use jiff::civil::Date;

use super::parts::{as_of, flag, many, one, place, value, verb};
use crate::locale::{Locale, text};

/// What `review` needs.
#[derive(Debug)]
pub(crate) struct Review {
    /// Whether every item that claims something is meant.
    pub(crate) all: bool,
    /// Ids of items; with `all`, a path.
    pub(crate) names: Vec<String>,
    /// The path, where it is given by its name.
    pub(crate) inner: Option<PathBuf>,
    pub(crate) by: Option<String>,
    pub(crate) as_of: Option<Date>,
}

pub(super) fn review(locale: Locale) -> Command {
    let about = text!(
        "Record in governance.lock that the evidence of items was looked at",
        "在 governance.lock 中记录已复核条目的证据"
    );
    let items = text!(
        "Ids of items (security/red-team); with --all, the path instead",
        "条目编号（security/red-team）；用 --all 时改写路径"
    );
    let path = text!("A manifest, or the folder that it lies in (default: .)", "清单文件或其所在文件夹（默认：.）");
    let by =
        text!("Who looked at it: a role or a name; nothing is asked then", "复核人：岗位或姓名；给出后不再逐项询问");
    verb("review", about, "guiju review [选项] <条目>... | --all [路径]", locale)
        .arg(place("items", locale.pick("ITEM", "条目"), items, locale).num_args(0..).required_unless_present("all"))
        .arg(flag("all", text!("All items that claim something", "复核所有作出声明的条目"), locale))
        .arg(value("in", path, locale).value_name(locale.pick("PATH", "路径")).value_parser(value_parser!(PathBuf)))
        .arg(value("by", by, locale).value_name(locale.pick("NAME", "姓名")))
        .arg(as_of(locale))
}

pub(super) fn read(given: &ArgMatches) -> Review {
    Review {
        all: given.get_flag("all"),
        names: many(given, "items"),
        inner: given.get_one::<PathBuf>("in").cloned(),
        by: one(given, "by"),
        as_of: given.get_one::<Date>("as-of").copied(),
    }
}
