//! What is told about sources that are wrong or outside the subset, and that the limits hold. What right ones mean is told in `meaning`.

use super::parse::parse;

/// Each problem as `place: message; help`.
fn problems(source: &str) -> Vec<String> {
    let problems = parse(source).expect_err(source);
    problems
        .iter()
        .map(|problem| {
            let place = source.get(problem.span.range()).unwrap();
            let help = problem.help.as_ref().map(|help| format!("; {}", help.en)).unwrap_or_default();
            assert!(!problem.message.zh.is_ascii() && !problem.message.en.is_empty(), "{problem:?}");
            format!("{place}: {}{help}", problem.message.en)
        })
        .collect()
}

#[test]
fn wrong_syntax_is_told_where_it_stands() {
    for (source, told) in [
        ("", ": expected a value, found the end"),
        ("1 +", ": expected a value, found the end"),
        ("1 2", "2: expected an operator or the end, found a number"),
        ("(1", ": expected `)`, found the end"),
        ("[1, 2", ": expected `]`, found the end"),
        ("a.", ": expected the name of a field or a method, found the end"),
        ("a.'b'", "'b': expected the name of a field or a method, found a text"),
        ("a.null", "null: expected the name of a field or a method, found `null`"),
        ("a and b", "and: expected an operator or the end, found `and`; write `&&`"),
        ("a OR b", "OR: expected an operator or the end, found `OR`; write `||`"),
        ("a not in b", "not: expected an operator or the end, found `not`; write `!(… in …)`"),
        ("{a: 1}", "a: expected a text in quotes as the key, found `a`"),
        ("A{}", "{: expected an operator or the end, found `{`; messages are not supported here"),
        ("!-a", "-: expected a value, found `-`"),
        ("a ? b", ": expected `:`, found the end"),
        ("f(1,)", "): expected a value, found `)`"),
        ("[1].all(1, true)", "1: expected a name for each element, found a number"),
        (".a", ".: expected a value, found `.`"),
    ] {
        assert_eq!(problems(source), [told], "{source}");
    }
}

#[test]
fn what_is_not_supported_is_told_with_what_to_write() {
    for (source, told) in [
        (
            "type(1)",
            "type: the function `type` is not supported here; there are `size`, `int`, `double`, `string`, `timestamp`, `duration`, `has`",
        ),
        ("sizes(a)", "sizes: the function `sizes` is not supported here; did you mean `size`?"),
        (
            "startsWith(a, 'b')",
            "startsWith: the function `startsWith` is not supported here; write `a.startsWith('b')`",
        ),
        ("matches(a, 'b')", "matches: the function `matches` is not supported here; write `text.matches('…')`"),
        ("exists(a, b, c)", "exists: the function `exists` is not supported here; write `list.exists(x, …)`"),
        ("a.startswith('b')", "startswith: the method `startswith` is not supported here; did you mean `startsWith`?"),
        ("a.int()", "int: the method `int` is not supported here; write `int(a)`"),
        ("a.existsOne(x, x)", "existsOne: the method `existsOne` is not supported here; did you mean `exists_one`?"),
        ("size(a, b)", "size(a, b): `size` takes 1 value: `size(a)`"),
        ("a.contains()", "a.contains(): `contains` takes one text: `a.contains('b')`"),
        ("has(a['b'])", "a['b']: `has` asks for a field; write `has(a.b)`, or `'b' in a` for any key"),
        ("a.map(x, x, x)", "x: `map` takes a name and one expression here; write `.filter(x, …).map(x, …)`"),
        (
            "a.all(x, b.all(y, x == y))",
            "all: `all` inside another macro is not supported here; use `in`, or split it into two checks",
        ),
        ("a.all(null, true)", "null: `null` is a reserved word, no name for an element; write another name"),
        ("a.matches(b)", "b: only a pattern in quotes is supported here; write `text.matches('…')`"),
        (
            r"a.matches(r'\bAI\b')",
            r"r'\bAI\b': a Unicode word boundary fails beside Chinese characters; write `(?-u:\b)`",
        ),
        (
            "a.matches('(')",
            "'(': this pattern cannot be read: unclosed group; write a pattern without look-around and back-references, e.g. r'^[a-z]+$'",
        ),
        (
            "a.matches(r'(\\w{1,500}){500}')",
            "r'(\\w{1,500}){500}': this pattern is too large; write smaller repetitions, and `[0-9]` or `[A-Za-z]` instead of `\\d` or `\\w`",
        ),
        ("timestamp('2026')", "'2026': '2026' is no timestamp: write '2026-01-31T00:00:00Z'"),
        ("duration('1d')", "'1d': '1d' is no duration of at most 292 years: write '36h' or '1h30m'"),
        ("{'a': 1, 'a': 2}", "'a': the key `a` stands twice in this map; leave one out"),
        ("!!a", "!!: `!!` is not supported here; leave both out"),
        ("- -a", "- -: `--` is not supported here; leave both out"),
        ("if == 1", "if: `if` is a reserved word, no variable; put a text into quotes: 'if'"),
        ("9223372036854775808", "9223372036854775808: this number does not fit into 64 bits"),
    ] {
        assert_eq!(problems(source), [told], "{source}");
    }
}

#[test]
fn wrong_tokens_are_told_and_draw_no_more_problems() {
    for (source, told) in [
        ("a = 1", "=: `=` is no sign of an expression; write `==`"),
        ("a & b", "&: `&` is no sign of an expression; write `&&`"),
        ("a ＝ 1", "＝: `＝` is no sign of an expression; write `==`"),
        ("size（a) > 1", "（: `（` is no sign of an expression; write `(`"),
        ("a == “高”", "“高”: `“` does not open a text; write straight quotes: '高'"),
        ("阶段 == 'x'", "阶段: a name has only letters a–z, digits and `_`; put a text into quotes: '阶段'"),
        ("a == 'x", "'x: this text has no closing quote; write `'` where the text ends, on the same line"),
        ("a == 'x\n'", "'x: this text has no closing quote; write `'` where the text ends, on the same line"),
        ("a == '''x'''", "''': texts in three quotes are not supported here; write one quote on each side"),
        ("a == b'x'", "b: bytes are not supported here; leave out the `b`: a text"),
        ("a == 1u", "u: unsigned numbers are not supported here; leave out the `u`"),
        (
            "a == 99999999999999999999",
            "99999999999999999999: this number does not fit into 64 bits; write a smaller number",
        ),
        ("a == 1e999", "1e999: this number does not fit into 64 bits; write a smaller number"),
        ("a.`b-c`", "`: names in backticks are not supported here; write `['name']` after the map"),
        ("a == \u{3000}1", "\u{3000}: a blank that expressions do not know; write an ordinary space"),
        ("a == 1 ;;;", ";;;: `;` has no meaning in an expression; leave it out, or put it into quotes: '…'"),
        (
            r"a == '\d'",
            r"\d: `\d` is no escape of a text; write `\\` for a backslash, `\'` or `\u4e2d` for a character, or a raw text: r'…'",
        ),
    ] {
        assert_eq!(problems(source).first().map(String::as_str), Some(told), "{source}");
    }
}

#[test]
fn several_problems_are_told_at_once_in_source_order() {
    let told = problems("a = type(b) && c.matches('(') || duration('x') == 1u");
    let places: Vec<_> = told.iter().filter_map(|told| told.split(':').next()).collect();
    assert_eq!(places, ["=", "type", "'('", "'x'", "u"]);
}

#[test]
fn limits_hold_and_are_told() {
    let deep = |levels: usize| format!("{}1{}", "(".repeat(levels), ")".repeat(levels));
    let many = |parts: usize| ["1"; 500][..parts].join("+");
    let long = |bytes: usize| format!("'{}'", "x".repeat(bytes - 2));
    let choices = |count: usize| format!("{}1", "true?1:".repeat(count));
    for (at_most, beyond, message) in [
        (deep(31), deep(32), "brackets and choices nest at most 32 deep"),
        (choices(31), choices(32), "brackets and choices nest at most 32 deep"),
        (many(128), many(129), "an expression has at most 256 parts"),
        (long(1024), long(1025), "an expression has at most 1024 bytes, this one has 1025"),
    ] {
        assert!(parse(&at_most).is_ok(), "{at_most}");
        let problems = parse(&beyond).expect_err(&beyond);
        assert_eq!(problems.iter().map(|problem| problem.message.en.as_str()).collect::<Vec<_>>(), [message]);
    }
    assert!(parse(&"[".repeat(1024)).is_err());
    assert!(parse(&format!("a{}", "[0]".repeat(120))).is_ok());
    assert!(parse(&format!("a{}", ".b".repeat(250))).is_ok());
}
