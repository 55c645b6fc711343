//! The nearest known name to what someone wrote. It knows no language but spelling.

use crate::locale::{Text, text};

/// Longer words are not compared: nobody mistypes those, and comparing is quadratic.
const MAX_LENGTH: usize = 80;

/// Words at least this alike are worth a suggestion.
const ALIKE: f64 = 0.85;

/// The candidate that `word` most likely stands for; `None` where none is near enough.
pub(crate) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if word.len() > MAX_LENGTH || word.is_empty() {
        return None;
    }
    let plain = plain(word);
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates.into_iter().filter(|candidate| candidate.len() <= MAX_LENGTH) {
        let score = likeness(&plain, &self::plain(candidate));
        if score >= ALIKE && best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The help that offers a near name.
pub(crate) fn did_you_mean(near: &str) -> Text {
    text!("did you mean `{near}`?", "是否想写 `{near}`？")
}

/// Lower case, with one way to join words.
fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace(['_', ' ', '.'], "-")
}

/// How alike two words are, from 0 to 1. A slip of a letter in three counts as alike, and so does a shared beginning.
fn likeness(one: &str, other: &str) -> f64 {
    let longest = one.chars().count().max(other.chars().count());
    let slips = strsim::damerau_levenshtein(one, other);
    let by_beginning = strsim::jaro_winkler(one, other);
    if slips <= 1.max(longest / 3) && slips < longest { by_beginning.max(ALIKE) } else { by_beginning }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_none() {
        let known = ["statement", "status", "reviewed", "production", "not-applicable", "zh"];
        for (word, found) in [
            ("statment", Some("statement")),
            ("Status", Some("status")),
            ("reveiwed", Some("reviewed")),
            ("prod", Some("production")),
            ("not_applicable", Some("not-applicable")),
            ("zn", Some("zh")),
            ("budget", None),
            ("", None),
            ("模型", None),
        ] {
            assert_eq!(nearest(word, known), found, "{word}");
        }
        assert_eq!(nearest(&"status".repeat(1000), known), None);
    }
}
