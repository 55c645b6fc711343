//! A crosswalk as Markdown: a table a project.

use std::fmt::Write as _;

use super::{counts, disclaimer, touch, unverified};
use crate::crosswalk::{Crosswalk, Row};
use crate::locale::{Locale, text};
use crate::render::escape::markdown;
use crate::report::ProjectReport;

/// Every project, below what there is to know of the framework.
pub(super) fn page(projects: &[(&ProjectReport, Crosswalk<'_>)], locale: Locale) -> String {
    let mut out = String::new();
    if let Some((_, first)) = projects.first() {
        let framework = first.framework;
        let (title, nature) = (markdown(framework.title.get(locale)), markdown(framework.nature.get(locale)));
        let (edition, source) = (markdown(&framework.edition), markdown(framework.source.get(locale)));
        let _ = writeln!(out, "# {title}\n");
        let _ =
            writeln!(out, "{}", text!("{nature}, {edition}. {source}", "{nature}，{edition}。{source}").get(locale));
        for doubt in &framework.doubts {
            let doubt = markdown(doubt.get(locale));
            let _ = writeln!(out, "\n> {}", text!("Doubtful: {doubt}", "存疑：{doubt}").get(locale));
        }
    }
    for (report, crosswalk) in projects {
        let _ = writeln!(out, "\n## {}\n\n{}\n", markdown(&report.name), counts(crosswalk, locale));
        let heads = ["Provision", "Gloss", "Basis", "Standing", "Items"];
        let heads = locale.pick(heads, ["条文", "释义", "依据", "状况", "条目"]);
        let _ = writeln!(out, "| {} |\n| --- | --- | --- | --- | --- |", heads.join(" | "));
        for row in &crosswalk.rows {
            let _ = writeln!(out, "| {} |", cells(row, locale).join(" | "));
        }
    }
    let _ = writeln!(out, "\n{}", markdown(disclaimer().get(locale)));
    out
}

fn cells(row: &Row<'_>, locale: Locale) -> [String; 5] {
    let ground = row.provision.ground.text();
    let doubt = row.is_unverified().then(|| text!("{}, **{}**", "{}，**{}**", ground.get(locale), unverified(locale)));
    let touches: Vec<_> = row.touches.iter().map(|touching| markdown(&touch(touching, locale))).collect();
    [
        markdown(&row.provision.id.value),
        markdown(row.provision.gloss.get(locale)),
        doubt.unwrap_or(ground).get(locale).to_owned(),
        row.standing.text().get(locale).to_owned(),
        touches.join("<br>"),
    ]
}
