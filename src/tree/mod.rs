//! One tree for TOML, JSON and YAML in which every key and value knows its bytes, and the reading of typed things from it.
//! It knows nothing of manifests or packs, and it opens no file.
//!
//! `node`, `nearest`, `toml` and `reader` need no more than `toml`, `jiff` and `strsim`, for the build script reads packs with them too.

mod nearest;
mod node;
mod offset;
pub(crate) mod reader;
pub(crate) mod toml;

pub(crate) use nearest::nearest;
pub(crate) use node::{Entry, Node, Parsed, Table, Value};
pub(crate) use offset::text_offset;
