//! One pass over a large text for all patterns at once, as searching it for each of sixty patterns would take sixty passes. It only rules
//! patterns out: whether one that is left matches, and where, is for the pattern to say.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

use super::needles::{Needle, Needles};
use crate::evidence::Document;

/// How many first bytes of a needle are looked up.
const KEY: usize = 3;
/// How many bits the filter has: a power of two, far more than there are needles.
const BITS: usize = 1 << 16;

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
    /// A bit for the hash of each first three bytes.
    filter: Vec<u64>,
    /// Each needle behind its first three bytes, and before its pattern; in order.
    needles: Vec<(u32, Needle, usize)>,
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
            filter: vec![0; BITS / 64],
            needles: Vec::new(),
            always: vec![0; patterns.len().div_ceil(64)],
        };
        for (at, pattern) in patterns.iter().enumerate() {
            let needles = Needles::of(pattern).map(Needles::into_all).unwrap_or_default();
            let keyed: Option<Vec<_>> = needles.into_iter().map(|needle| Some((needle.key()?, needle, at))).collect();
            match keyed.filter(|keyed| !keyed.is_empty()) {
                Some(keyed) => {
                    for (key, _, _) in &keyed {
                        set(&mut ready.filter, hash(*key));
                    }
                    ready.needles.extend(keyed);
                }
                None => set(&mut ready.always, at),
            }
        }
        ready.needles.sort_by_key(|(key, _, _)| *key);
        ready
    }

    /// A bit for each pattern that can match in a text.
    fn sweep(&self, text: &str) -> Vec<u64> {
        let bytes = text.as_bytes();
        let mut found = self.always.clone();
        let mut key = 0;
        for (end, &byte) in bytes.iter().enumerate() {
            key = key >> 8 | u32::from(byte | CASE) << 16;
            if is_set(&self.filter, hash(key)) && end + 1 >= KEY {
                self.look(key, bytes, end + 1 - KEY, &mut found);
            }
        }
        found
    }

    /// Looks for the needles that begin so.
    fn look(&self, key: u32, text: &[u8], at: usize, found: &mut [u64]) {
        let from = self.needles.partition_point(|(other, _, _)| *other < key);
        let needles = self.needles.get(from..).unwrap_or_default();
        for (_, needle, pattern) in needles.iter().take_while(|(other, _, _)| *other == key) {
            if needle.stands_at(text, at) {
                set(found, *pattern);
            }
        }
    }
}

/// The bit in which lower case differs. It is set in every byte of a key: that brings a few bytes together that are not the same letter,
/// and only costs a look.
const CASE: u8 = 0x20;

impl Needle {
    fn key(&self) -> Option<u32> {
        let [one, two, three] = *self.bytes().first_chunk::<KEY>()?;
        Some(u32::from_le_bytes([one | CASE, two | CASE, three | CASE, 0]))
    }
}

/// The bit of the filter that stands for a key.
fn hash(key: u32) -> usize {
    // The multiplier of Fibonacci hashing spreads keys over the upper half.
    usize::try_from(key.wrapping_mul(0x9E37_79B1) >> 16).unwrap_or_default()
}

fn set(bits: &mut [u64], at: usize) {
    if let Some(word) = bits.get_mut(at / 64) {
        *word |= 1 << (at % 64);
    }
}

fn is_set(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Pattern;
    use super::*;
    use crate::evidence::Contents;

    fn document(text: &str) -> Document {
        let contents = Contents { bytes: text.as_bytes().to_vec(), size: text.len() as u64 };
        Document::new("a.md".into(), "a.md".into(), Ok(contents), "a.md".into())
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
