//! How a verdict came about, for somebody who asks why: what its conditions saw, what stood where something is cited, and how each check
//! came out. It takes the same steps again for the one item, and keeps what they saw; judging itself keeps nothing of it.

use jiff::civil::Date;

use super::Bench;
use super::gather::{Cited, Gathered, gather};
use super::verdict::Facts;
use crate::check::{Check, Failure, Kind, Outcome, Part};
use crate::expr::Clue;
use crate::finding::Place;
use crate::locale::{Text, text};
use crate::pack::{Condition, Item};
use crate::plan::Planned;
use crate::source::Span;
use crate::vocabulary::Status;

/// How the verdict on one item came about.
pub(crate) struct Trace {
    /// What the verdict's table was asked.
    pub(crate) facts: Facts,
    /// Whether the item is asked for already: at or below the level aimed at, and in effect.
    pub(crate) is_asked: bool,
    /// Whether it concerns the project; none where it always does.
    pub(crate) applies: Option<Traced>,
    /// What makes it required.
    pub(crate) required_when: Vec<Traced>,
    /// What stood where something is cited.
    pub(crate) cited: Vec<Stood>,
    /// What is wrong with the evidence as a whole.
    pub(crate) lacking: Vec<Text>,
    pub(crate) checks: Vec<Traced>,
    /// The days on which somebody looked, and where they are written.
    pub(crate) looked: Vec<(Date, Place)>,
}

/// A condition or a check, and how it came out.
pub(crate) struct Traced {
    /// A condition as the pack writes it; of a check, what it asks, or what it has to say where it does not hold.
    pub(crate) asked: Text,
    /// Where the pack does so.
    pub(crate) place: Place,
    /// None where it was left out, since nothing that it looks at is cited.
    pub(crate) holds: Option<bool>,
    /// The parts of a condition that decided.
    pub(crate) clues: Vec<Clue>,
    /// The files that it looked at.
    pub(crate) files: Vec<String>,
    /// What was seen: what made it hold, or each thing that it found wanting, and where.
    pub(crate) saw: Vec<(Text, Option<Place>)>,
}

/// What stood where something is cited.
pub(crate) struct Stood {
    /// As written, and where.
    pub(crate) cited: String,
    pub(crate) place: Place,
    /// Whether it can be looked at.
    pub(crate) stands: bool,
    pub(crate) found: Vec<(Text, Option<Place>)>,
    pub(crate) wrong: Vec<Text>,
}

impl Bench<'_> {
    /// Goes the way of the item once more, and keeps what is seen.
    pub(super) fn trace(&self, planned: &Planned<'_>, facts: Facts) -> Trace {
        let (inquiry, item) = (&self.inquiry, self.inquiry.item);
        let claims = matches!(inquiry.status(), Some(Status::Met | Status::Partial)) && planned.applies;
        let gathered = if claims { gather(inquiry) } else { Gathered::default() };
        let (cited, lacking) = self.stood(&gathered);
        let checks = item.checks.iter().filter(|_| claims);
        Trace {
            facts,
            is_asked: planned.asked,
            applies: item.applies.as_ref().map(|condition| self.condition(item, condition)),
            required_when: item.required_when.iter().map(|condition| self.condition(item, condition)).collect(),
            cited,
            lacking,
            checks: checks.map(|check| self.traced(check, &gathered.parts)).collect(),
            looked: inquiry.looked().iter().map(|looked| (looked.day, looked.place(Text::default()))).collect(),
        }
    }

    fn condition(&self, item: &Item, condition: &Condition) -> Traced {
        Traced {
            asked: Text::same(condition.text.clone()),
            place: Place::new(&item.source, condition.span, Text::default()),
            holds: condition.expr.holds(&self.scope).ok(),
            clues: condition.expr.explain(&self.scope),
            files: Vec::new(),
            saw: Vec::new(),
        }
    }

    fn traced(&self, check: &Check, parts: &[Part]) -> Traced {
        let look = self.look_of(check, parts);
        let (holds, saw) = match check.evaluate(&look) {
            Outcome::Held { .. } => {
                let sights = check.sights(&look).into_iter();
                (Some(true), sights.map(|place| (place.label.clone(), Some(place))).collect())
            }
            Outcome::Failed(failures) => {
                let told = failures.into_iter().map(|failure| (said(check, &failure), failure.place));
                (Some(false), told.collect())
            }
            Outcome::Skipped | Outcome::Fault(_) => (None, Vec::new()),
        };
        // The pack's own words are those for a failure.
        let asks = check.message.clone().filter(|_| holds == Some(false)).unwrap_or_else(|| check.kind.asks());
        let word = check.kind.word();
        let (en, zh) = (&asks.en, &asks.zh);
        let clues = match &check.kind {
            Kind::Expr(expression) => expression.expr.explain(&self.scope),
            Kind::Files(_) | Kind::Section(_) | Kind::Text(_) | Kind::Value(_) | Kind::Agree(_) => Vec::new(),
        };
        Traced {
            asked: text!("{word}: {en}", "{word}：{zh}"),
            place: Place::new(&check.source, check.span, Text::default()),
            holds,
            clues,
            files: look.parts.iter().map(|part| part.document.local.clone()).collect(),
            saw,
        }
    }

    /// What stood at each citation; and what is wrong that belongs to none of them.
    fn stood(&self, gathered: &Gathered) -> (Vec<Stood>, Vec<Text>) {
        let citations = self.inquiry.answer.map(|answer| answer.evidence.as_slice()).unwrap_or_default();
        let stood: Vec<_> = citations
            .iter()
            .map(|citation| {
                let own = || gathered.cited.iter().filter(|cited| *cited.cited == *citation.cited);
                let wrong = gathered.drafts.iter().filter(|draft| draft.subject == citation.cited);
                Stood {
                    cited: citation.cited.clone(),
                    place: self.inquiry.claim(citation.span, Text::default()),
                    stands: own().any(|cited| cited.stands),
                    found: own().filter(|cited| cited.stands).map(found).collect(),
                    wrong: wrong.map(|draft| draft.message.clone()).collect(),
                }
            })
            .collect();
        let told = |subject: &str| citations.iter().any(|citation| citation.cited == subject);
        let rest = gathered.drafts.iter().filter(|draft| !told(&draft.subject));
        (stood, rest.map(|draft| draft.message.clone()).collect())
    }
}

/// What a check found wanting. Where the pack has words for it, they are those of the check itself: then what stands there is told.
fn said(check: &Check, failure: &Failure) -> Text {
    let label = failure.place.as_ref().map(|place| &place.label).filter(|label| !label.en.is_empty());
    match (label, check.message.is_some()) {
        (Some(label), true) => label.clone(),
        (Some(label), false) => {
            let (en, zh) = (&failure.message.en, &failure.message.zh);
            let (label_en, label_zh) = (&label.en, &label.zh);
            text!("{en}: {label_en}", "{zh}：{label_zh}")
        }
        (None, _) => failure.message.clone(),
    }
}

/// What stands at a citation, and where.
fn found(cited: &Cited) -> (Text, Option<Place>) {
    let Some(document) = &cited.document else {
        return (text!("an address, which is not looked at", "网址，不会查看"), None);
    };
    let path = &document.local;
    let Some(source) = document.source() else {
        return (text!("`{path}`, which is no text", "`{path}`，不是文本文件"), None);
    };
    let heading = cited.anchor.as_deref().and_then(|anchor| document.outline()?.find(anchor));
    match heading {
        Some(heading) => {
            let title = &heading.title;
            let label = text!("the section “{title}”", "“{title}”一节");
            (label, Some(Place::new(source, heading.span, Text::default())))
        }
        None => {
            let lines = source.text().lines().count();
            let label = text!("`{path}`, {lines} lines", "`{path}`，共 {lines} 行");
            (label, Some(Place::new(source, Span::default(), Text::default())))
        }
    }
}
