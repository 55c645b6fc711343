//! The manifest of a case: what the case says, merged over a project that stands for any.

use jiff::civil::Date;

use crate::pack::{Case, Item};
use crate::source::Span;
use crate::tree::{self, Entry, Node, Table, Value};

/// A project that is of no special kind, which a case's own is merged over.
const NEUTRAL: &str = "
name = 'case'
description = 'A project that stands for any'
owner = 'Owner'
stage = 'production'
impact = 'high'
";

/// The manifest of a case. Its nodes are those of the item's file, so that what is wrong is shown there.
pub(super) fn manifest(item: &Item, case: &Case, today: Date) -> Node {
    let at = case.span;
    let node = |value| Node { span: at, value };
    let mut answer = case.answer.clone();
    if let Value::Table(table) = &mut answer.value
        && table.get("reviewed").is_none()
    {
        table.entries.push(entry("reviewed", node(Value::Date(today)), at));
    }
    let name = item.id.split_once('/').map_or(item.id.as_str(), |(_, name)| name);
    let answers = table([(item.principle.as_str(), table([(name, answer)], at))], at);
    let assessment = table([("level", node(Value::Integer(item.level.value.into())))], at);
    table(
        [
            ("schema", node(Value::Integer(1))),
            ("project", project(case, today)),
            ("assessment", assessment),
            ("answers", answers),
        ],
        at,
    )
}

/// The case's project, merged over the neutral one.
fn project(case: &Case, today: Date) -> Node {
    let at = case.span;
    let mut own = match case.project.as_ref().map(|project| &project.value) {
        Some(Value::Table(table)) => table.entries.clone(),
        Some(_) | None => Vec::new(),
    };
    let neutral = tree::toml::parse(NEUTRAL).root.map(|root| root.value);
    let neutral = if let Some(Value::Table(table)) = neutral { table.entries } else { Vec::new() };
    let assessed = entry("assessed", Node { span: at, value: Value::Date(today) }, at);
    for usual in neutral.into_iter().chain([assessed]) {
        if own.iter().all(|given| given.key != usual.key) {
            own.push(Entry { key_span: at, value: Node { span: at, value: usual.value.value }, ..usual });
        }
    }
    Node { span: at, value: Value::Table(Table { entries: own }) }
}

fn table<const N: usize>(entries: [(&str, Node); N], at: Span) -> Node {
    let entries = entries.into_iter().map(|(key, value)| entry(key, value, at)).collect();
    Node { span: at, value: Value::Table(Table { entries }) }
}

fn entry(key: &str, value: Node, at: Span) -> Entry {
    Entry { key: key.to_owned(), key_span: at, value }
}
