//! The best few of all that could be evidence for one item: the most telling first, and others only for what they add to it.

use std::collections::BTreeSet;

use super::look::Candidate;
use super::places::depth;

/// How many are proposed for one item.
const MOST: usize = 3;

/// The best candidates, the best first.
pub(super) fn best(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    // What lies high is meant for the whole project; where all else is alike the shorter name is the more general one's original.
    candidates.sort_by(|one, other| {
        let key = |candidate: &Candidate| (depth(&candidate.proposal.path), candidate.proposal.path.len());
        other.score.cmp(&one.score).then(key(one).cmp(&key(other))).then(one.proposal.path.cmp(&other.proposal.path))
    });
    let mut chosen: Vec<Candidate> = Vec::new();
    let mut held = BTreeSet::new();
    for candidate in candidates {
        // A page and a link to it are one place.
        if chosen.iter().any(|best| best.proposal.path == candidate.proposal.path) {
            continue;
        }
        // Two licences side by side, or a card in two languages, are both meant.
        let is_peer = |best: &Candidate| {
            let (best, own) = (&best.proposal.path, &candidate.proposal.path);
            candidate.is_strong && depth(best) == 0 && depth(own) == 0
        };
        let adds = candidate.held.iter().any(|check| !held.contains(check))
            || chosen.first().is_some_and(|best| best.is_strong && best.score == candidate.score && is_peer(best));
        if chosen.len() < MOST && (chosen.is_empty() || adds) {
            held.extend(candidate.held.iter().copied());
            chosen.push(candidate);
        }
    }
    chosen
}
