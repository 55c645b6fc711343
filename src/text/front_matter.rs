//! The front matter of a text: where it stands and in which language. Reading it is the tree's business.

use super::line::Lines;
use super::outline::{FrontMatter, FrontMatterFormat};
use crate::source::{Span, bom_length};

/// The front matter of `text`, and the byte at which the text after it starts.
pub(super) fn front_matter(text: &str) -> Option<(FrontMatter, usize)> {
    let start = bom_length(text);
    if !text.get(start..).is_some_and(|text| text.starts_with("---") || text.starts_with("+++")) {
        return None;
    }
    let mut lines = Lines::new(text, 0);
    let first = lines.next()?;
    let (format, closings): (_, &[&str]) = match first.text.trim_end() {
        "---" => (FrontMatterFormat::Yaml, &["---", "..."]),
        "+++" => (FrontMatterFormat::Toml, &["+++"]),
        _ => return None,
    };
    let mut keyed = None;
    for line in lines {
        let content = line.text.trim_end();
        if closings.contains(&content) {
            let span = Span::new(first.next, line.start);
            return keyed.unwrap_or(true).then_some((FrontMatter { format, span }, line.next));
        }
        if keyed.is_none() && !content.is_empty() && !content.trim_start().starts_with('#') {
            keyed = Some(match format {
                FrontMatterFormat::Yaml => content.contains(':'),
                FrontMatterFormat::Toml => content.contains('=') || content.starts_with('['),
            });
        }
        // A rule above a text is no front matter; nor is a text of which the rest was never closed.
        if keyed == Some(false) || (line.start == first.next && content.is_empty()) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_closed_and_has_keys() {
        for (text, expected) in [
            ("---\na: 1\n---\n# b", Some(("a: 1\n", "# b"))),
            ("\u{feff}---\r\na: 1\r\n...\r\nb", Some(("a: 1\r\n", "b"))),
            ("---\n---\nb", Some(("", "b"))),
            ("---\n# note\na: 1\n---", Some(("# note\na: 1\n", ""))),
            ("+++\na = 1\n+++\nb", Some(("a = 1\n", "b"))),
            ("---\na: 1\n", None),
            ("---\n\ntext: b\n---\n", None),
            ("---\ntext\n---\n", None),
            ("# a\n---\nb: 1\n---\n", None),
            ("", None),
        ] {
            let found = front_matter(text);
            assert_eq!(found.map(|(matter, end)| (&text[matter.span.range()], &text[end..])), expected, "{text:?}");
        }
    }
}
