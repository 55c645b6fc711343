//! What is plain is read as the whole parser reads it; what is not is left to it.

use proptest::prelude::*;

use super::super::parse_whole;
use super::*;

/// Both readings of a text as text, since a number that is none equals nothing. None where the text is not plain.
fn both(text: &str) -> Option<[String; 2]> {
    let root = read(text)?;
    let whole = parse_whole(text);
    assert_eq!(whole.problems, [], "{text:?}");
    Some([root, whole.root?].map(|root| format!("{root:?}")))
}

#[test]
fn what_people_write_is_plain() {
    for text in [
        "",
        "\u{feff}# 名\r\n\r\na = 1 # one\r\n",
        "a = 'x'\nb = \"\\u00e9\\n\"\nc = '''\nx'''\nd = \"\"\"\n x \\\n y\"\"\"\n",
        "a = 0x1f\nb = 1_000\nc = 1e5\nd = -inf\ne = nan\nf = true\ng = 2026-01-31\nh = 2026-01-31T10:00:00Z\n",
        "a = [1, [2, { b = 'x', c = {} }], ]\nb = []\nc = { d = [ { e = 1 } ], f = 2 }\n",
        "[a.b]\nx = 1\n[a.c]\nx = 1\n[a . \"d e\" . 'f']\n[[g]]\n[[g]]\nx = 1\n[g.h]\ny = 1\n[[g.i]]\n[[g]]\n[g.h]\n",
        "[a]\nx = 1\n[a.b]\ny = 2\n[a.b.c.d]\n",
    ] {
        let [plain, whole] = both(text).unwrap_or_else(|| panic!("{text:?}"));
        assert_eq!(plain, whole, "{text:?}");
    }
}

#[test]
fn what_is_wrong_or_unusual_is_left_to_the_whole_parser() {
    for text in [
        "a = \n",
        "a = 1\na = 2\n",
        "a = { b = 1, b = 2 }\n",
        "a = 1 b = 2\n",
        "a.b = 1\n",
        "a = { b.c = 1 }\n",
        "[a.b]\n[a]\n",
        "[a]\n[a]\n",
        "[a]\n[[a]]\n",
        "[[a]]\n[a]\n",
        "a = 1\n[a]\n",
        "a = {}\n[a.b]\n",
        "a = [{}]\n[[a]]\n",
        "a = [{}]\n[a.b]\n",
        "[]\n",
        "[a\n",
        "a = 12:30:00\n",
        "a = 2026-02-30\n",
        "a = 99999999999999999999\n",
        "a = 1e999\n",
        "a = \"\\q\"\n",
        "a = 1 # \u{7}\n",
        "a = 1\r",
        "\0",
    ] {
        assert_eq!(read(text), None, "{text:?}");
    }
    let keys = (0..=MOST_KEYS).map(|key| format!("k{key} = 1\n")).collect::<Vec<_>>().concat();
    assert_eq!(read(&keys), None);
    assert_eq!(read(&format!("a = {}{}\n", "[".repeat(DEEPEST + 1), "]".repeat(DEEPEST + 1))), None);
    assert_eq!(read(&format!("[a{}]\n", ".a".repeat(DEEPEST))), None);
}

#[test]
fn the_examples_are_plain() {
    for text in [
        include_str!("../../../../examples/clinic-triage/governance.toml"),
        include_str!("../../../../examples/river-watch/governance.toml"),
        include_str!("../../../../rules/four-principles/pack.toml"),
    ] {
        let [plain, whole] = both(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(plain, whole);
    }
}

/// A value, sound for the most part, with others in it.
fn value() -> impl Strategy<Value = String> {
    let scalar = prop::sample::select(vec![
        "1",
        "-1",
        "0x1F",
        "1_0",
        "1.5",
        "1e3",
        "inf",
        "nan",
        "true",
        "'x'",
        "\"x\\n\"",
        "\"\\q\"",
        "'''\nx'''",
        "''",
        "2026-01-31",
        "2026-02-30",
        "12:30:00",
        "2026-01-31T10:00:00Z",
        "99999999999999999999",
        "1e999",
        "模",
        "",
    ])
    .prop_map(str::to_owned);
    scalar.prop_recursive(3, 12, 3, |inner| {
        let entry = (key(), inner.clone()).prop_map(|(key, value)| format!("{key} = {value}"));
        prop_oneof![
            prop::collection::vec(inner, 0..3).prop_map(|values| format!("[{}]", values.join(", "))),
            prop::collection::vec(entry, 0..3).prop_map(|entries| format!("{{ {} }}", entries.join(", "))),
        ]
    })
}

/// A key out of few, so that some stand twice; here and there a dotted one.
fn key() -> impl Strategy<Value = String> {
    let plain = prop::sample::select(vec!["a", "b", "c", "\"a\"", "'b'", "\"d e\"", "a.b", "b . c"]);
    plain.prop_map(str::to_owned)
}

fn statements() -> impl Strategy<Value = String> {
    let path = || prop::collection::vec(key(), 1..4).prop_map(|keys| keys.join("."));
    let statement = prop_oneof![
        4 => (key(), value()).prop_map(|(key, value)| format!("{key} = {value}")),
        3 => path().prop_map(|path| format!("[{path}]")),
        2 => path().prop_map(|path| format!("[[{path}]]")),
        1 => prop::sample::select(vec!["# said", "", "a", "[a", "\u{feff}"]).prop_map(str::to_owned),
    ];
    let end = prop::sample::select(vec!["\n", "\r\n", " # said\n", "\n\n"]);
    prop::collection::vec((statement, end).prop_map(|(statement, end)| statement + end), 0..8)
        .prop_map(|statements| statements.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn what_is_plain_is_read_as_the_whole_parser_reads_it(text in statements()) {
        if let Some([plain, whole]) = both(&text) {
            prop_assert_eq!(plain, whole, "{:?}", text);
        }
    }

    #[test]
    fn so_are_values(text in (key(), value()).prop_map(|(key, value)| format!("{key} = {value}\n"))) {
        if let Some([plain, whole]) = both(&text) {
            prop_assert_eq!(plain, whole, "{:?}", text);
        }
    }
}
