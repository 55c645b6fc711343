//! An element taken out of a list of YAML or JSON, with the comments that belong to it. What is left is read again: where it is not the old
//! list without that element, nothing is taken out at all.

use super::parts::{behind_key, parts, roots};
use super::put::edited;
use super::{Node, Syntax, Table, Value, alike};
use crate::finding::Edit;
use crate::source::Span;

/// The edits that take out of the list under a key of the root the element that holds a byte; none where that cannot be done without touching
/// something else. A list that holds nothing more stays as an empty one.
pub(crate) fn without(text: &str, syntax: Syntax, key: &str, at: usize) -> Option<Vec<Edit>> {
    let before = syntax.parse_as_written(text);
    let root = before.root?;
    let Value::Table(table) = &root.value else { return None };
    let (index, entry) = table.entries.iter().enumerate().find(|(_, entry)| entry.key == key)?;
    let whole = *roots(text, &root).ok()?.get(index)?;
    let parts = parts(text, &entry.value, behind_key(entry, whole)).ok()?;
    let own = parts.iter().position(|part| part.range().contains(&at))?;
    let edits = if text.get(entry.value.span.range())?.starts_with('[') {
        vec![in_brackets(&entry.value, &parts, own)?]
    } else if parts.len() == 1 {
        let colon = entry.key_span.end + text.get(entry.key_span.end..)?.find(':')? + 1;
        let empty = Edit { span: Span::new(colon, colon), text: " []".to_owned() };
        vec![empty, Edit { span: last_lines(text, *parts.first()?)?, text: String::new() }]
    } else {
        vec![on_lines(text, &parts, own)?]
    };
    let after = syntax.parse_as_written(&edited(text, edits.clone()));
    let is_meant = after.root.is_some_and(|after| alike(&after, &shorter(table, index, own)));
    (is_meant && after.problems.len() <= before.problems.len()).then_some(edits)
}

/// The tree with this element gone.
fn shorter(table: &Table, index: usize, own: usize) -> Node {
    let mut table = table.clone();
    if let Some(Value::Array(elements)) = table.entries.get_mut(index).map(|entry| &mut entry.value.value)
        && own < elements.len()
    {
        elements.remove(own);
    }
    Node { span: Span::default(), value: Value::Table(table) }
}

/// With the comma behind it, or, of the last, that before it: two neighbours do not go at once.
fn in_brackets(list: &Node, parts: &[Span], own: usize) -> Option<Edit> {
    let part = parts.get(own)?;
    let before = own.checked_sub(1).and_then(|before| parts.get(before));
    let span = match (parts.get(own + 1), before) {
        (Some(next), _) => Span::new(part.start, next.start),
        (None, Some(before)) => Span::new(before.end, part.end),
        (None, None) => Span::new(list.span.start + 1, list.span.end.checked_sub(1)?),
    };
    Some(Edit { span, text: String::new() })
}

/// With the blank lines behind it; the last leaves those that set the list off. The edit of the last reaches into the one before, so that
/// both do not go at once: a key would be left that holds nothing.
fn on_lines(text: &str, parts: &[Span], own: usize) -> Option<Edit> {
    let part = *parts.get(own)?;
    let before = own.checked_sub(1).and_then(|before| parts.get(before)).filter(|_| own + 1 == parts.len());
    let Some(before) = before else { return Some(Edit { span: lines_of(text, part)?, text: String::new() }) };
    let lines = last_lines(text, part)?;
    let start = before.start + text.get(before.range())?.char_indices().next_back()?.0;
    Some(Edit { span: Span::new(start, lines.end), text: text.get(start..lines.start)?.to_owned() })
}

/// The lines of the last element. Blank lines behind them go only where there are some before them too.
fn last_lines(text: &str, part: Span) -> Option<Span> {
    let whole = lines_of(text, part)?;
    let above = text.get(..part.start)?.lines().next_back().unwrap_or_default();
    let end = part.end + text.get(part.end..)?.find('\n').map_or(0, |end| end + 1);
    let is_set_off = above.trim().is_empty() || whole.start < part.start || end == part.end;
    Some(if is_set_off { whole } else { Span::new(part.start, end) })
}

/// Whole lines with the blank ones behind them; at the end of a text, with the blank ones before them.
pub(crate) fn lines_of(text: &str, span: Span) -> Option<Span> {
    let rest = text.get(span.end..)?;
    let blank = rest.len() - rest.trim_start().len();
    if blank < rest.len() {
        // The line that stands behind the blank ones keeps its indentation.
        let next = rest.get(..blank)?.rfind('\n')? + 1;
        return Some(Span::new(span.start, span.end + next));
    }
    let head = text.get(..span.start)?;
    let said = head.trim_end().len();
    let ended = head.get(said..)?.find('\n').map_or(0, |end| end + 1);
    Some(Span::new(said + ended, text.len()))
}
