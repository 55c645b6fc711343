//! The blocks of a Markdown text: what they are and where they stand. Finding them is the scanner's work; what stands
//! inside a line, emphasis and links, is left to others.

use std::ops::Range;

use super::scanner::scan;
use crate::source::Span;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading with `#`, of this level.
    Atx(u8),
    /// An underlined heading, of this level.
    Setext(u8),
    /// Lines of text.
    Paragraph,
    /// The first row of a table.
    TableHead,
    /// A row of a table.
    TableRow,
    /// HTML that a reader may see, and comments.
    Html,
    /// Code, and HTML that no reader sees as text.
    Code,
    /// A thematic break.
    Rule,
}

/// One block.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// What it is.
    pub(super) kind: Kind,
    /// Its lines, as indices into [`Blocks::lines`].
    pub(super) lines: Range<usize>,
    /// The byte at which its first line starts, indentation and marks included.
    pub(super) start: usize,
    /// The byte at which the line after it starts.
    pub(super) next: usize,
    /// The number, from 1, of the list item that directly holds it; 0 outside lists.
    pub(super) item: u32,
}

/// A list item before its sibling, or a quotation: bold lines in it reach no further than its end.
#[derive(Debug, Clone)]
pub(super) struct Enclosure {
    /// The blocks in it.
    pub(super) blocks: Range<usize>,
    /// The byte after it.
    pub(super) end: usize,
    /// Whether it is a list item with a sibling after it.
    pub(super) sibling: bool,
}

/// The blocks of a text, in its order.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// The blocks.
    pub(super) list: Vec<Block>,
    /// Their lines, without indentation, quotation marks and list markers.
    pub(super) lines: Vec<Span>,
    /// What ends before the text around it does.
    pub(super) enclosures: Vec<Enclosure>,
}

impl Blocks {
    /// The blocks of `text` from the byte `from` on.
    pub(super) fn of(text: &str, from: usize) -> Self {
        scan(text, from)
    }

    /// The lines of a block.
    pub(super) fn lines_of(&self, block: &Block) -> &[Span] {
        self.lines.get(block.lines.clone()).unwrap_or_default()
    }

    /// From the first byte of a block's first line to the end of its last.
    pub(super) fn span_of(&self, block: &Block) -> Span {
        let lines = self.lines_of(block);
        let start = lines.first().map_or(block.next, |line| line.start);
        Span::new(start, lines.last().map_or(start, |line| line.end.max(start)))
    }
}
