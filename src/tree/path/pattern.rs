//! The patterns of `match` and `search`: one that stands in the query is built once, when a text is first held against it. One that
//! stands in the document is hostile: few of them are built, and only small ones.

use std::collections::HashMap;
use std::sync::OnceLock;

use regex_automata::meta::{Config, Regex};
use regex_automata::nfa::thompson::WhichCaptures;

use crate::table::Table;
use crate::table::asked::asked;

/// How large a built pattern of a query may be, in bytes.
const WRITTEN_LIMIT: usize = 1 << 20;

/// How large one of a document may be, in bytes.
const FOUND_LIMIT: usize = 1 << 16;

/// How many bytes a pattern of a document may have.
const FOUND_LENGTH: usize = 256;

/// How many patterns of a document are built for one query.
const FOUND_COUNT: usize = 64;

/// What became of a pattern.
#[derive(Debug, Clone)]
pub(super) enum Built {
    /// It can be searched for.
    Regex(Regex),
    /// It is no pattern, and matches nothing.
    Invalid,
    /// It is more than anyone should look for.
    TooLarge,
}

impl Built {
    /// Whether it matches a text; none where it is too large to say.
    pub(super) fn is_match(&self, text: &str) -> Option<bool> {
        match self {
            Self::Regex(regex) => Some(regex.is_match(text)),
            Self::Invalid => Some(false),
            Self::TooLarge => None,
        }
    }

    fn new(pattern: &str, limit: usize) -> Self {
        // Values are short: what makes searches in long texts faster would take longer to build than it saves.
        let config = Config::new()
            .nfa_size_limit(Some(limit))
            .which_captures(WhichCaptures::Implicit)
            .auto_prefilter(false)
            .onepass(false);
        match Regex::builder().configure(config).build(pattern) {
            Ok(regex) => Self::Regex(regex),
            Err(error) if error.size_limit().is_some() => Self::TooLarge,
            Err(_) => Self::Invalid,
        }
    }
}

/// A pattern that stands in the query.
#[derive(Debug, Clone)]
pub(super) struct Written {
    text: String,
    table: OnceLock<Option<Table>>,
    built: OnceLock<Built>,
}

impl Written {
    /// The pattern of `match`, which takes the `whole` text, or of `search`.
    pub(super) fn new(pattern: &str, whole: bool) -> Self {
        Self { text: asked(pattern, whole), table: OnceLock::new(), built: OnceLock::new() }
    }

    /// Whether it matches a text; none where it is more than anyone should look for.
    pub(super) fn is_match(&self, text: &str) -> Option<bool> {
        let table = self.table.get_or_init(|| Table::of(&self.text));
        let known = table.as_ref().and_then(|table| table.is_match(text));
        known.or_else(|| self.built.get_or_init(|| Built::new(&self.text, WRITTEN_LIMIT)).is_match(text))
    }
}

/// The patterns of a document that one query came upon.
#[derive(Debug, Default)]
pub(super) struct Found {
    wholes: HashMap<String, Built>,
    parts: HashMap<String, Built>,
}

impl Found {
    /// What became of a pattern.
    pub(super) fn built(&mut self, pattern: &str, whole: bool) -> &Built {
        let full = self.wholes.len() + self.parts.len() >= FOUND_COUNT;
        let known = if whole { &mut self.wholes } else { &mut self.parts };
        if pattern.len() > FOUND_LENGTH || (full && !known.contains_key(pattern)) {
            return &Built::TooLarge;
        }
        if !known.contains_key(pattern) {
            known.insert(pattern.to_owned(), Built::new(&asked(pattern, whole), FOUND_LIMIT));
        }
        known.get(pattern).unwrap_or(&Built::Invalid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_a_document_are_few_and_small() {
        let mut found = Found::default();
        assert!(
            matches!(found.built("a|b", true), Built::Regex(regex) if regex.is_match("b") && !regex.is_match("ab"))
        );
        assert!(matches!(found.built("a|b", false), Built::Regex(regex) if regex.is_match("cab")));
        assert!(matches!(found.built("(", true), Built::Invalid));
        assert!(matches!(found.built(r"\w{99}{99}", true), Built::TooLarge));
        assert!(matches!(found.built(&"a".repeat(257), true), Built::TooLarge));
        for at in 0..100 {
            found.built(&at.to_string(), at % 2 == 0);
        }
        assert_eq!(found.wholes.len() + found.parts.len(), FOUND_COUNT);
        assert!(matches!(found.built("a|b", true), Built::Regex(_)), "what is known stays known");
        assert!(matches!(found.built("99", false), Built::TooLarge));
    }

    #[test]
    fn a_pattern_of_the_query_is_built_once() {
        let written = Written::new("a.b", false);
        assert!(written.built.get().is_none(), "not before it is asked");
        assert_eq!([written.is_match("xaäb"), written.is_match("a\rb")], [Some(true), Some(false)]);
        assert!(matches!(written.built.get(), Some(Built::Regex(_))));
        assert_eq!(Written::new(r"\w{500}{500}", true).is_match("a"), None);
    }

    #[test]
    fn a_pattern_of_an_embedded_pack_is_built_by_nobody() {
        let written = Written::new("[A-Za-z0-9.+-]+", true);
        assert_eq!([written.is_match("MIT"), written.is_match("MIT OR Apache-2.0")], [Some(true), Some(false)]);
        assert!(written.built.get().is_none());
    }
}
