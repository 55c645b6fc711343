//! The lines that a judgement rests on, as they stand in their file, with the very words marked. It is bounded in lines and in width,
//! however large the file is.

use super::markup::Html;
use crate::source::{Source, Span, bom_length};

/// How many lines are shown before a place and after it.
const AROUND: [usize; 2] = [1, 2];
/// How many lines are shown at most.
const MOST: usize = 12;
/// How many characters of a line are shown, and how many of them before its first place where that lies further on.
const WIDTH: [usize; 2] = [260, 60];

/// Places of one source with what stands around them: path and line, then the lines. A file of which nothing can be shown has its name
/// alone.
pub(super) fn excerpt(html: &mut Html, source: &Source, places: &[Span]) {
    let first = places.first().map_or(0, |place| place.start);
    html.classed("figure", "excerpt", |html| {
        html.tag("figcaption", &[], |html| {
            html.text(&format!("{}:{}", source.name(), source.position(first).line));
        });
        let lines = lines(source, places);
        if lines.is_empty() {
            return;
        }
        html.tag("pre", &[], |html| {
            let mut last = None;
            for (number, line) in lines {
                let is_gap = last.is_some_and(|last| last + 1 < number);
                // One element a line: there are hundreds of them on a page. The style writes the number before it, and no line ends
                // between the two.
                let shown = format!("{:\u{a0}>4}", number + 1);
                let attributes = [("data-n", shown.as_str()), ("class", "gap")];
                let attributes = attributes.get(..if is_gap { 2 } else { 1 }).unwrap_or_default();
                html.tag("code", attributes, |html| write(html, source, line, places));
                last = Some(number);
            }
        });
    });
}

/// The lines to show, by their indices, each as a span without its end.
fn lines(source: &Source, places: &[Span]) -> Vec<(usize, Span)> {
    let starts = source.line_starts();
    let mut numbers: Vec<usize> = Vec::new();
    for place in places {
        let first = source.line_of(place.start);
        // The end of a place is the byte after it, which may begin the next line.
        let last = source.line_of(place.end.saturating_sub(1).max(place.start)).min(first + MOST);
        numbers.extend(first.saturating_sub(AROUND[0])..=(last + AROUND[1]).min(starts.len().saturating_sub(1)));
    }
    numbers.sort_unstable();
    numbers.dedup();
    let line = |number: usize| {
        let start = *starts.get(number)?;
        let end = starts.get(number + 1).copied().unwrap_or(source.text().len());
        let text = source.slice(Span::new(start, end)).trim_end_matches(['\r', '\n']);
        let bom = if start == 0 { bom_length(text) } else { 0 };
        Some((number, Span::new(start + bom, start + text.len())))
    };
    let mut lines: Vec<_> = numbers.into_iter().filter_map(line).collect();
    let is_blank = |(_, line): &(usize, Span)| source.slice(*line).trim().is_empty();
    let kept = lines.iter().rposition(|line| !is_blank(line)).map_or(0, |at| at + 1);
    lines.truncate(kept.min(MOST));
    let lead = lines.iter().take_while(|line| is_blank(line)).count();
    lines.split_off(lead)
}

/// One line, cut to its width, with the places on it marked.
fn write(html: &mut Html, source: &Source, line: Span, places: &[Span]) {
    let mut own: Vec<_> = places
        .iter()
        .map(|place| Span::new(place.start.clamp(line.start, line.end), place.end.clamp(line.start, line.end)))
        .filter(|place| !place.is_empty())
        .collect();
    own.sort_unstable();
    let shown = window(source, line, own.first().map_or(line.start, |place| place.start));
    if shown.start > line.start {
        html.raw("…");
    }
    let mut at = shown.start;
    for place in own {
        let (start, end) = (place.start.clamp(at, shown.end), place.end.clamp(at, shown.end));
        html.text(source.slice(Span::new(at, start)));
        if start < end {
            html.tag("mark", &[], |html| html.text(source.slice(Span::new(start, end))));
        }
        at = end;
    }
    html.text(source.slice(Span::new(at, shown.end)));
    if shown.end < line.end {
        html.raw("…");
    }
}

/// Which bytes of a line are shown.
fn window(source: &Source, line: Span, first: usize) -> Span {
    let text = source.slice(line);
    let before = text.get(..first - line.start).unwrap_or_default();
    // Only so much is looked at as could be shown.
    let start = match before.char_indices().rev().nth(WIDTH[0] - WIDTH[1]) {
        None => 0,
        Some(_) => before.char_indices().rev().nth(WIDTH[1]).map_or(0, |(at, _)| at),
    };
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.char_indices().nth(WIDTH[0]).map_or(text.len(), |(at, _)| start + at);
    Span::new(line.start + start, line.start + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, marks: &[&str]) -> String {
        let source = Source::new("a.md", text.to_owned());
        let places: Vec<_> = marks
            .iter()
            .map(|mark| text.find(mark).map(|at| Span::new(at, at + mark.len())).expect("it stands there"))
            .collect();
        let mut html = Html::default();
        excerpt(&mut html, &source, &places);
        html.finish()
    }

    #[test]
    fn the_very_words_are_marked_with_their_line() {
        let html = shown("# A\n\nthe gap is <0.31>\nnext\n\n\nfar\n", &["<0.31>"]);
        assert!(html.contains("<figcaption>a.md:3</figcaption>"), "{html}");
        assert!(
            html.contains("<code data-n=\"\u{a0}\u{a0}\u{a0}3\">the gap is <mark>&lt;0.31&gt;</mark></code>"),
            "{html}"
        );
        assert!(html.contains("next") && !html.contains("far") && !html.contains("# A"), "{html}");
    }

    #[test]
    fn however_long_a_line_or_a_place_is_little_of_it_is_shown() {
        let long = format!("{}here{}", "长x".repeat(50_000), "y".repeat(100_000));
        let html = shown(&long, &["here"]);
        assert!(html.len() < 2000 && html.contains("…") && html.contains("<mark>here</mark>"), "{html}");
        let many = "line\n".repeat(10_000);
        let html = shown(&many, &[many.as_str()]);
        assert!(html.len() < 3000, "{}", html.len());
        assert!(shown("\u{feff}模型", &["模型"]).contains("<code data-n=\"\u{a0}\u{a0}\u{a0}1\"><mark>模型</mark>"));
    }

    #[test]
    fn a_place_without_a_length_or_without_a_text_is_a_name_alone() {
        let source = Source::new("a.png", "");
        let mut html = Html::default();
        excerpt(&mut html, &source, &[Span::default()]);
        assert_eq!(html.finish(), "<figure class=excerpt><figcaption>a.png:1</figcaption></figure>");
    }
}
