//! Reads a stretch of Markdown or HTML as a reader sees it, without emphasis, link targets, tags and escapes: in titles all
//! that has letters, in texts only what is neither hidden nor struck out. It decides nothing about blocks.

use std::borrow::Cow;

use super::emphasis::{Delimiter, dropped};
use super::html::{Tag, Veil};
use super::lexicon::Bytes;
use super::link::{entity, target_length};
use super::marker::asked;
use super::opening::{NoTag, run, tag};
use super::said::{Draft, Said};

/// The plain text of the Markdown `raw`, as a title has it: what is struck out stays.
pub(super) fn plain(raw: &str) -> Cow<'_, str> {
    said(raw, Mode::Title).text
}

/// As what a stretch is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Mode {
    /// Markdown, of which the letters count.
    #[default]
    Title,
    /// Markdown, of which counts what it says.
    Markdown,
    /// HTML, of which counts what it says.
    Html,
}

/// What `raw` says. Time is linear: every search ahead is bounded or remembered.
pub(super) fn said(raw: &str, mode: Mode) -> Said<'_> {
    if MARKS.find(raw, 0).is_none() {
        return Said { raw, text: Cow::Borrowed(raw), ..Said::default() };
    }
    let mut reader = Reader { raw, mode, ..Reader::default() };
    while reader.at < raw.len() {
        reader.step();
    }
    reader.finish()
}

/// The bytes that may be markup.
static MARKS: Bytes = Bytes::of(b"\\`![]<&*_~");

/// A run of backticks longer than this is text.
const MAX_TICKS: usize = 16;
/// A tag longer than this, in bytes, is looked at only a few times: what looks like one may be none.
const MAX_TAG: usize = 2048;
const MAX_LONG: usize = 16;
/// What no reader sees: how it starts and ends.
const HIDDEN: [(&str, &str); 4] = [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">")];

#[derive(Debug)]
struct Bracket {
    at: usize,
    image: bool,
}

#[derive(Debug, Default)]
struct Reader<'a> {
    raw: &'a str,
    mode: Mode,
    at: usize,
    draft: Draft,
    brackets: Vec<Bracket>,
    delimiters: Vec<Delimiter>,
    /// The lengths of backtick runs that close nowhere ahead.
    unclosed: [bool; MAX_TICKS + 1],
    /// Which of [`HIDDEN`] end nowhere ahead.
    endless: [bool; HIDDEN.len()],
    /// Where the next `>` stands.
    close: Option<usize>,
    /// How many long tags were none.
    long: usize,
    /// What hides the text, and since where.
    veil: Option<(Veil, usize)>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.raw.get(self.at..).unwrap_or_default()
    }

    fn step(&mut self) {
        let Some(&byte) = self.raw.as_bytes().get(self.at) else { return };
        match byte {
            b'<' => self.angle(),
            b'&' => self.entity(),
            _ if self.mode == Mode::Html => self.copy_text(),
            b'\\' => self.escape(),
            b'`' => self.code(),
            b'!' if self.rest().starts_with("![") => self.open_bracket(2),
            b'[' => self.open_bracket(1),
            b']' => self.close_bracket(),
            b'*' | b'_' | b'~' => self.delimiter(byte),
            _ => self.copy_text(),
        }
    }

    /// Copies up to the next byte that may be markup.
    fn copy_text(&mut self) {
        let next = MARKS.find(self.raw, self.at + 1).unwrap_or(self.raw.len());
        self.copy(next - self.at);
    }

    fn copy(&mut self, bytes: usize) {
        let end = self.at + bytes;
        if let Some(text) = self.raw.get(self.at..end) {
            self.show(text);
        }
        self.at = end;
    }

    /// Puts out `text`, for which [`Self::at`] is the place.
    fn show(&mut self, text: &str) {
        let goes_on = self.draft.runs.last().is_some_and(|(out, raw)| self.draft.out.len() + raw == self.at + out);
        if !goes_on {
            self.draft.runs.push((self.draft.out.len(), self.at));
        }
        self.draft.out.push_str(text);
    }

    fn escape(&mut self) {
        let escaped = self.raw.as_bytes().get(self.at + 1).is_some_and(u8::is_ascii_punctuation);
        if escaped {
            self.at += 1;
        }
        self.copy(1);
    }

    fn code(&mut self) {
        let ticks = run(self.rest(), b'`');
        let closed = (ticks <= MAX_TICKS && !self.unclosed.get(ticks).copied().unwrap_or(true))
            .then(|| closing_ticks(self.rest().get(ticks..)?, ticks))
            .flatten();
        let Some(length) = closed else {
            if let Some(flag) = self.unclosed.get_mut(ticks) {
                *flag = true;
            }
            return self.copy(ticks);
        };
        self.at += ticks;
        let start = self.draft.out.len();
        self.copy(length);
        self.draft.code.push(start..self.draft.out.len());
        self.at += ticks;
    }

    fn open_bracket(&mut self, length: usize) {
        if self.rest().starts_with("[^")
            && let Some(end) = self.rest().bytes().take(80).position(|byte| byte == b']')
            && !self.rest().get(..end).is_some_and(|label| label.contains(' '))
        {
            self.at += end + 1;
            return;
        }
        self.brackets.push(Bracket { at: self.draft.out.len(), image: length == 2 });
        self.copy(length);
    }

    fn close_bracket(&mut self) {
        let Some(bracket) = self.brackets.pop() else { return self.copy(1) };
        let after = self.rest().get(1..).unwrap_or_default();
        let target = target_length(after).or((bracket.image && self.mode != Mode::Title).then_some(0));
        let Some(length) = target else { return self.copy(1) };
        if bracket.image {
            self.draft.drops.push((bracket.at, self.draft.out.len()));
            while self.delimiters.pop_if(|delimiter| delimiter.at >= bracket.at).is_some() {}
        } else {
            self.draft.drops.push((bracket.at, bracket.at + 1));
        }
        self.at += 1 + length;
    }

    /// At a `<`: what is hidden, an address, a tag or a mere sign.
    fn angle(&mut self) {
        if self.hidden() {
            return;
        }
        let Some(close) = self.next_close() else { return self.copy(1) };
        let inside = self.raw.get(self.at + 1..close).unwrap_or_default();
        if self.mode != Mode::Title && self.rest().get(1..).and_then(asked).is_some() {
            // What a template asks for looks like a tag, and shows that nobody filled it in.
            return self.copy(1);
        }
        if !inside.contains([' ', '<']) && (inside.contains("://") || inside.contains('@')) {
            self.at += 1;
            self.copy(close - self.at);
            self.at += 1;
            return;
        }
        let rest = self.rest().as_bytes();
        let near = rest.get(..MAX_TAG.min(rest.len())).unwrap_or_default();
        match tag(near) {
            Ok(length) => self.tag(length),
            Err(NoTag::Cut) if near.len() < rest.len() => match tag(rest) {
                Ok(length) => self.tag(length),
                // Whoever opens so many long tags and closes none hides something.
                Err(_) if self.long >= MAX_LONG => self.at = self.raw.len(),
                Err(_) => {
                    self.long += 1;
                    self.copy(1);
                }
            },
            Err(_) => self.copy(1),
        }
    }

    /// Passes a comment and the like.
    fn hidden(&mut self) -> bool {
        let rest = self.rest();
        let second = rest.as_bytes().get(1);
        let kinds = HIDDEN.iter().zip(&mut self.endless);
        for ((start, end), endless) in kinds.filter(|_| matches!(second, Some(b'!' | b'?'))) {
            if !rest.starts_with(start)
                || (*start == "<!" && !rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic))
            {
                continue;
            }
            if !*endless && let Some(length) = rest.find(end) {
                self.at += length + end.len();
                return true;
            }
            *endless = true;
            if self.mode == Mode::Html {
                self.at = self.raw.len();
                return true;
            }
            return false;
        }
        false
    }

    /// Where the next `>` stands.
    fn next_close(&mut self) -> Option<usize> {
        if self.close.is_none_or(|close| close < self.at) {
            self.close = Some(self.rest().find('>').map_or(usize::MAX, |length| self.at + length));
        }
        self.close.filter(|close| *close < self.raw.len())
    }

    /// Passes the tag of this length.
    fn tag(&mut self, length: usize) {
        if let Some(tag) = self.rest().get(..length).and_then(|text| Tag::new(text, self.at))
            && self.mode != Mode::Title
        {
            self.veil = match self.veil.take() {
                Some((mut veil, since)) => {
                    let lifted = veil.is_lifted_by(&tag);
                    if lifted {
                        self.draft.drops.push((since, self.draft.out.len()));
                    }
                    (!lifted).then_some((veil, since))
                }
                None => Veil::opened_by(&tag).map(|veil| (veil, self.draft.out.len())),
            };
        }
        if self.rest().get(1..3).is_some_and(|name| name.eq_ignore_ascii_case("br")) {
            self.show(" ");
        }
        self.at += length;
    }

    fn entity(&mut self) {
        let end = self.rest().bytes().take(12).position(|byte| byte == b';');
        let shown = end.and_then(|end| self.rest().get(1..end)).and_then(entity);
        match (end, shown) {
            (Some(end), Some(c)) => {
                self.show(c.encode_utf8(&mut [0; 4]));
                self.at += end + 1;
            }
            _ => self.copy(1),
        }
    }

    fn delimiter(&mut self, byte: u8) {
        let length = run(self.rest(), byte);
        let before = self.draft.out.chars().next_back();
        let after = self.rest().get(length..).and_then(|rest| rest.chars().next());
        self.delimiters.extend(Delimiter::new(byte, (self.draft.out.len(), length), before, after));
        self.copy(length);
    }

    fn finish(mut self) -> Said<'a> {
        if let Some((_, since)) = &self.veil {
            self.draft.drops.push((*since, self.draft.out.len()));
        }
        self.draft.drops.append(&mut dropped(&self.delimiters, self.mode == Mode::Markdown));
        self.draft.said(self.raw, self.veil.map(|(veil, _)| veil))
    }
}

fn closing_ticks(text: &str, ticks: usize) -> Option<usize> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find('`')?;
        let length = run(text.get(start..)?, b'`');
        if length == ticks {
            return Some(start);
        }
        from = start + length;
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay() {
        for (raw, expected) in [
            ("plain 模型", "plain 模型"),
            ("**bold** and *soft* and ***both***", "bold and soft and both"),
            ("snake_case_name and __init__ and _x_", "snake_case_name and init and x"),
            ("2 * 3 * 4", "2 * 3 * 4"),
            ("a [link](http://x.y/(z) \"t\") b", "a link b"),
            ("a [ref][id] [x] [^1]", "a ref [x] "),
            ("![logo](a.png) Title", " Title"),
            ("[![badge *a*](b)](c) *d*", " d"),
            ("`a*b*` ``c`d``", "a*b* c`d"),
            ("a `b", "a `b"),
            ("\\*a\\* &amp; &#27169; &no;", "*a* & 模 &no;"),
            ("a<br>b <b>c</b> <!-- d -->e <https://f.g>", "a b c e https://f.g"),
            ("a < b > c", "a < b > c"),
            ("~~old~~ new ~5", "old new ~5"),
            ("**限制：**说明", "限制：说明"),
            ("] [ **", "] [ **"),
        ] {
            assert_eq!(plain(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn hostile_lines_take_linear_time() {
        for piece in [
            "[",
            "](",
            "`",
            "``` `",
            "<",
            "<a ",
            "*a",
            "_a_",
            "![",
            "&",
            "~~",
            "<!--",
            "[^",
            "<?",
            "<!a",
            "<s>",
            "](a \"",
            "<a b=\"",
            "<a b=' c=\" ",
            "<a hidden>",
            "~a",
            "](<",
            "<b c>",
        ] {
            let raw = format!("{}>", piece.repeat(30_000));
            for mode in [Mode::Title, Mode::Markdown, Mode::Html] {
                assert!(said(&raw, mode).text().len() <= raw.len(), "{piece}");
            }
        }
    }
}
