//! The crate `serde_json_path` as the oracle: what both read, both answer alike, place by place. Where it departs from the RFC the
//! sources of `generate` keep away; `rfc` names each such place.

use std::collections::HashMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use serde_json_path::NormalizedPath;

use super::generate::{document, query, soup};
use super::{JsonPath, MAX_SELECTED};
use crate::tree::{Node, Value, json};

/// The JSON pointers of what ours selects, or what is wrong with the query.
pub(super) fn ours(document: &serde_json::Value, query: &str) -> Result<Vec<String>, String> {
    let path = JsonPath::parse(query).map_err(|problem| problem.message.en)?;
    let root = json::parse(&document.to_string()).root.expect("the document is JSON");
    let mut places = HashMap::new();
    note(&root, String::new(), &mut places);
    let selection = path.select(&root);
    assert!(selection.complete || selection.nodes.len() == MAX_SELECTED, "{query}");
    Ok(selection.nodes.into_iter().map(|node| places[&std::ptr::from_ref(node)].clone()).collect())
}

/// Notes the pointer of each node.
fn note(node: &Node, pointer: String, places: &mut HashMap<*const Node, String>) {
    match &node.value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| note(item, format!("{pointer}/{at}"), places));
        }
        Value::Table(table) => table.entries.iter().for_each(|entry| {
            let key = entry.key.replace('~', "~0").replace('/', "~1");
            note(&entry.value, format!("{pointer}/{key}"), places);
        }),
        _ => {}
    }
    places.insert(std::ptr::from_ref(node), pointer);
}

/// The same by the oracle.
pub(super) fn theirs(document: &serde_json::Value, query: &str) -> Result<Vec<String>, String> {
    let path = serde_json_path::JsonPath::parse(query).map_err(|error| error.to_string())?;
    Ok(path.query_located(document).locations().take(MAX_SELECTED).map(NormalizedPath::to_json_pointer).collect())
}

/// What only ours refuses, and with reason: it makes too much work, or is too large a number.
fn is_limit(message: &str) -> bool {
    ["nests", "descends", "single value", "too many", "longer"].iter().any(|limit| message.contains(limit))
}

/// What only the oracle refuses, and without reason.
fn is_forgiven(query: &str) -> bool {
    [" ..", "\n..", "\\ud8"].iter().any(|sign| query.contains(sign))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_select_alike(query in query(), document in document()) {
        prop_assert_eq!(ours(&document, &query), theirs(&document, &query), "{} in {}", query, document);
    }

    #[test]
    fn both_read_the_same(query in soup(), document in document()) {
        match (ours(&document, &query), theirs(&document, &query)) {
            (Err(message), Ok(_)) => prop_assert!(is_limit(&message), "only the oracle reads {query}: {message}"),
            (Ok(_), Err(error)) => prop_assert!(is_forgiven(&query), "only ours reads {query}: {error}"),
            (Ok(_) | Err(_), _) => {}
        }
    }

    #[test]
    fn nothing_panics_and_places_lie_between_characters(query in prop_oneof![soup(), any::<String>(), r"\$.{0,40}"]) {
        if let Err(problem) = JsonPath::parse(&query) {
            prop_assert!(query.get(problem.span.range()).is_some(), "{query:?}: {problem:?}");
            prop_assert!(problem.help.is_some(), "{query:?}");
        }
    }
}

#[test]
fn the_generated_queries_select_something_often_enough() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut selected, mut read) = (0, 0);
    for _ in 0..500 {
        let (query, document) = (query(), document()).new_tree(&mut runner).unwrap().current();
        selected += usize::from(!ours(&document, &query).unwrap().is_empty());
        read += usize::from(JsonPath::parse(&soup().new_tree(&mut runner).unwrap().current()).is_ok());
    }
    assert!(selected > 150 && read > 50, "{selected} and {read} of 500");
}
