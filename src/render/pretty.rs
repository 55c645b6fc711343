//! `pretty`: pictures of the places, drawn by miette, for a terminal. Colour, width and characters are the view's, never the environment's.

use miette::{GraphicalReportHandler, GraphicalTheme, ThemeCharacters, ThemeStyles};

use super::snippet::{CONTEXT_LINES, Picture};
use super::{View, label, sanitise};
use crate::finding::{Finding, Place, Severity};
use crate::locale::Text;

/// How many columns miette takes for line numbers and the frame.
const MARGIN: usize = 10;

/// Appends the pictures of one finding.
pub(super) fn finding(finding: &Finding, view: &View, out: &mut String) {
    let say = |text: &Text| sanitise(text.get(view.locale)).into_owned();
    let same = |place: &&Place| place.source.is(&finding.place.source);
    let labels = std::iter::once(&finding.place).chain(finding.related.iter().filter(same));
    let labels = labels.map(|place| (place.span, say(&place.label))).collect();
    let width = view.width.saturating_sub(MARGIN);
    let picture = Picture::new(say(&finding.message), finding.severity, &finding.place.source, labels, width);
    let picture = picture.code(label(finding, finding.severity.word())).url(finding.url.as_ref().map(say));
    draw(&picture, finding.help.as_ref().map(|help| footer(&say(help), view)), view, out);
    // A note is a remark in passing: its own place is enough.
    if finding.severity > Severity::Note {
        for place in finding.related.iter().filter(|place| !same(place)) {
            let labels = vec![(place.span, String::new())];
            let aside = Picture::new(say(&place.label), Severity::Note, &place.source, labels, width);
            draw(&aside, None, view, out);
        }
    }
    out.push('\n');
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
