//! `guiju report` on several projects: an index and a page each, in a folder. What it is like in a browser is shown by `browser`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::many::fleet;
use crate::run::{Output, guiju};
use crate::scratch::{ANSWER, GOVERNANCE, PROJECT, Scratch, TODAY};

fn report(project: &Scratch, more: &[&str]) -> Output {
    project.run(&[&["report", "--as-of", TODAY], more].concat())
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_examples_have_an_index_and_a_page_each() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let out = folder.path().join("site");
    let shown = out.display().to_string();
    let written = guiju(&["report", "examples", "--as-of", TODAY, "--locale", "en", "--output", &shown]);
    assert_eq!((written.status, written.stdout.as_str()), (0, ""), "{}", written.stderr);
    assert!(written.stderr.ends_with("index.html` written, with the pages of 4 projects\n"), "{}", written.stderr);
    let pages = ["acme-pack", "clinic-triage", "river-watch", "tide-voice"].map(|name| format!("examples.{name}.html"));
    assert_eq!(names(&out.join("projects")), BTreeSet::from(pages));
    let index = read(&out.join("index.html"));
    for said in [
        "<html lang=en>",
        "3 of 4 attain their level.",
        "1 overclaims.",
        "4 个项目中 3 个达到目标等级，",
        "1 个名不副实。",
        "<tr class=\"overclaims errs below\"><th scope=row><a href=\"projects/examples.clinic-triage.html\">clinic-triage</a> <span class=path>examples/clinic-triage</span>",
        "<td class=h1>25 <i>/ 42</i></td>",
        "<td class=\"level attained\">3 / 3</td>",
        "<time datetime=2027-02-28>2027-02-28</time>",
        "97 days left",
        "<code>fairness/group-performance</code>",
    ] {
        assert!(index.contains(said), "{said}");
    }
    // A page is that of the project alone, with the way back in it.
    let alone = guiju(&["report", "examples/river-watch", "--as-of", TODAY, "--locale", "en"]).stdout;
    let page = read(&out.join("projects/examples.river-watch.html"));
    let (before, after) = page.split_once("<a class=back href=").expect("there is a way back");
    let (back, after) = after.split_once("</a>").expect("it ends");
    assert!(back.starts_with("\"../index.html\">"), "{back}");
    assert!(format!("{before}{after}") == alone, "the page says something else");
}

#[test]
fn the_verdicts_and_waivers_of_a_fleet_are_told() {
    let fleet = fleet().file(
        "i/governance.toml",
        format!(
            "{PROJECT}\n[[waivers]]\nitem = \"security/accountable-owner\"\nreason = \"<b>Later</b>\"\napproved-by = \"Jun Ito\"\n\
             granted = 2026-01-02\nexpires = 2026-11-22\n"
        ),
    );
    let written = report(&fleet, &["--output", "../out", "--locale", "zh"]);
    assert_eq!(written.status, 0, "{}", written.stderr);
    assert!(written.stderr.contains("已写入 `../out/index.html`，附 9 个项目的页面"), "{}", written.stderr);
    let out = fleet.around().join("out");
    let index = read(&out.join("index.html"));
    assert!(index.starts_with("<!doctype html>\n<html lang=zh-Hans>"), "{}", &index[..80]);
    let [ended, ends] = ["2026-11-22", "2026-12-31"].map(|day| index.find(&format!("datetime={day}")).expect(day));
    assert!(ended < ends, "what ends first stands first");
    let late = index.find("<li class=late>").expect("an ended waiver is marked");
    assert!(
        late < ended
            && index[late..].contains("expired yesterday")
            && index[ended..].contains("&lt;b&gt;Later&lt;/b&gt;")
    );
    let pages = names(&out.join("projects"));
    assert_eq!(pages.len(), 9);
    for page in &pages {
        assert!(
            index.contains(&format!("href=\"projects/{page}\"")) || index.contains(&format!("href=projects/{page}")),
            "{page}"
        );
    }
    assert!(pages.iter().any(|page| page.starts_with("c-满足-b~")), "{pages:?}");
}

#[test]
fn what_cannot_be_judged_is_told_on_the_index_and_by_the_status() {
    let project = Scratch::sound()
        .file("other/governance.toml", PROJECT)
        .file("broken/governance.toml", "schema = 1\n[project\n")
        .file("both/governance.toml", PROJECT)
        .file("both/governance.json", "{}");
    let written = report(&project, &["--output", "out", "--locale", "en"]);
    assert_eq!((written.status, written.stdout.as_str()), (2, ""), "{}", written.stderr);
    assert!(written.stderr.contains("broken/governance.toml"), "{}", written.stderr);
    assert!(
        written.stderr.ends_with("with the pages of 2 projects\nguiju: could not judge 2 of the manifests\n"),
        "{}",
        written.stderr
    );
    let out = project.root().join("out");
    let index = read(&out.join("index.html"));
    let (head, _) = index.split_once("id=projects").expect("there is a table");
    for said in
        ["2 manifests could not be judged.", "<code>broken/governance.toml</code>", "the folder has two manifests"]
    {
        assert!(head.contains(said), "{said}");
    }
    assert_eq!(names(&out.join("projects")).len(), 2);
    let none = Scratch::new().file("a/governance.toml", "=").file("b/governance.toml", "=");
    let written = report(&none, &["--output", "out", "--locale", "en"]);
    assert_eq!(written.status, 2, "{}", written.stderr);
    assert!(read(&none.root().join("out/index.html")).contains("Nothing could be judged."));
}

#[test]
fn only_a_folder_of_its_own_is_replaced() {
    let project = Scratch::with(&format!("{PROJECT}{ANSWER}"))
        .file("GOVERNANCE.md", GOVERNANCE)
        .file("other/governance.toml", PROJECT)
        .file("mine/index.html", "<!doctype html>")
        .file("file", "");
    let refused = |output: &str, en: &str, zh: &str| {
        for (locale, told) in [("en", en), ("zh", zh)] {
            let output = report(&project, &["--output", output, "--locale", locale]);
            assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{}", output.stderr);
            assert!(output.stderr.contains(told), "{}", output.stderr);
        }
    };
    refused("mine", "it holds `index.html`", "其中已有 `index.html`");
    refused("file", "a file stands there", "该处已有一个文件");
    refused(".", "is no name for a new folder", "不能作为新文件夹的名称");
    let write = || report(&project, &["--output", "out"]).status;
    assert_eq!(write(), 0);
    let first = read(&project.root().join("out/index.html"));
    fs::write(project.root().join("out/projects/gone.html"), "").expect("it can be written");
    assert_eq!(write(), 0);
    assert_eq!(
        names(&project.root().join("out/projects")),
        ["other.html", "governance-toml~"]
            .map(|start| {
                names(&project.root().join("out/projects"))
                    .into_iter()
                    .find(|name| name.starts_with(start))
                    .expect(start)
            })
            .into()
    );
    assert!(first == read(&project.root().join("out/index.html")), "the same files give the same bytes");
    for path in ["out/CNAME", "out/projects/notes.txt"] {
        fs::write(project.root().join(path), "mine").expect("it can be written");
        refused("out", "one that holds such a report and nothing else", "仅含此类报告的文件夹");
        assert_eq!(read(&project.root().join(path)), "mine");
        fs::remove_file(project.root().join(path)).expect("it stands");
    }
    let left = names(&project.root());
    assert_eq!(left, ["GOVERNANCE.md", "file", "governance.toml", "mine", "other", "out"].map(str::to_owned).into());
}
