//! The schemas that the program prints, held against the files that they are for. That they say no more and no less than the reader is
//! proved beside the sources.

#[path = "schema/manifest.rs"]
mod manifest;

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::run::guiju;
use crate::scratch::each;
use crate::tools::python;

const FILES: [&str; 3] = ["item", "pack.toml", "frameworks.toml"];

fn schema(file: &str, locale: &str) -> Value {
    let output = guiju(&["schema", "pack", "--file", file, "--locale", locale]);
    assert_eq!((output.status, output.stderr.as_str()), (0, ""), "{file}");
    serde_json::from_str(&output.stdout).unwrap_or_else(|why| panic!("{file}: {why}"))
}

fn validator(file: &str) -> Validator {
    let schema = schema(file, "en");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::draft202012::meta::validate(&schema).unwrap_or_else(|why| panic!("{file}: {why}"));
    jsonschema::draft202012::new(&schema).unwrap_or_else(|why| panic!("{file}: {why}"))
}

/// A file as JSON, days as texts: the way editors see TOML.
fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    parse(&text).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

pub(crate) fn parse(text: &str) -> Result<Value, toml::de::Error> {
    fn plain(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(day) => json!(day.to_string()),
            toml::Value::Array(list) => list.into_iter().map(plain).collect(),
            toml::Value::Table(table) => {
                Value::Object(table.into_iter().map(|(key, value)| (key, plain(value))).collect())
            }
            toml::Value::String(text) => json!(text),
            toml::Value::Integer(number) => json!(number),
            toml::Value::Float(number) => json!(number),
            toml::Value::Boolean(flag) => json!(flag),
        }
    }
    Ok(plain(toml::Value::Table(toml::from_str(text)?)))
}

/// Every folder of a pack in the repository.
fn packs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut packs = vec![
        root.join("examples/acme-pack/governance/acme"),
        root.join("tests/schema/base"),
        root.join("tests/schema/whole"),
    ];
    let built_in = fs::read_dir(root.join("rules")).expect("the built-in packs can be listed");
    packs.extend(built_in.map(|entry| entry.expect("an entry").path()).filter(|path| path.join("pack.toml").is_file()));
    assert!(packs.len() >= 3);
    packs
}

#[test]
fn every_file_of_every_pack_is_as_its_schema_says() {
    let [item, head, frameworks] = FILES.map(validator);
    let mut wrong = Vec::new();
    for pack in packs() {
        let mut hold = |path: &Path, validator: &Validator| {
            let file = read(path);
            let errors = validator.iter_errors(&file);
            wrong.extend(errors.map(|error| format!("{}{}: {error}", path.display(), error.instance_path())));
        };
        hold(&pack.join("pack.toml"), &head);
        if pack.join("frameworks.toml").is_file() {
            hold(&pack.join("frameworks.toml"), &frameworks);
        }
    }
    for path in items() {
        let file = read(&path);
        let errors = item.iter_errors(&file);
        wrong.extend(errors.map(|error| format!("{}{}: {error}", path.display(), error.instance_path())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_wrong_is_refused_where_it_stands() {
    let item = "title = { en = \"Telephone\", zh = \"电话\" }\nclauses = [\"A.1\"]\nrequirement = \"required\"\nlevel = 1\nquestion = { en = \"Does somebody answer?\", zh = \"有人接吗？\" }\nguidance = { en = \"Write it down.\", zh = \"写下来。\" }\nevidence = { accept = [\"**/*.md\"] }\n\n[[checks]]\ntext = { must = 'a' }\n\n[[bad]]\nname = \"none\"\nanswer = { status = \"met\" }\nexpect = { verdict = \"overclaimed\", codes = [\"text-missing\"] }\n";
    let validator = validator("item");
    assert!(validator.is_valid(&parse(item).expect("TOML")));
    let cases = [
        ("level = 1", "level = \"1\"", "/level"),
        ("level = 1", "level = 10", "/level"),
        ("\"required\"", "\"mandatory\"", "/requirement"),
        (", zh = \"电话\"", "", "/title"),
        ("clauses = [\"A.1\"]\n", "", ""),
        ("level = 1", "level = 1\nfreshdays = 3", ""),
        ("level = 1", "level = 1\neffective-from = \"soon\"", "/effective-from"),
        ("text = { must = 'a' }", "texts = { must = 'a' }", "/checks/0"),
        ("text = { must = 'a' }", "text = { must = 'a' }\nexpr = \"true\"", "/checks/0"),
        ("text = { must = 'a' }", "text = { in = \"a\" }", "/checks/0/text"),
        ("text = { must = 'a' }", "value = { path = \"$.a\", at-most = \"1\" }", "/checks/0/value/at-most"),
        ("\"overclaimed\"", "\"overclaim\"", "/bad/0/expect/verdict"),
        ("\"text-missing\"", "\"text-mising\"", "/bad/0/expect/codes/0"),
        ("status = \"met\"", "status = \"yes\"", "/bad/0/answer/status"),
        ("\nexpect = ", "\nexpects = ", "/bad/0"),
    ];
    each(cases, |(from, to, place)| {
        assert!(item.contains(from), "{from}");
        let file = parse(&item.replacen(from, to, 1)).expect("TOML");
        let places: Vec<_> = validator.iter_errors(&file).map(|error| error.instance_path().to_string()).collect();
        assert!(places.iter().any(|told| told == place), "{to}: {places:?}");
    });
}

#[test]
fn the_reader_of_others_takes_every_file_of_the_packs_and_refuses_a_wrong_one() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let [item, head, frameworks] = FILES.map(|file| {
        let path = path(&format!("{file}.schema.json"));
        fs::write(&path, schema(file, "en").to_string()).expect("a file can be written");
        path
    });
    let held = |schema: &str, files: &[String], status: i32| {
        let files = files.iter().map(String::as_str);
        let output = python("check-jsonschema", &["--schemafile", schema].into_iter().chain(files).collect::<Vec<_>>());
        assert_eq!(output.status, status, "{schema}: {}{}", output.stdout, output.stderr);
    };
    let shown = |path: &PathBuf| path.display().to_string();
    let of =
        |name: &str| -> Vec<_> { packs().iter().map(|pack| pack.join(name)).filter(|path| path.is_file()).collect() };
    for (schema, files) in [(&head, of("pack.toml")), (&frameworks, of("frameworks.toml")), (&item, items())] {
        held(schema, &files.iter().map(shown).collect::<Vec<_>>(), 0);
        let good = fs::read_to_string(files.first().expect("a file")).expect("a text");
        fs::write(path("wrong.toml"), format!("unheard-of = 1\n{good}")).expect("a file can be written");
        held(schema, &[path("wrong.toml")], 1);
    }
}

/// Every item of every pack in the repository.
fn items() -> Vec<PathBuf> {
    let all = |folder: PathBuf| fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry").path());
    let items: Vec<_> = packs().into_iter().flat_map(all).flat_map(all).collect();
    assert!(items.len() > 20, "only {} items", items.len());
    items
}

#[test]
fn a_schema_speaks_the_readers_language_and_says_the_same() {
    for file in FILES {
        let [mut english, mut chinese] = ["en", "zh"].map(|locale| schema(file, locale));
        assert_ne!(english, chinese, "{file}");
        for schema in [&mut english, &mut chinese] {
            without_words(schema);
        }
        assert_eq!(english, chinese, "{file}");
    }
    assert_eq!(guiju(&["schema", "pack"]).stdout, guiju(&["schema", "pack", "--file", "item"]).stdout);
}

/// Takes away what is for people. A key of a file may be called as these are.
fn without_words(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            map.retain(|key, value| !(["title", "description"].contains(&key.as_str()) && value.is_string()));
            map.values_mut().for_each(without_words);
        }
        Value::Array(list) => list.iter_mut().for_each(without_words),
        _ => {}
    }
}

#[test]
fn a_schema_that_there_is_not_is_told_with_those_that_there_are() {
    let cases: [(&[&str], &str); 4] = [
        (&["schema"], ""),
        (&["schema", "pac"], "pack"),
        (&["schema", "pack", "--file", "items"], "item"),
        (&["schema", "pack", "--file", "../../etc/passwd"], "frameworks.toml"),
    ];
    let languages = cases.into_iter().flat_map(|case| [(case, "en"), (case, "zh")]);
    each(languages, |((args, word), locale)| {
        let output = guiju(&[args, &["--locale", locale]].concat());
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{args:?}: {}", output.stderr);
        assert!(output.stderr.contains(word), "{args:?}: {}", output.stderr);
    });
}
