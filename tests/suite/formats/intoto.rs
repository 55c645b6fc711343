//! `intoto`, as the attestation framework's own messages read it; what it is about, and when it says that something passed.

use std::fs;

use serde_json::Value;

use super::{LOCALES, given, json, list, report, word};
use crate::canonical::{ITEMS, arguments, canonical, canonical_beside_broken};
use crate::run::guiju;
use crate::scratch::{ANSWER, GOVERNANCE, PROJECT, Scratch, TODAY, each};
use crate::tools::reader;

/// A pack whose one item is on the accountable owner.
const PACK: [(&str, &str); 2] = [
    (
        "pack/pack.toml",
        "schema = 1\nid = \"small\"\nversion = \"1.2.0\"\ntitle = { en = \"Small\", zh = \"小\" }\n\n[[levels]]\nrank = 1\nid = \"one\"\n\
         title = { en = \"One\", zh = \"一\" }\n\n[[principles]]\nid = \"security\"\ntitle = { en = \"Security\", zh = \"安全\" }\n\
         summary = { en = \"Safe.\", zh = \"安全。\" }\n\n[[clauses]]\nid = \"1\"\nprinciple = \"security\"\nkind = \"duty\"\nreach = \"direct\"\n\
         gloss = { en = \"Say who.\", zh = \"写明负责人。\" }\n",
    ),
    (
        "pack/security/accountable-owner.toml",
        "title = { en = \"Owner\", zh = \"负责人\" }\nclauses = [\"1\"]\nrequirement = \"required\"\nlevel = 1\nfresh-days = 365\n\
         question = { en = \"Who?\", zh = \"谁？\" }\nguidance = { en = \"Say who.\", zh = \"写明负责人。\" }\n\
         evidence = { accept = [\"**/*.md\"], at-least = 1 }\n\n[[checks]]\nsection = { heading = '(?i)roles', min-words = 10 }\n",
    ),
];

/// A project that is judged by that pack alone, with this answer.
fn small(answer: &str) -> Scratch {
    let manifest = format!("{PROJECT}\n[assessment]\npacks = [\"./pack\"]\n{answer}");
    let project = Scratch::with(&manifest).file("GOVERNANCE.md", GOVERNANCE);
    PACK.iter().fold(project, |project, (path, text)| project.file(path, text))
}

fn statement(project: &Scratch) -> Value {
    json(&given(project, "intoto", "en").stdout)
}

fn sha256(project: &Scratch, path: &str) -> String {
    let printed = crate::tools::python(
        "python",
        &[
            "-c",
            "import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest())",
            &project.root().join(path).display().to_string(),
        ],
    );
    printed.stdout.trim().to_owned()
}

#[test]
fn the_framework_reads_what_is_written_of_every_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let hostile = canonical_beside_broken();
    let mut paths = Vec::new();
    for locale in LOCALES {
        let examples = guiju(&["check", "examples", "--as-of", TODAY, "--format", "intoto", "--locale", locale]).stdout;
        assert_eq!(examples.lines().count(), 4);
        for (name, text) in [("examples", examples), ("hostile", given(&hostile, "intoto", locale).stdout)] {
            paths.push(folder.path().join(format!("{name}.{locale}.jsonl")));
            fs::write(&paths[paths.len() - 1], text).expect("a file");
        }
    }
    let output = reader("read_intoto.py", &paths.iter().map(std::path::PathBuf::as_path).collect::<Vec<_>>());
    assert_eq!(output.status, 0, "{}", output.stderr);
    let wrong = folder.path().join("wrong.jsonl");
    let text = fs::read_to_string(&paths[0]).expect("a file").replace("resourceUri", "resource");
    fs::write(&wrong, text).expect("a file");
    assert_eq!(reader("read_intoto.py", &[&wrong]).status, 1);
}

#[test]
fn its_subjects_are_the_files_that_the_verdicts_rest_on_byte_for_byte() {
    let waivers = "schema = 1\n\n[[waivers]]\nitem = \"security/red-team\"\nreason = \"The contract with the testers starts in January.\"\n\
                   approved-by = \"Harbour master\"\nexpires = 2027-01-31\n";
    let project = small(ANSWER).file("governance.waivers.toml", waivers).file("unread.md", "# Nobody cites this\n");
    assert_eq!(project.run(&["review", "--all", "--by", "Maria", "--as-of", TODAY]).status, 0);
    let statement = statement(&project);
    let subjects: Vec<_> =
        list(&statement["subject"]).iter().map(|one| (word(&one["name"]), word(&one["digest"]["sha256"]))).collect();
    let names = ["GOVERNANCE.md", "governance.lock", "governance.toml", "governance.waivers.toml"];
    let expected: Vec<_> = names.iter().map(|name| (*name, sha256(&project, name))).collect();
    let expected: Vec<_> = expected.iter().map(|(name, digest)| (*name, digest.as_str())).collect();
    assert_eq!(subjects, expected);
}

#[test]
fn it_says_passed_only_where_nothing_is_overclaimed_or_due_and_the_level_is_attained() {
    let old = ANSWER.replace("2026-10-12", "2025-01-02");
    let nowhere = ANSWER.replace("GOVERNANCE.md", "nowhere.md");
    let partial = ANSWER.replace("\"met\"", "\"partial\"");
    let ahead = "[assessment]\npacks = [\"./pack\"]\nlevel = 2";
    each(
        [
            ("sound", ANSWER, true),
            ("old", &old, false),
            ("overclaimed", &nowhere, false),
            ("partial", &partial, false),
            ("silent", "", false),
        ],
        |(what, answer, passes)| {
            let statement = statement(&small(answer));
            let predicate = &statement["predicate"];
            let (result, level) = if passes { ("PASSED", "GUIJU_SMALL_LEVEL_1") } else { ("FAILED", "FAILED") };
            assert_eq!(predicate["verificationResult"], result, "{what}");
            assert_eq!(predicate["verifiedLevels"], serde_json::json!([level]), "{what}");
        },
    );
    let project = small(ANSWER);
    let known = project.run(&["check", "--as-of", TODAY, "--write-baseline", "known.toml", "--fail-on", "never"]);
    assert_eq!(known.status, 0);
    // A part of the items says nothing of the whole, and neither do a level that is not there and a finding that was known before.
    let part = [&arguments("intoto", "en")[..], &["--only", "security/*"]].concat();
    assert_eq!(json(&project.run(&part).stdout)["predicate"]["verificationResult"], "FAILED");
    let manifest = format!("unheard-of = 1\n{PROJECT}\n{ahead}\n{ANSWER}");
    let project = project.file("governance.toml", manifest);
    assert_eq!(json(&given(&project, "intoto", "en").stdout)["predicate"]["verificationResult"], "FAILED");
}

#[test]
fn its_verdicts_are_those_of_the_report_and_no_level_is_one_of_slsa() {
    let project = canonical();
    let (statement, report) = (statement(&project), report(&project, "en"));
    let verdicts = &statement["predicate"]["urn:guiju:verdicts:1"];
    let items: Vec<_> =
        list(&verdicts["items"]).iter().map(|item| (word(&item["id"]), word(&item["verdict"]))).collect();
    assert_eq!(items, ITEMS.map(|(item, .., verdict)| (item, verdict)));
    let own = &report["projects"][0];
    for key in ["score", "declared", "level-attained", "errors", "verdicts"] {
        assert_eq!(verdicts[key], own[key], "{key}");
    }
    assert_eq!(statement["predicate"]["timeVerified"], "2026-11-23T00:00:00Z");
    assert!(!statement.to_string().contains("SLSA_"));
}
