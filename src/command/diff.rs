//! `guiju diff`: two reports, or a git revision and the files as they are, held against each other. Both sides of the latter are judged here
//! and now, on the same day.

use std::path::Path;

use jiff::civil::Date;
use rayon::prelude::*;

use super::input::{read, unread};
use super::projects::{find, judge_one, today};
use super::revision::Commit;
use super::terminal::{Terminal, say};
use super::{BROKEN, FAILED, PASSED, with_packs, write};
use crate::args::{Diff, Past, Sides};
use crate::diff::{self, Origin, Run, RunsDiff, Snapshot};
use crate::error::Error;
use crate::judge::{Judge, Judged};
use crate::load;
use crate::locale::text;
use crate::render::changes::runs::{runs, verdict};
use crate::source::Source;
use crate::vocabulary::Verdict;

/// Compares, shows, and gives the exit status: 1 where something has regressed.
pub(super) fn run(asked: &Diff, terminal: &Terminal) -> Result<u8, Error> {
    let (old, new, is_report) = match &asked.what {
        Sides::Files([old, new]) => (report(old)?, report(new)?, true),
        Sides::Revision(past) => {
            let (old, new) = revision(past, terminal)?;
            (old, new, false)
        }
    };
    let judged = [&old, &new].map(|run| run.projects.iter().map(judged).sum::<usize>()).iter().sum::<usize>();
    let diff = diff::runs(old, new);
    write(&runs(asked.form, &diff, &terminal.view(false, Date::MIN)))?;
    let (status, why) = ending(&diff, judged, is_report);
    say(&format!("guiju: {}", why.get(terminal.locale)));
    Ok(status)
}

/// How the run ends, and why.
fn ending(diff: &RunsDiff, judged: usize, is_report: bool) -> (u8, crate::locale::Text) {
    let broken = diff.new.unjudged.len();
    if broken > 0 {
        return (BROKEN, text!("could not judge {broken} of the manifests", "有 {broken} 份清单无法评判"));
    }
    if judged == 0 {
        return (BROKEN, text!("nothing was judged on either side", "两边都没有评判任何条目"));
    }
    if is_report && diff.projects.is_empty() {
        return (
            BROKEN,
            text!(
                "the two reports have no project in common; were they made in the same folder?",
                "两份报告没有共同的项目；它们是在同一文件夹中生成的吗？"
            ),
        );
    }
    (if diff.regressed() > 0 { FAILED } else { PASSED }, verdict(diff))
}

/// How many items are judged in a project.
fn judged(project: &Snapshot) -> usize {
    project.items.iter().filter(|item| item.verdict != Verdict::NotApplicable).count()
}

fn report(path: &Path) -> Result<Run, Error> {
    let shown = path.display().to_string();
    match read(path) {
        Ok(text) => diff::read(&Source::new(shown, text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(Error::Plain(text!(
            "there is no report `{shown}`; a git revision is compared with `guiju diff REVISION --in PATH`",
            "没有报告文件 `{shown}`；与 git 版本比较请用 `guiju diff 版本 --in 路径`"
        ))),
        Err(error) => Err(unread(&shown, &error)),
    }
}

/// Judges what a revision holds, and the files as they are.
fn revision(past: &Past, terminal: &Terminal) -> Result<(Run, Run), Error> {
    let today = past.as_of.map_or_else(today, Ok)?;
    let commit = Commit::open(&past.revision, &past.path)?;
    let manifests = commit.manifests();
    // A pack of this name may be another one now.
    let judge = || {
        let judge = Judge::new(today).waivers(past.waivers);
        with_packs(if manifests.len() > 1 { judge.for_many() } else { judge }, &past.packs)
    };
    let (before, after) = (judge()?, judge()?);
    let told = manifests.par_iter().map(|(shown, inner)| (load::shown(shown), commit.judge(&before, shown, inner)));
    let origin = Origin::Revision { name: past.revision.clone(), commit: commit.name.clone() };
    let old = gather(origin, today, told.collect(), |_| {});
    commit.was_whole()?;
    let found = match find(std::slice::from_ref(&past.path)) {
        // All that was there may be gone.
        Err(_) if !manifests.is_empty() => Vec::new(),
        found => found?,
    };
    let told = found.par_iter().map(|path| (load::shown(path), judge_one(&after, path)));
    let new = gather(Origin::Worktree, today, told.collect(), |error| {
        terminal.tell(error, None);
    });
    Ok((old, new))
}

/// A run over projects, each with the path of its manifest.
fn gather(origin: Origin, today: Date, told: Vec<(String, Result<Judged, Error>)>, tell: impl Fn(&Error)) -> Run {
    let mut run = Run {
        origin,
        as_of: today.to_string(),
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        packs: Vec::new(),
        projects: Vec::new(),
        unjudged: Vec::new(),
    };
    for (manifest, result) in told {
        match result {
            Ok(Judged { report, .. }) => {
                run.projects.push(Snapshot::from(&report));
                let new: Vec<_> = report.packs.into_iter().filter(|pack| !run.packs.contains(pack)).collect();
                run.packs.extend(new);
            }
            Err(error) => {
                tell(&error);
                run.unjudged.push(manifest);
            }
        }
    }
    run
}
