//! A manifest as a tree, read into a manifest. Whether its words fit the packs is not known here.

use std::collections::HashMap;

use super::keys as key;
use super::keys::{answer, assessment, cited, plan, project};
use super::{Answer, Keys, Manifest, Plan, Project, snippet, waivers};
use crate::evidence::{Citation, Target};
use crate::finding::{Code, Problem};
use crate::locale::text;
use crate::source::{Source, Spanned};
use crate::text::is_placeholder;
use crate::tree::reader::keys::Key;
use crate::tree::reader::kinds::{Plain, Texts};
use crate::tree::reader::{Fields, Name, Reader};
use crate::tree::{Entry, Node, Parsed, Syntax, Value, rename};

/// Reads a manifest, and everything that is wrong with it.
pub(crate) fn read(source: &Source, parsed: Parsed) -> (Manifest, Vec<Problem>) {
    let syntax = Syntax::of(source.name());
    let mut reader = Reader::new(source.text(), parsed.problems).of(syntax);
    let mut manifest = Manifest {
        source: source.clone(),
        syntax,
        project: Project::default(),
        packs: Vec::new(),
        level: 1,
        locale: None,
        answers: Vec::new(),
        waivers: Vec::new(),
        lock: None,
        slot: None,
    };
    if let Some(fields) = parsed.root.as_ref().and_then(|root| reader.table(root, &key::MANIFEST)) {
        fields.read(&mut reader, &key::JSON_SCHEMA);
        fields.read(&mut reader, &key::SCHEMA);
        if let Some(project) = fields.read(&mut reader, &key::PROJECT) {
            manifest.project = read_project(project, &mut reader);
        }
        if let Some(assessment) = fields.read(&mut reader, &key::ASSESSMENT) {
            read_assessment(assessment, &mut reader, &mut manifest);
        }
        if let Some(answers) = fields.read(&mut reader, &key::ANSWERS) {
            manifest.answers = read_answers(answers, &mut reader);
        }
        manifest.waivers = waivers::read_list(&fields, &mut reader, source);
        fields.finish(&mut reader);
    }
    (manifest, reader.problems())
}

fn read_project(fields: Fields<'_>, reader: &mut Reader<'_>) -> Project {
    let word = |text: Option<Spanned<String>>| text.map(|text| text.value);
    let project = Project {
        span: fields.place(),
        name: word(fields.read(reader, &project::NAME)).unwrap_or_default(),
        description: word(fields.read(reader, &project::DESCRIPTION)).unwrap_or_default(),
        owner: word(person(&fields, reader, &project::OWNER)).unwrap_or_default(),
        contact: word(fields.read(reader, &project::CONTACT)),
        version: word(fields.read(reader, &project::VERSION)),
        stage: fields.read(reader, &project::STAGE).map(|stage| stage.value).unwrap_or_default(),
        impact: fields.read(reader, &project::IMPACT).map(|impact| impact.value).unwrap_or_default(),
        traits: fields.read(reader, &project::TRAITS).unwrap_or_default(),
        regions: tags(&fields, reader, &REGIONS),
        languages: tags(&fields, reader, &LANGUAGES),
        assessed: fields.read(reader, &project::ASSESSED),
        root: fields.read(reader, &project::ROOT),
    };
    fields.finish(reader);
    project
}

/// A person or a role that must be named; one that stands for nobody is told.
pub(super) fn person(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &Key<Plain>) -> Option<Spanned<String>> {
    let named = fields.read(reader, key)?;
    if is_placeholder(&named.value) {
        let key = key.name;
        let message = text!("`{key}` names nobody", "`{key}` 没有写明任何人");
        reader.bad_value(named.span, message, text!("write a role or a name", "请写岗位或姓名"));
    }
    Some(named)
}

/// A kind of tag: its key, how one is told, how else people write the same, and what to write.
struct Tags {
    key: Key<Texts>,
    is_tag: fn(&str) -> bool,
    meant: fn(&str) -> String,
    standard: &'static str,
    example: &'static str,
}

const REGIONS: Tags = Tags {
    key: project::REGIONS,
    is_tag: |tag| tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_uppercase()),
    meant: str::to_ascii_uppercase,
    standard: "ISO 3166-1 alpha-2",
    example: "CN",
};

const LANGUAGES: Tags = Tags {
    key: project::LANGUAGES,
    is_tag: |tag| {
        let mut parts = tag.split('-');
        let primary = parts.next().unwrap_or_default();
        let letters = (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
        letters
            && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    },
    meant: |tag| tag.replace('_', "-"),
    standard: "BCP 47",
    example: "zh-Hans",
};

fn tags(fields: &Fields<'_>, reader: &mut Reader<'_>, kind: &Tags) -> Vec<String> {
    let given = fields.read(reader, &kind.key).unwrap_or_default();
    for tag in given.iter().filter(|tag| !(kind.is_tag)(&tag.value)) {
        let (word, standard, example) = (&tag.value, kind.standard, kind.example);
        let message = text!("`{word}` is no {standard} tag", "`{word}` 不是 {standard} 代码");
        let help = text!("write for example \"{example}\"", "请写成例如 \"{example}\" 的形式");
        let meant = (kind.meant)(word);
        let edit = Some(&meant).filter(|meant| (kind.is_tag)(meant)).and_then(|to| reader.rewritten(tag, to));
        let fix = rename(edit, word, &meant, []);
        reader.report(Problem::new(Code::BadValue, tag.span, message).help(help).fix(fix));
    }
    given.into_iter().map(|tag| tag.value).collect()
}

fn read_assessment(fields: Fields<'_>, reader: &mut Reader<'_>, manifest: &mut Manifest) {
    manifest.packs = fields.read(reader, &assessment::PACKS).unwrap_or_default();
    let level = fields.read(reader, &assessment::LEVEL);
    manifest.level = level.and_then(|level| u8::try_from(level.value).ok()).unwrap_or(1);
    manifest.locale = fields.read(reader, &assessment::LOCALE).map(|locale| locale.value);
    fields.finish(reader);
}

/// Reads what stands under `answers`.
pub(super) fn read_answers(entries: &[Entry], reader: &mut Reader<'_>) -> Vec<Answer> {
    let mut answers = Vec::new();
    for entry in entries {
        read_principle(entry, reader, &mut answers);
    }
    // Keys differ, so only an id that is one key can be that of another answer.
    if entries.iter().any(|entry| entry.key.contains('/')) {
        keep_first(&mut answers, reader);
    }
    answers
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
    if entry.key.contains('/') {
        let fields = reader.table(&entry.value, &answer::SHAPE);
        let keys = Keys::of(entry, None, reader);
        return answers.extend(fields.map(|fields| read_answer(entry.key.clone(), keys, fields, reader)));
    }
    let principle = &entry.key;
    if let Value::Table(table) = &entry.value.value
        && let Some(status) =
            table.entry(answer::STATUS.name).filter(|status| !matches!(status.value.value, Value::Table(_)))
    {
        let message = text!(
            "`answers.{principle}` is no item: its principle is missing",
            "`answers.{principle}` 不是条目：缺少所属原则"
        );
        let [en, zh] =
            ["principle", "原则"].map(|word| snippet::header(reader.syntax(), &format!("<{word}>"), principle));
        let help = text!("write `{en}`", "请写成 `{zh}`");
        let problem = Problem::new(Code::UnknownItem, entry.key_span, message).help(help);
        return reader.report(problem.related(status.key_span, text!("an answer's key", "这是回答的字段")));
    }
    let name = Name::Said(["the answers on a principle", "某一原则的回答"]);
    for item in reader.entries(&entry.value, name).unwrap_or_default() {
        let id = [principle, "/", &item.key].concat();
        let keys = Keys::of(item, Some(principle), reader);
        answers.extend(reader.table(&item.value, &answer::SHAPE).map(|fields| read_answer(id, keys, fields, reader)));
    }
}

fn read_answer(item: String, keys: Option<Keys>, fields: Fields<'_>, reader: &mut Reader<'_>) -> Answer {
    let cited = fields.read(reader, &answer::EVIDENCE);
    let answer = Answer {
        item,
        keys,
        span: fields.place(),
        status: fields.read(reader, &answer::STATUS),
        statement: fields.read(reader, &answer::STATEMENT),
        evidence_span: cited.map(|_| fields.key_span(&answer::EVIDENCE)),
        evidence: cited.map(|node| read_evidence(node, reader)).unwrap_or_default(),
        reviewed: fields.read(reader, &answer::REVIEWED),
        owner: fields.read(reader, &answer::OWNER).map(|owner| owner.value),
        justification: fields.read(reader, &answer::JUSTIFICATION),
        plan: fields.read(reader, &answer::PLAN).and_then(|fields| read_plan(fields, reader)),
    };
    fields.finish(reader);
    answer
}

fn read_plan(fields: Fields<'_>, reader: &mut Reader<'_>) -> Option<Plan> {
    let action = fields.read(reader, &plan::ACTION);
    fields.read(reader, &plan::OWNER);
    let by = fields.read(reader, &plan::BY);
    fields.finish(reader);
    action.map(|action| Plan { action, by })
}

fn read_evidence(node: &Node, reader: &mut Reader<'_>) -> Vec<Citation> {
    let name = Name::Key(answer::EVIDENCE.name);
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
    let fields = reader.table(entry, &cited::SHAPE)?;
    let path = fields.read(reader, &cited::PATH);
    let note = fields.read(reader, &cited::NOTE).map(|note| note.value);
    let sha256 = fields.read(reader, &cited::SHA256).filter(|digest| {
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
