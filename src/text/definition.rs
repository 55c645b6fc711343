//! Link reference definitions at the head of a paragraph: they show nothing, so a line under them underlines no heading.

use super::line::Cursor;

/// How many of the lines at the head of `paragraph` (its lines joined by LF) are link reference definitions.
pub(super) fn definition_lines(paragraph: &str) -> usize {
    let mut rest = paragraph;
    while let Some(after) = definition(rest) {
        rest = after;
    }
    let taken = paragraph.len() - rest.len();
    paragraph.bytes().take(taken).filter(|&byte| byte == b'\n').count() + usize::from(rest.is_empty() && taken > 0)
}

/// What stands after the definition at the start of `text`.
fn definition(text: &str) -> Option<&str> {
    let after_label = label(Cursor::new(text).text())?.strip_prefix(':')?;
    let after_target = target(skip_space(after_label))?;
    let plain = end_of_line(after_target);
    let spaced = skip_space(after_target);
    if spaced.len() == after_target.len() {
        return plain;
    }
    title(spaced).and_then(end_of_line).or(plain)
}

/// What stands after `[label]`.
fn label(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('[')?;
    let mut escaped = false;
    for (at, byte) in inside.bytes().enumerate().take(1000) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' => return None,
            b']' => return (!inside.get(..at)?.trim().is_empty()).then(|| inside.get(at + 1..)).flatten(),
            _ => {}
        }
    }
    None
}

/// What stands after the link's target.
fn target(text: &str) -> Option<&str> {
    if let Some(inside) = text.strip_prefix('<') {
        let mut escaped = false;
        let end = inside.find(|c| {
            let ends = !escaped && matches!(c, '>' | '<' | '\n');
            escaped = c == '\\' && !escaped;
            ends
        })?;
        return inside.get(end..)?.strip_prefix('>');
    }
    let mut depth = 0_usize;
    let mut escaped = false;
    let mut end = text.len();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if byte.is_ascii_whitespace() || byte.is_ascii_control() => {
                end = at;
                break;
            }
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    (end > 0 && depth == 0).then(|| text.get(end..)).flatten()
}

/// What stands after a title in quotes or brackets.
fn title(text: &str) -> Option<&str> {
    let (close, inside) = match text.as_bytes().first()? {
        b'"' => ('"', text.get(1..)?),
        b'\'' => ('\'', text.get(1..)?),
        b'(' => (')', text.get(1..)?),
        _ => return None,
    };
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == close => return inside.get(at + 1..),
            _ => {}
        }
    }
    None
}

/// Past spaces, and at most one line end among them.
fn skip_space(text: &str) -> &str {
    let rest = Cursor::new(text).text();
    rest.strip_prefix('\n').map_or(rest, |rest| Cursor::new(rest).text())
}

/// What stands after the line end, where nothing but spaces stands before it.
fn end_of_line(text: &str) -> Option<&str> {
    let rest = Cursor::new(text).text();
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('\n') }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_are_counted_in_lines() {
        for (paragraph, lines) in [
            ("[a]: /b", 1),
            ("[a]: /b\ntext", 1),
            ("[a]:\n/b\n'title'\ntext", 3),
            ("[a]: /b 'title' more", 0),
            ("[a]: /b\n'title' more", 1),
            ("[a]: <b c>\n[d]: e (f)", 2),
            ("[a] /b", 0),
            ("[]: /b", 0),
            ("[a]:", 0),
            ("text\n[a]: /b", 0),
        ] {
            assert_eq!(definition_lines(paragraph), lines, "{paragraph:?}");
        }
    }
}
