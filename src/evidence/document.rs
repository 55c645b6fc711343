//! One evidence file: what kind it is, and what it says, each worked out once, when first asked. It finds no fault.

use std::sync::Arc;

use memchr::memchr;
use sha2::{Digest, Sha256};

use super::files::{Contents, Refusal};
use super::reading::{Reading, Readings};
use crate::finding::Problem;
use crate::locale::{Text, text};
use crate::source::{Source, Span};
use crate::text::{FrontMatterFormat, Hollow, Outline, Visible, Weight, Writing};
use crate::text::{hollow_data, hollowness, outline, spdx_of};
use crate::tree::path::{JsonPath, Selection};
use crate::tree::{self, Node, Parsed};

/// How large a file may be to be read as text, in bytes.
pub(crate) const TEXT_LIMIT: u64 = 8 * 1024 * 1024;

/// A file, or the reason why there is none.
#[derive(Debug)]
pub(crate) struct Document {
    /// The path from the project's root.
    pub(crate) path: String,
    /// The path from the manifest's folder where the file lies below it; globs are matched against this.
    pub(crate) local: String,
    state: State,
}

#[derive(Debug)]
enum State {
    Text(Source, Arc<Reading>),
    Binary { digest: Option<String>, blank: bool },
    Unreadable(Unreadable),
}

/// Why nothing can be said about what a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It was not opened.
    Refused(Refusal),
    /// It has this many bytes, more than the limit.
    TooLarge(u64),
    /// It should be text, and this byte is not UTF-8.
    NotUtf8(usize),
}

impl Unreadable {
    /// The reason in the reader's language, to follow a path and a colon.
    #[must_use]
    pub(crate) fn text(&self) -> Text {
        match self {
            Self::Refused(refusal) => refusal.text(),
            Self::TooLarge(size) => {
                let (size, limit) = (size >> 20, TEXT_LIMIT >> 20);
                text!(
                    "it has {size} MiB, and no more than {limit} MiB are read",
                    "文件有 {size} MiB，最多只读 {limit} MiB"
                )
            }
            Self::NotUtf8(at) => text!("byte {at} is not UTF-8", "第 {at} 字节不是 UTF-8 编码"),
        }
    }
}

/// The values of a structured file or of the front matter of a text.
#[derive(Debug)]
pub(crate) struct Data {
    /// The values; none where there are none.
    values: Option<Node>,
    /// What is wrong with the file's syntax.
    pub(crate) problems: Vec<Problem>,
}

impl Data {
    /// What a query selects. Nothing where there are no values.
    pub(crate) fn select(&self, path: &JsonPath) -> Selection<'_> {
        match &self.values {
            Some(root) => path.select(root),
            None => Selection { nodes: Vec::new(), complete: true },
        }
    }
}

/// What a file holds by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Json,
    Yaml,
    Toml,
    Markdown,
    Html,
    Plain,
    Table,
    /// A file without an extension, such as a licence.
    Bare,
    Other,
}

/// Lists of packages that their tools write in TOML under a name that does not say so.
const TOML_LOCKS: [&str; 4] = ["Cargo.lock", "pdm.lock", "poetry.lock", "uv.lock"];

impl Kind {
    fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        if TOML_LOCKS.contains(&name) {
            return Self::Toml;
        }
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("json" | "cdx" | "spdx") => Self::Json,
            Some("yaml" | "yml" | "cff") => Self::Yaml,
            Some("toml") => Self::Toml,
            Some("md" | "mdx" | "markdown" | "adoc") => Self::Markdown,
            Some("html" | "htm") => Self::Html,
            Some("rst" | "txt") => Self::Plain,
            Some("csv" | "tsv" | "jsonl" | "ndjson" | "log") => Self::Table,
            None => Self::Bare,
            Some(_) => Self::Other,
        }
    }

    fn must_be_text(self) -> bool {
        !matches!(self, Self::Bare | Self::Other)
    }

    /// How it is written, where people read it.
    fn writing(self) -> Option<Writing> {
        match self {
            Self::Markdown => Some(Writing::Markdown),
            Self::Html => Some(Writing::Html),
            Self::Plain | Self::Bare => Some(Writing::Plain),
            Self::Json | Self::Yaml | Self::Toml | Self::Table | Self::Other => None,
        }
    }
}

impl Document {
    /// The document that reading `path` gave, under the name that users see. What is known of its text may be shared.
    pub(crate) fn new(
        (path, local): (String, String),
        read: Result<Contents, Refusal>,
        name: String,
        shared: Option<&Readings>,
    ) -> Self {
        let state = match read {
            Err(refusal) => State::Unreadable(Unreadable::Refused(refusal)),
            Ok(contents) => State::of(contents, Kind::of(&path), name, shared),
        };
        Self { path, local, state }
    }

    /// The text, where it is one.
    pub(crate) fn source(&self) -> Option<&Source> {
        self.text().map(|(source, _)| source)
    }

    /// The text, where it is one, and what is known of it.
    fn text(&self) -> Option<(&Source, &Reading)> {
        match &self.state {
            State::Text(source, reading) => Some((source, reading)),
            State::Binary { .. } | State::Unreadable(_) => None,
        }
    }

    /// What a section of the text weighs against the words that are asked of it.
    pub(crate) fn weigh(&self, section: Span, min_words: usize) -> Option<Weight> {
        self.text().map(|(source, reading)| reading.weigh(source.text(), section, min_words))
    }

    /// What a reader takes in of a part of the text: not its comments, and not the line breaks that only fit it to a width.
    pub(crate) fn seen(&self, part: Span) -> Option<&str> {
        let (source, visible) = self.visible()?;
        visible.text(source.text()).get(visible.span_of(part).range())
    }

    /// Where in the file something stands that was found in what is seen of a part.
    pub(crate) fn place_of(&self, part: Span, found: Span) -> Option<Span> {
        let (_, visible) = self.visible()?;
        Some(visible.place_of(found.shifted(visible.span_of(part).start)))
    }

    fn visible(&self) -> Option<(&Source, &Visible)> {
        let (source, reading) = self.text()?;
        let look = || Kind::of(&self.path).writing().map(|writing| Visible::of(source.text(), writing));
        Some((source, reading.visible.get_or_init(|| look().unwrap_or_default())))
    }

    /// The SPDX id of the licence that the text is, and the phrase that tells it.
    pub(crate) fn licence(&self) -> Option<(&'static str, Span)> {
        let (source, reading) = self.text()?;
        *reading.licence.get_or_init(|| spdx_of(source.text()))
    }

    /// Why it cannot be looked at.
    pub(crate) fn unreadable(&self) -> Option<&Unreadable> {
        match &self.state {
            State::Unreadable(why) => Some(why),
            State::Text(..) | State::Binary { .. } => None,
        }
    }

    /// Whether it is a text that people read, rather than values or a licence-like file without an extension.
    pub(crate) fn is_data(&self) -> bool {
        matches!(Kind::of(&self.path), Kind::Json | Kind::Yaml | Kind::Toml)
    }

    /// Its headings. None for what is no text.
    pub(crate) fn outline(&self) -> Option<&Outline> {
        let (source, reading) = self.text()?;
        Some(reading.outline.get_or_init(|| outline(source.text())))
    }

    /// Its values: the whole file's, or those of its front matter.
    pub(crate) fn data(&self) -> Option<&Data> {
        let (source, reading) = self.text()?;
        Some(reading.data.get_or_init(|| {
            let whole = source.text();
            match Kind::of(&self.path) {
                Kind::Json => Data::from(tree::json::parse(whole)),
                Kind::Yaml => Data::from(tree::yaml::parse(whole)),
                Kind::Toml => Data::from(tree::toml::parse(whole)),
                Kind::Markdown | Kind::Html | Kind::Plain => self.front_matter(),
                Kind::Table | Kind::Bare | Kind::Other => Data { values: None, problems: Vec::new() },
            }
        }))
    }

    fn front_matter(&self) -> Data {
        let none = Data { values: None, problems: Vec::new() };
        let (Some(source), Some(outline)) = (self.source(), self.outline()) else { return none };
        let Some(front) = &outline.front_matter else { return none };
        // Empty lines in place of what stands before it keep every place what it is in the file.
        let block = format!("{}{}", "\n".repeat(front.span.start), source.slice(front.span));
        Data::from(match front.format {
            FrontMatterFormat::Yaml => tree::yaml::parse(&block),
            FrontMatterFormat::Toml => tree::toml::parse(&block),
        })
    }

    /// Whether the file as a whole says nothing.
    pub(crate) fn hollow(&self) -> Option<Hollow> {
        match &self.state {
            State::Text(source, reading) => *reading
                .hollow
                .get_or_init(|| if self.is_data() { hollow_data(source.text()) } else { hollowness(source.text()) }),
            State::Binary { blank, .. } => blank.then_some(Hollow::Zeros),
            State::Unreadable(_) => None,
        }
    }

    /// One of the bits that a search for many things at once has found in what is seen of the text. The search with the id that comes
    /// first is made once.
    pub(crate) fn swept(&self, id: u64, bit: usize, search: impl Fn(&str) -> Vec<u64>) -> bool {
        let (Some((source, visible)), Some((_, reading))) = (self.visible(), self.text()) else { return false };
        let is_set = |bits: &[u64]| bits.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1);
        let search = || search(visible.text(source.text()));
        let (first, bits) = reading.swept.get_or_init(|| (id, search()));
        if *first == id { is_set(bits) } else { is_set(&search()) }
    }

    /// The SHA-256 of the file, in lower-case hexadecimal digits; none where it was not wholly read.
    pub(crate) fn sha256(&self) -> Option<String> {
        match &self.state {
            State::Text(source, _) => Some(sha256(source.text().as_bytes())),
            State::Binary { digest, .. } => digest.clone(),
            State::Unreadable(_) => None,
        }
    }
}

impl State {
    fn of(contents: Contents, kind: Kind, name: String, shared: Option<&Readings>) -> Self {
        let whole = contents.is_whole();
        if !whole && kind.must_be_text() {
            return Self::Unreadable(Unreadable::TooLarge(contents.size));
        }
        let blank = contents.bytes.iter().all(|&byte| byte == 0) && !contents.bytes.is_empty();
        if !whole {
            return Self::Binary { digest: None, blank };
        }
        match String::from_utf8(contents.bytes) {
            Ok(text) if memchr(0, text.as_bytes()).is_none() => {
                let reading = shared.map(|shared| shared.of(&text, kind)).unwrap_or_default();
                Self::Text(Source::new(name, text), reading)
            }
            Ok(text) => Self::binary(text.as_bytes(), blank),
            Err(error) if kind.must_be_text() => {
                Self::Unreadable(Unreadable::NotUtf8(error.utf8_error().valid_up_to() + 1))
            }
            Err(error) => Self::binary(error.as_bytes(), blank),
        }
    }

    fn binary(bytes: &[u8], blank: bool) -> Self {
        Self::Binary { digest: Some(sha256(bytes)), blank }
    }
}

impl From<Parsed> for Data {
    fn from(parsed: Parsed) -> Self {
        Self { values: parsed.root, problems: parsed.problems }
    }
}

/// The SHA-256 of some bytes, in lower-case hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Bytes in lower-case hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        for four in [byte >> 4, byte & 15] {
            out.push(char::from(DIGITS[usize::from(four)]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(path: &str, bytes: &[u8], size: usize) -> Document {
        let contents = Contents { bytes: bytes.to_vec(), size: size as u64 };
        Document::new((path.into(), path.into()), Ok(contents), path.into(), None)
    }

    #[test]
    fn a_file_is_text_binary_or_unreadable() {
        assert!(document("a.md", b"words", 5).source().is_some());
        assert!(document("LICENSE", "许可".as_bytes(), 6).source().is_some());
        assert_eq!(document("a.md", b"\xff", 1).unreadable(), Some(&Unreadable::NotUtf8(1)));
        assert_eq!(document("a.md", b"w", 9_000_000).unreadable(), Some(&Unreadable::TooLarge(9_000_000)));
        let picture = document("a.png", b"\x89PNG\xff", 5);
        assert!(picture.source().is_none() && picture.unreadable().is_none() && picture.sha256().is_some());
        assert_eq!(document("a.bin", &[0; 100], 9_000_000).hollow(), Some(Hollow::Zeros));
    }

    #[test]
    fn a_lock_file_in_toml_is_data() {
        let text = "version = 1\n\n[[package]]\nname = \"ferry\"\nversion = \"1.0.0\"\n";
        for path in ["uv.lock", "api/Cargo.lock", "poetry.lock", "pdm.lock"] {
            let document = document(path, text.as_bytes(), text.len());
            assert_eq!(document.hollow(), None, "{path}");
            let names = document.data().unwrap().select(&JsonPath::new("$.package[*].name".to_owned()));
            assert_eq!(names.nodes.len(), 1, "{path}");
        }
        assert_eq!(document("uv.lock", b"# nothing\n", 10).hollow(), Some(Hollow::Empty));
        assert!(!document("yarn.lock", text.as_bytes(), text.len()).is_data());
    }

    #[test]
    fn what_people_read_runs_on_and_data_does_not() {
        for (path, expected) in [
            ("a.md", "四百天"),
            ("a.rst", "四百天"),
            ("site/security.txt", "四百天"),
            ("a.html", "四百天"),
            ("LICENSE", "四百天"),
            ("docs/AUTHORS", "四百天"),
            ("a.json", "四百\n天"),
            ("a.csv", "四百\n天"),
            ("a.py", "四百\n天"),
            (".env", "四百\n天"),
            ("docs.d/.env", "四百\n天"),
        ] {
            let text = "四百\n天";
            let document = document(path, text.as_bytes(), text.len());
            let part = Span::new(0, text.len());
            assert_eq!(document.seen(part), Some(expected), "{path}");
            assert_eq!(document.place_of(part, Span::new(0, expected.len())), Some(part), "{path}");
            assert_eq!(document.seen(Span::new(7, text.len())), Some("天"), "{path}");
        }
    }

    #[test]
    fn the_digest_is_that_of_the_bytes() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(document("a.md", b"", 0).sha256().as_deref(), Some(empty));
    }
}
