//! `json`: the report as `guiju.report/1`. Keys may be added within version 1; none is removed or changes its meaning.

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{Rest, Told, Unjudged, View};
use crate::finding::{Finding, Fix, Place};
use crate::locale::Locale;
use crate::report::{
    EvidenceReport, Gap, ItemReport, PackReport, PrincipleReport, ProjectReport, Survey, Totals, Verdicts, WaiverReport,
};
use crate::vocabulary::{Basis, Status};

/// The version of the report's shape.
pub(super) const SCHEMA: &str = "guiju.report/1";
/// How many bytes most findings take; most items take half of it.
const USUAL_LENGTH: usize = 900;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Project<'r> {
    manifest: &'r str,
    name: &'r str,
    stage: &'r str,
    impact: &'r str,
    locale: &'r str,
    packs: Vec<&'r str>,
    level_aimed: u8,
    level_attained: u8,
    declared: Option<f64>,
    score: Option<f64>,
    errors: usize,
    warnings: usize,
    notes: usize,
    principles: Vec<Principle<'r>>,
    verdicts: Counts<'r>,
    items: Vec<Item<'r>>,
}

#[derive(Serialize)]
struct Principle<'r> {
    id: &'r str,
    declared: Option<f64>,
    score: Option<f64>,
    verdicts: Counts<'r>,
}

#[derive(Serialize)]
struct Clause<'r> {
    id: &'r str,
    proxy: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'r> {
    id: &'r str,
    principle: &'r str,
    clauses: Vec<Clause<'r>>,
    requirement: &'r str,
    level: u8,
    verdict: &'r str,
    basis: Option<&'r str>,
    excused: Option<&'r str>,
    status: Option<&'r str>,
    statement: Option<&'r str>,
    reviewed: Option<String>,
    evidence: Vec<Evidence<'r>>,
    waiver: Option<Waiver<'r>>,
}

#[derive(Serialize)]
struct Evidence<'r> {
    cited: &'r str,
    path: Option<&'r str>,
    anchor: Option<&'r str>,
    sha256: Option<&'r str>,
    verified: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Waiver<'r> {
    reason: &'r str,
    approved_by: &'r str,
    granted: Option<String>,
    expires: String,
    ticket: Option<&'r str>,
}

#[derive(Serialize)]
struct FindingOut<'r> {
    rule: &'r str,
    code: &'r str,
    severity: &'r str,
    message: &'r str,
    help: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
    place: PlaceOut<'r>,
    related: Vec<PlaceOut<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixOut<'r>>,
    fingerprint: &'r str,
    /// None where no baseline is in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    baselined: Option<bool>,
}

#[derive(Serialize)]
struct FixOut<'r> {
    title: &'r str,
    safety: &'r str,
    edits: Vec<EditOut<'r>>,
}

#[derive(Serialize)]
struct EditOut<'r> {
    start: usize,
    end: usize,
    text: &'r str,
}

#[derive(Serialize)]
struct PlaceOut<'r> {
    file: &'r str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'r str,
}

/// The document up to its first project.
pub(super) fn head(view: &View) -> String {
    format!("{{\"schema\":\"{SCHEMA}\",\"tool\":{},\"as-of\":\"{}\",\"projects\":[", tool(), view.today)
}

/// One project, in the view's language.
pub(super) fn project(told: &Told<'_>, locale: Locale) -> String {
    let Drawn { project, findings } = told.drawn(locale);
    let project = project.strip_suffix('}').unwrap_or(project);
    let mut out = String::with_capacity(project.len() + findings.len() + 20);
    out.extend(["\n", project, ",\"findings\":["]);
    for (at, finding) in findings.lines().enumerate() {
        out.extend([if at > 0 { "," } else { "" }, finding]);
    }
    out.push_str("]}");
    out
}

/// The document from its last project on.
pub(super) fn tail(survey: &Survey, rest: &Rest<'_>) -> String {
    let unjudged: Value = rest.unjudged.iter().map(unjudged).collect();
    let (packs, totals) = (packs(survey.packs()), totals(survey));
    format!("\n],\"unjudged\":{unjudged},\"packs\":{packs},\"totals\":{totals}}}\n")
}

/// A value as text.
pub(super) fn line(value: &impl Serialize) -> String {
    // A report holds no map with other keys than texts, so writing it does not fail.
    serde_json::to_string(value).unwrap_or_default()
}

/// Values, each on a line of its own, with commas between them.
pub(super) fn lines(values: impl Iterator<Item = impl Serialize>) -> String {
    let mut lines = Lines::with_room(values.size_hint().1.unwrap_or_default() * USUAL_LENGTH);
    values.for_each(|value| lines.add(&value));
    lines.end()
}

/// Such lines as they come.
pub(super) struct Lines(Vec<u8>);

impl Lines {
    /// None yet, with room for so many bytes.
    pub(super) fn with_room(bytes: usize) -> Self {
        Self(Vec::with_capacity(bytes))
    }

    /// The next of them.
    pub(super) fn add(&mut self, value: &impl Serialize) {
        self.0.extend_from_slice(if self.0.is_empty() { b"\n" } else { b",\n" });
        write(value, &mut self.0);
    }

    /// All of them.
    pub(super) fn end(self) -> String {
        text(self.0)
    }
}

fn write(value: &impl Serialize, out: &mut Vec<u8>) {
    // As above.
    let _ = serde_json::to_writer(out, value);
}

fn text(written: Vec<u8>) -> String {
    // JSON that is written is text.
    String::from_utf8(written).unwrap_or_default()
}

/// One project, by what `json` and `ndjson` both make of it.
pub(super) struct Drawn {
    /// The project but for its findings.
    pub(super) project: String,
    /// Its findings, a line each.
    pub(super) findings: String,
}

impl Drawn {
    /// Draws a project in a language.
    pub(super) fn new(told: &Told<'_>, locale: Locale) -> Self {
        let report = told.report;
        let mut lines = Vec::with_capacity(report.findings.len() * USUAL_LENGTH);
        for finding in findings(told, locale) {
            write(&finding, &mut lines);
            lines.push(b'\n');
        }
        let mut project = Vec::with_capacity((report.items.len() + 1) * USUAL_LENGTH / 2);
        write(&project_out(report, locale), &mut project);
        Self { project: text(project), findings: text(lines) }
    }
}

/// Who wrote the report.
pub(super) fn tool() -> Value {
    serde_json::json!({ "name": "guiju", "version": env!("CARGO_PKG_VERSION") })
}

/// The packs that projects were judged by.
pub(super) fn packs(packs: &[PackReport]) -> Value {
    let pack = |pack: &PackReport| serde_json::json!({ "id": pack.id, "version": pack.version, "sha256": pack.sha256 });
    packs.iter().map(pack).collect()
}

/// A manifest that could not be judged.
pub(super) fn unjudged(unjudged: &Unjudged) -> Value {
    serde_json::json!({ "manifest": unjudged.manifest, "reason": unjudged.reason })
}

/// What all projects come to.
pub(super) fn totals(survey: &Survey) -> Value {
    let sum = &survey.totals;
    let mut totals = serde_json::json!({
        "projects": sum.projects,
        "with-errors": survey.with_errors,
        "attaining": survey.attaining,
        "errors": sum.errors,
        "warnings": sum.warnings,
        "notes": sum.notes,
        "verdicts": verdicts(&sum.verdicts),
        "gaps": survey.gaps().iter().map(gap).collect::<Vec<_>>(),
    });
    if let Some(count) = sum.baselined {
        totals["baselined"] = count.into();
    }
    totals
}

fn gap(gap: &Gap<'_>) -> Value {
    serde_json::json!({ "item": gap.item, "projects": gap.projects(), "verdicts": verdicts(&gap.verdicts) })
}

/// One project, in the view's language, but for its findings.
fn project_out(report: &ProjectReport, locale: Locale) -> Project<'_> {
    let Totals { errors, warnings, notes, .. } = Totals::of(report);
    Project {
        manifest: &report.manifest,
        name: &report.name,
        stage: report.stage.word(),
        impact: report.impact.word(),
        locale: locale.tag(),
        packs: report.packs.iter().map(|pack| pack.id.as_str()).collect(),
        level_aimed: report.level_aimed,
        level_attained: report.level_attained,
        declared: report.declared,
        score: report.score,
        errors,
        warnings,
        notes,
        principles: report.principles.iter().map(principle).collect(),
        verdicts: Counts(&report.verdicts),
        items: report.items.iter().map(|item| self::item(item, locale)).collect(),
    }
}

fn principle(principle: &PrincipleReport) -> Principle<'_> {
    Principle {
        id: &principle.id,
        declared: principle.declared,
        score: principle.score,
        verdicts: Counts(&principle.verdicts),
    }
}

fn verdicts(verdicts: &Verdicts) -> Value {
    Value::Object(verdicts.iter().map(|(verdict, count)| (verdict.word().to_owned(), count.into())).collect())
}

/// Each verdict that occurs with its count.
struct Counts<'r>(&'r Verdicts);

impl Serialize for Counts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(verdict, count)| (verdict.word(), count)))
    }
}

fn item(item: &ItemReport, locale: Locale) -> Item<'_> {
    Item {
        id: &item.id,
        principle: &item.principle,
        clauses: item.clauses.iter().map(|clause| Clause { id: &clause.id, proxy: clause.proxy }).collect(),
        requirement: item.requirement.word(),
        level: item.level,
        verdict: item.verdict.word(),
        basis: item.basis.map(Basis::word),
        excused: item.excused.as_ref().map(|excused| excused.get(locale)),
        status: item.status.map(Status::word),
        statement: item.statement.as_deref(),
        reviewed: item.reviewed.map(|day| day.to_string()),
        evidence: item.evidence.iter().map(evidence).collect(),
        waiver: item.waiver.as_ref().map(waiver),
    }
}

fn evidence(evidence: &EvidenceReport) -> Evidence<'_> {
    Evidence {
        cited: &evidence.cited,
        path: evidence.path.as_deref(),
        anchor: evidence.anchor.as_deref(),
        sha256: evidence.sha256.as_deref(),
        verified: evidence.verified,
    }
}

fn waiver(waiver: &WaiverReport) -> Waiver<'_> {
    Waiver {
        reason: &waiver.reason,
        approved_by: &waiver.approved_by,
        granted: waiver.granted.map(|day| day.to_string()),
        expires: waiver.expires.to_string(),
        ticket: waiver.ticket.as_deref(),
    }
}

/// All findings with their fingerprints.
fn findings<'r>(told: &'r Told<'_>, locale: Locale) -> impl Iterator<Item = FindingOut<'r>> {
    let all = told.report.all_findings();
    let is_used = told.report.baselined.is_some();
    all.into_iter().zip(told.all_prints()).map(move |((each, known), fingerprint)| FindingOut {
        baselined: is_used.then_some(known),
        ..finding(each, fingerprint, locale)
    })
}

fn finding<'r>(finding: &'r Finding, fingerprint: &'r str, locale: Locale) -> FindingOut<'r> {
    FindingOut {
        rule: &finding.rule,
        code: finding.code.word(),
        severity: finding.severity.word(),
        message: finding.message.get(locale),
        help: finding.help.as_ref().map(|help| help.get(locale)),
        url: finding.url.as_ref().map(|url| url.get(locale)),
        place: place(&finding.place, locale),
        related: finding.related.iter().map(|related| place(related, locale)).collect(),
        fix: finding.fix.as_deref().map(|fix| self::fix(fix, locale)),
        fingerprint,
        baselined: None,
    }
}

fn fix(fix: &Fix, locale: Locale) -> FixOut<'_> {
    let edits = fix.edits.iter();
    let edits = edits.map(|edit| EditOut { start: edit.span.start, end: edit.span.end, text: &edit.text });
    FixOut { title: fix.title.get(locale), safety: fix.safety.word(), edits: edits.collect() }
}

fn place(place: &Place, locale: Locale) -> PlaceOut<'_> {
    let position = place.source.position(place.span.start);
    PlaceOut {
        file: place.source.name(),
        start: place.span.start,
        end: place.span.end,
        line: position.line,
        column: position.column,
        label: place.label.get(locale),
    }
}
