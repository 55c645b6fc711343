//! A change of a text as a unified diff, which `patch` and `git apply -p0` take. Its bytes are those of the texts.

use similar::TextDiff;

/// How many lines stand round a change.
const AROUND: usize = 3;

/// What makes the new text of the old one; nothing where they are the same.
pub(crate) fn unified(name: &str, old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new).unified_diff().context_radius(AROUND).header(name, name).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_shown_with_the_lines_round_it() {
        let old = "a\nb\nc\nd\ne\nf\r\ng";
        let shown = unified("x.toml", old, &old.replace("f\r\n", "F\r\n"));
        assert_eq!(
            shown,
            "--- x.toml\n+++ x.toml\n@@ -3,5 +3,5 @@\n c\n d\n e\n-f\r\n+F\r\n g\n\\ No newline at end of file\n"
        );
        assert_eq!(unified("x.toml", old, old), "");
    }
}
