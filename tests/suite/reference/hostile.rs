//! A pack that would break out of its pages: HTML, links that run scripts, fences, tables, mdBook's own commands. All of it stays text.

use std::fmt::Write as _;
use std::fs;

use super::links::{broken, read};
use super::{files, is_page};
use crate::scratch::Scratch;

/// What every text of the pack says.
const NASTY: &str = r"a](javascript:alert(1)) <script>alert(1)</script> | ![p](https://evil.example/p) {#x onclick=y} {{#include ../../secret.md}} `b ``c <!-- $$x$$ [^1] @all *d";
/// What begins several lines, for texts that may have them.
const NASTY_LINES: &str = "# Top\n\n~~~\n</pre>\n\n  ~~~\n- ```\n<img src=x onerror=y>\n\n[a]: javascript:x\n\n===\n\n| a | `b | <b> |\n\n````md\nopen <b>\n```\n";

/// The text as a string of TOML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn both(text: &str) -> String {
    format!("{{ en = {}, zh = {} }}", quoted(text), quoted(&format!("文{text}")))
}

/// A pack in which every text is the given one.
fn pack(text: &str, lines: &str) -> Scratch {
    let (one, said) = (both(text), quoted(text));
    let head = format!(
        "schema = 1\nid = \"acme\"\nversion = {said}\ntitle = {one}\nsource = {{ title = {one} }}\n\
         [[levels]]\nrank = 1\nid = {said}\ntitle = {one}\n[[traits]]\nid = {said}\ntitle = {one}\n\
         [[principles]]\nid = \"p\"\ntitle = {one}\nsummary = {one}\n\
         [[clauses]]\nid = {said}\nprinciple = \"p\"\nkind = \"duty\"\nreach = \"proxy\"\ngloss = {one}\n\
         [[clauses]]\nid = \"2\"\nkind = \"duty\"\nreach = \"direct\"\ngloss = {one}\nreason = {one}\n"
    );
    let frameworks = format!(
        "[[frameworks]]\nid = \"f\"\ntitle = {one}\norigin = {said}\nedition = {said}\nnature = {one}\nsource = {one}\ndoubts = [{one}]\n\
         [[provisions]]\nframework = \"f\"\nid = {said}\ngloss = {one}\nbasis = \"recalled\"\n"
    );
    let mut item = format!(
        "title = {one}\nclauses = [{said}]\nrequirement = \"required\"\n\
         required-when = {}\nlevel = 1\nquestion = {one}\nguidance = {}\n\
         evidence = {{ accept = [\"**/*.md\", \"`|<b>*.md\"], suggest = [\"``<b>\"] }}\n\
         [[checks]]\ntext = {{ must = '`<b>|\\|``' }}\nmessage = {one}\n\
         [[checks]]\nvalue = {{ path = \"$.a['`<b>``']\", one-of = [{said}] }}\n",
        quoted(&format!("project.name == {}", quoted(text))),
        both(lines),
    );
    let _ = writeln!(item, "[crosswalk]\nf = [{{ provision = {said}, strength = \"partial\" }}]");
    for kind in ["good", "bad"] {
        let _ = writeln!(
            item,
            "[[{kind}]]\nname = {}\nanswer = {{ status = \"met\", statement = {}, evidence = [{said}] }}\nfiles = {{ {said} = {} }}",
            quoted(&format!("{kind} {text}")),
            quoted(&format!("```\n<b>{text}")),
            quoted(&format!("{lines}\n`````\n<b>{text}\n``````````\n")),
        );
    }
    item.push_str("expect = { verdict = \"overclaimed\", codes = [\"text-missing\"] }\n");
    Scratch::new()
        .file("acme/pack.toml", head)
        .file("acme/frameworks.toml", frameworks)
        .file("acme/p/item.toml", item)
        .file("secret.md", "secret")
}

fn pages(project: &Scratch) -> std::collections::BTreeMap<String, String> {
    let output = project.run(&["docs", "--out", "out", "--pack", "./acme", "--locale", "en"]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    files(&project.root().join("out"))
}

#[test]
fn nothing_in_a_pack_gets_out_of_its_page() {
    let (plain, hostile) = (pages(&pack("plain", "plain")), pages(&pack(NASTY, NASTY_LINES)));
    assert_eq!(plain.keys().collect::<Vec<_>>(), hostile.keys().collect::<Vec<_>>());
    assert!(plain.len() > 15, "{:?}", plain.keys());
    for (path, text) in hostile.iter().filter(|(path, _)| is_page(path)) {
        let (read, expected) = (read(text), read(&plain[path]));
        assert_eq!(read.strange, Vec::<String>::new(), "{path}\n{text}");
        let foreign: Vec<_> =
            read.links.iter().filter(|link| link.contains(':') && *link != "https://evil.example/p").collect();
        assert!(foreign.is_empty(), "{path}: {foreign:?}\n{text}");
        // The page is built as before: guidance may have headings of its own, below ours.
        let ranks = |read: &super::links::Read| {
            read.headings.iter().map(|(rank, _)| *rank).filter(|rank| *rank < 3).collect::<Vec<_>>()
        };
        assert_eq!(ranks(&read), ranks(&expected), "{path}\n{text}");
    }
    let (count, lost) = broken(&hostile);
    assert!(count > 50 && lost.is_empty(), "{lost:?}");
}

#[test]
fn a_book_includes_no_file_of_the_disk() {
    for (path, text) in pages(&pack(NASTY, NASTY_LINES)) {
        if path.ends_with("book.toml") {
            let settings: toml::Table = toml::from_str(&text).unwrap_or_else(|why| panic!("{why}: {text}"));
            assert_eq!(settings["build"]["use-default-preprocessors"].as_bool(), Some(false), "{text}");
            let preprocessors = settings["preprocessor"].as_table().map(|table| table.keys().cloned().collect());
            assert_eq!(preprocessors, Some(vec!["index".to_owned()]), "{text}");
            assert!(settings["book"]["title"].as_str().is_some_and(|title| title.contains("<script>")), "{text}");
        }
    }
}

#[test]
fn the_name_of_a_framework_is_no_path() {
    for id in ["../../x", "a/b", "A", "", "..", "x.md", "中"] {
        let project = pack("plain", "plain");
        for file in ["acme/frameworks.toml", "acme/p/item.toml"] {
            let path = project.root().join(file);
            let text = fs::read_to_string(&path).expect("it was written");
            let named = text.replace("\"f\"", &quoted(id)).replace("\nf = [", &format!("\n{} = [", quoted(id)));
            assert_ne!(named, text);
            fs::write(&path, named).expect("it can be written");
        }
        let output = project.run(&["docs", "--out", "out", "--pack", "./acme", "--locale", "en"]);
        assert_eq!(output.status, 2, "{id}: {}", output.stderr);
        assert!(output.stderr.contains("error[pack/bad-value]"), "{id}: {}", output.stderr);
        assert!(!project.root().join("out").exists(), "{id}");
    }
}
