//! Texts as SARIF wants them: sentences that end, safe for whoever shows them, and no longer than GitHub takes.

use std::borrow::Cow;

use super::wire::Both;
use crate::locale::{Locale, Text};
use crate::render::{flat, sanitise};

/// How many characters GitHub takes of a rule's descriptions.
const LONGEST: usize = 1024;
/// How many bytes the end of a sentence takes at most.
pub(super) const STOP: usize = 3;

/// A text of a message: nothing in it steers a terminal, and nothing in it is the link that SARIF would make of `[words](target)`.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    unlinked(sanitise(text))
}

fn unlinked(text: Cow<'_, str>) -> Cow<'_, str> {
    // Few texts hold a bracket, and one byte is found faster than two.
    if memchr::memchr(b']', text.as_bytes()).is_some() && text.contains("](") {
        text.replace("](", "] (").into()
    } else {
        text
    }
}

/// A text on one line that ends as a sentence does.
pub(super) fn sentence(text: &str, locale: Locale) -> String {
    let mut out = String::with_capacity(text.len() + STOP);
    add_sentence(text, locale, &mut out);
    out
}

/// Appends the same.
pub(super) fn add_sentence(text: &str, locale: Locale, out: &mut String) {
    add_ended(&flat(plain(text)), locale, out);
}

/// Appends a text that is safe and on one line already, as a sentence.
pub(super) fn add_finished(line: &str, locale: Locale, out: &mut String) {
    add_ended(&unlinked(line.into()), locale, out);
}

/// Appends what to write, a safe text that may take several lines: those stay as they are.
pub(super) fn add_instruction(text: &str, locale: Locale, out: &mut String) {
    let text = unlinked(text.into());
    if text.contains('\n') { out.push_str(&text) } else { add_ended(&text, locale, out) }
}

fn add_ended(text: &str, locale: Locale, out: &mut String) {
    let text = text.trim_end();
    out.push_str(text);
    if !text.is_empty() && !text.ends_with(['.', '!', '?', '。', '！', '？', '…']) {
        out.push(locale.pick('.', '。'));
    }
}

/// Sentences one after another.
pub(super) fn joined(sentences: &[String], locale: Locale) -> String {
    let told: Vec<_> = sentences.iter().map(String::as_str).filter(|sentence| !sentence.is_empty()).collect();
    told.join(locale.pick(" ", ""))
}

/// The text, cut where it is longer than GitHub takes it.
pub(super) fn cut(text: String) -> String {
    if text.chars().count() <= LONGEST {
        return text;
    }
    let mut short: String = text.chars().take(LONGEST - 1).collect();
    short.push('…');
    short
}

/// A text in both languages.
pub(super) fn both(text: &Text) -> Both<'_> {
    Both { en: plain(&text.en), zh: plain(&text.zh) }
}

/// A name that programs can use: `security/red-team/stale` is `SecurityRedTeamStale`.
pub(super) fn name(id: &str) -> String {
    let parts = id.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let upper = |part: &str| {
        let mut letters = part.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    parts.map(upper).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_and_is_no_link() {
        for (text, locale, expected) in [
            ("no file matches", Locale::En, "no file matches."),
            ("`x` is met in part", Locale::En, "`x` is met in part."),
            ("was it read?", Locale::En, "was it read?"),
            ("没有证据", Locale::Zh, "没有证据。"),
            ("[here](http://x.example)\n\u{1b}[2J\u{202e}", Locale::En, "[here] (http://x.example) ?[2J\u{fffd}."),
            ("", Locale::En, ""),
        ] {
            assert_eq!(sentence(text, locale), expected);
        }
        for (text, expected) in [("add\n[answers.x]", "add\n[answers.x]"), ("remove it", "remove it.")] {
            let mut out = String::new();
            add_instruction(text, Locale::En, &mut out);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn no_description_is_longer_than_is_taken() {
        assert_eq!(cut("条".repeat(LONGEST)).chars().count(), LONGEST);
        let long = cut("条".repeat(LONGEST + 1));
        assert_eq!((long.chars().count(), long.ends_with('…')), (LONGEST, true));
    }

    #[test]
    fn a_name_is_one_word() {
        assert_eq!(name("security/red-team/stale"), "SecurityRedTeamStale");
        assert_eq!(name("¶42-43"), "4243");
    }
}
