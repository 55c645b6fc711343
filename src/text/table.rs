//! The rows of tables, and whether somebody filled them in. Whether enough of them are is for a check to say.

use super::opening::cells;
use super::placeholder::stands_empty;
use super::said::Said;

/// What the row `raw` of a table says, and whether each cell under a head of `width` cells says something.
pub(super) fn row(raw: &str, width: usize) -> (Said<'_>, bool) {
    let cells: Vec<Said<'_>> = cells(raw).into_iter().map(Said::of).collect();
    let filled = cells.len() >= width && !cells.iter().any(stands_empty);
    (Said::of_cells(raw, cells.iter()), filled)
}
