//! Text from a project made safe for a terminal. Every character that could steer it is replaced by one of the same length in bytes, so
//! that places stay where they are.

use std::borrow::Cow;

use super::bytes::first;

/// The text without control characters, other than line ends and tabs, and without marks that reorder or hide text.
pub(crate) fn sanitise(text: &str) -> Cow<'_, str> {
    if is_safe(text) {
        return Cow::Borrowed(text);
    }
    let next = text.chars().skip(1).map(Some).chain([None]);
    let safe = text.chars().zip(next).map(|(character, next)| match (character, next) {
        ('\r', Some('\n')) => '\r',
        (character, _) => stand_in(character).unwrap_or(character),
    });
    Cow::Owned(safe.collect())
}

/// Whether nothing in a text has to be replaced.
fn is_safe(text: &str) -> bool {
    // All that could steer a terminal is below the space, or starts with one of these bytes: few texts hold any of them.
    let suspicious = [0x7f, 0xc2, 0xd8, 0xe2, 0xef, 0xf3];
    let mut rest = text;
    while let Some(at) = first(rest.as_bytes(), suspicious) {
        let mut characters = rest.get(at..).unwrap_or_default().chars();
        if characters.next().and_then(stand_in).is_some() {
            return false;
        }
        rest = characters.as_str();
    }
    true
}

/// What stands in for a character that could steer a terminal.
fn stand_in(character: char) -> Option<char> {
    match character {
        '\n' | '\t' => None,
        '\0'..='\u{1f}' | '\u{7f}' => Some('?'),
        '\u{80}'..='\u{9f}' | '\u{61c}' => Some('¿'),
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {
            Some('\u{fffd}')
        }
        '\u{e0000}'..='\u{e007f}' => Some('\u{1f3f4}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_is_left_and_no_place_moves() {
        for (text, safe) in [
            ("plain 文字 👩‍👩‍👧\tand\r\nmore", "plain 文字 👩‍👩‍👧\tand\r\nmore"),
            ("\u{1b}[2Jgone", "?[2Jgone"),
            ("a\u{202e}b\u{2066}c", "a\u{fffd}b\u{fffd}c"),
            ("\u{9b}31m", "¿31m"),
            ("x\rpassed\r\n", "x?passed\r\n"),
            ("\u{feff}x", "\u{fffd}x"),
        ] {
            assert_eq!(sanitise(text), safe);
            assert_eq!(sanitise(text).len(), text.len());
        }
    }
}
