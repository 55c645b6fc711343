//! A new entry of a table: behind the neighbour that it follows, and laid out as that one is.

use super::place::{Gap, Page, entries, last_byte};
use super::{Around, written};
use crate::finding::Edit;
use crate::source::Span;
use crate::tree::{Entry, Syntax, Value};

/// The ways to add a key with its value to a table, the best first.
pub(super) fn ways(page: &Page<'_>, table: &Around<'_>, new: (&str, &Value), order: &[&str]) -> Vec<Vec<Edit>> {
    let entries = entries(table.node);
    let way = if page.is_closed(table.node) {
        match neighbour(page, entries, new.0, order) {
            Some(entry) => beside(page, entry, new),
            None => first_inside(page, table, new),
        }
    } else {
        match neighbour(page, entries, new.0, order) {
            Some(entry) => below(page, entry, new),
            None => first_below(page, table, new),
        }
    };
    way.into_iter().map(|edit| vec![edit]).collect()
}

/// The entry that a new one follows: the last of those that usually stand before it, else the last of all. One that a header of TOML opens
/// has no place behind it.
fn neighbour<'e>(page: &Page<'_>, entries: &'e [Entry], key: &str, order: &[&str]) -> Option<&'e Entry> {
    let rank = |key: &str| order.iter().position(|known| *known == key);
    let is_plain = |entry: &&Entry| match &entry.value.value {
        _ if page.syntax != Syntax::Toml => true,
        Value::Table(_) => page.is_closed(&entry.value),
        _ => !page.is_header(&entry.value),
    };
    let plain: Vec<_> = entries.iter().filter(is_plain).collect();
    let before =
        plain.iter().filter(|entry| rank(&entry.key).is_some_and(|own| rank(key).is_some_and(|new| own < new)));
    before.max_by_key(|entry| rank(&entry.key)).or(plain.last()).copied()
}

/// In brackets, behind an entry.
fn beside(page: &Page<'_>, entry: &Entry, (key, value): (&str, &Value)) -> Option<Edit> {
    let at = last_byte(&entry.value);
    let text = match page.indent(entry.key_span.start).filter(|_| page.syntax == Syntax::Json) {
        Some(indent) => format!(",{}{indent}{}", page.line_end, written::spread(page, key, value, indent)?),
        None => format!(", {}", written::pair(page.syntax, key, &written::inline(page.syntax, value)?)),
    };
    Some(Edit { span: Span::new(at, at), text })
}

/// In brackets that hold nothing.
fn first_inside(page: &Page<'_>, table: &Around<'_>, (key, value): (&str, &Value)) -> Option<Edit> {
    let span = Span::new(table.node.span.start + 1, table.node.span.end.checked_sub(1)?);
    let is_blank = page.text.get(span.range())?.trim().is_empty();
    let indent = table.entry.map_or(Some(""), |entry| page.indent(entry.key_span.start));
    let text = match indent.filter(|_| page.syntax == Syntax::Json) {
        Some(indent) => {
            let (deeper, end) = (format!("{indent}{}", page.step), page.line_end);
            format!("{end}{deeper}{}{end}{indent}", written::spread(page, key, value, &deeper)?)
        }
        None => format!(" {} ", written::pair(page.syntax, key, &written::inline(page.syntax, value)?)),
    };
    is_blank.then_some(Edit { span, text })
}

/// On a line of its own, behind the lines of an entry.
fn below(page: &Page<'_>, entry: &Entry, (key, value): (&str, &Value)) -> Option<Edit> {
    // In TOML the keys of the tables above may stand on the line as well.
    let lead = page.before(entry.key_span.start);
    let line = match page.indent(entry.key_span.start) {
        Some(indent) => written::spread(page, key, value, indent)?,
        None if page.syntax == Syntax::Toml => written::spread(page, key, value, "")?,
        None => return None,
    };
    let gap = page.behind(last_byte(&entry.value).max(entry.key_span.end));
    let gap = if page.syntax == Syntax::Yaml { page.behind_comments(gap, lead.len()) } else { gap };
    // A comment of the same depth would be the new entry's if it touched it.
    let before = page.line_before(&gap);
    let is_free = page.syntax == Syntax::Yaml && before.strip_prefix(lead).is_some_and(|rest| rest.starts_with('#'));
    let blank = if is_free { page.line_end } else { "" };
    Some(edit(page, &gap, &format!("{blank}{lead}{line}")))
}

/// On a line of its own, where the table holds nothing that it could follow: below the table's header, or the key that it stands under.
fn first_below(page: &Page<'_>, table: &Around<'_>, (key, value): (&str, &Value)) -> Option<Edit> {
    let entry = table.entry?;
    let (start, deeper) = match page.syntax {
        Syntax::Toml if page.is_header(table.node) => (table.node.span.start, ""),
        Syntax::Yaml if table.node.value == Value::Null => (entry.key_span.start, page.step.as_str()),
        Syntax::Toml | Syntax::Yaml | Syntax::Json => return None,
    };
    let indent = format!("{}{deeper}", page.indent(start)?);
    let gap = page.behind(table.node.span.end.max(entry.key_span.end));
    Some(edit(page, &gap, &format!("{indent}{}", written::spread(page, key, value, &indent)?)))
}

fn edit(page: &Page<'_>, gap: &Gap, lines: &str) -> Edit {
    Edit { span: Span::new(gap.at, gap.at), text: page.lines(gap, lines) }
}
