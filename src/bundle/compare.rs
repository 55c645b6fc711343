//! Where two texts part. What either of them is, is not known here.

/// How many bytes are shown before and behind the place.
const BEFORE: usize = 40;
const BEHIND: usize = 60;

/// The first place at which two texts are not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    /// The byte, from 1.
    pub(crate) byte: u64,
    /// The line, from 1.
    pub(crate) line: usize,
    /// What stands around the place in each of the two; empty at the end.
    pub(crate) shown: [String; 2],
}

/// Where two texts part; nowhere where they are the same.
pub(crate) fn first_difference(one: &[u8], other: &[u8]) -> Option<Difference> {
    let at = one.iter().zip(other).position(|(one, other)| one != other);
    let at = at.or_else(|| (one.len() != other.len()).then(|| one.len().min(other.len())))?;
    let line = memchr::memchr_iter(b'\n', one.get(..at).unwrap_or_default()).count() + 1;
    Some(Difference { byte: at as u64 + 1, line, shown: [one, other].map(|text| around(text, at)) })
}

/// The line around a place, or what of it is near. Bytes that are no text are shown as such.
fn around(text: &[u8], at: usize) -> String {
    let before = text.get(at.saturating_sub(BEFORE)..at).unwrap_or_default();
    let before = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let behind = text.get(at..(at + BEHIND).min(text.len())).unwrap_or_default();
    let behind = behind.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let shown = [before, behind].concat();
    // A character that was cut at either end is none.
    String::from_utf8_lossy(&shown).trim_matches('\u{fffd}').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_byte_that_differs_is_told_with_its_line() {
        let told = |one: &str, other: &str| first_difference(one.as_bytes(), other.as_bytes());
        assert_eq!(told("same", "same"), None);
        let difference = told("one\ntwo\nthree", "one\ntwa\nthree").unwrap();
        assert_eq!((difference.byte, difference.line), (7, 2));
        assert_eq!(difference.shown, ["two", "twa"].map(str::to_owned));
        let difference = told("one\n", "one\nmore").unwrap();
        assert_eq!((difference.byte, difference.line, difference.shown), (5, 2, [String::new(), "more".to_owned()]));
        let long = "规".repeat(100);
        let difference = told(&format!("{long}a{long}"), &format!("{long}b{long}")).unwrap();
        assert!(difference.shown[0].contains("规a规") && difference.shown[0].len() < 110, "{difference:?}");
    }
}
