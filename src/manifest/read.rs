//! `governance.toml` as a tree, read into a manifest. Whether its words fit the packs is not known here.

use std::collections::HashMap;

use super::{Answer, Manifest, Plan, Project, waivers};
use crate::evidence::{Citation, Target};
use crate::finding::{Code, Problem};
use crate::locale::{Locale, text};
use crate::source::{Source, Spanned};
use crate::text::is_placeholder;
use crate::tree::reader::{Fields, Name, Reader};
use crate::tree::{Entry, Node, Parsed, Value};
use crate::vocabulary::{Impact, Stage, Status, Words};

/// Reads a manifest, and everything that is wrong with it.
pub(crate) fn read(source: &Source, parsed: Parsed) -> (Manifest, Vec<Problem>) {
    let mut reader = Reader::new(source.text(), parsed.problems);
    let mut manifest = Manifest {
        source: source.clone(),
        project: Project::default(),
        packs: Vec::new(),
        level: 1,
        locale: None,
        answers: Vec::new(),
        waivers: Vec::new(),
    };
    if let Some(mut fields) = parsed.root.as_ref().and_then(|root| reader.table(root, text!("the manifest", "清单")))
    {
        fields.required_integer(&mut reader, "schema", 1..=1);
        if let Some(project) = fields.required_table(&mut reader, "project", text!("the project", "`project`")) {
            manifest.project = read_project(project, &mut reader);
        }
        if let Some(assessment) = fields.table(&mut reader, "assessment", text!("the assessment", "`assessment`")) {
            read_assessment(assessment, &mut reader, &mut manifest);
        }
        if let Some(mut answers) = fields.table(&mut reader, "answers", text!("the answers", "`answers`")) {
            for entry in answers.entries() {
                read_principle(entry, &mut reader, &mut manifest.answers);
            }
            keep_first(&mut manifest.answers, &mut reader);
        }
        manifest.waivers = waivers::read_list(&mut fields, &mut reader, source);
        fields.finish(&mut reader);
    }
    (manifest, reader.problems())
}

fn read_project(mut fields: Fields<'_>, reader: &mut Reader<'_>) -> Project {
    let word = |text: Option<Spanned<String>>| text.map(|text| text.value);
    let project = Project {
        span: fields.place(),
        name: word(fields.required_string(reader, "name")).unwrap_or_default(),
        description: word(fields.required_string(reader, "description")).unwrap_or_default(),
        owner: word(person(&mut fields, reader, "owner")).unwrap_or_default(),
        contact: word(fields.optional_string(reader, "contact")),
        version: word(fields.optional_string(reader, "version")),
        stage: fields.required_word(reader, "stage", Stage::WORDS).map(|stage| stage.value).unwrap_or_default(),
        impact: fields.required_word(reader, "impact", Impact::WORDS).map(|impact| impact.value).unwrap_or_default(),
        traits: fields.strings(reader, "traits"),
        regions: tags(&mut fields, reader, &REGIONS),
        languages: tags(&mut fields, reader, &LANGUAGES),
        assessed: fields.required_date(reader, "assessed"),
        root: fields.optional_string(reader, "root"),
    };
    fields.finish(reader);
    project
}

/// A person or a role that must be named; one that stands for nobody is told.
pub(super) fn person(fields: &mut Fields<'_>, reader: &mut Reader<'_>, key: &'static str) -> Option<Spanned<String>> {
    let named = fields.required_string(reader, key)?;
    if is_placeholder(&named.value) {
        let message = text!("`{key}` names nobody", "`{key}` 没有写明任何人");
        reader.bad_value(named.span, message, text!("write a role or a name", "请写岗位或姓名"));
    }
    Some(named)
}

/// A kind of tag: its key, how one is told, and what to write.
struct Tags {
    key: &'static str,
    is_tag: fn(&str) -> bool,
    standard: &'static str,
    example: &'static str,
}

const REGIONS: Tags = Tags {
    key: "regions",
    is_tag: |tag| tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_uppercase()),
    standard: "ISO 3166-1 alpha-2",
    example: "CN",
};

const LANGUAGES: Tags = Tags {
    key: "languages",
    is_tag: |tag| {
        let mut parts = tag.split('-');
        let primary = parts.next().unwrap_or_default();
        let letters = (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
        letters
            && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    },
    standard: "BCP 47",
    example: "zh-Hans",
};

fn tags(fields: &mut Fields<'_>, reader: &mut Reader<'_>, kind: &Tags) -> Vec<String> {
    let given = fields.strings(reader, kind.key);
    for tag in given.iter().filter(|tag| !(kind.is_tag)(&tag.value)) {
        let (word, standard, example) = (&tag.value, kind.standard, kind.example);
        let message = text!("`{word}` is no {standard} tag", "`{word}` 不是 {standard} 代码");
        reader.bad_value(
            tag.span,
            message,
            text!("write for example \"{example}\"", "请写成例如 \"{example}\" 的形式"),
        );
    }
    given.into_iter().map(|tag| tag.value).collect()
}

fn read_assessment(mut fields: Fields<'_>, reader: &mut Reader<'_>, manifest: &mut Manifest) {
    manifest.packs = fields.strings(reader, "packs");
    let level = fields.optional_integer(reader, "level", 1..=9);
    manifest.level = level.and_then(|level| u8::try_from(level.value).ok()).unwrap_or(1);
    let locale = fields.optional_word(reader, "locale", &[("en", Locale::En), ("zh", Locale::Zh)]);
    manifest.locale = locale.map(|locale| locale.value);
    fields.finish(reader);
}

/// Tells every answer on an item that has one already, and keeps the first: two answers are never one.
fn keep_first(answers: &mut Vec<Answer>, reader: &mut Reader<'_>) {
    let mut seen = HashMap::new();
    answers.retain(|answer| {
        let first = *seen.entry(answer.item.clone()).or_insert(answer.span);
        if first != answer.span {
            let item = &answer.item;
            let message = text!("`{item}` is answered twice", "`{item}` 回答了两次");
            let help = text!("keep one of the two", "请只保留其中一个");
            let problem = Problem::new(Code::BadValue, answer.span, message).help(help);
            reader.report(problem.related(first, text!("the first answer, which counts", "第一个回答，以此为准")));
        }
        first == answer.span
    });
}

/// `[answers.<principle>]`, or `[answers."<principle>/<name>"]`.
fn read_principle(entry: &Entry, reader: &mut Reader<'_>, answers: &mut Vec<Answer>) {
    let what = text!("an answer", "回答");
    if entry.key.contains('/') {
        return answers
            .extend(reader.table(&entry.value, what).map(|fields| read_answer(entry.key.clone(), fields, reader)));
    }
    let principle = &entry.key;
    if let Value::Table(table) = &entry.value.value
        && let Some(status) = table.entry("status").filter(|status| !matches!(status.value.value, Value::Table(_)))
    {
        let message = text!(
            "`answers.{principle}` is no item: its principle is missing",
            "`answers.{principle}` 不是条目：缺少所属原则"
        );
        let help = text!("write `[answers.<principle>.{principle}]`", "请写成 `[answers.<原则>.{principle}]`");
        let problem = Problem::new(Code::UnknownItem, entry.key_span, message).help(help);
        return reader.report(problem.related(status.key_span, text!("an answer's key", "这是回答的字段")));
    }
    let Some(mut fields) = reader.table(&entry.value, text!("the answers on a principle", "某一原则的回答"))
    else {
        return;
    };
    for item in fields.entries() {
        let id = format!("{principle}/{}", item.key);
        answers.extend(reader.table(&item.value, what.clone()).map(|fields| read_answer(id, fields, reader)));
    }
}

fn read_answer(item: String, mut fields: Fields<'_>, reader: &mut Reader<'_>) -> Answer {
    let answer = Answer {
        item,
        span: fields.place(),
        status: fields.required_word(reader, "status", Status::WORDS),
        statement: fields.optional_string(reader, "statement"),
        evidence_span: fields.entry("evidence").map(|entry| entry.key_span),
        evidence: fields.node("evidence").map(|node| read_evidence(node, reader)).unwrap_or_default(),
        reviewed: fields.optional_date(reader, "reviewed"),
        owner: fields.optional_string(reader, "owner").map(|owner| owner.value),
        justification: fields.optional_string(reader, "justification"),
        plan: fields.table(reader, "plan", text!("the plan", "整改计划")).and_then(|fields| read_plan(fields, reader)),
    };
    fields.finish(reader);
    answer
}

fn read_plan(mut fields: Fields<'_>, reader: &mut Reader<'_>) -> Option<Plan> {
    let action = fields.required_string(reader, "action");
    fields.optional_string(reader, "owner");
    let by = fields.required_date(reader, "by");
    fields.finish(reader);
    action.map(|action| Plan { action, by })
}

fn read_evidence(node: &Node, reader: &mut Reader<'_>) -> Vec<Citation> {
    let name = Name::Key("evidence");
    let Value::Array(entries) = &node.value else {
        return reader.string_or_strings(node, name).into_iter().map(citation).collect();
    };
    entries.iter().filter_map(|entry| read_entry(entry, name, reader)).collect()
}

fn citation(cited: Spanned<String>) -> Citation {
    Citation { target: Target::parse(&cited.value), cited: cited.value, span: cited.span, note: None, sha256: None }
}

fn read_entry(entry: &Node, name: Name<'_>, reader: &mut Reader<'_>) -> Option<Citation> {
    let Value::Table(_) = &entry.value else { return reader.string(entry, name).map(citation) };
    let mut fields = reader.table(entry, text!("a piece of evidence", "证据条目"))?;
    let path = fields.required_string(reader, "path");
    let note = fields.optional_string(reader, "note").map(|note| note.value);
    let sha256 = fields.optional_string(reader, "sha256").filter(|digest| {
        let fine = digest.value.len() == 64 && digest.value.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !fine {
            let message = text!("`sha256` is no digest", "`sha256` 不是摘要值");
            reader.bad_value(digest.span, message, text!("write its 64 hexadecimal digits", "请写 64 位十六进制数字"));
        }
        fine
    });
    fields.finish(reader);
    let sha256 = sha256.map(|digest| Spanned::new(digest.value.to_ascii_lowercase(), digest.span));
    path.map(|path| Citation { note, sha256, ..citation(path) })
}
