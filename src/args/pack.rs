//! What `pack new` takes.

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};

use super::parts::{one, place, value, verb};
use crate::locale::{Locale, text};

/// What the verbs under `pack` need.
#[derive(Debug)]
pub(crate) enum Pack {
    New(NewPack),
}

/// What `pack new` needs.
#[derive(Debug)]
pub(crate) struct NewPack {
    pub(crate) folder: PathBuf,
    /// The folder's name when left out.
    pub(crate) id: Option<String>,
    pub(crate) extends: Option<String>,
}

pub(super) fn pack(locale: Locale) -> Command {
    verb("pack", text!("Write and compare rule packs", "编写和比较规则包"), "guiju pack [选项] <命令>", locale)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand(new(locale))
}

fn new(locale: Locale) -> Command {
    let about = text!(
        "Write a small pack that passes its own cases, with comments in the language of --locale",
        "写出一个用例全部通过的小规则包，注释所用语言由 --locale 指定"
    );
    let folder = text!("A folder that is not there yet, or is empty", "尚不存在或为空的文件夹");
    verb("new", about, "guiju pack new [选项] <文件夹>", locale)
        .arg(
            place("folder", locale.pick("DIR", "文件夹"), folder, locale)
                .required(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            value(
                "id",
                text!(
                    "The pack's id, in kebab-case (default: the folder's name)",
                    "规则包编号，小写短横线形式（默认：文件夹名称）"
                ),
                locale,
            )
            .value_name(locale.pick("ID", "编号")),
        )
        .arg(
            value("extends", text!("A built-in pack that it adds to", "所扩展的内置规则包"), locale)
                .value_name(locale.pick("PACK", "规则包")),
        )
}

pub(super) fn read(given: &ArgMatches) -> Option<Pack> {
    let (name, given) = given.subcommand()?;
    Some(match name {
        "new" => Pack::New(NewPack {
            folder: given.get_one::<PathBuf>("folder")?.clone(),
            id: one(given, "id"),
            extends: one(given, "extends"),
        }),
        _ => return None,
    })
}
