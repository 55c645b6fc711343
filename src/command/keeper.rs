//! A baseline on its way through a run of `check`: read before anything is judged, used project by project, and written or pruned when all
//! is judged. What may stand in one is decided in `baseline`.

mod home;

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use super::atomic::Pending;
use super::input::{read, unread};
use super::outputs::absolute;
use super::terminal::{Terminal, say};
use crate::args::{self, Deed};
use crate::baseline::{Baseline, Entry, Held, Id, Taking};
use crate::error::Error;
use crate::locale::{Locale, Text, text};
use crate::render::{Format, one_line};
use crate::report::ProjectReport;
use crate::source::Source;
use home::Home;

/// How many entries are told one by one.
const TOLD: usize = 10;

/// A baseline in use.
pub(super) struct Keeper {
    shown: String,
    deed: Deed,
    home: Home,
    /// As it was read; empty where there is none yet.
    baseline: Baseline,
    /// Where it is written; none where it is only read.
    pending: Option<Pending>,
}

/// What was seen in the projects of the run.
#[derive(Default)]
pub(super) struct Seen {
    manifests: BTreeSet<String>,
    met: BTreeSet<Id>,
    found: Vec<Entry>,
    /// By manifest and item.
    barred: BTreeSet<(String, String)>,
}

impl Keeper {
    /// Reads the baseline, and makes sure that it can be written where it is to be.
    pub(super) fn open(asked: &args::Baseline, outputs: &[(Format, PathBuf)]) -> Result<Self, Error> {
        let args::Baseline { path, deed } = asked;
        let shown = path.display().to_string();
        if *deed != Deed::Use && outputs.iter().any(|(_, output)| absolute(output) == absolute(path)) {
            return Err(Error::Plain(text!(
                "a report and the baseline are to be written to `{shown}`; give each a file of its own",
                "报告和基线要写入同一个文件 `{shown}`；请各指定一个文件"
            )));
        }
        let baseline = match read(path) {
            Ok(text) => Baseline::read(&Source::new(shown.clone(), text))?,
            Err(error) if *deed == Deed::Write && error.kind() == io::ErrorKind::NotFound => Baseline::default(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(Error::Plain(text!(
                    "there is no file `{shown}`; `guiju check --write-baseline {shown}` writes it",
                    "没有文件 `{shown}`；可用 `guiju check --write-baseline {shown}` 写出"
                )));
            }
            Err(error) => return Err(unread(&shown, &error)),
        };
        let pending = if *deed == Deed::Use { None } else { Some(Pending::open(path)?) };
        let home = Home::of(path).map_err(|error| unread(&shown, &error))?;
        Ok(Self { shown: one_line(&shown), deed: *deed, home, baseline, pending })
    }

    /// Takes out of a report what does not count.
    pub(super) fn hold(&self, report: &mut ProjectReport) -> Held {
        let taking = if self.deed == Deed::Write { Taking::All } else { Taking::Known };
        self.baseline.hold(report, taking, &|path| self.home.named(path))
    }

    /// Notes what was seen in a project.
    pub(super) fn note(&self, held: Held, seen: &mut Seen) {
        let Held { manifest, mut met, found, barred } = held;
        seen.met.append(&mut met);
        if self.deed == Deed::Write {
            seen.found.extend(found);
        }
        seen.barred.extend(barred.into_iter().map(|item| (manifest.clone(), item)));
        seen.manifests.insert(manifest);
    }

    /// Writes the baseline where that was asked for, and tells what came of it. `is_whole`: every manifest was judged; `all_items`: and in
    /// each every item.
    pub(super) fn end(self, seen: Seen, is_whole: bool, all_items: bool, terminal: &Terminal) -> Result<(), Error> {
        Ended { keeper: self, seen }.end(is_whole, all_items, terminal)
    }
}

/// A baseline when all is judged.
struct Ended {
    keeper: Keeper,
    seen: Seen,
}

impl Ended {
    fn end(mut self, is_whole: bool, all_items: bool, terminal: &Terminal) -> Result<(), Error> {
        let locale = terminal.locale;
        self.tell_barred(locale);
        let pending = self.keeper.pending.take();
        if !is_whole {
            if pending.is_some() {
                let shown = &self.keeper.shown;
                tell(&text!("`{shown}` is left as it was", "`{shown}` 保持原样"), locale);
            }
            return Ok(());
        }
        match (self.keeper.deed, pending) {
            (Deed::Write, Some(pending)) => self.rewrite(pending, locale),
            (_, Some(pending)) => self.prune(pending, locale),
            (_, None) => {
                if all_items {
                    self.tell_gone(locale);
                }
                Ok(())
            }
        }
    }

    /// Whether an entry should have been met in this run: its manifest was judged, or is there no longer.
    fn is_due(&self, entry: &Entry) -> bool {
        self.seen.manifests.contains(&entry.manifest) || !self.keeper.home.folder.join(&entry.manifest).exists()
    }

    fn rewrite(mut self, mut pending: Pending, locale: Locale) -> Result<(), Error> {
        let old = self.keeper.baseline.clone();
        let mut baseline = std::mem::take(&mut self.keeper.baseline);
        baseline.take_out(|_, entry| self.is_due(entry));
        self.seen.found.drain(..).for_each(|entry| baseline.insert(entry));
        pending.write(&baseline.write())?;
        pending.finish()?;
        let new = baseline.iter().filter(|(id, _)| !old.has(id)).count();
        let gone = old.iter().filter(|(id, _)| !baseline.has(id)).count();
        let (shown, count) = (&self.keeper.shown, baseline.len());
        tell(
            &text!(
                "`{shown}` written with {count} findings: {new} new, {gone} gone",
                "已写入 `{shown}`，共 {count} 个问题：新增 {new} 个，删去 {gone} 个"
            ),
            locale,
        );
        Ok(())
    }

    fn prune(mut self, mut pending: Pending, locale: Locale) -> Result<(), Error> {
        let mut baseline = std::mem::take(&mut self.keeper.baseline);
        let gone = baseline.take_out(|id, entry| !self.seen.met.contains(id) && self.is_due(entry));
        let (shown, count) = (&self.keeper.shown, gone.len());
        if gone.is_empty() {
            tell(&text!("nothing is to be taken out of `{shown}`", "`{shown}` 中没有要删去的内容"), locale);
            return Ok(());
        }
        pending.write(&baseline.write())?;
        pending.finish()?;
        tell(&text!("taken out of `{shown}`, {count} in all:", "已从 `{shown}` 中删去 {count} 条："), locale);
        list(gone.iter().map(Entry::line), locale);
        Ok(())
    }

    fn tell_gone(&self, locale: Locale) {
        let is_gone = |(id, entry): &(&Id, &Entry)| !self.seen.met.contains(*id) && self.is_due(entry);
        let mut gone: Vec<_> = self.keeper.baseline.iter().filter(is_gone).map(|(_, entry)| entry).collect();
        gone.sort();
        if gone.is_empty() {
            return;
        }
        let (shown, count) = (&self.keeper.shown, gone.len());
        tell(
            &text!(
                "nothing matches these entries of `{shown}` any more, {count} in all; take them out with `--prune-baseline`:",
                "`{shown}` 中有 {count} 条已不再出现；请用 `--prune-baseline` 删去："
            ),
            locale,
        );
        list(gone.into_iter().map(Entry::line), locale);
    }

    fn tell_barred(&self, locale: Locale) {
        if self.seen.barred.is_empty() {
            return;
        }
        let count = self.seen.barred.len();
        tell(
            &text!(
                "no baseline hides a required item whose evidence does not carry its claim, {count} in all:",
                "必需条目名不副实时，基线不能将其隐藏，共 {count} 项："
            ),
            locale,
        );
        list(self.seen.barred.iter().map(|(manifest, item)| format!("{manifest}: {item}")), locale);
    }
}

fn tell(told: &Text, locale: Locale) {
    say(&format!("guiju: {}", told.get(locale)));
}

fn list(lines: impl ExactSizeIterator<Item = String>, locale: Locale) {
    let more = lines.len().saturating_sub(TOLD);
    for line in lines.take(TOLD) {
        say(&format!("  {}", one_line(&line)));
    }
    if more > 0 {
        say(text!("  and {more} more", "  另有 {more} 条").get(locale));
    }
}
