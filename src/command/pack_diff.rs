//! `guiju pack diff`: how two packs differ, and what that means for projects. Both judge, and what they conclude is held together.

use std::path::Path;

use rayon::prelude::*;

use super::projects::{find, judge_one, today};
use super::terminal::{Terminal, say};
use super::{BROKEN, FAILED, PASSED, judge, with_packs, write};
use crate::args::PackDiff;
use crate::diff::{self, ProjectDiff, Snapshot};
use crate::error::Error;
use crate::judge::Judge;
use crate::load;
use crate::locale::text;
use crate::render::Unjudged;
use crate::render::changes::{Effect, effect, reason, rules};
use crate::vocabulary::Verdict;

/// Compares, shows, and gives the exit status: 1 where something gets worse for a project.
pub(super) fn run(asked: &PackDiff, terminal: &Terminal) -> Result<u8, Error> {
    let books = |pack: &String| judge(std::slice::from_ref(pack))?.rulebook();
    let rules_diff = diff::rules(&*books(&asked.old)?, &*books(&asked.new)?);
    let Some(path) = &asked.path else {
        let view = terminal.view(false, jiff::civil::Date::MIN);
        write(&rules(asked.form, &rules_diff, &view))?;
        return Ok(PASSED);
    };
    let today = asked.as_of.map_or_else(today, Ok)?;
    let by = |pack: &String| with_packs(Judge::new(today).details(false), std::slice::from_ref(pack));
    let judges = [by(&asked.old)?, by(&asked.new)?];
    let manifests = find(std::slice::from_ref(path))?;
    let told: Vec<_> = manifests.par_iter().map(|path| compare(&judges, path)).collect();
    let (mut projects, mut unjudged, mut items) = (Vec::new(), Vec::new(), 0);
    for (path, result) in manifests.iter().zip(told) {
        match result {
            Ok((project, judged)) => {
                projects.push(project);
                items += judged;
            }
            Err(error) => {
                terminal.tell(&error, None);
                unjudged.push(Unjudged { manifest: load::shown(path), reason: error.text(terminal.locale) });
            }
        }
    }
    let seen = Effect { projects: &projects, unjudged: &unjudged };
    write(&effect(asked.form, &rules_diff.packs, &seen, &terminal.view(false, today)))?;
    let (status, why) = match (unjudged.len(), items) {
        (0, 0) => (BROKEN, text!("neither pack judges anything here", "两个规则包在此都没有评判任何条目")),
        (0, _) if projects.iter().any(ProjectDiff::is_worse) => (FAILED, reason(&seen)),
        (0, _) => (PASSED, reason(&seen)),
        (broken, _) => (BROKEN, text!("could not judge {broken} of the manifests", "有 {broken} 份清单无法评判")),
    };
    say(&format!("guiju: {}", why.get(terminal.locale)));
    Ok(status)
}

/// How two packs judge one project, and how many items they judge in it.
fn compare(judges: &[Judge; 2], path: &Path) -> Result<(ProjectDiff, usize), Error> {
    let [old, new] = judges;
    let (old, new) = (judge_one(old, path)?.report, judge_one(new, path)?.report);
    let judged = [&old, &new].map(|report| report.items.len() - report.verdicts.count(Verdict::NotApplicable));
    Ok((diff::compare(&Snapshot::from(&old), &Snapshot::from(&new)), judged.iter().sum()))
}
