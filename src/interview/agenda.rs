//! Which items an interview asks about, and in which order.

use globset::GlobMatcher;

use crate::judge::Judged;
use crate::plan::{ProjectScope, plan};
use crate::vocabulary::Verdict;

/// Which items are wanted.
#[derive(Debug)]
pub(crate) enum Wanted {
    /// Those that are asked for already and have something left to do.
    Open,
    /// All that concern the project, whatever their level and their answer.
    All,
    /// Of these all that concern the project.
    Named(GlobMatcher),
}

/// The ids of the items to ask about: those that nobody has answered first, each part in the order of the packs.
pub(crate) fn agenda(judged: &Judged, today: jiff::civil::Date, wanted: &Wanted) -> Vec<String> {
    // A condition without an answer has stopped the judging already.
    let (planned, _) = plan(&judged.rulebook, &ProjectScope::new(&judged.manifest, today), None);
    let verdict = |id: &str| judged.report.items.iter().find(|item| item.id == id).map(|item| item.verdict);
    let is_open = |id: &str| verdict(id).is_some_and(|verdict| verdict.falls_short() || verdict == Verdict::Stale);
    let is_wanted = |id: &str, asked: bool| match wanted {
        Wanted::Open => asked && is_open(id),
        Wanted::All => true,
        Wanted::Named(glob) => glob.is_match(id),
    };
    let ids = planned.iter().filter(|planned| planned.applies && is_wanted(&planned.item.id, planned.asked));
    let (mut first, rest): (Vec<_>, Vec<_>) =
        ids.map(|planned| planned.item.id.clone()).partition(|id| verdict(id) == Some(Verdict::Unanswered));
    first.extend(rest);
    first
}
