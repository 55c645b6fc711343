//! The command line as clap sees it, in both languages, a file a family of verbs. What a verb does is for `command`.

mod author;
mod badge;
mod bundle;
mod check;
mod crosswalk;
mod diff;
mod fix;
mod forecast;
mod init;
mod interview;
mod look;
mod lsp;
mod manual;
mod pack;
mod parts;
mod plan;
mod report;
mod review;
mod shell;
mod variables;

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};
use clap_complete::Shell;

pub(crate) use author::Test;
pub(crate) use badge::Badge;
pub(crate) use bundle::{Bundle, Verify};
pub(crate) use check::{Baseline, Check, Deed};
pub(crate) use crosswalk::Crosswalk;
pub(crate) use diff::{Diff, Past, Sides};
pub(crate) use fix::Mend;
pub(crate) use forecast::Forecast;
pub(crate) use init::Init;
pub(crate) use interview::Interview;
pub(crate) use look::{Explain, What};
pub(crate) use lsp::Lsp;
pub(crate) use manual::{MARK, manual};
pub(crate) use pack::{Model, NewPack, Pack, PackDiff, PackOscal};
use parts::{choice, verb, word};
pub(crate) use plan::Plan;
pub(crate) use report::Report;
pub(crate) use review::Review;
pub(crate) use shell::script;
pub(crate) use variables::{Variable, variables};

use crate::locale::{Locale, text};
use crate::render::Format;
use crate::schema::File;

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
    Init(Init),
    Interview(Interview),
    Explain(Explain),
    List { what: What, json: bool, packs: Vec<String> },
    Trace { packs: Vec<String>, json: bool },
    Docs { out: PathBuf, packs: Vec<String> },
    Crosswalk(Crosswalk),
    Forecast(Forecast),
    Plan(Plan),
    Badge(Badge),
    Bundle(Bundle),
    Verify(Verify),
    Report(Report),
    Fix(Mend),
    Review(Review),
    Diff(Diff),
    Test(Test),
    Schema { file: File, packs: Vec<String> },
    Lsp(Lsp),
    Pack(Pack),
    Completions { shell: Shell },
    Man { out: Option<PathBuf> },
}

impl Verb {
    /// The format that was asked for.
    pub(crate) fn format(&self) -> Option<Format> {
        match self {
            Self::Check(check) => check.format,
            Self::Init(_)
            | Self::Interview(_)
            | Self::Explain(_)
            | Self::List { .. }
            | Self::Trace { .. }
            | Self::Docs { .. }
            | Self::Crosswalk(_)
            | Self::Forecast(_)
            | Self::Plan(_)
            | Self::Badge(_)
            | Self::Bundle(_)
            | Self::Verify(_)
            | Self::Report(_)
            | Self::Fix(_)
            | Self::Review(_)
            | Self::Diff(_)
            | Self::Test(_)
            | Self::Schema { .. }
            | Self::Lsp(_)
            | Self::Pack(_)
            | Self::Completions { .. }
            | Self::Man { .. } => None,
        }
    }
}

const COLOURS: [(&str, Colour); 3] = [("auto", Colour::Auto), ("always", Colour::Always), ("never", Colour::Never)];

/// The command line, with its help in one language.
pub(crate) fn command(locale: Locale) -> Command {
    let about = text!(
        "guiju 规矩 judges a project's AI-governance self-assessment: it looks whether the evidence carries the claim",
        "guiju 规矩：评判项目的人工智能治理自评，看证据是否撑得起声明"
    );
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let line = verb("guiju", about, "guiju [选项] <命令>", locale)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .arg(version.help(locale.pick("Print the version", "显示版本")))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .arg(choice("locale", ["en", "zh"], text!("Language of all texts", "文字所用语言"), locale).global(true))
        .arg(
            choice("color", COLOURS.map(|(word, _)| word), text!("When to use colour", "何时使用颜色"), locale)
                .global(true)
                .default_value("auto"),
        );
    variables::shown(line, locale)
        .subcommand(variables::shown(check::check(locale), locale))
        .subcommand(init::init(locale))
        .subcommand(interview::interview(locale))
        .subcommand(look::explain(locale))
        .subcommand(look::list(locale))
        .subcommand(look::trace(locale))
        .subcommand(look::docs(locale))
        .subcommand(crosswalk::crosswalk(locale))
        .subcommand(forecast::forecast(locale))
        .subcommand(plan::plan(locale))
        .subcommand(badge::badge(locale))
        .subcommand(bundle::bundle(locale))
        .subcommand(bundle::verify(locale))
        .subcommand(report::report(locale))
        .subcommand(fix::fix(locale))
        .subcommand(review::review(locale))
        .subcommand(diff::diff(locale))
        .subcommand(author::test(locale))
        .subcommand(pack::pack(locale))
        .subcommand(author::schema(locale))
        .subcommand(lsp::lsp(locale))
        .subcommand(shell::completions(locale))
        .subcommand(shell::man(locale))
}

/// What the matches mean. clap has made sure that all words are known.
pub(crate) fn read(matches: &ArgMatches) -> Option<Args> {
    let (name, given) = matches.subcommand()?;
    let verb = match name {
        "check" => Verb::Check(check::read(given)),
        "init" => Verb::Init(init::read(given)?),
        "interview" => Verb::Interview(interview::read(given)?),
        "explain" => look::read_explain(given)?,
        "list" => look::read_list(given)?,
        "trace" => look::read_trace(given),
        "docs" => look::read_docs(given)?,
        "crosswalk" => Verb::Crosswalk(crosswalk::read(given)?),
        "forecast" => Verb::Forecast(forecast::read(given)?),
        "plan" => Verb::Plan(plan::read(given)?),
        "badge" => Verb::Badge(badge::read(given)?),
        "bundle" => Verb::Bundle(bundle::read(given)?),
        "verify" => Verb::Verify(bundle::read_verify(given)?),
        "report" => Verb::Report(report::read(given)?),
        "fix" => Verb::Fix(fix::read(given)),
        "review" => Verb::Review(review::read(given)),
        "diff" => Verb::Diff(diff::read(given)?),
        "test" => Verb::Test(author::read(given)?),
        "pack" => Verb::Pack(pack::read(given)?),
        "schema" => author::read_schema(given)?,
        "lsp" => Verb::Lsp(lsp::read(given)),
        "completions" => shell::read_completions(given)?,
        "man" => shell::read_man(given),
        _ => return None,
    };
    Some(Args {
        verb,
        locale: matches.get_one::<String>("locale").and_then(|tag| Locale::from_tag(tag)),
        colour: word(matches, "color", &COLOURS).unwrap_or(Colour::Auto),
    })
}
