//! One pass over a large text for all patterns at once, as searching it for each of sixty patterns would take sixty passes. It only rules
//! patterns out: whether one that is left matches, and where, is for the pattern to say.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

use super::needles::{Needle, Needles};
use crate::evidence::Document;

/// How many bytes a needle has at least to be looked for.
const SHORTEST: usize = 3;
/// How many bytes a key has at most: longer ones are met by chance less often, shorter ones let more places be passed over.
const KEY: usize = 4;
/// How many places of a text may lie from one that is looked at to the next.
const STRIDE: usize = 4;
/// How many words of bits the filter has: far more bits than there are needles.
const WORDS: usize = 1 << 10;

/// The patterns of a rulebook that texts are searched for.
#[derive(Debug, Default)]
pub(super) struct Sweep {
    patterns: Vec<String>,
    ready: OnceLock<Ready>,
}

/// The needles of all of them.
#[derive(Debug)]
struct Ready {
    /// What the answers are kept under.
    id: u64,
    /// The bits of the bytes that a key has.
    mask: u64,
    /// Every so many bytes the text is looked at: each needle is long enough to have a key at such a place, wherever it stands.
    stride: usize,
    /// A bit for the hash of each key.
    filter: Box<[u64; WORDS]>,
    /// The needles, each with the number of its pattern.
    needles: Vec<(Needle, usize)>,
    /// The keys, each with the place in a needle where it stands, and the number of the needle; in the order of their words.
    keys: Vec<(u64, usize, usize)>,
    /// Where the keys of each word of the filter begin; those of the next begin where they end.
    starts: Vec<usize>,
    /// The patterns that have no needles, or too short ones: they are never ruled out.
    always: Vec<u64>,
}

impl Sweep {
    pub(super) fn new(patterns: Vec<String>) -> Self {
        Self { patterns, ready: OnceLock::new() }
    }

    /// Whether the pattern with this number can match somewhere in a document.
    pub(super) fn may_match(&self, document: &Document, pattern: usize) -> bool {
        let ready = self.ready.get_or_init(|| Ready::new(&self.patterns));
        document.swept(ready.id, pattern, |text| ready.sweep(text))
    }
}

impl Ready {
    fn new(patterns: &[String]) -> Self {
        let mut hasher = DefaultHasher::new();
        patterns.hash(&mut hasher);
        let mut ready = Self {
            id: hasher.finish(),
            mask: 0,
            stride: 1,
            filter: Box::new([0; WORDS]),
            needles: Vec::new(),
            keys: Vec::new(),
            starts: Vec::new(),
            always: vec![0; patterns.len().div_ceil(64)],
        };
        let mut least = usize::MAX;
        for (at, pattern) in patterns.iter().enumerate() {
            let needles = Needles::of(pattern).map(Needles::into_all).unwrap_or_default();
            match needles.iter().map(|needle| needle.bytes().len()).min() {
                Some(shortest) if shortest >= SHORTEST => {
                    least = least.min(shortest);
                    ready.needles.extend(needles.into_iter().map(|needle| (needle, at)));
                }
                _ => set(&mut ready.always, at),
            }
        }
        let length = least.min(KEY);
        ready.mask = u64::MAX >> (64 - 8 * length);
        ready.stride = (least - length + 1).min(STRIDE);
        for (number, (needle, _)) in ready.needles.iter().enumerate() {
            for offset in 0..ready.stride {
                let key = key(eight(needle.bytes(), offset), ready.mask);
                let (word, bit) = place(key);
                if let Some(bits) = ready.filter.get_mut(word) {
                    *bits |= bit;
                }
                ready.keys.push((key, offset, number));
            }
        }
        ready.keys.sort_unstable_by_key(|key| (place(key.0).0, *key));
        ready.starts = (0..=WORDS).map(|word| ready.keys.partition_point(|key| place(key.0).0 < word)).collect();
        ready
    }

    /// A bit for each pattern that can match in a text.
    fn sweep(&self, text: &str) -> Vec<u64> {
        let bytes = text.as_bytes();
        let mut found = self.always.clone();
        let mut at = 0;
        while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            self.meet(*eight, bytes, at, &mut found);
            at += self.stride;
        }
        while at < bytes.len() {
            self.meet(eight(bytes, at), bytes, at, &mut found);
            at += self.stride;
        }
        found
    }

    /// Looks closer where a key may stand. It is asked at every few bytes of a text, so it must not be a call.
    #[inline]
    fn meet(&self, eight: [u8; 8], text: &[u8], at: usize, found: &mut [u64]) {
        let key = key(eight, self.mask);
        let (word, bit) = place(key);
        if self.filter.get(word).is_some_and(|bits| bits & bit != 0) {
            self.look((key, word), text, at, found);
        }
    }

    /// Looks for the needles that have this key, which has this word, here.
    #[cold]
    fn look(&self, (key, word): (u64, usize), text: &[u8], at: usize, found: &mut [u64]) {
        let Some(&[from, to]) = self.starts.get(word..word + 2) else { return };
        let keys = self.keys.get(from..to).unwrap_or_default().iter().filter(|(other, _, _)| *other == key);
        for (_, offset, number) in keys {
            let (Some((needle, pattern)), Some(start)) = (self.needles.get(*number), at.checked_sub(*offset)) else {
                continue;
            };
            if !is_set(found, *pattern) && needle.stands_at(text, start) {
                set(found, *pattern);
            }
        }
    }
}

/// The eight bytes from a place on; zeros where the text has ended.
fn eight(bytes: &[u8], at: usize) -> [u8; 8] {
    let bytes = bytes.get(at..).unwrap_or_default();
    std::array::from_fn(|at| bytes.get(at).copied().unwrap_or_default())
}

/// The first bytes of eight, as a number. The bit in which lower case differs is set in all of them: that brings a few together that are
/// not the same letter, and only costs a look.
fn key(eight: [u8; 8], mask: u64) -> u64 {
    (u64::from_le_bytes(eight) | 0x2020_2020_2020_2020) & mask
}

/// The word and the bit of the filter that stand for a key.
fn place(key: u64) -> (usize, u64) {
    // The multiplier of Fibonacci hashing spreads keys over the upper bits.
    let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((hash >> 54) as usize, 1 << (hash >> 48 & 63))
}

fn is_set(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

fn set(bits: &mut [u64], at: usize) {
    if let Some(word) = bits.get_mut(at / 64) {
        *word |= 1 << (at % 64);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Pattern;
    use super::*;
    use crate::evidence::Contents;

    fn document(text: &str) -> Document {
        let contents = Contents { bytes: text.as_bytes().to_vec(), size: text.len() as u64 };
        Document::new(("a.md".into(), "a.md".into()), Ok(contents), "a.md".into(), None)
    }

    #[test]
    fn only_what_cannot_match_is_ruled_out() {
        let patterns = [r"(?i-u:\brisks?\b)|风险", "AI", "[0-9]+ days", r"kill[- ]switch", "人工(监督|接管)"];
        let sweep = Sweep::new(patterns.map(str::to_owned).to_vec());
        for (text, expected) in [
            ("", [false, true, true, false, false]),
            ("RISKS of a kill-switch", [true, true, true, true, false]),
            ("brisk; Kill switch; 人工智能", [false, true, true, false, false]),
            ("风险由人工接管", [true, true, true, false, true]),
        ] {
            let document = document(text);
            let found = [0, 1, 2, 3, 4].map(|pattern| sweep.may_match(&document, pattern));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn what_another_sweep_found_is_not_taken_for_ones_own() {
        let document = document("one");
        let (first, second) = (Sweep::new(vec!["one".to_owned()]), Sweep::new(vec!["two".to_owned()]));
        assert!(first.may_match(&document, 0) && !second.may_match(&document, 0) && first.may_match(&document, 0));
    }

    proptest! {
        #[test]
        fn nothing_that_matches_is_ruled_out(
            patterns in prop::collection::vec("(\\(\\?i-u:\\\\b)?[abAB风]{1,4}(\\[ab\\]|\\(a\\|b\\)\\?)?[ab险]{1,2}", 1..80),
            text in "[abAB风险 ]{0,40}",
        ) {
            let patterns: Vec<_> = patterns.into_iter().map(|it| if it.starts_with("(?i") { format!("{it})") } else { it }).collect();
            let sweep = Sweep::new(patterns.clone());
            let document = document(&text);
            for (at, pattern) in patterns.iter().enumerate() {
                let pattern = Pattern::new(pattern.as_str());
                prop_assume!(pattern.problem(None, crate::source::Span::default()).is_none());
                prop_assert!(sweep.may_match(&document, at) || !pattern.is_match(&text), "{} {}", pattern.as_str(), text);
            }
        }
    }
}
