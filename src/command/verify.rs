//! `guiju verify`: holds a bundle against its digests, and judges it again by the packs in it, or by others. A bundle may come from
//! anybody: it is opened beneath a handle of its folder, no link in it is followed, and nothing is written.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::bundle::stored_pack;
use super::terminal::{Terminal, say};
use super::{BROKEN, FAILED, PASSED, with_packs, write};
use crate::args::Verify;
use crate::bundle::{
    self, Again, Bundle, Fault, INDEX, LARGEST, LONGEST_LIST, MOST_FILES, REPORT, Replay, SEEN, SUMS, Seen, Trust,
};
use crate::bundle::{Stored, Verification, first_difference, hold, worth_telling};
use crate::diff::{self, Origin, Run, RunsDiff};
use crate::error::{Error, os_reason};
use crate::evidence::{Disk, Files, Record, Recorded, Refusal, sha256, slashed};
use crate::judge::Judge;
use crate::load::{self, load};
use crate::locale::{Text, text};
use crate::pack::{Instead, Library};
use crate::render::bundle::{made, verdict, verification};
use crate::source::Source;

/// How deep folders lie in a bundle at most.
const DEEPEST: usize = 128;

/// Verifies, tells, and gives the exit status: 0 where the bundle says the same, 1 where it does not, 2 where that cannot be found out.
pub(super) fn run(asked: &Verify, terminal: &Terminal) -> Result<u8, Error> {
    let shown = load::shown(&asked.folder);
    let disk = Disk::open(&asked.folder, "").map(Arc::new).map_err(|error| {
        let Text { en, zh } = os_reason(&error);
        Error::Plain(text!("`{shown}` cannot be opened: {en}", "`{shown}` 无法打开：{zh}"))
    })?;
    let index = list(&disk, INDEX, &shown)?;
    let bundle = bundle::read(&Source::new(format!("{shown}/{INDEX}"), index.clone()))?;
    let there = inventory(&asked.folder, &shown)?;
    let mut faults = hold(&bundle, &index, &there, &disk);
    let seen = match there.get(SEEN) {
        Some(true) => Seen::read(&Source::new(format!("{shown}/{SEEN}"), list(&disk, SEEN, &shown)?))?,
        _ => Seen::default(),
    };
    let again = Judging { asked, bundle: &bundle, disk: &disk }.judge(seen, &mut faults);
    let found = Verification {
        folder: shown,
        files: bundle.entries.len(),
        facts: bundle.facts,
        seal: disk
            .read(SUMS, LONGEST_LIST)
            .ok()
            .filter(|_| there.get(SUMS) == Some(&true))
            .map(|sums| sha256(&sums.bytes)),
        faults,
        again: again.map_err(|error| Text {
            en: error.text(crate::locale::Locale::En),
            zh: error.text(crate::locale::Locale::Zh),
        }),
    };
    write(&verification(&found, asked.json, &terminal.view(false, found.facts.as_of)))?;
    say(&format!("guiju: {}", verdict(&found).get(terminal.locale)));
    Ok(match (&found.again, found.is_same()) {
        (Err(_), _) => BROKEN,
        (Ok(_), true) => PASSED,
        (Ok(_), false) => FAILED,
    })
}

/// The text of a list of the bundle.
fn list(disk: &Disk, name: &str, shown: &str) -> Result<String, Error> {
    let refuse = |Text { en, zh }: Text| {
        Error::Plain(text!(
            "`{shown}` is no bundle that can be read: `{name}`: {en}",
            "`{shown}` 不是可读取的证据包：`{name}`：{zh}"
        ))
    };
    let contents = disk.read(name, LONGEST_LIST).map_err(|refusal: Refusal| refuse(refusal.text()))?;
    if !contents.is_whole() {
        return Err(refuse(text!("it is too large", "文件过大")));
    }
    String::from_utf8(contents.bytes).map_err(|_| refuse(text!("it is not UTF-8", "不是 UTF-8 编码")))
}

/// Every path below a folder, and whether a file stands there. No link is followed.
fn inventory(folder: &Path, shown: &str) -> Result<BTreeMap<String, bool>, Error> {
    let (mut there, mut met) = (BTreeMap::new(), 0);
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((at, depth)) = folders.pop() {
        let refuse = |error: std::io::Error| {
            let (at, Text { en, zh }) = (at.display(), os_reason(&error));
            Error::Plain(text!("`{at}` cannot be read: {en}", "`{at}` 无法读取：{zh}"))
        };
        for entry in fs::read_dir(&at).map_err(refuse)? {
            let entry = entry.map_err(refuse)?;
            let (kind, path) = (entry.file_type().map_err(refuse)?, entry.path());
            met += 1;
            if met > 2 * MOST_FILES {
                return Err(Error::Plain(text!(
                    "`{shown}` holds too many files to be a bundle",
                    "`{shown}` 的文件过多，不是证据包"
                )));
            }
            if kind.is_dir() && depth < DEEPEST {
                folders.push((path, depth + 1));
                continue;
            }
            let within = path.strip_prefix(folder).unwrap_or(&path);
            let name = slashed(within);
            let is_file = kind.is_file() && name.is_some();
            there.insert(name.unwrap_or_else(|| within.to_string_lossy().into_owned()), is_file);
        }
    }
    Ok(there)
}

/// A bundle that is judged again.
struct Judging<'a> {
    asked: &'a Verify,
    bundle: &'a Bundle,
    disk: &'a Arc<Disk>,
}

impl Judging<'_> {
    /// Judges; what does not come out as it stands in the bundle is added to the faults.
    fn judge(self, seen: Seen, faults: &mut Vec<Fault>) -> Result<Again, Error> {
        let Self { asked, bundle, disk } = self;
        let by_others = !asked.packs.is_empty();
        let judge = Judge::new(bundle.facts.as_of);
        let judge = if by_others { with_packs(judge, &asked.packs)? } else { by_own(judge, bundle, disk) };
        let record = Arc::new(Record::default());
        let replay = Arc::new(Replay::new(Arc::clone(disk), bundle::PROJECT, &bundle.entries, seen));
        let files = Recorded::new(Arc::clone(&replay), &record);
        let judged = judge.judge_loaded(&files, load(&files, &bundle.facts.manifest).map_err(Error::Manifest)?)?;
        let is_same_tool = bundle.facts.tool == env!("CARGO_PKG_VERSION");
        let rules: Vec<_> = judged.report.packs.iter().map(|pack| (pack.clone(), Trust::of(pack))).collect();
        let made = made(&bundle.facts, &judged);
        faults.extend(replay.beyond().into_iter().map(|path| Fault::Beyond { path }));
        if !by_others {
            faults.extend(unread(bundle, &replay, &record));
            faults.extend(other_packs(bundle, &rules, is_same_tool, disk));
            if is_same_tool {
                let told = worth_telling(faults, remade(bundle, &made, disk));
                faults.extend(told);
            }
        }
        let diff = compare(made.get(REPORT).map(Vec::as_slice), disk);
        Ok(Again { rules, by_others, to_the_byte: is_same_tool && !by_others, diff })
    }
}

/// The judge by the packs in a bundle. One that is built in to the byte is taken from there.
fn by_own(judge: Judge, bundle: &Bundle, disk: &Arc<Disk>) -> Judge {
    let packs = || Replay::new(Arc::clone(disk), bundle::PACKS, &bundle.entries, Seen::default());
    let files = packs();
    let is_other =
        |id: &&str| Library::digest_of(&files, id).is_some_and(|digest| Library::digest(id) != Some(&digest));
    let ids: Vec<_> = Library::embedded().filter(is_other).map(str::to_owned).collect();
    let judge = bundle.facts.asked.iter().fold(judge, |judge, name| {
        if name.starts_with("./") {
            judge.with_pack_folder(Box::new(packs().shown(bundle::PACKS)), name.as_str())
        } else {
            judge.with_pack(name.as_str())
        }
    });
    if ids.is_empty() { judge } else { judge.with_instead(Instead { files: Box::new(files), ids }) }
}

/// The files that judging did not read, and those below the packs that are of none.
fn unread(bundle: &Bundle, replay: &Replay<Arc<Disk>>, record: &Record) -> Vec<Fault> {
    let read = record.take().read;
    let idle = replay.places().iter().filter(|(path, _)| !read.contains_key(path.as_str())).map(|(_, place)| place);
    let is_rule = |path: &str| {
        let folders = bundle.facts.packs.iter().map(|fact| fact.folder.as_str());
        let mut within = folders.filter_map(|folder| path.strip_prefix(folder)?.strip_prefix('/'));
        within.any(|file| Path::new(file).extension().is_some_and(|end| end == "toml"))
    };
    let stray = bundle.entries.keys().filter(|path| path.starts_with(bundle::PACKS) && !is_rule(path));
    idle.chain(stray).map(|path| Fault::Unread { path: path.clone() }).collect()
}

/// The packs that are not those that the bundle names, or that bear a name of this guiju's own.
fn other_packs(
    bundle: &Bundle,
    rules: &[(crate::report::PackReport, Trust)],
    is_same_tool: bool,
    disk: &Disk,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (pack, trust) in rules {
        let said = bundle.facts.packs.iter().find(|fact| fact.pack.id == pack.id);
        if said.is_none_or(|said| said.pack != *pack) {
            let was = said.map(|said| said.pack.sha256.clone()).unwrap_or_default();
            faults.push(Fault::PackChanged { id: pack.id.clone(), is: pack.sha256.clone(), was });
        }
        if let (Trust::Other { built_in }, true) = (trust, is_same_tool) {
            let (id, is, built_in) = (pack.id.clone(), pack.sha256.clone(), (*built_in).to_owned());
            faults.push(Fault::OtherPack { id, is, built_in });
            faults.extend(stored_pack(&pack.id).filter_map(|(path, text)| differs(disk, path, &text)));
        }
    }
    faults
}

/// What is made of a verdict and comes out otherwise than it stands in the bundle.
fn remade(bundle: &Bundle, made: &Stored, disk: &Disk) -> Vec<Fault> {
    made.iter()
        .filter(|(path, _)| !matches!(disk.read(path, 0), Err(Refusal::Missing) if bundle.entries.contains_key(path.as_str())))
        .filter_map(|(path, text)| differs(disk, path.clone(), text))
        .collect()
}

fn differs(disk: &Disk, path: String, should: &[u8]) -> Option<Fault> {
    match disk.read(&path, LARGEST) {
        Ok(is) => first_difference(&is.bytes, should).map(|difference| Fault::Remade { path, difference }),
        Err(_) => Some(Fault::Missing { path }),
    }
}

/// What the report in the bundle concludes, held against what is concluded `now`; none where the one is no report any more.
fn compare(now: Option<&[u8]>, disk: &Disk) -> Option<RunsDiff> {
    let stored = disk.read(REPORT, LARGEST).ok().filter(crate::evidence::Contents::is_whole)?;
    // Both are read from what is written, which alone tells findings apart in the same way.
    let [stored, now] = [stored.bytes.as_slice(), now?].map(run_of);
    Some(diff::runs(stored?, Run { origin: Origin::Worktree, ..now? }))
}

fn run_of(report: &[u8]) -> Option<Run> {
    diff::read(&Source::new(REPORT, std::str::from_utf8(report).ok()?.to_owned())).ok()
}
