//! The rows of tables, and the items of lists, that somebody filled in. Whether enough of them are is for a check to say.

use super::blocks::{Block, Blocks, Kind};
use super::inline::plain;
use super::opening::cells;
use super::placeholder::is_placeholder;
use super::units::{UnitKind, units};
use super::words::count;
use crate::source::Span;

/// A row of a table's body, every cell of which says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The plain text of its cells.
    pub(crate) cells: Vec<String>,
    /// Its bytes within the section.
    pub(crate) span: Span,
}

/// A list item of fewer words, a Han character being one, is a keyword.
const MIN_ITEM_WORDS: usize = 3;
const MIN_ITEM_HAN: usize = 4;

/// The filled rows of the tables in a section, their heads left out.
pub(crate) fn rows(section: &str) -> Vec<Row> {
    let blocks = Blocks::of(section, 0);
    let mut head = 0;
    let mut found = Vec::new();
    for block in &blocks.list {
        match block.kind {
            Kind::TableHead => head = row(section, &blocks, block).cells.len(),
            Kind::TableRow => {
                let row = row(section, &blocks, block);
                if is_filled(&row.cells, head) {
                    found.push(row);
                }
            }
            _ => {}
        }
    }
    found
}

/// The row that a block of a table is.
pub(super) fn row(section: &str, blocks: &Blocks, block: &Block) -> Row {
    let span = blocks.span_of(block);
    let text = section.get(span.range()).unwrap_or_default();
    Row { cells: cells(text).into_iter().map(cell).collect(), span }
}

/// The plain text of a cell. What stands between the brackets of a template stays: it shows that nobody filled it in.
fn cell(raw: &str) -> String {
    let text = plain(raw);
    if text.trim().is_empty() { raw.to_owned() } else { text.trim().to_owned() }
}

/// Whether every cell under a head of `width` cells says something.
pub(super) fn is_filled(cells: &[String], width: usize) -> bool {
    cells.len() >= width && cells.iter().all(|cell| !is_placeholder(cell))
}

/// How many rows are filled, or, in a section without a table, how many list items say something.
pub(crate) fn filled_rows(section: &str) -> usize {
    if Blocks::of(section, 0).list.iter().any(|block| block.kind == Kind::TableHead) {
        return rows(section).len();
    }
    units(section).iter().filter(|unit| unit.kind == UnitKind::Item && !unit.unchecked && says(&unit.text)).count()
}

fn says(item: &str) -> bool {
    let words = count(item);
    let han = item.chars().filter(|&c| super::reading::is_han(c)).count();
    let enough = if han * 2 >= words { MIN_ITEM_HAN } else { MIN_ITEM_WORDS };
    words >= enough && !is_placeholder(item)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_filled_rows_count() {
        for (section, expected) in [
            ("| Risk | Owner |\n|---|---|\n", 0),
            ("| Risk | Owner |\n|---|---|\n| Bias | Ann |\n| Drift | Bo |\n", 2),
            ("| Risk | Owner |\n|---|---|\n| Bias | |\n| Drift | TBD |\n| Leak | N/A |\n| Loss | - |\n", 0),
            ("| Risk | Owner |\n|---|---|\n| Bias |\n", 0),
            ("| 风险 | 负责人 |\n|---|---|\n| 偏差 | 王芳 |\n| 漂移 | 待定 |\n", 1),
            ("| Group | Passed |\n|---|---|\n| Women | ✅ |\n", 1),
            ("- stop the system\n- bias\n- TODO write this down\n- 人工接管\n- 监督\n", 2),
            ("- [ ] ask the nurse first\n- [x] asked the nurse first\n", 1),
            ("1. Press the red button\n2. Call the lead by phone\n", 2),
            ("prose alone", 0),
        ] {
            assert_eq!(filled_rows(section), expected, "{section:?}");
        }
        assert_eq!(rows("a\n\n| x | y |\n|---|---|\n| **1** | `2` |\n")[0].cells, ["1", "2"]);
    }
}
