//! Paths as URIs, for formats whose readers follow them. What a path is relative to is for each format.

use std::borrow::Cow;

/// A path as a URI reference: relative where the path is. All but what no reader can take for anything else is escaped.
pub(super) fn uri(path: &str) -> Cow<'_, str> {
    let slashed = if cfg!(windows) { Cow::Owned(path.replace('\\', "/")) } else { Cow::Borrowed(path) };
    let inner = path.trim_start_matches("./");
    if inner.bytes().all(|byte| stays(byte) || byte == b'/') && !path.starts_with('/') {
        return Cow::Borrowed(inner);
    }
    let mut out = String::with_capacity(slashed.len() + 8);
    let drive = slashed.as_bytes().get(1) == Some(&b':') && cfg!(windows);
    if drive {
        out.push_str("file:///");
    } else if slashed.starts_with('/') {
        out.push_str("file://");
    }
    escape(slashed.trim_start_matches("./"), |byte| byte == b'/', &mut out);
    out.into()
}

/// A text as one part of a URI: an anchor, a name, a version.
pub(super) fn part(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, |_| false, &mut out);
    out
}

/// What no reader can take for anything but itself (RFC 3986, section 2.3).
fn stays(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn escape(text: &str, also: impl Fn(u8) -> bool, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if stays(byte) || also(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 15].map(|digit| char::from(HEX[usize::from(digit)])));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_uri_that_is_read_one_way_only() {
        for (path, expected) in [
            ("governance.toml", "governance.toml"),
            ("./a/b.md", "a/b.md"),
            ("../up/b~c_d-e.md", "../up/b~c_d-e.md"),
            ("a b#c?d%25.md", "a%20b%23c%3Fd%2525.md"),
            ("http:x", "http%3Ax"),
            ("模😀\n\"'", "%E6%A8%A1%F0%9F%98%80%0A%22%27"),
            ("/srv/a b", "file:///srv/a%20b"),
        ] {
            assert_eq!(uri(path), expected, "{path}");
        }
        assert_eq!(part("/a b#监督"), "%2Fa%20b%23%E7%9B%91%E7%9D%A3");
    }
}
