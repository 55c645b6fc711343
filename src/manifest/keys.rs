//! The keys of a manifest and of the file of waivers beside it. How they are read stands beside; what they mean is for the rest of the room.

use crate::locale::Locale;
use crate::tree::reader::keys::{Holds, Key, Shape};
use crate::tree::reader::kinds::{Chosen, Day, Each, Inside, Plain, Texts, TextsOrTables, Whole, Word};
use crate::vocabulary::{Impact, Stage, Status, Words};

pub(super) const JSON_SCHEMA: Key<Plain> =
    Key::optional("$schema", Plain, "The JSON Schema that editors are to use", "供编辑器使用的 JSON Schema");
pub(super) const SCHEMA: Key<Whole> = Key::needed("schema", Whole(1, 1), "The version of this format", "本格式的版本");
pub(super) const PROJECT: Key<Inside> =
    Key::needed("project", Inside(&project::SHAPE), "What is assessed", "所评估的项目");
pub(super) const ASSESSMENT: Key<Inside> = Key::optional(
    "assessment",
    Inside(&assessment::SHAPE),
    "By what, and in which language, it is judged",
    "评判的依据和语言",
);
pub(super) const ANSWERS: Key<Chosen> = Key::optional(
    "answers",
    Chosen(&[("^[^/]*$", Holds::Chosen(&[("", Holds::Table(&answer::SHAPE))])), ("/", Holds::Table(&answer::SHAPE))]),
    "The answers, by principle and item",
    "各项回答，按原则和条目列出",
);
pub(super) const WAIVERS: Key<Each> = Key::optional(
    "waivers",
    Each::of(&waiver::SHAPE),
    "Approved exceptions, each for one item and until a day",
    "经批准的豁免，每条只针对一个条目并有到期日",
);

/// A manifest.
pub(crate) const MANIFEST: Shape = Shape::new(
    "manifest",
    ["the manifest", "清单"],
    &[&JSON_SCHEMA, &SCHEMA, &PROJECT, &ASSESSMENT, &ANSWERS, &WAIVERS],
);

/// The version of the format, which the file of waivers may leave out, and one of answers.
pub(super) const WAIVERS_SCHEMA: Key<Whole> = SCHEMA.left_out();
/// `governance.waivers.toml`.
pub(crate) const WAIVERS_FILE: Shape = Shape::new("waivers", ["the waivers", "豁免文件"], &[&WAIVERS_SCHEMA, &WAIVERS]);

/// A file of answers alone.
pub(super) const ANSWERS_FILE: Shape = Shape::new("answers", ["the answers", "回答文件"], &[&WAIVERS_SCHEMA, &ANSWERS]);

/// `[project]`.
pub(crate) mod project {
    use super::{Day, Impact, Key, Plain, Shape, Stage, Texts, Word, Words};

    pub(in crate::manifest) const NAME: Key<Plain> =
        Key::needed("name", Plain, "What the project is called", "项目名称");
    pub(in crate::manifest) const DESCRIPTION: Key<Plain> =
        Key::needed("description", Plain, "What it does, in a sentence", "用一句话说明项目做什么");
    pub(in crate::manifest) const OWNER: Key<Plain> =
        Key::needed("owner", Plain, "The role or person who answers for it", "负责的岗位或人员");
    pub(in crate::manifest) const CONTACT: Key<Plain> =
        Key::optional("contact", Plain, "How the owner is reached", "怎样联系负责人");
    pub(in crate::manifest) const VERSION: Key<Plain> =
        Key::optional("version", Plain, "The version that is assessed", "所评估的版本");
    pub(in crate::manifest) const STAGE: Key<Word<Stage>> =
        Key::needed("stage", Word(Stage::WORDS), "Where it stands in its life", "所处阶段");
    pub(in crate::manifest) const IMPACT: Key<Word<Impact>> =
        Key::needed("impact", Word(Impact::WORDS), "How much its failures can hurt", "出错时影响有多大");
    pub(in crate::manifest) const TRAITS: Key<Texts> = Key::optional(
        "traits",
        Texts,
        "Words of the packs in use that fit the project; they decide which items apply",
        "所用规则包中符合项目的特征；决定适用哪些条目",
    );
    pub(in crate::manifest) const REGIONS: Key<Texts> =
        Key::optional("regions", Texts, "Where it is used: ISO 3166-1 alpha-2", "使用地区：ISO 3166-1 两位字母代码");
    pub(in crate::manifest) const LANGUAGES: Key<Texts> =
        Key::optional("languages", Texts, "The languages that it speaks: BCP 47", "使用的语言：BCP 47 代码");
    pub(in crate::manifest) const ASSESSED: Key<Day> =
        Key::needed("assessed", Day, "The day of this self-assessment", "本次自评的日期");
    pub(in crate::manifest) const ROOT: Key<Plain> = Key::optional(
        "root",
        Plain,
        "How far up the project reaches (\"../..\"), within the git work tree",
        "项目向上延伸到哪一级（\"../..\"），不得超出 git 工作区",
    );
    pub(crate) const SHAPE: Shape = Shape::new(
        "project",
        ["the project", "`project`"],
        &[
            &NAME,
            &DESCRIPTION,
            &OWNER,
            &CONTACT,
            &VERSION,
            &STAGE,
            &IMPACT,
            &TRAITS,
            &REGIONS,
            &LANGUAGES,
            &ASSESSED,
            &ROOT,
        ],
    );
}

/// `[assessment]`.
pub(super) mod assessment {
    use super::{Key, Locale, Shape, Texts, Whole, Word};

    pub(in crate::manifest) const PACKS: Key<Texts> = Key::optional(
        "packs",
        Texts,
        "The packs to judge by: built-in ones, or folders relative to this file (./governance/acme)",
        "评判所用的规则包：内置的，或相对于本文件的文件夹（./governance/acme）",
    );
    pub(in crate::manifest) const LEVEL: Key<Whole> = Key::optional(
        "level",
        Whole(1, 9),
        "The rank of the level aimed at; 1 when left out",
        "目标等级的序位；省略时为 1",
    );
    pub(in crate::manifest) const LOCALE: Key<Word<Locale>> = Key::optional(
        "locale",
        Word(&[("en", Locale::En), ("zh", Locale::Zh)]),
        "The language of the report; the reader's when left out",
        "报告的语言；省略时随读者的环境",
    );
    pub(super) const SHAPE: Shape =
        Shape::new("assessment", ["the assessment", "`assessment`"], &[&PACKS, &LEVEL, &LOCALE]);
}

/// An answer on an item.
pub(crate) mod answer {
    use super::{Day, Inside, Key, Plain, Shape, Status, TextsOrTables, Word, Words, cited, plan};

    pub(in crate::manifest) const STATUS: Key<Word<Status>> =
        Key::needed("status", Word(Status::WORDS), "What is claimed", "声明的状态");
    pub(in crate::manifest) const STATEMENT: Key<Plain> =
        Key::optional("statement", Plain, "The claim in words", "用文字说明");
    pub(in crate::manifest) const EVIDENCE: Key<TextsOrTables> = Key::optional(
        "evidence",
        TextsOrTables(&cited::SHAPE),
        "What carries the claim: a path, a path#heading, a glob, or an address",
        "支撑声明的证据：路径、路径#标题、通配模式或网址",
    );
    pub(in crate::manifest) const REVIEWED: Key<Day> = Key::optional(
        "reviewed",
        Day,
        "The day on which somebody last looked at the evidence",
        "最近一次有人查看证据的日期",
    );
    pub(in crate::manifest) const OWNER: Key<Plain> = Key::optional(
        "owner",
        Plain,
        "Who answers for it; the project's owner when left out",
        "负责人；省略时为项目负责人",
    );
    pub(in crate::manifest) const JUSTIFICATION: Key<Plain> =
        Key::optional("justification", Plain, "Why the item does not apply", "为什么不适用");
    pub(in crate::manifest) const PLAN: Key<Inside> =
        Key::optional("plan", Inside(&plan::SHAPE), "What will be done about the gap", "怎样补上缺口");
    pub(crate) const SHAPE: Shape = Shape::new(
        "answer",
        ["an answer", "回答"],
        &[&STATUS, &STATEMENT, &EVIDENCE, &REVIEWED, &OWNER, &JUSTIFICATION, &PLAN],
    );
}

/// The plan of an answer.
pub(super) mod plan {
    use super::{Day, Key, Plain, Shape};

    pub(in crate::manifest) const ACTION: Key<Plain> = Key::needed("action", Plain, "What will be done", "要做什么");
    pub(in crate::manifest) const OWNER: Key<Plain> = Key::optional("owner", Plain, "By whom", "由谁负责");
    pub(in crate::manifest) const BY: Key<Day> = Key::needed("by", Day, "By which day", "最迟哪一天完成");
    pub(super) const SHAPE: Shape = Shape::new("plan", ["the plan", "整改计划"], &[&ACTION, &OWNER, &BY]);
}

/// A piece of evidence, written as a table.
pub(super) mod cited {
    use super::{Key, Plain, Shape};

    pub(in crate::manifest) const PATH: Key<Plain> =
        Key::needed("path", Plain, "A path, a path#heading, a glob, or an address", "路径、路径#标题、通配模式或网址");
    pub(in crate::manifest) const NOTE: Key<Plain> = Key::optional("note", Plain, "A word on it", "备注");
    pub(in crate::manifest) const SHA256: Key<Plain> = Key::optional(
        "sha256",
        Plain,
        "The digest that the file had when it was reviewed, in 64 hexadecimal digits",
        "复核时文件的摘要值，64 位十六进制数字",
    );
    pub(in crate::manifest) const SHAPE: Shape =
        Shape::new("cited", ["a piece of evidence", "证据条目"], &[&PATH, &NOTE, &SHA256]);
}

/// A waiver.
pub(super) mod waiver {
    use super::{Day, Key, Plain, Shape};

    pub(in crate::manifest) const ITEM: Key<Plain> =
        Key::needed("item", Plain, "The item's id, never a pattern", "条目编号，不能用通配模式");
    pub(in crate::manifest) const REASON: Key<Plain> =
        Key::needed("reason", Plain, "Why the exception is made", "豁免的理由");
    pub(in crate::manifest) const APPROVED_BY: Key<Plain> =
        Key::needed("approved-by", Plain, "The role or person who approved it", "批准的岗位或人员");
    pub(in crate::manifest) const GRANTED: Key<Day> = Key::optional(
        "granted",
        Day,
        "The day of approval; the day of judging when left out",
        "批准日期；省略时为评判当天",
    );
    pub(in crate::manifest) const EXPIRES: Key<Day> =
        Key::needed("expires", Day, "The last day on which it counts", "有效期的最后一天");
    pub(in crate::manifest) const TICKET: Key<Plain> =
        Key::optional("ticket", Plain, "Where it is tracked", "跟踪记录的位置");
    pub(super) const SHAPE: Shape =
        Shape::new("waiver", ["a waiver", "豁免"], &[&ITEM, &REASON, &APPROVED_BY, &GRANTED, &EXPIRES, &TICKET]);
}
