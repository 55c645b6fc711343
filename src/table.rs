//! Tables: the patterns of the embedded packs, those in their paths too, as automata that were worked out when guiju was built, so that
//! holding one against a text costs no building. A table is asked from each place of the text on; it says whether there is a match, not
//! where one ends.
//!
//! A table is a row of bytes. The first 256 say for each byte from which states to begin in it leads somewhere, a bit for each of them.
//! 16-bit words follow, little-endian. The first five are the states to begin in, by what stands before. A state is the number of its
//! first word: how many ranges follow, and whether the end of the text makes it a match. A range has two words: its first and last byte,
//! and the state they lead to. Bytes that no range holds lead nowhere.

pub(crate) mod asked;

use std::ops::Range;

include!(concat!(env!("OUT_DIR"), "/patterns.rs"));

/// The state from which nothing matches.
const DEAD: u16 = 0;
/// The state that proves a match.
const MATCH: u16 = 1;
/// The bit of a state's first word that says: at the end of the text it matches.
const AT_END: u16 = 1 << 15;
/// How many states to begin in a table names.
const BEFORE: usize = 5;
/// Which of them holds at the beginning of a text.
const AT_START: usize = 0;
/// How many steps may be taken for each byte of a text: looking on from each place could take as many as the text is long.
const STEPS: usize = 8;

/// The table of a pattern.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table {
    bytes: &'static [u8],
    /// From which states to begin in each byte leads somewhere.
    leading: &'static [u8; 256],
    /// The states to begin in.
    starts: [u16; BEFORE],
}

impl Table {
    /// The table of a pattern, if the build made one of it.
    pub(crate) fn of(pattern: &str) -> Option<Self> {
        let at = PATTERNS.binary_search_by(|(text, _)| (*text).cmp(pattern)).ok()?;
        let (_, range) = PATTERNS.get(at)?;
        Self::new(TABLES.get(range.clone())?)
    }

    fn new(bytes: &'static [u8]) -> Option<Self> {
        let (leading, rest) = bytes.split_first_chunk()?;
        let starts = rest.as_chunks::<2>().0.first_chunk::<BEFORE>()?.map(u16::from_le_bytes);
        Some(Self { bytes, leading, starts })
    }

    /// Whether the pattern matches somewhere in a text. None where that would take too many steps.
    pub(crate) fn is_match(&self, text: &str) -> Option<bool> {
        let mut left = text.len().saturating_mul(STEPS);
        let bytes = text.as_bytes();
        for (at, &byte) in bytes.iter().enumerate() {
            let leading = *self.leading.get(usize::from(byte))?;
            if leading == 0 {
                continue;
            }
            let before = at.checked_sub(1).and_then(|at| bytes.get(at)).map_or(AT_START, |&byte| behind(byte));
            if leading >> before & 1 == 1 && self.goes_on(*self.starts.get(before)?, bytes.get(at..)?, &mut left)? {
                return Some(true);
            }
        }
        Some(false)
    }

    /// Whether a match that has come to `state` comes to its end in what follows.
    fn goes_on(&self, mut state: u16, rest: &[u8], left: &mut usize) -> Option<bool> {
        for &byte in rest {
            *left = left.checked_sub(1)?;
            state = self.step(state, byte);
            match state {
                DEAD => return Some(false),
                MATCH => return Some(true),
                _ => {}
            }
        }
        Some(self.state(state).is_some_and(|(at_end, _)| at_end))
    }

    /// Where a byte leads.
    fn step(&self, state: u16, byte: u8) -> u16 {
        let Some((_, ranges)) = self.state(state) else { return DEAD };
        for &[first, last, low, high] in ranges {
            if byte <= last {
                return if byte < first { DEAD } else { u16::from_le_bytes([low, high]) };
            }
        }
        DEAD
    }

    /// Whether the end of the text makes a state a match, and its ranges, in the order of their bytes.
    fn state(&self, state: u16) -> Option<(bool, &'static [[u8; 4]])> {
        if state <= MATCH {
            return None;
        }
        let (head, rest) = self.bytes.get(2 * usize::from(state)..)?.split_first_chunk()?;
        let head = u16::from_le_bytes(*head);
        let (ranges, _) = rest.get(..4 * usize::from(head & !AT_END))?.as_chunks();
        Some((head & AT_END != 0, ranges))
    }
}

/// Which state to begin in holds behind a byte: a line feed, a carriage return, one of a word, or any other.
fn behind(byte: u8) -> usize {
    match byte {
        b'\n' => 1,
        b'\r' => 2,
        b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => 3,
        _ => 4,
    }
}

#[cfg(test)]
#[path = "../build/table.rs"]
mod made_by_the_build;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    fn table(pattern: &str) -> Option<Table> {
        let bytes: Vec<u8> = made_by_the_build::table(pattern)?.into_iter().flat_map(u16::to_le_bytes).collect();
        Table::new(bytes.leak())
    }

    #[test]
    fn a_table_finds_what_the_pattern_finds() {
        for (pattern, text, expected) in [
            (r"(?i-u:\brisks?\b)|风险", "No RISK.", true),
            (r"(?i-u:\brisks?\b)|风险", "a brisk walk", false),
            (r"(?i-u:\brisks?\b)|风险", "使用Risk", true),
            (r"(?i-u:\brisks?\b)|风险", "有风，无险；有风险", true),
            (r"(?m)^expires:[ \t]*20", "x\nexpires: 20", true),
            (r"(?m)^expires:[ \t]*20", "x expires: 20", false),
            (r"^results$", "results", true),
            (r"^results$", "results ", false),
            (r"(?s)a.*b|c", "xxaxx\nxb", true),
            (r"[^.。]{2}。", "一二。", true),
            (r"[^.。]{2}。", "一。二。", false),
        ] {
            assert_eq!(table(pattern).unwrap().is_match(text), Some(expected), "{pattern} {text}");
        }
    }

    #[test]
    fn what_matches_nothing_at_all_or_is_no_pattern_has_no_table() {
        for pattern in ["", "a*", "(?-u:\\b)", "a(", "^$"] {
            assert!(table(pattern).is_none(), "{pattern}");
        }
    }

    #[test]
    fn a_text_that_takes_too_many_steps_is_given_up() {
        let text = "a".repeat(10_000);
        assert_eq!(table("(?s)a.*b").unwrap().is_match(&text), None);
    }

    #[test]
    fn a_cut_or_broken_table_says_something_and_does_not_panic() {
        let words = made_by_the_build::table("(?i-u:\\brisks?\\b)|风险|[0-9]+%").unwrap();
        let bytes: Vec<u8> = words.into_iter().flat_map(u16::to_le_bytes).collect();
        let bytes: &'static [u8] = bytes.leak();
        for cut in 0..bytes.len() {
            if let Some(table) = Table::new(&bytes[..cut]) {
                table.is_match("a Risk of 12 % or 13%, 风险");
            }
        }
    }

    #[test]
    fn the_patterns_of_embedded_paths_have_tables() {
        let mut asked = 0;
        for (pattern, _) in PATTERNS.iter().filter(|(pattern, _)| pattern.starts_with("(?R)")) {
            assert!(Table::of(pattern).is_some(), "{pattern}");
            asked += 1;
        }
        assert!(asked >= 10, "{asked}");
    }

    /// A pattern of the forms that packs use.
    fn pattern() -> impl Strategy<Value = String> {
        let leaf = prop::sample::select(vec![
            "a",
            "b",
            "ab",
            "风",
            "险",
            "[ab]",
            "[^a。]",
            "[0-9]",
            "a?",
            "b*",
            "[ab]+",
            "(?s:.)*",
            "[^.。]{0,3}",
            "(?-u:\\b)",
            "(?i-u:\\bAb?\\b)",
            "(?i:B)",
            "(?m:^)",
            "(?m:$)",
            "^",
            "$",
            "\\.",
            " ",
        ]);
        leaf.prop_map(str::to_owned).prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.concat()),
                prop::collection::vec(inner, 1..4).prop_map(|parts| format!("({})", parts.join("|"))),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_table_agrees_with_the_regex(pattern in pattern(), texts in prop::collection::vec("[abAB0 .。风险\n\r_]{0,12}", 8)) {
            let Some(table) = table(&pattern) else { return Ok(()) };
            let regex = Regex::new(&pattern).unwrap();
            for text in texts {
                if let Some(found) = table.is_match(&text) {
                    prop_assert_eq!(found, regex.is_match(&text), "{} {:?}", pattern, text);
                }
            }
        }

        /// Pieces of the patterns themselves come close to matching, and often do.
        #[test]
        fn the_embedded_tables_agree_with_their_patterns(
            from in 0..PATTERNS.len(), of in 0..PATTERNS.len(), cuts in prop::collection::vec((0..400_usize, 1..9_usize), 1..30),
        ) {
            let (pattern, source) = (PATTERNS[from].0, PATTERNS[of].0);
            let own: Vec<char> = pattern.chars().chain(source.chars()).filter(|c| !"()?|*+\\".contains(*c)).collect();
            let piece = |&(at, length): &(usize, usize)| {
                own.iter().cycle().skip(at % own.len()).take(length).collect::<String>()
            };
            let text = cuts.iter().map(piece).collect::<Vec<_>>().join(" ");
            let table = Table::of(pattern).unwrap();
            let expected = Regex::new(pattern).unwrap().is_match(&text);
            if let Some(found) = table.is_match(&text) {
                prop_assert_eq!(found, expected, "{} {:?}", pattern, text);
            }
        }
    }
}
