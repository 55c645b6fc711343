//! What was said on one item, key by key, in the values of a manifest. What was not said is left as it stands.

use jiff::civil::Date;

use crate::source::Span;
use crate::tree::{Entry, Node, Table, Value};
use crate::vocabulary::{Status, Words};

/// A key of an answer that an interview asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    Status,
    Statement,
    Evidence,
    Reviewed,
    Owner,
    Justification,
    Plan,
}

impl Key {
    /// As a manifest writes it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Statement => "statement",
            Self::Evidence => "evidence",
            Self::Reviewed => "reviewed",
            Self::Owner => "owner",
            Self::Justification => "justification",
            Self::Plan => "plan",
        }
    }
}

/// What was said on one item.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Reply {
    said: Table,
}

impl Reply {
    /// The answer that stands in a manifest.
    pub(crate) fn of(answer: &Node) -> Self {
        let Value::Table(said) = &answer.value else { return Self::default() };
        Self { said: with_days(said.clone()) }
    }

    /// One that says something under every key, to see whether a manifest has a place for it.
    pub(crate) fn probe() -> Self {
        let mut probe = Self::default();
        for key in [Key::Status, Key::Statement, Key::Owner, Key::Justification] {
            probe.say_text(key, "?");
        }
        probe.say_evidence([Value::String("?".to_owned())]);
        probe.say(Key::Reviewed, Value::Date(Date::MAX));
        probe.say_plan("?", Some("?"), Some(Date::MAX));
        probe
    }

    /// Whether nothing was said.
    pub(crate) fn is_empty(&self) -> bool {
        self.said.entries.is_empty()
    }

    /// Everything that was said, by its key.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.said.entries
    }

    pub(crate) fn get(&self, key: Key) -> Option<&Value> {
        self.said.get(key.word()).map(|node| &node.value)
    }

    /// What was said in words.
    pub(crate) fn text(&self, key: Key) -> Option<&str> {
        let Value::String(text) = self.get(key)? else { return None };
        Some(text)
    }

    pub(crate) fn status(&self) -> Option<Status> {
        let said = self.text(Key::Status)?;
        Status::WORDS.iter().find(|(word, _)| *word == said).map(|(_, status)| *status)
    }

    /// The pieces of evidence, each as it is cited, and as it is written: a table may say more than the path.
    pub(crate) fn evidence(&self) -> Vec<(String, Value)> {
        let pieces = match self.get(Key::Evidence) {
            Some(Value::Array(nodes)) => nodes.iter().map(|node| &node.value).collect(),
            Some(one) => vec![one],
            None => Vec::new(),
        };
        let cited = |piece: &Value| match piece {
            Value::Table(table) => table.get("path").and_then(|node| as_text(&node.value)),
            other => as_text(other),
        };
        pieces.into_iter().filter_map(|piece| Some((cited(piece)?, piece.clone()))).collect()
    }

    /// A text of the plan: `action` or `owner`.
    pub(crate) fn plan(&self, key: &str) -> Option<&Value> {
        let Value::Table(plan) = self.get(Key::Plan)? else { return None };
        plan.get(key).map(|node| &node.value)
    }

    pub(crate) fn say(&mut self, key: Key, value: Value) {
        put(&mut self.said, key.word(), value);
    }

    /// Takes back what was said under any other key than these.
    pub(crate) fn keep_only(&mut self, keys: &[Key]) {
        self.said.entries.retain(|entry| keys.iter().any(|key| key.word() == entry.key));
    }

    /// Takes back what was said under a key.
    pub(crate) fn unsay(&mut self, key: Key) {
        self.said.entries.retain(|entry| entry.key != key.word());
    }

    pub(crate) fn say_text(&mut self, key: Key, text: &str) {
        self.say(key, Value::String(text.to_owned()));
    }

    pub(crate) fn say_evidence(&mut self, pieces: impl IntoIterator<Item = Value>) {
        self.say(Key::Evidence, Value::Array(pieces.into_iter().map(placeless).collect()));
    }

    /// Says what will be done, and as far as that is known by whom and by when.
    pub(crate) fn say_plan(&mut self, action: &str, owner: Option<&str>, by: Option<Date>) {
        let mut plan = Table::default();
        put(&mut plan, "action", Value::String(action.to_owned()));
        if let Some(owner) = owner {
            put(&mut plan, "owner", Value::String(owner.to_owned()));
        }
        if let Some(by) = by {
            put(&mut plan, "by", Value::Date(by));
        }
        self.say(Key::Plan, Value::Table(plan));
    }
}

fn placeless(value: Value) -> Node {
    Node { span: Span::default(), value }
}

fn put(table: &mut Table, key: &str, value: Value) {
    match table.entries.iter_mut().find(|entry| entry.key == key) {
        Some(entry) => entry.value = placeless(value),
        None => table.entries.push(Entry { key: key.to_owned(), key_span: Span::default(), value: placeless(value) }),
    }
}

fn as_text(value: &Value) -> Option<String> {
    let Value::String(text) = value else { return None };
    Some(text.clone())
}

/// The answer with its days as days: two of the three syntaxes write them as texts.
fn with_days(mut answer: Table) -> Table {
    let days = |table: &mut Table, key: &str| {
        for entry in table.entries.iter_mut().filter(|entry| entry.key == key) {
            if let Some(day) = as_text(&entry.value.value).and_then(|text| text.parse::<Date>().ok()) {
                entry.value.value = Value::Date(day);
            }
        }
    };
    days(&mut answer, Key::Reviewed.word());
    for entry in answer.entries.iter_mut().filter(|entry| entry.key == Key::Plan.word()) {
        if let Value::Table(plan) = &mut entry.value.value {
            days(plan, "by");
        }
    }
    answer
}

/// A character in a text that no reader sees and that steers a terminal: escapes, or marks that turn the direction. Line ends and tabs are
/// seen.
pub(crate) fn hidden_in(text: &str) -> Option<char> {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().find(|c| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || turns(*c))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::tree::Syntax;

    fn of(name: &str, text: &str) -> Reply {
        Reply::of(&Syntax::of(name).parse(text).root.unwrap())
    }

    #[test]
    fn an_answer_is_the_same_from_each_syntax() {
        let toml =
            of("a.toml", "status = 'met'\nreviewed = 2026-01-31\nevidence = ['a', { path = 'b', note = 'n' }]\n");
        let json = of(
            "a.json",
            r#"{"status": "met", "reviewed": "2026-01-31", "evidence": ["a", {"path": "b", "note": "n"}]}"#,
        );
        assert_eq!(toml.get(Key::Reviewed), Some(&Value::Date(date(2026, 1, 31))));
        assert_eq!(json.get(Key::Reviewed), toml.get(Key::Reviewed));
        let cited = |reply: &Reply| reply.evidence().into_iter().map(|(cited, _)| cited).collect::<Vec<_>>();
        assert_eq!(
            (cited(&toml), cited(&json)),
            (vec!["a".to_owned(), "b".to_owned()], vec!["a".to_owned(), "b".to_owned()])
        );
        assert_eq!((toml.status(), of("a.toml", "status = 'mett'").status()), (Some(Status::Met), None));
        assert_eq!(cited(&of("a.toml", "evidence = 'one'")), ["one"]);
        let plan = of("a.yaml", "plan: { action: x, by: \"2027-01-31\" }");
        assert_eq!(plan.plan("by"), Some(&Value::Date(date(2027, 1, 31))));
    }

    #[test]
    fn what_is_said_again_takes_the_place_of_what_was_said() {
        let mut reply = Reply::default();
        assert!(reply.is_empty());
        reply.say_text(Key::Statement, "one");
        reply.say_text(Key::Statement, "two");
        reply.say_plan("write", None, Some(date(2027, 1, 31)));
        assert_eq!((reply.text(Key::Statement), reply.entries().len(), reply.plan("owner")), (Some("two"), 2, None));
    }

    #[test]
    fn what_steers_a_terminal_is_seen() {
        for (text, found) in [
            ("a\tb\n", None),
            ("a\u{1b}[31m", Some('\u{1b}')),
            ("a\u{202e}b", Some('\u{202e}')),
            ("安全 👩‍⚕️", None),
            ("\u{9b}1m", Some('\u{9b}')),
        ] {
            assert_eq!(hidden_in(text), found, "{text:?}");
        }
    }
}
