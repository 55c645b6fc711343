//! Sources and variables for the properties of this room: mostly meaningful ones, and soups of tokens.

use proptest::prelude::*;

use super::Value;
use super::fixture::Facts;

fn int() -> impl Strategy<Value = i64> {
    prop_oneof![4 => -3..10_i64, 1 => prop::sample::select(vec![i64::MIN, i64::MIN + 1, i64::MAX, 1 << 53, (1 << 53) + 1])]
}

fn double() -> impl Strategy<Value = f64> {
    let rare = vec![
        0.0,
        -0.0,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        9.223_372_036_854_776e18,
        9_007_199_254_740_992.0,
        1e300,
    ];
    prop_oneof![3 => (-6..20_i32).prop_map(|quarter| f64::from(quarter) / 4.0), 1 => prop::sample::select(rare)]
}

fn string() -> impl Strategy<Value = String> {
    let texts = ["", "a", "b", "ab", "ba", "1", "-7", "0.5", "中", "中文", "ß🐱", "it's", "a\\n", "\n\t\"", "pilot"];
    prop::sample::select(texts.map(str::to_owned).to_vec())
}

pub(super) fn facts() -> impl Strategy<Value = Facts> {
    let words = prop::collection::vec(string(), 0..4);
    let ints = prop::collection::vec(int(), 0..4);
    (any::<bool>(), int(), double(), string(), words, ints).prop_map(|(truth, int, double, string, words, ints)| {
        let map = Value::map([("s", string.clone().into()), ("i", int.into()), ("w", Value::list(words.clone()))]);
        let all = [
            ("p", truth.into()),
            ("i", int.into()),
            ("d", double.into()),
            ("s", string.into()),
            ("w", Value::list(words)),
            ("l", Value::list(ints)),
            ("m", map),
            ("n", Value::Null),
        ];
        Facts(all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    })
}

/// A text as a literal in one of the notations.
fn quoted(text: &str, notation: u8) -> String {
    let escaped = |longest: u32| {
        let escape = |character: char| match u32::from(character) {
            code if code <= longest => format!("\\u{code:04x}"),
            code => format!("\\U{code:08X}"),
        };
        format!("\"{}\"", text.chars().map(escape).collect::<String>())
    };
    match notation % 4 {
        0 if !text.contains(['\'', '\n']) => format!("r'{text}'"),
        1 => escaped(0),
        2 => escaped(0xffff),
        _ => Value::from(text).to_literal(),
    }
}

/// A source, and whether it may stand as an operand without brackets.
type Piece = (String, Grade);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    Member,
    Joined,
    Choice,
}

fn within((source, grade): &Piece, most: Grade) -> String {
    if *grade <= most { source.clone() } else { format!("({source})") }
}

/// Sources by the type that their value most likely has.
#[derive(Clone)]
struct Typed {
    truth: BoxedStrategy<Piece>,
    number: BoxedStrategy<Piece>,
    text: BoxedStrategy<Piece>,
    list: BoxedStrategy<Piece>,
    any: BoxedStrategy<Piece>,
}

impl Typed {
    /// Mostly right operands, seldom one of any type.
    fn new([truth, number, text, list]: [BoxedStrategy<Piece>; 4], map: BoxedStrategy<Piece>) -> Self {
        let any = prop_oneof![truth.clone(), number.clone(), text.clone(), list.clone(), map].boxed();
        let mostly = |right: BoxedStrategy<Piece>| prop_oneof![15 => right, 1 => any.clone()].boxed();
        Self { truth: mostly(truth), number: mostly(number), text: mostly(text), list: mostly(list), any: any.clone() }
    }
}

fn pick(sources: &[&str]) -> BoxedStrategy<Piece> {
    let graded = |source: &&str| {
        let grade = if source.contains(" in ") { Grade::Joined } else { Grade::Member };
        ((*source).to_owned(), grade)
    };
    prop::sample::select(sources.iter().map(graded).collect::<Vec<_>>()).boxed()
}

fn member(source: impl Strategy<Value = String> + 'static) -> BoxedStrategy<Piece> {
    source.prop_map(|source| (source, Grade::Member)).boxed()
}

/// What stands alone; inside a macro, its variable too.
fn leaves(inside: bool) -> Typed {
    let x = |sources: &[&'static str]| {
        let mut sources = sources.to_vec();
        sources.extend(["x"; 4].into_iter().filter(|_| inside));
        pick(&sources)
    };
    let number = prop_oneof![
        1 => member(int().prop_map(|int| int.to_string())),
        1 => member((0..40_u32).prop_map(|int| format!("0x{int:x}"))),
        1 => member(double().prop_map(|double| Value::from(double).to_literal())),
        4 => x(&["i", "m.i", "m['i']", "i", "d", "l[0]", "size(w)", "m.absent"]),
    ];
    let literal = member((string(), any::<u8>()).prop_map(|(text, notation)| quoted(&text, notation)));
    let text = prop_oneof![2 => literal, 3 => x(&["s", "m.s", "m['s']", "w[0]", "s", "absent"])];
    let truth =
        x(&["true", "false", "p", "p", "has(m.s)", "has(m.absent)", "'a' in w", "1 in l", "'s' in m", "absent"]);
    let list = x(&["l", "w", "m.w", "[]", "['pilot', 'a']", "[1, 2.0, -3]", "[l, w]", "m.absent"]);
    Typed::new([truth, number.boxed(), text.boxed(), list], pick(&["m", "{'s': 1, 'a': 'b'}", "{}", "null", "n"]))
}

fn joined(
    left: &BoxedStrategy<Piece>,
    operators: &[&'static str],
    right: &BoxedStrategy<Piece>,
) -> BoxedStrategy<Piece> {
    let operator = prop::sample::select(operators.to_vec());
    (left.clone(), operator, right.clone(), any::<bool>())
        .prop_map(|(left, operator, right, bare)| {
            let most = if bare { Grade::Joined } else { Grade::Member };
            (format!("{} {operator} {}", within(&left, most), within(&right, most)), Grade::Joined)
        })
        .boxed()
}

fn signed(sign: &'static str, of: &BoxedStrategy<Piece>) -> BoxedStrategy<Piece> {
    of.clone()
        .prop_map(move |of| {
            let of = within(&of, Grade::Member);
            (if of.starts_with('-') { format!("{sign}({of})") } else { format!("{sign}{of}") }, Grade::Joined)
        })
        .boxed()
}

fn choice(condition: &BoxedStrategy<Piece>, of: &BoxedStrategy<Piece>) -> BoxedStrategy<Piece> {
    (condition.clone(), of.clone(), of.clone())
        .prop_map(|(condition, then, otherwise)| {
            let (condition, then) = (within(&condition, Grade::Joined), within(&then, Grade::Joined));
            (format!("{condition} ? {then} : {}", otherwise.0), Grade::Choice)
        })
        .boxed()
}

/// `of.name(rest)` with one operand in its brackets.
fn method(of: &BoxedStrategy<Piece>, names: &[&'static str], operand: &BoxedStrategy<Piece>) -> BoxedStrategy<Piece> {
    let name = prop::sample::select(names.to_vec());
    let parts = (of.clone(), name, operand.clone());
    member(parts.prop_map(|(of, name, operand)| format!("{}.{name}{})", within(&of, Grade::Member), operand.0)))
}

/// One level more. `body` is what stands in macros, if they may stand here.
fn composed(below: &Typed, body: Option<&Typed>) -> Typed {
    let Typed { truth, number, text, list, any } = below;
    let wrapped = |names: &[&'static str], of: &BoxedStrategy<Piece>| {
        let name = prop::sample::select(names.to_vec());
        member((name, of.clone()).prop_map(|(name, of)| format!("{name}({})", of.0)))
    };
    let order = ["<", "<=", ">", ">=", "==", "!="];
    let patterns = pick(&["r'^a'", "'b$'", "r'[0-9]+'", "''", "'^中.$'", "'(?i)PILOT'", "'a|b'"]);
    let mut truths = prop_oneof![
        6 => joined(truth, &["&&", "||"], truth),
        2 => joined(number, &order, number),
        2 => joined(text, &order, text),
        1 => joined(any, &["==", "!="], any),
        1 => joined(any, &["in"], list),
        1 => signed("!", truth),
        1 => choice(truth, truth),
        2 => method(text, &["startsWith(", "endsWith(", "contains("], text),
        1 => method(text, &["matches("], &patterns),
        1 => member(any.clone().prop_map(|of| format!("has({}.s)", within(&of, Grade::Member)))),
    ]
    .boxed();
    let numbers = prop_oneof![
        4 => joined(number, &["+", "-", "*", "/", "%"], number),
        1 => signed("-", number),
        1 => wrapped(&["int", "double"], number),
        1 => wrapped(&["int", "double", "size"], text),
        1 => method(list, &["size("], &pick(&[""])),
        1 => member((list.clone(), number.clone()).prop_map(|(of, at)| format!("{}[{}]", within(&of, Grade::Member), at.0))),
        1 => choice(truth, number),
    ];
    let texts = prop_oneof![2 => joined(text, &["+"], text), 1 => wrapped(&["string"], text), 1 => choice(truth, text)];
    let pair = (any.clone(), any.clone());
    let mut lists = prop_oneof![
        2 => joined(list, &["+"], list),
        2 => member(pair.clone().prop_map(|(first, second)| format!("[{}, {},]", first.0, second.0))),
        1 => choice(truth, list),
    ]
    .boxed();
    if let Some(body) = body {
        // The oracle takes the keys of a map in no order, so only what no order changes runs over any value.
        let ordered = pick(&["l", "w", "[1, 'a', 0]", "[l, w]", "{'s': 2}", "(l + w)", "l.filter(x, x > 0)"]);
        let quantifiers = ["exists(x, ", "all(x, ", "exists_one(x, "];
        truths = prop_oneof![5 => truths, 1 => method(list, &quantifiers, &body.truth), 1 => method(any, &quantifiers, &body.any)]
            .boxed();
        lists = prop_oneof![
            2 => lists,
            1 => method(&ordered, &["map(x, "], &body.any),
            1 => method(&ordered, &["filter(x, "], &body.truth)
        ]
        .boxed();
    }
    let maps = member(pair.prop_map(|(first, second)| format!("{{'s': {}, \"k\": {}}}", first.0, second.0)));
    Typed::new([truths, numbers.boxed(), texts.boxed(), lists], maps)
}

/// Sources that mostly have a value.
pub(super) fn source() -> impl Strategy<Value = String> {
    let inside = leaves(true);
    let body = composed(&composed(&inside, None), None);
    let body = Typed { any: prop_oneof![inside.any.clone(), body.any.clone()].boxed(), ..body };
    let mut level = leaves(false);
    let mut all = vec![level.any.clone()];
    for _ in 0..3 {
        level = composed(&level, Some(&body));
        all.push(level.any.clone());
    }
    prop::strategy::Union::new(all)
        .prop_map(|(source, _)| source)
        .prop_filter("a long source is no more telling", |source| source.len() <= 400)
}

/// A row of tokens without much sense.
pub(super) fn soup() -> impl Strategy<Value = String> {
    let tokens = [
        "a",
        "m",
        "l",
        "s",
        "i",
        "x",
        "true",
        "null",
        "in",
        "if",
        "1",
        "0",
        "2.5",
        ".5",
        "1e3",
        "0x1F",
        "'a'",
        "\"中\"",
        "r'\\'",
        "'\\x41'",
        "(",
        ")",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "?",
        ".",
        "-",
        "!",
        "+",
        "*",
        "/",
        "%",
        "<",
        ">=",
        "==",
        "!=",
        "&&",
        "||",
        "has(",
        "size(",
        ".s",
        ".size()",
        ".exists(x,",
        ".map(x,",
        ".matches('a')",
        ".contains(",
        "int(",
        "// b\n",
        " ",
        "\n",
        "=",
        "1u",
        "b'a'",
        "中",
        "'",
        "\\",
        "\u{3000}",
        "timestamp(",
        "'2026-01-01T00:00:00Z'",
        "\r",
    ];
    prop::collection::vec(prop::sample::select(tokens.to_vec()), 0..24).prop_map(|tokens| tokens.concat())
}
