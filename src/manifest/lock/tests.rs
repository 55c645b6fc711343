//! Locks that are sound, and locks that are not.

use jiff::civil::date;

use super::*;

const DIGEST: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const BLOB: &str = "ce013625030ba8dba906f756967f9e9ca394464a";

fn record(item: &str, evidence: &str) -> Record {
    Record {
        item: item.into(),
        evidence: evidence.into(),
        sha256: DIGEST.into(),
        git_blob: Some(BLOB.into()),
        reviewed: date(2026, 10, 12),
        by: "Maria Okafor".into(),
    }
}

fn read(text: &str) -> (Vec<Record>, Vec<(Code, String)>) {
    let source = Source::new("governance.lock", text.to_owned());
    let (lock, problems) = read_lock(&source);
    let told = problems.into_iter().map(|problem| (problem.code, source.slice(problem.span).to_owned()));
    (lock.reviews().iter().map(Review::record).collect(), told.collect())
}

fn sound() -> String {
    write_lock("ferry", &["four-principles"], vec![record("a/b", "x.md"), record("a/c", "x.md#y")])
}

#[test]
fn what_is_written_is_read_again_and_written_the_same() {
    let hostile = "a\"\\\u{1b}[2J\u{202e}\n'''\u{7f}中文🛳#= [[reviews]]";
    let records = vec![
        record("security/red-team", "docs/b.md"),
        Record {
            by: "Ana \"Ñ\" \\ Reis\u{202e}\u{1b}[2J".into(),
            git_blob: None,
            ..record("people/purpose", &format!("{hostile}.md#停用"))
        },
        record("people/purpose", "docs/a.md"),
    ];
    let text = write_lock(hostile, &["acme", "four-principles", "acme"], records.clone());
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7f}']), "{text}");
    let source = Source::new("governance.lock", text.clone());
    let (lock, problems) = read_lock(&source);
    assert_eq!(problems, []);
    assert_eq!(lock.project.map(|name| name.value).as_deref(), Some(hostile));
    let packs: Vec<_> = lock.packs.iter().map(|pack| pack.value.as_str()).collect();
    assert_eq!(packs, ["acme", "four-principles"]);
    let mut sorted = records;
    sorted.sort();
    let (again, _) = read(&text);
    assert_eq!(again, sorted);
    assert_eq!(write_lock(hostile, &packs, again), text);
}

#[test]
fn the_later_of_two_records_is_written() {
    let later = Record { reviewed: date(2026, 11, 1), ..record("a/b", "x.md") };
    let (records, _) =
        read(&write_lock("f", &["p"], vec![record("a/b", "x.md"), record("a/a", "x.md"), later.clone()]));
    assert_eq!(records, [record("a/a", "x.md"), later]);
}

#[test]
fn an_item_finds_its_reviews_and_only_those() {
    let records = vec![record("a/b", "2.md"), record("a/b", "1.md"), record("a/bb", "3.md"), record("a/a", "4.md")];
    let source = Source::new("governance.lock", write_lock("f", &["p"], records));
    let (lock, _) = read_lock(&source);
    for (item, expected) in [("a/b", vec!["1.md", "2.md"]), ("a/bb", vec!["3.md"]), ("a", vec![]), ("a/c", vec![])] {
        let found: Vec<_> = lock.of(item).iter().map(|review| review.evidence.value.as_str()).collect();
        assert_eq!(found, expected, "{item}");
    }
}

#[test]
fn every_fault_is_told_at_its_place() {
    let sound = sound();
    for (from, to, expected) in [
        ("", "", vec![]),
        ("\n", "\r\n", vec![]),
        ("\nby = ", "\nbye = ", vec![(Code::MissingKey, "[[reviews]]"), (Code::UnknownKey, "bye")]),
        ("\"Maria Okafor\"", "\"TBD\"", vec![(Code::BadValue, "\"TBD\"")]),
        ("\"a/b\"", "\"\"", vec![(Code::BadValue, "\"\"")]),
        (DIGEST, "e3b0", vec![(Code::BadValue, "\"e3b0\"")]),
        (BLOB, "--textconv", vec![(Code::BadValue, "\"--textconv\"")]),
        ("2026-10-12", "2026-13-12", vec![(Code::BadValue, "2026-13-12")]),
        ("2026-10-12", "\"2026-10-12\"", vec![(Code::WrongType, "\"2026-10-12\"")]),
        ("schema = 1", "schema = 2", vec![(Code::BadValue, "2")]),
        ("schema = 1\n", "", vec![(Code::MissingKey, "project")]),
        ("x.md#y", "x.md", vec![]),
        ("a/c", "a/b", vec![]),
        ("project = \"ferry\"", "reviews = 3", vec![(Code::MissingKey, "schema"), (Code::WrongType, "3")]),
    ] {
        let count = if from == "\n" { usize::MAX } else { 1 };
        let text = if from.is_empty() { sound.clone() } else { sound.replacen(from, to, count) };
        let (_, told) = read(&text);
        for (code, slice) in &expected {
            assert!(told.iter().any(|(own, at)| own == code && at.contains(slice)), "{from} → {to}: {told:?}");
        }
        assert!(!expected.is_empty() || told.is_empty(), "{from} → {to}: {told:?}");
    }
}

#[test]
fn of_two_entries_alike_the_first_counts() {
    let text = sound().replace("a/c", "a/b").replace("x.md#y", "x.md");
    let second = text.rfind("2026-10-12").unwrap();
    let text = format!("{}2026-11-01{}", &text[..second], &text[second + 10..]);
    let (records, told) = read(&text);
    assert_eq!(records, [record("a/b", "x.md")]);
    assert_eq!(told, [(Code::BadValue, "\"x.md\"".to_owned())]);
}

#[test]
fn a_merge_that_is_not_over_is_told_and_nothing_else() {
    let text = sound().replacen("sha256", "<<<<<<< HEAD\nsha256", 1).replacen("by =", "=======\n>>>>>>> b\nby =", 1);
    let (records, told) = read(&text);
    assert_eq!(records, []);
    assert_eq!(told, [(Code::Syntax, "<<<<<<< HEAD".to_owned())]);
}

#[test]
fn hostile_text_is_read_in_time() {
    for text in ["[".repeat(100_000), "[[reviews]]\n".repeat(20_000), "\u{0}\n".repeat(1000), "= = =\n".repeat(20_000)]
    {
        let (records, told) = read(&text);
        assert!(records.is_empty() && !told.is_empty());
    }
}
