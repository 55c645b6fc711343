//! What the TOML reader says of whole, broken and hostile texts.

use proptest::prelude::*;

use super::*;
use crate::tree::text_offset;

fn codes(text: &str) -> Vec<(String, String)> {
    let slice = |span: Span| text[span.range()].to_owned();
    parse(text).problems.into_iter().map(|problem| (slice(problem.span), problem.message.en)).collect()
}

fn root(text: &str) -> Table {
    match parse(text).root.unwrap().value {
        Value::Table(table) => table,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_sound_text_gives_its_values_and_their_bytes() {
    let text = "\u{feff}名 = 1".replace('名', "n")
        + "\r\nday = 2026-01-02T03:04:05Z\r\nat = 12:30:00\r\n[[x]]\r\na.b = '模型'\r\n[[x]]\r\n";
    let parsed = parse(&text);
    assert_eq!(parsed.problems, []);
    let table = root(&text);
    let slice = |node: &Node| &text[node.span.range()];
    assert_eq!(slice(table.get("n").unwrap()), "1");
    assert_eq!(table.get("day").unwrap().value, Value::Date(Date::constant(2026, 1, 2)));
    assert_eq!(table.get("at").unwrap().value, Value::String("12:30:00".into()));
    let Value::Array(elements) = &table.get("x").unwrap().value else { panic!() };
    assert_eq!(elements.iter().map(slice).collect::<Vec<_>>(), ["[[x]]", "[[x]]"]);
    assert!(elements[0].span.end < elements[1].span.start);
    let Value::Table(first) = &elements[0].value else { panic!() };
    assert_eq!(slice(first.get("a").unwrap()), "a");
}

#[test]
fn each_mistake_is_told_once_where_it_stands() {
    for (text, told) in [
        ("a = [1, 2\nb = 3\n", vec![("[", "this list is never closed: a `]` is missing")]),
        ("a = [[1, 2],\n[3,\n[t]\nb = 3\n", vec![("[", "this list is never closed: a `]` is missing")]),
        ("a = { x = 1\nb = 3\n", vec![("{", "this inline table is never closed: a `}` is missing")]),
        ("a = \"\"\"x\n[t]\nb = 3\n", vec![("\"\"\"", "this text of several lines is never closed")]),
        ("a = 1\na = 2\n", vec![("a", "the key `a` stands twice")]),
        ("a = 1\n[a]\nb = 1\n", vec![("a", "the key `a` stands twice")]),
        ("a = 2026-02-30\n", vec![("2026-02-30", "`2026-02-30` is no day of the calendar")]),
        ("a = 26:00:00\n", vec![("26:00:00", "`26:00:00` is no time of day")]),
        ("a = 99999999999999999999\n", vec![("99999999999999999999", "this number is too large to be read")]),
        ("a = 1e999\n", vec![("1e999", "this number is too large to be read")]),
        ("a = b c\n", vec![("b c", "a text must stand in quotes")]),
        ("a = true b = 2\n", vec![("true b", "a text must stand in quotes")]),
        ("日期 = 1\n", vec![("日期", "a key with other characters than A-Z, a-z, 0-9, `-` and `_` needs quotes")]),
        ("owner: x\nb = 1\n", vec![("", "the key `owner` has no value")]),
        ("owner\nb = 1\n", vec![("", "the key `owner` has no value")]),
        ("owner =\nb = 1\n", vec![("", "a value is missing here")]),
        ("a = {x}\n", vec![("", "a value is missing here")]),
        ("[a\nb = 1\n[c]\n", vec![("", "this table header is not closed")]),
        ("a = 'x\n", vec![("", "this text is not closed: a `'` is missing")]),
        ("a = \"x\n", vec![("", "this text is not closed: a `\"` is missing")]),
        ("a = \"\\uD800\"\n", vec![("", "this escape names no character")]),
        ("a = \"\u{1}\"\n", vec![("\u{1}", "an invisible control character stands here")]),
        ("a = True\n", vec![("True", "`True` is neither true nor false nor a quoted text")]),
        ("a = 01\nb = [1,,2]\n", vec![("0", "a number does not begin with 0"), (",", "there is one comma too many")]),
    ] {
        let told: Vec<_> = told.into_iter().map(|(slice, message)| (slice.to_owned(), message.to_owned())).collect();
        assert_eq!(codes(text), told, "{text:?}");
    }
}

#[test]
fn what_stands_behind_a_mistake_is_read_all_the_same() {
    for text in [
        "a = [1, 2\nlast = 3\n",
        "a = {x = 1\r\nlast = 3\r\n",
        "a = \"\"\"x\nlast = 3\n",
        "a\nlast = 3\n",
        "a: x\nlast = 3\n",
        "a =\nlast = 3",
        "a = b\nlast = 3",
        "a = 1 2\nlast = 3",
        "a = ]\nlast = 3",
        "a = [1}\nlast = 3",
        "日 = 1\nlast = 3",
        "a = \"x\nlast = 3",
    ] {
        let table = root(text);
        assert_eq!(table.get("last").map(|node| &node.value), Some(&Value::Integer(3)), "{text:?}");
        assert_eq!(parse(text).problems.len(), 1, "{text:?}: {:?}", parse(text).problems);
    }
}

#[test]
fn what_is_broken_is_null_and_not_missing() {
    for text in [
        "a = [1, 2\nb = 3\n",
        "a = x\n",
        "a =\n",
        "a\n",
        "a: x\n",
        "[a\nb = 1\n",
        "[[a]\nb = 1\n",
        "a = 1e999",
        "a = 2026-13-01",
    ] {
        assert_eq!(root(text).get("a").map(|node| &node.value), Some(&Value::Null), "{text:?}");
    }
    let table = root("[a]\nb\n[c]\n");
    let Value::Table(a) = &table.get("a").unwrap().value else { panic!() };
    assert_eq!(a.get("b").unwrap().value, Value::Null);
}

#[test]
fn a_repeated_key_shows_the_first_one() {
    for (text, first) in [
        ("[x]\na = 1\n[y]\na = 1\na = 2\n", "[x]\na = 1\n[y]\n".len()),
        ("[a]\nb = 1\n[a]\nc = 1\n", 1),
        ("[[a]]\nb = 1\n[[a]]\nb = 1\nb = 2\n", "[[a]]\nb = 1\n[[a]]\n".len()),
        ("[a]\nb = 1\n[a.b]\n", "[a]\n".len()),
        ("a.b = 1\na.b = 2\n", 2),
        ("a = 1\na.b = 2\n", 0),
    ] {
        let problems = parse(text).problems;
        assert_eq!(problems.len(), 1, "{text:?}");
        assert_eq!(problems[0].related.first().map(|(span, _)| span.start), Some(first), "{text:?}");
    }
    let problem = parse("a = { x = 1, x = 2 }\n").problems.remove(0);
    assert_eq!(problem.message.zh, "键 `x` 重复出现");
}

#[test]
fn hostile_texts_cost_no_stack_and_little_time() {
    let many = |piece: &str| piece.repeat(100_000 / piece.len());
    let texts = vec![
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}", "{a=".repeat(100_000)),
        format!("a{} = 1", ".a".repeat(100_000)),
        format!("[a{}]\nb = 1", ".a".repeat(100_000)),
        format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("a = [{}]", many(",")),
        format!("a = {{{}}}", many("x=,")),
        format!("a = \"{}\"", "x".repeat(1_000_000)),
        format!("a = {}", many("x")),
        format!("{} = 1", many("模")),
        format!("[{}]\n{}", "x".repeat(50_000), "a = =\n".repeat(8_000)),
        (0..15_000).map(|n| format!("k{n}")).collect::<Vec<_>>().join("\n"),
        (0..15_000).map(|n| format!("[k{n}")).collect::<Vec<_>>().join("\n"),
        many("a = 1\n"),
        many("[[a]]\n[[a]\n"),
        many("a = [\n"),
        many("a = \"\"\"\n"),
        many("\r"),
        many("\0"),
        many("\"\\"),
        many("'''"),
    ];
    let reader = std::thread::Builder::new().stack_size(2 << 20).spawn(move || {
        for text in texts {
            let start: String = text.chars().take(40).collect();
            let parsed = parse(&text);
            assert!(parsed.root.is_some(), "{start:?}");
            assert!(parsed.problems.len() <= 2_100, "{start:?}");
            assert!(parsed.problems.iter().all(|problem| problem.message.en.len() < 1000), "{start:?}");
        }
    });
    reader.unwrap().join().unwrap();
}

fn toml_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "b = ",
        " = ",
        ".",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        ",",
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "'",
        "\"",
        "\"\"\"",
        "'''",
        "\\",
        "\\u00e9",
        "1",
        "-",
        "0x",
        "_",
        "1e5",
        "true",
        "2026-01-31",
        "2026-02-30",
        "12:30:00",
        "模",
        "“",
        "#",
        ":",
        "\0",
        "\u{feff}",
    ]);
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

fn check(text: &str, node: &Node) {
    assert!(text.get(node.span.range()).is_some(), "{text:?} {node:?}");
    if let Some(at) = text_offset(text, node) {
        let Value::String(value) = &node.value else { panic!() };
        assert!(text[at..].starts_with(value.as_str()), "{text:?} {node:?}");
    }
    match &node.value {
        Value::Array(elements) => elements.iter().for_each(|element| check(text, element)),
        Value::Table(table) => {
            for (index, entry) in table.entries.iter().enumerate() {
                assert!(text.get(entry.key_span.range()).is_some(), "{text:?} {entry:?}");
                assert!(table.entries[..index].iter().all(|other| other.key != entry.key), "{text:?}");
                check(text, &entry.value);
            }
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn it_never_panics_and_its_spans_are_places(text in toml_like()) {
        let parsed = parse(&text);
        for problem in &parsed.problems {
            prop_assert!(text.get(problem.span.range()).is_some(), "{text:?} {problem:?}");
            for (span, _) in &problem.related {
                prop_assert!(text.get(span.range()).is_some(), "{text:?} {problem:?}");
            }
        }
        if let Some(root) = plain::read(&text) {
            let whole = parse_whole(&text);
            prop_assert!(whole.problems.is_empty(), "{text:?}");
            prop_assert_eq!(format!("{root:?}"), format!("{:?}", whole.root.unwrap()));
        }
        check(&text, &parsed.root.unwrap());
        let sound = ::toml::de::DeTable::parse(&text).is_ok();
        let syntax = parsed.problems.iter().any(|problem| problem.code == Code::Syntax);
        prop_assert!(sound || !parsed.problems.is_empty(), "{text:?}");
        prop_assert!(!(sound && syntax), "{text:?} {:?}", parsed.problems);
    }
}
