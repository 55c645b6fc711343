//! What one evidence entry of an answer points at. Whether it is there is for the shelf to say.

use crate::source::{Span, Spanned};

/// One entry of an answer's `evidence`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Citation {
    /// As written.
    pub(crate) cited: String,
    /// Where it is written.
    pub(crate) span: Span,
    /// What it points at.
    pub(crate) target: Target,
    /// A word on it.
    pub(crate) note: Option<String>,
    /// The digest that the file had when it was cited, 64 lower-case hexadecimal digits.
    pub(crate) sha256: Option<Spanned<String>>,
}

/// What an entry points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// A file or the part of it under a heading, relative to the manifest.
    File {
        /// The path as written.
        path: String,
        /// The heading's anchor, as written.
        anchor: Option<String>,
    },
    /// Every file that the glob matches, relative to the manifest.
    Glob(String),
    /// An address. Nothing is ever fetched.
    Address,
}

impl Target {
    /// Reads `path`, `path#anchor`, a glob or an address.
    #[must_use]
    pub(crate) fn parse(cited: &str) -> Self {
        if is_address(cited) {
            return Self::Address;
        }
        let (path, anchor) = match cited.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor.to_owned())),
            None => (cited, None),
        };
        if anchor.is_none() && path.contains(['*', '?', '[', '{']) {
            return Self::Glob(path.to_owned());
        }
        Self::File { path: path.to_owned(), anchor: anchor.filter(|anchor| !anchor.is_empty()) }
    }
}

fn is_address(cited: &str) -> bool {
    let scheme = cited.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_evidence_is_read() {
        let file =
            |path: &str, anchor: Option<&str>| Target::File { path: path.into(), anchor: anchor.map(Into::into) };
        for (cited, target) in [
            ("docs/a.md", file("docs/a.md", None)),
            ("docs/a.md#stopping", file("docs/a.md", Some("stopping"))),
            ("docs/a.md#%E5%81%9C%E7%94%A8", file("docs/a.md", Some("%E5%81%9C%E7%94%A8"))),
            ("docs/a.md#停用", file("docs/a.md", Some("停用"))),
            ("docs/a.md#", file("docs/a.md", None)),
            ("evals/*.json", Target::Glob("evals/*.json".into())),
            ("https://a.example/b#c", Target::Address),
            ("HTTP://a.example", Target::Address),
            ("ftp://a.example", file("ftp://a.example", None)),
        ] {
            assert_eq!(Target::parse(cited), target, "{cited}");
        }
    }
}
