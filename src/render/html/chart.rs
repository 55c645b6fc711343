//! Figures as pictures, in SVG: a dial, bars, a row of verdicts, a line of days. A picture says nothing that is not said in words beside
//! it; its colours are the style's.

use jiff::ToSpan;
use jiff::civil::Date;

use super::icons;
use super::markup::{Html, tag};
use crate::evaluate::until;
use crate::forecast::Window;
use crate::locale::Locale;
use crate::vocabulary::Verdict;

/// The middle of the dial.
const MIDDLE: f64 = 120.0;
/// The radii of what is verified, of what is declared, and of the numbers.
const RADII: [f64; 3] = [88.0, 107.0, 62.0];
/// What lies between two sectors, in degrees.
const GAP: f64 = 7.0;
/// Where today and the last day stand on the line, in percent of its length; what is late stands before them.
const DAYS: [f64; 2] = [7.0, 97.0];
/// How many marks stand above each other on one day.
const STACK: usize = 4;

/// What is declared and what is verified, in percent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) declared: Option<f64>,
    pub(super) verified: Option<f64>,
}

impl Pair {
    /// Both as parts of a whole; where nothing applies there is nothing to draw.
    fn parts(self) -> [f64; 2] {
        [self.verified, self.declared].map(|percent| percent.unwrap_or_default().clamp(0.0, 100.0) / 100.0)
    }
}

/// A ring with a sector for each part: how far it is filled is verified, how far the thin line around it goes is declared. `label` names
/// the element that says the same in words.
pub(super) fn dial(html: &mut Html, whole: Pair, sectors: &[Pair], label: &str) {
    let attributes = [("class", "dial"), ("viewBox", "0 0 240 240"), ("role", "img"), ("aria-labelledby", label)];
    html.tag("svg", &attributes, |html| {
        let count = u32::try_from(sectors.len().max(1)).map_or(1.0, f64::from);
        let turn = 360.0 / count;
        let gap = if sectors.len() > 1 { GAP.min(turn / 3.0) } else { 0.01 };
        let sectors: Vec<_> = std::iter::successors(Some(gap / 2.0 - 90.0), |from| Some(from + turn))
            .zip(sectors.iter().map(|pair| pair.parts()))
            .collect();
        let long = turn - gap;
        // One path for all arcs that look alike: each shape of its own would be styled, laid out and painted by itself.
        let arcs = |html: &mut Html, class: &'static str, radius: f64, part: fn([f64; 2]) -> f64| {
            let arcs: String =
                sectors.iter().filter_map(|(from, parts)| arc(radius, [*from, from + long * part(*parts)])).collect();
            if !arcs.is_empty() {
                html.tag("path", &[("class", class), ("d", &arcs)], |_| ());
            }
        };
        arcs(html, "track", RADII[0], |_| 1.0);
        arcs(html, "verified", RADII[0], |[verified, _]| verified);
        arcs(html, "rim", RADII[1], |_| 1.0);
        arcs(html, "declared", RADII[1], |[_, declared]| declared);
        for (at, (from, _)) in sectors.iter().enumerate() {
            let [x, y] = point(RADII[2], from + long / 2.0).map(Html::number);
            html.tag("text", &[("class", "number"), ("x", &x), ("y", &y)], |html| html.text(&(at + 1).to_string()));
        }
        let middle = Html::number(MIDDLE);
        let said = whole.verified.map_or_else(|| "–".to_owned(), |percent| format!("{percent:.0}"));
        html.tag("text", &[("class", "whole"), ("x", &middle), ("y", &middle)], |html| {
            html.text(&said);
            html.tag("tspan", &[("class", "unit")], |html| html.raw("%"));
        });
    });
}

fn point(radius: f64, degrees: f64) -> [f64; 2] {
    let (sin, cos) = degrees.to_radians().sin_cos();
    [MIDDLE + radius * cos, MIDDLE + radius * sin]
}

/// A stretch of a circle between two angles in degrees; nothing where it has no length.
fn arc(radius: f64, [from, to]: [f64; 2]) -> Option<String> {
    // A circle that ends where it began would be none.
    let to = to.min(from + 359.9);
    if to - from < 0.05 {
        return None;
    }
    let [start, end] = [from, to].map(|degrees| point(radius, degrees).map(Html::number).join(" "));
    let (radius, large) = (Html::number(radius), u8::from(to - from > 180.0));
    Some(format!("M{start}A{radius} {radius} 0 {large} 1 {end}"))
}

/// A bar: filled as far as verified, hatched as far as declared.
pub(super) fn bar(html: &mut Html, pair: Pair) {
    let [verified, declared] = pair.parts().map(|part| format!("{}%", Html::number(part * 100.0)));
    html.tag("svg", &[("class", "measure"), ("aria-hidden", "true"), ("width", "100%"), ("height", "10")], |html| {
        for (class, width) in [("track", "100%"), ("declared", &declared), ("verified", &verified)] {
            html.tag("rect", &[("class", class), ("width", width), ("height", "10"), ("rx", "2")], |_| ());
        }
    });
}

/// A picture for each verdict, the worst first.
pub(super) fn tiles(html: &mut Html, verdicts: impl Iterator<Item = Verdict>) {
    html.tag("p", &[("class", "tiles"), ("aria-hidden", "true")], |html| {
        verdicts.for_each(|verdict| icons::verdict(html, verdict));
    });
}

/// What falls due on a line of days: each mark its day, and whether it is late.
pub(super) fn days(html: &mut Html, window: Window, marks: &[(Date, bool)]) {
    let [today, last] = DAYS;
    let whole = f64::from(i32::try_from(until(window.today, window.last).max(1)).unwrap_or(i32::MAX));
    let at = |day: Date| {
        let days = f64::from(i32::try_from(until(window.today, day)).unwrap_or_default());
        today + (last - today) * (days / whole).clamp(0.0, 1.0)
    };
    let percent = |value: f64| format!("{}%", Html::number(value));
    html.tag("svg", &[("class", "days"), ("aria-hidden", "true"), ("width", "100%"), ("height", "84")], |html| {
        let line = |html: &mut Html, class: &'static str, x: [f64; 2], y: [&str; 2]| {
            let ([x1, x2], [y1, y2]) = (x.map(percent), y);
            html.tag("line", &[("class", class), ("x1", &x1), ("x2", &x2), ("y1", y1), ("y2", y2)], |_| ());
        };
        line(html, "late", [0.0, today], ["60", "60"]);
        line(html, "axis", [today, 100.0], ["60", "60"]);
        line(html, "now", [today, today], ["18", "66"]);
        for (locale, word) in [(Locale::En, "today"), (Locale::Zh, "今天")] {
            let x = percent(today);
            let attributes = [("lang", tag(locale)), ("x", x.as_str()), ("y", "12")];
            html.tag("text", &attributes, |html| html.raw(word));
        }
        for month in months(window) {
            line(html, "axis", [at(month), at(month)], ["56", "64"]);
            let x = percent(at(month));
            html.tag("text", &[("x", &x), ("y", "80")], |html| html.text(&format!("{:.7}", month.to_string())));
        }
        let mut before: Vec<(String, usize)> = Vec::new();
        for (day, is_late) in marks {
            let x = percent(if *is_late { today / 2.0 } else { at(*day) });
            let high = before.iter_mut().find(|(known, _)| *known == x).map(|(_, count)| {
                *count += 1;
                *count
            });
            let high = high.unwrap_or_else(|| {
                before.push((x.clone(), 0));
                0
            });
            if high < STACK {
                let y = (48 - 12 * high).to_string();
                let class = if *is_late { "mark-late" } else { "mark-due" };
                html.tag("circle", &[("class", class), ("cx", &x), ("cy", &y), ("r", "5")], |_| ());
            }
        }
    });
}

/// The first day of each month within the window, but for one so near to today that its name would stand on it.
fn months(window: Window) -> Vec<Date> {
    let next = |day: Date| day.first_of_month().checked_add(1.month()).ok();
    let months = std::iter::successors(next(window.today), |day| next(*day));
    months.take_while(|day| *day < window.last).filter(|day| until(window.today, *day) > 5).collect()
}

/// Counts of verdicts as one bar, of so many in all.
pub(super) fn stack(html: &mut Html, counted: &[(Verdict, usize)], all: usize) {
    let part = |count: usize| {
        let [count, all] = [count, all.max(1)].map(|count| u32::try_from(count).map_or(f64::MAX, f64::from));
        100.0 * (count / all).min(1.0)
    };
    html.tag("svg", &[("class", "stack"), ("aria-hidden", "true"), ("width", "100%"), ("height", "12")], |html| {
        html.tag("rect", &[("class", "track"), ("width", "100%"), ("height", "12"), ("rx", "2")], |_| ());
        let mut before = 0;
        for (verdict, count) in counted {
            let [x, width] = [before, *count].map(|count| format!("{}%", Html::number(part(count))));
            let class = icons::colour(*verdict);
            html.tag("rect", &[("class", &class), ("x", &x), ("width", &width), ("height", "12")], |_| ());
            before += count;
        }
    });
}
