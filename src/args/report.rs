//! What `report` takes.

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};
use jiff::civil::Date;

use super::parts::{as_of, choice, many, one, packs, paths, value, verb, word};
use crate::locale::{Locale, text};
use crate::render::Paper;

/// What `report` needs.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) paper: Paper,
    /// The file to write, or the folder where there are several projects; standard output when left out.
    pub(crate) output: Option<PathBuf>,
    pub(crate) packs: Vec<String>,
    pub(crate) as_of: Option<Date>,
    /// The revision or the day that the history begins with.
    pub(crate) since: Option<String>,
}

pub(super) fn report(locale: Locale) -> Command {
    let about = text!(
        "Write a report for people: the verdicts, what to do first, what falls due, and the lines that were judged",
        "生成供人阅读的报告：结论、优先事项、到期事项，以及所评判的原文"
    );
    let output = text!(
        "The file to write (default: standard output); with several manifests, the folder for an index and a page each",
        "要写入的文件（默认：标准输出）；有多份清单时，为存放索引和各项目页面的文件夹"
    );
    let since = text!(
        "Draw the score over the git history of the manifest, since a revision or a day (v1.0, 2026-01-31)",
        "绘制清单在 git 历史中的得分变化，自某个版本或日期起（v1.0、2026-01-31）"
    );
    verb("report", about, "guiju report [选项] [路径]...", locale)
        .arg(paths(locale))
        .arg(
            choice("format", Paper::WORDS.map(|(word, _)| word), text!("Format of the report", "报告格式"), locale)
                .default_value("html"),
        )
        .arg(
            value("output", output, locale)
                .short('o')
                .value_name(locale.pick("PATH", "路径"))
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(value("since", since, locale).value_name(locale.pick("REV|DATE", "版本|日期")))
        .arg(packs(locale))
        .arg(as_of(locale))
}

pub(super) fn read(given: &ArgMatches) -> Option<Report> {
    Some(Report {
        paths: given.get_many::<PathBuf>("paths").map(|paths| paths.cloned().collect()).unwrap_or_default(),
        paper: word(given, "format", &Paper::WORDS)?,
        output: given.get_one::<PathBuf>("output").cloned(),
        packs: many(given, "pack"),
        as_of: given.get_one::<Date>("as-of").copied(),
        since: one(given, "since"),
    })
}
