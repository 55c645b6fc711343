//! `guiju report`: a page that stands by itself. What it is like in a browser is shown by `browser`.

pub(crate) mod past;
mod statement;

use std::fs;

use sha2::{Digest as _, Sha256};

use crate::run::{Output, guiju};
use crate::scratch::{ANSWER, GOVERNANCE, PROJECT, Scratch, TODAY};

/// How many bytes the page of one project takes at most.
const LARGEST: usize = 400 * 1024;
/// How many elements it has at most: what a browser takes until the page answers grows with them more than with the bytes.
const MOST: usize = 6500;

fn report(project: &Scratch, more: &[&str]) -> Output {
    project.run(&[&["report", "--as-of", TODAY], more].concat())
}

/// The page on a project that can be judged.
fn page(project: &Scratch, more: &[&str]) -> String {
    let output = report(project, more);
    assert_eq!((output.status, output.stderr.as_str()), (0, ""), "{}", output.stdout.len());
    output.stdout
}

/// What stands between two marks, for the first time.
fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    text.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map(|(found, _)| found).expect("it stands there")
}

/// The part of a page that is about an item.
fn part<'t>(page: &'t str, item: &str) -> &'t str {
    let (_, rest) = page.split_once(&format!("id=item.{}>", item.replace('/', "."))).expect("it stands there");
    rest.split("<div class=\"item ").next().unwrap_or_default()
}

#[test]
fn every_item_of_an_example_is_there_with_what_was_judged() {
    for name in ["clinic-triage", "river-watch", "acme-pack"] {
        let page = guiju(&["report", &format!("examples/{name}"), "--as-of", TODAY]).stdout;
        assert!(page.len() < LARGEST, "{name}: {} bytes", page.len());
        let body = page.split_once("<body>").expect("it has a body").1;
        let elements =
            body.match_indices('<').filter(|(at, _)| body[at + 1..].starts_with(|c: char| c.is_ascii_lowercase()));
        let elements = elements.count();
        assert!((1000..MOST).contains(&elements), "{name}: {elements} elements");
        let data = guiju(&["check", &format!("examples/{name}"), "--as-of", TODAY, "--format", "json"]).stdout;
        let data: serde_json::Value = serde_json::from_str(&data).expect("JSON");
        for item in data["projects"][0]["items"].as_array().expect("items") {
            let (id, verdict) = (item["id"].as_str().expect("an id"), item["verdict"].as_str().expect("a verdict"));
            let class = format!("<div class=\"item v-{verdict} ");
            let at = page.find(&format!("id=item.{}>", id.replace('/', "."))).unwrap_or_else(|| panic!("{name}: {id}"));
            assert!(page[..at].rfind("<div").is_some_and(|start| page[start..].starts_with(&class)), "{name}: {id}");
        }
    }
    let page = guiju(&["report", "examples/clinic-triage", "--as-of", TODAY]).stdout;
    for said in
        ["It declares 87\u{a0}%.", "Its evidence carries 80\u{a0}%.", "自称 87\u{a0}%，", "证据只支撑 80\u{a0}%。"]
    {
        assert!(page.contains(said), "{said}");
    }
    let gap = part(&page, "fairness/group-performance");
    assert!(gap.contains("evals/groups.json:14</figcaption>") && gap.contains("<mark>0.31</mark>"), "{gap}");
    let waived = part(&page, "security/threat-model");
    assert!(
        part(&page, "security/no-hidden-control").contains("It applies where the project has the trait"),
        "in words"
    );
    for said in ["Chief medical information officer", "2027-02-28", "<mark>Threat model</mark>", "eu-ai-act: "] {
        assert!(waived.contains(said), "{said}: {waived}");
    }
}

#[test]
fn the_policy_names_the_style_and_both_scripts_and_nothing_else() {
    let page = page(&Scratch::sound(), &[]);
    let policy = between(&page, "http-equiv=Content-Security-Policy content=\"", "\"").replace("&#39;", "'");
    let digest = |text: &str| {
        let bytes = Sha256::digest(text.as_bytes());
        let bits: Vec<_> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let six = |bits: &[u8]| (0..6).fold(0, |sum, at| sum << 1 | usize::from(*bits.get(at).unwrap_or(&0)));
        let text: String = bits.chunks(6).map(|bits| char::from(letters[six(bits)])).collect();
        format!("'sha256-{text}='")
    };
    let style = digest(between(&page, "<style>", "</style>"));
    let scripts: Vec<_> = page.split("<script>").skip(1).filter_map(|rest| rest.split_once("</script>")).collect();
    let [first, last] = scripts[..] else { panic!("{} scripts", scripts.len()) };
    let [first, last] = [first, last].map(|(script, _)| digest(script));
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; style-src {style}; script-src {first} {last}; img-src data:; base-uri 'none'; form-action 'none'"
        )
    );
    // The name of SVG, in the picture beside the title, is no address.
    let page = page
        .replace("xmlns='http://www.w3.org/2000/svg'", "")
        .replace("xmlns=&#39;http://www.w3.org/2000/svg&#39;", "");
    for word in [" onclick", " onload", " style=", "http://", "src=", "@import"] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn a_file_is_written_as_a_whole_and_the_same_bytes_each_time() {
    let project = Scratch::sound();
    let written = report(&project, &["--output", "report.html", "--locale", "zh"]);
    assert_eq!((written.status, written.stdout.as_str()), (0, ""), "{}", written.stderr);
    assert!(written.stderr.contains("已写入 `report.html`"), "{}", written.stderr);
    let file = fs::read_to_string(project.root().join("report.html")).expect("it stands");
    assert_eq!(file, page(&project, &["--locale", "zh"]));
    assert!(file.starts_with("<!doctype html>\n<html lang=zh-Hans>"), "{}", &file[..80]);
    assert!(page(&project, &["--locale", "en", "--format", "html"]).starts_with("<!doctype html>\n<html lang=en>"));
    let asked = Scratch::with(&format!("{PROJECT}\n[assessment]\nlocale = \"zh\"\n"));
    assert!(page(&asked, &[]).contains("<html lang=zh-Hans>"));
}

#[test]
fn what_stops_a_report_is_told_and_nothing_is_written() {
    let project = Scratch::sound().file("other/governance.toml", PROJECT).file("broken/governance.toml", "schema = ");
    let cases: [(&[&str], &str, &str); 5] = [
        (&["governance.toml", "other"], "write `--output FOLDER`", "用 `--output 文件夹`"),
        (&["broken", "--output", "x.html"], "broken/governance.toml", "broken/governance.toml"),
        (&["governance.toml", "--output", "no/x.html"], "there is no folder `no`", "没有文件夹 `no`"),
        (&["governance.toml", "--output", "governance.lock"], "cannot be written", "无法写入"),
        (&["governance.toml", "--format", "htm"], "html", "html"),
    ];
    for (args, en, zh) in cases {
        for (locale, told) in [("en", en), ("zh", zh)] {
            let output = report(&project, &[args, &["--locale", locale]].concat());
            assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{args:?}: {}", output.stderr);
            assert!(output.stderr.contains(told), "{args:?}: {}", output.stderr);
        }
    }
    let left: Vec<_> =
        fs::read_dir(project.root()).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(left.len(), 4, "{left:?}");
}

#[test]
fn evidence_that_is_gone_or_no_text_is_named_without_lines() {
    let cited = ANSWER.replace("[\"GOVERNANCE.md\"]", "[\"gone.md\", \"scan.pdf\", \"photo.png\", \"GOVERNANCE.md\"]");
    let project = Scratch::with(&format!("{PROJECT}{cited}"))
        .file("GOVERNANCE.md", GOVERNANCE)
        .file("scan.pdf", b"%PDF-1.7\n\xff\xfe\0")
        .file("photo.png", b"\x89PNG\r\n\x1a\n\0\xff");
    let page = page(&project, &["--locale", "en"]);
    let part = part(&page, "security/accountable-owner");
    let exhibits = between(part, "<ul class=exhibits>", "</ul>");
    for cited in ["gone.md", "scan.pdf", "photo.png", "GOVERNANCE.md"] {
        let exhibit = between(exhibits, &format!("<code>{cited}</code>"), "</li>");
        assert_eq!(exhibit.contains("<pre>"), cited == "GOVERNANCE.md", "{exhibit}");
        assert_eq!(exhibit.contains("cannot be used"), cited == "gone.md", "{exhibit}");
    }
}

#[test]
fn however_much_there_is_to_find_a_page_stays_a_page() {
    let keys: String = (0..20_000).map(|at| format!("x{at} = {at}\n")).collect();
    let long = ANSWER.replace("Maria", &"很长 ".repeat(100_000));
    let page = page(&Scratch::with(&format!("{keys}{PROJECT}{long}")).file("GOVERNANCE.md", GOVERNANCE), &[]);
    assert!(page.len() < LARGEST, "{}", page.len());
    assert!(page.contains("And 19988 more") && page.contains("另有 19988 处"), "what is left out is counted");
}
