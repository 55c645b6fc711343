//! `guiju schema`: prints the JSON Schema of a file. It reads nothing.

use super::terminal::Terminal;
use super::{PASSED, judge, write};
use crate::error::Error;
use crate::locale::text;
use crate::schema::{File, schema};

/// Prints the schema of a file, with its descriptions in the reader's language.
pub(super) fn run(file: File, packs: &[String], terminal: &Terminal) -> Result<u8, Error> {
    if !packs.is_empty() && file != File::Manifest {
        return Err(Error::Plain(text!(
            "only the schema of a manifest knows the items of packs; leave `--pack` out",
            "只有清单的 JSON Schema 与规则包的条目有关；请去掉 `--pack`"
        )));
    }
    let rulebook = if packs.is_empty() { None } else { Some(judge(packs)?.rulebook()?) };
    write(&format!("{:#}\n", schema(file, rulebook.as_deref(), terminal.locale)))?;
    Ok(PASSED)
}
