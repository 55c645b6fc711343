//! The laws of the built-in pack, held against its files as plain data: what the reader of a pack would tell, and what only an editor
//! of the pack would see.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::{Table, Value};

use crate::run::guiju;

mod rewrapped;

/// The order of an item's fields.
const ORDER: [&str; 17] = [
    "title",
    "clauses",
    "requirement",
    "required-when",
    "level",
    "applies",
    "opt-out",
    "waivable",
    "fresh-days",
    "effective-from",
    "question",
    "guidance",
    "evidence",
    "checks",
    "crosswalk",
    "good",
    "bad",
];
/// How many good, and how many bad, cases an item has at least.
const LEAST_CASES: usize = 2;

/// An item's file.
struct Item {
    id: String,
    text: String,
    table: Table,
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/four-principles")
}

fn table(path: &Path) -> (String, Table) {
    let text = fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    let table = toml::from_str(&text).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    (text, table)
}

fn head() -> Table {
    table(&folder().join("pack.toml")).1
}

fn ids(head: &Table, list: &str) -> BTreeSet<String> {
    let listed = head[list].as_array().expect("a list");
    listed.iter().map(|entry| entry["id"].as_str().expect("an id").to_owned()).collect()
}

/// Every item; a file that is none fails.
fn items() -> Vec<Item> {
    let principles = ids(&head(), "principles");
    let mut items = Vec::new();
    for entry in fs::read_dir(folder()).expect("the pack can be listed") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("names are UTF-8").to_owned();
        if !path.is_dir() {
            assert!(
                ["pack.toml", "frameworks.toml", "README.md"].contains(&name.as_str()),
                "{name} is no file of a pack"
            );
            continue;
        }
        assert!(principles.contains(&name), "the folder {name} is no principle");
        for entry in fs::read_dir(&path).expect("a principle can be listed") {
            let path = entry.expect("an entry").path();
            let file = path.file_name().and_then(|name| name.to_str()).expect("names are UTF-8");
            let stem = file.strip_suffix(".toml").unwrap_or_else(|| panic!("{name}/{file} is no item"));
            let (text, table) = table(&path);
            items.push(Item { id: format!("{name}/{stem}"), text, table });
        }
    }
    items.sort_by(|one, other| one.id.cmp(&other.id));
    assert!(items.len() >= 20, "only {} items", items.len());
    items
}

/// Every fault of every item, so that one run tells them all.
fn hold(law: impl Fn(&Item) -> Vec<String>) {
    let wrong: Vec<_> =
        items().iter().flat_map(|item| law(item).into_iter().map(|fault| format!("{}: {fault}", item.id))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every table with both languages below a value, with the key that leads to it.
fn texts<'v>(key: &str, value: &'v Value, found: &mut Vec<(String, &'v Table)>) {
    match value {
        Value::Table(table) if table.contains_key("en") || table.contains_key("zh") => {
            found.push((key.to_owned(), table));
        }
        Value::Table(table) => table.iter().for_each(|(inner, value)| texts(&format!("{key}.{inner}"), value, found)),
        Value::Array(list) => list.iter().for_each(|value| texts(key, value, found)),
        _ => {}
    }
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// What is wrong with the texts below a table, cases left out.
fn text_faults(table: &Table) -> Vec<String> {
    let mut found = Vec::new();
    for (key, value) in table.iter().filter(|(key, _)| !["good", "bad"].contains(&key.as_str())) {
        texts(key, value, &mut found);
    }
    let mut wrong = Vec::new();
    for (key, text) in found {
        let [english, chinese] = ["en", "zh"].map(|tag| text.get(tag).and_then(Value::as_str).unwrap_or_default());
        if english.trim().is_empty() || chinese.trim().is_empty() {
            wrong.push(format!("{key} lacks a language"));
        } else if english == chinese || is_chinese(english) || !is_chinese(chinese) {
            wrong.push(format!("{key} is not in two languages"));
        }
        if key.ends_with("title") && [english, chinese].iter().any(|text| text.ends_with(['.', '。', '!', '！'])) {
            wrong.push(format!("{key} ends like a sentence"));
        }
        if key == "question" && !(english.ends_with('?') && chinese.ends_with('？')) {
            wrong.push("the question is none".to_owned());
        }
        if chinese.contains(|c: char| c.is_ascii_punctuation() && ",;?!".contains(c)) && key == "title" {
            wrong.push(format!("{key} has half-width punctuation in Chinese"));
        }
    }
    wrong
}

#[test]
fn an_item_lies_at_its_id_and_keeps_the_order_of_fields() {
    hold(|item| {
        let kebab = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit())
        };
        let mut wrong = Vec::new();
        if !item.id.split('/').all(kebab) {
            wrong.push("its path is not in kebab-case".to_owned());
        }
        let mut places: Vec<(usize, &str)> = Vec::new();
        for key in item.table.keys() {
            let heads = [format!("\n{key} ="), format!("\n[[{key}]]"), format!("\n[{key}]"), format!("\n[{key}.")];
            let text = format!("\n{}", item.text);
            match heads.iter().filter_map(|head| text.find(head)).min() {
                Some(at) if ORDER.contains(&key.as_str()) => places.push((at, key)),
                _ => wrong.push(format!("{key} is no field")),
            }
        }
        places.sort_unstable();
        let order: Vec<_> = places.iter().filter_map(|(_, key)| ORDER.iter().position(|known| known == key)).collect();
        if !order.is_sorted() {
            wrong.push(format!("its fields stand as {:?}", places.iter().map(|(_, key)| *key).collect::<Vec<_>>()));
        }
        wrong
    });
}

#[test]
fn every_text_stands_in_both_languages() {
    hold(|item| text_faults(&item.table));
    let wrong = text_faults(&head());
    assert!(wrong.is_empty(), "pack.toml: {}", wrong.join("\n"));
}

#[test]
fn every_clause_that_an_item_serves_exists() {
    let clauses = ids(&head(), "clauses");
    assert_eq!(clauses.len(), 50);
    hold(|item| {
        let served: Vec<_> = item.table["clauses"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let unknown = served
            .iter()
            .filter(|clause| !clauses.contains(**clause))
            .map(|clause| format!("there is no clause {clause}"));
        let mut wrong: Vec<_> = unknown.collect();
        if served.is_empty() {
            wrong.push("it serves no clause".to_owned());
        }
        if served.iter().collect::<BTreeSet<_>>().len() < served.len() {
            wrong.push("it serves a clause twice".to_owned());
        }
        wrong
    });
}

/// The words in quotes that stand before `in project.traits`.
fn traits_in(condition: &str) -> Vec<String> {
    let parts: Vec<_> = condition.split(" in project.traits").collect();
    let asked = parts.iter().take(parts.len().saturating_sub(1));
    asked.filter_map(|part| part.trim_end_matches('\'').rsplit('\'').next().map(str::to_owned)).collect()
}

#[test]
fn every_trait_that_a_condition_asks_for_is_declared() {
    assert_eq!(traits_in("'a' in project.traits || ('b-c' in project.traits && x)"), ["a", "b-c"]);
    let declared = ids(&head(), "traits");
    let mut asked: BTreeMap<String, String> = BTreeMap::new();
    for item in items() {
        for key in ["applies", "required-when"] {
            let condition = item.table.get(key).and_then(Value::as_str).unwrap_or_default();
            let count = condition.matches("project.traits").count();
            let found = traits_in(condition);
            assert_eq!(found.len(), count, "{}: a trait of `{condition}` is not understood", item.id);
            asked.extend(found.into_iter().map(|word| (word, item.id.clone())));
        }
        let cases =
            ["good", "bad"].iter().filter_map(|kind| item.table.get(*kind)).filter_map(Value::as_array).flatten();
        for case in cases {
            let words = case.get("project").and_then(|project| project.get("traits")).and_then(Value::as_array);
            for word in words.into_iter().flatten().filter_map(Value::as_str) {
                assert!(declared.contains(word), "{}: a case has the trait {word}, which is not declared", item.id);
            }
        }
    }
    let unknown: Vec<_> = asked.iter().filter(|(word, _)| !declared.contains(*word)).collect();
    assert!(unknown.is_empty(), "not declared: {unknown:?}");
}

#[test]
fn every_trait_is_asked_for_somewhere() {
    let conditions = |item: &Item| {
        let keys = ["applies", "required-when"];
        keys.iter().filter_map(|key| item.table.get(*key)?.as_str()).flat_map(traits_in).collect::<Vec<_>>()
    };
    let asked: BTreeSet<_> = items().iter().flat_map(conditions).collect();
    let idle: Vec<_> = ids(&head(), "traits").into_iter().filter(|id| !asked.contains(id)).collect();
    assert!(idle.is_empty(), "no item asks for {idle:?}");
}

#[test]
fn only_what_was_read_is_called_equivalent() {
    let frameworks = table(&folder().join("frameworks.toml")).1;
    let provisions = frameworks["provisions"].as_array().expect("a list");
    let read: BTreeSet<_> = provisions
        .iter()
        .filter(|provision| provision["basis"].as_str() == Some("text"))
        .map(|provision| (provision["framework"].as_str().unwrap(), provision["id"].as_str().unwrap()))
        .collect();
    hold(|item| {
        let crosswalk = item.table["crosswalk"].as_table().expect("a table");
        let claimed = crosswalk.iter().flat_map(|(framework, listed)| {
            let listed = listed.as_array().expect("a list").iter();
            let equivalent = listed.filter(|mapping| mapping["strength"].as_str() == Some("equivalent"));
            equivalent.map(move |mapping| (framework.as_str(), mapping["provision"].as_str().unwrap()))
        });
        claimed
            .filter(|it| !read.contains(it))
            .map(|it| format!("{it:?} was not read, and is called equivalent"))
            .collect()
    });
}

#[test]
fn every_item_has_its_cases_and_one_of_them_is_chinese() {
    hold(|item| {
        let mut wrong = Vec::new();
        let mut chinese = false;
        let mut names = BTreeSet::new();
        for kind in ["good", "bad"] {
            let cases = item.table.get(kind).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            if cases.len() < LEAST_CASES {
                wrong.push(format!("{} {kind} cases", cases.len()));
            }
            for case in cases {
                let name = case.get("name").and_then(Value::as_str).unwrap_or_default();
                if name.is_empty() || !names.insert(name) {
                    wrong.push(format!("a case has no name of its own: {name:?}"));
                }
                if case.get("expect").is_some() != (kind == "bad") {
                    wrong.push(format!("{name}: a bad case, and no other, says what it expects"));
                }
                let files = case.get("files").and_then(Value::as_table).into_iter().flatten();
                chinese |= files.filter_map(|(_, text)| text.as_str()).any(is_chinese);
            }
        }
        if !chinese {
            wrong.push("no case has Chinese evidence".to_owned());
        }
        wrong
    });
}

#[test]
fn no_pattern_has_a_unicode_word_boundary() {
    hold(|item| {
        let found = item.text.match_indices(r"\b").filter(|(at, _)| {
            let before = &item.text[..*at];
            let line = before.rsplit('\n').next().unwrap_or_default();
            !line.contains("(?-u:") && !line.contains("-u:")
        });
        found.map(|(at, _)| format!("byte {at}: a Unicode word boundary")).collect()
    });
}

#[test]
fn the_cases_of_the_built_in_pack_pass() {
    let output = guiju(&["test", "four-principles"]);
    assert_eq!(output.status, 0, "{}{}", output.stdout, output.stderr);
    let items = items().len();
    assert!(
        output.stdout.contains(&format!("{items} items: ")),
        "{} items in the folder, but {}",
        items,
        output.stdout
    );
}

/// A row in each of the two languages, so that the numbers there cannot grow old.
#[test]
fn the_readme_of_the_pack_counts_its_levels_rightly() {
    let readme = fs::read_to_string(folder().join("README.md")).expect("the pack has a README");
    let mut counts: BTreeMap<i64, [usize; 5]> = BTreeMap::new();
    for item in items() {
        let level = item.table["level"].as_integer().expect("a level");
        let kind = match item.table["requirement"].as_str() {
            Some("required") => 1,
            _ if item.table.contains_key("required-when") => 2,
            Some("recommended") => 3,
            _ => 4,
        };
        let row = counts.entry(level).or_default();
        row[0] += 1;
        row[kind] += 1;
    }
    for (level, row) in counts {
        let ending = format!(" | {} |", row.map(|count| count.to_string()).join(" | "));
        let rows = readme.lines().filter(|line| line.starts_with(&format!("| {level} |")) && line.ends_with(&ending));
        assert_eq!(rows.count(), 2, "level {level} has {row:?}, and the README says otherwise");
    }
}

#[test]
fn every_part_of_an_item_is_noticed_by_one_of_its_cases() {
    let output = guiju(&["test", "four-principles", "--mutate"]);
    assert_eq!(output.status, 0, "{}{}", output.stdout, output.stderr);
    assert!(output.stdout.ends_with(", all noticed\n"), "{}", output.stdout);
    assert!(!output.stdout.contains("not tried"), "{}", output.stdout);
}

#[test]
fn what_is_built_in_is_what_lies_in_the_folder() {
    let output = guiju(&["list", "items", "--format", "json"]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    for item in items() {
        assert!(output.stdout.contains(&format!("\"{}\"", item.id)), "{} is not built in", item.id);
    }
}
