//! A project as a manifest will tell it: what its files say, and what somebody answered. What neither tells stays open.

use super::{Fact, Facts};
use crate::pack::Rulebook;
use crate::vocabulary::{Impact, Stage};

/// Something told of a project, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) value: String,
    /// The file that says it; none where somebody was asked.
    pub(crate) path: Option<String>,
}

impl Told {
    /// What somebody answered.
    pub(crate) fn answered(value: impl Into<String>) -> Self {
        Self { value: value.into(), path: None }
    }
}

impl From<&Fact> for Told {
    fn from(fact: &Fact) -> Self {
        Self { value: fact.value.clone(), path: Some(fact.path.clone()) }
    }
}

/// What is known of a project.
#[derive(Debug, Default, Clone)]
pub(crate) struct Profile {
    pub(crate) name: Option<Told>,
    pub(crate) description: Option<Told>,
    pub(crate) owner: Option<Told>,
    pub(crate) version: Option<Told>,
    pub(crate) stage: Option<Stage>,
    pub(crate) impact: Option<Impact>,
    pub(crate) traits: Vec<Told>,
    pub(crate) languages: Vec<Told>,
}

impl Profile {
    /// What files say, as far as the rulebook has words for it.
    pub(crate) fn of(facts: &Facts, rulebook: &Rulebook) -> Self {
        let told = |fact: &Option<Fact>| fact.as_ref().map(Told::from);
        let is_known = |fact: &&Fact| rulebook.traits.iter().any(|known| known.id == fact.value);
        Self {
            name: told(&facts.name),
            description: told(&facts.description),
            version: told(&facts.version),
            traits: facts.traits.iter().filter(is_known).map(Told::from).collect(),
            languages: facts.languages.iter().map(Told::from).collect(),
            ..Self::default()
        }
    }

    /// Whether a trait is said of it.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.traits.iter().any(|told| told.value == word)
    }

    /// The same with a trait more.
    pub(crate) fn with(&self, word: &str) -> Self {
        let mut with = self.clone();
        with.traits.push(Told::answered(word));
        with
    }
}
