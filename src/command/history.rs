//! What a text was when it was reviewed, out of git, and what has changed since, below the finding that tells of it. Nothing is judged
//! here, and nothing that git keeps is believed unless it has the digest that was recorded.
//!
//! The program `git` is asked for one object by its name, in an environment and with settings in which it runs no hook, no filter, no
//! pager and no other program, opens no connection and writes nothing. A library for reading git would be a hundred crates for a few
//! lines below a finding, and these can be done without: where there is no git, or the text is not in it, the file is named and no more.

use std::env;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::evaluate::Change;
use crate::evidence::{Contents, Document};
use crate::finding::Finding;
use crate::judge::Judged;
use crate::locale::{Text, text};
use crate::render;

use super::projects::folder_of;

/// How large a text may be, in bytes: what is more is not judged either.
const LIMIT: u64 = 8 * 1024 * 1024;
/// How many changes of one project are shown.
const SHOWN: usize = 10;
/// How long git may take. It answers in a few milliseconds; only a repository that was made to stop it takes longer.
const PATIENCE: Duration = Duration::from_secs(10);

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
    let bytes = object(folder, blob)?;
    let contents = Contents { size: bytes.len() as u64, bytes };
    let old = Document::new((path.to_owned(), path.to_owned()), Ok(contents), path.to_owned(), None);
    if old.cited_sha256(anchor).as_ref() != Some(&one.sha256) {
        return None;
    }
    let lines = render::since(&old.cited_text(anchor)?, &now);
    (!lines.is_empty()).then_some(lines)
}

/// The object of this name, which is hexadecimal digits, in the repository around a folder.
fn object(folder: &Path, name: &str) -> Option<Vec<u8>> {
    let mut child = git(folder).args(["cat-file", "blob", name]).spawn().ok()?;
    let output = child.stdout.take()?;
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.take(LIMIT + 1).read_to_end(&mut bytes);
        // Nobody listens any more where git took too long.
        let _ = tell.send(read.map(|_| bytes));
    });
    let bytes = told.recv_timeout(PATIENCE).ok().and_then(Result::ok);
    let is_whole = bytes.as_ref().is_some_and(|bytes| bytes.len() as u64 <= LIMIT);
    end(&mut child, is_whole).then_some(bytes).flatten()
}

/// Waits for the end of a program that has said all, and stops any other. Whether it ended well.
fn end(child: &mut Child, is_whole: bool) -> bool {
    if !is_whole {
        // One that has ended by itself cannot be stopped, and need not be.
        let _ = child.kill();
    }
    child.wait().is_ok_and(|status| status.success() && is_whole)
}

/// The program `git`, in an environment that takes nothing from the caller's but where programs and the user's own settings are.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().to_ascii_uppercase().starts_with("GIT_"))
    {
        command.env_remove(name);
    }
    command
        // A text that a partial clone lacks is not fetched: not by new versions, nor, for want of a protocol, by old ones.
        .envs([("GIT_NO_LAZY_FETCH", "1"), ("GIT_ALLOW_PROTOCOL", "none"), ("GIT_TERMINAL_PROMPT", "0")])
        .envs([("GIT_OPTIONAL_LOCKS", "0"), ("LC_ALL", "C")])
        .args(["--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"])
        .args(["-c", "protocol.allow=never", "-c", "safe.bareRepository=explicit", "-c", "core.useReplaceRefs=false"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}
