//! How much work a query may make: a document is hostile, and so is a pack.

use std::ops::ControlFlow;

use crate::tree::{Node, Table};

/// Why a search ends before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// What was asked is known.
    Enough,
    /// The budget is used up: nobody knows.
    TooMuch,
}

/// Whether to go on.
pub(super) type Flow<T = ()> = ControlFlow<Stop, T>;

/// Goes on with a value.
pub(super) fn go<T>(value: T) -> Flow<T> {
    Flow::Continue(value)
}

/// The steps that are left. A step is a value that is looked at, a key that is compared, or eight bytes of a text.
#[derive(Debug)]
pub(super) struct Budget(pub(super) usize);

impl Budget {
    /// Spends steps, or ends.
    pub(super) fn spend(&mut self, steps: usize) -> Flow {
        match self.0.checked_sub(steps) {
            Some(left) => {
                self.0 = left;
                go(())
            }
            None => Flow::Break(Stop::TooMuch),
        }
    }

    /// Spends what it takes to go through a text.
    pub(super) fn spend_on_text(&mut self, text: &str) -> Flow {
        self.spend(text.len() / 8)
    }

    /// The value of a key.
    pub(super) fn look_up<'n>(&mut self, table: &'n Table, key: &str) -> Flow<Option<&'n Node>> {
        let at = table.entries.iter().position(|entry| entry.key == key);
        self.spend(at.unwrap_or(table.entries.len()) + 1)?;
        go(at.and_then(|at| table.entries.get(at)).map(|entry| &entry.value))
    }
}
