//! Checks as a pack writes them: one key names the kind, its table holds the fields. What is wrong with a pattern, a glob, a path or an
//! expression is told here, when the pack is not one that was proved sound when guiju was built.

use super::agree::{Says, Voice};
use super::{Agree, Check, Expression, FilesCheck, Kind, Pattern, Section, TextCheck, ValueCheck, schema};
use crate::evidence::Globs;
use crate::expr::{self, Expr};
use crate::finding::{Code, Problem};
use crate::locale::{Text, text};
use crate::source::{Source, Span, Spanned};
use crate::tree::path::JsonPath;
use crate::tree::reader::{Fields, Name, Reader};
use crate::tree::{Node, Value, text_offset};

/// How many words a section has at least when a pack does not say.
const MIN_WORDS: usize = 30;
/// The keys that name a kind of check.
const KINDS: [&str; 6] = ["files", "section", "text", "value", "agree", "expr"];
/// The largest count that a pack may ask for.
const MOST: i64 = 10_000;

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
    /// A condition in CEL.
    pub(crate) fn expression(&mut self, node: &Node, name: Name<'_>) -> Option<(Expr, Spanned<String>, Option<usize>)> {
        let text = self.reader.string(node, name)?;
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

    /// A regular expression.
    pub(crate) fn pattern(&mut self, node: &Node, name: Name<'_>) -> Option<Pattern> {
        let text = self.reader.string(node, name)?;
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

    fn path(&mut self, fields: &mut Fields<'_>) -> Option<JsonPath> {
        let node = fields.node("path")?;
        let text = self.reader.string(node, Name::Key("path"))?;
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

    fn within(&mut self, fields: &mut Fields<'_>) -> Option<Globs> {
        let patterns = fields.string_or_strings(self.reader, "in");
        (!patterns.is_empty()).then(|| self.globs(patterns))
    }

    fn optional_pattern(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<Pattern> {
        fields.node(key).and_then(|node| self.pattern(node, Name::Key(key)))
    }

    fn count(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<usize> {
        let count = fields.optional_integer(self.reader, key, 0..=MOST)?;
        usize::try_from(count.value).ok()
    }
}

/// Reads one check; `None` when it is no check, which is told.
pub(crate) fn read(mut fields: Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Check> {
    let message =
        fields.node("message").and_then(|node| read_text(node, reading.reader, text!("the message", "说明文字")));
    let scope = fields.optional_word(reading.reader, "scope", &[("cited", false), ("project", true)]);
    let if_cited = fields.optional_bool(reading.reader, "if-cited").is_some_and(|flag| flag.value);
    let given: Vec<_> = KINDS.into_iter().filter_map(|key| fields.entry(key)).collect();
    let place = fields.place();
    let [entry] = given.as_slice() else {
        let (count, known) = (given.len(), KINDS.join("`, `"));
        let span = given.get(1).map_or(place, |second| second.key_span);
        let message = text!("a check has one kind, this one has {count}", "每项检查只能有一种类型，这里有 {count} 种");
        let help = text!("write one of `{known}`", "请写其中一种：`{known}`");
        reading.reader.report(Problem::new(Code::MissingKey, span, message).help(help));
        fields.finish(reading.reader);
        return None;
    };
    let kind = read_kind(&entry.key, &entry.value, reading);
    fields.finish(reading.reader);
    Some(Check {
        kind: kind?,
        source: reading.source.clone(),
        span: entry.key_span,
        message,
        whole_project: scope.is_some_and(|scope| scope.value),
        if_cited,
    })
}

fn read_kind(key: &str, node: &Node, reading: &mut Reading<'_, '_>) -> Option<Kind> {
    if key == "expr" {
        let (expr, text, offset) = reading.expression(node, Name::Key("expr"))?;
        return Some(Kind::Expr(Expression { expr, text: text.value, offset }));
    }
    let mut fields = reading.reader.table(node, text!("the check `{key}`", "检查 `{key}`"))?;
    let kind = match key {
        "files" => read_files(&mut fields, reading).map(Kind::Files),
        "section" => read_section(&mut fields, reading).map(Kind::Section),
        "text" => read_text_check(&mut fields, reading).map(Kind::Text),
        "value" => read_value(&mut fields, reading).map(Kind::Value),
        _ => read_agree(&mut fields, reading).map(Kind::Agree),
    };
    fields.finish(reading.reader);
    kind
}

fn read_files(fields: &mut Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<FilesCheck> {
    let patterns = fields.required_strings(reading.reader, "any");
    let at_least = reading.count(fields, "at-least").unwrap_or(1);
    (!patterns.is_empty()).then(|| FilesCheck { any: reading.globs(patterns), at_least })
}

fn read_section(fields: &mut Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Section> {
    let heading = reading.optional_pattern(fields, "heading");
    if fields.node("heading").is_none() {
        fields.missing(reading.reader, "heading");
    }
    let section = Section {
        min_words: reading.count(fields, "min-words").unwrap_or(MIN_WORDS),
        min_rows: reading.count(fields, "min-rows").unwrap_or(0),
        must: reading.optional_pattern(fields, "must"),
        within: reading.within(fields),
        heading: heading?,
    };
    Some(section)
}

fn read_text_check(fields: &mut Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<TextCheck> {
    let asks = fields.node("must").is_some() || fields.node("must-not").is_some();
    if !asks {
        fields.missing(reading.reader, "must");
    }
    let check = TextCheck {
        must: reading.optional_pattern(fields, "must"),
        must_not: reading.optional_pattern(fields, "must-not"),
        within: reading.within(fields),
    };
    (check.must.is_some() || check.must_not.is_some()).then_some(check)
}

fn read_value(fields: &mut Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<ValueCheck> {
    if fields.node("path").is_none() {
        fields.missing(reading.reader, "path");
    }
    let path = reading.path(fields);
    let one_of = fields.node("one-of").and_then(|node| scalars(node, reading.reader));
    Some(ValueCheck {
        within: reading.within(fields),
        at_least: fields.optional_number(reading.reader, "at-least").map(|limit| limit.value),
        at_most: fields.optional_number(reading.reader, "at-most").map(|limit| limit.value),
        equals: fields.node("equals").map(|node| node.value.clone()),
        one_of,
        matches: reading.optional_pattern(fields, "matches"),
        count_at_least: reading.count(fields, "count-at-least"),
        count_at_most: reading.count(fields, "count-at-most"),
        path: path?,
    })
}

fn scalars(node: &Node, reader: &mut Reader<'_>) -> Option<Vec<Value>> {
    if let Value::Array(items) = &node.value {
        return Some(items.iter().map(|item| item.value.clone()).collect());
    }
    reader.strings(node, Name::Key("one-of"));
    None
}

fn read_agree(fields: &mut Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Agree> {
    let place = fields.place();
    let listed = fields.tables(reading.reader, "of", &text!("an entry of `of`", "`of` 的条目"));
    let count = listed.len();
    let of: Vec<_> = listed.into_iter().filter_map(|fields| read_voice(fields, reading)).collect();
    if count < 2 {
        let message = text!("`of` must list two places or more", "`of` 至少要列出两处");
        let help = text!(
            "write `of = [{{ in = \"…\", path = \"$.…\" }}, {{ in = \"…\", licence-text = true }}]`",
            "请写成 `of = [{{ in = \"…\", path = \"$.…\" }}, {{ in = \"…\", licence-text = true }}]`"
        );
        reading.reader.bad_value(place, message, help);
    }
    (of.len() >= 2).then_some(Agree { of })
}

fn read_voice(mut fields: Fields<'_>, reading: &mut Reading<'_, '_>) -> Option<Voice> {
    let within = reading.within(&mut fields);
    if within.is_none() {
        fields.missing(reading.reader, "in");
    }
    let path = reading.path(&mut fields);
    let licence = fields.optional_bool(reading.reader, "licence-text").is_some_and(|flag| flag.value);
    if fields.node("path").is_none() && !licence {
        fields.missing(reading.reader, "path");
    }
    fields.finish(reading.reader);
    let says = if licence { Says::LicenceText } else { Says::Value(path?) };
    Some(Voice { within: within?, says })
}

/// A text in both languages: `{ en = "…", zh = "…" }`.
pub(crate) fn read_text(node: &Node, reader: &mut Reader<'_>, what: Text) -> Option<Text> {
    let mut fields = reader.table(node, what)?;
    let en = fields.required_string(reader, "en");
    let zh = fields.required_string(reader, "zh");
    fields.finish(reader);
    Some(Text { en: en?.value, zh: zh?.value })
}
