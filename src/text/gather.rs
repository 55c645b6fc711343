//! Finds the headings and the anchors of a text among its blocks. Ranks, titles and where a body ends are worked out by `outline`.

use super::blocks::{Block, Blocks, Kind};
use super::html::Veil;
use super::outline::HeadingKind;
use super::{bold, html, rst};
use crate::source::Span;

/// The rank of summaries and bold lines.
const SMALL: u8 = 7;
/// The rank of run-in labels.
const RUN_IN: u8 = 8;
/// Further than this, in bytes, an HTML heading does not reach.
const MAX_HTML_HEADING: usize = 2000;

/// A heading that was found.
#[derive(Debug)]
pub(super) struct Found {
    /// See [`super::outline::Heading::level`].
    pub(super) level: u8,
    /// What makes it one.
    pub(super) kind: HeadingKind,
    /// Its text.
    pub(super) text: Span,
    /// The byte at which what stands above it ends.
    pub(super) line: usize,
    /// The byte at which its body starts.
    pub(super) next: usize,
    /// The byte at which its body ends, where that does not depend on the headings after it.
    pub(super) end: Option<usize>,
}

/// An anchor that the text sets itself.
#[derive(Debug)]
pub(super) struct Place {
    /// Its name, as written.
    pub(super) name: String,
    /// The bytes that set it.
    pub(super) span: Span,
}

/// What was found in a text.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The headings.
    pub(super) found: Vec<Found>,
    /// The anchors.
    pub(super) anchors: Vec<Place>,
    /// What bold lines reach no further than, and whether a sibling stands after it.
    pub(super) enclosures: Vec<(Span, bool)>,
    /// An HTML heading whose closing tag has not come yet: its rank, kind, opening tag.
    open: Option<(u8, HeadingKind, Span)>,
    /// What hides the blocks that follow.
    veil: Option<Veil>,
    /// The open `details`: where each starts, and its summary among the headings.
    details: Vec<(usize, Option<usize>)>,
}

impl Gathered {
    /// What is found in `text` from the byte `from` on.
    pub(super) fn of(text: &str, from: usize) -> Self {
        let mut gathered = Self::default();
        if rst::is_rst(text) {
            gathered.rst(text, from);
        } else {
            gathered.markdown(text, &Blocks::of(text, from));
        }
        gathered
    }

    /// Puts everything into the order of the text.
    pub(super) fn sort(&mut self) {
        self.found.sort_by_key(|found| found.text.start);
        self.anchors.sort_by_key(|anchor| anchor.span.start);
        self.enclosures.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    }

    fn markdown(&mut self, text: &str, blocks: &Blocks) {
        for block in &blocks.list {
            let span = blocks.span_of(block);
            match block.kind {
                Kind::Html => self.html(text, span),
                Kind::Code | Kind::Rule => {}
                _ if self.veil.is_some() => {
                    // A heading that nobody sees heads nothing.
                    if self.veil.as_mut().is_some_and(|veil| veil.ends_within(text, span)) {
                        self.veil = None;
                    }
                }
                Kind::Atx(level) | Kind::Setext(level) => {
                    self.open = None;
                    let kind = if matches!(block.kind, Kind::Atx(_)) { HeadingKind::Atx } else { HeadingKind::Setext };
                    self.found.push(Found { level, kind, text: span, line: block.start, next: block.next, end: None });
                    self.set_anchors(text, span, true);
                }
                Kind::Paragraph => {
                    self.paragraph(text, blocks, block);
                    self.set_anchors(text, span, false);
                }
                Kind::TableHead | Kind::TableRow => self.set_anchors(text, span, false),
            }
        }
        self.enclosures.extend(blocks.enclosures.iter().filter_map(|enclosure| {
            let first = blocks.list.get(enclosure.blocks.clone())?.first()?;
            Some((Span::new(blocks.span_of(first).start, enclosure.end), enclosure.sibling))
        }));
    }

    /// Bold labels: on the first line, and on a line after one that breaks hard.
    fn paragraph(&mut self, text: &str, blocks: &Blocks, block: &Block) {
        let end = blocks.span_of(block).end;
        let mut fresh = true;
        let mut above = block.start;
        let mut lines = blocks.lines_of(block).iter().peekable();
        while let Some(line) = lines.next() {
            let content = text.get(line.range()).unwrap_or_default();
            if fresh && let Some(bold) = bold::opening(content) {
                let label = Span::from(bold.label).shifted(line.start);
                let (kind, level) = match bold.after {
                    Some(_) => (HeadingKind::RunIn, RUN_IN),
                    None => (HeadingKind::BoldLine, SMALL),
                };
                let next = match (bold.after, lines.peek()) {
                    (Some(after), _) => line.start + after,
                    (None, Some(next)) => next.start,
                    (None, None) => block.next,
                };
                let ends = bold.after.map(|_| end);
                self.found.push(Found { level, kind, text: label, line: above, next, end: ends });
            }
            above = line.end;
            fresh = content.ends_with("  ") || content.ends_with('\\') || content.ends_with("<br>");
        }
    }

    /// Headings, summaries and anchors in HTML.
    fn html(&mut self, text: &str, span: Span) {
        let Some(span) = Veil::past_comment(&mut self.veil, text, span) else { return };
        let mut tags = html::tags(text, span);
        for tag in tags.by_ref() {
            self.set_anchor(text, &tag);
            self.veil = match self.veil.take() {
                Some(mut veil) => (!veil.is_lifted_by(&tag)).then_some(veil),
                None => Veil::opened_by(&tag),
            };
            if self.veil.is_some() {
                continue;
            }
            let level = match tag.name.as_bytes() {
                [b'h' | b'H', digit @ b'1'..=b'6'] => Some((digit - b'0', HeadingKind::Html)),
                _ if tag.is("summary") => Some((SMALL, HeadingKind::Summary)),
                _ => None,
            };
            match (level, tag.closing) {
                (Some((level, kind)), false) => self.open = Some((level, kind, tag.span)),
                (Some((level, kind)), true) => self.close_heading(level, kind, tag.span),
                (None, false) if tag.is("details") => self.details.push((tag.span.start, None)),
                (None, true) if tag.is("details") => self.close_details(tag.span),
                (None, _) => {}
            }
        }
        if tags.unclosed && self.veil.is_none() {
            self.veil = Some(Veil::Comment);
        }
    }

    fn close_heading(&mut self, level: u8, kind: HeadingKind, closing: Span) {
        let Some((opened, _, tag)) = self.open.take() else { return };
        if opened != level || closing.start - tag.end > MAX_HTML_HEADING {
            return;
        }
        if kind == HeadingKind::Summary
            && let Some((_, summary)) = self.details.last_mut()
        {
            *summary = Some(self.found.len());
        }
        let text = Span::new(tag.end, closing.start);
        self.found.push(Found { level, kind, text, line: tag.start, next: closing.end, end: None });
    }

    fn close_details(&mut self, closing: Span) {
        let Some((start, summary)) = self.details.pop() else { return };
        self.enclosures.push((Span::new(start, closing.start), true));
        if let Some(found) = summary.and_then(|index| self.found.get_mut(index)) {
            found.end = Some(closing.start);
        }
    }

    fn set_anchors(&mut self, text: &str, span: Span, heading: bool) {
        let content = text.get(span.range()).unwrap_or_default();
        if content.contains('<') {
            let (mut seen, mut ticks) = (span.start, 0);
            for tag in html::tags(text, span) {
                let passed = text.get(seen..tag.span.start).unwrap_or_default();
                ticks += passed.bytes().filter(|&byte| byte == b'`').count();
                seen = tag.span.start;
                if ticks % 2 == 0 {
                    self.set_anchor(text, &tag);
                }
            }
        }
        if heading
            && let Some((start, name)) = content.trim_end().strip_suffix('}').and_then(|text| text.rsplit_once("{#"))
        {
            let span = Span::new(span.start + start.len(), span.end);
            self.anchors.push(Place { name: name.to_owned(), span });
        }
    }

    fn set_anchor(&mut self, text: &str, tag: &html::Tag<'_>) {
        if tag.closing || text.get(tag.span.range()).is_none_or(|tag| !tag.contains('=')) {
            return;
        }
        let names: &[&str] = if tag.is("a") { &["id", "name"] } else { &["id"] };
        if let Some(name) = tag.attribute(names).filter(|name| !name.is_empty()) {
            self.anchors.push(Place { name: name.to_owned(), span: tag.span });
        }
    }

    /// Titles, explicit targets, and bold labels, of reStructuredText.
    fn rst(&mut self, text: &str, from: usize) {
        for title in rst::titles(text, from) {
            self.found.push(Found {
                level: title.level,
                kind: HeadingKind::Rst,
                text: title.span,
                line: title.span.start,
                next: title.next,
                end: None,
            });
        }
        for paragraph in rst::paragraphs(text, from) {
            let content = text.get(paragraph.range()).unwrap_or_default();
            if let Some((name, _)) = content.strip_prefix(".. _").and_then(|rest| rest.split_once(':')) {
                self.anchors.push(Place { name: name.to_owned(), span: paragraph });
            }
            let line = content.lines().next().unwrap_or_default();
            let Some(bold) = bold::opening(line) else { continue };
            let (kind, level) = match bold.after {
                Some(_) => (HeadingKind::RunIn, RUN_IN),
                None => (HeadingKind::BoldLine, SMALL),
            };
            self.found.push(Found {
                level,
                kind,
                text: Span::from(bold.label).shifted(paragraph.start),
                line: paragraph.start,
                next: paragraph.start + bold.after.unwrap_or(line.len()),
                end: bold.after.map(|_| paragraph.end),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_that_nobody_sees_heads_nothing() {
        for (text, expected) in [
            ("# a\n\n<div hidden>\n\n## b\n\n**c:** d\n\n<h2>e</h2>\n\n</div>\n\n## f\n", &["a", "f"][..]),
            ("<div hidden><h1>a</h1></div>\n<h1>b</h1>\n", &["b"]),
            ("<p>\n<!--\n\n# a\n\n<p>--></p>\n\n# b\n", &["b"]),
            ("# a\n\n<template>\n\n# b\n\nc</template>\n\n# d\n", &["a", "d"]),
            ("# a\n\n<div>\n\n# b\n\n</div>\n", &["a", "b"]),
        ] {
            let found = Gathered::of(text, 0).found;
            let titles: Vec<_> = found.iter().map(|found| &text[found.text.range()]).collect();
            assert_eq!(titles, expected, "{text:?}");
        }
    }
}
