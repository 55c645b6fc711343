//! UUIDs that stay the same as long as what they name does: version 5 (RFC 9562, section 5.5), never a random one. SHA-1 is what that
//! version asks for; it names things here and proves nothing.

use std::fmt;

use sha1::{Digest, Sha1};

use crate::evidence::hexadecimal;

/// The name space of all: `uuid5(NAMESPACE_URL, "urn:guiju")`.
const GUIJU: [u8; 16] =
    [0x46, 0xa0, 0xef, 0x43, 0xdc, 0xb5, 0x58, 0x5b, 0x94, 0x5d, 0x54, 0xfa, 0x01, 0xad, 0x56, 0x70];

/// A UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) struct Uuid([u8; 16]);

impl Uuid {
    /// The UUID of what these parts name together. No part of what guiju names holds a NUL.
    pub(in crate::render) fn of(parts: &[&str]) -> Self {
        let mut chain = Chain::default();
        for part in parts {
            chain.add(part);
            chain.add("\0");
        }
        chain.uuid()
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = hexadecimal(&self.0);
        let groups = [0..8, 8..12, 12..16, 16..20, 20..32].map(|group| digits.get(group).unwrap_or_default());
        f.write_str(&groups.join("-"))
    }
}

/// A text that is written part by part and named at its end.
#[derive(Debug, Clone)]
pub(crate) struct Chain(Sha1);

impl Default for Chain {
    fn default() -> Self {
        Self(Sha1::new_with_prefix(GUIJU))
    }
}

impl Chain {
    /// Adds a part.
    pub(in crate::render) fn add(&mut self, text: &str) {
        self.0.update(text);
    }

    /// The UUID of all that was added.
    pub(in crate::render) fn uuid(&self) -> Uuid {
        let digest = self.0.clone().finalize();
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(digest).for_each(|(byte, own)| *byte = own);
        let [.., version, _, variant, _, _, _, _, _, _, _] = &mut bytes;
        *version = (*version & 0x0f) | 0x50;
        *variant = (*variant & 0x3f) | 0x80;
        Uuid(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_the_uuid_that_others_make_of_it() {
        // python3 -c 'import uuid; print(uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, "urn:guiju"), "a\0b\0"))'
        assert_eq!(Uuid::of(&["a", "b"]).to_string(), "d48448ab-2490-50aa-a9fc-7e4b296debf5");
        assert_ne!(Uuid::of(&["a", "b"]), Uuid::of(&["ab"]));
        assert_ne!(Uuid::of(&["a", ""]), Uuid::of(&["", "a"]));
    }
}
