//! The closed list of checks: what a pack's item may ask of the evidence. A check says what it saw; what that means for the answer is
//! `evaluate`'s business.

mod agree;
mod asks;
mod days;
mod expression;
mod files;
mod keys;
mod legible;
mod needles;
mod pattern;
mod read;
mod scope;
mod section;
mod sights;
mod sweep;
mod terms;
mod text;
mod value;

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

pub(crate) use agree::Agree;
pub(crate) use days::Days;
pub(crate) use expression::Expression;
pub(crate) use files::FilesCheck;
pub(crate) use keys::CHECK;
pub(crate) use pattern::Pattern;
pub(crate) use read::{Reading, read};
pub(crate) use scope::schema;
pub(crate) use section::Section;
pub(crate) use terms::{Limit, Terms};
pub(crate) use text::TextCheck;
pub(crate) use value::ValueCheck;

use crate::evidence::{Document, Globs, Reach};
use crate::expr::{Fault, Scope};
use crate::finding::{Code, Place};
use crate::locale::{Text, text};
use crate::source::{Source, Span};

/// One check of an item.
#[derive(Debug)]
pub(crate) struct Check {
    /// What it asks.
    pub(crate) kind: Kind,
    /// The pack's file it stands in.
    pub(crate) source: Source,
    /// Where it stands: the key that names its kind.
    pub(crate) span: Span,
    /// The pack's own words for a failure.
    pub(crate) message: Option<Text>,
    /// Whether it looks at every file of the project, cited or not.
    pub(crate) whole_project: bool,
    /// Whether it is left out when no cited file is one that it looks at.
    pub(crate) if_cited: bool,
    /// See [`Check::reach`].
    reach: OnceLock<Reach>,
}

/// What a check asks.
#[derive(Debug)]
pub(crate) enum Kind {
    /// Files of some kind are cited.
    Files(FilesCheck),
    /// A section says something.
    Section(Section),
    /// A text matches, or does not.
    Text(TextCheck),
    /// Values lie within limits.
    Value(ValueCheck),
    /// Several places say the same.
    Agree(Agree),
    /// An expression is true.
    Expr(Expression),
}

impl Kind {
    /// The key that names it in a pack.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Files(_) => keys::files::FILES.name,
            Self::Section(_) => keys::section::SECTION.name,
            Self::Text(_) => keys::text::TEXT.name,
            Self::Value(_) => keys::value::VALUE.name,
            Self::Agree(_) => keys::agree::AGREE.name,
            Self::Expr(_) => keys::EXPR.name,
        }
    }
}

/// Makes the checks of a rulebook ready to look at large evidence together.
pub(crate) fn bind<'c>(checks: impl Iterator<Item = &'c mut Check>) {
    Pattern::bind(checks.flat_map(|check| match &mut check.kind {
        Kind::Text(text) => [text.must.as_mut(), text.must_not.as_mut()].into_iter().flatten(),
        Kind::Files(_) | Kind::Section(_) | Kind::Value(_) | Kind::Agree(_) | Kind::Expr(_) => {
            [None, None].into_iter().flatten()
        }
    }));
}

/// A file that an answer cites, or the part of it under one heading.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// The file.
    pub(crate) document: Arc<Document>,
    /// The heading, as an index into the document's outline, where only its part is cited.
    pub(crate) heading: Option<usize>,
}

impl Part {
    /// The bytes of the part.
    pub(crate) fn span(&self) -> Option<Span> {
        let source = self.document.source()?;
        match self.heading {
            None => Some(Span::new(0, source.text().len())),
            Some(at) => {
                let outline = self.document.outline()?;
                outline.headings.get(at).map(crate::text::Heading::part)
            }
        }
    }

    /// The days that are named within a stretch of the file, as far as they are wanted by where they stand in what is seen of it.
    fn days(&self, within: Span, is_wanted: impl Fn(Span) -> bool) -> Vec<days::Named> {
        let (Some(source), Some(seen)) = (self.document.source(), self.document.seen(within)) else {
            return Vec::new();
        };
        let named = crate::text::days(seen).into_iter().filter(|(_, span)| is_wanted(*span));
        let place = |span| Some(Place::new(source, self.document.place_of(within, span)?, Text::default()));
        named.map(|(day, span)| (day, place(span))).collect()
    }

    /// Where to point when the part as a whole is meant: its heading, or the first line of the file.
    pub(crate) fn start(&self, label: Text) -> Option<Place> {
        let source = self.document.source()?;
        let heading = self.heading.and_then(|at| self.document.outline()?.headings.get(at));
        let span = heading.map_or_else(|| first_line(source), |heading| heading.span);
        Some(Place::new(source, span, label))
    }
}

/// The first line that is not blank.
fn first_line(source: &Source) -> Span {
    let text = source.text();
    let start = text.len() - text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len();
    let line = text[start..].lines().next().unwrap_or_default().trim_end();
    Span::new(start, start + line.len())
}

/// What a check looks at.
pub(crate) struct Look<'a> {
    /// The cited parts, or the project's files, that its `in` lets through.
    pub(crate) parts: Vec<Part>,
    /// What conditions see.
    pub(crate) scope: &'a dyn Scope,
    /// The day of judging.
    pub(crate) today: Date,
    /// The item's title, to speak of what is missing.
    pub(crate) title: &'a Text,
    /// The item's id, to say where all is told of it.
    pub(crate) item: &'a str,
    /// Whether the check has words of its own for a failure: then no pattern need be shown.
    pub(crate) worded: bool,
}

impl Look<'_> {
    /// What else there is to say of a pattern that is shown, or is not.
    fn more(&self, cut: bool) -> Option<Text> {
        let item = self.item;
        let more =
            || text!("`guiju explain {item}` shows all that is taken", "可接受的全部写法见 `guiju explain {item}`");
        (self.worded || cut).then(more)
    }
}

/// What a check saw.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It holds. `read` is whether content or a value was read for it.
    Held { read: bool },
    /// It concerns nothing that is cited.
    Skipped,
    /// It does not hold.
    Failed(Vec<Failure>),
    /// Its expression has no answer: the pack is wrong.
    Fault(Fault),
}

/// One thing that a check found wanting.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    /// Its kind.
    pub(crate) code: Code,
    /// What is wrong.
    pub(crate) message: Text,
    /// The most telling place in the evidence; none where the answer is the place.
    pub(crate) place: Option<Place>,
    /// Other places that matter.
    pub(crate) related: Vec<Place>,
    /// What to write.
    pub(crate) help: Option<Text>,
}

impl Failure {
    fn new(code: Code, message: Text) -> Self {
        Self { code, message, place: None, related: Vec::new(), help: None }
    }

    fn at(mut self, place: Option<Place>) -> Self {
        self.place = place;
        self
    }

    fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }
}

impl Check {
    /// The globs of the files that it looks at; none where it looks at all of them.
    fn within(&self) -> Option<impl Iterator<Item = &Globs>> {
        let (globs, voices) = match &self.kind {
            Kind::Section(section) => (Some(section.within.as_ref()?), [].as_slice()),
            Kind::Text(text) => (Some(text.within.as_ref()?), [].as_slice()),
            Kind::Value(value) => (Some(value.within.as_ref()?), [].as_slice()),
            Kind::Files(files) => (Some(&files.any), [].as_slice()),
            Kind::Agree(agree) => (None, agree.of.as_slice()),
            Kind::Expr(_) => (None, [].as_slice()),
        };
        Some(globs.into_iter().chain(voices.iter().map(|voice| &voice.within)))
    }

    /// Whether the check looks at a file of this path.
    pub(crate) fn concerns(&self, local: &str) -> bool {
        self.within().is_none_or(|mut within| within.any(|globs| globs.is_match(local)))
    }

    /// Where the files stand that it looks at.
    pub(crate) fn reach(&self) -> &Reach {
        let reach =
            || self.within().map_or_else(Reach::everywhere, |within| Reach::of(within.flat_map(Globs::patterns)));
        self.reach.get_or_init(reach)
    }

    /// Looks.
    pub(crate) fn evaluate(&self, look: &Look<'_>) -> Outcome {
        if self.if_cited && look.parts.is_empty() {
            return Outcome::Skipped;
        }
        let outcome = match &self.kind {
            Kind::Files(files) => files.evaluate(look),
            Kind::Section(section) => section.evaluate(look),
            Kind::Text(text) => text.evaluate(look),
            Kind::Value(value) => value.evaluate(look),
            Kind::Agree(agree) => agree.evaluate(look),
            Kind::Expr(expression) => expression.evaluate(look),
        };
        match (outcome, &self.message) {
            (Outcome::Failed(failures), Some(message)) => {
                let worded = |failure: Failure| match failure.code {
                    // The pack speaks of what the evidence says, not of a file that cannot be read.
                    Code::EvidenceUnreadable => failure,
                    _ => Failure { message: message.clone(), ..failure },
                };
                Outcome::Failed(failures.into_iter().map(worded).collect())
            }
            (outcome, _) => outcome,
        }
    }
}
