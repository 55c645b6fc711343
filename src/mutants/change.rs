//! One change of a tree at a time, carried from where it is made up to the root. It knows no item.

use crate::locale::Text;
use crate::source::Span;
use crate::tree::{Entry, Node, Table, Value};

/// One way to change a part of a tree.
pub(super) struct Change {
    /// Where.
    pub(super) at: Span,
    /// How, as what makes the difference to a reader: "without `must`".
    pub(super) what: Text,
    /// What then stands there; `None` where the part is gone.
    pub(super) becomes: Option<Value>,
}

impl Change {
    /// The part is gone.
    pub(super) fn gone(at: Span, what: Text) -> Self {
        Self { at, what, becomes: None }
    }

    /// Something else stands there.
    pub(super) fn to(value: Value, at: Span, what: Text) -> Self {
        Self { at, what, becomes: Some(value) }
    }
}

/// The table in every way in which one of its entries changes.
pub(super) fn of_table(table: &Table, of_entry: impl Fn(&Entry) -> Vec<Change>) -> Vec<Change> {
    let mut changes = Vec::new();
    for (at, entry) in table.entries.iter().enumerate() {
        for change in of_entry(entry) {
            let mut entries = table.entries.clone();
            match (change.becomes, entries.get_mut(at)) {
                (Some(value), Some(entry)) => entry.value.value = value,
                _ => drop(entries.remove(at)),
            }
            changes.push(Change { becomes: Some(Value::Table(Table { entries })), ..change });
        }
    }
    changes
}

/// The list in every way in which one of its elements changes.
pub(super) fn of_list(nodes: &[Node], of_element: impl Fn(&Node) -> Vec<Change>) -> Vec<Change> {
    let mut changes = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        for change in of_element(node) {
            let mut nodes = nodes.to_vec();
            match (change.becomes, nodes.get_mut(at)) {
                (Some(value), Some(node)) => node.value = value,
                _ => drop(nodes.remove(at)),
            }
            changes.push(Change { becomes: Some(Value::Array(nodes)), ..change });
        }
    }
    changes
}
