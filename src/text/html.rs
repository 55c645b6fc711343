//! The tags in a stretch of HTML, comments left out: for headings, summaries and anchors. It builds no tree.

use super::opening::tag_length;
use crate::source::Span;

/// One tag.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    /// Its name, as written.
    pub(super) name: &'a str,
    /// Whether it is a closing one.
    pub(super) closing: bool,
    /// Its bytes.
    pub(super) span: Span,
    text: &'a str,
}

impl<'a> Tag<'a> {
    /// The value of the first of these attributes that it has.
    pub(super) fn attribute(&self, names: &[&str]) -> Option<&'a str> {
        let mut rest = self.text;
        while let Some(equals) = rest.find('=') {
            let (before, after) = rest.split_at(equals);
            let name = before.trim_end().rsplit([' ', '\t', '\n', '\r', '"', '\'']).next().unwrap_or_default();
            let value = after.get(1..)?.trim_start();
            let (inside, next) = match value.as_bytes().first()? {
                quote @ (b'"' | b'\'') => value.get(1..)?.split_once(char::from(*quote))?,
                _ => value.split_at(value.find([' ', '\t', '>', '/']).unwrap_or(value.len())),
            };
            if names.iter().any(|wanted| wanted.eq_ignore_ascii_case(name)) {
                return Some(inside);
            }
            rest = next;
        }
        None
    }

    /// Whether it has this name.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The tags within `span` of `text`.
pub(super) fn tags(text: &str, span: Span) -> Tags<'_> {
    Tags { text, at: span.start, end: span.end.min(text.len()), unclosed: false }
}

/// See [`tags`].
#[derive(Debug)]
pub(super) struct Tags<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    /// No comment ends ahead.
    unclosed: bool,
}

/// A tag longer than this, in bytes, is text.
const MAX_TAG: usize = 2048;

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let rest = self.text.get(self.at..self.end)?;
            let at = self.at + rest.find('<')?;
            let here = self.text.get(at..self.end)?;
            if !self.unclosed && here.starts_with("<!--") {
                let end = here.find("-->");
                self.unclosed = end.is_none();
                self.at = end.map_or(self.end, |length| at + length + 3);
                continue;
            }
            let limit = (0..=MAX_TAG.min(here.len())).rev().find(|&limit| here.is_char_boundary(limit)).unwrap_or(0);
            let Some(length) = tag_length(here.get(..limit)?) else {
                self.at = at + 1;
                continue;
            };
            self.at = at + length;
            let tag = self.text.get(at..at + length)?;
            let closing = tag.starts_with("</");
            let from = 1 + usize::from(closing);
            let name = tag.get(from..)?;
            let name = name.get(..name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?)?;
            let text = tag.get(from + name.len()..)?;
            return Some(Tag { name, closing, span: Span::new(at, at + length), text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_names_and_attributes() {
        let text = "a <!-- <b> --> <a class=\"x y\" ID='模型'> </a> <br/> <3 <i";
        let found: Vec<_> = tags(text, Span::new(0, text.len())).collect();
        let names: Vec<_> = found.iter().map(|tag| (tag.name, tag.closing)).collect();
        assert_eq!(names, [("a", false), ("a", true), ("br", false)]);
        assert_eq!(found[0].attribute(&["name", "id"]), Some("模型"));
        assert_eq!(found[0].attribute(&["name"]), None);
    }
}
