//! Runs the built program with nothing of the tester's environment, and keeps what it said. It asserts nothing.

use std::path::Path;
use std::process::Command;

/// What a run gave.
pub(crate) struct Output {
    /// The exit status; -1 where a signal ended it.
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs the program at the root of the repository.
pub(crate) fn guiju(args: &[&str]) -> Output {
    guiju_in(Path::new(env!("CARGO_MANIFEST_DIR")), args)
}

/// Runs the program in a folder.
#[expect(clippy::expect_used, reason = "a program that does not start, or writes no text, has failed the test")]
pub(crate) fn guiju_in(dir: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guiju"));
    command.args(args).current_dir(dir).env_clear().envs([("LANG", "C.UTF-8"), ("NO_COLOR", "1"), ("COLUMNS", "100")]);
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    Output { status: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}
