//! The tags in a stretch of HTML, comments left out: for headings, summaries, anchors, and what is hidden. It builds no tree.

use super::opening::tag;
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
    /// The complete tag `tag`, which starts at the byte `at`.
    pub(super) fn new(tag: &'a str, at: usize) -> Option<Self> {
        let closing = tag.starts_with("</");
        let from = 1 + usize::from(closing);
        let name = tag.get(from..)?;
        let name = name.get(..name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?)?;
        let text = tag.get(from + name.len()..)?;
        Some(Self { name, closing, span: Span::new(at, at + tag.len()), text })
    }

    /// The value of the first of these attributes that it has; of one without a value, nothing.
    pub(super) fn attribute(&self, names: &[&str]) -> Option<&'a str> {
        let mut rest = self.text;
        loop {
            rest = rest.trim_start_matches([' ', '\t', '\n', '\r', '/']);
            let end = rest.find([' ', '\t', '\n', '\r', '=', '>', '/']).filter(|&end| end > 0)?;
            let (name, after) = rest.split_at(end);
            let (value, next) = match after.trim_start().strip_prefix('=') {
                None => ("", after),
                Some(value) => {
                    let value = value.trim_start();
                    match value.as_bytes().first()? {
                        quote @ (b'"' | b'\'') => value.get(1..)?.split_once(char::from(*quote))?,
                        _ => value.split_at(value.find([' ', '\t', '\n', '\r', '>', '/']).unwrap_or(value.len())),
                    }
                }
            };
            if names.iter().any(|wanted| wanted.eq_ignore_ascii_case(name)) {
                return Some(value);
            }
            rest = next;
        }
    }

    /// Whether it has this name.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    fn is_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is(name))
    }
}

/// What hides all that stands up to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Veil {
    /// An element that no reader sees, or sees struck out.
    Element {
        /// Its name, in lower case.
        name: String,
        /// How many elements of this name are open within one another.
        depth: usize,
    },
    /// A comment.
    Comment,
}

/// Elements that are struck out, or that browsers keep to themselves.
const UNSEEN: &[&str] = &["del", "s", "script", "strike", "style", "template"];
/// Elements without an end.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

impl Veil {
    /// What `tag` starts to hide.
    pub(super) fn opened_by(tag: &Tag<'_>) -> Option<Self> {
        if tag.closing {
            return None;
        }
        let hidden = || tag.attribute(&["hidden"]).is_some() || tag.attribute(&["style"]).is_some_and(is_unseen);
        let hides = tag.is_one_of(UNSEEN) || (!tag.text.starts_with('>') && hidden() && !tag.is_one_of(VOID));
        hides.then(|| Self::Element { name: tag.name.to_ascii_lowercase(), depth: 1 })
    }

    /// Whether `tag`, which stands in what it hides, ends it.
    pub(super) fn is_lifted_by(&mut self, tag: &Tag<'_>) -> bool {
        let Self::Element { name, depth } = self else { return false };
        if tag.is(name) {
            *depth = if tag.closing { depth.saturating_sub(1) } else { *depth + 1 };
        }
        *depth == 0
    }

    /// Whether it ends in `span` of `text`, a block in which HTML is no more than tags among words.
    pub(super) fn ends_within(&mut self, text: &str, span: Span) -> bool {
        tags(text, span).any(|tag| self.is_lifted_by(&tag))
    }

    /// What of a block of HTML stands after the comment, if one is open; nothing where the block lies in it wholly.
    pub(super) fn past_comment(veil: &mut Option<Self>, text: &str, span: Span) -> Option<Span> {
        if *veil != Some(Self::Comment) {
            return Some(span);
        }
        let length = text.get(span.range())?.find("-->")?;
        *veil = None;
        Some(Span::new(span.start + length + 3, span.end))
    }
}

/// Whether a style hides what it is given to.
fn is_unseen(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let value = value.trim_start().as_bytes();
        let starts = |word: &[u8]| value.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        let is = |name: &str| property.trim().eq_ignore_ascii_case(name);
        (is("display") && starts(b"none")) || (is("visibility") && starts(b"hidden"))
    })
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
    /// A comment was met that does not end.
    pub(super) unclosed: bool,
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
            let near = here.as_bytes().get(..MAX_TAG.min(here.len())).unwrap_or_default();
            let Ok(length) = tag(near) else {
                self.at = at + 1;
                continue;
            };
            self.at = at + length;
            return Tag::new(self.text.get(at..at + length)?, at);
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

    #[test]
    fn an_attribute_may_lack_a_value() {
        for (tag, expected) in [
            ("<p hidden>", Some("")),
            ("<p class=a/b hidden id=x>", Some("")),
            ("<p a = 'hidden' HIDDEN = until-found>", Some("until-found")),
            ("<p title='hidden' data-hidden=1>", None),
            ("<p/>", None),
            ("<p>", None),
        ] {
            assert_eq!(Tag::new(tag, 0).and_then(|tag| tag.attribute(&["hidden"])), expected, "{tag}");
        }
    }

    #[test]
    fn a_veil_ends_with_its_own_element() {
        let text = "<div hidden><p><div></div></p></div>";
        let mut tags = tags(text, Span::new(0, text.len()));
        let mut veil = Veil::opened_by(&tags.next().unwrap()).unwrap();
        let lifted: Vec<_> = tags.map(|tag| veil.is_lifted_by(&tag)).collect();
        assert_eq!(lifted, [false, false, false, false, true]);
    }
}
