//! `junit`: a test suite a project, a case an item. A case fails where the item is not met, or an error stands beside it; what is waived,
//! does not apply, or lies above the level aimed at is skipped. What concerns the manifest and no item is a case as well.
//! <https://github.com/testmoapp/junitxml>

use std::collections::HashMap;
use std::fmt::Write as _;

use super::escape::xml;
use super::summary::report_name;
use super::{Format, Unjudged, View, findings, one_line, said, sanitise};
use crate::finding::{Finding, Severity};
use crate::locale::{Locale, Text, text};
use crate::report::{ItemReport, ProjectReport};
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
    findings: Vec<&'r Finding>,
}

/// The suite of one project.
pub(super) fn project(report: &ProjectReport, view: &View) -> String {
    let mut by_rule: HashMap<&str, Vec<&Finding>> = HashMap::new();
    for finding in &report.findings {
        by_rule.entry(&finding.rule).or_default().push(finding);
    }
    let mut cases = Vec::with_capacity(report.items.len() + 1);
    for item in &report.items {
        let findings = worst_first(by_rule.remove(item.id.as_str()).unwrap_or_default());
        let known = report.baselined.iter().flatten().any(|finding| finding.rule == item.id);
        let end = match end(item, findings.first(), report.level_aimed) {
            End::Failed(_) if known && findings.is_empty() => {
                let Text { en, zh } = item.verdict.text();
                End::Skipped(text!("{en}; its findings stand in the baseline", "{zh}；其问题已在基线中"))
            }
            end => end,
        };
        cases.push(Case { name: &item.id, class: &item.principle, end, why: item.verdict.text(), findings });
    }
    let rest = report.findings.iter().filter(|finding| by_rule.contains_key(finding.rule.as_str()));
    let rest = worst_first(rest.collect());
    let end = match rest.first() {
        Some(finding) if finding.severity > Severity::Note => End::Failed(finding.severity),
        _ => End::Passed,
    };
    cases.insert(0, Case { name: MANIFEST, class: MANIFEST, end, why: Text::default(), findings: rest });
    suite(report_name(report), &report.manifest, &cases, view)
}

/// The suite of a manifest that could not be judged.
pub(super) fn unjudged(unjudged: &Unjudged, findings: &[Finding], view: &View) -> String {
    let why = Text::same(unjudged.reason.as_str());
    let findings = findings.iter().collect();
    let case = Case { name: MANIFEST, class: MANIFEST, end: End::Broken, why, findings };
    suite(&unjudged.manifest, &unjudged.manifest, &[case], view)
}

fn worst_first(mut findings: Vec<&Finding>) -> Vec<&Finding> {
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

/// How the case of an item ends, whose worst finding is this.
fn end(item: &ItemReport, worst: Option<&&Finding>, level_aimed: u8) -> End {
    let severity = worst.map_or(Severity::Note, |finding| finding.severity);
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
    for each in cases {
        case(each, manifest, view, &mut out);
    }
    out.push_str("  </testsuite>\n");
    out
}

fn case(case: &Case<'_>, manifest: &str, view: &View, out: &mut String) {
    let [name, class] = [case.name, case.class].map(|word| xml(&one_line(word)));
    let (file, line) = match case.findings.first().map(|finding| &finding.place) {
        Some(place) => (place.source.name(), Some(place.source.position(place.span.start).line)),
        None => (manifest, None),
    };
    let file = xml(&one_line(file));
    let line = line.map(|line| format!(" line=\"{line}\"")).unwrap_or_default();
    // Writing to a string does not fail.
    let _ = write!(out, "    <testcase name=\"{name}\" classname=\"{class}\" file=\"{file}\"{line} time=\"0\"");
    let told = told(&case.findings, view);
    let beside = |out: &mut String| {
        if !told.is_empty() {
            let _ = write!(out, "\n      <system-out>{told}</system-out>");
        }
    };
    let why = || match case.findings.first() {
        Some(finding) => xml(&said(finding, view.locale)),
        None => xml(&one_line(case.why.get(view.locale))),
    };
    match &case.end {
        End::Passed if told.is_empty() => {
            out.push_str("/>\n");
            return;
        }
        End::Passed => {
            out.push('>');
            beside(out);
        }
        End::Skipped(why) => {
            let _ = write!(out, ">\n      <skipped message=\"{}\"/>", xml(&one_line(why.get(view.locale))));
            beside(out);
        }
        End::Failed(severity) => {
            let word = severity.word();
            let _ = write!(out, ">\n      <failure message=\"{}\" type=\"{word}\">{told}</failure>", why());
        }
        End::Broken => {
            let _ = write!(out, ">\n      <error message=\"{}\" type=\"error\">{told}</error>", why());
        }
    }
    out.push_str("\n    </testcase>\n");
}

/// The findings of a case as lines, each with what to write.
fn told(all: &[&Finding], view: &View) -> String {
    let mut lines = String::new();
    for finding in all {
        lines.push_str(&findings(Format::Plain, std::slice::from_ref(*finding), view));
        if let Some(help) = &finding.help {
            let lead = match view.locale {
                Locale::En => "help: ",
                Locale::Zh => "帮助：",
            };
            let _ = writeln!(lines, "  {lead}{}", sanitise(help.get(view.locale)));
        }
    }
    // Line ends of a text are kept as they are.
    xml(lines.trim_end()).replace("&#10;", "\n")
}
