//! Words as UAX #29 counts them, so that a Han character is one. Markup, code, addresses and the titles of headings are no words.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::lexicon::{Bytes, SEED, step};

/// A word, by what it is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word<'a> {
    /// A Han character.
    Han(char),
    /// Letters and digits of ASCII.
    Ascii(Ascii),
    /// Any other script, or several.
    Other(&'a str),
}

/// What there is to know of a word in ASCII, seen while it is passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ascii {
    /// Its [`hash`](super::lexicon::hash).
    pub(super) hash: u64,
    /// Whether a digit stands in it.
    pub(super) digit: bool,
}

/// How many words a plain text holds.
pub(super) fn count(plain: &str) -> usize {
    let mut count = 0;
    each(plain, |_, _| count += 1);
    count
}

/// Gives the bytes of each word of a plain text, and the word, to `take`. How many addresses it passed.
pub(super) fn each<'a>(plain: &'a str, mut take: impl FnMut(Range<usize>, Word<'a>)) -> usize {
    let (mut addresses, mut at) = (0, 0);
    while let Some(first) = plain.as_bytes().get(at) {
        match plain.get(at..).filter(|rest| OPENS.holds(*first) && is_address(rest)) {
            Some(rest) => {
                addresses += 1;
                at += rest.find(char::is_whitespace).unwrap_or(rest.len());
            }
            None => at = token(plain, at, &mut take),
        }
    }
    addresses
}

/// The bytes at which an address may start, see [`is_address`].
static OPENS: Bytes = Bytes::of(b"hHwWfF(<\"[\xe2\xe3\xef");

/// Whether a text starts with the address of a page.
pub(super) fn is_address(text: &str) -> bool {
    let starts = |start: &str| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    match text.as_bytes() {
        [b'h' | b'H', b't' | b'T', ..] => starts("http://") || starts("https://"),
        [b'w' | b'W', b'w' | b'W', ..] => starts("www."),
        [b'f' | b'F', b't' | b'T', ..] => starts("ftp://"),
        [b'(' | b'<' | b'"' | b'[' | 0xe2 | 0xe3 | 0xef, ..] => {
            let bare = text.trim_start_matches(['(', '<', '"', '[', '（', '《', '“']);
            bare.len() < text.len() && is_address(bare)
        }
        _ => false,
    }
}

/// Gives away the words of the token that starts at the byte `at`, and tells where the text goes on after it and the white space that
/// ends it. Beside Han characters, each of which is a word, and beside marks that hold nothing together, a token falls apart; the pieces
/// are mostly ASCII.
fn token<'a>(plain: &'a str, mut at: usize, take: &mut impl FnMut(Range<usize>, Word<'a>)) -> usize {
    let (mut start, mut ascii) = (at, true);
    while let Some(end) = ENDS.find(plain, at) {
        let Some(c) = plain.get(end..).and_then(|rest| rest.chars().next()) else { break };
        at = end + c.len_utf8();
        let han = is_han(c);
        let space = !han && c.is_whitespace();
        if !(han || space || is_apart(c)) {
            // What holds nothing together where nothing stands before it is no part of the piece.
            (start, ascii) = if start == end && is_joint(c) { (at, true) } else { (start, false) };
            continue;
        }
        if start < end {
            piece(plain, start..end, ascii, take);
        }
        if space {
            return at;
        }
        if han {
            take(end..at, Word::Han(c));
        }
        (start, ascii) = (at, true);
    }
    piece(plain, start..plain.len(), ascii, take);
    plain.len()
}

/// The bytes at which a piece of a token may end.
static ENDS: Bytes = Bytes::of(b"\t\n\x0b\x0c\r ").or_wide();

fn piece<'a>(plain: &'a str, piece: Range<usize>, ascii: bool, take: &mut impl FnMut(Range<usize>, Word<'a>)) {
    if ascii {
        return ascii_words(plain, piece, take);
    }
    let text = plain.get(piece.clone()).unwrap_or_default();
    for (at, word) in text.unicode_word_indices() {
        let start = piece.start + at;
        take(start..start + word.len(), if word.is_ascii() { Word::Ascii(Ascii::of(word)) } else { Word::Other(word) });
    }
}

/// Whether a character is a letter or a digit; the common ones are told without a table.
pub(super) fn is_telling(c: char) -> bool {
    c.is_ascii_alphanumeric() || is_han(c) || !(c.is_ascii() || is_apart(c) || is_joint(c)) && c.is_alphanumeric()
}

/// Whether a character is written in Han.
pub(crate) fn is_han(c: char) -> bool {
    // Most characters are told by the first comparison.
    c >= '\u{3400}'
        && matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Whether a mark holds the digits or letters on either side of it together; it is nothing where no such stand before it.
fn is_joint(c: char) -> bool {
    matches!(c, '，' | '：' | '；' | '．')
}

/// Whether a mark parts what stands on either side of it, whatever that is.
fn is_apart(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '！' | '（' | '）' | '？' | '“' | '”' | '—' | '–' | '…')
}

/// The words of a piece in ASCII, by the same rules with a tenth of the work.
fn ascii_words<'a>(plain: &'a str, piece: Range<usize>, take: &mut impl FnMut(Range<usize>, Word<'a>)) {
    let bytes = plain.as_bytes().get(..piece.end).unwrap_or_default();
    let mut at = piece.start;
    while let Some(start) = WORD.find(bytes, at) {
        at = start;
        let (mut word, mut telling) = (Ascii::START, false);
        while let Some(byte) = bytes.get(at).filter(|byte| WORD.holds(**byte) || joins(bytes, at)) {
            word = word.and(*byte);
            telling |= *byte != b'_';
            at += 1;
        }
        if telling {
            take(start..at, Word::Ascii(word));
        }
    }
}

impl Ascii {
    /// No word yet.
    const START: Self = Self { hash: SEED, digit: false };

    /// What there is to know of a word.
    pub(super) fn of(word: &str) -> Self {
        word.bytes().fold(Self::START, Self::and)
    }

    /// The word with one byte more.
    fn and(self, byte: u8) -> Self {
        // Of the bytes of words, this bit turns capitals into small letters and leaves the others apart.
        Self { hash: step(self.hash, byte | 0x20), digit: self.digit || byte.is_ascii_digit() }
    }
}

/// The bytes of words in ASCII.
static WORD: Bytes = Bytes::of(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

/// Whether the mark at `at` holds the two sides of a word together, as in `can't` and `3.14`.
fn joins(bytes: &[u8], at: usize) -> bool {
    let Some(mark @ (b'.' | b'\'' | b':' | b',' | b';')) = bytes.get(at) else { return false };
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(|at| bytes.get(at)), bytes.get(at + 1)) else {
        return false;
    };
    let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match mark {
        b':' => letters,
        b',' | b';' => digits,
        _ => letters || digits,
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use proptest::prelude::*;

    use super::super::units;
    use super::*;

    /// How many words of prose a stretch of Markdown holds.
    fn count_words(text: &str) -> usize {
        let mut words = 0;
        units::each(text, |unit| {
            words += count(unit.text());
            ControlFlow::Continue(())
        });
        words
    }

    #[test]
    fn words_are_counted_in_any_script() {
        for (text, expected) in [
            ("", 0),
            ("The nurse can't stop it 3.14 times.", 7),
            ("护士可以停止系统。", 8),
            ("模型 GPT-4 很好", 6),
            ("https://example.org/a-b and www.example.org", 1),
            ("a [link](https://example.org/long/path) here", 3),
            ("`code` and <b>bold</b>", 3),
            ("```\nnot prose\n```\nprose", 1),
            ("# Title\n\nbody text", 2),
            ("<!-- hidden words -->\nshown", 1),
            ("| a | b |\n|---|---|\n| one | two three |\n", 3),
            ("café naïve", 2),
            ("_ __ - *", 0),
        ] {
            assert_eq!(count_words(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn the_short_cuts_agree_with_unicode(
            text in "([a-c1-3_.,;:'\\-/ ]|[，。；：、（）“’—… ]|[中文数据カな한é\u{fe0f}\u{3000}\u{b}]|http://|\\(WWW\\.){0,14}",
        ) {
            let (addresses, tokens): (Vec<_>, Vec<_>) = text.split_whitespace().partition(|token| is_address(token));
            // A mark on a Han character is no part of the word.
            let marked = |word: &str| word.trim_end_matches('\u{fe0f}').to_owned();
            let expected: Vec<_> = tokens.iter().flat_map(|token| token.unicode_words()).map(marked).collect();
            let mut found = Vec::new();
            let passed = each(&text, |at, word| found.push((&text[at], word)));
            for (part, word) in &found {
                let same = match word {
                    Word::Han(c) => part.chars().eq([*c]) && is_han(*c),
                    Word::Ascii(word) => part.is_ascii() && *word == Ascii::of(part),
                    Word::Other(word) => part == word && !part.is_ascii(),
                };
                prop_assert!(same, "{:?}", word);
            }
            prop_assert_eq!(found.into_iter().map(|(part, _)| marked(part)).collect::<Vec<_>>(), expected);
            prop_assert_eq!(passed, addresses.len());
        }
    }
}
