//! What the reader says of sound and unsound tables.

use super::keys::Choice;
use super::kinds::{Day, Each, Flag, Localised, Number, Texts, Whole, Word};
use super::*;
use crate::tree::toml;

const NAME: Key<Plain> = Key::needed("name", Plain, "What it is called", "名称");
const STAGE: Key<Word<u8>> = Key::optional("stage", Word(&[("research", 1), ("production", 2)]), "Where it is", "阶段");
const ASSESSED: Key<Day> = Key::optional("assessed", Day, "When", "日期");
const LEVEL: Key<Whole> = Key::optional("level", Whole(1, 9), "How far", "等级");
const MOST: Key<Number> = Key::optional("most", Number, "At most", "上限");
const WAIVABLE: Key<Flag> = Key::optional("waivable", Flag, "Whether", "可否豁免");
const TRAITS: Key<Texts> = Key::optional("traits", Texts, "Which", "特征");
const TITLE: Key<Localised> = Key::optional("title", Localised, "In both languages", "标题");
const WAIVERS: Key<Each> = Key::optional("waivers", Each::of(&WAIVER), "Which", "豁免");
const MANIFEST: Shape = Shape::new(
    "manifest",
    ["the manifest", "清单"],
    &[&NAME, &STAGE, &ASSESSED, &LEVEL, &MOST, &WAIVABLE, &TRAITS, &TITLE, &WAIVERS],
);
const ITEM: Key<Plain> = Key::needed("item", Plain, "Which", "条目");
const WAIVER: Shape = Shape::new("waiver", ["a waiver", "豁免"], &[&ITEM]);

/// Reads a text the way a caller does, and gives what was told: code, slice, English message, help.
fn told(text: &str) -> Vec<(Code, String, String, String)> {
    let parsed = toml::parse(text);
    let root = parsed.root.unwrap();
    let mut reader = Reader::new(text, parsed.problems);
    let fields = reader.table(&root, &MANIFEST).unwrap();
    fields.read(&mut reader, &NAME);
    fields.read(&mut reader, &STAGE);
    fields.read(&mut reader, &ASSESSED);
    fields.read(&mut reader, &LEVEL);
    fields.read(&mut reader, &MOST);
    fields.read(&mut reader, &WAIVABLE);
    fields.read(&mut reader, &TRAITS);
    fields.read(&mut reader, &TITLE);
    for waiver in fields.read(&mut reader, &WAIVERS).unwrap_or_default() {
        waiver.read(&mut reader, &ITEM);
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
        (
            "title = 'x'",
            Code::WrongType,
            "'x'",
            "`title` must be a text in both languages",
            "write { en = \"…\", zh = \"…\" }",
        ),
        ("title = { en = 'x' }", Code::MissingKey, "{ en = 'x' }", "the text `title` lacks `zh`", "add `zh = \"…\"`"),
        (
            "title = { en = 'x', zh = 'x', zu = 'x' }",
            Code::UnknownKey,
            "zu",
            "the text `title` knows no key `zu`",
            "did you mean `zh`?",
        ),
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
    let fields = reader.table(&root, &MANIFEST).unwrap();
    fields.read(&mut reader, &TRAITS);
    fields.read(&mut reader, &NAME);
    fields.read(&mut reader, &WAIVERS);
    fields.missing(&mut reader, &ITEM);
    fields.finish(&mut reader);
    let messages: Vec<String> = reader.problems().into_iter().map(|problem| problem.message.zh).collect();
    assert_eq!(
        messages,
        [
            "清单缺少 `item`",
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
    const ORDERED: Shape = Shape::new("item", ["the item", "条目"], &[&TITLE, &TRAITS, &LEVEL]);
    for (text, told) in [
        ("title = 1\nlevel = 1\n[x]\n", None),
        ("title = 1\nx = 1\ntraits = 1\nlevel = 2\n", None),
        ("level = 1\ntitle = 1\ntraits = 1\n", Some("`title` belongs before `level`")),
        ("title = 1\nlevel = 1\ntraits = 1\n", Some("`traits` belongs before `level`")),
    ] {
        let root = toml::parse(text).root.unwrap();
        let mut reader = Reader::new(text, Vec::new());
        let fields = reader.table(&root, &ORDERED).unwrap();
        fields.expect_order(&mut reader);
        let problems = reader.problems();
        assert_eq!(problems.first().map(|problem| problem.message.en.as_str()), told, "{text:?}");
    }
}

#[test]
fn names_that_somebody_chose_are_not_unknown() {
    let root = toml::parse("[a]\n[b]\n").root.unwrap();
    let mut reader = Reader::new("", Vec::new());
    let entries = reader.entries(&root, Name::Key("answers")).unwrap();
    assert_eq!(entries.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(reader.count(), 0);
}

#[test]
fn keys_that_stand_for_each_other_are_found() {
    const CHOICE: Shape =
        Shape::new("check", ["a check", "检查"], &[&NAME, &LEVEL, &MOST]).with(Choice::One(&[MOST.name, LEVEL.name]));
    let text = "name = 'x'\nlevel = 1\nmost = 2\n";
    let root = toml::parse(text).root.unwrap();
    let fields = Reader::new(text, Vec::new()).table(&root, &CHOICE).unwrap();
    assert_eq!(fields.chosen().iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["most", "level"]);
}
