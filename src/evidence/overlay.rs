//! Files with some of their texts in another wording that is not written yet. Which wording that is, is the caller's.

use std::collections::BTreeMap;

use super::files::{Contents, Files, Listed, Refusal};

/// The files below, and in front of them the texts that stand for what the files of these names (as they are shown) hold.
pub(crate) struct Overlay<'f> {
    below: &'f dyn Files,
    texts: &'f BTreeMap<String, String>,
}

impl<'f> Overlay<'f> {
    /// The texts in front of the files.
    pub(crate) fn new(below: &'f dyn Files, texts: &'f BTreeMap<String, String>) -> Self {
        Self { below, texts }
    }
}

impl Files for Overlay<'_> {
    fn read(&self, path: &str, limit: u64) -> Result<Contents, Refusal> {
        // What may not be read below may not be read here.
        let contents = self.below.read(path, limit)?;
        if self.texts.is_empty() {
            return Ok(contents);
        }
        let Some(text) = self.texts.get(&self.display(path)) else { return Ok(contents) };
        let kept = usize::try_from(limit).map_or(text.len(), |limit| text.len().min(limit));
        let bytes = text.as_bytes().get(..kept).unwrap_or_default().to_vec();
        Ok(Contents { bytes, size: text.len() as u64 })
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
    use super::*;
    use crate::evidence::Memory;

    #[test]
    fn a_text_stands_for_its_file_and_makes_none() {
        let files = Memory::from([("a", "one"), ("b", "two")]);
        let texts = BTreeMap::from([("a".to_owned(), "three".to_owned()), ("c".to_owned(), "x".to_owned())]);
        let overlay = Overlay::new(&files, &texts);
        let read = |path, limit| overlay.read(path, limit).map(|contents| (contents.bytes, contents.size));
        assert_eq!(read("a", 99), Ok((b"three".to_vec(), 5)));
        assert_eq!(read("a", 2), Ok((b"th".to_vec(), 5)));
        assert_eq!(read("b", 99), Ok((b"two".to_vec(), 3)));
        assert_eq!(read("c", 99), Err(Refusal::Missing));
    }
}
