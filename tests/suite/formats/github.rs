//! `github`, read as the runner of GitHub Actions reads a log: `ActionCommand.TryParseV2` and `TryParse` of actions/runner.

use serde_json::Value;

use super::{LOCALES, findings, full_rule, given, many, report, word};
use crate::canonical::{canonical, canonical_beside_broken};
use crate::run::{finish, prepared};
use crate::scratch::{Scratch, each};

/// How many annotations of a severity GitHub shows of a step.
const MOST: usize = 10;

/// A workflow command.
#[derive(Debug, PartialEq)]
struct Command {
    name: String,
    properties: Vec<(String, String)>,
    data: String,
}

impl Command {
    fn property(&self, name: &str) -> &str {
        self.properties.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

/// The commands that the runner sees in a stream.
fn commands(stream: &str) -> Vec<Command> {
    stream.split(['\n', '\r']).filter_map(|line| new_form(line).or_else(|| old_form(line))).collect()
}

/// `::name key=value,key=value::data`
fn new_form(line: &str) -> Option<Command> {
    let (head, data) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    Some(command(head, data, ','))
}

/// `##[name key=value;key=value]data`, anywhere in a line.
fn old_form(line: &str) -> Option<Command> {
    let (head, data) = line.split_once("##[")?.1.split_once(']')?;
    Some(command(head, data, ';'))
}

fn command(head: &str, data: &str, between: char) -> Command {
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let unescape = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",");
        text.replace("%25", "%")
    };
    let properties = properties.split(between).filter_map(|each| each.split_once('='));
    let properties = properties.map(|(key, value)| (key.to_owned(), unescape(value))).collect();
    Command { name: name.to_owned(), properties, data: unescape(data) }
}

/// The annotations that a finding of each severity makes, at most ten of each.
fn expected<'f>(findings: &[&'f Value]) -> Vec<&'f Value> {
    let of = |severity: &'static str| {
        findings.iter().copied().filter(move |finding| finding["severity"] == severity).take(MOST)
    };
    of("error").chain(of("warning")).chain(of("note")).collect()
}

#[test]
fn every_finding_is_an_annotation_at_its_place_and_nothing_else_is_a_command() {
    let project = canonical();
    each(LOCALES, |locale| {
        let report = report(&project, locale);
        let output = given(&project, "github", locale);
        let expected = expected(&findings(&report));
        let all = commands(&format!("{}{}", output.stdout, output.stderr));
        let (folds, annotations): (Vec<_>, Vec<_>) =
            all.iter().partition(|command| ["group", "endgroup"].contains(&command.name.as_str()));
        assert_eq!(folds.iter().map(|fold| fold.name.as_str()).collect::<Vec<_>>(), ["group", "endgroup"]);
        assert_eq!(annotations.len(), expected.len(), "{}", output.stdout);
        for (annotation, finding) in annotations.iter().zip(expected) {
            let place = &finding["place"];
            let name = if finding["severity"] == "note" { "notice" } else { word(&finding["severity"]) };
            assert_eq!(annotation.name, name);
            assert_eq!(annotation.property("title"), full_rule(finding));
            assert_eq!(annotation.property("file"), word(&place["file"]));
            assert_eq!(annotation.property("line"), place["line"].to_string());
            // Where there is more than one line, GitHub takes no columns.
            let column = annotation.property("col");
            assert!(["", &place["column"].to_string()].contains(&column), "{annotation:?}");
            assert!(annotation.data.contains(&full_rule(finding)), "{annotation:?}");
            let known = ["title", "file", "line", "endLine", "col", "endColumn"];
            assert!(annotation.properties.iter().all(|(key, _)| known.contains(&key.as_str())), "{annotation:?}");
        }
    });
}

#[test]
fn a_manifest_that_cannot_be_judged_is_annotated_where_it_is_wrong() {
    let output = given(&canonical_beside_broken(), "github", "en");
    let all = commands(&format!("{}{}", output.stdout, output.stderr));
    let broken: Vec<_> = all.iter().filter(|command| command.property("file") == "broken/governance.toml").collect();
    assert!(!broken.is_empty(), "{}", output.stdout);
    assert!(broken.iter().all(|command| command.name == "error" && command.property("title") == "manifest/syntax"));
    let names = ["group", "endgroup", "error", "warning", "notice"];
    assert!(all.iter().all(|command| names.contains(&command.name.as_str())), "{all:?}");
}

#[test]
fn a_name_that_is_a_command_gives_none() {
    for name in [
        "::error::forged",
        " ::endgroup::",
        "a ##[error]forged",
        "::stop-commands::x",
        "x\\n::error::y",
        "%0A::error::z",
    ] {
        let manifest = crate::scratch::PROJECT.replace("ferry-times", name);
        let output = given(&Scratch::with(&manifest), "github", "en");
        let all = commands(&format!("{}{}", output.stdout, output.stderr));
        let names: Vec<_> = all.iter().map(|command| command.name.as_str()).collect();
        assert_eq!((names[0], names.iter().filter(|name| **name == "endgroup").count()), ("group", 1), "{name}");
        assert!(!all.iter().any(|command| command.property("title").is_empty() && command.name == "error"), "{name}");
    }
}

#[test]
fn no_more_is_annotated_than_is_shown_and_the_rest_is_counted() {
    let project = many(500);
    let total = findings(&report(&project, "en")).len();
    let output = given(&project, "github", "en");
    let annotations = commands(&output.stdout).iter().filter(|command| !command.name.ends_with("group")).count();
    let warnings = findings(&report(&project, "en")).iter().filter(|finding| finding["severity"] == "warning").count();
    assert_eq!(annotations, MOST + warnings.min(MOST));
    let left = format!("{} more findings have no annotation", total - annotations);
    assert!(output.stdout.contains(&left), "{left}");
    // The log has them all.
    assert_eq!(output.stdout.matches("error[manifest/unknown-key]").count(), 500 + MOST);
}

#[test]
fn the_summary_of_a_job_is_appended_to() {
    let project = canonical().file("summary.md", "# What others said");
    let path = project.root().join("summary.md");
    let run = |format: &str| {
        let mut command = prepared(&project.root(), &crate::canonical::arguments(format, "en"));
        finish(command.env("GITHUB_STEP_SUMMARY", &path))
    };
    assert_eq!(run("plain").status, 1);
    assert_eq!(std::fs::read_to_string(&path).expect("it stands"), "# What others said");
    assert_eq!(run("github").status, 1);
    let text = std::fs::read_to_string(&path).expect("it stands");
    let markdown = given(&project, "markdown", "en").stdout;
    assert_eq!(text, format!("# What others said\n{markdown}"));
    assert_eq!(run("github").status, 1);
    assert_eq!(std::fs::read_to_string(&path).expect("it stands"), format!("# What others said\n{markdown}{markdown}"));
}

#[test]
fn a_summary_that_cannot_be_written_is_told() {
    let project = Scratch::sound();
    for path in ["nowhere/summary.md", "."] {
        let mut command = prepared(&project.root(), &crate::canonical::arguments("github", "en"));
        let output = finish(command.env("GITHUB_STEP_SUMMARY", path));
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{path}: {}", output.stderr);
        assert!(output.stderr.contains(&format!("`{path}` cannot be written")), "{}", output.stderr);
    }
}

#[test]
fn a_summary_is_never_larger_than_github_takes() {
    let project = many(20_000).file("summary.md", "x".repeat(500_000) + "\n");
    let path = project.root().join("summary.md");
    let mut command = prepared(&project.root(), &crate::canonical::arguments("github", "en"));
    let output = finish(command.env("GITHUB_STEP_SUMMARY", &path));
    assert_eq!(output.status, 1, "{}", output.stderr);
    let text = std::fs::read_to_string(&path).expect("it stands");
    assert!((900_000..=1 << 20).contains(&text.len()), "{}", text.len());
    let is_row = |line: &&str| ["| error |", "| warning |", "| note |"].iter().any(|start| line.starts_with(start));
    let left = findings(&report(&project, "en")).len() - text.lines().filter(is_row).count();
    assert!(left > 0 && text.contains(&format!("findings: {left}.")), "{left}: {}", &text[text.len() - 200..]);
}
