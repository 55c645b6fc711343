//! `sarif`: a result a finding. Those of one rule on one line become one result, since GitHub would take them for one and drop the others;
//! what each of them says stands in it.

use std::collections::HashMap;

use super::place::{mending, primary, related};
use super::wire::{About, Conclusion, Fingerprints, Message, OfFindings, Properties};
use super::words;
use crate::finding::{Finding, Severity};
use crate::locale::Locale;
use crate::render::said;

/// Findings that are one result: the first, and those of its rule on its line. With each, its fingerprint.
struct Group<'r> {
    first: (&'r Finding, &'r str),
    more: Vec<(&'r Finding, &'r str)>,
}

/// The results that findings become, each with its fingerprint. `about` is what they all have in common.
pub(super) fn conclusions<'r>(
    findings: &[(&'r Finding, &'r str)],
    about: About<'r>,
    locale: Locale,
) -> Vec<Conclusion<'r>> {
    let mut groups: Vec<Group<'_>> = Vec::with_capacity(findings.len());
    let mut seen: HashMap<(&str, &str, &str, usize), usize> = HashMap::with_capacity(findings.len());
    for &(finding, fingerprint) in findings {
        let source = &finding.place.source;
        let line = source.line_of(finding.place.span.start);
        let key = (finding.rule.as_str(), finding.code.word(), source.name(), line);
        let at = *seen.entry(key).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.more.push((finding, fingerprint)),
            None => groups.push(Group { first: (finding, fingerprint), more: Vec::new() }),
        }
    }
    groups.iter().map(|group| conclusion(group, about, locale)).collect()
}

fn conclusion<'r>(group: &Group<'r>, about: About<'r>, locale: Locale) -> Conclusion<'r> {
    let (first, fingerprint) = group.first;
    let mut worst = first.severity;
    let mut text = told(first, locale);
    let mut places = Vec::new();
    for place in &first.related {
        places.push(related(place, places.len() + 1, "", locale));
    }
    for (finding, _) in &group.more {
        worst = worst.max(finding.severity);
        let own = told(finding, locale);
        for place in std::iter::once(&finding.place).chain(&finding.related) {
            let label = if std::ptr::eq(place, &raw const finding.place) { own.as_str() } else { "" };
            places.push(related(place, places.len() + 1, label, locale));
        }
        text.push('\n');
        text.push_str(&own);
    }
    let others = group.more.iter().map(|(_, fingerprint)| *fingerprint);
    let properties = OfFindings {
        project: about.project,
        manifest: about.manifest,
        item: &first.rule,
        code: first.code.word(),
        fingerprints: if group.more.is_empty() {
            Vec::new()
        } else {
            [fingerprint].into_iter().chain(others).collect()
        },
    };
    Conclusion {
        rule_id: first.full_rule().into(),
        kind: "fail",
        level: level(worst),
        message: Message { text },
        locations: [primary(&first.place)],
        related_locations: places,
        occurrence_count: (!group.more.is_empty()).then_some(group.more.len() + 1),
        fixes: std::iter::once(first)
            .chain(group.more.iter().map(|(finding, _)| *finding))
            .filter_map(|finding| mending(finding, locale))
            .collect(),
        partial_fingerprints: Fingerprints { first: fingerprint.into() },
        suppressions: None,
        baseline_state: None,
        properties: Properties::Findings(properties),
    }
}

/// What a finding says, what stands at its place, and what to write instead.
pub(super) fn told(finding: &Finding, locale: Locale) -> String {
    let said = words::finished(said(finding, locale), locale);
    let help = finding.help.as_ref().map(|help| words::instruction(help.get(locale), locale));
    match help {
        None => said,
        Some(help) => format!("{said}\n{help}"),
    }
}

/// The level of a severity (section 3.27.10).
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
