//! A bundle in words: the pages that it opens with, the reports in it, and what verifying it found. What it holds is for `bundle`.

mod json;
mod readme;
mod told;

use super::whole::whole;
use super::{Format, View};
use crate::bundle::{Facts, REPORT, Stored, Trust, Verification};
use crate::judge::Judged;
use crate::locale::{Locale, Text, text};
use crate::report::PackReport;

/// All files of a bundle that are made of what was judged, by their paths in it.
pub(crate) fn made(facts: &Facts, judged: &Judged) -> Stored {
    let report = |format, locale| whole(format, judged, locale, facts.as_of);
    let files = [
        ("README.md", readme::page(facts, &judged.report, Locale::En)),
        ("README.zh.md", readme::page(facts, &judged.report, Locale::Zh)),
        ("report/report.en.md", report(Format::Markdown, Locale::En)),
        (REPORT, report(Format::Json, facts.locale)),
        ("report/report.zh.md", report(Format::Markdown, Locale::Zh)),
    ];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect()
}

/// What verifying a bundle found.
pub(crate) fn verification(found: &Verification, json: bool, view: &View) -> String {
    if json { json::whole(found) } else { told::whole(found, view) }
}

/// Why the exit status is what it is, in one line.
pub(crate) fn verdict(found: &Verification) -> Text {
    let faults = found.faults.len();
    match (&found.again, found.is_same()) {
        (Err(_), _) => text!("the bundle could not be judged again", "证据包无法重新评判"),
        (Ok(_), true) => text!("the bundle says the same", "证据包的结论一致"),
        (Ok(_), false) if faults == 0 => text!("the verdicts differ", "结论有差异"),
        (Ok(_), false) => {
            let some = if faults == 1 { "fault" } else { "faults" };
            text!("the bundle is not what it was: {faults} {some}", "证据包与原先不符：{faults} 处")
        }
    }
}

/// A pack, and how far this guiju vouches for it.
fn rule(pack: &PackReport, trust: &Trust) -> Text {
    let (PackReport { id, version, .. }, own) = (pack, env!("CARGO_PKG_VERSION"));
    match trust {
        Trust::BuiltIn => text!(
            "{id} {version}: the pack that is built into this guiju ({own}), to the byte",
            "{id} {version}：与本程序（{own}）内置的规则包逐字节相同"
        ),
        Trust::Other { .. } => text!(
            "{id} {version}: not the pack of this name that is built into this guiju ({own}); `--pack {id}` judges by that one",
            "{id} {version}：与本程序（{own}）内置的同名规则包不同；用 `--pack {id}` 可按内置的评判"
        ),
        Trust::Own => text!(
            "{id} {version}: rules of the organisation's own, which this guiju does not vouch for",
            "{id} {version}：机构自有的规则，本程序不为其背书"
        ),
    }
}
