//! Whole files that say nothing: empty ones, mere pointers elsewhere, placeholders. Short files only; a long one is never
//! called hollow, and what a file ought to say is not asked.

use super::blocks::{Blocks, Kind};
use super::front_matter::front_matter;
use super::placeholder::{is_placeholder, marker};
use super::units::units;
use super::words::{count, is_address};
use crate::source::{Span, bom_length};

/// How a file is hollow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hollow {
    /// Nothing stands in it but white space, comments, front matter or headings.
    Empty,
    /// It only says where something else stands; the bytes that do.
    Pointer(Span),
    /// It is still to be written; the bytes that say so.
    Placeholder(Span),
    /// It holds NUL bytes alone, as a file does of which only the length was written.
    Zeros,
}

/// A file with more to read, in bytes, is no pointer and no placeholder.
const MAX_SHORT: usize = 600;
/// A file of more bytes is not looked into, tags, link targets and comments included.
const MAX_LOOKED: usize = 3000;
/// The first line of what Git LFS leaves in a file's place.
const LFS: &str = "version https://git-lfs.github.com/spec/v1";

/// How a text for people is hollow, if it is.
pub(crate) fn hollowness(text: &str) -> Option<Hollow> {
    if let Some(plain) = plainly_hollow(text) {
        return Some(plain);
    }
    let from = front_matter(text).map_or(bom_length(text), |(_, end)| end);
    let start = from + skip_comments(text.get(from..)?);
    let rest = text.get(start..)?;
    if rest.is_empty() {
        return Some(Hollow::Empty);
    }
    if rest.len() > MAX_LOOKED {
        return None;
    }
    let blocks = Blocks::of(rest, 0);
    let says = |kind: Kind| matches!(kind, Kind::Code | Kind::TableRow);
    let mut headings = blocks.list.iter().filter(|block| matches!(block.kind, Kind::Atx(_) | Kind::Setext(_)));
    if let Some(first) = headings.next() {
        let span = blocks.span_of(first);
        if rest.get(span.range()).is_some_and(|title| title.starts_with("TODO")) {
            return Some(Hollow::Placeholder(span.shifted(start)));
        }
    }
    if blocks.list.iter().any(|block| says(block.kind)) {
        return None;
    }
    short(rest).map(|hollow| match hollow {
        Hollow::Empty | Hollow::Zeros => hollow,
        Hollow::Pointer(span) => Hollow::Pointer(span.shifted(start)),
        Hollow::Placeholder(span) => Hollow::Placeholder(span.shifted(start)),
    })
}

/// How a file of data (JSON, TOML, YAML, CSV) is hollow, if it is: blank, only comments, or an empty container.
pub(crate) fn hollow_data(text: &str) -> Option<Hollow> {
    if let Some(plain) = plainly_hollow(text) {
        return Some(plain);
    }
    let mut content = String::new();
    for line in text.lines() {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if !line.starts_with('#') && !line.starts_with("//") {
            content.extend(line.split_whitespace());
        }
        if content.len() > 16 {
            return None;
        }
    }
    let container = content.bytes().all(|byte| matches!(byte, b'{' | b'}' | b'[' | b']' | b'-' | b'.' | b'~'));
    let blank = ["null", "---null", "\"\"", "''"].contains(&content.as_str());
    (container || blank).then_some(Hollow::Empty)
}

fn plainly_hollow(text: &str) -> Option<Hollow> {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let content = text.trim_start_matches(blank);
    if content.is_empty() {
        return Some(Hollow::Empty);
    }
    if content.starts_with(LFS) {
        let start = text.len() - content.len();
        return Some(Hollow::Pointer(Span::new(start, start + LFS.len())));
    }
    (content.starts_with('\0') && content.chars().all(|c| c == '\0' || blank(c))).then_some(Hollow::Zeros)
}

/// The length of the white space and the comments at the start.
fn skip_comments(text: &str) -> usize {
    let mut rest = text.trim_start();
    while let Some(end) = rest.strip_prefix("<!--").and_then(|inside| inside.find("-->")) {
        rest = rest.get(4 + end + 3..).unwrap_or_default().trim_start();
    }
    text.len() - rest.len()
}

/// How a text short enough to be looked at is hollow, if it is.
fn short(text: &str) -> Option<Hollow> {
    let whole = Span::new(0, text.trim_end().len());
    if is_lone_target(text.trim()) {
        return Some(Hollow::Pointer(whole));
    }
    let units = units(text);
    let read: usize = units.iter().map(|unit| unit.text.len()).sum();
    let Some(first) = units.first() else {
        if let Some(include) = text.find(".. include::") {
            return Some(Hollow::Pointer(Span::new(include, whole.end)));
        }
        // An image says something, if not in words.
        return (!text.contains("![") && !text.contains("<img")).then_some(Hollow::Empty);
    };
    if read > MAX_SHORT {
        return None;
    }
    let (mut promised, mut pointing, mut other) = (0, 0, 0);
    let mut place = None;
    for unit in &units {
        let words = count(&unit.text);
        if marker(&unit.raw).is_some() || is_placeholder(&unit.raw) {
            promised += words.max(1);
        } else if points(&unit.raw, &unit.text) {
            pointing += 1;
            place.get_or_insert(unit.span);
        } else if words > 3 || unit.text.bytes().any(|byte| byte.is_ascii_digit() || byte == b'@') {
            other += words;
        }
    }
    if promised > other && promised > 0 && pointing == 0 {
        return Some(Hollow::Placeholder(first.span));
    }
    (pointing > 0 && other == 0).then(|| Hollow::Pointer(place.unwrap_or(whole)))
}

/// Whether a text is an address or a path and nothing else, as the text of a symbolic link is.
fn is_lone_target(text: &str) -> bool {
    let text = text.trim_start_matches('<').trim_end_matches('>');
    if text.is_empty() || text.contains(char::is_whitespace) {
        return false;
    }
    let (folders, name) = text.rsplit_once('/').unwrap_or(("", text));
    let known = name.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty() && EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension))
    });
    let shouted = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'_' | b'-'));
    let path = text.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'=' | b'@' | b'*' | b'"' | b'<'));
    is_address(text)
        || (path && (text.starts_with("../") || text.starts_with("./") || known || (shouted && !folders.is_empty())))
}

const EXTENSIONS: &[&str] =
    &["md", "markdown", "mdx", "rst", "txt", "html", "pdf", "json", "toml", "yaml", "yml", "csv", "cff"];

/// What says that something stands elsewhere. Lower case.
#[rustfmt::skip] // one word a line would hide the list
const POINTING: &[&str] = &[
    "see ", "refer to ", "moved to ", "has moved", "been moved", "been relocated", "is now at ", "now lives",
    "lives in ", "lives at ", "be found ", "available at ", "available here", "available on ", "available in ",
    "available from ", "read more", "visit ", "go to ", "is located ", "are located ", "maintained at ",
    "maintained in ", "hosted ", "check out ", "for more information", "for details", "consult ", "参见", "参阅",
    "详见", "请见", "参考", "参照", "迁移至", "迁移到", "迁至", "移至", "移动到", "移到", "请访问", "请前往",
    "请查看", "移步", "查看",
];

/// What stands elsewhere. Lower case.
const TARGETS: &[&str] = &[
    "](", "://", "www.", "appendix", "wiki", "website", " paper", " here", "附录", "链接", "官网", "论文", "../", "./",
];

/// Whether a sentence does no more than point elsewhere.
fn points(raw: &str, shown: &str) -> bool {
    let lower = raw.to_lowercase();
    let words = count(shown);
    if words > 30 || shown.split_whitespace().any(|token| token.contains('@') && !is_address(token)) {
        return false;
    }
    let file = |token: &str| {
        let token = token.trim_matches(|c: char| !c.is_alphanumeric());
        token.rsplit_once('.').is_some_and(|(stem, end)| !stem.is_empty() && EXTENSIONS.contains(&end))
    };
    let target = TARGETS.iter().any(|target| lower.contains(target)) || lower.split_whitespace().any(file);
    let pointing = POINTING.iter().any(|word| match lower.find(word) {
        // A small word may be the end of a longer one: "oversee the".
        Some(at) => !lower.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphabetic())),
        None => false,
    });
    if target && pointing {
        return true;
    }
    let link = lower.starts_with('[') && lower.trim_end_matches(['.', '。']).ends_with(')') && lower.contains("](");
    let labelled = lower.split_once("://").is_some_and(|(before, after)| {
        let label = before.trim_end_matches("https").trim_end_matches("http").trim_end_matches('<').trim_end();
        let way = ["contact", "mail", "report", "联系", "邮箱"].iter().any(|way| label.contains(way));
        label.ends_with([':', '：']) && !way && !after.trim().contains(char::is_whitespace)
    });
    words <= 8 && ((link && lower.matches("](").count() == 1) || labelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hollow_files_are_named() {
        let long_comment = format!("<!-- {} -->\n", "words ".repeat(1000));
        for (text, expected) in [
            ("", "empty"),
            ("\u{feff} \r\n\n", "empty"),
            ("<!-- a --> <!-- b -->\n", "empty"),
            (long_comment.as_str(), "empty"),
            ("---\ntitle: Card\n---\n", "empty"),
            ("# Security policy\n", "empty"),
            ("Security\n========\n\n## More\n", "empty"),
            ("\0\0\0\0", "zeros"),
            ("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "pointer"),
            ("https://github.com/meta-llama/llama-models/blob/main/models/llama2/LICENSE\n", "pointer"),
            ("<https://example.org/policy>\n", "pointer"),
            ("../LICENSE", "pointer"),
            ("docs/how-to/SECURITY.md", "pointer"),
            ("docs/LICENSE", "pointer"),
            ("# Licence\n\nSee https://example.org/licence.\n", "pointer"),
            ("# Model card\n\nPlease see Appendix D of the paper.\n", "pointer"),
            ("Moved to [the handbook](https://example.org/handbook).\n", "pointer"),
            ("This document has been moved to docs/security.md.", "pointer"),
            ("The code of conduct can be found [here](https://example.org/coc).\n", "pointer"),
            ("Code of conduct: https://example.org/coc\n", "pointer"),
            ("[Governance](https://example.org/governance)\n", "pointer"),
            ("# 安全\n\n本文件已迁移至 docs/security.md。\n", "pointer"),
            ("详见 https://example.org/a 。", "pointer"),
            (".. include:: ../CONTRIBUTING.rst\n", "pointer"),
            ("Forthcoming", "placeholder"),
            ("# Model card\n\nTBD\n", "placeholder"),
            ("TODO: The maintainer of this repo has not yet edited this file\n", "placeholder"),
            (
                "# TODO: The maintainer of this repo has not yet edited this file\n\nDo you want support?\n",
                "placeholder",
            ),
            ("# 数据说明\n\n待补充。\n", "placeholder"),
        ] {
            let found = match hollowness(text) {
                None => "none",
                Some(Hollow::Empty) => "empty",
                Some(Hollow::Zeros) => "zeros",
                Some(Hollow::Pointer(span)) if text.get(span.range()).is_some_and(|said| !said.is_empty()) => "pointer",
                Some(Hollow::Placeholder(span)) if text.get(span.range()).is_some_and(|said| !said.is_empty()) => {
                    "placeholder"
                }
                Some(Hollow::Pointer(_) | Hollow::Placeholder(_)) => "no place",
            };
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn short_files_may_say_all_there_is_to_say() {
        for text in [
            "* @org/team\n",
            "# owners\n* @org/team\n",
            "Contact: mailto:security@example.org\nExpires: 2027-01-01T00:00:00Z\nPolicy: https://example.org/policy\n",
            "Contact: https://example.org/report\n",
            "Copyright 2026 Example Authors\n",
            "Example\nCopyright 2026 Example Authors. Licensed under the MIT License; see LICENSE.\n",
            "1.2.3\n",
            "v0.1.0-rc.1",
            "3.11",
            "Ann Otieno <ann@example.org>\n",
            "Report vulnerabilities to security@example.org. See https://example.org/policy for our policy.\n",
            "Report a vulnerability through GitHub's private reporting; we answer within two working days.\n",
            "The nurse in charge may stop the system at any time with the red button.\n",
            "发现漏洞请发邮件至 security@example.org，我们两个工作日内答复。\n",
            "numpy==2.1.0\n",
            "# Results\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
            "# Use\n\n```sh\nmake\n```\n",
            "![model card](card.png)\n",
            "We oversee the model from [our desk](https://example.org) every day and log what we change.\n",
        ] {
            assert_eq!(hollowness(text), None, "{text:?}");
        }
        let long = format!("See https://example.org.\n\n{}", "It stops. ".repeat(1000));
        assert_eq!(hollowness(&long), None);
    }

    #[test]
    fn data_is_hollow_when_it_holds_nothing() {
        for text in
            ["", " \n", "{}", "[ ]\n", "null", "# only a comment\n", "---\n", "--- {}\n", "// c\n{\n}\n", "[{}]"]
        {
            assert_eq!(hollow_data(text), Some(Hollow::Empty), "{text:?}");
        }
        for text in ["0", "{\"a\": 0}", "a,b\n1,2\n", "a = 1", "- x", "\"text\"", "[1]", "false"] {
            assert_eq!(hollow_data(text), None, "{text:?}");
        }
        assert_eq!(hollow_data("\0\0"), Some(Hollow::Zeros));
    }
}
