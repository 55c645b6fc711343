//! A text as a reader takes it in: without comments, and without the line breaks that only fit a paragraph to a width. It keeps the way back
//! to the bytes of the file. Emphasis, links and tags stay as they are written.

use memchr::memchr;

use super::soft::soft_breaks;
use super::words::is_han;
use crate::source::Span;

/// How a text is written, as far as its line breaks go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// Markdown, or what is near to it.
    Markdown,
    /// HTML from the first line on.
    Html,
    /// reStructuredText, and text without any markup.
    Plain,
}

/// A text as a reader takes it in.
#[derive(Debug, Default)]
pub(crate) struct Visible {
    /// `None` where that is the text as it stands in the file.
    text: Option<String>,
    /// The line breaks that were taken out, in order.
    folds: Vec<Fold>,
}

/// A line break that was taken out.
#[derive(Debug)]
struct Fold {
    /// The bytes of the file that it took: white space before it, indentation and marks of quotation after it.
    raw: Span,
    /// The byte of the visible text at which it stood.
    at: usize,
    /// How many spaces took its place: one, or none.
    spaces: usize,
}

impl Visible {
    /// What a reader takes in of a text.
    pub(crate) fn of(text: &str, writing: Writing) -> Self {
        let blanked = without_comments(text);
        let breaks = soft_breaks(text, writing);
        if breaks.is_empty() {
            return Self { text: blanked, folds: Vec::new() };
        }
        let seen = blanked.as_deref().unwrap_or(text);
        let (mut flowing, mut folds) = (String::with_capacity(text.len()), Vec::<Fold>::with_capacity(breaks.len()));
        let mut at = 0;
        for Span { start, end } in breaks {
            // White space that a comment left is taken as well; where it left nothing else of a line, two breaks become one.
            let before = seen.get(at..start).unwrap_or_default().trim_end_matches(BLANK);
            let after = seen.get(end..).unwrap_or_default().trim_start_matches(BLANK);
            let start = match folds.pop_if(|last| before.is_empty() && last.raw.end == at) {
                Some(last) => {
                    flowing.truncate(last.at);
                    last.raw.start
                }
                None => at + before.len(),
            };
            flowing.push_str(before);
            at = seen.len() - after.len();
            let fold = Fold { raw: Span::new(start, at), at: flowing.len(), spaces: spaces(&flowing, after) };
            flowing.push_str(if fold.spaces == 0 { "" } else { " " });
            folds.push(fold);
        }
        flowing.push_str(seen.get(at..).unwrap_or_default());
        Self { text: Some(flowing), folds }
    }

    /// All of it. `text` is what it was made of.
    pub(crate) fn text<'t>(&'t self, text: &'t str) -> &'t str {
        self.text.as_deref().unwrap_or(text)
    }

    /// Where a part of the file stands in the visible text.
    pub(crate) fn span_of(&self, raw: Span) -> Span {
        let place = |at: usize| {
            let passed = self.folds.partition_point(|fold| fold.raw.start < at);
            passed
                .checked_sub(1)
                .and_then(|last| self.folds.get(last))
                .map_or(at, |fold| fold.end() + at.saturating_sub(fold.raw.end))
        };
        Span::new(place(raw.start), place(raw.end))
    }

    /// Where in the file a part of the visible text stands.
    pub(crate) fn place_of(&self, seen: Span) -> Span {
        let place = |passed: usize, at: usize| match passed.checked_sub(1).and_then(|last| self.folds.get(last)) {
            Some(fold) => fold.raw.end + (at - fold.end()),
            None => at,
        };
        // What ends at a break ends before it, what starts there starts after it.
        let start = place(self.folds.partition_point(|fold| fold.end() <= seen.start), seen.start);
        let inside = self.folds.partition_point(|fold| fold.at < seen.end);
        Span::new(start, place(inside, seen.end).max(start))
    }
}

impl Fold {
    /// The byte of the visible text after what took its place.
    fn end(&self) -> usize {
        self.at + self.spaces
    }
}

const BLANK: [char; 2] = [' ', '\t'];

/// How many spaces a reader sees between two lines that run on: none where both are written without.
fn spaces(before: &str, after: &str) -> usize {
    let (Some(before), Some(after)) = (before.chars().next_back(), after.chars().next()) else { return 0 };
    // These quotation marks and dashes are Chinese beside Chinese.
    let either = |c: char| matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·');
    let joined = before == '\n'
        || is_wide_mark(before)
        || is_wide_mark(after)
        || is_wide(before) && (is_wide(after) || either(after))
        || either(before) && is_wide(after);
    usize::from(!joined)
}

/// Whether a mark takes the room of a Han character, and so stands without a space.
fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff3d}' | '\u{ff5b}'..='\u{ff65}')
}

/// Whether a character belongs to a script that is written without spaces: Han or kana.
fn is_wide(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}')
}

/// The text with its comments blanked; `None` where it has none.
fn without_comments(text: &str) -> Option<String> {
    // A single byte is looked for much faster than four.
    memchr(b'<', text.as_bytes())?;
    let mut blanked = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("<!--") {
        let end = rest[start..].find("-->").map_or(rest.len(), |length| start + length + 3);
        blanked.push_str(&rest[..start]);
        blanked.extend(rest[start..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        rest = &rest[end..];
    }
    if rest.len() == text.len() {
        return None;
    }
    blanked.push_str(rest);
    Some(blanked)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seen(text: &str) -> String {
        Visible::of(text, Writing::Markdown).text(text).to_owned()
    }

    #[test]
    fn comments_are_not_seen_and_move_nothing() {
        let text = "a <!-- 负责人 --> b\n\n<!-- open\n\nc";
        let seen = seen(text);
        assert_eq!((seen.len(), seen.find('b')), (text.len(), text.find('b')));
        assert!(!seen.contains('负') && !seen.contains("open"));
        assert_eq!(seen.lines().count(), text.lines().count());
    }

    #[test]
    fn lines_run_on_as_their_script_does() {
        for (text, expected) in [
            ("kept for 400\ndays", "kept for 400 days"),
            ("kept for 400 \r\n\tdays", "kept for 400 days"),
            ("保存四\n百天", "保存四百天"),
            ("保存四百天，\n然后删除", "保存四百天，然后删除"),
            ("保存 400\n天", "保存 400 天"),
            ("使用\nGPT", "使用 GPT"),
            ("模型（\nGPT）\n的", "模型（GPT）的"),
            ("the GPT\n（模型）", "the GPT（模型）"),
            ("他说\n“停”\n再走", "他说“停”再走"),
            ("he said\n“stop”\nand left", "he said “stop” and left"),
            ("保存 —\nkept", "保存 — kept"),
            ("データ\nを保存", "データを保存"),
            ("a <!-- b -->\nc", "a c"),
            ("a\n<!-- b --> c", "a\n           c"),
            ("四 <!-- 个 -->\n百", "四百"),
        ] {
            assert_eq!(seen(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_found_is_led_back_to_the_file() {
        let text = "x\n\n> at its sole\n> discretion, 自行\n> 决定 now\n\ny";
        let visible = Visible::of(text, Writing::Markdown);
        let flowing = visible.text(text);
        assert_eq!(flowing, "x\n\n> at its sole discretion, 自行决定 now\n\ny");
        for (found, raw) in [
            ("sole discretion", "sole\n> discretion"),
            ("discretion", "discretion"),
            ("自行决定", "自行\n> 决定"),
            ("自行", "自行"),
            ("决定", "决定"),
            (" ", " "),
            ("y", "y"),
            (flowing, text),
        ] {
            let start = flowing.find(found).unwrap();
            let place = visible.place_of(Span::new(start, start + found.len()));
            assert_eq!(&text[place.range()], raw, "{found}");
        }
        let part = Span::new(text.find("discretion").unwrap(), text.find("now").unwrap());
        assert_eq!(&flowing[visible.span_of(part).range()], "discretion, 自行决定 ");
        assert_eq!(visible.span_of(Span::new(0, text.len())), Span::new(0, flowing.len()));
    }

    proptest! {
        /// Every character that stays is led to where it stood, and back.
        #[test]
        fn each_place_is_kept(text in "(a|b |四|，|“|\n|\n> |\n- |  |<!-- c -->|\r\n){0,24}") {
            for writing in [Writing::Markdown, Writing::Html, Writing::Plain] {
                let visible = Visible::of(&text, writing);
                let flowing = visible.text(&text);
                for (at, c) in flowing.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                    let here = Span::new(at, at + c.len_utf8());
                    let place = visible.place_of(here);
                    prop_assert_eq!(text.get(place.range()), flowing.get(here.range()), "{:?} {:?}", text, writing);
                    prop_assert_eq!(visible.span_of(place), here);
                }
                for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                    prop_assert!(flowing.is_char_boundary(visible.span_of(Span::new(at, at)).start));
                }
            }
        }
    }
}
