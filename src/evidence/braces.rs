//! Globs with `{…}`, which stand for several, as they do for a shell.

use std::ops::Range;
use std::sync::OnceLock;

use super::glob::{ByteSet, Simple, class, contains, core};

/// How many globs one with alternatives may stand for.
const MOST_ALTERNATIVES: usize = 4096;

/// A glob made ready.
#[derive(Debug)]
pub(super) enum Ready {
    /// It has no alternatives.
    Simple(Simple),
    /// They are the ends that a path may have, as in `**/*.{md,txt}`: what stands before them, and where in the glob they do.
    Ends(Simple, Range<usize>),
    /// What all of them have in common, and what they are: they are written out when a path comes that holds that. Of many for one path
    /// most are told by their bytes.
    Either(Range<usize>, OnceLock<Vec<(ByteSet, Simple)>>),
}

impl Ready {
    pub(super) fn new(glob: &str) -> Self {
        let Some((before, choices, after)) = braces(glob) else { return Self::Simple(Simple::new(glob.to_owned())) };
        let plain = |text: &str| !text.contains(['*', '?', '[', ']', '{', '}', '\\', '/']);
        if after.is_empty() && before.ends_with('.') && choices.iter().all(|choice| plain(choice)) {
            return Self::Ends(Simple::new(before.to_owned()), before.len() + 1..glob.len() - 1);
        }
        Self::Either(common(glob), OnceLock::new())
    }

    /// Whether a path matches `glob`, of which this was made. One that stands for too many globs matches nothing.
    pub(super) fn matches(&self, glob: &str, path: &str) -> bool {
        match self {
            Self::Simple(simple) => simple.matches(path),
            Self::Ends(before, choices) => {
                let mut ends = glob.get(choices.clone()).unwrap_or_default().split(',');
                ends.any(|end| path.strip_suffix(end).is_some_and(|rest| before.matches(rest)))
            }
            Self::Either(common, written) => {
                let common = glob.as_bytes().get(common.clone());
                if !common.is_some_and(|common| contains(path.as_bytes(), common)) {
                    return false;
                }
                let (alternatives, bytes) = (written.get_or_init(|| written_out(glob)), ByteSet::of(path));
                alternatives.iter().any(|(own, simple)| bytes.holds(*own) && simple.matches(path))
            }
        }
    }
}

/// The longest stretch of a glob that stands for itself in whichever of its alternatives.
fn common(glob: &str) -> Range<usize> {
    let (mut longest, mut start) = (0..0, 0);
    while let Some(rest) = glob.get(start..) {
        let braces = braces(rest);
        let core = core(braces.as_ref().map_or(rest, |(before, ..)| before));
        if core.len() > longest.len() {
            longest = start + core.start..start + core.end;
        }
        let Some((_, _, after)) = braces else { break };
        start = glob.len() - after.len();
    }
    longest
}

/// The globs without `{…}` that a glob stands for, with their bytes; none when they are too many.
fn written_out(glob: &str) -> Vec<(ByteSet, Simple)> {
    let alternatives = alternatives(glob).into_iter().flatten();
    alternatives.map(|simple| (simple.bytes(), simple)).collect()
}

/// The globs without `{…}` that a glob stands for; none when they are too many.
pub(super) fn alternatives(glob: &str) -> Option<Vec<Simple>> {
    let mut open = vec![glob.to_owned()];
    let mut found = Vec::new();
    while let Some(glob) = open.pop() {
        match braces(&glob) {
            None => found.push(Simple::new(glob)),
            Some((before, choices, after)) => {
                open.extend(choices.into_iter().map(|choice| format!("{before}{choice}{after}")));
            }
        }
        if found.len() + open.len() > MOST_ALTERNATIVES {
            return None;
        }
    }
    Some(found)
}

/// What stands before the first braces, between their commas, and after them.
fn braces(glob: &str) -> Option<(&str, Vec<&str>, &str)> {
    // Most have none, and bytes are looked at sooner than characters.
    let mut rest = glob.contains('{').then_some(glob)?;
    let mut depth = 0_usize;
    // Where the choice begins that is being read, and where the braces do.
    let (mut from, mut start) = (0, 0);
    let mut choices = Vec::new();
    while let Some(next) = rest.chars().next() {
        let at = glob.len() - rest.len();
        rest = rest.get(next.len_utf8()..)?;
        match next {
            '\\' => rest = rest.get(rest.chars().next().map_or(0, char::len_utf8)..)?,
            '[' => rest = class(rest).map_or(rest, |(_, behind)| behind),
            '{' => {
                depth += 1;
                if depth == 1 {
                    (start, from) = (at, at + 1);
                }
            }
            ',' | '}' if depth == 1 => {
                choices.push(glob.get(from..at)?);
                from = at + 1;
                if next == '}' {
                    return Some((glob.get(..start)?, choices, rest));
                }
            }
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use globset::GlobBuilder;
    use proptest::prelude::*;

    use super::*;

    fn any(glob: &str, path: &str) -> bool {
        let found = alternatives(glob).unwrap().iter().any(|glob| glob.matches(path));
        assert_eq!(Ready::new(glob).matches(glob, path), found, "{glob} {path}");
        found
    }

    #[test]
    fn what_alternatives_have_in_common_stands_outside_of_their_braces() {
        for (glob, expected) in [
            ("{.github/,docs/,}SECURITY.{md,txt}", "SECURITY."),
            ("{a,b}", ""),
            ("{evals,docs}/**/*fair*{,-[0-9]}.json", ".json"),
            ("ab{c{d,e}f,g}h", "ab"),
            ("{a,b}/隐私*{.md,}", "隐私"),
        ] {
            assert_eq!(&glob[common(glob)], expected, "{glob}");
        }
    }

    #[test]
    fn a_glob_matches_whole_characters_within_a_name() {
        for (glob, path, expected) in [
            ("第?章.md", "第三章.md", true),
            ("第[一二三]章.md", "第三章.md", true),
            ("第[!一二三]章.md", "第三章.md", false),
            ("a[!b]c", "a/c", false),
            ("a[.-0]c", "a/c", false),
            ("a?c", "a/c", false),
            ("[]a]", "]", true),
            ("[a-]", "-", true),
            ("[!a-c]x", "dx", true),
            ("\\*.md", "*.md", true),
            ("\\*.md", "a.md", false),
            ("{a,b{c,d}}{,.md}", "bd.md", true),
            ("{a,b{c,d}}{,.md}", "a", true),
            ("[{]", "{", true),
            ("docs/**", "docs/a/b", true),
            ("docs/**", "docs", false),
            ("a/**/b/*.md", "a/x/b/y/b/z.md", true),
            ("**/*a*b*c.md", "x/cab/aabbcc.md", true),
            ("**/隐私*.md", "docs/隐私政策.md", true),
        ] {
            assert_eq!(any(glob, path), expected, "{glob} {path}");
        }
    }

    #[test]
    fn hostile_braces_end_soon() {
        assert!(alternatives(&"{a,b}".repeat(40)).is_none());
        assert!(alternatives(&"{".repeat(10_000)).is_some());
        assert!(alternatives(&"{a,".repeat(10_000)).is_some());
    }

    fn glob() -> impl Strategy<Value = String> {
        let name = |pieces: &[&'static str]| {
            prop::collection::vec(prop::sample::select(pieces.to_vec()), 1..4).prop_map(|pieces| pieces.concat())
        };
        // A star at the edge of braces could come to stand beside another.
        let calm = || name(&["a", "b", "ab", "文", ".md", "[ab]", "\\*", "a*b"]);
        let name = prop_oneof![
            4 => name(&["a", "b", "ab", "文", ".md", "*", "[ab]", "[a-c]", "[]b]", "\\*", ",", "*a"]),
            2 => (calm(), calm(), calm()).prop_map(|(a, b, c)| format!("{{{a},{b}}}{c}")),
            1 => (calm(), calm()).prop_map(|(a, b)| format!("{a}{{{b},{{{a},}}}}")),
            1 => (calm(), calm(), calm()).prop_map(|(a, b, c)| format!("{a}.{{{b},{c},}}")),
            1 => Just("?".to_owned()),
            2 => Just("**".to_owned()),
        ];
        prop::collection::vec(name, 1..5).prop_map(|names| names.join("/"))
    }

    proptest! {
        #[test]
        fn a_glob_matches_what_globset_matches(glob in glob(), paths in prop::collection::vec("([ab文]{0,2}(c|\\.md|,|\\*)?/){0,3}[ab]{1,2}(\\.md|,)?", 8)) {
            // `**/**` alone matches no file for globset; `?` is a byte of 文 for it.
            if glob.ends_with("**/**") || glob.contains('?') && glob.contains('文') {
                return Ok(());
            }
            let oracle = GlobBuilder::new(&glob).literal_separator(true).empty_alternates(true).build().unwrap().compile_matcher();
            for path in paths.iter().filter(|path| !(glob.contains('?') && path.contains('文'))) {
                prop_assert_eq!(any(&glob, path), oracle.is_match(path), "{} {}", glob, path);
            }
        }
    }
}
