//! The nearest known name to what someone wrote. It knows no language but spelling.

use crate::locale::{Text, text};

/// Longer words are not compared: nobody mistypes those, and comparing is quadratic.
const MAX_LENGTH: usize = 80;

/// How many slips a word may hold and still be sure to stand for its neighbour.
const SLIGHT: usize = 2;

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
        let score = alike(&plain, &self::plain(candidate));
        if score >= ALIKE && best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Whether a word can stand for nothing but this near name: it is a slip or two away, and no other candidate is nearly as near.
pub(crate) fn is_unmistakable<'c>(word: &str, near: &str, candidates: impl IntoIterator<Item = &'c str>) -> bool {
    let plain = plain(word);
    let slips = |candidate: &str| strsim::damerau_levenshtein(&plain, &self::plain(candidate));
    let own = slips(near);
    let length = plain.chars().count().max(near.chars().count());
    let slight = own <= SLIGHT && own * 3 <= length;
    slight && candidates.into_iter().all(|other| other == near || other.len() > MAX_LENGTH || slips(other) > own + 1)
}

/// The help that offers a near name.
pub(crate) fn did_you_mean(near: &str) -> Text {
    text!("did you mean `{near}`?", "是否想写 `{near}`？")
}

/// Lower case, with one way to join words.
fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace(['_', ' ', '.'], "-")
}

/// How alike two names are, from 0 to 1. Of two ids or paths no part may be less alike: what they share before the last `/` says nothing of
/// what is behind it.
fn alike(one: &str, other: &str) -> f64 {
    match (one.rsplit_once('/'), other.rsplit_once('/')) {
        (Some((head, name)), Some((other_head, other_name))) => {
            likeness(head, other_head).min(likeness(name, other_name))
        }
        _ => likeness(one, other),
    }
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
        let known = ["people/human-role", "people/purpose", "security/red-team"];
        for (word, found) in [
            ("people/purpse", Some("people/purpose")),
            ("poeple/purpose", Some("people/purpose")),
            ("people/child-safety", None),
            ("people/labour", None),
            ("security/red", Some("security/red-team")),
        ] {
            assert_eq!(nearest(word, known), found, "{word}");
        }
    }

    #[test]
    fn a_slip_is_sure_where_nothing_else_is_nearly_as_near() {
        for (word, near, known, sure) in [
            ("statment", "statement", &["statement", "status"][..], true),
            ("not_applicable", "not-applicable", &["met", "not-applicable"], true),
            ("mett", "met", &["met", "unmet", "partial"], true),
            ("nmet", "unmet", &["met", "unmet", "partial"], false),
            ("zn", "zh", &["en", "zh"], false),
            ("prod", "production", &["pilot", "production"], false),
            ("security/red-tem", "security/red-team", &["security/red-team", "security/records"], true),
            ("a/rule-1", "a/rule-2", &["a/rule-2", "a/rule-3"], false),
        ] {
            assert_eq!(is_unmistakable(word, near, known.iter().copied()), sure, "{word}");
        }
    }
}
