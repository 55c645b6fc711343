//! Words as numbers: a hash that does not see case, and sets of small words, characters and bytes that are worked out when the
//! program is built. Which stand in a set, others say.

use super::words::Word;

/// The hash of a word, the same in upper and lower case. Equal words have equal hashes; that unequal ones do is as good
/// as impossible by chance, and gains nobody anything.
pub(super) fn hash(word: Word<'_>) -> u64 {
    let word = match word {
        Word::Han(c) => return u64::from(c),
        Word::Ascii(word) => return word.hash,
        Word::Other(word) => word,
    };
    let mut bytes = [0; 4];
    word.chars().flat_map(char::to_lowercase).fold(SEED, |hash, c| c.encode_utf8(&mut bytes).bytes().fold(hash, step))
}

/// Mixes a hash so that sums of several tell which words were summed, whatever their order.
pub(super) const fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}

/// The hash of no word yet, by FNV-1a: <http://www.isthe.com/chongo/tech/comp/fnv/>.
pub(super) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of a word with one byte more.
pub(super) const fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}

/// A set of words, open-addressed; 0 is no word.
#[derive(Debug)]
pub(super) struct Lexicon([u64; SLOTS]);

/// More than twice as many as the longest list has words.
const SLOTS: usize = 512;

impl Lexicon {
    /// The set of `words`, which are in lower case and fewer than there are slots.
    pub(super) const fn of(words: &[&str]) -> Self {
        let mut slots = [0; SLOTS];
        let mut next = 0;
        while next < words.len() {
            let word = words[next].as_bytes();
            let mut hash = SEED;
            let mut at = 0;
            while at < word.len() {
                hash = step(hash, word[at]);
                at += 1;
            }
            let mut slot = first(hash);
            while slots[slot] != 0 && slots[slot] != hash {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = hash;
            next += 1;
        }
        Self(slots)
    }

    /// Whether the word with this hash is in it.
    pub(super) fn holds(&self, hash: u64) -> bool {
        let mut slot = first(hash);
        // There are fewer words than slots: an empty one ends the search.
        loop {
            match self.0[slot] {
                0 => return false,
                found if found == hash => return true,
                _ => slot = (slot + 1) % SLOTS,
            }
        }
    }
}

const fn first(hash: u64) -> usize {
    (hash >> 40) as usize % SLOTS
}

/// A set of characters between U+4E00 and U+9FFF, where the common Han characters are.
#[derive(Debug)]
pub(super) struct HanSet([u64; 328]);

impl HanSet {
    /// The set of the characters of `text`, each of them of three bytes.
    pub(super) const fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut bits = [0; 328];
        let mut at = 0;
        while at + 2 < bytes.len() {
            let (a, b, c) = (bytes[at] as usize, bytes[at + 1] as usize, bytes[at + 2] as usize);
            let index = (((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f)) - 0x4e00;
            bits[index / 64] |= 1 << (index % 64);
            at += 3;
        }
        Self(bits)
    }

    /// Whether the character is in it.
    pub(super) fn holds(&self, c: char) -> bool {
        let index = (c as usize).wrapping_sub(0x4e00);
        self.0.get(index / 64).is_some_and(|bits| bits >> (index % 64) & 1 == 1)
    }
}

/// A set of bytes, to be looked for in a text.
#[derive(Debug)]
pub(super) struct Bytes([bool; 256]);

impl Bytes {
    /// The set of `bytes`.
    pub(super) const fn of(bytes: &[u8]) -> Self {
        let mut holds = [false; 256];
        let mut next = 0;
        while next < bytes.len() {
            holds[bytes[next] as usize] = true;
            next += 1;
        }
        Self(holds)
    }

    /// And all bytes that are not ASCII.
    pub(super) const fn or_wide(mut self) -> Self {
        let mut next = 128;
        while next < self.0.len() {
            self.0[next] = true;
            next += 1;
        }
        self
    }

    /// Whether the byte is in it.
    pub(super) fn holds(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }

    /// The place of the first byte of `text`, from the byte `from` on, that is in it.
    pub(super) fn find(&self, text: impl AsRef<[u8]>, from: usize) -> Option<usize> {
        let bytes = text.as_ref().get(from..)?;
        Some(from + bytes.iter().position(|byte| self.holds(*byte))?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::Ascii;
    use super::*;

    static WORDS: Lexicon = Lexicon::of(&["a", "the", "für", "не"]);
    static HAN: HanSet = HanSet::of("的了龥");

    fn of(word: &str) -> Word<'_> {
        if word.is_ascii() { Word::Ascii(Ascii::of(word)) } else { Word::Other(word) }
    }

    #[test]
    fn a_set_holds_its_words_in_any_case() {
        for word in ["a", "A", "The", "THE", "Für", "FÜR", "НЕ", "не"] {
            assert!(WORDS.holds(hash(of(word))), "{word}");
        }
        for word in ["", "th", "them", "fur", "н"] {
            assert!(!WORDS.holds(hash(of(word))), "{word}");
        }
    }

    #[test]
    fn a_set_of_characters_holds_them_alone() {
        assert!(['的', '了', '龥'].into_iter().all(|c| HAN.holds(c)));
        assert!(!['是', 'a', '\u{0}', '\u{9fff}', '\u{20000}', '。'].into_iter().any(|c| HAN.holds(c)));
    }

    #[test]
    fn a_set_of_bytes_is_found_from_a_place_on() {
        static STOPS: Bytes = Bytes::of(b".!\xe3");
        for (from, expected) in [(0, Some(1)), (1, Some(1)), (2, Some(3)), (4, None), (6, None), (7, None)] {
            assert_eq!(STOPS.find("a.b。", from), expected, "{from}");
        }
    }

    #[test]
    fn sums_tell_words_and_not_their_order() {
        let sum = |words: &[&str]| words.iter().fold(0_u64, |sum, word| sum.wrapping_add(mixed(hash(of(word)))));
        assert_eq!(sum(&["stop", "the", "system"]), sum(&["System", "the", "stop"]));
        assert_ne!(sum(&["stop", "the", "system"]), sum(&["stop", "the", "systems"]));
        assert_ne!(sum(&["stop"]), sum(&["stop", "stop", "stop"]));
    }
}
