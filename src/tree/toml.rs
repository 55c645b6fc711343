//! TOML into the tree: all that is wrong with a text in one go, and as much of the tree as can be saved. It does not know what
//! the keys mean, and it never changes a byte: broken statements are blanked out in a copy of equal length.

pub(crate) mod blocks;
pub(super) mod cursor;
mod plain;
mod survey;
mod words;

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use ::toml::Spanned as Toml;
use ::toml::de::{DeInteger, DeTable, DeValue, Error};
use ::toml::value::Datetime;
use jiff::civil::Date;

use self::survey::{ELEMENT, SEPARATOR, Survey};
use crate::finding::{Code, Problem};
use crate::source::Span;
use crate::tree::node::MAX_DEPTH;
use crate::tree::shared;
use crate::tree::{Entry, Node, Parsed, Table, Value};

/// More syntax errors than this are not told one by one.
const MAX_TOLD: usize = 1000;

/// For no more lost statements than this an empty value is put into the tree: finding their place takes time.
const MAX_PLANTED: usize = 200;

/// Reads a TOML text. The root is there whatever is wrong.
pub(crate) fn parse(text: &str) -> Parsed {
    match plain::read(text) {
        Some(root) => Parsed { root: Some(root), problems: Vec::new() },
        None => parse_whole(text),
    }
}

/// Reads any text, plain or not.
fn parse_whole(text: &str) -> Parsed {
    let (document, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let mut reading = Reading { text, problems: Vec::new() };
        let root = reading.document(document.get_ref());
        reading.problems.sort_by_key(|problem| problem.span);
        return Parsed { root: Some(root), problems: reading.problems };
    }
    mend(text)
}

/// Reads a text that has errors: blanks out what hides the lines behind it, and reads the rest.
fn mend(text: &str) -> Parsed {
    let survey = Survey::of(text);
    let mut blanks: Vec<Blank> =
        survey.unclosed.iter().map(|unclosed| Blank { range: unclosed.lost.clone(), value: true }).collect();
    let (_, mut errors) = DeTable::parse_recoverable(&blanked(text, &blanks));
    let lost = lost_statements(&survey, &errors);
    for &index in &lost {
        let Some(statement) = survey.statements.get(index) else { continue };
        let end = if statement.header { survey.section_end(index, text) } else { statement.range.end };
        blanks.push(Blank { range: statement.range.start..end, value: false });
    }
    let copy = blanked(text, &blanks);
    let (document, more) = DeTable::parse_recoverable(&copy);
    errors.extend(more);

    let unclosed = survey.unclosed.iter().take(MAX_TOLD);
    let mut problems: Vec<Problem> = unclosed.map(|unclosed| words::unclosed(text, unclosed)).collect();
    problems.extend(told(text, &survey, errors));
    let mut reading = Reading { text: &copy, problems: Vec::new() };
    let mut root = reading.document(document.get_ref());
    problems.append(&mut reading.problems);
    for statement in lost.iter().take(MAX_PLANTED).filter_map(|&index| survey.statements.get(index)) {
        plant(&mut root, &statement.path, Span::new(statement.key.start, statement.range.end));
    }
    problems.sort_by_key(|problem| problem.span);
    let syntax = problems.iter().filter(|problem| problem.code == Code::Syntax).map(|problem| problem.span);
    let openers = survey.unclosed.iter().map(|unclosed| Span::new(unclosed.lost.start, unclosed.lost.start));
    let mut broken: Vec<Span> = syntax.chain(openers).collect();
    broken.sort_unstable();
    void_broken(&mut root, &broken);
    Parsed { root: Some(root), problems }
}

/// The statements, in order, that hide what stands behind them.
fn lost_statements(survey: &Survey, errors: &[Error]) -> BTreeSet<usize> {
    let statement_of = |error: &Error| {
        let index = survey.statement_at(error.span()?.start)?;
        let header = survey.statements.get(index)?.header;
        let message = error.message();
        let hides = if header { words::stops_the_section(message) } else { words::stops_the_parser(message) };
        hides.then_some(index)
    };
    errors.iter().filter_map(statement_of).collect()
}

/// Bytes to blank out. Where a value stood, another one must stand.
struct Blank {
    range: Range<usize>,
    value: bool,
}

/// A copy of equal length with the blanks blank; line ends stay.
fn blanked(text: &str, blanks: &[Blank]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for blank in blanks {
        for byte in bytes.get_mut(blank.range.clone()).into_iter().flatten() {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
        if blank.value
            && let Some(byte) = bytes.get_mut(blank.range.start)
        {
            *byte = b'0';
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// The errors as problems: each once, and of those about one line's syntax only the most telling.
fn told(text: &str, survey: &Survey, errors: Vec<Error>) -> Vec<Problem> {
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let mut errors: Vec<(usize, bool, Span, Error)> = errors
        .into_iter()
        .map(|error| {
            let span = error.span().map_or_else(|| survey.deepest_key(), Span::from);
            let line = ends.partition_point(|&end| end < span.start);
            (line, !words::stops_the_parser(error.message()), span, error)
        })
        .collect();
    errors.sort_by(|one, other| {
        (one.0, one.1, one.2, one.3.message()).cmp(&(other.0, other.1, other.2, other.3.message()))
    });
    let mut seen = HashSet::new();
    let mut line_told = None;
    let mut problems = Vec::new();
    for (line, _, span, error) in errors {
        let repeated = words::is_about_a_repeated_key(error.message());
        if !seen.insert((span, repeated)) || (!repeated && line_told == Some(line)) {
            continue;
        }
        if problems.len() == MAX_TOLD {
            problems.push(words::too_many(span));
            break;
        }
        if repeated {
            problems.push(words::repeated(text, span, survey.first_of(span), error.message()));
        } else {
            line_told = Some(line);
            problems.push(words::syntax(text, span, error.message()));
        }
    }
    problems
}

/// Puts an empty value where a statement was lost, so that nobody calls its key missing.
fn plant(root: &mut Node, path: &str, place: Span) {
    if path.is_empty() {
        return;
    }
    let mut node = root;
    let mut parts = path.split(SEPARATOR).filter(|part| !part.starts_with(ELEMENT)).peekable();
    while let Some(part) = parts.next() {
        let Some(table) = innermost_table(node) else { return };
        let index = table.entries.iter().position(|entry| entry.key == part).unwrap_or(table.entries.len());
        if index == table.entries.len() {
            let value = if parts.peek().is_none() { Value::Null } else { Value::Table(Table::default()) };
            let value = Node { span: place, value };
            table.entries.push(Entry { key: part.to_owned(), key_span: place, value });
        }
        let Some(entry) = table.entries.get_mut(index) else { return };
        node = &mut entry.value;
    }
}

/// The table that a header would extend: the node itself, or the last element of an array of tables.
fn innermost_table(node: &mut Node) -> Option<&mut Table> {
    match &mut node.value {
        Value::Table(table) => Some(table),
        Value::Array(elements) => match &mut elements.last_mut()?.value {
            Value::Table(table) => Some(table),
            Value::Array(_)
            | Value::Null
            | Value::Bool(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Date(_)
            | Value::String(_) => None,
        },
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Date(_) | Value::String(_) => None,
    }
}

/// Makes null every scalar that a broken place touches: what the parser guessed is not what the author meant.
fn void_broken(node: &mut Node, broken: &[Span]) {
    match &mut node.value {
        Value::Array(elements) => elements.iter_mut().for_each(|element| void_broken(element, broken)),
        Value::Table(table) => table.entries.iter_mut().for_each(|entry| void_broken(&mut entry.value, broken)),
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Date(_) | Value::String(_) => {
            let index = broken.partition_point(|span| span.start < node.span.start);
            let before = index.checked_sub(1).and_then(|index| broken.get(index));
            if before.is_some_and(|span| span.end >= node.span.start)
                || broken.get(index).is_some_and(|span| span.start <= node.span.end)
            {
                node.value = Value::Null;
            }
        }
    }
}

/// The walk from the parser's tree to ours.
struct Reading<'t> {
    text: &'t str,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn document(&mut self, document: &DeTable<'_>) -> Node {
        let table = self.table(document, self.text.len(), 0);
        Node { span: Span::new(0, 0), value: Value::Table(table) }
    }

    /// The entries of a table; `after` is the place for a value that the parser made up.
    fn table(&mut self, table: &DeTable<'_>, after: usize, depth: usize) -> Table {
        let mut entries = Vec::with_capacity(table.len());
        for (key, value) in table {
            let key_span = Span::from(key.span());
            let after = if key_span.is_empty() { after } else { key_span.end };
            entries.push(Entry { key: key.get_ref().to_string(), key_span, value: self.value(value, after, depth) });
        }
        Table { entries }
    }

    fn value(&mut self, value: &Toml<DeValue<'_>>, after: usize, depth: usize) -> Node {
        let made_up = value.span().is_empty();
        let span = if value.span() == (0..0) { Span::new(after, after) } else { Span::from(value.span()) };
        // A date-time counts as its day; a time without a day is a text.
        let value = match value.get_ref() {
            _ if made_up => Value::Null,
            _ if depth >= MAX_DEPTH => {
                self.problems.push(shared::too_deep(span));
                Value::Null
            }
            DeValue::String(string) => Value::String(string.to_string()),
            DeValue::Integer(integer) => self.integer(integer, span),
            DeValue::Float(float) => self.float(float.as_str(), span),
            DeValue::Boolean(boolean) => Value::Bool(*boolean),
            DeValue::Datetime(datetime) if datetime.date.is_some() => self.date(*datetime, span),
            DeValue::Datetime(datetime) if datetime.time.is_some() => {
                Value::String(self.text.get(span.range()).unwrap_or_default().to_owned())
            }
            DeValue::Datetime(_) => Value::Null,
            DeValue::Array(array) => {
                Value::Array(array.iter().map(|element| self.value(element, span.end, depth + 1)).collect())
            }
            DeValue::Table(table) => Value::Table(self.table(table, span.end, depth + 1)),
        };
        Node { span, value }
    }

    fn integer(&mut self, integer: &DeInteger<'_>, span: Span) -> Value {
        match whole(integer.as_str(), integer.radix()) {
            Some(value) => value,
            None if integer.as_str().is_empty() => Value::Null,
            None => self.out_of_range(span),
        }
    }

    fn float(&mut self, raw: &str, span: Span) -> Value {
        match float(raw) {
            Some(value) => value,
            None if raw.parse::<f64>().is_ok() => self.out_of_range(span),
            None => Value::Null,
        }
    }

    fn out_of_range(&mut self, span: Span) -> Value {
        self.problems.push(shared::too_large(span));
        Value::Null
    }

    fn date(&mut self, datetime: Datetime, span: Span) -> Value {
        day(datetime).unwrap_or_else(|| {
            self.problems.push(words::no_such_day(span));
            Value::Null
        })
    }
}

/// A whole number that fits.
fn whole(digits: &str, radix: u32) -> Option<Value> {
    i64::from_str_radix(digits, radix).ok().map(Value::Integer)
}

/// Any other number that fits.
fn float(raw: &str) -> Option<Value> {
    let number = raw.parse::<f64>().ok()?;
    (number.is_finite() || raw.contains("inf") || raw.contains("nan")).then_some(Value::Float(number))
}

/// The day of a date-time, where it has one that the calendar knows.
fn day(datetime: Datetime) -> Option<Value> {
    let date = datetime.date?;
    let (year, month, day) = (date.year.try_into().ok()?, date.month.try_into().ok()?, date.day.try_into().ok()?);
    Date::new(year, month, day).ok().map(Value::Date)
}

#[cfg(test)]
mod tests;
