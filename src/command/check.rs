//! `guiju check`: finds manifests, judges them side by side, and writes each report as soon as those before it are written.

use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::history;
use super::keeper::{self, Keeper};
use super::ordered::in_order;
use super::outputs::Outputs;
use super::progress::Progress;
use super::projects::{Around, find_many, judge_with, piped, today};
use super::terminal::{Terminal, say};
use super::{BROKEN, FAILED, PASSED, watch, with_packs_seen};
use crate::args::Check;
use crate::error::Error;
use crate::evidence::Seen;
use crate::finding::{Code, Finding, Problem};
use crate::judge::Judge;
use crate::load::{self, Manifests};
use crate::locale::{Locale, text};
use crate::manifest::MANIFEST;
use crate::render::{self, Unjudged};
use crate::report::Survey;
use crate::source::{Source, Span};

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
    let is_many = manifests.len() > 1;
    let mut outputs = Outputs::open(check, terminal, today, is_many)?;
    let baseline = check.baseline.as_ref().map(|asked| Keeper::open(asked, &check.outputs)).transpose()?;
    let judge = ManuallyDrop::new(judge(check, today, is_many, seen)?.details(outputs.show_details()));
    let (styles, shows_help) = (outputs.styles(), outputs.show_help());
    let judge_and_draw = |path: PathBuf| {
        let judged = judge_with(&judge, &path, &around).map(|mut judged| {
            // A line a finding has no room for what changed.
            if shows_help {
                history::explain(&mut judged, &path);
            }
            let held = baseline.as_ref().map(|baseline| baseline.hold(&mut judged.report));
            let pieces = render::pieces(&styles, &judged, asked);
            (judged, pieces, held)
        });
        (path, judged)
    };
    let (mut survey, mut met) = (Survey::default(), keeper::Seen::default());
    outputs.begin()?;
    let pool = if is_many && check.jobs != 1 { Some(pool(check.jobs)?) } else { None };
    let mut progress = Progress::new(manifests.len(), check.quiet, terminal.locale);
    progress.show();
    in_order(manifests.iter(), pool.as_ref(), judge_and_draw, |(path, judged)| {
        progress.clear();
        let left = match judged {
            Ok((judged, pieces, held)) => {
                baseline.iter().zip(held).for_each(|(baseline, held)| baseline.note(held, &mut met));
                outputs.add(pieces, &judged, asked)?;
                survey.add(&judged.report);
                Some(judged)
            }
            Err(error) => {
                terminal.tell(&error, check.format);
                survey.unjudged += 1;
                let reason = error.text(asked.unwrap_or(terminal.locale));
                let unjudged = Unjudged { manifest: load::shown(&path), reason };
                outputs.add_unjudged(&unjudged, &findings(&error, &unjudged.manifest))?;
                None
            }
        };
        progress.show();
        Ok(left)
    })?;
    progress.clear();
    if seen.is_some() {
        drop(ManuallyDrop::into_inner(judge));
    }
    outputs.end(&survey)?;
    if let Some(baseline) = baseline {
        let is_whole = survey.unjudged == 0 && survey.totals.items > 0;
        baseline.end(met, is_whole, check.only.is_none(), terminal)?;
    }
    Ok(end(&survey, check, terminal))
}

/// The judge that was asked for. The process ends with the run, unless somebody watches: taking the packs apart then would be work for
/// nobody.
fn judge(check: &Check, today: Date, is_many: bool, seen: Option<&Arc<Seen>>) -> Result<Judge, Error> {
    let judge = Judge::new(today).waivers(check.waivers);
    let judge = if is_many { judge.for_many() } else { judge };
    let judge = if let Some(glob) = &check.only { judge.only(glob)? } else { judge };
    let judge = if let Some(address) = &check.docs { judge.docs(address)? } else { judge };
    with_packs_seen(judge, &check.packs, seen)
}

/// The exit status, with one line on standard error that says why.
fn end(survey: &Survey, check: &Check, terminal: &Terminal) -> u8 {
    let Survey { totals, unjudged: broken, .. } = survey;
    let failed = check.fail_on.is_some_and(|severity| totals.at_least(severity) > 0);
    let (status, reason) = match (*broken, totals.items) {
        (0, 0) => (BROKEN, render::reason(totals, check.fail_on)),
        (0, _) => (if failed { FAILED } else { PASSED }, render::reason(totals, check.fail_on)),
        _ => (BROKEN, text!("could not judge {broken} of the manifests", "有 {broken} 份清单无法评判")),
    };
    if status != PASSED || !check.quiet {
        say(&format!("guiju: {}", reason.get(terminal.locale)));
    }
    status
}

/// The manifests to judge, and what the run brings along for them.
fn manifests(check: &Check, seen: Option<&Arc<Seen>>) -> Result<(Manifests, Around), Error> {
    let mut around = Around { seen: seen.cloned(), ..Around::default() };
    let Some(path) = &check.stdin_path else { return Ok((find_many(&check.paths)?, around)) };
    if path.is_dir() {
        let path = path.display();
        return Err(Error::Plain(text!(
            "`{path}` is a folder; name the manifest that the text is of, such as `{path}/{MANIFEST}`",
            "`{path}` 是文件夹；请写出这段文本所属的清单，例如 `{path}/{MANIFEST}`"
        )));
    }
    around.unsaved.insert(path.clone(), piped()?.into());
    Ok((Manifests::one(path), around))
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

/// Threads to judge side by side; 0 asks for one a core.
pub(super) fn pool(jobs: usize) -> Result<rayon::ThreadPool, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    pool.map_err(|error| Error::Plain(text!("no threads: {error}", "无法创建线程：{error}")))
}
