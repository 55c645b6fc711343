//! `junit`: a test suite a project, a case an item. A case fails where the item is not met, or an error stands beside it; what is waived,
//! does not apply, or lies above the level aimed at is skipped. What concerns the manifest and no item is a case as well.
//! <https://github.com/testmoapp/junitxml>

use std::collections::HashMap;
use std::fmt::Write as _;

use super::escape::{xml, xml_line, xml_lines};
use super::summary::report_name;
use super::{Said, Told, Unjudged, View, one_line, plain};
use crate::finding::{Finding, Severity};
use crate::locale::{Text, text};
use crate::report::ItemReport;
use crate::vocabulary::Verdict;

/// The document up to its first suite.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"guiju\">\n";
/// The document from its last suite on.
pub(super) const TAIL: &str = "</testsuites>\n";
/// The case of what concerns no item.
const MANIFEST: &str = "manifest";

/// How a case ends.
enum End {
    Passed,
    Skipped(Text),
    Failed(Severity),
    /// It could not be run.
    Broken,
}

/// A case with all that was found.
struct Case<'r> {
    name: &'r str,
    class: &'r str,
    end: End,
    /// What is said where it did not pass and no finding says more.
    why: Text,
    /// Worst first.
    findings: Vec<Found<'r>>,
}

/// What is said of a finding, and its line in `plain`.
type Found<'r> = (&'r Said<'r>, &'r str);

/// The suite of one project.
pub(super) fn project(told: &Told<'_>, view: &View) -> String {
    let report = told.report;
    let all = told.said(view.locale).zip(told.lines(view).lines());
    let mut by_rule: HashMap<&str, Vec<Found<'_>>> = HashMap::new();
    for found in all.clone() {
        by_rule.entry(&found.0.finding.rule).or_default().push(found);
    }
    let mut cases = Vec::with_capacity(report.items.len() + 1);
    for item in &report.items {
        let findings = worst_first(by_rule.remove(item.id.as_str()).unwrap_or_default());
        let known = report.baselined.iter().flatten().any(|finding| finding.rule == item.id);
        let end = match end(item, worst(&findings), report.level_aimed) {
            End::Failed(_) if known && findings.is_empty() => {
                let Text { en, zh } = item.verdict.text();
                End::Skipped(text!("{en}; its findings stand in the baseline", "{zh}；其问题已在基线中"))
            }
            end => end,
        };
        cases.push(Case { name: &item.id, class: &item.principle, end, why: item.verdict.text(), findings });
    }
    let rest = worst_first(all.filter(|(said, _)| by_rule.contains_key(said.finding.rule.as_str())).collect());
    let end = match worst(&rest) {
        Severity::Note => End::Passed,
        severity => End::Failed(severity),
    };
    cases.insert(0, Case { name: MANIFEST, class: MANIFEST, end, why: Text::default(), findings: rest });
    suite(report_name(report), &report.manifest, &cases, view)
}

/// The suite of a manifest that could not be judged.
pub(super) fn unjudged(unjudged: &Unjudged, findings: &[Finding], view: &View) -> String {
    let why = Text::same(unjudged.reason.as_str());
    let said = Said::all(findings, view.locale);
    let lines = plain::lines(&said);
    let findings = said.iter().zip(lines.lines()).collect();
    let case = Case { name: MANIFEST, class: MANIFEST, end: End::Broken, why, findings };
    suite(&unjudged.manifest, &unjudged.manifest, &[case], view)
}

fn worst_first(mut findings: Vec<Found<'_>>) -> Vec<Found<'_>> {
    findings.sort_by_key(|(said, _)| std::cmp::Reverse(said.finding.severity));
    findings
}

/// How much the first of them weighs.
fn worst(findings: &[Found<'_>]) -> Severity {
    findings.first().map_or(Severity::Note, |(said, _)| said.finding.severity)
}

/// How the case of an item ends, whose worst finding weighs so much.
fn end(item: &ItemReport, severity: Severity, level_aimed: u8) -> End {
    match item.verdict {
        Verdict::NotApplicable => End::Skipped(match &item.excused {
            Some(Text { en, zh }) => text!("does not apply: {en}", "不适用：{zh}"),
            None => text!("does not apply, as the project says", "项目说明不适用"),
        }),
        Verdict::Waived => End::Skipped(match &item.waiver {
            Some(waiver) => {
                let (day, reason, by) = (waiver.expires, &waiver.reason, &waiver.approved_by);
                text!("waived until {day}: {reason} (approved by {by})", "豁免至 {day}：{reason}（批准：{by}）")
            }
            None => Verdict::Waived.text(),
        }),
        Verdict::Satisfied | Verdict::Stale if severity < Severity::Error => End::Passed,
        // A claim without evidence is no honest gap, at whatever level.
        Verdict::Unanswered | Verdict::Unmet | Verdict::Partial
            if item.level > level_aimed && severity == Severity::Note =>
        {
            let (level, verdict) = (item.level, item.verdict.text());
            let (en, zh) = (verdict.en, verdict.zh);
            End::Skipped(text!("{en}; level {level} is not aimed at", "{zh}；第 {level} 级不在目标之内"))
        }
        Verdict::Unanswered
        | Verdict::Unmet
        | Verdict::Partial
        | Verdict::Overclaimed
        | Verdict::Stale
        | Verdict::Satisfied => End::Failed(severity),
    }
}

fn suite(name: &str, manifest: &str, cases: &[Case<'_>], view: &View) -> String {
    let count = |wanted: fn(&End) -> bool| cases.iter().filter(|case| wanted(&case.end)).count();
    let (failures, errors) = (count(|end| matches!(end, End::Failed(_))), count(|end| matches!(end, End::Broken)));
    let skipped = count(|end| matches!(end, End::Skipped(_)));
    let (name, tests, day) = (xml(&one_line(name)), cases.len(), view.today);
    let mut out = format!(
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\" \
         time=\"0\" timestamp=\"{day}T00:00:00\">\n"
    );
    let manifest = xml(&one_line(manifest));
    for each in cases {
        case(each, &manifest, view, &mut out);
    }
    out.push_str("  </testsuite>\n");
    out
}

/// Appends a case; `manifest` is escaped.
fn case(case: &Case<'_>, manifest: &str, view: &View, out: &mut String) {
    for (lead, word) in [("    <testcase name=\"", case.name), ("\" classname=\"", case.class)] {
        out.push_str(lead);
        xml_line(word, out);
    }
    out.push_str("\" file=\"");
    match case.findings.first().map(|(said, _)| &said.finding.place) {
        Some(place) => {
            let line = place.source.position(place.span.start).line;
            xml_line(place.source.name(), out);
            // Writing to a string does not fail.
            let _ = write!(out, "\" line=\"{line}");
        }
        None => out.push_str(manifest),
    }
    out.push_str("\" time=\"0\"");
    let told = told(&case.findings, view);
    let why = || match case.findings.first() {
        Some((said, _)) => xml(&said.line),
        None => xml(&one_line(case.why.get(view.locale))),
    };
    let (element, severity) = match &case.end {
        End::Passed if told.is_empty() => {
            out.push_str("/>\n");
            return;
        }
        End::Passed | End::Skipped(_) => {
            out.push('>');
            if let End::Skipped(why) = &case.end {
                out.push_str("\n      <skipped message=\"");
                xml_line(why.get(view.locale), out);
                out.push_str("\"/>");
            }
            if !told.is_empty() {
                out.extend(["\n      <system-out>", &told, "</system-out>"]);
            }
            out.push_str("\n    </testcase>\n");
            return;
        }
        End::Failed(severity) => ("failure", severity.word()),
        End::Broken => ("error", Severity::Error.word()),
    };
    out.extend([">\n      <", element, " message=\"", &why(), "\" type=\"", severity, "\">"]);
    out.extend([&told, "</", element, ">\n    </testcase>\n"]);
}

/// The findings of a case as lines, each with what to write.
fn told(all: &[Found<'_>], view: &View) -> String {
    let mut lines = String::new();
    for (said, line) in all {
        lines.extend([line, "\n"]);
        if let Some(help) = &said.help {
            lines.extend(["  ", view.locale.pick("help: ", "帮助："), help, "\n"]);
        }
    }
    xml_lines(lines.trim_end())
}
