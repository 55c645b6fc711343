//! What a run has to describe at its end: the rules that its results name, whatever the number of projects, and where they are defined.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Profile;
use crate::finding::{Code, Finding};
use crate::locale::Locale;
use crate::pack::{Item, Rulebook};
use crate::report::ProjectReport;

/// The rules of a run's results.
#[derive(Debug, Default)]
pub(crate) struct Used {
    /// By id.
    pub(super) rules: BTreeMap<String, Rule>,
    /// Each once, in the order in which they were first used.
    rulebooks: Vec<Arc<Rulebook>>,
    /// The language of the results, as long as all have the same.
    language: Language,
}

/// What a rule is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    /// An item, unless the rule is about a file.
    pub(super) item: String,
    /// What was found on it; none where the rule is the item itself.
    pub(super) code: Option<Code>,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Language {
    #[default]
    Unknown,
    One(Locale),
    Several,
}

impl Used {
    /// Notes the rules of a project's results, which are in this language. In an audit each item is a rule.
    pub(crate) fn add(&mut self, report: &ProjectReport, rulebook: &Arc<Rulebook>, locale: Locale, profile: Profile) {
        if !self.rulebooks.iter().any(|known| Arc::ptr_eq(known, rulebook)) {
            self.rulebooks.push(Arc::clone(rulebook));
        }
        self.language = match self.language {
            Language::Unknown => Language::One(locale),
            Language::One(known) if known == locale => Language::One(known),
            Language::One(_) | Language::Several => Language::Several,
        };
        if profile == Profile::Audit {
            for item in &report.items {
                if !self.rules.contains_key(&item.id) {
                    self.note(item.id.clone(), Rule { item: item.id.clone(), code: None });
                }
            }
            let judged = |finding: &&Finding| !self.rules.contains_key(&finding.rule);
            let all = report.findings.iter().chain(report.baselined.iter().flatten());
            let rest: Vec<_> = all.filter(judged).collect();
            self.add_findings(rest);
        } else {
            self.add_findings(&report.findings);
        }
    }

    /// Notes the rules of findings.
    pub(crate) fn add_findings<'f>(&mut self, findings: impl IntoIterator<Item = &'f Finding>) {
        for finding in findings {
            self.note(finding.full_rule(), Rule { item: finding.rule.clone(), code: Some(finding.code) });
        }
    }

    fn note(&mut self, id: String, rule: Rule) {
        self.rules.entry(id).or_insert(rule);
    }

    /// The language of all results, if they have one.
    pub(super) fn locale(&self) -> Option<Locale> {
        match self.language {
            Language::One(locale) => Some(locale),
            Language::Unknown | Language::Several => None,
        }
    }

    /// The item behind a rule, with the rulebook that it stands in.
    pub(super) fn item(&self, rule: &Rule) -> Option<&Item> {
        self.rulebooks.iter().find_map(|rulebook| rulebook.item(&rule.item))
    }

    /// Where frameworks are told of.
    pub(super) fn rulebooks(&self) -> impl Iterator<Item = &Rulebook> {
        self.rulebooks.iter().map(AsRef::as_ref)
    }
}
