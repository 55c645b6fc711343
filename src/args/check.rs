//! What `check` takes.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::civil::Date;

use super::parts::{as_of, choice, docs, flag, many, one, only, packs, paths, value, verb, word};
use crate::finding::Severity;
use crate::locale::{Locale, text};
use crate::render::Format;

/// What `check` needs.
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) paths: Vec<PathBuf>,
    /// The place of the manifest whose text comes from standard input.
    pub(crate) stdin_path: Option<PathBuf>,
    pub(crate) format: Option<Format>,
    /// Formats that go to files, in this order.
    pub(crate) outputs: Vec<(Format, PathBuf)>,
    pub(crate) packs: Vec<String>,
    pub(crate) as_of: Option<Date>,
    /// None: never.
    pub(crate) fail_on: Option<Severity>,
    pub(crate) only: Option<String>,
    pub(crate) waivers: bool,
    pub(crate) baseline: Option<Baseline>,
    pub(crate) jobs: usize,
    pub(crate) quiet: bool,
    pub(crate) docs: Option<String>,
    pub(crate) watch: bool,
}

/// A baseline, and what is to be done with it.
#[derive(Debug)]
pub(crate) struct Baseline {
    pub(crate) path: PathBuf,
    pub(crate) deed: Deed,
}

/// What is done with a baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    /// What stands in it does not count.
    Use,
    /// The same, and what matches nothing any more is taken out.
    Prune,
    /// All that is found goes into it.
    Write,
}

const FAIL_ON: [(&str, Option<Severity>); 4] = [
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("note", Some(Severity::Note)),
    ("never", None),
];

pub(super) fn check(locale: Locale) -> Command {
    let about = text!("Judge the manifests at or below the paths", "评判路径处及其下的清单");
    verb("check", about, "guiju check [选项] [路径]...", locale)
        .arg(paths(locale))
        .arg(choice(
            "format",
            Format::WORDS.map(|(word, _)| word),
            text!(
                "Format of the report (default: pretty on a terminal, else plain)",
                "报告格式（默认：终端用 pretty，否则用 plain）"
            ),
            locale,
        ))
        .arg(outputs(locale))
        .arg(packs(locale))
        .arg(as_of(locale))
        .arg(
            choice(
                "fail-on",
                FAIL_ON.map(|(word, _)| word),
                text!("Fail at this severity", "达到此级别即失败"),
                locale,
            )
            .default_value("error"),
        )
        .arg(only(text!("Judge only items whose id matches", "只评判编号匹配的条目"), locale))
        .arg(flag("no-waivers", text!("Let no waiver count", "不承认任何豁免"), locale))
        .args(baselines(locale))
        .arg(docs(locale))
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
        .arg(watch(locale))
        .arg(stdin_path(locale))
}

fn watch(locale: Locale) -> Arg {
    let help = text!(
        "Judge again whenever something changes that was read; Ctrl-C ends it",
        "所读的文件一有变化就重新评判，按 Ctrl-C 结束"
    );
    flag("watch", help, locale).conflicts_with("stdin-path")
}

fn stdin_path(locale: Locale) -> Arg {
    let help = text!(
        "Read the manifest's text from standard input, as if it stood in this file; for editors",
        "从标准输入读取清单的文本，视同此文件的内容；供编辑器使用"
    );
    value("stdin-path", help, locale)
        .value_name(locale.pick("FILE", "文件"))
        .value_parser(value_parser!(PathBuf))
        .conflicts_with("paths")
}

fn baselines(locale: Locale) -> [Arg; 3] {
    let file = |name, help| {
        value(name, help, locale).value_name(locale.pick("FILE", "文件")).value_parser(value_parser!(PathBuf))
    };
    let [used, written, pruned] = ["baseline", "write-baseline", "prune-baseline"];
    [
        file(
            used,
            text!("Let only findings fail that do not stand in this file", "只有不在此基线文件中的问题才算失败"),
        ),
        file(
            written,
            text!(
                "Write all findings to this file, but for overclaims of required items",
                "把全部问题写入此基线文件；必需条目的名不副实除外"
            ),
        )
        .conflicts_with_all([used, "only"]),
        flag(
            pruned,
            text!("Take out of the baseline what matches nothing any more", "从基线中删去已不再出现的问题"),
            locale,
        )
        .requires(used)
        .conflicts_with("only"),
    ]
}

fn outputs(locale: Locale) -> Arg {
    let help = text!(
        "Write the report in a format to a file as well (--output json=report.json); may be repeated",
        "另以某种格式把报告写入文件（--output json=report.json），可重复使用"
    );
    value("output", help, locale)
        .value_name(locale.pick("FORMAT=FILE", "格式=文件"))
        .action(ArgAction::Append)
        .value_parser(output)
}

/// A format and a file.
fn output(given: &str) -> Result<(Format, PathBuf), String> {
    let words = || Format::WORDS.map(|(word, _)| word).join(", ");
    let (word, path) = given.split_once('=').ok_or("write it as FORMAT=FILE")?;
    let known = Format::WORDS.iter().find(|(known, _)| *known == word);
    let (_, format) = known.ok_or_else(|| format!("there is no format `{word}`; there are {}", words()))?;
    // A file of this name is hardly meant.
    if path.is_empty() || path == "-" {
        return Err("name a file; what goes to standard output is said with --format".to_owned());
    }
    Ok((*format, PathBuf::from(path)))
}

pub(super) fn read(given: &ArgMatches) -> Check {
    Check {
        paths: given.get_many::<PathBuf>("paths").map(|paths| paths.cloned().collect()).unwrap_or_default(),
        stdin_path: given.get_one::<PathBuf>("stdin-path").cloned(),
        format: word(given, "format", &Format::WORDS),
        outputs: given.get_many("output").map(|outputs| outputs.cloned().collect()).unwrap_or_default(),
        packs: many(given, "pack"),
        as_of: given.get_one::<Date>("as-of").copied(),
        fail_on: word(given, "fail-on", &FAIL_ON).flatten(),
        only: one(given, "only"),
        waivers: !given.get_flag("no-waivers"),
        baseline: baseline(given),
        docs: one(given, "docs"),
        jobs: given.get_one::<u16>("jobs").copied().map_or(0, usize::from),
        quiet: given.get_flag("quiet"),
        watch: given.get_flag("watch"),
    }
}

fn baseline(given: &ArgMatches) -> Option<Baseline> {
    let path = |name| given.get_one::<PathBuf>(name).cloned();
    if let Some(path) = path("write-baseline") {
        return Some(Baseline { path, deed: Deed::Write });
    }
    let deed = if given.get_flag("prune-baseline") { Deed::Prune } else { Deed::Use };
    path("baseline").map(|path| Baseline { path, deed })
}
