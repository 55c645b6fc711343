//! What `init` takes.

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};

use super::parts::{self, choice, flag, is_json, many, place, value, verb};
use crate::locale::{Locale, text};

/// What `init` needs.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(crate) struct Init {
    pub(crate) folder: PathBuf,
    pub(crate) level: u8,
    pub(crate) packs: Vec<String>,
    /// Whether it only shows what it found.
    pub(crate) dry: bool,
    pub(crate) json: bool,
    /// Whether it writes over a manifest that is there.
    pub(crate) force: bool,
    /// Whether it asks nothing.
    pub(crate) yes: bool,
    /// Whether the schema that editors read is put beside the manifest.
    pub(crate) schema: bool,
}

pub(super) fn init(locale: Locale) -> Command {
    let about = text!(
        "Look through a project for evidence, and begin its governance.toml: nothing in it claims anything yet",
        "在项目中查找证据，并起草 governance.toml：其中尚未声明任何事情"
    );
    let folder = text!("The project's folder (default: .)", "项目文件夹（默认：.）");
    let level = text!("The rank of the level to aim at (default: 1)", "目标等级的序位（默认：1）");
    let packs = text!(
        "Begin it for this pack: a built-in one, or a folder of the project (./acme)",
        "按此规则包起草：内置的，或项目内的文件夹（./acme）"
    );
    let schema = text!(
        "Put governance.schema.json beside it, by which editors know its keys and items",
        "同时写出 governance.schema.json，供编辑器补全字段和条目"
    );
    verb("init", about, "guiju init [选项] [文件夹]", locale)
        .arg(
            place("folder", locale.pick("DIR", "文件夹"), folder, locale)
                .default_value(".")
                .hide_default_value(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(parts::level(level, locale).default_value("1").hide_default_value(true))
        .arg(value("pack", packs, locale).value_name(locale.pick("PACK", "规则包")).action(clap::ArgAction::Append))
        .arg(flag("dry-run", text!("Only show what is found, and where", "只显示找到了什么、在哪里"), locale))
        .arg(
            choice("format", ["text", "json"], text!("Format of what --dry-run shows", "--dry-run 的输出格式"), locale)
                .requires("dry-run"),
        )
        .arg(flag("force", text!("Write over a governance.toml that is there", "覆盖已有的 governance.toml"), locale))
        .arg(flag("schema", schema, locale).conflicts_with("dry-run"))
        .arg(flag("yes", text!("Ask nothing; what is not known stays open", "不询问；未知的留空"), locale))
}

pub(super) fn read(given: &ArgMatches) -> Option<Init> {
    Some(Init {
        folder: given.get_one::<PathBuf>("folder")?.clone(),
        level: given.get_one::<u8>("level").copied()?,
        packs: many(given, "pack"),
        dry: given.get_flag("dry-run"),
        json: is_json(given),
        force: given.get_flag("force"),
        yes: given.get_flag("yes"),
        schema: given.get_flag("schema"),
    })
}
