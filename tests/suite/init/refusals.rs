//! What `init` does not do: write over a manifest, leave the project, stumble over what lies in a repository.

use std::fs;

use super::{listed, project};
use crate::run::guiju_in;
use crate::scratch::{PROJECT, Scratch};

#[test]
fn a_manifest_is_written_over_only_where_that_was_asked_for() {
    let scratch = Scratch::with(PROJECT);
    let given = scratch.run(&["init", "--yes"]);
    assert_eq!((given.status, given.stdout.as_str()), (2, ""));
    assert!(given.stderr.contains("--force"), "{}", given.stderr);
    let chinese = scratch.run(&["init", "--locale", "zh"]).stderr;
    assert!(chinese.starts_with("错误：") && chinese.contains("已经存在"), "{chinese}");
    let read = || fs::read_to_string(scratch.root().join("governance.toml")).expect("it is there");
    assert_eq!(read(), PROJECT);
    assert_eq!(scratch.run(&["init", "--force"]).status, 0);
    assert!(read().contains("guiju init"), "{}", read());
    // The second run gives what the first gave.
    let first = read();
    assert_eq!(scratch.run(&["init", "--force"]).status, 0);
    assert_eq!(read(), first);
}

#[test]
fn no_second_manifest_is_put_beside_one_of_another_syntax() {
    for name in ["governance.yaml", "governance.json"] {
        let scratch = Scratch::new().file(name, "{}");
        for (locale, told) in [("en", "holds one manifest"), ("zh", "只能有一份清单")] {
            let given = scratch.run(&["init", "--force", "--locale", locale]);
            assert_eq!((given.status, given.stdout.as_str()), (2, ""), "{name}");
            assert!(given.stderr.contains(name) && given.stderr.contains(told), "{name}: {}", given.stderr);
        }
        assert!(!scratch.root().join("governance.toml").exists(), "{name}");
        assert_eq!(scratch.run(&["init", "--dry-run"]).status, 0, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_at_the_place_of_the_manifest_is_not_followed() {
    let scratch = Scratch::new().link("governance.toml", "../outside.toml");
    assert_eq!(scratch.run(&["init"]).status, 2);
    assert_eq!(scratch.run(&["init", "--force"]).status, 0);
    assert!(!scratch.around().join("outside.toml").exists());
    assert!(scratch.root().join("governance.toml").is_file());
}

#[test]
fn what_cannot_be_meant_is_refused_in_both_languages() {
    let scratch = project();
    for (args, en, zh) in [
        (&["init", "nowhere"][..], "there is no such file or folder", "没有这个文件或文件夹"),
        (&["init", "LICENSE"], "it is no folder", "不是文件夹"),
        (&["init", "--level", "7"], "there is no level 7; there are 1, 2, 3", "没有等级 7；可用的有 1、2、3"),
        (&["init", "--pack", "five-principles"], "five-principles", "five-principles"),
        (&["init", "--pack", "../outside"], "`../outside` cannot be opened", "`../outside` 无法打开"),
    ] {
        for (locale, told) in [("en", en), ("zh", zh)] {
            let given = scratch.run(&[args, &["--locale", locale]].concat());
            assert_eq!((given.status, given.stdout.as_str()), (2, ""), "{args:?}");
            assert!(given.stderr.contains(told), "{args:?}: {}", given.stderr);
        }
    }
    assert!(!scratch.root().join("governance.toml").exists());
    assert_eq!(scratch.run(&["init", "--format", "json"]).status, 2);
}

#[test]
fn a_pack_is_named_as_the_manifest_will_find_it() {
    let pack = Scratch::new();
    assert_eq!(guiju_in(&pack.root(), &["pack", "new", "rules/acme"]).status, 0);
    let given = guiju_in(pack.around(), &["init", "project", "--pack", "project/rules/acme", "--yes"]);
    assert_eq!(given.status, 0, "{}", given.stderr);
    let text = fs::read_to_string(pack.root().join("governance.toml")).expect("it was written");
    assert!(text.contains("packs = [\"./rules/acme\"]\n") && text.contains("\n[answers.acme.on-call]\n"), "{text}");
    assert_eq!(pack.judge(&[]).output.status, 1);
    // From a project beside it, no manifest could name it.
    fs::create_dir(pack.around().join("other")).expect("a folder can be made");
    let given = guiju_in(pack.around(), &["init", "other", "--pack", "project/rules/acme"]);
    assert_eq!(given.status, 2);
    assert!(given.stderr.contains("does not lie in the project"), "{}", given.stderr);
}

#[cfg(unix)]
#[test]
fn whatever_lies_in_a_repository_the_rest_is_found() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    let scratch = project()
        .file("SECURITY.md", b"# Security \xff\xfe\n")
        .file(
            "docs/a#b/risk-register.md",
            "# Risk register\n\n- A risk that nobody can cite, for the sign in its path.\n",
        )
        .file("docs/[x]/risk-register.md", "# Risk register\n\n- A risk that would be read as a pattern of paths.\n")
        .file("evals/groups.json", "{ \"groups\": [")
        .file("CITATION.cff", "title: [unclosed\n")
        .file("pictures/a.png", b"\x89PNG\r\n")
        .link("docs/loop", "../docs")
        .link("docs/gone.md", "nowhere.md")
        .link("PRIVACY.md", "/etc/hostname");
    fs::write(scratch.root().join(OsStr::from_bytes(b"risk\xff.md")), "# Risks\n").expect("a file can be written");
    symlink("README.md", scratch.root().join("MODEL_CARD.md")).expect("a link can be made");
    let listed = listed(&scratch, &[]);
    let places: Vec<_> = listed.iter().filter_map(|entry| entry["path"].as_str()).collect();
    // A link within the project is proposed as the page that it leads to.
    assert!(places.contains(&"GOVERNANCE.md") && places.contains(&"README.md"), "{places:?}");
    for path in ["MODEL_CARD.md", "SECURITY.md", "PRIVACY.md", "evals/groups.json", "docs/gone.md"] {
        assert!(!places.contains(&path), "{path}");
    }
    assert!(places.iter().all(|path| !path.contains(['#', '['])), "{places:?}");
}

#[cfg(unix)]
#[test]
fn a_link_is_proposed_as_what_it_leads_to_or_not_at_all() {
    const RISKS: &str = "# Risk register\n\n## Risk register\n\n| Risk | Owner | What we do about it |\n| --- | --- | --- |\n| A wrong time is told and a passenger waits in the cold | Jun | the harbour reads the table each morning |\n| The ferry does not go and nobody says so | Maria | the office calls the phone |\n";
    let places = |scratch: &Scratch| -> Vec<String> {
        let listed = listed(scratch, &[]);
        let evidence = listed.iter().filter(|entry| entry["item"] == "security/risk-register");
        evidence.filter_map(|entry| entry["path"].as_str().map(str::to_owned)).collect()
    };
    let inside = Scratch::new().file("docs/risks/2026.md", RISKS).link("RISK_REGISTER.md", "docs/risks/2026.md");
    assert_eq!(places(&inside), ["docs/risks/2026.md"]);
    let ignored = Scratch::new()
        .file(".gitignore", "private/\n")
        .file("private/risks.md", RISKS)
        .link("RISK_REGISTER.md", "private/risks.md");
    let vendored = Scratch::new().file("vendor/risks.md", RISKS).link("RISK_REGISTER.md", "vendor/risks.md");
    let outside = Scratch::new().link("RISK_REGISTER.md", "../risks.md");
    fs::write(outside.around().join("risks.md"), RISKS).expect("a file can be written");
    for scratch in [ignored, vendored, outside] {
        assert_eq!(places(&scratch), [""; 0]);
    }
    assert_eq!(places(&Scratch::new().file("RISK_REGISTER.md", RISKS)), ["RISK_REGISTER.md"]);
}

#[cfg(unix)]
#[test]
fn without_permission_it_says_so() {
    use std::os::unix::fs::PermissionsExt;

    let scratch = project().file("private/risk-register.md", "# Risk register\n");
    let mode = |path: &str, mode: u32| {
        fs::set_permissions(scratch.root().join(path), fs::Permissions::from_mode(mode)).expect("a mode can be set");
    };
    mode("private", 0o000);
    mode("LICENSE", 0o000);
    if let Some(given) = scratch.run_as_nobody(&["init", "--dry-run"]) {
        assert_eq!(given.status, 0, "{}", given.stderr);
        assert!(given.stdout.contains("GOVERNANCE.md") && !given.stdout.contains("LICENSE"), "{}", given.stdout);
    }
    if let Some(given) = scratch.run_as_nobody(&["init"]) {
        assert_eq!(given.status, 2);
        assert!(given.stderr.contains("governance.toml` cannot be written: it is not permitted"), "{}", given.stderr);
    }
    mode("private", 0o755);
}
