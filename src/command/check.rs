//! `guiju check`: finds manifests, judges them side by side, and writes each report as soon as those before it are written.

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use super::history;
use super::ordered::in_order;
use super::outputs::Outputs;
use super::projects::{find_many, judge_one, today};
use super::terminal::{Terminal, say};
use super::{BROKEN, FAILED, PASSED, with_packs};
use crate::args::Check;
use crate::error::Error;
use crate::finding::{Code, Finding, Problem};
use crate::judge::Judge;
use crate::load;
use crate::locale::{Locale, text};
use crate::render::{self, Unjudged};
use crate::report::Survey;
use crate::source::{Source, Span};

/// Judges, writes, and gives the exit status.
pub(super) fn run(check: &Check, asked: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let today = check.as_of.map_or_else(today, Ok)?;
    let manifests = find_many(&check.paths)?;
    let is_many = manifests.len() > 1;
    let mut outputs = Outputs::open(check, terminal, today, is_many)?;
    let mut judge = Judge::new(today).waivers(check.waivers).details(outputs.show_details());
    if let Some(glob) = &check.only {
        judge = judge.only(glob)?;
    }
    if is_many {
        judge = judge.for_many();
    }
    // The process ends with the run: taking the packs apart then would be work for nobody.
    let judge = ManuallyDrop::new(with_packs(judge, &check.packs)?);
    let (styles, shows_help) = (outputs.styles(), outputs.show_help());
    let judge_and_draw = |path: PathBuf| {
        let judged = judge_one(&judge, &path).map(|mut judged| {
            // A line a finding has no room for what changed.
            if shows_help {
                history::explain(&mut judged, &path);
            }
            let pieces = styles.iter().map(|style| style.piece(&judged.report, asked)).collect();
            (judged, pieces)
        });
        (path, judged)
    };
    let mut survey = Survey::default();
    outputs.begin()?;
    let pool = if is_many && check.jobs != 1 { Some(pool(check.jobs)?) } else { None };
    in_order(manifests.iter(), pool.as_ref(), judge_and_draw, |(path, judged)| match judged {
        Ok((judged, pieces)) => {
            outputs.add(pieces)?;
            outputs.note(&judged, asked);
            survey.add(&judged.report);
            Ok(())
        }
        Err(error) => {
            terminal.tell(&error, check.format);
            survey.unjudged += 1;
            let reason = error.text(asked.unwrap_or(terminal.locale));
            let unjudged = Unjudged { manifest: load::shown(&path), reason };
            outputs.add_unjudged(&unjudged, &findings(&error, &unjudged.manifest))
        }
    })?;
    outputs.end(&survey)?;
    Ok(end(&survey, check, terminal))
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

/// What is wrong where a manifest cannot be judged: at the manifest's head where it has no place of its own.
fn findings(error: &Error, manifest: &str) -> Vec<Finding> {
    match error {
        Error::Packs(findings) | Error::Manifest(findings) => findings.clone(),
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
