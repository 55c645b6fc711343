//! What the verbs take that are for authors of packs: `test`.

use clap::{ArgMatches, Command};

use super::parts::{flag, is_json, one, only, pack, shape, verb};
use crate::locale::{Locale, text};

/// What `test` needs.
#[derive(Debug)]
pub(crate) struct Test {
    pub(crate) pack: String,
    pub(crate) only: Option<String>,
    pub(crate) mutate: bool,
    pub(crate) json: bool,
    pub(crate) quiet: bool,
}

pub(super) fn test(locale: Locale) -> Command {
    let mutate = text!(
        "Take out or loosen one check, condition or field after another, and name what no case notices",
        "逐一去掉或放宽检查、条件和字段，列出用例没有察觉的改动"
    );
    verb("test", text!("Run a pack's own cases", "运行规则包自带的用例"), "guiju test [选项] <规则包>", locale)
        .arg(pack(locale).required(true))
        .arg(only(text!("Test only items whose id matches", "只测试编号匹配的条目"), locale))
        .arg(flag("mutate", mutate, locale))
        .arg(shape(locale))
        .arg(flag("quiet", text!("Print only what differs", "只显示不符之处"), locale).short('q'))
}

pub(super) fn read(given: &ArgMatches) -> Option<Test> {
    Some(Test {
        pack: one(given, "pack")?,
        only: one(given, "only"),
        mutate: given.get_flag("mutate"),
        json: is_json(given),
        quiet: given.get_flag("quiet"),
    })
}
