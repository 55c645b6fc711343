//! The JSON Schema of the report, from one table of its keys. Keys may be added within version 1, so that those which stand in no table are
//! let be. What a report holds is for `render` to write; that both say the same is tested over every example.

use serde_json::{Map, Value, json};

use Holds::{Constant, Counts, Day, Flag, Kebab, Many, One, OrNull, Percent, Said, Sha256, Texts, Whole, Word};
use Stands::{Always, Sometimes};

use super::draft::{DAY, DRAFT, KEBAB};
use crate::finding::{Safety, Severity};
use crate::locale::{Locale, Text};
use crate::vocabulary::{Basis, Impact, Requirement, Stage, Status, Verdict, Words};

/// A key: its name, what stands under it, whether it is always there, and what it is for in both languages.
struct Key(&'static str, Holds, Stands, [&'static str; 2]);

/// Whether a key is always there.
#[derive(PartialEq, Eq)]
enum Stands {
    Always,
    Sometimes,
}

/// What stands under a key.
enum Holds {
    /// This text and no other.
    Constant(&'static str),
    Said,
    Texts,
    /// A word of a closed set.
    Word(fn() -> Vec<&'static str>),
    /// Words with short lines between them. More of them may come.
    Kebab,
    Day,
    /// A SHA-256 in hexadecimal digits.
    Sha256,
    Flag,
    /// A whole number from here on.
    Whole(u64),
    Percent,
    /// How many items have each verdict that occurs.
    Counts,
    One(&'static [Key]),
    Many(&'static [Key]),
    /// The same, or null.
    OrNull(&'static Holds),
}

fn words<T: Words>() -> Vec<&'static str> {
    T::WORDS.iter().map(|(word, _)| *word).collect()
}

const REPORT: &[Key] = &[
    Key("schema", Constant("guiju.report/1"), Always, ["The version of this shape", "本结构的版本"]),
    Key("tool", One(TOOL), Always, ["What wrote the report", "写出报告的程序"]),
    Key("as-of", Day, Always, ["The day of judging", "评判所依据的日期"]),
    Key("projects", Many(PROJECT), Always, ["Each project, by the path of its manifest", "各项目，按清单路径排列"]),
    Key("unjudged", Many(UNJUDGED), Always, ["The manifests that could not be judged", "无法评判的清单"]),
    Key("packs", Many(PACK), Always, ["The packs that projects were judged by", "评判所用的规则包"]),
    Key("totals", One(TOTALS), Always, ["What all projects come to", "全部项目的合计"]),
];

const TOOL: &[Key] =
    &[Key("name", Said, Always, ["Its name", "名称"]), Key("version", Said, Always, ["Its version", "版本"])];

const PACK: &[Key] = &[
    Key("id", Said, Always, ["Its id", "编号"]),
    Key("version", Said, Always, ["Its version", "版本"]),
    Key("sha256", Sha256, Always, ["The digest over its files", "其全部文件的摘要"]),
];

const UNJUDGED: &[Key] = &[
    Key("manifest", Said, Always, ["The path of the manifest", "清单的路径"]),
    Key("reason", Said, Always, ["Why it could not be judged", "无法评判的原因"]),
];

const TOTALS: &[Key] = &[
    Key("projects", Whole(0), Always, ["How many projects were judged", "评判的项目数"]),
    Key("with-errors", Whole(0), Always, ["How many of them have errors", "其中有错误的项目数"]),
    Key("attaining", Whole(0), Always, ["How many attain the level that they aim at", "达到目标等级的项目数"]),
    Key("errors", Whole(0), Always, ["How many findings are errors", "错误数"]),
    Key("warnings", Whole(0), Always, ["How many are warnings", "警告数"]),
    Key("notes", Whole(0), Always, ["How many are notes", "提示数"]),
    Key(
        "baselined",
        Whole(0),
        Sometimes,
        ["How many more stand in the baseline that is in use", "另有多少个问题在所用基线中"],
    ),
    Key("verdicts", Counts, Always, ["How many items have each verdict", "各结论的条目数"]),
    Key("gaps", Many(GAP), Always, ["The items that fall short, commonest first", "存在差距的条目，常见者在前"]),
];

const GAP: &[Key] = &[
    Key("item", Said, Always, ["The id of the item", "条目编号"]),
    Key(
        "projects",
        Whole(1),
        Always,
        [
            "In how many projects it is overclaimed, partial, unmet or unanswered",
            "结论为名不副实、部分满足、未满足或未回答的项目数",
        ],
    ),
    Key(
        "verdicts",
        Counts,
        Always,
        ["Its verdicts in all projects that aim at its level", "在目标等级涵盖该条目的各项目中，各结论的项目数"],
    ),
];

const PROJECT: &[Key] = &[
    Key("manifest", Said, Always, ["The path of the manifest, from where the command ran", "清单相对于运行目录的路径"]),
    Key("name", Said, Always, ["The project's name", "项目名称"]),
    Key("stage", Word(words::<Stage>), Always, ["Where it stands in its life", "所处阶段"]),
    Key("impact", Word(words::<Impact>), Always, ["How much its failures can hurt", "出错的影响程度"]),
    Key("locale", Word(|| vec!["en", "zh"]), Always, ["The language of the texts", "文字所用语言"]),
    Key("packs", Texts, Always, ["The ids of the packs it was judged by", "评判所用规则包的编号"]),
    Key("level-aimed", Whole(0), Always, ["The rank of the level that it aims at", "目标等级"]),
    Key(
        "level-attained",
        Whole(0),
        Always,
        ["The rank of the level that it attains; 0 for none", "达到的等级；0 表示未达到"],
    ),
    Key(
        "declared",
        OrNull(&Percent),
        Always,
        [
            "The score were every answer taken at its word; null where nothing applies",
            "各项回答均按其自称计算的得分；无适用条目时为 null",
        ],
    ),
    Key(
        "score",
        OrNull(&Percent),
        Always,
        ["The score that holds; null where nothing applies", "经核验的得分；无适用条目时为 null"],
    ),
    Key("errors", Whole(0), Always, ["How many of its findings are errors", "其中的错误数"]),
    Key("warnings", Whole(0), Always, ["How many are warnings", "警告数"]),
    Key("notes", Whole(0), Always, ["How many are notes", "提示数"]),
    Key("principles", Many(PRINCIPLE), Always, ["Each principle, in the packs' order", "各原则，按规则包中的顺序"]),
    Key("verdicts", Counts, Always, ["How many items have each verdict", "各结论的条目数"]),
    Key("items", Many(ITEM), Always, ["Each item judged, in the packs' order", "评判的各条目，按规则包中的顺序"]),
    Key(
        "findings",
        Many(FINDING),
        Always,
        ["All findings, by file, position, rule and code", "全部问题，按文件、位置、规则和代码排列"],
    ),
];

const PRINCIPLE: &[Key] = &[
    Key("id", Said, Always, ["Its id", "编号"]),
    Key("declared", OrNull(&Percent), Always, ["As of the project", "含义同项目"]),
    Key("score", OrNull(&Percent), Always, ["As of the project", "含义同项目"]),
    Key("verdicts", Counts, Always, ["How many of its items have each verdict", "其条目中各结论的数目"]),
];

const CLAUSE: &[Key] = &[
    Key("id", Said, Always, ["Its id", "编号"]),
    Key(
        "proxy",
        Flag,
        Always,
        [
            "Whether the item only shows a stand-in for it, and never that it is met",
            "是否只能以替代方式说明，而不等于条款得到满足",
        ],
    ),
];

const ITEM: &[Key] = &[
    Key("id", Said, Always, ["Its id, <principle>/<name>", "编号，格式为 <原则>/<名称>"]),
    Key("principle", Said, Always, ["The id of its principle", "所属原则的编号"]),
    Key("clauses", Many(CLAUSE), Always, ["The clauses of the source that it serves", "落实的来源条款"]),
    Key("requirement", Word(words::<Requirement>), Always, ["What it asks of this project", "对本项目的要求"]),
    Key("level", Whole(0), Always, ["The rank of its level", "所属等级"]),
    Key("verdict", Word(words::<Verdict>), Always, ["What guiju concludes", "guiju 的结论"]),
    Key(
        "basis",
        OrNull(&Word(words::<Basis>)),
        Always,
        ["How strong what carries it is; null where nothing does", "依据的强度；没有依据时为 null"],
    ),
    Key("excused", OrNull(&Said), Always, ["Which condition makes that it does not apply", "使其不适用的条件"]),
    Key(
        "status",
        OrNull(&Word(words::<Status>)),
        Always,
        ["What the answer says; null without an answer", "回答所称的状态；没有回答时为 null"],
    ),
    Key("statement", OrNull(&Said), Always, ["In which words", "回答的陈述"]),
    Key("reviewed", OrNull(&Day), Always, ["When its evidence was reviewed", "证据的复核日期"]),
    Key("evidence", Many(EVIDENCE), Always, ["What the answer cites", "回答引用的证据"]),
    Key("waiver", OrNull(&One(WAIVER)), Always, ["The exception that makes it waived", "使其获得豁免的例外"]),
];

const EVIDENCE: &[Key] = &[
    Key("cited", Said, Always, ["As it is written in the manifest", "清单中的写法"]),
    Key("path", OrNull(&Said), Always, ["The file, from the project's root", "文件相对于项目根目录的路径"]),
    Key("anchor", OrNull(&Said), Always, ["The heading's anchor", "标题锚点"]),
    Key("sha256", OrNull(&Sha256), Always, ["The digest of the file as it was read", "读取时的文件摘要"]),
    Key("verified", Flag, Always, ["Whether something stands there that was looked at", "该处是否确有内容并已查看"]),
];

const WAIVER: &[Key] = &[
    Key("reason", Said, Always, ["Why", "理由"]),
    Key("approved-by", Said, Always, ["Who approved it", "批准人"]),
    Key("granted", OrNull(&Day), Always, ["When", "批准日期"]),
    Key("expires", Day, Always, ["Its last day", "最后有效日期"]),
    Key("ticket", OrNull(&Said), Always, ["Where it is tracked", "跟踪地址"]),
];

const FINDING: &[Key] = &[
    Key("rule", Said, Always, ["An item's id, or manifest/<code>", "条目编号，或 manifest/<代码>"]),
    Key("code", Kebab, Always, ["Its kind; codes may be added", "类别；今后可能增加"]),
    Key("severity", Word(words::<Severity>), Always, ["Its weight", "严重程度"]),
    Key("message", Said, Always, ["What is wrong", "问题所在"]),
    Key("help", OrNull(&Said), Always, ["What to write instead", "应当怎样写"]),
    Key("url", Said, Sometimes, ["The page that describes its rule", "介绍该规则的页面"]),
    Key("place", One(PLACE), Always, ["The most telling place", "最能说明问题的位置"]),
    Key("related", Many(PLACE), Always, ["Other places that matter", "其他相关位置"]),
    Key(
        "fix",
        One(FIX),
        Sometimes,
        [
            "What mends it, in the file of its place; it never asserts a fact, a date or an approval",
            "修复方法，改动该处所在的文件；绝不代为断言事实、日期或批准",
        ],
    ),
    Key(
        "fingerprint",
        Said,
        Always,
        ["What it is about, in a digest that stays when lines move", "问题所涉内容的摘要，不随行的移动而变"],
    ),
    Key("baselined", Flag, Sometimes, ["Whether it stands in the baseline that is in use", "是否在所用基线中"]),
];

const FIX: &[Key] = &[
    Key("title", Said, Always, ["What it does", "修复的内容"]),
    Key(
        "safety",
        Word(|| Safety::WORDS.to_vec()),
        Always,
        ["Whether it may be made without a look", "能否不经人工确认直接修改"],
    ),
    Key("edits", Many(EDIT), Always, ["Its edits, which belong together", "各处改动，须一并作出"]),
];

const EDIT: &[Key] = &[
    Key("start", Whole(0), Always, ["The first byte that goes, from 0", "被替换部分的起始字节，从 0 计"]),
    Key("end", Whole(0), Always, ["The byte after the last one", "结束字节之后的位置"]),
    Key("text", Said, Always, ["What comes in its place", "替换成的文字"]),
];

const PLACE: &[Key] = &[
    Key("file", Said, Always, ["The file, from where the command ran", "文件相对于运行目录的路径"]),
    Key("start", Whole(0), Always, ["The first byte, from 0", "起始字节，从 0 计"]),
    Key("end", Whole(0), Always, ["The byte after the last one", "结束字节之后的位置"]),
    Key("line", Whole(1), Always, ["The line of the first byte, from 1", "起始字节所在的行，从 1 计"]),
    Key("column", Whole(1), Always, ["Its column in characters, from 1", "所在的列，以字符计，从 1 计"]),
    Key("label", Said, Sometimes, ["What stands there", "该处内容的说明"]),
];

/// The schema, by JSON Schema 2020-12, with what each key is for in one language.
pub(super) fn schema(title: &Text, locale: Locale) -> Value {
    let mut schema = json!({ "$schema": DRAFT, "$id": "urn:guiju:schema:report:1", "title": title.get(locale) });
    if let (Value::Object(schema), Value::Object(table)) = (&mut schema, object(REPORT, locale)) {
        schema.extend(table);
    }
    schema
}

fn object(keys: &[Key], locale: Locale) -> Value {
    let mut properties = Map::new();
    for Key(name, holds, _, [en, zh]) in keys {
        let mut property = json!({ "description": locale.pick(en, zh) });
        if let (Value::Object(property), Value::Object(held)) = (&mut property, held(holds, locale)) {
            property.extend(held);
        }
        properties.insert((*name).to_owned(), property);
    }
    let always = keys.iter().filter(|Key(_, _, stands, _)| *stands == Always);
    let required: Value = always.map(|Key(name, ..)| *name).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn held(holds: &Holds, locale: Locale) -> Value {
    match holds {
        Constant(text) => json!({ "const": text }),
        Said => json!({ "type": "string" }),
        Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Word(words) => json!({ "enum": words() }),
        Kebab => json!({ "type": "string", "pattern": KEBAB }),
        Day => json!({ "type": "string", "format": "date", "pattern": DAY }),
        Sha256 => json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" }),
        Flag => json!({ "type": "boolean" }),
        Whole(least) => json!({ "type": "integer", "minimum": least }),
        Percent => json!({ "type": "number", "minimum": 0, "maximum": 100 }),
        Counts => {
            let count = |word| (word, json!({ "type": "integer", "minimum": 1 }));
            let counts: Map<_, _> = words::<Verdict>().into_iter().map(str::to_owned).map(count).collect();
            json!({ "type": "object", "properties": counts })
        }
        One(keys) => object(keys, locale),
        Many(keys) => json!({ "type": "array", "items": object(keys, locale) }),
        OrNull(holds) => json!({ "anyOf": [held(holds, locale), { "type": "null" }] }),
    }
}
