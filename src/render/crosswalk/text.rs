//! A crosswalk as text for a terminal.

use std::fmt::Write as _;

use super::{counts, disclaimer, touch, unverified};
use crate::crosswalk::{Crosswalk, Row};
use crate::locale::{Locale, text};
use crate::render::View;
use crate::render::sanitise::sanitise;
use crate::render::table::wrap;
use crate::report::ProjectReport;
use crate::vocabulary::Standing;

/// How far what belongs to a provision stands in, in columns.
const INDENT: usize = 4;

/// Every project, below what there is to know of the framework.
pub(super) fn page(projects: &[(&ProjectReport, Crosswalk<'_>)], view: &View) -> String {
    let mut out = String::new();
    if let Some((_, first)) = projects.first() {
        let framework = first.framework;
        let (title, id, edition) = (framework.title.get(view.locale), &framework.id.value, &framework.edition);
        let nature = framework.nature.get(view.locale);
        lines(&mut out, text!("{title} ({id})", "{title}（{id}）").get(view.locale), 0, view);
        lines(&mut out, text!("{nature}, {edition}", "{nature}，{edition}").get(view.locale), 0, view);
        lines(&mut out, framework.source.get(view.locale), 0, view);
        for doubt in &framework.doubts {
            let doubt = doubt.get(view.locale);
            lines(&mut out, text!("Doubtful: {doubt}", "存疑：{doubt}").get(view.locale), 0, view);
        }
    }
    for (report, crosswalk) in projects {
        out.push('\n');
        let (name, counts) = (sanitise(&report.name), counts(crosswalk, view.locale));
        lines(&mut out, text!("{name}: {counts}", "{name}：{counts}").get(view.locale), 0, view);
        out.push('\n');
        for row in &crosswalk.rows {
            provision(&mut out, row, view);
        }
    }
    out.push('\n');
    lines(&mut out, disclaimer().get(view.locale), 0, view);
    out
}

fn provision(out: &mut String, row: &Row<'_>, view: &View) {
    let locale = view.locale;
    let (id, gloss, word) = (&row.provision.id.value, row.provision.gloss.get(locale), row.standing.text());
    let doubt = match (row.is_unverified(), locale) {
        (false, _) => String::new(),
        (true, Locale::En) => format!(" [{}]", unverified(locale)),
        (true, Locale::Zh) => format!("〔{}〕", unverified(locale)),
    };
    let head = match locale {
        Locale::En => format!("{}: {id}{doubt} {gloss}", word.en),
        Locale::Zh => format!("{}：{id}{doubt} {gloss}", word.zh),
    };
    for (at, line) in wrap(&head, view.width.saturating_sub(INDENT)).iter().enumerate() {
        let paint = if at == 0 && view.colour { colour(row.standing) } else { "" };
        // Only the word is in colour.
        let split = word.get(locale).len();
        match line.split_at_checked(split).filter(|_| !paint.is_empty()) {
            Some((word, rest)) => {
                let _ = writeln!(out, "{paint}{word}\u{1b}[0m{rest}");
            }
            None => {
                let _ = writeln!(out, "{}{line}", " ".repeat(if at == 0 { 0 } else { INDENT }));
            }
        }
    }
    for touching in &row.touches {
        lines(out, &touch(touching, locale), INDENT, view);
    }
}

fn colour(standing: Standing) -> &'static str {
    match standing {
        Standing::Met => "\u{1b}[32m",
        Standing::Partly => "\u{1b}[33m",
        Standing::Not => "\u{1b}[31m",
        Standing::Related | Standing::NotApplicable | Standing::Unjudged | Standing::Untouched => "\u{1b}[2m",
    }
}

/// Wrapped lines, so far in.
fn lines(out: &mut String, text: &str, indent: usize, view: &View) {
    for line in wrap(text, view.width.saturating_sub(indent)) {
        let _ = writeln!(out, "{}{line}", " ".repeat(indent));
    }
}
