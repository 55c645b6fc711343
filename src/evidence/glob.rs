//! Matches a path against a glob as it stands: no automaton is built, so a glob that sees a handful of paths costs next to nothing. Whether
//! a glob is one is `globset`'s judgement; on what it matches both agree, save that here `?` and `[…]` take a whole character of any
//! script and never a `/`. Globs with `{…}` are `braces`' business.

use std::ops::Range;

use memchr::memchr_iter;

/// A glob without `{…}`.
#[derive(Debug)]
pub(super) struct Simple {
    glob: String,
    /// How many bytes at its start, and from which on to its end, stand for themselves: most paths differ there already.
    head: usize,
    tail: usize,
    middle: Middle,
}

/// Which bytes occur in a text, as far as their lower seven bits tell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ByteSet(u128);

impl ByteSet {
    pub(super) fn of(text: &str) -> Self {
        let mut bytes = Self::default();
        bytes.add(text);
        bytes
    }

    fn add(&mut self, text: &str) {
        self.0 = text.bytes().fold(self.0, |set, byte| set | 1 << (byte & 0x7f));
    }

    /// Whether all of another are among them.
    pub(super) fn holds(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }
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
    /// A glob made ready.
    pub(super) fn new(glob: String) -> Self {
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

    /// As it is written.
    pub(super) fn glob(&self) -> &str {
        &self.glob
    }

    /// Gives the stretches that stand for themselves within a name to `take`: a path that matches holds them all.
    pub(super) fn stretches(&self, mut take: impl FnMut(&str)) {
        stretches(&self.glob, |stretch| take(self.glob.get(stretch).unwrap_or_default()));
    }

    /// The bytes that stand for themselves: a path that matches holds them all.
    pub(super) fn bytes(&self) -> ByteSet {
        let mut bytes = ByteSet::default();
        self.stretches(|stretch| bytes.add(stretch));
        bytes
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

/// Whether a path holds some bytes.
pub(super) fn contains(path: &[u8], core: &[u8]) -> bool {
    let Some((first, more)) = core.split_first() else { return true };
    memchr_iter(*first, path).any(|at| path.get(at + 1..).is_some_and(|rest| rest.starts_with(more)))
}

/// The longest stretch of a glob that stands for itself within a name; empty where there is none.
pub(super) fn core(glob: &str) -> Range<usize> {
    let mut longest = 0..0;
    stretches(glob, |stretch| {
        if stretch.len() > longest.len() {
            longest = stretch;
        }
    });
    longest
}

/// Gives the stretches of a glob that stand for themselves within a name to `take`: a path that matches holds them all.
pub(super) fn stretches(glob: &str, mut take: impl FnMut(Range<usize>)) {
    let (mut start, mut end, mut rest) = (0, 0, glob);
    while let Some(next) = rest.chars().next() {
        rest = rest.get(next.len_utf8()..).unwrap_or_default();
        match next {
            '[' => rest = class(rest).map_or(rest, |(_, behind)| behind),
            '\\' => rest = rest.get(rest.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default(),
            '*' | '?' | ']' | '/' => {}
            _ => {
                end = glob.len() - rest.len();
                continue;
            }
        }
        take(start..end.max(start));
        start = glob.len() - rest.len();
    }
    take(start..end.max(start));
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
pub(super) fn class(glob: &str) -> Option<(&str, &str)> {
    let first = glob.strip_prefix(['!', '^']).unwrap_or(glob);
    let skipped = glob.len() - first.len() + usize::from(first.starts_with(']'));
    let end = skipped + glob.get(skipped..)?.find(']')?;
    Some((glob.get(..end)?, glob.get(end + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_globs_and_paths_end_soon() {
        let path = format!("{}/{}b", "a/".repeat(1000), "a".repeat(250));
        assert!(!matches(&format!("**/{}c", "*a".repeat(100)), &path));
        assert!(!matches(&format!("{}c", "**/*/".repeat(200)), &path));
        assert!(!matches(&format!("**/{}[c]", "*a".repeat(100)), &path));
    }
}
