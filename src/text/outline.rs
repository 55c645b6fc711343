//! The outline of a text: its headings of every kind, with the text under each, and how they contain one another.
//! It reads no file and judges nothing.

use super::anchor::{Anchor, Slugs};
use super::bold::{is_emoji, shortcode};
use super::front_matter::front_matter;
use super::gather::{Found, Gathered};
use super::inline::plain;
use crate::source::Span;

/// What makes a line a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum HeadingKind {
    /// Markdown's `#`.
    Atx,
    /// A line under it, in Markdown.
    Setext,
    /// A line under it, or under and over it, in reStructuredText.
    Rst,
    /// HTML's `h1` to `h6`.
    Html,
    /// HTML's `summary`.
    Summary,
    /// A line that is bold as a whole.
    BoldLine,
    /// A bold label that opens a paragraph, a list item or a quotation.
    RunIn,
}

impl HeadingKind {
    /// Whether GitHub shows it as a heading, with an anchor.
    pub(crate) fn has_anchor(self) -> bool {
        match self {
            Self::Atx | Self::Setext | Self::Rst | Self::Html => true,
            Self::Summary | Self::BoldLine | Self::RunIn => false,
        }
    }
}

/// A heading and where the text under it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// Its rank: 1 to 6 as shown, 7 for summaries and bold lines, 8 for run-in labels.
    pub(crate) level: u8,
    /// What makes it one.
    pub(crate) kind: HeadingKind,
    /// Its words: without markup, link targets, images, emoji and a colon at the end; numbering stays.
    pub(crate) title: String,
    /// Its text as written, without marks and underline.
    pub(crate) span: Span,
    /// The text under it: down to the next heading of its rank or higher. Of a run-in label, the rest of its paragraph;
    /// of a summary, the rest of its `details`. A bold line reaches no further than its quotation, or its list item.
    pub(crate) body: Span,
    /// The anchor that GitHub gives it; empty where it gives none.
    pub(crate) slug: String,
}

impl Heading {
    /// The part of the text that the heading and all under it make up.
    pub(crate) fn part(&self) -> Span {
        Span::new(self.span.start, self.body.end.max(self.span.end))
    }
}

/// The language of a front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum FrontMatterFormat {
    /// Between lines of `---`.
    Yaml,
    /// Between lines of `+++`.
    Toml,
}

/// The front matter of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    /// Its language.
    pub(crate) format: FrontMatterFormat,
    /// What stands between the two fences.
    pub(crate) span: Span,
}

/// The headings of a text, in its order, and its anchors.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Outline {
    /// The headings.
    pub(crate) headings: Vec<Heading>,
    /// The front matter.
    pub(crate) front_matter: Option<FrontMatter>,
    /// The anchors that the text sets itself.
    pub(super) anchors: Vec<Anchor>,
}

impl Outline {
    /// The headings that start within `span`.
    pub(crate) fn under(&self, span: Span) -> &[Heading] {
        let first = self.headings.partition_point(|heading| heading.span.start < span.start);
        let last = self.headings.partition_point(|heading| heading.span.start < span.end);
        self.headings.get(first..last).unwrap_or_default()
    }

    /// The headings under which `heading` stands, the nearest first.
    pub(crate) fn above(&self, heading: &Heading) -> Vec<&Heading> {
        let before = self.headings.partition_point(|other| other.span.start < heading.span.start);
        let mut level = heading.level;
        let mut found = Vec::new();
        for other in self.headings.iter().take(before).rev() {
            if other.level < level && heading.span.start < other.body.end {
                level = other.level;
                found.push(other);
            }
        }
        found
    }
}

/// The outline of a text in Markdown or reStructuredText.
pub(crate) fn outline(text: &str) -> Outline {
    let (front_matter, from) = match front_matter(text) {
        Some((matter, end)) => (Some(matter), end),
        None => (None, 0),
    };
    let mut gathered = Gathered::of(text, from);
    gathered.sort();
    let ends = body_ends(&gathered, text);
    let mut slugs = Slugs::default();
    let mut headings = Vec::with_capacity(gathered.found.len());
    for (found, end) in gathered.found.iter().zip(ends) {
        let words = heading_text(text, found);
        let slug = if found.kind.has_anchor() { slugs.next(&words) } else { String::new() };
        let body = Span::new(found.next.min(end), end);
        headings.push(Heading {
            level: found.level,
            kind: found.kind,
            title: title(&words),
            span: found.text,
            body,
            slug,
        });
    }
    let anchors = gathered.anchors.into_iter().map(|place| Anchor::new(text, place, &headings)).collect();
    Outline { headings, front_matter, anchors }
}

/// A heading longer than this, in bytes, is cut: nobody reads on, and markup costs time.
const MAX_HEADING: usize = 4096;

fn heading_text(text: &str, found: &Found) -> String {
    let raw = text.get(found.text.range()).unwrap_or_default();
    let end = (0..=raw.len().min(MAX_HEADING)).rev().find(|&end| raw.is_char_boundary(end)).unwrap_or(0);
    let raw = raw.get(..end).unwrap_or_default();
    let spaced = raw.contains(['\n', '\r']);
    let plain = plain(raw);
    if spaced || found.kind == HeadingKind::Html {
        return plain.split_whitespace().filter(|word| *word != ">").collect::<Vec<_>>().join(" ");
    }
    plain.into_owned()
}

/// Where the body of each heading ends.
fn body_ends(gathered: &Gathered, text: &str) -> Vec<usize> {
    let mut ends: Vec<usize> = gathered.found.iter().map(|found| found.end.unwrap_or(text.len())).collect();
    let mut open: Vec<(usize, u8)> = Vec::new();
    for (index, found) in gathered.found.iter().enumerate() {
        if found.kind == HeadingKind::RunIn {
            continue;
        }
        while let Some((above, _)) = open.pop_if(|(_, level)| *level >= found.level) {
            if let Some(end) = ends.get_mut(above) {
                *end = (*end).min(found.line);
            }
        }
        if found.end.is_none() {
            open.push((index, found.level));
        }
    }
    let mut enclosing: Vec<(Span, bool)> = Vec::new();
    let mut enclosures = gathered.enclosures.iter().peekable();
    for (found, end) in gathered.found.iter().zip(&mut ends).filter(|(found, _)| found.kind == HeadingKind::BoldLine) {
        while let Some(&next) = enclosures.next_if(|(span, _)| span.start <= found.text.start) {
            while enclosing.pop_if(|(span, _)| span.end <= next.0.start).is_some() {}
            enclosing.push(next);
        }
        while enclosing.pop_if(|(span, _)| span.end <= found.text.start).is_some() {}
        if let Some((span, sibling)) = enclosing.last() {
            let rest = text.get(found.next..span.end).unwrap_or_default();
            if *sibling || rest.chars().any(char::is_alphanumeric) {
                *end = (*end).min(span.end);
            }
        }
    }
    ends
}

/// The words of a heading, out of its plain text.
fn title(plain: &str) -> String {
    if plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'.' | b',' | b'(' | b')'))
    {
        return single_spaced(plain);
    }
    let mut words = String::with_capacity(plain.len());
    let mut rest = plain;
    while let Some(c) = rest.chars().next() {
        if let Some(length) = shortcode(rest) {
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        if !is_emoji(c) && !matches!(c, '\u{200b}' | '\u{feff}' | '\u{200c}') {
            words.push(c);
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    let words = match words.trim_end().strip_suffix('}').and_then(|start| start.rsplit_once("{#")) {
        Some((start, _)) => start.to_owned(),
        None => words,
    };
    single_spaced(&words).trim_end_matches([':', '：', ' ']).to_owned()
}

fn single_spaced(words: &str) -> String {
    let mut spaced = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;
    use HeadingKind::{Atx, BoldLine, Html, Rst, RunIn, Setext, Summary};

    fn headings(text: &str) -> Vec<(HeadingKind, u8, String, String)> {
        let found = outline(text).headings;
        found
            .into_iter()
            .map(|heading| (heading.kind, heading.level, heading.title, text[heading.body.range()].trim().to_owned()))
            .collect()
    }

    fn expect(text: &str, expected: &[(HeadingKind, u8, &str, &str)]) {
        let expected: Vec<_> = expected
            .iter()
            .map(|(kind, level, title, body)| (*kind, *level, (*title).to_owned(), (*body).to_owned()))
            .collect();
        assert_eq!(headings(text), expected, "{text:?}");
    }

    #[test]
    fn a_body_reaches_to_the_next_heading_of_its_rank() {
        expect(
            "---\ntitle: x\n---\n# A\na\n## B\nb\n\nC\n---\nc\n# D\n",
            &[(Atx, 1, "A", "a\n## B\nb\n\nC\n---\nc"), (Atx, 2, "B", "b"), (Setext, 2, "C", "c"), (Atx, 1, "D", "")],
        );
    }

    #[test]
    fn every_kind_of_heading_is_found() {
        expect(
            "\u{feff}<h1 align=\"center\">\n  <img src=\"x\"> Top\n</h1>\r\n\r\ntext\r\n",
            &[(Html, 1, "Top", "text")],
        );
        expect(
            "## Use\n\n**Limitations:** It fails\non rain.\n\nMore.\n\n**Red teaming**\n\nDone.\n\n### Next\n",
            &[
                (Atx, 2, "Use", "**Limitations:** It fails\non rain.\n\nMore.\n\n**Red teaming**\n\nDone.\n\n### Next"),
                (RunIn, 8, "Limitations", "It fails\non rain."),
                (BoldLine, 7, "Red teaming", "Done."),
                (Atx, 3, "Next", ""),
            ],
        );
        expect(
            "<details>\n<summary>For <b>limits</b>…</summary>\n\nIt fails.\n\n**Why**\n\nRain.\n\n</details>\n\nAfter.\n",
            &[(Summary, 7, "For limits…", "It fails.\n\n**Why**\n\nRain."), (BoldLine, 7, "Why", "Rain.")],
        );
        expect(
            "> **Disclaimer**\n> No use in clinics.\n\nAfter.\n",
            &[(BoldLine, 7, "Disclaimer", "No use in clinics.")],
        );
        expect(
            "- **限制：**不适用于儿童。\n- **风险**\n  - 偏差\n- 其他\n",
            &[(RunIn, 8, "限制", "不适用于儿童。"), (BoldLine, 7, "风险", "- 偏差")],
        );
        expect(
            ".. _top:\n\nTitle\n=====\n\nBody.\n\nPart\n~~~~\n\n**Note:** careful.\n",
            &[
                (Rst, 1, "Title", "Body.\n\nPart\n~~~~\n\n**Note:** careful."),
                (Rst, 2, "Part", "**Note:** careful."),
                (RunIn, 8, "Note", "careful."),
            ],
        );
    }

    #[test]
    fn what_only_looks_like_a_heading_is_none() {
        for text in [
            "```md\n# a\n**b**\n```\n",
            "    # a\n",
            "<!--\n# a\n\n<h1>b</h1>\n-->\n",
            "---\n# comment\na: 1\n---\n",
            "| **a** | b |\n|---|---|\n| **c** | # d |\n",
            "**a** | b\n---|---\n**c** | d\n",
            "text **bold:** text\n",
            "text\n**bold**\ntext\n",
            "Use `<h1>x</h1>` for titles.\n",
            "<pre>\n<h1>x</h1>\n</pre>\n",
        ] {
            assert_eq!(headings(text), [], "{text:?}");
        }
    }

    #[test]
    fn a_title_is_words() {
        for (text, title) in [
            ("## :warning: **Known** [limits](x.md)\u{200b}: ##", "Known limits"),
            ("# ⚠️ 2.1 `code` and _more_ {#own}", "2.1 code and more"),
            ("# [![CI](a.svg)](b) Name", "Name"),
            ("# 数据来源：", "数据来源"),
            ("# a &amp; b", "a & b"),
        ] {
            assert_eq!(outline(text).headings[0].title, title, "{text:?}");
        }
    }

    #[test]
    fn headings_know_their_parts() {
        let text = "# A\n## B\n### C\nc\n## D\nd\n";
        let outline = outline(text);
        let [a, b, c, d] = &outline.headings[..] else { panic!("four headings") };
        assert_eq!(&text[b.part().range()], "B\n### C\nc\n");
        assert_eq!(outline.under(a.body).len(), 3);
        assert_eq!(outline.under(b.body), std::slice::from_ref(c));
        assert_eq!(outline.above(c), [b, a]);
        assert_eq!(outline.above(d), [a]);
    }
}
