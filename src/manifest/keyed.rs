//! Where the id of an answer is written, so that it can be written otherwise: `"principle/name"` as one key, or two keys above each other.

use crate::finding::Edit;
use crate::source::Span;
use crate::tree::reader::Reader;
use crate::tree::{Entry, Syntax, is_written_once, rewritten};

/// The keys of an answer, each written in one place and for this answer alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keys {
    /// The principle, where a TOML header names it for this answer.
    principle: Option<Span>,
    /// The name, or the whole id.
    last: Span,
}

impl Keys {
    /// Those of an answer under a principle, or under its whole id; none where TOML spreads them over several headers or lines.
    pub(super) fn of(entry: &Entry, principle: Option<&str>, reader: &Reader<'_>) -> Option<Self> {
        let text = reader.text();
        if !is_written_once(text, &entry.value, reader.syntax()) {
            return None;
        }
        let header = entry.value.span;
        let principle = principle.filter(|_| reader.syntax() == Syntax::Toml && header.start < entry.key_span.start);
        let principle = principle.and_then(|principle| {
            let before = text.get(header.start..entry.key_span.start)?.trim_end().strip_suffix('.')?.trim_end();
            let rest = before.strip_suffix(principle)?;
            rest.ends_with(['.', ' ', '\t']).then(|| Span::new(header.start + rest.len(), header.start + before.len()))
        });
        Some(Self { principle, last: entry.key_span })
    }

    /// The edits that make this id of that one; none where a key cannot be written otherwise for this answer alone.
    pub(crate) fn renamed(self, text: &str, from: &str, to: &str) -> Option<Vec<Edit>> {
        if let Some(edit) = rewritten(text, self.last, from, to) {
            return Some(vec![edit]);
        }
        let ((principle, name), (new_principle, new_name)) = (from.split_once('/')?, to.split_once('/')?);
        let mut edits = Vec::new();
        if principle != new_principle {
            edits.push(rewritten(text, self.principle?, principle, new_principle)?);
        }
        if name != new_name {
            edits.push(rewritten(text, self.last, name, new_name)?);
        }
        Some(edits)
    }
}
