//! How the project came here: what was declared and what was carried, and the verdicts, at each commit of its history; as a picture and
//! as a table that says the same. Where it could not be judged, the picture has a gap.

mod picture;

use super::markup::{Html, word};
use super::{icons, share, worst_first};
use crate::dossier::{Past, Point, Reach, Standing};
use crate::locale::{Text, text};
use crate::render::one_line;
use crate::report::Verdicts;
use crate::vocabulary::Verdict;

pub(super) const STYLE: &str = include_str!("past.css");
/// How long a name of a commit is shown.
const SHORT: usize = 10;
/// With more points than this, the table is folded away.
const OPEN: usize = 12;

/// The section.
pub(super) fn past(html: &mut Html, past: &Past) {
    html.tag("section", &[("aria-labelledby", "past"), ("class", "past")], |html| {
        html.tag("h2", &[("id", "past")], |html| html.say(&text!("How it came here", "历程")));
        html.said("p", "", &told(past));
        for note in notes(past) {
            html.said("p", "more", &note);
        }
        if past.commits == 0 {
            return;
        }
        picture::picture(html, past);
        table(html, past);
    });
}

/// What the picture shows, in a sentence.
fn told(past: &Past) -> Text {
    let since = one_line(&past.since);
    match past.reach {
        Reach::Nowhere => {
            return text!(
                "There is no history to show: the manifest lies in no git work tree that can be read, or there is no git.",
                "没有可显示的历史：清单不在可读取的 git 工作区内，或没有安装 git。"
            );
        }
        _ if past.commits == 0 => {
            return text!(
                "No commit since `{since}` touched the manifest, its waivers or its lock.",
                "自 `{since}` 以来，没有提交改动过清单、豁免或锁文件。"
            );
        }
        Reach::Whole | Reach::Shallow | Reach::Long => {}
    }
    let mut judged = past.points.iter().filter_map(|point| Some((point.day, point.sum()?)));
    let ends = judged.clone().next().zip(judged.next_back());
    let Some(((day, first), (_, last))) = ends else { return Text::default() };
    let [from, to] = [first, last].map(|sum| [share(sum.declared), share(sum.verified)]);
    let ([from_declared, from_verified], [to_declared, to_verified]) =
        (from.map(|text| text.en), to.map(|text| text.en));
    text!(
        "Since {day}, what it declares went from {from_declared} to {to_declared}, and what its evidence carries from {from_verified} to {to_verified}.",
        "自 {day} 以来，自称从 {from_declared} 变为 {to_declared}，有证据支撑的从 {from_verified} 变为 {to_verified}。"
    )
}

/// What is to be known of how whole that is.
fn notes(past: &Past) -> Vec<Text> {
    let (commits, shown) = (past.commits, past.points.len().saturating_sub(1));
    let mut notes = Vec::new();
    if commits > 0 {
        notes.push(text!(
            "Each commit that touched the manifest, its waivers or its lock is judged with the files of then and as of its day, by the packs of today.",
            "凡改动过清单、豁免或锁文件的提交，都用当时的文件、按当天的日期、依今天的规则包评判。"
        ));
    }
    if past.is_both {
        let since = one_line(&past.since);
        notes.push(text!(
            "`{since}` is the name of a revision here, and is taken as one rather than as a day.",
            "`{since}` 在此处是版本名，因此按版本而不是按日期处理。"
        ));
    }
    if commits > shown {
        notes.push(text!(
            "{shown} of {commits} commits are shown, evenly chosen, the first and the last among them.",
            "共 {commits} 次提交，均匀选取其中 {shown} 次，含首尾两次。"
        ));
    }
    match past.reach {
        Reach::Shallow => notes.push(text!(
            "This clone is shallow: there may be more before its first commit. `git fetch --unshallow` gets it.",
            "这是浅克隆：首次提交之前可能还有历史。用 `git fetch --unshallow` 取回。"
        )),
        Reach::Long => {
            notes.push(text!("Only the latest {commits} commits were looked at.", "只查看了最近的 {commits} 次提交。"));
        }
        Reach::Whole | Reach::Nowhere => {}
    }
    notes
}

/// The verdicts that occur at any point, the worst first; without those that do not apply.
fn occurring(past: &Past) -> Vec<(Verdict, usize)> {
    let mut all = Verdicts::default();
    past.points.iter().filter_map(Point::sum).for_each(|sum| all.extend(&sum.verdicts));
    worst_first(&all.only(|verdict| verdict != Verdict::NotApplicable))
}

fn table(html: &mut Html, past: &Past) {
    let verdicts = occurring(past);
    let count = past.points.len();
    let attributes: &[_] = if count <= OPEN { &[("class", "log"), ("open", "")] } else { &[("class", "log")] };
    html.tag("details", attributes, |html| {
        html.tag("summary", &[("id", "past-log")], |html| {
            html.say(&text!("The same as a table, {count} rows", "同样的内容，以表格列出（{count} 行）"));
        });
        let region = [("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-labelledby", "past-log")];
        html.tag("div", &region, |html| {
            html.tag("table", &[], |html| {
                html.tag("thead", &[], |html| html.tag("tr", &[], |html| heads(html, &verdicts)));
                html.tag("tbody", &[], |html| {
                    past.points.iter().for_each(|point| html.tag("tr", &[], |html| row(html, point, &verdicts)));
                });
            });
        });
    });
}

fn heads(html: &mut Html, verdicts: &[(Verdict, usize)]) {
    for head in [
        text!("Day", "日期"),
        text!("Commit", "提交"),
        text!("Declared", "自称"),
        text!("Carried", "有支撑"),
        text!("Level", "等级"),
    ] {
        html.tag("th", &[("scope", "col")], |html| html.say(&head));
    }
    for (verdict, _) in verdicts {
        html.tag("th", &[("scope", "col")], |html| {
            icons::verdict(html, *verdict);
            html.said("span", "unseen", &word(&verdict.text()));
        });
    }
}

fn row(html: &mut Html, point: &Point, verdicts: &[(Verdict, usize)]) {
    html.tag("td", &[], |html| html.text(&point.day.to_string()));
    html.tag("th", &[("scope", "row")], |html| match &point.commit {
        Some(commit) => {
            html.code(commit.name.get(..SHORT).unwrap_or(&commit.name));
            html.raw(" ");
            html.text(&one_line(&commit.subject));
        }
        None => html.say(&text!("The files as they are", "当前文件")),
    });
    let wide = (3 + verdicts.len()).to_string();
    let instead = |html: &mut Html, why: &Text| {
        html.tag("td", &[("class", "gap"), ("colspan", &wide)], |html| html.say(why));
    };
    match &point.standing {
        Standing::Absent => instead(html, &text!("there was no manifest", "当时没有清单")),
        Standing::Unjudged(why) => instead(html, why),
        Standing::Judged(sum) => {
            for cell in [share(sum.declared), share(sum.verified), Text::same(sum.attained.to_string())] {
                html.tag("td", &[], |html| html.say(&cell));
            }
            for (verdict, _) in verdicts {
                html.tag("td", &[], |html| html.text(&sum.verdicts.count(*verdict).to_string()));
            }
        }
    }
}
