//! Globs of a pack: a list of patterns, built when a path is first held against it. A `*` does not cross `/`.

use std::sync::OnceLock;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::finding::{Code, Problem};
use crate::locale::text;
use crate::source::{Span, Spanned};

/// How many alternatives a glob may have to be taken apart.
const MOST_ALTERNATIVES: usize = 16;

/// A list of globs; a path matches when one of them does.
#[derive(Debug, Default)]
pub(crate) struct Globs {
    patterns: Vec<Spanned<String>>,
    set: OnceLock<GlobSet>,
}

impl Globs {
    /// The globs as written. They are not looked at before a path is; [`Globs::problems`] looks at once.
    pub(crate) fn new(patterns: Vec<Spanned<String>>) -> Self {
        Self { patterns, set: OnceLock::new() }
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
        self.set
            .get_or_init(|| {
                let mut builder = GlobSetBuilder::new();
                for pattern in self.patterns().flat_map(alternatives) {
                    if let Ok(glob) = strict(&pattern).build() {
                        builder.add(glob);
                    }
                }
                builder.build().unwrap_or_default()
            })
            .is_match(path)
    }
}

/// The globs that a glob with `{a,b}` stands for: simple ones are matched by their ending or name, without a regular expression.
/// A glob with nested, escaped or very many alternatives stays as it is.
fn alternatives(glob: &str) -> Vec<String> {
    let Some((before, (inside, after))) =
        glob.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    else {
        return vec![glob.to_owned()];
    };
    if inside.contains('{') || glob.contains(['\\', '[']) || glob.matches(',').count() > MOST_ALTERNATIVES {
        return vec![glob.to_owned()];
    }
    inside.split(',').flat_map(|choice| alternatives(&format!("{before}{choice}{after}"))).collect()
}

/// A glob whose `*` stays within a folder's name.
pub(crate) fn strict(pattern: &str) -> GlobBuilder<'_> {
    let mut builder = GlobBuilder::new(pattern);
    builder.literal_separator(true);
    builder
}

fn problem(pattern: &str, span: Span) -> Option<Problem> {
    if pattern.starts_with('/') || pattern.split('/').any(|part| part == "..") {
        let message = text!("the glob `{pattern}` leaves the project", "通配模式 `{pattern}` 超出了项目范围");
        let help = text!("write it relative to the manifest's folder", "请写成相对于清单所在文件夹的路径");
        return Some(Problem::new(Code::BadGlob, span, message).help(help));
    }
    let why = strict(pattern).build().err()?;
    let why = why.kind();
    Some(Problem::new(
        Code::BadGlob,
        span,
        text!("`{pattern}` is no glob: {why}", "`{pattern}` 不是有效的通配模式：{why}"),
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
        let codes: Vec<_> =
            globs(&["a{b", "ok/*.md", "../x", "/etc/*"]).problems().into_iter().map(|p| p.code).collect();
        assert_eq!(codes, [Code::BadGlob; 3]);
    }
}
