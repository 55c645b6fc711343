//! The shortest way up: which items the next level waits for, which lift the score most beyond that, and the score after each. A step is
//! reckoned by the figures of `report`, as if its item were satisfied; nothing is judged anew, and nothing says that it is so.

mod advice;

use std::cmp::Reverse;

use crate::finding::Place;
use crate::judge::Judged;
use crate::locale::Text;
use crate::pack::Rulebook;
use crate::report::ItemReport;
use crate::report::score::{Weighed, level_attained, score};
use crate::vocabulary::{Requirement, Status, Verdict};

pub(crate) use advice::Advice;
use advice::Desk;

/// A level of the packs.
#[derive(Debug, Clone)]
pub(crate) struct Rank {
    pub(crate) rank: u8,
    pub(crate) title: Text,
}

/// A project's way up.
#[derive(Debug)]
pub(crate) struct Ascent {
    /// The manifest, as the user would write its path.
    pub(crate) manifest: String,
    pub(crate) name: String,
    pub(crate) aimed: u8,
    /// None where it attains none.
    pub(crate) attained: Option<Rank>,
    /// The level that the first steps lead to; none where every level that asks something is attained.
    pub(crate) target: Option<Rank>,
    /// Whether an item of that very level is required of this project: else no step leads to it.
    pub(crate) is_attainable: bool,
    /// The scores are over the items of this level and below.
    pub(crate) counted: u8,
    /// The score as it is, in percent.
    pub(crate) score: Option<f64>,
    /// What the level waits for comes first.
    pub(crate) steps: Vec<Step>,
}

/// One item to bring about.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) item: String,
    pub(crate) title: Text,
    pub(crate) requirement: Requirement,
    pub(crate) level: u8,
    /// As it stands now.
    pub(crate) verdict: Verdict,
    /// Whether the level that is aimed for waits for it.
    pub(crate) is_awaited: bool,
    /// At least so many places are to be changed.
    pub(crate) edits: u32,
    pub(crate) advice: Advice,
    pub(crate) place: Place,
    /// The score when it and all steps before it are done, in percent.
    pub(crate) score: Option<f64>,
    /// The same were this one only met in part and said to be; told where it is claimed to be met, and is not shown.
    pub(crate) in_part: Option<f64>,
    /// The level that is attained with it.
    pub(crate) reaches: Option<Rank>,
}

/// The way up of a project: to the level that is asked for, else to the next.
///
/// # Errors
///
/// The ranks that the packs have, where this is none of them.
pub(crate) fn ascent(judged: &Judged, asked: Option<u8>) -> Result<Ascent, Vec<u8>> {
    let (report, rulebook) = (&judged.report, &*judged.rulebook);
    let mut ranks: Vec<u8> = rulebook.levels.iter().map(|level| level.rank).collect();
    ranks.sort_unstable();
    if asked.is_some_and(|rank| !ranks.contains(&rank)) {
        return Err(ranks);
    }
    let mut state: Vec<_> = report.items.iter().map(Weighed::from).collect();
    let attained = report.level_attained;
    let asks = |rank: u8| state.iter().any(|item| item.level == rank && item.is_required());
    let next = || ranks.iter().copied().find(|rank| *rank > attained && asks(*rank));
    let target = asked.or_else(next);
    let counted = report.level_aimed.max(target.unwrap_or_default());
    let is_attainable = target.is_none_or(asks);
    let now = score(state.iter().copied(), counted).verified;
    let mut steps = Vec::new();
    let mut reached = attained;
    for (at, chosen) in order(judged, &state, target, counted) {
        let Some(own) = state.get(at).copied() else { continue };
        let in_part = Weighed { status: Some(Status::Partial), verdict: Verdict::Partial, ..own };
        let in_part = (own.verdict == Verdict::Overclaimed).then(|| with(&state, at, in_part));
        state = with(&state, at, chosen.desk.done(own));
        let level = level_attained(&state, ranks.iter().copied());
        let reaches = (level > reached).then(|| rank(rulebook, level)).flatten();
        reached = reached.max(level);
        steps.push(Step {
            is_awaited: target.is_some_and(|target| own.level <= target) && own.is_awaited(),
            edits: chosen.edits,
            advice: chosen.desk.advice(),
            score: score(state.iter().copied(), counted).verified,
            in_part: in_part.and_then(|state| score(state.into_iter(), counted).verified),
            reaches,
            ..Step::of(chosen.desk.item)
        });
    }
    Ok(Ascent {
        manifest: report.manifest.clone(),
        name: report.name.clone(),
        aimed: report.level_aimed,
        attained: rank(rulebook, attained),
        target: target.and_then(|target| rank(rulebook, target)),
        is_attainable,
        counted,
        score: now,
        steps,
    })
}

fn rank(rulebook: &Rulebook, rank: u8) -> Option<Rank> {
    let level = rulebook.levels.iter().find(|level| level.rank == rank)?;
    Some(Rank { rank, title: level.title.clone() })
}

/// The items as they would stand with another in the place of one.
fn with(state: &[Weighed], at: usize, other: Weighed) -> Vec<Weighed> {
    let swapped = state.iter().enumerate().map(|(index, item)| if index == at { other } else { *item });
    swapped.collect()
}

/// An item that is chosen for a step.
struct Chosen<'j> {
    desk: Desk<'j>,
    edits: u32,
}

/// The items that something is to be done about, by their place in the report. All that the level waits for comes first, the lowest rank
/// before the next, since none is attained without those below it; then what earns most for an edit, a gap that is known before one that
/// is not, and what needs fewer edits.
fn order<'j>(judged: &'j Judged, state: &[Weighed], target: Option<u8>, counted: u8) -> Vec<(usize, Chosen<'j>)> {
    let items = judged.report.items.iter().enumerate().zip(state);
    let open = items.filter(|((_, item), own)| item.level <= counted && own.missing() > 0);
    let mut chosen: Vec<_> = open
        .filter_map(|((at, item), own)| {
            let desk = Desk::new(judged, item)?;
            let edits = desk.edits();
            let awaited = target.is_some_and(|target| own.level <= target) && own.is_awaited();
            let group = if awaited { own.level } else { u8::MAX };
            Some((group, own.missing(), at, Chosen { desk, edits }))
        })
        .collect();
    chosen.sort_by(|one, other| {
        let (gain, rival) = (u64::from(one.1) * u64::from(other.3.edits), u64::from(other.1) * u64::from(one.3.edits));
        let rest =
            |(_, _, at, chosen): &(u8, u32, usize, Chosen<'_>)| (chosen.edits, Reverse(chosen.desk.item.verdict), *at);
        one.0.cmp(&other.0).then(rival.cmp(&gain)).then_with(|| rest(one).cmp(&rest(other)))
    });
    chosen.into_iter().map(|(_, _, at, chosen)| (at, chosen)).collect()
}

impl Step {
    /// The item, with nothing reckoned yet.
    fn of(item: &ItemReport) -> Self {
        Self {
            item: item.id.clone(),
            title: Text::clone(&item.title),
            requirement: item.requirement,
            level: item.level,
            verdict: item.verdict,
            is_awaited: false,
            edits: 0,
            advice: Advice::default(),
            place: item.place.clone(),
            score: None,
            in_part: None,
            reaches: None,
        }
    }
}
