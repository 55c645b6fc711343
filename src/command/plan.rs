//! `guiju plan`: judges projects, and shows the shortest way up. Nothing is written, and nothing is claimed.

use super::projects::{each, judge_one, today};
use super::terminal::Terminal;
use super::{BROKEN, PASSED, with_packs, write};
use crate::args::Plan;
use crate::ascent::ascent;
use crate::error::Error;
use crate::judge::Judge;
use crate::locale::{Locale, Text, text};
use crate::render::ascent::ascents;

/// Judges and shows. How much is left to do fails nothing.
pub(super) fn run(asked: &Plan, locale: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let today = asked.as_of.map_or_else(today, Ok)?;
    let judge = with_packs(Judge::new(today), &asked.packs)?;
    let (judged, fine) = each(std::slice::from_ref(&asked.path), terminal, |path| judge_one(&judge, path))?;
    let mut ways = Vec::new();
    for one in &judged {
        ways.push(ascent(one, asked.level).map_err(|ranks| unknown(asked.level.unwrap_or_default(), &ranks))?);
    }
    if ways.is_empty() {
        return Ok(BROKEN);
    }
    let mut view = terminal.view(false, today);
    if let [only] = judged.as_slice() {
        view = view.of(&only.report, locale);
    }
    write(&ascents(&ways, asked.json, &view))?;
    Ok(if fine { PASSED } else { BROKEN })
}

/// That no pack in use has a level of this rank.
pub(super) fn unknown(asked: u8, ranks: &[u8]) -> Error {
    let ranks: Vec<_> = ranks.iter().map(u8::to_string).collect();
    let Text { en, zh } = Text { en: ranks.join(", "), zh: ranks.join("、") };
    Error::Plain(text!("the packs have no level {asked}; they have {en}", "规则包没有等级 {asked}；现有等级为 {zh}"))
}
