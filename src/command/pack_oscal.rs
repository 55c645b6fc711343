//! `guiju pack oscal`: a pack as the catalog or the profile that `check --format oscal` speaks of.

use super::plan::unknown;
use super::projects::today;
use super::terminal::Terminal;
use super::{PASSED, judge, write};
use crate::args::{Model, PackOscal};
use crate::error::Error;
use crate::locale::text;
use crate::render::oscal::{catalog, profile};

/// Prints one of the two.
pub(super) fn run(asked: &PackOscal, terminal: &Terminal) -> Result<u8, Error> {
    let day = asked.as_of.map_or_else(today, Ok)?;
    let rulebook = judge(&asked.packs)?.rulebook()?;
    let printed = match (asked.what, asked.level) {
        (Model::Catalog, None) => catalog(&rulebook, day, terminal.locale),
        (Model::Catalog, Some(_)) => {
            return Err(Error::Plain(text!(
                "a catalog holds the items of all levels; leave out --level, or ask for a profile",
                "目录（catalog）包含所有等级的条目；请去掉 --level，或改为输出 profile"
            )));
        }
        (Model::Profile, level) => {
            let rank = level.unwrap_or(1);
            let level = rulebook.levels.iter().find(|level| level.rank == rank);
            let ranks = || rulebook.levels.iter().map(|level| level.rank).collect::<Vec<_>>();
            profile(&rulebook, level.ok_or_else(|| unknown(rank, &ranks()))?, day, terminal.locale)
        }
    };
    write(&printed)?;
    Ok(PASSED)
}
