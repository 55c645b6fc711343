//! The two halves of a pattern: the alternatives that hold Chinese, and those that do not.

use regex_syntax::ast::{Ast, parse::Parser};

use super::change::Change;
use crate::locale::text;
use crate::text::is_han;
use crate::tree::{Entry, Value};

/// A pattern with either half of its alternatives alone; nothing where there is only one half.
pub(super) fn halves(field: &Entry) -> Vec<Change> {
    let Value::String(pattern) = &field.value.value else { return Vec::new() };
    let Ok(Ast::Alternation(ref parsed)) = Parser::new().parse(pattern) else { return Vec::new() };
    let alternatives =
        parsed.asts.iter().filter_map(|part| pattern.get(part.span().start.offset..part.span().end.offset));
    let (chinese, other): (Vec<_>, Vec<_>) =
        alternatives.partition(|part| part.contains("Han}") || part.contains(is_han));
    if chinese.is_empty() || other.is_empty() {
        return Vec::new();
    }
    let key = &field.key;
    let half = |kept: &[&str], what| Change::to(Value::String(kept.join("|")), field.key_span, what);
    vec![
        half(&other, text!("`{key}` without its Chinese alternatives", "`{key}` 去掉中文的各支")),
        half(&chinese, text!("`{key}` with its Chinese alternatives alone", "`{key}` 只留中文的各支")),
    ]
}
