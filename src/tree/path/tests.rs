//! What queries select, and which are refused.

use super::*;
use crate::finding::Code;
use crate::locale::text;
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

#[test]
fn a_problem_says_what_was_expected() {
    for (path, slice, en, zh) in [
        ("groups", "g", "expected `$`, the root", "此处应为表示根的 `$`"),
        ("$.a b", " ", "expected `.`, `[` or the end of the path", "此处应为 `.`、`[` 或路径结尾"),
        ("$.a.", "", "expected a name or `*`", "此处应为名称或 `*`"),
        (
            "$[名]",
            "名",
            "expected a name in quotes, a number, `*`, `:` or `?`",
            "此处应为加引号的名称、数字、`*`、`:` 或 `?`",
        ),
        ("$[?@.a = 1]", "=", "expected `&&`, `||`, `,` or `]`", "此处应为 `&&`、`||`、`,` 或 `]`"),
        ("$[?length(@.a)]", "l", "expected a condition; this is a value", "此处应为条件，而这里是一个值"),
        ("$[?@.* == 1]", "@", "expected a path to a single value", "此处应为指向单个值的路径"),
        (
            "$[?!@.a == 1]",
            "=",
            "expected no comparison: `!` negates a path or a function",
            "此处应为路径或函数的结尾：`!` 不能否定比较",
        ),
        ("$[?match(@.a)]", ")", "expected `,` and a pattern", "此处应为 `,` 和正则表达式"),
        ("$['a", "'", "expected a text that ends with its quote", "此处应为以引号结尾的字符串"),
        (
            "$['\\ud800']",
            "\\",
            "expected four hexadecimal digits, or a pair of surrogates",
            "此处应为四位十六进制数字，或一对代理项",
        ),
        ("$[9007199254740992]", "9", "expected a whole number", "此处应为整数"),
    ] {
        let problem = JsonPath::parse(path).unwrap_err();
        assert_eq!(&path[problem.span.range()], slice, "{path}");
        assert_eq!((problem.label.en.as_str(), problem.label.zh.as_str()), (en, zh), "{path}");
        assert!(problem.help.is_some_and(|help| !help.en.is_empty() && !help.zh.is_empty()), "{path}");
    }
}

#[test]
fn a_single_equals_sign_is_told_what_to_write() {
    let problem = JsonPath::parse("$[?@.a = 1]").unwrap_err();
    assert_eq!(problem.help, Some(text!("compare with `==`", "比较是否相等请写 `==`")));
}

#[test]
fn numbers_that_json_cannot_hold_are_null() {
    let root = yaml::parse("a: .nan\nb: .inf\nc: 1.5\n").root.unwrap();
    for (path, found) in [("$[?@ == null]", 2), ("$[?@ > 0]", 1), ("$[?@ == @]", 3)] {
        assert_eq!(JsonPath::parse(path).unwrap().select(&root).nodes.len(), found, "{path}");
    }
}

/// How many a query selects in a document, and whether that is all, within so many steps.
fn within(steps: usize, text: &str, path: &str) -> (usize, bool) {
    let root = json::parse(text).root.unwrap();
    let selection = JsonPath::parse(path).unwrap().select_within(&root, steps);
    (selection.nodes.len(), selection.complete)
}

#[test]
fn a_document_that_multiplies_work_is_given_up() {
    let entries: Vec<String> = (0..3_000).map(|n| format!("\"k{n}\": {n}")).collect();
    let wide = format!("{{{}}}", entries.join(","));
    assert_eq!(within(50_000, &wide, "$[?@ == $.k2999]"), (1, true), "what starts at the root is looked up once");
    let turned = entries.iter().rev().map(String::as_str).collect::<Vec<_>>().join(",");
    assert_eq!(within(1_000_000, &format!("[{wide}, {{{turned}}}]"), "$[?@ == $[1]]"), (0, false));

    let long = "a".repeat(100_000);
    let texts = format!("{{\"long\": \"{long}\", \"list\": {:?}}}", vec![1; 1_000]);
    for path in ["$.list[?search($.long, 'b')]", "$.list[?length($.long) == 1]", "$.list[?$.long < $.long]"] {
        assert_eq!(within(1_000_000, &texts, path), (0, false), "{path}");
    }
    let patterns: Vec<String> = (0..100).map(|n| format!("\"a{{{n}}}\"")).collect();
    assert_eq!(within(MAX_STEPS, &format!("[{}]", patterns.join(",")), "$[?match('b', @)]"), (0, false));
    assert_eq!(within(MAX_STEPS, r#"["\\w{99}{99}{99}", "("]"#, "$[?match('b', @)]"), (0, false));
    assert_eq!(
        within(MAX_STEPS, r#"["(", "b"]"#, "$[?match('b', @)]"),
        (1, true),
        "what is no pattern matches nothing"
    );
}
