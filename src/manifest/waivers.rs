//! Waivers, from the manifest or from the file beside it that a code owner may guard alone. Whether one counts is for `evaluate`.

use jiff::civil::Date;

use super::keys::{WAIVERS, WAIVERS_FILE, WAIVERS_SCHEMA, waiver};
use super::read::person;
use crate::finding::Problem;
use crate::locale::text;
use crate::source::{Source, Spanned};
use crate::tree::Parsed;
use crate::tree::reader::{Fields, Reader};

/// A dated, reasoned, approved exception for one item, as far as it could be read.
#[derive(Debug)]
pub(crate) struct Waiver {
    /// The file it stands in.
    pub(crate) source: Source,
    pub(crate) item: Spanned<String>,
    pub(crate) reason: Option<Spanned<String>>,
    pub(crate) approved_by: Option<Spanned<String>>,
    /// The day of approval; the day of judging when left out.
    pub(crate) granted: Option<Spanned<Date>>,
    /// The last day on which it counts.
    pub(crate) expires: Option<Spanned<Date>>,
    pub(crate) ticket: Option<String>,
    /// Whether nothing was wrong with it as an entry.
    pub(crate) is_complete: bool,
}

/// Reads the file of waivers beside a manifest.
pub(crate) fn read_waivers(source: &Source, parsed: Parsed) -> (Vec<Waiver>, Vec<Problem>) {
    let mut reader = Reader::new(source.text(), parsed.problems);
    let mut waivers = Vec::new();
    if let Some(fields) = parsed.root.as_ref().and_then(|root| reader.table(root, &WAIVERS_FILE)) {
        fields.read(&mut reader, &WAIVERS_SCHEMA);
        waivers = read_list(&fields, &mut reader, source);
        fields.finish(&mut reader);
    }
    (waivers, reader.problems())
}

/// Reads `[[waivers]]` of either file.
pub(super) fn read_list(fields: &Fields<'_>, reader: &mut Reader<'_>, source: &Source) -> Vec<Waiver> {
    let listed = fields.read(reader, &WAIVERS).unwrap_or_default();
    listed.into_iter().filter_map(|fields| read_waiver(fields, reader, source)).collect()
}

fn read_waiver(fields: Fields<'_>, reader: &mut Reader<'_>, source: &Source) -> Option<Waiver> {
    let before = reader.count();
    let item = fields.read(reader, &waiver::ITEM);
    let reason = fields.read(reader, &waiver::REASON);
    let approved_by = person(&fields, reader, &waiver::APPROVED_BY);
    let granted = fields.read(reader, &waiver::GRANTED);
    let expires = fields.read(reader, &waiver::EXPIRES);
    let ticket = fields.read(reader, &waiver::TICKET).map(|ticket| ticket.value);
    fields.finish(reader);
    let item = item.filter(|item| {
        let exact = !item.value.contains(['*', '?', '[', '{']);
        if !exact {
            let message = text!("a waiver names one item, never a pattern", "一条豁免只针对一个条目，不能用通配模式");
            reader.bad_value(item.span, message, text!("write one waiver for each item", "请为每个条目分别写一条豁免"));
        }
        exact
    })?;
    let is_complete = reader.count() == before;
    Some(Waiver { source: source.clone(), item, reason, approved_by, granted, expires, ticket, is_complete })
}
