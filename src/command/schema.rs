//! `guiju schema`: prints the JSON Schema of a file. It reads nothing.

use super::terminal::Terminal;
use super::{PASSED, write};
use crate::error::Error;
use crate::schema::{File, schema};

/// Prints the schema of a file, with its descriptions in the reader's language.
pub(super) fn run(file: File, terminal: &Terminal) -> Result<u8, Error> {
    write(&format!("{:#}\n", schema(file, terminal.locale)))?;
    Ok(PASSED)
}
