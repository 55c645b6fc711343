//! The mutants of conditions, and of the filters of a JSONPath: removed, negated, without one operand of `&&` or `||`, without one element
//! of a list.

use super::change::Change;
use super::item::without;
use super::operands::{Part, elements, filters, operands};
use crate::locale::text;
use crate::source::{Source, Span};
use crate::tree::{Entry, Value, text_offset};

/// A condition in every way in which it asks something else.
pub(super) fn changes(entry: &Entry, source: &Source) -> Vec<Change> {
    let Value::String(condition) = &entry.value.value else { return Vec::new() };
    let key = &entry.key;
    let negated =
        Change::to(Value::String(format!("!({condition})")), entry.key_span, text!("`{key}` negated", "`{key}` 取反"));
    let parts = operands(condition, 0..condition.len()).into_iter().chain(elements(condition));
    let parts = parts.map(|part| left_out(entry, condition, &part, source));
    [without(entry), negated].into_iter().chain(parts).collect()
}

/// A JSONPath without one operand of one of its filters.
pub(super) fn of_path(entry: &Entry, source: &Source) -> Vec<Change> {
    let Value::String(path) = &entry.value.value else { return Vec::new() };
    let parts = filters(path).into_iter().flat_map(|filter| operands(path, filter));
    parts.map(|part| left_out(entry, path, &part, source)).collect()
}

/// A text without one part of it.
fn left_out(entry: &Entry, whole: &str, part: &Part, source: &Source) -> Change {
    let piece = |range| whole.get(range).unwrap_or_default();
    let (before, after) = (piece(0..part.gone.start), piece(part.gone.end..whole.len()));
    let (key, shown) = (&entry.key, piece(part.itself.clone()));
    let within = text_offset(source.text(), &entry.value);
    let at = within.map_or(entry.key_span, |offset| Span::from(part.itself.clone()).shifted(offset));
    let what = text!("`{key}` without `{shown}`", "`{key}` 去掉 `{shown}`");
    Change::to(Value::String(format!("{before}{after}")), at, what)
}
