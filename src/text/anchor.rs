//! Anchors: those that GitHub gives headings, those that a text sets itself, and how an address finds them.
//! It does not know which file an address names.

use std::collections::BTreeMap;

use super::gather::Place;
use super::html;
use super::outline::{Heading, Outline};
use crate::source::Span;

/// The part of an address that GitHub's own pages put before an anchor's name.
const GITHUB_PREFIX: &str = "user-content-";
/// Longer anchors get no suggestion, and no more headings than this are compared.
const MAX_COMPARED: usize = 128;
const MAX_CANDIDATES: usize = 4000;

/// An anchor that a text sets itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Anchor {
    name: String,
    /// The heading to which it leads, by index.
    heading: Option<usize>,
}

impl Anchor {
    /// The anchor leads to the heading in which or right before which it stands, or else to the one above it.
    pub(super) fn new(text: &str, place: Place, headings: &[Heading]) -> Self {
        let after = headings.partition_point(|heading| heading.span.end <= place.span.start);
        let silent = |heading: &&Heading| {
            let between = Span::new(place.span.end, heading.span.start.max(place.span.end));
            between.len() < 400 && is_silent(text, between)
        };
        let next = headings.get(after).filter(|next| next.span.start <= place.span.start || silent(next));
        let above = || {
            let candidates = headings.get(..after).unwrap_or_default();
            candidates.iter().rposition(|heading| place.span.start < heading.body.end)
        };
        Self { name: place.name, heading: next.map(|_| after).or_else(above) }
    }
}

/// Whether a stretch holds nothing but tags, marks and white space.
fn is_silent(text: &str, span: Span) -> bool {
    let mut at = span.start;
    for tag in html::tags(text, span) {
        if text.get(at..tag.span.start).unwrap_or_default().chars().any(char::is_alphanumeric) {
            return false;
        }
        at = tag.span.end;
    }
    !text.get(at..span.end).unwrap_or_default().chars().any(char::is_alphanumeric)
}

impl Outline {
    /// The heading to which an anchor leads; percent-encoding is taken off. Exact names first, then those that differ in
    /// case or in characters that nobody sees.
    pub(crate) fn find(&self, anchor: &str) -> Option<&Heading> {
        let anchor = decode(anchor);
        let anchor = anchor.strip_prefix(GITHUB_PREFIX).unwrap_or(&anchor);
        if anchor.is_empty() {
            return None;
        }
        let own = |wanted: &dyn Fn(&str) -> bool| {
            let slug = self.headings.iter().find(|heading| !heading.slug.is_empty() && wanted(&heading.slug));
            let set = || self.anchors.iter().find(|own| wanted(&own.name)).and_then(|own| own.heading);
            slug.or_else(|| set().and_then(|index| self.headings.get(index)))
        };
        let folded = fold(anchor);
        own(&|name| name == anchor).or_else(|| own(&|name| fold(name) == folded))
    }

    /// The anchor whose name is nearest to one that leads nowhere.
    pub(crate) fn nearest_anchor(&self, anchor: &str) -> Option<&str> {
        let wanted = fold(&decode(anchor));
        let length = wanted.chars().count();
        if length == 0 || length > MAX_COMPARED {
            return None;
        }
        let slugs = self.headings.iter().map(|heading| heading.slug.as_str());
        let names = slugs.chain(self.anchors.iter().map(|anchor| anchor.name.as_str()));
        let candidates = names.filter(|name| !name.is_empty() && name.len() <= 4 * MAX_COMPARED).take(MAX_CANDIDATES);
        candidates
            .filter_map(|name| {
                let folded = fold(name);
                let reach = length.max(folded.chars().count());
                let distance = if length >= 4 && (folded.contains(&wanted) || wanted.contains(&folded)) {
                    reach - length.min(folded.chars().count())
                } else {
                    3 * strsim::osa_distance(&folded, &wanted)
                };
                (distance <= reach).then_some((distance, name))
            })
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, name)| name)
    }
}

/// An anchor without what nobody sees: case, variation selectors, joiners.
fn fold(anchor: &str) -> String {
    anchor.chars().filter(|c| !matches!(c, '\u{fe0f}' | '\u{fe0e}' | '\u{200d}')).flat_map(char::to_lowercase).collect()
}

/// An anchor with its percent-encoding taken off, where that gives a text.
fn decode(anchor: &str) -> String {
    if !anchor.contains('%') {
        return anchor.to_owned();
    }
    let mut bytes = Vec::with_capacity(anchor.len());
    let mut rest = anchor.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let pair = (byte == b'%').then(|| after.get(..2)).flatten();
        let decoded =
            pair.and_then(|pair| std::str::from_utf8(pair).ok()).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(decoded.unwrap_or(byte));
        rest = if decoded.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| anchor.to_owned())
}

/// Gives anchors to headings in their order, as github-slugger does: a name that was given gets a number.
#[derive(Debug, Default)]
pub(crate) struct Slugs {
    given: BTreeMap<String, usize>,
}

impl Slugs {
    /// The anchor of the next heading, which says `words`.
    pub(crate) fn next(&mut self, words: &str) -> String {
        let base = slug(words);
        let Some(mut count) = self.given.get(&base).copied() else {
            self.given.insert(base.clone(), 0);
            return base;
        };
        let mut result = base.clone();
        while self.given.contains_key(&result) {
            count += 1;
            result = format!("{base}-{count}");
        }
        self.given.insert(base, count);
        self.given.entry(result.clone()).or_insert(0);
        result
    }
}

/// A heading's words in lower case, spaces as `-`, without punctuation and emoji.
fn slug(words: &str) -> String {
    if words.is_ascii() {
        let kept =
            words.trim().bytes().filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b' '));
        return kept.map(|byte| if byte == b' ' { '-' } else { char::from(byte.to_ascii_lowercase()) }).collect();
    }
    let kept = |c: &char| match c {
        '-' | ' ' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric() || *c == '_',
        // The common Han characters need no table.
        '\u{4e00}'..='\u{9fff}' => true,
        c => regex_syntax::try_is_word_character(*c).unwrap_or_else(|_| c.is_alphanumeric()),
    };
    words.trim().chars().flat_map(char::to_lowercase).filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::outline::outline;
    use super::*;

    #[test]
    fn a_slug_is_githubs() {
        for (words, expected) in [
            ("Human oversight", "human-oversight"),
            ("What's new in 2.0?", "whats-new-in-20"),
            ("a & b", "a--b"),
            ("数据来源（2024）", "数据来源2024"),
            ("snake_case-and-dash", "snake_case-and-dash"),
            ("🚀 Start", "-start"),
            (":rocket: Start", "rocket-start"),
            ("ÜBER Straße", "über-straße"),
            ("10² ½ ①", "10--"),
            ("C++ / C#", "c--c"),
            ("हिन्दी", "हिन्दी"),
        ] {
            assert_eq!(slug(words), expected, "{words}");
        }
    }

    #[test]
    fn repeated_slugs_get_numbers_that_nobody_has() {
        let mut slugs = Slugs::default();
        let found: Vec<_> = ["a", "a", "a-1", "a", "a-1", "!", "!"].iter().map(|words| slugs.next(words)).collect();
        assert_eq!(found, ["a", "a-1", "a-1-1", "a-2", "a-1-2", "", "-1"]);
    }

    #[test]
    fn an_anchor_finds_its_heading() {
        let text = "# Top\n\n<a name=\"use\"></a>\n## Intended *use*\n\ntext <a id=\"deep\"></a> here\n\n## 数据 来源\n\n\
                    ## Intended use\n\n### <a id='x'></a>⚠️ Risk {#risk}\n\n**Bold line**\n\n`<a id=\"code\">`\n\n\
                    <h2 id=\"own\">Own</h2>\n";
        let outline = outline(text);
        for (anchor, title) in [
            ("top", Some("Top")),
            ("Top", Some("Top")),
            ("use", Some("Intended use")),
            ("deep", Some("Intended use")),
            ("数据-来源", Some("数据 来源")),
            ("%E6%95%B0%E6%8D%AE-%E6%9D%A5%E6%BA%90", Some("数据 来源")),
            ("intended-use-1", Some("Intended use")),
            ("user-content-top", Some("Top")),
            ("x", Some("Risk")),
            ("risk", Some("Risk")),
            ("own", Some("Own")),
            ("bold-line", None),
            ("code", None),
            ("", None),
            ("%zz", None),
        ] {
            assert_eq!(outline.find(anchor).map(|heading| heading.title.as_str()), title, "{anchor}");
        }
        assert!(outline.find("intended-use").unwrap().span.start < outline.find("intended-use-1").unwrap().span.start);
    }

    #[test]
    fn the_nearest_anchor_is_near() {
        let outline = outline("# Human oversight\n\n## Stopping the system\n\n## 人工监督\n");
        for (anchor, nearest) in [
            ("human-oversigth", Some("human-oversight")),
            ("oversight", Some("human-oversight")),
            ("stopping-system", Some("stopping-the-system")),
            ("人工监管", Some("人工监督")),
            ("licence", None),
            ("", None),
        ] {
            assert_eq!(outline.nearest_anchor(anchor), nearest, "{anchor}");
        }
    }
}
