//! Every item, by its principle, with the choice of which are seen. The choice works by style alone; the search needs the script.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::item::{Desk, findings, item};
use super::markup::{Html, word};
use super::shell::radio;
use super::{icons, worst_first};
use crate::dossier::{Dossier, Sheet};
use crate::locale::{Text, text};
use crate::report::ProjectReport;
use crate::vocabulary::{Requirement, Words};

/// The rules by which the buttons choose, for so many principles.
pub(super) fn rules(report: &ProjectReport) -> String {
    let verdicts = report.verdicts.iter().map(|(verdict, _)| icons::colour(verdict));
    let requirements = Requirement::all().map(|requirement| format!("r-{}", requirement.word()));
    let principles = (1..=report.principles.len()).map(|number| format!("p-{number}"));
    let mut out = String::new();
    for class in verdicts.chain(requirements).chain(principles) {
        // Writing to a string does not fail.
        let chosen = format!(":root:is(.only-{class}, :not(.scripted):has(#only-{class}:checked))");
        // Told apart rather than in one `:is()`, so that a browser asks it of items and groups and not of every element.
        let _ = writeln!(out, "{chosen} .item:not(.{class}),{chosen} .group:not(.{class}){{display:none}}");
    }
    out
}

/// The section of all items.
pub(super) fn items(html: &mut Html, dossier: &Dossier) {
    let (report, sheets) = (&dossier.judged.report, dossier.sheets());
    html.tag("section", &[("aria-labelledby", "items"), ("class", "all")], |html| {
        html.tag("h2", &[("id", "items")], |html| html.say(&text!("Every item", "全部条目")));
        choices(html, report, &sheets);
        let loose = dossier.loose();
        if !loose.is_empty() {
            html.classed("div", "loose", |html| {
                html.said("h3", "", &text!("The manifest itself", "清单文件本身"));
                findings(html, &loose);
            });
        }
        for (at, principle) in report.principles.iter().enumerate() {
            let own: Vec<_> = sheets.iter().filter(|sheet| sheet.item.principle == principle.id).collect();
            if own.is_empty() {
                continue;
            }
            html.tag("div", &[("class", &group(&own, at + 1))], |html| {
                html.tag("h3", &[], |html| {
                    html.classed("span", "number", |html| html.text(&(at + 1).to_string()));
                    html.raw(" ");
                    html.say(&principle.title);
                });
                let (rulebook, manifest) = (&*dossier.judged.rulebook, &dossier.judged.manifest);
                for sheet in own {
                    item(html, sheet, Desk { rulebook, manifest, principle: at + 1 });
                }
            });
        }
        html.said("p", "shown", &text!("items shown", "项已显示"));
    });
}

/// The classes of a principle's items, each once: what is chosen shows the heading of each that has such an item.
fn group(own: &[&Sheet<'_>], principle: usize) -> String {
    let verdicts: BTreeSet<_> = own.iter().map(|sheet| sheet.item.verdict).collect();
    let requirements: BTreeSet<_> = own.iter().map(|sheet| sheet.item.requirement).collect();
    let mut out = format!("group p-{principle}");
    out.extend(verdicts.into_iter().map(|verdict| format!(" {}", icons::colour(verdict))));
    out.extend(requirements.into_iter().map(|requirement| format!(" r-{}", requirement.word())));
    out
}

fn choices(html: &mut Html, report: &ProjectReport, sheets: &[Sheet<'_>]) {
    html.tag("div", &[("class", "choices"), ("role", "search"), ("aria-labelledby", "items")], |html| {
        html.tag("div", &[("class", "find"), ("hidden", "")], |html| {
            html.tag("label", &[("for", "find")], |html| html.say(&text!("Search", "搜索")));
            html.void("input", &[("type", "search"), ("id", "find"), ("autocomplete", "off"), ("spellcheck", "false")]);
            for (id, text) in [
                ("open-all", text!("Open all", "全部展开")),
                ("close-all", text!("Close all", "全部收起")),
                ("reset", text!("Show all", "显示全部")),
            ] {
                html.tag("button", &[("type", "button"), ("id", id)], |html| html.say(&text));
            }
            html.tag("p", &[("id", "status"), ("role", "status")], |_| ());
        });
        let all = sheets.len();
        choice(html, "verdict", &text!("Verdict", "结论"), all, |html| {
            for (verdict, count) in worst_first(&report.verdicts) {
                button(html, "verdict", &icons::colour(verdict), false, |html| {
                    icons::verdict(html, verdict);
                    counted(html, &word(&verdict.text()), count);
                });
            }
        });
        choice(html, "principle", &text!("Principle", "原则"), all, |html| {
            for (at, principle) in report.principles.iter().enumerate() {
                let count = sheets.iter().filter(|sheet| sheet.item.principle == principle.id).count();
                button(html, "principle", &format!("p-{}", at + 1), false, |html| {
                    counted(html, &principle.title, count);
                });
            }
        });
        choice(html, "requirement", &text!("Requirement", "要求"), all, |html| {
            for requirement in [Requirement::Required, Requirement::Recommended, Requirement::Informative] {
                let count = sheets.iter().filter(|sheet| sheet.item.requirement == requirement).count();
                let class = format!("r-{}", requirement.word());
                button(html, "requirement", &class, false, |html| counted(html, &word(&requirement.text()), count));
            }
        });
    });
}

/// A row of buttons of which one is pressed: at first the one for all.
fn choice(html: &mut Html, name: &'static str, title: &Text, all: usize, others: impl FnOnce(&mut Html)) {
    html.classed("fieldset", "choice", |html| {
        html.tag("legend", &[], |html| html.say(title));
        html.classed("div", "buttons", |html| {
            button(html, name, &format!("{name}-all"), true, |html| counted(html, &text!("All", "全部"), all));
            others(html);
        });
    });
}

fn button(html: &mut Html, name: &'static str, class: &str, is_chosen: bool, inner: impl FnOnce(&mut Html)) {
    html.tag("label", &[], |html| {
        radio(html, name, &format!("only-{class}"), is_chosen);
        html.tag("span", &[], inner);
    });
}

fn counted(html: &mut Html, text: &Text, count: usize) {
    html.said("span", "word", text);
    html.raw(" ");
    html.classed("span", "count", |html| html.text(&count.to_string()));
}
