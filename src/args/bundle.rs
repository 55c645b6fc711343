//! What `bundle` and `verify` take.

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};
use jiff::civil::Date;

use super::parts::{as_of, flag, folder, is_json, many, packs, place, shape, value, verb};
use crate::locale::{Locale, text};

/// What `bundle` needs.
#[derive(Debug)]
pub(crate) struct Bundle {
    pub(crate) path: PathBuf,
    pub(crate) output: PathBuf,
    /// Whether a bundle that stands there is replaced.
    pub(crate) force: bool,
    pub(crate) packs: Vec<String>,
    pub(crate) as_of: Option<Date>,
}

/// What `verify` needs.
#[derive(Debug)]
pub(crate) struct Verify {
    pub(crate) folder: PathBuf,
    pub(crate) json: bool,
    pub(crate) packs: Vec<String>,
}

pub(super) fn bundle(locale: Locale) -> Command {
    let about = text!(
        "Write all that a verdict rests on into one folder, for an auditor to carry away: report, manifest, rules, evidence, digests",
        "把结论所依据的一切写入一个文件夹，供审计人员带走：报告、清单、规则、证据和摘要"
    );
    let output = text!("The folder to write, outside the project", "要写入的文件夹，须在项目之外");
    let force = text!("Replace a bundle that stands there", "替换该处已有的证据包");
    verb("bundle", about, "guiju bundle [选项] --output <文件夹> [路径]", locale)
        .arg(folder(locale))
        .arg(
            value("output", output, locale)
                .value_name(locale.pick("DIR", "文件夹"))
                .required(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("force", force, locale))
        .arg(packs(locale))
        .arg(as_of(locale))
}

pub(super) fn read(given: &ArgMatches) -> Option<Bundle> {
    Some(Bundle {
        path: given.get_one::<PathBuf>("path")?.clone(),
        output: given.get_one::<PathBuf>("output")?.clone(),
        force: given.get_flag("force"),
        packs: many(given, "pack"),
        as_of: given.get_one::<Date>("as-of").copied(),
    })
}

pub(super) fn verify(locale: Locale) -> Command {
    let about = text!(
        "Hold a bundle against its digests, judge it again, and tell whether it says the same and which byte changed",
        "核对证据包的摘要，重新评判，并说明结论是否一致、哪个字节有改动"
    );
    let folder = text!("The folder of the bundle", "证据包所在的文件夹");
    verb("verify", about, "guiju verify [选项] <文件夹>", locale)
        .arg(
            place("folder", locale.pick("DIR", "文件夹"), folder, locale)
                .required(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(packs(locale).help(locale.pick(
            "Judge by this pack instead of those in the bundle: a built-in one, or a folder (./acme)",
            "改用此规则包而不用证据包中的：内置的，或文件夹（./acme）",
        )))
        .arg(shape(locale))
}

pub(super) fn read_verify(given: &ArgMatches) -> Option<Verify> {
    Some(Verify {
        folder: given.get_one::<PathBuf>("folder")?.clone(),
        json: is_json(given),
        packs: many(given, "pack"),
    })
}
