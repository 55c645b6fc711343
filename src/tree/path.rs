//! RFC 9535 `JSONPath` over the tree: a query that answers with nodes, so that each value found has its place. It refuses queries
//! whose work could grow beyond the document.

mod guard;

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::{Map, Number};
use serde_json_path::JsonPath as Query;

use self::guard::Cost;
use crate::finding::{Code, Problem};
use crate::locale::text;
use crate::source::Span;
use crate::tree::{Node, Value};

/// More nodes than this are never given.
const MAX_SELECTED: usize = 10_000;

/// A query may visit each value once for each selector that gives it, and with two descendant segments once more for every
/// ancestor; this many visits are enough.
const MAX_VISITS: usize = 4_000_000;

/// A query, parsed when it is first asked.
#[derive(Debug, Clone)]
pub(crate) struct JsonPath {
    text: String,
    parsed: OnceLock<Option<Parsed>>,
}

#[derive(Debug, Clone)]
struct Parsed {
    query: Query,
    cost: Cost,
}

impl JsonPath {
    /// A query that is known to be one. It selects nothing when it is none.
    pub(crate) fn new(path: impl Into<String>) -> Self {
        Self { text: path.into(), parsed: OnceLock::new() }
    }

    /// Parses a query. The problem's span counts bytes of `path`.
    pub(crate) fn parse(path: &str) -> Result<Self, Box<Problem>> {
        let parsed = Parsed::parse(path)?;
        Ok(Self { text: path.to_owned(), parsed: OnceLock::from(Some(parsed)) })
    }

    fn parsed(&self) -> Option<&Parsed> {
        self.parsed.get_or_init(|| Parsed::parse(&self.text).ok()).as_ref()
    }

    /// The query as it was written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

impl Parsed {
    fn parse(path: &str) -> Result<Self, Box<Problem>> {
        let cost = guard::check(path)?;
        let query = Query::parse(path);
        query
            .map(|query| Self { query, cost })
            .map_err(|error| Box::new(not_a_path(path, error.position(), error.message())))
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

/// A document as `JSONPath` sees it. Days are texts, numbers that JSON cannot hold are null.
#[derive(Debug)]
pub(crate) struct Json {
    value: serde_json::Value,
    /// How many values there are.
    values: usize,
    /// How many there are when each counts once for every ancestor and itself.
    lineage: usize,
}

impl Json {
    /// The document with this root.
    pub(crate) fn new(root: &Node) -> Self {
        let mut json = Self { value: serde_json::Value::Null, values: 0, lineage: 0 };
        json.value = json.convert(root, 1);
        json
    }

    /// The nodes that `path` selects. `root` must be the root that this was made from.
    pub(crate) fn select<'n>(&self, root: &'n Node, path: &JsonPath) -> Selection<'n> {
        let Some(path) = path.parsed() else { return Selection { nodes: Vec::new(), complete: true } };
        let once = if path.cost.descents > 1 { self.lineage } else { self.values };
        if once.saturating_mul(path.cost.selectors) > MAX_VISITS {
            return Selection { nodes: Vec::new(), complete: false };
        }
        let mut found = path.query.query(&self.value).all();
        let complete = found.len() <= MAX_SELECTED;
        found.truncate(MAX_SELECTED);
        let mut nodes: HashMap<*const serde_json::Value, Option<&'n Node>> =
            found.iter().map(|value| (std::ptr::from_ref(*value), None)).collect();
        let mut missing = nodes.len();
        locate(root, &self.value, &mut nodes, &mut missing);
        let node_of = |value: &&serde_json::Value| nodes.get(&std::ptr::from_ref(*value)).copied().flatten();
        Selection { nodes: found.iter().filter_map(node_of).collect(), complete }
    }

    /// A node as JSON. The keys of a table are all different and keep their order, so both trees can be walked in step.
    fn convert(&mut self, node: &Node, depth: usize) -> serde_json::Value {
        self.values += 1;
        self.lineage += depth;
        match &node.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => serde_json::Value::Bool(*value),
            Value::Integer(number) => serde_json::Value::Number((*number).into()),
            Value::Float(number) => {
                Number::from_f64(*number).map_or(serde_json::Value::Null, serde_json::Value::Number)
            }
            Value::Date(date) => serde_json::Value::String(date.to_string()),
            Value::String(string) => serde_json::Value::String(string.clone()),
            Value::Array(nodes) => nodes.iter().map(|node| self.convert(node, depth + 1)).collect(),
            Value::Table(table) => {
                let entries = table.entries.iter();
                let entries = entries.map(|entry| (entry.key.clone(), self.convert(&entry.value, depth + 1)));
                serde_json::Value::Object(entries.collect::<Map<_, _>>())
            }
        }
    }
}

/// Walks both trees in step and notes the node of each value that is asked for, until none is missing.
fn locate<'n>(
    node: &'n Node,
    json: &serde_json::Value,
    wanted: &mut HashMap<*const serde_json::Value, Option<&'n Node>>,
    missing: &mut usize,
) {
    if *missing == 0 {
        return;
    }
    if let Some(place) = wanted.get_mut(&std::ptr::from_ref(json))
        && place.is_none()
    {
        *place = Some(node);
        *missing -= 1;
    }
    match (&node.value, json) {
        (Value::Array(nodes), serde_json::Value::Array(values)) => {
            for (node, json) in nodes.iter().zip(values) {
                locate(node, json, wanted, missing);
            }
        }
        (Value::Table(table), serde_json::Value::Object(values)) => {
            for (entry, json) in table.entries.iter().zip(values.values()) {
                locate(&entry.value, json, wanted, missing);
            }
        }
        _ => {}
    }
}

fn not_a_path(path: &str, position: usize, message: &str) -> Problem {
    let start = (0..=position.min(path.len())).rev().find(|&at| path.is_char_boundary(at)).unwrap_or(0);
    let end = path.get(start..).and_then(|rest| rest.chars().next()).map_or(start, |c| start + c.len_utf8());
    let help = if !path.starts_with('$') {
        text!("begin with `$`: $.{path}", "以 `$` 开头：$.{path}")
    } else if message.contains("is not defined") {
        text!(
            "the functions are length, count, value, match and search",
            "可用的函数有 length、count、value、match、search"
        )
    } else {
        text!(
            "write names as in $.groups[*].gap, others in quotes as in $['a b']",
            "名称写成 $.groups[*].gap，其他写法加引号，例如 $['a b']"
        )
    };
    let shown: String = path.chars().take(60).collect();
    let message = text!("`{shown}` is no JSONPath", "`{shown}` 不是有效的 JSONPath");
    Problem::new(Code::BadPath, Span::new(start, end), message).help(help)
}

#[cfg(test)]
mod tests;
