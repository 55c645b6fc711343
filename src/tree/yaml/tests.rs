//! What the YAML reader says of sound, broken and hostile texts.

use proptest::prelude::*;

use super::*;
use crate::tree::{Table, text_offset};

fn root(text: &str) -> Table {
    match parse(text).root.unwrap().value {
        Value::Table(table) => table,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_sound_text_gives_its_values_and_their_bytes() {
    let text = "\u{feff}名: '模型'\r\nday: 2026-01-31 # x\r\nlist:\r\n  - a\r\n  - \"b\"\r\n\r\nflow: {no: yes, 1: [x]}\r\nempty:\r\nlit: |\r\n  a\r\n";
    assert_eq!(parse(text).problems, []);
    let table = root(text);
    let slice = |key: &str| &text[table.get(key).unwrap().span.range()];
    assert_eq!(slice("名"), "'模型'");
    assert_eq!(slice("day"), "2026-01-31");
    assert!(matches!(table.get("day").unwrap().value, Value::Date(_)));
    assert_eq!(slice("list"), "- a\r\n  - \"b\"");
    assert_eq!(slice("flow"), "{no: yes, 1: [x]}");
    assert_eq!(table.get("empty").unwrap().value, Value::Null);
    let Value::Table(flow) = &table.get("flow").unwrap().value else { panic!() };
    assert_eq!(flow.get("no").unwrap().value, Value::String("yes".into()));
    assert!(flow.get("1").is_some());
    assert_eq!(table.get("lit").unwrap().value, Value::String("a\n".into()));
    assert_eq!(text_offset(text, table.get("名").unwrap()), text.find('模'));
}

#[test]
fn styles_and_tags_decide_the_type() {
    let table = root("a: '5'\nb: !!str 5\nc: !!int '5'\nd: !x 5\ne: ! 5\nf: |\n  5\n");
    let value = |key: &str| table.get(key).unwrap().value.clone();
    assert_eq!(value("a"), Value::String("5".into()));
    assert_eq!(value("b"), Value::String("5".into()));
    assert_eq!(value("c"), Value::Integer(5));
    assert_eq!(value("d"), Value::String("5".into()));
    assert_eq!(value("e"), Value::String("5".into()));
    assert_eq!(value("f"), Value::String("5\n".into()));
}

#[test]
fn what_is_wrong_is_told_where_it_stands() {
    for (text, slice, message) in [
        ("a: 1\nb: 2\na: 3\n", "a", "the key `a` stands twice"),
        ("? [a]\n: 1\n", "[a]", "a list or a table cannot be a key"),
        ("---\na: 1\n---\nb: 2\n", "---", "another document begins here; only the first is read"),
        ("a: b: c\n", ":", "a colon may not stand here"),
        ("a: [1, 2\n", "[", "this `[` is never closed"),
        ("a: \"\\uD800\"\n", "\"", "this escape names no character"),
        ("a: *x\n", "*", "this alias names no anchor"),
        ("a: 1e400\n", "1e400", "this number is too large to be read"),
        ("&a [1, *a]\n", "*a", "this alias names what holds it, or too much"),
    ] {
        let problems = parse(text).problems;
        assert_eq!(problems.len(), 1, "{text:?}: {problems:?}");
        assert_eq!(problems[0].message.en, message, "{text:?}");
        assert_eq!(&text[problems[0].span.range()], slice, "{text:?}");
    }
    assert_eq!(parse("").root.unwrap().value, Value::Null);
    assert_eq!(parse("# only\n").problems, []);
}

#[test]
fn aliases_stand_for_what_they_name_within_a_budget() {
    let text = "a: &x {k: [1, 2]}\nb: *x\n&s key: 1\nc: *s\n";
    let table = root(text);
    assert_eq!(table.get("b").unwrap().value, table.get("a").unwrap().value);
    assert_eq!(table.get("c").unwrap().value, Value::String("key".into()));

    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..30 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.extend([format!("a{level}: &a{level} [{aliases}]\n")]);
    }
    let parsed = parse(&bomb);
    assert!(!parsed.problems.is_empty());
    assert!(nodes(&parsed.root.unwrap()) < 30_000);
}

fn nodes(node: &Node) -> usize {
    match &node.value {
        Value::Array(elements) => 1 + elements.iter().map(nodes).sum::<usize>(),
        Value::Table(table) => 1 + table.entries.iter().map(|entry| nodes(&entry.value)).sum::<usize>(),
        _ => 1,
    }
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(parse(&nested(128)).problems, []);
    assert_eq!(parse(&nested(129)).problems.len(), 1);
    let hostile = std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(|| ["[", "{a: ", "- ", "? ", "[{a: "].map(|opener| parse(&opener.repeat(100_000)).problems.len()));
    assert_eq!(hostile.unwrap().join().unwrap(), [1; 5]);
    // Copies that nest in each other stay within the depth as well.
    let mut ladder = String::from("- &a0 [x]\n");
    for level in 1..300 {
        ladder.extend([format!("- &a{level} [*a{}]\n", level - 1)]);
    }
    assert!(parse(&ladder).problems.iter().any(|problem| problem.message.en == "this alias nests too deeply"));
}

fn yaml_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "模", ": ", ":", "- ", "\n", "\n  ", "\r\n", "\r", "\t", "[", "]", "{", "}", ", ", "'", "\"", "\\",
        "\\u00e9", "&x ", "*x", "!!str ", "? ", "|\n", ">-\n", "#", " # c", "---\n", "...\n", "\u{feff}", "\0", "1",
        "~", "%",
    ]);
    prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

fn check(text: &str, node: &Node) {
    assert!(text.get(node.span.range()).is_some(), "{text:?} {node:?}");
    if let Some(at) = text_offset(text, node) {
        let Value::String(value) = &node.value else { panic!() };
        assert!(text[at..].starts_with(value.as_str()));
    }
    match &node.value {
        Value::Array(elements) => elements.iter().for_each(|element| check(text, element)),
        Value::Table(table) => {
            for entry in &table.entries {
                assert!(text.get(entry.key_span.range()).is_some());
                check(text, &entry.value);
            }
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn it_never_panics_and_its_spans_are_places(text in yaml_like()) {
        let parsed = parse(&text);
        for problem in &parsed.problems {
            prop_assert!(text.get(problem.span.range()).is_some(), "{text:?} {problem:?}");
        }
        if let Some(root) = &parsed.root {
            check(&text, root);
        }
    }
}
