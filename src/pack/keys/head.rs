//! The keys of `pack.toml`.

use super::super::address;
use super::item::{HIGHEST, LONGEST};
use crate::tree::reader::keys::{Key, Shape};
use crate::tree::reader::kinds::{Day, Each, Formed, Inside, Kebab, Localised, Plain, Texts, Whole, Word};
use crate::vocabulary::{ClauseKind, Reach, Words};

pub(in crate::pack) const SCHEMA: Key<Whole> =
    Key::needed("schema", Whole(1, 1), "The version of this format", "本格式的版本");
pub(in crate::pack) const ID: Key<Kebab> =
    Key::needed("id", Kebab, "The pack's id, in kebab-case", "规则包的编号，小写短横线形式");
pub(in crate::pack) const VERSION: Key<Plain> =
    Key::needed("version", Plain, "The pack's version, such as 1.2.0", "规则包的版本，例如 1.2.0");
pub(in crate::pack) const TITLE: Key<Localised> =
    Key::needed("title", Localised, "The pack's name, without a full stop", "规则包的名称，末尾不加句号");
pub(in crate::pack) const SOURCE: Key<Inside> = Key::optional(
    "source",
    Inside(&source::SHAPE),
    "The document that the pack turns into items",
    "规则包所依据的文件",
);
pub(in crate::pack) const DOCS: Key<Formed> = Key::optional(
    "docs",
    Formed {
        allows: address::allows,
        pattern: address::PATTERN,
        what: ["an https address with {item} in its path", "路径中含有 {item} 的 https 网址"],
        example: "https://acme.example/{locale}/items/{item}.html",
    },
    "Where the pages of the pack's items are published: {item} stands for an item's id, {locale} for en or zh; findings show the link",
    "规则包条目页面的发布网址：{item} 代表条目编号，{locale} 代表 en 或 zh；报告的问题会附上该链接",
);
pub(in crate::pack) const EXTENDS: Key<Texts> = Key::optional(
    "extends",
    Texts,
    "The packs that this one adds to: built-in ones, or folders relative to this one (../acme)",
    "所扩展的规则包：内置的，或相对于本文件夹的路径（../acme）",
);
pub(in crate::pack) const MAX_WAIVER_DAYS: Key<Whole> = Key::optional(
    "max-waiver-days",
    Whole(1, LONGEST),
    "How many days a waiver may last; of several packs the shortest counts",
    "豁免最长多少天；有几个规则包时以最短的为准",
);
pub(in crate::pack) const LEVELS: Key<Each> =
    Key::optional("levels", Each::of(&level::SHAPE), "The ranks that a project may aim at", "项目可选为目标的等级");
pub(in crate::pack) const TRAITS: Key<Each> = Key::optional(
    "traits",
    Each::of(&feature::SHAPE),
    "The words that a project may say of itself",
    "项目可以声明的特征",
);
pub(in crate::pack) const PRINCIPLES: Key<Each> = Key::optional(
    "principles",
    Each::of(&principle::SHAPE),
    "The groups of items, each a folder of the pack",
    "条目的分组，每组对应规则包中的一个文件夹",
);
pub(in crate::pack) const CLAUSES: Key<Each> = Key::optional(
    "clauses",
    Each::of(&clause::SHAPE),
    "What the source asks, statement by statement",
    "来源的各项要求，逐条列出",
);
pub(in crate::pack) const TIGHTEN: Key<Each> = Key::optional(
    "tighten",
    Each::of(&tighten::SHAPE),
    "What this pack asks beyond an extended one; loosening is refused",
    "对所扩展规则包的加严；不得放宽",
);

/// `pack.toml`.
pub(crate) const PACK: Shape = Shape::new(
    "pack",
    ["the pack", "规则包"],
    &[
        &SCHEMA,
        &ID,
        &VERSION,
        &TITLE,
        &SOURCE,
        &DOCS,
        &EXTENDS,
        &MAX_WAIVER_DAYS,
        &LEVELS,
        &TRAITS,
        &PRINCIPLES,
        &CLAUSES,
        &TIGHTEN,
    ],
);

/// The key `source`.
pub(in crate::pack) mod source {
    use super::{Day, Key, Localised, Shape};

    pub(in crate::pack) const TITLE: Key<Localised> =
        Key::needed("title", Localised, "The document's title", "文件的标题");
    pub(in crate::pack) const PUBLISHED: Key<Day> =
        Key::optional("published", Day, "The day on which it was published", "文件的发布日期");
    pub(super) const SHAPE: Shape = Shape::new("source", ["the source", "来源"], &[&TITLE, &PUBLISHED]);
}

/// One of `levels`.
pub(in crate::pack) mod level {
    use super::{HIGHEST, Key, Localised, Plain, Shape, Whole};

    pub(in crate::pack) const RANK: Key<Whole> =
        Key::needed("rank", Whole(1, HIGHEST), "Its place, 1 the lowest", "序位，1 为最低");
    pub(in crate::pack) const ID: Key<Plain> =
        Key::needed("id", Plain, "Its id, in kebab-case", "编号，小写短横线形式");
    pub(in crate::pack) const TITLE: Key<Localised> = Key::needed("title", Localised, "Its name", "名称");
    pub(super) const SHAPE: Shape = Shape::new("level", ["a level", "等级"], &[&RANK, &ID, &TITLE]);
}

/// One of `traits`.
pub(in crate::pack) mod feature {
    use super::{Key, Localised, Plain, Shape};

    pub(in crate::pack) const ID: Key<Plain> =
        Key::needed("id", Plain, "The word that a manifest says, in kebab-case", "清单中写的词，小写短横线形式");
    pub(in crate::pack) const TITLE: Key<Localised> =
        Key::needed("title", Localised, "What it means of a project", "对项目来说意味着什么");
    pub(super) const SHAPE: Shape = Shape::new("trait", ["a trait", "特征"], &[&ID, &TITLE]);
}

/// One of `principles`.
pub(in crate::pack) mod principle {
    use super::{Key, Localised, Plain, Shape};

    pub(in crate::pack) const ID: Key<Plain> = Key::needed(
        "id",
        Plain,
        "Its id, which is the name of its folder and the first half of its items' ids",
        "编号，即所在文件夹的名称，也是其条目编号的前半部分",
    );
    pub(in crate::pack) const TITLE: Key<Localised> = Key::needed("title", Localised, "Its name", "名称");
    pub(in crate::pack) const SUMMARY: Key<Localised> =
        Key::needed("summary", Localised, "What it is about, in a sentence or two", "用一两句话说明内容");
    pub(super) const SHAPE: Shape = Shape::new("principle", ["a principle", "原则"], &[&ID, &TITLE, &SUMMARY]);
}

/// One of `clauses`.
pub(in crate::pack) mod clause {
    use super::{ClauseKind, Key, Localised, Plain, Reach, Shape, Word, Words};

    pub(in crate::pack) const ID: Key<Plain> = Key::needed("id", Plain, "The number that items cite", "条目引用的编号");
    pub(in crate::pack) const PRINCIPLE: Key<Plain> =
        Key::optional("principle", Plain, "The principle that it belongs to", "所属原则");
    pub(in crate::pack) const KIND: Key<Word<ClauseKind>> = Key::needed(
        "kind",
        Word(ClauseKind::WORDS),
        "What it asks: an aim, a duty or a prohibition",
        "要求的性质：目标、义务或禁止",
    );
    pub(in crate::pack) const REACH: Key<Word<Reach>> = Key::needed(
        "reach",
        Word(Reach::WORDS),
        "Whether a project can show it, or only a stand-in for a duty of others",
        "项目能直接说明，还是只能以替代方式说明他方的义务",
    );
    pub(in crate::pack) const GLOSS: Key<Localised> =
        Key::needed("gloss", Localised, "What it says, as a paraphrase of your own", "用自己的话转述的内容");
    pub(in crate::pack) const REASON: Key<Localised> =
        Key::optional("reason", Localised, "Why no item serves it", "没有条目落实它的原因");
    pub(super) const SHAPE: Shape =
        Shape::new("clause", ["a clause", "条款"], &[&ID, &PRINCIPLE, &KIND, &REACH, &GLOSS, &REASON]);
}

/// One of `tighten`.
pub(in crate::pack) mod tighten {
    use super::super::item::{CHECKS, FRESH_DAYS, HIGHEST, REQUIRED_WHEN};
    use super::{Key, Plain, Shape, Whole, Word, Words};
    use crate::tree::reader::kinds::Flag;
    use crate::vocabulary::Requirement;

    pub(in crate::pack) const ITEM: Key<Plain> =
        Key::needed("item", Plain, "The item of an extended pack, by id", "所扩展规则包中的条目编号");
    pub(in crate::pack) const REQUIREMENT: Key<Word<Requirement>> =
        Key::optional("requirement", Word(Requirement::WORDS), "A higher requirement", "更高的要求程度");
    pub(in crate::pack) const LEVEL: Key<Whole> = Key::optional(
        "level",
        Whole(1, HIGHEST),
        "A lower rank, so that it is asked for earlier",
        "更低的序位，使其更早被要求",
    );
    pub(in crate::pack) const OPT_OUT: Key<Flag> =
        Key::optional("opt-out", Flag, "false: nobody may answer not-applicable", "false：不得回答不适用");
    pub(in crate::pack) const WAIVABLE: Key<Flag> =
        Key::optional("waivable", Flag, "false: no waiver may name it", "false：不得豁免");
    pub(in crate::pack) const AT_LEAST: Key<Whole> =
        Key::optional("at-least", Whole(1, 100), "More pieces of evidence", "需要更多份证据");
    pub(super) const SHAPE: Shape = Shape::new(
        "tightening",
        ["a tightening", "加严条目"],
        &[&ITEM, &REQUIREMENT, &REQUIRED_WHEN, &LEVEL, &FRESH_DAYS, &OPT_OUT, &WAIVABLE, &AT_LEAST, &CHECKS],
    );
}
