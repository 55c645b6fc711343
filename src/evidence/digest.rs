//! What of a document is looked at when it is reviewed, and the digest of just that. What a digest is held against is for others.

use std::borrow::Cow;

use sha1::{Digest, Sha1};

use super::document::{Document, hexadecimal, sha256};

impl Document {
    /// The text that a citation with this anchor speaks of, with line ends as LF: the same words give the same bytes on every system.
    /// Of a section, from the first character of the heading's words to the last that is not white space before the next heading of its
    /// rank. None for what is no text, and where the anchor leads nowhere.
    pub(crate) fn cited_text(&self, anchor: Option<&str>) -> Option<Cow<'_, str>> {
        let source = self.source()?;
        let Some(anchor) = anchor else { return Some(with_line_feeds(source.text())) };
        let section = self.outline()?.find(anchor)?.part();
        Some(with_line_feeds(source.slice(section).trim_end()))
    }

    /// The SHA-256 of what a citation with this anchor speaks of: of [`Self::cited_text`], or of the bytes of a file that is no text.
    /// None where it was not wholly read.
    pub(crate) fn cited_sha256(&self, anchor: Option<&str>) -> Option<String> {
        match self.source() {
            Some(_) => self.cited_text(anchor).map(|text| sha256(text.as_bytes())),
            None => self.sha256(),
        }
    }

    /// The name under which git keeps the text, as a whole and with line ends as LF. None for what is no text.
    pub(crate) fn git_blob(&self) -> Option<String> {
        let text = with_line_feeds(self.source()?.text());
        let mut hash = Sha1::new();
        hash.update(format!("blob {}\0", text.len()));
        hash.update(text.as_bytes());
        Some(hexadecimal(&hash.finalize()))
    }
}

fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::super::Contents;
    use super::*;

    fn document(path: &str, bytes: &[u8]) -> Document {
        let contents = Contents { bytes: bytes.to_vec(), size: bytes.len() as u64 };
        Document::new((path.into(), path.into()), Ok(contents), path.into(), None)
    }

    const PAGE: &str =
        "# Page\n\nAbove.\n\n## Stopping it\n\nPress the button.\n\n### Who\n\nA nurse.\n\n## Next\n\nBelow.\n";

    #[test]
    fn a_section_is_its_heading_and_all_under_it_and_nothing_else() {
        let section = "Stopping it\n\nPress the button.\n\n### Who\n\nA nurse.";
        for page in [
            PAGE.to_owned(),
            PAGE.replace("Above.", "Something else stands above.\n\nAnd more."),
            PAGE.replace("Below.", "Something else stands below."),
            PAGE.replace('\n', "\r\n"),
            format!("# Page\n\n## Next\n\nBelow.\n\n## {section}\n"),
            format!("## {section}\n\n\n# Other"),
        ] {
            let document = document("a.md", page.as_bytes());
            assert_eq!(document.cited_text(Some("stopping-it")).as_deref(), Some(section), "{page:?}");
            assert_eq!(document.cited_sha256(Some("stopping-it")), Some(sha256(section.as_bytes())), "{page:?}");
        }
        assert_eq!(document("a.md", PAGE.as_bytes()).cited_sha256(Some("nowhere")), None);
    }

    #[test]
    fn a_whole_file_is_its_bytes_but_for_line_ends() {
        let digest = sha256(PAGE.as_bytes());
        for page in [PAGE.to_owned(), PAGE.replace('\n', "\r\n")] {
            assert_eq!(document("a.md", page.as_bytes()).cited_sha256(None), Some(digest.clone()));
        }
        for other in [PAGE.trim_end().to_owned(), format!("\u{feff}{PAGE}"), PAGE.replace('\n', "\r")] {
            assert_ne!(document("a.md", other.as_bytes()).cited_sha256(None), Some(digest.clone()), "{other:?}");
        }
        let picture = b"\x89PNG\r\n\x1a\n\xff";
        assert_eq!(document("a.png", picture).cited_sha256(None), Some(sha256(picture)));
    }

    #[test]
    fn the_name_is_the_one_that_git_gives() {
        // `printf 'hello\n' | git hash-object --stdin`
        let name = Some("ce013625030ba8dba906f756967f9e9ca394464a".to_owned());
        assert_eq!(document("a.md", b"hello\n").git_blob(), name);
        assert_eq!(document("a.md", b"hello\r\n").git_blob(), name);
        assert_eq!(document("a.png", b"\xff").git_blob(), None);
    }
}
