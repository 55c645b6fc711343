//! A place in a source as miette reads it: by lines, with columns in characters, and with nothing in it that steers a terminal.

use std::fmt;

use miette::{
    Diagnostic, LabeledSpan, MietteError, MietteSpanContents, Severity as Weight, SourceCode, SourceSpan, SpanContents,
};

use super::sanitise;
use crate::finding::Severity;
use crate::source::{Source, Span, bom_length};

/// A source whose text is safe to show. The length of every line is that of the original.
#[derive(Debug, Clone)]
struct Shown {
    source: Source,
    safe: String,
    name: String,
}

impl Shown {
    fn new(source: &Source) -> Self {
        let text = source.text();
        let bom = bom_length(text);
        // A byte order mark is no column; three spaces keep the places.
        let safe = format!("{}{}", " ".repeat(bom), sanitise(&text[bom..]));
        Self { source: source.clone(), safe, name: sanitise(source.name()).into_owned() }
    }
}

impl SourceCode for Shown {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        if end > self.safe.len() {
            return Err(MietteError::OutOfBounds);
        }
        let starts = self.source.line_starts();
        let (own, last) = (self.source.line_of(start), self.source.line_of(end));
        let (from, line, column, to, lines) = if before == 0 && after == 0 {
            // miette asks so for the position that it prints above the picture.
            (start, own, self.source.position(start).column - 1, end, last - own + 1)
        } else {
            let first = own.saturating_sub(before);
            let last = (last + after).min(starts.len() - 1);
            (starts[first], first, 0, starts.get(last + 1).copied().unwrap_or(self.safe.len()), last - first + 1)
        };
        let bytes = self.safe.as_bytes().get(from..to).ok_or(MietteError::OutOfBounds)?;
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            bytes,
            (from, to - from).into(),
            line,
            column,
            lines,
        )))
    }
}

/// One picture: a headline, and labelled places of one source.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) headline: String,
    pub(super) code: Option<String>,
    pub(super) severity: Severity,
    shown: Shown,
    labels: Vec<(Span, String)>,
}

impl Picture {
    /// A picture of places in `source`; the first is the one that is meant.
    pub(super) fn new(headline: String, severity: Severity, source: &Source, labels: Vec<(Span, String)>) -> Self {
        Self { headline, code: None, severity, shown: Shown::new(source), labels }
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

    fn severity(&self) -> Option<Weight> {
        Some(match self.severity {
            Severity::Error => Weight::Error,
            Severity::Warning => Weight::Warning,
            Severity::Note => Weight::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.shown.safe.is_empty()).then_some(&self.shown as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        if self.shown.safe.is_empty() {
            return None;
        }
        let label = |(at, (span, text)): (usize, &(Span, String))| {
            let end = span.end.min(self.shown.safe.len());
            let start = span.start.min(end);
            let text = (!text.is_empty()).then(|| text.clone());
            if at == 0 {
                LabeledSpan::new_primary_with_span(text, start..end)
            } else {
                LabeledSpan::new_with_span(text, start..end)
            }
        };
        Some(Box::new(self.labels.iter().enumerate().map(label)))
    }
}
