//! What an expression computes with: values that are cheap to clone, and how they are written down as CEL again.
//! It compares and adds nothing; that is `operate`'s business.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

/// How many characters a value takes at most when it is written down.
const LONGEST_LITERAL: usize = 160;
/// How many characters of one text are written down at most.
const LONGEST_TEXT: usize = 64;

/// A value of CEL. A clone shares texts, lists and maps.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// null
    Null,
    /// true or false.
    Bool(bool),
    /// A whole number of 64 bits.
    Int(i64),
    /// Any other number.
    Double(f64),
    /// A text.
    String(Arc<str>),
    /// A moment.
    Timestamp(Timestamp),
    /// A length of time.
    Duration(SignedDuration),
    /// A list.
    List(Arc<[Self]>),
    /// A map from texts.
    Map(Map),
}

/// A map from texts, sorted by key. A clone shares it.
#[derive(Debug, Clone)]
pub(crate) struct Map(Arc<[(Arc<str>, Value)]>);

impl Map {
    /// The value of this key.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        let at = self.0.binary_search_by(|(known, _)| known.as_ref().cmp(key)).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// Keys and values, in the order of the keys.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Value)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// How many keys it has.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

/// Of a key that comes twice, the first value stays.
impl<K: Into<Arc<str>>> FromIterator<(K, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (K, Value)>>(entries: I) -> Self {
        let mut entries: Vec<_> = entries.into_iter().map(|(key, value)| (key.into(), value)).collect();
        entries.sort_by(|(left, _): &(Arc<str>, Value), (right, _)| left.cmp(right));
        entries.dedup_by(|(later, _), (first, _)| later == first);
        Self(entries.into())
    }
}

impl Value {
    /// A list of these.
    pub(crate) fn list<V: Into<Self>>(items: impl IntoIterator<Item = V>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }

    /// A map of these; of a key that comes twice, the first value stays.
    pub(crate) fn map<K: Into<Arc<str>>>(entries: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Map(entries.into_iter().collect())
    }

    /// CEL's word for its type.
    pub(crate) fn type_word(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "bool",
            Self::Int(_) => "int",
            Self::Double(_) => "double",
            Self::String(_) => "string",
            Self::Timestamp(_) => "timestamp",
            Self::Duration(_) => "duration",
            Self::List(_) => "list",
            Self::Map(_) => "map",
        }
    }

    /// The value as one would write it in CEL; a long one ends in `…`.
    pub(crate) fn to_literal(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        let scalar = match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Int(value) => value.to_string(),
            Self::Double(value) if value.is_finite() => format!("{value:?}"),
            Self::Double(value) => format!("double('{value}')"),
            Self::Timestamp(value) => format!("timestamp('{value}')"),
            Self::Duration(value) => format!("duration('{}')", duration_text(*value)),
            Self::String(value) => return write_text(out, value),
            Self::List(items) => return write_all(out, ['[', ']'], items.iter(), |out, item| item.write(out)),
            Self::Map(map) => {
                return write_all(out, ['{', '}'], map.iter(), |out, (key, value)| {
                    write_text(out, key);
                    out.push_str(": ");
                    value.write(out);
                });
            }
        };
        out.push_str(&scalar);
    }
}

/// Stops when the text is long enough, which also bounds how deep it goes: every level writes a bracket.
fn write_all<T>(
    out: &mut String,
    [open, close]: [char; 2],
    items: impl Iterator<Item = T>,
    write: impl Fn(&mut String, T),
) {
    out.push(open);
    for (at, item) in items.enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        if out.len() > LONGEST_LITERAL {
            out.push('…');
            break;
        }
        write(out, item);
    }
    out.push(close);
}

/// A text in single quotes, which is what packs use inside TOML strings.
pub(super) fn write_text(out: &mut String, text: &str) {
    out.push('\'');
    for (at, character) in text.chars().enumerate() {
        match character {
            _ if at == LONGEST_TEXT => {
                out.push('…');
                break;
            }
            '\'' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if character.is_control() => out.extend(format!("\\u{:04x}", u32::from(character)).chars()),
            _ => out.push(character),
        }
    }
    out.push('\'');
}

fn duration_text(duration: SignedDuration) -> String {
    let (seconds, nanos) = (duration.as_secs(), duration.subsec_nanos());
    if nanos == 0 && seconds % 3600 == 0 && seconds != 0 {
        return format!("{}h", seconds / 3600);
    }
    let sign = if duration.is_negative() { "-" } else { "" };
    let fraction = format!(".{:09}", nanos.unsigned_abs());
    format!("{sign}{}{}s", seconds.unsigned_abs(), fraction.trim_end_matches('0').trim_end_matches('.'))
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Double(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::String(value.into())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::String(value.into())
    }
}

impl From<Timestamp> for Value {
    fn from(value: Timestamp) -> Self {
        Self::Timestamp(value)
    }
}

impl From<SignedDuration> for Value {
    fn from(value: SignedDuration) -> Self {
        Self::Duration(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_written_as_one_would_write_it_in_cel() {
        for (value, literal) in [
            (Value::Null, "null"),
            (true.into(), "true"),
            (i64::MIN.into(), "-9223372036854775808"),
            (1.0.into(), "1.0"),
            (1e300.into(), "1e300"),
            (f64::NAN.into(), "double('NaN')"),
            ("it's\n\u{7}中\\".into(), r"'it\'s\n\u0007中\\'"),
            (Value::list(["a", "b"]), "['a', 'b']"),
            (Value::map([("b", 2.into()), ("a", 1.into()), ("b", 3.into())]), "{'a': 1, 'b': 2}"),
            (SignedDuration::from_hours(-24).into(), "duration('-24h')"),
            (SignedDuration::from_millis(-1500).into(), "duration('-1.5s')"),
            (SignedDuration::ZERO.into(), "duration('0s')"),
            (Timestamp::UNIX_EPOCH.into(), "timestamp('1970-01-01T00:00:00Z')"),
        ] {
            assert_eq!(value.to_literal(), literal);
        }
    }

    #[test]
    fn a_long_value_is_cut_however_it_is_long() {
        let long = Value::from("长".repeat(10_000));
        assert_eq!(long.to_literal(), format!("'{}…'", "长".repeat(64)));
        let list = Value::list((0..10_000_i64).collect::<Vec<_>>());
        assert!(list.to_literal().ends_with(", …]") && list.to_literal().len() < 200);
        let deep = (0..1000).fold(Value::Null, |inner, _| Value::list([inner]));
        assert!(deep.to_literal().len() < 500);
    }

    #[test]
    fn a_map_finds_each_of_its_keys_and_no_other() {
        let map: Map = ["stage", "impact", "", "名称"].into_iter().map(|key| (key, key.into())).collect();
        assert_eq!(map.len(), 4);
        for key in ["stage", "impact", "", "名称"] {
            assert!(matches!(map.get(key), Some(Value::String(value)) if value.as_ref() == key));
        }
        assert!(map.get("name").is_none());
    }
}
