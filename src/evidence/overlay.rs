//! Files of which some texts are not those on disk: what an editor holds and has not saved yet.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Reach;
use super::files::{Contents, Files, Listed, Refusal, resolve};

/// Texts by their paths from the root.
pub(crate) type Texts = BTreeMap<String, Arc<[u8]>>;

/// Files with other texts in the place of some of them, whether or not anything stands there. What is listed is what lies below.
pub(crate) struct Overlay<F> {
    below: F,
    texts: Texts,
}

impl<F: Files> Overlay<F> {
    /// These files with these texts.
    pub(crate) fn new(below: F, texts: Texts) -> Self {
        Self { below, texts }
    }
}

impl<F: Files> Files for Overlay<F> {
    fn read(&self, path: &str, limit: u64) -> Result<Contents, Refusal> {
        let Some(text) = resolve("", path).and_then(|path| self.texts.get(&path)) else {
            return self.below.read(path, limit);
        };
        let kept = usize::try_from(limit).ok().and_then(|limit| text.get(..limit)).unwrap_or(text);
        Ok(Contents { bytes: kept.to_vec(), size: text.len() as u64 })
    }

    fn list(&self, folder: &str) -> Vec<Listed> {
        self.below.list(folder)
    }

    fn walk(&self) -> Vec<String> {
        self.below.walk()
    }

    fn walk_to(&self, reach: &Reach) -> Vec<String> {
        self.below.walk_to(reach)
    }

    fn display(&self, path: &str) -> String {
        self.below.display(path)
    }

    fn real(&self, path: &str) -> Option<String> {
        self.below.real(path)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Memory;
    use super::*;

    fn over(below: &Memory, path: &str, text: &str) -> Overlay<Memory> {
        Overlay::new(below.clone(), Texts::from([(path.to_owned(), Arc::from(text.as_bytes()))]))
    }

    #[test]
    fn one_text_is_another_and_all_else_is_as_it_was() {
        let below = Memory::from([("docs/a.md", "saved"), ("b.md", "two")]);
        let files = over(&below, "docs/a.md", "unsaved");
        for path in ["docs/a.md", "docs/../docs/a.md", "./docs/a.md"] {
            assert_eq!(files.read(path, 100).unwrap().bytes, b"unsaved", "{path}");
        }
        let head = files.read("docs/a.md", 2).unwrap();
        assert_eq!((head.bytes.as_slice(), head.size, head.is_whole()), (b"un".as_slice(), 7, false));
        assert_eq!(files.read("b.md", 100).unwrap().bytes, b"two");
        assert_eq!(files.read("../docs/a.md", 100), Err(Refusal::Outside));
        assert_eq!((files.list("docs"), files.walk()), (below.list("docs"), below.walk()));
        assert_eq!(over(&below, "new.md", "x").read("new.md", 100).unwrap().bytes, b"x");
    }
}
