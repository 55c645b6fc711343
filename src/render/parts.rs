//! A long text that is handed over in parts as it is written, so that it never stands in memory as a whole.

use std::io::{self, Write};

use serde::Serialize;

/// How many bytes a part has at most, unless a single word of the text is longer.
const FULL: usize = 1 << 15;

/// A text, and who takes its parts. The last part is handed over when it is dropped.
pub(super) struct Parts<'t> {
    part: Vec<u8>,
    take: &'t mut dyn FnMut(&str),
}

impl<'t> Parts<'t> {
    /// A text that begins so.
    pub(super) fn new(start: &str, take: &'t mut dyn FnMut(&str)) -> Self {
        let mut part = Vec::with_capacity(FULL);
        part.extend_from_slice(start.as_bytes());
        Self { part, take }
    }

    /// Adds a word.
    pub(super) fn add(&mut self, word: &str) {
        self.extend(word.as_bytes());
    }

    /// Adds a value as JSON.
    pub(super) fn add_json(&mut self, value: &impl Serialize) {
        // A report holds no map with other keys than texts, and adding a word does not fail.
        let _ = serde_json::to_writer(self, value);
    }

    fn extend(&mut self, word: &[u8]) {
        if self.part.len() + word.len() > FULL {
            self.hand_over();
        }
        self.part.extend_from_slice(word);
    }

    fn hand_over(&mut self) {
        // Each word is text, so that all of them are.
        if let Ok(part) = str::from_utf8(&self.part) {
            (self.take)(part);
        }
        self.part.clear();
    }
}

impl Write for Parts<'_> {
    fn write(&mut self, word: &[u8]) -> io::Result<usize> {
        self.extend(word);
        Ok(word.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Parts<'_> {
    fn drop(&mut self) {
        self.hand_over();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_the_whole() {
        const COUNT: usize = 8000;
        for word in ["规矩", &"圆".repeat(FULL / 50)] {
            let (mut whole, mut parts) = (String::new(), 0);
            let mut take = |part: &str| {
                whole.push_str(part);
                parts += 1;
            };
            let mut text = Parts::new("<", &mut take);
            for _ in 0..COUNT {
                text.add(word);
            }
            drop(text);
            assert_eq!(whole, format!("<{}", word.repeat(COUNT)));
            assert!(parts > 1);
        }
    }
}
