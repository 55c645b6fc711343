//! The closed sets of words that manifests, packs and reports share, each in both languages. What follows from them is said elsewhere.

mod regions;

pub(crate) use regions::{region, regions};

use crate::finding::Severity;
use crate::locale::Text;

/// A closed set of words.
pub(crate) trait Words: Copy + 'static {
    /// Every word with what it means, in the order of the set.
    const WORDS: &'static [(&'static str, Self)];

    /// Every member, in the order of the set.
    fn all() -> impl Iterator<Item = Self> {
        Self::WORDS.iter().map(|(_, member)| *member)
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $vis:vis $name:ident { $($variant:ident $word:literal $zh:literal $meaning:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $(#[doc = concat!("`", $word, "`: ", $meaning)] $variant,)+ }

        impl $name {
            /// The word that users write and read.
            #[must_use]
            $vis fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The word in both languages.
            #[must_use]
            $vis fn text(self) -> Text {
                let [en, zh] = self.words();
                Text { en: en.to_owned(), zh: zh.to_owned() }
            }

            /// The same, for a sentence that it stands in.
            pub(crate) fn words(self) -> [&'static str; 2] {
                [self.word(), match self { $(Self::$variant => $zh,)+ }]
            }
        }

        impl Words for $name {
            const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant),)+];
        }
    )+};
}

words! {
    /// Where a project stands in its life.
    pub Stage {
        Research "research" "研究" "a question is being looked into",
        Development "development" "开发" "it is being built",
        Pilot "pilot" "试点" "some people use it, under watch",
        Production "production" "投入使用" "it is in use",
        Retired "retired" "退役" "it is no longer in use",
    }

    /// How much the project's failures can hurt.
    pub Impact {
        Minimal "minimal" "极小" "hardly anybody would notice",
        Limited "limited" "有限" "it would annoy, and could be put right",
        High "high" "重大" "it could harm people or their rights",
    }

    /// What an answer says of its item.
    pub Status {
        Met "met" "已满足" "it is so",
        Partial "partial" "部分满足" "it is partly so",
        Unmet "unmet" "未满足" "it is not so",
        NotApplicable "not-applicable" "不适用" "the question does not concern the project",
    }

    /// How much a pack asks for an item.
    pub Requirement {
        Informative "informative" "参考" "good to know",
        Recommended "recommended" "推荐" "should be so",
        Required "required" "必需" "must be so",
    }

    /// What guiju concludes on one item. The order is that of the verdict table.
    pub Verdict {
        NotApplicable "not-applicable" "不适用" "the item does not concern this project",
        Waived "waived" "已豁免" "it would not be satisfied, and an approved exception says so",
        Unanswered "unanswered" "未回答" "nothing is said",
        Unmet "unmet" "未满足" "the project says it is not met, or may not say that it does not apply",
        Partial "partial" "部分满足" "the project says it is met in part",
        Overclaimed "overclaimed" "名不副实" "the project says it is met, and its evidence does not carry that",
        Stale "stale" "已过时" "met and carried, but looked at too long ago, or changed since",
        Satisfied "satisfied" "已满足" "met, and all of it holds",
    }

    /// How strong what carries an item is.
    pub Basis {
        Claimed "claimed" "仅声明" "words alone",
        Attested "attested" "有人复核" "something stands there, and a named person reviewed it; no content was read",
        Verified "verified" "已核验" "a check read content or a value",
    }

    /// Whether a project can show that a clause is met.
    pub(crate) Reach {
        Direct "direct" "直接" "it can",
        Proxy "proxy" "替代" "the duty is a state's or an organisation's; a project can only show a stand-in",
    }

    /// How much of a provision an item answers.
    pub(crate) Strength {
        Related "related" "相关" "the same theme, asked of somebody else",
        Partial "partial" "部分对应" "a part of the provision, or more than it",
        Equivalent "equivalent" "等同" "the same demand, on a project",
    }

    /// What is known of a provision rests on this.
    pub(crate) Ground {
        Text "text" "原文" "its text was read",
        Outline "outline" "标题" "its number and title were read",
        Secondary "secondary" "转述" "somebody else's account was read",
        Recalled "recalled" "凭记忆" "nothing was read: it is unverified",
    }

    /// What a project's results mean for a provision.
    pub(crate) Standing {
        Met "met" "已做到" "an item that asks the same is satisfied, and none that answers a part of it fails",
        Partly "partly" "部分做到" "a part of it is shown",
        Not "not" "未做到" "the items that answer it are not satisfied",
        Related "related" "仅相关" "the items that touch it only share its theme",
        NotApplicable "not-applicable" "不适用" "no item that touches it concerns the project",
        Unjudged "unjudged" "未评判" "items touch it, and none of them was judged",
        Untouched "untouched" "未涉及" "no item touches it",
    }

    /// What a clause asks.
    pub(crate) ClauseKind {
        Aim "aim" "目标" "to strive for something",
        Duty "duty" "义务" "to do something",
        Prohibition "prohibition" "禁止" "to leave something",
    }
}

impl Words for Severity {
    const WORDS: &'static [(&'static str, Self)] =
        &[("error", Self::Error), ("warning", Self::Warning), ("note", Self::Note)];
}

/// A project that does not say is taken to be in use.
impl Default for Stage {
    fn default() -> Self {
        Self::Production
    }
}

/// A project that does not say is taken to be able to hurt.
impl Default for Impact {
    fn default() -> Self {
        Self::High
    }
}

impl Requirement {
    /// What an item of this requirement adds to a score.
    #[must_use]
    pub fn weight(self) -> u32 {
        match self {
            Self::Informative => 1,
            Self::Recommended => 2,
            Self::Required => 3,
        }
    }
}

impl Verdict {
    /// Whether the item counts as met, for the score and for the level.
    #[must_use]
    pub fn is_met(self) -> bool {
        matches!(self, Self::Satisfied | Self::Stale)
    }

    /// Whether the project has something left to do for the item, and no exception from it.
    #[must_use]
    pub(crate) fn falls_short(self) -> bool {
        matches!(self, Self::Unanswered | Self::Unmet | Self::Partial | Self::Overclaimed)
    }
}
