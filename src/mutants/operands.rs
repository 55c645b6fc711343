//! The operands of `&&` and `||` in a text of CEL or in a filter of a JSONPath, and the elements of a list, told by brackets and quotes
//! alone, which both languages have in common. What they mean is for the parsers of either.

use std::ops::Range;

/// A part of a text that can be left out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The bytes to leave out: the part, and the sign that joins it to its neighbour.
    pub(super) gone: Range<usize>,
    /// The part as it is written.
    pub(super) itself: Range<usize>,
}

/// The operands of what stands at `range`, and of what stands in brackets among them.
pub(super) fn operands(text: &str, range: Range<usize>) -> Vec<Part> {
    let range = trimmed(text, range);
    for sign in ["||", "&&"] {
        let pieces = split(text, &range, sign);
        if pieces.len() > 1 {
            let inner = pieces.iter().flat_map(|piece| operands(text, piece.clone()));
            return parts(&pieces).into_iter().chain(inner).collect();
        }
    }
    let whole = text.get(range.clone()).unwrap_or_default();
    let bracket = range.start + (whole.len() - whole.trim_start_matches(['!', ' ']).len());
    match text.get(bracket..range.end).filter(|rest| rest.starts_with('(')) {
        Some(_) if closing(text, bracket) == Some(range.end - 1) => operands(text, bracket + 1..range.end - 1),
        _ => Vec::new(),
    }
}

/// The elements of every list of two or more that stands behind an `in`.
pub(super) fn elements(text: &str) -> Vec<Part> {
    let behind_in = |at: &usize| {
        let before = text.get(..*at).unwrap_or_default().trim_end().strip_suffix("in");
        before.is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    let lists = marks(text, 0..text.len()).into_iter().filter(|mark| mark.byte == b'[').map(|mark| mark.at);
    let lists = lists.filter(behind_in).filter_map(|open| Some(split(text, &(open + 1..closing(text, open)?), ",")));
    lists.filter(|pieces| pieces.len() > 1).flat_map(|pieces| parts(&pieces)).collect()
}

/// Where the filters of a JSONPath stand, without the `?`.
pub(super) fn filters(path: &str) -> Vec<Range<usize>> {
    let opened = |at: usize| path.get(at..).is_some_and(|rest| rest.starts_with("[?"));
    let opens = marks(path, 0..path.len()).into_iter().map(|mark| mark.at).filter(|&at| opened(at));
    opens.filter_map(|open| split(path, &(open + 2..closing(path, open)?), ",").into_iter().next()).collect()
}

/// What can be left out of pieces that a sign joins.
fn parts(pieces: &[Range<usize>]) -> Vec<Part> {
    let gone = |at: usize, piece: &Range<usize>| match (at.checked_sub(1).and_then(|at| pieces.get(at)), pieces.get(1))
    {
        (Some(before), _) => before.end..piece.end,
        (None, Some(next)) => piece.start..next.start,
        (None, None) => piece.clone(),
    };
    pieces.iter().enumerate().map(|(at, piece)| Part { gone: gone(at, piece), itself: piece.clone() }).collect()
}

/// The pieces between the signs that stand in no brackets and no quotes, without the white space round them.
fn split(text: &str, range: &Range<usize>, sign: &str) -> Vec<Range<usize>> {
    let stands = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(sign));
    let signs = marks(text, range.clone()).into_iter().filter(|mark| mark.depth == 0 && stands(mark.at));
    let mut pieces = Vec::new();
    let mut start = range.start;
    for mark in signs {
        pieces.push(trimmed(text, start..mark.at));
        start = mark.at + sign.len();
    }
    pieces.push(trimmed(text, start..range.end));
    pieces
}

/// Where the bracket that opens at `open` closes.
fn closing(text: &str, open: usize) -> Option<usize> {
    let closes = |mark: &&Mark| mark.depth == 0 && matches!(mark.byte, b')' | b']' | b'}');
    marks(text, open..text.len()).iter().find(closes).map(|mark| mark.at)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}

/// A byte that stands in no quotes, and in how many brackets, counted from where the looking began; brackets themselves stand outside.
struct Mark {
    at: usize,
    byte: u8,
    depth: usize,
}

fn marks(text: &str, range: Range<usize>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let (mut depth, mut quote, mut escaped) = (0_usize, None, false);
    for (at, byte) in text.bytes().enumerate().skip(range.start).take(range.len()) {
        match (quote, byte) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'\'' | b'"') => quote = Some(byte),
            (None, b'(' | b'[' | b'{') => {
                marks.push(Mark { at, byte, depth });
                depth += 1;
            }
            (None, _) => {
                depth -= usize::from(matches!(byte, b')' | b']' | b'}') && depth > 0);
                marks.push(Mark { at, byte, depth });
            }
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown<'t>(text: &'t str, parts: &[Part]) -> Vec<(&'t str, String)> {
        let shown = |part: &Part| {
            (&text[part.itself.clone()], format!("{}{}", &text[..part.gone.start], &text[part.gone.end..]))
        };
        parts.iter().map(shown).collect()
    }

    #[test]
    fn each_operand_can_be_left_out() {
        for (text, expected) in [
            ("a", vec![]),
            ("!(a)", vec![]),
            ("a || b", vec![("a", "b"), ("b", "a")]),
            ("a||b||c", vec![("a", "b||c"), ("b", "a||c"), ("c", "a||b")]),
            ("a && b || c", vec![("a && b", "c"), ("c", "a && b"), ("a", "b || c"), ("b", "a || c")]),
            ("a && (b || c)", vec![("a", "(b || c)"), ("(b || c)", "a"), ("b", "a && (c)"), ("c", "a && (b)")]),
            ("! (a && b)", vec![("a", "! (b)"), ("b", "! (a)")]),
            ("'a || b' in c && f(x || y)", vec![("'a || b' in c", "f(x || y)"), ("f(x || y)", "'a || b' in c")]),
            (r"a == 'it\'s ||' || b", vec![(r"a == 'it\'s ||'", "b"), ("b", r"a == 'it\'s ||'")]),
            ("(a) || (b)", vec![("(a)", "(b)"), ("(b)", "(a)")]),
            ("a ||", vec![("a", ""), ("", "a")]),
            (")) || ((", vec![("))", "(("), ("((", "))")]),
        ] {
            let found = operands(text, 0..text.len());
            let expected: Vec<_> = expected.into_iter().map(|(part, rest)| (part, rest.to_owned())).collect();
            assert_eq!(shown(text, &found), expected, "{text}");
        }
    }

    #[test]
    fn each_element_behind_in_can_be_left_out() {
        for (text, expected) in [
            ("a in ['x']", vec![]),
            ("a in ['x', 'y']", vec![("'x'", "a in ['y']"), ("'y'", "a in ['x']")]),
            (
                "a in['x,y','z'] && main['q', 'r']",
                vec![("'x,y'", "a in['z'] && main['q', 'r']"), ("'z'", "a in['x,y'] && main['q', 'r']")],
            ),
            ("['x', 'y'] == a", vec![]),
            ("a in [", vec![]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(part, rest)| (part, rest.to_owned())).collect();
            assert_eq!(shown(text, &elements(text)), expected, "{text}");
        }
    }

    #[test]
    fn the_filters_of_a_path_are_found() {
        for (path, expected) in [
            ("$.a[*].b", vec![]),
            ("$.a[?@.n < 30 && !@.i]", vec!["@.n < 30 && !@.i"]),
            ("$.a[?@['?]'] == 1].b[?(@.x || @.y)]", vec!["@['?]'] == 1", "(@.x || @.y)"]),
            ("$.a[?@.b[?@.c && @.d]]", vec!["@.b[?@.c && @.d]", "@.c && @.d"]),
            ("$.a[?@.b && @.c, 0]", vec!["@.b && @.c"]),
            ("$.a[?", vec![]),
        ] {
            let found: Vec<_> = filters(path).into_iter().map(|range| &path[range]).collect();
            assert_eq!(found, expected, "{path}");
        }
    }
}
