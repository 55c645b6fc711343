//! The keys of a baseline.

use crate::finding::Severity;
use crate::tree::reader::keys::{Key, Shape};
use crate::tree::reader::kinds::{Each, Plain, Word};
use crate::vocabulary::Words;

/// The version of the format.
pub(super) const VERSION: &str = "guiju.baseline/1";
pub(super) const SCHEMA: Key<Word<()>> =
    Key::needed("schema", Word(&[(VERSION, ())]), "The version of this format", "本格式的版本");
pub(super) const FINDINGS: Key<Each> = Key::optional(
    "findings",
    Each::of(&FINDING),
    "What was found when the baseline was written",
    "写下基线时已有的问题",
);
/// The file.
pub(crate) const SHAPE: Shape = Shape::new("baseline", ["the baseline", "基线"], &[&SCHEMA, &FINDINGS]);

pub(super) const MANIFEST: Key<Plain> =
    Key::needed("manifest", Plain, "The manifest, from the baseline's folder", "清单相对于基线所在文件夹的路径");
pub(super) const RULE: Key<Plain> =
    Key::needed("rule", Plain, "The item's id, or that of a file's rule", "条目编号，或文件规则的编号");
pub(super) const CODE: Key<Plain> = Key::needed("code", Plain, "What was found", "问题的代码");
pub(super) const ABOUT: Key<Plain> =
    Key::optional("about", Plain, "What it is about, for those who read the file", "问题所涉的内容，供阅读者参考");
pub(super) const SEVERITY: Key<Word<Severity>> = Key::needed(
    "severity",
    Word(Severity::WORDS),
    "How much it weighed: one that weighs more is new",
    "当时的级别：级别升高即视为新问题",
);
pub(super) const FINGERPRINT: Key<Plain> = Key::needed(
    "fingerprint",
    Plain,
    "A digest of what it is about, which stays when lines move",
    "问题所涉内容的摘要，不随行的移动而变",
);
/// One entry.
const FINDING: Shape = Shape::new(
    "baseline-finding",
    ["an entry", "基线记录"],
    &[&MANIFEST, &RULE, &CODE, &ABOUT, &SEVERITY, &FINGERPRINT],
);
