//! What the JSON reader says of sound, broken and hostile texts; `serde_json` is the oracle for what is JSON.

use proptest::prelude::*;

use super::*;
use crate::tree::Table;

fn root(text: &str) -> Table {
    match parse(text).root.unwrap().value {
        Value::Table(table) => table,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_sound_text_gives_its_values_and_their_bytes() {
    let text = "\u{feff}{\r\n\t\"名\": \"模\\u578b\", \"n\": 1, \"f\": 1.5, \"big\": 18446744073709551615, \"l\": [null, true]}";
    assert_eq!(parse(text).problems, []);
    let table = root(text);
    let entry = table.entry("名").unwrap();
    assert_eq!(&text[entry.key_span.range()], "\"名\"");
    assert_eq!(&text[entry.value.span.range()], "\"模\\u578b\"");
    assert_eq!(entry.value.value, Value::String("模型".into()));
    assert_eq!(table.get("n").unwrap().value, Value::Integer(1));
    assert_eq!(table.get("f").unwrap().value, Value::Float(1.5));
    assert!(matches!(table.get("big").unwrap().value, Value::Float(_)));
    assert_eq!(&text[table.get("l").unwrap().span.range()], "[null, true]");
}

#[test]
fn what_is_no_json_is_told_where_it_stands() {
    for (text, slice, message) in [
        ("", "", "the file is empty; JSON has at least one value"),
        ("\u{feff}", "", "the file is empty; JSON has at least one value"),
        ("[1, 2", "[", "this list is never closed: a `]` is missing"),
        ("{\"a\": [", "[", "this list is never closed: a `]` is missing"),
        ("{\"a\": 1", "{", "this object is never closed: a `}` is missing"),
        ("[1,]", ",", "the last element has a comma behind it"),
        ("[1] // x", "// x", "JSON has no comments"),
        ("\u{feff}[True]", "True", "this is no JSON value"),
        ("{'a': 1}", "'", "a text must stand in double quotes"),
        ("{a: 1}", "a", "a key must stand in double quotes"),
        ("\"a\nb\"", "\n", "a control character stands inside quotes"),
        ("\u{a0}1", "\u{a0}", "this white space is none that JSON knows"),
        ("\"\\uD800\"", "\\uD800\"", "this escape names no character"),
        ("{\"模\": 1, \"模\": 2}", "\"模\"", "the key `模` stands twice"),
        ("[1e400]", "1e400", "this number is too large to be read"),
        ("[1.]", "1.", "this is no number that JSON knows"),
    ] {
        let problems = parse(text).problems;
        assert_eq!(problems.len(), 1, "{text:?}: {problems:?}");
        assert_eq!(&text[problems[0].span.range()], slice, "{text:?}");
        assert_eq!(problems[0].message.en, message, "{text:?}");
    }
    let text = "{\"a\": 1, \"a\": 2}";
    assert_eq!(root(text).get("a").unwrap().value, Value::Integer(1), "the first one stands");
    assert_eq!(parse(text).problems[0].related[0].0, Span::new(1, 4));
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(parse(&nested(128)).problems, []);
    assert_eq!(parse(&nested(129)).problems.len(), 1);
    assert_eq!(parse(&nested(600)).problems.len(), 1);
    let hostile = std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(|| ["[", "{\"a\":", "[{\"a\":["].map(|opener| parse(&opener.repeat(100_000)).problems.len()));
    assert_eq!(hostile.unwrap().join().unwrap(), [1, 1, 1]);
}

fn json_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "00e9", "\"a\"", "\"模\"", "1", "-", ".", "e", "0", "true",
        "null", " ", "\n", "\t", "\u{a0}", "\u{1}", "/", "*", "'", "x",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Whether our tree holds what `serde_json` holds.
fn same(node: &Node, json: &serde_json::Value) -> bool {
    match (&node.value, json) {
        (Value::Null, serde_json::Value::Null) => true,
        (Value::Bool(ours), serde_json::Value::Bool(theirs)) => ours == theirs,
        (Value::Integer(ours), serde_json::Value::Number(theirs)) => {
            theirs.as_i64() == Some(*ours) || (*ours == 0 && theirs.as_f64() == Some(-0.0))
        }
        (Value::Float(ours), serde_json::Value::Number(theirs)) => {
            theirs.as_f64().is_some_and(|theirs| (ours - theirs).abs() <= ours.abs() * f64::EPSILON)
        }
        (Value::String(ours), serde_json::Value::String(theirs)) => ours == theirs,
        (Value::Array(ours), serde_json::Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        (Value::Table(ours), serde_json::Value::Object(theirs)) => {
            ours.entries.len() == theirs.len()
                && ours.entries.iter().all(|e| theirs.get(&e.key).is_some_and(|theirs| same(&e.value, theirs)))
        }
        _ => false,
    }
}

proptest! {
    #[test]
    fn it_accepts_what_serde_json_accepts_and_reads_the_same(text in json_like()) {
        let parsed = parse(&text);
        for problem in &parsed.problems {
            prop_assert!(text.get(problem.span.range()).is_some(), "{problem:?}");
        }
        if parsed.problems.iter().any(|problem| problem.message.en.ends_with("stands twice")) {
            return Ok(());
        }
        match serde_json::from_str::<serde_json::Value>(&text) {
            Ok(json) => prop_assert!(parsed.root.is_some_and(|root| same(&root, &json)), "{text:?}"),
            Err(_) => prop_assert!(!parsed.problems.is_empty(), "{text:?}"),
        }
    }

    #[test]
    fn it_never_panics(text in "\\PC*") {
        for problem in parse(&text).problems {
            prop_assert!(text.get(problem.span.range()).is_some());
        }
    }
}
