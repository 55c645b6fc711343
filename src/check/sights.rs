//! Where a check that holds saw what makes it hold, for those who ask why. It decides nothing: each kind is asked for what it found when it
//! was judged.

use super::text::find;
use super::value::shown;
use super::{Check, Kind, Look, Part};
use crate::finding::Place;
use crate::locale::{Text, text};
use crate::source::{Source, Span};
use crate::tree::Value;

/// How many places are told.
const MOST: usize = 3;
/// How much of a text is quoted, in characters.
const QUOTED: usize = 60;

impl Check {
    /// The places, each with what stands there. A file that is no text has no line: its source is empty.
    pub(crate) fn sights(&self, look: &Look<'_>) -> Vec<Place> {
        let sights: Vec<_> = match &self.kind {
            Kind::Files(files) => {
                let matching = look.parts.iter().filter(|part| files.any.is_match(&part.document.local));
                matching
                    .map(|part| Place::new(&named(part), Span::default(), text!("is such a file", "是此类文件")))
                    .collect()
            }
            Kind::Section(section) => section
                .find(look)
                .map(|(source, heading)| {
                    let title = &heading.title;
                    Place::new(source, heading.span, text!("the section “{title}” says it", "“{title}”一节写有此事"))
                })
                .into_iter()
                .collect(),
            Kind::Text(text) => match &text.must {
                Some(must) => look.parts.iter().filter_map(|part| quote(part, find(part, must)?)).collect(),
                None => look
                    .parts
                    .iter()
                    .filter_map(|part| part.start(text!("from here on, nothing of the kind", "由此往下没有此类内容")))
                    .collect(),
            },
            Kind::Value(value) => {
                let of_part = |part: &Part| -> Vec<Place> {
                    let (Some(source), Some(data)) = (part.document.source(), part.document.data()) else {
                        return Vec::new();
                    };
                    let nodes = data.select(&value.path).nodes;
                    nodes.iter().map(|node| Place::new(source, node.span, told(&node.value))).collect()
                };
                look.parts.iter().flat_map(of_part).collect()
            }
            Kind::Agree(agree) => {
                let sayings = agree.sayings(look).into_iter();
                sayings.map(|saying| Place { label: Text::same(saying.shown), ..saying.place }).collect()
            }
            Kind::Expr(_) => Vec::new(),
        };
        sights.into_iter().take(MOST).collect()
    }
}

/// A value, or how much there is in it.
fn told(value: &Value) -> Text {
    let count = match value {
        Value::Array(items) => items.len(),
        Value::Table(table) => table.entries.len(),
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Date(_) | Value::String(_) => {
            return Text::same(shown(value));
        }
    };
    text!("{count} values", "{count} 个值")
}

/// The file of a part, as its name alone.
fn named(part: &Part) -> Source {
    Source::new(part.document.local.clone(), "")
}

/// What stands at a place, in quotation marks.
fn quote(part: &Part, span: Span) -> Option<Place> {
    let source = part.document.source()?;
    let words = source.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.chars().take(QUOTED).collect();
    let dots = if short.len() < words.len() { "…" } else { "" };
    Some(Place::new(source, span, Text::same(format!("“{short}{dots}”"))))
}
