//! One item file: its definition in a fixed order of fields. Its path is its id. Texts and cases that judging does not need are left
//! for [`super::details`].

use std::sync::Arc;

use super::{Condition, EvidenceRule, FreshDays, Item, Tightening};
use crate::check::{self, Check, Reading, read_text};
use crate::finding::{Code, Problem};
use crate::locale::{Text, text};
use crate::source::{Source, Span, Spanned};
use crate::tree::Node;
use crate::tree::reader::{Fields, Name, Reader};
use crate::vocabulary::{Requirement, Words};

/// The order of an item's fields.
pub(crate) const ORDER: [&str; 17] = [
    "title",
    "clauses",
    "requirement",
    "required-when",
    "level",
    "applies",
    "opt-out",
    "waivable",
    "fresh-days",
    "effective-from",
    "question",
    "guidance",
    "evidence",
    "checks",
    "crosswalk",
    "good",
    "bad",
];

/// Fields that `details` reads, and this does not.
const ELSEWHERE: [&str; 4] = ["guidance", "crosswalk", "good", "bad"];

/// Reads the definition of the item `id`.
pub(super) fn read(id: &str, root: &Node, reading: &mut Reading<'_, '_>) -> Option<Item> {
    let mut fields = reading.reader.table(root, text!("the item", "条目"))?;
    if reading.validate {
        fields.expect_order(reading.reader, &ORDER);
    }
    let source = reading.source.clone();
    let span = fields.key_span("title");
    let title = text_field(&mut fields, reading, "title");
    let clauses = fields.required_strings(reading.reader, "clauses");
    let requirement = fields.required_word(reading.reader, "requirement", Requirement::WORDS);
    let required_when = condition(&mut fields, reading, "required-when");
    let level = rank(&mut fields, reading, true);
    let applies = condition(&mut fields, reading, "applies");
    let opt_out = fields.optional_bool(reading.reader, "opt-out").is_some_and(|flag| flag.value);
    let waivable = fields.optional_bool(reading.reader, "waivable").is_none_or(|flag| flag.value);
    let fresh_days = fields.optional_integer(reading.reader, "fresh-days", 1..=3650);
    let fresh_days = fresh_days.map(|days| FreshDays { days: days.value, source: source.clone(), span: days.span });
    let effective_from = fields.optional_date(reading.reader, "effective-from").map(|day| day.value);
    let question = text_field(&mut fields, reading, "question");
    let evidence = read_evidence(&mut fields, reading);
    let checks = read_checks(&mut fields, reading);
    for key in ELSEWHERE {
        fields.entry(key);
    }
    fields.finish(reading.reader);
    let principle = id.split('/').next().unwrap_or_default().to_owned();
    Some(Item {
        id: id.to_owned(),
        principle,
        source,
        span,
        title: title?,
        clauses,
        requirement: requirement?,
        required_when: required_when.into_iter().collect(),
        level: level?,
        applies,
        opt_out,
        waivable,
        fresh_days,
        effective_from,
        question: question?,
        evidence: evidence?,
        checks,
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
        let item = read(&self.id, root, &mut Reading { reader: &mut reader, source: &self.source, validate: true });
        let problems = reader.problems();
        item.filter(|_| problems.is_empty()).ok_or(problems)
    }
}

/// Reads one `[[tighten]]`.
pub(super) fn read_tightening(mut fields: Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Tightening> {
    let source: Source = reading.source.clone();
    let tightening = Tightening {
        source,
        requirement: fields.optional_word(reading.reader, "requirement", Requirement::WORDS),
        required_when: condition(&mut fields, reading, "required-when"),
        level: rank(&mut fields, reading, false),
        fresh_days: fields.optional_integer(reading.reader, "fresh-days", 1..=3650),
        opt_out: fields.optional_bool(reading.reader, "opt-out"),
        waivable: fields.optional_bool(reading.reader, "waivable"),
        at_least: fields.optional_integer(reading.reader, "at-least", 1..=100),
        checks: read_checks(&mut fields, reading),
        item: fields
            .required_string(reading.reader, "item")
            .unwrap_or_else(|| Spanned::new(String::new(), Span::default())),
    };
    fields.finish(reading.reader);
    (!tightening.item.value.is_empty()).then_some(tightening)
}

fn rank(fields: &mut Fields<'_>, reading: &mut Reading<'_, '_>, required: bool) -> Option<Spanned<u8>> {
    let level = if required {
        fields.required_integer(reading.reader, "level", 1..=9)
    } else {
        fields.optional_integer(reading.reader, "level", 1..=9)
    };
    level.and_then(|level| Some(Spanned::new(u8::try_from(level.value).ok()?, level.span)))
}

fn read_checks(fields: &mut Fields<'_>, reading: &mut Reading<'_, '_>) -> Vec<Check> {
    let listed = fields.tables(reading.reader, "checks", &text!("a check", "检查"));
    listed.into_iter().filter_map(|fields| check::read(fields, reading)).collect()
}

fn condition(fields: &mut Fields<'_>, reading: &mut Reading<'_, '_>, key: &'static str) -> Option<Condition> {
    let node = fields.node(key)?;
    let (expr, text, offset) = reading.expression(node, Name::Key(key))?;
    Some(Condition { expr, text: text.value, span: text.span, offset })
}

fn read_evidence(fields: &mut Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<EvidenceRule> {
    let span = fields.key_span("evidence");
    let mut evidence =
        fields.required_table(reading.reader, "evidence", text!("what counts as evidence", "`evidence`"))?;
    let accept = evidence.strings(reading.reader, "accept");
    let at_least = evidence.optional_integer(reading.reader, "at-least", 0..=100);
    let suggest = evidence.strings(reading.reader, "suggest");
    let accept_address = evidence.optional_bool(reading.reader, "accept-address").is_some_and(|flag| flag.value);
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

/// A text in both languages that must be there.
pub(super) fn text_field(fields: &mut Fields<'_>, reading: &mut Reading<'_, '_>, key: &'static str) -> Option<Text> {
    let Some(node) = fields.node(key) else {
        let (what, place) = (fields.what().clone(), fields.place());
        let message = Text { en: format!("{} lacks `{key}`", what.en), zh: format!("{}缺少 `{key}`", what.zh) };
        let help = text!("add `{key} = {{ en = \"…\", zh = \"…\" }}`", "请添加 `{key} = {{ en = \"…\", zh = \"…\" }}`");
        reading.reader.report(Problem::new(Code::MissingKey, place, message).help(help));
        return None;
    };
    read_text(node, reading.reader, text!("the text `{key}`", "文字 `{key}`"))
}
