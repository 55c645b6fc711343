//! The honesty suite: projects that other tools pass, and what guiju sees in each. A folder of `tests/honesty` is a case; one that
//! does not say what is expected fails, and so does an expectation that is never drawn.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use crate::scratch::{Judged, Scratch, TODAY, write};

/// What a case expects, as `expect.toml` says it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Expect {
    /// What other tools pass here, in one sentence.
    why: String,
    exit: i32,
    only: Option<String>,
    fail_on: Option<String>,
    /// What the messages must name, where nothing can be judged.
    stderr: Option<String>,
    /// What must appear nowhere in any output.
    #[serde(default)]
    absent: Vec<String>,
    /// Percent.
    declared: Option<f64>,
    /// Percent.
    verified: Option<f64>,
    /// Links by path, made when the case is run.
    #[serde(default)]
    links: BTreeMap<String, String>,
    /// Files beside the project, by path.
    #[serde(default)]
    outside: BTreeMap<String, String>,
    #[serde(default)]
    verdicts: BTreeMap<String, String>,
    #[serde(default)]
    findings: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    rule: String,
    code: String,
    severity: String,
    file: String,
    line: usize,
}

/// A finding by what a case expects of it: file, line, rule, code, severity.
type Drawn = (String, u64, String, String, String);

/// A folder of the suite.
struct Case {
    name: String,
    folder: PathBuf,
    expect: Expect,
}

#[cfg(unix)]
#[test]
fn no_case_passes_and_each_says_why() {
    let cases = cases();
    assert!(cases.len() >= 60, "only {} cases", cases.len());
    let wrong: Vec<_> = cases.iter().filter_map(|case| Some(format!("{}: {}", case.name, case.fault()?))).collect();
    assert!(wrong.is_empty(), "{} of {} cases differ:\n\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}

#[cfg(unix)]
#[test]
fn no_format_and_no_language_changes_the_end_or_tells_a_secret() {
    let mut wrong = Vec::new();
    for case in cases() {
        let project = case.project();
        for (format, locale) in [("plain", "zh"), ("pretty", "en"), ("narrated", "zh"), ("json", "zh")] {
            let output = project.run(&case.args(format, locale));
            let printed = format!("{}{}", output.stdout, output.stderr);
            let told = case.expect.absent.iter().any(|secret| printed.contains(secret));
            if output.status != case.expect.exit || told || printed.contains("panicked") {
                wrong.push(format!("{} as {format} in {locale}: {} {printed}", case.name, output.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Every case, in the order of their names.
fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/honesty");
    let entries =
        fs::read_dir(&root).expect("tests/honesty can be listed").map(|entry| entry.expect("an entry").path());
    let mut folders: Vec<_> = entries.collect();
    folders.sort();
    folders.iter().map(|folder| Case::open(folder)).collect()
}

impl Case {
    fn open(folder: &Path) -> Self {
        let shown = folder.display();
        assert!(folder.is_dir(), "{shown} is no case: a case is a folder");
        let expect =
            fs::read_to_string(folder.join("expect.toml")).unwrap_or_else(|why| panic!("{shown}/expect.toml: {why}"));
        let expect: Expect = toml::from_str(&expect).unwrap_or_else(|why| panic!("{shown}/expect.toml: {why}"));
        assert!(!expect.why.trim().is_empty(), "{shown} does not say why it is here");
        assert_ne!(expect.exit, 0, "{shown}: what passes is no case of this suite");
        let name = folder.file_name().and_then(|name| name.to_str()).expect("names are UTF-8").to_owned();
        Self { name, folder: folder.to_owned(), expect }
    }

    /// A copy of the project, with its links and with what stands beside it.
    #[cfg(unix)]
    fn project(&self) -> Scratch {
        let mut project = Scratch::new();
        let around = project.around().to_owned();
        let mut files = Vec::new();
        below(&self.folder, "", &mut files);
        for path in files.iter().filter(|path| *path != "expect.toml") {
            let bytes = fs::read(self.folder.join(path)).expect("a file of a case can be read");
            let bytes = match String::from_utf8(bytes) {
                Ok(text) => text.replace("{outside}", &around.display().to_string()).into_bytes(),
                Err(other) => other.into_bytes(),
            };
            project = project.file(path, bytes);
        }
        for (path, target) in &self.expect.links {
            project = project.link(path, target);
        }
        for (path, text) in &self.expect.outside {
            write(&around.join(path), text.as_bytes());
        }
        project
    }

    fn args<'a>(&'a self, format: &'a str, locale: &'a str) -> Vec<&'a str> {
        let mut args = vec!["check", "--as-of", TODAY, "--locale", locale, "--format", format];
        let options = [("--only", &self.expect.only), ("--fail-on", &self.expect.fail_on)];
        for (option, value) in options {
            args.extend(value.iter().flat_map(|value| [option, value.as_str()]));
        }
        args
    }

    /// How what came of the case differs from what it expects; none where nothing does.
    #[cfg(unix)]
    fn fault(&self) -> Option<String> {
        let judged = Judged::of(self.project().run(&self.args("json", "en")));
        let printed = judged.printed();
        let mut faults = Vec::new();
        if judged.output.status != self.expect.exit {
            faults.push(format!(
                "exit {}, expected {}: {}",
                judged.output.status, self.expect.exit, judged.output.stderr
            ));
        }
        faults.extend(
            self.expect.absent.iter().filter(|word| printed.contains(*word)).map(|word| format!("tells {word}")),
        );
        let named = self.expect.stderr.as_ref();
        faults.extend(
            named.filter(|name| !judged.output.stderr.contains(*name)).map(|name| format!("does not name {name}")),
        );
        for (item, verdict) in &self.expect.verdicts {
            let got = judged.verdict(item);
            if got != Some(verdict) {
                faults.push(format!("{item} is {}, expected {verdict}", got.unwrap_or("not judged")));
            }
        }
        for (key, percent) in [("declared", self.expect.declared), ("score", self.expect.verified)] {
            let got = judged.project()[key].as_f64();
            if percent.is_some() && got != percent {
                faults.push(format!("{key} {got:?}, expected {percent:?}"));
            }
        }
        let (expected, drawn) = (self.expected(), self.drawn(judged.project()));
        faults.extend(without(&expected, &drawn).into_iter().map(|finding| format!("not drawn: {finding:?}")));
        faults.extend(without(&drawn, &expected).into_iter().map(|finding| format!("not expected: {finding:?}")));
        (!faults.is_empty()).then(|| faults.join("\n  "))
    }

    fn expected(&self) -> Vec<Drawn> {
        let findings = self.expect.findings.iter();
        findings
            .map(|it| (it.file.clone(), it.line as u64, it.rule.clone(), it.code.clone(), it.severity.clone()))
            .collect()
    }

    /// The findings of the rules that the case is about, and all that are about the manifest as a file.
    fn drawn(&self, project: &Value) -> Vec<Drawn> {
        let named = self.expect.findings.iter().map(|finding| &finding.rule).chain(self.expect.verdicts.keys());
        let rules: BTreeSet<&str> = named.map(String::as_str).collect();
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let findings = project["findings"].as_array().cloned().unwrap_or_default();
        let drawn = findings.iter().map(|finding| {
            let place = &finding["place"];
            let line = place["line"].as_u64().unwrap_or_default();
            (word(&place["file"]), line, word(&finding["rule"]), word(&finding["code"]), word(&finding["severity"]))
        });
        drawn.filter(|(_, _, rule, ..)| rules.contains(rule.as_str()) || rule.starts_with("manifest/")).collect()
    }
}

/// What is in `all` beyond what is in `known`, each as often as it is.
fn without(all: &[Drawn], known: &[Drawn]) -> Vec<Drawn> {
    let mut known = known.to_vec();
    let mut rest = Vec::new();
    for each in all {
        match known.iter().position(|one| one == each) {
            Some(at) => drop(known.swap_remove(at)),
            None => rest.push(each.clone()),
        }
    }
    rest
}

/// The paths of all files below a folder, with `/`.
fn below(folder: &Path, prefix: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder of a case can be listed") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("names are UTF-8");
        let path = format!("{prefix}{name}");
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            below(&entry.path(), &format!("{path}/"), files);
        } else {
            files.push(path);
        }
    }
}
