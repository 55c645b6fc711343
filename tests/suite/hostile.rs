//! Hostile input: whatever lies in a folder, the program ends soon, tells the place and never falls over. What it makes of honest
//! mistakes is shown here too, for a mistake and an attack look alike.

mod evidence;
mod manifest;
mod packs;
mod terminal;

use std::time::{Duration, Instant};

use crate::run::Output;

/// Longer than this nothing may take, on a busy machine and without optimisation; what is not linear takes far longer.
const SOON: Duration = Duration::from_secs(60);

/// Runs something that must end soon and not fall over.
fn soon(what: &str, run: impl FnOnce() -> Output) -> Output {
    let start = Instant::now();
    let output = run();
    let took = start.elapsed();
    assert!(took < SOON, "{what} took {took:?}");
    assert!((0..=2).contains(&output.status), "{what}: status {}: {}", output.status, shown(&output));
    assert!(!output.stderr.contains("panicked"), "{what}: {}", shown(&output));
    output
}

/// The beginning of all that was printed.
fn shown(output: &Output) -> String {
    format!("{}{}", output.stdout, output.stderr).chars().take(2000).collect()
}
