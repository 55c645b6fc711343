//! Two runs held against each other: the packs, each project that both judged, and those that came or went. Where a run comes from, a
//! report in a file, a revision, the files as they are, is told and means nothing here.

use std::collections::BTreeMap;

use super::projects::{ProjectDiff, Snapshot, compare};
use super::rules::{PackDiff, packs};
use super::turn::Turn;
use crate::report::PackReport;

/// Where a run comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A report in this file.
    File(String),
    /// The files of a commit, by the name that it was asked for.
    Revision { name: String, commit: String },
    /// The files as they are.
    Worktree,
}

/// What a run concludes, as far as two are held against each other.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) origin: Origin,
    /// The day of judging, as the report has it.
    pub(crate) as_of: String,
    /// The version of guiju that judged.
    pub(crate) tool: String,
    pub(crate) packs: Vec<PackReport>,
    pub(crate) projects: Vec<Snapshot>,
    /// The manifests that could not be judged.
    pub(crate) unjudged: Vec<String>,
}

/// How two runs differ.
#[derive(Debug)]
pub(crate) struct RunsDiff {
    pub(crate) old: Run,
    pub(crate) new: Run,
    pub(crate) packs: Vec<PackDiff>,
    /// The projects that both judged, in path order.
    pub(crate) projects: Vec<ProjectDiff>,
    /// The manifests and names of those that the old run does not know.
    pub(crate) added: Vec<(String, String)>,
    /// Of those that the new run does not know.
    pub(crate) removed: Vec<(String, String)>,
}

impl RunsDiff {
    /// For how many projects something got worse.
    pub(crate) fn regressed(&self) -> usize {
        self.projects.iter().filter(|project| project.is_worse()).count()
    }

    /// Of how many items this became.
    pub(crate) fn count(&self, turn: Turn) -> usize {
        let changes = self.projects.iter().flat_map(|project| &project.changes);
        changes.filter(|change| change.turn() == turn).count()
    }

    /// How many cited files are others than they were.
    pub(crate) fn evidence(&self) -> usize {
        self.projects.iter().map(|project| project.evidence.len()).sum()
    }

    /// The projects in which something differs.
    pub(crate) fn touched(&self) -> impl Iterator<Item = &ProjectDiff> {
        self.projects.iter().filter(|project| !project.is_empty())
    }

    /// Whether a pack is not what it was.
    pub(crate) fn has_other_rules(&self) -> bool {
        self.packs.iter().any(|pack| !pack.is_same)
    }
}

/// How two runs differ.
pub(crate) fn runs(old: Run, new: Run) -> RunsDiff {
    let before: BTreeMap<_, _> = old.projects.iter().map(|one| (one.manifest.as_str(), one)).collect();
    let mut pairs: Vec<_> =
        new.projects.iter().filter_map(|one| Some((*before.get(one.manifest.as_str())?, one))).collect();
    // One project is the same wherever the two runs looked at it from.
    if let (true, [was], [is]) = (pairs.is_empty(), old.projects.as_slice(), new.projects.as_slice())
        && was.name == is.name
    {
        pairs.push((was, is));
    }
    let rest = |all: &[Snapshot], paired: &[&Snapshot]| -> Vec<_> {
        let is_left = |one: &&Snapshot| !paired.iter().any(|pair| std::ptr::eq(*pair, *one));
        all.iter().filter(is_left).map(|one| (one.manifest.clone(), one.name.clone())).collect()
    };
    let (was, is): (Vec<_>, Vec<_>) = pairs.iter().copied().unzip();
    let (added, removed) = (rest(&new.projects, &is), rest(&old.projects, &was));
    let projects = pairs.into_iter().map(|(old, new)| compare(old, new)).collect();
    RunsDiff { packs: packs(&old.packs, &new.packs), projects, added, removed, old, new }
}
