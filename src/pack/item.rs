//! One item file: its definition in a fixed order of fields. Its path is its id. Texts and cases that judging does not need are left
//! for [`super::details`].

use std::sync::Arc;

use super::checks::Checks;
use super::keys::head::tighten;
use super::keys::item as key;
use super::notes::Margin;
use super::read::Apart;
use super::{Condition, EvidenceRule, FreshDays, Item, Tightening};
use crate::check::{self, Check, Reading};
use crate::finding::Problem;
use crate::source::{Source, Span, Spanned};
use crate::tree::Node;
use crate::tree::reader::keys::Key;
use crate::tree::reader::kinds::{Plain, Whole};
use crate::tree::reader::{Fields, Reader};
use crate::vocabulary::Requirement;

/// The rank of a level that could not be read; no level has it.
pub(super) const UNREAD: u8 = 0;

/// Reads the definition of the item `id`. Its checks stand in the tree, or are packed apart. What could not be read has been told and
/// is left blank, so that the rest of the item is held against the other packs all the same: such a pack judges nothing.
pub(super) fn read(id: &str, root: &Node, packed: Option<Apart>, reading: &mut Reading<'_, '_>) -> Option<Item> {
    let fields = reading.reader.table(root, &key::ITEM)?;
    if reading.validate {
        fields.expect_order(reading.reader);
    }
    let source = reading.source.clone();
    let span = fields.key_span(&key::TITLE);
    let title = fields.read(reading.reader, &key::TITLE);
    let clauses = fields.read(reading.reader, &key::CLAUSES).unwrap_or_default();
    let requirement = fields.read(reading.reader, &key::REQUIREMENT);
    let required_when = condition(&fields, reading, &key::REQUIRED_WHEN);
    let level = rank(&fields, reading, &key::LEVEL);
    let applies = condition(&fields, reading, &key::APPLIES);
    let opt_out = fields.read(reading.reader, &key::OPT_OUT).is_some_and(|flag| flag.value);
    let waivable = fields.read(reading.reader, &key::WAIVABLE).is_none_or(|flag| flag.value);
    let fresh_days = fields.read(reading.reader, &key::FRESH_DAYS);
    let fresh_days = fresh_days.map(|days| FreshDays { days: days.value, source: source.clone(), span: days.span });
    let effective_from = fields.read(reading.reader, &key::EFFECTIVE_FROM).map(|day| day.value);
    let question = fields.read(reading.reader, &key::QUESTION);
    let evidence = read_evidence(&fields, reading);
    let (checks, notes) = match packed {
        Some(Apart::Item { checks, notes }) => (Checks::unread(source.clone(), checks), Some(notes)),
        Some(Apart::Frameworks(_)) | None => (Checks::read(read_checks(&fields, reading)), None),
    };
    fields.finish(reading.reader);
    let notes = Margin::of(source.clone(), notes);
    let principle = id.split('/').next().unwrap_or_default().to_owned();
    Some(Item {
        id: id.to_owned(),
        principle,
        source,
        span,
        title: title.unwrap_or_default().into(),
        clauses,
        requirement: requirement.unwrap_or_else(|| Spanned::new(Requirement::Required, span)),
        required_when: required_when.into_iter().collect(),
        level: level.unwrap_or_else(|| Spanned::new(UNREAD, span)),
        applies,
        opt_out,
        waivable,
        fresh_days,
        effective_from,
        question: question.unwrap_or_default(),
        evidence: evidence.unwrap_or_default(),
        checks,
        notes,
    })
}

impl Item {
    /// The item as another tree of its file has it.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with that tree.
    pub(crate) fn reread(&self, root: &Node) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::new(self.source.text(), Vec::new());
        let item =
            read(&self.id, root, None, &mut Reading { reader: &mut reader, source: &self.source, validate: true });
        let problems = reader.problems();
        item.filter(|_| problems.is_empty()).ok_or(problems)
    }
}

/// Reads one `[[tighten]]`.
pub(super) fn read_tightening(fields: Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Tightening> {
    let source: Source = reading.source.clone();
    let item = fields.read(reading.reader, &tighten::ITEM);
    let tightening = Tightening {
        source,
        requirement: fields.read(reading.reader, &tighten::REQUIREMENT),
        required_when: condition(&fields, reading, &key::REQUIRED_WHEN),
        level: rank(&fields, reading, &tighten::LEVEL),
        fresh_days: fields.read(reading.reader, &key::FRESH_DAYS),
        opt_out: fields.read(reading.reader, &tighten::OPT_OUT),
        waivable: fields.read(reading.reader, &tighten::WAIVABLE),
        at_least: fields.read(reading.reader, &tighten::AT_LEAST),
        checks: read_checks(&fields, reading),
        item: item.unwrap_or_else(|| Spanned::new(String::new(), Span::default())),
    };
    fields.finish(reading.reader);
    (!tightening.item.value.is_empty()).then_some(tightening)
}

fn rank(fields: &Fields<'_>, reading: &mut Reading<'_, '_>, key: &Key<Whole>) -> Option<Spanned<u8>> {
    let level = fields.read(reading.reader, key)?;
    Some(Spanned::new(u8::try_from(level.value).ok()?, level.span))
}

pub(super) fn read_checks(fields: &Fields<'_>, reading: &mut Reading<'_, '_>) -> Vec<Check> {
    let listed = fields.read(reading.reader, &key::CHECKS).unwrap_or_default();
    // They are many and large, and most items have one or two.
    let mut checks = Vec::with_capacity(listed.len());
    checks.extend(listed.into_iter().filter_map(|fields| check::read(fields, reading)));
    checks
}

fn condition(fields: &Fields<'_>, reading: &mut Reading<'_, '_>, key: &Key<Plain>) -> Option<Condition> {
    let (expr, text, offset) = reading.expression(fields, key)?;
    Some(Condition { expr, text: text.value, span: text.span, offset })
}

fn read_evidence(fields: &Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<EvidenceRule> {
    let span = fields.key_span(&key::EVIDENCE);
    let evidence = fields.read(reading.reader, &key::EVIDENCE)?;
    let accept = evidence.read(reading.reader, &key::ACCEPT).unwrap_or_default();
    let at_least = evidence.read(reading.reader, &key::AT_LEAST);
    let suggest = evidence.read(reading.reader, &key::SUGGEST).unwrap_or_default();
    let accept_address = evidence.read(reading.reader, &key::ACCEPT_ADDRESS).is_some_and(|flag| flag.value);
    evidence.finish(reading.reader);
    if reading.validate {
        reading.globs(suggest.clone());
    }
    Some(EvidenceRule {
        span,
        accept: (!accept.is_empty()).then(|| Arc::new(reading.globs(accept))),
        at_least: at_least.and_then(|count| usize::try_from(count.value).ok()).unwrap_or(1),
        suggest: suggest.into_iter().map(|glob| glob.value).collect(),
        accept_address,
    })
}
