//! What many projects have in common: the items that fall short most often, and the waivers by the day of their end.

use super::heat::address;
use super::markup::Html;
use super::{chart, icons, worst_first};
use crate::evaluate::until;
use crate::locale::{Text, text};
use crate::portfolio::{Exception, Portfolio};
use crate::report::Gap;

/// How many gaps are shown.
const GAPS: usize = 12;

/// The commonest gaps, each as a bar.
pub(super) fn gaps(html: &mut Html, portfolio: &Portfolio) {
    let gaps = portfolio.survey.gaps();
    html.tag("section", &[("aria-labelledby", "gaps")], |html| {
        html.tag("h2", &[("id", "gaps")], |html| html.say(&text!("The commonest gaps", "最常见的差距")));
        if gaps.is_empty() {
            return html.said("p", "", &text!("No item falls short anywhere.", "没有任何条目存在差距。"));
        }
        html.said(
            "p",
            "",
            &text!(
                "Items that are overclaimed, unanswered, unmet or partial, up to the level that each project aims at.",
                "名不副实、未回答、未满足或部分满足的条目，只计各项目目标等级及以下。"
            ),
        );
        html.classed("ol", "gaps", |html| {
            gaps.iter().take(GAPS).for_each(|one| html.tag("li", &[], |html| gap(html, one)));
        });
        if let more @ 1.. = gaps.len().saturating_sub(GAPS) {
            html.said(
                "p",
                "more",
                &text!(
                    "And {more} more items; `guiju check --format json` has them all.",
                    "另有 {more} 个条目，`guiju check --format json` 列出全部。"
                ),
            );
        }
    });
}

fn gap(html: &mut Html, gap: &Gap<'_>) {
    let (short, all) = (gap.projects(), gap.applies());
    html.classed("p", "title", |html| {
        html.say(gap.title);
        html.raw(" ");
        html.code(gap.item);
    });
    html.said(
        "p",
        "of",
        &match short {
            1 => text!("1 project of {all}", "{all} 个项目中的 1 个"),
            _ => text!("{short} projects of {all}", "{all} 个项目中的 {short} 个"),
        },
    );
    let counted = worst_first(&gap.short());
    chart::stack(html, &counted, all);
    html.classed("ul", "tally", |html| {
        for (verdict, count) in counted {
            html.tag("li", &[], |html| {
                icons::verdict(html, verdict);
                let Text { en, zh } = verdict.text();
                html.say(&text!("{count} {en}", "{count} 个{zh}"));
            });
        }
    });
}

/// Every waiver, the one that ends first before the others.
pub(super) fn exceptions(html: &mut Html, portfolio: &Portfolio) {
    html.tag("section", &[("aria-labelledby", "waivers")], |html| {
        html.tag("h2", &[("id", "waivers")], |html| {
            html.say(&text!("Waivers, by the day they end", "豁免，按到期日排列"));
        });
        if portfolio.exceptions.is_empty() {
            return html.said("p", "", &text!("No project has a waiver.", "没有项目使用豁免。"));
        }
        html.classed("ol", "dues waivers", |html| {
            for one in &portfolio.exceptions {
                let is_late = one.expires < portfolio.today;
                html.classed("li", if is_late { "late" } else { "" }, |html| exception(html, one, portfolio));
            }
        });
    });
}

fn exception(html: &mut Html, one: &Exception, portfolio: &Portfolio) {
    html.classed("p", "day", |html| {
        let day = one.expires.to_string();
        html.tag("time", &[("datetime", &day)], |html| html.text(&day));
        html.raw(" ");
        html.said("span", "distance", &distance(until(portfolio.today, one.expires)));
    });
    html.tag("div", &[], |html| {
        html.classed("p", "title", |html| {
            html.tag("a", &[("href", &one.page)], |html| html.text(&one.project));
            html.raw(" ");
            html.classed("span", "kind", |html| {
                html.tag("a", &[("href", &address(&one.page, &one.item))], |html| html.say(&one.title));
            });
        });
        html.classed("p", "what", |html| {
            html.text(&one.reason);
            if !one.approved_by.is_empty() {
                html.raw(" ");
                let by = &one.approved_by;
                html.said("span", "by", &text!("Approved by {by}", "批准人：{by}"));
            }
        });
    });
}

/// How far off the last day of a waiver is.
fn distance(days: i64) -> Text {
    match days {
        ..=-2 => {
            let days = -days;
            text!("expired {days} days ago", "已过期 {days} 天")
        }
        -1 => text!("expired yesterday", "昨日过期"),
        0 => text!("ends today", "今日到期"),
        1 => text!("ends tomorrow", "明日到期"),
        _ => text!("{days} days left", "还有 {days} 天"),
    }
}
