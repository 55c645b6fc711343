//! What the verbs under `pack` take: `new`, `diff`, `oscal`.

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};
use jiff::civil::Date;

use clap::builder::PossibleValuesParser;

use super::parts::{self, as_of, choice, many, one, packs, place, value, verb, word};
use crate::locale::{Locale, Text, text};
use crate::render::changes::Form;

/// What the verbs under `pack` need.
#[derive(Debug)]
pub(crate) enum Pack {
    New(NewPack),
    Diff(PackDiff),
    Oscal(PackOscal),
}

/// What `pack new` needs.
#[derive(Debug)]
pub(crate) struct NewPack {
    pub(crate) folder: PathBuf,
    /// The folder's name when left out.
    pub(crate) id: Option<String>,
    pub(crate) extends: Option<String>,
}

/// What `pack diff` needs.
#[derive(Debug)]
pub(crate) struct PackDiff {
    pub(crate) old: String,
    pub(crate) new: String,
    /// Where projects are looked for; none where only the rules are asked for.
    pub(crate) path: Option<PathBuf>,
    pub(crate) as_of: Option<Date>,
    pub(crate) form: Form,
}

/// What `pack oscal` needs.
#[derive(Debug)]
pub(crate) struct PackOscal {
    pub(crate) what: Model,
    /// The level of the profile; 1 when left out.
    pub(crate) level: Option<u8>,
    pub(crate) packs: Vec<String>,
    pub(crate) as_of: Option<Date>,
}

/// What a pack can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Model {
    Catalog,
    Profile,
}

const MODELS: [(&str, Model); 2] = [("catalog", Model::Catalog), ("profile", Model::Profile)];

pub(super) fn pack(locale: Locale) -> Command {
    verb(
        "pack",
        text!("Write, compare and hand on rule packs", "编写、比较和导出规则包"),
        "guiju pack [选项] <命令>",
        locale,
    )
    .subcommand_required(true)
    .arg_required_else_help(true)
    .disable_help_subcommand(true)
    .subcommand(new(locale))
    .subcommand(diff(locale))
    .subcommand(oscal(locale))
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

fn diff(locale: Locale) -> Command {
    let about = text!(
        "Compare two packs, or with --in what they conclude on projects (exits 1 when something gets worse)",
        "比较两个规则包；加上 --in 则比较它们对项目的结论（有变差时退出码为 1）"
    );
    let old =
        text!("The pack in use: a built-in one, or a folder (./acme)", "现用的规则包：内置的，或文件夹（./acme）");
    let new = text!("The pack that is to replace it", "将要换成的规则包");
    let within = text!("Judge the manifests at or below this path by both", "用两个规则包评判此路径处及其下的清单");
    let form = choice("format", Form::WORDS.map(|(word, _)| word), text!("Format of the result", "结果格式"), locale);
    verb("diff", about, "guiju pack diff [选项] <旧> <新>", locale)
        .arg(place("old", locale.pick("OLD", "旧"), old, locale).required(true).display_order(0))
        .arg(place("new", locale.pick("NEW", "新"), new, locale).required(true).display_order(1))
        .arg(value("in", within, locale).value_name(locale.pick("PATH", "路径")).value_parser(value_parser!(PathBuf)))
        .arg(as_of(locale).requires("in"))
        .arg(form.default_value("text"))
}

fn oscal(locale: Locale) -> Command {
    let about = text!(
        "Print a pack as an OSCAL catalog, or the items up to a level as an OSCAL profile",
        "把规则包输出为 OSCAL 目录（catalog），或把某一等级及以下的条目输出为 OSCAL 配置（profile）"
    );
    let words = MODELS.map(|(word, _)| word);
    let what = place("what", locale.pick("WHAT", "内容"), Text::same(words.join("|")), locale).required(true);
    let level = text!("The level of the profile (default: 1)", "profile 的等级（默认：1）");
    verb("oscal", about, "guiju pack oscal [选项] <内容>", locale)
        .arg(what.value_parser(PossibleValuesParser::new(words)).hide_possible_values(true))
        .arg(parts::level(level, locale))
        .arg(packs(locale))
        .arg(as_of(locale))
}

fn read_oscal(given: &ArgMatches) -> Option<PackOscal> {
    Some(PackOscal {
        what: word(given, "what", &MODELS)?,
        level: given.get_one::<u8>("level").copied(),
        packs: many(given, "pack"),
        as_of: given.get_one::<Date>("as-of").copied(),
    })
}

pub(super) fn read(given: &ArgMatches) -> Option<Pack> {
    let (name, given) = given.subcommand()?;
    Some(match name {
        "new" => Pack::New(NewPack {
            folder: given.get_one::<PathBuf>("folder")?.clone(),
            id: one(given, "id"),
            extends: one(given, "extends"),
        }),
        "diff" => Pack::Diff(PackDiff {
            old: one(given, "old")?,
            new: one(given, "new")?,
            path: given.get_one::<PathBuf>("in").cloned(),
            as_of: given.get_one::<Date>("as-of").copied(),
            form: word(given, "format", &Form::WORDS)?,
        }),
        "oscal" => Pack::Oscal(read_oscal(given)?),
        _ => return None,
    })
}
