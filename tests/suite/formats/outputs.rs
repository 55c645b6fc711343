//! `--output`: one run, many files, each as a whole or not at all.

use std::fs;

use super::{FORMATS, given, json};
use crate::canonical::{arguments, canonical_beside_broken};
use crate::run::Output;
use crate::scratch::{Scratch, each};

/// What stood in a file before the run.
const OLD: &str = "what stood here before\n";

fn check(project: &Scratch, outputs: &[&str]) -> Output {
    let outputs = outputs.iter().flat_map(|output| ["--output", output]);
    project.run(&arguments("plain", "en").into_iter().chain(outputs).collect::<Vec<_>>())
}

fn text(project: &Scratch, path: &str) -> String {
    fs::read_to_string(project.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Whether something unfinished lies about.
fn left_behind(project: &Scratch) -> Vec<String> {
    let entries = fs::read_dir(project.root()).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with(".guiju")).collect()
}

#[test]
fn one_run_writes_every_format_as_a_run_of_its_own_would() {
    let project = canonical_beside_broken();
    let formats = [&FORMATS[..], &["json", "plain", "pretty", "narrated"]].concat();
    let outputs: Vec<_> = formats.iter().map(|format| format!("{format}=report.{format}=x")).collect();
    let before: Vec<_> = formats.iter().map(|format| given(&project, format, "en")).collect();
    let plain = given(&project, "plain", "en").stdout;
    let output = check(&project, &outputs.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!((output.status, output.stdout), (2, plain));
    for (format, before) in formats.iter().zip(before) {
        assert!(text(&project, &format!("report.{format}=x")) == before.stdout, "{format} differs");
    }
    assert_eq!(left_behind(&project), [""; 0]);
}

#[test]
fn an_output_that_cannot_be_written_leaves_the_old_ones_whole() {
    let device = if cfg!(target_os = "linux") { "json=/dev/full" } else { "json=nowhere/a.json" };
    let cases = [
        ("json=nowhere/report.json", "there is no folder `nowhere`"),
        ("json=docs", "it is a folder"),
        ("json=.", "it is a folder"),
        ("json=old.json/report.json", ""),
        ("json=governance.toml", "guiju reads the file of this name"),
        ("gitlab=old.json", "two outputs"),
        ("gitlab=./docs/../old.json", "two outputs"),
        (device, if cfg!(target_os = "linux") { "the disk is full" } else { "" }),
    ];
    each(cases, |(output, why)| {
        let project = Scratch::sound().file("old.json", OLD).file("docs/a.md", "# A\n");
        let manifest = text(&project, "governance.toml");
        let path = output.split_once('=').expect("a file").1;
        for outputs in [["json=old.json", output], ["json=old.json", output]] {
            let given = check(&project, &outputs);
            assert_eq!(given.status, 2, "{output}: {}", given.stderr);
            assert!(given.stderr.contains(path) && given.stderr.contains(why), "{output}: {}", given.stderr);
            assert_eq!(
                (text(&project, "old.json").as_str(), text(&project, "governance.toml")),
                (OLD, manifest.clone())
            );
            assert_eq!(left_behind(&project), [""; 0], "{output}");
        }
    });
}

#[cfg(unix)]
#[test]
fn without_permission_nothing_is_written() {
    use std::os::unix::fs::PermissionsExt;

    for (path, is_old) in [("old.json", true), ("locked/new.json", false)] {
        let project = Scratch::sound().file("old.json", OLD).file("locked/old.json", OLD);
        let mode = |path: &str, mode| {
            fs::set_permissions(project.root().join(path), fs::Permissions::from_mode(mode))
                .expect("a mode can be set");
        };
        mode("old.json", 0o444);
        mode("locked", 0o555);
        let given =
            project.run_as_nobody(&[&arguments("plain", "zh")[..], &["--output", &format!("json={path}")]].concat());
        let Some(given) = given else { return };
        assert_eq!((given.status, given.stdout.as_str()), (2, ""), "{path}: {}", given.stderr);
        assert!(given.stderr.contains(&format!("无法写入 `{path}`：没有权限")), "{}", given.stderr);
        assert_eq!(project.root().join(path).exists(), is_old, "{path}");
        assert_eq!(text(&project, "old.json"), OLD);
    }
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_mode_and_a_link_its_end() {
    use std::os::unix::fs::PermissionsExt;

    let project = Scratch::sound().file("real/report.json", OLD).link("report.json", "real/report.json");
    let real = project.root().join("real/report.json");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("a mode can be set");
    assert_eq!(check(&project, &["json=report.json"]).status, 1);
    assert!(project.root().join("report.json").is_symlink());
    assert_eq!(json(&text(&project, "real/report.json"))["schema"], "guiju.report/1");
    assert_eq!(fs::metadata(&real).expect("it stands").permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_run_that_judges_nothing_writes_nothing() {
    let project = Scratch::new().file("old.json", OLD);
    assert_eq!(check(&project, &["json=old.json"]).status, 2);
    let wrong_pack = Scratch::sound().file("old.json", OLD);
    let args = [&arguments("plain", "en")[..], &["--pack", "./nowhere", "--output", "json=old.json"]].concat();
    assert_eq!(wrong_pack.run(&args).status, 2);
    for project in [project, wrong_pack] {
        assert_eq!((text(&project, "old.json").as_str(), left_behind(&project).len()), (OLD, 0));
    }
}

#[test]
fn an_output_that_is_none_is_told_in_both_languages() {
    let project = Scratch::sound();
    for (output, en, zh) in [
        ("report.json", "FORMAT=FILE", "请写成“格式=文件”"),
        ("sarfi=x.json", "no format `sarfi`", "格式有 "),
        ("json=", "name a file", "请写成“格式=文件”"),
        ("json=-", "--format", "请写成“格式=文件”"),
    ] {
        for (locale, told) in [("en", en), ("zh", zh)] {
            let given = project.run(&["check", "--locale", locale, "--output", output]);
            assert_eq!((given.status, given.stdout.as_str()), (2, ""), "{output}");
            assert!(given.stderr.contains(told), "{output}: {}", given.stderr);
        }
    }
}

#[test]
fn what_is_being_written_is_no_evidence() {
    let answer = crate::scratch::ANSWER.replace("GOVERNANCE.md", "*");
    let manifest = format!("{}{answer}", crate::scratch::PROJECT);
    let project = Scratch::with(&manifest).file("GOVERNANCE.md", crate::scratch::GOVERNANCE);
    let alone = given(&project, "json", "en").stdout;
    let args = [&arguments("json", "en")[..], &["--output", "plain=out.txt"]].concat();
    assert_eq!(project.run(&args).stdout, alone);
}
