//! The keys of an item's file, in their fixed order.

use super::case::{BAD, GOOD};
use crate::check::CHECK;
use crate::tree::reader::keys::{Holds, Key, Shape};
use crate::tree::reader::kinds::{Chosen, Day, Each, Flag, Inside, Localised, Plain, SomeTexts, Texts, Whole, Word};
use crate::vocabulary::{Requirement, Strength, Words};

/// The longest period that a pack may speak of, in days.
pub(super) const LONGEST: i64 = 3650;
/// The highest rank of a level.
pub(super) const HIGHEST: i64 = 9;

pub(in crate::pack) const TITLE: Key<Localised> = Key::needed(
    "title",
    Localised,
    "What the item is about, in a few words without a full stop",
    "条目的名称，用几个字写，末尾不加句号",
);
pub(in crate::pack) const CLAUSES: Key<Texts> = Key::needed(
    "clauses",
    Texts,
    "The clauses of the source that the item serves, by id",
    "本条目落实的来源条款，写编号",
);
pub(in crate::pack) const REQUIREMENT: Key<Word<Requirement>> = Key::needed(
    "requirement",
    Word(Requirement::WORDS),
    "How much is asked of every project that it applies to",
    "对所有适用项目的要求程度",
);
pub(in crate::pack) const REQUIRED_WHEN: Key<Plain> = Key::optional(
    "required-when",
    Plain,
    "A condition in CEL: where it holds, the item is required",
    "CEL 条件：成立时本条目为必需",
);
pub(in crate::pack) const LEVEL: Key<Whole> = Key::needed(
    "level",
    Whole(1, HIGHEST),
    "The rank from which on the item is asked for",
    "从序位为几的等级开始要求本条目",
);
pub(in crate::pack) const APPLIES: Key<Plain> = Key::optional(
    "applies",
    Plain,
    "A condition in CEL: where it does not hold, the item does not concern the project; left out, it always applies",
    "CEL 条件：不成立时本条目与项目无关；省略时始终适用",
);
pub(in crate::pack) const OPT_OUT: Key<Flag> = Key::optional(
    "opt-out",
    Flag,
    "Whether a project that it applies to may answer not-applicable and justify it; false when left out",
    "适用的项目能否回答不适用并说明理由；省略时为 false",
);
pub(in crate::pack) const WAIVABLE: Key<Flag> =
    Key::optional("waivable", Flag, "Whether a waiver may name it; true when left out", "能否申请豁免；省略时为 true");
pub(in crate::pack) const FRESH_DAYS: Key<Whole> = Key::optional(
    "fresh-days",
    Whole(1, LONGEST),
    "How many days a review of the evidence counts; for ever when left out",
    "证据复核后多少天内有效；省略时不过期",
);
pub(in crate::pack) const EFFECTIVE_FROM: Key<Day> = Key::optional(
    "effective-from",
    Day,
    "The day from which on it counts; before, its findings are notes",
    "从哪一天起正式生效；此前发现的问题只作提示",
);
pub(in crate::pack) const QUESTION: Key<Localised> =
    Key::needed("question", Localised, "What it asks, to be answered with yes or no", "条目的问题，用是或否回答");
pub(in crate::pack) const GUIDANCE: Key<Localised> = Key::needed(
    "guidance",
    Localised,
    "Why it is asked, and how a small team does it, in Markdown",
    "为什么要问、小团队怎样做到，用 Markdown 写",
);
pub(in crate::pack) const EVIDENCE: Key<Inside> =
    Key::needed("evidence", Inside(&EVIDENCE_RULE), "What it takes as evidence", "接受什么作为证据");
pub(in crate::pack) const CHECKS: Key<Each> = Key::optional(
    "checks",
    Each::of(&CHECK),
    "What guiju looks for in the evidence; every check must hold",
    "guiju 在证据中检查什么；每项检查都须通过",
);
pub(in crate::pack) const CROSSWALK: Key<Chosen> = Key::optional(
    "crosswalk",
    Chosen(&[("", Holds::Tables(&MAPPING, 0))]),
    "The provisions of other frameworks that it touches, by the framework's id",
    "涉及的其他框架条文，按框架编号列出",
);
pub(in crate::pack) const GOOD_CASES: Key<Each> = Key::optional(
    "good",
    Each::of(&GOOD),
    "Cases that it must find satisfied, two or more",
    "应判为已满足的用例，至少两个",
);
pub(in crate::pack) const BAD_CASES: Key<Each> = Key::optional(
    "bad",
    Each::of(&BAD),
    "Cases that it must not find satisfied, two or more",
    "不应判为已满足的用例，至少两个",
);

/// An item's file.
pub(crate) const ITEM: Shape = Shape::new(
    "item",
    ["the item", "条目"],
    &[
        &TITLE,
        &CLAUSES,
        &REQUIREMENT,
        &REQUIRED_WHEN,
        &LEVEL,
        &APPLIES,
        &OPT_OUT,
        &WAIVABLE,
        &FRESH_DAYS,
        &EFFECTIVE_FROM,
        &QUESTION,
        &GUIDANCE,
        &EVIDENCE,
        &CHECKS,
        &CROSSWALK,
        &GOOD_CASES,
        &BAD_CASES,
    ],
);

pub(in crate::pack) const ACCEPT: Key<SomeTexts> = Key::optional(
    "accept",
    SomeTexts,
    "Globs: only files that match one count; any file when left out",
    "通配模式：只有符合其中之一的文件才算数；省略时任何文件都算",
);
pub(in crate::pack) const AT_LEAST: Key<Whole> = Key::optional(
    "at-least",
    Whole(0, 100),
    "How many pieces must be cited; 1 when left out",
    "至少引用多少份；省略时为 1",
);
pub(in crate::pack) const SUGGEST: Key<Texts> =
    Key::optional("suggest", Texts, "Globs: where projects often have it", "通配模式：项目中常见的位置");
pub(in crate::pack) const ACCEPT_ADDRESS: Key<Flag> = Key::optional(
    "accept-address",
    Flag,
    "Whether a web address counts, though nothing is fetched; false when left out",
    "网址是否算证据（guiju 从不访问网络）；省略时为 false",
);
const EVIDENCE_RULE: Shape =
    Shape::new("evidence", ["what counts as evidence", "`evidence`"], &[&ACCEPT, &AT_LEAST, &SUGGEST, &ACCEPT_ADDRESS]);

pub(in crate::pack) const PROVISION: Key<Plain> = Key::needed(
    "provision",
    Plain,
    "The provision, as frameworks.toml numbers it",
    "条文编号，与 frameworks.toml 一致",
);
pub(in crate::pack) const STRENGTH: Key<Word<Strength>> = Key::needed(
    "strength",
    Word(Strength::WORDS),
    "How much of the provision the item answers",
    "本条目在多大程度上对应该条文",
);
/// A provision under a framework's id.
pub(in crate::pack) const MAPPING: Shape = Shape::new("mapping", ["a provision", "条文"], &[&PROVISION, &STRENGTH]);
