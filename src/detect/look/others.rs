//! What checks that ask for no section see in a file: values, names, words. What that is worth is weighed beside the sections.

use jiff::civil::Date;

use super::outcome;
use crate::check::{Kind, Outcome, Part};
use crate::finding::Code;
use crate::pack::Item;

/// Whether a check that holds shows by itself what a file is about.
#[derive(PartialEq, Eq)]
enum Telling {
    /// A value at a path, a name: yes.
    Itself,
    /// A word somewhere in the text: hardly.
    Words,
}

/// What checks that ask for no section saw in a file.
#[derive(Default)]
pub(super) struct Others {
    /// The checks that hold, as indices into the item's.
    pub(super) held: Vec<usize>,
    /// How many of those that show by themselves what a file is about saw what they look for, and how many there are.
    pub(super) telling: usize,
    pub(super) telling_asked: usize,
    /// How many of those on words in the text hold.
    pub(super) words: usize,
    words_asked: usize,
}

impl Others {
    /// Whether most of the words that an item asks for stand there.
    pub(super) fn words_tell(&self) -> bool {
        self.words * 2 > self.words_asked
    }
}

/// The checks beside those on sections.
pub(super) fn others(item: &Item, whole: &Part, today: Date) -> Others {
    let mut others = Others::default();
    for (at, check) in item.checks.iter().enumerate() {
        let kind = match &check.kind {
            Kind::Text(text) if text.must.is_some() => Telling::Words,
            Kind::Value(value) if value.count_at_most.is_none() => Telling::Itself,
            Kind::Files(_) => Telling::Itself,
            Kind::Section(_) | Kind::Text(_) | Kind::Value(_) | Kind::Agree(_) | Kind::Expr(_) => continue,
        };
        others.words_asked += usize::from(kind == Telling::Words);
        others.telling_asked += usize::from(kind == Telling::Itself);
        if !check.whole_project && !check.concerns(&whole.document.local) {
            continue;
        }
        let (held, near) = match outcome(check, item, vec![whole.clone()], today) {
            Outcome::Held { .. } => (true, true),
            Outcome::Failed(failures) => (false, failures.iter().any(|failure| failure.code == Code::ValueMismatch)),
            Outcome::Skipped | Outcome::Fault(_) => (false, false),
        };
        others.held.extend(held.then_some(at));
        others.words += usize::from(held && kind == Telling::Words);
        others.telling += usize::from(near && kind == Telling::Itself);
    }
    others
}
