//! Where a piece of text says that it is still to be written: `TODO` and its kin, the brackets of templates, promises.
//! How much of a section such pieces make up is weighed in `substance`.

use std::ops::Range;

use super::lexicon::Bytes;
use super::phrases::{ASKS, EMPTY, PROMISES, starts};
use super::said::Said;
use super::words::{count, is_telling};

/// Where a piece says that it is still to be written, if it does: bytes of the text said.
pub(super) fn marker(said: &Said<'_>, part: Range<usize>) -> Option<Range<usize>> {
    let promised = promised(said, part.clone());
    promised.or_else(|| {
        let text = said.text().get(part.clone()).filter(|text| text.len() <= MAX_EMPTY * 4)?;
        let mentions = || said.is_code(part.end - text.trim_start_matches(|c| !is_telling(c)).len());
        (is_nothing(bare(text)) && !mentions()).then_some(part)
    })
}

/// As [`marker`], for a piece that says something.
pub(super) fn promised(said: &Said<'_>, part: Range<usize>) -> Option<Range<usize>> {
    let text = said.text().get(part.clone())?;
    let found = look(text, |found| said.is_code(found.start + part.start))?;
    Some(found.start + part.start..found.end + part.start)
}

/// `TODO` and its kin, in capitals, as words of their own.
const CAPITALS: [&str; 6] = ["FIXME", "TBA", "TBD", "TO DO", "TODO", "XXX"];

/// The bytes at which something of interest may start.
static FIRST: Bytes = Bytes::of(b"TFXtcuwfnhlCUWNHL[{<\xe5\xe6\xe8\xe3");

/// One pass: capitals tell at once, brackets before promises.
fn look(text: &str, code: impl Fn(&Range<usize>) -> bool) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut brackets, mut promised) = (None, None);
    for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| FIRST.holds(**byte)) {
        // Nothing of interest starts within a word.
        if byte.is_ascii_alphabetic() && is_after(bytes, at, u8::is_ascii_alphabetic) {
            continue;
        }
        match byte {
            b'[' | b'{' | b'<' => brackets = brackets.or(Some(at)),
            0xe3 => brackets = brackets.or_else(|| bytes.get(at..)?.starts_with("【".as_bytes()).then_some(at)),
            b'T' | b'F' | b'X' if !is_after(bytes, at, u8::is_ascii_alphanumeric) => {
                if let Some(found) = capital(bytes, at).filter(|found| !code(found)) {
                    return Some(found);
                }
                promised = promised.or_else(|| promise(text, at).filter(|found| !code(found)));
            }
            _ if promised.is_none() && PROMISES.may_start(bytes, at) => {
                promised = promise(text, at).filter(|found| !code(found));
            }
            _ => {}
        }
    }
    brackets.and_then(|from| bracket(text, from, code)).or_else(|| {
        let lorem = promised.clone().filter(|found| text.get(found.clone()).is_some_and(is_lorem));
        lorem.or_else(|| promised.filter(|_| count(text) <= MAX_PROMISE))
    })
}

/// Whether such a byte stands before this one.
fn is_after(bytes: &[u8], at: usize, is: impl Fn(&u8) -> bool) -> bool {
    at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(is)
}

fn capital(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let rest = bytes.get(at..)?;
    let apart = |word: &&&str| !rest.get(word.len()).is_some_and(u8::is_ascii_alphanumeric);
    let word = CAPITALS.iter().filter(|word| rest.starts_with(word.as_bytes())).find(apart)?;
    Some(at..at + word.len())
}

/// A sentence of more words does more than promise.
pub(super) const MAX_PROMISE: usize = 16;
/// The two words that may stand after a promise have no more bytes.
const MAX_END: usize = 64;

fn promise(text: &str, at: usize) -> Option<Range<usize>> {
    let promise = PROMISES.starting(text.as_bytes(), at).last()?;
    let end = at + promise.len();
    let (before, after) = (text.get(..at)?, text.get(end..)?);
    // "What is to be written to the log" says what a log holds: a promise stands at an end of its sentence.
    let at_start = || !before.contains(is_telling);
    let at_end = || after.len() <= MAX_END && !starts(after.as_bytes(), " to ") && count(after) <= 2;
    (!promise.is_ascii() || is_lorem(promise) || at_start() || at_end()).then_some(at..end)
}

fn is_lorem(phrase: &str) -> bool {
    phrase.eq_ignore_ascii_case("lorem ipsum")
}

/// No more brackets than this are looked at, and none of them reaches further, in bytes.
const MAX_BRACKETS: usize = 64;
const MAX_ASKED: usize = 200;

/// The brackets of a template that nobody filled in.
fn bracket(text: &str, from: usize, code: impl Fn(&Range<usize>) -> bool) -> Option<Range<usize>> {
    for (open, close) in [("[[", "]]"), ("{{", "}}"), ("<%", "%>")] {
        if let Some(at) = text.get(from..).and_then(|rest| rest.find(open)).map(|at| from + at)
            && let Some(length) = text.get(at..).and_then(|rest| rest.find(close))
        {
            let found = at..at + length + close.len();
            if !code(&found) {
                return Some(found);
            }
        }
    }
    let opened = text.get(from..)?.match_indices(['[', '<', '【', '{']);
    opened.take(MAX_BRACKETS).find_map(|(at, open)| {
        let (at, inside) = (from + at, from + at + open.len());
        let end = inside + asked(text.get(inside..)?)?;
        // `[x]: /u` defines a link.
        let defines = open == "[" && text.get(end + 1..).is_some_and(|rest| rest.starts_with(':'));
        (!defines && !code(&(at..end))).then_some(at..end)
    })
}

/// The length of what stands between a bracket, just passed, and the next closing one, where it asks for something.
pub(super) fn asked(inside: &str) -> Option<usize> {
    let bytes = inside.as_bytes();
    if !ASKS.iter().any(|ask| starts(bytes, ask)) {
        return None;
    }
    inside.char_indices().take_while(|(at, _)| *at < MAX_ASKED).find(|(_, c)| "]>】}".contains(*c)).map(|(at, _)| at)
}

/// Longer than this, in bytes, no text is that says nothing.
const MAX_EMPTY: usize = 24;

/// Without marks at either end.
pub(super) fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !is_telling(c))
}

/// Whether a text without marks around it is one of those that say nothing.
pub(super) fn is_nothing(bare: &str) -> bool {
    if bare.is_empty() || bare.len() > MAX_EMPTY {
        return false;
    }
    let mut folded = [0; MAX_EMPTY];
    let mut length = 0;
    for byte in bare.bytes() {
        let byte = if byte.is_ascii_whitespace() { b' ' } else { byte.to_ascii_lowercase() };
        let doubled = byte == b' ' && length > 0 && folded.get(length - 1) == Some(&b' ');
        if let Some(slot) = folded.get_mut(length).filter(|_| !doubled) {
            *slot = byte;
            length += 1;
        }
    }
    let folded = folded.get(..length).unwrap_or_default();
    let undecided = folded.ends_with("待定".as_bytes()) && bare.chars().count() <= 8;
    undecided || EMPTY.binary_search_by(|word| word.as_bytes().cmp(folded)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(raw: &str) -> Option<String> {
        let said = Said::of(raw);
        marker(&said, 0..said.text().len()).map(|found| said.text()[found].to_owned())
    }

    #[test]
    fn what_says_that_it_is_unwritten_is_found() {
        for (raw, expected) in [
            ("TODO: write this", "TODO"),
            ("a TBD b", "TBD"),
            ("**TO DO** later", "TO DO"),
            ("To be determined by the board", "To be determined"),
            ("The owner is to be confirmed.", "to be confirmed"),
            (
                "Lorem ipsum and so on, with many words after it until nobody counts them any more, not even we do",
                "Lorem ipsum",
            ),
            ("负责人待补充，请稍候", "待补充"),
            ("负责人待定", "负责人待定"),
            ("（coming \n soon）", "coming \n soon"),
            ("see [insert name] there", "[insert name"),
            ("see <your name> there", "<your name"),
            ("mail <your-name@example.org>", "<your-name@example.org"),
            ("{{ name }} and TODO", "TODO"),
            ("a {{ name }} b", "{{ name }}"),
            ("【请填写】负责人", "【请填写"),
            ("`code` TODO", "TODO"),
            ("&lt;describe it&gt;", "<describe it"),
        ] {
            let found = found(raw);
            assert!(found.as_deref().is_some_and(|found| found.contains(expected)), "{raw:?}: {found:?}");
        }
    }

    #[test]
    fn what_only_mentions_it_is_not() {
        for raw in [
            "",
            "`TODO`",
            "`TODO` comments",
            "Todoist and XXXL",
            "see [the list](TODO.md)",
            "<!-- TODO -->the nurse confirms",
            "~~TODO~~ done by the nurse",
            "[Insert mode](docs/insert.md)",
            "[text][describe options]",
            "[x] <a href=\"your page\">here</a>",
            "The prompt will be written to the log",
            "what is to be written to the log every night by the one on duty",
            "The list is [described](a.md) in [[paper]](b.md)",
        ] {
            assert_eq!(found(raw).filter(|_| !raw.contains("[[")), None, "{raw:?}");
        }
    }

    #[test]
    fn hostile_pieces_take_linear_time() {
        for piece in ["[", "{{", "[[", "<%", "to be ", "待", "TODOX", "<insert ", "fold forthcoming "] {
            let _ = found(&piece.repeat(30_000));
        }
    }
}
