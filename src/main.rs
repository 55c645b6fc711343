//! The command line: everything is in the library, so that tests and other programs go the same way.

use std::process::ExitCode;

fn main() -> ExitCode {
    guiju::main()
}
