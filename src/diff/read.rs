//! A report read back, as far as two are held against each other. Keys that are not asked for are let be: version 1 may add some.

use jiff::civil::Date;

use super::grounds::{Cited, Waiver};
use super::projects::{Item, Remark, Snapshot};
use super::runs::{Origin, Run};
use crate::error::Error;
use crate::finding::{Code, Finding, Problem, Severity};
use crate::load::{foreign, schema_of};
use crate::locale::{Text, text};
use crate::report::PackReport;
use crate::source::{Source, Spanned};
use crate::tree::reader::keys::{Key, Shape};
use crate::tree::reader::kinds::{Anything, Each, Inside, Kind, Number, Plain, Whole, Word};
use crate::tree::reader::{Fields, Reader};
use crate::tree::{Node, Value, json};
use crate::vocabulary::{Verdict, Words};

/// The version of the shape that is read.
const SCHEMA: &str = "guiju.report/1";

/// A key as the schema of the report describes it.
const fn key<K>(name: &'static str, kind: K) -> Key<K> {
    Key::needed(name, kind, "", "")
}

const AS_OF: Key<Plain> = key("as-of", Plain);
const TOOL: Key<Inside> = key("tool", Inside(&TOOL_SHAPE));
const TOOL_SHAPE: Shape = Shape::new("tool", ["`tool`", "`tool`"], &[]);
const PACKS: Key<Each> = key("packs", Each::of(&PACK_SHAPE));
const PACK_SHAPE: Shape = Shape::new("pack", ["a pack", "规则包"], &[]);
const PROJECTS: Key<Each> = key("projects", Each::of(&PROJECT_SHAPE));
const PROJECT_SHAPE: Shape = Shape::new("project", ["a project", "项目"], &[]);
const UNJUDGED: Key<Each> = key("unjudged", Each::of(&UNJUDGED_SHAPE));
const UNJUDGED_SHAPE: Shape = Shape::new("unjudged", ["an entry of `unjudged`", "`unjudged` 的记录"], &[]);
const REPORT: Shape = Shape::new("report", ["the report", "报告"], &[]);

const ID: Key<Plain> = key("id", Plain);
const VERSION: Key<Plain> = key("version", Plain);
const SHA256: Key<Plain> = key("sha256", Plain);
const MANIFEST: Key<Plain> = key("manifest", Plain);
/// A project may have no name.
const NAME: Key<Anything> = key("name", Anything);
const LEVEL: Key<Whole> = key("level-attained", Whole(0, 255));
const DECLARED: Key<Number> = key("declared", Number);
const SCORE: Key<Number> = key("score", Number);
const ITEMS: Key<Each> = key("items", Each::of(&ITEM_SHAPE));
const ITEM_SHAPE: Shape = Shape::new("item", ["an item", "条目"], &[]);
const FINDINGS: Key<Each> = key("findings", Each::of(&FINDING_SHAPE));
const FINDING_SHAPE: Shape = Shape::new("finding", ["a finding", "问题"], &[]);

const VERDICT: Key<Word<Verdict>> = key("verdict", Word(Verdict::WORDS));
const EVIDENCE: Key<Each> = key("evidence", Each::of(&EVIDENCE_SHAPE));
const EVIDENCE_SHAPE: Shape = Shape::new("evidence", ["a piece of evidence", "证据"], &[]);
const CITED: Key<Plain> = key("cited", Plain);
const PATH: Key<Plain> = key("path", Plain);
const WAIVER: Key<Inside> = key("waiver", Inside(&WAIVER_SHAPE));
const WAIVER_SHAPE: Shape = Shape::new("waiver", ["a waiver", "豁免"], &[]);
const REASON: Key<Plain> = key("reason", Plain);
const APPROVED_BY: Key<Plain> = key("approved-by", Plain);
const EXPIRES: Key<Plain> = key("expires", Plain);

const RULE: Key<Plain> = key("rule", Plain);
const CODE: Key<Plain> = key("code", Plain);
const SEVERITY: Key<Word<Severity>> = key("severity", Word(Severity::WORDS));
const MESSAGE: Key<Plain> = key("message", Plain);
const FINGERPRINT: Key<Plain> = key("fingerprint", Plain);
const PLACE: Key<Inside> = key("place", Inside(&PLACE_SHAPE));
const PLACE_SHAPE: Shape = Shape::new("place", ["a place", "位置"], &[]);
const FILE: Key<Plain> = key("file", Plain);
const LINE: Key<Whole> = key("line", Whole(1, i64::MAX));
const COLUMN: Key<Whole> = key("column", Whole(1, i64::MAX));
const LABEL: Key<Anything> = key("label", Anything);

/// Reads a report.
///
/// # Errors
///
/// When it is another kind of file or of another version, which is told; or with everything that is wrong with it.
pub(crate) fn read(source: &Source) -> Result<Run, Error> {
    let parsed = json::parse(source.text());
    let said = schema_of(&parsed, source);
    if said.as_deref() != Some(SCHEMA) && parsed.root.is_some() {
        return Err(foreign(source.name(), said.as_deref(), SCHEMA));
    }
    let mut reader = Reader::new(source.text(), parsed.problems);
    let root = parsed.root.as_ref().and_then(|root| reader.table(root, &REPORT));
    let run = root.and_then(|fields| self::run(&fields, source, &mut reader));
    let problems = reader.problems();
    match run {
        Some(run) if problems.is_empty() => Ok(run),
        _ => {
            // How to write a key by hand helps nobody with a file that a program writes.
            let told = problems.into_iter().map(|problem| Problem { help: None, ..problem });
            let told = told.map(|problem| Finding::from_problem(problem, source, "report"));
            Err(Error::Input(SCHEMA, told.collect()))
        }
    }
}

fn run(fields: &Fields<'_>, source: &Source, reader: &mut Reader<'_>) -> Option<Run> {
    let as_of = fields.read(reader, &AS_OF);
    let tool = fields.read(reader, &TOOL).and_then(|tool| tool.read(reader, &VERSION));
    let packs = fields.read(reader, &PACKS);
    let packs = packs.into_iter().flatten().filter_map(|fields| pack(&fields, reader)).collect();
    let projects = fields.read(reader, &PROJECTS);
    let projects = projects.into_iter().flatten().filter_map(|fields| project(&fields, reader)).collect();
    let unjudged = fields.read(reader, &UNJUDGED);
    let unjudged = unjudged.into_iter().flatten().filter_map(|fields| fields.read(reader, &MANIFEST));
    Some(Run {
        unjudged: unjudged.map(|manifest| manifest.value).collect(),
        origin: Origin::File(source.name().to_owned()),
        as_of: as_of?.value,
        tool: tool?.value,
        packs,
        projects,
    })
}

fn pack(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<PackReport> {
    let (id, version) = (fields.read(reader, &ID), fields.read(reader, &VERSION));
    let sha256 = fields.read(reader, &SHA256);
    Some(PackReport { id: id?.value, version: version?.value, sha256: sha256?.value })
}

fn project(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Snapshot> {
    let (manifest, name) = (fields.read(reader, &MANIFEST), fields.read(reader, &NAME));
    let level = fields.read(reader, &LEVEL);
    let (declared, score) = (or_null(fields, reader, &DECLARED), or_null(fields, reader, &SCORE));
    let items = fields.read(reader, &ITEMS);
    let items = items.into_iter().flatten().filter_map(|fields| item(&fields, reader)).collect();
    let findings = fields.read(reader, &FINDINGS);
    let findings = findings.into_iter().flatten().filter_map(|fields| finding(&fields, reader)).collect();
    Some(Snapshot {
        manifest: manifest?.value,
        name: said(name),
        level: u8::try_from(level?.value).unwrap_or(u8::MAX),
        declared: declared.map(|score| score.value),
        score: score.map(|score| score.value),
        items,
        findings,
    })
}

fn item(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Item> {
    let (id, verdict) = (fields.read(reader, &ID), fields.read(reader, &VERDICT));
    let cited = fields.read(reader, &EVIDENCE);
    let cited = cited.into_iter().flatten().filter_map(|fields| self::cited(&fields, reader)).collect();
    let waiver = or_null(fields, reader, &WAIVER).and_then(|fields| waiver(&fields, reader));
    Some(Item { id: id?.value, title: Text::default(), verdict: verdict?.value, cited, waiver })
}

fn cited(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Cited> {
    let (cited, path) = (fields.read(reader, &CITED), or_null(fields, reader, &PATH));
    let sha256 = or_null(fields, reader, &SHA256);
    Some(Cited { path: path.or(cited)?.value, sha256: sha256.map(|digest| digest.value) })
}

fn waiver(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Waiver> {
    let (reason, approved_by) = (fields.read(reader, &REASON), fields.read(reader, &APPROVED_BY));
    let expires = fields.read(reader, &EXPIRES).and_then(|expires| day(&expires, reader));
    Some(Waiver { reason: reason?.value, approved_by: approved_by?.value, expires: expires? })
}

fn day(said: &Spanned<String>, reader: &mut Reader<'_>) -> Option<Date> {
    let day = said.value.parse().ok();
    if day.is_none() {
        let message = text!("`expires` is not a day", "`expires` 不是日期");
        reader.report(Problem::new(Code::BadValue, said.span, message));
    }
    day
}

fn finding(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Remark> {
    let (rule, code) = (fields.read(reader, &RULE), fields.read(reader, &CODE));
    let (severity, message) = (fields.read(reader, &SEVERITY), fields.read(reader, &MESSAGE));
    let identity = fields.read(reader, &FINGERPRINT);
    let place = fields.read(reader, &PLACE)?;
    let (file, line) = (place.read(reader, &FILE), place.read(reader, &LINE));
    let column = place.read(reader, &COLUMN);
    let label = place.node(&LABEL);
    Some(Remark {
        identity: identity?.value,
        rule: rule?.value,
        code: code?.value,
        severity: severity?.value,
        message: Text::same(message?.value),
        label: Text::same(said(label)),
        place: format!("{}:{}:{}", file?.value, line?.value, column?.value),
    })
}

/// What stands under a key that may be null.
fn or_null<'n, K: Kind>(fields: &Fields<'n>, reader: &mut Reader<'_>, key: &Key<K>) -> Option<K::Read<'n>> {
    match fields.node(key).map(|node| &node.value) {
        Some(Value::Null) => None,
        _ => fields.read(reader, key),
    }
}

/// A text that may be empty or missing.
fn said(node: Option<&Node>) -> String {
    match node.map(|node| &node.value) {
        Some(Value::String(text)) => text.clone(),
        _ => String::new(),
    }
}
