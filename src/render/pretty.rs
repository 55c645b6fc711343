//! `pretty`: pictures of the places, drawn by miette, for a terminal. Colour, width and characters are the view's, never the environment's.

use miette::{GraphicalReportHandler, GraphicalTheme, ThemeCharacters, ThemeStyles};
use unicode_width::UnicodeWidthChar;

use super::snippet::{CONTEXT_LINES, Picture};
use super::table::wrap;
use super::{View, label, sanitise};
use crate::finding::{Finding, Place, Severity};
use crate::locale::Text;

/// How many columns miette takes for line numbers and the frame, beside a headline, and beside a footer.
const MARGIN: usize = 10;
const BESIDE_HEADLINE: usize = 6;
const BESIDE_FOOTER: usize = 4;

/// Appends the pictures of one finding.
pub(super) fn finding(finding: &Finding, view: &View, out: &mut String) {
    let say = |text: &Text| sanitise(text.get(view.locale)).into_owned();
    let same = |place: &&Place| place.source.is(&finding.place.source);
    let labels = std::iter::once(&finding.place).chain(finding.related.iter().filter(same));
    let labels = labels.map(|place| (place.span, say(&place.label))).collect();
    let width = view.width.saturating_sub(MARGIN);
    let headline = folded(say(&finding.message), view.width.saturating_sub(BESIDE_HEADLINE));
    let picture = Picture::new(headline, finding.severity, &finding.place.source, labels, width);
    let picture = picture.code(label(&finding.full_rule(), finding.severity.word())).url(finding.url.as_ref().map(say));
    draw(&picture, finding.help.as_ref().map(|help| footer(&say(help), view)), view, out);
    // A note is a remark in passing: its own place is enough.
    if finding.severity > Severity::Note {
        for place in finding.related.iter().filter(|place| !same(place)) {
            let labels = vec![(place.span, String::new())];
            let headline = folded(say(&place.label), view.width.saturating_sub(BESIDE_HEADLINE));
            let aside = Picture::new(headline, Severity::Note, &place.source, labels, width);
            draw(&aside, None, view, out);
        }
    }
    out.push('\n');
}

fn footer(help: &str, view: &View) -> String {
    folded(format!("{}{help}", view.locale.pick("help: ", "帮助：")), view.width.saturating_sub(BESIDE_FOOTER))
}

/// A text in lines of so many columns, where its words allow that. miette would do so too, with more work, and break Chinese anywhere.
fn folded(text: String, width: usize) -> String {
    if fits(&text, width) { text } else { wrap(&text, width).join("\n") }
}

fn draw(picture: &Picture, footer: Option<String>, view: &View, out: &mut String) {
    let fit = fits(picture.headline(), view.width.saturating_sub(BESIDE_HEADLINE))
        && footer.as_deref().is_none_or(|footer| fits(footer, view.width.saturating_sub(BESIDE_FOOTER)));
    for line in drawn(picture, footer, view, !fit).lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// As miette draws it, which may leave spaces at the end of a line.
fn drawn(picture: &Picture, footer: Option<String>, view: &View, wraps: bool) -> String {
    let characters = if view.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    let styles = if view.colour { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let mut handler = GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_links(false)
        .with_width(view.width)
        .with_context_lines(CONTEXT_LINES)
        .with_wrap_lines(wraps);
    if let Some(footer) = footer {
        handler = handler.with_footer(footer);
    }
    let mut drawn = String::new();
    match handler.render_report(&mut drawn, picture) {
        Ok(()) => drawn,
        Err(_) => format!("{picture}\n"),
    }
}

/// Whether each line of a text surely fits as it is: looking for places to break lines at is most of what drawing takes.
fn fits(text: &str, columns: usize) -> bool {
    let fits = |line: &str| {
        let width = line.chars().try_fold(0, |sum, character| character.width().map(|width| sum + width));
        width.is_some_and(|width| width <= columns)
    };
    !text.is_empty() && !text.ends_with('\n') && text.split('\n').all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use crate::source::{Source, Span};

    #[test]
    fn what_fits_is_drawn_as_if_it_were_wrapped() {
        let source = Source::new("a.md", "some words\n");
        let today = jiff::civil::date(2026, 11, 23);
        let (mut fit, mut wide) = (0, 0);
        for colour in [false, true] {
            let view = View { locale: Locale::En, width: 40, colour, unicode: true, cuts: false, quiet: false, today };
            for text in [
                "short",
                "  and  with  gaps ",
                "a line\n\n  and another\n \nlast",
                "exactly as many as fit in a row",
                "exactly as many as may fit in a row of such a width",
                "规矩规矩规矩规矩规矩规矩规矩",
                "规矩规矩规矩规矩规矩规矩规矩规矩规矩规矩",
                "ends\n",
                "👩‍👩‍👧 e\u{301}",
                "a\tb",
                "",
            ] {
                let labels = vec![(Span::new(5, 10), String::new())];
                let picture = Picture::new(text.to_owned(), Severity::Error, &source, labels, 30);
                let lines = |wraps| {
                    let drawn = drawn(&picture, Some(format!("help: {text}")), &view, wraps);
                    drawn.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>()
                };
                if fits(text, 40 - BESIDE_HEADLINE) && fits(&format!("help: {text}"), 40 - BESIDE_FOOTER) {
                    assert_eq!(lines(false), lines(true), "{text:?}");
                    fit += 1;
                } else {
                    wide += 1;
                }
            }
        }
        assert!(fit >= 8 && wide >= 8, "{fit} {wide}");
    }
}
