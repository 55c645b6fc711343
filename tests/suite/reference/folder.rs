//! What `guiju docs` does to a folder: its own pages are replaced and removed, all else stays, and nothing is written past what stands in
//! the way.

use std::fs;

use super::{files, is_page, write};
use crate::run::guiju_in;
use crate::scratch::{Scratch, each};

/// A page that an earlier run could have left.
const OLD: &str = "<!-- guiju docs: written by the program from the packs; do not edit -->\n\n# Gone\n";

#[test]
fn a_second_run_writes_nothing_and_leaves_nothing_behind() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = out.path().join("deep/er");
    assert_eq!(write(&folder, &[]).status, 0);
    let before = files(&folder);
    let again = write(&folder, &[]);
    assert!(again.stderr.contains(": 0 written, 0 removed"), "{}", again.stderr);
    assert_eq!(files(&folder), before);
    assert!(before.keys().all(|path| is_page(path) || path.ends_with("book.toml")), "{before:?}");
}

#[test]
fn pages_of_its_own_go_when_their_items_do_and_no_other_file_is_touched() {
    let out = tempfile::tempdir().expect("a folder");
    let own = |path: &str, text: &str| crate::scratch::write(&out.path().join(path), text.as_bytes());
    own("en/items/people/gone.md", OLD);
    own("zh/items/old/gone.md", OLD);
    own("en/README.md", OLD);
    own("en/items/people/mine.md", "# Mine\n");
    own("en/theme/x.css", "a {}\n");
    own("notes.md", OLD);
    own("book/en/items/gone.md", OLD);
    let output = write(out.path(), &[]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert!(output.stderr.contains("2 removed"), "{}", output.stderr);
    let after = files(out.path());
    for (path, kept) in [
        ("en/items/people/gone.md", false),
        ("zh/items/old/gone.md", false),
        ("en/items/people/mine.md", true),
        ("en/theme/x.css", true),
        ("notes.md", true),
        ("book/en/items/gone.md", true),
    ] {
        assert_eq!(after.contains_key(path), kept, "{path}");
    }
    assert!(!out.path().join("zh/items/old").exists(), "an empty folder was left");
    assert!(!after["en/README.md"].contains("Gone"), "a page of ours was not replaced");
}

#[test]
fn what_stands_in_the_way_is_told_before_anything_is_written() {
    each(
        [
            ("en/README.md", "# Mine\n", "`out/en/README.md` is in the way: guiju did not write it"),
            (
                "zh/items/people/purpose.md",
                "",
                "`out/zh/items/people/purpose.md` is in the way: guiju did not write it",
            ),
            ("en/items", "a file", "`out/en/items` is in the way: it is no folder"),
            ("en/book.toml/x", "", "`out/en/book.toml` is in the way: it is no file"),
        ],
        |(path, text, told)| {
            let project = Scratch::new().file(&format!("out/{path}"), text);
            let output = project.run(&["docs", "--out", "out", "--locale", "en"]);
            assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{path}: {}", output.stderr);
            assert!(output.stderr.contains(told), "{path}: {}", output.stderr);
            let left = files(&project.root());
            assert_eq!(left.len(), 1, "{path}: {:?}", left.keys());
        },
    );
}

#[test]
fn a_file_is_no_folder_to_write_to() {
    let project = Scratch::new().file("out", "text");
    let output = project.run(&["docs", "--out", "out", "--locale", "zh"]);
    assert_eq!(output.status, 2, "{}", output.stderr);
    assert!(output.stderr.contains("`out`") && output.stderr.contains("不是文件夹"), "{}", output.stderr);
    assert_eq!(fs::read_to_string(project.root().join("out")).ok().as_deref(), Some("text"));
    let output = project.run(&["docs", "--out", "out/below", "--locale", "en"]);
    assert_eq!(output.status, 2, "{}", output.stderr);
}

#[cfg(unix)]
#[test]
fn no_link_in_the_folder_is_followed() {
    for (link, target) in
        [("out/en", "../elsewhere"), ("out/zh/items", "../../elsewhere"), ("out/README.md", "../x.md")]
    {
        let project = Scratch::new().file("elsewhere/x.md", "x").file("x.md", super::folder::OLD).link(link, target);
        let output = project.run(&["docs", "--out", "out", "--locale", "en"]);
        assert_eq!(output.status, 2, "{link}: {}", output.stderr);
        assert!(output.stderr.contains("it is a link"), "{link}: {}", output.stderr);
        assert_eq!(files(&project.root().join("elsewhere")).len(), 1, "{link}");
        assert_eq!(fs::read_to_string(project.root().join("x.md")).ok().as_deref(), Some(OLD), "{link}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_told() {
    let project = Scratch::new();
    if let Some(output) = project.run_as_nobody(&["docs", "--out", "out", "--locale", "en"]) {
        assert_eq!(output.status, 2, "{}", output.stderr);
        assert!(output.stderr.contains("it is not permitted"), "{}", output.stderr);
    }
}

#[test]
fn a_bad_pack_writes_nothing() {
    let project = Scratch::new().file("acme/pack.toml", "schema = 1\n");
    let output = guiju_in(&project.root(), &["docs", "--out", "out", "--pack", "./acme"]);
    assert_eq!(output.status, 2, "{}", output.stderr);
    assert!(!project.root().join("out").exists());
}
