//! Places in a source as miette reads them: only the lines around them, cut to a width, safe for a terminal, with columns in characters.
//! A picture costs what its lines cost, however large the file is.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use miette::{
    Diagnostic, LabeledSpan, MietteError, MietteSpanContents, Severity as Weight, SourceCode, SourceSpan, SpanContents,
};
use unicode_width::UnicodeWidthChar;

use super::sanitise;
use crate::finding::Severity;
use crate::source::{Position, Source, Span, bom_length};

/// How many lines around a place are shown.
pub(super) const CONTEXT_LINES: usize = 1;
/// A place on more lines than this is shown by its first one.
const MOST_LINES: usize = 6;
/// How many columns of a line are shown at most, however long a place on it is; and how many bytes of it before its first place.
const LONGEST: usize = 600;

/// The lines of a source around some places.
#[derive(Debug)]
struct Excerpt {
    name: String,
    text: String,
    lines: Vec<Line>,
    /// Where the first place stands in the whole source.
    position: Position,
}

/// A line of an excerpt.
#[derive(Debug)]
struct Line {
    /// Where it starts in the excerpt.
    start: usize,
    /// The first byte of it that is shown, in the excerpt and in the source.
    shown: [usize; 2],
    /// How many bytes of it are shown.
    length: usize,
    /// Its index in the source.
    number: usize,
    /// Its first byte in the source.
    origin: usize,
}

impl Excerpt {
    fn new(source: &Source, places: &[Span], width: usize) -> Self {
        let starts = source.line_starts();
        let mut numbers = BTreeSet::new();
        for place in places {
            let (first, last) = (source.line_of(place.start), source.line_of(place.end));
            numbers.extend(first.saturating_sub(CONTEXT_LINES)..=(last + CONTEXT_LINES).min(starts.len() - 1));
        }
        let mut excerpt = Self {
            name: sanitise(source.name()).into_owned(),
            text: String::new(),
            lines: Vec::new(),
            position: source.position(places.first().map_or(0, |place| place.start)),
        };
        for number in numbers {
            let (origin, end) = (starts[number], starts.get(number + 1).copied().unwrap_or(source.text().len()));
            let whole = source.slice(Span::new(origin, end));
            let line = whole.trim_end_matches(['\r', '\n']);
            let within = |offset: usize| offset.clamp(origin, origin + line.len()) - origin;
            let own = places.iter().filter(|place| place.start < end).map(|place| [place.start, place.end].map(within));
            excerpt.push(number, origin, line, shown(line, width, &own.collect::<Vec<_>>()));
        }
        excerpt
    }

    /// Adds some bytes of a line.
    fn push(&mut self, number: usize, origin: usize, line: &str, bytes: Range<usize>) {
        let start = self.text.len();
        if bytes.start > 0 {
            self.text.push('…');
        }
        let shown = [self.text.len(), origin + bytes.start];
        let part = line.get(bytes.clone()).unwrap_or_default();
        let bom = if shown[1] == 0 { bom_length(part) } else { 0 };
        // A byte order mark is no column; spaces keep the places.
        self.text.push_str(&" ".repeat(bom));
        self.text.push_str(&sanitise(part.get(bom..).unwrap_or_default()));
        if bytes.end < line.len() {
            self.text.push('…');
        }
        self.text.push('\n');
        self.lines.push(Line { start, shown, length: part.len(), number, origin });
    }

    /// Where a byte of the source stands in the excerpt.
    fn moved(&self, offset: usize) -> usize {
        let at = self.lines.partition_point(|line| line.origin <= offset).saturating_sub(1);
        let moved = |line: &Line| line.shown[0] + offset.saturating_sub(line.shown[1]).min(line.length);
        self.lines.get(at).map_or(0, moved)
    }

    fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.start <= offset).saturating_sub(1)
    }

    /// The line so many lines away, as long as the source has no other between.
    fn beside(&self, at: usize, by: isize) -> usize {
        let Some(wanted) = at.checked_add_signed(by) else { return at };
        let follows = |line: &Line| line.number.abs_diff(self.lines[at].number) == by.unsigned_abs();
        if self.lines.get(wanted).is_some_and(follows) { wanted } else { at }
    }
}

/// Which bytes of a line are shown: as many as fit a width, and all of its places unless they take too much. The first of them is seen in
/// any case, with a little of what stands before it where it lies beyond the width.
fn shown(line: &str, width: usize, places: &[[usize; 2]]) -> Range<usize> {
    let columns = |character: char| character.width().unwrap_or(1);
    let until = |from: usize, told: usize, width: usize| {
        let mut taken = 0;
        let cut = line.get(from..).unwrap_or_default().char_indices().find(|&(at, character)| {
            taken += columns(character);
            taken > LONGEST || (from + at >= told && taken > width)
        });
        cut.map_or(line.len(), |(at, _)| from + at)
    };
    let told = places.iter().map(|[_, end]| *end).max().unwrap_or_default();
    let first = places.first().map_or(0, |[start, _]| *start);
    if first <= LONGEST {
        return 0..until(0, told, width);
    }
    let mut taken = 0;
    let before = line.get(..first).unwrap_or_default().char_indices().rev().find(|&(_, character)| {
        taken += columns(character);
        taken > width / 3
    });
    let from = before.map_or(0, |(at, character)| at + character.len_utf8());
    from..until(from, told, width)
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        if end > self.text.len() || self.lines.is_empty() {
            return Err(MietteError::OutOfBounds);
        }
        let contents = |from: usize, to: usize, line: usize, column: usize, count: usize| {
            let bytes = self.text.as_bytes().get(from..to).ok_or(MietteError::OutOfBounds)?;
            let span = (from, to - from).into();
            let contents = MietteSpanContents::new_named(self.name.clone(), bytes, span, line, column, count);
            Ok(Box::new(contents) as Box<dyn SpanContents<'a> + 'a>)
        };
        if before == 0 && after == 0 {
            // miette asks so for the position that it prints above the picture.
            return contents(start, end, self.position.line - 1, self.position.column - 1, 1);
        }
        let first = self.beside(self.line_at(start), -before.cast_signed());
        let last = self.beside(self.line_at(end), after.cast_signed());
        let to = self.lines.get(last + 1).map_or(self.text.len(), |line| line.start);
        contents(self.lines[first].start, to, self.lines[first].number, 0, last - first + 1)
    }
}

/// One picture: a headline, and labelled places of one source.
#[derive(Debug)]
pub(super) struct Picture {
    headline: String,
    code: Option<String>,
    url: Option<String>,
    severity: Severity,
    excerpt: Option<Excerpt>,
    labels: Vec<(Span, String)>,
}

impl Picture {
    /// A picture of places in `source`, of which the first is the one that is meant; `width` is for the lines alone.
    pub(super) fn new(
        headline: String,
        severity: Severity,
        source: &Source,
        labels: Vec<(Span, String)>,
        width: usize,
    ) -> Self {
        let fit = |span: Span| {
            let end = span.end.min(source.text().len());
            let start = span.start.min(end);
            let lines = source.line_of(end) - source.line_of(start);
            let first = source.slice(Span::new(start, end)).lines().next().unwrap_or_default().len();
            if lines >= MOST_LINES { Span::new(start, start + first) } else { Span::new(start, end) }
        };
        let labels: Vec<_> = labels.into_iter().map(|(span, text)| (fit(span), text)).collect();
        let places: Vec<_> = labels.iter().map(|(span, _)| *span).collect();
        let excerpt = (!source.text().is_empty()).then(|| Excerpt::new(source, &places, width));
        let moved = |excerpt: &Excerpt, span: Span| Span::new(excerpt.moved(span.start), excerpt.moved(span.end));
        let labels = labels
            .into_iter()
            .map(|(span, text)| (excerpt.as_ref().map_or(span, |excerpt| moved(excerpt, span)), text))
            .collect();
        Self { headline, code: None, url: None, severity, excerpt, labels }
    }

    /// What stands above the places.
    pub(super) fn headline(&self) -> &str {
        &self.headline
    }

    /// With the address of a page on that rule.
    pub(super) fn url(mut self, url: Option<String>) -> Self {
        self.url = url;
        self
    }

    /// With the rule that it is about.
    pub(super) fn code(mut self, code: String) -> Self {
        self.code = Some(code);
        self
    }
}

impl fmt::Display for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline)
    }
}

impl std::error::Error for Picture {}

impl Diagnostic for Picture {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.as_ref().map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.url.as_ref().map(|url| Box::new(url) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<Weight> {
        Some(match self.severity {
            Severity::Error => Weight::Error,
            Severity::Warning => Weight::Warning,
            Severity::Note => Weight::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.excerpt.as_ref()?;
        let label = |(at, (span, text)): (usize, &(Span, String))| {
            let text = (!text.is_empty()).then(|| text.clone());
            let make = if at == 0 { LabeledSpan::new_primary_with_span } else { LabeledSpan::new_with_span };
            make(text, span.range())
        };
        Some(Box::new(self.labels.iter().enumerate().map(label)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_holds_the_lines_around_its_places_and_no_others() {
        let lines: Vec<_> = (1..=1000).map(|line| format!("line {line} {}", "长".repeat(100))).collect();
        let text = lines.join("\n");
        let source = Source::new("a.md", text.clone());
        let at = |needle: &str| text.find(needle).map(|at| Span::new(at, at + 8)).unwrap();
        let excerpt = Excerpt::new(&source, &[at("line 500"), at("line 900")], 40);
        let numbers: Vec<_> = excerpt.lines.iter().map(|line| line.number + 1).collect();
        assert_eq!(numbers, [499, 500, 501, 899, 900, 901]);
        assert!(
            excerpt.text.lines().all(|line| line.ends_with('…') && unicode_width::UnicodeWidthStr::width(line) < 45)
        );
        let moved = excerpt.moved(at("line 900").start);
        assert_eq!(&excerpt.text[moved..moved + 8], "line 900");
        let read = excerpt.read_span(&(moved, 8).into(), 1, 1).unwrap();
        assert_eq!((read.line(), read.line_count()), (898, 3));
    }

    #[test]
    fn a_line_as_long_as_a_file_is_shown_around_its_first_place() {
        let text = format!("{}here, there{}", "长x".repeat(50_000), "y".repeat(100_000));
        let at = text.find("here").unwrap();
        let source = Source::new("a", text.clone());
        let excerpt = Excerpt::new(&source, &[Span::new(at, at + 4), Span::new(at + 6, text.len())], 60);
        assert!(excerpt.text.starts_with("…x长") && excerpt.text.ends_with("yy…\n"), "{}", excerpt.text);
        assert!(excerpt.text.len() < 2 * LONGEST);
        let moved = |offset| excerpt.moved(offset);
        assert_eq!(&excerpt.text[moved(at)..moved(at + 11)], "here, there");
        assert_eq!(&excerpt.text[moved(text.len())..], "…\n");
        assert_eq!((moved(0), excerpt.position.column), ('…'.len_utf8(), 100_001));
        let whole = Excerpt::new(&source, &[Span::new(0, text.len())], 60);
        assert!(whole.text.len() < 2 * LONGEST && whole.moved(0) == 0, "{}", whole.text.len());
    }

    #[test]
    fn a_place_far_to_the_right_is_not_cut_away() {
        let text = format!("{}here{}", "x".repeat(300), "y".repeat(300));
        let excerpt = Excerpt::new(&Source::new("a", text), &[Span::new(300, 304)], 40);
        assert!(excerpt.text.ends_with("here…\n"), "{}", excerpt.text);
    }
}
