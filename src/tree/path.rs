//! RFC 9535 `JSONPath` over the tree: a query that answers with nodes, so that each value found has its place. It refuses queries
//! whose work could grow beyond the document, and it counts what it does.
//!
//! It is our own because documents are hostile and large: the library that it replaced built the pattern of a `match` anew for every
//! value, needed a copy of the whole tree, and could not be stopped. That library is the oracle of the tests now. Where the two differ,
//! `rfc` says why.

mod ast;
mod budget;
mod compare;
mod eval;
mod filter;
mod literal;
mod parse;
mod pattern;
mod wrong;

use std::sync::OnceLock;

use self::budget::{Flow, Stop, go};
use self::eval::Search;
use self::parse::Query;
use crate::finding::Problem;
use crate::tree::Node;

/// More nodes than this are never given.
const MAX_SELECTED: usize = 10_000;

/// A query may take this many steps. One that looks at each value of the largest document a few times needs fewer.
const MAX_STEPS: usize = 1 << 26;

/// A query, parsed when it is first asked.
#[derive(Debug, Clone)]
pub(crate) struct JsonPath {
    text: String,
    parsed: OnceLock<Option<Query>>,
}

impl JsonPath {
    /// A query that is known to be one. It selects nothing when it is none.
    pub(crate) fn new(path: impl Into<String>) -> Self {
        Self { text: path.into(), parsed: OnceLock::new() }
    }

    /// Parses a query. The problem's span counts bytes of `path`.
    pub(crate) fn parse(path: &str) -> Result<Self, Box<Problem>> {
        let query = parse::parse(path)?;
        Ok(Self { text: path.to_owned(), parsed: OnceLock::from(Some(query)) })
    }

    /// The query as it was written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The nodes that it selects below this root. Days are texts to it, numbers that JSON cannot hold are null.
    pub(crate) fn select<'n>(&self, root: &'n Node) -> Selection<'n> {
        self.select_within(root, MAX_STEPS)
    }

    fn select_within<'n>(&self, root: &'n Node, steps: usize) -> Selection<'n> {
        let query = self.parsed.get_or_init(|| parse::parse(&self.text).ok());
        let Some(query) = query else { return Selection { nodes: Vec::new(), complete: true } };
        let mut nodes = Vec::new();
        let flow = Search::new(root, steps, query.roots).walk(root, &query.path, &mut |node| {
            if nodes.len() == MAX_SELECTED {
                return Flow::Break(Stop::Enough);
            }
            nodes.push(node);
            go(())
        });
        if flow == Flow::Break(Stop::TooMuch) {
            nodes.clear();
        }
        Selection { nodes, complete: flow.is_continue() }
    }
}

/// What a query selected.
#[derive(Debug)]
pub(crate) struct Selection<'n> {
    /// The nodes, in the order of the RFC; one that is selected twice stands twice.
    pub(crate) nodes: Vec<&'n Node>,
    /// Whether that is all: `false` where there was too much to look at, or to give.
    pub(crate) complete: bool,
}

#[cfg(test)]
mod generate;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod rfc;
#[cfg(test)]
mod tests;
