//! What the parsers of every format say alike. It reads nothing.

use std::collections::HashMap;

use crate::finding::{Code, Problem};
use crate::locale::{Text, text};
use crate::source::Span;
use crate::tree::{Entry, Node, Table};

/// A syntax problem.
pub(super) fn syntax(span: Span, message: Text, help: Option<Text>) -> Problem {
    Problem { help, ..Problem::new(Code::Syntax, span, message) }
}

/// The problem that values stand inside values without end.
pub(super) fn too_deep(span: Span) -> Problem {
    syntax(span, text!("this is nested too deeply", "嵌套层数过多"), None)
}

/// The problem that a number does not fit.
pub(super) fn too_large(span: Span) -> Problem {
    Problem::new(Code::BadValue, span, text!("this number is too large to be read", "这个数字太大，无法读取"))
}

/// The problem that a key stands twice in one table.
pub(super) fn repeated(key: &str, span: Span, first: Option<Span>) -> Problem {
    let shown: String = key.chars().take(60).collect();
    let problem = syntax(span, text!("the key `{shown}` stands twice", "键 `{shown}` 重复出现"), None)
        .label(text!("again here", "这里又出现一次"))
        .help(text!("keep one of the two", "两处只保留一处"));
    match first {
        Some(first) => problem.related(first, text!("first here", "第一次出现在这里")),
        None => problem,
    }
}

/// Gathers the entries of a table; of a key that stands twice, the first.
#[derive(Default)]
pub(super) struct Entries {
    table: Table,
    firsts: HashMap<String, Span>,
}

impl Entries {
    /// Adds an entry, or tells that its key is there already.
    pub(super) fn add(&mut self, key: String, key_span: Span, value: Node, problems: &mut Vec<Problem>) {
        if let Some(&first) = self.firsts.get(&key) {
            problems.push(repeated(&key, key_span, Some(first)));
            return;
        }
        self.firsts.insert(key.clone(), key_span);
        self.table.entries.push(Entry { key, key_span, value });
    }

    /// The table of all entries.
    pub(super) fn into_table(self) -> Table {
        self.table
    }
}
