//! A pack's own tests: each case is a small project in memory, judged by the whole pack as any project is.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use crate::error::Error;
use crate::evidence::{Memory, Shelf};
use crate::finding::{Code, Finding};
use crate::judge::Judge;
use crate::locale::{Text, text};
use crate::manifest;
use crate::pack::{Case, Details, Item, Rulebook};
use crate::report::ProjectReport;
use crate::source::Span;
use crate::tree::{Entry, Node, Parsed, Table, Value};
use crate::vocabulary::Verdict;

/// The day on which a case is judged that names none.
const TODAY: Date = date(2026, 1, 15);
/// How many good, and how many bad, cases an item must have.
pub(crate) const LEAST: usize = 2;

/// A project that is of no special kind, which a case's own is merged over.
const NEUTRAL: &str = "
name = 'case'
description = 'A project that stands for any'
owner = 'Owner'
stage = 'production'
impact = 'high'
";

/// What came of one case.
pub(crate) struct Tried {
    /// What differs from what was expected; none where nothing does.
    pub(crate) difference: Option<Difference>,
}

/// What a case expected, and what it got.
pub(crate) struct Difference {
    pub(crate) expected: Seen,
    pub(crate) got: Seen,
    /// The findings that were drawn, for the reader to see.
    pub(crate) findings: Vec<Finding>,
    /// Findings on other items: `rule/code`.
    pub(crate) elsewhere: Vec<String>,
}

/// A verdict and codes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) verdict: Verdict,
    pub(crate) codes: Vec<String>,
}

/// Runs one case of an item against the whole rulebook.
///
/// # Errors
///
/// When the rulebook itself turns out wrong: an expression without an answer.
pub(crate) fn run(rulebook: &Rulebook, item: &Item, case: &Case) -> Result<Tried, Error> {
    let today = case.today.unwrap_or(TODAY);
    let mut files = Memory::new();
    for (path, text) in &case.files {
        files.insert(path.as_str(), text.as_str());
    }
    let parsed = Parsed { root: Some(assemble(item, case, today)), problems: Vec::new() };
    let (manifest, problems) = manifest::read(&item.source, parsed);
    let problems = problems.into_iter().map(|problem| Finding::from_problem(problem, &item.source, "manifest"));
    let report = Judge::new(today).judge_by(rulebook, &Shelf::new(&files, ""), &manifest, problems.collect())?;
    Ok(Tried { difference: compare(item, case, report) })
}

fn compare(item: &Item, case: &Case, report: ProjectReport) -> Option<Difference> {
    let verdict = report.items.iter().find(|judged| judged.id == item.id).map(|judged| judged.verdict);
    let (own, other): (Vec<_>, Vec<_>) = report.findings.into_iter().partition(|finding| finding.rule == item.id);
    let codes: BTreeSet<_> = own.iter().map(|finding| finding.code.word().to_owned()).collect();
    let got = Seen { verdict: verdict.unwrap_or(Verdict::NotApplicable), codes: codes.into_iter().collect() };
    let expected = match &case.expect {
        None => Seen { verdict: Verdict::Satisfied, codes: Vec::new() },
        Some(expect) => {
            let codes: BTreeSet<_> = expect.codes.iter().map(|code| code.value.clone()).collect();
            Seen { verdict: expect.verdict.value, codes: codes.into_iter().collect() }
        }
    };
    // The case answers one item: that the others are not answered says nothing.
    let other: Vec<_> = other.into_iter().filter(|finding| finding.code != Code::Unanswered).collect();
    let elsewhere: Vec<_> = other.iter().map(|finding| format!("{}/{}", finding.rule, finding.code)).collect();
    if got == expected && elsewhere.is_empty() {
        return None;
    }
    Some(Difference { expected, got, findings: own.into_iter().chain(other).collect(), elsewhere })
}

/// The manifest of a case. Its nodes are those of the item's file, so that what is wrong is shown there.
fn assemble(item: &Item, case: &Case, today: Date) -> Node {
    let at = case.span;
    let node = |value| Node { span: at, value };
    let mut answer = case.answer.clone();
    if let Value::Table(table) = &mut answer.value
        && table.get("reviewed").is_none()
    {
        table.entries.push(entry("reviewed", node(Value::Date(today)), at));
    }
    let name = item.id.split_once('/').map_or(item.id.as_str(), |(_, name)| name);
    let answers = table([(item.principle.as_str(), table([(name, answer)], at))], at);
    let assessment = table([("level", node(Value::Integer(item.level.value.into())))], at);
    table(
        [
            ("schema", node(Value::Integer(1))),
            ("project", project(case, today)),
            ("assessment", assessment),
            ("answers", answers),
        ],
        at,
    )
}

/// The case's project, merged over the neutral one.
fn project(case: &Case, today: Date) -> Node {
    let at = case.span;
    let mut own = match case.project.as_ref().map(|project| &project.value) {
        Some(Value::Table(table)) => table.entries.clone(),
        Some(_) | None => Vec::new(),
    };
    let neutral = crate::tree::toml::parse(NEUTRAL).root.map(|root| root.value);
    let neutral = if let Some(Value::Table(table)) = neutral { table.entries } else { Vec::new() };
    let assessed = entry("assessed", Node { span: at, value: Value::Date(today) }, at);
    for usual in neutral.into_iter().chain([assessed]) {
        if own.iter().all(|given| given.key != usual.key) {
            own.push(Entry { key_span: at, value: Node { span: at, value: usual.value.value }, ..usual });
        }
    }
    Node { span: at, value: Value::Table(Table { entries: own }) }
}

fn table<const N: usize>(entries: [(&str, Node); N], at: Span) -> Node {
    let entries = entries.into_iter().map(|(key, value)| entry(key, value, at)).collect();
    Node { span: at, value: Value::Table(Table { entries }) }
}

fn entry(key: &str, value: Node, at: Span) -> Entry {
    Entry { key: key.to_owned(), key_span: at, value }
}

/// What an item lacks in cases.
pub(crate) fn too_few(details: &Details) -> Option<Text> {
    let good = details.cases.iter().filter(|case| case.expect.is_none()).count();
    let bad = details.cases.len() - good;
    (good < LEAST || bad < LEAST).then(|| {
        text!(
            "{good} good and {bad} bad cases; at least {LEAST} of each are asked for",
            "好用例 {good} 个、坏用例 {bad} 个，至少各需 {LEAST} 个"
        )
    })
}
