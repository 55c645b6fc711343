//! What sets guiju up elsewhere: the action, the hooks, the template, the image, what shells are told. Each is held by the readers that
//! others wrote, and run where that needs no network.

mod action;
mod gitlab;
mod hooks;
mod image;
mod shell;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The repository's root.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The path that programs are looked for in, with the tested one first.
fn path() -> OsString {
    let own = Path::new(env!("CARGO_BIN_EXE_guiju")).parent().expect("the program lies in a folder").to_owned();
    let rest = env::var_os("PATH").unwrap_or_default();
    env::join_paths([own].into_iter().chain(env::split_paths(&rest))).expect("folders without a colon")
}

/// The blocks of YAML in both READMEs that are meant as this file.
fn shown(file: &str) -> Vec<String> {
    let texts = ["README.md", "README.zh.md"].map(|name| fs::read_to_string(root().join(name)).expect("it stands"));
    let blocks = texts.iter().flat_map(|text| text.split("```yaml\n").skip(1));
    let blocks = blocks.filter_map(|block| block.split("```").next()).filter(|block| block.contains(file));
    let blocks: Vec<_> = blocks.map(str::to_owned).collect();
    assert!(blocks.len() >= 2 && blocks.len() % 2 == 0, "both languages show `{file}`: {blocks:?}");
    blocks
}

/// Writes a file and gives its place.
fn write(path: PathBuf, text: &str) -> PathBuf {
    crate::scratch::write(&path, text.as_bytes());
    path
}
