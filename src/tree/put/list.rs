//! A list that grows at its end: what is in it keeps its place, its layout and the comments beside it.

use super::place::{Page, last_byte};
use super::written;
use crate::finding::Edit;
use crate::source::Span;
use crate::tree::{Node, Syntax, Value};

/// The ways to write a list that begins as the old one does, the best first; none where it begins otherwise, or was empty.
pub(super) fn longer(page: &Page<'_>, old: &Node, new: &Value) -> Vec<Vec<Edit>> {
    let (Value::Array(elements), Value::Array(wanted)) = (&old.value, new) else { return Vec::new() };
    let Some((last, more)) = elements.last().zip(wanted.get(elements.len()..)).filter(|(_, more)| !more.is_empty())
    else {
        return Vec::new();
    };
    if !elements.iter().zip(wanted).all(|(old, new)| super::alike(old, new)) {
        return Vec::new();
    }
    let more: Option<Vec<_>> = more.iter().map(|node| written::inline(page.syntax, &node.value)).collect();
    let Some(more) = more else { return Vec::new() };
    let end = last_byte(last);
    let joined = |between: &str| format!("{between}{}", more.join(between));
    match page.indent(last.span.start) {
        Some(indent) => {
            let between = format!(",{}{indent}", page.line_end);
            vec![
                on_lines(page, end, indent, &more),
                vec![insertion(end, joined(&between))],
                vec![insertion(end, joined(", "))],
            ]
        }
        None if page.syntax == Syntax::Yaml && page.before(last.span.start).trim_start().starts_with("- ") => {
            let lead = page.before(last.span.start);
            let lines: Vec<_> = more.iter().map(|one| format!("{lead}{one}")).collect();
            let gap = page.behind(end);
            vec![vec![insertion(gap.at, page.lines(&gap, &lines.join(page.line_end)))]]
        }
        None => vec![vec![insertion(end, joined(", "))]],
    }
}

/// Each on a line of its own behind the last one's, whose comment may stand there; with a comma where that one has one.
fn on_lines(page: &Page<'_>, end: usize, indent: &str, more: &[String]) -> Vec<Edit> {
    let gap = page.behind(end);
    let has_comma = page.tail(end).trim_start_matches([' ', '\t']).starts_with(',');
    let mut lines = more.join(&format!(",{}{indent}", page.line_end));
    let mut edits = Vec::new();
    if has_comma {
        lines.push(',');
    } else {
        edits.push(insertion(end, ",".to_owned()));
    }
    edits.push(insertion(gap.at, page.lines(&gap, &format!("{indent}{lines}"))));
    edits
}

fn insertion(at: usize, text: String) -> Edit {
    Edit { span: Span::new(at, at), text }
}
