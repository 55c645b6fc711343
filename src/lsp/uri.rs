//! Paths as addresses of files, and back. Whether something stands there is not asked.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The address of an absolute path; none where its name is no text, or it is relative.
pub(super) fn of_path(path: &Path) -> Option<String> {
    let text = path.to_str().filter(|_| path.is_absolute())?;
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.to_owned() };
    let mut uri = String::from(if text.starts_with('/') { "file://" } else { "file:///" });
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            // Writing to a string does not fail.
            byte => drop(write!(uri, "%{byte:02X}")),
        }
    }
    Some(uri)
}

/// The path of a file on this machine; none of any other address.
pub(super) fn to_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = decoded(rest.split(['?', '#']).next()?)?;
    let path = if cfg!(windows) { path.trim_start_matches('/').to_owned() } else { path };
    Some(PathBuf::from(path)).filter(|path| path.is_absolute())
}

/// A text with its percent-encoding taken off; none where that gives no text, or one that no path holds.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
            bytes.push(u8::try_from(digit()? * 16 + digit()?).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_path_comes_back_whatever_it_holds() {
        for path in ["/a/b.md", "/模型 1/a#b?c%41.md", "/"] {
            let uri = of_path(Path::new(path)).unwrap();
            assert!(uri.is_ascii() && !uri.contains(['#', '?', ' ']), "{uri}");
            assert_eq!(to_path(&uri).as_deref(), Some(Path::new(path)), "{uri}");
        }
        assert_eq!(to_path("file://localhost/a%20b"), Some(PathBuf::from("/a b")));
        assert_eq!(of_path(Path::new("a/b.md")), None);
    }

    #[test]
    fn what_names_no_file_here_names_none() {
        for uri in [
            "",
            "file:",
            "file://",
            "file://host/a",
            "untitled:1",
            "http://a/b",
            "file:///a%zz",
            "file:///%ff",
            "file:///%00",
            "file:///a%4",
        ] {
            assert_eq!(to_path(uri), None, "{uri}");
        }
    }
}
