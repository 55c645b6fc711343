//! Soft line breaks: those that only fit a paragraph to a width, so that a reader runs on over them. Every other break parts what stands on
//! either side of it: blocks, list items, rows of tables, fields, lines of code, lines that are broken on purpose.

mod plain;

use memchr::memchr2_iter;

use super::blocks::{Blocks, Kind};
use super::front_matter::front_matter;
use super::html::tags;
use super::line::Lines;
use super::opening::{BLOCK_TAGS, RAW_TAGS};
use super::rst::is_rst;
use super::visible::Writing;
use crate::source::Span;

/// The soft line breaks of a text, in its order: from the end of what stands in one line to the start of what stands in the next.
pub(super) fn soft_breaks(text: &str, writing: Writing) -> Vec<Span> {
    if !may_have_some(text) {
        return Vec::new();
    }
    match writing {
        Writing::Html => {
            let blanks = |line: &str| line.len() - line.trim_start().len();
            let lines =
                Lines::new(text, 0).map(|line| Span::new(line.start + blanks(line.text), line.start + line.text.len()));
            in_html(text, &lines.collect::<Vec<_>>()).collect()
        }
        Writing::Markdown if !is_rst(text) => markdown(text),
        Writing::Markdown | Writing::Plain => plain::soft_breaks(text),
    }
}

/// Whether two lines stand together that may be of one paragraph. Most texts that nobody wrapped have none, and need no closer look.
fn may_have_some(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr2_iter(b'\n', b'\r', bytes).any(|end| {
        let (above, below) = (bytes.get(..end).unwrap_or_default(), bytes.get(end + 1..).unwrap_or_default());
        let above = if bytes.get(end) == Some(&b'\n') { above.strip_suffix(b"\r").unwrap_or(above) } else { above };
        let indent = below.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let below = below.get(indent..).unwrap_or_default();
        !matches!(above.last(), None | Some(b'\n' | b'\r'))
            && !matches!(below, [] | [b'\n' | b'\r', ..])
            && !stands_apart(below)
    })
}

/// Whether a line never runs on from the one before: a row, or an item of a list. `line` starts with its first byte that is no white space.
fn stands_apart(line: &[u8]) -> bool {
    matches!(line, [b'|', ..] | [b'-' | b'*' | b'+', b' ' | b'\t', ..])
}

/// Whether a line is a field, as those of `security.txt` are: a name, a colon, a space.
fn is_field(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, rest)| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && (rest.is_empty() || rest.starts_with([' ', '\t']))
    })
}

fn markdown(text: &str) -> Vec<Span> {
    let blocks = Blocks::of(text, front_matter(text).map_or(0, |(_, end)| end));
    let mut found = Vec::new();
    for block in &blocks.list {
        let lines = blocks.lines_of(block);
        match block.kind {
            Kind::Paragraph => found.extend(in_paragraph(text, lines)),
            Kind::Html => found.extend(in_html(text, lines)),
            Kind::Atx(_) | Kind::Setext(_) | Kind::TableHead | Kind::TableRow | Kind::Code | Kind::Rule => {}
        }
    }
    found
}

fn in_paragraph(text: &str, lines: &[Span]) -> impl Iterator<Item = Span> {
    let slice = |line: &Span| text.get(line.range()).unwrap_or_default();
    let fields = lines.first().is_some_and(|line| is_field(slice(line)));
    let is_soft =
        move |above: &str, line: &str| !(is_hard(above) || stands_apart(line.as_bytes()) || fields && is_field(line));
    lines.windows(2).filter_map(move |pair| match pair {
        [above, line] => is_soft(slice(above), slice(line)).then(|| Span::new(above.end, line.start)),
        _ => None,
    })
}

/// Whether Markdown breaks the line after this one wherever it is shown.
fn is_hard(line: &str) -> bool {
    line.ends_with("  ") || line.ends_with('\\') || ["<br>", "<br/>", "<br />"].iter().any(|tag| line.ends_with(tag))
}

/// The soft breaks among lines of HTML: those beside no tag that breaks the line itself, and not in what is shown as it is written.
fn in_html(text: &str, lines: &[Span]) -> impl Iterator<Item = Span> {
    let edges =
        edges(text, Span::new(lines.first().map_or(0, |line| line.start), lines.last().map_or(0, |line| line.end)));
    lines.windows(2).filter_map(move |pair| {
        let [above, line] = pair else { return None };
        let (before, after) = (text.get(above.range())?.trim_end(), text.get(line.range())?.trim_end());
        let end = above.start + before.len();
        let next = edges.partition_point(|edge| edge.end < end);
        let beside = edges.get(next).is_some_and(|edge| edge.start <= line.start);
        let soft = !before.is_empty() && !after.is_empty() && !beside && !stands_apart(after.as_bytes());
        soft.then(|| Span::new(above.end, line.start))
    })
}

/// The tags that break the line, in order; an element that is shown as it is written is one, from its start to its end.
fn edges(text: &str, span: Span) -> Vec<Span> {
    let one_of = |name: &str, names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let mut edges = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for tag in tags(text, span) {
        match open {
            Some((start, name)) if tag.closing && tag.is(name) => {
                edges.push(Span::new(start, tag.span.end));
                open = None;
            }
            None if !tag.closing && one_of(tag.name, RAW_TAGS) => open = Some((tag.span.start, tag.name)),
            None if tag.is("br") || one_of(tag.name, BLOCK_TAGS) => edges.push(tag.span),
            Some(_) | None => {}
        }
    }
    edges.extend(open.map(|(start, _)| Span::new(start, span.end)));
    edges
}

#[cfg(test)]
mod tests {
    use super::super::visible::Visible;
    use super::*;

    fn seen(text: &str, writing: Writing) -> String {
        Visible::of(text, writing).text(text).to_owned()
    }

    #[test]
    fn markdown_runs_on_within_a_paragraph() {
        for (text, expected) in [
            ("# a\nb\n   c\n\nd\n", "# a\nb c\n\nd\n"),
            ("a\nb\n===\nc\nd\n", "a\nb\n===\nc d\n"),
            ("- a\n  b\n- c\nd\n  - e\n    f\n1. g\n2. h\n   i", "- a b\n- c d\n  - e f\n1. g\n2. h i"),
            ("> a\n> b\nc\n>> d\n>\n> e", "> a b c\n>> d\n>\n> e"),
            ("a\n| b |\n| - |\n| c\nd\n| e |", "a\n| b |\n| - |\n| c\nd\n| e |"),
            ("a | b\n--- | ---\nc | d", "a | b\n--- | ---\nc | d"),
            ("a\nb | c\n| d", "a b | c\n| d"),
            ("```\na\nb\n```\nc\nd", "```\na\nb\n```\nc d"),
            ("- a\n\n  ~~~\n  b\n  c\n  ~~~\n", "- a\n\n  ~~~\n  b\n  c\n  ~~~\n"),
            ("    a\n    b\n\nc\n    d", "    a\n    b\n\nc d"),
            ("a  \nb\\\nc<br>\nd \ne", "a  \nb\\\nc<br>\nd e"),
            ("---\na: 1\nb: 2\n---\nc\nd", "---\na: 1\nb: 2\n---\nc d"),
            ("Owner: a\nContact: b\nc", "Owner: a\nContact: b c"),
            ("a b\nContact: c", "a b Contact: c"),
            ("a\n---\nb\n***\nc", "a\n---\nb\n***\nc"),
            ("<!--\na\n\nb\n-->\nc\nd", "\n\n\nc d"),
            ("<p>a\nb</p>\n<p>c\n<b>d</b>\n</p>", "<p>a b</p>\n<p>c <b>d</b>\n</p>"),
            ("Top\n~~~\n\n.. a\n\n* b\n  c\n", "Top\n~~~\n\n.. a\n\n* b\n  c\n"),
            ("Top\n~~~~\n\n.. a::\n\n* b\n  c\n", "Top\n~~~~\n\n.. a::\n\n* b c\n"),
            ("\u{feff}a\r\nb\rc\n", "\u{feff}a b c\n"),
            ("", ""),
        ] {
            assert_eq!(seen(text, Writing::Markdown), expected, "{text:?}");
        }
    }

    #[test]
    fn html_runs_on_where_no_tag_breaks_the_line() {
        for (text, expected) in [
            (
                "<!DOCTYPE html>\n<html>\n  <p>\n    a\n    b\n  </p>\n",
                "<!DOCTYPE html>\n<html>\n  <p>\n    a b\n  </p>\n",
            ),
            ("<p>a <b>b</b>\n  <i>c</i>\n\nd", "<p>a <b>b</b> <i>c</i>\n\nd"),
            ("<li>a\n<li>b<br>\nc<td\nx=''>d", "<li>a\n<li>b<br>\nc<td\nx=''>d"),
            ("a\n<PRE>b\nc\n<p>d</PRE>\ne\nf", "a\n<PRE>b\nc\n<p>d</PRE>\ne f"),
            ("<script>\na\nb", "<script>\na\nb"),
            ("<a\nhref='b'>c\nd</a>", "<a href='b'>c d</a>"),
        ] {
            assert_eq!(seen(text, Writing::Html), expected, "{text:?}");
        }
    }

    #[test]
    fn most_texts_that_nobody_wrapped_need_no_closer_look() {
        let text = "# a\n\nb\n\n- c\n  - d\n* e\n\n| f |\n| --- |\n| g |\n\r\n\nh";
        assert!(!may_have_some(text));
        for more in ["\ni", "\ri", "\r\n\ti", "\n- j\n  k", "\n> l"] {
            assert!(may_have_some(&format!("{text}{more}")), "{more:?}");
        }
        assert!(!may_have_some("a\r\n\r\nb\r\r- c\r| d\r"));
    }
}
