//! `soa-html`: the statement of applicability as a page that stands by itself, with the same words as the Markdown, for the screen and for
//! A4 in landscape. One table, whose head is printed on every page; on a narrow screen each row is a card.

use std::fmt::Write as _;

use super::markup::{Html, begun, word};
use super::shell::Shell;
use super::{icons, worst_first};
use crate::judge::Judged;
use crate::locale::{Locale, Text, text};
use crate::render::View;
use crate::render::soa::{Row, cited, disclaimer, heads, rows};
use crate::render::summary::{attained, report_name};
use crate::report::ProjectReport;
use crate::vocabulary::Verdict;

const STYLE: &str = include_str!("statement.css");

/// The page, which opens in the reader's language.
pub(crate) fn statement(judged: &Judged, view: &View) -> String {
    let report = &judged.report;
    let name = report_name(report);
    let title = text!("{name}: statement of applicability", "{name}：适用性声明");
    let style = format!("{STYLE}{}", labels());
    Shell { title: &title, locale: view.locale, style: &style, script: "", above: None }.document(
        |html| {
            head(html, judged, view);
            table(html, judged);
        },
        |html| foot(html, judged),
    )
}

/// What stands above each column, for a screen on which the columns stand below each other.
fn labels() -> String {
    let mut out = String::from("@media screen and (max-width: 56rem) {\n");
    for (at, head) in heads().iter().enumerate().skip(1) {
        for locale in [Locale::En, Locale::Zh] {
            let (at, language, head) = (at + 1, locale.tag(), head.get(locale));
            // Writing to a string does not fail.
            let _ = writeln!(
                out,
                ":root:is(.lang-{language}, :not(.scripted):has(#lang-{language}:checked)) .soa .row > :nth-child({at})::before {{ content: \"{head}\" }}"
            );
        }
    }
    out.push_str("}\n");
    out
}

fn head(html: &mut Html, judged: &Judged, view: &View) {
    let report = &judged.report;
    html.tag("section", &[("class", "top"), ("aria-labelledby", "name")], |html| {
        let day = view.today;
        html.said("p", "over", &text!("Statement of applicability, as of {day}", "适用性声明 · 截至 {day}"));
        html.tag("h1", &[("id", "name")], |html| html.text(report_name(report)));
        html.said("p", "sentence", &sentence(report));
        html.classed("ul", "tally", |html| {
            for (verdict, count) in worst_first(&report.verdicts) {
                icons::counted(html, verdict, count);
            }
        });
        if !report.is_whole {
            html.said(
                "p",
                "lede",
                &text!("Not whole: some of the items were left out of this run.", "不完整：本次运行未评判全部条目。"),
            );
        }
        facts(html, judged);
    });
}

fn sentence(report: &ProjectReport) -> Text {
    let all = report.items.len();
    let left = report.verdicts.count(Verdict::NotApplicable);
    let (applies, met) = (all - left, report.verdicts.count(Verdict::Satisfied));
    text!(
        "Of {all} items, {applies} apply; {met} of those are satisfied.",
        "共 {all} 个条目，适用 {applies} 项，其中 {met} 项已满足。"
    )
}

fn facts(html: &mut Html, judged: &Judged) {
    let (report, project) = (&judged.report, &judged.manifest.project);
    let level = attained(report);
    html.classed("dl", "facts", |html| {
        let mut fact = |label: Text, value: &Text| html.fact(&label, |html| html.say(value));
        fact(text!("Owner", "负责人"), &Text::same(project.owner.as_str()));
        fact(text!("Manifest", "清单"), &Text::same(report.manifest.as_str()));
        if let Some(day) = &project.assessed {
            fact(text!("Assessed by the project", "项目自评日期"), &Text::same(day.value.to_string()));
        }
        fact(text!("Result", "结果"), &word(&level));
    });
}

fn table(html: &mut Html, judged: &Judged) {
    let rows = rows(judged);
    html.tag("section", &[("aria-labelledby", "statement")], |html| {
        html.tag("h2", &[("id", "statement"), ("class", "unseen")], |html| {
            html.say(&text!("The statement", "声明"));
        });
        html.classed("table", "soa", |html| {
            html.tag("thead", &[], |html| {
                html.tag("tr", &[], |html| {
                    for head in heads() {
                        html.tag("th", &[("scope", "col")], |html| html.say(&head));
                    }
                });
            });
            for (at, principle) in judged.report.principles.iter().enumerate() {
                let own: Vec<_> = rows.iter().filter(|row| row.item.principle == principle.id).collect();
                if own.is_empty() {
                    continue;
                }
                html.tag("tbody", &[], |html| {
                    html.classed("tr", "principle", |html| {
                        html.tag("th", &[("scope", "rowgroup"), ("colspan", "7")], |html| {
                            html.classed("span", "number", |html| html.text(&(at + 1).to_string()));
                            html.raw(" ");
                            html.say(&principle.title);
                        });
                    });
                    for one in own {
                        row(html, one);
                    }
                });
            }
        });
    });
}

fn row(html: &mut Html, row: &Row<'_>) {
    let item = row.item;
    html.classed("tr", if row.applies() { "row" } else { "row off" }, |html| {
        html.tag("th", &[("scope", "row")], |html| {
            html.said("span", "", &item.title);
            html.raw(" ");
            html.code(&item.id);
        });
        html.tag("td", &[], |html| {
            let Text { en, zh } = row.whether();
            html.said("b", "", &text!("{en}:", "{zh}："));
            html.raw(" ");
            html.say(&row.why);
        });
        html.tag("td", &[], |html| {
            html.classed("p", "chip", |html| {
                icons::verdict(html, item.verdict);
                html.said("span", "", &word(&item.verdict.text()));
            });
            state(html, row);
        });
        html.tag("td", &[], |html| evidence(html, row));
        html.tag("td", &[], |html| if row.applies() { html.text(row.owner) } else { html.raw("–") });
        html.tag("td", &[], |html| some(html, &row.review()));
        html.tag("td", &[], |html| some(html, &row.exceptions()));
    });
}

/// What is asked and what it rests on in one line, and what the project says below it.
fn state(html: &mut Html, row: &Row<'_>) {
    let mut facts = row.state();
    let statement = row.item.statement.as_ref().and_then(|_| facts.pop());
    let joined = |locale: Locale| facts.iter().map(|fact| fact.get(locale)).collect::<Vec<_>>().join(" · ");
    if !facts.is_empty() {
        html.said("p", "", &begun(&Text { en: joined(Locale::En), zh: joined(Locale::Zh) }));
    }
    if let Some(statement) = statement {
        html.said("p", "said", &statement);
    }
}

fn evidence(html: &mut Html, row: &Row<'_>) {
    let cited = cited(row);
    if cited.is_empty() {
        return html.raw("–");
    }
    html.tag("ul", &[], |html| {
        for (name, said) in cited {
            html.tag("li", &[], |html| {
                html.code(&name);
                if let Some(said) = said {
                    html.raw(" ");
                    html.said("i", "", &said);
                }
            });
        }
    });
}

fn lines(html: &mut Html, lines: &[Text]) {
    for line in lines {
        html.said("p", "", &begun(line));
    }
}

/// The same; a dash where there is nothing to say.
fn some(html: &mut Html, said: &[Text]) {
    if said.is_empty() {
        return html.raw("–");
    }
    lines(html, said);
}

fn foot(html: &mut Html, judged: &Judged) {
    let version = env!("CARGO_PKG_VERSION");
    html.said("h2", "", &text!("What this statement is, and what it is not", "本声明是什么，不是什么"));
    html.said("p", "", &disclaimer());
    html.said(
        "p",
        "",
        &text!(
            "Made by guiju {version}, by these packs. Nothing was fetched, and nothing on this page is.",
            "由 guiju {version} 按以下规则包生成。评判和阅读都不联网。"
        ),
    );
    super::foot::packs(html, &judged.report.packs);
}
