//! `sarif`: a result a finding. Those of one rule on one line become one result, since GitHub would take them for one and drop the others;
//! what each of them says stands in it.

use std::collections::HashMap;

use super::place::{mending, primary, related};
use super::wire::{About, Conclusion, Fingerprints, Message, OfFindings, Properties};
use super::words;
use crate::finding::Severity;
use crate::locale::Locale;
use crate::render::Said;

/// Findings that are one result: the first, and those of its rule on its line. With each, its fingerprint.
struct Group<'r> {
    first: (&'r Said<'r>, &'r str),
    more: Vec<(&'r Said<'r>, &'r str)>,
}

/// The results that findings become, each with its fingerprint. `about` is what they all have in common.
pub(super) fn conclusions<'r>(
    findings: &[(&'r Said<'r>, &'r str)],
    about: About<'r>,
    locale: Locale,
) -> impl Iterator<Item = Conclusion<'r>> {
    let mut groups: Vec<Group<'_>> = Vec::with_capacity(findings.len());
    let mut seen: HashMap<(&str, &str, &str, usize), usize> = HashMap::with_capacity(findings.len());
    for &(said, fingerprint) in findings {
        let finding = said.finding;
        let source = &finding.place.source;
        let line = source.line_of(finding.place.span.start);
        let key = (finding.rule.as_str(), finding.code.word(), source.name(), line);
        let at = *seen.entry(key).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.more.push((said, fingerprint)),
            None => groups.push(Group { first: (said, fingerprint), more: Vec::new() }),
        }
    }
    groups.into_iter().map(move |group| conclusion(&group, about, locale))
}

fn conclusion<'r>(group: &Group<'r>, about: About<'r>, locale: Locale) -> Conclusion<'r> {
    let (said, fingerprint) = group.first;
    let first = said.finding;
    let mut worst = first.severity;
    let mut text = told(said, locale);
    let mut places = Vec::new();
    for place in &first.related {
        places.push(related(place, places.len() + 1, String::new(), locale));
    }
    for (said, _) in &group.more {
        let finding = said.finding;
        worst = worst.max(finding.severity);
        let own = told(said, locale);
        for place in std::iter::once(&finding.place).chain(&finding.related) {
            let label = if std::ptr::eq(place, &raw const finding.place) { own.clone() } else { String::new() };
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
        rule_id: said.rule.as_str().into(),
        kind: "fail",
        level: level(worst),
        message: Message { text: text.into() },
        locations: [primary(&first.place)],
        related_locations: places,
        occurrence_count: (!group.more.is_empty()).then_some(group.more.len() + 1),
        fixes: std::iter::once(first)
            .chain(group.more.iter().map(|(said, _)| said.finding))
            .filter_map(|finding| mending(finding, locale))
            .collect(),
        partial_fingerprints: Fingerprints { first: fingerprint.into() },
        suppressions: None,
        baseline_state: None,
        properties: Properties::Findings(properties),
    }
}

/// What a finding says, what stands at its place, and what to write instead.
pub(super) fn told(said: &Said<'_>, locale: Locale) -> String {
    let help = said.help.as_deref();
    let room = said.line.len() + help.map_or(0, |help| 1 + help.len() + words::STOP);
    let mut out = String::with_capacity(room + words::STOP);
    words::add_finished(&said.line, locale, &mut out);
    if let Some(help) = help {
        out.push('\n');
        words::add_instruction(help, locale, &mut out);
    }
    out
}

/// The level of a severity (section 3.27.10).
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
