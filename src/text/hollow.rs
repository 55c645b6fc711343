//! Whole files that say nothing: empty ones, mere pointers elsewhere, placeholders. Short files only; a long one is never
//! called hollow, and what a file ought to say is not asked.

use std::ops::ControlFlow;

use super::blocks::{Blocks, Kind};
use super::front_matter::front_matter;
use super::lexicon::Bytes;
use super::phrases::Phrases;
use super::placeholder::says_little;
use super::units::{self, Unit};
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
    short(rest, &blocks).map(|hollow| match hollow {
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
fn short(text: &str, blocks: &Blocks) -> Option<Hollow> {
    let whole = Span::new(0, text.trim_end().len());
    if is_lone_target(text.trim()) {
        return Some(Hollow::Pointer(whole));
    }
    if says_much(text, blocks) {
        return None;
    }
    let mut judge = Judge { left: text.len(), ..Judge::default() };
    let take = |unit: &Unit<'_>| judge.take(unit);
    units::each_in(text, blocks, take);
    let Some(first) = judge.first else {
        if let Some(include) = text.find(".. include::") {
            return Some(Hollow::Pointer(Span::new(include, whole.end)));
        }
        // An image says something, if not in words.
        return (!text.contains("![") && !text.contains("<img")).then_some(Hollow::Empty);
    };
    if judge.read > MAX_SHORT {
        return None;
    }
    if judge.promised > judge.other && judge.pointing == 0 && !(judge.other > 0 && points_anywhere(text)) {
        return Some(Hollow::Placeholder(first));
    }
    (judge.pointing > 0 && judge.other == 0).then(|| Hollow::Pointer(judge.place.unwrap_or(whole)))
}

/// What may hide a text, or leave it out.
static MARKUP: Bytes = Bytes::of(b"<[~");

/// Whether paragraphs without any markup are long enough by themselves.
fn says_much(text: &str, blocks: &Blocks) -> bool {
    let slice = |span: &Span| text.get(span.range()).unwrap_or_default();
    let bare = |lines: &&[Span]| !lines.iter().any(|line| MARKUP.find(slice(line), 0).is_some());
    let paragraphs =
        blocks.list.iter().filter(|block| block.kind == Kind::Paragraph).map(|block| blocks.lines_of(block));
    !text.contains('<') && paragraphs.filter(bare).flatten().map(|line| line.len()).sum::<usize>() > MAX_SHORT
}

/// What the pieces of a short text are, counted in words but for `pointing`.
#[derive(Debug, Default)]
struct Judge {
    first: Option<Span>,
    /// Bytes.
    read: usize,
    /// Bytes at most.
    left: usize,
    promised: usize,
    pointing: usize,
    place: Option<Span>,
    other: usize,
}

impl Judge {
    fn take(&mut self, unit: &Unit<'_>) -> ControlFlow<()> {
        let text = unit.text();
        self.first.get_or_insert(unit.span);
        self.read += text.len();
        self.left = self.left.saturating_sub(text.len());
        if self.read > MAX_SHORT {
            return ControlFlow::Break(());
        }
        let words = count(text);
        if unit.marker().is_some() || says_little(text) {
            self.promised += words.max(1);
        } else if self.other == 0 && points(unit.raw(), text, words) {
            self.pointing += 1;
            self.place.get_or_insert(unit.span);
        } else if words > 3 || text.bytes().any(|byte| byte.is_ascii_digit() || byte == b'@') {
            self.other += words;
        }
        // A word has at least two bytes: no promises that may follow outweigh what was said.
        if self.other > self.promised + self.left / 2 + 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// Whether any sentence only points elsewhere.
fn points_anywhere(text: &str) -> bool {
    let mut found = false;
    units::each(text, |unit| {
        found = points(unit.raw(), unit.text(), count(unit.text()));
        if found { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    found
}

/// Whether a text is an address or a path and nothing else, as the text of a symbolic link is.
fn is_lone_target(text: &str) -> bool {
    let text = text.trim_start_matches('<').trim_end_matches('>');
    if text.is_empty() || text.contains(char::is_whitespace) {
        return false;
    }
    let (folders, name) = text.rsplit_once('/').unwrap_or(("", text));
    let known = name.rsplit_once('.').is_some_and(|(stem, extension)| !stem.is_empty() && is_extension(extension));
    let shouted = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'_' | b'-'));
    let path = text.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'=' | b'@' | b'*' | b'"' | b'<'));
    is_address(text)
        || (path && (text.starts_with("../") || text.starts_with("./") || known || (shouted && !folders.is_empty())))
}

fn is_extension(end: &str) -> bool {
    EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(end))
}

const EXTENSIONS: &[&str] =
    &["cff", "csv", "html", "json", "markdown", "md", "mdx", "pdf", "rst", "toml", "txt", "yaml", "yml"];

/// What says that something stands elsewhere.
#[rustfmt::skip] // one word a line would hide the list
static POINTING: Phrases = Phrases::of(&[
    "are located ", "available at ", "available from ", "available here", "available in ", "available on ", "be found ",
    "been moved", "been relocated", "check out ", "consult ", "for details", "for more information", "go to ",
    "has moved", "hosted ", "is located ", "is now at ", "lives at ", "lives in ", "maintained at ", "maintained in ",
    "moved to ", "now lives", "read more", "refer to ", "see ", "visit ", "参照", "参考", "参见", "参阅", "查看", "移到",
    "移动到", "移步", "移至", "详见", "请前往", "请查看", "请见", "请访问", "迁移到", "迁移至", "迁至",
]);

/// What stands elsewhere.
static TARGETS: Phrases = Phrases::of(&[
    " here", " paper", "../", "./", "://", "](", "appendix", "website", "wiki", "www.", "官网", "论文", "链接", "附录",
]);

/// Whether a sentence of so many words does no more than point elsewhere.
fn points(raw: &str, shown: &str, words: usize) -> bool {
    if words > 30 || shown.split_whitespace().any(|token| token.contains('@') && !is_address(token)) {
        return false;
    }
    let file = |token: &str| {
        let token = token.trim_matches(|c: char| !c.is_alphanumeric());
        token.rsplit_once('.').is_some_and(|(stem, end)| !stem.is_empty() && is_extension(end))
    };
    if POINTING.find(raw).is_some() && (TARGETS.find(raw).is_some() || raw.split_whitespace().any(file)) {
        return true;
    }
    let link = raw.starts_with('[') && raw.trim_end_matches(['.', '。']).ends_with(')');
    words <= 8 && ((link && raw.matches("](").count() == 1) || is_labelled_address(raw))
}

/// Whether a sentence is a label and an address: `Code of conduct: https://…`.
fn is_labelled_address(raw: &str) -> bool {
    raw.split_once("://").is_some_and(|(before, after)| {
        let label = before.to_lowercase();
        let label = label.trim_end_matches("https").trim_end_matches("http").trim_end_matches('<').trim_end();
        let way = ["contact", "mail", "report", "联系", "邮箱"].iter().any(|way| label.contains(way));
        label.ends_with([':', '：']) && !way && !after.trim().contains(char::is_whitespace)
    })
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
