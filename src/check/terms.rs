//! A check taken apart: what it is about, and each limit that it sets, so that two of them can be held against each other. Whether a
//! change asks for more is said in `diff`.

use super::agree::Agree;
use super::keys::{IF_CITED, IN, SCOPE, files, section, text, value};
use super::value::shown;
use super::{Check, Days, Kind, Pattern};
use crate::evidence::Globs;

/// What a check asks, part by part.
pub(crate) struct Terms {
    /// The key that names its kind.
    pub(crate) kind: &'static str,
    /// What it is about: two checks of one kind and subject are one check that was changed.
    pub(crate) subject: String,
    /// What it demands there, by key.
    pub(crate) limits: Vec<(&'static str, Limit)>,
}

/// One demand of a check.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Limit {
    /// The more the stricter.
    Least(Option<f64>),
    /// The less the stricter.
    Most(Option<f64>),
    /// Stricter where there is one.
    Must(Option<String>),
    /// Looser where it is on.
    Lenient(bool),
    /// Neither can be told.
    Open(String),
}

impl Check {
    /// What it asks, part by part.
    pub(crate) fn terms(&self) -> Terms {
        let (subject, mut limits) = match &self.kind {
            Kind::Files(check) => {
                (globs(Some(&check.any)), vec![(files::AT_LEAST.name, Limit::Least(Some(number(check.at_least))))])
            }
            Kind::Section(check) => (
                check.heading.as_str().to_owned(),
                vec![
                    (section::MIN_WORDS.name, Limit::Least(Some(number(check.min_words)))),
                    (section::MIN_ROWS.name, Limit::Least(Some(number(check.min_rows)))),
                    (section::MUST.name, must(check.must.as_ref())),
                    (IN.name, Limit::Open(globs(check.within.as_ref()))),
                ],
            ),
            Kind::Text(check) => (
                check.must.as_ref().or(check.must_not.as_ref()).map_or("", Pattern::as_str).to_owned(),
                vec![
                    (text::MUST.name, must(check.must.as_ref())),
                    (text::MUST_NOT.name, must(check.must_not.as_ref())),
                    (IN.name, Limit::Open(globs(check.within.as_ref()))),
                ],
            ),
            Kind::Value(check) => (
                check.path.text().to_owned(),
                vec![
                    (value::AT_LEAST.name, Limit::Least(check.at_least)),
                    (value::AT_MOST.name, Limit::Most(check.at_most)),
                    (value::EQUALS.name, Limit::Must(check.equals.as_ref().map(shown))),
                    (
                        value::ONE_OF.name,
                        Limit::Must(check.one_of.as_ref().map(|values| list(values.iter().map(shown)))),
                    ),
                    (value::MATCHES.name, must(check.matches.as_ref())),
                    (value::COUNT_AT_LEAST.name, Limit::Least(Some(number(check.least())))),
                    (value::COUNT_AT_MOST.name, Limit::Most(check.count_at_most.map(number))),
                    (IN.name, Limit::Open(globs(check.within.as_ref()))),
                ],
            ),
            Kind::Agree(check) => (voices(check), Vec::new()),
            Kind::Expr(check) => (check.text.clone(), Vec::new()),
        };
        limits.extend(self.kind.days().map(Days::limits).into_iter().flatten());
        limits.push((IF_CITED.name, Limit::Lenient(self.if_cited)));
        let scope = SCOPE.kind.0.iter().find(|(_, whole)| *whole == self.whole_project).map_or("", |(word, _)| *word);
        limits.push((SCOPE.name, Limit::Open(scope.to_owned())));
        Terms { kind: self.kind.word(), subject, limits }
    }
}

fn must(pattern: Option<&Pattern>) -> Limit {
    Limit::Must(pattern.map(|pattern| pattern.as_str().to_owned()))
}

fn globs(globs: Option<&Globs>) -> String {
    list(globs.into_iter().flat_map(Globs::patterns).map(str::to_owned))
}

fn voices(check: &Agree) -> String {
    let voice = |voice: &super::agree::Voice| match &voice.says {
        super::agree::Says::LicenceText => globs(Some(&voice.within)),
        super::agree::Says::Value(path) => format!("{} {}", globs(Some(&voice.within)), path.text()),
    };
    list(check.of.iter().map(voice))
}

fn list(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}

/// Counts of packs are small.
pub(super) fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}
