//! JSON into the tree, as RFC 8259 has it and not a comma more. It stops at the first error, and it knows no comments.

mod words;

use ::jsonc_parser::ast::{ObjectProp, Value as Json};
use ::jsonc_parser::common::{Range, Ranged};
use ::jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::shared::{self, Entries};
use crate::finding::Problem;
use crate::source::{Span, bom_length};
use crate::tree::node::MAX_DEPTH;
use crate::tree::{Node, Parsed, Value};

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Reads a JSON text. The root is there unless the syntax is broken.
pub(crate) fn parse(text: &str) -> Parsed {
    let offset = bom_length(text);
    let body = text.get(offset..).unwrap_or_default();
    let broken = |problem: Problem| Parsed { root: None, problems: vec![problem] };
    let root = match parse_to_ast(body, &CollectOptions::default(), &STRICT) {
        Ok(result) => result.value,
        Err(error) => {
            let span = Span::new(error.range().start, error.range().end).shifted(offset);
            return broken(words::syntax(text, span, error.kind()));
        }
    };
    if let Some((at, quoted)) = forbidden(body) {
        return broken(words::forbidden(Span::new(at.start, at.end).shifted(offset), quoted));
    }
    let Some(root) = root else { return broken(words::empty(text.len())) };
    let mut reading = Reading { offset, problems: Vec::new() };
    let root = reading.value(root, 0);
    Parsed { root: Some(root), problems: reading.problems }
}

/// The first character that JSON forbids and the parser lets pass: a control character inside quotes, or, outside them, white
/// space other than JSON's four.
fn forbidden(body: &str) -> Option<(Range, bool)> {
    let mut quoted = false;
    let mut escaped = false;
    for (start, c) in body.char_indices() {
        let end = start + c.len_utf8();
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ' ' | '\t' | '\n' | '\r' if !quoted => {}
            _ if quoted && c < ' ' => return Some((Range { start, end }, true)),
            _ if !quoted && c.is_whitespace() => return Some((Range { start, end }, false)),
            _ => {}
        }
    }
    None
}

/// The walk from the parser's tree to ours.
struct Reading {
    offset: usize,
    problems: Vec<Problem>,
}

impl Reading {
    fn span(&self, range: Range) -> Span {
        Span::new(range.start, range.end).shifted(self.offset)
    }

    fn value(&mut self, json: Json<'_>, depth: usize) -> Node {
        let (range, value) = match json {
            Json::NullKeyword(null) => (null.range, Value::Null),
            Json::BooleanLit(boolean) => (boolean.range, Value::Bool(boolean.value)),
            Json::NumberLit(number) => (number.range, self.number(number.value, number.range)),
            Json::StringLit(string) => (string.range, Value::String(string.value.into_owned())),
            Json::Array(array) if depth >= MAX_DEPTH => (array.range, self.too_deep(array.range)),
            Json::Object(object) if depth >= MAX_DEPTH => (object.range, self.too_deep(object.range)),
            Json::Array(array) => {
                let elements = array.elements.into_iter().map(|element| self.value(element, depth + 1)).collect();
                (array.range, Value::Array(elements))
            }
            Json::Object(object) => (object.range, self.object(object.properties, depth)),
        };
        Node { span: self.span(range), value }
    }

    fn object(&mut self, properties: Vec<ObjectProp<'_>>, depth: usize) -> Value {
        let mut entries = Entries::default();
        for property in properties {
            let name = property.name.range();
            let key_span = self.span(Range { start: name.start, end: name.end });
            let value = self.value(property.value, depth + 1);
            entries.add(property.name.into_string(), key_span, value, &mut self.problems);
        }
        Value::Table(entries.into_table())
    }

    fn number(&mut self, raw: &str, range: Range) -> Value {
        if let Ok(number) = raw.parse::<i64>() {
            return Value::Integer(number);
        }
        if let Some(number) = raw.parse::<f64>().ok().filter(|number| number.is_finite()) {
            return Value::Float(number);
        }
        let span = self.span(range);
        self.problems.push(shared::too_large(span));
        Value::Null
    }

    fn too_deep(&mut self, range: Range) -> Value {
        let opener = Range { start: range.start, end: range.start + 1 };
        let span = self.span(opener);
        self.problems.push(shared::too_deep(span));
        Value::Null
    }
}

#[cfg(test)]
mod tests;
