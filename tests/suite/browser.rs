//! Reports in a real browser, as their readers have them: what they show, what they let be done, what a hostile project cannot do, and
//! the pictures of them in `docs/pictures/`. The steps are in `tests/browser/`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::canonical::canonical;
use crate::report::past::history;
use crate::run::{Output, guiju};
use crate::scratch::{PROJECT, Scratch, TODAY};
use crate::tools::{node, python};

/// How many bytes a picture takes at most.
const LARGEST: u64 = 300_000;
/// The size of a picture, in pixels.
const SIZE: [u32; 2] = [1280, 860];
/// What stands for the index of all examples among them.
const ALL: &str = "index of examples";
/// The pictures: example, name, language, light, and where the view begins.
const PICTURES: [[&str; 5]; 6] = [
    ["clinic-triage", "report.en", "en", "light", ""],
    ["clinic-triage", "report.zh", "zh", "light", ""],
    ["clinic-triage", "report-item.en", "en", "light", "item.fairness.group-performance"],
    ["river-watch", "report-dark.zh", "zh", "dark", ""],
    [ALL, "index.en", "en", "light", ""],
    [ALL, "index-projects.zh", "zh", "light", "projects"],
];

/// The report on a project of the repository.
fn example(name: &str) -> String {
    let report = guiju(&["report", &format!("examples/{name}"), "--as-of", TODAY, "--locale", "en"]);
    assert_eq!((report.status, report.stderr.as_str()), (0, ""), "{name}");
    report.stdout
}

/// The page that a picture is of.
fn pictured(name: &str) -> String {
    if name != ALL {
        return example(name);
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::read_to_string(index_of_examples(&folder.path().join("index"))).expect("it stands")
}

/// A project in which every text is hostile, those that a page could take for a link or a script among them.
fn hostile() -> Scratch {
    let project = canonical();
    let manifest = fs::read_to_string(project.root().join("governance.toml")).expect("it stands");
    let script = "</script></style></textarea><script>window.ran=1</script><img src=x onerror=window.ran=1>";
    let manifest = manifest.replacen("\n\n[answers.trial.held]\nstatus = \"met\"\n", &format!(
        "\n\n[answers.trial.silent]\nstatus = \"met\"\nstatement = '''{script}'''\nowner = '\" onclick=\"window.ran=1'\nreviewed = 2026-10-12\n\
         evidence = [\"javascript:window.ran=1\", \"https://x.example/'%22><b>?a=1&b\", \"https://plain.example/a?b=1&c=2\", \"a.png\", \"a.md#<script>\"]\n\n\
         [answers.trial.held]\nstatus = \"met\"\n"
    ), 1);
    let manifest = manifest.replace("ticket = ", "ticket = \"javascript:window.ran=1\"\n# ");
    let long = format!("# <script>\n\n{script}{}\n", "promise \u{202e}<b>'\"&".repeat(20_000));
    project.file("governance.toml", manifest).file("a.md", long).file("a.png", b"\x89PNG\r\n\x1a\n\0\0")
}

#[test]
fn a_browser_shows_what_the_report_says_and_does_nothing_else() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (report, bad, paper) = ("report.html", "hostile.html", "report.pdf");
    let [report, bad, paper] = [report, bad, paper].map(|name| folder.path().join(name).display().to_string());
    fs::write(&report, example("clinic-triage")).expect("it can be written");
    let written = hostile().run(&["report", "--as-of", TODAY, "--locale", "en", "--output", &bad]);
    assert_eq!((written.status, written.stdout.as_str()), (0, ""), "{}", written.stderr);
    let driven = node("report.mjs", &[&report, &bad, &paper]);
    assert_eq!(driven.status, 0, "{}{}", driven.stdout, driven.stderr);
    let printed = printed(Path::new(&paper));
    let html = fs::read_to_string(&report).expect("it stands");
    let questions: Vec<_> = html.split("<p lang=en class=question>").skip(1).collect();
    assert!(questions.len() > 60);
    for question in questions {
        let question = question.split("</p>").next().expect("it ends").replace("&#39;", "'").replace("&quot;", "\"");
        assert!(printed.contains(&letters(&question)), "paper lacks: {question}");
    }
}

#[test]
fn the_history_and_the_statement_behave_as_the_report_does() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let names = ["aged.html", "statement.html", "hostile.html", "statement.pdf"];
    let [aged, statement, bad, paper] = names.map(|name| folder.path().join(name).display().to_string());
    let page = history(&["--as-of", TODAY, "--locale", "en", "--since", "HEAD~6"]);
    fs::write(&aged, page).expect("it can be written");
    let common = ["--as-of", TODAY, "--locale", "en", "--format", "soa-html", "--output"];
    let written = guiju(&[&["report", "examples/clinic-triage"], &common[..], &[&statement]].concat());
    assert_eq!(written.status, 0, "{}", written.stderr);
    let written = hostile().run(&[&["report"], &common[..], &[&bad]].concat());
    assert_eq!(written.status, 0, "{}", written.stderr);
    let driven = node("pieces.mjs", &[&aged, &statement, &bad, &paper]);
    assert_eq!(driven.status, 0, "{}{}", driven.stdout, driven.stderr);
    let script = "import sys, pypdf; pages = pypdf.PdfReader(sys.argv[1]).pages; \
                  print(all(page.mediabox.width > page.mediabox.height for page in pages), len(pages), \
                  sum('Applies, and why' in page.extract_text() for page in pages))";
    let read = python("python", &["-c", script, &paper]);
    let told: Vec<_> = read.stdout.split_whitespace().collect();
    assert_eq!(told[0], "True", "{}{}", read.stdout, read.stderr);
    let [pages, heads] = [told[1], told[2]].map(|count| count.parse::<usize>().expect("a number"));
    assert!(pages > 3 && heads + 1 >= pages, "the head stands on every page with rows: {}", read.stdout);
}

/// The index of the examples, in a folder.
fn index_of_examples(folder: &Path) -> PathBuf {
    let out = folder.display().to_string();
    let written = guiju(&["report", "examples", "--as-of", TODAY, "--locale", "en", "--output", &out]);
    assert_eq!((written.status, written.stdout.as_str()), (0, ""), "{}", written.stderr);
    folder.join("index.html")
}

/// Very many small projects, judged by a small pack so that the pages are quick to write.
fn many() -> Scratch {
    (0..1000).fold(canonical(), |fleet, at| {
        let manifest = PROJECT.replace("ferry-times", &format!("service-{at:04}"));
        fleet.file(&format!("fleet/team-{:02}/service-{at:04}/governance.toml", at % 20), manifest)
    })
}

#[test]
fn a_browser_shows_the_index_of_few_and_of_very_many_projects() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let examples = index_of_examples(&folder.path().join("examples"));
    let bad = hostile()
        .file("broken/governance.toml", "schema = 1\n[project\nname = ]]></script><script>window.ran=1</script>\n")
        .file("a\u{202e}<b>\"'&%2e?#/governance.toml", PROJECT);
    let written = bad.run(&["report", "--as-of", TODAY, "--locale", "en", "--output", "../hostile"]);
    assert_eq!((written.status, written.stdout.as_str()), (2, ""), "{}", written.stderr);
    let fleet = many();
    let args = ["report", "fleet", "--pack", "./pack", "--as-of", TODAY, "--locale", "en", "--output", "../many"];
    let written = fleet.run(&args);
    assert_eq!((written.status, written.stdout.as_str()), (0, ""), "{}", written.stderr);
    let indexes = [examples, bad.around().join("hostile/index.html"), fleet.around().join("many/index.html")];
    let [examples, bad, many] = indexes.map(|index| index.display().to_string());
    let driven = node("index.mjs", &[&examples, &bad, &many]);
    assert_eq!(driven.status, 0, "{}{}", driven.stdout, driven.stderr);
}

/// The letters of a text, without the spaces and the line ends that paper has elsewhere, and with no two in one.
fn letters(text: &str) -> String {
    let joined = [("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff"), ("ﬃ", "ffi"), ("ﬄ", "ffl")];
    let parted = joined.iter().fold(text.to_owned(), |text, (one, two)| text.replace(one, two));
    parted.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn printed(paper: &Path) -> String {
    let script =
        "import sys, pypdf; print('\\n'.join(page.extract_text() for page in pypdf.PdfReader(sys.argv[1]).pages))";
    let read = python("python", &["-c", script, &paper.display().to_string()]);
    assert_eq!(read.status, 0, "{}", read.stderr);
    letters(&read.stdout)
}

/// The pages stand for the pictures: pixels are another on every machine.
#[test]
fn the_pictures_show_the_reports_as_they_are() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    let mut listed = String::new();
    let [width, height] = SIZE;
    for [name, picture, language, light, place] in PICTURES {
        let seen = format!("{}\n{width}x{height} {language} {light} {place}", pictured(name));
        let digest: String = Sha256::digest(seen.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(listed, "{digest}  {picture}.png").expect("a string can be written to");
        let size = fs::metadata(folder.join(format!("{picture}.png"))).map_or(0, |file| file.len());
        assert!(env::var_os("GUIJU_BLESS").is_some() || (1..LARGEST).contains(&size), "{picture}: {size} bytes");
    }
    let list = folder.join("reports.sha256");
    if fs::read_to_string(&list).ok().as_deref() == Some(&listed) {
        return;
    }
    if env::var_os("GUIJU_BLESS").is_some() {
        let taken = take(&folder);
        assert_eq!(taken.status, 0, "{}", taken.stderr);
        fs::write(&list, &listed).expect("it can be written");
    }
    panic!("the pictures of reports are stale, refreshed with GUIJU_BLESS=1");
}

fn take(pictures: &Path) -> Output {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let shots: Vec<_> = PICTURES
        .iter()
        .map(|[name, picture, language, light, place]| {
            let file: PathBuf = folder.path().join(format!("{name}.html"));
            fs::write(&file, pictured(name)).expect("it can be written");
            json!({
                "file": file, "picture": pictures.join(format!("{picture}.png")), "width": SIZE[0], "height": SIZE[1],
                "language": language, "light": light, "place": place,
            })
        })
        .collect();
    node("pictures.mjs", &[&json!(shots).to_string()])
}
