//! What the parts of the evaluation share: the item and the answer in question, and a finding that has no weight yet.

use jiff::civil::Date;

use super::reviews::Looked;
use crate::evidence::Shelf;
use crate::finding::{Code, Finding, Fix, Place};
use crate::locale::{Text, text};
use crate::manifest::{Answer, Lock, Manifest, Review};
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
    /// The record of reviews, where it is this project's.
    pub(super) lock: Option<&'a Lock>,
    pub(super) shelf: &'a Shelf<'a>,
    pub(super) today: Date,
}

impl<'a> Inquiry<'a> {
    pub(super) fn status(&self) -> Option<Status> {
        self.answer?.status.as_ref().map(|status| status.value)
    }

    /// What was recorded of this item's evidence.
    pub(super) fn reviews(&self) -> &'a [Review] {
        self.lock.map(|lock| lock.of(&self.item.id)).unwrap_or_default()
    }

    /// The days on which somebody looked: the one that the manifest gives, and that of the lock. All of the evidence was looked at on
    /// the earliest day of its records.
    pub(super) fn looked(&self) -> Vec<Looked<'a>> {
        let written = self.answer.and_then(|answer| answer.reviewed.as_ref());
        let written = written.map(|day| Looked { day: day.value, source: &self.manifest.source, span: day.span });
        let recorded = self.lock.and_then(|lock| {
            let first = lock.of(&self.item.id).iter().min_by_key(|review| review.reviewed.value)?;
            Some(Looked { day: first.reviewed.value, source: &lock.source, span: first.reviewed.span })
        });
        written.into_iter().chain(recorded).collect()
    }

    /// The last of these days; one that has not come is named only where there is no other.
    pub(super) fn reviewed(&self) -> Option<Date> {
        let looked = self.looked();
        let past = looked.iter().map(|looked| looked.day).filter(|day| *day <= self.today).max();
        past.or_else(|| looked.iter().map(|looked| looked.day).min())
    }

    /// A place in the manifest.
    pub(super) fn claim(&self, span: Span, label: Text) -> Place {
        Place::new(&self.manifest.source, span, label)
    }

    /// Where the pack asks for this item.
    pub(super) fn asked(&self) -> Place {
        let raised = self.item.required_when.first().filter(|_| self.requirement > self.item.requirement.value);
        let span = raised.map_or(self.item.requirement.span, |condition| condition.span);
        let [en, zh] = self.requirement.words();
        Place::new(&self.item.source, span, text!("{en} by the pack", "规则包将其列为“{zh}”"))
    }

    /// The nearest key that exists: the answer, else the project.
    pub(super) fn nearest(&self) -> Span {
        self.answer.map_or(self.manifest.project.span, |answer| answer.span)
    }

    /// A draft at a place of the manifest that relates the pack's item.
    pub(super) fn draft(&self, code: Code, message: Text, place: Place) -> Draft {
        Draft {
            code,
            message,
            place,
            related: vec![self.asked()],
            help: None,
            fix: None,
            subject: self.item.id.clone(),
        }
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
    pub(super) fix: Option<Box<Fix>>,
    pub(super) subject: String,
}

impl Draft {
    pub(super) fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    pub(super) fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix.map(Box::new);
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
            fix: self.fix,
            url: None,
            subject: self.subject,
        }
    }
}
