//! What a section says, cut into sentences, list items and rows: the pieces that `substance` weighs. It judges none of them.

use std::borrow::Cow;

use super::blocks::{Block, Blocks, Kind};
use super::bold;
use super::definition::definition_lines;
use super::inline::plain;
use super::placeholder::marker;
use super::{html, rst, table};
use crate::source::Span;

/// What shape a piece has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// A sentence, or a line that stands for one.
    Sentence,
    /// The first sentence of a list item.
    Item,
    /// A row of a table; whether each of its cells says something.
    Row { filled: bool },
}

/// One piece.
#[derive(Debug, Clone)]
pub(super) struct Unit<'a> {
    /// Its shape.
    pub(super) kind: UnitKind,
    /// Its plain text.
    pub(super) text: String,
    /// As written, its lines joined by LF.
    pub(super) raw: Cow<'a, str>,
    /// The block in which it stands.
    pub(super) span: Span,
    /// Whether it is a task that nobody ticked.
    pub(super) unchecked: bool,
}

/// The pieces of a section, in its order. Headings, code and comments say nothing.
pub(super) fn units(section: &str) -> Vec<Unit<'_>> {
    let mut found = Vec::new();
    if rst::is_rst(section) {
        rst_units(section, &mut found);
        return found;
    }
    let blocks = Blocks::of(section, 0);
    let (mut item, mut width) = (0, 0);
    for block in &blocks.list {
        match block.kind {
            Kind::Paragraph => {
                let first = block.item != item && block.item != 0;
                item = item.max(block.item);
                paragraph(section, &blocks, block, first, &mut found);
            }
            Kind::TableHead => width = table::row(section, &blocks, block).cells.len(),
            Kind::TableRow => {
                let row = table::row(section, &blocks, block);
                found.push(Unit {
                    kind: UnitKind::Row { filled: table::is_filled(&row.cells, width) },
                    text: row.cells.join("; "),
                    raw: Cow::Borrowed(section.get(row.span.range()).unwrap_or_default()),
                    span: row.span,
                    unchecked: false,
                });
            }
            Kind::Html => html_units(section, blocks.span_of(block), &mut found),
            Kind::Atx(_) | Kind::Setext(_) | Kind::Code | Kind::Rule => {}
        }
    }
    found
}

fn paragraph<'a>(section: &'a str, blocks: &Blocks, block: &Block, first: bool, found: &mut Vec<Unit<'a>>) {
    let lines = blocks.lines_of(block);
    let slice = |span: &Span| section.get(span.range()).unwrap_or_default();
    let title = lines.first().is_some_and(|line| bold::opening(slice(line)).is_some_and(|bold| bold.after.is_none()));
    let lines = lines.get(usize::from(title)..).unwrap_or_default();
    let raw = match lines {
        [line] => Cow::Borrowed(slice(line)),
        lines => Cow::Owned(lines.iter().map(slice).collect::<Vec<_>>().join("\n")),
    };
    let defined = if raw.starts_with('[') { definition_lines(&raw) } else { 0 };
    let raw = match (defined, raw) {
        (0, raw) => raw,
        (_, raw) => Cow::Owned(raw.split('\n').skip(defined).collect::<Vec<_>>().join("\n")),
    };
    let unchecked = first && raw.starts_with("[ ] ");
    let kind = if first { UnitKind::Item } else { UnitKind::Sentence };
    let unit = Unit { kind, text: String::new(), raw, span: blocks.span_of(block), unchecked };
    sentences(&unit, found);
}

/// Cuts a unit into its sentences; the first keeps its kind.
fn sentences<'a>(unit: &Unit<'a>, found: &mut Vec<Unit<'a>>) {
    let mut kind = unit.kind;
    let mut take = |raw: Cow<'a, str>| {
        let text = plain(&raw);
        if !text.trim().is_empty() || marker(&raw).is_some() {
            found.push(Unit { kind, text, raw, span: unit.span, unchecked: unit.unchecked });
            kind = UnitKind::Sentence;
        }
    };
    match &unit.raw {
        Cow::Borrowed(raw) => cut(raw).into_iter().for_each(|part| take(Cow::Borrowed(part))),
        Cow::Owned(raw) => cut(raw).into_iter().for_each(|part| take(Cow::Owned(part.to_owned()))),
    }
}

/// The sentences of a text, each with its end.
pub(super) fn cut(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let ends = match c {
            '。' | '！' | '？' | '；' | '…' | '।' | '؟' => true,
            '.' | '!' | '?' => {
                next.is_none_or(char::is_whitespace) && !is_initial(text.get(start..at).unwrap_or_default())
            }
            _ => false,
        };
        if ends {
            let end = at + c.len_utf8();
            parts.push(text.get(start..end).unwrap_or_default().trim());
            start = end;
        }
    }
    parts.push(text.get(start..).unwrap_or_default().trim());
    parts.retain(|part| part.chars().any(|c| !c.is_whitespace()));
    parts
}

/// Whether what stands before a full stop is a number or a single letter, as in `1.` and `e.g.`.
fn is_initial(before: &str) -> bool {
    let last = before.rsplit([' ', '.', '\n', '(']).next().unwrap_or_default();
    last.chars().nth(1).is_none() || (before.trim() == last && last.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The pieces of HTML: what stands between tags that break the line.
fn html_units<'a>(section: &'a str, span: Span, found: &mut Vec<Unit<'a>>) {
    let mut at = span.start;
    let mut kind = UnitKind::Sentence;
    let mut silent = false;
    let breaks = ["tr", "li", "p", "div", "br", "summary", "details", "h1", "h2", "h3", "h4", "h5", "h6"];
    for tag in html::tags(section, span) {
        if !breaks.iter().any(|name| tag.is(name)) {
            continue;
        }
        if !silent {
            html_unit(section, Span::new(at, tag.span.start), kind, found);
        }
        silent = !tag.closing && (tag.is("summary") || matches!(tag.name.as_bytes(), [b'h' | b'H', b'1'..=b'6']));
        kind = if !tag.closing && (tag.is("li") || tag.is("tr")) { UnitKind::Item } else { UnitKind::Sentence };
        at = tag.span.end;
    }
    if !silent {
        html_unit(section, Span::new(at, span.end), kind, found);
    }
}

fn html_unit<'a>(section: &'a str, span: Span, kind: UnitKind, found: &mut Vec<Unit<'a>>) {
    let raw = section.get(span.range()).unwrap_or_default();
    if raw.chars().any(char::is_alphanumeric) {
        sentences(&Unit { kind, text: String::new(), raw: Cow::Borrowed(raw), span, unchecked: false }, found);
    }
}

fn rst_units<'a>(section: &'a str, found: &mut Vec<Unit<'a>>) {
    let titles = rst::titles(section, 0);
    for mut span in rst::paragraphs(section, 0) {
        let first = titles.partition_point(|title| title.next <= span.start);
        for title in titles.iter().skip(first).take_while(|title| title.span.start < span.end) {
            span.start = title.next.min(span.end);
        }
        let raw = section.get(span.range()).unwrap_or_default();
        if raw.starts_with(".. ") || !raw.chars().any(char::is_alphanumeric) {
            continue;
        }
        let before = section.get(..span.start).unwrap_or_default();
        let item = before.ends_with("- ") || before.ends_with("* ") || before.ends_with("+ ");
        let kind = if item { UnitKind::Item } else { UnitKind::Sentence };
        sentences(&Unit { kind, text: String::new(), raw: Cow::Borrowed(raw), span, unchecked: false }, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_their_ends() {
        for (text, expected) in [
            ("One. Two! Three", &["One.", "Two!", "Three"][..]),
            ("See e.g. version 1.2 now.", &["See e.g. version 1.2 now."]),
            ("先停机。再上报！然后", &["先停机。", "再上报！", "然后"]),
            ("  ", &[]),
        ] {
            assert_eq!(cut(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_section_is_cut_by_its_shape() {
        let section = "**Label**\nA. sentence one. Two.\n\n- item a\n\n  more of a\n- [ ] item b\n\n| h |\n|---|\n| r |\n\n\
                       <ul><li>html item</li></ul>\n\n```\ncode\n```\n<!-- no -->\n\n[r]: /u\n[s]: /v\n";
        let found: Vec<_> = units(section).iter().map(|unit| (unit.kind, unit.text.clone(), unit.unchecked)).collect();
        let sentence = |text: &str| (UnitKind::Sentence, text.to_owned(), false);
        let item = |text: &str, unchecked| (UnitKind::Item, text.to_owned(), unchecked);
        let expected = [
            sentence("A. sentence one."),
            sentence("Two."),
            item("item a", false),
            sentence("more of a"),
            item("[ ] item b", true),
            (UnitKind::Row { filled: true }, "r".to_owned(), false),
            item("html item", false),
        ];
        assert_eq!(found, expected);
    }
}
