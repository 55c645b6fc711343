//! Which of an item's sections are about its subject, and which are facets that only count together: "People" says nothing of an incident
//! plan, "Incident response" does. And which headings are headlines rather than steps of a guide.

use super::names::own_words;
use crate::check::{Check, Kind, Pattern, Section};
use crate::pack::Item;
use crate::source::Span;

/// A heading with more words is a sentence.
const MOST_WORDS: usize = 9;
/// A heading with more Chinese characters, or other characters, is a sentence.
const MOST_CHARACTERS: usize = 70;
/// Which share of a title, of so many parts, makes it one on its subject.
const TIGHT: (usize, usize) = (2, 5);
/// Words that open a step rather than a statement.
#[rustfmt::skip] // one word a line would hide the list
const STEPS: &[&str] = &[
    "add", "adding", "build", "call", "check", "clone", "compare", "compute", "configure", "convert", "create",
    "creating", "customize", "define", "do", "download", "enable", "evaluate", "explore", "export", "exporting",
    "find", "fine-tune", "finetune", "generate", "generating", "how", "implement", "import", "join", "load",
    "loading", "make", "measure", "migrate", "migrating", "perform", "practice", "practise", "prepare", "reduce",
    "reproduce", "run", "see", "serve", "set", "step", "track", "train", "try", "understand", "update", "upgrade",
    "upgrading", "use", "using", "view", "visualise", "visualize", "write", "writing",
];
/// What may follow "of" where a section is about the project itself.
const OWN: &[&str] = &["the", "this", "our", "its", "a", "an", "these", "all", "each", "every"];

/// One check of an item that asks for a section.
pub(super) struct Subject<'i> {
    /// The index of the item.
    pub(super) item: usize,
    /// The index of the check among the item's.
    pub(super) check: usize,
    pub(super) section: &'i Section,
    pub(super) whole: &'i Check,
    /// Whether it is about the item's subject.
    pub(super) is_subject: bool,
    /// Whether no check of the item is: then facets make it up.
    pub(super) stands_alone: bool,
    /// How many checks of the item ask for a section.
    pub(super) asked: usize,
    /// The words of the item's own.
    pub(super) own: String,
}

/// Every check that asks for a section, item by item.
pub(super) struct Subjects<'i>(pub(super) Vec<Subject<'i>>);

impl<'i> Subjects<'i> {
    pub(super) fn of(items: &'i [Item]) -> Self {
        Self(items.iter().enumerate().flat_map(|(at, item)| sections(at, item)).collect())
    }

    /// The places in the list of those whose heading a title is.
    pub(super) fn matching(&self, title: &str) -> Vec<usize> {
        if !is_headline(title) {
            return Vec::new();
        }
        let all = self.0.iter().enumerate();
        let found = all.filter(|(_, subject)| {
            let pattern = &subject.section.heading;
            pattern.is_match(title) && pattern.find(title).is_none_or(|found| is_about_it(title, found))
        });
        found.map(|(at, _)| at).collect()
    }
}

fn sections(at: usize, item: &Item) -> Vec<Subject<'_>> {
    let listed = item.checks.iter().enumerate().filter_map(|(check, whole)| match &whole.kind {
        Kind::Section(section) => Some(Subject {
            item: at,
            check,
            section,
            whole,
            is_subject: false,
            stands_alone: false,
            asked: 0,
            own: own_words(item),
        }),
        Kind::Files(_) | Kind::Text(_) | Kind::Value(_) | Kind::Agree(_) | Kind::Expr(_) => None,
    });
    let mut listed: Vec<_> = listed.collect();
    let name = item.id.rsplit('/').next().unwrap_or_default().replace('-', " ");
    // Its id says it best; some ids have none of the words that headings have.
    for own in [&name, &item.title.en, &item.title.zh] {
        if listed.iter().any(|subject| subject.is_subject) {
            break;
        }
        for subject in &mut listed {
            subject.is_subject = subject.section.heading.is_match(own);
        }
    }
    let (stands_alone, asked) = (!listed.iter().any(|subject| subject.is_subject), listed.len());
    for subject in &mut listed {
        (subject.stands_alone, subject.asked) = (stands_alone, asked);
    }
    listed
}

/// Whether so many sections, of all that are asked for, make up a subject that none of them is about by itself.
pub(super) fn are_most(sections: usize, asked: usize) -> bool {
    sections * 2 > asked.max(1)
}

/// Whether a title names something, rather than being a step or a sentence.
pub(super) fn is_headline(title: &str) -> bool {
    let words = title.trim_start_matches(|c: char| c.is_numeric() || matches!(c, '.' | ')' | ' ' | '、' | '-'));
    let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    // "Use" alone, or "Use policy", is a subject; "Use the model" and "Run it" are steps.
    let second = words.split_whitespace().nth(1).unwrap_or_default().to_lowercase();
    let nominal = ["", "and", "case", "cases", "polic", "restriction", "limit", "of"];
    let is_noun =
        first == "use" && nominal.iter().any(|noun| second == *noun || (noun.len() > 3 && second.starts_with(noun)));
    let is_step = STEPS.contains(&first.trim_end_matches([',', ':'])) && !is_noun;
    !is_step
        && words.split_whitespace().count() <= MOST_WORDS
        && words.chars().count() <= MOST_CHARACTERS
        && !title.ends_with(['?', '？', '。'])
}

/// Whether what was found is not said of something else: limitations *of traditional retrieval* are not the project's.
fn is_about_it(title: &str, found: Span) -> bool {
    let rest = title.get(found.end..).unwrap_or_default();
    // "Support" is help for people; "platform support" is what a program runs on.
    if found.start > 0 && title.get(found.range()).is_some_and(|found| found.eq_ignore_ascii_case("support")) {
        return false;
    }
    let Some(of) = rest.strip_prefix(" of ").or_else(|| rest.strip_prefix(" Of ")) else { return true };
    of.split_whitespace()
        .next()
        .is_some_and(|next| OWN.contains(&next.to_lowercase().as_str()) || !next.starts_with(char::is_uppercase))
}

/// Whether a pattern makes up much of a title, or of the part of it that it stands in, so that the title is about nothing else.
pub(super) fn is_tight(title: &str, pattern: &Pattern) -> bool {
    let parts =
        title.split([',', '/', '&', ':', '、', '与', '和', '及', '：', '，']).flat_map(|part| part.split(" and "));
    let is_tight = |part: &str| {
        let part = part.trim().trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
        matched(part, pattern) * TIGHT.1 >= part.len().max(1) * TIGHT.0
    };
    is_tight(title) || parts.into_iter().any(is_tight)
}

/// How many bytes of a text a pattern matches in all.
fn matched(text: &str, pattern: &Pattern) -> usize {
    let (mut rest, mut all) = (text, 0);
    while let Some(found) = pattern.find(rest).filter(|found| !found.is_empty()) {
        all += found.len();
        rest = rest.get(found.end..).unwrap_or_default();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_names_something() {
        for (title, expected) in [
            ("Limitations", true),
            ("3.1 Known limitations and biases", true),
            ("人工监督", true),
            ("Use policy", true),
            ("Use of force", true),
            ("Using the model with a GPU", false),
            ("Run the evaluation", false),
            ("How to fine-tune", false),
            ("What do we do when the risk that somebody is hurt grows?", false),
        ] {
            assert_eq!(is_headline(title), expected, "{title}");
        }
        let risks = Pattern::new("(?i)risks?");
        for (title, expected) in
            [("Bias and risks", true), ("3.2 Known risks", true), ("The risk that a long heading may be cut", false)]
        {
            assert_eq!(is_tight(title, &risks), expected, "{title}");
        }
        for (title, word, expected) in [
            ("Limitations of Traditional RAG", "Limitations", false),
            ("Limitations of the model", "Limitations", true),
            ("Risks of use", "Risks", true),
            ("Support", "Support", true),
            ("Limitations", "Limitations", true),
        ] {
            assert_eq!(is_about_it(title, Span::new(0, word.len())), expected, "{title}");
        }
    }
}
