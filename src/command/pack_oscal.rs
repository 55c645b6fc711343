//! `guiju pack oscal`: a pack as the catalog or the profile that `check --format oscal` speaks of.

use super::plan::unknown;
use super::projects::today;
use super::terminal::Terminal;
use super::{PASSED, judge, write};
use crate::args::{Model, PackOscal};
use crate::error::Error;
use crate::render::oscal::{catalog, profile};

/// Prints one of the two.
pub(super) fn run(asked: &PackOscal, terminal: &Terminal) -> Result<u8, Error> {
    let day = asked.as_of.map_or_else(today, Ok)?;
    let rulebook = judge(&asked.packs)?.rulebook()?;
    let printed = match asked.what {
        Model::Catalog => catalog(&rulebook, day, terminal.locale),
        Model::Profile => {
            let level = rulebook.levels.iter().find(|level| level.rank == asked.level);
            let ranks = || rulebook.levels.iter().map(|level| level.rank).collect::<Vec<_>>();
            let level = level.ok_or_else(|| unknown(asked.level, &ranks()))?;
            profile(&rulebook, level, day, terminal.locale)
        }
    };
    write(&printed)?;
    Ok(PASSED)
}
