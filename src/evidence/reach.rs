//! Which folders must be looked into to find every file that some globs can match.

use std::sync::Arc;

use super::braces::alternatives;
use super::files::local;

/// The folders of a project that are worth looking into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// The manifest's folder, from the root: below it paths are seen from there.
    folder: Arc<str>,
    ways: Arc<[Way]>,
}

/// Where one glob leads.
#[derive(Debug, PartialEq, Eq)]
struct Way {
    /// The folder that it names before anything is left open; empty where it names none.
    head: String,
    /// How many folders deep it goes.
    levels: usize,
}

impl Reach {
    /// Every folder.
    #[must_use]
    pub fn everywhere() -> Self {
        Self { folder: Arc::from(""), ways: Arc::new([Way { head: String::new(), levels: usize::MAX }]) }
    }

    /// Where the globs lead, as seen from the root.
    pub(crate) fn of<'g>(globs: impl Iterator<Item = &'g str>) -> Self {
        // One that stands for too many globs matches nothing.
        let simple = globs.filter_map(alternatives).flatten();
        Self { folder: Arc::from(""), ways: simple.map(|simple| Way::of(simple.glob())).collect() }
    }

    /// The same as seen from a folder.
    pub(crate) fn from(&self, folder: &str) -> Self {
        Self { folder: Arc::from(folder), ways: Arc::clone(&self.ways) }
    }

    /// Whether a folder, by its path from the root, is worth looking into.
    #[must_use]
    pub fn enters(&self, folder: &str) -> bool {
        if is_below(&self.folder, folder) {
            return true;
        }
        let local = local(&self.folder, folder);
        self.ways.iter().any(|way| way.leads_to(local))
    }

    /// Whether a file, by its path from the root, stands in such a folder.
    pub(crate) fn holds(&self, path: &str) -> bool {
        // A folder is worth it where those around it are: a glob that goes deeper goes through them.
        path.rsplit_once('/').is_none_or(|(folder, _)| self.enters(folder))
    }
}

impl Way {
    fn of(glob: &str) -> Self {
        let open = glob.find(['*', '?', '[', '\\']).unwrap_or(glob.len());
        let head = glob.get(..open).and_then(|fixed| fixed.rsplit_once('/')).map_or("", |(head, _)| head);
        let levels = if glob.contains("**") { usize::MAX } else { glob.matches('/').count() };
        Self { head: head.to_owned(), levels }
    }

    fn leads_to(&self, folder: &str) -> bool {
        folder.split('/').count() <= self.levels && (is_below(folder, &self.head) || is_below(&self.head, folder))
    }
}

/// Whether a path is a folder or lies below it.
fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Globs;
    use super::*;
    use crate::source::{Span, Spanned};

    #[test]
    fn a_folder_is_entered_where_a_glob_may_match_below_it() {
        for (globs, from, folder, expected) in [
            (&["README*.md"][..], "", "docs", false),
            (&["docs/*.md"], "", "docs", true),
            (&["docs/*.md"], "", "docs/deep", false),
            (&["docs/*.md"], "", "documents", false),
            (&["docs/a/*.md"], "", "docs", true),
            (&["{docs/,}*.md"], "", "docs", true),
            (&["*/*.md"], "", "src", true),
            (&["*/*.md"], "", "src/deep", false),
            (&["docs/**/*.md"], "", "docs/a/b/c", true),
            (&["docs/**/*.md"], "", "src", false),
            (&["a.md", "**/*.md"], "", "src/deep", true),
            (&["docs/*.md"], "app", "app", true),
            (&["docs/*.md"], "app/web", "app", true),
            (&["docs/*.md"], "app", "app/docs", true),
            (&["docs/*.md"], "app", "app/src", false),
            (&["docs/*.md"], "app", "docs", true),
            (&[], "", "docs", false),
        ] {
            let reach = Reach::of(globs.iter().copied()).from(from);
            assert_eq!(reach.enters(folder), expected, "{globs:?} {from} {folder}");
        }
        assert!(Reach::everywhere().enters("docs/deep"));
    }

    proptest! {
        #[test]
        fn no_folder_is_passed_by_in_which_a_file_matches(
            glob in "(a|b|\\*|\\*\\*|\\?|\\[ab\\]|\\{a,b/a\\}|\\{a/,\\})(/(a|b|\\*|\\*\\*|a\\*)){0,3}",
            path in "[ab](/[ab]){0,3}",
        ) {
            let globs = Globs::new(vec![Spanned::new(glob.clone(), Span::default())]);
            let reach = Reach::of([glob.as_str()].into_iter());
            let folders: Vec<_> = path.match_indices('/').map(|(at, _)| &path[..at]).collect();
            prop_assert!(!globs.is_match(&path) || folders.iter().all(|folder| reach.enters(folder)), "{} {}", glob, path);
        }
    }
}
