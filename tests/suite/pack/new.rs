//! `guiju pack new`: the pack passes its cases as it is written, nothing that stands is touched, and nothing is left of what failed.

use std::fs;
use std::path::Path;

use super::shown;
use crate::run::guiju_in;
use crate::scratch::{Scratch, each};

/// Every file and folder below a folder, as paths.
fn below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder can be listed") {
            let path = entry.expect("an entry").path();
            found.push(path.to_string_lossy().into_owned());
            if path.is_dir() && !path.is_symlink() {
                open.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn what_is_written_passes_its_own_cases() {
    let cases = [
        ("acme", vec![], "acme"),
        ("./acme", vec![], "acme"),
        ("deep/er/acme/", vec![], "acme"),
        ("Our Rules", vec!["--id", "our-rules"], "our-rules"),
        ("内部规定", vec!["--id", "acme-2"], "acme-2"),
        ("acme", vec!["--extends", "four-principles"], "acme"),
        ("it's", vec!["--id", "acme", "--extends", "four-principles"], "acme"),
    ];
    let languages = cases.into_iter().flat_map(|case| [(case.clone(), "en"), (case, "zh")]);
    each(languages, |((folder, more, id), locale)| {
        let project = Scratch::new();
        let output = project.run(&[&["pack", "new", folder, "--locale", locale], more.as_slice()].concat());
        assert_eq!(output.status, 0, "{}", shown(&output));
        let clean = folder.trim_end_matches('/');
        assert_eq!(output.stdout, format!("{clean}/pack.toml\n{clean}/{id}/on-call.toml\n"), "{}", shown(&output));
        assert_eq!(output.stderr.lines().count(), 1, "{}", shown(&output));
        let named = format!("{}/{folder}", project.root().display());
        for verb in [&["test"][..], &["test", "--mutate"], &["list", "items", "--pack"]] {
            let output = project.run(&[verb, &[named.as_str()]].concat());
            assert_eq!((output.status, output.stderr.as_str()), (0, ""), "{folder}: {}", shown(&output));
            assert!(output.stdout.contains("4 passed, 0 failed") || verb[0] == "list", "{folder}: {}", shown(&output));
        }
        let item = fs::read_to_string(project.root().join(folder).join(id).join("on-call.toml")).expect("an item");
        assert_eq!(item.contains("好用例"), locale == "zh", "the comments are in the reader's language");
        assert!(!below(project.around()).iter().any(|path| path.contains(".new-")), "something is left behind");
    });
}

#[test]
fn the_next_step_can_be_pasted() {
    let project = Scratch::new();
    for (folder, named) in [("acme", "./acme"), ("a/b", "a/b"), ("it's", r"'./it'\''s'")] {
        let output = project.run(&["pack", "new", folder, "--id", "acme"]);
        assert_eq!(output.stderr, format!("next: guiju test {named}\n"));
    }
}

#[test]
fn an_empty_folder_is_filled() {
    let project = Scratch::new();
    fs::create_dir(project.root().join("acme")).expect("a folder can be made");
    let output = project.run(&["pack", "new", "acme"]);
    assert_eq!(output.status, 0, "{}", shown(&output));
    assert!(project.root().join("acme/pack.toml").is_file());
}

#[test]
fn what_stands_in_the_way_is_told_and_stays() {
    let cases = [
        ("a pack", "acme/pack.toml", "acme", "`pack.toml`"),
        ("another file", "acme/notes.md", "acme", "`notes.md`"),
        ("a hidden file", "acme/.gitignore", "acme", "`.gitignore`"),
        ("a folder", "acme/x/y", "acme", "`x`"),
        ("a file of the name", "acme", "acme", "a file stands there"),
        ("a file above", "acme", "acme/house", "it is no folder"),
        ("the folder itself", "acme/pack.toml", "acme/.", "`pack.toml`"),
        ("here", "x", ".", "no name"),
        ("here, by a detour", "x", "../project", "no name"),
        ("above", "x", "..", "no name"),
        ("the root", "x", "/", "no name"),
    ];
    each(cases, |(what, file, folder, told)| {
        let project = Scratch::new().file(file, "mine\n");
        let before = below(project.around());
        let output = project.run(&["pack", "new", folder, "--id", "acme"]);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{what}: {}", shown(&output));
        assert!(output.stderr.contains(told), "{what}: {}", shown(&output));
        assert_eq!(output.stderr.lines().count(), 1, "{what}: {}", shown(&output));
        assert_eq!(below(project.around()), before, "{what}");
        assert_eq!(fs::read_to_string(project.root().join(file)).expect("it is there"), "mine\n", "{what}");
    });
    let many = (0..9).fold(Scratch::new(), |project, at| project.file(&format!("acme/{at}.md"), "mine\n"));
    let output = many.run(&["pack", "new", "acme"]);
    assert!(output.stderr.contains("it holds `0.md`, `1.md`, `2.md` and 6 more"), "{}", shown(&output));
}

#[test]
fn an_id_is_checked_before_anything_is_written() {
    let cases: [(&[&str], &str); 14] = [
        (&["Acme"], "`Acme` is no id of a pack"),
        (&["acme.d"], "no id"),
        (&["规则"], "no id"),
        (&["acme", "--id", ""], "no id"),
        (&["acme", "--id", "a b"], "no id"),
        (&["acme", "--id", "../acme"], "no id"),
        (&["acme", "--id", "a--b"], "no id"),
        (&["acme", "--id=-a"], "no id"),
        (&["acme", "--id", "a\nb"], "no id"),
        (&["acme", "--id", "a\"\nextends = [\"x"], "no id"),
        (&["acme", "--id", "four-principles"], "built-in"),
        (&["acme", "--id", "people", "--extends", "four-principles"], "principle of `four-principles`"),
        (&["acme", "--extends", "four-principals"], "did you mean `four-principles`?"),
        (&["acme", "--extends", "./elsewhere"], "`four-principles`"),
    ];
    each(cases, |(args, told)| {
        let project = Scratch::new();
        let output = project.run(&[&["pack", "new"], args].concat());
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{args:?}: {}", shown(&output));
        assert!(output.stderr.contains(told), "{args:?}: {}", shown(&output));
        assert_eq!(below(&project.root()), Vec::<String>::new(), "{args:?}");
        let chinese = project.run(&[&["pack", "new", "--locale", "zh"], args].concat());
        assert!(chinese.status == 2 && chinese.stderr.starts_with("错误："), "{args:?}: {}", shown(&chinese));
    });
}

#[test]
fn a_hostile_name_steers_no_terminal() {
    let project = Scratch::new();
    for name in ["\u{1b}[2Jgone", "a\nb", "a\u{202e}b"] {
        for status in [0, 2] {
            let output = guiju_in(&project.root(), &["pack", "new", name, "--id", "acme"]);
            assert_eq!(output.status, status, "{name:?}: {}", shown(&output));
            let told = format!("{}{}", output.stdout, output.stderr);
            assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told:?}");
            assert_eq!(told.lines().count(), if status == 0 { 3 } else { 1 }, "{told:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    for target in ["elsewhere", "nowhere"] {
        let project = Scratch::new().file("elsewhere/.keep", "").link("acme", target);
        fs::remove_file(project.root().join("elsewhere/.keep")).expect("it can go");
        let output = project.run(&["pack", "new", "acme"]);
        assert_eq!(output.status, 2, "{target}: {}", shown(&output));
        assert!(output.stderr.contains("a link stands there"), "{target}: {}", shown(&output));
        assert_eq!(below(&project.root()).len(), 2, "{target}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_told() {
    let project = Scratch::new();
    let Some(output) = project.run_as_nobody(&["pack", "new", "acme"]) else { return };
    if output.status == 0 {
        // Whoever runs the tests owns the folder.
        return;
    }
    assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{}", shown(&output));
    assert!(output.stderr.contains("it is not permitted"), "{}", shown(&output));
    assert_eq!(below(&project.root()), Vec::<String>::new());
}
