//! Answers from a file: all of them are put into the manifest, or none where one is wrong. Everything that is wrong is told at once.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::super::input::{read, unread};
use super::super::terminal::say;
use super::store::Store;
use super::{Bench, outcome, status, tell};
use crate::error::Error;
use crate::finding::{Code, Finding, Place, Problem};
use crate::interview::{Reply, Wanted, agenda, amended, hidden_in, replies};
use crate::judge::Judged;
use crate::load;
use crate::locale::{Text, text};
use crate::manifest::Answer;
use crate::render::one_line;
use crate::source::Source;
use crate::tree::{Node, Value, did_you_mean, nearest};

/// Takes the answers of a file, judges them, writes them, and gives the exit status.
pub(super) fn take(file: &Path, is_json: bool, judged: &Judged, store: &Store, bench: &Bench) -> Result<u8, Error> {
    let source = text_of(file)?;
    let given = replies(&source).map_err(|findings| Error::Input("answers", findings))?;
    if given.is_empty() {
        let name = one_line(source.name());
        return Err(Error::Plain(text!(
            "`{name}` holds no answer; write [answers.<principle>.<item>] as in a manifest",
            "`{name}` 中没有回答；请像清单那样写 [answers.<原则>.<条目>]"
        )));
    }
    let mut wrong: Vec<Finding> =
        given.iter().flat_map(|(answer, reply)| faults(answer, reply, judged, &source)).collect();
    let (made, unplaced) = put_in(&given, &wrong, store, &source);
    wrong.extend(unplaced);
    let after = bench.judge(&made)?;
    wrong.extend(given.iter().flat_map(|(answer, _)| refusals(answer, &after, &source)));
    if !wrong.is_empty() {
        crate::finding::sort(&mut wrong);
        return Err(Error::Input("answers", wrong));
    }
    store.replace_all(&made)?;
    let kept: Vec<_> = given.iter().filter_map(|(answer, _)| outcome(&after, &answer.item)).collect();
    let open = agenda(&after, bench.view.today, &Wanted::Open).len();
    tell(is_json, &store.shown, &kept, open, &bench.view)?;
    say(super::end(store, kept.len(), open).get(bench.view.locale));
    Ok(status(&kept))
}

/// The file of answers, or standard input for `-`.
fn text_of(file: &Path) -> Result<Source, Error> {
    if file != Path::new("-") {
        let shown = load::shown(file);
        let text = File::open(file).and_then(|_| read(file)).map_err(|error| unread(&shown, &error))?;
        return Ok(Source::new(shown, text));
    }
    let mut text = String::new();
    let read = io::stdin().lock().take(load::MANIFEST_LIMIT).read_to_string(&mut text);
    read.map_err(|error| unread("-", &error))?;
    // A name tells the syntax; a JSON object begins as no TOML does.
    let name = if text.trim_start().starts_with('{') { "stdin.json" } else { "stdin.toml" };
    Ok(Source::new(name, text))
}

/// What is wrong with an answer before it is judged.
fn faults(answer: &Answer, reply: &Reply, judged: &Judged, source: &Source) -> Vec<Finding> {
    let (item, mut problems) = (&answer.item, Vec::new());
    if judged.rulebook.item(item).is_none() {
        let message = text!("there is no item `{item}`", "没有名为 `{item}` 的条目");
        let near = nearest(item, judged.rulebook.items.iter().map(|item| item.id.as_str()));
        let help = near.map_or_else(
            || text!("`guiju list items` shows them all", "运行 `guiju list items` 可列出全部条目"),
            did_you_mean,
        );
        problems.push(Problem::new(Code::UnknownItem, answer.span, message).help(help));
    }
    for entry in reply.entries() {
        if let Some(hidden) = hidden(&entry.value) {
            let (key, code) = (&entry.key, format!("U+{:04X}", u32::from(hidden)));
            let message = text!(
                "`{key}` of `{item}` holds a character that nobody sees ({code})",
                "`{item}` 的 `{key}` 含有看不见的字符（{code}）"
            );
            problems.push(Problem::new(Code::BadValue, answer.span, message).help(text!("leave it out", "请去掉它")));
        }
    }
    load::told(problems, source)
}

/// A hidden character anywhere in a value. No deeper than the tree.
fn hidden(node: &Node) -> Option<char> {
    match &node.value {
        Value::String(text) => hidden_in(text),
        Value::Array(nodes) => nodes.iter().find_map(hidden),
        Value::Table(table) => table.entries.iter().find_map(|entry| hidden(&entry.value)),
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Date(_) => None,
    }
}

/// The manifest with every answer in it that no fault is about, and those for which it has no place.
fn put_in(given: &[(Answer, Reply)], wrong: &[Finding], store: &Store, source: &Source) -> (String, Vec<Finding>) {
    let (mut made, mut problems) = (store.text.clone(), Vec::new());
    let is_sound = |answer: &Answer| wrong.iter().all(|finding| finding.place.span != answer.span);
    for (answer, reply) in given.iter().filter(|(answer, _)| is_sound(answer)) {
        match amended(&store.shown, &made, &answer.item, reply) {
            Some(with) => made = with,
            None => {
                let (item, shown) = (&answer.item, one_line(&store.shown));
                let message = text!(
                    "the answer on `{item}` cannot be put into {shown} without changing what stands around it",
                    "无法在不改动其他内容的情况下把 `{item}` 的回答写入 {shown}"
                );
                let help = text!("write it there by hand", "请在清单中手工填写");
                problems.push(Problem::new(Code::BadValue, answer.span, message).help(help));
            }
        }
    }
    (made, load::told(problems, source))
}

/// What makes that an answer is not taken at all, though it could be judged: it says nothing, says what it may not, or cites what is not
/// there. What its evidence is worth is for the verdict.
fn refusals(answer: &Answer, after: &Judged, source: &Source) -> Vec<Finding> {
    let is_refused = |code: Code| {
        matches!(
            code,
            Code::StatementMissing
                | Code::JustificationMissing
                | Code::OptOutRefused
                | Code::Placeholder
                | Code::EvidenceMissing
                | Code::EvidenceOutside
                | Code::EvidenceSelf
                | Code::EvidenceUnreadable
                | Code::FutureDate
        )
    };
    let own = after.report.findings.iter().filter(|finding| finding.rule == answer.item && is_refused(finding.code));
    let here = |finding: &Finding| Finding {
        place: Place::new(source, answer.span, Text::default()),
        related: Vec::new(),
        fix: None,
        ..finding.clone()
    };
    own.map(here).collect()
}
