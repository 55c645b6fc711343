//! Mutants: an item with one check, condition or field of it taken out, turned round or loosened. One that no case of the item notices is a
//! part that the item could lose without anybody seeing it. What differs for which case is not kept: the first that notices is enough.

mod change;
mod check;
mod condition;
mod item;
mod operands;
mod pattern;

use change::Change;

use crate::cases::Ready;
use crate::error::Error;
use crate::finding::{Finding, Place};
use crate::pack::{Details, Item, Rulebook};
use crate::tree::{self, Node};

/// What came of the mutants of one item.
#[derive(Default)]
pub(crate) struct Trial {
    /// How many were tried.
    pub(crate) tried: usize,
    /// Those that no case noticed: where they differ, and how.
    pub(crate) survivors: Vec<Place>,
    /// Those that are no item any more, and were left out.
    pub(crate) unread: Vec<Place>,
}

/// Tries every mutant of an item against those of its cases that hold.
///
/// # Errors
///
/// When the item itself turns out wrong.
pub(crate) fn trial(rulebook: &Rulebook, item: &Item, details: &Details) -> Result<Trial, Error> {
    let mut trial = Trial::default();
    let Some(root) = tree::toml::parse(item.source.text()).root.map(item::defining) else { return Ok(trial) };
    let alone = |root: &Node| item.reread(root).map(|item| rulebook.alone(item));
    let sound = alone(&root).map_err(|problems| {
        Error::Packs(problems.into_iter().map(|problem| Finding::from_problem(problem, &item.source, "pack")).collect())
    })?;
    let ready: Vec<_> = details.cases.iter().map(|case| Ready::new(item, case)).collect();
    let mut standing = Vec::new();
    for case in &ready {
        let shelf = case.shelf();
        if case.judge(&sound, &shelf)?.is_none() {
            standing.push((case, shelf));
        }
    }
    for Change { at, what, becomes } in item::changes(&root, &item.source) {
        let place = Place::new(&item.source, at, what);
        let Some(mutant) = becomes.and_then(|value| alone(&Node { value, ..root }).ok()) else {
            trial.unread.push(place);
            continue;
        };
        trial.tried += 1;
        // An expression without an answer is noticed as well: nobody can be judged by it.
        if standing.iter().all(|(case, shelf)| matches!(case.judge(&mutant, shelf), Ok(None))) {
            trial.survivors.push(place);
        }
    }
    Ok(trial)
}
