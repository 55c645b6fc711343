//! The command line: how a run ends, what goes where, and that the same input gives the same bytes.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::Stdio;

use crate::run::{Output, finish, guiju_in, prepared};
use crate::scratch::{ANSWER, GOVERNANCE, Judged, OWNER, PROJECT, Scratch, TODAY, each, write};

/// Judges the one item that the sound project answers.
const SOUND: [&str; 5] = ["check", "--as-of", TODAY, "--only", OWNER];

fn shown(output: &Output) -> String {
    format!("status {}\n{}{}", output.status, output.stdout, output.stderr)
}

/// A project whose one answer is not carried.
fn hollow() -> Scratch {
    Scratch::with(&format!("{PROJECT}{ANSWER}")).file("GOVERNANCE.md", "TODO\n")
}

#[test]
fn a_quiet_run_without_findings_prints_nothing() {
    let output = Scratch::sound().run(&[&SOUND[..], &["--quiet", "--format", "plain"]].concat());
    assert_eq!((output.status, output.stdout.as_str(), output.stderr.as_str()), (0, "", ""));
}

#[test]
fn data_goes_to_standard_output_and_all_else_to_standard_error() {
    for project in [Scratch::sound(), hollow()] {
        let output = project.run(&[&SOUND[..], &["--format", "json"]].concat());
        let report: serde_json::Value = serde_json::from_str(&output.stdout).expect("nothing but JSON");
        assert_eq!(report["schema"], "guiju.report/1");
        assert_eq!(report["as-of"], TODAY);
        assert_eq!(output.stderr.lines().count(), 1, "{}", shown(&output));
    }
}

#[test]
fn a_run_that_judges_nothing_never_passes() {
    let sound = Scratch::sound();
    let cases: [(&str, Scratch, &[&str]); 9] = [
        ("no manifest", Scratch::new().file("README.md", "# Ferry\n"), &["check"]),
        ("no manifest, nothing can fail", Scratch::new(), &["check", "--fail-on", "never"]),
        ("no such path", Scratch::new(), &["check", "nowhere"]),
        ("one path of two", Scratch::sound(), &["check", ".", "nowhere"]),
        ("an item that is none", Scratch::sound(), &["check", "--only", "security/acountable-owner"]),
        ("an item that is none, nothing can fail", Scratch::sound(), &["check", "--only", "x/*", "--fail-on", "never"]),
        ("no glob", Scratch::sound(), &["check", "--only", "security/[a"]),
        ("no pack", Scratch::sound(), &["check", "--pack", "five-principles"]),
        ("items that all do not apply", sound, &["check", "--only", "fairness/licence"]),
    ];
    each(cases, |(what, project, args)| {
        for format in ["plain", "json"] {
            let output = project.run(&[args, &["--as-of", TODAY, "--format", format, "--locale", "en"]].concat());
            assert_eq!(output.status, 2, "{what}: {}", shown(&output));
            assert!(!output.stderr.trim().is_empty(), "{what}: does not say why");
        }
    });
}

#[test]
fn the_end_of_a_run_follows_the_limit() {
    let stale =
        Scratch::with(&format!("{PROJECT}{}", ANSWER.replace("2026-10", "2020-10"))).file("GOVERNANCE.md", GOVERNANCE);
    let cases = [
        (Scratch::sound(), "note", 0),
        (hollow(), "error", 1),
        (hollow(), "note", 1),
        (hollow(), "never", 0),
        (stale, "error", 0),
    ];
    for (project, limit, expected) in cases {
        let output = project.run(&[&SOUND[..], &["--fail-on", limit]].concat());
        assert_eq!(output.status, expected, "{limit}: {}", shown(&output));
    }
    let broken = Scratch::with("schema = ");
    assert_eq!(broken.run(&["check", "--fail-on", "never"]).status, 2);
}

#[test]
fn a_manifest_that_cannot_be_judged_does_not_hide_the_others() {
    let project =
        Scratch::new().file("a/governance.toml", "name = \n").file("b/governance.toml", format!("{PROJECT}{ANSWER}"));
    let output = project.run(&["check", "--as-of", TODAY, "--format", "plain", "--locale", "en"]);
    assert_eq!(output.status, 2, "{}", shown(&output));
    assert!(output.stderr.contains("a/governance.toml:1:"), "{}", shown(&output));
    assert!(output.stdout.contains("b/governance.toml:"), "{}", shown(&output));
}

#[test]
fn arguments_that_are_none_name_the_near_word_in_both_languages() {
    let project = Scratch::sound();
    let cases: [(&[&str], &str); 16] = [
        (&["pack", "dif", "a", "b"], "diff"),
        (&["pack", "diff", "a", "b", "--fromat", "json"], "--format"),
        (&["schema", "pakc"], "pack"),
        (&["check", "--fromat", "json"], "--format"),
        (&["check", "--as_of", TODAY], "--as-of"),
        (&["chek"], "check"),
        (&["check", "--format", "jsno"], "json"),
        (&["check", "--fail-on", "warn"], "warning"),
        (&["list", "item"], "items"),
        (&["check", "--locale", "zn"], "zh"),
        (&["check", "--as-of", "2026-02-30"], "2026-01-31"),
        (&["check", "--jobs", "0"], "256"),
        (&["forecast", "--days", "0"], "3660"),
        (&["plan", "--level", "0"], "255"),
        (&["init", "--level", "0"], "255"),
        (&["check", "--output", "jsno=a.json"], "json"),
    ];
    let languages = cases.into_iter().flat_map(|case| [(case, "en"), (case, "zh")]);
    each(languages, |((args, near), locale)| {
        // A language that is none is asked for before the one that is.
        let known = !args.contains(&"--locale");
        let args: Vec<_> = args.iter().copied().chain(["--locale", locale].into_iter().filter(|_| known)).collect();
        let output = project.run(&args);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{args:?}: {}", shown(&output));
        assert!(output.stderr.contains(near), "{args:?} does not name {near}: {}", shown(&output));
        assert_eq!(output.stderr.contains("错误"), known && locale == "zh", "{args:?}: {}", shown(&output));
    });
    assert_eq!(project.run(&[]).status, 2);
    assert_eq!(project.run(&["check", "--quiet", "--quiet"]).status, 2);
}

#[test]
fn help_and_version_need_no_project_and_no_pack() {
    let empty = Scratch::new();
    let version = empty.run(&["--version"]);
    assert_eq!((version.status, version.stderr.as_str()), (0, ""));
    assert_eq!(version.stdout.trim(), format!("guiju {}", env!("CARGO_PKG_VERSION")));
    let verbs: [&[&str]; 13] = [
        &["--help"],
        &["check", "--help"],
        &["explain", "-h"],
        &["forecast", "--help"],
        &["list", "--help"],
        &["plan", "--help"],
        &["report", "--help"],
        &["test", "--help"],
        &["schema", "--help"],
        &["lsp", "--help"],
        &["pack", "-h"],
        &["pack", "new", "--help"],
        &["pack", "diff", "--help"],
    ];
    for args in verbs {
        let [english, chinese] = ["en", "zh"].map(|locale| empty.run(&[args, &["--locale", locale]].concat()));
        assert_eq!((english.status, chinese.status), (0, 0), "{args:?}");
        assert!(english.stdout.contains("Usage:") && chinese.stdout.contains("用法："), "{args:?}: {}", chinese.stdout);
        assert!(!chinese.stdout.contains("Options"), "{args:?}: {}", chinese.stdout);
    }
}

#[test]
fn the_readers_language_is_the_environments_unless_asked_for() {
    let project = hollow();
    for (name, value, chinese) in
        [("LANG", "zh_CN.UTF-8", true), ("LC_ALL", "zh_TW.UTF-8", true), ("LANG", "fr_FR.UTF-8", false)]
    {
        let mut command = prepared(&project.root(), &[&SOUND[..], &["--format", "plain"]].concat());
        let output = finish(command.env(name, value));
        assert_eq!(output.stdout.contains("占位"), chinese, "{name}={value}: {}", shown(&output));
    }
    let mut command = prepared(&project.root(), &[&SOUND[..], &["--locale", "en", "--format", "plain"]].concat());
    let output = finish(command.env("LANG", "zh_CN.UTF-8"));
    assert!(output.stdout.contains("placeholder"), "{}", shown(&output));
}

#[test]
fn the_day_of_a_build_stands_in_for_the_day_of_judging() {
    let project = Scratch::sound();
    let as_of = |epoch: &str, more: &[&str]| {
        let mut command = prepared(&project.root(), &[&["check", "--only", OWNER, "--format", "json"], more].concat());
        finish(command.env("SOURCE_DATE_EPOCH", epoch))
    };
    let noon = as_of("1795435200", &[]);
    assert!(noon.stdout.contains("\"as-of\":\"2026-11-23\""), "{}", shown(&noon));
    let asked = as_of("0", &["--as-of", "2026-11-24"]);
    assert!(asked.stdout.contains("\"as-of\":\"2026-11-24\""), "{}", shown(&asked));
    for wrong in ["yesterday", "1e9", "99999999999999999999"] {
        let output = as_of(wrong, &[]);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{wrong}: {}", shown(&output));
        assert!(output.stderr.contains("SOURCE_DATE_EPOCH"), "{wrong}: {}", shown(&output));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let around = tempfile::tempdir().expect("a temporary folder can be made");
    for copy in ["one", "other"] {
        for at in 0..50 {
            let folder = around.path().join(copy).join(format!("projects/{}/p{at:02}", at % 7));
            let answer = ANSWER.replace("GOVERNANCE.md", ["GOVERNANCE.md", "*.md", "gone.md"][at % 3]);
            write(&folder.join("governance.toml"), format!("{PROJECT}{answer}").as_bytes());
            write(&folder.join("GOVERNANCE.md"), [GOVERNANCE, "TODO\n", "# Roles\n"][at / 3 % 3].as_bytes());
        }
    }
    let run = |copy: &str, jobs: &str, format: &str| {
        let folder = around.path().join(copy);
        guiju_in(&folder, &["check", "projects", "--as-of", TODAY, "--jobs", jobs, "--format", format])
    };
    for format in ["json", "plain", "pretty", "narrated", "ndjson", "github", "gitlab", "junit", "rdjson", "markdown"] {
        let first = run("one", "1", format);
        assert_eq!(first.status, 1, "{}", shown(&first));
        for (copy, jobs) in [("one", "8"), ("one", "8"), ("one", "1"), ("other", "3")] {
            let again = run(copy, jobs, format);
            assert!(
                first.stdout == again.stdout && first.stderr == again.stderr,
                "{format} differs with {copy} and {jobs} jobs"
            );
        }
    }
    let report = Judged::of(run("one", "8", "json"));
    let names: serde_json::Value = serde_json::from_str(&report.output.stdout).expect("JSON");
    let manifests: Vec<_> =
        names["projects"].as_array().expect("projects").iter().map(|it| it["manifest"].as_str()).collect();
    assert_eq!(manifests.len(), 50);
    assert!(manifests.is_sorted(), "{manifests:?}");
}

#[test]
fn a_project_that_is_named_twice_is_judged_once() {
    let project = Scratch::sound();
    each(
        [[".", "."], [".", "governance.toml"], ["governance.toml", "./governance.toml"], [".", "../project"]],
        |paths| {
            let output = project.run(&[&SOUND[..], &["--format", "json"], &paths].concat());
            let report: serde_json::Value = serde_json::from_str(&output.stdout).expect("JSON");
            assert_eq!(report["totals"]["projects"], 1, "{paths:?}");
        },
    );
}

#[test]
fn what_git_ignores_is_left_out_unless_it_is_named() {
    let project = Scratch::sound().file(".git/HEAD", "ref: refs/heads/main\n").file(".gitignore", "vendor/\n");
    let project = project.file("vendor/governance.toml", PROJECT);
    let count = |args: &[&str]| {
        let output = project.run(&[args, &["--as-of", TODAY, "--format", "json"]].concat());
        serde_json::from_str::<serde_json::Value>(&output.stdout).expect("JSON")["totals"]["projects"].clone()
    };
    assert_eq!(count(&["check"]), 1);
    assert_eq!(count(&["check", ".", "vendor"]), 2);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let keys: String = (0..20_000).map(|at| format!("x{at} = {at}\n")).collect();
    let project = Scratch::with(&format!("{keys}{PROJECT}"));
    for args in
        [&["check", "--as-of", TODAY, "--format", "plain"][..], &["check", "--as-of", TODAY, "--format", "json"]]
    {
        let mut command = prepared(&project.root(), args);
        let mut running = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut first = String::new();
        let mut reader = BufReader::new(running.stdout.take().expect("a pipe"));
        reader.read_line(&mut first).expect("a first line");
        drop(reader);
        let mut told = String::new();
        running.stderr.take().expect("a pipe").read_to_string(&mut told).expect("messages are UTF-8");
        let status = running.wait().expect("it ends").code();
        assert_eq!(status, Some(1), "{told}");
        for word in ["panicked", "os error", "pipe", "管道"] {
            assert!(!told.to_lowercase().contains(word), "{told}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_no_success() {
    let project = Scratch::sound();
    let cases = [
        [&SOUND[..], &["--format", "json"]].concat(),
        [&SOUND[..], &["--format", "plain"]].concat(),
        vec!["list", "items"],
        vec!["explain", OWNER],
        vec!["explain", OWNER, "--in", ".", "--as-of", TODAY],
        vec!["forecast", "--format", "ics", "--as-of", TODAY],
        vec!["plan", "--as-of", TODAY],
        vec!["report", "--as-of", TODAY],
        vec!["trace"],
        vec!["test", "four-principles"],
        vec!["schema", "pack"],
        vec!["pack", "diff", "four-principles", "four-principles"],
        vec!["pack", "diff", "four-principles", "four-principles", "--in", ".", "--as-of", TODAY],
    ];
    each(cases, |args| {
        let full = File::options().write(true).open("/dev/full").expect("a device that is always full");
        let output = prepared(&project.root(), &args).stdout(full).stderr(Stdio::piped()).output().expect("it runs");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
        assert!(!told.contains("panicked") && !told.is_empty(), "{args:?}: {told}");
    });
}

#[test]
fn colour_is_for_those_who_ask() {
    let project = hollow();
    let run = |environment: &[(&str, &str)], more: &[&str]| {
        let mut command = prepared(&project.root(), &[&SOUND[..], &["--format", "pretty"], more].concat());
        command.env_remove("NO_COLOR").envs(environment.iter().copied());
        finish(&mut command).stdout.contains('\u{1b}')
    };
    assert!(!run(&[], &[]), "a pipe gets no colour");
    assert!(run(&[], &["--color", "always"]));
    assert!(run(&[("FORCE_COLOR", "1")], &[]));
    assert!(!run(&[("FORCE_COLOR", "1"), ("NO_COLOR", "1")], &[]));
    assert!(run(&[("FORCE_COLOR", "1"), ("NO_COLOR", "")], &[]));
    assert!(!run(&[("FORCE_COLOR", "1")], &["--color", "never"]));
}

#[test]
fn any_width_can_be_drawn() {
    let project = hollow();
    for columns in ["0", "1", "7", "40", "100000", "-1", "wide"] {
        for locale in ["en", "zh"] {
            let mut command =
                prepared(&project.root(), &["check", "--as-of", TODAY, "--format", "pretty", "--locale", locale]);
            let output = finish(command.env("COLUMNS", columns));
            assert_eq!(output.status, 1, "{columns}: {}", shown(&output));
        }
    }
}

#[test]
fn a_wider_root_ends_at_the_top_of_the_work_tree() {
    let around = tempfile::tempdir().expect("a temporary folder can be made");
    let manifest = |up: &str| {
        let answer = ANSWER.replace("GOVERNANCE.md", "../../GOVERNANCE.md");
        format!("{PROJECT}root = \"{up}\"\n{answer}")
    };
    let service = around.path().join("tree/services/ferry");
    write(&around.path().join("tree/.git/HEAD"), b"ref: refs/heads/main\n");
    write(&around.path().join("tree/GOVERNANCE.md"), GOVERNANCE.as_bytes());
    write(&around.path().join("GOVERNANCE.md"), b"TOP-SECRET\n");
    let run = |up: &str, cwd: &Path| {
        fs::create_dir_all(&service).expect("a folder can be made");
        write(&service.join("governance.toml"), manifest(up).as_bytes());
        Judged::of(guiju_in(cwd, &[&SOUND[..], &["--format", "json"]].concat()))
    };
    for cwd in [service.clone(), around.path().join("tree")] {
        let judged = run("../..", &cwd);
        assert_eq!((judged.verdict(OWNER), judged.output.status), (Some("satisfied"), 0), "{:?}", judged.findings());
        for up in ["../../..", "..", "/", "../../../..", "../x/.."] {
            let judged = run(up, &cwd);
            assert_eq!(judged.output.status, 1, "{up}: {}", judged.printed());
            assert!(!judged.printed().contains("TOP-SECRET"), "{up}");
        }
    }
}
