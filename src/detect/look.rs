//! One file held against the items that it could be evidence for: which of their checks hold in it, and whether that is reason enough to
//! propose it. Which of several proposals are the best is settled elsewhere.

mod others;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use jiff::civil::Date;

use others::{Others, others};

use super::names::{Named, Strength};
use super::subjects::{Subject, Subjects};
use super::{Proposal, locked, names, places, subjects};
use crate::check::{Check, Kind, Look, Outcome, Part};
use crate::evidence::Document;
use crate::expr::{Scope, Value};
use crate::locale::{Text, text};
use crate::pack::Item;
use crate::text::{Heading, Substance};

/// A section that is shorter than asked for, and has this many words, says something already.
const SAYS_SOMETHING: usize = 15;
/// How many of the things that are missing are told.
const MOST_LACKS: usize = 3;

/// What checks need to look at files.
pub(super) struct Desk<'i> {
    pub(super) items: &'i [Item],
    pub(super) subjects: &'i Subjects<'i>,
    /// Which sections a title stands for: many files have the same ones.
    pub(super) titles: Mutex<HashMap<String, Arc<[usize]>>>,
    pub(super) today: Date,
}

/// A file that could be evidence for an item.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The index of the item.
    pub(super) item: usize,
    pub(super) proposal: Proposal,
    /// What is cited.
    pub(super) part: Part,
    /// The checks of the item that hold in it.
    pub(super) held: Vec<usize>,
    /// How much speaks for it.
    pub(super) score: usize,
    /// Whether its name alone says what it is.
    pub(super) is_strong: bool,
}

/// What the sections of one file are to one item.
#[derive(Default)]
struct Seen<'d> {
    /// The checks that a section carries, each with the first heading that does.
    held: BTreeMap<usize, &'d Heading>,
    /// A section on the item's subject that is carried.
    subject: Option<&'d Heading>,
    /// A section on the item's subject that says something of what it should, though not enough.
    near: Option<&'d Heading>,
    /// The sections on the item's subject that are not carried, each with the fewest words with which it says something. Whether it does
    /// is found out only where that decides.
    begun: Vec<(&'d Heading, usize)>,
    /// How many checks ask for a section.
    asked: usize,
    /// Whether one of them asks for one on the item's subject.
    has_subject: bool,
}

impl Desk<'_> {
    /// What a file could be evidence for.
    pub(super) fn look(&self, document: &Arc<Document>, named: &[Named], is_page: bool) -> Vec<Candidate> {
        let sound = document.data().is_none_or(|data| data.problems.is_empty() || !document.is_data());
        if document.source().is_none() || !sound {
            return Vec::new();
        }
        let mut by_item =
            if is_page || !named.is_empty() { self.sections(document, named, is_page) } else { BTreeMap::new() };
        let by_value = is_page && document.is_data();
        for item in named.iter().map(|named| named.item).chain((0..self.items.len()).filter(|_| by_value)) {
            by_item.entry(item).or_default();
        }
        let candidate = |(item, seen): (usize, Seen<'_>)| {
            let strength = named.iter().find(|named| named.item == item).map(|named| named.strength);
            self.weigh(item, document, &seen, strength)
        };
        let candidates: Vec<_> = by_item.into_iter().filter_map(candidate).collect();
        // Only where something would be proposed is it worth finding out that the file says nothing.
        if candidates.is_empty() || document.hollow().is_some() { Vec::new() } else { candidates }
    }

    /// The candidates as what they are links to, but for those that are no evidence of their item under that path.
    pub(super) fn moved(&self, mut candidates: Vec<Candidate>, real: &str) -> Vec<Candidate> {
        candidates.retain_mut(|candidate| {
            if candidate.proposal.path != real {
                real.clone_into(&mut candidate.proposal.path);
            }
            let accept = self.items.get(candidate.item).and_then(|item| item.evidence.accept.as_ref());
            accept.is_none_or(|accept| accept.is_match(real))
        });
        candidates
    }

    /// What its sections are to each item: to all of them where it is a page, else to those that its name speaks for.
    fn sections<'d>(&self, document: &'d Arc<Document>, named: &[Named], is_page: bool) -> BTreeMap<usize, Seen<'d>> {
        let mut by_item: BTreeMap<usize, Seen<'_>> = BTreeMap::new();
        let Some(outline) = document.outline() else { return by_item };
        let is_named = |item: usize| named.iter().any(|named| named.item == item);
        let mut meant: Vec<_> = Vec::new();
        for (at, heading) in outline.headings.iter().enumerate() {
            let subjects = self.meant(&heading.title);
            meant.extend(subjects.iter().filter_map(|&subject| Some((self.subjects.0.get(subject)?, at, heading))));
        }
        meant.retain(|(subject, ..)| (is_page || is_named(subject.item)) && subject.whole.concerns(&document.local));
        // Where the name says nothing and too few facets have a heading, it need not be found out what stands under these.
        let checks: BTreeSet<_> = meant.iter().map(|(subject, ..)| (subject.item, subject.check)).collect();
        let headed = |item: usize| checks.range((item, 0)..(item + 1, 0)).count();
        let may_count = |subject: &Subject<'_>| subjects::are_most(headed(subject.item), subject.asked);
        meant.retain(|(subject, ..)| {
            !subject.stands_alone || document.is_data() || is_named(subject.item) || may_count(subject)
        });
        // Facets are looked at only where they can add to something: most pages have some of some item.
        meant.sort_by_key(|(subject, at, _)| (!subject.is_subject, *at));
        for (subject, at, heading) in meant {
            let begun = by_item.get(&subject.item);
            let is_wanted = subject.is_subject || subject.stands_alone || is_named(subject.item);
            let is_known = begun.is_some_and(|seen| seen.held.contains_key(&subject.check));
            if is_known || !is_wanted && begun.is_none_or(|seen| seen.subject.or(seen.near).is_none()) {
                continue;
            }
            let begin = || Seen { asked: subject.asked, has_subject: !subject.stands_alone, ..Seen::default() };
            let seen = by_item.entry(subject.item).or_insert_with(begin);
            let part = Part { document: Arc::clone(document), heading: Some(at) };
            seen.add(subject, heading, self.holds(subject, part), document);
        }
        by_item
    }

    /// The sections that a title stands for.
    fn meant(&self, title: &str) -> Arc<[usize]> {
        if let Some(known) = locked(&self.titles).get(title) {
            return Arc::clone(known);
        }
        let found: Arc<[usize]> = self.subjects.matching(title).into();
        locked(&self.titles).insert(title.to_owned(), Arc::clone(&found));
        found
    }

    fn holds(&self, subject: &Subject<'_>, part: Part) -> bool {
        let look = |item| look(subject.whole, item, vec![part], self.today);
        self.items.get(subject.item).is_some_and(|item| subject.section.holds(&look(item)))
    }

    /// The candidate that a file is, where enough speaks for it.
    fn weigh(
        &self,
        at: usize,
        document: &Arc<Document>,
        seen: &Seen<'_>,
        strength: Option<Strength>,
    ) -> Option<Candidate> {
        let item = self.items.get(at)?;
        if !item.evidence.accept.as_ref().is_none_or(|accept| accept.is_match(&document.local)) {
            return None;
        }
        let whole = Part { document: Arc::clone(document), heading: None };
        let others =
            if strength.is_some() || document.is_data() { others(item, &whole, self.today) } else { Others::default() };
        let sections = seen.held.len();
        // Facets count only where there is no section that says outright what it is about.
        let by_heading =
            seen.subject.or(seen.near).is_some() || !seen.has_subject && subjects::are_most(sections, seen.asked);
        let by_name = match strength {
            Some(_) if by_heading || others.telling > 0 || sections > 0 && sections * 2 >= seen.asked => true,
            Some(Strength::Strong) => {
                sections > 0
                    || seen.words(document).is_some()
                    || seen.begun.is_empty() && (others.words_tell() || item.checks.is_empty())
            }
            Some(Strength::Weak) => places::is_licence(&document.path) && others.words > 1 && others.words_tell(),
            None => false,
        };
        let by_value = document.is_data() && others.telling * 2 > others.telling_asked;
        if !by_heading && !by_name && !by_value {
            return None;
        }
        let is_general = places::stem(&document.path).starts_with("readme");
        let heading = (strength != Some(Strength::Strong)).then(|| seen.best(document)).flatten();
        let anchor = heading.and_then(|heading| anchor(document, heading));
        let part = Part { heading: anchor.as_ref().and_then(|anchor| place(document, anchor)), ..whole };
        let why = why(strength.filter(|_| by_name), seen.best(document), others.telling > 0);
        let mut held: Vec<_> = seen.held.keys().copied().chain(others.held).collect();
        held.sort_unstable();
        // A name in the item's own words counts most, then a section that its check would pass; all else parts those that are alike.
        let score = 4 * usize::from(strength == Some(Strength::Strong))
            + usize::from(by_name)
            + 3 * usize::from(seen.subject.is_some())
            + 2 * sections
            + others.telling
            + usize::from(!is_general);
        Some(Candidate {
            item: at,
            proposal: Proposal { path: document.local.clone(), anchor, why },
            part,
            held,
            score,
            is_strong: strength == Some(Strength::Strong),
        })
    }
}

impl<'d> Seen<'d> {
    fn add(&mut self, subject: &Subject<'_>, heading: &'d Heading, holds: bool, document: &Document) {
        if holds {
            self.held.entry(subject.check).or_insert(heading);
            if subject.is_subject {
                self.subject.get_or_insert(heading);
            }
            return;
        }
        if !subject.is_subject {
            return;
        }
        let few = SAYS_SOMETHING.min(subject.section.min_words);
        self.begun.push((heading, few));
        // A title in the item's own words needs no more; another one must go on to say what is asked for.
        let is_own = || names::shares(&heading.title.to_lowercase(), &subject.own);
        let is_tight = || subjects::is_tight(&heading.title, &subject.section.heading);
        let says_it = || is_own() || subject.section.is_said(document, heading);
        if self.near.is_none() && is_tight() && says_it() && says_something(document, heading, few) {
            self.near = Some(heading);
        }
    }

    /// A section on the item's subject that says something, whatever it is.
    fn words(&self, document: &Document) -> Option<&'d Heading> {
        self.begun.iter().find(|(heading, few)| says_something(document, heading, *few)).map(|(heading, _)| *heading)
    }

    /// The heading to cite: one on the subject; none where several facets make it up together.
    fn best(&self, document: &Document) -> Option<&'d Heading> {
        let only = || self.held.values().next().copied().filter(|_| self.held.len() == 1);
        self.subject.or(self.near).or_else(|| self.words(document)).or_else(only)
    }
}

/// Whether a section that is too short for its check says something all the same, in a few words.
fn says_something(document: &Document, heading: &Heading, few: usize) -> bool {
    document.weigh(heading.body, few).is_some_and(|weight| weight.substance == Substance::Enough)
}

/// The anchor of a heading, or of the nearest above it that has one.
fn anchor(document: &Document, heading: &Heading) -> Option<String> {
    let outline = document.outline()?;
    let with_anchor =
        std::iter::once(heading).chain(outline.above(heading)).find(|heading| !heading.slug.is_empty())?;
    // The title of the whole page is the page.
    let is_title =
        with_anchor.level == 1 && outline.headings.first().is_some_and(|first| first.span == with_anchor.span);
    (!is_title).then(|| with_anchor.slug.clone())
}

/// The heading of an anchor, as an index.
fn place(document: &Document, anchor: &str) -> Option<usize> {
    document.outline()?.headings.iter().position(|heading| heading.slug == anchor)
}

fn why(named: Option<Strength>, heading: Option<&Heading>, by_value: bool) -> Text {
    let heading = heading.map(|heading| heading.title.as_str());
    match (named, heading, by_value) {
        (Some(_), Some(title), _) => text!("its name, and the heading “{title}”", "文件名相符，且有标题“{title}”"),
        (Some(_), None, true) => text!("its name, and the values that it holds", "文件名相符，且有所需的数值"),
        (Some(_), None, false) => text!("its name, and what it says", "文件名和内容相符"),
        (None, Some(title), _) => text!("the heading “{title}”", "标题“{title}”"),
        (None, None, true) => text!("the values that it holds", "有所需的数值"),
        (None, None, false) => text!("several of its headings", "其中多个标题相符"),
    }
}

/// What the checks of an item miss in what is proposed for it.
pub(super) fn lacks(item: &Item, chosen: &[Candidate], today: Date) -> Vec<Text> {
    let parts = || chosen.iter().map(|candidate| candidate.part.clone()).collect();
    let failed = item.checks.iter().filter_map(|check| match check.kind {
        Kind::Expr(_) => None,
        _ if check.whole_project => None,
        Kind::Files(_) | Kind::Section(_) | Kind::Text(_) | Kind::Value(_) | Kind::Agree(_) => {
            match outcome(check, item, parts(), today) {
                Outcome::Failed(failures) => failures.into_iter().next(),
                Outcome::Held { .. } | Outcome::Skipped | Outcome::Fault(_) => None,
            }
        }
    });
    failed.map(|failure| failure.message).take(MOST_LACKS).collect()
}

fn outcome(check: &Check, item: &Item, mut parts: Vec<Part>, today: Date) -> Outcome {
    parts.retain(|part| check.concerns(&part.document.local));
    check.evaluate(&look(check, item, parts, today))
}

fn look<'a>(check: &Check, item: &'a Item, parts: Vec<Part>, today: Date) -> Look<'a> {
    Look { parts, scope: &Nothing, today, title: &item.title, item: &item.id, worded: check.message.is_some() }
}

/// No project is known yet, and no check that is asked here looks at one.
struct Nothing;

impl Scope for Nothing {
    fn variable(&self, _: &str) -> Option<Value> {
        None
    }
}
