//! The schema that `init` puts beside a manifest, and the line by which editors find it: it never points at nothing.

use std::fs;

use jsonschema::draft202012;
use serde_json::Value;

use super::project;
use crate::scratch::{Scratch, each};

const LINE: &str = "#:schema ./governance.schema.json\n";

fn read(scratch: &Scratch, name: &str) -> String {
    fs::read_to_string(scratch.root().join(name)).expect("it is there")
}

#[test]
fn the_schema_lies_beside_the_manifest_and_knows_all_that_stands_in_it() {
    each(["en", "zh"], |locale| {
        let scratch = project();
        let given = scratch.run(&["init", "--yes", "--schema", "--locale", locale]);
        assert_eq!((given.status, given.stdout.as_str()), (0, "governance.schema.json\ngovernance.toml\n"));
        let manifest = read(&scratch, "governance.toml");
        assert!(manifest.starts_with(LINE), "{manifest}");
        let schema: Value = serde_json::from_str(&read(&scratch, "governance.schema.json")).expect("JSON");
        let printed = scratch.run(&["schema", "manifest", "--pack", "four-principles", "--locale", locale]);
        assert_eq!(read(&scratch, "governance.schema.json"), printed.stdout);
        let validator = draft202012::new(&schema).expect("a schema");
        let tree = crate::schema::parse(&manifest).expect("TOML");
        let told: Vec<_> = validator.iter_errors(&tree).map(|error| error.to_string()).collect();
        // What a person has to fill in is missing; nothing is unknown or wrong.
        assert!(told.iter().all(|error| error.contains("is a required property")), "{told:#?}");
        let checked = scratch.run(&["check", "--format", "plain", "--locale", "en"]).stdout;
        assert!(!checked.contains("governance.schema.json"), "{checked}");
    });
}

#[test]
fn the_line_stands_there_only_where_the_schema_does() {
    let scratch = project();
    assert_eq!(scratch.run(&["init", "--yes"]).stdout, "governance.toml\n");
    assert!(!read(&scratch, "governance.toml").contains("#:schema"));
    // One that is there is used, and written over only where that was asked for.
    let scratch = project().file("governance.schema.json", "{}\n");
    assert_eq!(scratch.run(&["init", "--yes"]).status, 0);
    assert!(read(&scratch, "governance.toml").starts_with(LINE));
    assert_eq!(scratch.run(&["init", "--yes", "--force"]).stdout, "governance.toml\n");
    assert_eq!(read(&scratch, "governance.schema.json"), "{}\n");
    assert_eq!(scratch.run(&["init", "--yes", "--force", "--schema"]).status, 0);
    assert!(read(&scratch, "governance.schema.json").contains("2020-12"));
    // Where it cannot be put, there is no manifest either.
    let scratch = project().file("governance.schema.json/a", "");
    let given = scratch.run(&["init", "--yes", "--schema", "--locale", "en"]);
    assert_eq!((given.status, given.stdout.as_str()), (2, ""), "{}", given.stderr);
    assert!(given.stderr.contains("governance.schema.json"), "{}", given.stderr);
    assert!(!scratch.root().join("governance.toml").exists());
    assert_eq!(scratch.run(&["init", "--dry-run", "--schema"]).status, 2);
    // What `fix` writes first stands below the line.
    let scratch = project().file("governance.toml", format!("{LINE}# ours\n[project]\nname = \"x\"\n"));
    assert_eq!(scratch.run(&["fix", "--as-of", "2026-11-23"]).status, 0);
    assert!(read(&scratch, "governance.toml").starts_with(&format!("{LINE}schema = 1\n\n# ours\n[project]\n")));
}
