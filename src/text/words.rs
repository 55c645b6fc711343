//! Words as UAX #29 counts them, so that a Han character is one. Markup, code, addresses and the titles of headings are no words.

use unicode_segmentation::UnicodeSegmentation;

/// How many words a plain text holds.
pub(super) fn count(plain: &str) -> usize {
    let mut count = 0;
    each(plain, |_| count += 1);
    count
}

/// Gives each word of a plain text to `take`. How many addresses it passed.
pub(super) fn each<'a>(plain: &'a str, mut take: impl FnMut(&'a str)) -> usize {
    let mut addresses = 0;
    let mut rest = plain;
    while !rest.is_empty() {
        let mut ascii = true;
        let end = rest.bytes().position(|byte| {
            ascii &= byte.is_ascii();
            byte.is_ascii_whitespace()
        });
        let (token, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after.get(1..).unwrap_or_default();
        if ascii {
            addresses += usize::from(each_in_token(token, ascii_words, &mut take));
        } else {
            for token in token.split_whitespace() {
                addresses += usize::from(each_in_token(token, mixed_words, &mut take));
            }
        }
    }
    addresses
}

/// Whether a token without white space is an address; if not, its words are given away.
fn each_in_token<'a, T: FnMut(&'a str)>(token: &'a str, cut: impl Fn(&'a str, &mut T), take: &mut T) -> bool {
    let address = is_address(token);
    if !address {
        cut(token, take);
    }
    address
}

/// Whether a token without white space is the address of a page.
pub(super) fn is_address(token: &str) -> bool {
    let starts = |start: &str| token.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    match token.as_bytes() {
        [b'h' | b'H', b't' | b'T', ..] => starts("http://") || starts("https://"),
        [b'w' | b'W', b'w' | b'W', ..] => starts("www."),
        [b'f' | b'F', b't' | b'T', ..] => starts("ftp://"),
        [b'(' | b'<' | b'"' | b'[' | 0xe2 | 0xe3 | 0xef, ..] => {
            let bare = token.trim_start_matches(['(', '<', '"', '[', '（', '《', '“']);
            bare.len() < token.len() && is_address(bare)
        }
        _ => false,
    }
}

/// The words of a token in any script. Beside Han characters, each of which is a word, and beside marks that hold nothing
/// together, it falls apart; the pieces are mostly ASCII.
fn mixed_words<'a>(token: &'a str, take: &mut impl FnMut(&'a str)) {
    let piece = |from: usize, to: usize, take: &mut _| match token.get(from..to) {
        None | Some("") => {}
        Some(piece) if piece.is_ascii() => ascii_words(piece, take),
        Some(piece) => piece.unicode_words().for_each(take),
    };
    let mut start = 0;
    for (at, c) in token.char_indices() {
        let next = at + c.len_utf8();
        if is_han(c) {
            piece(start, at, take);
            take(token.get(at..next).unwrap_or_default());
            start = next;
        } else if is_apart(c) {
            piece(start, at, take);
            start = next;
        } else if start == at && is_joint(c) {
            start = next;
        }
    }
    piece(start, token.len(), take);
}

/// Whether a character is a letter or a digit; the common ones are told without a table.
pub(super) fn is_telling(c: char) -> bool {
    c.is_ascii_alphanumeric() || is_han(c) || !(c.is_ascii() || is_apart(c) || is_joint(c)) && c.is_alphanumeric()
}

/// Whether a character is written in Han.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Whether a mark holds the digits or letters on either side of it together; it is nothing where no such stand before it.
fn is_joint(c: char) -> bool {
    matches!(c, '，' | '：' | '；' | '．')
}

/// Whether a mark parts what stands on either side of it, whatever that is.
fn is_apart(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '！' | '（' | '）' | '？' | '“' | '”' | '—' | '–' | '…')
}

/// The words of a token in ASCII, by the same rules with a tenth of the work.
fn ascii_words<'a>(token: &'a str, take: &mut impl FnMut(&'a str)) {
    let bytes = token.as_bytes();
    let is_word = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let mut at = 0;
    while at < bytes.len() {
        if !is_word(at) {
            at += 1;
            continue;
        }
        let start = at;
        while is_word(at) || joins(bytes, at) {
            at += 1;
        }
        let word = token.get(start..at).unwrap_or_default();
        if word.bytes().any(|byte| byte != b'_') {
            take(word);
        }
    }
}

/// Whether the mark at `at` holds the two sides of a word together, as in `can't` and `3.14`.
fn joins(bytes: &[u8], at: usize) -> bool {
    let (Some(before), Some(mark), Some(after)) =
        (at.checked_sub(1).and_then(|at| bytes.get(at)), bytes.get(at), bytes.get(at + 1))
    else {
        return false;
    };
    let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match mark {
        b'.' | b'\'' => letters || digits,
        b':' => letters,
        b',' | b';' => digits,
        _ => false,
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
        fn the_short_cut_agrees_with_unicode(token in "[a-c1-3_.,;:'\\-/]{0,12}") {
            let expected: Vec<_> = token.unicode_words().collect();
            let mut found = Vec::new();
            ascii_words(&token, &mut |word| found.push(word));
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn so_does_falling_apart_at_han(token in "[a-c1-3_.,:，。；：、（）“’—…中文数据カな한é\u{fe0f}]{0,12}") {
            let expected = token.unicode_words().count();
            let mut found = 0;
            mixed_words(&token, &mut |_| found += 1);
            prop_assert_eq!(found, expected);
        }
    }
}
