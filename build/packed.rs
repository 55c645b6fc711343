//! A tree as bytes: what `src/tree/packed.rs` reads again. Numbers are little-endian base 128. Texts stand apart from the bytes, each of
//! them once: in the bytes are the place and the length of each.

use std::collections::HashMap;

use crate::source::Span;
use crate::tree::{Node, Value};

/// Trees that have been packed.
#[derive(Default)]
pub(crate) struct Packed {
    pub(crate) bytes: Vec<u8>,
    pub(crate) texts: String,
    places: HashMap<String, usize>,
}

impl Packed {
    /// Appends a node.
    pub(crate) fn pack(&mut self, node: &Node) {
        self.span(node.span);
        match &node.value {
            Value::Null => self.bytes.push(0),
            Value::Bool(value) => self.bytes.extend([1, u8::from(*value)]),
            Value::Integer(value) => {
                self.bytes.push(2);
                self.bytes.extend(value.to_le_bytes());
            }
            Value::Float(value) => {
                self.bytes.push(3);
                self.bytes.extend(value.to_le_bytes());
            }
            Value::Date(date) => {
                self.bytes.push(4);
                self.bytes.extend(date.year().to_le_bytes());
                self.bytes.extend([date.month().cast_unsigned(), date.day().cast_unsigned()]);
            }
            Value::String(value) => {
                self.bytes.push(5);
                self.text(value);
            }
            Value::Array(items) => {
                self.bytes.push(6);
                self.number(items.len());
                for item in items {
                    self.pack(item);
                }
            }
            Value::Table(table) => {
                self.bytes.push(7);
                self.number(table.entries.len());
                for entry in &table.entries {
                    self.text(&entry.key);
                    self.span(entry.key_span);
                    self.pack(&entry.value);
                }
            }
        }
    }

    fn span(&mut self, span: Span) {
        self.number(span.start);
        self.number(span.len());
    }

    fn text(&mut self, text: &str) {
        let end = self.texts.len();
        let place = *self.places.entry(text.to_owned()).or_insert(end);
        if place == end {
            self.texts.push_str(text);
        }
        self.number(place);
        self.number(text.len());
    }

    fn number(&mut self, mut number: usize) {
        loop {
            // The lowest seven bits; the eighth says that more follow.
            let low = number.to_le_bytes()[0] & 127;
            number >>= 7;
            if number == 0 {
                return self.bytes.push(low);
            }
            self.bytes.push(low | 128);
        }
    }
}
