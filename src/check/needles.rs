//! Needles: the few texts that a plain pattern stands for, written out. Most patterns of packs are plain, words in two languages with
//! their endings; for them this takes the place of parsing, checking and building a regular expression. A pattern with anything else in
//! it has no needles, and neither has a broken one: what it means, and whether it means anything, is not decided here.

/// How many needles a pattern may have.
const MOST: usize = 512;
/// How deep its groups may be nested.
const DEEPEST: usize = 12;

/// One text that a pattern stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Needle {
    /// In ASCII lower case where that does not matter.
    text: String,
    /// Whether ASCII letters match in either case; none where the text has no ASCII letter.
    folds: Option<bool>,
    /// Whether an ASCII word must begin or end at its start, and at its end.
    edges: [bool; 2],
}

/// The needles of one pattern, by their first byte in lower case.
#[derive(Debug)]
pub(super) struct Needles {
    all: Vec<Needle>,
    /// Where those of each first byte begin; those of the next byte begin where they end.
    starts: Box<[u16; 257]>,
}

impl Needles {
    /// The needles of a pattern that is plain.
    pub(super) fn of(pattern: &str) -> Option<Self> {
        let mut reader = Reader { rest: pattern, depth: 0 };
        let mut all = reader.alternatives(Mode { unicode: true, folds: false })?;
        if !reader.rest.is_empty() || all.iter().any(|needle| needle.text.is_empty()) {
            return None;
        }
        all.sort_by_key(Needle::first);
        let mut starts = Box::new([0; 257]);
        for (byte, start) in (0..=256_u16).zip(starts.iter_mut()) {
            *start = u16::try_from(all.partition_point(|needle| u16::from(needle.first()) < byte)).ok()?;
        }
        Some(Self { all, starts })
    }

    /// Whether one of them stands somewhere in a text.
    pub(super) fn is_match(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        bytes.iter().enumerate().any(|(at, byte)| {
            self.beginning_with(byte.to_ascii_lowercase()).iter().any(|needle| needle.stands_at(bytes, at))
        })
    }

    /// All of them.
    pub(super) fn into_all(self) -> Vec<Needle> {
        self.all
    }

    fn beginning_with(&self, first: u8) -> &[Needle] {
        let first = usize::from(first);
        match self.starts.get(first..first + 2) {
            Some(&[start, end]) => self.all.get(usize::from(start)..usize::from(end)).unwrap_or_default(),
            _ => &[],
        }
    }
}

impl Needle {
    fn piece(text: impl Into<String>, mode: Mode) -> Self {
        let mut text = text.into();
        let folds = text.contains(|c: char| c.is_ascii_alphabetic()).then_some(mode.folds);
        if folds == Some(true) {
            text.make_ascii_lowercase();
        }
        Self { text, folds, edges: [false; 2] }
    }

    fn edge() -> Self {
        Self { text: String::new(), folds: None, edges: [true; 2] }
    }

    fn nothing() -> Self {
        Self { text: String::new(), folds: None, edges: [false; 2] }
    }

    /// Its bytes, in ASCII lower case where that does not matter.
    pub(super) fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    fn first(&self) -> u8 {
        self.bytes().first().map_or(0, u8::to_ascii_lowercase)
    }

    /// Both, one after the other; none when an edge would come to stand inside, or half of it would fold.
    fn then(&self, next: &Self) -> Option<Self> {
        let folds = match (self.folds, next.folds) {
            (Some(one), Some(other)) if one != other => return None,
            (one, other) => one.or(other),
        };
        let ([before, inner], [other, after]) = (self.edges, next.edges);
        let edges = match (self.text.is_empty(), next.text.is_empty()) {
            (true, true) => [before || other; 2],
            (true, false) => [before || other, after],
            (false, true) => [before, inner || other],
            (false, false) if inner || other => return None,
            (false, false) => [before, after],
        };
        Some(Self { text: format!("{}{}", self.text, next.text), folds, edges })
    }

    /// Whether it stands at a place of a text.
    pub(super) fn stands_at(&self, text: &[u8], at: usize) -> bool {
        let own = self.bytes();
        let Some(found) = text.get(at..at + own.len()) else { return false };
        let same = if self.folds == Some(true) { own.eq_ignore_ascii_case(found) } else { own == found };
        let [before, after] = self.edges;
        same && (!before || is_edge(text, at)) && (!after || is_edge(text, at + own.len()))
    }
}

/// Whether an ASCII word begins or ends at a place.
fn is_edge(text: &[u8], at: usize) -> bool {
    let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    is_word(at.checked_sub(1).and_then(|before| text.get(before))) != is_word(text.get(at))
}

/// The flags that hold: `(?i-u:…)` folds and is not Unicode.
#[derive(Clone, Copy)]
struct Mode {
    unicode: bool,
    folds: bool,
}

/// Reads a plain pattern, and gives up on any other.
struct Reader<'p> {
    rest: &'p str,
    depth: usize,
}

impl Reader<'_> {
    /// What stands between `|`, up to the end or a `)`.
    fn alternatives(&mut self, mode: Mode) -> Option<Vec<Needle>> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut all = self.sequence(mode)?;
        while self.take("|") {
            all.append(&mut self.sequence(mode)?);
            if all.len() > MOST {
                return None;
            }
        }
        self.depth -= 1;
        Some(all)
    }

    /// One thing after another: every choice of the one with every choice of the other.
    fn sequence(&mut self, mode: Mode) -> Option<Vec<Needle>> {
        let mut all = vec![Needle::nothing()];
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let choices = self.item(mode)?;
            if all.len() * choices.len() > MOST {
                return None;
            }
            let pairs = all.iter().flat_map(|one| choices.iter().map(|other| one.then(other)));
            all = pairs.collect::<Option<_>>()?;
        }
        Some(all)
    }

    /// One thing, and whether it may be missing.
    fn item(&mut self, mode: Mode) -> Option<Vec<Needle>> {
        let mut choices = self.atom(mode)?;
        if self.take("?") {
            choices.push(Needle::nothing());
            if self.rest.starts_with('?') {
                return None;
            }
        }
        Some(choices)
    }

    fn atom(&mut self, mode: Mode) -> Option<Vec<Needle>> {
        if self.take("(?i-u:") {
            return self.group(Mode { unicode: false, folds: true });
        }
        if self.take("(?-u:") {
            return self.group(Mode { unicode: false, ..mode });
        }
        if self.take("(?:") {
            return self.group(mode);
        }
        if self.rest.starts_with("(?") {
            return None;
        }
        if self.take("(") {
            return self.group(mode);
        }
        if !mode.unicode && self.take("\\b") {
            return Some(vec![Needle::edge()]);
        }
        if self.take("[") {
            return self.class(mode);
        }
        let is_meant = self.take("\\");
        let next = self.rest.chars().next()?;
        let is_sign = r"\.+*?()|[]{}^$-".contains(next);
        // A hyphen is a sign in a class only; without Unicode, what is not ASCII is left to those who know.
        let plain = if is_meant { is_sign } else { next == '-' || !is_sign };
        if !plain || !(mode.unicode || next.is_ascii()) {
            return None;
        }
        self.rest = self.rest.get(next.len_utf8()..)?;
        Some(vec![Needle::piece(next, mode)])
    }

    fn group(&mut self, mode: Mode) -> Option<Vec<Needle>> {
        let all = self.alternatives(mode)?;
        self.take(")").then_some(all)
    }

    /// A class that lists characters, and no more than that.
    fn class(&mut self, mode: Mode) -> Option<Vec<Needle>> {
        let (inside, rest) = self.rest.split_once(']')?;
        let within = inside.strip_prefix('-').unwrap_or(inside);
        let within = within.strip_suffix('-').unwrap_or(within);
        let is_list = !inside.is_empty() && !within.contains(['-', '^', '[', '\\', '&', '~']);
        if !is_list || !(mode.unicode || inside.is_ascii()) {
            return None;
        }
        self.rest = rest;
        Some(inside.chars().map(|one| Needle::piece(one, mode)).collect())
    }

    fn take(&mut self, sign: &str) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    #[test]
    fn plain_patterns_are_written_out() {
        let texts = |pattern: &str| -> Vec<String> {
            let all = Needles::of(pattern).unwrap().all;
            all.into_iter().map(|needle| needle.text).collect()
        };
        assert_eq!(texts(r"(?i-u:\bRisks?\b)|风险"), ["risks", "risk", "风险"]);
        assert_eq!(texts("(人工|人的)?监督"), ["人工监督", "人的监督", "监督"]);
        assert_eq!(texts(r"CC0|CC[- ]BY\."), ["CC0", "CC-BY.", "CC BY."]);
    }

    #[test]
    fn any_other_pattern_has_no_needles() {
        for pattern in [
            "",
            "a*",
            "a+",
            "a?",
            "a|",
            "()",
            "a??",
            "a{2}",
            "[a-z]",
            "[^a]",
            "[ab",
            "[]a]",
            "[[:alpha:]]",
            ".",
            "^a",
            "a$",
            "a(",
            "a)",
            "(?i)a",
            "(?i:a)",
            r"\bAI",
            r"\d",
            r"(?-u:\bA\bB)",
            "A(?i-u:b)",
            "(?i-u:é)",
            r"(?-u:\xff)",
            "(?P<n>a)",
            "a?*",
            "?a",
            "(?#a)",
            "[a&&b]",
            r"\pL",
            r"(?-u:\b)",
        ] {
            assert!(Needles::of(pattern).is_none(), "{pattern}");
        }
        assert!(Needles::of(&"(".repeat(100_000)).is_none());
        assert!(Needles::of(&format!("{}a", "b?".repeat(100))).is_none());
        assert!(Needles::of(&"(a|b)".repeat(100)).is_none());
    }

    /// Patterns that are plain for the most part, and broken now and then.
    fn pattern() -> impl Strategy<Value = String> {
        let leaf = prop::sample::select(vec![
            "a",
            "B",
            "ab",
            "-",
            " ",
            "风",
            "险",
            "[ab]",
            "[- ]",
            "[A-]",
            "[险b]",
            r"\.",
            r"\-",
            ",",
            "]",
            "}",
            "#",
            r"(?-u:\b)",
            "a?",
            "风?",
            "[^a]",
            "a-b",
            "&",
            "(",
            "é",
        ]);
        let leaf = prop_oneof![20 => leaf, 1 => Just(r"\b")];
        leaf.prop_map(str::to_owned).prop_recursive(3, 12, 4, |inner| {
            let list = || prop::collection::vec(inner.clone(), 1..4);
            prop_oneof![
                3 => list().prop_map(|parts| parts.concat()),
                2 => list().prop_map(|parts| format!("({})", parts.join("|"))),
                1 => list().prop_map(|parts| format!("(?:{})?", parts.join("|"))),
                2 => list().prop_map(|parts| format!(r"(?i-u:\b{}\b)", parts.join("|"))),
                1 => list().prop_map(|parts| format!("(?-u:{})", parts.join("|"))),
            ]
        })
    }

    proptest! {
        #[test]
        fn needles_agree_with_the_regex(pattern in pattern(), texts in prop::collection::vec("[abAB_ .,\\-风险é]{0,8}", 8)) {
            let Some(needles) = Needles::of(&pattern) else { return Ok(()) };
            let regex = Regex::new(&pattern);
            prop_assert!(regex.is_ok(), "{} is no pattern", pattern);
            for text in texts {
                prop_assert_eq!(needles.is_match(&text), regex.as_ref().unwrap().is_match(&text), "{} {:?}", pattern, text);
            }
        }

        #[test]
        fn nothing_that_a_file_may_hold_makes_it_fail(pattern in "\\PC{0,20}") {
            if Needles::of(&pattern).is_some() {
                prop_assert!(Regex::new(&pattern).is_ok(), "{}", pattern);
            }
        }
    }
}
