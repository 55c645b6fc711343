//! Places as SARIF gives them: files as relative URIs, parts of them as lines and columns. Both are those of every other format.

use super::wire::{Artifact, Change, Location, Mending, Message, Physical, Region, Replacement};
use super::words;
use crate::finding::{Finding, Place, Safety};
use crate::locale::Locale;
use crate::render::uri::uri;
use crate::source::{Source, Span};

/// What the files of a pack that is built in are relative to: no file of the project.
pub(super) const PACKS: &str = "PACKS";

/// A place with what to say there, safe already, under a number that tells it from the other places of its conclusion. Where nothing is to
/// be said, what stands there.
pub(super) fn related(place: &Place, id: usize, told: String, locale: Locale) -> Location<'_> {
    let label = if told.is_empty() { words::plain(place.label.get(locale)) } else { told.into() };
    let message = (!label.is_empty()).then_some(Message { text: label });
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
        inserted_content: Message { text: edit.text.as_str().into() },
    });
    let artifact_location = Artifact { uri: uri(source.name()), uri_base_id: None };
    Some(Mending {
        description: Message { text: words::plain(fix.title.get(locale)) },
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

#[cfg(test)]
mod tests {
    use super::*;

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
