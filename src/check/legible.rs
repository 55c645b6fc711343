//! A pattern as people can read it in a message: without its flags and boundaries, and cut where it grows long. It is for the eye alone.

/// How many characters of a pattern are shown.
const MOST: usize = 80;

/// A pattern to be shown, and whether it was cut.
pub(super) fn legible(pattern: &str) -> (String, bool) {
    let mut shown = String::new();
    // For each open group, whether its brackets are shown.
    let mut groups = Vec::new();
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        if let Some((flags, end)) = flags(rest) {
            taken = flags;
            if end == ':' {
                let bare = rest.starts_with("(?:");
                groups.push(bare);
                shown.push_str(if bare { "(" } else { "" });
            }
        } else if let Some(escaped) = rest.strip_prefix('\\').and_then(|rest| rest.chars().next()) {
            taken += escaped.len_utf8();
            match escaped {
                'b' => {}
                'd' | 'D' | 's' | 'S' | 'w' | 'W' | 'p' | 'P' | 'B' | 'n' | 't' | 'r' => shown.extend(['\\', escaped]),
                sign => shown.push(sign),
            }
        } else if let Some(class) = class(rest) {
            taken = class.len();
            shown.push_str(class);
        } else if c == ')' {
            shown.push_str(if groups.pop().unwrap_or(true) { ")" } else { "" });
        } else {
            if c == '(' {
                groups.push(true);
            }
            shown.push(c);
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    cut(shown)
}

/// How many bytes flags at the start of a pattern take, brackets and all, and the sign that ends them: `(?i-u:` and `(?s)`.
fn flags(pattern: &str) -> Option<(usize, char)> {
    let letters = pattern.strip_prefix("(?")?;
    let length = letters.find(|c: char| !c.is_ascii_lowercase() && c != '-')?;
    let end = letters.get(length..)?.chars().next().filter(|end| matches!(end, ':' | ')'))?;
    Some(("(?".len() + length + 1, end))
}

/// The class at the start of a pattern, as written: brackets in it are none.
fn class(pattern: &str) -> Option<&str> {
    let inside = pattern.strip_prefix('[')?;
    // A closing bracket that comes first stands for itself.
    let first = inside.len() - inside.trim_start_matches(['^', ']']).len();
    pattern.get(..=1 + first + inside.get(first..)?.find(']')?)
}

/// Cut between two alternatives where one ends not too far ahead of the limit.
fn cut(shown: String) -> (String, bool) {
    let Some((limit, _)) = shown.char_indices().nth(MOST) else { return (shown, false) };
    let head = shown.get(..limit).unwrap_or_default();
    let end = head.rfind('|').filter(|end| end * 2 > limit).map_or(limit, |end| end + 1);
    (format!("{}…", head.get(..end).unwrap_or_default()), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_shown_without_what_only_a_program_reads() {
        for (pattern, expected) in [
            (r"(?i-u:\brisks?\b)|风险", "risks?|风险"),
            (r"(?s)(?:(?i-u:\b(test|drill)\b)|演练).*20[0-9][0-9]", "((test|drill)|演练).*20[0-9][0-9]"),
            (r"[a-z]@[a-z]+\.org|\d{3}-\d|\(x\)", r"[a-z]@[a-z]+.org|\d{3}-\d|(x)"),
            (r"(?P<n>a)|(?im-u:^b:[ \t])", r"(?P<n>a)|^b:[ \t]"),
            (r"(?-u:[(a])b[]^)]|[c", "[(a]b[]^)]|[c"),
            ("a)", "a)"),
            ("\\", "\\"),
            ("", ""),
        ] {
            assert_eq!(legible(pattern), (expected.to_owned(), false), "{pattern}");
        }
    }

    #[test]
    fn a_long_pattern_is_cut_between_alternatives() {
        let words = format!("{}|{}|{}", "a".repeat(30), "风".repeat(30), "b".repeat(30));
        assert_eq!(legible(&words), (format!("{}|{}|…", "a".repeat(30), "风".repeat(30)), true));
        let (shown, cut) = legible(&"险".repeat(500));
        assert!(cut && shown.chars().count() == MOST + 1);
    }
}
