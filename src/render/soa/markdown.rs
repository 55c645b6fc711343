//! The statement as Markdown: a heading a project, a table a principle.

use std::fmt::Write as _;

use super::{Row, cited, disclaimer, heads, rows};
use crate::judge::Judged;
use crate::locale::{Locale, Text, text};
use crate::render::escape::{code, markdown};
use crate::render::summary::{attained, report_name};
use crate::render::{Unjudged, View};
use crate::report::PackReport;

/// The statement of one project.
pub(in crate::render) fn page(judged: &Judged, view: &View) -> String {
    let (report, locale) = (&judged.report, view.locale);
    let mut out = String::new();
    let name = markdown(report_name(report));
    // Writing to a string does not fail.
    let _ = writeln!(out, "# {}\n", text!("Statement of applicability: {name}", "适用性声明：{name}").get(locale));
    for fact in facts(judged, view) {
        let _ = writeln!(out, "- {}", fact.get(locale));
    }
    let rows = rows(judged);
    for principle in &report.principles {
        let own: Vec<_> = rows.iter().filter(|row| row.item.principle == principle.id).collect();
        if own.is_empty() {
            continue;
        }
        let heads = heads().map(|head| head.get(locale).to_owned());
        let _ = writeln!(out, "\n## {}\n\n| {} |", markdown(principle.title.get(locale)), heads.join(" | "));
        let _ = writeln!(out, "|{}", " --- |".repeat(heads.len()));
        for row in own {
            let _ = writeln!(out, "| {} |", cells(row, locale).join(" | "));
        }
    }
    let _ = writeln!(out, "\n{}", disclaimer().get(locale));
    out
}

/// A manifest that could not be judged.
pub(in crate::render) fn unjudged(unjudged: &Unjudged, locale: Locale) -> String {
    let (manifest, reason) = (markdown(&unjudged.manifest), markdown(&unjudged.reason));
    let said = text!("No statement: {manifest} could not be judged", "没有声明：{manifest} 无法评判");
    format!("# {}\n\n{reason}\n", said.get(locale))
}

/// What the statement is on, and by what it was made.
fn facts(judged: &Judged, view: &View) -> Vec<Text> {
    let (report, project) = (&judged.report, &judged.manifest.project);
    let pack = |pack: &PackReport| format!("{} {}", markdown(&pack.id), markdown(&pack.version));
    let packs: Vec<_> = report.packs.iter().map(pack).collect();
    let (packs_en, packs_zh) = (packs.join(", "), packs.join("、"));
    let (manifest, owner, day) = (code(&report.manifest, false), markdown(&project.owner), view.today);
    let (tool, Text { en, zh }) = (env!("CARGO_PKG_VERSION"), attained(report));
    let mut facts = vec![
        text!("Manifest: {manifest}", "清单：{manifest}"),
        text!("Owner: {owner}", "负责人：{owner}"),
        text!(
            "Judged as of {day} by guiju {tool}, by {packs_en}",
            "由 guiju {tool} 按 {packs_zh} 评判，评判日期 {day}"
        ),
        Text { en: capital(&markdown(&en)), zh: markdown(&zh) },
    ];
    if let Some(assessed) = &project.assessed {
        facts.push(text!("Assessed by the project on {}", "项目自评日期：{}", assessed.value));
    }
    if !report.is_whole {
        facts.push(text!(
            "**Not whole: some of the items were left out of this run**",
            "**不完整：本次运行未评判全部条目**"
        ));
    }
    facts
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

fn cells(row: &Row<'_>, locale: Locale) -> [String; 7] {
    let item = row.item;
    let none = || "—".to_owned();
    let joined = |lines: Vec<String>| if lines.is_empty() { none() } else { lines.join("<br>") };
    let said = |lines: Vec<Text>| joined(lines.iter().map(|line| markdown(line.get(locale))).collect());
    let applies = format!("{}{}", row.whether().get(locale), locale.pick(": ", "："));
    let verdict = format!("**{}**", item.verdict.text().get(locale));
    let state = row.state().into_iter().map(|line| markdown(line.get(locale)));
    let evidence = cited(row).into_iter().map(|(name, said)| match said {
        Some(Text { en, zh }) => text!("{} ({en})", "{}（{zh}）", code(&name, true)).get(locale).to_owned(),
        None => code(&name, true),
    });
    [
        format!("{}<br>{}", markdown(item.title.get(locale)), code(&item.id, true)),
        format!("{applies}{}", markdown(row.why.get(locale))),
        joined(std::iter::once(verdict).chain(state).collect()),
        joined(evidence.collect()),
        if row.applies() { markdown(row.owner) } else { none() },
        said(row.review()),
        said(row.exceptions()),
    ]
}
