//! What is to be done about one item: what its worst finding says, what its plan promises, or what it asks. It never says that something is
//! so; only what has to become so, and be shown.

use std::collections::BTreeSet;

use crate::evaluate::uncarries;
use crate::finding::{Code, Finding, Place};
use crate::judge::Judged;
use crate::locale::{Text, text};
use crate::pack::Item;
use crate::report::ItemReport;
use crate::report::score::Weighed;
use crate::vocabulary::{Status, Verdict};

/// How many globs are named that often hold what an item asks for, of those that are easy to read.
const SUGGESTED: usize = 3;

/// What is to be done.
#[derive(Debug, Default)]
pub(crate) struct Advice {
    /// What is wanting.
    pub(crate) what: Text,
    /// What to write, where that is known.
    pub(crate) help: Option<Text>,
    /// Where it shows; none where the answer is the place.
    pub(crate) place: Option<Place>,
    /// How many other findings stand against it.
    pub(crate) more: usize,
}

/// One item that something is to be done about.
pub(super) struct Desk<'j> {
    pub(super) item: &'j ItemReport,
    judged: &'j Judged,
    rule: &'j Item,
    /// What says that a claim is not carried.
    against: Vec<&'j Finding>,
}

impl<'j> Desk<'j> {
    /// None where the packs no longer have the item.
    pub(super) fn new(judged: &'j Judged, item: &'j ItemReport) -> Option<Self> {
        let rule = judged.rulebook.item(&item.id)?;
        let own = judged.report.findings.iter().filter(|finding| finding.rule == item.id);
        let mut against: Vec<_> = own.filter(|finding| uncarries(finding.code)).collect();
        against.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        Some(Self { item, judged, rule, against })
    }

    /// At least how many places are to be changed: each finding that stands against a claim; and where none is made yet, the answer, and
    /// evidence where none is cited.
    pub(super) fn edits(&self) -> u32 {
        let places: BTreeSet<_> =
            self.against.iter().map(|finding| (finding.place.source.name(), finding.place.span)).collect();
        let lacking = usize::from(self.item.evidence.is_empty() && self.rule.evidence.at_least > 0);
        let edits = match self.item.verdict {
            Verdict::Overclaimed => places.len(),
            _ if self.is_opt_out() => 1,
            Verdict::NotApplicable
            | Verdict::Waived
            | Verdict::Unanswered
            | Verdict::Unmet
            | Verdict::Partial
            | Verdict::Stale
            | Verdict::Satisfied => 1 + places.len().max(lacking),
        };
        u32::try_from(edits.max(1)).unwrap_or(u32::MAX)
    }

    /// Whether all that is missing is why the item does not concern the project.
    fn is_opt_out(&self) -> bool {
        self.finding(Code::JustificationMissing).is_some()
    }

    fn finding(&self, code: Code) -> Option<&'j Finding> {
        self.judged.report.findings.iter().find(|finding| finding.rule == self.item.id && finding.code == code)
    }

    /// How the item stands once that is done.
    pub(super) fn done(&self, own: Weighed) -> Weighed {
        if self.is_opt_out() {
            return Weighed { verdict: Verdict::NotApplicable, ..own };
        }
        Weighed { status: Some(Status::Met), verdict: Verdict::Satisfied, ..own }
    }

    /// What is to be done. What stands against a claim matters most; where none is made, what has to become so comes first.
    pub(super) fn advice(&self) -> Advice {
        let excuse = self.finding(Code::JustificationMissing).or_else(|| self.finding(Code::OptOutRefused));
        let claim = self.against.first().copied().filter(|_| self.item.verdict == Verdict::Overclaimed);
        match excuse.filter(|_| self.item.verdict != Verdict::Waived).or(claim) {
            Some(finding) => Advice {
                what: finding.message.clone(),
                help: finding.help.clone(),
                place: Some(finding.place.clone()),
                more: self.against.len().saturating_sub(1),
            },
            None => Advice { what: self.wanting(), help: self.shown(), place: None, more: self.against.len() },
        }
    }

    /// What has to become so.
    fn wanting(&self) -> Text {
        let question = &self.rule.question;
        let (en, zh) = (&question.en, &question.zh);
        if let Some(waiver) = &self.item.waiver {
            let day = waiver.expires;
            return text!("close the gap that is waived until {day}: {en}", "消除豁免至 {day} 的差距：{zh}");
        }
        let plan = self.judged.manifest.answer(&self.item.id).and_then(|answer| answer.plan.as_ref());
        match plan.map(|plan| (&plan.action.value, plan.by.as_ref().map(|by| by.value))) {
            Some((action, Some(by))) => {
                text!("carry out what is planned by {by}: {action}", "落实计划在 {by} 前完成的事项：{action}")
            }
            Some((action, None)) => text!("carry out what is planned: {action}", "落实计划事项：{action}"),
            None => match self.item.verdict {
                Verdict::Unanswered => text!("answer: {en}", "作答：{zh}"),
                Verdict::Partial => text!("do the rest: {en}", "补足其余部分：{zh}"),
                Verdict::NotApplicable
                | Verdict::Waived
                | Verdict::Unmet
                | Verdict::Overclaimed
                | Verdict::Stale
                | Verdict::Satisfied => text!("do it: {en}", "着手去做：{zh}"),
            },
        }
    }

    /// Where it is to be shown.
    fn shown(&self) -> Option<Text> {
        let plain = self.rule.evidence.suggest.iter().filter(|glob| !glob.contains('{'));
        let suggest: Vec<_> = plain.take(SUGGESTED).map(|glob| format!("`{glob}`")).collect();
        if !self.item.evidence.is_empty() || suggest.is_empty() {
            return None;
        }
        let (en, zh) = (suggest.join(", "), suggest.join("、"));
        Some(text!("cite what shows it, often in {en}", "引用能说明此事的文件，常见于 {zh}"))
    }
}
