//! Where a text's own characters begin inside its quotes, so that a place in the value is a place in the file. It gives no
//! answer where the two differ by so much as an escape.

use super::{Node, Value};

/// The byte of the file at which the value of a string node begins, if the file holds the value byte for byte.
pub(crate) fn text_offset(source_text: &str, node: &Node) -> Option<usize> {
    let Value::String(value) = &node.value else { return None };
    let raw = source_text.get(node.span.range())?;
    Some(node.span.start + value_offset(raw, value)?)
}

/// The byte of what is written at which a key or a text begins, if it is written byte for byte.
pub(super) fn value_offset(raw: &str, value: &str) -> Option<usize> {
    let skip = opening(raw);
    let content = raw.get(skip..)?;
    let closing = content.len().checked_sub(value.len())?;
    let same = content.starts_with(value) && closing == quotes(raw);
    same.then_some(skip)
}

/// How many bytes open the string: its quotes, and the line end that may follow three of them.
fn opening(raw: &str) -> usize {
    let quotes = quotes(raw);
    let rest = raw.get(quotes..).unwrap_or_default();
    match quotes {
        3 if rest.starts_with("\r\n") => 5,
        3 if rest.starts_with('\n') => 4,
        _ => quotes,
    }
}

/// How many quotes open the string: none for YAML's plain ones.
fn quotes(raw: &str) -> usize {
    if raw.len() >= 6 && (raw.starts_with("\"\"\"") || raw.starts_with("'''")) {
        3
    } else {
        usize::from(raw.starts_with(['"', '\'']))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::toml;

    #[test]
    fn the_offset_is_that_of_the_first_byte_of_the_value() {
        for (written, offset) in [
            ("'(?-u:\\b)模型'", Some(1)),
            ("\"模型\"", Some(1)),
            ("\"\"", Some(1)),
            ("''", Some(1)),
            ("\"a\\tb\"", None),
            ("'''a\nb'''", Some(3)),
            ("'''\na'''", Some(4)),
            ("\"\"\"\r\na\"\"\"", Some(5)),
            ("\"\"\"\"quoted\"\"\"\"", Some(3)),
            ("\"\"\"\"\"\"", Some(3)),
            ("\"\"\"a\\\n  b\"\"\"", None),
            ("5", None),
        ] {
            let text = format!("\u{feff}k = {written}\n");
            let root = toml::parse(&text).root.unwrap();
            let Value::Table(table) = root.value else { panic!() };
            let node = table.get("k").unwrap();
            assert_eq!(text_offset(&text, node).map(|at| at - "\u{feff}k = ".len()), offset, "{written}");
            if let (Some(at), Value::String(value)) = (text_offset(&text, node), &node.value) {
                assert!(text[at..].starts_with(value.as_str()));
            }
        }
    }
}
