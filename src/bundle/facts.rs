//! What `bundle.json` says, and how it is written: one order, no day but that of judging, no place but those in the bundle.

use jiff::civil::Date;
use serde::Serialize;

use super::names::carried;
use super::{PACKS, PROJECT, Stored, VERSION};
use crate::evidence::sha256;
use crate::locale::Locale;
use crate::pack::{Head, Rulebook};
use crate::report::PackReport;

/// Into how many blocks a file is parted, and how long one is at least.
const BLOCKS: usize = 64;
const SHORTEST_BLOCK: usize = 64;

/// Who judged what, when, and by which rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    /// The version of guiju.
    pub(crate) tool: String,
    pub(crate) as_of: Date,
    /// Of the report as data.
    pub(crate) locale: Locale,
    /// The manifest's path from the project's root.
    pub(crate) manifest: String,
    /// The packs that were asked for instead of the manifest's.
    pub(crate) asked: Vec<String>,
    pub(crate) packs: Vec<PackFact>,
}

/// A pack, and where it lies in the bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PackFact {
    pub(crate) pack: PackReport,
    pub(crate) folder: String,
}

impl Facts {
    /// Where the manifest lies in the bundle.
    pub(crate) fn manifest_place(&self) -> String {
        format!("{PROJECT}{}", carried(&self.manifest))
    }
}

impl PackFact {
    /// Every pack of a rulebook whose project is shown as it stands, and whose other folders are shown below [`PACKS`].
    pub(crate) fn all(rulebook: &Rulebook) -> Vec<Self> {
        let place = |head: &Head| {
            let name = head.source.name();
            let folder = name.strip_suffix("pack.toml").unwrap_or(name).trim_end_matches('/');
            match folder {
                _ if head.is_built_in() => format!("{PACKS}{}", head.id.value),
                folder if folder.starts_with(PACKS) => carried(folder),
                "" => PROJECT.trim_end_matches('/').to_owned(),
                folder => format!("{PROJECT}{}", carried(folder)),
            }
        };
        let packs = PackReport::all(rulebook).into_iter().zip(&rulebook.packs);
        packs.map(|(pack, head)| Self { pack, folder: place(head) }).collect()
    }
}

/// A file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its path in the bundle, as the bundle writes it.
    pub(crate) path: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
    /// Eight digits for each block.
    pub(crate) blocks: String,
}

impl Entry {
    /// What is told of a file.
    pub(super) fn of(path: &str, bytes: &[u8]) -> Self {
        Self { path: path.to_owned(), bytes: bytes.len() as u64, sha256: sha256(bytes), blocks: blocks(bytes) }
    }

    /// The bytes among which the first change lies, from the first that is no longer what it was to the last that may be; none where that
    /// cannot be told.
    pub(super) fn changed_within(&self, bytes: &[u8]) -> Option<[u64; 2]> {
        let length = usize::try_from(self.bytes).ok()?;
        let size = block_size(length);
        let mut known = self.blocks.as_bytes().chunks(8);
        let mut at = 0;
        loop {
            let (start, end) = (at * size, (at * size + size).min(length));
            let same = match (known.next(), bytes.get(start..end)) {
                // What was appended stands behind the last block.
                (None, _) if bytes.len() > length && start >= length => {
                    return Some([self.bytes + 1, bytes.len() as u64]);
                }
                (None, _) => return None,
                (Some(block), Some(now)) => block == digest(now).as_bytes(),
                (Some(_), None) => false,
            };
            if !same {
                return Some([start as u64 + 1, end as u64]);
            }
            at += 1;
        }
    }
}

fn block_size(length: usize) -> usize {
    length.div_ceil(BLOCKS).max(SHORTEST_BLOCK)
}

fn blocks(bytes: &[u8]) -> String {
    bytes.chunks(block_size(bytes.len())).map(digest).collect()
}

/// The first eight digits of a SHA-256: enough to find a place by, and no proof of anything.
fn digest(block: &[u8]) -> String {
    sha256(block).chars().take(8).collect()
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Index<'f> {
    schema: &'f str,
    tool: Tool<'f>,
    as_of: String,
    locale: &'f str,
    manifest: String,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    asked_packs: &'f [String],
    packs: Vec<Pack<'f>>,
    files: Vec<File<'f>>,
}

#[derive(Serialize)]
struct Tool<'f> {
    name: &'f str,
    version: &'f str,
}

#[derive(Serialize)]
struct Pack<'f> {
    id: &'f str,
    version: &'f str,
    sha256: &'f str,
    folder: &'f str,
}

#[derive(Serialize)]
struct File<'f> {
    path: &'f str,
    bytes: u64,
    sha256: &'f str,
    #[serde(skip_serializing_if = "str::is_empty")]
    blocks: &'f str,
}

/// `bundle.json` for these files.
pub(super) fn index(facts: &Facts, files: &Stored) -> String {
    let entries: Vec<_> = files.iter().map(|(path, bytes)| Entry::of(path, bytes)).collect();
    let index = Index {
        schema: VERSION,
        tool: Tool { name: "guiju", version: &facts.tool },
        as_of: facts.as_of.to_string(),
        locale: facts.locale.tag(),
        manifest: carried(&facts.manifest),
        asked_packs: &facts.asked,
        packs: facts
            .packs
            .iter()
            .map(|PackFact { pack, folder }| Pack {
                id: &pack.id,
                version: &pack.version,
                sha256: &pack.sha256,
                folder,
            })
            .collect(),
        files: entries
            .iter()
            .map(|Entry { path, bytes, sha256, blocks }| File { path, bytes: *bytes, sha256, blocks })
            .collect(),
    };
    // It holds texts and numbers, so writing it does not fail.
    format!("{}\n", serde_json::to_string_pretty(&index).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_change_is_found_where_it_is() {
        let text: Vec<u8> = (0..1000_u32).flat_map(u32::to_le_bytes).collect();
        let entry = Entry::of("a", &text);
        assert_eq!(entry.blocks.len(), 8 * 4000_usize.div_ceil(64));
        assert_eq!(entry.changed_within(&text), None);
        for at in [0, 63, 64, 2000, 3999] {
            let mut other = text.clone();
            other[at] ^= 1;
            let [first, last] = entry.changed_within(&other).unwrap();
            assert!((first..=last).contains(&(at as u64 + 1)) && last - first < 64, "{at}: {first}–{last}");
        }
        assert_eq!(entry.changed_within(&text[..3000]), Some([2945, 3008]));
        assert_eq!(entry.changed_within(&[&text[..], b"more"].concat()), Some([4001, 4004]));
        assert_eq!(entry.changed_within(b""), Some([1, 64]));
        let empty = Entry::of("b", b"");
        assert_eq!((empty.blocks.as_str(), empty.changed_within(b"x")), ("", Some([1, 1])));
    }
}
