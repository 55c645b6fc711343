//! What a byte of a file of keys belongs to, whether or not the text is whole: for whoever helps while somebody types.

use crate::source::Span;

/// The place of a byte.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// The keys from the root to the table that the byte stands in; of a header, to the table that it opens.
    pub(crate) table: Vec<String>,
    /// What it is in there.
    pub(crate) at: At,
}

/// What a byte is in its table.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum At {
    /// Between statements.
    Nothing,
    /// In a header, with its keys.
    Header(Span),
    /// In a key, without its quotes; an empty one where a key may stand.
    Key(Span),
    /// In the value of a key: in a text of it without the quotes, or beside all texts.
    Value { key: String, text: Option<Span> },
}

/// A table or key that a text opens or sets, in its order.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Set {
    /// The keys from the root.
    pub(crate) path: Vec<String>,
    /// The bytes of the keys as written.
    pub(crate) key: Span,
    /// Whether it is a header.
    pub(crate) is_header: bool,
}
