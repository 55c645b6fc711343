//! What became of an item between two reports, in the words of those who look at a change of their own. Which way it went is decided in
//! `projects`.

use super::projects::{Change, State, Trend};
use crate::locale::Text;
use crate::vocabulary::Verdict;

/// What became of an item, in the words of those who look at a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    Regressed,
    /// An exception excuses what was not met before. That is no gain.
    Waived,
    Improved,
    Changed,
}

impl Turn {
    /// Each of them, worst first.
    pub(crate) const ALL: [Self; 4] = [Self::Regressed, Self::Waived, Self::Improved, Self::Changed];

    /// The word that readers and programs see.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Regressed => "regressed",
            Self::Waived => "waived",
            Self::Improved => "improved",
            Self::Changed => "changed",
        }
    }

    /// The word in both languages.
    pub(crate) fn text(self) -> Text {
        let zh = match self {
            Self::Regressed => "退步",
            Self::Waived => "新豁免",
            Self::Improved => "改善",
            Self::Changed => "变更",
        };
        Text { en: self.word().to_owned(), zh: zh.to_owned() }
    }
}

impl Change {
    /// What became of the item.
    pub(crate) fn turn(&self) -> Turn {
        let is_waived = |state: Option<State>| state.is_some_and(|state| state.verdict == Verdict::Waived);
        match self.trend {
            Trend::Worse => Turn::Regressed,
            Trend::Better | Trend::Changed if is_waived(self.new) && !is_waived(self.old) => Turn::Waived,
            Trend::Better => Turn::Improved,
            Trend::Changed => Turn::Changed,
        }
    }
}
