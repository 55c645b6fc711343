//! `guiju crosswalk`: judges projects, and shows the results by the provisions of another framework.

use super::projects::{each, judge_one, today};
use super::terminal::Terminal;
use super::{BROKEN, PASSED, with_packs, write};
use crate::args::Crosswalk;
use crate::crosswalk::crosswalk;
use crate::error::Error;
use crate::judge::{Judge, Judged};
use crate::locale::{Locale, text};
use crate::pack::Rulebook;
use crate::render::crosswalk::crosswalks;
use crate::tree::nearest;

/// Judges and shows. What a provision comes to fails nothing: a crosswalk is for reading.
pub(super) fn run(asked: &Crosswalk, locale: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let today = asked.as_of.map_or_else(today, Ok)?;
    let judge = with_packs(Judge::new(today).waivers(asked.waivers), &asked.packs)?;
    // A name that nobody knows is told before anything is judged.
    if !asked.packs.is_empty() {
        known(&asked.framework, &*judge.rulebook()?)?;
    }
    let (judged, fine) = each(std::slice::from_ref(&asked.path), terminal, |path| judge_one(&judge, path))?;
    let mut pages = Vec::new();
    for Judged { report, rulebook, .. } in &judged {
        match crosswalk(&asked.framework, rulebook, report) {
            Some(crosswalk) => pages.push((report, crosswalk)),
            None => return Err(unknown(&asked.framework, rulebook)),
        }
    }
    if pages.is_empty() {
        return Ok(BROKEN);
    }
    let mut view = terminal.view(false, today);
    if let [(report, _)] = pages.as_slice() {
        view = view.of(report, locale);
    }
    write(&crosswalks(asked.form, &pages, &view))?;
    Ok(if fine { PASSED } else { BROKEN })
}

fn known(framework: &str, rulebook: &Rulebook) -> Result<(), Error> {
    let known = rulebook.frameworks().any(|known| known.id.value == framework);
    if known { Ok(()) } else { Err(unknown(framework, rulebook)) }
}

fn unknown(framework: &str, rulebook: &Rulebook) -> Error {
    let known: Vec<_> = rulebook.frameworks().map(|known| known.id.value.as_str()).collect();
    Error::Plain(match nearest(framework, known.iter().copied()) {
        Some(near) => text!(
            "there is no framework `{framework}`; did you mean `{near}`?",
            "没有名为 `{framework}` 的框架；是否想写 `{near}`？"
        ),
        None => text!(
            "there is no framework `{framework}`; `guiju list frameworks` shows them all",
            "没有名为 `{framework}` 的框架；可运行 `guiju list frameworks` 查看"
        ),
    })
}
