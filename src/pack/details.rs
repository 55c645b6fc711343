//! All that an item's file holds beside its definition: its notes, and the cases that prove it. Read only when somebody asks.

use std::collections::HashMap;

use jiff::civil::Date;

use super::Item;
use super::keys::{case as key, item};
use super::notes::Notes;
use crate::check::Reading;
use crate::finding::{Code, Finding, Problem, Severity};
use crate::locale::text;
use crate::source::{Source, Span, Spanned};
use crate::tree::reader::{Fields, Name, Reader};
use crate::tree::{self, Entry, Node, did_you_mean};
use crate::vocabulary::Verdict;

/// All that judging does not need.
#[derive(Debug)]
pub(crate) struct Details {
    pub(crate) notes: Notes,
    pub(crate) cases: Vec<Case>,
}

/// A case: a small project, and what the item makes of it.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) name: Spanned<String>,
    /// Where it stands: its header.
    pub(crate) span: Span,
    /// The answer as it would stand in a manifest.
    pub(crate) answer: Node,
    /// What differs from the neutral project.
    pub(crate) project: Option<Node>,
    pub(crate) files: Vec<(String, String)>,
    pub(crate) today: Option<Date>,
    /// What is expected; of a good case, that it is satisfied without a finding.
    pub(crate) expect: Option<Expectation>,
}

/// What a bad case expects.
#[derive(Debug)]
pub(crate) struct Expectation {
    pub(crate) verdict: Spanned<Verdict>,
    pub(crate) codes: Vec<Spanned<String>>,
    /// How bad the worst finding is; none where any will do.
    pub(crate) severity: Option<Spanned<Severity>>,
}

impl Details {
    /// The details of an item, from its file's text.
    pub(crate) fn of(item: &Item) -> (Option<Self>, Vec<Finding>) {
        Self::of_source(&item.source)
    }

    fn of_source(source: &Source) -> (Option<Self>, Vec<Finding>) {
        let parsed = tree::toml::parse(source.text());
        let mut reader = Reader::new(source.text(), parsed.problems);
        let mut reading = Reading { reader: &mut reader, source, validate: true };
        let details = parsed.root.and_then(|root| Self::read(&root, &mut reading));
        let findings = reader.problems().into_iter().map(|problem| Finding::from_problem(problem, source, "pack"));
        (details, findings.collect())
    }

    /// Reads the details from an item's tree.
    pub(super) fn read(root: &Node, reading: &mut Reading<'_, '_>) -> Option<Self> {
        let fields = reading.reader.table(root, &item::ITEM)?;
        let notes = Notes::read(&fields, reading.reader);
        let mut cases = Vec::new();
        for (key, good) in [(&item::GOOD_CASES, true), (&item::BAD_CASES, false)] {
            let listed = fields.read(reading.reader, key).unwrap_or_default();
            cases.extend(listed.into_iter().filter_map(|fields| read_case(fields, reading.reader, good)));
        }
        tell_namesakes(&cases, reading.reader);
        Some(Self { notes, cases })
    }
}

fn read_case(mut fields: Fields<'_>, reader: &mut Reader<'_>, good: bool) -> Option<Case> {
    let span = fields.place();
    let name = fields.read(reader, &key::NAME);
    let answer = fields.read(reader, &key::ANSWER).cloned();
    let project = fields.read(reader, &key::PROJECT).cloned();
    let files = fields.read(reader, &key::FILES).map(|files| read_files(files, reader)).unwrap_or_default();
    let today = fields.read(reader, &key::TODAY).map(|day| day.value);
    let expect = if good {
        tell_unasked(&mut fields, reader);
        None
    } else {
        fields.read(reader, &key::EXPECT).and_then(|fields| read_expectation(fields, reader))
    };
    fields.finish(reader);
    if !good && expect.is_none() {
        return None;
    }
    Some(Case { name: name?, span, answer: answer?, project, files, today, expect })
}

/// Tells a good case that says what it expects.
fn tell_unasked(fields: &mut Fields<'_>, reader: &mut Reader<'_>) {
    if fields.node(&key::EXPECT).is_some() {
        let message = text!(
            "a good case expects `satisfied` and no finding, and need not say so",
            "好用例一律预期 `satisfied` 且没有任何问题，无须另写"
        );
        let help = text!("leave `expect` out, or make it a `[[bad]]` case", "请删去 `expect`，或改为 `[[bad]]` 用例");
        reader.report(Problem::new(Code::UnknownKey, fields.key_span(&key::EXPECT), message).help(help));
        fields.pass_over(&key::EXPECT);
    }
}

/// Tells every case that has the name of one before it: a name is how people find a case again.
fn tell_namesakes(cases: &[Case], reader: &mut Reader<'_>) {
    let mut first = HashMap::new();
    for name in cases.iter().map(|case| &case.name) {
        if let Some(first) = first.insert(name.value.as_str(), name.span) {
            let shown = &name.value;
            let message = text!("two cases are called “{shown}”", "有两个用例都叫“{shown}”");
            let problem = Problem::new(Code::DuplicateId, name.span, message);
            let problem =
                problem.label(text!("again here", "此处重复")).related(first, text!("first here", "首次使用"));
            reader.report(problem);
        }
    }
}

fn read_files(entries: &[Entry], reader: &mut Reader<'_>) -> Vec<(String, String)> {
    entries
        .iter()
        .filter_map(|entry| match &entry.value.value {
            tree::Value::String(text) => Some((entry.key.clone(), text.clone())),
            _ => {
                reader.string(&entry.value, Name::Key(&entry.key));
                None
            }
        })
        .collect()
}

fn read_expectation(fields: Fields<'_>, reader: &mut Reader<'_>) -> Option<Expectation> {
    let verdict = fields.read(reader, &key::VERDICT);
    let codes = fields.read(reader, &key::CODES).unwrap_or_default();
    for code in &codes {
        if Code::ALL.iter().all(|known| known.word() != code.value) {
            let word = &code.value;
            let known = Code::ALL.iter().map(|code| code.word());
            let problem = Problem::new(Code::BadValue, code.span, text!("`{word}` is no code", "`{word}` 不是代码"));
            reader.report(match tree::nearest(word, known) {
                Some(near) => problem.help(did_you_mean(near)),
                None => {
                    problem.help(text!("`guiju list codes` shows them all", "运行 `guiju list codes` 可列出全部代码"))
                }
            });
        }
    }
    let severity = fields.read(reader, &key::SEVERITY);
    fields.finish(reader);
    Some(Expectation { verdict: verdict?, codes, severity })
}
