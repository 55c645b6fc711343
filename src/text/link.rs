//! What follows a link's text, its target and title, and what entities stand for. Where a link starts, `inline` knows.

/// How far ahead a target that is not written as it should be is looked for, in bytes.
const MAX_TARGET: usize = 1024;

/// The length of a link's `(target "title")` or `[label]`, where one stands.
pub(super) fn target_length(text: &str) -> Option<usize> {
    match text.as_bytes().first()? {
        b'(' => proper(text).or_else(|| balanced(text, (b'(', b')'))),
        b'[' => balanced(text, (b'[', b']')),
        _ => None,
    }
}

/// A target in brackets by the rules, however long its title.
fn proper(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = past_space(bytes, 1);
    at = target_end(bytes, at)?;
    let spaced = past_space(bytes, at);
    let close = match bytes.get(spaced)? {
        b'"' if spaced > at => Some(b'"'),
        b'\'' if spaced > at => Some(b'\''),
        b'(' if spaced > at => Some(b')'),
        _ => None,
    };
    if let Some(close) = close {
        at = past_space(bytes, unescaped(bytes, spaced + 1, |byte| byte == close)? + 1);
    } else {
        at = spaced;
    }
    (bytes.get(at) == Some(&b')')).then_some(at + 1)
}

fn target_end(bytes: &[u8], from: usize) -> Option<usize> {
    if bytes.get(from) == Some(&b'<') {
        let end = unescaped(bytes, from + 1, |byte| matches!(byte, b'<' | b'>' | b'\n'))?;
        return (bytes.get(end) == Some(&b'>')).then_some(end + 1);
    }
    let mut depth = 0_usize;
    let mut at = from;
    loop {
        match bytes.get(at)? {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            b'(' if depth >= MAX_DEPTH => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            byte if byte.is_ascii_whitespace() || byte.is_ascii_control() => return (depth == 0).then_some(at),
            _ => {}
        }
        at += 1;
    }
}

/// Deeper brackets are no part of a target.
const MAX_DEPTH: usize = 16;

fn past_space(bytes: &[u8], from: usize) -> usize {
    from + bytes.get(from..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// The first byte from `from` on that `ends` and stands after no backslash.
fn unescaped(bytes: &[u8], from: usize, ends: impl Fn(u8) -> bool) -> Option<usize> {
    let mut at = from;
    loop {
        match *bytes.get(at)? {
            byte if ends(byte) => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// Up to the bracket that closes the first one, near by.
fn balanced(text: &str, (open, close): (u8, u8)) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().take(MAX_TARGET) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            byte if byte == open => depth += 1,
            byte if byte == close && depth <= 1 => return Some(at + 1),
            byte if byte == close => depth -= 1,
            _ => {}
        }
        if depth > MAX_DEPTH {
            return None;
        }
    }
    None
}

/// What an entity of this name stands for.
pub(super) fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32).filter(|&c| c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "middot" => '·',
        "rarr" => '→',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_reaches_to_its_own_bracket() {
        let long = format!("(a \"{}\")", "One. (Two) 3) ".repeat(1000));
        for (text, expected) in [
            ("(a) b", Some(3)),
            ("(a(b)c) d", Some(7)),
            ("(<a b)> 'c)') d", Some(13)),
            ("(a \"b ) c\") d", Some(11)),
            ("(a\n(b \\) c) ) d", Some(13)),
            ("() a", Some(2)),
            ("(a b c) d", Some(7)),
            ("(a \"b) c", Some(6)),
            ("(a b", None),
            ("[a]", Some(3)),
            ("[a", None),
            (": a", None),
            (&long, Some(long.len())),
        ] {
            assert_eq!(target_length(text), expected, "{text:?}");
        }
    }
}
