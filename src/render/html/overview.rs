//! The head of the report: the verdict in a sentence, what the project is, and the principles as pictures with the same in words.

use std::cmp::Ordering;

use super::chart::{self, Pair};
use super::icons;
use super::markup::{Html, word};
use super::{in_words, share};
use crate::dossier::Dossier;
use crate::locale::{Text, text};
use crate::render::summary::report_name;
use crate::report::{PrincipleReport, ProjectReport, Verdicts};
use crate::vocabulary::Verdict;

/// What stands first.
pub(super) fn overview(html: &mut Html, dossier: &Dossier) {
    let report = &dossier.judged.report;
    html.tag("section", &[("class", "hero"), ("aria-labelledby", "name")], |html| {
        html.classed("div", "verdict", |html| {
            let day = dossier.window.today;
            let over = text!("AI governance self-assessment, judged on {day}", "人工智能治理自评 · 评判日期 {day}");
            html.said("p", "over", &over);
            html.tag("h1", &[("id", "name")], |html| html.text(report_name(report)));
            html.classed("p", "sentence", |html| {
                for part in sentence(report) {
                    html.said("span", "part", &part);
                    html.raw(" ");
                }
            });
            html.said("p", "lede", &lede(report));
            facts(html, dossier);
        });
        html.classed("figure", "picture", |html| {
            let sectors: Vec<_> = report.principles.iter().map(pair).collect();
            let whole = Pair { declared: report.declared, verified: report.score };
            chart::dial(html, whole, &sectors, "dial-said");
            html.tag("figcaption", &[("id", "dial-said")], |html| {
                html.classed("span", "key key-verified", |html| html.say(&text!("carried by evidence", "有证据支撑")));
                html.raw(" ");
                html.classed("span", "key key-declared", |html| html.say(&text!("declared", "自称")));
                html.classed("span", "unseen", |html| html.say(&said(report)));
            });
        });
    });
    principles(html, report);
}

fn pair(principle: &PrincipleReport) -> Pair {
    Pair { declared: principle.declared, verified: principle.score }
}

/// "It declares 87 %." "Its evidence carries 80 %.": parted so that a line ends between them rather than within one.
fn sentence(report: &ProjectReport) -> Vec<Text> {
    if report.score.is_none() {
        return vec![text!("Nothing that was judged applies to it.", "没有适用于本项目的条目。")];
    }
    let [declared, verified] = [report.declared, report.score].map(|score| share(score).en);
    let carried = if declared == verified {
        text!("Its evidence carries all of that.", "证据全部支撑。")
    } else {
        text!("Its evidence carries {verified}.", "证据只支撑 {verified}。")
    };
    vec![text!("It declares {declared}.", "自称 {declared}，"), carried]
}

/// What of it is not carried, and the level.
fn lede(report: &ProjectReport) -> Text {
    let counted = report.items.iter().filter(|item| item.level <= report.level_aimed);
    let claims = match counted.filter(|item| item.verdict == Verdict::Overclaimed).count() {
        0 => text!("No claim lacks the evidence that it cites.", "没有名不副实的声明。"),
        1 => text!("One claim is not carried by its evidence.", "有 1 项声明得不到证据支撑。"),
        count => text!("{count} claims are not carried by their evidence.", "有 {count} 项声明得不到证据支撑。"),
    };
    let level = level(report);
    Text { en: format!("{} {}", claims.en, level.en), zh: format!("{}{}", claims.zh, level.zh) }
}

fn level(report: &ProjectReport) -> Text {
    let named = |rank: u8, title: Option<&Text>| match title {
        Some(title) => Text { en: format!("{rank} ({})", title.en), zh: format!("{rank}（{}）", title.zh) },
        None => Text::same(rank.to_string()),
    };
    let [aimed, attained] = &report.level_titles;
    let (aimed, reached) = (named(report.level_aimed, aimed.as_ref()), report.level_attained);
    let (aimed_en, aimed_zh) = (&aimed.en, &aimed.zh);
    if reached == 0 {
        return text!(
            "It aims at level {aimed_en} and has attained none yet.",
            "目标等级为 {aimed_zh}，目前尚未达到任何等级。"
        );
    }
    let named = named(reached, attained.as_ref());
    let (en, zh) = (&named.en, &named.zh);
    match reached.cmp(&report.level_aimed) {
        Ordering::Less => text!(
            "It has attained level {en} and aims at level {aimed_en}.",
            "已达到等级 {zh}，目标等级为 {aimed_zh}。"
        ),
        Ordering::Equal => text!("It has attained the level that it aims at, {en}.", "已达到目标等级 {zh}。"),
        Ordering::Greater => {
            text!("It has attained level {en}, above the one that it aims at.", "已达到等级 {zh}，高于目标等级。")
        }
    }
}

fn facts(html: &mut Html, dossier: &Dossier) {
    let (report, project) = (&dossier.judged.report, &dossier.judged.manifest.project);
    if !project.description.is_empty() {
        html.classed("p", "about", |html| html.text(&project.description));
    }
    html.classed("dl", "facts", |html| {
        html.fact(&text!("Stage", "阶段"), |html| html.say(&word(&report.stage.text())));
        html.fact(&text!("Impact", "影响"), |html| html.say(&word(&report.impact.text())));
        let given = [
            (text!("Owner", "负责人"), Some(project.owner.clone())),
            (text!("Version", "版本"), project.version.clone()),
            (text!("Assessed", "自评日期"), project.assessed.as_ref().map(|day| day.value.to_string())),
            (text!("Contact", "联系方式"), project.contact.clone()),
        ];
        for (label, value) in given {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                html.fact(&label, |html| html.say(&Text::same(value)));
            }
        }
    });
}

/// The dial in words.
fn said(report: &ProjectReport) -> Text {
    in_words((1..).zip(&report.principles).map(|(number, principle)| {
        let Text { en, zh } = &principle.title;
        (text!("{number}, {en}", "{number}、{zh}"), pair(principle))
    }))
}

fn principles(html: &mut Html, report: &ProjectReport) {
    html.tag("section", &[("aria-labelledby", "principles")], |html| {
        html.tag("h2", &[("id", "principles"), ("class", "unseen")], |html| {
            html.say(&text!("The principles", "各项原则"));
        });
        html.classed("ol", "principles", |html| {
            for (at, principle) in report.principles.iter().enumerate() {
                html.tag("li", &[], |html| card(html, report, principle, at + 1));
            }
        });
    });
}

fn card(html: &mut Html, report: &ProjectReport, principle: &PrincipleReport, number: usize) {
    html.tag("h3", &[], |html| {
        html.classed("span", "number", |html| html.text(&number.to_string()));
        html.raw(" ");
        html.say(&principle.title);
    });
    html.classed("p", "figures", |html| {
        let [verified, declared] = [principle.score, principle.declared].map(|score| share(score).en);
        if principle.score.is_none() {
            return html.say(&text!("nothing applies", "无适用条目"));
        }
        html.tag("strong", &[], |html| html.text(&verified));
        html.raw(" ");
        html.said("span", "of", &text!("of {declared} declared", "自称 {declared}"));
    });
    chart::bar(html, pair(principle));
    let own = || report.items.iter().filter(|item| item.principle == principle.id);
    let mut verdicts = Verdicts::default();
    own().filter(|item| item.level <= report.level_aimed).for_each(|item| verdicts.add(item.verdict));
    let above = own().filter(|item| item.level > report.level_aimed && item.verdict != Verdict::NotApplicable).count();
    let counted = super::worst_first(&verdicts);
    chart::tiles(html, counted.iter().flat_map(|(verdict, count)| std::iter::repeat_n(*verdict, *count)));
    html.classed("ul", "tally", |html| {
        for (verdict, count) in counted {
            icons::counted(html, verdict, count);
        }
        if above > 0 {
            html.said("li", "above", &text!("{above} above the level aimed at", "另有 {above} 项高于目标等级"));
        }
    });
}
