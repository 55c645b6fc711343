//! The keys of checks, as packs write them. What they mean is for the kinds of checks themselves.

use crate::tree::reader::keys::{Choice, Key, Shape};
use crate::tree::reader::kinds::{
    Anything, Each, Flag, Inside, List, Localised, Number, Plain, SomeTexts, TextOrTexts, Whole, Word,
};

/// The keys that name a kind of check.
pub(super) const KINDS: [&str; 6] =
    [files::FILES.name, section::SECTION.name, text::TEXT.name, value::VALUE.name, agree::AGREE.name, EXPR.name];
/// The largest count that a pack may ask for.
const MOST: i64 = 10_000;

pub(super) const MESSAGE: Key<Localised> = Key::optional(
    "message",
    Localised,
    "What to say where the check fails, instead of guiju's words",
    "检查不通过时显示的说明，代替默认文字",
);
pub(super) const SCOPE: Key<Word<bool>> = Key::optional(
    "scope",
    Word(&[("cited", false), ("project", true)]),
    "Which files the check looks at: those that the answer cites, or all that git does not ignore; `cited` when left out",
    "检查哪些文件：回答引用的文件，或项目中未被 git 忽略的全部文件；省略时为 `cited`",
);
pub(super) const IF_CITED: Key<Flag> = Key::optional(
    "if-cited",
    Flag,
    "Whether the check is left out where no cited file is one that it looks at; false when left out",
    "引用的文件都不在检查范围内时，是否略过这项检查；省略时为 false",
);

/// Which files a check looks at, in several kinds.
pub(super) const IN: Key<TextOrTexts> = Key::optional(
    "in",
    TextOrTexts,
    "A glob, or several: only files that match are looked at; `*` does not cross `/`",
    "一个或多个通配模式：只看匹配的文件；`*` 不跨越 `/`",
);
/// What the days are held to, in several kinds.
pub(super) const NEWEST_WITHIN_DAYS: Key<Whole> = Key::optional(
    "newest-within-days",
    Whole(0, MOST),
    "How many days before today the newest day may lie that is named there and is not ahead, such as 2026-06-20 or 20 June 2026",
    "其中写到的、已经到来的日期，最近的一个距今最多多少天；日期如 2026-06-20、2026年6月20日",
);
pub(super) const AFTER_TODAY: Key<Flag> = Key::optional(
    "after-today",
    Flag,
    "Whether a day that is named there must lie after today; a month stands for its last day; false when left out",
    "其中写到的日期是否须有一个在今天之后；只写月份的按当月最后一天算；省略时为 false",
);
const PATH: &str = "path";
const PATH_SAYS: [&str; 2] = [
    "A JSONPath (RFC 9535) into JSON, YAML, TOML or Markdown front matter",
    "JSONPath 路径（RFC 9535），用于 JSON、YAML、TOML 或 Markdown 文首元数据",
];

/// The key `files`.
pub(super) mod files {
    use super::{Inside, Key, MOST, Shape, SomeTexts, Whole};

    pub(in crate::check) const ANY: Key<SomeTexts> = Key::needed(
        "any",
        SomeTexts,
        "Globs, of which a cited file must match one",
        "通配模式，引用的文件须符合其中之一",
    );
    pub(in crate::check) const AT_LEAST: Key<Whole> = Key::optional(
        "at-least",
        Whole(0, MOST),
        "How many files must match; 1 when left out",
        "至少多少个文件符合；省略时为 1",
    );
    const SHAPE: Shape = Shape::new("files", ["the check `files`", "检查 `files`"], &[&ANY, &AT_LEAST]);
    pub(in crate::check) const FILES: Key<Inside> = Key::optional(
        "files",
        Inside(&SHAPE),
        "Enough of the cited files match a glob; none is read",
        "引用的文件中有足够多的符合通配模式；不读取内容",
    );
}

/// The key `section`.
pub(super) mod section {
    use super::{AFTER_TODAY, IN, Inside, Key, MOST, NEWEST_WITHIN_DAYS, Plain, Shape, Whole};

    pub(in crate::check) const HEADING: Key<Plain> = Key::needed(
        "heading",
        Plain,
        "A regular expression that the heading matches; write a word boundary as (?-u:\\b)",
        "标题须匹配的正则表达式；词边界写作 (?-u:\\b)",
    );
    pub(in crate::check) const MIN_WORDS: Key<Whole> = Key::optional(
        "min-words",
        Whole(0, MOST),
        "How many words stand under it at least, a Chinese character counting as one; 30 when left out",
        "标题之下至少多少个词，每个汉字算一个词；省略时为 30",
    );
    pub(in crate::check) const MIN_ROWS: Key<Whole> = Key::optional(
        "min-rows",
        Whole(0, MOST),
        "How many filled rows or list entries stand under it at least; 0 when left out",
        "标题之下至少多少项填写完整的表格行或列表条目；省略时为 0",
    );
    pub(in crate::check) const MUST: Key<Plain> =
        Key::optional("must", Plain, "A regular expression that its text matches", "其正文须匹配的正则表达式");
    const SHAPE: Shape = Shape::new(
        "section",
        ["the check `section`", "检查 `section`"],
        &[&HEADING, &MIN_WORDS, &MIN_ROWS, &MUST, &NEWEST_WITHIN_DAYS, &AFTER_TODAY, &IN],
    );
    pub(in crate::check) const SECTION: Key<Inside> = Key::optional(
        "section",
        Inside(&SHAPE),
        "A cited file has a heading that matches, with something of substance under it",
        "引用的文件中有标题匹配、内容充实的一节",
    );
}

/// The key `text`.
pub(super) mod text {
    use super::{AFTER_TODAY, Choice, IN, Inside, Key, NEWEST_WITHIN_DAYS, Plain, Shape};

    pub(in crate::check) const MUST: Key<Plain> = Key::optional(
        "must",
        Plain,
        "A regular expression that matches in one of the cited texts",
        "至少在一份引用的文本中匹配的正则表达式",
    );
    pub(in crate::check) const MUST_NOT: Key<Plain> = Key::optional(
        "must-not",
        Plain,
        "A regular expression that matches in none of the cited texts",
        "在所有引用的文本中都不得匹配的正则表达式",
    );
    const SHAPE: Shape = Shape::new(
        "text",
        ["the check `text`", "检查 `text`"],
        &[&MUST, &MUST_NOT, &NEWEST_WITHIN_DAYS, &AFTER_TODAY, &IN],
    )
    .with(Choice::Any(&[MUST.name, MUST_NOT.name]));
    pub(in crate::check) const TEXT: Key<Inside> = Key::optional(
        "text",
        Inside(&SHAPE),
        "The cited text says something, or does not say it",
        "引用的文本写有某些内容，或没有写",
    );
}

/// The key `value`.
pub(super) mod value {
    use super::{
        AFTER_TODAY, Anything, IN, Inside, Key, List, MOST, NEWEST_WITHIN_DAYS, Number, PATH, PATH_SAYS, Plain, Shape,
        Whole,
    };

    pub(in crate::check) const VALUE_PATH: Key<Plain> = Key::needed(PATH, Plain, PATH_SAYS[0], PATH_SAYS[1]);
    pub(in crate::check) const AT_LEAST: Key<Number> =
        Key::optional("at-least", Number, "Each value is at least this", "每个值都不低于此数");
    pub(in crate::check) const AT_MOST: Key<Number> =
        Key::optional("at-most", Number, "Each value is at most this", "每个值都不高于此数");
    pub(in crate::check) const EQUALS: Key<Anything> =
        Key::optional("equals", Anything, "Each value is this", "每个值都等于此值");
    pub(in crate::check) const ONE_OF: Key<List> =
        Key::optional("one-of", List, "Each value is one of these", "每个值都是其中之一");
    pub(in crate::check) const MATCHES: Key<Plain> =
        Key::optional("matches", Plain, "A regular expression that each value matches", "每个值都须匹配的正则表达式");
    pub(in crate::check) const COUNT_AT_LEAST: Key<Whole> = Key::optional(
        "count-at-least",
        Whole(0, MOST),
        "How many values the path must find; 1 when left out",
        "路径至少要选出多少个值；省略时为 1",
    );
    pub(in crate::check) const COUNT_AT_MOST: Key<Whole> = Key::optional(
        "count-at-most",
        Whole(0, MOST),
        "How many values the path may find; 0 for none of these",
        "路径最多可选出多少个值；0 表示不得有",
    );
    const SHAPE: Shape = Shape::new(
        "value",
        ["the check `value`", "检查 `value`"],
        &[
            &IN,
            &VALUE_PATH,
            &AT_LEAST,
            &AT_MOST,
            &EQUALS,
            &ONE_OF,
            &MATCHES,
            &COUNT_AT_LEAST,
            &COUNT_AT_MOST,
            &NEWEST_WITHIN_DAYS,
            &AFTER_TODAY,
        ],
    );
    pub(in crate::check) const VALUE: Key<Inside> = Key::optional(
        "value",
        Inside(&SHAPE),
        "Values in the cited data lie within limits",
        "引用数据中的值在限度之内",
    );
}

/// The key `agree`.
pub(super) mod agree {
    use super::{Choice, Each, Flag, Inside, Key, PATH, PATH_SAYS, Plain, Shape, TextOrTexts};

    pub(in crate::check) const VOICE_IN: Key<TextOrTexts> =
        Key::needed("in", TextOrTexts, "A glob, or several: which files say it", "一个或多个通配模式：由哪些文件来说");
    pub(in crate::check) const VOICE_PATH: Key<Plain> = Key::optional(PATH, Plain, PATH_SAYS[0], PATH_SAYS[1]);
    pub(in crate::check) const LICENCE_TEXT: Key<Flag> = Key::optional(
        "licence-text",
        Flag,
        "Whether the file says it by the licence that it is the text of; instead of a path",
        "是否以该文件是哪种许可证的正文为准；代替 `path`",
    );
    const VOICE: Shape =
        Shape::new("voice", ["an entry of `of`", "`of` 的条目"], &[&VOICE_IN, &VOICE_PATH, &LICENCE_TEXT])
            .with(Choice::Any(&[VOICE_PATH.name, LICENCE_TEXT.name]));
    pub(in crate::check) const OF: Key<Each> =
        Key::needed("of", Each::at_least(2, &VOICE), "The places that must say the same", "应当说法一致的各处");
    const SHAPE: Shape = Shape::new("agree", ["the check `agree`", "检查 `agree`"], &[&OF]);
    pub(in crate::check) const AGREE: Key<Inside> =
        Key::optional("agree", Inside(&SHAPE), "Several places say the same", "几处说法一致");
}

pub(super) const EXPR: Key<Plain> = Key::optional(
    "expr",
    Plain,
    "An expression in CEL over `project`, `answer`, `answers` and `today` is true",
    "关于 `project`、`answer`、`answers` 和 `today` 的 CEL 表达式为真",
);

/// One `[[checks]]`.
pub(crate) const CHECK: Shape = Shape::new(
    "check",
    ["a check", "检查"],
    &[&files::FILES, &section::SECTION, &text::TEXT, &value::VALUE, &agree::AGREE, &EXPR, &MESSAGE, &SCOPE, &IF_CITED],
)
.with(Choice::One(&KINDS));
