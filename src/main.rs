//! The command line: everything is in the library, so that tests and other programs go the same way.

use std::process::ExitCode;

/// Much of what is read, judged and told lives as long as one project and is small.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    guiju::main()
}
