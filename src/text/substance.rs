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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
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
    /// Latin for typesetters.
    lorem: usize,
    /// Whether its prose goes round and round: the words outside tables are fewer than those of any text that goes on to something new.
    round: bool,
    /// See [`Weight::rows`]; not words.
    rows: usize,
    /// The first piece still to be written.
    promise: Option<Span>,
    /// How long the section is, in bytes.
    length: usize,
}

/// How long a word is with what stands before it, in bytes, where words are short: a Han character.
const BYTES_A_WORD: usize = 3;

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

impl Tally {
    /// What is counted in a section, without its heading.
    pub(crate) fn of(section: &str) -> Self {
        let mut count = Count { section, hashes: Vec::with_capacity(section.len() / BYTES_A_WORD), ..Count::default() };
        let table = units::each(section, |unit| {
            count.add(unit);
            ControlFlow::Continue(())
        });
        let rows = if table { count.rows } else { count.entries };
        Self { rows, round: goes_round(&mut count.hashes), length: section.len(), ..count.tally }
    }

    /// What the section weighs against the words that are asked of it.
    pub(crate) fn weight(&self, min_words: usize) -> Weight {
        Weight { substance: self.substance(min_words), rows: self.rows }
    }

    fn substance(&self, min_words: usize) -> Substance {
        if let Some(span) = self.promise {
            let rest = self.all - self.promised;
            if rest < min_words.max(12) && (self.promised * 4 >= self.all || rest < 12) || self.promised > rest {
                return Substance::Placeholder(span);
            }
        }
        if self.all == 0 {
            return Substance::Empty;
        }
        if self.lorem * 10 >= self.all * 3 && self.all >= 5 {
            return Substance::Placeholder(Span::new(0, self.length));
        }
        let counted = self.all - self.promised;
        if counted < min_words {
            return Substance::Thin { words: counted };
        }
        if self.is_repetitive(min_words) {
            return Substance::Repetition;
        }
        let fresh = counted.saturating_sub(self.repeated);
        let unbound = self.terse - self.terse_han / 2 >= MAX_TERSE && self.terse * 10 >= self.said * 8;
        if self.said * 2 < fresh || self.said * 2 < min_words || unbound {
            return Substance::Heap;
        }
        Substance::Enough
    }

    /// Half of it stood there before, or its prose goes round and round.
    fn is_repetitive(&self, min_words: usize) -> bool {
        let fresh = self.all.saturating_sub(self.repeated + self.promised);
        self.repeated * 2 >= self.all || (fresh < min_words && self.repeated * 10 >= self.all * 3) || self.round
    }
}

/// A section while it is counted.
#[derive(Debug, Default)]
struct Count<'s> {
    section: &'s str,
    tally: Tally,
    /// The hashes of the words outside tables.
    hashes: Vec<u64>,
    /// What the pieces so far have, by the number and the key of their words.
    seen: BTreeSet<(usize, u64)>,
    /// Filled rows.
    rows: usize,
    /// List items that say something.
    entries: usize,
}

impl Count<'_> {
    fn add(&mut self, unit: &Unit<'_>) {
        let (text, tally) = (unit.text(), &mut self.tally);
        if let Some(found) = unit.marker() {
            let words = count(text);
            tally.all += words;
            tally.promised += words;
            tally.promise.get_or_insert_with(|| place(self.section, unit, found));
            return;
        }
        if unit.kind == (UnitKind::Row { filled: false }) {
            return;
        }
        let before = self.hashes.len();
        let shape = Shape::of(text, &mut self.hashes);
        let words = shape.words;
        tally.all += words;
        tally.lorem += shape.lorem;
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
            tally.repeated += words;
            return;
        }
        match reading(unit.kind, text, &shape) {
            Reading::Said => tally.said += words,
            Reading::Terse => {
                tally.said += words;
                tally.terse += words;
                tally.terse_han += shape.han;
            }
            Reading::Heap => {}
        }
    }
}

/// Whether words of prose, of which these are the hashes, return more than in any text that goes on to something new: there the number
/// of different ones grows at least with the root of the length.
fn goes_round(hashes: &mut Vec<u64>) -> bool {
    let prose = hashes.len();
    let goes_on = |different: usize| prose < MIN_FOR_VARIETY || different.saturating_mul(different) * 4 >= prose * 25;
    // Words of different slots are different: most texts show with their first lines that they go on.
    let mut slots = [0_u64; 64];
    let mut different = 0;
    for hash in &*hashes {
        let bit = 1 << (hash >> 52 & 63);
        if let Some(slot) = slots.get_mut((hash >> 58) as usize).filter(|slot| **slot & bit == 0) {
            *slot |= bit;
            different += 1;
            if goes_on(different) {
                return false;
            }
        }
    }
    hashes.sort_unstable();
    hashes.dedup();
    !goes_on(hashes.len())
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
pub(super) fn weigh(section: &str, min_words: usize) -> Weight {
    Tally::of(section).weight(min_words)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::lexicon::mixed;
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

    proptest! {
        #[test]
        fn a_text_goes_round_as_the_number_of_its_words_tells(words in prop::collection::vec(0_u64..40, 0..200), last in 1_u64..40) {
            let mut hashes: Vec<u64> = words.iter().map(|word| mixed(word % last)).collect();
            let different = hashes.iter().collect::<BTreeSet<_>>().len();
            let expected = words.len() >= MIN_FOR_VARIETY && different * different * 4 < words.len() * 25;
            prop_assert_eq!(goes_round(&mut hashes), expected);
        }
    }
}
