//! The schemas and the reader, held against each other: a pack that uses every key is taken by both; made wrong at one key, in each way
//! that a schema knows, it is refused by both.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::civil::date;
use serde_json::{Map, Value, json};

use super::{File, schema};
use crate::cases::Ready;
use crate::evidence::Memory;
use crate::judge::Judge;
use crate::locale::Locale;
use crate::manifest;
use crate::pack::Details;
use crate::source::Source;
use crate::tree::{self, Node, Syntax};

/// The files of the pack that uses every key.
const WHOLE: [(&str, File, &str); 3] = [
    ("acme/on-call.toml", File::Item, include_str!("../../tests/schema/whole/acme/on-call.toml")),
    ("pack.toml", File::Pack, include_str!("../../tests/schema/whole/pack.toml")),
    ("frameworks.toml", File::Frameworks, include_str!("../../tests/schema/whole/frameworks.toml")),
];

/// Those of the pack that it extends.
const BASE: [(&str, &str); 2] = [
    ("base/pack.toml", include_str!("../../tests/schema/base/pack.toml")),
    ("base/base/purpose.toml", include_str!("../../tests/schema/base/base/purpose.toml")),
];

/// Whether guiju takes the pack, with one of its files in another wording: it judges, and its cases pass.
fn is_taken(path: &str, text: &str) -> bool {
    let mut files = Memory::from(BASE);
    for (other, _, own) in WHOLE {
        files.insert(format!("pack/{other}"), if other == path { text } else { own });
    }
    let judge = Judge::new(date(2026, 1, 15)).with_pack_folder(Box::new(files), "./pack");
    let Ok(rulebook) = judge.rulebook() else { return false };
    let Some(item) = rulebook.item("acme/on-call") else { return false };
    let Some(details) = Details::of(item).0 else { return false };
    let passes = |case| {
        let ready = Ready::new(item, case);
        ready.judge(&rulebook, &ready.shelf()).is_ok_and(|difference| difference.is_none())
    };
    details.cases.len() == 4 && details.cases.iter().all(passes)
}

fn as_json(node: &Node) -> Value {
    match &node.value {
        tree::Value::Null => Value::Null,
        tree::Value::Bool(value) => json!(value),
        tree::Value::Integer(value) => json!(value),
        tree::Value::Float(value) => json!(value),
        tree::Value::Date(value) => json!(value.to_string()),
        tree::Value::String(value) => json!(value),
        tree::Value::Array(nodes) => nodes.iter().map(as_json).collect(),
        tree::Value::Table(table) => {
            table.entries.iter().map(|entry| (entry.key.clone(), as_json(&entry.value))).collect::<Map<_, _>>().into()
        }
    }
}

/// A value as TOML on one line. What looks like a day is one.
fn as_toml(value: &Value) -> String {
    match value {
        Value::String(text) if text.parse::<jiff::civil::Date>().is_ok() && text.len() == 10 => text.clone(),
        Value::Array(values) => format!("[{}]", values.iter().map(as_toml).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => {
            let fields = map.iter().map(|(key, value)| format!("{} = {}", json!(key), as_toml(value)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

fn as_file(value: &Value) -> String {
    value.as_object().unwrap().iter().fold(String::new(), |mut text, (key, value)| {
        writeln!(text, "{} = {}", json!(key), as_toml(value)).unwrap();
        text
    })
}

/// A file with everything that can be wrong with it.
struct Faults<'s> {
    file: &'s Value,
    /// What is wrong, and the file with it.
    found: Vec<(String, Value)>,
    /// The keys of the schema that the file has.
    used: BTreeSet<String>,
}

impl Faults<'_> {
    fn wrong(&mut self, place: &str, value: Option<Value>) {
        let mut file = self.file.clone();
        let (parent, key) = place.rsplit_once('/').unwrap();
        let key = key.replace("~1", "/");
        let shown = value.as_ref().map_or("left out".to_owned(), Value::to_string);
        match (file.pointer_mut(parent).unwrap(), value) {
            (Value::Object(map), Some(value)) => drop(map.insert(key, value)),
            (Value::Object(map), None) => drop(map.shift_remove(&key)),
            (Value::Array(list), Some(value)) => list[key.parse::<usize>().unwrap()] = value,
            (Value::Array(list), None) => drop(list.remove(key.parse().unwrap())),
            (other, _) => panic!("{place}: {other}"),
        }
        self.found.push((format!("{place}: {shown}"), file));
    }

    fn walk(&mut self, schema: &Value, place: &str) {
        let value = self.file.pointer(place).unwrap();
        if !place.is_empty() {
            self.outside(schema, place);
        }
        match value {
            Value::Object(map) if schema.get("type").is_some() => self.inside(schema, map.clone(), place),
            // A table among the texts of a list.
            Value::Object(_) => self.walk(&schema["anyOf"][1], place),
            Value::Array(list) => {
                let items = schema.get("items").or_else(|| schema.pointer("/anyOf/1/items"));
                for at in 0..list.len() {
                    // A list of anything says nothing of its elements.
                    if let Some(items) = items {
                        self.walk(items, &format!("{place}/{at}"));
                    }
                }
                let least = schema.get("minItems").or_else(|| schema.pointer("/anyOf/1/minItems"));
                if let Some(least) = least.and_then(Value::as_u64) {
                    let fewer = list.iter().take(usize::try_from(least).unwrap() - 1).cloned();
                    let fewer = fewer.collect();
                    self.wrong(place, Some(fewer));
                }
            }
            _ => {}
        }
    }

    /// What may not stand in the place of a value.
    fn outside(&mut self, schema: &Value, place: &str) {
        let kind = schema.get("type").and_then(Value::as_str);
        let wrong = match (kind, schema.get("enum")) {
            (Some("boolean" | "number" | "integer"), _) => vec![json!("x")],
            (Some(_), _) => vec![json!(true)],
            (None, Some(_)) => vec![json!(true), json!("no-such-word")],
            (None, None) if schema.get("anyOf").is_some() => vec![json!(true)],
            (None, None) => vec![],
        };
        for value in wrong {
            self.wrong(place, Some(value));
        }
        for (key, step) in [("minimum", -1), ("maximum", 1)] {
            if let Some(limit) = schema.get(key).and_then(Value::as_i64) {
                self.wrong(place, Some(json!(limit + step)));
            }
        }
        match schema.get("pattern").and_then(Value::as_str) {
            Some(r"\S") => self.wrong(place, Some(json!("  "))),
            Some(_) => self.wrong(place, Some(json!("No such thing"))),
            None => {}
        }
    }

    /// What may not stand in a table.
    fn inside(&mut self, schema: &Value, map: Map<String, Value>, place: &str) {
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
            for key in map.keys() {
                let inner = match schema.get("patternProperties") {
                    Some(patterns) => &patterns[if key.contains('/') { "/" } else { "^[^/]*$" }],
                    None => &schema["additionalProperties"],
                };
                self.walk(inner, &format!("{place}/{}", key.replace('/', "~1")));
            }
            return;
        };
        self.wrong(&format!("{place}/such-a-key"), Some(json!("x")));
        for (key, inner) in properties {
            if map.contains_key(key) {
                self.used.insert(told(properties, key));
                self.walk(inner, &format!("{place}/{key}"));
            }
        }
        for key in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
            self.wrong(&format!("{place}/{}", key.as_str().unwrap()), None);
        }
    }
}

/// A key of a table, which is known by its keys.
fn told(properties: &Map<String, Value>, key: &str) -> String {
    format!("{key} of {}", properties.keys().map(String::as_str).collect::<Vec<_>>().join(", "))
}

/// Every key of a schema, as [`Faults`] notes it.
fn keys(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(properties) = map.get("properties").and_then(Value::as_object) {
                found.extend(properties.keys().map(|key| told(properties, key)));
            }
            map.values().for_each(|value| keys(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

#[test]
fn what_the_schema_refuses_the_reader_refuses_and_the_other_way_round() {
    for (path, kind, text) in WHOLE {
        let schema = schema(kind, None, Locale::En);
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let file = as_json(&tree::toml::parse(text).root.unwrap());
        assert!(validator.is_valid(&file), "{path}: {:?}", validator.iter_errors(&file).next());
        assert!(is_taken(path, &as_file(&file)), "{path}");
        let mut faults = Faults { file: &file, found: Vec::new(), used: BTreeSet::new() };
        faults.walk(&schema, "");
        let mut all = BTreeSet::new();
        keys(&schema, &mut all);
        let unused: Vec<_> = all.difference(&faults.used).collect();
        assert!(unused.is_empty(), "{path} has not every key: {unused:?}");
        if kind == File::Item {
            faults.wrong("/checks/0/expr", Some(json!("true")));
            faults.wrong("/checks/5/expr", None);
            faults.wrong("/checks/1/text", Some(json!({ "in": "**/*.md" })));
            faults.wrong("/checks/4/agree/of/0", Some(json!({ "in": "**/*.md" })));
        }
        let taken = faults.found.iter().filter_map(|(what, file)| {
            let (schema, guiju) = (validator.is_valid(file), is_taken(path, &as_file(file)));
            (schema || guiju).then(|| format!("{path}{what} (schema: {schema}, guiju: {guiju})"))
        });
        let taken: Vec<_> = taken.collect();
        assert!(taken.is_empty(), "taken though wrong:\n{}", taken.join("\n"));
        assert!(faults.found.len() > 20, "{path}: only {} faults", faults.found.len());
    }
}

#[test]
fn what_the_schema_of_a_manifest_refuses_the_reader_refuses_and_the_other_way_round() {
    let schema = schema(File::Manifest, None, Locale::En);
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let file = as_json(&tree::toml::parse(include_str!("../../tests/schema/manifest.toml")).root.unwrap());
    let is_read = |name: &str, text: String| {
        let source = Source::new(name, text);
        manifest::read(&source, Syntax::of(name).parse(source.text())).1.is_empty()
    };
    // What is wrong in one syntax is wrong in each; only a day that stands in quotes is none in TOML.
    let taken = |file: &Value| {
        [is_read("a.toml", as_file(file)), is_read("a.json", file.to_string()), is_read("a.yaml", file.to_string())]
    };
    assert!(validator.is_valid(&file), "{:?}", validator.iter_errors(&file).next());
    assert_eq!(taken(&file), [true; 3]);
    let mut faults = Faults { file: &file, found: Vec::new(), used: BTreeSet::new() };
    faults.walk(&schema, "");
    let mut all = BTreeSet::new();
    keys(&schema, &mut all);
    let unused: Vec<_> = all.difference(&faults.used).collect();
    assert!(unused.is_empty(), "the manifest has not every key: {unused:?}");
    assert!(faults.found.len() > 100, "only {} faults", faults.found.len());
    for (what, file) in &faults.found {
        assert!(!validator.is_valid(file), "the schema takes {what}");
        assert_eq!(taken(file), [false; 3], "guiju takes {what}");
    }
}

#[test]
fn every_key_says_what_it_is_for_in_both_languages() {
    for (name, file) in File::OF_PACK.into_iter().chain([("manifest", File::Manifest)]) {
        let mut found = Vec::new();
        for locale in [Locale::En, Locale::Zh] {
            let text = schema(file, None, locale).to_string();
            assert!(!text.contains("\"description\":\"\""), "{name}: a key says nothing");
            found.push(text.matches("\"description\":").count());
            let is_chinese = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert_eq!(is_chinese, locale == Locale::Zh, "{name}");
        }
        assert!(found[0] > 10 && found[0] == found[1], "{name}: {found:?}");
    }
}
