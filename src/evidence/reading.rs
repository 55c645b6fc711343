//! What a text says, each part of it worked out once, when first asked: its headings, its values, whether it is hollow, what was looked
//! for in it. The text itself is not kept, nor where it lies: projects that hold the same text may share what was found in it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use sha2::{Digest, Sha256};

use super::document::{Data, Kind};
use crate::source::Span;
use crate::text::{Hollow, Outline, Tally, Visible, Weight};

/// What was found in one text so far.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) outline: OnceLock<Outline>,
    pub(super) data: OnceLock<Data>,
    pub(super) hollow: OnceLock<Option<Hollow>>,
    pub(super) swept: OnceLock<(u64, Vec<u64>)>,
    pub(super) visible: OnceLock<Visible>,
    pub(super) licence: OnceLock<Option<(&'static str, Span)>>,
    tallies: Mutex<Vec<(Span, Tally)>>,
}

impl Reading {
    /// What a section weighs against the words that are asked of it.
    pub(super) fn weigh(&self, text: &str, section: Span, min_words: usize) -> Weight {
        let mut tallies = self.tallies.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = tallies.iter().find(|(known, _)| *known == section) {
            return known.weight(min_words);
        }
        drop(tallies);
        let tally = Tally::of(text.get(section.range()).unwrap_or_default());
        tallies = self.tallies.lock().unwrap_or_else(PoisonError::into_inner);
        if tallies.len() < MOST_TALLIES {
            tallies.push((section, tally));
        }
        tally.weight(min_words)
    }
}

/// Of how many sections of one text it is kept what was counted in them.
const MOST_TALLIES: usize = 64;
/// How many texts are kept, and how long such a text may be, in bytes: memory does not grow with the number of projects.
const MOST_TEXTS: usize = 2048;
const LONGEST: usize = 16 * 1024;

/// The readings of short texts that several projects hold: licences, policies, forms of one organisation. Texts are told apart by
/// their SHA-256, which nobody can make two of. Of a text that came once only that is kept: most never come again.
#[derive(Default)]
pub(crate) struct Readings {
    shelves: [Mutex<HashMap<[u8; 32], Kept>>; SHELVES],
}

/// Threads that look for different texts seldom wait for each other.
const SHELVES: usize = 16;

#[derive(Default)]
struct Kept {
    reading: OnceLock<Arc<Reading>>,
    /// Whether it was asked for again since the last clearing.
    again: AtomicBool,
}

impl Readings {
    /// What is known of a text.
    pub(super) fn of(&self, text: &str, kind: Kind) -> Arc<Reading> {
        if text.len() > LONGEST {
            return Arc::default();
        }
        let mut hasher = Sha256::new_with_prefix([kind as u8]);
        hasher.update(text);
        let key: [u8; 32] = hasher.finalize().into();
        let Some(shelf) = self.shelves.get(usize::from(key[0]) % SHELVES) else { return Arc::default() };
        let mut shelf = shelf.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = shelf.get(&key) {
            kept.again.store(true, Ordering::Relaxed);
            return Arc::clone(kept.reading.get_or_init(Arc::default));
        }
        if shelf.len() >= MOST_TEXTS / SHELVES {
            shelf.retain(|_, kept| kept.again.swap(false, Ordering::Relaxed));
            if shelf.len() >= MOST_TEXTS / SHELVES {
                shelf.clear();
            }
        }
        shelf.insert(key, Kept::default());
        Arc::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_in_one_text_of_one_kind_is_kept_once_it_came_again() {
        let readings = Readings::default();
        let again = |text: &str, kind: Kind| {
            let first = readings.of(text, kind);
            let second = readings.of(text, kind);
            assert!(!Arc::ptr_eq(&first, &second));
            second
        };
        let (text, other) = (again("words", Kind::Markdown), again("other words", Kind::Markdown));
        assert!(Arc::ptr_eq(&text, &readings.of("words", Kind::Markdown)));
        assert!(!Arc::ptr_eq(&text, &again("words", Kind::Yaml)) && !Arc::ptr_eq(&text, &other));
        let long = "words ".repeat(LONGEST);
        again(&long, Kind::Markdown);
        again(&long, Kind::Markdown);
    }

    #[test]
    fn no_more_is_kept_than_fits_and_what_comes_again_stays() {
        let readings = Readings::default();
        let [_, often] = [(); 2].map(|()| readings.of("often", Kind::Markdown));
        for number in 0..4 * MOST_TEXTS {
            readings.of(&number.to_string(), Kind::Markdown);
            assert!(Arc::ptr_eq(&often, &readings.of("often", Kind::Markdown)), "{number}");
        }
        let kept: usize = readings.shelves.iter().map(|shelf| shelf.lock().unwrap().len()).sum();
        assert!(kept <= MOST_TEXTS);
    }

    #[test]
    fn a_section_is_weighed_as_the_text_that_it_is() {
        let reading = Reading::default();
        let text = "One two three. Four five six seven eight.";
        for (start, words) in [(15, 1), (15, 20), (0, 1), (15, 1)] {
            let tally = Tally::of(&text[start..]);
            assert_eq!(reading.weigh(text, Span::new(start, text.len()), words), tally.weight(words));
        }
        assert_eq!(reading.tallies.lock().unwrap().len(), 2);
    }
}
