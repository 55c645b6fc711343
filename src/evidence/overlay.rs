//! Files of which one text is not the one on disk: what an editor holds and has not saved yet.

use super::files::{Contents, Files, Listed, Refusal, resolve};

/// Files with another text in the place of one of them, whether or not anything stands there. What is listed is what lies below.
pub(crate) struct Overlay<'f> {
    below: Box<dyn Files + 'f>,
    path: String,
    text: &'f [u8],
}

impl<'f> Overlay<'f> {
    /// These files with this text at `path`.
    pub(crate) fn new(below: Box<dyn Files + 'f>, path: impl Into<String>, text: &'f [u8]) -> Self {
        Self { below, path: path.into(), text }
    }
}

impl Files for Overlay<'_> {
    fn read(&self, path: &str, limit: u64) -> Result<Contents, Refusal> {
        if resolve("", path).is_none_or(|path| path != self.path) {
            return self.below.read(path, limit);
        }
        let kept = usize::try_from(limit).ok().and_then(|limit| self.text.get(..limit)).unwrap_or(self.text);
        Ok(Contents { bytes: kept.to_vec(), size: self.text.len() as u64 })
    }

    fn list(&self, folder: &str) -> Vec<Listed> {
        self.below.list(folder)
    }

    fn walk(&self) -> Vec<String> {
        self.below.walk()
    }

    fn display(&self, path: &str) -> String {
        self.below.display(path)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Memory;
    use super::*;

    #[test]
    fn one_text_is_another_and_all_else_is_as_it_was() {
        let below = Memory::from([("docs/a.md", "saved"), ("b.md", "two")]);
        let files = Overlay::new(Box::new(below.clone()), "docs/a.md", b"unsaved");
        for path in ["docs/a.md", "docs/../docs/a.md", "./docs/a.md"] {
            assert_eq!(files.read(path, 100).unwrap().bytes, b"unsaved", "{path}");
        }
        let head = files.read("docs/a.md", 2).unwrap();
        assert_eq!((head.bytes.as_slice(), head.size, head.is_whole()), (b"un".as_slice(), 7, false));
        assert_eq!(files.read("b.md", 100).unwrap().bytes, b"two");
        assert_eq!(files.read("../docs/a.md", 100), Err(Refusal::Outside));
        assert_eq!((files.list("docs"), files.walk()), (below.list("docs"), below.walk()));
        assert_eq!(Overlay::new(Box::new(below), "new.md", b"x").read("new.md", 100).unwrap().bytes, b"x");
    }
}
