//! A tree from the bytes that the build script packed it into. It reads nothing that a user gives.

use jiff::civil::Date;

use super::{Entry, Node, Table, Value};
use crate::source::Span;

/// A tree that the build script packed: its bytes, and the texts that they point into.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Packed {
    pub(crate) bytes: &'static [u8],
    pub(crate) texts: &'static str,
}

impl Packed {
    /// The tree; `None` where the bytes are none, which the build rules out.
    pub(crate) fn unpack(self) -> Option<Node> {
        Bytes { rest: self.bytes, texts: self.texts }.node()
    }
}

struct Bytes {
    rest: &'static [u8],
    texts: &'static str,
}

impl Bytes {
    fn node(&mut self) -> Option<Node> {
        let span = self.span()?;
        let value = match self.take(1)?[0] {
            0 => Value::Null,
            1 => Value::Bool(self.take(1)?[0] == 1),
            2 => Value::Integer(i64::from_le_bytes(self.array()?)),
            3 => Value::Float(f64::from_le_bytes(self.array()?)),
            4 => {
                let year = i16::from_le_bytes(self.array()?);
                let [month, day] = self.array()?;
                Value::Date(Date::new(year, month.cast_signed(), day.cast_signed()).ok()?)
            }
            5 => Value::String(self.text()?),
            6 => {
                let count = self.number()?;
                Value::Array(self.all(count, Self::node)?)
            }
            7 => {
                let count = self.number()?;
                Value::Table(Table { entries: self.all(count, Self::entry)? })
            }
            _ => return None,
        };
        Some(Node { span, value })
    }

    fn entry(&mut self) -> Option<Entry> {
        Some(Entry { key: self.text()?, key_span: self.span()?, value: self.node()? })
    }

    fn span(&mut self) -> Option<Span> {
        let start = self.number()?;
        Some(Span::new(start, start + self.number()?))
    }

    /// So many of something, with no more room than they need.
    fn all<T>(&mut self, count: usize, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut all = Vec::with_capacity(count.min(self.rest.len()));
        for _ in 0..count {
            all.push(read(self)?);
        }
        Some(all)
    }

    fn text(&mut self) -> Option<String> {
        let start = self.number()?;
        let end = start + self.number()?;
        self.texts.get(start..end).map(str::to_owned)
    }

    fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let (&byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= usize::from(byte & 127).checked_shl(shift)?;
            if byte < 128 {
                return Some(number);
            }
            shift += 7;
        }
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn take(&mut self, count: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }
}

#[cfg(test)]
#[path = "../../build/packed.rs"]
mod packed_by_the_build;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_comes_out_as_it_went_in() {
        let text = "a = 1\nb = [true, 2.5, '三']\nc.d = 2026-02-28\n[[e]]\nf = -9\n";
        let root = crate::tree::toml::parse(text).root.unwrap();
        let mut packed = packed_by_the_build::Packed::default();
        packed.pack(&root);
        let (bytes, texts) = (&*packed.bytes.leak(), &*packed.texts.leak());
        assert_eq!(Packed { bytes, texts }.unpack(), Some(root));
        assert!((0..bytes.len()).all(|cut| Packed { bytes: &bytes[..cut], texts }.unpack().is_none()));
    }
}
