//! `guiju bundle` and `guiju verify`: what is carried away comes out the same from the same, says the same elsewhere, and tells each way in
//! which it was tampered with.

#[path = "bundle/forged.rs"]
mod forged;
#[path = "bundle/hostile.rs"]
mod hostile;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::run::{Output, finish, guiju, guiju_in, in_english, prepared};
use crate::scratch::{GOVERNANCE, Scratch, TODAY, each};

/// A bundle in a folder that goes away with its test.
pub(super) struct Bundle {
    around: tempfile::TempDir,
}

impl Bundle {
    /// Bundles a project.
    pub(super) fn of(project: &Path, more: &[&str]) -> Self {
        let around = tempfile::tempdir().expect("a temporary folder can be made");
        let output = around.path().join("bundle");
        let output = output.to_str().expect("a path is UTF-8");
        let args = [&["bundle", "--as-of", TODAY, "--locale", "en", "--output", output], more].concat();
        let given = guiju_in(project, &args);
        assert_eq!(given.status, 0, "{}", given.stderr);
        Self { around }
    }

    /// Bundles an example.
    pub(super) fn example(name: &str) -> Self {
        Self::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name), &[])
    }

    pub(super) fn root(&self) -> PathBuf {
        self.around.path().join("bundle")
    }

    /// The text of a file.
    pub(super) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
    }

    /// With another text in a file.
    pub(super) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        crate::scratch::write(&self.root().join(path), bytes.as_ref());
        self
    }

    /// Lets `sha256sum` hold all files against their digests.
    pub(super) fn sum(&self) {
        let mut command = Command::new("sha256sum");
        let status = command.args(["-c", "--quiet", "SHA256SUMS"]).current_dir(self.root()).status();
        assert!(status.expect("sha256sum runs").success());
    }

    /// Verifies it from the folder around it.
    pub(super) fn verify(&self, more: &[&str]) -> Output {
        guiju_in(self.around.path(), &in_english(&[&["verify", "bundle"], more].concat()))
    }

    /// The same, as data.
    pub(super) fn verified(&self, more: &[&str]) -> (Value, i32) {
        let output = self.verify(&[&["--format", "json"], more].concat());
        let data = serde_json::from_str(&output.stdout).unwrap_or_else(|why| panic!("{why}: {}", output.stderr));
        (data, output.status)
    }

    /// What is wrong with it, as `kind path`.
    pub(super) fn faults(&self) -> Vec<String> {
        let (data, status) = self.verified(&[]);
        let faults = data["faults"].as_array().expect("a list");
        assert_eq!(status == 0, faults.is_empty() && data["same"] == true);
        let word = |fault: &Value, key: &str| fault[key].as_str().unwrap_or_default().to_owned();
        let told = faults
            .iter()
            .map(|fault| format!("{} {}{}", word(fault, "kind"), word(fault, "path"), word(fault, "pack")));
        told.collect()
    }
}

/// Every file below a folder, by its path.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let within = path.strip_prefix(root).expect("it lies there").to_str().expect("a name").to_owned();
                found.insert(within, fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

#[test]
fn every_example_says_the_same_from_its_bundle() {
    each(["clinic-triage", "river-watch", "tide-voice", "acme-pack"], |example| {
        let bundle = Bundle::example(example);
        assert_eq!(bundle.faults(), Vec::<String>::new());
        for locale in ["en", "zh"] {
            let output = guiju_in(&bundle.root(), &["verify", ".", "--locale", locale]);
            assert_eq!(output.status, 0, "{}", output.stdout);
        }
        // The report is the one that `check` writes in the project's folder.
        let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(example);
        let checked = guiju_in(&project, &["check", "--as-of", TODAY, "--format", "json", "--locale", "en"]);
        assert_eq!(bundle.read("report/report.json"), checked.stdout);
        // And without guiju.
        let summed =
            Command::new("sha256sum").args(["-c", "--quiet", "SHA256SUMS"]).current_dir(bundle.root()).output();
        assert!(summed.expect("sha256sum runs").status.success());
        let listed = bundle.read("SHA256SUMS").lines().count();
        assert_eq!(listed + 1, files(&bundle.root()).len());
    });
}

#[test]
fn what_is_wrong_with_a_manifest_is_no_difference() {
    let project = Scratch::with(&format!("unknown = 1\n{}", crate::scratch::PROJECT));
    let bundle = Bundle::of(&project.root(), &[]);
    assert!(bundle.read("report/report.json").contains("manifest/unknown-key"));
    let verified = guiju_in(&bundle.root(), &["verify", ".", "--locale", "en"]);
    assert_eq!(verified.status, 0, "{}{}", verified.stdout, verified.stderr);
}

#[test]
fn the_same_input_and_day_give_the_same_bytes_wherever_it_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let around = tempfile::tempdir().expect("a folder");
    let copy = around.path().join("elsewhere");
    let copied = Command::new("cp").arg("-r").arg(root.join("examples/acme-pack")).arg(&copy).status();
    assert!(copied.expect("cp runs").success());
    let bundled = |dir: &Path, project: &str, name: &str, language: &str| {
        let output = around.path().join(name);
        let output = output.to_str().expect("a path");
        let mut command = prepared(dir, &["bundle", project, "--as-of", TODAY, "--output", output]);
        command.env("LANG", language).env("TZ", "Pacific/Auckland").env("COLUMNS", "40");
        let given = finish(&mut command);
        assert_eq!(given.status, 0, "{}", given.stderr);
        files(Path::new(output))
    };
    let first = bundled(root, "examples/acme-pack", "one", "C.UTF-8");
    assert_eq!(first, bundled(&root.join("examples/acme-pack"), ".", "two", "zh_CN.UTF-8"));
    assert_eq!(first, bundled(around.path(), "elsewhere/governance.toml", "three", "C.UTF-8"));
    let here = around.path().to_str().expect("a path");
    for (path, bytes) in first {
        let text = String::from_utf8_lossy(&bytes);
        let machine = text.contains(here) || text.contains(env!("CARGO_MANIFEST_DIR"));
        assert!(!machine, "{path} names a place of this machine");
    }
}

#[test]
fn the_lists_are_as_their_schemas_say() {
    for locale in ["en", "zh"] {
        for (word, list) in [("bundle", "bundle.json"), ("seen", "seen.json")] {
            let schema = guiju(&["schema", word, "--locale", locale]);
            let schema: Value = serde_json::from_str(&schema.stdout).expect("a schema");
            let schema = jsonschema::draft202012::new(&schema).unwrap_or_else(|why| panic!("{word}: {why}"));
            for bundle in [Bundle::example("acme-pack"), Bundle::of(&crate::canonical::canonical().root(), &[])] {
                let list: Value = serde_json::from_str(&bundle.read(list)).expect("a list");
                let wrong: Vec<_> = schema.iter_errors(&list).map(|error| error.to_string()).collect();
                assert_eq!(wrong, Vec::<String>::new());
            }
        }
    }
}

#[test]
fn a_bundle_is_never_written_over_what_is_there_or_into_the_project() {
    let project = Scratch::sound();
    let bundle = |more: &[&str]| project.run(&[&["bundle", "--as-of", TODAY, "--locale", "en"], more].concat());
    assert_eq!(bundle(&["--output", "../out"]).status, 0);
    let before = files(&project.around().join("out"));
    let again = bundle(&["--output", "../out"]);
    assert_eq!(again.status, 2);
    assert!(again.stderr.contains("`--force` replaces a bundle"), "{}", again.stderr);
    fs::write(project.root().join("GOVERNANCE.md"), GOVERNANCE.replace("Jun Ito", "Ana Sousa")).expect("a file");
    assert_eq!(bundle(&["--output", "../out", "--force"]).status, 0);
    assert_ne!(files(&project.around().join("out")), before);
    // What is no bundle is never replaced.
    fs::create_dir(project.around().join("mine")).expect("a folder");
    fs::write(project.around().join("mine/letter.txt"), "x").expect("a file");
    let refused = bundle(&["--output", "../mine", "--force"]);
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("it holds `letter.txt`"), "{}", refused.stderr);
    for inside in ["out", "deep/er/out", "../project/out", "."] {
        let refused = bundle(&["--output", inside]);
        assert_eq!(refused.status, 2, "{inside}");
        assert!(refused.stderr.contains("within the project"), "{}", refused.stderr);
    }
    assert_eq!(files(&project.root()).len(), 2);
    let left: Vec<_> = fs::read_dir(project.around()).expect("a folder").collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn what_cannot_be_judged_is_not_bundled() {
    each(
        [
            Scratch::new(),
            Scratch::with("schema = [1\n"),
            Scratch::with(&format!("{}root = \"../..\"\n", crate::scratch::PROJECT)),
            Scratch::sound().file("governance.yaml", "schema: 1\n"),
        ],
        |project| {
            let output = project.run(&["bundle", "--output", "../out", "--locale", "en"]);
            assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{}", output.stderr);
            assert!(!project.around().join("out").exists());
        },
    );
    assert_eq!(guiju(&["bundle", "examples", "--output", "/nowhere/at/all"]).status, 2);
    assert_eq!(guiju(&["bundle", "examples/river-watch"]).status, 2);
}
