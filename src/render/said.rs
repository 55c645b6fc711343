//! What formats say of a finding in one language, safe for whoever shows it. It is worked out once, however many formats say it.

use std::borrow::Cow;

use super::plain::in_line;
use super::{one_line, sanitise};
use crate::finding::Finding;
use crate::locale::Locale;

/// What is said of one finding.
pub(super) struct Said<'f> {
    pub(super) finding: &'f Finding,
    /// Whether it stands in the baseline.
    pub(super) is_known: bool,
    /// The rule and the code behind it.
    pub(super) rule: String,
    /// On one line: the message, and what stands at its place.
    pub(super) line: String,
    /// What to write instead, which may take several lines.
    pub(super) help: Option<Cow<'f, str>>,
    pub(super) locale: Locale,
}

impl<'f> Said<'f> {
    pub(super) fn new(finding: &'f Finding, locale: Locale) -> Self {
        Self {
            finding,
            is_known: false,
            rule: finding.full_rule(),
            line: line(finding, locale),
            help: finding.help.as_ref().map(|help| sanitise(help.get(locale))),
            locale,
        }
    }

    /// The same of several findings.
    pub(super) fn all(findings: &'f [Finding], locale: Locale) -> Vec<Self> {
        findings.iter().map(|finding| Self::new(finding, locale)).collect()
    }

    /// The message, what stands at its place, and what to write instead, which may take several lines.
    pub(super) fn with_help(&self) -> String {
        match &self.help {
            None => self.line.clone(),
            Some(help) => [self.line.as_str(), "\n", self.locale.pick("help: ", "帮助："), help].concat(),
        }
    }

    /// The same, with the address of the page that says more.
    pub(super) fn in_full(&self) -> String {
        let mut out = self.with_help();
        if let Some(url) = &self.finding.url {
            out.extend(["\n", self.locale.pick("more: ", "详见："), &one_line(url.get(self.locale))]);
        }
        out
    }
}

fn line(finding: &Finding, locale: Locale) -> String {
    let message = in_line(finding.message.get(locale));
    let shown = finding.place.label.get(locale);
    if shown.is_empty() {
        return message.into_owned();
    }
    let [open, close] = locale.pick([" (", ")"], ["（", "）"]);
    [&message, open, &in_line(shown), close].concat()
}

/// What a finding says and what to write instead, which may take several lines.
pub(crate) fn said_with_help(finding: &Finding, locale: Locale) -> String {
    Said::new(finding, locale).with_help()
}
