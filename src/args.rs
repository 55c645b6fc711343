//! The command line as clap sees it, in both languages. What a verb does is for `command`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::civil::Date;

use crate::finding::Severity;
use crate::locale::{Locale, Text, text};
use crate::render::Format;

/// Whether colour is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colour {
    Auto,
    Always,
    Never,
}

/// What was asked for.
#[derive(Debug)]
pub(crate) struct Args {
    pub(crate) verb: Verb,
    pub(crate) locale: Option<Locale>,
    pub(crate) colour: Colour,
}

/// A verb with what it needs.
#[derive(Debug)]
pub(crate) enum Verb {
    Check(Check),
    Explain { rule: String, packs: Vec<String> },
    List { what: What, json: bool, packs: Vec<String> },
    Trace { packs: Vec<String>, json: bool },
    Test { pack: String, quiet: bool },
}

impl Verb {
    /// The format that was asked for.
    pub(crate) fn format(&self) -> Option<Format> {
        match self {
            Self::Check(check) => check.format,
            Self::Explain { .. } | Self::List { .. } | Self::Trace { .. } | Self::Test { .. } => None,
        }
    }
}

/// What `check` needs.
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) format: Option<Format>,
    pub(crate) packs: Vec<String>,
    pub(crate) as_of: Option<Date>,
    /// None: never.
    pub(crate) fail_on: Option<Severity>,
    pub(crate) only: Option<String>,
    pub(crate) waivers: bool,
    pub(crate) jobs: usize,
    pub(crate) quiet: bool,
}

/// What `list` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Packs,
    Items,
    Clauses,
    Frameworks,
    Traits,
    Codes,
}

const WHATS: [(&str, What); 6] = [
    ("packs", What::Packs),
    ("items", What::Items),
    ("clauses", What::Clauses),
    ("frameworks", What::Frameworks),
    ("traits", What::Traits),
    ("codes", What::Codes),
];

const FAIL_ON: [(&str, Option<Severity>); 4] = [
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("note", Some(Severity::Note)),
    ("never", None),
];

const COLOURS: [(&str, Colour); 3] = [("auto", Colour::Auto), ("always", Colour::Always), ("never", Colour::Never)];

/// The command line, with its help in one language.
pub(crate) fn command(locale: Locale) -> Command {
    let say = |text: Text| text.get(locale).to_owned();
    let template = locale.pick("{about}\n\nUsage: {usage}\n\n{all-args}", "{about}\n\n用法：{usage}\n\n{all-args}");
    let verb = |name: &'static str, about: Text| {
        let commands = locale.pick("Commands", "命令");
        let command = Command::new(name).about(say(about)).help_template(template).subcommand_help_heading(commands);
        let command = headed(command, locale);
        // clap's own words in a usage are English.
        match locale {
            Locale::En => command,
            Locale::Zh => command.override_usage(usage(name)),
        }
    };
    let top = verb(
        "guiju",
        text!(
            "guiju 规矩 judges a project's AI-governance self-assessment: it looks whether the evidence carries the claim",
            "guiju 规矩：评判项目的人工智能治理自评，看证据是否撑得起声明"
        ),
    );
    top.version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(say(text!("Print the version", "显示版本"))),
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .arg(choice("locale", ["en", "zh"], text!("Language of all texts", "文字所用语言"), locale).global(true))
        .arg(
            choice("color", COLOURS.map(|(word, _)| word), text!("When to use colour", "何时使用颜色"), locale)
                .global(true)
                .default_value("auto"),
        )
        .subcommand(check(
            verb("check", text!("Judge the manifests at or below the paths", "评判路径处及其下的清单")),
            locale,
        ))
        .subcommand(explain(verb("explain", text!("Explain an item or a code", "解释条目或代码")), locale))
        .subcommand(list(verb("list", text!("List what the packs hold", "列出规则包中的内容")), locale))
        .subcommand(
            verb(
                "trace",
                text!("Show which items serve each clause of the source", "列出来源的每一条款由哪些条目落实"),
            )
            .arg(pack_name(locale).num_args(0..))
            .arg(shape(locale)),
        )
        .subcommand(
            verb("test", text!("Run a pack's own cases", "运行规则包自带的用例"))
                .arg(pack_name(locale).required(true))
                .arg(flag("quiet", text!("Print only what differs", "只显示不符之处"), locale).short('q')),
        )
}

/// A verb's usage in Chinese.
fn usage(verb: &str) -> &'static str {
    match verb {
        "check" => "guiju check [选项] [路径]...",
        "explain" => "guiju explain [选项] <条目或代码>",
        "list" => "guiju list [选项] <内容>",
        "trace" => "guiju trace [选项] [规则包]...",
        "test" => "guiju test [选项] <规则包>",
        _ => "guiju [选项] <命令>",
    }
}

fn check(command: Command, locale: Locale) -> Command {
    let say = |text: Text| text.get(locale).to_owned();
    command
        .arg(
            Arg::new("paths")
                .num_args(0..)
                .default_value(".")
                .hide_default_value(true)
                .value_parser(value_parser!(PathBuf))
                .value_name(locale.pick("PATH", "路径"))
                .help(say(text!(
                    "Manifests, or folders to look in (default: .)",
                    "清单文件，或要查找的文件夹（默认：.）"
                ))),
        )
        .arg(choice(
            "format",
            Format::WORDS.map(|(word, _)| word),
            text!(
                "Format of the report (default: pretty on a terminal, else plain)",
                "报告格式（默认：终端用 pretty，否则用 plain）"
            ),
            locale,
        ))
        .arg(packs(locale))
        .arg(
            value("as-of", text!("Judge as of this day", "按这一天评判"), locale)
                .value_name(locale.pick("DATE", "日期"))
                .value_parser(|day: &str| day.parse::<Date>().map_err(|_| "write it as 2026-01-31")),
        )
        .arg(
            choice(
                "fail-on",
                FAIL_ON.map(|(word, _)| word),
                text!("Fail at this severity", "达到此级别即失败"),
                locale,
            )
            .default_value("error"),
        )
        .arg(
            value("only", text!("Judge only items whose id matches", "只评判编号匹配的条目"), locale)
                .value_name(locale.pick("GLOB", "通配模式")),
        )
        .arg(flag("no-waivers", text!("Let no waiver count", "不承认任何豁免"), locale))
        .arg(
            value(
                "jobs",
                text!("How many projects to judge at once (default: all cores)", "同时评判的项目数（默认：全部核心）"),
                locale,
            )
            .short('j')
            .value_name(locale.pick("N", "数量"))
            .value_parser(value_parser!(u16).range(1..=256)),
        )
        .arg(flag("quiet", text!("Print findings only, no summary", "只显示发现的问题，不显示汇总"), locale).short('q'))
}

fn explain(command: Command, locale: Locale) -> Command {
    let rule = text!(
        "An item's id (security/red-team) or a code (section-thin)",
        "条目编号（security/red-team）或代码（section-thin）"
    );
    let rule = Arg::new("rule").help(rule.get(locale).to_owned());
    command.arg(rule.required(true).value_name(locale.pick("RULE", "条目或代码"))).arg(packs(locale))
}

fn list(command: Command, locale: Locale) -> Command {
    let words = WHATS.map(|(word, _)| word);
    let what = Arg::new("what").required(true).value_name(locale.pick("WHAT", "内容")).help(words.join("|"));
    let what = what.value_parser(PossibleValuesParser::new(words)).hide_possible_values(true);
    command.arg(what).arg(packs(locale)).arg(shape(locale))
}

/// The name of a pack as an argument.
fn pack_name(locale: Locale) -> Arg {
    let help = text!("A built-in pack or a folder (./acme)", "内置规则包或文件夹（./acme）");
    Arg::new("pack").value_name(locale.pick("PACK", "规则包")).help(help.get(locale).to_owned())
}

/// The headings and the help flag, in one language.
fn headed(command: Command, locale: Locale) -> Command {
    command.next_help_heading(locale.pick("Options", "选项")).disable_help_flag(true).arg(
        Arg::new("help")
            .short('h')
            .long("help")
            .action(ArgAction::Help)
            .help(locale.pick("Print this help", "显示帮助")),
    )
}

fn value(name: &'static str, help: Text, locale: Locale) -> Arg {
    Arg::new(name).long(name).help(help.get(locale).to_owned())
}

fn flag(name: &'static str, help: Text, locale: Locale) -> Arg {
    value(name, help, locale).action(ArgAction::SetTrue)
}

/// An option with a closed set of words. The help lists them itself, for clap would do so in English.
fn choice<const N: usize>(name: &'static str, words: [&'static str; N], help: Text, locale: Locale) -> Arg {
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

fn packs(locale: Locale) -> Arg {
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

fn shape(locale: Locale) -> Arg {
    choice("format", ["text", "json"], text!("Format of the list", "列表格式"), locale).default_value("text")
}

/// What the matches mean. clap has made sure that all words are known.
pub(crate) fn read(matches: &ArgMatches) -> Option<Args> {
    let (name, verb) = matches.subcommand()?;
    let many = |key: &str| -> Vec<String> {
        verb.get_many::<String>(key).map(|words| words.cloned().collect()).unwrap_or_default()
    };
    let json = || verb.get_one::<String>("format").is_some_and(|word| word == "json");
    let verb = match name {
        "check" => Verb::Check(Check {
            paths: verb.get_many::<PathBuf>("paths").map(|paths| paths.cloned().collect()).unwrap_or_default(),
            format: word(verb, "format", &Format::WORDS),
            packs: many("pack"),
            as_of: verb.get_one::<Date>("as-of").copied(),
            fail_on: word(verb, "fail-on", &FAIL_ON).flatten(),
            only: verb.get_one::<String>("only").cloned(),
            waivers: !verb.get_flag("no-waivers"),
            jobs: verb.get_one::<u16>("jobs").copied().map_or(0, usize::from),
            quiet: verb.get_flag("quiet"),
        }),
        "explain" => Verb::Explain { rule: verb.get_one::<String>("rule")?.clone(), packs: many("pack") },
        "list" => Verb::List { what: word(verb, "what", &WHATS)?, json: json(), packs: many("pack") },
        "trace" => Verb::Trace { packs: many("pack"), json: json() },
        "test" => Verb::Test { pack: verb.get_one::<String>("pack")?.clone(), quiet: verb.get_flag("quiet") },
        _ => return None,
    };
    Some(Args {
        verb,
        locale: matches.get_one::<String>("locale").and_then(|tag| Locale::from_tag(tag)),
        colour: word(matches, "color", &COLOURS).unwrap_or(Colour::Auto),
    })
}

fn word<T: Copy>(matches: &ArgMatches, key: &str, words: &[(&str, T)]) -> Option<T> {
    let given = matches.get_one::<String>(key)?;
    words.iter().find(|(word, _)| word == given).map(|(_, value)| *value)
}
