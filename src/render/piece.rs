//! What a format makes of one project by itself, before it is known what stands before it. Pieces are made side by side and joined in order.

use crate::finding::Severity;

/// What a format makes of one project.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    /// What is written as it is.
    pub(super) text: String,
    /// Lines that are written where there is room, worst first.
    pub(super) rows: Vec<Row>,
    /// How many findings have no line, since nowhere there would be room.
    pub(super) beyond: usize,
}

/// A line about one finding.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) severity: Severity,
    pub(super) text: String,
}

/// What a format with a limit has left out.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Left {
    pub(super) projects: usize,
    pub(super) findings: usize,
}

impl From<String> for Piece {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}
