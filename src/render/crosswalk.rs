//! A project's results by the provisions of another framework: as text for a terminal, Markdown, CSV or JSON. What a provision comes to
//! was decided in `crosswalk`; each of the forms says which readings are unverified, and that none of it is advice on law.

mod csv;
mod json;
mod markdown;
mod text;

use crate::crosswalk::{Crosswalk, Touch};
use crate::locale::{Locale, Text, text};
use crate::report::ProjectReport;
use crate::vocabulary::{Standing, Verdict, Words};

use super::View;

/// The form of a crosswalk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Text for a terminal.
    Table,
    Json,
    Markdown,
    Csv,
}

impl Form {
    /// Every form, by its word.
    pub(crate) const WORDS: [(&'static str, Self); 4] =
        [("table", Self::Table), ("json", Self::Json), ("markdown", Self::Markdown), ("csv", Self::Csv)];
}

/// The crosswalks of projects, in order; at least one.
pub(crate) fn crosswalks(form: Form, projects: &[(&ProjectReport, Crosswalk<'_>)], view: &View) -> String {
    match form {
        Form::Table => text::page(projects, view),
        Form::Json => json::page(projects, view),
        Form::Markdown => markdown::page(projects, view.locale),
        Form::Csv => csv::page(projects),
    }
}

/// What stands beside every mapping to another framework.
pub(super) fn disclaimer() -> Text {
    text!(
        "A mapping is a reading by the pack's authors: no legal advice, and no proof that a framework is complied with.",
        "对照关系是规则包作者的理解，不构成法律意见，也不能证明符合任何框架。"
    )
}

/// How many provisions stand how: "12 met, 3 partly".
fn counts(crosswalk: &Crosswalk<'_>, locale: Locale) -> String {
    let told: Vec<_> = Standing::all()
        .filter_map(|standing| {
            let (count, word) = (crosswalk.count(standing), standing.text());
            let told = match locale {
                Locale::En => format!("{count} {}", word.en),
                Locale::Zh => format!("{} {count}", word.zh),
            };
            (count > 0).then_some(told)
        })
        .collect();
    told.join(locale.pick(", ", "，"))
}

/// An item beside a provision: "security/risk-register (partial): satisfied".
fn touch(touch: &Touch<'_>, locale: Locale) -> String {
    let (id, strength) = (&touch.item.id, touch.strength.text());
    let verdict = touch.verdict.map_or_else(|| text!("not judged", "未评判"), Verdict::text);
    match locale {
        Locale::En => format!("{id} ({}): {}", strength.en, verdict.en),
        Locale::Zh => format!("{id}（{}）：{}", strength.zh, verdict.zh),
    }
}

/// The word beside what nobody has read.
pub(super) fn unverified(locale: Locale) -> &'static str {
    locale.pick("unverified", "未核实")
}
