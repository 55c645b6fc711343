//! The verbs, and the world around them: arguments, environment, clock, terminal, standard streams. All else is a function of these.

mod atomic;
mod badge;
mod bundle;
mod check;
mod crosswalk;
mod diff;
mod docs;
mod explain;
mod fix;
mod folder;
mod forecast;
mod git;
mod history;
mod init;
mod input;
mod interview;
mod keeper;
mod list;
mod lsp;
mod ordered;
mod outputs;
mod pack_diff;
mod pack_new;
mod pack_oscal;
mod pages;
mod plan;
mod progress;
mod projects;
mod report;
mod review;
mod revision;
mod schema;
mod shell;
mod terminal;
mod test;
mod trace;
mod usage;
mod variables;
mod verify;
mod watch;
mod why;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use crate::args::{self, Args, Pack, Verb};
use crate::error::{Error, os_reason};
use crate::evidence::{Disk, Seen, Watched};
use crate::judge::Judge;
use crate::locale::{Text, text};
use terminal::Terminal;
use variables::Asked;

/// At least one item was judged, and nothing stands at or above the limit.
const PASSED: u8 = 0;
/// Something stands at or above the limit.
const FAILED: u8 = 1;
/// Nothing could be judged.
const BROKEN: u8 = 2;

/// Runs the command line of this process and gives its exit status: 0 passed, 1 findings, 2 could not judge.
#[must_use]
pub fn main() -> ExitCode {
    let given: Vec<_> = std::env::args_os().collect();
    let locale = terminal::locale(&given);
    let Asked { matches, variables } = match variables::read(&given, locale) {
        Ok(asked) => asked,
        Err(wrong) => return ExitCode::from(usage::answer(&wrong, locale)),
    };
    let Some(args) = args::read(&matches) else { return ExitCode::from(BROKEN) };
    let terminal = Terminal::new(locale, args.colour);
    let status = run(&args, &terminal).unwrap_or_else(|error| terminal.tell(&error, args.verb.format()));
    if status == BROKEN {
        usage::tell_variables(&variables, locale);
    }
    ExitCode::from(status)
}

fn run(args: &Args, terminal: &Terminal) -> Result<u8, Error> {
    match &args.verb {
        Verb::Check(check) => check::run(check, args.locale, terminal),
        Verb::Init(asked) => init::run(asked, args.locale, terminal),
        Verb::Interview(asked) => interview::run(asked, args.locale, terminal),
        Verb::Explain(asked) => match &asked.path {
            None => explain::run(&asked.rule, &judge(&asked.packs)?, terminal),
            Some(path) => why::run(asked, path, args.locale, terminal),
        },
        Verb::List { what, json, packs } => list::run(*what, *json, &judge(packs)?, terminal),
        Verb::Trace { packs, json } => trace::run(&judge(packs)?, *json, terminal),
        Verb::Docs { out, packs } => docs::run(out, &judge(packs)?, terminal),
        Verb::Crosswalk(asked) => crosswalk::run(asked, args.locale, terminal),
        Verb::Forecast(asked) => forecast::run(asked, args.locale, terminal),
        Verb::Plan(asked) => plan::run(asked, args.locale, terminal),
        Verb::Badge(asked) => badge::run(asked, args.locale, terminal),
        Verb::Bundle(asked) => bundle::run(asked, args.locale, terminal),
        Verb::Verify(asked) => verify::run(asked, terminal),
        Verb::Report(asked) => report::run(asked, args.locale, terminal),
        Verb::Fix(asked) => fix::run(asked, args.locale, terminal),
        Verb::Review(review) => review::run(review, args.locale, terminal),
        Verb::Diff(diff) => diff::run(diff, terminal),
        Verb::Test(test) => test::run(test, terminal),
        Verb::Pack(Pack::Diff(diff)) => pack_diff::run(diff, terminal),
        Verb::Pack(Pack::New(new)) => pack_new::run(new, terminal),
        Verb::Pack(Pack::Oscal(asked)) => pack_oscal::run(asked, terminal),
        Verb::Schema { file, packs } => schema::run(*file, packs, terminal),
        Verb::Lsp(asked) => lsp::run(asked, args.locale, terminal),
        Verb::Completions { shell } => shell::completions(*shell, terminal),
        Verb::Man { out } => shell::man(out.as_deref(), terminal),
    }
}

/// A judge by the packs of the command line, on a day that does not matter.
fn judge(packs: &[String]) -> Result<Judge, Error> {
    with_packs(Judge::new(jiff::civil::Date::MIN), packs)
}

/// The judge with the packs that the command line names.
fn with_packs(judge: Judge, packs: &[String]) -> Result<Judge, Error> {
    with_packs_seen(judge, packs, None)
}

/// The same, with what is read of them noted.
fn with_packs_seen(judge: Judge, packs: &[String], seen: Option<&Arc<Seen>>) -> Result<Judge, Error> {
    packs.iter().try_fold(judge, |judge, pack| {
        if !is_folder(pack) {
            return Ok(judge.with_pack(pack.as_str()));
        }
        let (files, name) = pack_folder(pack)?.open()?;
        let name = format!("./{name}");
        Ok(match seen {
            None => judge.with_pack_folder(Box::new(files), name),
            Some(seen) => judge.with_pack_folder(Box::new(Watched::new(files, seen)), name),
        })
    })
}

/// Whether a pack is named by its folder, rather than by its id.
fn is_folder(pack: &str) -> bool {
    pack.contains(['/', '.', '\\'])
}

/// A pack in a folder, as the command line names it.
struct PackFolder {
    /// The folder around it: a pack may extend one beside it.
    parent: PathBuf,
    /// The pack's name in that.
    name: String,
    /// What stands before the name where it is shown.
    around: String,
}

impl PackFolder {
    fn open(self) -> Result<(Disk, String), Error> {
        let files = Disk::open(&self.parent, self.around).map_err(|error| no_pack(&self.name, &error))?;
        Ok((files, self.name))
    }
}

fn no_pack(pack: &str, error: &io::Error) -> Error {
    let Text { en, zh } = os_reason(error);
    Error::Plain(text!("the pack `{pack}` cannot be opened: {en}", "规则包 `{pack}` 无法打开：{zh}"))
}

/// Where a pack lies that the command line names by its folder.
fn pack_folder(pack: &str) -> Result<PackFolder, Error> {
    let path = Path::new(pack).canonicalize().map_err(|error| no_pack(pack, &error))?;
    let (Some(parent), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
        return Err(Error::Plain(text!("`{pack}` is no folder of a pack", "`{pack}` 不是规则包文件夹")));
    };
    let around = pack.trim_end_matches('/').strip_suffix(name).unwrap_or_default();
    let around = around.strip_prefix("./").unwrap_or(around).to_owned();
    Ok(PackFolder { parent: parent.to_owned(), name: name.to_owned(), around })
}

/// Writes results to standard output. A reader that has gone away is no fault of ours.
fn write(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let Text { en, zh } = os_reason(&error);
            Err(Error::Plain(text!("the output cannot be written: {en}", "无法写出结果：{zh}")))
        }
        _ => Ok(()),
    }
}
