//! Evidence: what an answer cites, the one seam through which files are read, and a document whose text, headings and values are
//! each worked out once, when first asked. It judges nothing.

mod braces;
mod citation;
mod digest;
mod disk;
mod document;
mod files;
mod glob;
mod globs;
mod many;
mod memory;
mod overlay;
mod reach;
mod reading;
mod recorded;
mod shelf;
mod watched;

pub(crate) use citation::{Citation, Target};
pub use disk::Disk;
pub(crate) use disk::{UNFINISHED, slashed};
pub(crate) use document::{Document, Unreadable, hexadecimal, sha256};
pub use files::{Contents, Files, Listed, Refusal};
pub(crate) use files::{resolve, settled};
pub(crate) use globs::Globs;
pub(crate) use many::ManyGlobs;
pub use memory::Memory;
pub(crate) use memory::entries;
pub(crate) use overlay::{Overlay, Texts};
pub use reach::Reach;
pub(crate) use reading::Readings;
pub(crate) use recorded::{Answers, Record, Recorded};
pub(crate) use shelf::{EXPANSION_LIMIT, Shelf};
pub(crate) use watched::{Seen, Watched};
