//! Two of a kind held against each other: the rules of two packs, and what two reports conclude on one project. It judges nothing, and
//! how a difference looks is for `render`.

mod checks;
mod items;
mod projects;
mod rules;
#[cfg(test)]
mod tests;

pub(crate) use projects::{Change as VerdictChange, ProjectDiff, Remark, Snapshot, State, Trend, compare};
pub(crate) use rules::{Change as RuleChange, Named, PackDiff, RulesDiff, Strictness, rules};
