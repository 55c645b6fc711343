//! The program `git`, asked for what a repository holds, in an environment and with settings in which it runs no hook, no filter, no pager
//! and no other program, opens no connection and writes nothing. A library for reading git would be a hundred crates for what two commands
//! answer.

use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

/// How long git may take. It answers in a few milliseconds; only a repository that was made to stop it takes longer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many bytes the line before an object has at most.
const LINE: u64 = 4096;

/// What a command prints, where it ends well and prints no more than `limit` bytes.
pub(super) fn ask(folder: &Path, args: &[&str], limit: u64) -> Option<Vec<u8>> {
    let (bytes, is_whole) = head(folder, args, limit)?;
    is_whole.then_some(bytes)
}

/// The first `limit` bytes of what a command prints, and whether that was all and it ended well.
pub(super) fn head(folder: &Path, args: &[&str], limit: u64) -> Option<(Vec<u8>, bool)> {
    let mut child = git(folder).args(args).stdin(Stdio::null()).spawn().ok()?;
    let output = child.stdout.take()?;
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.take(limit + 1).read_to_end(&mut bytes);
        // Nobody listens any more where git took too long.
        let _ = tell.send(read.map(|_| bytes));
    });
    let bytes = told.recv_timeout(PATIENCE).ok().and_then(Result::ok);
    let is_whole = bytes.as_ref().is_some_and(|bytes| bytes.len() as u64 <= limit);
    let ended_well = end(&mut child, is_whole);
    let mut bytes = bytes?;
    bytes.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Some((bytes, ended_well))
}

/// Waits for the end of a program that has said all, and stops any other. Whether it ended well.
fn end(child: &mut Child, is_whole: bool) -> bool {
    if !is_whole {
        // One that has ended by itself cannot be stopped, and need not be.
        let _ = child.kill();
    }
    child.wait().is_ok_and(|status| status.success() && is_whole)
}

/// One `git cat-file` that answers for many objects, one after the other.
#[derive(Debug)]
pub(super) struct Batch {
    child: Child,
    ask: Sender<(String, u64)>,
    told: Receiver<io::Result<Object>>,
}

/// What git says of an object.
#[derive(Debug)]
pub(super) struct Object {
    /// In bytes.
    pub(super) size: u64,
    /// None where there are more than was asked for: this program then answers no more.
    pub(super) bytes: Option<Vec<u8>>,
}

impl Batch {
    /// Starts it.
    pub(super) fn start(folder: &Path) -> Option<Self> {
        let mut child = git(folder).args(["cat-file", "--batch"]).stdin(Stdio::piped()).spawn().ok()?;
        let (input, output) = (child.stdin.take()?, child.stdout.take()?);
        let (ask, asked) = mpsc::channel();
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || serve(input, output, &asked, &tell));
        Some(Self { child, ask, told })
    }

    /// The object of this name, which is hexadecimal digits, with its bytes where there are at most `limit`; none where it is not there, or
    /// git takes too long.
    pub(super) fn object(&mut self, name: &str, limit: u64) -> Option<Object> {
        self.ask.send((name.to_owned(), limit)).ok()?;
        let told = self.told.recv_timeout(PATIENCE);
        if told.is_err() {
            // What comes late would be taken for the answer to another question.
            let _ = self.child.kill();
        }
        told.ok()?.ok()
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        end(&mut self.child, false);
    }
}

/// Asks for one object after the other until nobody wants more, or one is too large to be read to its end.
fn serve(
    mut input: ChildStdin,
    output: ChildStdout,
    asked: &Receiver<(String, u64)>,
    tell: &Sender<io::Result<Object>>,
) {
    let mut output = BufReader::new(output);
    for (name, limit) in asked {
        let object = writeln!(input, "{name}").and_then(|()| input.flush()).and_then(|()| answer(&mut output, limit));
        let is_over = object.as_ref().is_ok_and(|object| object.bytes.is_none());
        if tell.send(object).is_err() || is_over {
            return;
        }
    }
}

/// The next answer: a line `NAME blob SIZE`, and the bytes with a line end behind them.
fn answer(output: &mut BufReader<ChildStdout>, limit: u64) -> io::Result<Object> {
    let missing = || io::Error::from(io::ErrorKind::NotFound);
    let mut line = String::new();
    output.take(LINE).read_line(&mut line)?;
    let size = line.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse().ok()).ok_or_else(missing)?;
    if size > limit {
        return Ok(Object { size, bytes: None });
    }
    let mut bytes = Vec::new();
    output.take(size).read_to_end(&mut bytes)?;
    output.read_exact(&mut [0])?;
    Ok(Object { size, bytes: Some(bytes) })
}

/// The program, in an environment that takes nothing from the caller's but where programs and the user's own settings are.
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
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}
