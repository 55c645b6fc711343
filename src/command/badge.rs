//! `guiju badge`: judges one project, and draws what is verified. What cannot be judged has a badge too, so that none is left standing.

use super::projects::{find, find_only, judge_one, today};
use super::terminal::Terminal;
use super::{BROKEN, PASSED, with_packs, write};
use crate::args::Badge;
use crate::error::Error;
use crate::judge::Judge;
use crate::locale::{Locale, text};
use crate::render::badge::{self, badge};
use crate::report::Totals;

/// Judges and draws. What the badge says fails nothing here: `check` does that.
pub(super) fn run(asked: &Badge, locale: Option<Locale>, terminal: &Terminal) -> Result<u8, Error> {
    let today = asked.as_of.map_or_else(today, Ok)?;
    let judge = with_packs(Judge::new(today).details(false), &asked.packs)?;
    let view = terminal.view(false, today);
    let help = text!("name the one that is meant", "请指明是哪一份");
    let found = find_only(&asked.path, &help);
    if found.is_err() && find(std::slice::from_ref(&asked.path)).is_ok() {
        // There are several: which of them is meant, no badge can say.
        return found.map(|_| BROKEN);
    }
    let judged = found.and_then(|path| judge_one(&judge, &path));
    let (said, status) = match &judged {
        Ok(judged) => {
            let is_judged = Totals::of(&judged.report).items > 0;
            (badge(&judged.report, &view.of(&judged.report, locale)), if is_judged { PASSED } else { BROKEN })
        }
        Err(error) => (badge::unjudged(error, &view), terminal.tell(error, None)),
    };
    write(&said.draw(asked.form))?;
    Ok(status)
}
