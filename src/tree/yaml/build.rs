//! Builds the tree from YAML's events without recursion. It bounds depth, nodes and what aliases may copy.

use std::collections::HashMap;

use ::granit_parser::{Event, ScalarStyle, Tag};

use super::scalar::{self, TooLarge};
use crate::finding::Problem;
use crate::locale::text;
use crate::source::Span;
use crate::tree::node::MAX_DEPTH;
use crate::tree::shared::{self, Entries};
use crate::tree::{Node, Value};

/// Nodes in a whole document.
const MAX_NODES: usize = 1_000_000;

/// Nodes that all aliases of a document may copy together.
const MAX_COPIED: usize = 10_000;

/// Nodes that are kept for aliases, all anchors together.
const MAX_KEPT: usize = 100_000;

/// Why building cannot go on.
pub(super) struct Stop(pub(super) Box<Problem>);

/// What an alias copies.
struct Anchored {
    node: Node,
    nodes: usize,
    height: usize,
}

/// A collection that is not closed yet.
struct Open {
    start: usize,
    end: usize,
    anchor: usize,
    nodes: usize,
    height: usize,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    /// The entries so far, and a key that waits for its value; `Err` for one that cannot be a key.
    Mapping(Entries, Option<Result<(String, Span), Span>>),
}

/// The tree so far.
pub(super) struct Builder<'t> {
    text: &'t str,
    stack: Vec<Open>,
    root: Option<Node>,
    anchors: HashMap<usize, Anchored>,
    nodes: usize,
    copied: usize,
    kept: usize,
    pub(super) problems: Vec<Problem>,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            stack: Vec::new(),
            root: None,
            anchors: HashMap::new(),
            nodes: 0,
            copied: 0,
            kept: 0,
            problems: Vec::new(),
        }
    }

    /// The root, where there is one, and the problems in no order.
    pub(super) fn finish(self) -> (Option<Node>, Vec<Problem>) {
        (self.root, self.problems)
    }

    /// Takes the next event.
    pub(super) fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Stop> {
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                self.count(span)?;
                let value = self.scalar(&value, style, tag.as_deref(), span);
                self.put(Node { span, value }, anchor, 1, 0);
            }
            Event::SequenceStart(_, anchor, _) => self.open(span, anchor, Content::Sequence(Vec::new()))?,
            Event::MappingStart(_, anchor, _) => self.open(span, anchor, Content::Mapping(Entries::default(), None))?,
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => self.alias(anchor, span)?,
            // Stream and document bounds hold nothing, and comments and anchor names are never asked for.
            _ => {}
        }
        Ok(())
    }

    fn count(&mut self, span: Span) -> Result<(), Stop> {
        self.nodes += 1;
        if self.nodes <= MAX_NODES {
            return Ok(());
        }
        let message = text!("the file holds more than {MAX_NODES} values", "文件中的值超过 {MAX_NODES} 个");
        Err(Stop(Box::new(shared::syntax(span, message, None))))
    }

    fn scalar(&mut self, raw: &str, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Value {
        let core = tag.and_then(Tag::core_suffix);
        let untagged = tag.is_none() && style == ScalarStyle::Plain;
        if !(untagged || matches!(core, Some("int" | "float" | "bool" | "null"))) {
            return Value::String(raw.to_owned());
        }
        scalar::plain(raw).unwrap_or_else(|TooLarge| {
            self.problems.push(shared::too_large(span));
            Value::Null
        })
    }

    fn open(&mut self, span: Span, anchor: usize, content: Content) -> Result<(), Stop> {
        self.count(span)?;
        if self.stack.len() >= MAX_DEPTH {
            return Err(Stop(Box::new(shared::too_deep(span))));
        }
        self.stack.push(Open { start: span.start, end: span.end, anchor, nodes: 1, height: 0, content });
        Ok(())
    }

    fn close(&mut self, span: Span) {
        let Some(open) = self.stack.pop() else { return };
        // A block ends where its last value ends; what follows up to the next token is none of it.
        let end = if span.is_empty() { open.end } else { span.end };
        let value = match open.content {
            Content::Sequence(elements) => Value::Array(elements),
            Content::Mapping(entries, _) => Value::Table(entries.into_table()),
        };
        let node = Node { span: Span::new(open.start, end.max(open.start)), value };
        self.put(node, open.anchor, open.nodes, open.height);
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Stop> {
        self.count(span)?;
        let problem = match self.anchors.get(&anchor) {
            None => text!("this alias names what holds it, or too much", "这个别名指向包含它自己的内容，或内容过多"),
            Some(found) if self.stack.len() + found.height > MAX_DEPTH => {
                text!("this alias nests too deeply", "这个别名使嵌套层数过多")
            }
            Some(found) if self.copied + found.nodes > MAX_COPIED => {
                text!("aliases stand for more than {MAX_COPIED} values", "别名展开后的值超过 {MAX_COPIED} 个")
            }
            Some(found) => {
                self.copied += found.nodes;
                let (node, nodes, height) = (found.node.clone(), found.nodes, found.height);
                self.attach(node, Some(span), nodes, height);
                return Ok(());
            }
        };
        let help = text!("write out what it stands for", "请直接写出它代表的内容");
        self.problems.push(shared::syntax(span, problem, Some(help)));
        self.attach(Node { span, value: Value::Null }, None, 1, 0);
        Ok(())
    }

    /// Takes a finished node, and keeps a copy where an alias may name it.
    fn put(&mut self, node: Node, anchor: usize, nodes: usize, height: usize) {
        if anchor > 0 && nodes <= MAX_COPIED && self.kept + nodes <= MAX_KEPT {
            self.kept += nodes;
            self.anchors.insert(anchor, Anchored { node: node.clone(), nodes, height });
        }
        self.attach(node, None, nodes, height);
    }

    /// Hangs a node into the innermost open collection. `place` is where it stands, if elsewhere than its content.
    fn attach(&mut self, node: Node, place: Option<Span>, nodes: usize, height: usize) {
        let place = place.unwrap_or(node.span);
        let Some(open) = self.stack.last_mut() else {
            self.root = Some(node);
            return;
        };
        open.nodes += nodes;
        open.height = open.height.max(height + 1);
        open.end = open.end.max(place.end);
        match &mut open.content {
            Content::Sequence(elements) => elements.push(node),
            Content::Mapping(entries, waiting) => match waiting.take() {
                None => *waiting = Some(key_of(self.text, node, place)),
                Some(Ok((key, key_span))) => entries.add(key, key_span, node, &mut self.problems),
                Some(Err(span)) => self.problems.push(no_key(span)),
            },
        }
    }
}

/// The text of a key. A number, a day or a word that means something is taken as it is written.
fn key_of(text: &str, node: Node, place: Span) -> Result<(String, Span), Span> {
    match node.value {
        Value::String(key) => Ok((key, place)),
        Value::Array(_) | Value::Table(_) => Err(place),
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Date(_) => {
            Ok((text.get(node.span.range()).unwrap_or_default().to_owned(), place))
        }
    }
}

fn no_key(span: Span) -> Problem {
    let message = text!("a list or a table cannot be a key", "列表和表不能作为键");
    shared::syntax(span, message, Some(text!("write a text as the key", "键请写成文字")))
}
