//! Walks the tree along a query, depth first, and gives each node as it is found: no list of nodes is made on the way. The stack is as
//! deep as the query has segments and the tree has levels, and both are bounded.

use super::ast::{Hop, Matching, Nodes, Operand, Pattern, Segment, Selector, Singular, Slice, Start, Test};
use super::budget::{Budget, Flow, Stop, go};
use super::compare::{Seen, compare};
use super::pattern::Found;
use crate::tree::{Node, Value};

/// How much dearer it is to look for a pattern that stands in the document: nobody chose it with care.
const FOUND_PRICE: usize = 64;

/// A query at work.
#[derive(Debug)]
pub(super) struct Search<'n> {
    root: &'n Node,
    budget: Budget,
    /// Where each query in a filter leads that starts at the root, once it is known.
    roots: Vec<Place<'n>>,
    patterns: Found,
}

/// Where a query leads.
#[derive(Debug, Clone, Copy)]
enum Place<'n> {
    /// Nobody has asked yet.
    Unknown,
    /// To this node, or nowhere.
    Known(Option<&'n Node>),
}

impl<'n> Search<'n> {
    /// A search from this root, for a query with so many others in its filters that start there.
    pub(super) fn new(root: &'n Node, budget: usize, roots: usize) -> Self {
        Self { root, budget: Budget(budget), roots: vec![Place::Unknown; roots], patterns: Found::default() }
    }

    /// Gives what the segments select from a node, until `found` has enough.
    pub(super) fn walk(
        &mut self,
        node: &'n Node,
        segments: &[Segment],
        found: &mut dyn FnMut(&'n Node) -> Flow,
    ) -> Flow {
        match segments.split_first() {
            None => found(node),
            Some((segment, rest)) if segment.descends => self.descend(node, segment, rest, found),
            Some((segment, rest)) => self.select(node, segment, rest, found),
        }
    }

    fn descend(
        &mut self,
        node: &'n Node,
        segment: &Segment,
        rest: &[Segment],
        found: &mut dyn FnMut(&'n Node) -> Flow,
    ) -> Flow {
        self.select(node, segment, rest, found)?;
        for child in children(node) {
            self.budget.spend(1)?;
            self.descend(child, segment, rest, found)?;
        }
        go(())
    }

    fn select(
        &mut self,
        node: &'n Node,
        segment: &Segment,
        rest: &[Segment],
        found: &mut dyn FnMut(&'n Node) -> Flow,
    ) -> Flow {
        for selector in &segment.selectors {
            self.budget.spend(1)?;
            match selector {
                Selector::Name(name) => {
                    if let Some(child) = self.entry(node, name)? {
                        self.walk(child, rest, found)?;
                    }
                }
                Selector::Index(index) => {
                    if let Some(child) = item(node, *index) {
                        self.walk(child, rest, found)?;
                    }
                }
                Selector::Wildcard => {
                    for child in children(node) {
                        self.budget.spend(1)?;
                        self.walk(child, rest, found)?;
                    }
                }
                Selector::Slice(slice) => {
                    for child in sliced(node, slice) {
                        self.budget.spend(1)?;
                        self.walk(child, rest, found)?;
                    }
                }
                Selector::Filter(test) => {
                    for child in children(node) {
                        self.budget.spend(1)?;
                        if self.holds(test, child)? {
                            self.walk(child, rest, found)?;
                        }
                    }
                }
            }
        }
        go(())
    }

    fn entry(&mut self, node: &'n Node, name: &str) -> Flow<Option<&'n Node>> {
        let Value::Table(table) = &node.value else { return go(None) };
        self.budget.look_up(table, name)
    }

    /// Whether a condition holds for a node.
    fn holds(&mut self, test: &Test, node: &'n Node) -> Flow<bool> {
        match test {
            Test::Any(tests) => {
                for test in tests {
                    if self.holds(test, node)? {
                        return go(true);
                    }
                }
                go(false)
            }
            Test::All(tests) => {
                for test in tests {
                    if !self.holds(test, node)? {
                        return go(false);
                    }
                }
                go(true)
            }
            Test::Not(test) => go(!self.holds(test, node)?),
            Test::Exists(nodes) => go(self.first(nodes, node, 1)?.0 > 0),
            Test::Compare(comparison) => {
                let (left, right) = (self.seen(&comparison.left, node)?, self.seen(&comparison.right, node)?);
                compare(&left, comparison.operator, &right, &mut self.budget)
            }
            Test::Matches(matching) => self.matches(matching, node),
        }
    }

    /// The value of an operand.
    fn seen<'a>(&mut self, operand: &'a Operand, node: &'n Node) -> Flow<Seen<'a>>
    where
        'n: 'a,
    {
        go(match operand {
            Operand::Null => Seen::Null,
            Operand::Bool(truth) => Seen::Bool(*truth),
            Operand::Integer(number) => Seen::Integer(*number),
            Operand::Float(number) => Seen::Float(*number),
            Operand::Text(text) => Seen::Text(text.into()),
            Operand::At(singular) => self.at(singular, node)?.map_or(Seen::Nothing, Seen::of),
            Operand::Length(of) => self.seen(of, node)?.length(&mut self.budget)?,
            Operand::Count(nodes) => {
                let (count, _) = self.first(nodes, node, usize::MAX)?;
                i64::try_from(count).map_or(Seen::Nothing, Seen::Integer)
            }
            Operand::Value(nodes) => match self.first(nodes, node, 2)? {
                (1, Some(only)) => Seen::of(only),
                _ => Seen::Nothing,
            },
        })
    }

    /// The node that a query in a filter leads to.
    fn at(&mut self, singular: &Singular, node: &'n Node) -> Flow<Option<&'n Node>> {
        let Start::Root(slot) = singular.from else { return self.follow(&singular.hops, node) };
        if let Some(Place::Known(known)) = self.roots.get(slot) {
            return go(*known);
        }
        let place = self.follow(&singular.hops, self.root)?;
        if let Some(slot) = self.roots.get_mut(slot) {
            *slot = Place::Known(place);
        }
        go(place)
    }

    fn follow(&mut self, hops: &[Hop], mut node: &'n Node) -> Flow<Option<&'n Node>> {
        for hop in hops {
            self.budget.spend(1)?;
            let next = match hop {
                Hop::Name(name) => self.entry(node, name)?,
                Hop::Index(index) => item(node, *index),
            };
            let Some(next) = next else { return go(None) };
            node = next;
        }
        go(Some(node))
    }

    /// How many nodes there are, counted up to `most`, and the first of them.
    fn first(&mut self, nodes: &Nodes, node: &'n Node, most: usize) -> Flow<(usize, Option<&'n Node>)> {
        let path = match nodes {
            Nodes::One(singular) => {
                let only = self.at(singular, node)?;
                return go((usize::from(only.is_some()), only));
            }
            Nodes::Many(path) => path,
        };
        let (mut count, mut first) = (0, None);
        let flow = self.walk(node, path, &mut |found| {
            first = first.or(Some(found));
            count += 1;
            if count == most { Flow::Break(Stop::Enough) } else { go(()) }
        });
        match flow {
            Flow::Break(Stop::TooMuch) => Flow::Break(Stop::TooMuch),
            Flow::Break(Stop::Enough) | Flow::Continue(()) => go((count, first)),
        }
    }

    fn matches(&mut self, matching: &Matching, node: &'n Node) -> Flow<bool> {
        let Seen::Text(text) = self.seen(&matching.of, node)? else { return go(false) };
        self.budget.spend(text.len())?;
        let found = match &matching.pattern {
            Pattern::Written(written) => written.is_match(&text),
            Pattern::Found(operand) => {
                let Seen::Text(pattern) = self.seen(operand, node)? else { return go(false) };
                self.budget.spend((text.len() + 1).saturating_mul(FOUND_PRICE))?;
                self.patterns.built(&pattern, matching.whole).is_match(&text)
            }
        };
        found.map_or(Flow::Break(Stop::TooMuch), go)
    }
}

/// The items of a list or the values of a table.
fn children(node: &Node) -> impl Iterator<Item = &Node> {
    let entries = if let Value::Table(table) = &node.value { table.entries.as_slice() } else { &[] };
    items(node).iter().chain(entries.iter().map(|entry| &entry.value))
}

/// The items of a list; what is none has none.
fn items(node: &Node) -> &[Node] {
    if let Value::Array(items) = &node.value { items } else { &[] }
}

/// One item of a list, counted from the end where the index is negative.
fn item(node: &Node, index: i64) -> Option<&Node> {
    let items = items(node);
    let from_end = || items.len().checked_sub(usize::try_from(index.unsigned_abs()).ok()?);
    items.get(if index < 0 { from_end()? } else { usize::try_from(index).ok()? })
}

/// The items of a list that a slice takes (RFC 9535, section 2.3.4.2.2).
fn sliced<'n>(node: &'n Node, slice: &Slice) -> impl Iterator<Item = &'n Node> {
    let items = items(node);
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let step = slice.step;
    let place = |index: i64| if index < 0 { length + index } else { index };
    // Where it begins, and where it ends: the first is taken, the last is not.
    let (begin, end) = if step < 0 {
        let bound = |index: Option<i64>, open: i64| index.map_or(open, |index| place(index).clamp(-1, length - 1));
        (bound(slice.start, length - 1), bound(slice.end, -1))
    } else {
        let bound = |index: Option<i64>, open: i64| index.map_or(open, |index| place(index).clamp(0, length));
        (bound(slice.start, 0), bound(slice.end, length))
    };
    let inside = move |index: &i64| (step > 0 && *index < end) || (step < 0 && *index > end);
    let indices = std::iter::successors(Some(begin), move |index| index.checked_add(step)).take_while(inside);
    indices.filter_map(|index| items.get(usize::try_from(index).ok()?))
}
