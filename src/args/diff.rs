//! What `diff` takes.

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};
use jiff::civil::Date;

use super::parts::{as_of, choice, flag, many, one, packs, place, value, verb, word};
use crate::locale::{Locale, text};
use crate::render::changes::Form;

/// What `diff` needs.
#[derive(Debug)]
pub(crate) struct Diff {
    pub(crate) what: Sides,
    pub(crate) form: Form,
}

/// What is held against what.
#[derive(Debug)]
pub(crate) enum Sides {
    /// Two reports in files.
    Files([PathBuf; 2]),
    /// A revision against the files as they are.
    Revision(Past),
}

/// How a revision and the files as they are are judged.
#[derive(Debug)]
pub(crate) struct Past {
    pub(crate) revision: String,
    pub(crate) path: PathBuf,
    pub(crate) packs: Vec<String>,
    pub(crate) as_of: Option<Date>,
    pub(crate) waivers: bool,
}

pub(super) fn diff(locale: Locale) -> Command {
    let about = text!(
        "Compare two JSON reports, or a git revision with the files as they are (exits 1 on a regression)",
        "比较两份 JSON 报告，或将某个 git 版本与当前文件比较（有退步时退出码为 1）"
    );
    let old = text!(
        "A report in a file; alone, a git revision (main, HEAD~3)",
        "报告文件；单独给出时为 git 版本（main、HEAD~3）"
    );
    let new = text!("The report that is compared with it", "与之比较的报告文件");
    let within = text!(
        "With a revision: a manifest, or a folder to look in (default: .)",
        "与 git 版本比较时：清单文件，或要查找的文件夹（默认：.）"
    );
    let form = choice("format", Form::WORDS.map(|(word, _)| word), text!("Format of the result", "结果格式"), locale);
    verb("diff", about, "guiju diff [选项] <旧报告> <新报告> | <版本>", locale)
        .arg(place("old", locale.pick("OLD", "旧"), old, locale).required(true).display_order(0))
        .arg(place("new", locale.pick("NEW", "新"), new, locale).display_order(1))
        .arg(
            value("in", within, locale)
                .value_name(locale.pick("PATH", "路径"))
                .value_parser(value_parser!(PathBuf))
                .conflicts_with("new")
                .display_order(2),
        )
        .arg(packs(locale).conflicts_with("new"))
        .arg(as_of(locale).conflicts_with("new"))
        .arg(flag("no-waivers", text!("Let no waiver count", "不承认任何豁免"), locale).conflicts_with("new"))
        .arg(form.default_value("text"))
}

pub(super) fn read(given: &ArgMatches) -> Option<Diff> {
    let old = one(given, "old")?;
    let what = match one(given, "new") {
        Some(new) => Sides::Files([PathBuf::from(old), PathBuf::from(new)]),
        None => Sides::Revision(Past {
            revision: old,
            path: given.get_one::<PathBuf>("in").cloned().unwrap_or_else(|| PathBuf::from(".")),
            packs: many(given, "pack"),
            as_of: given.get_one::<Date>("as-of").copied(),
            waivers: !given.get_flag("no-waivers"),
        }),
    };
    Some(Diff { what, form: word(given, "format", &Form::WORDS)? })
}
