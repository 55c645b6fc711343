//! One tree for TOML, JSON and YAML in which every key and value knows its bytes, and the reading of typed things from it.
//! It knows nothing of manifests or packs, and it opens no file.
//!
//! `node`, `nearest`, `shared`, `toml` and `reader` need no more than `toml`, `jiff` and `strsim`: the build script reads the
//! embedded packs with them.

pub(crate) mod cursor;
mod first;
pub(crate) mod json;
mod nearest;
mod node;
mod offset;
pub(crate) mod packed;
pub(crate) mod parts;
pub(crate) mod path;
mod put;
pub(crate) mod reader;
mod rewrite;
mod shared;
mod syntax;
pub(crate) mod toml;
mod without;
pub(crate) mod yaml;

pub(crate) use first::first;
pub(crate) use nearest::{did_you_mean, is_unmistakable, nearest};
pub(crate) use node::{Entry, Node, Parsed, Table, Value};
pub(crate) use offset::text_offset;
pub(crate) use put::{alike, put, quoted};
pub(crate) use rewrite::{is_written_once, rename, rewritten};
pub(crate) use syntax::Syntax;
pub(crate) use without::{lines_of, without};
