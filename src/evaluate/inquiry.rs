//! What the parts of the evaluation share: the item and the answer in question, and a finding that has no weight yet.

use jiff::civil::Date;

use crate::evidence::Shelf;
use crate::finding::{Code, Finding, Place};
use crate::locale::{Text, text};
use crate::manifest::{Answer, Manifest};
use crate::pack::{FreshDays, Item};
use crate::source::Span;
use crate::vocabulary::{Requirement, Status};

/// One item held against one project.
#[derive(Clone, Copy)]
pub(super) struct Inquiry<'a> {
    pub(super) item: &'a Item,
    pub(super) requirement: Requirement,
    pub(super) manifest: &'a Manifest,
    pub(super) answer: Option<&'a Answer>,
    pub(super) shelf: &'a Shelf<'a>,
    pub(super) today: Date,
}

impl Inquiry<'_> {
    pub(super) fn status(&self) -> Option<Status> {
        self.answer?.status.as_ref().map(|status| status.value)
    }

    /// A place in the manifest.
    pub(super) fn claim(&self, span: Span, label: Text) -> Place {
        Place::new(&self.manifest.source, span, label)
    }

    /// Where the pack asks for this item.
    pub(super) fn asked(&self) -> Place {
        let raised = self.item.required_when.first().filter(|_| self.requirement > self.item.requirement.value);
        let span = raised.map_or(self.item.requirement.span, |condition| condition.span);
        let word = self.requirement.text();
        let (en, zh) = (&word.en, &word.zh);
        Place::new(&self.item.source, span, text!("{en} by the pack", "规则包将其列为“{zh}”"))
    }

    /// The nearest key that exists: the answer, else the project.
    pub(super) fn nearest(&self) -> Span {
        self.answer.map_or(self.manifest.project.span, |answer| answer.span)
    }

    /// A draft at a place of the manifest that relates the pack's item.
    pub(super) fn draft(&self, code: Code, message: Text, place: Place) -> Draft {
        Draft { code, message, place, related: vec![self.asked()], help: None, subject: self.item.id.clone() }
    }
}

/// A finding before its weight is looked up.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) code: Code,
    pub(super) message: Text,
    pub(super) place: Place,
    pub(super) related: Vec<Place>,
    pub(super) help: Option<Text>,
    pub(super) subject: String,
}

impl Draft {
    pub(super) fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// Relates the pack's line on how often a review is asked for, in place of the item's.
    pub(super) fn asked_at(mut self, fresh: &FreshDays) -> Self {
        self.related = vec![Place::new(&fresh.source, fresh.span, text!("asked for here", "此处提出要求"))];
        self
    }

    pub(super) fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    pub(super) fn into_finding(self, rule: &str, severity: crate::finding::Severity) -> Finding {
        Finding {
            rule: rule.to_owned(),
            code: self.code,
            severity,
            message: self.message,
            place: self.place,
            related: self.related,
            help: self.help,
            url: None,
            subject: self.subject,
        }
    }
}
