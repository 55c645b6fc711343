//! The shortest way up: as text for a terminal, or JSON. What comes first, and what it earns, was decided in `ascent`.

mod json;
mod text;

use crate::ascent::Ascent;

use super::View;

/// The ways up of the projects, in order of their paths.
pub(crate) fn ascents(ways: &[Ascent], is_json: bool, view: &View) -> String {
    if is_json { json::page(ways, view) } else { text::page(ways, view) }
}
