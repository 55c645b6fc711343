//! The keys of cases, which stand in an item's file.

use crate::finding::{Code, Severity};
use crate::tree::reader::keys::{Holds, Key, Shape};
use crate::tree::reader::kinds::{Chosen, Day, Elsewhere, Inside, Listed, Plain, Word};
use crate::vocabulary::{Verdict, Words};

pub(in crate::pack) const NAME: Key<Plain> = Key::needed("name", Plain, "What the case shows", "用例说明什么");
pub(in crate::pack) const ANSWER: Key<Elsewhere> = Key::needed(
    "answer",
    Elsewhere("answer", false),
    "The answer, as it would stand in a manifest; `reviewed` is the day of judging when left out",
    "回答，写法与清单相同；省略 `reviewed` 时即评判当天",
);
pub(in crate::pack) const PROJECT: Key<Elsewhere> = Key::optional(
    "project",
    Elsewhere("project", true),
    "What differs from a project in production, of high impact and without traits",
    "与默认项目不同之处；默认项目已投入使用、影响重大、没有特征",
);
pub(in crate::pack) const FILES: Key<Chosen> = Key::optional(
    "files",
    Chosen(&[("", Holds::Text)]),
    "The project's files: paths with their text",
    "项目的文件：路径及其内容",
);
pub(in crate::pack) const TODAY: Key<Day> =
    Key::optional("today", Day, "The day of judging; 2026-01-15 when left out", "评判日期；省略时为 2026-01-15");
pub(in crate::pack) const EXPECT: Key<Inside> =
    Key::needed("expect", Inside(&EXPECTATION), "What guiju must conclude", "guiju 应得出的结论");

/// A case that is satisfied.
pub(in crate::pack) const GOOD: Shape =
    Shape::new("good", ["a case", "用例"], &[&NAME, &ANSWER, &PROJECT, &FILES, &TODAY]);
/// A case that is not.
pub(in crate::pack) const BAD: Shape =
    Shape::new("bad", ["a case", "用例"], &[&NAME, &ANSWER, &PROJECT, &FILES, &TODAY, &EXPECT]);

pub(in crate::pack) const VERDICT: Key<Word<Verdict>> =
    Key::needed("verdict", Word(Verdict::WORDS), "The verdict on the item", "对条目的结论");
pub(in crate::pack) const CODES: Key<Listed> = Key::optional(
    "codes",
    Listed(|| Code::ALL.iter().map(|code| code.word()).collect()),
    "The codes of all findings on the item; none when left out",
    "条目上全部问题的代码；省略时为没有",
);
pub(in crate::pack) const SEVERITY: Key<Word<Severity>> = Key::optional(
    "severity",
    Word(Severity::WORDS),
    "How bad the worst finding is; any will do when left out",
    "最严重的问题的级别；省略时不限",
);
const EXPECTATION: Shape = Shape::new("expectation", ["what is expected", "`expect`"], &[&VERDICT, &CODES, &SEVERITY]);
