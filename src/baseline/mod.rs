//! A baseline: the findings that were there when a project took guiju up, by what they are about and never by their lines, so that only
//! new ones fail. A required item whose evidence does not carry its claim cannot be hidden in one: it misleads, however old it is.

mod file;
mod keys;
#[cfg(test)]
mod tests;

pub(crate) use keys::SHAPE;

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Finding, Severity, full_rule};
use crate::report::ProjectReport;
use crate::report::fingerprint::told_apart;
use crate::vocabulary::{Requirement, Verdict};

/// What makes an entry another than the rest: its manifest and its fingerprint.
pub(crate) type Id = (String, String);

/// Findings by what they are about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Baseline(BTreeMap<Id, Entry>);

/// One finding, as a baseline has it. The order of the fields is the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    /// The manifest, from the baseline's folder.
    pub(crate) manifest: String,
    pub(crate) rule: String,
    pub(crate) code: String,
    /// What it is about, in words for a reader; empty where the rule says it.
    pub(crate) about: String,
    pub(crate) severity: Severity,
    pub(crate) fingerprint: String,
}

impl Entry {
    fn id(&self) -> Id {
        (self.manifest.clone(), self.fingerprint.clone())
    }

    /// The entry in one line: `governance.toml: security/red-team/unanswered`.
    pub(crate) fn line(&self) -> String {
        let about = if self.about.is_empty() { String::new() } else { format!(" ({})", self.about) };
        format!("{}: {}{about}", self.manifest, full_rule(&self.rule, &self.code))
    }
}

/// What becomes of the findings of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taking {
    /// Those that stand in the baseline do not count.
    Known,
    /// All that may stand in a baseline do not count: it is being written.
    All,
}

/// What was seen while the findings of a project were held against a baseline.
#[derive(Debug, Default)]
pub(crate) struct Held {
    /// The manifest, from the baseline's folder.
    pub(crate) manifest: String,
    /// The entries that a finding answers to, whether it counts or not.
    pub(crate) met: BTreeSet<Id>,
    /// All findings that may stand in a baseline.
    pub(crate) found: Vec<Entry>,
    /// The items that are required and overclaimed, and stand in the baseline or would be written: they count all the same.
    pub(crate) barred: BTreeSet<String>,
}

impl Baseline {
    /// Takes out of a report what does not count, and marks it as standing in the baseline. `named` tells how a path of the report is
    /// called from the baseline's folder.
    pub(crate) fn hold(&self, report: &mut ProjectReport, taking: Taking, named: &dyn Fn(&str) -> String) -> Held {
        let mut held = Held { manifest: named(&report.manifest), ..Held::default() };
        let barred: BTreeSet<_> = report
            .items
            .iter()
            .filter(|item| item.requirement == Requirement::Required && item.verdict == Verdict::Overclaimed)
            .map(|item| item.id.as_str())
            .collect();
        let file = |finding: &Finding| match &finding.place.source {
            source if source.is_built_in() => source.name().to_owned(),
            source => named(source.name()),
        };
        let prints = told_apart(report.findings.iter().map(|finding| finding.identity_in(&file(finding))));
        let (mut known, mut new) = (Vec::new(), Vec::new());
        for (finding, fingerprint) in std::mem::take(&mut report.findings).into_iter().zip(prints) {
            let about = finding.subject_in(&file(&finding));
            let entry = entry(&finding, &held.manifest, about, fingerprint);
            let stands = self.0.get(&entry.id()).filter(|one| one.rule == entry.rule && one.code == entry.code);
            held.met.extend(stands.map(Entry::id));
            if barred.contains(finding.rule.as_str()) {
                if stands.is_some() || taking == Taking::All {
                    held.barred.insert(finding.rule.clone());
                }
                new.push(finding);
                continue;
            }
            let counts = match taking {
                Taking::All => false,
                // What weighs more than it did is not what was agreed to.
                Taking::Known => stands.is_none_or(|one| finding.severity > one.severity),
            };
            held.found.push(entry);
            if counts { &mut new } else { &mut known }.push(finding);
        }
        drop(barred);
        report.findings = new;
        report.baselined = Some(known);
        held
    }

    /// Adds an entry. Of two about the same thing the one that excuses less stays.
    pub(crate) fn insert(&mut self, entry: Entry) {
        let stands = self.0.entry(entry.id()).or_insert_with(|| entry.clone());
        stands.severity = stands.severity.min(entry.severity);
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it holds an entry on this.
    pub(crate) fn has(&self, id: &Id) -> bool {
        self.0.contains_key(id)
    }

    /// Every entry by its id.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Id, &Entry)> {
        self.0.iter()
    }

    /// The entries for which this holds, in the order of the file; they are no longer in it.
    pub(crate) fn take_out(&mut self, wanted: impl Fn(&Id, &Entry) -> bool) -> Vec<Entry> {
        let (out, rest) = std::mem::take(&mut self.0).into_iter().partition(|(id, entry)| wanted(id, entry));
        self.0 = rest;
        Self(out).sorted()
    }

    fn sorted(&self) -> Vec<Entry> {
        let mut entries: Vec<_> = self.0.values().cloned().collect();
        entries.sort();
        entries
    }
}

fn entry(finding: &Finding, manifest: &str, about: String, fingerprint: String) -> Entry {
    Entry {
        manifest: manifest.to_owned(),
        rule: finding.rule.clone(),
        code: finding.code.word().to_owned(),
        about: if about == finding.rule { String::new() } else { about.trim().to_owned() },
        severity: finding.severity,
        fingerprint,
    }
}
