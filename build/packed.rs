//! A tree as bytes: what `src/tree/packed.rs` reads again. Numbers are little-endian base 128, texts have their length before them.

use crate::source::Span;
use crate::tree::{Node, Value};

/// Appends a node.
pub(crate) fn pack(node: &Node, out: &mut Vec<u8>) {
    span(node.span, out);
    match &node.value {
        Value::Null => out.push(0),
        Value::Bool(value) => out.extend([1, u8::from(*value)]),
        Value::Integer(value) => {
            out.push(2);
            out.extend(value.to_le_bytes());
        }
        Value::Float(value) => {
            out.push(3);
            out.extend(value.to_le_bytes());
        }
        Value::Date(date) => {
            out.push(4);
            out.extend(date.year().to_le_bytes());
            out.extend([date.month().cast_unsigned(), date.day().cast_unsigned()]);
        }
        Value::String(value) => {
            out.push(5);
            text(value, out);
        }
        Value::Array(items) => {
            out.push(6);
            number(items.len(), out);
            for item in items {
                pack(item, out);
            }
        }
        Value::Table(table) => {
            out.push(7);
            number(table.entries.len(), out);
            for entry in &table.entries {
                text(&entry.key, out);
                span(entry.key_span, out);
                pack(&entry.value, out);
            }
        }
    }
}

fn span(span: Span, out: &mut Vec<u8>) {
    number(span.start, out);
    number(span.len(), out);
}

fn text(text: &str, out: &mut Vec<u8>) {
    number(text.len(), out);
    out.extend(text.as_bytes());
}

fn number(mut number: usize, out: &mut Vec<u8>) {
    loop {
        // The lowest seven bits; the eighth says that more follow.
        let low = number.to_le_bytes()[0] & 127;
        number >>= 7;
        if number == 0 {
            return out.push(low);
        }
        out.push(low | 128);
    }
}
