//! Values as each syntax writes them: on one line, or a table's keys on lines of their own. Texts always stand in double quotes, which the
//! three syntaxes read alike.

use std::fmt::Write as _;

use super::place::Page;
use crate::tree::{Syntax, Value};

/// A text between double quotes, on one line.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            // Beside what the syntaxes forbid, what would hide from a reader what stands there.
            '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => {
                let _ = write!(out, "\\u{:04X}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

/// A key, in quotes where it needs some.
pub(super) fn key(syntax: Syntax, key: &str) -> String {
    let is_bare = !key.is_empty()
        && key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if is_bare && syntax != Syntax::Json { key.to_owned() } else { quoted(key) }
}

/// A key with what stands under it.
pub(super) fn pair(syntax: Syntax, name: &str, value: &str) -> String {
    let mark = if syntax == Syntax::Toml { " = " } else { ": " };
    format!("{}{mark}{value}", key(syntax, name))
}

/// A value on one line; none where the syntax has no such value.
pub(super) fn inline(syntax: Syntax, value: &Value) -> Option<String> {
    Some(match value {
        Value::Null if syntax == Syntax::Toml => return None,
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => format!("{number:?}"),
        Value::Date(day) if syntax == Syntax::Json => format!("\"{day}\""),
        Value::Date(day) => day.to_string(),
        Value::String(text) => quoted(text),
        Value::Array(elements) => {
            let elements: Option<Vec<_>> = elements.iter().map(|element| inline(syntax, &element.value)).collect();
            format!("[{}]", elements?.join(", "))
        }
        Value::Table(table) if table.entries.is_empty() => "{}".to_owned(),
        Value::Table(table) => {
            let pairs = table.entries.iter();
            let pairs: Option<Vec<_>> = pairs
                .map(|entry| inline(syntax, &entry.value.value).map(|value| pair(syntax, &entry.key, &value)))
                .collect();
            format!("{{ {} }}", pairs?.join(", "))
        }
    })
}

/// A key with its value, on as many lines as it needs where tables have lines of their own; the first has no indentation.
pub(super) fn spread(page: &Page<'_>, name: &str, value: &Value, indent: &str) -> Option<String> {
    let (syntax, end) = (page.syntax, page.line_end);
    let table = match value {
        Value::Table(table) if !table.entries.is_empty() && syntax != Syntax::Toml => table,
        _ => return Some(pair(syntax, name, &inline(syntax, value)?)),
    };
    let deeper = format!("{indent}{}", page.step);
    let lines = table.entries.iter().map(|entry| {
        let line = spread(page, &entry.key, &entry.value.value, &deeper)?;
        Some(format!("{deeper}{line}"))
    });
    let lines: Option<Vec<_>> = lines.collect();
    let name = key(syntax, name);
    Some(match syntax {
        Syntax::Json => format!("{name}: {{{end}{}{end}{indent}}}", lines?.join(&format!(",{end}"))),
        Syntax::Toml | Syntax::Yaml => format!("{name}:{end}{}", lines?.join(end)),
    })
}
