//! `files`: so many of the cited files match a glob. It reads none of them.

use super::{Failure, Look, Outcome};
use crate::evidence::Globs;
use crate::finding::Code;
use crate::locale::text;

/// At least `at_least` of the files match `any`.
#[derive(Debug)]
pub(crate) struct FilesCheck {
    /// The globs.
    pub(crate) any: Globs,
    /// How many files.
    pub(crate) at_least: usize,
}

impl FilesCheck {
    pub(super) fn evaluate(&self, look: &Look<'_>) -> Outcome {
        let found = look.parts.iter().filter(|part| self.any.is_match(&part.document.local)).count();
        if found >= self.at_least {
            return Outcome::Held { read: false };
        }
        let wanted = self.any.patterns().map(|pattern| format!("`{pattern}`")).collect::<Vec<_>>();
        let (en, zh, at_least) = (wanted.join(", "), wanted.join("、"), self.at_least);
        let message = text!(
            "{found} of the cited files match {en}, at least {at_least} must",
            "引用的文件中有 {found} 个符合 {zh}，至少需要 {at_least} 个"
        );
        Outcome::Failed(vec![Failure::new(Code::EvidenceUnaccepted, message)])
    }
}
