//! `gitlab`, by the rules that GitLab documents for Code Quality reports.
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use std::collections::BTreeSet;

use super::{LOCALES, findings, full_rule, given, json, list, report, word};
use crate::canonical::{canonical, canonical_beside_broken};
use crate::scratch::{ANSWER, OWNER, PROJECT, Scratch, TODAY, each};

#[test]
fn every_issue_has_what_gitlab_asks_for() {
    let project = canonical_beside_broken();
    each(LOCALES, |locale| {
        let text = given(&project, "gitlab", locale).stdout;
        assert!(!text.starts_with('\u{feff}'), "GitLab takes no byte order mark");
        let issues = json(&text);
        let mut fingerprints = BTreeSet::new();
        for issue in list(&issues) {
            let keys: Vec<_> = issue.as_object().expect("an object").keys().collect();
            assert_eq!(keys, ["description", "check_name", "fingerprint", "severity", "location"]);
            assert!(["info", "minor", "major", "critical", "blocker"].contains(&word(&issue["severity"])), "{issue}");
            // Its name is not shown, so the description begins with it.
            assert!(word(&issue["description"]).starts_with(&format!("{}: ", word(&issue["check_name"]))), "{issue}");
            assert!(fingerprints.insert(word(&issue["fingerprint"]).to_owned()), "GitLab takes these for one: {issue}");
            let path = word(&issue["location"]["path"]);
            assert!(!path.is_empty() && !path.starts_with("./") && !path.starts_with('/'), "{path}");
            let lines = &issue["location"]["lines"];
            let (begin, end) = (lines["begin"].as_u64(), lines["end"].as_u64());
            assert!(begin >= Some(1) && end >= begin, "{issue}");
        }
        assert!(list(&issues).iter().any(|issue| issue["location"]["path"] == "broken/governance.toml"), "{issues}");
    });
}

#[test]
fn the_issues_are_the_findings_of_the_report() {
    let project = canonical();
    let report = report(&project, "en");
    let issues = json(&given(&project, "gitlab", "en").stdout);
    let severities = [("error", "critical"), ("warning", "major"), ("note", "info")];
    assert_eq!(list(&issues).len(), findings(&report).len());
    for (issue, finding) in list(&issues).iter().zip(findings(&report)) {
        let place = &finding["place"];
        assert_eq!(issue["check_name"], full_rule(finding));
        assert_eq!(
            (&issue["location"]["path"], &issue["location"]["lines"]["begin"]),
            (&place["file"], &place["line"])
        );
        assert!(severities.contains(&(word(&finding["severity"]), word(&issue["severity"]))), "{issue}");
    }
}

#[test]
fn a_clean_report_is_an_empty_list() {
    let output = Scratch::sound().run(&["check", "--as-of", TODAY, "--only", OWNER, "--format", "gitlab"]);
    assert_eq!((output.status, json(&output.stdout)), (0, json("[]")));
}

#[test]
fn a_fingerprint_stays_when_lines_move_and_tells_projects_apart() {
    let prints = |project: &Scratch| -> Vec<String> {
        let issues = json(&given(project, "gitlab", "en").stdout);
        list(&issues).iter().map(|issue| word(&issue["fingerprint"]).to_owned()).collect()
    };
    let manifest = format!("{PROJECT}{ANSWER}");
    let before = prints(&Scratch::with(&manifest));
    assert_eq!(before, prints(&Scratch::with(&format!("# One line\n# more.\n\n{manifest}"))));
    // Two services of one repository cite the same hollow file.
    let manifest = manifest.replace("[\"GOVERNANCE.md\"]", "[\"../../GOVERNANCE.md\"]");
    let manifest = manifest.replace("assessed =", "root = \"../..\"\nassessed =");
    let both = Scratch::new().file(".git/HEAD", "ref: refs/heads/main\n").file("GOVERNANCE.md", "TODO\n");
    let both = both.file("services/a/governance.toml", &manifest).file("services/b/governance.toml", &manifest);
    let args = ["check", "--as-of", TODAY, "--only", OWNER, "--format", "gitlab"];
    let issues = json(&both.run(&args).stdout);
    let shared = list(&issues).iter().filter(|issue| issue["location"]["path"] == "GOVERNANCE.md");
    let shared: BTreeSet<_> = shared.map(|issue| word(&issue["fingerprint"])).collect();
    assert_eq!(shared.len(), 2, "{issues}");
}
