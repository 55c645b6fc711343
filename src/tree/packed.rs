//! A tree from the bytes that the build script packed it into. It reads nothing that a user gives.

use jiff::civil::Date;

use super::{Entry, Node, Table, Value};
use crate::source::Span;

/// The tree that these bytes are; `None` when they are none, which the build rules out.
pub(crate) fn unpack(bytes: &[u8]) -> Option<Node> {
    let mut bytes = Bytes(bytes);
    bytes.node()
}

struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
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
                Value::Array((0..count).map(|_| self.node()).collect::<Option<_>>()?)
            }
            7 => {
                let count = self.number()?;
                Value::Table(Table { entries: (0..count).map(|_| self.entry()).collect::<Option<_>>()? })
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

    fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).ok().map(str::to_owned)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.take(1)?[0];
            number |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
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
        let mut bytes = Vec::new();
        packed_by_the_build::pack(&root, &mut bytes);
        assert_eq!(unpack(&bytes), Some(root));
        assert!((0..bytes.len()).all(|cut| unpack(&bytes[..cut]).is_none()));
    }
}
