//! Words as UAX #29 counts them, so that a Han character is one. Markup, code, addresses and the titles of headings are no words.

use unicode_segmentation::UnicodeSegmentation;

/// How many words a plain text holds.
pub(super) fn count(plain: &str) -> usize {
    let mut count = 0;
    each(plain, |_| count += 1);
    count
}

/// The words of a plain text.
pub(super) fn words(plain: &str) -> Vec<&str> {
    let mut found = Vec::new();
    each(plain, |word| found.push(word));
    found
}

fn each<'a>(plain: &'a str, mut take: impl FnMut(&'a str)) {
    for token in plain.split_whitespace() {
        if is_address(token) {
            continue;
        }
        if token.is_ascii() {
            ascii_words(token, &mut take);
        } else {
            token.unicode_words().for_each(&mut take);
        }
    }
}

/// Whether a token without white space is the address of a page.
pub(super) fn is_address(token: &str) -> bool {
    let token = token.trim_start_matches(['(', '<', '"', '[', '（', '《', '“']);
    ["http://", "https://", "www.", "ftp://"]
        .iter()
        .any(|start| token.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
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
    use super::super::units::units;
    use super::*;

    /// How many words of prose a stretch of Markdown holds.
    fn count_words(text: &str) -> usize {
        units(text).iter().map(|unit| count(&unit.text)).sum()
    }
    use proptest::prelude::*;

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
    }
}
