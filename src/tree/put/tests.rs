//! What is put into a text stands in it afterwards, and every other byte as before.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const ORDER: &[&str] = &["status", "statement", "evidence", "reviewed", "owner", "justification", "plan"];

fn text(value: &str) -> Value {
    Value::String(value.to_owned())
}

fn list(values: &[&str]) -> Value {
    Value::Array(values.iter().map(|value| Node { span: Span::default(), value: text(value) }).collect())
}

fn table(entries: &[(&str, Value)]) -> Value {
    Value::Table(Table { entries: entries.iter().map(|(key, value)| entry(key, value.clone())).collect() })
}

fn answer() -> Value {
    let plan = table(&[("action", text("Write it")), ("by", Value::Date(date(2027, 1, 31)))]);
    table(&[("status", text("partial")), ("evidence", list(&["a.md"])), ("plan", plan)])
}

fn toml(before: &str, path: &[&str], value: &Value) -> Option<String> {
    put(before, Syntax::Toml, path, value, ORDER)
}

#[test]
fn a_key_of_toml_stands_behind_the_one_that_it_follows_in_the_layout_that_is_there() {
    for (before, after) in [
        (
            "[a.b]\nstatus = 'met' # so\nplan = {}\n# end\n",
            "[a.b]\nstatus = 'met' # so\nstatement = \"x\"\nplan = {}\n# end\n",
        ),
        ("[a.b]\n\tstatus = 'met'", "[a.b]\n\tstatus = 'met'\n\tstatement = \"x\""),
        ("[a.b]\r\nstatus = 'met'\r\n[c]\r\n", "[a.b]\r\nstatus = 'met'\r\nstatement = \"x\"\r\n[c]\r\n"),
        ("[a.b] # none yet\n\n[c]\n", "[a.b] # none yet\nstatement = \"x\"\n\n[c]\n"),
        (
            "[a.b]\nstatus = 'met'\n[a.b.plan]\nby = 1\n",
            "[a.b]\nstatus = 'met'\nstatement = \"x\"\n[a.b.plan]\nby = 1\n",
        ),
        ("[a]\nb.status = 'met'\nc = 1\n", "[a]\nb.status = 'met'\nb.statement = \"x\"\nc = 1\n"),
        ("[a]\nb = { status = 'met' }\n", "[a]\nb = { status = 'met', statement = \"x\" }\n"),
        ("a = { b = {} }\n", "a = { b = { statement = \"x\" } }\n"),
        ("a = {}\n", "a = { b = { statement = \"x\" } }\n"),
        ("[a.b]\nstatement = '''\nold\n''' # why\n", "[a.b]\nstatement = \"x\" # why\n"),
        (
            "[a.b]\nstatus = 'met'\nevidence = [\n  'c',\n]\n",
            "[a.b]\nstatus = 'met'\nstatement = \"x\"\nevidence = [\n  'c',\n]\n",
        ),
    ] {
        assert_eq!(toml(before, &["a", "b", "statement"], &text("x")).as_deref(), Some(after), "{before}");
    }
}

#[test]
fn in_yaml_it_stands_behind_the_comments_that_belong_to_the_one_that_it_follows() {
    for (before, after) in [
        ("a:\n  b:\n    c: 1\n    # of b\n\n# end\n", "a:\n  b:\n    c: 1\n    # of b\n  n: \"x\"\n\n# end\n"),
        ("a:\n  b: 1\n\n    # of b\nc: 2", "a:\n  b: 1\n\n    # of b\n  n: \"x\"\nc: 2"),
        ("a:\r\n  b: 1 # b\r\n  # of b", "a:\r\n  b: 1 # b\r\n  # of b\r\n\r\n  n: \"x\""),
        ("a:\n  b: 1\n  # of b\n\nc: 2\n", "a:\n  b: 1\n  # of b\n\n  n: \"x\"\n\nc: 2\n"),
        ("a:\n  b: 1\n# of c\nc: 2\n", "a:\n  b: 1\n  n: \"x\"\n# of c\nc: 2\n"),
        (
            "a:\n  b: |\n    # text\n# of c\n  # odd\nc: 2\n",
            "a:\n  b: |\n    # text\n  n: \"x\"\n# of c\n  # odd\nc: 2\n",
        ),
    ] {
        let made = put(before, Syntax::Yaml, &["a", "n"], &text("x"), &[]);
        assert_eq!(made.as_deref(), Some(after), "{before}");
    }
}

#[test]
fn a_list_grows_at_its_end_and_keeps_its_comments() {
    for (before, after) in [
        ("e = ['a']\n", "e = ['a', \"b\"]\n"),
        ("e = ['a',]\n", "e = ['a', \"b\",]\n"),
        ("e = [\n  'a', # first\n]\n", "e = [\n  'a', # first\n  \"b\",\n]\n"),
        ("e = [\n  'a' # first\n]\n", "e = [\n  'a', # first\n  \"b\"\n]\n"),
        ("e = [\n  'a']\n", "e = [\n  'a',\n  \"b\"]\n"),
        ("e = 'a'\n", "e = [\"a\", \"b\"]\n"),
        ("e = []\n", "e = [\"a\", \"b\"]\n"),
        ("e = ['b', 'a']\n", "e = [\"a\", \"b\"]\n"),
    ] {
        assert_eq!(toml(before, &["e"], &list(&["a", "b"])).as_deref(), Some(after), "{before}");
    }
    assert_eq!(toml("[[e]]\npath = 'a'\n", &["e"], &list(&["a", "b"])), None);
    let yaml = put("e: # all\n  - a # first\n  # last\nf: 1\n", Syntax::Yaml, &["e"], &list(&["a", "b"]), &[]);
    assert_eq!(yaml.as_deref(), Some("e: # all\n  - a # first\n  - \"b\"\n  # last\nf: 1\n"));
    let json = put("{\"e\": [\n  \"a\"\n]}", Syntax::Json, &["e"], &list(&["a", "b"]), &[]);
    assert_eq!(json.as_deref(), Some("{\"e\": [\n  \"a\",\n  \"b\"\n]}"));
}

#[test]
fn an_answer_is_added_to_yaml_in_its_own_steps() {
    let written = "status: \"partial\"\n        evidence: [\"a.md\"]\n        plan:\n            action: \"Write it\"\n            by: 2027-01-31\n";
    for (before, after) in [
        (
            "answers:\n    p:\n        m: {status: met} # so\n# end\n",
            "answers:\n    p:\n        m: {status: met} # so\n        n:\n            status: \"partial\"\n            evidence: [\"a.md\"]\n            \
             plan:\n                action: \"Write it\"\n                by: 2027-01-31\n# end\n"
                .to_owned(),
        ),
        ("answers: {p: {}}\n", "answers: {p: { n: { status: \"partial\", evidence: [\"a.md\"], plan: { action: \"Write it\", by: 2027-01-31 } } }}\n".to_owned()),
        (
            "project:\n    name: x\nanswers:\n    p:\n",
            format!("project:\n    name: x\nanswers:\n    p:\n        n:\n            {}", written.replace("\n        ", "\n            ")),
        ),
        (
            "schema: 1\nq:\n  m: |\n    text\n",
            "schema: 1\nq:\n  m: |\n    text\nanswers:\n  p:\n    n:\n      status: \"partial\"\n      evidence: [\"a.md\"]\n      \
             plan:\n        action: \"Write it\"\n        by: 2027-01-31\n"
                .to_owned(),
        ),
    ] {
        let made = put(before, Syntax::Yaml, &["answers", "p", "n"], &answer(), ORDER);
        assert_eq!(made.as_deref(), Some(after.as_str()), "{before}");
    }
}

#[test]
fn values_of_yaml_are_written_over_wherever_they_stand() {
    for (before, after) in [
        ("a:\n  s: old # why\n  t: 1\n", "a:\n  s: \"x\" # why\n  t: 1\n"),
        ("a:\n  s: |\n    one\n    two\n  t: 1\n", "a:\n  s: \"x\"\n  t: 1\n"),
        ("a:\n  s:\n  t: 1\n", "a:\n  s: \"x\"\n  t: 1\n"),
        ("a:\n  s:\n  - one\n  t: 1\n", "a:\n  s: \"x\"\n  t: 1\n"),
        ("a: {s: 'old', t: 1}\n", "a: {s: \"x\", t: 1}\n"),
        ("a:\n  t: 1", "a:\n  t: 1\n  s: \"x\""),
    ] {
        let made = put(before, Syntax::Yaml, &["a", "s"], &text("x"), &[]);
        assert_eq!(made.as_deref(), Some(after), "{before}");
    }
    // What an alias names stands elsewhere as well, and may not change there.
    for before in ["b: &s old\na:\n  s: *s\n", "b: &s {c: 1}\na:\n  s: *s\n"] {
        let made = put(before, Syntax::Yaml, &["a", "s"], &text("x"), &[]);
        assert!(made.is_none_or(|made| made.starts_with(before.split_once("\na").unwrap().0)), "{before}");
    }
}

#[test]
fn an_answer_is_added_to_json_in_its_own_layout() {
    for (before, after) in [
        (
            "{\n    \"answers\": {\n        \"p\": {\n            \"m\": {}\n        }\n    }\n}\n",
            "{\n    \"answers\": {\n        \"p\": {\n            \"m\": {},\n            \"n\": {\n                \"status\": \"partial\",\n                \
             \"evidence\": [\"a.md\"],\n                \"plan\": {\n                    \"action\": \"Write it\",\n                    \
             \"by\": \"2027-01-31\"\n                }\n            }\n        }\n    }\n}\n",
        ),
        (
            "{\"schema\": 1}",
            "{\"schema\": 1, \"answers\": { \"p\": { \"n\": { \"status\": \"partial\", \"evidence\": [\"a.md\"], \"plan\": { \"action\": \"Write it\", \"by\": \"2027-01-31\" } } } }}",
        ),
        (
            "{\n\t\"answers\": {}\n}",
            "{\n\t\"answers\": {\n\t\t\"p\": {\n\t\t\t\"n\": {\n\t\t\t\t\"status\": \"partial\",\n\t\t\t\t\"evidence\": [\"a.md\"],\n\t\t\t\t\"plan\": {\n\
             \t\t\t\t\t\"action\": \"Write it\",\n\t\t\t\t\t\"by\": \"2027-01-31\"\n\t\t\t\t}\n\t\t\t}\n\t\t}\n\t}\n}",
        ),
    ] {
        let made = put(before, Syntax::Json, &["answers", "p", "n"], &answer(), ORDER);
        assert_eq!(made.as_deref(), Some(after), "{before}");
    }
}

#[test]
fn a_table_over_a_table_changes_its_keys_alone() {
    let plan = table(&[("action", text("New")), ("by", Value::Date(date(2027, 1, 31)))]);
    let made = toml("[a.plan]\n# who\nowner = 'me'\naction = 'Old'\n", &["a", "plan"], &plan);
    assert_eq!(made.as_deref(), Some("[a.plan]\n# who\nowner = 'me'\naction = \"New\"\nby = 2027-01-31\n"));
}

/// Manifests in layouts of all kinds. Between the bars stands what may change; where nothing does, an answer may be added there.
const LAYOUTS: &[(Syntax, &str)] = &[
    (
        Syntax::Toml,
        "\u{feff}# 甲\r\n[answers.p.n] # so\r\n|status = 'met'\r\nevidence = [\r\n  'a.md', # 乙\r\n]\r\n|# end",
    ),
    (Syntax::Toml, "[answers]\n|p.n.status = \"met\"\np.n.statement = '''\nold\n'''\n|[other]\nx = 1\n"),
    (Syntax::Toml, "answers = { p = { n = { |status = 'met'| } } } # closed\n"),
    (Syntax::Toml, "[answers.\"p\".n]\n||[answers.p.n.plan]\naction = 'x'\n"),
    (
        Syntax::Yaml,
        "# 甲\nanswers:\n  p:\n    n:\n      |status: met # so\n      statement: >-\n        old\n        text|\n\n# end\n",
    ),
    (Syntax::Yaml, "{answers: {p: {n: {|status: met|}}}}\n"),
    (Syntax::Yaml, "other: {}\n||"),
    (Syntax::Json, "{\n  \"answers\": { \"p\": { \"n\": { |\"status\": \"met\"| } } }\n}\n"),
    (Syntax::Json, "{||}"),
];

proptest! {
    #[test]
    fn any_text_reads_back_and_only_a_stretch_changes(layout in 0..LAYOUTS.len(), typed in any::<String>(), path in "\\PC{0,20}") {
        let (syntax, marked) = LAYOUTS[layout];
        let parts: Vec<_> = marked.split('|').collect();
        let mut made = parts.concat();
        for (key, value) in [("statement", text(&typed)), ("evidence", list(&["a.md", &path])), ("status", text("partial"))] {
            let whole = ["answers", "p", "n", key];
            let next = put(&made, syntax, &whole, &value, ORDER);
            prop_assert!(next.is_some(), "{made}\n{key}");
            let next = next.unwrap();
            let read = syntax.parse_as_written(&next);
            prop_assert_eq!(&read.problems, &[]);
            let root = read.root.unwrap();
            let meant = Node { span: Span::default(), value };
            prop_assert!(alike(at(&root, &whole).unwrap(), &meant));
            prop_assert!(next.starts_with(parts[0]) && next.ends_with(parts[2]), "{}", next);
            made = next;
        }
        let twice = put(&made, syntax, &["answers", "p", "n", "statement"], &text(&typed), ORDER);
        prop_assert_eq!(twice.map(|twice| twice.len()), Some(made.len()));
    }

    #[test]
    fn hostile_pages_are_never_harmed(page in "[a-c.=\\[\\]{}'\"\n:# ,-]{0,40}", typed in any::<String>()) {
        for syntax in [Syntax::Toml, Syntax::Yaml, Syntax::Json] {
            if let Some(made) = put(&page, syntax, &["a", "b"], &text(&typed), &[]) {
                let (before, after) = (syntax.parse_as_written(&page), syntax.parse_as_written(&made));
                prop_assert!(after.problems.len() <= before.problems.len());
                let wanted = with(&before.root.unwrap(), &["a", "b"], &text(&typed)).unwrap();
                prop_assert!(alike(&after.root.unwrap(), &wanted));
            }
        }
    }
}
