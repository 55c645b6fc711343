//! The patterns that a JSONPath asks for, as the rest of the library writes them.

/// The pattern of `match`, which takes the whole text, or of `search`, which takes any part of it.
pub(crate) fn asked(pattern: &str, whole: bool) -> String {
    // `(?R)`: a `.` takes neither `\n` nor `\r`, as in I-Regexp (RFC 9485).
    if whole { format!("(?R)^(?:{pattern})$") } else { format!("(?R)(?:{pattern})") }
}
