//! `guiju completions` and `guiju man`: what shells and readers are told of the command line. What that is, is for `args`.

use std::path::Path;

use clap_complete::Shell;

use super::pages::{Wrote, write as write_pages};
use super::terminal::{Terminal, say};
use super::{PASSED, write};
use crate::args::{MARK, manual, script};
use crate::error::Error;
use crate::locale::text;
use crate::render::one_line;

/// Prints the script for a shell.
pub(super) fn completions(shell: Shell, terminal: &Terminal) -> Result<u8, Error> {
    write(&script(shell, terminal.locale))?;
    Ok(PASSED)
}

/// Prints the page of the program, or writes all pages into a folder.
pub(super) fn man(out: Option<&Path>, terminal: &Terminal) -> Result<u8, Error> {
    let pages = manual(terminal.locale);
    let Some(out) = out else {
        write(pages.get("guiju.1").map_or("", String::as_str))?;
        return Ok(PASSED);
    };
    let Wrote { written, .. } = write_pages(out, &pages, &[MARK])?;
    let (count, out) = (pages.len(), out.display());
    let told = text!(
        "{count} pages in `{out}`: {written} written, the others as they were",
        "`{out}` 中共 {count} 个手册页：写入 {written} 个，其余未变"
    );
    say(&format!("guiju: {}", one_line(told.get(terminal.locale))));
    Ok(PASSED)
}
