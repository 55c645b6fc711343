//! A project in a folder that goes away with its test. What stands beside the project lies outside of it.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::run::{Output, finish, guiju_in, prepared};

/// The day on which everything is judged.
pub(crate) const TODAY: &str = "2026-11-23";

/// A manifest that is sound and answers nothing.
pub(crate) const PROJECT: &str = r#"schema = 1

[project]
name = "ferry-times"
description = "Answers questions on ferry times"
owner = "Maria Okafor"
stage = "production"
impact = "limited"
assessed = 2026-11-01
"#;

/// An answer that is carried by [`GOVERNANCE`] in `GOVERNANCE.md`.
pub(crate) const ANSWER: &str = r#"
[answers.security.accountable-owner]
status = "met"
statement = "Maria Okafor answers for the service; data and security have names too."
evidence = ["GOVERNANCE.md"]
reviewed = 2026-10-12
"#;

/// What carries [`ANSWER`].
pub(crate) const GOVERNANCE: &str = "# Governance

## Roles and responsibilities

Three people run this service. The owner may stop a release without asking anyone.

| Role | Who | Answers for |
| --- | --- | --- |
| Accountable owner | Maria Okafor, maria@ferry.example | the risks of the whole system and the decision to release |
| Data | Jun Ito | where the call notes come from, who reads them, when they are deleted |
| Security | Jun Ito | reports of vulnerabilities and the rotation of keys |
";

/// The item that [`ANSWER`] answers.
pub(crate) const OWNER: &str = "security/accountable-owner";

/// A folder `project` in a temporary folder.
pub(crate) struct Scratch {
    around: TempDir,
}

impl Scratch {
    /// An empty project.
    pub(crate) fn new() -> Self {
        let around = tempfile::tempdir().expect("a temporary folder can be made");
        fs::create_dir(around.path().join("project")).expect("a folder can be made");
        Self { around }
    }

    /// A project with this manifest.
    pub(crate) fn with(manifest: &str) -> Self {
        Self::new().file("governance.toml", manifest)
    }

    /// A project whose one answer is carried by its evidence.
    pub(crate) fn sound() -> Self {
        Self::with(&format!("{PROJECT}{ANSWER}")).file("GOVERNANCE.md", GOVERNANCE)
    }

    /// The folder around the project.
    pub(crate) fn around(&self) -> &Path {
        self.around.path()
    }

    /// The project's folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.around().join("project")
    }

    /// With this file.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        write(&self.root().join(path), content.as_ref());
        self
    }

    /// With a link at `path` to `target`, as written.
    #[cfg(unix)]
    pub(crate) fn link(self, path: &str, target: impl AsRef<Path>) -> Self {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a path has a folder")).expect("a folder can be made");
        std::os::unix::fs::symlink(target, path).expect("a link can be made");
        self
    }

    /// Runs a command in the project's folder.
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        guiju_in(&self.root(), args)
    }

    /// Runs a command as one who may read only what everybody may. None where that cannot be arranged: as root, files without
    /// permission are read all the same, and root alone can become somebody else.
    #[cfg(unix)]
    pub(crate) fn run_as_nobody(&self, args: &[&str]) -> Option<Output> {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        use std::os::unix::process::CommandExt;

        for folder in [self.around().to_owned(), self.root()] {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).expect("a mode can be set");
        }
        let mut command = prepared(&self.root(), args);
        if fs::metadata(self.root()).is_ok_and(|made| made.uid() == 0) {
            command.uid(65534).gid(65534);
        }
        command.output().is_ok().then(|| finish(&mut command))
    }

    /// Judges the project, as data.
    pub(crate) fn judge(&self, more: &[&str]) -> Judged {
        let args = [&["check", "--as-of", TODAY, "--locale", "en", "--format", "json"], more].concat();
        Judged::of(self.run(&args))
    }

    /// Judges the one item that [`ANSWER`] is about.
    pub(crate) fn judge_owner(&self) -> Judged {
        self.judge(&["--only", OWNER])
    }
}

/// Writes a file and the folders above it.
pub(crate) fn write(path: &Path, content: &[u8]) {
    fs::create_dir_all(path.parent().expect("a path has a folder")).expect("a folder can be made");
    fs::write(path, content).expect("a file can be written");
}

/// A JSON report and how the run ended.
pub(crate) struct Judged {
    pub(crate) output: Output,
    report: Value,
}

impl Judged {
    /// What a run with `--format json` printed.
    pub(crate) fn of(output: Output) -> Self {
        let report = serde_json::from_str(&output.stdout).unwrap_or(Value::Null);
        Self { output, report }
    }

    /// The only project of the report; nothing where none could be judged.
    pub(crate) fn project(&self) -> &Value {
        &self.report["projects"][0]
    }

    /// The verdict on an item.
    pub(crate) fn verdict(&self, item: &str) -> Option<&str> {
        let items = self.project()["items"].as_array()?;
        items.iter().find(|judged| judged["id"] == item)?["verdict"].as_str()
    }

    /// Every finding as `file:line:column rule code severity`, in the order of the report.
    pub(crate) fn findings(&self) -> Vec<String> {
        let findings = self.project()["findings"].as_array().cloned().unwrap_or_default();
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let told = findings.iter().map(|finding| {
            let place = &finding["place"];
            let at = format!("{}:{}:{}", word(&place["file"]), place["line"], place["column"]);
            format!("{at} {} {} {}", word(&finding["rule"]), word(&finding["code"]), word(&finding["severity"]))
        });
        told.collect()
    }

    /// Everything that was printed.
    pub(crate) fn printed(&self) -> String {
        format!("{}{}", self.output.stdout, self.output.stderr)
    }
}

/// Tries every case, so that one that fails does not hide the others.
pub(crate) fn each<C>(cases: impl IntoIterator<Item = C>, try_one: impl Fn(C)) {
    let tried = cases.into_iter().map(|case| catch_unwind(AssertUnwindSafe(|| try_one(case))));
    let failed = tried.filter(Result::is_err).count();
    assert_eq!(failed, 0, "that many cases failed");
}
