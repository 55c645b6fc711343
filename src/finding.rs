//! What guiju has to say: a rule, a code, how bad it is, and the places that show it. How it looks is `render`'s business.

use std::cmp::Ordering;
use std::fmt;

use crate::locale::Text;
use crate::source::{Source, Span};

/// How much a finding weighs. The order is that of weight: a note is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Should be mended.
    Warning,
    /// Must be mended.
    Error,
}

impl Severity {
    /// The word that users write and read: `note`, `warning`, `error`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The word in both languages.
    #[must_use]
    pub fn text(self) -> Text {
        Text {
            en: self.word().to_owned(),
            zh: match self {
                Self::Note => "提示",
                Self::Warning => "警告",
                Self::Error => "错误",
            }
            .to_owned(),
        }
    }
}

/// What a code is about. Severity by requirement is looked up by family or by code, never by message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// What the answer itself says.
    Claims,
    /// What the cited evidence shows.
    Evidence,
    /// Days: reviews, plans, drift.
    Time,
    /// Exceptions.
    Waivers,
    /// The file as a file.
    File,
    /// A rule pack as a file.
    Pack,
}

macro_rules! codes {
    ($($family:ident { $($variant:ident $word:literal,)+ })+) => {
        /// The kind of a finding. Its word is part of the interface.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = concat!("`", $word, "`")] $variant,)+)+ }

        impl Code {
            /// Every code, family by family.
            pub const ALL: &'static [Self] = &[$($(Self::$variant,)+)+];

            /// The word that users write and read.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $($(Self::$variant => $word,)+)+ }
            }

            /// The family it belongs to.
            #[must_use]
            pub fn family(self) -> Family {
                match self { $($(Self::$variant)|+ => Family::$family,)+ }
            }
        }
    };
}

codes! {
    Claims {
        Unanswered "unanswered",
        Unmet "unmet",
        Partial "partial",
        PlanMissing "plan-missing",
        PlanOverdue "plan-overdue",
        OptOutRefused "opt-out-refused",
        JustificationMissing "justification-missing",
        StatementMissing "statement-missing",
        Placeholder "placeholder",
        Underclaimed "underclaimed",
    }
    Evidence {
        EvidenceNone "evidence-none",
        EvidenceSelf "evidence-self",
        EvidenceHollow "evidence-hollow",
        EvidenceOverused "evidence-overused",
        EvidenceMissing "evidence-missing",
        EvidenceOutside "evidence-outside",
        EvidenceUnreadable "evidence-unreadable",
        EvidenceUnaccepted "evidence-unaccepted",
        SectionMissing "section-missing",
        SectionThin "section-thin",
        TextMissing "text-missing",
        TextForbidden "text-forbidden",
        ValueMissing "value-missing",
        ValueMismatch "value-mismatch",
        Contradicted "contradicted",
        ExprFalse "expr-false",
    }
    Time {
        Stale "stale",
        DueSoon "due-soon",
        Drifted "drifted",
        FutureDate "future-date",
    }
    Waivers {
        WaiverExpired "waiver-expired",
        WaiverExpiring "waiver-expiring",
        WaiverUnused "waiver-unused",
        WaiverRefused "waiver-refused",
        WaiverTooLong "waiver-too-long",
        WaiverWeakReason "waiver-weak-reason",
    }
    File {
        Syntax "syntax",
        UnknownKey "unknown-key",
        UnknownItem "unknown-item",
        UnknownTrait "unknown-trait",
        MissingKey "missing-key",
        WrongType "wrong-type",
        BadValue "bad-value",
    }
    Pack {
        BadPattern "bad-pattern",
        BadGlob "bad-glob",
        BadPath "bad-path",
        BadExpression "bad-expression",
        DuplicateId "duplicate-id",
        UnknownReference "unknown-reference",
        FieldOrder "field-order",
        Loosened "loosened",
        ExtendsCycle "extends-cycle",
        PackNotFound "pack-not-found",
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// How sure it is that a fix is what the author meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// It can mean nothing else.
    Safe,
    /// Somebody has to look first.
    Unsafe,
}

impl Safety {
    /// Both words, the safe one first.
    pub(crate) const WORDS: [&'static str; 2] = ["safe", "unsafe"];

    /// The word that users read: `safe`, `unsafe`.
    #[must_use]
    pub fn word(self) -> &'static str {
        let [safe, not] = Self::WORDS;
        match self {
            Self::Safe => safe,
            Self::Unsafe => not,
        }
    }

    /// Safe where this holds.
    pub(crate) fn when(sure: bool) -> Self {
        if sure { Self::Safe } else { Self::Unsafe }
    }
}

/// A text that takes the place of a span; where the span is empty, one that is put there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go.
    pub span: Span,
    /// What comes.
    pub text: String,
}

/// What mends a finding, in the file of its place. It never asserts a fact, a date or an approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does: an imperative, lower case, no full stop.
    pub title: Text,
    /// Its edits, which belong together. None overlaps another.
    pub edits: Vec<Edit>,
    /// Whether it may be made without a look.
    pub safety: Safety,
}

/// Something wrong in one text, before it is known which file that is and how much it weighs.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Its kind.
    pub code: Code,
    /// Where in the text.
    pub span: Span,
    /// What is wrong: lower case, no full stop, naming the thing and what was expected.
    pub message: Text,
    /// What stands at `span`; empty where the message has said it all.
    pub label: Text,
    /// What to write instead.
    pub help: Option<Text>,
    /// Other places of the same text that matter.
    pub related: Vec<(Span, Text)>,
    /// What mends it, where that is known.
    pub fix: Option<Box<Fix>>,
}

impl Problem {
    /// A problem with no more than a place and a message.
    #[must_use]
    pub fn new(code: Code, span: Span, message: Text) -> Self {
        Self { code, span, message, label: Text::default(), help: None, related: Vec::new(), fix: None }
    }

    /// With a label at its place.
    #[must_use]
    pub fn label(mut self, label: Text) -> Self {
        self.label = label;
        self
    }

    /// With what to write instead.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// With what mends it, where that is known.
    #[must_use]
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix.map(Box::new);
        self
    }

    /// With another place of the same text.
    #[must_use]
    pub fn related(mut self, span: Span, label: Text) -> Self {
        self.related.push((span, label));
        self
    }
}

/// A place in a file, and what to say there.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The file.
    pub source: Source,
    /// The bytes.
    pub span: Span,
    /// What stands there; may be empty.
    pub label: Text,
}

impl Place {
    /// A place with a label.
    #[must_use]
    pub fn new(source: &Source, span: Span, label: Text) -> Self {
        Self { source: source.clone(), span, label }
    }
}

/// One diagnostic.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// An item's id, `manifest/<code>` or `pack/<code>`.
    pub rule: String,
    /// Its kind.
    pub code: Code,
    /// Its weight.
    pub severity: Severity,
    /// What is wrong.
    pub message: Text,
    /// The most telling place.
    pub place: Place,
    /// Other places that matter: the claim, the pack's check, what contradicts.
    pub related: Vec<Place>,
    /// What to write instead.
    pub help: Option<Text>,
    /// What mends it, where that is known and asserts nothing.
    pub fix: Option<Box<Fix>>,
    /// The address of the page that describes its rule, in each language.
    pub url: Option<Text>,
    /// What this finding is about, in words that stay when lines move: an element's path, a file's name.
    pub subject: String,
}

impl Finding {
    /// The rule and the code behind it, as people search for them: `security/red-team/stale`, `manifest/unknown-key`.
    #[must_use]
    pub(crate) fn full_rule(&self) -> String {
        full_rule(&self.rule, self.code.word())
    }

    /// The finding that a problem in `source` becomes, of the rule `family/<code>`.
    #[must_use]
    pub fn from_problem(problem: Problem, source: &Source, family: &str) -> Self {
        let subject = source.slice(problem.span).chars().take(80).collect();
        Self {
            rule: format!("{family}/{}", problem.code),
            code: problem.code,
            severity: Severity::Error,
            message: problem.message,
            place: Place::new(source, problem.span, problem.label),
            related: problem.related.into_iter().map(|(span, label)| Place::new(source, span, label)).collect(),
            help: problem.help,
            fix: problem.fix,
            url: None,
            subject,
        }
    }

    /// What it is about, in a text that stays when lines move: rule, code, file and subject, never a position or a message.
    pub(crate) fn identity(&self) -> String {
        self.identity_in(self.place.source.name())
    }

    /// The same, where its file has this name.
    pub(crate) fn identity_in(&self, file: &str) -> String {
        [self.rule.as_str(), self.code.word(), file, &self.subject_in(file)].join("\0")
    }

    /// Its subject, where its file has this name: that of a check names the file that was looked at.
    pub(crate) fn subject_in(&self, file: &str) -> String {
        let kind = self.subject.strip_suffix(self.place.source.name()).filter(|kind| kind.ends_with(':'));
        kind.map_or_else(|| self.subject.clone(), |kind| format!("{kind}{file}"))
    }
}

/// A rule and a code behind it, as people search for them.
pub(crate) fn full_rule(rule: &str, code: &str) -> String {
    let is_named = rule.strip_suffix(code).is_some_and(|family| family.ends_with('/'));
    if is_named { rule.to_owned() } else { [rule, "/", code].concat() }
}

/// Puts findings into the order of every output.
pub(crate) fn sort(findings: &mut [Finding]) {
    findings.sort_by(order);
}

/// By file, position, rule and code.
pub(crate) fn order(one: &Finding, other: &Finding) -> Ordering {
    let file = one.place.source.name().cmp(other.place.source.name());
    file.then_with(|| one.place.span.cmp(&other.place.span))
        .then_with(|| one.rule.cmp(&other.rule))
        .then_with(|| one.code.word().cmp(other.code.word()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_word_of_its_own_in_kebab_case() {
        let words: std::collections::BTreeSet<_> = Code::ALL.iter().map(|code| code.word()).collect();
        assert_eq!(words.len(), Code::ALL.len());
        assert!(words.iter().all(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
    }
}
