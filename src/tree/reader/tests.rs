//! What the reader says of sound and unsound tables.

use super::*;
use crate::tree::toml;

/// Reads a text the way a caller does, and gives what was told: code, slice, English message, help.
fn told(text: &str) -> Vec<(Code, String, String, String)> {
    let parsed = toml::parse(text);
    let root = parsed.root.unwrap();
    let mut reader = Reader::new(text, parsed.problems);
    let mut fields = reader.table(&root, text!("the manifest", "清单")).unwrap();
    fields.required_string(&mut reader, "name");
    fields.optional_word(&mut reader, "stage", &[("research", 1), ("production", 2)]);
    fields.optional_date(&mut reader, "assessed");
    fields.optional_integer(&mut reader, "level", 1..=9);
    fields.optional_number(&mut reader, "most");
    fields.optional_bool(&mut reader, "waivable");
    fields.strings(&mut reader, "traits");
    for mut waiver in fields.tables(&mut reader, "waivers", &text!("a waiver", "豁免")) {
        waiver.required_string(&mut reader, "item");
        waiver.finish(&mut reader);
    }
    fields.finish(&mut reader);
    let slice = |span: Span| text[span.range()].to_owned();
    let problems = reader.problems().into_iter();
    problems.map(|p| (p.code, slice(p.span), p.message.en, p.help.unwrap_or_default().en)).collect()
}

#[test]
fn each_unsound_value_is_told_with_what_to_write() {
    for (line, code, slice, message, help) in [
        ("name = 5", Code::WrongType, "5", "`name` must be a text", "write \"5\""),
        ("name = ' '", Code::BadValue, "' '", "`name` is empty", "write something, or leave it out"),
        ("name = ''\nstage = 'x'", Code::BadValue, "''", "`name` is empty", "write something, or leave it out"),
        ("stage = 'prod'", Code::BadValue, "'prod'", "`stage` cannot be `prod`", "did you mean \"production\"?"),
        ("stage = 'x'", Code::BadValue, "'x'", "`stage` cannot be `x`", "it may be \"research\", \"production\""),
        (
            "assessed = '2026-01-02'",
            Code::WrongType,
            "'2026-01-02'",
            "`assessed` must be a day",
            "write it without quotes: 2026-01-02",
        ),
        ("assessed = 'soon'", Code::BadValue, "'soon'", "`assessed` is not a day", "write 2026-01-31"),
        ("assessed = 5", Code::WrongType, "5", "`assessed` must be a day", "write a day as 2026-01-31"),
        ("level = 10", Code::BadValue, "10", "`level` cannot be 10", "write a number from 1 to 9"),
        ("level = '1'", Code::WrongType, "'1'", "`level` must be a whole number", "write it without quotes: 1"),
        ("most = nan", Code::BadValue, "nan", "`most` must be finite", "write a number such as 0.5"),
        ("waivable = 'no'", Code::WrongType, "'no'", "`waivable` must be true or false", "write false"),
        ("traits = 'a'", Code::WrongType, "'a'", "`traits` must be a list of texts", "write ['a']"),
        ("traits = ['a', 5]", Code::WrongType, "5", "an element of `traits` must be a text", "write \"5\""),
        ("stagee = 'x'", Code::UnknownKey, "stagee", "the manifest knows no key `stagee`", "did you mean `stage`?"),
        ("[[waivers]]", Code::MissingKey, "[[waivers]]", "a waiver lacks `item`", "add `item = \"…\"`"),
        ("[waivers]", Code::WrongType, "[waivers]", "`waivers` must be a list of tables", ""),
    ] {
        let text = if line.starts_with("name") { line.to_owned() } else { format!("name = 'x'\n{line}\n") };
        let told = told(&text);
        let want = (code, slice.to_owned(), message.to_owned(), help.to_owned());
        assert_eq!(told.first(), Some(&want), "{line}");
    }
}

#[test]
fn all_is_told_in_one_run_in_the_order_of_the_file() {
    let told = told("stage = 'x'\nlevel = 0\nbudget = 1\n[[waivers]]\nitm = 'a'\n");
    let codes: Vec<Code> = told.iter().map(|(code, ..)| *code).collect();
    assert_eq!(
        codes,
        [Code::MissingKey, Code::BadValue, Code::BadValue, Code::UnknownKey, Code::MissingKey, Code::UnknownKey]
    );
    assert_eq!(told[0].1, "stage", "what the file lacks is shown at its first key");
}

#[test]
fn chinese_sentences_have_no_stray_space() {
    let text = "traits = [5]\nname = 5\nwaivers = [5]\nx = 1\n";
    let parsed = toml::parse(text);
    let root = parsed.root.unwrap();
    let mut reader = Reader::new(text, parsed.problems);
    let mut fields = reader.table(&root, text!("the manifest", "清单")).unwrap();
    fields.strings(&mut reader, "traits");
    fields.required_string(&mut reader, "name");
    fields.tables(&mut reader, "waivers", &text!("a waiver", "豁免"));
    fields.required_string(&mut reader, "owner");
    fields.finish(&mut reader);
    let messages: Vec<String> = reader.problems().into_iter().map(|problem| problem.message.zh).collect();
    assert_eq!(
        messages,
        [
            "清单缺少 `owner`",
            "`traits` 的元素应为文字",
            "`name` 应为文字",
            "`waivers` 的元素应为表",
            "清单中没有 `x` 这个键"
        ]
    );
}

#[test]
fn what_is_broken_is_told_once() {
    for text in [
        "name\n",
        "name =\n",
        "name = x\n",
        "name = 'x'\nlevel = [1\n",
        "name = 'x'\nassessed = 2026-02-30\n",
        "name = 'x'\n[[waivers]\nitem = 'x'\n",
    ] {
        assert_eq!(told(text).len(), 1, "{text:?}: {:?}", told(text));
    }
}

#[test]
fn the_order_of_fields_is_kept() {
    for (text, told) in [
        ("title = 1\nlevel = 1\n[x]\n", None),
        ("title = 1\nx = 1\nclauses = 1\nlevel = 2\n", None),
        ("level = 1\ntitle = 1\nclauses = 1\n", Some("`title` belongs before `level`")),
        ("title = 1\nlevel = 1\nclauses = 1\n", Some("`clauses` belongs before `level`")),
    ] {
        let root = toml::parse(text).root.unwrap();
        let mut reader = Reader::new(text, Vec::new());
        let fields = reader.table(&root, text!("the item", "条目")).unwrap();
        fields.expect_order(&mut reader, &["title", "clauses", "level"]);
        let problems = reader.problems();
        assert_eq!(problems.first().map(|problem| problem.message.en.as_str()), told, "{text:?}");
    }
}

#[test]
fn names_that_somebody_chose_are_not_unknown() {
    let text = "[a]\n[b]\n";
    let root = toml::parse(text).root.unwrap();
    let mut reader = Reader::new(text, Vec::new());
    let mut fields = reader.table(&root, text!("answers", "回答")).unwrap();
    assert_eq!(fields.entries().iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    fields.finish(&mut reader);
    assert_eq!(reader.count(), 0);
}
