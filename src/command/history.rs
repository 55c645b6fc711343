//! What a text was when it was reviewed, out of git, and what has changed since, below the finding that tells of it. Nothing is judged
//! here, and nothing that git keeps is believed unless it has the digest that was recorded.

use std::path::Path;

use crate::evaluate::Change;
use crate::evidence::{Contents, Document};
use crate::finding::Finding;
use crate::judge::Judged;
use crate::locale::{Text, text};
use crate::render;

use super::git;
use super::projects::folder_of;

/// How large a text may be, in bytes: what is more is not judged either.
const LIMIT: u64 = 8 * 1024 * 1024;
/// How many changes of one project are shown.
const SHOWN: usize = 10;

/// Adds to each finding on a change since a review what that change is, where git has the text of then.
pub(super) fn explain(judged: &mut Judged, manifest: &Path) {
    let folder = folder_of(manifest);
    for one in judged.seen.changes.iter().take(SHOWN) {
        let own = |finding: &&mut Finding| finding.rule == one.item && finding.subject == one.subject;
        if let Some(finding) = judged.report.findings.iter_mut().find(own)
            && let Some(lines) = since(one, folder)
        {
            let evidence = &one.evidence;
            let shown = lines.join("\n  ");
            let Text { en, zh } = finding.help.take().unwrap_or_default();
            finding.help =
                Some(text!("{en}\n`{evidence}` since then:\n  {shown}", "{zh}\n`{evidence}` 此后的改动：\n  {shown}"));
        }
    }
}

/// The lines in which the text differs from what was reviewed; none where that text cannot be had.
pub(super) fn since(one: &Change, folder: &Path) -> Option<Vec<String>> {
    let now = one.document.cited_text(one.anchor.as_deref())?;
    let blob = one.git_blob.as_ref()?;
    let (path, anchor) = match one.evidence.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (one.evidence.as_str(), None),
    };
    let bytes = git::ask(folder, &["cat-file", "blob", blob], LIMIT)?;
    let contents = Contents { size: bytes.len() as u64, bytes };
    let old = Document::new((path.to_owned(), path.to_owned()), Ok(contents), path.to_owned(), None);
    if old.cited_sha256(anchor).as_ref() != Some(&one.sha256) {
        return None;
    }
    let lines = render::since(&old.cited_text(anchor)?, &now);
    (!lines.is_empty()).then_some(lines)
}
