//! The heat map: a table with a row for each project and a column for each principle, and the choice of which rows are seen. The choice works
//! by style alone; searching and sorting need the script.

use super::markup::{Html, anchor};
use super::shell::radio;
use crate::locale::{Text, text};
use crate::portfolio::{Entry, Portfolio, Score};
use crate::render::many::folder;

/// Where a step of the scale begins, in percent, and what it is called.
const STEPS: [(f64, &str); 6] =
    [(0.0, "0–19"), (20.0, "20–39"), (40.0, "40–59"), (60.0, "60–79"), (80.0, "80–94"), (95.0, "95–100")];
/// The classes of the steps.
const CLASSES: [&str; 6] = ["h0", "h1", "h2", "h3", "h4", "h5"];

/// The section of all projects.
pub(super) fn heat(html: &mut Html, portfolio: &Portfolio) {
    if portfolio.entries.is_empty() {
        return;
    }
    html.tag("section", &[("aria-labelledby", "projects"), ("class", "projects")], |html| {
        html.tag("h2", &[("id", "projects")], |html| html.say(&text!("Every project", "全部项目")));
        choices(html, portfolio);
        legend(html);
        let region = [("class", "scroll"), ("role", "region"), ("aria-labelledby", "heat"), ("tabindex", "0")];
        html.tag("div", &region, |html| {
            html.classed("table", "heat", |html| {
                html.tag("caption", &[("class", "unseen"), ("id", "heat")], |html| html.say(&caption()));
                html.tag("thead", &[], |html| html.tag("tr", &[], |html| heads(html, portfolio)));
                html.tag("tbody", &[], |html| {
                    for entry in &portfolio.entries {
                        row(html, portfolio, entry);
                    }
                });
            });
        });
        html.tag("button", &[("type", "button"), ("id", "more"), ("hidden", "")], |html| {
            html.say(&text!("Show all that match", "显示全部符合的项目"));
        });
    });
}

fn caption() -> Text {
    text!(
        "Each project's score in percent by principle: what its evidence carries, and behind a stroke what it declares where that is more.",
        "各项目按原则的得分（百分比）：先是有证据支撑的，自称与之不同时写在斜线之后。"
    )
}

fn choices(html: &mut Html, portfolio: &Portfolio) {
    html.tag("div", &[("class", "choices"), ("role", "search"), ("aria-labelledby", "projects")], |html| {
        html.tag("div", &[("class", "find"), ("hidden", "")], |html| {
            html.tag("label", &[("for", "find")], |html| html.say(&text!("Search", "搜索")));
            html.void("input", &[("type", "search"), ("id", "find"), ("autocomplete", "off"), ("spellcheck", "false")]);
            html.tag("button", &[("type", "button"), ("id", "reset")], |html| {
                html.say(&text!("Show all", "显示全部"));
            });
            html.tag("p", &[("id", "status"), ("role", "status")], |_| ());
        });
        html.classed("fieldset", "choice", |html| {
            html.tag("legend", &[], |html| html.say(&text!("Projects", "项目")));
            html.classed("div", "buttons", |html| {
                let count = |is: fn(&Entry) -> bool| portfolio.entries.iter().filter(|entry| is(entry)).count();
                let all = portfolio.entries.len();
                button(html, "all", &text!("All", "全部"), all);
                button(html, "overclaims", &text!("Overclaiming", "名不副实"), portfolio.overclaiming());
                button(html, "errs", &text!("With errors", "有错误"), count(|entry| entry.errors > 0));
                button(html, "below", &text!("Below their level", "未达目标等级"), count(Entry::is_below_aim));
            });
        });
    });
}

fn button(html: &mut Html, class: &str, text: &Text, count: usize) {
    html.tag("label", &[], |html| {
        radio(html, "only-projects", &format!("only-{class}"), class == "all");
        html.tag("span", &[], |html| {
            html.said("span", "word", text);
            html.raw(" ");
            html.classed("span", "count", |html| html.text(&count.to_string()));
        });
    });
}

fn legend(html: &mut Html) {
    html.classed("div", "legend", |html| {
        html.said(
            "p",
            "",
            &text!(
                "Percent carried by evidence; after the stroke, what is declared where that differs.",
                "有证据支撑的百分比；自称与之不同时，写在斜线之后。"
            ),
        );
        html.classed("ul", "scale", |html| {
            for ((_, name), class) in STEPS.into_iter().zip(CLASSES) {
                html.classed("li", class, |html| html.raw(name));
            }
        });
    });
}

fn heads(html: &mut Html, portfolio: &Portfolio) {
    let head = |html: &mut Html, class: &'static str, inner: &dyn Fn(&mut Html)| {
        html.tag("th", &[("scope", "col"), ("class", class)], |html| html.tag("span", &[], inner));
    };
    head(html, "project", &|html| html.say(&text!("Project", "项目")));
    head(html, "whole", &|html| html.say(&text!("Whole", "总分")));
    for (at, (_, title)) in portfolio.principles.iter().enumerate() {
        head(html, "principle", &|html| {
            html.classed("span", "number", |html| html.text(&(at + 1).to_string()));
            html.raw(" ");
            html.say(title);
        });
    }
    head(html, "level", &|html| html.say(&text!("Level / aim", "等级 / 目标")));
    head(html, "count", &|html| html.say(&text!("Overclaimed", "名不副实")));
    head(html, "count", &|html| html.say(&text!("Errors", "错误")));
}

fn row(html: &mut Html, portfolio: &Portfolio, entry: &Entry) {
    let states = [("overclaims", entry.overclaimed > 0), ("errs", entry.errors > 0), ("below", entry.is_below_aim())];
    let class = states.into_iter().filter_map(|(class, is)| is.then_some(class)).collect::<Vec<_>>().join(" ");
    let attributes = [("class", class.as_str())];
    html.tag("tr", if class.is_empty() { &[] } else { &attributes }, |html| {
        html.tag("th", &[("scope", "row")], |html| {
            html.tag("a", &[("href", &entry.page)], |html| html.text(&entry.name));
            html.raw(" ");
            html.classed("span", "path", |html| html.text(folder(&entry.manifest)));
        });
        cell(html, Some(entry.score));
        for (id, _) in &portfolio.principles {
            cell(html, entry.principle(id));
        }
        let [attained, aimed] = entry.level;
        html.classed("td", if entry.is_below_aim() { "level" } else { "level attained" }, |html| {
            html.text(&format!("{attained} / {aimed}"));
        });
        for (class, count) in [("claims", entry.overclaimed), ("errors", entry.errors)] {
            html.classed("td", if count > 0 { class } else { "" }, |html| html.text(&count.to_string()));
        }
    });
}

fn cell(html: &mut Html, score: Option<Score>) {
    let shown = |percent: Option<f64>| percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent:.0}"));
    let Some(score) = score.filter(|score| score.verified.is_some()) else {
        return html.classed("td", "none", |html| html.raw("–"));
    };
    let [verified, declared] = [score.verified, score.declared].map(shown);
    html.classed("td", class(score.verified.unwrap_or_default()), |html| {
        html.text(&verified);
        if declared != verified {
            html.raw(" ");
            html.tag("i", &[], |html| html.text(&format!("/ {declared}")));
        }
    });
}

/// The step of the scale that a score stands on, as it is shown.
fn class(percent: f64) -> &'static str {
    let steps = STEPS.into_iter().zip(CLASSES).rev();
    let mut at = steps.filter(|((from, _), _)| percent.round() >= *from).map(|(_, class)| class);
    at.next().unwrap_or("h0")
}

/// The address of an item on the page of a project.
pub(super) fn address(page: &str, item: &str) -> String {
    format!("{page}#{}", anchor(item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_says_what_the_number_says() {
        for (percent, expected) in [
            (0.0, "h0"),
            (19.4, "h0"),
            (19.6, "h1"),
            (40.0, "h2"),
            (79.6, "h4"),
            (94.4, "h4"),
            (94.6, "h5"),
            (100.0, "h5"),
        ] {
            assert_eq!(class(percent), expected, "{percent}");
        }
    }
}
