//! `guiju docs`: the packs as pages of Markdown in a folder. What stands on the pages is for `render`.

use std::path::Path;

use super::PASSED;
use super::pages::{Wrote, write as write_pages};
use super::terminal::{Terminal, say};
use crate::error::Error;
use crate::judge::Judge;
use crate::locale::text;
use crate::render::one_line;
use crate::render::reference::{MARKS, reference};

/// Writes the pages.
pub(super) fn run(out: &Path, judge: &Judge, terminal: &Terminal) -> Result<u8, Error> {
    let pages = reference(&*judge.rulebook()?);
    let Wrote { written, removed } = write_pages(out, &pages, &MARKS)?;
    let (count, out) = (pages.len(), out.display());
    let told = text!(
        "{count} files in `{out}`: {written} written, {removed} removed, the others as they were",
        "`{out}` 中共 {count} 个文件：写入 {written} 个，删除 {removed} 个，其余未变"
    );
    say(&format!("guiju: {}", one_line(told.get(terminal.locale))));
    Ok(PASSED)
}
