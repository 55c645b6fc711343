//! Markdown that somebody else wrote, made a part of a page of ours: paragraphs, lists, tables, quotations, fenced code, emphasis, code
//! and links to `https` addresses stay what they are; HTML, images, other links and mdBook's commands become text. What it keeps of a
//! line depends on that line alone, so that no reader of Markdown can see another construct in it.

use super::escape::{BRACE, code, fence, opener};
use super::{one_line, sanitise};

/// The deepest heading that there is.
const DEEPEST: usize = 6;

/// A text as blocks of Markdown. Its headings stand below one of rank `above`.
pub(crate) fn blocks(text: &str, above: usize) -> String {
    let text = sanitise(text).replace("\r\n", "\n").replace('\t', "    ");
    let mut out = String::new();
    let mut lines = text.trim_matches('\n').lines().peekable();
    while let Some(line) = lines.peek() {
        if let Some(opened) = Opened::of(line) {
            lines.next();
            let body: Vec<_> = lines.by_ref().take_while(|line| !opened.is_closed_by(line)).collect();
            out.push_str(&fence(opened.language, &body.join("\n")));
            continue;
        }
        let mut block = Vec::new();
        while let Some(line) = lines.next_if(|line| Opened::of(line).is_none()) {
            block.push(line);
            if line.trim().is_empty() {
                break;
            }
        }
        // A row of a table need not begin with a bar, but the row that makes it one does here.
        let table = block.iter().any(|line| line.trim_start().starts_with('|'));
        for line in block {
            out.push_str(block_line(line, above, table).trim_end());
            out.push('\n');
        }
    }
    out
}

/// A text on one line, with its code, emphasis and links.
pub(crate) fn inline(text: &str) -> String {
    let text = one_line(text);
    let text = text.trim();
    spans(text, opener(text), false)
}

/// As [`inline`], in a cell of a table.
pub(crate) fn cell(text: &str) -> String {
    let text = one_line(text);
    spans(text.trim(), None, true)
}

/// A fence that a line opens.
struct Opened<'l> {
    mark: char,
    length: usize,
    language: &'l str,
}

impl<'l> Opened<'l> {
    /// Only at the start of a line: further in, it would depend on the lists around where the fence ends.
    fn of(line: &'l str) -> Option<Self> {
        let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let rest = line.trim_start_matches(mark);
        let length = line.len() - rest.len();
        (length >= 3 && !rest.contains('`')).then(|| {
            let language = rest.split_whitespace().next().unwrap_or_default();
            Self { mark, length, language }
        })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let line = line.trim();
        line.len() >= self.length && line.chars().all(|c| c == self.mark)
    }
}

/// A line outside of fences: what makes it a heading, a list, a table or a quotation, and its text.
fn block_line(line: &str, above: usize, table: bool) -> String {
    let text = line.trim_start();
    let indent = " ".repeat(line.len() - text.len());
    let rest = text.trim_start_matches('#');
    let heading = text.len() - rest.len();
    let say = |text: &str| {
        let text = text.trim_start();
        spans(text, opener(text), table)
    };
    if (1..=DEEPEST).contains(&heading) && rest.starts_with(' ') {
        return format!("{} {}", "#".repeat((above + heading).min(DEEPEST)), say(rest));
    }
    if let Some(rest) = text.strip_prefix("> ") {
        return format!("{indent}> {}", say(rest));
    }
    if let Some((marker, rest)) = list_marker(text) {
        return format!("{indent}{marker} {}", say(rest));
    }
    if text.starts_with('|') {
        let cells: Vec<_> = cells(text).iter().map(|cell| spans(cell.trim(), None, true)).collect();
        return format!("{indent}{}", cells.join(" | ").trim());
    }
    format!("{indent}{}", say(text))
}

/// The cells of a row, what stands before its first bar among them; a bar after a backslash is one of the text.
fn cells(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut escapes = false;
    for character in row.trim_end().chars() {
        if let Some(cell) = cells.last_mut()
            && (character != '|' || escapes)
        {
            if escapes && character == '|' {
                cell.pop();
            }
            cell.push(character);
        } else {
            cells.push(String::new());
        }
        escapes = character == '\\';
    }
    cells
}

/// The marker of a list's entry, and what follows its space.
fn list_marker(text: &str) -> Option<(&str, &str)> {
    let (marker, rest) = text.split_once(' ')?;
    let digits = marker.trim_end_matches(['.', ')']);
    let numbered = digits.len() + 1 == marker.len() && !digits.is_empty() && digits.len() <= 9;
    let known = matches!(marker, "-" | "*" | "+") || (numbered && digits.bytes().all(|byte| byte.is_ascii_digit()));
    // A mark alone would underline the line above as a heading.
    (known && !rest.trim().is_empty()).then_some((marker, rest))
}

/// A line's text: code in backticks, emphasis and links to `https` addresses as they are, all else as itself. At `lead` stands what would
/// make the line a heading, a list or a rule; in a `table` a bar ends a cell even within code.
fn spans(text: &str, lead: Option<usize>, table: bool) -> String {
    let mut out = String::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && let Some(character) = rest.chars().next()
    {
        let (length, written) = match character {
            '`' => code_span(rest, table),
            '[' => link(rest, table).unwrap_or_else(|| (1, "\\[".to_owned())),
            '<' => autolink(rest).unwrap_or_else(|| (1, "&lt;".to_owned())),
            '\\' => escaped(rest),
            '>' => (1, "&gt;".to_owned()),
            '{' => (1, BRACE.to_owned()),
            ']' | '|' | '~' | '!' | '$' => (1, format!("\\{character}")),
            _ if Some(at) == lead => (1, format!("\\{character}")),
            other => (other.len_utf8(), other.to_string()),
        };
        out.push_str(&written);
        at += length;
    }
    out
}

/// Code that begins here, where it ends on this line and says something; else the backticks as text.
fn code_span(rest: &str, table: bool) -> (usize, String) {
    let after = rest.trim_start_matches('`');
    let run = rest.len() - after.len();
    let mut inner = 0;
    while let Some((before, from)) = after.get(inner..).and_then(|tail| tail.find('`').map(|at| tail.split_at(at))) {
        let closing = from.len() - from.trim_start_matches('`').len();
        inner += before.len();
        if closing == run {
            let said = after.get(..inner).unwrap_or_default();
            let stripped = said.strip_prefix(' ').and_then(|said| said.strip_suffix(' ')).unwrap_or(said);
            if said.trim().is_empty() {
                break;
            }
            return (run + inner + closing, code(stripped, table));
        }
        inner += closing;
    }
    (run, "\\`".repeat(run))
}

/// A link that begins here: plain text, and an address that nothing can be hidden in.
fn link(rest: &str, table: bool) -> Option<(usize, String)> {
    let (label, after) = rest.strip_prefix('[')?.split_once(']')?;
    let (address, _) = after.strip_prefix('(')?.split_once(')')?;
    let plain = !label.trim().is_empty() && !label.contains(['[', '`', '<', '\\', '!']);
    let written = format!("[{}]({address})", spans(label, None, table));
    (plain && is_address(address)).then_some((label.len() + address.len() + 4, written))
}

/// An address in angle brackets that begins here.
fn autolink(rest: &str) -> Option<(usize, String)> {
    let (address, _) = rest.strip_prefix('<')?.split_once('>')?;
    is_address(address).then(|| (address.len() + 2, format!("<{address}>")))
}

fn is_address(text: &str) -> bool {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._/:?#&=%+,;".contains(&byte);
    text.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && rest.bytes().all(safe))
}

/// A backslash, and what it makes a character of the text.
fn escaped(rest: &str) -> (usize, String) {
    match rest.chars().nth(1) {
        Some('<') => (2, "&lt;".to_owned()),
        Some('>') => (2, "&gt;".to_owned()),
        Some('&') => (2, "&amp;".to_owned()),
        Some('{') => (2, BRACE.to_owned()),
        Some(next) if next.is_ascii_punctuation() => (2, format!("\\{next}")),
        _ => (1, "\\\\".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

    use super::*;

    #[test]
    fn what_says_something_harmless_stays() {
        for text in [
            "Plain *words*, **bold** and `code`.",
            "A [link](https://example.org/a?b=c#d) and <https://example.org>.",
            "- one\n- two `x|y`\n  - deeper\n1. first\n2) second",
            "| a | b |\n| --- | :-: |\n| `x` | y |",
            "> said",
            "```json\n{ \"a\": \"<b>\" }\n```",
            "2 < 3 的文字，“引号”。",
        ] {
            assert_eq!(blocks(text, 2).trim_end(), text.replace("2 < 3", "2 &lt; 3"));
        }
        assert_eq!(blocks("# A\n\n###### B", 2), "### A\n\n###### B\n");
        assert_eq!(cell("`a|b` | c"), "`a\\|b` \\| c");
        let row = "| `a\\|b` | c \\| d |";
        assert_eq!(blocks(row, 2).trim_end(), row);
    }

    #[test]
    fn what_could_do_something_is_text() {
        for (text, expected) in [
            ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
            ("[x](javascript:alert)", "\\[x\\](javascript:alert)"),
            ("[x](https://a b)", "\\[x\\](https://a b)"),
            ("![x](https://example.org/p)", "\\![x](https://example.org/p)"),
            ("[x]: https://example.org", "\\[x\\]: https://example.org"),
            ("a ` <b>", "a \\` &lt;b&gt;"),
            ("`` a ` <b> ``", "`` a ` <b> ``"),
            ("\\<b> \\` \\x", "&lt;b&gt; \\` \\\\x"),
            ("   ~~~", "   \\~\\~\\~"),
            ("===", "\\==="),
            ("---", "\\---"),
            ("{{#include /etc/passwd}}", "&#123;&#123;#include /etc/passwd}}"),
            ("a\n- ", "a\n\\-"),
            ("- * # a", "- \\* # a"),
            ("`` ``# a", "\\`\\` \\`\\`# a"),
            ("|a|\n| - |\n`<b>|`", "| a |\n| - |\n`<b>\\|`"),
        ] {
            assert_eq!(blocks(text, 2).trim_end(), expected, "{text}");
        }
        // A fence that the text leaves open ends with it.
        assert_eq!(blocks("```\n<b>", 2), "```\n<b>\n```\n");
    }

    /// What a reader of Markdown sees that no text of a pack may bring in.
    fn dangers(markdown: &str) -> Vec<String> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_MATH
            | Options::ENABLE_GFM
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_WIKILINKS;
        let wrong = |event: &Event<'_>| match event {
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => true,
            Event::Start(tag) => match tag {
                Tag::HtmlBlock | Tag::Image { .. } | Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => true,
                Tag::Link { dest_url, .. } => !is_address(dest_url),
                Tag::Heading { level, id, classes, attrs } => {
                    (*level as usize) < 3 || id.is_some() || !classes.is_empty() || !attrs.is_empty()
                }
                Tag::CodeBlock(CodeBlockKind::Fenced(language)) => language.contains(|c: char| c.is_whitespace()),
                _ => false,
            },
            _ => false,
        };
        Parser::new_ext(markdown, options).filter(wrong).map(|event| format!("{event:?}")).collect()
    }

    /// Text in which much is special.
    fn hostile() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            Just("\n"),
            Just("\n\n"),
            Just("`"),
            Just("``"),
            Just("```"),
            Just("~~~"),
            Just("<b>"),
            Just("<!--"),
            Just("-->"),
            Just("<script>"),
            Just("[a]"),
            Just("(javascript:x)"),
            Just("](u)"),
            Just("!["),
            Just("\\"),
            Just("|"),
            Just("---"),
            Just("==="),
            Just("- "),
            Just("> "),
            Just("1. "),
            Just("# "),
            Just("    "),
            Just("\t"),
            Just(" "),
            Just("$"),
            Just("{#i .c}"),
            Just("[^1]"),
            Just(": "),
            Just("&lt;"),
            Just("&#60;b>"),
            Just("a"),
            Just("文"),
            Just("[[w]]"),
            Just("https://x"),
            Just("<https://x>"),
            Just("*"),
            Just("_"),
            Just("|\n| - |\n|"),
            Just("[x]: u"),
            Just("\u{1b}"),
        ];
        proptest::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 4000, ..ProptestConfig::default() })]

        #[test]
        fn no_text_becomes_what_it_may_not(text in hostile()) {
            let page = format!("## Before\n\n{}\n## After\n\n| a |\n| --- |\n| {} |\n", blocks(&text, 2), cell(&text));
            let page = page.replace("## ", "### ");
            prop_assert_eq!(dangers(&page), Vec::<String>::new(), "{}", page);
            // What stands below is still there: nothing was left open.
            let after = Parser::new_ext(&page, Options::ENABLE_TABLES).filter(|event| matches!(event, Event::Text(text) if &**text == "After"));
            prop_assert_eq!(after.count(), 1, "{}", page);
        }

        #[test]
        fn a_line_stays_a_line(text in hostile()) {
            let line = inline(&text);
            prop_assert!(!line.contains('\n'));
            let page = format!("### {line}\n\n- {line}\n\n{line}\n");
            prop_assert_eq!(dangers(&page), Vec::<String>::new(), "{}", page);
        }
    }
}
