//! Where evidence could be picked: the files that an item takes and the headings in them, narrowed by words, each with what a manifest
//! writes for it. Headings are read when somebody first looks for some.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::hidden_in;
use crate::detect::Found;
use crate::evidence::{Reach, Shelf, Target};
use crate::locale::{Text, text};
use crate::manifest::OWN_FILES;
use crate::pack::Item;

/// How many files are read for their headings, in the order of their paths.
const MOST_READ: usize = 2_000;

/// A place that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pick {
    /// As a manifest cites it.
    pub(crate) cited: String,
    /// What it is, or what speaks for it.
    pub(crate) what: Text,
}

/// Places, and how many more there are.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Listing {
    pub(crate) picks: Vec<Pick>,
    pub(crate) more: usize,
}

/// The places that one item could be carried by.
pub(crate) struct Places<'s> {
    shelf: &'s Shelf<'s>,
    /// What was found for the item.
    proposed: Vec<Pick>,
    files: Vec<String>,
    all: OnceLock<Vec<Pick>>,
}

impl<'s> Places<'s> {
    /// Those of an item, of which this was found.
    pub(crate) fn of(shelf: &'s Shelf<'s>, item: &Item, found: Option<&Found>) -> Self {
        let is_own = |path: &str| OWN_FILES.iter().any(|own| path.rsplit('/').next() == Some(own));
        let takes = |local: &str| item.evidence.accept.as_ref().is_none_or(|globs| globs.is_match(local));
        let all = shelf.project_files(&Reach::everywhere());
        let mut files: Vec<_> =
            all.iter().filter(|path| takes(shelf.local(path)) && !is_own(path) && is_citable(path)).cloned().collect();
        files.sort_unstable();
        let proposal = |place: &crate::detect::Proposal| {
            let cited = crate::detect::Proposal { path: shelf.relative(&place.path), ..place.clone() }.cited();
            Pick { cited, what: place.why.clone() }
        };
        let proposed = found.iter().flat_map(|found| found.places.iter().map(proposal)).collect();
        Self { shelf, proposed, files, all: OnceLock::new() }
    }

    /// The places that hold all of these words in their path or heading, but for those that are picked already. Where no words are given,
    /// those that were found for the item, else its files.
    pub(crate) fn listed(&self, words: &str, picked: &[String], most: usize) -> Listing {
        let words: Vec<_> = words.split_whitespace().map(str::to_lowercase).collect();
        let holds = |pick: &&Pick| {
            let text = format!("{} {} {}", pick.cited, pick.what.en, pick.what.zh).to_lowercase();
            words.iter().all(|word| text.contains(word)) && !picked.contains(&pick.cited)
        };
        let found: Vec<Pick> = if words.is_empty() {
            let own = self.proposed.iter().cloned();
            let files = self.files.iter().map(|path| self.file(path));
            if self.proposed.is_empty() { files.collect() } else { own.collect() }
        } else {
            let new = |pick: &&Pick| self.proposed.iter().all(|known| known.cited != pick.cited);
            self.proposed.iter().chain(self.everything().iter().filter(new)).cloned().collect()
        };
        let mut picks: Vec<_> = found.iter().filter(holds).cloned().collect();
        let more = picks.len().saturating_sub(most);
        picks.truncate(most);
        Listing { picks, more }
    }

    /// What is typed as a place: a path with or without an anchor, a pattern, an address.
    ///
    /// # Errors
    ///
    /// Why it cannot be picked.
    pub(crate) fn typed(&self, cited: &str, item: &Item) -> Result<Pick, Text> {
        let pick = |what| Ok(Pick { cited: cited.to_owned(), what });
        match Target::parse(cited) {
            Target::Address if item.evidence.accept_address => {
                pick(text!("an address, never opened", "网址，不会打开"))
            }
            Target::Address => Err(text!(
                "an address is no evidence for this item; cite a file",
                "网址不能作为本条目的证据；请引用文件"
            )),
            Target::Glob(glob) => match self.shelf.expand(&glob) {
                Some(found) if !found.documents.is_empty() => {
                    let count = found.documents.len();
                    pick(text!("a pattern that finds {count}", "通配模式，找到 {count} 个文件"))
                }
                Some(_) => Err(text!("no file matches it", "没有文件与之匹配")),
                None => Err(outside()),
            },
            Target::File { path, anchor } => {
                let document = self.shelf.document(&self.shelf.resolve(&path).ok_or_else(outside)?);
                if let Some(why) = document.unreadable() {
                    return Err(why.text());
                }
                let headings = document.outline().map(|outline| outline.headings.as_slice()).unwrap_or_default();
                let Some(anchor) = anchor else { return pick(text!("a file", "文件")) };
                match headings.iter().find(|heading| heading.slug == anchor) {
                    Some(heading) => pick(Text::same(heading.title.clone())),
                    None => Err(text!("the file has no heading `#{anchor}`", "文件中没有标题 `#{anchor}`")),
                }
            }
        }
    }

    fn file(&self, path: &str) -> Pick {
        Pick { cited: self.shelf.relative(path), what: text!("a file", "文件") }
    }

    /// Every file and every heading.
    fn everything(&self) -> &[Pick] {
        self.all.get_or_init(|| {
            let read = |(at, path): (usize, &String)| {
                let mut picks = vec![self.file(path)];
                if at < MOST_READ && is_page(path) {
                    let document = self.shelf.document(path);
                    let headings = document.outline().map(|outline| outline.headings.as_slice()).unwrap_or_default();
                    let anchored = headings.iter().filter(|heading| !heading.slug.is_empty());
                    picks.extend(anchored.map(|heading| Pick {
                        cited: format!("{}#{}", self.shelf.relative(path), heading.slug),
                        what: Text::same(heading.title.clone()),
                    }));
                }
                picks
            };
            self.files.par_iter().enumerate().flat_map_iter(read).collect()
        })
    }
}

fn outside() -> Text {
    text!("it lies outside of the project", "该路径在项目之外")
}

/// Whether a manifest can name the file: not as a pattern, not as a path and an anchor, and without what steers a terminal.
fn is_citable(path: &str) -> bool {
    !path.contains(['*', '?', '[', '{', '#', '\\', '\n', '\r', '\t']) && hidden_in(path).is_none()
}

fn is_page(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("md" | "markdown" | "mdx" | "rst" | "html" | "htm"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::evidence::Memory;
    use crate::judge::Judge;

    fn cited(listing: &Listing) -> Vec<&str> {
        listing.picks.iter().map(|pick| pick.cited.as_str()).collect()
    }

    #[test]
    fn files_and_headings_are_narrowed_by_words_and_taken_as_they_are_typed() {
        let files = Memory::from([
            ("apps/a/docs/oversight.md", "# Human oversight\n\n## 停止系统\n"),
            ("README.md", "# Tide table\n\n## Oversight\n"),
            ("apps/a/governance.toml", ""),
            ("apps/a/b\u{1b}[31m.md", "x"),
        ]);
        let rulebook = Judge::new(date(2026, 11, 23)).rulebook().unwrap();
        let item = rulebook.item("security/human-oversight").unwrap();
        let shelf = Shelf::new(&files, "apps/a");
        let places = Places::of(&shelf, item, None);
        assert_eq!(cited(&places.listed("", &[], 9)), ["../../README.md", "docs/oversight.md"]);
        assert_eq!(cited(&places.listed("oversight", &["docs/oversight.md".to_owned()], 2)).len(), 2);
        assert_eq!(cited(&places.listed("停止 OVER", &[], 9)), ["docs/oversight.md#停止系统"]);
        assert_eq!(places.listed("oversight", &[], 1).more, 3);
        for (typed, fits) in [
            ("docs/oversight.md", true),
            ("docs/oversight.md#停止系统", true),
            ("../../README.md#oversight", true),
            ("docs/*.md", true),
            ("docs/oversight.md#nowhere", false),
            ("docs/none.md", false),
            ("../../../secret.md", false),
            ("/etc/passwd", false),
            ("none/*.md", false),
            ("https://a.example", false),
        ] {
            assert_eq!(places.typed(typed, item).is_ok(), fits, "{typed}");
        }
    }
}
