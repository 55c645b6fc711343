//! Two of a kind held against each other: the rules of two packs, what two reports conclude on one project, and two runs. It judges nothing,
//! and how a difference looks is for `render`.

mod checks;
mod grounds;
mod items;
mod projects;
mod read;
mod rules;
mod runs;
#[cfg(test)]
mod tests;
mod turn;

pub(crate) use grounds::{Waiver, WaiverChange};
pub(crate) use projects::{Change as VerdictChange, ProjectDiff, Remark, Snapshot, State, Trend, compare};
pub(crate) use read::read;
pub(crate) use rules::{Change as RuleChange, Named, PackDiff, RulesDiff, Strictness, rules};
pub(crate) use runs::{Origin, Run, RunsDiff, runs};
pub(crate) use turn::Turn;
