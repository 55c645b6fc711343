//! Text from a project made safe for a format that reads some characters as its own. Each format has one function here; what steers a
//! terminal is for `sanitise`.

use super::bytes::first;
use super::plain::in_line;
use super::{one_line, sanitise};

/// A brace as text: the attributes of a heading and mdBook's own commands begin with one, and a backslash before it helps with neither.
pub(super) const BRACE: &str = "&#123;";

/// The text within a line or a table cell of Markdown: it says nothing but itself, and stays on its line.
pub(crate) fn markdown(text: &str) -> String {
    let mut out = String::new();
    let safe = sanitise(text);
    let lead = opener(&safe);
    for (at, character) in safe.char_indices() {
        match character {
            '\n' | '\r' | '\t' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '{' => out.push_str(BRACE),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' | '$' | '@' => out.extend(['\\', character]),
            _ if Some(at) == lead => out.extend(['\\', character]),
            _ => out.push(character),
        }
    }
    out
}

/// Where a line of Markdown has the character that makes it a heading, a list or a rule, however far in.
pub(super) fn opener(line: &str) -> Option<usize> {
    let start = line.len() - line.trim_start().len();
    let rest = line.trim_start();
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.len() - after.len();
    let mut characters = after.chars();
    let mark = characters.next()?;
    // These begin a list only before a space.
    let alone = characters.next().is_none_or(char::is_whitespace);
    match mark {
        '.' | ')' if digits > 0 && alone => Some(start + digits),
        '*' if digits == 0 && alone => Some(start),
        '#' | '+' | '-' | '=' | ':' if digits == 0 => Some(start),
        _ => None,
    }
}

/// Code within a line of Markdown: an id, a glob, a pattern. In a table cell `cell` is true, where a bar would end the cell.
pub(crate) fn code(text: &str, cell: bool) -> String {
    let text = one_line(text);
    if text.trim().is_empty() {
        return String::new();
    }
    let text = if cell { text.replace('|', "\\|") } else { text };
    let fence = "`".repeat(longest_run(&text, '`') + 1);
    let edge = |c: char| c == '`' || c == ' ';
    let space = if text.starts_with(edge) || text.ends_with(edge) { " " } else { "" };
    // A backtick beside another would make a fence of its own length.
    let space = if fence.len() > 1 { " " } else { space };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A block of code in Markdown that nothing in the text can end.
pub(crate) fn fence(language: &str, text: &str) -> String {
    let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
    let language: String = language.chars().filter(|c| c.is_ascii_alphanumeric() || "+-_".contains(*c)).collect();
    let text = sanitise(text).replace("\r\n", "\n");
    let text = text.trim_matches('\n');
    format!("{fence}{language}\n{text}\n{fence}\n")
}

fn longest_run(text: &str, of: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for character in text.chars() {
        run = if character == of { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// The text within a line or a table cell of a comment: as [`markdown`], and it calls nobody, refers to no issue and links to nowhere.
/// GitHub and GitLab look for these in what the reader sees, whatever is escaped, so that only a character between helps.
pub(crate) fn comment(text: &str) -> String {
    const APART: &str = "&#8203;";
    let escaped = markdown(text);
    let mut out = String::with_capacity(escaped.len());
    for (at, character) in escaped.char_indices() {
        out.push(character);
        let (before, rest) = escaped.split_at(at);
        // A number sign behind `&` is our own.
        let calls = matches!(character, '@' | '!') || (character == '#' && !before.ends_with('&'));
        if calls || rest.starts_with("://") || rest.starts_with("www.") {
            out.push_str(APART);
        }
    }
    out
}

/// A value of an attribute or the text of an element in XML 1.0: without the characters that XML cannot hold, and with its line ends.
pub(crate) fn xml(text: &str) -> String {
    escaped(text, "&#10;")
}

/// Appends the same of a text on one line.
pub(super) fn xml_line(text: &str, out: &mut String) {
    escape(&in_line(text), " ", out);
}

/// The text of an element in XML 1.0 whose lines are shown as lines.
pub(super) fn xml_lines(text: &str) -> String {
    escaped(text, "\n")
}

fn escaped(text: &str, line_end: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    escape(&sanitise(text), line_end, &mut out);
    out
}

/// Appends a safe text.
fn escape(safe: &str, line_end: &str, out: &mut String) {
    let mut rest = safe;
    let special = [b'&', b'<', b'>', b'"', b'\'', 0xef];
    while let Some(at) = first(rest.as_bytes(), special) {
        let (before, found) = rest.split_at(at);
        let mut characters = found.chars();
        out.push_str(before);
        match characters.next().unwrap_or_default() {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // As such they would become spaces in an attribute.
            '\n' => out.push_str(line_end),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
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
            ("a {onclick=x}", "a &#123;onclick=x}"),
            ("2024. a year", "2024\\. a year"),
            ("1.5 times", "1.5 times"),
            ("7)", "7\\)"),
            ("  - a", "  \\- a"),
        ] {
            assert_eq!(markdown(text), expected);
        }
    }

    #[test]
    fn code_holds_whatever_it_says() {
        for (text, plain, cell) in [
            ("a|b", "`a|b`", "`a\\|b`"),
            ("a`b", "`` a`b ``", "`` a`b ``"),
            ("``", "``` `` ```", "``` `` ```"),
            (" a ", "`  a  `", "`  a  `"),
            ("a\nb", "`a b`", "`a b`"),
            ("  ", "", ""),
        ] {
            assert_eq!((code(text, false).as_str(), code(text, true).as_str()), (plain, cell), "{text}");
        }
        assert_eq!(fence("md`x y", "a\n````\n<b>"), "`````mdxy\na\n````\n<b>\n`````\n");
        assert_eq!(fence("", "\na\n\n"), "```\na\n```\n");
    }

    #[test]
    fn a_comment_calls_nobody_and_links_nowhere() {
        for (text, expected) in [
            ("ask @org/team, see #12", "ask \\@&#8203;org/team, see #&#8203;12"),
            ("https://x.example", "https:&#8203;//x.example"),
            ("a www.x.example", "a w&#8203;ww.x.example"),
            ("{{#include x}}", "&#123;&#123;#&#8203;include x}}"),
            ("# 1 | !2", "\\#&#8203; 1 \\| \\!&#8203;2"),
        ] {
            assert_eq!(comment(text), expected);
        }
    }

    #[test]
    fn xml_holds_what_it_can() {
        for (text, expected) in [
            ("a<b>&\"c' ]]>", "a&lt;b&gt;&amp;&quot;c&apos; ]]&gt;"),
            ("a\r\nb\tc", "a&#13;&#10;b&#9;c"),
            ("全角，标点\u{ffff}’<，", "全角，标点\u{fffd}’&lt;，"),
            ("\0\u{1b}[2J\u{fffe}\u{ffff}\u{202e}规矩 🧭", "??[2J\u{fffd}\u{fffd}\u{fffd}规矩 🧭"),
        ] {
            assert_eq!(xml(text), expected);
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
