//! `pretty`: pictures of the places, drawn by miette, for a terminal. Colour, width and characters are the view's, never the environment's.

use miette::{GraphicalReportHandler, GraphicalTheme, ThemeCharacters, ThemeStyles};

use super::snippet::Picture;
use super::{View, label, sanitise};
use crate::finding::{Finding, Place, Severity};
use crate::locale::Text;
use crate::source::Span;

/// How many lines around a place are shown.
const CONTEXT_LINES: usize = 1;
/// How long an underline may be, in bytes: a picture of a whole file says nothing.
const LONGEST_SPAN: usize = 400;

/// Appends the pictures of one finding.
pub(super) fn finding(finding: &Finding, view: &View, out: &mut String) {
    let say = |text: &Text| sanitise(text.get(view.locale)).into_owned();
    let same = |place: &&Place| place.source.is(&finding.place.source);
    let labels = std::iter::once(&finding.place).chain(finding.related.iter().filter(same));
    let labels = labels.map(|place| (cut(place), say(&place.label))).collect();
    let mut picture = Picture::new(say(&finding.message), finding.severity, &finding.place.source, labels);
    picture.code = Some(label(finding, finding.severity.word()));
    draw(&picture, finding.help.as_ref().map(|help| footer(&say(help), view)), view, out);
    // A note is a remark in passing: its own place is enough.
    if finding.severity > Severity::Note {
        for place in finding.related.iter().filter(|place| !same(place)) {
            let aside =
                Picture::new(say(&place.label), Severity::Note, &place.source, vec![(cut(place), String::new())]);
            draw(&aside, None, view, out);
        }
    }
    out.push('\n');
}

/// The place, cut to its first line where it is long.
fn cut(place: &Place) -> Span {
    let text = place.source.slice(place.span);
    let line = text.lines().next().unwrap_or_default();
    if text.len() > LONGEST_SPAN {
        Span::new(place.span.start, place.span.start + line.len().min(LONGEST_SPAN))
    } else {
        place.span
    }
}

fn footer(help: &str, view: &View) -> String {
    format!("{}{help}", view.locale.pick("help: ", "帮助："))
}

fn draw(picture: &Picture, footer: Option<String>, view: &View, out: &mut String) {
    let characters = if view.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    let styles = if view.colour { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let mut handler = GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_links(false)
        .with_width(view.width)
        .with_context_lines(CONTEXT_LINES);
    if let Some(footer) = footer {
        handler = handler.with_footer(footer);
    }
    let mut drawn = String::new();
    if handler.render_report(&mut drawn, picture).is_err() {
        drawn = format!("{picture}\n");
    }
    for line in drawn.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
}
