//! The keys of `governance.lock`.

use super::super::keys::SCHEMA;
use crate::tree::reader::keys::{Key, Shape};
use crate::tree::reader::kinds::{Day, Each, Plain, Texts};

pub(super) const PROJECT: Key<Plain> =
    Key::needed("project", Plain, "The name of the project whose evidence was looked at", "所复核项目的名称");
pub(super) const PACKS: Key<Texts> =
    Key::needed("packs", Texts, "The packs whose items the evidence was held against", "复核时所依据的规则包");
pub(super) const REVIEWS: Key<Each> = Key::optional(
    "reviews",
    Each::of(&REVIEW),
    "What the evidence was when somebody last looked at it",
    "证据在最近一次复核时的样子",
);
/// `governance.lock`.
pub(super) const LOCK: Shape = Shape::new("lock", ["the lock", "复核记录"], &[&SCHEMA, &PROJECT, &PACKS, &REVIEWS]);

pub(super) const ITEM: Key<Plain> = Key::needed("item", Plain, "The item's id", "条目编号");
pub(super) const EVIDENCE: Key<Plain> =
    Key::needed("evidence", Plain, "A path or a path#heading, without globs", "路径或路径#标题，不含通配模式");
pub(super) const SHA256: Key<Plain> = Key::needed(
    "sha256",
    Plain,
    "The digest of just what is cited, in 64 hexadecimal digits",
    "被引用内容的摘要值，64 位十六进制数字",
);
pub(super) const GIT_BLOB: Key<Plain> = Key::optional(
    "git-blob",
    Plain,
    "The name that git gives the whole text, in 40 hexadecimal digits",
    "git 为整个文本所起的名称，40 位十六进制数字",
);
pub(super) const REVIEWED: Key<Day> = Key::needed("reviewed", Day, "The day of the review", "复核日期");
pub(super) const BY: Key<Plain> = Key::needed("by", Plain, "The role or person who looked", "复核的岗位或人员");
/// One entry.
const REVIEW: Shape =
    Shape::new("review", ["a review", "复核条目"], &[&ITEM, &EVIDENCE, &SHA256, &GIT_BLOB, &REVIEWED, &BY]);
