//! What is to be done: the levels and what separates the project from the next, what to do first, and what falls due. What that is was
//! decided in `ascent` and `forecast`.

use super::markup::{Html, anchor, begun, word};
use super::{chart, icons, share};
use crate::ascent::{Ascent, Step};
use crate::dossier::Dossier;
use crate::finding::Place;
use crate::forecast::Due;
use crate::locale::{Text, text};
use crate::render::forecast::distance;
use crate::report::ProjectReport;
use crate::vocabulary::{Requirement, Verdict};

/// How many steps are shown.
const STEPS: usize = 8;
/// How many days' worth of what falls due is shown, in entries.
const DUES: usize = 12;

/// The levels, and the first steps up.
pub(super) fn steps(html: &mut Html, dossier: &Dossier) {
    let way = &dossier.ascent;
    html.tag("section", &[("aria-labelledby", "first"), ("class", "later")], |html| {
        html.tag("h2", &[("id", "first")], |html| html.say(&text!("The level, and what to do first", "等级与优先事项")));
        levels(html, dossier);
        if way.steps.is_empty() {
            html.said("p", "", &text!("Nothing is left to do at these levels.", "这些等级上已没有要做的事。"));
            return;
        }
        html.said("p", "", &aim(way));
        html.classed("ol", "steps", |html| {
            way.steps.iter().take(STEPS).for_each(|one| html.tag("li", &[], |html| step(html, one)));
        });
        if let (more @ 1.., Some(last)) = (way.steps.len().saturating_sub(STEPS), way.steps.last()) {
            let score = share(last.score).en;
            html.said("p", "more", &text!("And {more} more steps, up to {score}.", "另有 {more} 步，全部完成后为 {score}。"));
        }
        let honest = text!(
            "A step counts once it is true and the evidence shows it. Until then, say `partial` or `unmet`: an honest gap weighs less than a claim that does not hold.",
            "只有确实做到、且证据足以说明之后，这一步才算数。在此之前，请如实答 `partial` 或 `unmet`：承认差距，好过站不住脚的声明。"
        );
        html.said("p", "honest", &honest);
    });
}

/// Each level of the packs with how much it still waits for.
fn levels(html: &mut Html, dossier: &Dossier) {
    let (report, rulebook) = (&dossier.judged.report, &dossier.judged.rulebook);
    let mut levels: Vec<_> = rulebook.levels.iter().collect();
    levels.sort_by_key(|level| level.rank);
    html.classed("ol", "levels", |html| {
        for level in levels {
            let (required, met) = required(report, level.rank);
            let is_attained = level.rank <= report.level_attained;
            html.classed("li", if is_attained { "attained" } else { "open" }, |html| {
                html.classed("span", "rank", |html| html.text(&level.rank.to_string()));
                html.classed("span", "level", |html| html.said("b", "", &level.title));
                let open = required - met;
                html.said(
                    "span",
                    "state",
                    &match (is_attained, required, open) {
                        (true, ..) => text!("Attained", "已达到"),
                        (false, 0, _) => text!("Requires nothing of this project", "对本项目没有必需条目"),
                        (false, _, 0) => text!(
                            "Its {required} required items are met; lower levels wait",
                            "{required} 项必需条目均已满足，尚待下级等级"
                        ),
                        (false, ..) => text!(
                            "waits for {open} of {required} required items",
                            "{required} 项必需条目中还差 {open} 项"
                        ),
                    },
                );
                if level.rank == report.level_aimed {
                    html.said("span", "aim", &text!("Aimed at", "目标"));
                }
            });
        }
    });
}

/// How many items of a level are required of the project, and how many of them are met.
fn required(report: &ProjectReport, rank: u8) -> (usize, usize) {
    let own = report.items.iter().filter(|item| {
        item.level == rank && item.requirement == Requirement::Required && item.verdict != Verdict::NotApplicable
    });
    own.fold((0, 0), |(all, met), item| (all + 1, met + usize::from(item.verdict.is_met())))
}

fn aim(way: &Ascent) -> Text {
    let awaited = way.steps.iter().filter(|step| step.is_awaited).count();
    let named = way.target.as_ref().map(|rank| {
        let (number, Text { en, zh }) = (rank.rank, &rank.title);
        text!("{number} ({en})", "{number}（{zh}）")
    });
    match (named, awaited, way.is_attainable) {
        (Some(Text { en, zh }), 1, true) => text!(
            "Level {en} waits for one item, the first of these. The others lift the score most for the work that they take.",
            "达到等级 {zh}只差第一项。其余按投入产出排列，最能提升得分者在前。"
        ),
        (Some(Text { en, zh }), 1.., true) => text!(
            "Level {en} waits for the first {awaited} of these, all of them. The others lift the score most for the work that they take.",
            "达到等级 {zh}还差前 {awaited} 项，缺一不可。其余按投入产出排列，最能提升得分者在前。"
        ),
        _ => text!(
            "No level waits for these; they lift the score, the most for the least work first.",
            "没有等级在等待这些条目；它们能提升得分，投入少而得分多者在前。"
        ),
    }
}

fn step(html: &mut Html, step: &Step) {
    html.classed("p", "title", |html| {
        html.tag("a", &[("href", &format!("#{}", anchor(&step.item)))], |html| html.say(&step.title));
        html.raw(" ");
        html.classed("span", "chip", |html| {
            icons::verdict(html, step.verdict);
            html.said("span", "", &word(&step.verdict.text()));
        });
    });
    html.classed("p", "what", |html| {
        html.say(&begun(&step.advice.what));
        if let Some(place) = &step.advice.place {
            html.raw(" ");
            html.classed("span", "place", |html| html.text(&at(place)));
        }
    });
    if let Some(help) = &step.advice.help {
        html.said("p", "help", &begun(help));
    }
    html.classed("p", "score", |html| {
        let score = share(step.score).en;
        html.say(&text!("then {score}", "之后 {score}"));
        if let Some(rank) = &step.reaches {
            let (number, Text { en, zh }) = (rank.rank, &rank.title);
            html.raw(" ");
            html.said("b", "reaches", &text!("level {number} ({en}) is reached", "达到等级 {number}（{zh}）"));
        }
    });
}

/// "docs/rollback.md:11".
pub(super) fn at(place: &Place) -> String {
    format!("{}:{}", place.source.name(), place.source.position(place.span.start).line)
}

/// What falls due, on a line of days and in words.
pub(super) fn dues(html: &mut Html, dossier: &Dossier) {
    let (dues, window) = (&dossier.forecast.dues, dossier.window);
    let last = window.last;
    html.tag("section", &[("aria-labelledby", "due"), ("class", "later")], |html| {
        html.tag("h2", &[("id", "due")], |html| html.say(&text!("What falls due", "到期事项")));
        let late = dues.iter().filter(|due| due.is_overdue).count();
        let ahead = dues.len() - late;
        html.said(
            "p",
            "",
            &match (late, ahead) {
                (0, 0) => text!("Nothing falls due by {last}.", "截至 {last} 没有到期事项。"),
                (0, _) => text!("{ahead} due by {last}, none overdue.", "截至 {last} 有 {ahead} 项到期，没有逾期。"),
                _ => text!(
                    "{late} overdue, {ahead} due by {last}.",
                    "已逾期 {late} 项，截至 {last} 另有 {ahead} 项到期。"
                ),
            },
        );
        if dues.is_empty() {
            return;
        }
        chart::days(html, window, &dues.iter().map(|due| (due.day, due.is_overdue)).collect::<Vec<_>>());
        html.classed("ol", "dues", |html| {
            dues.iter().take(DUES).for_each(|one| due(html, one, dossier));
        });
        if let more @ 1.. = dues.len().saturating_sub(DUES) {
            html.said(
                "p",
                "more",
                &text!("And {more} more; `guiju forecast` tells all.", "另有 {more} 项，`guiju forecast` 列出全部。"),
            );
        }
    });
}

fn due(html: &mut Html, due: &Due, dossier: &Dossier) {
    html.classed("li", if due.is_overdue { "late" } else { "" }, |html| {
        html.classed("p", "day", |html| {
            let day = due.day.to_string();
            html.tag("time", &[("datetime", &day)], |html| html.text(&day));
            html.raw(" ");
            html.said("span", "distance", &begun(&distance(due, dossier.window)));
        });
        html.classed("div", "", |html| {
            html.classed("p", "title", |html| {
                html.said("span", "kind", &word(&due.kind.text()));
                html.raw(" ");
                html.tag("a", &[("href", &format!("#{}", anchor(&due.item)))], |html| html.say(&due.title));
            });
            html.said("p", "what", &begun(&due.what));
        });
    });
}
