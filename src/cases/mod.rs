//! A pack's own tests: each case is a small project in memory, judged by the whole pack as any project is.

mod assemble;
mod compare;

use jiff::civil::{Date, date};

pub(crate) use compare::{Difference, Seen};

use crate::error::Error;
use crate::evidence::{Memory, Shelf};
use crate::finding::Finding;
use crate::judge::Judge;
use crate::load;
use crate::locale::{Text, text};
use crate::manifest::{self, Manifest};
use crate::pack::{Case, Details, Item, Rulebook};
use crate::tree::Parsed;

/// The day on which a case is judged that names none.
pub(crate) const TODAY: Date = date(2026, 1, 15);
/// How many good, and how many bad, cases an item must have.
pub(crate) const LEAST: usize = 2;

/// A case as a project in memory, ready to be judged by one rulebook after another.
pub(crate) struct Ready<'c> {
    id: &'c str,
    case: &'c Case,
    today: Date,
    files: Memory,
    manifest: Manifest,
    /// What is wrong with the manifest and the waivers as files.
    findings: Vec<Finding>,
}

impl<'c> Ready<'c> {
    /// The project of one case of an item.
    pub(crate) fn new(item: &'c Item, case: &'c Case) -> Self {
        let today = case.today.unwrap_or(TODAY);
        let mut files = Memory::new();
        for (path, text) in &case.files {
            files.insert(path.as_str(), text.as_str());
        }
        let parsed = Parsed { root: Some(assemble::manifest(item, case, today)), problems: Vec::new() };
        let (mut manifest, problems) = manifest::read(&item.source, parsed);
        let mut findings = load::told(problems, &item.source);
        match load::waivers_beside(&files, "") {
            Ok((waivers, more)) => {
                manifest.waivers.extend(waivers);
                findings.extend(more);
            }
            Err(unreadable) => findings.push(unreadable),
        }
        Self { id: &item.id, case, today, files, manifest, findings }
    }

    /// The case's files. What is worked out of them is kept, for the next rulebook to find.
    pub(crate) fn shelf(&self) -> Shelf<'_> {
        Shelf::new(&self.files, "")
    }

    /// What differs from what the case expects; `None` where nothing does.
    ///
    /// # Errors
    ///
    /// When the rulebook itself turns out wrong: an expression without an answer.
    pub(crate) fn judge(&self, rulebook: &Rulebook, shelf: &Shelf<'_>) -> Result<Option<Difference>, Error> {
        let judge = Judge::new(self.today).details(false);
        let (report, _) = judge.judge_by(rulebook, shelf, &self.manifest, self.findings.clone())?;
        Ok(compare::difference(self.id, self.case, report))
    }
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
