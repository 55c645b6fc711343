//! `guiju explain ITEM --in PATH`: judges one item of one project, and tells how its verdict came about.

use std::path::Path;

use super::explain::unknown;
use super::projects::{find_one, judge_one, today};
use super::terminal::Terminal;
use super::{PASSED, with_packs, write};
use crate::args::Explain;
use crate::error::Error;
use crate::finding::Code;
use crate::judge::Judge;
use crate::locale::{Locale, text};
use crate::render::why::reasons;
use crate::why::why;

/// Judges and tells. Whatever the verdict is, it is told, and that is no failure.
pub(super) fn run(asked: &Explain, path: &Path, locale: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let today = asked.as_of.map_or_else(today, Ok)?;
    let id = item(&asked.rule);
    if Code::ALL.iter().any(|code| code.word() == id) {
        return Err(Error::Plain(text!(
            "`{id}` is a code; with `--in`, name the item whose verdict is to be explained",
            "`{id}` 是代码；使用 `--in` 时，请写明要解释哪个条目的结论"
        )));
    }
    let judge = with_packs(Judge::new(today).for_reasons(), &asked.packs)?;
    let judged = judge_one(&judge, &find_one(path)?)?;
    let Some(why) = why(&judged, id) else { return Err(unknown(id, &judged.rulebook)) };
    let view = terminal.view(false, today).of(&judged.report, locale);
    write(&reasons(&why, asked.json, &view))?;
    Ok(PASSED)
}

/// The item that is meant: findings show `item/code`, and that is what people paste.
fn item(rule: &str) -> &str {
    match rule.rsplit_once('/') {
        Some((item, word)) if item.contains('/') && Code::ALL.iter().any(|code| code.word() == word) => item,
        Some(_) | None => rule,
    }
}
