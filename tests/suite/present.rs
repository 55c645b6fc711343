//! What only a person sees who is there: a run that watches, and a line that tells how far a long one has come.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::run::finish;
use crate::scratch::{ANSWER, GOVERNANCE, OWNER, PROJECT, Scratch, TODAY, write};
use crate::tools::tool;

/// After this a run that does not go on is ended, so that its test fails.
const TOO_LONG: Duration = Duration::from_secs(120);

/// A run that watches, and what it says: both streams in one.
struct Watching {
    lines: Box<dyn Iterator<Item = String>>,
    running: std::process::Child,
    over: mpsc::Sender<()>,
}

fn kill(signal: &str, id: u32) {
    let killed = Command::new("kill").args([signal, &id.to_string()]).status().expect("kill is there");
    assert!(killed.success() || signal == "-KILL");
}

impl Watching {
    /// Starts one. Whoever runs the tests may have told their shell to ignore Ctrl-C; this run does not.
    fn start(folder: &Path, more: &[&str]) -> Self {
        let mut command = Command::new("env");
        command.args(["--default-signal=INT", "sh", "-c", "exec \"$0\" \"$@\" 2>&1", env!("CARGO_BIN_EXE_guiju")]);
        command.args(["check", "--watch", "--as-of", TODAY, "--locale", "en", "--format", "plain"]).args(more);
        command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut running = command.spawn().expect("the program starts");
        let lines = BufReader::new(running.stdout.take().expect("a pipe")).lines();
        let (over, is_over) = mpsc::channel::<()>();
        let id = running.id();
        thread::spawn(move || {
            if is_over.recv_timeout(TOO_LONG) == Err(mpsc::RecvTimeoutError::Timeout) {
                kill("-KILL", id);
            }
        });
        Self { lines: Box::new(lines.map(|line| line.expect("UTF-8"))), running, over }
    }

    /// What it says until it waits for the next change.
    fn said(&mut self) -> String {
        let mut said = String::new();
        for line in &mut self.lines {
            if line.starts_with("guiju: watching ") {
                return said;
            }
            said.push_str(&line);
            said.push('\n');
        }
        panic!("it ended: {said}");
    }

    /// Presses Ctrl-C, and gives the signal by which it ended.
    fn interrupt(mut self) -> Option<i32> {
        use std::os::unix::process::ExitStatusExt;

        kill("-INT", self.running.id());
        let status = self.running.wait().expect("it ends");
        // Nobody waits for it any more.
        let _ = self.over.send(());
        status.signal()
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_change_of_anything_that_was_read_is_judged() {
    let project = Scratch::sound();
    let mut watching = Watching::start(&project.root(), &["--only", OWNER, "--output", "json=report.json"]);
    let put = |path: &str, text: &str| write(&project.root().join(path), text.as_bytes());
    let whole = format!("{PROJECT}{ANSWER}");
    assert!(watching.said().contains("verified 100 %"));
    put("GOVERNANCE.md", "TODO\n");
    assert!(watching.said().contains("GOVERNANCE.md:1:1: error["));
    put("GOVERNANCE.md", GOVERNANCE);
    assert!(watching.said().contains("verified 100 %"));
    // Broken midway, gone, back again.
    put("governance.toml", "name = \n");
    assert!(watching.said().contains("governance.toml:1:"));
    fs::remove_file(project.root().join("governance.toml")).expect("it stands");
    assert!(watching.said().contains("no `governance.toml`"));
    put("governance.toml", &whole);
    assert!(watching.said().contains("verified 100 %"));
    // What was not there when it was looked for.
    put("governance.waivers.toml", "waivres = []\n");
    assert!(watching.said().contains("waivres"));
    put("governance.lock", "x\n");
    assert!(watching.said().contains("governance.lock"));
    assert!(project.root().join("report.json").is_file(), "outputs are written each time");
    assert_eq!(watching.interrupt(), Some(2), "as Ctrl-C ends any program: 130 for a shell");
}

#[cfg(target_os = "linux")]
#[test]
fn a_pack_of_the_command_line_is_watched_too() {
    let project = Scratch::sound();
    let new = project.run(&["pack", "new", "./mine", "--locale", "en"]);
    assert_eq!(new.status, 0, "{}", new.stderr);
    let mut watching = Watching::start(&project.root(), &["--pack", "./mine"]);
    assert!(watching.said().contains("verified"));
    let head = project.root().join("mine/pack.toml");
    let text = fs::read_to_string(&head).expect("it stands");
    write(&head, format!("{text}\nwhatever = 1\n").as_bytes());
    assert!(watching.said().contains("whatever"));
    write(&head, text.as_bytes());
    assert!(watching.said().contains("verified"));
    assert_eq!(watching.interrupt(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn it_ends_when_nobody_reads_any_more() {
    let project = Scratch::sound();
    let mut watching = Watching::start(&project.root(), &["--only", OWNER]);
    watching.said();
    let Watching { lines, mut running, over } = watching;
    drop(lines);
    write(&project.root().join("GOVERNANCE.md"), b"TODO\n");
    let status = running.wait().expect("it ends");
    let _ = over.send(());
    assert_eq!(status.code(), Some(0), "as the last run that was read ended");
}

#[test]
fn what_cannot_begin_is_not_watched() {
    let empty = Scratch::new();
    for args in [&["check", "--watch"][..], &["check", "--watch", "--only", "["], &["check", "--watch", "nowhere"]] {
        let output = empty.run(args);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{args:?}: {}", output.stderr);
        assert!(!output.stderr.contains("watching"), "{args:?}: {}", output.stderr);
    }
}

/// What a run says on a terminal.
#[cfg(unix)]
fn on_a_terminal(folder: &Path, environment: &[(&str, &str)], more: &[&str]) -> String {
    let script = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
    let mut command = Command::new(tool("python"));
    command.args(["-c", script, env!("CARGO_BIN_EXE_guiju"), "check", "--as-of", TODAY, "--format", "json"]).args(more);
    command.current_dir(folder).stdin(Stdio::null()).env_clear();
    command.envs([("TERM", "xterm"), ("LANG", "C.UTF-8")]).envs(environment.iter().copied());
    let output = finish(&mut command);
    assert_eq!(output.status, 1, "{}{}", output.stdout, output.stderr);
    output.stdout
}

#[cfg(unix)]
#[test]
fn a_long_run_tells_a_person_how_far_it_has_come_and_nobody_else() {
    let project = Scratch::new();
    for at in 0..60 {
        write(&project.root().join(format!("p{at:02}/governance.toml")), PROJECT.as_bytes());
    }
    let told = "manifests judged";
    let seen = on_a_terminal(&project.root(), &[], &["--jobs", "1"]);
    for done in [0, 1, 59] {
        let line = format!("\rguiju: {done} of 60 {told}\u{1b}[K\r\u{1b}[K");
        assert!(seen.contains(&line), "{done} is not told, or not taken away");
    }
    let chinese = on_a_terminal(&project.root(), &[], &["--locale", "zh"]);
    assert!(chinese.contains("共 60 份清单，已评判 0 份"), "{chinese}");
    let few = on_a_terminal(&project.root(), &[], &["p00", "p01"]);
    for (name, value, more) in [("CI", "true", &[][..]), ("TERM", "dumb", &[]), ("CI", "", &["--quiet"])] {
        assert!(!on_a_terminal(&project.root(), &[(name, value)], more).contains(told), "{name}={value} {more:?}");
    }
    assert!(!few.contains(told));
    let piped = project.run(&["check", "--as-of", TODAY, "--format", "json"]);
    assert!(!piped.stderr.contains(told) && !piped.stderr.contains('\r'), "{}", piped.stderr);
}
