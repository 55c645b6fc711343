//! What queries select, and which are refused.

use super::*;
use crate::finding::Code;
use crate::tree::{json, toml, yaml};

fn select(text: &str, path: &str) -> Vec<String> {
    let root = json::parse(text).root.unwrap();
    let selection = JsonPath::parse(path).unwrap().select(&root);
    assert!(selection.complete);
    selection.nodes.into_iter().map(|node| text[node.span.range()].to_owned()).collect()
}

#[test]
fn a_query_gives_the_places_of_what_it_selects() {
    let text = r#"{"groups": [{"gap": 0.2, "n": 5}, {"gap": 0.05}], "模型": {"名": "x"}, "same": [1, 1]}"#;
    for (path, found) in [
        ("$.groups[*].gap", vec!["0.2", "0.05"]),
        ("$.groups[-1].gap", vec!["0.05"]),
        ("$..gap", vec!["0.2", "0.05"]),
        ("$['模型'].名", vec!["\"x\""]),
        ("$.groups[?@.gap > 0.1].n", vec!["5"]),
        ("$.groups[?length(@) == 1].gap", vec!["0.05"]),
        ("$.groups[?@.gap == $.groups[0].gap].n", vec!["5"]),
        ("$.same[1, 0, 1]", vec!["1", "1", "1"]),
        ("$.missing", vec![]),
    ] {
        assert_eq!(select(text, path), found, "{path}");
    }
    assert_eq!(select(text, "$"), [text]);
    let root = json::parse(text).root.unwrap();
    let path = JsonPath::parse("$.same[*]").unwrap();
    let nodes = path.select(&root).nodes;
    assert!(nodes[0].span.end <= nodes[1].span.start, "equal values are told apart");
}

#[test]
fn days_are_texts_in_toml_and_yaml_alike() {
    for root in [toml::parse("d = 2026-01-31\n").root.unwrap(), yaml::parse("d: 2026-01-31\n").root.unwrap()] {
        let path = JsonPath::parse("$[?@ == '2026-01-31']").unwrap();
        assert_eq!(path.select(&root).nodes.len(), 1);
    }
}

#[test]
fn what_is_no_path_or_too_much_of_one_is_refused_where_it_fails() {
    for (path, slice, message) in [
        ("", "", "`` is no JSONPath"),
        ("groups", "g", "`groups` is no JSONPath"),
        ("$.a b", " ", "`$.a b` is no JSONPath"),
        ("$.模 型", " ", "`$.模 型` is no JSONPath"),
        ("$[?matches(@.a, 'x')]", "matches(@.a, 'x')]", ""),
        ("$..a..b..c", "..", "the path descends (`..`) more than twice"),
        ("$[?$[*] == 1]", "$", "a `$` inside a filter must lead to a single value"),
        ("$[?count($.a..b) > 1]", "$", "a `$` inside a filter must lead to a single value"),
        ("$[*,*][*,*][*,*][*,*][*,*][*,*][*,*]", "]", "the path lists too many selectors"),
        ("$[?@[?@[?@[?@[?@[?@[?@.a]]]]]]]", "[", "the path nests more than 6 brackets"),
    ] {
        let problem = JsonPath::parse(path).unwrap_err();
        assert_eq!(problem.code, Code::BadPath);
        if message.is_empty() {
            assert!(problem.help.unwrap().en.starts_with("the functions are"), "{path}");
        } else {
            assert_eq!(problem.message.en, message, "{path}");
            assert_eq!(&path[problem.span.range()], slice, "{path}");
        }
    }
    assert!(JsonPath::parse(&format!("${}", ".a".repeat(2000))).is_err());
    assert!(JsonPath::parse("$['..', '$[*]']").is_ok(), "quoted text is text");
}

#[test]
fn a_large_document_is_searched_in_linear_time_and_hostile_ones_within_bounds() {
    let entries: Vec<String> = (0..100_000).map(|n| format!("\"k{n}\": {n}")).collect();
    let text = format!("{{{}}}", entries.join(","));
    assert_eq!(select(&text, "$.k99999"), ["99999"]);
    assert_eq!(select(&text, "$[?@ == 99998]"), ["99998"]);

    let root = json::parse(&text).root.unwrap();
    let selection = JsonPath::parse("$.*").unwrap().select(&root);
    assert_eq!((selection.nodes.len(), selection.complete), (MAX_SELECTED, false));

    let deep = format!("{}{}{}", "[".repeat(127), vec!["1"; 50_000].join(","), "]".repeat(127));
    let root = json::parse(&deep).root.unwrap();
    let selection = JsonPath::parse("$..*..*").unwrap().select(&root);
    assert_eq!((selection.nodes.len(), selection.complete), (MAX_SELECTED, false));
    let selection = JsonPath::parse("$..[?@..[?@ == 2]]").unwrap().select_within(&root, 1_000_000);
    assert_eq!((selection.nodes.len(), selection.complete), (0, false));
}
