//! A badge as a picture. It asks for no font and no style from anywhere: how wide a text is, is said in it, and a reader whose letters
//! are wider or narrower fits them in.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

use super::{Badge, Mood};
use crate::render::escape::xml;

/// Of the letters, in tenths of a pixel.
const EM: usize = 110;
/// Between a text and the edge of its half, in pixels, as all that follows.
const PADDING: usize = 6;
const HEIGHT: usize = 20;

/// Colours on which white can be read: each has a contrast of 4.5 or more (WCAG 2.2, 1.4.3).
fn colour(mood: Mood) -> &'static str {
    match mood {
        Mood::Well => "#1f7a3d",
        Mood::Open => "#8a6100",
        Mood::Bad => "#b3261e",
        Mood::Silent => "#5f6368",
    }
}

/// The picture.
pub(super) fn picture(badge: &Badge) -> String {
    let [label, message] = [&badge.label, &badge.message].map(|text| width(text));
    let (left, right) = (label + 2 * PADDING, message + 2 * PADDING);
    let (title, colour, whole) = (xml(&badge.title), colour(badge.mood), left + right);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{whole}\" height=\"{HEIGHT}\" role=\"img\" aria-label=\"{title}\">\n\
         <title>{title}</title>\n\
         <clipPath id=\"r\"><rect width=\"{whole}\" height=\"{HEIGHT}\" rx=\"3\"/></clipPath>\n\
         <g clip-path=\"url(#r)\">\n\
         <rect width=\"{left}\" height=\"{HEIGHT}\" fill=\"#3c4043\"/>\n\
         <rect x=\"{left}\" width=\"{right}\" height=\"{HEIGHT}\" fill=\"{colour}\"/>\n\
         </g>\n\
         <g fill=\"#fff\" font-family=\"Verdana,Geneva,DejaVu Sans,Noto Sans CJK SC,Microsoft YaHei,PingFang SC,sans-serif\" font-size=\"11\" aria-hidden=\"true\">\n",
    );
    for (text, x, length) in [(&badge.label, PADDING, label), (&badge.message, left + PADDING, message)] {
        let text = xml(text);
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "<text x=\"{x}\" y=\"14\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\">{text}</text>"
        );
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// How wide a text is in whole pixels, between which no seam shows; about as Verdana and its kin have it.
fn width(text: &str) -> usize {
    text.chars().map(letter).sum::<usize>().div_ceil(10)
}

/// How wide a letter is, in tenths of a pixel.
fn letter(letter: char) -> usize {
    match letter {
        'i' | 'j' | 'l' | ' ' | '.' | ',' | ':' | ';' | '|' | '!' | '\'' | '·' => 39,
        'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '/' | '-' => 48,
        'm' | 'w' | 'M' | 'W' | '@' => 104,
        '%' => 118,
        'a'..='z' | '0'..='9' => 69,
        'A'..='Z' => 78,
        letter => letter.width().unwrap_or_default() * EM / 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_wide_as_its_letters() {
        assert_eq!((width(""), width("ill"), width("治理"), width("AI 治理")), (0, 12, 22, 39));
    }

    #[test]
    fn whatever_a_badge_says_stays_text() {
        let hostile = "<script>\"'&\u{202e}\u{1b}]]>";
        let [label, message, title] = [hostile; 3].map(str::to_owned);
        let picture = picture(&Badge { label, message, title, mood: Mood::Bad });
        assert!(!picture.contains("<script") && !picture.contains(['\u{202e}', '\u{1b}']), "{picture}");
        assert_eq!(picture.matches("&lt;script&gt;&quot;&apos;&amp;").count(), 4, "{picture}");
    }
}
