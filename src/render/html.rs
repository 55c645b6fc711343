//! `html`: a report that stands by itself, on one project or as the index of many: a file without a link to anything that would be loaded, in both languages, for
//! the screen and for paper. What it says comes from the dossier; how it looks stands in `page.css`, and nothing on it waits for
//! its script.

mod ahead;
mod chart;
mod excerpt;
mod foot;
mod heat;
mod icons;
mod index;
mod item;
mod items;
mod lists;
mod markup;
mod overview;
mod past;
mod policy;
mod shell;
mod statement;
mod touches;

use super::View;
use super::summary::{percent, report_name};
use crate::dossier::Dossier;
use crate::locale::{Locale, Text, text};
use crate::report::Verdicts;
use crate::vocabulary::Verdict;
use chart::Pair;
pub(crate) use index::index;
use shell::Shell;
pub(crate) use statement::statement;

/// What the page of a project does by script.
const SCRIPT: &str = include_str!("html/page.js");

/// The page, which opens in the reader's language. One of several leads back to their index.
pub(crate) fn page(dossier: &Dossier, view: &View, index: Option<&'static str>) -> String {
    let name = report_name(&dossier.judged.report);
    let title = text!("{name}: AI governance report", "{name}：人工智能治理报告");
    let mut style = items::rules(&dossier.judged.report);
    if dossier.past.is_some() {
        style.push_str(past::STYLE);
    }
    Shell { title: &title, locale: view.locale, style: &style, script: SCRIPT, above: index }.document(
        |html| {
            overview::overview(html, dossier);
            if let Some(past) = &dossier.past {
                past::past(html, past);
            }
            ahead::steps(html, dossier);
            ahead::dues(html, dossier);
            items::items(html, dossier);
        },
        |html| foot::foot(html, dossier),
    )
}

/// A score, which no line end parts from its sign.
fn share(score: Option<f64>) -> Text {
    let share = |locale| percent(score, locale).replace(" %", "\u{a0}%");
    Text { en: share(Locale::En), zh: share(Locale::Zh) }
}

/// What a dial shows, in words: of each sector its name, and how far it is filled.
fn in_words(sectors: impl Iterator<Item = (Text, Pair)>) -> Text {
    let sectors: Vec<_> = sectors.collect();
    let of = |locale: Locale| {
        let parts = sectors.iter().map(|(name, pair)| {
            let name = name.get(locale);
            let [verified, declared] = [pair.verified, pair.declared].map(|score| share(score).get(locale).to_owned());
            match locale {
                Locale::En => format!("{name}: {verified} carried by evidence, {declared} declared"),
                Locale::Zh => format!("{name}：有证据支撑 {verified}，自称 {declared}"),
            }
        });
        parts.collect::<Vec<_>>().join(locale.pick(". ", "；"))
    };
    Text { en: format!(". {}.", of(Locale::En)), zh: format!("。{}。", of(Locale::Zh)) }
}

/// The verdicts that occur, the worst first: what is claimed and not carried, then gaps, then what holds.
fn worst_first(verdicts: &Verdicts) -> Vec<(Verdict, usize)> {
    let rank = |verdict: Verdict| match verdict {
        Verdict::Overclaimed => 0,
        Verdict::Unanswered => 1,
        Verdict::Unmet => 2,
        Verdict::Partial => 3,
        Verdict::Stale => 4,
        Verdict::Waived => 5,
        Verdict::Satisfied => 6,
        Verdict::NotApplicable => 7,
    };
    let mut counted: Vec<_> = verdicts.iter().collect();
    counted.sort_by_key(|(verdict, _)| rank(*verdict));
    counted
}
