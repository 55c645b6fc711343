//! The verbs for authors of packs: what is written, what is compared, and what is refused.

mod diff;
mod new;

use crate::run::Output;

fn shown(output: &Output) -> String {
    format!("status {}\n{}{}", output.status, output.stdout, output.stderr)
}
