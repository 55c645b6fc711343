//! The mutants of an item's own fields. Its texts, clauses and level are not mutated: no case can speak of them.

use super::change::{Change, of_table};
use super::{check, condition};
use crate::locale::text;
use crate::source::Source;
use crate::tree::{Entry, Node, Table, Value};
use crate::vocabulary::{Requirement, Words};

/// The fields that define nothing, which a mutant does without.
const ASIDE: [&str; 4] = ["guidance", "crosswalk", "good", "bad"];

/// The item without what does not define it.
pub(super) fn defining(root: Node) -> Node {
    let value = match root.value {
        Value::Table(Table { mut entries }) => {
            entries.retain(|entry| !ASIDE.contains(&entry.key.as_str()));
            Value::Table(Table { entries })
        }
        other => other,
    };
    Node { value, ..root }
}

/// Every mutant of an item, in the order of its file.
pub(super) fn changes(root: &Node, source: &Source) -> Vec<Change> {
    let Value::Table(table) = &root.value else { return Vec::new() };
    of_table(table, |entry| match (entry.key.as_str(), &entry.value.value) {
        ("requirement", Value::String(word)) => weaker(word, entry).into_iter().collect(),
        ("applies" | "required-when", Value::String(_)) => condition::changes(entry, source),
        ("opt-out", Value::Bool(true)) | ("waivable", Value::Bool(false)) | ("effective-from", _) => {
            vec![without(entry)]
        }
        ("fresh-days", Value::Integer(days)) => {
            let twice = days.saturating_mul(2);
            vec![without(entry), loosened(entry, Value::Integer(twice), &twice.to_string(), source)]
        }
        ("evidence", Value::Table(evidence)) => of_table(evidence, |entry| of_evidence(entry, source)),
        ("checks", Value::Array(checks)) => check::changes(checks, source),
        _ => Vec::new(),
    })
}

fn of_evidence(entry: &Entry, source: &Source) -> Vec<Change> {
    match (entry.key.as_str(), &entry.value.value) {
        ("accept", _) | ("accept-address", Value::Bool(true)) => vec![without(entry)],
        ("at-least", Value::Integer(count)) if *count > 0 => {
            vec![loosened(entry, Value::Integer(count - 1), &(count - 1).to_string(), source)]
        }
        _ => Vec::new(),
    }
}

fn weaker(word: &str, entry: &Entry) -> Option<Change> {
    let weaker = Requirement::all().take_while(|known| known.word() != word).last()?.word();
    let what = text!("`requirement` lowered to `{weaker}`", "`requirement` 降为 `{weaker}`");
    Some(Change::to(Value::String(weaker.to_owned()), entry.key_span, what))
}

/// Without an entry.
pub(super) fn without(entry: &Entry) -> Change {
    let key = &entry.key;
    Change::gone(entry.key_span, text!("without `{key}`", "去掉 `{key}`"))
}

/// With a more lenient value.
pub(super) fn loosened(entry: &Entry, value: Value, shown: &str, source: &Source) -> Change {
    let (key, old) = (&entry.key, source.slice(entry.value.span));
    Change::to(value, entry.key_span, text!("`{key} = {old}` loosened to {shown}", "`{key} = {old}` 放宽为 {shown}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An item with one of each that can be mutated, and some of what cannot.
    const ITEM: &str = r#"title = { en = "Telephone", zh = "电话" }
requirement = "recommended"
required-when = "project.impact == 'high'"
level = 1
applies = "project.stage in ['pilot', 'production'] && ('minors' in project.traits || !('agentic' in project.traits))"
opt-out = true
waivable = false
fresh-days = 90
effective-from = 2026-01-01
question = { en = "?", zh = "？" }
evidence = { accept = ["**/*.md"], at-least = 2, accept-address = true, suggest = ["a.md"] }

[[checks]]
section = { heading = '(?i-u:call)|电话', min-words = 25, min-rows = 1, must = '[0-9]', newest-within-days = 400, in = "**/*.md" }
message = { en = "a", zh = "甲" }

[[checks]]
text = { must = 'a|甲', after-today = true }

[[checks]]
text = { after-today = false, must = 'a', must-not = 'b|c', in = ["*.md"] }

[[checks]]
value = { in = "*.json", path = "$.a[?@.b && !@.c].d", at-most = 0.10, at-least = -4, equals = 0, one-of = [0, 1] }
if-cited = true

[[checks]]
value = { path = "$.a[*]", matches = 'x|甲', count-at-least = 1, count-at-most = 0, at-least = 0.0 }
scope = "project"

[[checks]]
agree = { of = [{ in = "L", licence-text = true }, { in = "*.md", path = "$.a[?@.b || @.c]" }] }

[[checks]]
files = { any = ["*.md"], at-least = 3 }

[[checks]]
expr = "size(project.regions) > 0"
scope = "cited"
if-cited = false

[[good]]
name = "one"
"#;

    const EXPECTED: &str = "2 `requirement` lowered to `informative`
3 without `required-when`
3 `required-when` negated
5 without `applies`
5 `applies` negated
5 `applies` without `project.stage in ['pilot', 'production']`
5 `applies` without `('minors' in project.traits || !('agentic' in project.traits))`
5 `applies` without `'minors' in project.traits`
5 `applies` without `!('agentic' in project.traits)`
5 `applies` without `'pilot'`
5 `applies` without `'production'`
6 without `opt-out`
7 without `waivable`
8 without `fresh-days`
8 `fresh-days = 90` loosened to 180
9 without `effective-from`
11 without `accept`
11 `at-least = 2` loosened to 1
11 without `accept-address`
14 without this check (`section`)
14 `heading` without its Chinese alternatives
14 `heading` with its Chinese alternatives alone
14 `min-words = 25` loosened to 12
14 without `min-rows`
14 without `must`
14 without `newest-within-days`
14 `newest-within-days = 400` loosened to 800
14 without `in`
18 without this check (`text`)
18 `must` without its Chinese alternatives
18 `must` with its Chinese alternatives alone
18 without `after-today`
21 without this check (`text`)
21 without `must`
21 without `must-not`
21 without `in`
24 without this check (`value`)
24 without `in`
24 `path` without `@.b`
24 `path` without `!@.c`
24 without `at-most`
24 `at-most = 0.10` loosened to 0.2
24 without `at-least`
24 `at-least = -4` loosened to -8
24 without `equals`
24 without `one-of`
25 without `if-cited`
28 without this check (`value`)
28 without `matches`
28 `matches` without its Chinese alternatives
28 `matches` with its Chinese alternatives alone
28 without `count-at-least`
28 `count-at-least = 1` loosened to 0
28 without `count-at-most`
28 `count-at-most = 0` loosened to 1
28 without `at-least`
29 without `scope`
32 without this check (`agree`)
32 `path` without `@.b`
32 `path` without `@.c`
35 without this check (`files`)
35 `at-least = 3` loosened to 2
38 without this check (`expr`)
";

    #[test]
    fn every_part_of_an_item_has_its_mutants_and_nothing_else_has() {
        let source = Source::new("item.toml", ITEM);
        let parsed = crate::tree::toml::parse(ITEM);
        assert_eq!(parsed.problems, []);
        let root = defining(parsed.root.unwrap());
        let changes = changes(&root, &source);
        let told: Vec<_> = changes
            .iter()
            .map(|change| format!("{} {}", source.position(change.at.start).line, change.what.en))
            .collect();
        assert_eq!(told, EXPECTED.lines().collect::<Vec<_>>());
        for (at, change) in changes.iter().enumerate() {
            assert!(change.becomes.as_ref().is_some_and(|value| *value != root.value), "{}", change.what.en);
            let alike = changes.iter().skip(at + 1).find(|other| other.becomes == change.becomes);
            assert!(alike.is_none(), "{} twice", change.what.en);
        }
    }
}
