//! The names of files in a bundle. It must be possible to unpack it anywhere and to show each name: a character that some system keeps
//! for itself, or that steers or hides text, is written as the percent-encoding of its bytes. Most names stay as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::evidence::resolve;

/// A path as a bundle writes it.
pub(super) fn carried(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for (at, part) in path.split('/').enumerate() {
        if at > 0 {
            out.push('/');
        }
        let last = part.char_indices().next_back().map(|(at, _)| at);
        for (at, letter) in part.char_indices() {
            // Where a name ends with them, Windows drops them; where one begins with a space, nobody sees it.
            let at_edge = (letter == ' ' && at == 0) || (matches!(letter, ' ' | '.') && Some(at) == last);
            let is_own = is_plain(letter) && !at_edge && !(at == 0 && is_device(part));
            if is_own { out.push(letter) } else { encode(letter, &mut out) }
        }
    }
    out
}

/// The same with every character encoded, for a path that differs from another in nothing but small and capital letters.
fn spelled(path: &str) -> String {
    let mut out = String::with_capacity(3 * path.len());
    for letter in path.chars() {
        if letter == '/' { out.push(letter) } else { encode(letter, &mut out) }
    }
    out
}

/// The paths as a bundle writes them, no two of which are one file on a system that tells no small letters from capital ones.
pub(super) fn assigned<'p>(paths: impl Iterator<Item = &'p String>) -> BTreeMap<&'p str, String> {
    let mut taken = BTreeSet::new();
    let mut one = |path: &'p String| {
        let plain = carried(path);
        let name = if taken.insert(plain.to_lowercase()) { plain } else { spelled(path) };
        (path.as_str(), name)
    };
    paths.map(&mut one).collect()
}

/// The path that is meant; none where no bundle writes one so.
pub(super) fn real(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        if byte != b'%' {
            bytes.push(byte);
            rest = after;
            continue;
        }
        let digit = |at: usize| after.get(at).and_then(|digit| char::from(*digit).to_digit(16));
        bytes.push(u8::try_from(digit(0)? * 16 + digit(1)?).ok()?);
        rest = after.get(2..)?;
    }
    let path = String::from_utf8(bytes).ok()?;
    let stays = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    (stays && is_sound(name) && (carried(&path) == name || spelled(&path) == name)).then_some(path)
}

/// Whether a path stays in its folder, and is written as a bundle writes one.
pub(super) fn is_sound(name: &str) -> bool {
    !name.is_empty()
        && resolve("", name).as_deref() == Some(name)
        && name.chars().all(|c| c == '/' || c == '%' || is_plain(c))
}

fn encode(letter: char, out: &mut String) {
    for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
        // Writing to a string does not fail.
        let _ = write!(out, "%{byte:02X}");
    }
}

/// What Windows takes for a device, whatever ending follows:
/// <https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions>.
const DEVICES: [&str; 6] = ["aux", "con", "conin$", "conout$", "nul", "prn"];

/// Whether Windows takes a name for a device.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    DEVICES.contains(&stem.as_str())
        || port.is_some_and(|number| {
            number.chars().count() == 1 && number.contains(|c: char| c.is_ascii_digit() || "¹²³".contains(c))
        })
}

/// Whether every system takes the character in a name, and every reader sees it.
fn is_plain(letter: char) -> bool {
    !letter.is_control()
        && !matches!(letter, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '%' | '/')
        && !matches!(letter, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        && !matches!(letter, '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_carried_so_that_it_comes_back() {
        for (path, name) in [
            ("docs/a b.md", "docs/a b.md"),
            ("评测/结果.json", "评测/结果.json"),
            (".env", ".env"),
            ("50%.md", "50%25.md"),
            ("a:b*?\"<>|.md", "a%3Ab%2A%3F%22%3C%3E%7C.md"),
            ("a\\b\n\u{202e}.md", "a%5Cb%0A%E2%80%AE.md"),
            (" a/b. ", "%20a/b.%20"),
            ("a./b", "a%2E/b"),
            ("docs/aux.md", "docs/%61ux.md"),
            ("NUL", "%4EUL"),
            ("lpt1 .tar.gz/COM²", "%6Cpt1 .tar.gz/%43OM²"),
            ("auxiliary/com10.md", "auxiliary/com10.md"),
        ] {
            assert_eq!(carried(path), name);
            assert_eq!(real(name).as_deref(), Some(path), "{name}");
        }
    }

    #[test]
    fn names_that_differ_in_capitals_alone_are_kept_apart() {
        let paths = ["A.md", "a.md", "Ä/x", "ä/x"].map(str::to_owned);
        let names = assigned(paths.iter());
        let (lower, own): (BTreeSet<_>, Vec<_>) = names.values().map(|name| (name.to_lowercase(), name)).unzip();
        assert_eq!(lower.len(), 4, "{own:?}");
        for (path, name) in names {
            assert_eq!(real(&name).as_deref(), Some(path));
        }
    }

    #[test]
    fn a_name_that_no_bundle_writes_is_none() {
        let names = ["", "../a", "/a", "a/../b", "a//b", "./a", "C:/a", "a\\b", "a%2Fb", "a%0", "a%zz", "%ff", "a\n"];
        for name in names.into_iter().chain(["%2E%2E/%61", "%61bc", "a%3ab"]) {
            assert_eq!(real(name), None, "{name:?}");
        }
    }
}
