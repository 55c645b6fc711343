//! The three syntaxes of a file of keys: which one a file's name tells, and how a line looks in each. What the keys mean is not known here.

use jiff::civil::Date;

use super::cursor::{Cursor, Set};
use super::{Node, Parsed, Table, Value, json, toml, yaml};

/// How a file of keys is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Syntax {
    #[default]
    Toml,
    Yaml,
    Json,
}

impl Syntax {
    /// The syntax of a file of this name: TOML unless its ending says otherwise.
    pub(crate) fn of(name: &str) -> Self {
        match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("yaml" | "yml") => Self::Yaml,
            Some("json") => Self::Json,
            _ => Self::Toml,
        }
    }

    /// The tree of a text. As in TOML, an empty file holds no keys, and a table that stands under a key has the place of that key.
    pub(crate) fn parse(self, text: &str) -> Parsed {
        let mut parsed = self.parse_as_written(text);
        if let Some(root) = parsed.root.as_mut().filter(|_| self != Self::Toml) {
            if root.value == Value::Null && root.span.is_empty() {
                root.value = Value::Table(Table::default());
            }
            place_tables(root);
        }
        parsed
    }

    /// The tree of a text in which a table that stands under a key has the place of its own bytes.
    pub(crate) fn parse_as_written(self, text: &str) -> Parsed {
        match self {
            Self::Toml => toml::parse(text),
            Self::Yaml => yaml::parse(text),
            Self::Json => json::parse(text),
        }
    }

    /// All headers and keys of a text, whether or not it is whole.
    pub(crate) fn sets(self, text: &str) -> Vec<Set> {
        match self {
            Self::Toml => toml::cursor::sets(text),
            Self::Yaml | Self::Json => yaml::cursor::sets(self, text),
        }
    }

    /// Where a byte of a text stands, whether or not it is whole.
    pub(crate) fn cursor(self, text: &str, offset: usize) -> Cursor {
        match self {
            Self::Toml => toml::cursor::cursor(text, offset),
            Self::Yaml | Self::Json => yaml::cursor::cursor(self, text, offset),
        }
    }

    /// Whether a day may be written as a text: two of the three have no days.
    pub(crate) fn days_are_texts(self) -> bool {
        self != Self::Toml
    }

    /// A key with its value.
    pub(crate) fn pair(self, key: &str, value: &str) -> String {
        match self {
            Self::Toml => format!("{key} = {value}"),
            Self::Yaml => format!("{key}: {value}"),
            Self::Json => format!("\"{key}\": {value}"),
        }
    }

    /// A table on one line.
    pub(crate) fn table(self, pairs: &[(&str, &str)]) -> String {
        let pairs: Vec<_> = pairs.iter().map(|(key, value)| self.pair(key, value)).collect();
        format!("{{ {} }}", pairs.join(", "))
    }

    /// A day, which stands for one here.
    pub(crate) fn day(self) -> &'static str {
        match self {
            Self::Toml | Self::Yaml => "2026-01-31",
            Self::Json => "\"2026-01-31\"",
        }
    }
}

/// Gives every table that stands under a key the place of that key. No deeper than the tree.
fn place_tables(node: &mut Node) {
    match &mut node.value {
        Value::Table(table) => {
            for entry in &mut table.entries {
                place_tables(&mut entry.value);
                if matches!(entry.value.value, Value::Table(_)) {
                    entry.value.span = entry.key_span;
                }
            }
        }
        Value::Array(nodes) => nodes.iter_mut().for_each(place_tables),
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Date(_) | Value::String(_) => {}
    }
}

/// A day as `2026-01-31`; anything else, a time of day with it too, is none.
pub(super) fn day(raw: &str) -> Option<Date> {
    let shape = raw.len() == 10
        && raw
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    shape.then(|| raw.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_syntaxes_make_one_tree_with_tables_where_their_keys_stand() {
        let texts = [
            (Syntax::Toml, "[a]\nb = \"x\"\nc = [1]\n"),
            (Syntax::Yaml, "a:\n  b: x\n  c: [1]\n"),
            (Syntax::Json, "{\"a\": {\"b\": \"x\", \"c\": [1]}}"),
        ];
        for (syntax, text) in texts {
            let root = syntax.parse(text).root.unwrap();
            let Value::Table(root) = root.value else { panic!("{text}") };
            let entry = root.entry("a").unwrap();
            assert!(text[entry.value.span.range()].contains('a'), "{text}");
            let Value::Table(inner) = &entry.value.value else { panic!("{text}") };
            assert_eq!(inner.get("b").unwrap().value, Value::String("x".to_owned()));
            assert_eq!(inner.entries.len(), 2);
        }
        for text in ["", "# nothing\n", "---\n"] {
            assert_eq!(Syntax::Yaml.parse(text).root.unwrap().value, Value::Table(Table::default()), "{text:?}");
        }
    }

    #[test]
    fn the_name_tells_the_syntax_and_toml_is_the_rule() {
        let named = ["a.toml", "a.yaml", "b/a.yml", "a.json", "a", "yaml", "a.YAML"].map(Syntax::of);
        let (toml, yaml, json) = (Syntax::Toml, Syntax::Yaml, Syntax::Json);
        assert_eq!(named, [toml, yaml, yaml, json, toml, toml, toml]);
    }
}
