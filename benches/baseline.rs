//! What the speed of `guiju` is held against: a program that does nothing, and one that only reads what `guiju check` would read.
//! It judges nothing and measures nothing; `speed.py` runs it.

use std::collections::HashSet;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use toml::{Table, Value};

/// The name of the files that are read and parsed.
const MANIFEST: &str = "governance.toml";

fn main() -> ExitCode {
    let mut args = env::args_os().skip(1);
    match args.next() {
        Some(mode) if mode == "read-toml" => report(read(args)),
        // `nothing`, and whatever `cargo bench` passes.
        _ => ExitCode::SUCCESS,
    }
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a program of its own: what it read is its result")]
fn report(read: io::Result<Read>) -> ExitCode {
    match read {
        Ok(read) => {
            println!("{} manifests, {} evidence files, {} bytes", read.manifests, read.evidence, read.bytes);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("baseline: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What was read: nothing that the compiler could leave out.
#[derive(Default)]
struct Read {
    manifests: usize,
    evidence: usize,
    bytes: usize,
}

/// Reads every manifest at or below the folders, and the files that it cites.
fn read(folders: impl Iterator<Item = OsString>) -> io::Result<Read> {
    let mut read = Read::default();
    let mut open: Vec<_> = folders.map(PathBuf::from).collect();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                open.push(entry.path());
            } else if entry.file_name() == MANIFEST {
                read.manifest(&folder)?;
            }
        }
    }
    Ok(read)
}

impl Read {
    fn manifest(&mut self, folder: &Path) -> io::Result<()> {
        let text = fs::read_to_string(folder.join(MANIFEST))?;
        let parsed = toml::from_str::<Table>(&text).map_err(io::Error::other)?;
        self.manifests += 1;
        self.bytes += text.len();
        for cited in cited(&parsed) {
            self.bytes += fs::read(folder.join(cited))?.len();
            self.evidence += 1;
        }
        Ok(())
    }
}

/// The files that the answers of a manifest cite, each once. The generated manifests cite no glob and no address.
fn cited(manifest: &Table) -> HashSet<&str> {
    let principles = manifest.get("answers").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let answers = principles.filter_map(Value::as_table).flat_map(Table::values);
    let evidence = answers.filter_map(|answer| answer.get("evidence")?.as_array()).flatten();
    evidence.filter_map(Value::as_str).map(|path| path.split('#').next().unwrap_or(path)).collect()
}
