//! What the verbs take that are for authors of packs: `test`, `schema`.

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, ArgMatches, Command};

use super::Verb;
use super::parts::{choice, flag, is_json, many, one, only, pack, place, shape, value, verb, word};
use crate::locale::{Locale, Text, text};
use crate::schema::File;

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

/// What has a schema.
const WITH_SCHEMA: [&str; 6] = ["manifest", "pack", "report", "baseline", "bundle", "seen"];

pub(super) fn schema(locale: Locale) -> Command {
    let about = text!(
        "Print the JSON Schema of a file; of a pack: that of an item's file",
        "输出文件的 JSON Schema；`pack` 默认输出条目文件的"
    );
    let what = place("what", locale.pick("WHAT", "内容"), Text::same(WITH_SCHEMA.join("|")), locale).required(true);
    let file = choice(
        "file",
        File::OF_PACK.map(|(word, _)| word),
        text!("Which file of a pack (default: item)", "规则包中的哪种文件（默认：item）"),
        locale,
    );
    let known = value(
        "pack",
        text!(
            "Let the manifest answer the items of this pack alone, so that editors offer them: a built-in one, or a folder (./acme)",
            "清单只能回答此规则包的条目，供编辑器补全：内置的，或文件夹（./acme）"
        ),
        locale,
    );
    let known = known.value_name(locale.pick("PACK", "规则包")).action(ArgAction::Append);
    verb("schema", about, "guiju schema [选项] <内容>", locale)
        .arg(what.value_parser(PossibleValuesParser::new(WITH_SCHEMA)).hide_possible_values(true))
        .arg(file.default_value("item"))
        .arg(known)
}

pub(super) fn read_schema(given: &ArgMatches) -> Option<Verb> {
    let file = match one(given, "what")?.as_str() {
        "manifest" => File::Manifest,
        "report" => File::Report,
        "baseline" => File::Baseline,
        "bundle" => File::Bundle,
        "seen" => File::Seen,
        _ => word(given, "file", &File::OF_PACK)?,
    };
    Some(Verb::Schema { file, packs: many(given, "pack") })
}
