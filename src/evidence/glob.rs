//! Matches a path against a glob as it stands: no automaton is built, so a glob that sees a handful of paths costs next to nothing. Whether
//! a glob is one is `globset`'s judgement; on what it matches both agree, save that here `?` and `[…]` take a whole character of any
//! script and never a `/`, and that `{…}` is written out first, as a shell does.

use std::ops::Range;
use std::sync::OnceLock;

use memchr::memchr_iter;

/// How many globs one with alternatives may stand for.
const MOST_ALTERNATIVES: usize = 4096;

/// A glob made ready: one with alternatives is written out when a path comes that holds what all of them have in common.
#[derive(Debug)]
pub(super) enum Ready {
    /// It has none.
    Simple(Simple),
    /// What they have in common, and what they are.
    Either(Range<usize>, OnceLock<Vec<Simple>>),
}

impl Ready {
    pub(super) fn new(glob: &str) -> Self {
        match common(glob) {
            None => Self::Simple(Simple::new(glob.to_owned())),
            Some(common) => Self::Either(common, OnceLock::new()),
        }
    }

    /// Whether a path matches `glob`, of which this was made. One that stands for too many globs matches nothing.
    pub(super) fn matches(&self, glob: &str, path: &str) -> bool {
        match self {
            Self::Simple(simple) => simple.matches(path),
            Self::Either(common, written) => {
                let holds = glob.as_bytes().get(common.clone()).is_some_and(|common| contains(path.as_bytes(), common));
                let written = || written.get_or_init(|| alternatives(glob).unwrap_or_default());
                holds && written().iter().any(|simple| simple.matches(path))
            }
        }
    }
}

/// The longest stretch of a glob that stands for itself in whichever of its alternatives; none where it has no alternatives.
fn common(glob: &str) -> Option<Range<usize>> {
    braces(glob)?;
    let (mut longest, mut start) = (0..0, 0);
    loop {
        let rest = glob.get(start..)?;
        let braces = braces(rest);
        let core = core(braces.as_ref().map_or(rest, |(before, ..)| before));
        if core.len() > longest.len() {
            longest = start + core.start..start + core.end;
        }
        let Some((_, _, after)) = braces else { return Some(longest) };
        start = glob.len() - after.len();
    }
}

/// A glob without `{…}`.
#[derive(Debug)]
pub(super) struct Simple {
    glob: String,
    /// How many bytes at its start, and from which on to its end, stand for themselves: most paths differ there already.
    head: usize,
    tail: usize,
    middle: Middle,
}

/// What stands between the head and the tail of a glob.
#[derive(Debug)]
enum Middle {
    /// Nothing: the glob is a path.
    Nothing,
    /// `*`: what is left of a name.
    Name,
    /// `**/`: any folders.
    Folders,
    /// `**/*`, or `**` at the end: anything at all.
    Anything,
    /// Something else, in which these bytes stand for themselves.
    Other(Range<usize>),
}

impl Simple {
    fn new(glob: String) -> Self {
        let special = |byte: u8| matches!(byte, b'*' | b'?' | b'[' | b']' | b'\\');
        let head = glob.bytes().position(special).unwrap_or(glob.len());
        let tail = glob.bytes().rposition(|byte| special(byte) || byte == b'/').map_or(0, |at| at + 1);
        let starts_name = head == 0 || glob.as_bytes().get(head - 1) == Some(&b'/');
        let middle = match glob.get(head..tail.max(head)).unwrap_or_default() {
            "" => Middle::Nothing,
            "*" => Middle::Name,
            "**/" if starts_name => Middle::Folders,
            "**/*" if starts_name => Middle::Anything,
            "**" if starts_name && tail == glob.len() => Middle::Anything,
            _ => Middle::Other(core(&glob)),
        };
        Self { glob, head, tail, middle }
    }

    /// Whether a path matches: `*` and `?` stay within a name, `**` stands for any folders.
    pub(super) fn matches(&self, path: &str) -> bool {
        let (path_bytes, glob) = (path.as_bytes(), self.glob.as_bytes());
        let (head, tail) = (glob.get(..self.head).unwrap_or_default(), glob.get(self.tail..).unwrap_or_default());
        if matches!(self.middle, Middle::Nothing) {
            return path_bytes == glob;
        }
        let Some(between) = path_bytes.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail)) else {
            return false;
        };
        match &self.middle {
            Middle::Nothing | Middle::Anything => true,
            Middle::Name => !between.contains(&b'/'),
            Middle::Folders => matches!(between.last(), None | Some(b'/')),
            Middle::Other(core) => {
                glob.get(core.clone()).is_some_and(|core| contains(path_bytes, core)) && matches(&self.glob, path)
            }
        }
    }
}

fn contains(path: &[u8], core: &[u8]) -> bool {
    let Some((first, more)) = core.split_first() else { return true };
    memchr_iter(*first, path).any(|at| path.get(at + 1..).is_some_and(|rest| rest.starts_with(more)))
}

/// The longest stretch of a glob that stands for itself within a name; empty where there is none.
fn core(glob: &str) -> Range<usize> {
    let (mut longest, mut start, mut rest) = (0..0, 0, glob);
    while let Some(next) = rest.chars().next() {
        rest = rest.get(next.len_utf8()..).unwrap_or_default();
        match next {
            '[' => rest = class(rest).map_or(rest, |(_, behind)| behind),
            '\\' => rest = rest.get(rest.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default(),
            '*' | '?' | ']' | '/' => {}
            _ => {
                if glob.len() - rest.len() - start > longest.len() {
                    longest = start..glob.len() - rest.len();
                }
                continue;
            }
        }
        start = glob.len() - rest.len();
    }
    longest
}

fn matches(glob: &str, path: &str) -> bool {
    let mut at = Place { glob, path };
    // Where to go on when what follows a star, or two, does not match. What stands before the last of them need not be tried again.
    let (mut star, mut folders): (Option<Place<'_>>, Option<Place<'_>>) = (None, None);
    loop {
        if let Some(rest) = at.behind_folders(glob) {
            if rest.is_empty() {
                return true;
            }
            at.glob = rest;
            (star, folders) = (None, Some(at));
        } else if let Some(rest) = at.glob.strip_prefix('*') {
            at.glob = rest;
            star = Some(at);
        } else if at.glob.is_empty() && at.path.is_empty() {
            return true;
        } else if let Some(next) = at.behind_one() {
            at = next;
        } else if let Some(next) = star.and_then(Place::one_further) {
            (at, star) = (next, Some(next));
        } else if let Some(next) = folders.and_then(Place::one_deeper) {
            (at, star, folders) = (next, None, Some(next));
        } else {
            return false;
        }
    }
}

/// What is left of a glob and of a path.
#[derive(Clone, Copy)]
struct Place<'t> {
    glob: &'t str,
    path: &'t str,
}

impl<'t> Place<'t> {
    /// The glob behind `**`, where that stands for folders: between slashes, and at either end.
    fn behind_folders(self, whole: &str) -> Option<&'t str> {
        let rest = self.glob.strip_prefix("**")?;
        let before = whole.as_bytes().get(..whole.len() - self.glob.len())?;
        if !matches!(before.last(), None | Some(b'/')) {
            return None;
        }
        if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
    }

    /// Behind a character that matches.
    fn behind_one(self) -> Option<Self> {
        let mut path = self.path.chars();
        let found = path.next()?;
        let mut glob = self.glob.chars();
        let glob = match glob.next()? {
            '?' if found != '/' => glob.as_str(),
            '[' if found != '/' => behind_class(glob.as_str(), found)?,
            '?' | '[' => return None,
            '\\' => (glob.next()? == found).then_some(glob.as_str())?,
            wanted => (wanted == found).then_some(glob.as_str())?,
        };
        Some(Self { glob, path: path.as_str() })
    }

    /// The same with a star that takes one character more.
    fn one_further(self) -> Option<Self> {
        let mut path = self.path.chars();
        (path.next()? != '/').then_some(Self { path: path.as_str(), ..self })
    }

    /// The same one folder further down.
    fn one_deeper(self) -> Option<Self> {
        let (_, path) = self.path.split_once('/')?;
        Some(Self { path, ..self })
    }
}

/// What follows a class of which `found` is one. `glob` is what follows its bracket.
fn behind_class(glob: &str, found: char) -> Option<&str> {
    let (inside, rest) = class(glob)?;
    let listed = inside.strip_prefix(['!', '^']);
    let mut chars = listed.unwrap_or(inside).chars().peekable();
    let mut is_listed = false;
    let mut low = None;
    while let Some(next) = chars.next() {
        if let (Some(low), '-', Some(high)) = (low, next, chars.peek()) {
            is_listed |= (low..=*high).contains(&found);
            chars.next();
        } else {
            is_listed |= next == found;
            low = Some(next);
        }
    }
    (is_listed != listed.is_some()).then_some(rest)
}

/// The inside of a class, and what follows it. A `]` that comes first is one of its characters.
fn class(glob: &str) -> Option<(&str, &str)> {
    let first = glob.strip_prefix(['!', '^']).unwrap_or(glob);
    let skipped = glob.len() - first.len() + usize::from(first.starts_with(']'));
    let end = skipped + glob.get(skipped..)?.find(']')?;
    Some((glob.get(..end)?, glob.get(end + 1..)?))
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
            ("docs/*.md", None),
            ("{.github/,docs/,}SECURITY.{md,txt}", Some("SECURITY.")),
            ("{a,b}", Some("")),
            ("{evals,docs}/**/*fair*{,-[0-9]}.json", Some(".json")),
            ("ab{c{d,e}f,g}h", Some("ab")),
            ("a{b,", None),
            ("{a,b}/隐私*{.md,}", Some("隐私")),
        ] {
            assert_eq!(common(glob).map(|range| &glob[range]), expected, "{glob}");
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
    fn hostile_globs_and_paths_end_soon() {
        let path = format!("{}/{}b", "a/".repeat(1000), "a".repeat(250));
        assert!(!matches(&format!("**/{}c", "*a".repeat(100)), &path));
        assert!(!matches(&format!("{}c", "**/*/".repeat(200)), &path));
        assert!(!matches(&format!("**/{}[c]", "*a".repeat(100)), &path));
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
