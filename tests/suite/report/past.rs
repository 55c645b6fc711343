//! `guiju report --since`: the commits that are drawn, what each is judged by, and what is said where there is no history.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::between;
use crate::repository::{commit_at, committed, git};
use crate::run::{Output, finish, prepared};
use crate::scratch::{ANSWER, GOVERNANCE, PROJECT, Scratch, TODAY, each};

/// A subject that no page may take for anything but text.
const SUBJECT: &str = "</td></table><script>window.ran=1</script> \u{202e}\u{1b}[31m `a|b` \"&#39;";

fn report_in(folder: &Path, more: &[&str]) -> Output {
    let mut command = prepared(folder, &[&["report", "--as-of", TODAY, "--locale", "en"], more].concat());
    finish(command.env("PATH", std::env::var_os("PATH").unwrap_or_default()))
}

fn report(project: &Scratch, more: &[&str]) -> Output {
    report_in(&project.root(), more)
}

/// A page with a history, of a project whose commits are hostile.
pub(crate) fn history(args: &[&str]) -> String {
    let project = aged();
    let mut command = prepared(&project.root(), &[&["report"], args].concat());
    let page = finish(command.env("PATH", std::env::var_os("PATH").unwrap_or_default()));
    assert_eq!(page.status, 0, "{}", page.stderr);
    page.stdout
}

/// The section of the history, and what was said beside the page.
fn section(project: &Scratch, since: &str) -> (String, String) {
    let output = report(project, &["--since", since]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    (between(&output.stdout, "<section aria-labelledby=past ", "</section>").to_owned(), output.stderr)
}

/// The rows of its table: the day, and the rest.
fn rows(section: &str) -> Vec<(String, String)> {
    let rows = between(section, "<tbody>", "</tbody>").split("<tr>").skip(1);
    rows.map(|row| (between(row, "<td>", "</td>").to_owned(), row.to_owned())).collect()
}

fn days(section: &str) -> Vec<String> {
    rows(section).into_iter().map(|(day, _)| day).collect()
}

/// A project that has come a long way: no manifest, a gap, a broken one, none again, and a claim that is carried.
fn aged() -> Scratch {
    let project = Scratch::new();
    let root = project.root();
    git(&root, &["init", "-q", "-b", "main"]);
    let write = |path: &str, text: &str| fs::write(root.join(path), text).expect("it can be written");
    let honest = ANSWER.replace("\"met\"", "\"partial\"");
    let steps: [(&str, &str, &dyn Fn()); 7] = [
        ("2026-01-05", "Begin", &|| write("GOVERNANCE.md", "# Governance\n\nTODO\n")),
        ("2026-02-01", "Say the gap", &|| write("governance.toml", &format!("{PROJECT}{honest}"))),
        ("2026-03-01", SUBJECT, &|| write("governance.toml", "schema = = 1\n")),
        ("2026-04-01", "Drop it", &|| fs::remove_file(root.join("governance.toml")).expect("it goes away")),
        ("2026-10-20", "自称满足", &|| write("governance.toml", &format!("{PROJECT}{ANSWER}"))),
        ("2026-10-25", "Write who answers", &|| write("GOVERNANCE.md", GOVERNANCE)),
        ("2026-11-02", "Waive nothing", &|| write("governance.waivers.toml", "schema = 1\n")),
    ];
    for (day, subject, change) in steps {
        change();
        commit_at(&root, &format!("{day}T23:30:00Z"), subject);
    }
    git(&root, &["tag", "v1", "HEAD~2"]);
    project
}

#[test]
fn each_commit_that_touched_the_manifest_is_judged_as_it_was() {
    let (section, beside) = section(&aged(), "2026-01-01");
    assert_eq!(beside, "");
    assert_eq!(
        days(&section),
        ["2026-02-01", "2026-03-01", "2026-04-01", "2026-10-20", "2026-11-02", TODAY],
        "the first commit has no manifest, and evidence alone makes no point"
    );
    let rows = rows(&section);
    let row = |at: usize| rows[at].1.as_str();
    assert!(row(0).contains("Say the gap"), "{}", row(0));
    assert!(row(1).contains("cannot be judged") && row(1).contains("无法评判"), "{}", row(1));
    assert!(row(2).contains("there was no manifest"), "{}", row(2));
    let [then, later] = [3, 4].map(|at| {
        let figures: Vec<_> = rows[at].1.split("<td>").skip(2).map(|cell| cell.split('<').next().unwrap()).collect();
        figures.iter().map(|figure| (*figure).to_owned()).collect::<Vec<_>>()
    });
    assert_eq!(then[0], later[0], "the same was declared: {then:?} {later:?}");
    assert_ne!(then[1], later[1], "the evidence of then was hollow: {then:?} {later:?}");
    assert!(row(5).contains("The files as they are") && row(5).contains("当前文件"), "{}", row(5));
    // Where it could not be judged, no line is drawn.
    let line = between(&section, "class=verified d=\"", "\"");
    assert_eq!(line.matches('M').count(), 2, "{line}");
    assert!(section.contains("key-void"));
}

#[test]
fn a_history_begins_with_the_revision_or_with_the_first_commit_of_the_day() {
    let project = aged();
    for (since, first) in
        [("v1", "2026-10-20"), ("HEAD~6", "2026-01-05"), ("2026-10-20", "2026-10-20"), ("2026-10-21", "2026-11-02")]
    {
        assert_eq!(days(&section(&project, since).0)[0], first, "{since}");
    }
    git(&project.root(), &["tag", "2026-03-02", "v1"]);
    let (both, _) = section(&project, "2026-03-02");
    assert_eq!(days(&both)[0], "2026-10-20", "a revision wins");
    assert!(both.contains("<code>2026-03-02</code> is the name of a revision here"), "{both}");
    let mut command = prepared(&project.root(), &["report", "--as-of", "2026-10-21", "--since", "2026-01-01"]);
    let early = finish(command.env("PATH", std::env::var_os("PATH").unwrap_or_default())).stdout;
    assert!(!early.contains("2026-11-02"), "what came later is no history");
}

#[test]
fn what_commits_say_is_text() {
    let (section, _) = section(&aged(), "HEAD~6");
    assert!(section.contains("&lt;script&gt;window.ran=1&lt;/script&gt;"), "{section}");
    for word in ["<script", "\u{202e}", "\u{1b}"] {
        assert!(!section.contains(word), "{word:?}");
    }
}

#[test]
fn what_is_no_revision_and_no_day_is_told() {
    let project = aged();
    let cases = [
        (&["--since", "nope"][..], "`nope` is neither a git revision here nor a day"),
        (&["--since", "2026-02-30"], "neither a git revision"),
        (&["--since", "^v1"], "neither a git revision"),
        (&["--since=--output=x"], "is no git revision"),
        (&["--since="], "is no git revision"),
        (&["--since", "v1", "--format", "soa"], "only `--format html` shows"),
    ];
    each(cases, |(args, told)| {
        let output = report(&project, args);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{args:?}: {}", output.stderr);
        assert!(output.stderr.contains(told), "{args:?}: {}", output.stderr);
    });
    assert!(!project.root().join("x").exists());
}

#[test]
fn where_there_is_no_history_the_section_says_so() {
    let alone = Scratch::sound();
    let (nowhere, beside) = section(&alone, "2026-01-01");
    assert!(nowhere.contains("no git work tree") && nowhere.contains("没有可显示的历史"), "{nowhere}");
    assert!(beside.starts_with("guiju: no history: ") && !nowhere.contains("<figure"), "{beside}");
    git(&alone.root(), &["init", "-q"]);
    let (unborn, _) = section(&alone, "2026-01-01");
    assert!(unborn.contains("No commit since <code>2026-01-01</code>"), "{unborn}");
    committed(&alone.root());
    let (none, beside) = section(&alone, "2999-01-01");
    assert!(none.contains("No commit since"), "{none}");
    assert_eq!(beside, "guiju: no commit since `2999-01-01` touched the manifest\n");
    let without =
        finish(prepared(&alone.root(), &["report", "--as-of", TODAY, "--since", "v1"]).env("PATH", "/nowhere"));
    assert!(without.status == 0 && without.stdout.contains("or there is no git"), "{}", without.stderr);
    assert!(!report(&alone, &[]).stdout.contains("id=past"), "nobody asked");
}

#[test]
fn a_shallow_clone_says_that_it_is_one() {
    let project = aged();
    let clone = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", project.root().display());
    git(clone.path(), &["clone", "-q", "--depth", "2", &from, "c"]);
    let output = report_in(&clone.path().join("c"), &["--since", "2026-01-01"]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert!(output.stderr.contains("the clone is shallow"), "{}", output.stderr);
    assert!(output.stdout.contains("git fetch --unshallow"));
}

#[test]
fn hundreds_of_commits_are_thinned_and_take_no_long_time() {
    let project = Scratch::sound();
    let root = project.root();
    committed(&root);
    let mut stream = String::new();
    for at in 0..300 {
        let manifest = format!("{PROJECT}{ANSWER}# {at}\n");
        let second = 1_767_225_600 + at * 86_400;
        stream.push_str(&format!(
            "commit refs/heads/long\ncommitter a <a@b.example> {second} +0000\ndata 2\nc\nM 644 inline governance.toml\ndata {}\n{manifest}\n",
            manifest.len()
        ));
    }
    fs::write(project.around().join("stream"), stream).expect("it can be written");
    let import = std::process::Command::new("git")
        .current_dir(&root)
        .args(["fast-import", "--quiet"])
        .stdin(fs::File::open(project.around().join("stream")).expect("it stands"))
        .status();
    assert!(import.is_ok_and(|status| status.success()));
    git(&root, &["checkout", "-q", "-f", "long"]);
    let start = Instant::now();
    let (section, beside) = section(&project, "2026-01-01");
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    assert_eq!(beside, "guiju: 60 of 300 commits are drawn, evenly chosen\n");
    let days = days(&section);
    assert_eq!((days.len(), days[0].as_str(), days[59].as_str()), (61, "2026-01-01", "2026-10-27"));
    assert!(section.contains("60 of 300 commits are shown") && !section.contains(" open>"), "the table is folded");
}

#[test]
fn the_past_is_judged_by_the_packs_of_today() {
    let project = Scratch::new();
    let (root, example) = (project.root(), Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/acme-pack"));
    git(&root, &["init", "-q", "-b", "main"]);
    fs::copy(example.join("governance.toml"), root.join("governance.toml")).expect("it can be copied");
    commit_at(&root, "2026-09-01T10:00:00Z", "Begin without the pack");
    let copied = std::process::Command::new("cp").arg("-r").arg(example.join("governance")).arg(&root).status();
    assert!(copied.is_ok_and(|status| status.success()));
    commit_at(&root, "2026-09-02T10:00:00Z", "Write the pack");
    let (section, _) = section(&project, "2026-01-01");
    assert_eq!(days(&section), ["2026-09-01", TODAY]);
    assert!(!section.contains("class=gap"), "{section}");
}
