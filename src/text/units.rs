//! What a section says, cut into sentences, list items and rows: the pieces that `substance` weighs. It judges none of them,
//! and what no reader sees is none of them.

use std::borrow::Cow;
use std::ops::{ControlFlow, Range};

use super::blocks::{Block, Blocks, Kind};
use super::definition::definition_lines;
use super::html::Veil;
use super::marker::marker;
use super::said::Said;
use super::sentences::cut;
use super::words::is_telling;
use super::{bold, html, opening, rst, table};
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
pub(super) struct Unit<'u> {
    /// Its shape.
    pub(super) kind: UnitKind,
    /// The block in which it stands.
    pub(super) span: Span,
    /// Whether it is a task that nobody ticked.
    pub(super) unchecked: bool,
    /// What the block says.
    said: &'u Said<'u>,
    /// Its own bytes of that.
    part: Range<usize>,
}

impl<'u> Unit<'u> {
    /// Its plain text.
    pub(super) fn text(&self) -> &'u str {
        self.said.text().get(self.part.clone()).unwrap_or_default()
    }

    /// As written, the lines of its block joined by LF.
    pub(super) fn raw(&self) -> &'u str {
        self.said.raw(self.part.clone())
    }

    /// What in its text says that it is still to be written.
    pub(super) fn marker(&self) -> Option<&'u str> {
        marker(self.said, self.part.clone()).and_then(|found| self.said.text().get(found))
    }
}

/// Gives each piece of a section to `take`, in its order, until that has enough. Headings, code and comments say nothing.
/// Whether it came upon a table.
pub(super) fn each(section: &str, take: impl FnMut(&Unit<'_>) -> ControlFlow<()>) -> bool {
    let mut walk = Walk { section, take, veil: None, table: false };
    let _enough = if rst::is_rst(section) { walk.rst() } else { walk.markdown(&Blocks::of(section, 0)) };
    walk.table
}

/// As [`each`], where the blocks of the section as Markdown are known.
pub(super) fn each_in(section: &str, blocks: &Blocks, take: impl FnMut(&Unit<'_>) -> ControlFlow<()>) -> bool {
    let mut walk = Walk { section, take, veil: None, table: false };
    let _enough = if rst::is_rst(section) { walk.rst() } else { walk.markdown(blocks) };
    walk.table
}

struct Walk<'a, T> {
    section: &'a str,
    take: T,
    /// What hides the blocks that follow.
    veil: Option<Veil>,
    /// Whether a table was seen.
    table: bool,
}

impl<'a, T: FnMut(&Unit<'_>) -> ControlFlow<()>> Walk<'a, T> {
    fn slice(&self, span: Span) -> &'a str {
        self.section.get(span.range()).unwrap_or_default()
    }

    fn markdown(&mut self, blocks: &Blocks) -> ControlFlow<()> {
        let (mut item, mut width) = (0, 0);
        for block in &blocks.list {
            match block.kind {
                Kind::Html => self.html(blocks.span_of(block))?,
                Kind::Code => {}
                _ if self.veil.is_some() => self.lift_veil(blocks.span_of(block)),
                Kind::Paragraph => {
                    let first = block.item != item && block.item != 0;
                    item = item.max(block.item);
                    self.paragraph(blocks, block, first)?;
                }
                Kind::TableHead => {
                    self.table = true;
                    width = opening::cells(self.slice(blocks.span_of(block))).len();
                }
                Kind::TableRow => {
                    let span = blocks.span_of(block);
                    let (said, filled) = table::row(self.slice(span), width);
                    let part = 0..said.text().len();
                    let kind = UnitKind::Row { filled };
                    (self.take)(&Unit { kind, span, unchecked: false, said: &said, part })?;
                }
                Kind::Atx(_) | Kind::Setext(_) | Kind::Rule => {}
            }
        }
        ControlFlow::Continue(())
    }

    /// Looks in a hidden block for the end of what hides it; what stands after that in the block is left out too.
    fn lift_veil(&mut self, span: Span) {
        if self.veil.as_mut().is_some_and(|veil| veil.ends_within(self.section, span)) {
            self.veil = None;
        }
    }

    fn paragraph(&mut self, blocks: &Blocks, block: &Block, first: bool) -> ControlFlow<()> {
        let lines = blocks.lines_of(block);
        let opening = lines.first().and_then(|line| bold::opening(self.slice(*line)));
        let title = opening.is_some_and(|bold| bold.after.is_none());
        let raw = match lines.get(usize::from(title)..).unwrap_or_default() {
            [line] => Cow::Borrowed(self.slice(*line)),
            lines => Cow::Owned(lines.iter().map(|line| self.slice(*line)).collect::<Vec<_>>().join("\n")),
        };
        let defined = if raw.starts_with('[') { definition_lines(&raw) } else { 0 };
        let raw = match defined {
            0 => raw,
            _ => Cow::Owned(raw.split('\n').skip(defined).collect::<Vec<_>>().join("\n")),
        };
        let mut said = Said::of(&raw);
        self.veil = said.veil.take();
        let kind = if first { UnitKind::Item } else { UnitKind::Sentence };
        self.sentences(&said, kind, blocks.span_of(block))
    }

    /// Cuts what a block says into its sentences; the first is of this kind.
    fn sentences(&mut self, said: &Said<'_>, mut kind: UnitKind, span: Span) -> ControlFlow<()> {
        let unchecked = kind == UnitKind::Item && said.raw.starts_with("[ ] ");
        for part in cut(said) {
            (self.take)(&Unit { kind, span, unchecked, said, part })?;
            kind = UnitKind::Sentence;
        }
        ControlFlow::Continue(())
    }

    /// The pieces of HTML: what stands between tags that break the line.
    fn html(&mut self, span: Span) -> ControlFlow<()> {
        let Some(span) = Veil::past_comment(&mut self.veil, self.section, span) else {
            return ControlFlow::Continue(());
        };
        let mut at = span.start;
        let mut kind = UnitKind::Sentence;
        let mut silent = false;
        let mut tags = html::tags(self.section, span);
        for tag in tags.by_ref() {
            if let Some(veil) = &mut self.veil {
                if veil.is_lifted_by(&tag) {
                    self.veil = None;
                }
                at = tag.span.end;
                continue;
            }
            let veil = Veil::opened_by(&tag);
            if veil.is_none() && !BREAKS.iter().any(|name| tag.is(name)) {
                continue;
            }
            if !silent {
                self.html_part(Span::new(at, tag.span.start), kind)?;
            }
            at = tag.span.end;
            if veil.is_some() {
                self.veil = veil;
                continue;
            }
            silent = !tag.closing && (tag.is("summary") || matches!(tag.name.as_bytes(), [b'h' | b'H', b'1'..=b'6']));
            kind = if !tag.closing && (tag.is("li") || tag.is("tr")) { UnitKind::Item } else { UnitKind::Sentence };
        }
        let shown = !silent && self.veil.is_none();
        if tags.unclosed && self.veil.is_none() {
            self.veil = Some(Veil::Comment);
        }
        if shown { self.html_part(Span::new(at, span.end), kind) } else { ControlFlow::Continue(()) }
    }

    fn html_part(&mut self, span: Span, kind: UnitKind) -> ControlFlow<()> {
        let raw = self.slice(span);
        if !raw.contains(is_telling) {
            return ControlFlow::Continue(());
        }
        self.sentences(&Said::of_html(raw), kind, span)
    }

    fn rst(&mut self) -> ControlFlow<()> {
        let titles = rst::titles(self.section, 0);
        let mut comment = None;
        for mut span in rst::paragraphs(self.section, 0) {
            let first = titles.partition_point(|title| title.next <= span.start);
            for title in titles.iter().skip(first).take_while(|title| title.span.start < span.end) {
                span.start = title.next.min(span.end);
            }
            let raw = self.slice(span);
            let before = self.section.get(..span.start).unwrap_or_default();
            let indent = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
            if comment.is_some_and(|comment| indent > comment) {
                continue;
            }
            comment = rst::is_comment(raw).then_some(indent);
            if raw.starts_with(".. ") || comment.is_some() || !raw.contains(is_telling) {
                continue;
            }
            let item = before.ends_with("- ") || before.ends_with("* ") || before.ends_with("+ ");
            let kind = if item { UnitKind::Item } else { UnitKind::Sentence };
            self.sentences(&Said::of(raw), kind, span)?;
        }
        ControlFlow::Continue(())
    }
}

/// Tags that break the line.
const BREAKS: &[&str] = &["br", "details", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "summary", "tr"];

#[cfg(test)]
mod tests {
    use super::*;

    fn units(section: &str) -> Vec<(UnitKind, String, bool)> {
        let mut found = Vec::new();
        each(section, |unit| {
            found.push((unit.kind, unit.text().to_owned(), unit.unchecked));
            ControlFlow::Continue(())
        });
        found
    }

    fn sentence(text: &str) -> (UnitKind, String, bool) {
        (UnitKind::Sentence, text.to_owned(), false)
    }

    #[test]
    fn a_section_is_cut_by_its_shape() {
        let section = "**Label**\nA. sentence one. Two.\n\n- item a\n\n  more of a\n- [ ] item b\n\n| h |\n|---|\n| r |\n\n\
                       <ul><li>html item</li></ul>\n\n```\ncode\n```\n<!-- no -->\n\n[r]: /u\n[s]: /v\n";
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
        assert_eq!(units(section), expected);
    }

    #[test]
    fn what_no_reader_sees_is_no_piece() {
        for section in [
            "<!--\nOne. Two.\n\nThree.\n-->\nshown",
            "<!-- One. Two. --> shown",
            "<div hidden>\n\nOne. Two.\n\n| a |\n|---|\n| b |\n\n<p>Three.</p>\n\n</div>\n\nshown",
            "<div hidden>One.<div>Two.</div>Three.</div>shown",
            "<p style='display:none'>One.</p>\n\nshown",
            "<template>\nOne.\n</template>\n\nshown",
            "shown\n\n<div hidden>\nOne. Two.\n\nThree.",
            "[//]: # \"One. Two.\"\n\n[comment]: <> (One. Two.)\n\nshown",
            "[//]: # (One. Two.)\n[a]: b\n  'One. Two.'\nshown",
            "- [//]: # (One. Two.)\n\nshown",
            "![One. Two.](a.png) shown",
            "![One. Two.][a] shown ~~One. Two.~~",
            "shown <del>One.\nTwo.</del>",
            "shown <div hidden>\n\nOne. Two.\n\n</div>",
            "<p>shown</p>\n<!-- One. Two.\n\nThree.",
            "<p>\n<!-- One.\n\nTwo. <b> -->\n\n<p>--> shown </p>",
            "<p hidden>\n\nOne.</p>\n\nshown",
            "<p>shown<img alt='One. Two.' title=\"Three.\"></p>",
            "Top\n~~~~\n\n.. One. Two.\n   Three.\n\n   Four.\n\nshown",
            "Top\n~~~~\n\n..\n   One.\n\n   Two.\n\nshown",
        ] {
            assert_eq!(units(section), [sentence("shown")], "{section:?}");
        }
    }

    #[test]
    fn a_walk_stops_when_it_has_enough() {
        let mut seen = 0;
        each("One. Two.\n\nThree.\n\n<p>Four.</p>", |_| {
            seen += 1;
            if seen == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(seen, 2);
    }
}
