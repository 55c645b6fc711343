//! `guiju check --watch`: judges again when something changes that was read: a manifest, its waivers and reviews, its packs, its evidence.
//!
//! It asks four times a second how these files stand, and less often where there are so many that the answer takes long. That is some
//! dozens of questions to the system, about a thousandth of a core. A library that is told of changes would bring five crates here, others elsewhere, and threads, and would still have to ask on
//! network drives. Ctrl-C ends the program as it ends any other: a shell calls that 130.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::check;
use super::outputs::absolute;
use super::terminal::{Terminal, can_clear, say};
use crate::args::{Check, Deed};
use crate::error::Error;
use crate::evidence::{Seen, UNFINISHED};
use crate::locale::{Locale, text};

/// How long nothing is asked.
const PAUSE: Duration = Duration::from_millis(250);
/// Nothing is asked for so many times as long as the last look took, where that is longer: asking takes a hundredth of a core at most.
const REST: u32 = 100;
/// After so many looks, what does not come to rest is judged as it is.
const PATIENCE: u32 = 8;

/// Judges, and again at every change, until the reader goes away.
///
/// # Errors
///
/// When the first run cannot begin. What goes wrong later is told, and may be mended.
pub(super) fn run(check: &Check, asked: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let written = check.baseline.iter().filter(|baseline| baseline.deed != Deed::Use).map(|baseline| &baseline.path);
    let own: Vec<_> = check.outputs.iter().map(|(_, path)| path).chain(written).map(|path| absolute(path)).collect();
    let mut watch = Watch::default();
    let mut status = None;
    loop {
        if let Some(status) = status
            && begin_anew().is_err()
        {
            return Ok(status);
        }
        let seen = Arc::new(Seen::default());
        let ended = check::once(check, asked, terminal, Some(&seen));
        let mut paths = seen.paths();
        // What guiju writes is no reason to judge.
        paths.retain(|path| !own.contains(&absolute(path)));
        match ended {
            Ok(ended) => status = Some(ended),
            Err(error) if status.is_none() => return Err(error),
            Err(error) => {
                status = Some(terminal.tell(&error, check.format));
                // What has vanished may come back.
                paths.extend(watch.paths().cloned());
            }
        }
        watch.rest_on(paths);
        if !check.quiet {
            let count = watch.paths().count();
            let told = text!(
                "guiju: watching {count} files and folders; Ctrl-C ends it",
                "guiju: 正在监视 {count} 个文件和文件夹，按 Ctrl-C 结束"
            );
            say(told.get(terminal.locale));
        }
        watch.wait();
    }
}

/// Begins another run: on a terminal with an empty screen, else a line below the one before.
fn begin_anew() -> io::Result<()> {
    let mut out = io::stdout().lock();
    let between = if can_clear() { "\u{1b}[2J\u{1b}[H" } else { "\n" };
    out.write_all(between.as_bytes()).and_then(|()| out.flush())
}

/// How a path stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stamp {
    Missing,
    File {
        modified: Option<SystemTime>,
        bytes: u64,
    },
    /// What stands in it, sorted.
    Folder(Vec<OsString>),
}

type Stamps = BTreeMap<PathBuf, Stamp>;

fn stamp(path: &Path) -> Stamp {
    match fs::metadata(path) {
        Err(_) => Stamp::Missing,
        Ok(found) if found.is_dir() => {
            let entries = fs::read_dir(path).into_iter().flatten().filter_map(Result::ok);
            let names = entries.map(|entry| entry.file_name());
            let mut names: Vec<_> = names.filter(|name| !name.to_string_lossy().starts_with(UNFINISHED)).collect();
            names.sort();
            Stamp::Folder(names)
        }
        Ok(found) => Stamp::File { modified: found.modified().ok(), bytes: found.len() },
    }
}

fn stamps<'p>(paths: impl Iterator<Item = &'p PathBuf>) -> Stamps {
    paths.map(|path| (path.clone(), stamp(path))).collect()
}

/// What is watched, and how it stood when it was judged.
#[derive(Default)]
struct Watch {
    judged: Stamps,
    /// How it stands now, where that is something else, and for how many looks it has been so.
    changed: Option<(Stamps, u32)>,
}

impl Watch {
    fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.judged.keys()
    }

    /// Waits until it is time to judge.
    fn wait(&mut self) {
        loop {
            let began = Instant::now();
            if self.look(stamps(self.paths())) {
                return;
            }
            thread::sleep(PAUSE.max(began.elapsed().saturating_mul(REST)));
        }
    }

    /// Takes a look: whether it is time to judge, since something is not as it was and has come to rest.
    fn look(&mut self, now: Stamps) -> bool {
        if now == self.judged {
            self.changed = None;
            return false;
        }
        let (before, looks) = self.changed.take().unzip();
        let looks = looks.unwrap_or_default() + 1;
        let rests = before.as_ref() == Some(&now) || looks >= PATIENCE;
        self.changed = Some((now, looks));
        rests
    }

    /// Watches these from now on. What was watched before counts as it stood before the run, so that nothing is missed that changed
    /// meanwhile.
    fn rest_on(&mut self, paths: BTreeSet<PathBuf>) {
        let before = self.changed.take().map(|(stamps, _)| stamps).unwrap_or_default();
        let stamp = |path: PathBuf| {
            let stamp = before.get(&path).cloned().unwrap_or_else(|| stamp(&path));
            (path, stamp)
        };
        self.judged = paths.into_iter().map(stamp).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(bytes: u64) -> Stamp {
        Stamp::File { modified: None, bytes }
    }

    fn standing<const N: usize>(stamps: [(&str, Stamp); N]) -> Stamps {
        stamps.into_iter().map(|(path, stamp)| (PathBuf::from(path), stamp)).collect()
    }

    fn watching(judged: Stamps) -> Watch {
        Watch { judged, changed: None }
    }

    #[test]
    fn a_change_is_judged_once_it_has_come_to_rest() {
        let mut watch = watching(standing([("a", file(1))]));
        assert!(!watch.look(standing([("a", file(1))])));
        // An editor that empties a file before it writes it anew.
        assert!(!watch.look(standing([("a", file(0))])));
        assert!(!watch.look(standing([("a", file(2))])));
        assert!(watch.look(standing([("a", file(2))])));
    }

    #[test]
    fn what_is_as_it_was_again_is_not_judged() {
        let mut watch = watching(standing([("a", file(1))]));
        assert!(!watch.look(standing([("a", Stamp::Missing)])));
        assert!(!watch.look(standing([("a", file(1))])));
        assert!(!watch.look(standing([("a", Stamp::Missing)])));
        assert!(watch.look(standing([("a", Stamp::Missing)])));
    }

    #[test]
    fn what_never_rests_is_judged_all_the_same() {
        let mut watch = watching(standing([("log", file(0))]));
        let looks = (1..100).take_while(|at| !watch.look(standing([("log", file(*at))]))).count();
        assert_eq!(looks + 1, PATIENCE as usize);
    }

    #[test]
    fn a_change_during_the_run_is_none_the_less_one() {
        let folder = tempfile::tempdir().unwrap();
        let [old, new] = ["old.md", "new.md"].map(|name| folder.path().join(name));
        fs::write(&old, "one").unwrap();
        let mut watch = watching(stamps([&old].into_iter()));
        fs::write(&old, "three").unwrap();
        let now = || stamps([&old].into_iter());
        assert!(!watch.look(now()));
        assert!(watch.look(now()));
        fs::write(&old, "saved while it was judged").unwrap();
        watch.rest_on(BTreeSet::from([old.clone(), new.clone()]));
        let now = || stamps([&old, &new].into_iter());
        assert!(!watch.look(now()));
        assert!(watch.look(now()));
    }

    #[test]
    fn a_folder_stands_by_what_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let before = stamp(folder.path());
        fs::write(folder.path().join(format!("{UNFINISHED}1-0")), "x").unwrap();
        assert_eq!(stamp(folder.path()), before);
        fs::write(folder.path().join("a.md"), "x").unwrap();
        let with = stamp(folder.path());
        assert_ne!(with, before);
        fs::write(folder.path().join("a.md"), "longer").unwrap();
        assert_eq!(stamp(folder.path()), with);
        assert_eq!(stamp(&folder.path().join("gone.md")), Stamp::Missing);
    }
}
