//! Cuts a text into sentences. What shape a piece has, and whether it says anything, is not asked.

use std::ops::Range;

use super::lexicon::Bytes;
use super::said::Said;

/// The sentences of what is said, each with its end and without white space around it. None ends in code, or at a
/// full stop after which markup stands: `**Scope.** All wards` is one.
pub(super) fn cut<'a>(said: &'a Said<'_>) -> Sentences<'a> {
    Sentences { said, at: 0 }
}

/// See [`cut`].
#[derive(Debug)]
pub(super) struct Sentences<'a> {
    said: &'a Said<'a>,
    at: usize,
}

impl Iterator for Sentences<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let text = self.said.text();
        while self.at < text.len() {
            let rest = text.get(self.at..)?;
            let length = end(rest, |at| self.said.goes_on(self.at + at)).unwrap_or(rest.len());
            let sentence = rest.get(..length)?;
            let bare = sentence.trim_start();
            let start = self.at + sentence.len() - bare.len();
            self.at += length;
            if !bare.is_empty() {
                return Some(start..start + bare.trim_end().len());
            }
        }
        None
    }
}

/// The quotation marks that may stand behind the end of a sentence.
const CLOSING: [char; 7] = ['"', '\'', '”', '’', '」', '』', '»'];

/// Whether a piece of text closes as a sentence does.
pub(super) fn is_ended(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(CLOSING);
    text.ends_with(['.', '!', '?', '。', '！', '？', '；', ':', '：', '…'])
}

/// What may end a sentence, or the first byte of that.
static STOPS: Bytes = Bytes::of(b".!?\xd8\xe0\xe2\xe3\xef");

/// The length of the first sentence of a text, if another may follow.
fn end(text: &str, goes_on: impl Fn(usize) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    // A quotation mark that closes belongs to the sentence that it closes.
    let closed = |end: usize| Some(text.len() - text.get(end..)?.trim_start_matches(CLOSING).len());
    let mut from = 0;
    let mut stops = std::iter::from_fn(|| {
        let at = STOPS.find(text, from)?;
        from = at + 1;
        Some(at)
    });
    stops.find_map(|at| match bytes.get(at)? {
        b'.' | b'!' | b'?' => {
            let end = closed(at + 1)?;
            let rest = text.get(end..)?;
            let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
            (ends && !goes_on(end - 1) && !is_initial(text.get(..at)?)).then_some(end)
        }
        _ => {
            let mark = text.get(at..)?.chars().next()?;
            let ends = matches!(mark, '。' | '！' | '？' | '；' | '…' | '।' | '؟');
            closed(at + mark.len_utf8()).filter(|_| ends)
        }
    })
}

/// Whether what stands before a full stop is a number or a single letter, as in `1.` and `e.g.`.
fn is_initial(before: &str) -> bool {
    let last = before.rsplit([' ', '.', '\n', '(']).next().unwrap_or_default();
    last.chars().nth(1).is_none() || (before.trim() == last && last.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_their_ends() {
        for (text, expected) in [
            ("One. Two! Three", &["One.", "Two!", "Three"][..]),
            ("See e.g. version 1.2 now.", &["See e.g. version 1.2 now."]),
            ("先停机。再上报！然后", &["先停机。", "再上报！", "然后"]),
            ("متى؟ الآن…", &["متى؟", "الآن…"]),
            ("A. sentence one.\n Two. ", &["A. sentence one.", "Two."]),
            ("The `one! two.` ends. So", &["The one! two. ends.", "So"]),
            ("**One.** [Two.](three. four.) Five. Six", &["One. Two. Five.", "Six"]),
            ("He says “stop now.” Then \"Why?\" So", &["He says “stop now.”", "Then \"Why?\"", "So"]),
            ("值守员说：“先停机。”再上报", &["值守员说：“先停机。”", "再上报"]),
            ("**“One.”** “Two.”3", &["“One.” “Two.”3"]),
            ("  ", &[]),
            ("", &[]),
        ] {
            let said = Said::of(text);
            let found: Vec<_> = cut(&said).map(|sentence| &said.text()[sentence]).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
