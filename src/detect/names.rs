//! What file names say: the globs that items suggest, held against paths. A name speaks for an item strongly where it has a word of
//! the item's own, and weakly where it could be anything.

use super::places::stem;
use crate::evidence::{Globs, ManyGlobs};
use crate::pack::Item;
use crate::source::{Span, Spanned};
use crate::text::is_han;

/// The shortest word that two names can share.
const SHORTEST: usize = 4;
/// How many letters two words have alike at their start where they are forms of one, and how many more one of them may have.
const ALIKE: (usize, usize) = (5, 3);
/// Names that many items suggest, for their headings: the name itself says nothing.
const GENERAL: [&str; 3] = ["README.md", "docs/README.md", "README"];

/// How strongly a name speaks for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    Weak,
    Strong,
}

/// An item whose suggestion a path matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    /// The index of the item.
    pub(super) item: usize,
    pub(super) strength: Strength,
    /// The index of the glob.
    glob: usize,
}

/// The globs of all items.
pub(super) struct Names {
    set: ManyGlobs,
    /// What each of them is; nothing where it matches what many items suggest.
    of: Vec<Option<Suggested>>,
    /// The words of each item's own.
    own: Vec<String>,
}

/// A glob of an item.
struct Suggested {
    /// The index of the item.
    item: usize,
    strength: Strength,
    glob: String,
}

impl Names {
    pub(super) fn of(items: &[Item]) -> Self {
        let own: Vec<_> = items.iter().map(own_words).collect();
        let globs =
            || items.iter().enumerate().flat_map(|(at, item)| item.evidence.suggest.iter().map(move |glob| (at, glob)));
        let set = ManyGlobs::of(globs().map(|(_, glob)| glob.as_str()));
        let suggested = |(item, glob): (usize, &String)| {
            let strength = strength(glob, own.get(item).map_or("", String::as_str));
            Some(Suggested { item, strength, glob: glob.clone() })
        };
        let mut of: Vec<_> = globs().map(suggested).collect();
        for general in GENERAL {
            for at in set.matches(general) {
                let Some(suggested) = of.get_mut(at) else { continue };
                // Here case counts.
                suggested.take_if(|suggested| is_match(&suggested.glob, general));
            }
        }
        Self { set, of, own }
    }

    /// The items that suggest a file of this path, each once, by its strongest glob.
    pub(super) fn of_path(&self, path: &str) -> Vec<Named> {
        let mut found: Vec<Named> = Vec::new();
        for glob in self.set.matches(path) {
            let Some(&Suggested { item, strength, .. }) = self.of.get(glob).and_then(Option::as_ref) else { continue };
            // What a star took may have made another word of it: access, accessibility.
            let is_own = self.own.get(item).is_some_and(|own| shares(&stem(path), own));
            let strength = if is_own { strength } else { Strength::Weak };
            match found.iter_mut().find(|known| known.item == item) {
                Some(known) if known.strength >= strength => {}
                Some(known) => *known = Named { item, strength, glob },
                None => found.push(Named { item, strength, glob }),
            }
        }
        found
    }
}

impl Named {
    /// Whether the glob names a folder in so many words, so that what lies in it is meant.
    pub(super) fn mentions(&self, folder: &str, names: &Names) -> bool {
        let glob = names.of.get(self.glob).and_then(Option::as_ref).map(|suggested| suggested.glob.to_lowercase());
        let folder = folder.to_lowercase();
        glob.is_some_and(|glob| {
            glob.rsplit_once('/')
                .is_some_and(|(folders, _)| folders.split(['/', '{', '}', ',']).any(|part| part == folder))
        })
    }
}

fn is_match(glob: &str, path: &str) -> bool {
    Globs::new(vec![Spanned::new(glob.to_owned(), Span::default())]).is_match(path)
}

/// The words of an item's name and titles.
pub(super) fn own_words(item: &Item) -> String {
    let name = item.id.rsplit('/').next().unwrap_or_default();
    format!("{name} {} {}", item.title.en, item.title.zh).to_lowercase()
}

fn strength(glob: &str, own: &str) -> Strength {
    let base = glob.rsplit('/').next().unwrap_or_default();
    let opens = base.starts_with(|c: char| c.is_alphanumeric() || c == '{');
    // A word in capitals is a file's whole subject, wherever in the name it stands.
    let is_meant = opens
        || words(base).any(|word| word.bytes().all(|byte| byte.is_ascii_uppercase()))
        || han(base).next().is_some();
    if is_meant && shares(&base.to_lowercase(), own) { Strength::Strong } else { Strength::Weak }
}

/// Whether a name in lower case has one of these words, or a form of it.
pub(super) fn shares(name: &str, own: &str) -> bool {
    words(name).any(|word| words(own).any(|own| are_alike(own, word)))
        || han(name).any(|word| own.contains(word))
        || han(own).any(|own| name.contains(own))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() >= SHORTEST)
}

/// The stretches of Chinese in a glob.
fn han(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_han(c)).filter(|word| word.chars().count() > 1)
}

fn are_alike(one: &str, other: &str) -> bool {
    let alike = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    one == other || alike >= ALIKE.0 && one.len().max(other.len()) - alike <= ALIKE.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_strong_where_it_has_a_word_of_the_items_own() {
        for (glob, own, expected) in [
            ("CONTRIBUTING*.md", "open path to contribute", Strength::Strong),
            ("LICEN[CS]E*", "licence terms", Strength::Strong),
            ("**/*US{E,AGE}[-_]POLICY*", "acceptable-use policy", Strength::Strong),
            ("**/*行为准则*.md", "行为准则", Strength::Strong),
            ("**/*review*.md", "independent review", Strength::Weak),
            ("SUPPORT*.md", "complaint and redress", Strength::Weak),
        ] {
            assert_eq!(strength(glob, own), expected, "{glob} {own}");
        }
        assert!(is_match("README*.md", GENERAL[0]) && !is_match("readme*.md", GENERAL[0]));
        assert!(
            are_alike("licence", "license") && are_alike("risk", "risk") && are_alike("contribute", "contributing")
        );
        assert!(!are_alike("access", "accessibility") && !are_alike("data", "database"));
    }
}
