//! Documents and queries for the properties of this room: mostly meaningful queries, and soups of tokens.

use proptest::prelude::*;
use serde_json::json;

/// Keys of few letters, so that queries find them.
const KEYS: [&str; 6] = ["a", "b", "名", "a b", "it's", "~/"];

/// Texts that patterns and comparisons tell apart.
const TEXTS: [&str; 8] = ["", "a", "ab", "b", "风险", "高", "x\ny", "2026-01-31"];

const PATTERNS: [&str; 9] =
    ["'a'", "'[ab]+'", "'.*'", "'a|高'", "'x.y'", "'('", "'^b'", "\"\\\\p{Han}{2}\"", "'20[0-9]{2}-.*'"];

pub(super) fn document() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        1 => Just(json!(null)),
        1 => any::<bool>().prop_map(|truth| json!(truth)),
        3 => (-3..6_i64).prop_map(|number| json!(number)),
        // A half is no whole number: inside lists the oracle takes 1 and 1.0 for two numbers.
        2 => (-3..6_i32).prop_map(|number| json!(f64::from(number) + 0.5)),
        3 => prop::sample::select(TEXTS.to_vec()).prop_map(|text| json!(text)),
    ];
    let below = leaf.prop_recursive(3, 40, 6, |inner| {
        let key = prop::sample::select(KEYS.map(str::to_owned).to_vec());
        let table = prop::collection::vec((key, inner.clone()), 0..6);
        let table = table.prop_map(|entries| serde_json::Value::Object(entries.into_iter().collect()));
        prop_oneof![prop::collection::vec(inner, 0..6).prop_map(serde_json::Value::Array), table]
    });
    let below = below.boxed();
    let full = prop::collection::vec(below.clone(), KEYS.len())
        .prop_map(|values| serde_json::Value::Object(KEYS.map(str::to_owned).into_iter().zip(values).collect()));
    let list = prop::collection::vec(prop_oneof![2 => full.clone(), 1 => below], 1..5);
    prop_oneof![1 => list.clone().prop_map(serde_json::Value::Array), 3 => (full, list).prop_map(|(mut table, list)| {
        table["a"] = serde_json::Value::Array(list);
        table
    })]
}

fn pick(sources: &[&str]) -> BoxedStrategy<String> {
    prop::sample::select(sources.iter().map(|source| (*source).to_owned()).collect::<Vec<_>>()).boxed()
}

fn name() -> BoxedStrategy<String> {
    pick(&[
        "'a'",
        "\"b\"",
        "'名'",
        "'a b'",
        "'it\\'s'",
        "\"it's\"",
        "'\\u540d'",
        "\"~\\/\"",
        "'absent'",
        "'\\uD83D\\uDC31'",
    ])
}

/// Segments that lead to one value at most. The oracle's comparisons know no negative indices.
fn hops() -> BoxedStrategy<String> {
    let bracketed = prop_oneof![name(), pick(&["0", "1", "2"])].prop_map(|hop| format!("[{hop}]"));
    let hop = prop_oneof![3 => pick(&[".a", ".b", ".名", "[ 0 ]", " .a"]), 1 => bracketed];
    prop::collection::vec(hop, 0..3).prop_map(|hops| hops.concat()).boxed()
}

fn slice() -> BoxedStrategy<String> {
    let bound = prop_oneof![1 => Just(String::new()), 2 => (-7..8_i64).prop_map(|bound| bound.to_string())].boxed();
    let step = prop_oneof![Just(String::new()), (-3..4_i64).prop_map(|step| format!(" : {step}")), pick(&[":"])];
    (bound.clone(), bound, step).prop_map(|(start, end, step)| format!("{start}:{end}{step}")).boxed()
}

/// Segments of every kind, with these filters. In functions too the oracle knows no negative index that stands alone.
fn segments(filter: BoxedStrategy<String>, least: i64) -> BoxedStrategy<String> {
    let selector = prop_oneof![
        3 => name(),
        2 => pick(&["*"]),
        2 => (least..4).prop_map(|index: i64| index.to_string()),
        1 => slice(),
        3 => filter.prop_map(|filter| format!("?{filter}")),
    ];
    let list = prop_oneof![
        4 => selector.clone().prop_map(|only| format!("[{only}]")),
        1 => (selector.clone(), selector).prop_map(|(first, second)| format!("[{first} , {second}]")),
    ];
    let segment =
        prop_oneof![4 => pick(&[".a", ".b", ".名", ".*", "[*]"]), 4 => list.clone(), 1 => Just(String::new())];
    let below = prop_oneof![pick(&["..a", "..*", "..名"]), list.prop_map(|list| format!("..{list}"))];
    let most = prop_oneof![3 => Just(String::new()), 1 => below];
    (segment.clone(), most, segment).prop_map(|(first, most, last)| format!("{first}{most}{last}")).boxed()
}

/// Conditions whose inner queries are these segments, each behind its `@`.
fn condition(inner: BoxedStrategy<String>) -> BoxedStrategy<String> {
    let one = (pick(&["@", "@", "@", "$"]), hops()).prop_map(|(from, hops)| format!("{from}{hops}")).boxed();
    let literal = pick(&["1", "0.5", "-0", "2.5e0", "'a'", "\"风险\"", "'b'", "''"]);
    let many = prop_oneof![inner.prop_map(|segments| format!("@{segments}")), one.clone()].boxed();
    let value = prop_oneof![
        4 => one.clone(),
        1 => one.clone().prop_map(|of| format!("length( {of} )")),
        1 => many.clone().prop_map(|nodes| format!("count({nodes})")),
        1 => many.clone().prop_map(|nodes| format!("value({nodes})")),
    ]
    .boxed();
    let operand = prop_oneof![2 => value.clone(), 1 => literal.clone(), 1 => pick(&["null", "true", "false"])].boxed();
    let pattern = prop_oneof![4 => pick(&PATTERNS), 1 => one];
    // Two nothings, lists and truths are ordered by the oracle as the RFC does not; a literal on one side keeps them out.
    let order = (value.clone(), pick(&["<", "<=", ">", ">="]), literal, any::<bool>()).prop_map(
        |(value, sign, literal, turned)| {
            if turned { format!("{literal}{sign} {value}") } else { format!("{value} {sign}{literal}") }
        },
    );
    let single = prop_oneof![
        2 => many,
        2 => (operand.clone(), pick(&["==", "!="]), operand.clone()).prop_map(|(left, sign, right)| format!("{left} {sign} {right}")),
        3 => order,
        2 => (pick(&["match", "search"]), operand, pattern).prop_map(|(name, of, pattern)| format!("{name}({of}, {pattern})")),
    ];
    single
        .prop_recursive(2, 4, 2, |inner| {
            prop_oneof![
                (inner.clone(), pick(&["&&", " || "]), inner.clone())
                    .prop_map(|(left, sign, right)| format!("{left}{sign}{right}")),
                inner.clone().prop_map(|inner| format!("( {inner} )")),
                inner.prop_map(|inner| format!("!({inner})")),
            ]
        })
        .boxed()
}

/// Queries that both read.
pub(super) fn query() -> impl Strategy<Value = String> {
    let plain = condition(hops());
    let nested = condition(prop_oneof![2 => hops(), 1 => segments(plain.clone(), 0)].boxed());
    segments(prop_oneof![2 => plain, 1 => nested].boxed(), -3)
        .prop_map(|segments| format!("${segments}"))
        .prop_filter("within the limits", |query| super::JsonPath::parse(query).is_ok())
}

/// What soups are made of.
const TOKENS: &[&str] = &[
    ".a",
    "..b",
    ".名",
    ".*",
    "..*",
    "[*]",
    "[0]",
    "[-1]",
    "['a']",
    "[\"b\"]",
    "[?",
    "@",
    "@.a",
    "$",
    "$.a",
    "]",
    "]",
    "]",
    "[",
    "(",
    ")",
    "(",
    ")",
    "!",
    "&&",
    "||",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "=",
    "1",
    "0",
    "-0",
    "-1",
    "01",
    "1.5",
    "1e3",
    "1.",
    "1e",
    "true",
    "false",
    "null",
    "'a'",
    "\"\\u0061\"",
    "'\\'",
    "'",
    "\"",
    "'\\uD83D\\uDC31'",
    "'\\uD83D'",
    "'\\ud83d\\udc31'",
    ",",
    ",",
    ":",
    ":1",
    "::",
    "*",
    "?",
    " ",
    "\n",
    "length(@.a)",
    "count(@.*)",
    "match(@.a,'a')",
    "value(@..b)",
    "search(",
    "length(",
    "count(",
    "foo(",
    "a",
    "中",
    ".",
    "..",
    "9007199254740991",
    "9007199254740992",
    "[1:2]",
    "[::-1]",
    "[?@.a]",
    "[?@.a==1]",
    "[?match(@.a,'a')]",
    "\u{3000}",
    "{",
];

/// A row of tokens without much sense.
pub(super) fn soup() -> impl Strategy<Value = String> {
    let token = prop::sample::select(TOKENS);
    let inner = prop::collection::vec(token.clone(), 0..6).prop_map(|tokens| format!("[?{}]", tokens.concat()));
    prop_oneof![
        3 => prop::collection::vec(token, 0..8).prop_map(|tokens| tokens.concat()),
        1 => inner,
    ]
    .prop_map(|rest| format!("${rest}"))
}
