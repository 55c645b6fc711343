//! Whether the text under a heading says something: enough words, in sentences or filled rows, neither a heap of keywords
//! nor the same again, and no placeholder. What a section ought to say is no business of this file.

use std::collections::HashSet;

use super::placeholder::marker;
use super::reading::{Reading, is_han, reading};
use super::units::{Unit, UnitKind, units};
use super::words::words;
use crate::source::Span;

/// What a section weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Substance {
    /// It says something.
    Enough,
    /// It says nothing: no text, or only headings, code and comments.
    Empty,
    /// It says too little.
    Thin {
        /// How many words it has.
        words: usize,
    },
    /// Keywords without sentences.
    Heap,
    /// The same words, sentences or rows over and over.
    Repetition,
    /// It is still to be written; the bytes within the section that say so.
    Placeholder(Span),
}

/// What was counted in a section. Words each.
#[derive(Debug, Default)]
struct Tally {
    all: usize,
    /// In pieces that say that they are still to be written.
    promised: usize,
    /// In pieces that stood there before.
    repeated: usize,
    /// In pieces, standing there for the first time, that read as something said.
    said: usize,
    /// In those of them that nothing binds together.
    terse: usize,
    /// Of these, Han characters: two of them say about as much as a word.
    terse_han: usize,
    /// Outside tables.
    prose: usize,
    /// Different ones, outside tables.
    different: usize,
    /// Latin for typesetters.
    lorem: usize,
    /// The first piece still to be written.
    promise: Option<Span>,
}

/// With fewer words of prose, how often words return tells nothing.
const MIN_FOR_VARIETY: usize = 20;

/// From this many words on, a list in which no small word, number or label stands is a list of keywords.
const MAX_TERSE: usize = 20;

/// What a section, without its heading, weighs against the words that are asked of it.
pub(crate) fn weigh(section: &str, min_words: usize) -> Substance {
    let tally = tally(section);
    if let Some(span) = tally.promise {
        let rest = tally.all - tally.promised;
        if rest < min_words.max(12) && (tally.promised * 4 >= tally.all || rest < 12) || tally.promised > rest {
            return Substance::Placeholder(span);
        }
    }
    if tally.all == 0 {
        return Substance::Empty;
    }
    if tally.lorem * 10 >= tally.all * 3 && tally.all >= 5 {
        return Substance::Placeholder(Span::new(0, section.len()));
    }
    let counted = tally.all - tally.promised;
    if counted < min_words {
        return Substance::Thin { words: counted };
    }
    if tally.is_repetitive(min_words) {
        return Substance::Repetition;
    }
    let fresh = counted.saturating_sub(tally.repeated);
    let unbound = tally.terse - tally.terse_han / 2 >= MAX_TERSE && tally.terse * 10 >= tally.said * 8;
    if tally.said * 2 < fresh || tally.said * 2 < min_words || unbound {
        return Substance::Heap;
    }
    Substance::Enough
}

impl Tally {
    /// Half of it stood there before, or its words are fewer than those of any text that goes on to something new:
    /// the number of different words grows at least with the root of the length.
    fn is_repetitive(&self, min_words: usize) -> bool {
        let fresh = self.all.saturating_sub(self.repeated + self.promised);
        let returning = self.repeated * 2 >= self.all || (fresh < min_words && self.repeated * 10 >= self.all * 3);
        let poor = self.prose >= MIN_FOR_VARIETY && self.different.saturating_mul(self.different) * 4 < self.prose * 25;
        returning || poor
    }
}

fn tally(section: &str) -> Tally {
    let mut tally = Tally::default();
    let mut seen: HashSet<Vec<String>> = HashSet::new();
    let mut different: HashSet<String> = HashSet::new();
    for unit in units(section) {
        let words = words(&unit.text);
        if let Some(found) = marker(&unit.raw) {
            tally.all += words.len();
            tally.promised += words.len();
            tally.promise.get_or_insert_with(|| place(section, &unit, found));
            continue;
        }
        if unit.kind == (UnitKind::Row { filled: false }) {
            continue;
        }
        tally.all += words.len();
        let mut key: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        tally.lorem += key.iter().filter(|word| LOREM.contains(&word.as_str())).count();
        if !matches!(unit.kind, UnitKind::Row { .. }) {
            tally.prose += key.len();
            different.extend(key.iter().cloned());
        }
        key.sort_unstable();
        if key.is_empty() {
            continue;
        }
        if !seen.insert(key) {
            tally.repeated += words.len();
            continue;
        }
        match reading(&unit, &words) {
            Reading::Said => tally.said += words.len(),
            Reading::Terse => {
                tally.said += words.len();
                tally.terse += words.len();
                tally.terse_han += words.iter().filter(|word| word.starts_with(is_han)).count();
            }
            Reading::Heap => {}
        }
    }
    tally.different = different.len();
    tally
}

/// The bytes of the section at which a piece says that it is still to be written.
fn place(section: &str, unit: &Unit<'_>, found: std::ops::Range<usize>) -> Span {
    let said = unit.raw.get(found).unwrap_or_default();
    let block = section.get(unit.span.range()).unwrap_or_default();
    match block.find(said).filter(|_| !said.is_empty()) {
        Some(at) => Span::new(at, at + said.len()).shifted(unit.span.start),
        None => unit.span,
    }
}

#[rustfmt::skip] // one word a line would hide the list
const LOREM: &[&str] = &[
    "lorem", "ipsum", "dolor", "sit", "amet", "consectetur", "adipiscing", "elit", "sed", "eiusmod", "tempor",
    "incididunt", "labore", "dolore", "magna", "aliqua", "enim", "minim", "veniam", "quis", "nostrud", "exercitation",
    "ullamco", "laboris", "nisi", "aliquip", "commodo", "consequat", "duis", "aute", "irure", "reprehenderit",
    "voluptate", "velit", "esse", "cillum", "fugiat", "nulla", "pariatur", "excepteur", "sint", "occaecat",
    "cupidatat", "proident", "sunt", "culpa", "officia", "deserunt", "mollit", "anim", "laborum",
];
