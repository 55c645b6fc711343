//! Runs the program as a user would, in an environment that is the same everywhere. It judges nothing.

use std::path::Path;
use std::process::{Command, Stdio};

/// What came of one run.
pub(crate) struct Output {
    /// The exit status; -1 where a signal ended it.
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs the program in the repository's root.
pub(crate) fn guiju(args: &[&str]) -> Output {
    guiju_in(Path::new(env!("CARGO_MANIFEST_DIR")), args)
}

/// Runs the program in a folder.
pub(crate) fn guiju_in(dir: &Path, args: &[&str]) -> Output {
    finish(&mut prepared(dir, args))
}

/// The program in a folder, not started yet, for runs that need something more.
pub(crate) fn prepared(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guiju"));
    command.current_dir(dir).args(args).stdin(Stdio::null());
    command.env_clear().envs([("LANG", "C.UTF-8"), ("NO_COLOR", "1"), ("COLUMNS", "100")]);
    command
}

/// Starts it and waits for its end.
pub(crate) fn finish(command: &mut Command) -> Output {
    let output = command.output().expect("the program starts");
    Output {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).expect("results are UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

/// The arguments, with English asked for unless they ask for a language.
pub(crate) fn in_english<'a>(args: &[&'a str]) -> Vec<&'a str> {
    let english: &[&str] = if args.contains(&"--locale") { &[] } else { &["--locale", "en"] };
    [english, args].concat()
}
