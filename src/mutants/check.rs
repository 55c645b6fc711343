//! The mutants of checks: one check, one constraint of it, or one half of a pattern gone; a bound loosened; an operand of a filter dropped.

use super::change::{Change, of_list, of_table};
use super::item::{loosened, without};
use super::{condition, pattern};
use crate::locale::text;
use crate::source::Source;
use crate::tree::{Entry, Node, Value};

/// The keys that stand beside a check's kind, rather than name it.
const BESIDE: [&str; 3] = ["message", "scope", "if-cited"];

/// The list of checks in every way in which one of them is weaker.
pub(super) fn changes(checks: &[Node], source: &Source) -> Vec<Change> {
    of_list(checks, |node| {
        let Value::Table(check) = &node.value else { return Vec::new() };
        let kind = check.entries.iter().find(|entry| !BESIDE.contains(&entry.key.as_str()));
        let gone = kind.map(|entry| {
            let kind = &entry.key;
            Change::gone(entry.key_span, text!("without this check (`{kind}`)", "去掉这项检查（`{kind}`）"))
        });
        gone.into_iter().chain(of_table(check, |entry| of_check(entry, source))).collect()
    })
}

fn of_check(entry: &Entry, source: &Source) -> Vec<Change> {
    match (entry.key.as_str(), &entry.value.value) {
        ("if-cited", Value::Bool(true)) => vec![without(entry)],
        ("scope", Value::String(word)) if word == "project" => vec![without(entry)],
        ("section" | "text" | "value" | "files", Value::Table(kind)) => of_table(kind, |field| {
            let only = ["must", "must-not"].iter().filter(|key| kind.entry(key).is_some()).count() < 2;
            of_field(&entry.key, field, only, source)
        }),
        ("agree", Value::Table(kind)) => of_table(kind, |field| match &field.value.value {
            Value::Array(voices) => of_list(voices, |voice| match &voice.value {
                Value::Table(voice) => of_table(voice, |field| of_field("agree", field, true, source)),
                _ => Vec::new(),
            }),
            _ => Vec::new(),
        }),
        _ => Vec::new(),
    }
}

/// The mutants of one field of a check. `only` is whether it is alone among those that ask for a text.
fn of_field(kind: &str, field: &Entry, only: bool, source: &Source) -> Vec<Change> {
    let gone = || Some(without(field));
    match (kind, field.key.as_str()) {
        ("section", "heading") => pattern::halves(field),
        // Without the only thing that it asks for, a `text` is no check.
        ("text", "must" | "must-not") if only => pattern::halves(field),
        (_, "must" | "must-not" | "matches") => gone().into_iter().chain(pattern::halves(field)).collect(),
        (_, "path") => condition::of_path(field, source),
        ("section" | "text" | "value", "in") | (_, "one-of" | "equals") => gone().into_iter().collect(),
        (_, "newest-within-days") => gone().into_iter().chain(lenient(field, source, |days| days * 2)).collect(),
        (_, "after-today") if field.value.value == Value::Bool(true) => gone().into_iter().collect(),
        (_, "min-words") => lenient(field, source, |words| words / 2).into_iter().collect(),
        ("files", "at-least") => lenient(field, source, |count| count - 1).into_iter().collect(),
        ("value", "at-most" | "at-least") => gone().into_iter().chain(of_bound(field, source)).collect(),
        (_, "count-at-most") => gone().into_iter().chain(lenient(field, source, |count| count + 1)).collect(),
        (_, "min-rows" | "count-at-least") => {
            gone().into_iter().chain(lenient(field, source, |count| count - 1)).collect()
        }
        _ => Vec::new(),
    }
}

/// A count or a number of words, loosened; nothing where that is no number, or none that could be.
fn lenient(field: &Entry, source: &Source, by: impl Fn(i64) -> i64) -> Option<Change> {
    let Value::Integer(number) = field.value.value else { return None };
    let looser = by(number);
    // No rows are asked for where none are spoken of.
    let differs = looser >= 0 && looser != number && !(looser == 0 && field.key == "min-rows");
    differs.then(|| loosened(field, Value::Integer(looser), &looser.to_string(), source))
}

/// A bound twice as lenient; nothing where it is nought.
fn of_bound(field: &Entry, source: &Source) -> Option<Change> {
    let bound = match field.value.value {
        Value::Float(number) => number,
        #[expect(clippy::cast_precision_loss, reason = "a bound is written by people, far below 2^53")]
        Value::Integer(number) => number as f64,
        _ => return None,
    };
    let twice = (field.key == "at-most") == (bound > 0.0);
    let looser = if twice { bound * 2.0 } else { bound / 2.0 };
    (bound != 0.0).then(|| loosened(field, Value::Float(looser), &looser.to_string(), source))
}
