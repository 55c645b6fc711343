//! The parts that verbs are made of, in one language: verbs, options, flags, closed choices. What a verb takes is said in the files beside.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::civil::Date;

use crate::locale::{Locale, Text, text};

/// A verb without its arguments. `usage` is its usage in Chinese, since clap's own words in one are English.
pub(super) fn verb(name: &'static str, about: Text, usage: &'static str, locale: Locale) -> Command {
    let template = locale.pick("{about}\n\nUsage: {usage}\n\n{all-args}", "{about}\n\n用法：{usage}\n\n{all-args}");
    let command = Command::new(name)
        .about(about.get(locale).to_owned())
        .help_template(template)
        .subcommand_help_heading(locale.pick("Commands", "命令"))
        .next_help_heading(locale.pick("Options", "选项"))
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help(locale.pick("Print this help", "显示帮助")),
        );
    match locale {
        Locale::En => command,
        Locale::Zh => command.override_usage(usage),
    }
}

/// An argument by its place.
pub(super) fn place(name: &'static str, shown: &'static str, help: Text, locale: Locale) -> Arg {
    Arg::new(name).value_name(shown).help(help.get(locale).to_owned())
}

/// An option with a value.
pub(super) fn value(name: &'static str, help: Text, locale: Locale) -> Arg {
    Arg::new(name).long(name).help(help.get(locale).to_owned())
}

/// An option without one.
pub(super) fn flag(name: &'static str, help: Text, locale: Locale) -> Arg {
    value(name, help, locale).action(ArgAction::SetTrue)
}

/// An option with a closed set of words. The help lists them itself, for clap would do so in English.
pub(super) fn choice<const N: usize>(name: &'static str, words: [&'static str; N], help: Text, locale: Locale) -> Arg {
    let listed = words.join("|");
    let help = match locale {
        Locale::En => format!("{}: {listed}", help.en),
        Locale::Zh => format!("{}：{listed}", help.zh),
    };
    Arg::new(name)
        .long(name)
        .value_name(locale.pick("WORD", "词"))
        .value_parser(PossibleValuesParser::new(words))
        .hide_possible_values(true)
        .hide_default_value(true)
        .help(help)
}

/// Whether what a verb prints is for people or for programs.
pub(super) fn shape(locale: Locale) -> Arg {
    choice("format", ["text", "json"], text!("Format of the result", "结果格式"), locale).default_value("text")
}

/// Whether it is for programs.
pub(super) fn is_json(given: &ArgMatches) -> bool {
    one(given, "format").is_some_and(|word| word == "json")
}

/// A pattern of item ids.
pub(super) fn only(help: Text, locale: Locale) -> Arg {
    value("only", help, locale).value_name(locale.pick("GLOB", "通配模式"))
}

/// The name of a pack by its place.
pub(super) fn pack(locale: Locale) -> Arg {
    let help = text!("A built-in pack or a folder (./acme)", "内置规则包或文件夹（./acme）");
    place("pack", locale.pick("PACK", "规则包"), help, locale)
}

/// The packs to use instead of the manifest's.
pub(super) fn packs(locale: Locale) -> Arg {
    value(
        "pack",
        text!(
            "Judge by this pack instead of the manifest's: a built-in one, or a folder (./acme)",
            "改用此规则包：内置的，或文件夹（./acme）"
        ),
        locale,
    )
    .value_name(locale.pick("PACK", "规则包"))
    .action(ArgAction::Append)
}

/// The manifests, or folders with manifests.
pub(super) fn paths(locale: Locale) -> Arg {
    let help = text!("Manifests, or folders to look in (default: .)", "清单文件，或要查找的文件夹（默认：.）");
    place("paths", locale.pick("PATH", "路径"), help, locale)
        .num_args(0..)
        .default_value(".")
        .hide_default_value(true)
        .value_parser(value_parser!(PathBuf))
}

/// The one manifest, or a folder to look in.
pub(super) fn folder(locale: Locale) -> Arg {
    let help = text!("A manifest, or a folder to look in (default: .)", "清单文件，或要查找的文件夹（默认：.）");
    place("path", locale.pick("PATH", "路径"), help, locale)
        .default_value(".")
        .hide_default_value(true)
        .value_parser(value_parser!(PathBuf))
}

/// The rank of a level. Which ranks there are, the packs say.
pub(super) fn level(help: Text, locale: Locale) -> Arg {
    value("level", help, locale).value_name(locale.pick("N", "等级")).value_parser(value_parser!(u8).range(1..))
}

/// The day of judging.
pub(super) fn as_of(locale: Locale) -> Arg {
    value("as-of", text!("Judge as of this day", "按这一天评判"), locale)
        .value_name(locale.pick("DATE", "日期"))
        .value_parser(|day: &str| day.parse::<Date>().map_err(|_| "write it as 2026-01-31"))
}

/// The word that was given, as what it means. clap has made sure that it is known.
pub(super) fn word<T: Copy>(matches: &ArgMatches, key: &str, words: &[(&str, T)]) -> Option<T> {
    let given = matches.get_one::<String>(key)?;
    words.iter().find(|(word, _)| word == given).map(|(_, value)| *value)
}

/// The text that was given.
pub(super) fn one(matches: &ArgMatches, key: &str) -> Option<String> {
    matches.get_one::<String>(key).cloned()
}

/// The texts that were given.
pub(super) fn many(matches: &ArgMatches, key: &str) -> Vec<String> {
    matches.get_many::<String>(key).map(|words| words.cloned().collect()).unwrap_or_default()
}

/// Where the pages of items are published.
pub(super) fn docs(locale: Locale) -> Arg {
    let help = text!(
        "Where the pages of `guiju docs` are published, with {{item}} and {{locale}} in it: findings then link there",
        "`guiju docs` 所写页面的发布地址，含 {{item}} 和 {{locale}}；发现的问题会附上链接"
    );
    value("docs", help, locale).value_name(locale.pick("ADDRESS", "网址"))
}
