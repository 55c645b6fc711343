//! `text`: a pattern that must stand in the evidence, and one that must not.

use super::{Days, Failure, Look, Outcome, Part, Pattern};
use crate::evidence::Globs;
use crate::finding::{Code, Place};
use crate::locale::text;
use crate::source::Span;

/// From how many bytes on all patterns look at the evidence together.
const TOGETHER_FROM: usize = 1 << 20;

/// What a text must and must not say.
#[derive(Debug)]
pub(crate) struct TextCheck {
    /// Matches somewhere in the files.
    pub(crate) must: Option<Pattern>,
    /// Matches nowhere in them.
    pub(crate) must_not: Option<Pattern>,
    /// What the days must be that stand in what `must` matches, or anywhere without it.
    pub(crate) days: Days,
    /// Which files.
    pub(crate) within: Option<Globs>,
}

impl TextCheck {
    pub(super) fn evaluate(&self, look: &Look<'_>) -> Outcome {
        let mut failures = Vec::new();
        let together = look.parts.iter().filter_map(Part::span).map(Span::len).sum::<usize>() >= TOGETHER_FROM;
        let may_match =
            |pattern: &Pattern, part: &Part| !together || part.heading.is_some() || pattern.may_match(&part.document);
        let matches =
            |part: &Part, must: &Pattern| may_match(must, part) && seen(part).is_some_and(|text| must.is_match(text));
        match &self.must {
            Some(must) if !look.parts.iter().any(|part| matches(part, must)) => failures.push(missing(must, look)),
            _ => failures.extend(self.outdated(look)),
        }
        if let Some(must_not) = &self.must_not {
            let parts = look.parts.iter().filter(|part| may_match(must_not, part));
            failures.extend(parts.filter_map(|part| forbidden(part, must_not)));
        }
        if failures.is_empty() { Outcome::Held { read: true } } else { Outcome::Failed(failures) }
    }

    /// The days in all that `must` matches, or in all of the text, where they are not what was asked for.
    fn outdated(&self, look: &Look<'_>) -> Option<Failure> {
        if !self.days.are_asked() {
            return None;
        }
        let of_part = |part: &Part| {
            let matched = self.must.as_ref().map(|must| must.find_all(seen(part).unwrap_or_default()));
            // Matches stand in order: the first that does not end before a day is the only one to look at.
            let touches = |all: &Vec<Span>, day: Span| {
                all.get(all.partition_point(|found| found.end <= day.start)).is_some_and(|found| found.start < day.end)
            };
            let is_wanted = |day: Span| matched.as_ref().is_none_or(|all| touches(all, day));
            part.span().map(|span| part.days(span, is_wanted)).unwrap_or_default()
        };
        let named: Vec<_> = look.parts.iter().flat_map(of_part).collect();
        let failure = self.days.failure(&named, look, Code::TextMissing)?;
        Some(Failure { place: failure.place.or_else(|| start(look)), ..failure })
    }
}

fn missing(must: &Pattern, look: &Look<'_>) -> Failure {
    let (pattern, cut) = must.legible();
    let message = text!("nothing in the cited text matches `{pattern}`", "引用的文本中没有与 `{pattern}` 匹配的内容");
    Failure { help: look.more(cut), ..Failure::new(Code::TextMissing, message).at(start(look)) }
}

/// Where the only part begins.
fn start(look: &Look<'_>) -> Option<Place> {
    match look.parts.as_slice() {
        [only] => only.start(text!("looked for it from here on", "从这里开始查找")),
        _ => None,
    }
}

/// The text of a part, as a reader takes it in.
fn seen(part: &Part) -> Option<&str> {
    part.document.seen(part.span()?)
}

/// Where in the file a pattern first matches within the part.
pub(super) fn find(part: &Part, pattern: &Pattern) -> Option<Span> {
    let seen = seen(part)?;
    if !pattern.is_match(seen) {
        return None;
    }
    // A pattern that is too large to say where it matches has matched all the same.
    part.document.place_of(part.span()?, pattern.find(seen).unwrap_or_default())
}

fn forbidden(part: &Part, must_not: &Pattern) -> Option<Failure> {
    let found = find(part, must_not)?;
    let (pattern, _) = must_not.legible();
    let message = text!(
        "the cited text says what it must not say (`{pattern}`)",
        "引用的文本出现了不应出现的内容（`{pattern}`）"
    );
    let place = part.document.source().map(|source| Place::new(source, found, text!("here", "见此处")));
    Some(Failure::new(Code::TextForbidden, message).at(place))
}
