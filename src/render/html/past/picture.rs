//! The history as a picture: two lines of steps, and the verdicts in stacks below them. It is as wide as there is room; what it says stands in the
//! table as well.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;

use super::occurring;
use crate::dossier::{Past, Point, Sum};
use crate::evaluate::until;
use crate::locale::text;
use crate::render::html::markup::{Html, word};
use crate::render::html::{icons, worst_first};
use crate::report::Verdicts;
use crate::vocabulary::Verdict;

/// How wide the pictures are, in units of their own, and where the last point stands: it lasts to the end.
const WIDTH: [f64; 2] = [1000.0, 960.0];
/// How high the lines and the stacks are, in pixels.
const HEIGHTS: [f64; 2] = [168.0, 128.0];
/// What is left above and below, so that no line is cut.
const EDGE: f64 = 6.0;

/// Where each point stands on the line of days: those of one day share it evenly. At the end stands where the last one ends.
fn places(points: &[Point]) -> Vec<f64> {
    let number = |count: i64| f64::from(i32::try_from(count).unwrap_or(i32::MAX));
    let mut on: BTreeMap<Date, (i64, i64)> = BTreeMap::new();
    for point in points {
        on.entry(point.day).or_default().0 += 1;
    }
    let Some(first) = points.first().map(|point| point.day) else { return Vec::new() };
    let days = points.iter().map(|point| {
        let (count, so_far) = on.entry(point.day).or_default();
        let part = number(*so_far) / number((*count).max(1));
        *so_far += 1;
        number(until(first, point.day)) + part
    });
    let days: Vec<_> = days.collect();
    let whole = days.last().copied().filter(|whole| *whole > 0.0).unwrap_or(1.0);
    days.iter().map(|day| day / whole * WIDTH[1]).chain([WIDTH[0]]).collect()
}

/// The picture with its keys and days.
pub(super) fn picture(html: &mut Html, past: &Past) {
    let places = places(&past.points);
    let spans: Vec<_> = past.points.iter().zip(places.windows(2)).collect();
    let spans: Vec<_> =
        spans.into_iter().filter_map(|(point, place)| Some((point.sum(), [*place.first()?, *place.get(1)?]))).collect();
    html.classed("figure", "", |html| {
        html.classed("p", "keys", |html| {
            html.classed("span", "key key-verified", |html| html.say(&text!("carried by evidence", "有证据支撑")));
            html.raw(" ");
            html.classed("span", "key key-declared", |html| html.say(&text!("declared", "自称")));
            if spans.iter().any(|(sum, _)| sum.is_none()) {
                html.raw(" ");
                html.classed("span", "key key-void", |html| html.say(&text!("not judged", "未评判")));
            }
        });
        graph(html, HEIGHTS[0], ["100%", "50%", "0%"].map(str::to_owned), |html| lines(html, &spans));
        let most = spans.iter().filter_map(|(sum, _)| sum.map(|sum| counted(&sum.verdicts))).max().unwrap_or(0).max(1);
        html.classed("p", "keys", |html| {
            for (verdict, _) in occurring(past) {
                html.classed("span", "chip", |html| {
                    icons::verdict(html, verdict);
                    html.said("span", "", &word(&verdict.text()));
                });
                html.raw(" ");
            }
        });
        graph(html, HEIGHTS[1], [most.to_string(), String::new(), "0".to_owned()], |html| stacks(html, &spans, most));
        days(html, &past.points, &places);
        html.classed("figcaption", "unseen", |html| {
            html.say(&text!("The table below says the same.", "下表说的是同样的内容。"));
        });
    });
}

/// A picture beside its scale. It is as wide as there is room, and its lines are not.
fn graph(html: &mut Html, height: f64, scale: [String; 3], inner: impl FnOnce(&mut Html)) {
    html.tag("div", &[("class", "graph"), ("aria-hidden", "true")], |html| {
        html.classed("p", "scale", |html| {
            for one in &scale {
                html.tag("span", &[], |html| html.text(one));
            }
        });
        let view = format!("0 0 {} {}", WIDTH[0], height + 2.0 * EDGE);
        html.tag("svg", &[("viewBox", &view), ("preserveAspectRatio", "none")], |html| {
            for part in [0.0, 0.5, 1.0] {
                let y = Html::number(EDGE + height * part);
                path(html, "grid", &format!("M0 {y}H{}", WIDTH[0]));
            }
            inner(html);
        });
    });
}

fn path(html: &mut Html, class: &str, d: &str) {
    if !d.is_empty() {
        html.tag("path", &[("class", class), ("d", d)], |_| ());
    }
}

type Span<'p> = (Option<&'p Sum>, [f64; 2]);

/// Where there is nothing to draw.
fn voids(html: &mut Html, height: f64, spans: &[Span<'_>]) {
    let [top, bottom] = [EDGE, EDGE + height].map(Html::number);
    let mut d = String::new();
    for (_, ends) in spans.iter().filter(|(sum, _)| sum.is_none()) {
        let [from, to] = ends.map(Html::number);
        // Writing to a string does not fail, here and below.
        let _ = write!(d, "M{from} {bottom}V{top}H{to}V{bottom}z");
    }
    path(html, "void", &d);
}

/// What was declared and what was carried, each as steps: it holds until the next commit.
fn lines(html: &mut Html, spans: &[Span<'_>]) {
    let steps = |of: fn(&Sum) -> Option<f64>| {
        let (mut line, mut dots, mut drawn) = (String::new(), String::new(), false);
        for (sum, [from, to]) in spans {
            let Some(score) = sum.and_then(of) else {
                drawn = false;
                continue;
            };
            let y = Html::number(EDGE + HEIGHTS[0] * (1.0 - score.clamp(0.0, 100.0) / 100.0));
            let [from, to] = [*from, *to].map(Html::number);
            let _ = if drawn { write!(line, "V{y}H{to}") } else { write!(line, "M{from} {y}H{to}") };
            let _ = write!(dots, "M{from} {y}h0");
            drawn = true;
        }
        [line, dots]
    };
    voids(html, HEIGHTS[0], spans);
    let [declared, _] = steps(|sum| sum.declared);
    let [verified, dots] = steps(|sum| sum.verified);
    path(html, "declared", &declared);
    path(html, "verified", &verified);
    path(html, "dots", &dots);
}

/// How many items have each verdict, the sound ones lowest; without those that do not apply.
fn stacks(html: &mut Html, spans: &[Span<'_>], most: usize) {
    let number = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from);
    let mut by_verdict: BTreeMap<Verdict, String> = BTreeMap::new();
    for (sum, [from, to]) in spans {
        let Some(sum) = sum else { continue };
        let mut high = 0;
        for (verdict, count) in worst_first(&sum.verdicts).into_iter().rev() {
            if verdict == Verdict::NotApplicable {
                continue;
            }
            let y = |count: usize| Html::number(EDGE + HEIGHTS[1] * (1.0 - number(count) / number(most)));
            let ([left, right], low, top) = ([*from, *to].map(Html::number), y(high), y(high + count));
            let _ = write!(by_verdict.entry(verdict).or_default(), "M{left} {low}V{top}H{right}V{low}z");
            high += count;
        }
    }
    voids(html, HEIGHTS[1], spans);
    for (verdict, d) in &by_verdict {
        path(html, &format!("fill {}", icons::colour(*verdict)), d);
    }
}

/// How many items apply.
fn counted(verdicts: &Verdicts) -> usize {
    verdicts.sum() - verdicts.count(Verdict::NotApplicable)
}

/// The days below the picture, those that have room.
fn days(html: &mut Html, points: &[Point], places: &[f64]) {
    let Some(last) = points.last() else { return };
    html.tag("div", &[("class", "graph"), ("aria-hidden", "true")], |html| {
        html.classed("p", "scale", |_| ());
        html.tag("svg", &[("class", "axis"), ("width", "100%"), ("height", "22")], |html| {
            let mut end = -1000.0;
            let last_place = WIDTH[1];
            for (point, place) in points.iter().zip(places) {
                let is_last = std::ptr::eq(point, last);
                if !is_last && (place - end < 160.0 || last_place - place < 180.0 && end >= 0.0) {
                    continue;
                }
                let (x, class) = match (is_last, end < 0.0) {
                    (true, _) => ("100%".to_owned(), "last"),
                    (_, true) => ("0".to_owned(), "first"),
                    _ => (format!("{}%", Html::number(place / 10.0)), "between"),
                };
                end = *place;
                html.tag("text", &[("class", class), ("x", &x), ("y", "15")], |html| html.text(&point.day.to_string()));
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::dossier::Standing;

    #[test]
    fn points_stand_by_their_days_and_those_of_a_day_beside_each_other() {
        let of = |days: &[Date]| {
            let points = days.iter().map(|day| Point { day: *day, commit: None, standing: Standing::Absent });
            places(&points.collect::<Vec<_>>())
        };
        let [one, two, five] = [1, 2, 5].map(|day| date(2026, 1, day));
        assert_eq!(of(&[one, two, five]), [0.0, 240.0, 960.0, 1000.0]);
        assert_eq!(of(&[one, one, two]), [0.0, 480.0, 960.0, 1000.0]);
        assert_eq!(of(&[one, one]), [0.0, 960.0, 1000.0]);
        assert_eq!(of(&[one]), [0.0, 1000.0]);
        assert!(of(&[]).is_empty());
    }
}
