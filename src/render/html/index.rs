//! The index of many projects: what they come to in a sentence, those that could not be judged, then each in a row, the commonest gaps and
//! the waivers by the day of their end.

use super::chart::{self, Pair};
use super::markup::Html;
use super::shell::Shell;
use super::{foot, heat, icons, in_words, lists};
use crate::finding::Severity;
use crate::locale::{Locale, Text, text};
use crate::portfolio::{Portfolio, Score};
use crate::render::one_line;

/// Rules of style that only the index needs.
pub(super) const STYLE: &str = include_str!("index.css");

/// What only the index does by script.
pub(super) const SCRIPT: &str = include_str!("index.js");

/// The page, which opens in the reader's language.
pub(crate) fn index(portfolio: &Portfolio, locale: Locale) -> String {
    let count = portfolio.entries.len();
    let title = text!("{count} projects: AI governance report", "{count} 个项目：人工智能治理报告");
    Shell { title: &title, locale, style: STYLE, script: SCRIPT, above: None }.document(
        |html| {
            hero(html, portfolio);
            unjudged(html, portfolio);
            heat::heat(html, portfolio);
            lists::gaps(html, portfolio);
            lists::exceptions(html, portfolio);
        },
        |html| below(html, portfolio),
    )
}

pub(super) fn pair(score: Score) -> Pair {
    Pair { declared: score.declared, verified: score.verified }
}

fn hero(html: &mut Html, portfolio: &Portfolio) {
    html.tag("section", &[("class", "hero"), ("aria-labelledby", "name")], |html| {
        html.classed("div", "verdict", |html| {
            let day = portfolio.today;
            let over = text!("AI governance self-assessments, judged on {day}", "人工智能治理自评 · 评判日期 {day}");
            html.said("p", "over", &over);
            let count = portfolio.entries.len();
            html.tag("h1", &[("id", "name")], |html| {
                html.say(&match count {
                    1 => text!("1 project", "1 个项目"),
                    _ => text!("{count} projects", "{count} 个项目"),
                });
            });
            html.classed("p", "sentence", |html| {
                for part in sentence(portfolio) {
                    html.said("span", "part", &part);
                    html.raw(" ");
                }
            });
            html.said("p", "lede", &lede(portfolio));
            facts(html, portfolio);
        });
        html.classed("figure", "picture", |html| {
            let sectors: Vec<_> = portfolio.means().into_iter().map(pair).collect();
            chart::dial(html, pair(portfolio.mean()), &sectors, "dial-said");
            html.tag("figcaption", &[("id", "dial-said")], |html| {
                html.classed("span", "key key-verified", |html| html.say(&text!("carried by evidence", "有证据支撑")));
                html.raw(" ");
                html.classed("span", "key key-declared", |html| html.say(&text!("declared", "自称")));
                html.said("span", "mean", &text!("the mean of the projects", "各项目的平均值"));
                html.classed("span", "unseen", |html| html.say(&said(portfolio)));
            });
        });
    });
}

/// How many attain what they aim at, and how many claim more than is carried.
fn sentence(portfolio: &Portfolio) -> Vec<Text> {
    let (all, attaining) = (portfolio.entries.len(), portfolio.survey.attaining);
    if all == 0 {
        return vec![text!("Nothing could be judged.", "没有项目能够评判。")];
    }
    let attain = match attaining {
        0 => text!("None of {all} attains its level.", "{all} 个项目无一达到目标等级，"),
        1 => text!("1 of {all} attains its level.", "{all} 个项目中 1 个达到目标等级，"),
        _ if attaining == all => text!("All {all} attain their level.", "{all} 个项目全部达到目标等级，"),
        _ => text!("{attaining} of {all} attain their level.", "{all} 个项目中 {attaining} 个达到目标等级，"),
    };
    let claim = match portfolio.overclaiming() {
        0 => text!("None overclaims.", "没有名不副实的声明。"),
        1 => text!("1 overclaims.", "1 个名不副实。"),
        count => text!("{count} overclaim.", "{count} 个名不副实。"),
    };
    vec![attain, claim]
}

fn lede(portfolio: &Portfolio) -> Text {
    let claims = match portfolio.entries.iter().map(|entry| entry.overclaimed).sum::<usize>() {
        0 => text!("No claim lacks the evidence that it cites.", "没有声明缺少所引用的证据。"),
        1 => text!("One claim is not carried by its evidence.", "共有 1 项声明得不到证据支撑。"),
        count => text!("{count} claims are not carried by their evidence.", "共有 {count} 项声明得不到证据支撑。"),
    };
    let broken = match portfolio.unjudged.len() {
        0 => return claims,
        1 => text!("One manifest could not be judged.", "另有 1 份清单无法评判。"),
        count => text!("{count} manifests could not be judged.", "另有 {count} 份清单无法评判。"),
    };
    Text { en: format!("{} {}", claims.en, broken.en), zh: format!("{}{}", claims.zh, broken.zh) }
}

fn facts(html: &mut Html, portfolio: &Portfolio) {
    let totals = &portfolio.survey.totals;
    let ended = portfolio.exceptions.iter().filter(|one| one.expires < portfolio.today).count();
    html.classed("dl", "facts", |html| {
        for (label, value) in [
            (text!("Items judged", "已评判条目"), totals.items),
            (text!("Errors", "错误"), totals.errors),
            (text!("Warnings", "警告"), totals.warnings),
            (text!("Projects with errors", "有错误的项目"), portfolio.survey.with_errors),
            (text!("Waivers", "豁免"), portfolio.exceptions.len()),
            (text!("Waivers that have expired", "已过期的豁免"), ended),
        ] {
            html.fact(&label, |html| html.text(&value.to_string()));
        }
    });
}

/// The dial in words.
fn said(portfolio: &Portfolio) -> Text {
    let titles = portfolio.principles.iter().map(|(_, title)| title.clone());
    in_words(titles.zip(portfolio.means().into_iter().map(pair)))
}

/// What could not be judged stands before what could: nothing on the page counts it.
fn unjudged(html: &mut Html, portfolio: &Portfolio) {
    if portfolio.unjudged.is_empty() {
        return;
    }
    html.tag("section", &[("class", "unjudged"), ("aria-labelledby", "unjudged")], |html| {
        html.tag("h2", &[("id", "unjudged")], |html| html.say(&text!("Not judged", "无法评判")));
        html.said("p", "", &text!("Nothing on this page counts these.", "本页各项数字均不包含以下清单。"));
        html.tag("ul", &[], |html| {
            for (manifest, reason) in &portfolio.unjudged {
                html.tag("li", &[], |html| {
                    icons::severity(html, Severity::Error);
                    html.raw(" ");
                    html.code(&one_line(manifest));
                    html.raw(" ");
                    html.said("span", "why", reason);
                });
            }
        });
    });
}

fn below(html: &mut Html, portfolio: &Portfolio) {
    html.said("h2", "", &text!("How this report was made", "本报告的由来"));
    let (version, day) = (env!("CARGO_PKG_VERSION"), portfolio.today);
    html.said("p", "", &text!(
        "guiju {version} judged each manifest as of {day}. Nothing was fetched, and nothing on these pages is. The same files and the same day give the same pages.",
        "由 guiju {version} 按 {day} 逐一评判各份清单生成。评判和阅读都不联网。相同的文件和日期得到相同的页面。"
    ));
    foot::packs(html, portfolio.survey.packs());
    foot::caution(html);
}
