//! The settings for editors in `editors/`: Neovim is run with them, the extension for VS Code is linted and built, and the others are read.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::run::{Output, finish};
use crate::scratch::Scratch;
use crate::tools::installed;

/// The folder of all settings.
fn editors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("editors")
}

/// Copies a folder into one that may be there, without what was built in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("it can be read") {
        let entry = entry.expect("it can be read");
        let target = to.join(entry.file_name());
        if ["dist", "node_modules"].iter().any(|built| entry.file_name() == *built) {
            continue;
        }
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("it can be copied");
        }
    }
}

#[test]
fn neovim_finds_tells_completes_and_mends() {
    let project = Scratch::new();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/clinic-triage");
    copy(&example, &project.root());
    let sound = fs::read_to_string(example.join("governance.toml")).expect("it is there");
    let slip = sound.replacen("\nstage = ", "\nstaeg = ", 1);
    assert_ne!(slip, sound);
    fs::write(project.root().join("governance.toml"), &slip).expect("it can be written");
    let own = Path::new(env!("CARGO_BIN_EXE_guiju")).parent().expect("a folder").to_owned();
    let path = env::join_paths([own].into_iter().chain(env::split_paths(&env::var_os("PATH").unwrap_or_default())));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/editors/neovim.lua");
    let mut command = Command::new(installed("nvim"));
    command.current_dir(project.root()).args(["--headless", "-u"]).arg(script).arg("governance.toml");
    command.env("PATH", path.expect("folders without a colon")).env("GUIJU_EDITORS", editors());
    command.env("GUIJU_LOCALE", "en").env("SOURCE_DATE_EPOCH", "1795392000");
    for folder in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
        command.env(folder, project.around());
    }
    let output = finish(&mut command);
    let said: Value = serde_json::from_str(&output.stdout)
        .unwrap_or_else(|error| panic!("run `tests/setup` first? {error}: {}{}", output.stdout, output.stderr));
    assert_eq!(said["fine"], true, "{} {}", said["told"], output.stderr);
    let told = &said["told"];
    let text = |name: &str| told[name].as_str().unwrap_or_else(|| panic!("{name}: {told}"));
    assert!(text("message").contains("`staeg`") && text("message").contains("help: "), "{told}");
    assert_eq!(text("line"), "staeg = \"production\"");
    let root = PathBuf::from(text("root")).canonicalize().expect("it is there");
    assert_eq!(root, project.root().canonicalize().expect("it is there"));
    assert!(text("hover").contains("`people/purpose`") && text("hover").contains("What counts as evidence"), "{told}");
    assert_eq!(told["words"], json!(["minimal", "limited", "high"]));
    assert_eq!(told["actions"], json!(["rename `staeg` to `stage`"]));
    assert_eq!(told["there"], json!(["README.md", "## What it is for"]));
    assert_eq!(told["newer"], "guiju");
    let mended = fs::read_to_string(project.root().join("governance.toml")).expect("it is there");
    assert_eq!(mended, sound, "the fix makes of it what it was, to the byte");
}

/// Runs a script of the extension's, beside the packages that `tests/setup` installed for it.
fn npm(folder: &Path, script: &str) -> Output {
    let mut command = Command::new("npm");
    command.args(["run", "--silent", script]).current_dir(folder).env("GUIJU", env!("CARGO_BIN_EXE_guiju"));
    let output = finish(&mut command);
    assert_eq!(output.status, 0, "run `tests/setup` first?\n{}{}", output.stdout, output.stderr);
    output
}

#[test]
fn the_extension_for_vs_code_is_linted_built_and_tested() {
    let folder = installed("vscode");
    // What is no longer there is not linted.
    for own in ["src", "test"].map(|own| folder.join(own)).iter().filter(|own| own.exists()) {
        fs::remove_dir_all(own).expect("it can be removed");
    }
    copy(&editors().join("vscode"), &folder);
    npm(&folder, "lint");
    npm(&folder, "build");
    npm(&folder, "test");
    let built = fs::read_to_string(folder.join("dist/extension.js")).expect("it is built");
    assert!(
        built.contains("vscode-languageclient") || built.contains("textDocument/codeAction"),
        "the client is in it"
    );
}

#[test]
fn the_extension_speaks_both_languages_and_names_no_host_of_packages() {
    let read = |name: &str| fs::read_to_string(editors().join("vscode").join(name)).expect("it is there");
    let value = |name: &str| -> Value { serde_json::from_str(&read(name)).expect("JSON") };
    let keys = |value: &Value| -> Vec<String> { value.as_object().expect("a table").keys().cloned().collect() };
    let (en, zh) = (value("package.nls.json"), value("package.nls.zh-cn.json"));
    assert_eq!(keys(&en), keys(&zh));
    let manifest = read("package.json");
    for key in keys(&en) {
        assert!(manifest.contains(&format!("\"%{key}%\"")), "nothing shows `{key}`");
    }
    let shown = manifest.matches("\"%").count();
    assert_eq!(shown, keys(&en).len(), "each text that is shown has a translation");
    let source = read("src/extension.ts");
    for key in keys(&value("l10n/bundle.l10n.zh-cn.json")) {
        assert!(source.contains(&key), "nothing says `{key}`");
    }
    let lock = value("package-lock.json");
    for (name, package) in lock["packages"].as_object().expect("a table") {
        let from = package["resolved"].as_str().unwrap_or("https://registry.npmjs.org/");
        assert!(from.starts_with("https://registry.npmjs.org/"), "{name}: {from}");
    }
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!((&value("package.json")["version"], &lock["version"]), (&json!(version), &json!(version)));
}

#[test]
fn settings_of_other_editors_are_read_and_name_the_server() {
    let read = |name: &str| fs::read_to_string(editors().join(name)).expect("it is there");
    let helix: toml::Table = read("helix/languages.toml").parse().expect("TOML");
    let server = &helix["language-server"]["guiju"];
    assert_eq!((server["command"].as_str(), server["args"][0].as_str()), (Some("guiju"), Some("lsp")));
    for language in helix["language"].as_array().expect("a list") {
        let servers = language["language-servers"].as_array().expect("a list");
        assert!(servers.len() > 1 && servers.iter().any(|server| server.as_str() == Some("guiju")), "{language:?}");
    }
    let zed: Value = serde_json::from_str(&read("zed/tasks.json")).expect("JSON");
    for task in zed.as_array().expect("a list") {
        assert_eq!(task["command"], "guiju");
        let args: Vec<_> = task["args"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        let project = Scratch::sound();
        let output = project.run(&args);
        assert!(output.status < 2, "{args:?}: {}", output.stderr);
    }
    // Emacs is too large to be fetched for this: that what is opened is closed is all that is looked at.
    let depth = read("emacs/guiju.el").lines().filter(|line| !line.starts_with(';')).flat_map(str::chars).fold(
        0,
        |depth: i32, c| {
            assert!(depth >= 0, "something is closed too often");
            depth + i32::from(c == '(') - i32::from(c == ')')
        },
    );
    assert_eq!(depth, 0);
}

#[test]
fn the_page_on_editors_points_at_each_file_of_settings() {
    let page = fs::read_to_string(editors().with_file_name("docs/editors.md")).expect("it is there");
    for file in ["neovim", "vscode", "helix/languages.toml", "zed/tasks.json", "emacs/guiju.el"] {
        assert!(page.contains(&format!("(../editors/{file})")), "{file}");
        assert!(editors().join(file).exists(), "{file}");
    }
}
