//! The texts inside quotes: where one ends, and what its escapes mean. It follows the lexis of the CEL specification.

use super::problem;
use crate::finding::Problem;
use crate::locale::text;
use crate::source::Span;

/// Where the text that is opened by `quote` right before `rest` closes: the byte of the closing quote in `rest`. A line's end comes before it.
pub(super) fn closing(rest: &str, quote: char, raw: bool) -> Option<usize> {
    let mut escaped = false;
    for (at, character) in rest.char_indices() {
        match character {
            '\n' | '\r' => return None,
            _ if escaped => escaped = false,
            '\\' if !raw => escaped = true,
            _ if character == quote => return Some(at),
            _ => {}
        }
    }
    None
}

/// What `body`, which starts at the byte `offset` of the source, means. A wrong escape is a problem and is left out.
pub(super) fn unescape(body: &str, offset: usize, problems: &mut Vec<Problem>) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find('\\') {
        let (plain, escape) = rest.split_at(at);
        out.push_str(plain);
        let (character, length) = escape_at(escape);
        match character {
            Some(character) => out.push(character),
            None => {
                problems.push(wrong_escape(escape.get(..length).unwrap_or(escape), offset + body.len() - escape.len()));
            }
        }
        rest = escape.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The character that the escape at the start of `escape` stands for, and how many bytes it takes.
fn escape_at(escape: &str) -> (Option<char>, usize) {
    let Some(letter) = escape.chars().nth(1) else { return (None, escape.len()) };
    let simple = |character| (Some(character), 2);
    match letter {
        'a' => simple('\u{7}'),
        'b' => simple('\u{8}'),
        'f' => simple('\u{c}'),
        'n' => simple('\n'),
        'r' => simple('\r'),
        't' => simple('\t'),
        'v' => simple('\u{b}'),
        '\\' | '\'' | '"' | '`' | '?' => simple(letter),
        'x' | 'X' => coded(escape, 2, 2, 16),
        'u' => coded(escape, 2, 4, 16),
        'U' => coded(escape, 2, 8, 16),
        '0'..='3' => coded(escape, 1, 3, 8),
        _ => (None, 1 + letter.len_utf8()),
    }
}

/// A character by its number: `digits` digits of this base from the byte `from` on.
fn coded(escape: &str, from: usize, digits: usize, base: u32) -> (Option<char>, usize) {
    let number = escape.get(from..from + digits).filter(|number| number.chars().all(|digit| digit.is_digit(base)));
    let character = number.and_then(|number| u32::from_str_radix(number, base).ok()).and_then(char::from_u32);
    (character, if number.is_some() { from + digits } else { 2 })
}

fn wrong_escape(escape: &str, at: usize) -> Problem {
    let span = Span::new(at, at + escape.len());
    problem(span, text!("`{escape}` is no escape of a text", "字符串里没有 `{escape}` 这种转义")).help(text!(
        r"write `\\` for a backslash, `\'` or `\u4e2d` for a character, or a raw text: r'…'",
        r"反斜杠写作 `\\`，其他字符写作 `\'` 或 `\u4e2d`；也可以用原始字符串 r'…'"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_mean_what_cel_says() {
        for (body, meaning) in [
            (r"plain 中文", "plain 中文"),
            (r"\a\b\f\n\r\t\v", "\u{7}\u{8}\u{c}\n\r\t\u{b}"),
            (r#"\\\'\"\`\?"#, "\\'\"`?"),
            (r"\x41\X7e\u4e2d\U0001F431\101", "A~中🐱A"),
            (r"中\n中", "中\n中"),
        ] {
            let mut problems = Vec::new();
            assert_eq!(unescape(body, 0, &mut problems), meaning, "{body}");
            assert_eq!(problems, [], "{body}");
        }
    }

    #[test]
    fn a_wrong_escape_is_told_with_its_bytes() {
        for (body, wrong) in [
            (r"a\d", r"\d"),
            (r"\中x", r"\中"),
            (r"中\xZZ", r"\x"),
            (r"\u12", r"\u"),
            (r"\ud800", r"\ud800"),
            (r"\U00110000", r"\U00110000"),
            (r"\400", r"\4"),
            (r"\08", r"\0"),
            (r"\x中", r"\x"),
            (r"\", r"\"),
        ] {
            let mut problems = Vec::new();
            unescape(body, 10, &mut problems);
            let span = problems.first().map(|problem| problem.span).unwrap();
            assert_eq!(&body[span.start - 10..span.end - 10], wrong, "{body}");
        }
    }

    #[test]
    fn a_text_closes_at_its_own_quote_on_its_own_line() {
        for (rest, raw, end) in [
            ("a'b", false, Some(1)),
            (r"a\'b'", false, Some(4)),
            (r"a\'b'", true, Some(2)),
            ("a\"'", false, Some(2)),
            ("a\n'", false, None),
            (r"a\", false, None),
            ("", false, None),
        ] {
            assert_eq!(closing(rest, '\'', raw), end, "{rest:?}");
        }
    }
}
