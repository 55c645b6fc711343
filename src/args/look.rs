//! What the verbs take that show what packs hold and, but for `explain --in`, judge nothing: `explain`, `list`, `trace`, `docs`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ArgMatches, Command, value_parser};
use jiff::civil::Date;

use super::Verb;
use super::parts::{as_of, is_json, many, one, pack, packs, place, shape, value, verb, word};
use crate::locale::{Locale, Text, text};

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

/// What `explain` needs.
#[derive(Debug)]
pub(crate) struct Explain {
    pub(crate) rule: String,
    /// Whose verdict is to be explained, where one is.
    pub(crate) path: Option<PathBuf>,
    pub(crate) json: bool,
    pub(crate) packs: Vec<String>,
    pub(crate) as_of: Option<Date>,
}

pub(super) fn explain(locale: Locale) -> Command {
    let help = text!(
        "An item's id (security/red-team) or a code (section-thin)",
        "条目编号（security/red-team）或代码（section-thin）"
    );
    let rule = place("rule", locale.pick("RULE", "条目或代码"), help, locale).required(true);
    let about = text!("Explain an item or a code", "解释条目或代码");
    let path = text!(
        "Tell why the project there got its verdict on the item: a manifest, or the folder that it lies in",
        "说明该处项目在此条目上为何得出这一结论：清单文件或其所在文件夹"
    );
    let path = value("in", path, locale).value_name(locale.pick("PATH", "路径"));
    verb("explain", about, "guiju explain [选项] <条目或代码>", locale)
        .arg(rule)
        .arg(path.value_parser(value_parser!(PathBuf)))
        .arg(shape(locale).requires("in"))
        .arg(packs(locale))
        .arg(as_of(locale).requires("in"))
}

pub(super) fn read_explain(given: &ArgMatches) -> Option<Verb> {
    Some(Verb::Explain(Explain {
        rule: one(given, "rule")?,
        path: given.get_one::<PathBuf>("in").cloned(),
        json: is_json(given),
        packs: many(given, "pack"),
        as_of: given.get_one::<Date>("as-of").copied(),
    }))
}

pub(super) fn list(locale: Locale) -> Command {
    let words = WHATS.map(|(word, _)| word);
    let what = place("what", locale.pick("WHAT", "内容"), Text::same(words.join("|")), locale).required(true);
    let what = what.value_parser(PossibleValuesParser::new(words)).hide_possible_values(true);
    let about = text!("List what the packs hold", "列出规则包中的内容");
    verb("list", about, "guiju list [选项] <内容>", locale).arg(what).arg(packs(locale)).arg(shape(locale))
}

pub(super) fn read_list(given: &ArgMatches) -> Option<Verb> {
    Some(Verb::List { what: word(given, "what", &WHATS)?, json: is_json(given), packs: many(given, "pack") })
}

pub(super) fn trace(locale: Locale) -> Command {
    let about = text!("Show which items serve each clause of the source", "列出来源的每一条款由哪些条目落实");
    verb("trace", about, "guiju trace [选项] [规则包]...", locale).arg(pack(locale).num_args(0..)).arg(shape(locale))
}

pub(super) fn read_trace(given: &ArgMatches) -> Verb {
    Verb::Trace { packs: many(given, "pack"), json: is_json(given) }
}

pub(super) fn docs(locale: Locale) -> Command {
    let about = text!(
        "Write the packs as pages of Markdown, in English and Chinese",
        "把规则包写成 Markdown 页面，中英文各一套"
    );
    let out = text!(
        "The folder to write to; pages in it that guiju did not write are left alone",
        "写入的文件夹；其中不是由 guiju 写的文件保持不动"
    );
    let out = value("out", out, locale).value_name(locale.pick("DIR", "文件夹"));
    verb("docs", about, "guiju docs [选项] --out <文件夹>", locale)
        .arg(out.required(true).value_parser(value_parser!(PathBuf)))
        .arg(packs(locale))
}

pub(super) fn read_docs(given: &ArgMatches) -> Option<Verb> {
    Some(Verb::Docs { out: given.get_one::<PathBuf>("out")?.clone(), packs: many(given, "pack") })
}
