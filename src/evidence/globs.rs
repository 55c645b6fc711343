//! Globs of a pack: a list of patterns that paths are held against as they stand. A `*` does not cross `/`. How one glob matches is
//! `glob`'s business.

use std::sync::OnceLock;

use globset::GlobBuilder;

use super::braces::{Ready, alternatives};
use crate::finding::{Code, Problem};
use crate::locale::{Text, text};
use crate::source::{Span, Spanned};

/// A list of globs; a path matches when one of them does.
#[derive(Debug, Default)]
pub(crate) struct Globs {
    patterns: Vec<Spanned<String>>,
    ready: OnceLock<Vec<Ready>>,
}

impl Globs {
    /// The globs as written. They are not looked at before a path is; [`Globs::problems`] looks at once.
    pub(crate) fn new(patterns: Vec<Spanned<String>>) -> Self {
        Self { patterns, ready: OnceLock::new() }
    }

    /// The patterns as written.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &str> {
        self.patterns.iter().map(|pattern| pattern.value.as_str())
    }

    /// Every pattern that is no glob, or that could only match outside a project.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        self.patterns.iter().filter_map(|pattern| problem(&pattern.value, pattern.span)).collect()
    }

    /// Whether a path matches one of the patterns.
    pub(crate) fn is_match(&self, path: &str) -> bool {
        let ready = self.ready.get_or_init(|| self.patterns().map(Ready::new).collect());
        ready.iter().zip(self.patterns()).any(|(ready, glob)| ready.matches(glob, path))
    }
}

/// A glob whose `*` stays within a folder's name, and whose `{a,}` may stand for nothing.
pub(crate) fn strict(pattern: &str) -> GlobBuilder<'_> {
    let mut builder = GlobBuilder::new(pattern);
    builder.literal_separator(true).empty_alternates(true);
    builder
}

fn problem(pattern: &str, span: Span) -> Option<Problem> {
    if pattern.starts_with('/') || pattern.split('/').any(|part| part == "..") {
        let message = text!("the glob `{pattern}` leaves the project", "通配模式 `{pattern}` 超出了项目范围");
        let help = text!("write it relative to the manifest's folder", "请写成相对于清单所在文件夹的路径");
        return Some(Problem::new(Code::BadGlob, span, message).help(help));
    }
    let why = match strict(pattern).build() {
        Ok(_) if alternatives(pattern).is_some() => return None,
        Ok(_) => text!("it stands for too many globs", "展开后的模式过多"),
        Err(error) => Text::same(error.kind().to_string()),
    };
    let (en, zh) = (why.en, why.zh);
    Some(Problem::new(
        Code::BadGlob,
        span,
        text!("`{pattern}` is no glob: {en}", "`{pattern}` 不是有效的通配模式：{zh}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn globs(patterns: &[&str]) -> Globs {
        Globs::new(patterns.iter().map(|pattern| Spanned::new((*pattern).to_owned(), Span::default())).collect())
    }

    #[test]
    fn a_star_does_not_cross_a_slash() {
        for (pattern, path, expected) in [
            ("**/*.md", "a.md", true),
            ("**/*.md", "docs/deep/a.md", true),
            ("docs/*.md", "docs/a.md", true),
            ("docs/*.md", "docs/deep/a.md", false),
            ("{README,MODEL_CARD}*.md", "README.zh.md", true),
            ("LICEN[CS]E*", "LICENCE", true),
            ("{.github/,docs/,}SECURITY.{md,txt}", "docs/SECURITY.txt", true),
            ("{.github/,docs/,}SECURITY.{md,txt}", "SECURITY.md", true),
            ("{.github/,docs/,}SECURITY.{md,txt}", "src/SECURITY.md", false),
            ("{a{b,c},d}.md", "ac.md", true),
            ("*.md", "docs/a.md", false),
        ] {
            assert_eq!(globs(&[pattern]).is_match(path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn every_bad_glob_is_told() {
        let codes: Vec<_> = globs(&["a{b", "ok/*.md", "../x", "/etc/*", &"{a,b}".repeat(20)])
            .problems()
            .into_iter()
            .map(|p| p.code)
            .collect();
        assert_eq!(codes, [Code::BadGlob; 4]);
    }
}
