//! The Content-Security-Policy of a page: nothing is loaded and nothing runs but the style and the script that the page was written with,
//! each named by its digest.

use sha2::{Digest as _, Sha256};

/// The policy for a page with this style and these scripts: the one in its head and, where it has one, that at its end.
pub(super) fn policy(style: &str, scripts: [&str; 2]) -> String {
    let digest = |text: &str| format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())));
    let style = digest(style);
    let scripts: Vec<_> = scripts.into_iter().filter(|text| !text.is_empty()).map(digest).collect();
    let scripts = scripts.join(" ");
    format!(
        "default-src 'none'; style-src {style}; script-src {scripts}; img-src data:; base-uri 'none'; form-action 'none'"
    )
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let whole = [0, 1, 2].map(|at| u32::from(group.get(at).copied().unwrap_or_default()));
        let whole = whole[0] << 16 | whole[1] << 8 | whole[2];
        for at in 0..4_usize {
            let six = whole >> (18 - 6 * at) & 63;
            let letter = LETTERS.get(six as usize).copied().map_or('=', char::from);
            out.push(if at <= group.len() { letter } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_written_as_browsers_read_them() {
        for (bytes, expected) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
        // That of the empty text, as published with the specification.
        assert!(policy("", ["x", "y"]).contains("style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"));
    }
}
