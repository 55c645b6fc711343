//! A place is known in YAML and JSON, in texts that are whole and in others.

use super::*;

/// The table and what stands there, at the `|` of a text.
fn at(syntax: Syntax, marked: &str) -> (String, String) {
    let offset = marked.find('|').unwrap();
    let text = marked.replacen('|', "", 1);
    let Cursor { table, at } = cursor(syntax, &text, offset);
    let slice = |span: Span| text.get(span.range()).unwrap_or("?").to_owned();
    let shown = match at {
        At::Nothing => "-".to_owned(),
        At::Header(span) => format!("[{}]", slice(span)),
        At::Key(span) => format!("{}=", slice(span)),
        At::Value { key, text } => {
            format!("{key}: {}", text.map_or("_".to_owned(), |span| format!("`{}`", slice(span))))
        }
    };
    // Where nothing may be written it does not matter in which table.
    (if shown == "-" { String::new() } else { table.join(".") }, shown)
}

#[test]
fn a_place_in_yaml_is_known_by_indentation_and_brackets() {
    for (marked, table, shown) in [
        ("|", "", "="),
        ("sch|ema: 1", "", "schema="),
        ("schema:| ", "", "schema: _"),
        ("project:\n  na|", "project", "na="),
        ("project:\n  na|\n  stage: pilot", "project", "na="),
        ("project:\n  stage: pilot\n  |", "project", "="),
        ("project:\n  stage: pilot\n|", "", "="),
        ("project:\n  stage: |", "project", "stage: _"),
        ("project:\n  stage: pi|lot # x", "project", "stage: `pilot`"),
        ("project:\n  stage: pilot # x|", "", "-"),
        ("project:\n  # x|\n", "", "-"),
        ("project:\n  stage: \"pi|\n  name: x", "project", "stage: `pi`"),
        ("project:\r\n  stage: 'pi|lot'\r\n", "project", "stage: `pilot`"),
        ("answers:\n  people:\n    pur|pose:\n      status: met", "answers.people", "purpose="),
        ("answers:\n  people:\n    purpose:\n      status: m|et\nx: 1", "answers.people.purpose", "status: `met`"),
        ("answers:\n  \"people/purpose\": {status: m|et}", "answers.people/purpose", "status: `met`"),
        ("answers:\n  people/pur|pose: &a\n    status: met", "answers", "people/purpose="),
        ("a:\n  evidence:\n  - docs/a.md\n  - b|.md#c\n", "a", "evidence: `b.md#c`"),
        ("a:\n  evidence:\n    - |\n", "a", "evidence: _"),
        ("a:\n  evidence: [\"docs\", 模|型]\n  b: 1", "a", "evidence: `模型`"),
        ("a:\n  evidence: [docs|\n  b: 1", "a", "evidence: `docs`"),
        ("a:\n  evidence: [docs, |\n  b: 1", "a", "evidence: _"),
        ("a:\n  evidence: [docs\n  b: |", "a", "b: _"),
        ("a:\n  evidence:\n  - path: x|\n    note: y\n", "a.evidence", "path: `x`"),
        ("a:\n  evidence:\n  - path: x\n    no|\n", "a.evidence", "no="),
        ("a:\n  evidence:\n  - {path: x, no|}\n", "a.evidence", "no="),
        ("a:\n  evidence:\n  - {path: x, note: \"|\"}\n", "a.evidence", "note: ``"),
        ("waivers:\n- item: a\n- item: b|\n", "waivers", "item: `b`"),
        ("a:\n  statement: >-\n    status: x|\n\n    y\n  b: 1", "a", "statement: `>-\n    status: x\n\n    y`"),
        ("a:\n  statement: >-\n    x\n  b|: 1", "a", "b="),
        ("---\na: &x !!str b|\n", "", "a: `b`"),
    ] {
        assert_eq!(at(Syntax::Yaml, marked), (table.to_owned(), shown.to_owned()), "{marked}");
    }
}

#[test]
fn a_place_in_json_is_known_by_brackets() {
    for (marked, table, shown) in [
        ("{|", "", "="),
        ("{ \"sch|ema\": 1 }", "", "schema="),
        ("{ \"project\": { \"na|", "project", "na="),
        ("{ \"project\": {\n \"na|\n \"stage\": \"x\" } }", "project", "na="),
        ("{ \"project\": {\n \"na\n \"stage\": \"x|\" } }", "project", "stage: `x`"),
        ("{ \"project\": { \"stage\": | } }", "project", "stage: _"),
        ("{ \"project\": { \"stage\": \"|\" } }", "project", "stage: ``"),
        ("{ \"project\": { \"stage\": \"x\"| } }", "", "-"),
        ("{ \"project\": { \"stage\": \"x\", | } }", "project", "="),
        ("{ \"project\": { \"traits\": [\"a\", |] } }", "project", "traits: _"),
        ("{ \"project\": { \"traits\": [\"a|\nb", "project", "traits: `a`"),
        ("{ \"a\": { \"evidence\": [\"b\", { \"path\": \"x|\" }] } }", "a.evidence", "path: `x`"),
        ("{ \"a\": { \"evidence\": [\"b\", { \"path\": \"x\" }, \"|\"] } }", "a", "evidence: ``"),
        ("{ \"waivers\": [{ \"item\": \"a\" }, { \"item\": \"模😀|\" }] }", "waivers", "item: `模😀`"),
        ("{\n}\n|", "", "="),
        ("\u{feff}{ \"a\\\"b|\": 1 }", "", "a\\\"b="),
    ] {
        assert_eq!(at(Syntax::Json, marked), (table.to_owned(), shown.to_owned()), "{marked}");
    }
}

#[test]
fn all_keys_are_found_each_once() {
    let keys =
        |syntax, text: &str| -> Vec<String> { sets(syntax, text).iter().map(|set| set.path.join(".")).collect() };
    let yaml = "a:\n  b: {c: 1, \"d\": [e, {f: 2}]}\n  g:\n  - h: 1\n    i: 2\n  - h: 3\nj:\n";
    assert_eq!(
        keys(Syntax::Yaml, yaml),
        ["a", "a.b", "a.b.c", "a.b.d", "a.b.d.f", "a.g", "a.g.h", "a.g.i", "a.g.h", "j"]
    );
    let json = "{\"a\": {\"b\": {\"c\": 1, \"d\": [\"e\", {\"f\": 2}]}},\n\"j\": null}";
    assert_eq!(keys(Syntax::Json, json), ["a", "a.b", "a.b.c", "a.b.d", "a.b.d.f", "j"]);
}

#[test]
fn no_byte_of_any_text_is_too_much() {
    let brackets = "[{".repeat(2_000);
    for text in ["\u{feff}a: \"b\n- - {[{'x: |\n  }]]}, : # 模\r\n\t- ? [c]: &x !y *z\n\"\n--- a\n  >\n", &brackets] {
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end) && (*end < 100 || *end == text.len())) {
            for offset in (0..=end + 2).step_by(1 + end / 100) {
                for syntax in [Syntax::Yaml, Syntax::Json] {
                    cursor(syntax, &text[..end], offset);
                }
            }
        }
    }
}
