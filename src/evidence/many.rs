//! Many globs at once, whatever the case of their letters in ASCII: which of them a path matches. A path comes near to few of them: those
//! of which it holds certain bytes that stand for themselves in the glob.

use super::braces::alternatives;
use super::glob::Simple;

/// How many of such bytes are looked up.
const WIDTH: usize = 3;
/// How many lists there are to look them up in.
const SLOTS: usize = 4096;

/// Globs to hold against many paths.
#[derive(Debug)]
pub(crate) struct ManyGlobs {
    /// Each without `{…}`, and which of the globs it came from.
    globs: Vec<(Simple, usize)>,
    /// Which of them may match a path that holds certain bytes, by the slot of these.
    by_slot: Vec<Vec<usize>>,
    /// Which of them have no such bytes.
    others: Vec<usize>,
}

impl ManyGlobs {
    /// These globs. One that stands for too many matches nothing.
    pub(crate) fn of<'g>(globs: impl Iterator<Item = &'g str>) -> Self {
        let written = |glob: &str| alternatives(&glob.to_ascii_lowercase()).unwrap_or_default();
        let globs = globs.enumerate().flat_map(|(of, glob)| written(glob).into_iter().map(move |simple| (simple, of)));
        let mut many = Self { globs: globs.collect(), by_slot: vec![Vec::new(); SLOTS], others: Vec::new() };
        // `docs` stands in many globs and in many paths. Of what stands in a glob the rarest tells most.
        let mut common = vec![0_usize; SLOTS];
        let slots: Vec<Vec<usize>> = many.globs.iter().map(|(glob, _)| slots_of(glob)).collect();
        for slot in slots.iter().flatten() {
            common.get_mut(*slot).into_iter().for_each(|count| *count += 1);
        }
        for (at, slots) in slots.iter().enumerate() {
            let rarest = slots.iter().copied().min_by_key(|slot| common.get(*slot));
            let list = rarest.and_then(|slot| many.by_slot.get_mut(slot));
            list.unwrap_or(&mut many.others).push(at);
        }
        many
    }

    /// Which of them a path matches, as indices, each once and in order.
    pub(crate) fn matches(&self, path: &str) -> Vec<usize> {
        let path = path.to_ascii_lowercase();
        let lists = slots(&path).filter_map(|slot| self.by_slot.get(slot));
        let near = lists.chain([&self.others]).flatten().filter_map(|at| self.globs.get(*at));
        let mut found: Vec<_> = near.filter(|(glob, _)| glob.matches(&path)).map(|(_, of)| *of).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The slots of a glob's bytes.
fn slots_of(glob: &Simple) -> Vec<usize> {
    let mut found = Vec::new();
    glob.stretches(|stretch| found.extend(slots(stretch)));
    found
}

/// The slots of a text's bytes, so many at a time.
fn slots(text: &str) -> impl Iterator<Item = usize> {
    text.as_bytes()
        .windows(WIDTH)
        .map(|bytes| bytes.iter().fold(0, |slot, &byte| slot * 37 + usize::from(byte)) % SLOTS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::evidence::Globs;
    use crate::source::{Span, Spanned};

    #[test]
    fn each_glob_is_told_once_whatever_the_case() {
        let globs = ["**/*{security,SECURITY}*.md", "docs/*", "LICEN[CS]E*", "**/*安全*.md", "?", "{a,b}{c,}"];
        let globs = ManyGlobs::of(globs.into_iter());
        for (path, expected) in [
            ("docs/Security.md", &[0, 1][..]),
            ("licence", &[2]),
            ("Docs/a/b", &[]),
            ("说明/安全政策.MD", &[3]),
            ("B", &[4, 5]),
            ("AC", &[5]),
            ("", &[]),
        ] {
            assert_eq!(globs.matches(path), expected, "{path}");
        }
    }

    proptest! {
        #[test]
        fn all_together_match_what_each_of_them_matches(
            globs in prop::collection::vec("(\\*\\*/|ab?c/)?(a|bc|文|\\*|\\[ab\\]|\\{a,bc\\}){1,4}(\\.md|\\.\\{md,txt\\})?", 1..6),
            path in "(abc?/){0,2}[abc文]{1,4}(\\.md|\\.txt)?",
        ) {
            let alone = |glob: &String| Globs::new(vec![Spanned::new(glob.clone(), Span::default())]).is_match(&path);
            let expected: Vec<_> = globs.iter().enumerate().filter(|(_, glob)| alone(glob)).map(|(at, _)| at).collect();
            prop_assert_eq!(ManyGlobs::of(globs.iter().map(String::as_str)).matches(&path), expected, "{:?}", globs);
        }
    }
}
