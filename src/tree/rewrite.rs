//! Edits that put one name in the place of another, in the quotes that stand there. Where that cannot be done by one edit there is none.

use super::offset::value_offset;
use super::{Node, Syntax, Value, is_unmistakable};
use crate::finding::{Edit, Fix, Safety};
use crate::locale::text;
use crate::source::Span;

/// How many characters of a name a title shows.
const SHOWN: usize = 60;

/// The edit that writes `to` where `from` is written, as a key or as a text; none where it is written with escapes, or `to` needs some.
pub(crate) fn rewritten(text: &str, span: Span, from: &str, to: &str) -> Option<Edit> {
    let raw = text.get(span.range())?;
    let start = span.start + value_offset(raw, from)?;
    let bare = raw.len() == from.len();
    let plain = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '-' | '_')
            || (!bare && !matches!(c, '"' | '\'' | '\\') && !c.is_control())
    };
    let fits =
        !to.is_empty() && to.chars().all(|c| plain(c) || (bare && is_value(raw) && matches!(c, '/' | '.' | '#')));
    fits.then(|| Edit { span: Span::new(start, start + from.len()), text: to.to_owned() })
}

/// Whether what stands without quotes is more than a name: a path, as YAML writes texts.
fn is_value(raw: &str) -> bool {
    raw.contains('/')
}

/// The fix that renames a name into its near one. It is safe where nothing else can be meant.
pub(crate) fn rename<'c>(
    edit: Option<Edit>,
    from: &str,
    to: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<Fix> {
    let shown: String = from.chars().take(SHOWN).collect();
    edit.map(|edit| Fix {
        title: text!("rename `{shown}` to `{to}`", "将 `{shown}` 改为 `{to}`"),
        edits: vec![edit],
        safety: Safety::when(is_unmistakable(from, to, candidates)),
    })
}

/// Whether the key of this value is written in one place: TOML may write that of a table in the headers of several.
pub(crate) fn is_written_once(text: &str, node: &Node, syntax: Syntax) -> bool {
    let begins = |node: &Node, with: &str| text.get(node.span.range()).is_some_and(|raw| raw.starts_with(with));
    match &node.value {
        _ if syntax != Syntax::Toml => true,
        Value::Table(_) if begins(node, "{") => true,
        Value::Table(table) => {
            let flat = |node: &Node| match &node.value {
                Value::Table(_) => begins(node, "{"),
                Value::Array(elements) => !elements.iter().any(|element| begins(element, "[[")),
                Value::Null
                | Value::Bool(_)
                | Value::Integer(_)
                | Value::Float(_)
                | Value::Date(_)
                | Value::String(_) => true,
            };
            begins(node, "[") && table.entries.iter().all(|entry| flat(&entry.value))
        }
        Value::Array(elements) => !elements.iter().any(|element| begins(element, "[[")),
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Date(_) | Value::String(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_in_the_quotes_that_stand_there_or_not_at_all() {
        for (raw, from, to, written) in [
            ("statment", "statment", "statement", Some("statement")),
            ("\"statment\"", "statment", "statement", Some("\"statement\"")),
            ("'mett'", "mett", "met", Some("'met'")),
            ("\"stat\\u006dent\"", "statment", "statement", None),
            ("\"a/red-tem\"", "a/red-tem", "a/red-team", Some("\"a/red-team\"")),
            ("a/red-tem", "a/red-tem", "a/red-team", Some("a/red-team")),
            ("red", "red", "a/red", None),
            ("'a.md'", "a.md", "it's.md", None),
            ("\"文件.md\"", "文件.md", "文档.md", Some("\"文档.md\"")),
        ] {
            let text = format!("\u{feff}{raw} = 1");
            let span = Span::new(3, 3 + raw.len());
            let edit = rewritten(&text, span, from, to);
            let made = edit.map(|edit| {
                let mut made = text.clone();
                made.replace_range(edit.span.range(), &edit.text);
                made[3..].trim_end_matches(" = 1").to_owned()
            });
            assert_eq!(made.as_deref(), written, "{raw}");
        }
    }

    #[test]
    fn a_key_of_several_headers_is_written_more_than_once() {
        for (text, once) in [
            ("a = 1\n", true),
            ("a = { b = { c = 1 } }\n", true),
            ("[a]\nb = 1\nc = [[1, 2], [3]]\n", true),
            ("[a]\nb = 1\n[a.c]\nd = 1\n", false),
            ("a.b = 1\na.c = 1\n", false),
            ("[a.b]\nc = 1\n", false),
            ("[[a]]\nb = 1\n[[a]]\nb = 2\n", false),
            ("[a]\n[[a.b]]\nc = 1\n", false),
        ] {
            let root = Syntax::Toml.parse(text).root.unwrap();
            let Value::Table(table) = root.value else { panic!("{text}") };
            assert_eq!(is_written_once(text, table.get("a").unwrap(), Syntax::Toml), once, "{text}");
        }
        let root = Syntax::Json.parse("{\"a\": {\"b\": {}}}").root.unwrap();
        let Value::Table(table) = root.value else { panic!() };
        assert!(is_written_once("{\"a\": {\"b\": {}}}", table.get("a").unwrap(), Syntax::Json));
    }
}
