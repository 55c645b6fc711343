//! Why a project got its verdict on an item: each condition with what it saw and where, in the order in which they decide. It judges
//! nothing, and how it looks is for `render`.

mod parts;

use crate::evaluate::Trace;
use crate::finding::{Finding, Place};
use crate::judge::Judged;
use crate::locale::Text;
use crate::pack::Item;
use crate::report::ItemReport;
use crate::vocabulary::{Basis, Requirement, Verdict};

/// The reasons for one verdict.
#[derive(Debug)]
pub(crate) struct Why {
    /// The manifest, as the user would write its path.
    pub(crate) manifest: String,
    pub(crate) name: String,
    pub(crate) item: String,
    pub(crate) title: Text,
    pub(crate) requirement: Requirement,
    pub(crate) verdict: Verdict,
    pub(crate) basis: Option<Basis>,
    pub(crate) parts: Vec<Part>,
}

/// One of the questions that the verdict hangs on.
#[derive(Debug)]
pub(crate) struct Part {
    /// What programs call it.
    pub(crate) word: &'static str,
    pub(crate) title: Text,
    /// Yes or no, where it is such a question.
    pub(crate) holds: Option<bool>,
    pub(crate) lines: Vec<Line>,
}

/// Something that was seen.
#[derive(Debug)]
pub(crate) struct Line {
    /// Whether it speaks for the item, or against; none where it does neither.
    pub(crate) holds: Option<bool>,
    /// Lower case, no full stop.
    pub(crate) text: Text,
    pub(crate) place: Option<Place>,
    pub(crate) under: Vec<Line>,
}

impl Line {
    fn new(holds: Option<bool>, text: Text, place: Option<Place>) -> Self {
        Self { holds, text, place, under: Vec::new() }
    }

    fn under(mut self, lines: Vec<Self>) -> Self {
        self.under = lines;
        self
    }
}

/// One item of one project, with all that is known of it.
struct Case<'j> {
    judged: &'j Judged,
    item: &'j ItemReport,
    rule: &'j Item,
    trace: &'j Trace,
}

impl<'j> Case<'j> {
    fn findings(&self) -> impl Iterator<Item = &'j Finding> + use<'j> {
        let (judged, id) = (self.judged, self.item.id.as_str());
        judged.report.findings.iter().filter(move |finding| finding.rule == id)
    }
}

/// The reasons for the verdict on an item, of a project that was judged for them; none where no pack in use has the item.
pub(crate) fn why(judged: &Judged, id: &str) -> Option<Why> {
    let item = judged.report.items.iter().find(|item| item.id == id)?;
    let case = Case { judged, item, rule: judged.rulebook.item(id)?, trace: judged.seen.traces.get(id)? };
    Some(Why {
        manifest: judged.report.manifest.clone(),
        name: judged.report.name.clone(),
        item: item.id.clone(),
        title: Text::clone(&item.title),
        requirement: item.requirement,
        verdict: item.verdict,
        basis: item.basis,
        parts: case.parts(),
    })
}
