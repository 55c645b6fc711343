//! Text from a project made safe for a format that reads some characters as its own. Each format has one function here; what steers a
//! terminal is for `sanitise`.

use super::sanitise::sanitise;

/// The text within a line or a table cell of Markdown: it says nothing but itself, and stays on its line.
pub(crate) fn markdown(text: &str) -> String {
    let mut out = String::new();
    for (at, character) in sanitise(text).char_indices() {
        match character {
            '\n' | '\r' | '\t' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' | '$' | '@' => out.extend(['\\', character]),
            '#' | '+' | '-' | '=' if at == 0 => out.extend(['\\', character]),
            _ => out.push(character),
        }
    }
    out
}

/// A field of CSV (RFC 4180). What a spreadsheet would take for a formula is made text by an apostrophe before it.
pub(crate) fn csv(field: &str) -> String {
    let safe = sanitise(field);
    let formula = safe.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let field = if formula { format!("'{safe}") } else { safe.into_owned() };
    if field.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_says_nothing_but_itself() {
        for (text, expected) in [
            ("plain 文字, e.g. a-b.", "plain 文字, e.g. a-b."),
            ("a|b\nc", "a\\|b c"),
            ("<script>&", "&lt;script&gt;&amp;"),
            ("[x](javascript:y) ![z](u)", "\\[x\\](javascript:y) \\!\\[z\\](u)"),
            ("# no heading", "\\# no heading"),
            ("`c` *e* _u_ \\", "\\`c\\` \\*e\\* \\_u\\_ \\\\"),
            ("@everyone \u{1b}[2J", "\\@everyone ?\\[2J"),
        ] {
            assert_eq!(markdown(text), expected);
        }
    }

    #[test]
    fn a_field_is_one_field_and_no_formula() {
        for (field, expected) in [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"so\"\n", "\"say \"\"so\"\"\n\""),
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("@x,y", "\"'@x,y\""),
            ("条款", "条款"),
        ] {
            assert_eq!(csv(field), expected);
        }
    }
}
