//! What verifying a bundle found. How it is found is for `command`, how it is told for `render`.

use super::facts::Facts;
use super::hold::Fault;
use crate::diff::RunsDiff;
use crate::locale::Text;
use crate::pack::Library;
use crate::report::PackReport;

/// What verifying a bundle found.
#[derive(Debug)]
pub(crate) struct Verification {
    /// The folder, as the user names it.
    pub(crate) folder: String,
    pub(crate) facts: Facts,
    /// How many files the bundle lists.
    pub(crate) files: usize,
    /// The SHA-256 of the list of digests, by which all of the bundle is known.
    pub(crate) seal: Option<String>,
    pub(crate) faults: Vec<Fault>,
    /// What came of judging it again; why that could not be done.
    pub(crate) again: Result<Again, Text>,
}

/// What came of judging a bundle again.
#[derive(Debug)]
pub(crate) struct Again {
    /// The packs that it was judged by now, and how far they are known.
    pub(crate) rules: Vec<(PackReport, Trust)>,
    /// Whether these are others than those in the bundle, as was asked for.
    pub(crate) by_others: bool,
    /// Whether the report was held against the one in the bundle to the byte, as only the same version of guiju by the same rules can.
    pub(crate) to_the_byte: bool,
    /// How the two reports differ; none where that in the bundle is no report any more.
    pub(crate) diff: Option<RunsDiff>,
}

/// How far a pack is known to the guiju that verifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// It is built into it.
    BuiltIn,
    /// Another of the same name is.
    Other { built_in: &'static str },
    /// It knows nothing of it.
    Own,
}

impl Trust {
    /// How far a pack is known.
    pub(crate) fn of(pack: &PackReport) -> Self {
        match Library::digest(&pack.id) {
            Some(digest) if digest == pack.sha256 => Self::BuiltIn,
            Some(built_in) => Self::Other { built_in },
            None => Self::Own,
        }
    }
}

impl Again {
    /// Whether the two reports conclude the same.
    pub(crate) fn is_same(&self) -> bool {
        self.diff.as_ref().is_some_and(|diff| diff.projects.len() == 1 && diff.touched().next().is_none())
    }
}

impl Verification {
    /// Whether every file is what it was, and the same is concluded from them.
    pub(crate) fn is_same(&self) -> bool {
        self.faults.is_empty() && self.again.as_ref().is_ok_and(Again::is_same)
    }
}
