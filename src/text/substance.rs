//! Whether the text under a heading says something: enough words, in sentences or filled rows, neither a heap of keywords
//! nor the same again, and no placeholder. What a section ought to say is no business of this file.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::placeholder::says_little;
use super::reading::{Reading, Shape, reading};
use super::units::{self, Unit, UnitKind};
use super::words::count;
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
    /// The hashes of those outside tables.
    hashes: Vec<u64>,
    /// Latin for typesetters.
    lorem: usize,
    /// What the pieces so far have, by the number and the key of their words.
    seen: BTreeSet<(usize, u64)>,
    /// Filled rows; not words.
    rows: usize,
    /// List items that say something; not words.
    entries: usize,
    /// The first piece still to be written.
    promise: Option<Span>,
}

/// With fewer words of prose, how often words return tells nothing.
const MIN_FOR_VARIETY: usize = 20;

/// From this many words on, a list in which no small word, number or label stands is a list of keywords.
const MAX_TERSE: usize = 20;

/// What was found out about a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Weight {
    /// What it weighs.
    pub(crate) substance: Substance,
    /// How many rows of its tables are filled or, without a table, how many items of its lists say something.
    pub(crate) rows: usize,
}

/// What a section, without its heading, weighs against the words that are asked of it.
pub(crate) fn weigh(section: &str, min_words: usize) -> Weight {
    let mut tally = Tally::of(section);
    Weight { substance: substance(section.len(), min_words, &mut tally), rows: tally.rows }
}

fn substance(length: usize, min_words: usize, tally: &mut Tally) -> Substance {
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
        return Substance::Placeholder(Span::new(0, length));
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
    fn of(section: &str) -> Self {
        let mut tally = Self::default();
        let table = units::each(section, |unit| {
            tally.add(section, unit);
            ControlFlow::Continue(())
        });
        tally.rows = if table { tally.rows } else { tally.entries };
        tally
    }

    fn add(&mut self, section: &str, unit: &Unit<'_>) {
        let text = unit.text();
        if let Some(found) = unit.marker() {
            let words = count(text);
            self.all += words;
            self.promised += words;
            self.promise.get_or_insert_with(|| place(section, unit, found));
            return;
        }
        if unit.kind == (UnitKind::Row { filled: false }) {
            return;
        }
        let before = self.hashes.len();
        let shape = Shape::of(text, &mut self.hashes);
        let words = shape.words;
        self.all += words;
        self.lorem += shape.lorem;
        match unit.kind {
            UnitKind::Row { .. } => {
                self.hashes.truncate(before);
                self.rows += 1;
            }
            UnitKind::Item => self.entries += usize::from(!unit.unchecked && is_entry(text, &shape)),
            UnitKind::Sentence => {}
        }
        if words == 0 {
            return;
        }
        if !self.seen.insert((words, shape.key)) {
            self.repeated += words;
            return;
        }
        match reading(unit.kind, text, &shape) {
            Reading::Said => self.said += words,
            Reading::Terse => {
                self.said += words;
                self.terse += words;
                self.terse_han += shape.han;
            }
            Reading::Heap => {}
        }
    }

    /// Half of it stood there before, or its words are fewer than those of any text that goes on to something new:
    /// the number of different words grows at least with the root of the length.
    fn is_repetitive(&mut self, min_words: usize) -> bool {
        let fresh = self.all.saturating_sub(self.repeated + self.promised);
        if self.repeated * 2 >= self.all || (fresh < min_words && self.repeated * 10 >= self.all * 3) {
            return true;
        }
        let prose = self.hashes.len();
        self.hashes.sort_unstable();
        self.hashes.dedup();
        let different = self.hashes.len();
        prose >= MIN_FOR_VARIETY && different.saturating_mul(different) * 4 < prose * 25
    }
}

/// A list item of fewer words, a Han character being one, is a keyword.
const MIN_ENTRY: usize = 3;
const MIN_ENTRY_HAN: usize = 4;

/// Whether a list item says something.
fn is_entry(text: &str, shape: &Shape) -> bool {
    shape.words >= if shape.is_chinese() { MIN_ENTRY_HAN } else { MIN_ENTRY } && !says_little(text)
}

/// The bytes of the section at which a piece says that it is still to be written.
fn place(section: &str, unit: &Unit<'_>, found: &str) -> Span {
    let block = section.get(unit.span.range()).unwrap_or_default();
    match block.find(found).filter(|_| !found.is_empty()) {
        Some(at) => Span::new(at, at + found.len()).shifted(unit.span.start),
        None => unit.span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_filled_rows_count() {
        for (section, expected) in [
            ("| Risk | Owner |\n|---|---|\n", 0),
            ("| Risk | Owner |\n|---|---|\n\n- stop the system\n", 0),
            ("| Risk | Owner |\n|---|---|\n| Bias | Ann |\n| Drift | Bo |\n", 2),
            ("| Risk | Owner |\n|---|---|\n| Bias | |\n| Drift | TBD |\n| Leak | N/A |\n| Loss | - |\n", 0),
            ("| Risk | Owner |\n|---|---|\n| Bias |\n", 0),
            ("| Risk | Owner |\n|---|---|\n| Bias | ~~Ann~~ |\n| Drift | <!-- Ann --> |\n", 0),
            ("| 风险 | 负责人 |\n|---|---|\n| 偏差 | 王芳 |\n| 漂移 | 待定 |\n", 1),
            ("| Group | Passed |\n|---|---|\n| Women | ✅ |\n| Men | ![yes](y.png) |\n", 2),
            ("- stop the system\n- bias\n- TODO write this down\n- 人工接管\n- 监督\n", 2),
            ("- [ ] ask the nurse first\n- [x] asked the nurse first\n", 1),
            ("1. Press the red button\n2. Call the lead by phone\n", 2),
            ("<div hidden>\n\n- stop the system\n\n</div>\n", 0),
            ("prose alone", 0),
        ] {
            assert_eq!(weigh(section, 1).rows, expected, "{section:?}");
        }
    }

    #[test]
    fn a_sentence_may_end_within_its_quotation_marks() {
        for (section, said) in [
            ("Boxes repeat “storm warning tonight.”", true),
            ("Boxes repeat “storm warning tonight”.", true),
            ("Boxes repeat \"storm warning tonight.\" Harbours close.", true),
            ("Boxes repeat “storm warning tonight”", false),
            ("喇叭重播：“今夜大风。”", true),
            ("喇叭重播：「今夜大风。」", true),
            ("喇叭重播“今夜大风”", false),
        ] {
            assert_eq!(weigh(section, 1).substance == Substance::Enough, said, "{section:?}");
        }
    }
}
