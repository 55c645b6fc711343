//! How far a long run has come: one line on standard error that is written over and goes away, for a person who waits. What is a pipe, a
//! build or a short run gets none.

use std::io::{self, Write};

use super::terminal::is_watched;
use crate::locale::{Locale, text};

/// Up to so many manifests are judged before anyone wonders.
const FEW: usize = 50;

/// A line that tells how far a run has come.
pub(super) struct Progress {
    done: usize,
    total: usize,
    locale: Locale,
    wanted: bool,
    stands: bool,
}

impl Progress {
    /// For a run over so many manifests.
    pub(super) fn new(total: usize, quiet: bool, locale: Locale) -> Self {
        let wanted = total > FEW && !quiet && is_watched();
        Self { done: 0, total, locale, wanted, stands: false }
    }

    /// Writes the line, where one is wanted.
    pub(super) fn show(&mut self) {
        if self.wanted {
            let Self { done, total, .. } = self;
            let line = text!("guiju: {done} of {total} manifests judged", "guiju: 共 {total} 份清单，已评判 {done} 份");
            put(line.get(self.locale));
            self.stands = true;
        }
    }

    /// Counts one more, and takes the line away, so that something else can be written.
    pub(super) fn clear(&mut self) {
        self.done += 1;
        if std::mem::take(&mut self.stands) {
            put("");
        }
    }
}

/// Writes a line over the one that stands there.
fn put(line: &str) {
    let mut out = io::stderr().lock();
    // A reader that has gone away is nothing to stop for.
    let _ = write!(out, "\r{line}\u{1b}[K").and_then(|()| out.flush());
}
