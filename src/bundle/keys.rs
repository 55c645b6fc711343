//! The keys of `bundle.json` and `seen.json`.

use super::VERSION;
use crate::locale::Locale;
use crate::tree::reader::keys::{Key, Shape};
use crate::tree::reader::kinds::{Day, Each, Formed, Inside, Plain, Texts, Whole, Word};

/// The version of `seen.json`.
pub(super) const SEEN_VERSION: &str = "guiju.seen/1";

const DIGEST: Formed = Formed {
    allows: |text| text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')),
    pattern: "^[0-9a-f]{64}$",
    what: ["64 small hexadecimal digits", "64 位小写十六进制数字"],
    example: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
};

pub(super) const SCHEMA: Key<Word<()>> =
    Key::needed("schema", Word(&[(VERSION, ())]), "The version of this format", "本格式的版本");
pub(super) const TOOL: Key<Inside> =
    Key::needed("tool", Inside(&TOOL_SHAPE), "Who judged, and wrote the bundle", "评判并写出证据包的程序");
const TOOL_SHAPE: Shape = Shape::new("bundle-tool", ["`tool`", "`tool`"], &[&NAME, &TOOL_VERSION]);
pub(super) const NAME: Key<Plain> = Key::needed("name", Plain, "Its name", "程序名称");
pub(super) const TOOL_VERSION: Key<Plain> = Key::needed("version", Plain, "Its version", "程序版本");
pub(super) const AS_OF: Key<Day> = Key::needed("as-of", Day, "The day of judging", "评判日");
pub(super) const LOCALE: Key<Word<Locale>> = Key::needed(
    "locale",
    Word(&[("en", Locale::En), ("zh", Locale::Zh)]),
    "The language of the report as data",
    "数据格式报告所用的语言",
);
pub(super) const MANIFEST: Key<Plain> =
    Key::needed("manifest", Plain, "The manifest, from `project/`", "清单在 `project/` 中的路径");
pub(super) const ASKED: Key<Texts> = Key::optional(
    "asked-packs",
    Texts,
    "The packs that were asked for instead of the manifest's: built-in ones, or folders of `packs/`",
    "代替清单所列规则包的规则包：内置的，或 `packs/` 中的文件夹",
);
pub(super) const PACKS: Key<Each> =
    Key::needed("packs", Each::of(&PACK_SHAPE), "The rules that were judged by", "评判所用的规则包");
const PACK_SHAPE: Shape = Shape::new("bundle-pack", ["a pack", "规则包"], &[&ID, &PACK_VERSION, &SHA256, &FOLDER]);
pub(super) const ID: Key<Plain> = Key::needed("id", Plain, "Its id", "编号");
pub(super) const PACK_VERSION: Key<Plain> = Key::needed("version", Plain, "Its version", "版本");
pub(super) const SHA256: Key<Formed> = Key::needed(
    "sha256",
    DIGEST,
    "The SHA-256 over all of it, in small hexadecimal digits",
    "整体的 SHA-256，小写十六进制",
);
pub(super) const FOLDER: Key<Plain> = Key::needed("folder", Plain, "Where it lies in the bundle", "在证据包中的位置");
pub(super) const FILES: Key<Each> = Key::needed(
    "files",
    Each::of(&FILE_SHAPE),
    "Every file but this one and SHA256SUMS, by its path",
    "除本文件和 SHA256SUMS 外的全部文件，按路径排列",
);
const FILE_SHAPE: Shape = Shape::new("bundle-file", ["a file", "文件"], &[&PATH, &BYTES, &SHA256, &BLOCKS]);
pub(super) const PATH: Key<Plain> = Key::needed("path", Plain, "Its path in the bundle", "在证据包中的路径");
pub(super) const BYTES: Key<Whole> = Key::needed("bytes", Whole(0, i64::MAX), "Its length in bytes", "字节数");
pub(super) const BLOCKS: Key<Formed> = Key::optional(
    "blocks",
    Formed {
        allows: |text| text.len() % 8 == 0 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')),
        pattern: "^([0-9a-f]{8})*$",
        what: ["small hexadecimal digits, eight a block", "小写十六进制数字，每块八位"],
        example: "ba7816bf8f01cfea",
    },
    "The first eight digits of the SHA-256 of each block, by which a change is found: a 64th of the file, and 64 bytes at the least",
    "各块 SHA-256 的前八位，用于定位改动：每块为文件的六十四分之一，至少 64 字节",
);
/// `bundle.json`.
pub(crate) const SHAPE: Shape = Shape::new(
    "bundle",
    ["the bundle", "证据包"],
    &[&SCHEMA, &TOOL, &AS_OF, &LOCALE, &MANIFEST, &ASKED, &PACKS, &FILES],
);

pub(super) const SEEN_SCHEMA: Key<Word<()>> =
    Key::needed("schema", Word(&[(SEEN_VERSION, ())]), "The version of this format", "本格式的版本");
pub(super) const ABSENT: Key<Texts> =
    Key::optional("absent", Texts, "What was looked for and is not there", "曾查找但不存在的文件");
pub(super) const REFUSED: Key<Each> =
    Key::optional("refused", Each::of(&REFUSED_SHAPE), "What could not be read, and why", "无法读取的文件及原因");
const REFUSED_SHAPE: Shape =
    Shape::new("seen-refused", ["an entry of `refused`", "`refused` 的记录"], &[&REFUSED_PATH, &WHY, &TOLD]);
pub(super) const REFUSED_PATH: Key<Plain> =
    Key::needed("path", Plain, "Its path from `project/`", "相对于 `project/` 的路径");
pub(super) const WHY: Key<Plain> = Key::needed(
    "why",
    Plain,
    "dangling, outside, folder, special, denied, or failed",
    "dangling（悬空链接）、outside（在项目之外）、folder（文件夹）、special（特殊文件）、denied（无权限）或 failed（读取失败）",
);
pub(super) const TOLD: Key<Plain> = Key::optional("told", Plain, "What the system said", "系统给出的原因");
pub(super) const CUT: Key<Each> = Key::optional(
    "cut",
    Each::of(&CUT_SHAPE),
    "The files that are too large to be read: their first bytes stand in `heads/`",
    "因过大而不读取全文的文件：开头部分在 `heads/` 中",
);
const CUT_SHAPE: Shape = Shape::new("seen-cut", ["an entry of `cut`", "`cut` 的记录"], &[&REFUSED_PATH, &BYTES]);
pub(super) const LISTED: Key<Each> = Key::optional(
    "listed",
    Each::of(&LISTED_SHAPE),
    "The folders in which globs looked, with the names in them",
    "通配模式查看过的文件夹及其中的名称",
);
const LISTED_SHAPE: Shape = Shape::new(
    "seen-listed",
    ["an entry of `listed`", "`listed` 的记录"],
    &[&LISTED_FOLDER, &LISTED_FILES, &LISTED_FOLDERS],
);
pub(super) const LISTED_FOLDER: Key<Plain> = Key::needed(
    "folder",
    Plain,
    "The folder, from `project/`; a full stop for that itself",
    "相对于 `project/` 的文件夹；句点表示其本身",
);
pub(super) const LISTED_FILES: Key<Texts> = Key::optional("files", Texts, "Names of files", "文件名");
pub(super) const LISTED_FOLDERS: Key<Texts> = Key::optional("folders", Texts, "Names of folders", "文件夹名");
pub(super) const WALKED: Key<Texts> = Key::optional(
    "walked",
    Texts,
    "Every file that git does not ignore, where a check asked for them",
    "git 未忽略的全部文件（仅当有检查需要时）",
);
/// `seen.json`.
pub(crate) const SEEN_SHAPE: Shape =
    Shape::new("seen", ["`seen.json`", "`seen.json`"], &[&SEEN_SCHEMA, &ABSENT, &REFUSED, &CUT, &LISTED, &WALKED]);
