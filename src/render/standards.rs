//! What `oscal`, `cyclonedx` and `intoto` share: names that stay from run to run, paths as URIs, texts that fit, and what counts as passed.
//! How each of them looks is said in the file of its name.

mod base;
mod uuid;

use jiff::civil::Date;
use serde_json::Value;

pub(super) use base::{Artifact, Base, artifacts};
pub(crate) use uuid::Chain;
pub(super) use uuid::Uuid;

use super::{one_line, sanitise};
use crate::finding::Severity;
use crate::report::{PackReport, ProjectReport};
use crate::vocabulary::Verdict;

/// What a text says that may not be empty, and is.
const BLANK: &str = "—";
/// How many digits of a digest tell rule sets of one name apart.
const DIGITS: usize = 12;

/// A day as the moment that these formats ask for: guiju judges by days, so its first, in UTC.
pub(super) fn moment(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// A text on one line that is not empty, without spaces around it, and steers no terminal.
pub(super) fn line(text: &str) -> String {
    let line = one_line(text);
    let line = line.trim();
    if line.is_empty() { BLANK.to_owned() } else { line.to_owned() }
}

/// A text of several lines that is not empty, and steers no terminal.
pub(super) fn plain(text: &str) -> String {
    let safe = sanitise(text);
    let text = safe.trim();
    if text.is_empty() { BLANK.to_owned() } else { text.to_owned() }
}

/// A text of a project where its reader takes it for Markdown: no element, no link and no picture is made of it.
pub(super) fn inert(text: &str) -> String {
    let mut out = sanitise(text).replace('<', "&lt;");
    for (link, words) in [("](", "\\]("), ("][", "\\]["), ("]:", "\\]:")] {
        if out.contains(link) {
            out = out.replace(link, words);
        }
    }
    plain(&out)
}

/// A value without what is null, and without lists and objects that hold nothing: these formats refuse them.
pub(super) fn tidy(mut value: Value) -> Value {
    prune(&mut value);
    value
}

/// Takes all that says nothing out of a value, and tells whether something is left of it.
fn prune(value: &mut Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(list) => {
            list.retain_mut(prune);
            !list.is_empty()
        }
        Value::Object(map) => {
            map.retain(|_, value| prune(value));
            !map.is_empty()
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    }
}

/// The packs that a project was judged by, as one name: `four-principles@1.0.0`, parted by `+`.
pub(super) fn rules(packs: &[PackReport]) -> String {
    let names = packs.iter().map(|pack| format!("{}@{}", line(&pack.id), line(&pack.version)));
    names.collect::<Vec<_>>().join("+")
}

/// One digest for them: that of the pack where there is one, else the SHA-256 of a line a pack, `DIGEST  ID@VERSION`.
pub(super) fn rules_sha256(packs: &[PackReport]) -> String {
    if let [pack] = packs {
        return pack.sha256.clone();
    }
    let lines = packs.iter().map(|pack| format!("{}  {}\n", pack.sha256, rules(std::slice::from_ref(pack))));
    crate::evidence::sha256(lines.collect::<String>().as_bytes())
}

/// The same name, which no other rules of one name and version have.
pub(super) fn rules_ref(packs: &[PackReport]) -> String {
    format!("{}:{}", rules(packs), rules_sha256(packs).get(..DIGITS).unwrap_or_default())
}

/// Whether a project may be said to have passed: all items were judged, the level aimed at is attained, no finding is an error, known or
/// new, and no item up to that level claims more than its evidence carries or has to be looked at again.
pub(super) fn has_passed(report: &ProjectReport) -> bool {
    let concerned = || report.items.iter().filter(|item| item.level <= report.level_aimed);
    report.is_whole
        && report.level_attained >= report.level_aimed
        && concerned().any(|item| item.verdict != Verdict::NotApplicable)
        && !concerned().any(|item| matches!(item.verdict, Verdict::Overclaimed | Verdict::Stale))
        && !report.all_findings().iter().any(|(finding, _)| finding.severity == Severity::Error)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_line_is_never_empty_and_has_no_edges() {
        for (text, expected) in [("  a\nb\t", "a b"), ("", "—"), (" \n ", "—"), ("\u{1b}[2J规矩", "?[2J规矩")] {
            assert_eq!(line(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_text_stays_a_text_in_markdown() {
        for (text, expected) in [
            ("<script>x</script>", "&lt;script>x&lt;/script>"),
            ("![x](javascript:y)", "![x\\](javascript:y)"),
            ("[x][y]\n\n[y]: z", "[x\\][y]\n\n[y\\]: z"),
            ("a `b` c", "a `b` c"),
            ("", "—"),
        ] {
            assert_eq!(inert(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_holds_nothing_is_left_out() {
        let value = json!({ "a": null, "b": [], "c": { "d": [null, {}] }, "e": [0, false, ""] });
        assert_eq!(tidy(value), json!({ "e": [0, false, ""] }));
    }

    #[test]
    fn rules_have_one_name_and_one_digest() {
        let pack = |id: &str, digit: &str| PackReport {
            id: id.to_owned(),
            version: "1.0.0".to_owned(),
            sha256: digit.repeat(64),
        };
        let (one, two) = (pack("one", "1"), pack("two", "2"));
        assert_eq!(rules_ref(std::slice::from_ref(&one)), "one@1.0.0:111111111111");
        let both = [one.clone(), two.clone()];
        assert_eq!(rules(&both), "one@1.0.0+two@1.0.0");
        assert_ne!(rules_sha256(&both), rules_sha256(&[two, one]));
    }
}
