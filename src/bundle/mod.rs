//! A bundle: all that a verdict rests on, in one folder that an auditor can carry away and read without guiju. What it holds and how it is
//! laid out stands here; that the same is concluded from it again is for the engine, and how it is told for `render`.
//!
//! | path | holds |
//! | --- | --- |
//! | `README.md`, `README.zh.md` | what this is, and what it comes to |
//! | `bundle.json` | `guiju.bundle/1`: who judged when and by which rules, and every other file with its length and digest |
//! | `SHA256SUMS` | the digests of all files, for `sha256sum -c` |
//! | `seen.json` | `guiju.seen/1`: what judging saw beside the files that it read |
//! | `project/` | every file of the project that judging read, at its path from the root |
//! | `heads/` | the first bytes of those that are too large to be read as a whole |
//! | `packs/` | the rules that do not lie in the project |
//! | `report/` | what was concluded |

mod compare;
mod facts;
mod hold;
mod keys;
mod names;
mod read;
mod replay;
mod seen;
mod store;
mod verification;

pub(crate) use compare::{Difference, first_difference};
pub(crate) use facts::{Facts, PackFact};
pub(crate) use hold::{Fault, State, hold, worth_telling};
pub(crate) use keys::{SEEN_SHAPE, SHAPE};
pub(crate) use read::{Bundle, read};
pub(crate) use replay::Replay;
pub(crate) use seen::Seen;
pub(crate) use store::{packs, project, seal};
pub(crate) use verification::{Again, Trust, Verification};

/// The version of `bundle.json`.
pub(crate) const VERSION: &str = "guiju.bundle/1";
/// What a bundle is told by, and tells all its files.
pub(crate) const INDEX: &str = "bundle.json";
/// The digests of all files, as `sha256sum` reads them.
pub(crate) const SUMS: &str = "SHA256SUMS";
/// What judging saw beside the files that it read.
pub(crate) const SEEN: &str = "seen.json";
/// The report as data.
pub(crate) const REPORT: &str = "report/report.json";
/// The folders of a bundle.
pub(crate) const PROJECT: &str = "project/";
pub(crate) const HEADS: &str = "heads/";
pub(crate) const PACKS: &str = "packs/";

/// How many files a bundle has at most, how many bytes its lists have, and how many any file of it: no judging reads or writes more.
pub(crate) const MOST_FILES: usize = 200_000;
pub(crate) const LONGEST_LIST: u64 = 256 * 1024 * 1024;
pub(crate) const LARGEST: u64 = 1 << 30;

/// The files of a bundle, by their paths in it.
pub(crate) type Stored = std::collections::BTreeMap<String, Vec<u8>>;
