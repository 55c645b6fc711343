//! The honest answer that nothing is done yet, put into a manifest for each item that has none. In YAML and JSON the place is looked for once
//! for all items of a principle.

use std::collections::BTreeMap;

use super::slot::admission;
use super::{Manifest, Slot};
use crate::finding::{Edit, Fix};
use crate::source::Span;
use crate::tree::{Entry, Node, Syntax, Table, Value, put};
use crate::vocabulary::Status;

/// Stands for an item while its principle's place is looked for.
const STAND_IN: &str = "zz-item-without-an-answer";

/// The fixes for the items of a manifest that are not answered.
pub(crate) struct Gaps<'m> {
    manifest: &'m Manifest,
    /// The edit that answers the stand-in under each principle asked for so far, where there is one.
    places: BTreeMap<String, Option<Edit>>,
}

impl<'m> Gaps<'m> {
    pub(crate) fn of(manifest: &'m Manifest) -> Self {
        Self { manifest, places: BTreeMap::new() }
    }

    /// The fix that admits a gap on an item. It stands for itself: two of them need not go together.
    pub(crate) fn fix(&mut self, item: &str) -> Option<Fix> {
        let syntax = self.manifest.syntax;
        if syntax == Syntax::Toml {
            return self.manifest.slot.as_ref().and_then(|slot: &Slot| slot.stub(item));
        }
        let (principle, name) = item.split_once('/')?;
        let is_plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let text = self.manifest.source.text();
        let place = self.places.entry(principle.to_owned()).or_insert_with(|| {
            let made = admitted(text, syntax, &format!("{principle}/{STAND_IN}"))?;
            insertion(text, &made).filter(|edit| edit.text.matches(STAND_IN).count() == 1)
        });
        let edit = place.as_ref().filter(|_| is_plain)?;
        Some(admission(item, Edit { span: edit.span, text: edit.text.replace(STAND_IN, name) }))
    }
}

/// The text of a manifest with such an answer in it; none where its layout leaves no place that is sure.
pub(crate) fn admitted(text: &str, syntax: Syntax, item: &str) -> Option<String> {
    let (principle, name) = item.split_once('/')?;
    let value = Node { span: Span::default(), value: Value::String(Status::Unmet.word().to_owned()) };
    let answer = Table { entries: vec![Entry { key: "status".to_owned(), key_span: Span::default(), value }] };
    put(text, syntax, &["answers", principle, name], &Value::Table(answer), &[])
}

/// The edit that makes one text of another by what stands between the bytes that both begin and end with.
fn insertion(old: &str, new: &str) -> Option<Edit> {
    let same = |(one, other): &(char, char)| one == other;
    let length = |(one, _): (char, char)| one.len_utf8();
    let start: usize = old.chars().zip(new.chars()).take_while(same).map(length).sum();
    let (old_rest, new_rest) = (old.get(start..)?, new.get(start..)?);
    let end: usize = old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(same).map(length).sum();
    let text = new_rest.get(..new_rest.len().checked_sub(end)?)?.to_owned();
    Some(Edit { span: Span::new(start, old.len().checked_sub(end)?), text })
}
