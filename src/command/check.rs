//! `guiju check`: finds manifests, judges them side by side, and writes each report as soon as those before it are written.

use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::history;
use super::keeper::Keeper;
use super::outputs::Outputs;
use super::progress::Progress;
use super::projects::{Around, find, judge_with, piped, today};
use super::terminal::{Terminal, say};
use super::{BROKEN, FAILED, PASSED, watch, with_packs_seen};
use crate::args::Check;
use crate::error::Error;
use crate::evidence::Seen;
use crate::finding::{Code, Finding, Problem};
use crate::judge::Judge;
use crate::load;
use crate::locale::{Locale, text};
use crate::manifest::MANIFEST;
use crate::render::{self, Unjudged};
use crate::report::{PackReport, ProjectReport, Totals};
use crate::source::{Source, Span};

/// How many projects are judged before the first of them is written: memory does not grow with their number.
const BATCH: usize = 64;

/// Judges, writes, and gives the exit status.
pub(super) fn run(check: &Check, asked: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    if check.watch { watch::run(check, asked, terminal) } else { once(check, asked, terminal, None) }
}

/// The same, once; what is looked at is noted where somebody watches.
pub(super) fn once(
    check: &Check,
    asked: Option<Locale>,
    terminal: &Terminal,
    seen: Option<&Arc<Seen>>,
) -> Result<u8, Error> {
    let today = check.as_of.map_or_else(today, Ok)?;
    let (manifests, around) = manifests(check, seen)?;
    let mut outputs = Outputs::open(check, terminal, today)?;
    let mut baseline = check.baseline.as_ref().map(|asked| Keeper::open(asked, &check.outputs)).transpose()?;
    let judge = Judge::new(today).waivers(check.waivers).details(outputs.show_details());
    let judge = if manifests.len() > 1 { judge.for_many() } else { judge };
    let judge = if let Some(glob) = &check.only { judge.only(glob)? } else { judge };
    let judge = if let Some(address) = &check.docs { judge.docs(address)? } else { judge };
    // The process ends with the run, unless somebody watches: taking the packs apart then would be work for nobody.
    let judge = ManuallyDrop::new(with_packs_seen(judge, &check.packs, seen)?);
    let mut run = Run::default();
    outputs.begin()?;
    let pool = if manifests.len() > 1 && check.jobs != 1 { Some(pool(check.jobs)?) } else { None };
    let mut progress = Progress::new(manifests.len(), check.quiet, terminal.locale);
    for batch in manifests.chunks(if pool.is_some() { BATCH } else { 1 }) {
        progress.show();
        let told = |path: &PathBuf| {
            let mut judged = judge_with(&judge, path, &around)?;
            // A line a finding has no room for what changed.
            if outputs.show_help() {
                history::explain(&mut judged, path);
            }
            let held = baseline.as_ref().map(|baseline| baseline.hold(&mut judged.report));
            let pieces = outputs.pieces(&judged.report, asked);
            Ok((judged, pieces, held))
        };
        let judged: Vec<Result<_, Error>> = match &pool {
            Some(pool) => pool.install(|| batch.par_iter().map(told).collect()),
            None => batch.iter().map(told).collect(),
        };
        progress.clear(batch.len());
        for (path, result) in batch.iter().zip(judged) {
            match result {
                Ok((judged, pieces, held)) => {
                    baseline.iter_mut().zip(held).for_each(|(baseline, held)| baseline.note(held));
                    outputs.add(pieces)?;
                    outputs.note(&judged, asked);
                    run.add(&judged.report);
                }
                Err(error) => {
                    terminal.tell(&error, check.format);
                    let unjudged =
                        Unjudged { manifest: load::shown(path), reason: error.text(asked.unwrap_or(terminal.locale)) };
                    outputs.add_unjudged(&unjudged, &findings(&error, &unjudged.manifest))?;
                    run.unjudged.push(unjudged);
                }
            }
        }
    }
    if seen.is_some() {
        drop(ManuallyDrop::into_inner(judge));
    }
    outputs.end(&run.totals, &run.packs, &run.unjudged)?;
    if let Some(baseline) = baseline {
        let is_whole = run.unjudged.is_empty() && run.totals.items > 0;
        baseline.end(is_whole, check.only.is_none(), terminal)?;
    }
    Ok(run.end(check, terminal))
}

/// The manifests to judge, and what the run brings along for them.
fn manifests(check: &Check, seen: Option<&Arc<Seen>>) -> Result<(Vec<PathBuf>, Around), Error> {
    let around = Around { unsaved: None, seen: seen.cloned() };
    let Some(path) = &check.stdin_path else { return Ok((find(&check.paths)?, around)) };
    if path.is_dir() {
        let path = path.display();
        return Err(Error::Plain(text!(
            "`{path}` is a folder; name the manifest that the text is of, such as `{path}/{MANIFEST}`",
            "`{path}` 是文件夹；请写出这段文本所属的清单，例如 `{path}/{MANIFEST}`"
        )));
    }
    Ok((vec![load::clean(path)], Around { unsaved: Some(piped()?), ..around }))
}

/// What is wrong where a manifest cannot be judged: at the manifest's head where it has no place of its own.
fn findings(error: &Error, manifest: &str) -> Vec<Finding> {
    match error {
        Error::Packs(findings) | Error::Manifest(findings) | Error::Input(_, findings) => findings.clone(),
        Error::Plain(text) => {
            let problem = Problem::new(Code::Syntax, Span::default(), text.clone());
            vec![Finding::from_problem(problem, &Source::new(manifest, ""), "manifest")]
        }
    }
}

/// What has come of a run so far.
#[derive(Default)]
struct Run {
    totals: Totals,
    packs: Vec<PackReport>,
    /// The manifests that could not be judged.
    unjudged: Vec<Unjudged>,
}

impl Run {
    fn add(&mut self, report: &ProjectReport) {
        self.totals.add(report);
        for pack in &report.packs {
            if !self.packs.contains(pack) {
                self.packs.push(pack.clone());
            }
        }
    }

    /// The exit status, with one line on standard error that says why.
    fn end(&self, check: &Check, terminal: &Terminal) -> u8 {
        let failed = check.fail_on.is_some_and(|severity| self.totals.at_least(severity) > 0);
        let broken = self.unjudged.len();
        let (status, reason) = match (broken, self.totals.items) {
            (0, 0) => (BROKEN, render::reason(&self.totals, check.fail_on)),
            (0, _) => (if failed { FAILED } else { PASSED }, render::reason(&self.totals, check.fail_on)),
            _ => (BROKEN, text!("could not judge {broken} of the manifests", "有 {broken} 份清单无法评判")),
        };
        if status != PASSED || !check.quiet {
            say(&format!("guiju: {}", reason.get(terminal.locale)));
        }
        status
    }
}

/// Threads to judge side by side; 0 asks for one a core.
pub(super) fn pool(jobs: usize) -> Result<rayon::ThreadPool, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    pool.map_err(|error| Error::Plain(text!("no threads: {error}", "无法创建线程：{error}")))
}
