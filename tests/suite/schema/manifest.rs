//! The schema of a manifest, held against every manifest of the repository, and against the findings that guiju has on those that are wrong.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;

use super::{parse, read};
use crate::run::guiju;
use crate::scratch::{ANSWER, PROJECT, Scratch, each};
use crate::tools::python;

const PUBLISHED: &str = "docs/schemas/guiju.manifest.1.json";

fn schema(more: &[&str]) -> Value {
    let output = guiju(&[&["schema", "manifest", "--locale", "en"], more].concat());
    assert_eq!((output.status, output.stderr.as_str()), (0, ""));
    serde_json::from_str(&output.stdout).expect("JSON")
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::meta::validate(schema).unwrap_or_else(|why| panic!("{why}"));
    jsonschema::draft202012::new(schema).unwrap_or_else(|why| panic!("{why}"))
}

/// Every manifest below the examples and the projects that look good without being so. Those that hold what no manifest holds are named.
fn manifests() -> (Vec<PathBuf>, Vec<PathBuf>) {
    fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
        for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                gather(&path, found);
            } else if path.file_name().is_some_and(|name| name == "governance.toml") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    gather(&root.join("examples"), &mut found);
    gather(&root.join("tests/honesty"), &mut found);
    // What guiju itself says of their files decides which are good as files. A bad value may be one by its meaning alone.
    let told = |path: &PathBuf, codes: &[&str]| {
        let output = guiju(&["check", &path.display().to_string(), "--as-of", "2026-11-23", "--format", "json"]);
        let report: Value = serde_json::from_str(&output.stdout).expect("a report");
        let told = report["projects"][0]["findings"].as_array().cloned().unwrap_or_default();
        told.iter().any(|finding| {
            finding["rule"].as_str().is_some_and(|rule| rule.starts_with("manifest/"))
                && finding["place"]["file"].as_str().is_some_and(|file| file.ends_with("governance.toml"))
                && finding["code"].as_str().is_some_and(|code| codes.contains(&code))
        })
    };
    let shape = ["unknown-key", "missing-key", "wrong-type"];
    let bad = found.iter().filter(|path| told(path, &shape)).cloned().collect();
    found.retain(|path| !told(path, &[&shape[..], &["bad-value"]].concat()));
    (found, bad)
}

#[test]
fn every_good_manifest_is_as_the_schema_says_and_a_bad_one_is_not() {
    let validator = validator(&schema(&[]));
    let (good, bad) = manifests();
    assert!(good.len() > 40, "only {} good manifests", good.len());
    each(good, |path| {
        let file = read(&path);
        let errors: Vec<_> =
            validator.iter_errors(&file).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
    });
    each(bad, |path| assert!(!validator.is_valid(&read(&path)), "{}", path.display()));
}

#[test]
fn with_a_pack_it_knows_the_items_and_the_traits_and_no_others() {
    let built_in = schema(&["--pack", "four-principles"]);
    let validator = validator(&built_in);
    let answered = format!("{PROJECT}traits = [\"agentic\"]\n{ANSWER}");
    let whole = answered.replace("[answers.security.accountable-owner]", "[answers.\"security/accountable-owner\"]");
    each([&answered, &whole], |text| {
        let file = parse(text).expect("TOML");
        assert!(validator.is_valid(&file), "{:?}", validator.iter_errors(&file).next().map(|error| error.to_string()));
    });
    let slips = [
        (&answered, "accountable-owner", "acountable-owner"),
        (&answered, "answers.security", "answers.fairness"),
        (&answered, "agentic", "agntic"),
        (&whole, "security/accountable-owner", "security/acountable-owner"),
    ];
    each(slips, |(text, from, to)| {
        let wrong = text.replace(from, to);
        assert!(wrong != *text && !validator.is_valid(&parse(&wrong).expect("TOML")), "{to}");
    });
    let asked = built_in.pointer("/properties/answers/properties/security/properties/accountable-owner/description");
    assert!(asked.and_then(Value::as_str).is_some_and(|asks| asks.ends_with('?')), "{asked:?}");
}

#[test]
fn a_pack_that_is_none_and_a_pack_where_none_belongs_are_refused() {
    each(
        [
            (&["manifest", "--pack", "no-such-pack"][..], "no-such-pack"),
            (&["report", "--pack", "four-principles"], "--pack"),
        ],
        |(args, word)| {
            for locale in ["en", "zh"] {
                let output = guiju(&[&["schema", "--locale", locale], args].concat());
                assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{args:?}");
                assert!(output.stderr.contains(word), "{args:?}: {}", output.stderr);
            }
        },
    );
}

#[test]
fn what_the_schema_refuses_guiju_tells() {
    let validator = validator(&schema(&[]));
    let answered = format!("{PROJECT}{ANSWER}");
    let cases = [
        ("schema = 1", "schema = 2"),
        ("schema = 1\n", ""),
        ("owner = \"Maria Okafor\"\n", ""),
        ("\"production\"", "\"produce\""),
        ("impact = \"limited\"", "impact = 3"),
        ("2026-11-01", "\"soon\""),
        ("2026-11-01", "2026-11-01\nregions = \"CN\""),
        ("status = \"met\"", "status = \"mett\""),
        ("status = \"met\"\n", ""),
        ("statement", "statment"),
        ("[\"GOVERNANCE.md\"]", "[{ paht = \"GOVERNANCE.md\" }]"),
        ("[\"GOVERNANCE.md\"]", "[3]"),
        ("2026-10-12", "2026-10-12\nplan = { action = \"Write it down\" }"),
    ];
    each(cases, |(from, to)| {
        let text = answered.replacen(from, to, 1);
        assert_ne!(text, answered, "{from}");
        assert!(!validator.is_valid(&parse(&text).expect("TOML")), "the schema takes {to}");
        let told = Scratch::with(&text).judge_owner().findings().join("\n");
        assert!(told.contains(" manifest/"), "guiju takes {to}: {told}");
    });
    assert!(validator.is_valid(&parse(&answered).expect("TOML")));
}

#[test]
fn the_reader_of_others_takes_and_refuses_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let published = root.join(PUBLISHED).display().to_string();
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let file = parse(&format!("{PROJECT}{ANSWER}")).expect("TOML");
    fs::write(path("good.json"), file.to_string()).expect("a file can be written");
    // YAML 1.1, as that reader has it, makes a day of what stands without quotes, and hands it on as a text.
    fs::write(path("good.yaml"), "schema: 1\nproject: { name: ferry, description: Ferry times, owner: Jun, stage: pilot, impact: limited, assessed: 2026-11-01 }\n").expect("a file can be written");
    let example = root.join("examples/clinic-triage/governance.toml").display().to_string();
    let good =
        python("check-jsonschema", &["--schemafile", &published, &path("good.json"), &path("good.yaml"), &example]);
    assert_eq!(good.status, 0, "{}{}", good.stdout, good.stderr);
    fs::write(path("bad.json"), file.to_string().replace("statement", "statment")).expect("a file can be written");
    let bad = python("check-jsonschema", &["--schemafile", &published, &path("bad.json")]);
    assert_eq!(bad.status, 1, "{}{}", bad.stdout, bad.stderr);
}
