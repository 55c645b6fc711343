//! Places as SARIF gives them: files as relative URIs, parts of them as lines and columns. Both are those of every other format.

use std::borrow::Cow;

use super::wire::{Artifact, Change, Location, Mending, Message, Physical, Region, Replacement};
use super::words;
use crate::finding::{Finding, Place, Safety};
use crate::locale::Locale;
use crate::source::{Source, Span};

/// What the files of a pack that is built in are relative to: no file of the project.
pub(super) const PACKS: &str = "PACKS";

/// A place with what to say there, under a number that tells it from the other places of its conclusion.
pub(super) fn related<'r>(place: &'r Place, id: usize, told: &str, locale: Locale) -> Location<'r> {
    let label = if told.is_empty() { place.label.get(locale) } else { told };
    let message = (!label.is_empty()).then(|| Message { text: words::plain(label).into_owned() });
    Location { id: Some(id), message, physical_location: physical(&place.source, place.span) }
}

/// The place that a conclusion is shown at.
pub(super) fn primary(place: &Place) -> Location<'_> {
    Location { id: None, message: None, physical_location: physical(&place.source, place.span) }
}

fn physical(source: &Source, span: Span) -> Physical<'_> {
    let uri_base_id = source.is_built_in().then_some(PACKS);
    Physical {
        artifact_location: Artifact { uri: uri(source.name()), uri_base_id },
        region: Some(region(source, span)),
    }
}

/// What a safe fix of a finding would change.
pub(super) fn mending(finding: &Finding, locale: Locale) -> Option<Mending<'_>> {
    let source = &finding.place.source;
    let fix = finding.fix.as_deref().filter(|fix| fix.safety == Safety::Safe)?;
    let replacements = fix.edits.iter().map(|edit| Replacement {
        deleted_region: region(source, edit.span),
        inserted_content: Message { text: edit.text.clone() },
    });
    let artifact_location = Artifact { uri: uri(source.name()), uri_base_id: None };
    Some(Mending {
        description: Message { text: words::plain(fix.title.get(locale)).into_owned() },
        artifact_changes: [Change { artifact_location, replacements: replacements.collect() }],
    })
}

/// A file without a place in it.
pub(super) fn whole(name: &str) -> Location<'_> {
    let artifact_location = Artifact { uri: uri(name), uri_base_id: None };
    Location { id: None, message: None, physical_location: Physical { artifact_location, region: None } }
}

/// The part of a span that stands on its first line: GitHub shows a result beside a change only where the change has all of its lines.
fn region(source: &Source, span: Span) -> Region {
    let start = source.position(span.start);
    let line = source.line_starts().get(start.line).copied().unwrap_or(source.text().len());
    let mut end = span.end.min(line).max(span.start);
    while end > span.start && source.text().as_bytes().get(end - 1).is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
        end -= 1;
    }
    let end = source.position(end);
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

/// A path as a URI reference: relative where the path is. All but what no reader can take for anything else is escaped.
pub(super) fn uri(path: &str) -> Cow<'_, str> {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let stays = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/');
    let slashed = if cfg!(windows) { Cow::Owned(path.replace('\\', "/")) } else { Cow::Borrowed(path) };
    let inner = path.trim_start_matches("./");
    if inner.bytes().all(stays) && !path.starts_with('/') {
        return Cow::Borrowed(inner);
    }
    let mut out = String::with_capacity(slashed.len() + 8);
    let drive = slashed.as_bytes().get(1) == Some(&b':') && cfg!(windows);
    if drive {
        out.push_str("file:///");
    } else if slashed.starts_with('/') {
        out.push_str("file://");
    }
    for byte in slashed.trim_start_matches("./").bytes() {
        if stays(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 15].map(|digit| char::from(HEX[usize::from(digit)])));
        }
    }
    out.into()
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
    }

    #[test]
    fn a_region_stays_on_its_first_line_and_counts_characters() {
        let text = "\u{feff}a😀b\r\ncd\re";
        let source = Source::new("a", text.to_owned());
        let at = |needle: &str| text.find(needle).unwrap();
        for (span, expected) in [
            (Span::new(at("😀"), at("b")), (1, 2, 1, 3)),
            (Span::new(at("a"), text.len()), (1, 1, 1, 4)),
            (Span::new(at("c"), text.len()), (2, 1, 2, 3)),
            (Span::new(at("e"), text.len()), (3, 1, 3, 2)),
            (Span::new(text.len(), text.len()), (3, 2, 3, 2)),
            (Span::new(0, 0), (1, 1, 1, 1)),
            (Span::new(at("\r\n"), at("cd")), (1, 4, 1, 4)),
            (Span::new(900, 1000), (3, 2, 3, 2)),
        ] {
            let Region { start_line, start_column, end_line, end_column } = region(&source, span);
            assert_eq!((start_line, start_column, end_line, end_column), expected, "{span:?}");
        }
    }
}
