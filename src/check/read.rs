//! Checks as a pack writes them: one key names the kind, its table holds the fields. What is wrong with a pattern, a glob, a path or an
//! expression is told here, when the pack is not one that was proved sound when guiju was built.

use std::sync::OnceLock;

use super::agree::{Says, Voice};
use super::keys::{AFTER_TODAY, EXPR, IF_CITED, IN, KINDS, MESSAGE, NEWEST_WITHIN_DAYS, SCOPE};
use super::keys::{agree, files, section, text, value};
use super::{Agree, Check, Days, Expression, FilesCheck, Kind, Pattern, Section, TextCheck, ValueCheck, schema};
use crate::evidence::Globs;
use crate::expr::{self, Expr};
use crate::finding::{Code, Problem};
use crate::locale::text;
use crate::source::{Source, Span, Spanned};
use crate::tree::path::JsonPath;
use crate::tree::reader::keys::Key;
use crate::tree::reader::kinds::{Plain, TextOrTexts, Whole};
use crate::tree::reader::{Fields, Reader};
use crate::tree::text_offset;

/// How many words a section has at least when a pack does not say.
const MIN_WORDS: usize = 30;

/// What reading a pack's file needs at every step.
pub(crate) struct Reading<'r, 't> {
    /// Collects the problems.
    pub(crate) reader: &'r mut Reader<'t>,
    /// The file.
    pub(crate) source: &'r Source,
    /// Whether patterns, globs and names are looked at; those of the embedded packs were, when they were built in.
    pub(crate) validate: bool,
}

impl Reading<'_, '_> {
    /// The condition in CEL under a key.
    pub(crate) fn expression(
        &mut self,
        fields: &Fields<'_>,
        key: &Key<Plain>,
    ) -> Option<(Expr, Spanned<String>, Option<usize>)> {
        let text = fields.read(self.reader, key)?;
        let node = fields.node(key)?;
        let offset = text_offset(self.source.text(), node);
        let problems = match expr::parse(&text.value) {
            Ok(expr) => {
                let unknown = if self.validate { expr.check_names(&schema()) } else { Vec::new() };
                if unknown.is_empty() {
                    return Some((expr, text, offset));
                }
                unknown
            }
            Err(problems) => problems,
        };
        for problem in problems {
            let place = |span: Span| offset.map_or(text.span, |offset| span.shifted(offset));
            let span = place(problem.span);
            let related = problem.related.iter().map(|(span, label)| (place(*span), label.clone())).collect();
            self.reader.report(Problem { span, related, ..problem });
        }
        None
    }

    /// The regular expression under a key.
    fn pattern(&mut self, fields: &Fields<'_>, key: &Key<Plain>) -> Option<Pattern> {
        let text = fields.read(self.reader, key)?;
        let node = fields.node(key)?;
        let pattern = Pattern::new(text.value);
        if self.validate
            && let Some(problem) = pattern.problem(text_offset(self.source.text(), node), text.span)
        {
            self.reader.report(problem);
            return None;
        }
        Some(pattern)
    }

    /// A list of globs, or one.
    pub(crate) fn globs(&mut self, patterns: Vec<Spanned<String>>) -> Globs {
        let globs = Globs::new(patterns);
        if self.validate {
            globs.problems().into_iter().for_each(|problem| self.reader.report(problem));
        }
        globs
    }

    fn path(&mut self, fields: &Fields<'_>, key: &Key<Plain>) -> Option<JsonPath> {
        let text = fields.read(self.reader, key)?;
        let node = fields.node(key)?;
        if !self.validate {
            return Some(JsonPath::new(text.value));
        }
        match JsonPath::parse(&text.value) {
            Ok(path) => Some(path),
            Err(problem) => {
                let offset = text_offset(self.source.text(), node);
                let span = offset.map_or(text.span, |offset| problem.span.shifted(offset));
                self.reader.report(Problem { span, code: Code::BadPath, ..*problem });
                None
            }
        }
    }

    fn within(&mut self, fields: &Fields<'_>, key: &Key<TextOrTexts>) -> Option<Globs> {
        let patterns = fields.read(self.reader, key).unwrap_or_default();
        (!patterns.is_empty()).then(|| self.globs(patterns))
    }

    fn days(&mut self, fields: &Fields<'_>) -> Days {
        let newest_within = self.count(fields, &NEWEST_WITHIN_DAYS);
        let after_today = fields.read(self.reader, &AFTER_TODAY).is_some_and(|flag| flag.value);
        Days { newest_within, after_today }
    }

    fn count(&mut self, fields: &Fields<'_>, key: &Key<Whole>) -> Option<usize> {
        let count = fields.read(self.reader, key)?;
        usize::try_from(count.value).ok()
    }
}

/// Reads one check; `None` when it is no check, which is told.
pub(crate) fn read(fields: Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Check> {
    let message = fields.read(reading.reader, &MESSAGE);
    let scope = fields.read(reading.reader, &SCOPE);
    let if_cited = fields.read(reading.reader, &IF_CITED).is_some_and(|flag| flag.value);
    let given = fields.chosen();
    let [entry] = given.as_slice() else {
        let (count, known) = (given.len(), KINDS.join("`, `"));
        let span = given.get(1).map_or(fields.place(), |second| second.key_span);
        let message = text!("a check has one kind, this one has {count}", "每项检查只能有一种类型，这里有 {count} 种");
        let help = text!("write one of `{known}`", "请写其中一种：`{known}`");
        reading.reader.report(Problem::new(Code::MissingKey, span, message).help(help));
        fields.finish(reading.reader);
        return None;
    };
    let kind = read_kind(&fields, reading);
    fields.finish(reading.reader);
    Some(Check {
        kind: kind?,
        source: reading.source.clone(),
        span: entry.key_span,
        message,
        whole_project: scope.is_some_and(|scope| scope.value),
        if_cited,
        reach: OnceLock::new(),
    })
}

/// Reads the one kind that is there.
fn read_kind(fields: &Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Kind> {
    if let Some(inner) = fields.read(reading.reader, &files::FILES) {
        return whole(inner, reading, read_files).map(Kind::Files);
    }
    if let Some(inner) = fields.read(reading.reader, &section::SECTION) {
        return whole(inner, reading, read_section).map(Kind::Section);
    }
    if let Some(inner) = fields.read(reading.reader, &text::TEXT) {
        return whole(inner, reading, read_text_check).map(Kind::Text);
    }
    if let Some(inner) = fields.read(reading.reader, &value::VALUE) {
        return whole(inner, reading, read_value).map(Kind::Value);
    }
    if let Some(inner) = fields.read(reading.reader, &agree::AGREE) {
        return whole(inner, reading, read_agree).map(Kind::Agree);
    }
    let (expr, text, offset) = reading.expression(fields, &EXPR)?;
    Some(Kind::Expr(Expression { expr, text: text.value, offset }))
}

/// Reads a table to its end, whatever comes of it.
fn whole<T>(
    fields: Fields<'_>,
    reading: &mut Reading<'_, '_>,
    read: fn(&Fields<'_>, &mut Reading<'_, '_>) -> Option<T>,
) -> Option<T> {
    let read = read(&fields, reading);
    fields.finish(reading.reader);
    read
}

fn read_files(fields: &Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<FilesCheck> {
    let patterns = fields.read(reading.reader, &files::ANY).unwrap_or_default();
    let at_least = reading.count(fields, &files::AT_LEAST).unwrap_or(1);
    (!patterns.is_empty()).then(|| FilesCheck { any: reading.globs(patterns), at_least })
}

fn read_section(fields: &Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Section> {
    let heading = reading.pattern(fields, &section::HEADING);
    Some(Section {
        min_words: reading.count(fields, &section::MIN_WORDS).unwrap_or(MIN_WORDS),
        min_rows: reading.count(fields, &section::MIN_ROWS).unwrap_or(0),
        must: reading.pattern(fields, &section::MUST),
        days: reading.days(fields),
        within: reading.within(fields, &IN),
        heading: heading?,
    })
}

fn read_text_check(fields: &Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<TextCheck> {
    if fields.chosen().is_empty() {
        fields.missing(reading.reader, &text::MUST);
    }
    let check = TextCheck {
        must: reading.pattern(fields, &text::MUST),
        must_not: reading.pattern(fields, &text::MUST_NOT),
        days: reading.days(fields),
        within: reading.within(fields, &IN),
    };
    (check.must.is_some() || check.must_not.is_some()).then_some(check)
}

fn read_value(fields: &Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<ValueCheck> {
    let path = reading.path(fields, &value::VALUE_PATH);
    let one_of = fields.read(reading.reader, &value::ONE_OF);
    Some(ValueCheck {
        within: reading.within(fields, &IN),
        at_least: fields.read(reading.reader, &value::AT_LEAST).map(|limit| limit.value),
        at_most: fields.read(reading.reader, &value::AT_MOST).map(|limit| limit.value),
        equals: fields.read(reading.reader, &value::EQUALS).map(|node| node.value.clone()),
        one_of: one_of.map(|nodes| nodes.iter().map(|node| node.value.clone()).collect()),
        matches: reading.pattern(fields, &value::MATCHES),
        count_at_least: reading.count(fields, &value::COUNT_AT_LEAST),
        count_at_most: reading.count(fields, &value::COUNT_AT_MOST),
        days: reading.days(fields),
        path: path?,
    })
}

fn read_agree(fields: &Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Agree> {
    let place = fields.place();
    let listed = fields.read(reading.reader, &agree::OF).unwrap_or_default();
    let (count, least) = (listed.len(), agree::OF.kind.least);
    let of: Vec<_> = listed.into_iter().filter_map(|fields| whole(fields, reading, read_voice)).collect();
    if fields.node(&agree::OF).is_some() && count < least {
        let message = text!("`of` must list {least} places or more", "`of` 至少要列出 {least} 处");
        let help = text!(
            "write `of = [{{ in = \"…\", path = \"$.…\" }}, {{ in = \"…\", licence-text = true }}]`",
            "请写成 `of = [{{ in = \"…\", path = \"$.…\" }}, {{ in = \"…\", licence-text = true }}]`"
        );
        reading.reader.bad_value(place, message, help);
    }
    (of.len() >= least).then_some(Agree { of })
}

fn read_voice(fields: &Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Voice> {
    let within = reading.within(fields, &agree::VOICE_IN);
    let path = reading.path(fields, &agree::VOICE_PATH);
    let licence = fields.read(reading.reader, &agree::LICENCE_TEXT).is_some_and(|flag| flag.value);
    if fields.node(&agree::VOICE_PATH).is_none() && !licence {
        fields.missing(reading.reader, &agree::VOICE_PATH);
    }
    let says = if licence { Says::LicenceText } else { Says::Value(path?) };
    Some(Voice { within: within?, says })
}
