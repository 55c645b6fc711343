//! The reasons for a verdict as text for a terminal: a paragraph a question, a mark before what speaks for the item or against it.

use std::fmt::Write as _;

use crate::finding::Place;
use crate::locale::{Locale, text};
use crate::render::table::wrap;
use crate::render::{View, one_line};
use crate::why::{Line, Part, Why};

/// How much further in each level stands, in columns.
const INDENT: usize = 2;

/// The verdict, and each question that it hangs on.
pub(super) fn page(why: &Why, view: &View) -> String {
    let mut page = Page { out: String::new(), view };
    let (item, verdict, locale) = (&why.item, why.verdict.text(), view.locale);
    let name = if why.name.is_empty() { &why.manifest } else { &why.name };
    let (title, verdict) = (why.title.get(locale), verdict.get(locale));
    let basis = why.basis.map(crate::vocabulary::Basis::text);
    let basis = match (&basis, locale) {
        (None, _) => String::new(),
        (Some(basis), Locale::En) => format!(" ({})", basis.en),
        (Some(basis), Locale::Zh) => format!("（{}）", basis.zh),
    };
    let head = text!("{title} ({item})", "{title}（{item}）");
    page.lines(head.get(locale), 0, "");
    let head = text!("{name}: {verdict}{basis}", "{name}：{verdict}{basis}");
    page.lines(head.get(locale), 0, "");
    for part in &why.parts {
        page.part(part);
    }
    page.out
}

struct Page<'v> {
    out: String,
    view: &'v View,
}

impl Page<'_> {
    fn part(&mut self, part: &Part) {
        let locale = self.view.locale;
        let title = part.title.get(locale);
        let answer = match part.holds {
            None => String::new(),
            Some(true) => locale.pick(": yes", "：是").to_owned(),
            Some(false) => locale.pick(": no", "：否").to_owned(),
        };
        let (bold, reset) = if self.view.colour { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
        let _ = writeln!(self.out, "\n{bold}{}{reset}{answer}", one_line(title));
        for line in &part.lines {
            self.line(line, INDENT);
        }
    }

    fn line(&mut self, line: &Line, indent: usize) {
        let locale = self.view.locale;
        let place = line.place.as_ref().map(place);
        let told = match (place, locale) {
            (None, _) => line.text.get(locale).to_owned(),
            (Some(place), Locale::En) => format!("{} ({place})", line.text.en),
            (Some(place), Locale::Zh) => format!("{}（{place}）", line.text.zh),
        };
        let mark = self.mark(line.holds);
        self.lines(&told, indent, mark);
        for under in &line.under {
            self.line(under, indent + INDENT);
        }
    }

    fn mark(&self, holds: Option<bool>) -> &'static str {
        match (holds, self.view.unicode) {
            (Some(true), true) => "✓ ",
            (Some(false), true) => "✗ ",
            (None, true) => "· ",
            (Some(true), false) => "+ ",
            (Some(false), false) => "x ",
            (None, false) => "- ",
        }
    }

    /// Wrapped lines, so far in, those after the first below the text after the mark.
    fn lines(&mut self, text: &str, indent: usize, mark: &str) {
        let width = self.view.width.saturating_sub(indent + INDENT);
        for (at, line) in wrap(&one_line(text), width).iter().enumerate() {
            let before = match (at, mark) {
                (0, mark) => mark,
                (_, "") => "",
                (_, _) => "  ",
            };
            let _ = writeln!(self.out, "{}{before}{line}", " ".repeat(indent));
        }
    }
}

/// `file:line`; the file alone where it is no text.
fn place(place: &Place) -> String {
    if place.source.text().is_empty() {
        return place.source.name().to_owned();
    }
    format!("{}:{}", place.source.name(), place.source.position(place.span.start).line)
}
