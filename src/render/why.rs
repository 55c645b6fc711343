//! Why a project got its verdict on an item: as text for a terminal, or JSON. What was seen was told in `why`.

mod json;
mod text;

use crate::why::Why;

use super::View;

/// The reasons for one verdict.
pub(crate) fn reasons(why: &Why, is_json: bool, view: &View) -> String {
    if is_json { json::page(why, view) } else { text::page(why, view) }
}
