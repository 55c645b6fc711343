//! Bundles that were tampered with: each way is told, with the file and the place in it. Whoever writes the digests anew is found by
//! judging again, and whoever weakens the rules by the pack that is built in.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Bundle, files};
use crate::scratch::each;

/// Writes the lists of a bundle anew, as somebody would who wants to hide a change.
fn reseal(bundle: &Bundle) {
    let digest = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let stored = files(&bundle.root());
    let listed = || stored.iter().filter(|(path, _)| !["bundle.json", "SHA256SUMS"].contains(&path.as_str()));
    let entries = listed().map(|(path, bytes)| json!({ "path": path, "bytes": bytes.len(), "sha256": digest(bytes) }));
    let mut index: Value = serde_json::from_str(&bundle.read("bundle.json")).expect("a list");
    index["files"] = entries.collect();
    let index = index.to_string();
    let mut sums: Vec<_> = listed().map(|(path, bytes)| (path.clone(), digest(bytes))).collect();
    sums.push(("bundle.json".to_owned(), digest(index.as_bytes())));
    sums.sort();
    let sums: String = sums.iter().map(|(path, digest)| format!("{digest}  {path}\n")).collect();
    bundle.write("bundle.json", index).write("SHA256SUMS", sums);
}

#[test]
fn each_change_is_told_with_its_place() {
    let bundle = Bundle::example("clinic-triage");
    let groups = bundle.read("project/evals/groups.json");
    let at = groups.find("0.31").expect("the figure") as u64 + 1;
    bundle.write("project/evals/groups.json", groups.replace("0.31", "0.03"));
    let (data, status) = bundle.verified(&[]);
    assert_eq!(status, 1);
    let fault = &data["faults"][0];
    assert_eq!((&fault["kind"], &fault["path"]), (&json!("changed"), &json!("project/evals/groups.json")));
    let within: Vec<u64> = serde_json::from_value(fault["within"].clone()).expect("two bytes");
    assert!((within[0]..=within[1]).contains(&at) && within[1] - within[0] < 64, "{within:?} and {at}");
    assert!(fault["line"].as_u64() <= Some(14) && fault["line"].as_u64() >= Some(12), "{fault}");
    assert_eq!(bundle.faults(), ["changed project/evals/groups.json", "remade report/report.json"]);
    let changes = data["judged"]["changes"].as_array().expect("changes");
    let turned =
        json!({ "item": "fairness/group-performance", "turn": "improved", "old": "overclaimed", "new": "satisfied" });
    assert_eq!(changes, &[turned]);
    let text = bundle.verify(&[]).stdout;
    assert!(
        text.contains("✗ project/evals/groups.json: it was changed\n    the first change lies between byte "),
        "{text}"
    );
    assert!(text.contains("overclaimed → satisfied"), "{text}");
    let chinese = bundle.verify(&["--locale", "zh"]).stdout;
    assert!(chinese.contains("内容已改动\n    第一处改动在第 "), "{chinese}");
    assert!(chinese.contains("名不副实 → 已满足"), "{chinese}");
}

#[test]
fn files_that_came_or_went_are_told() {
    let cases: [(&str, Option<&str>, &[&str]); 6] = [
        ("README.md", None, &["missing README.md"]),
        ("SHA256SUMS", None, &["missing SHA256SUMS"]),
        ("report/report.json", None, &["missing report/report.json"]),
        ("project/private.md", Some("x"), &["extra project/private.md"]),
        ("notes.txt", Some("x"), &["extra notes.txt"]),
        ("SHA256SUMS", Some("x"), &["sums SHA256SUMS"]),
    ];
    each(cases, |(path, text, expected)| {
        let bundle = Bundle::example("river-watch");
        match text {
            Some(text) => drop(bundle.write(path, text)),
            None => std::fs::remove_file(bundle.root().join(path)).expect("it goes"),
        }
        if path == "report/report.json" {
            let (data, status) = bundle.verified(&[]);
            assert_eq!((status, &data["faults"][0]["kind"], &data["same"]), (1, &json!("missing"), &json!(false)));
        } else {
            assert_eq!(bundle.faults(), expected);
        }
    });
    let bundle = Bundle::example("river-watch");
    std::fs::remove_file(bundle.root().join("project/governance.toml")).expect("it goes");
    let (data, status) = bundle.verified(&[]);
    assert_eq!((status, &data["judged"], &data["faults"][0]["kind"]), (2, &Value::Null, &json!("missing")));
}

#[cfg(unix)]
#[test]
fn a_link_in_a_bundle_is_told_and_not_followed() {
    let bundle = Bundle::example("river-watch");
    let outside = bundle.root().parent().expect("a folder").join("secret.md");
    std::fs::write(&outside, "secret").expect("a file");
    std::fs::remove_file(bundle.root().join("project/README.md")).expect("it goes");
    for (target, link) in [(&outside, "project/README.md"), (&bundle.root(), "project/loop")] {
        std::os::unix::fs::symlink(target, bundle.root().join(link)).expect("a link");
    }
    let faults = bundle.faults();
    assert!(
        faults.starts_with(&["no-file project/README.md".to_owned(), "no-file project/loop".to_owned()]),
        "{faults:?}"
    );
    assert!(!bundle.verify(&[]).stdout.contains("secret"));
}

#[test]
fn digests_that_were_written_anew_hide_nothing_from_judging() {
    let bundle = Bundle::example("clinic-triage");
    let report = bundle.read("report/report.json");
    let at = report.find("\"score\":80.5").expect("the score") + 9;
    bundle.write("report/report.json", report.replacen("\"score\":80.5", "\"score\":90.5", 1));
    reseal(&bundle);
    let (data, status) = bundle.verified(&[]);
    assert_eq!((status, data["faults"].as_array().map(Vec::len)), (1, Some(1)), "{}", data["faults"]);
    let fault = &data["faults"][0];
    assert_eq!((&fault["kind"], &fault["path"]), (&json!("remade"), &json!("report/report.json")));
    assert_eq!((fault["at"]["byte"].as_u64(), &fault["at"]["line"]), (Some(at as u64), &json!(2)));
    assert!(fault["at"]["is"].as_str().is_some_and(|is| is.contains("\"score\":90.5")), "{fault}");
    assert!(fault["at"]["expected"].as_str().is_some_and(|should| should.contains("\"score\":80.5")), "{fault}");
    // What nobody read is told too: it would look as if a verdict rested on it.
    let bundle = Bundle::example("river-watch");
    bundle.write("project/certificate.md", "# We are certified\n").write("packs/four-principles/note.txt", "x");
    reseal(&bundle);
    assert_eq!(bundle.faults(), ["unread project/certificate.md", "unread packs/four-principles/note.txt"]);
    // And what the page says is what was judged.
    let bundle = Bundle::example("clinic-triage");
    bundle.write("README.md", bundle.read("README.md").replace("verified 80 %", "verified 98 %"));
    reseal(&bundle);
    assert_eq!(bundle.faults(), ["remade README.md"]);
}

#[test]
fn weakened_rules_are_told_even_where_all_else_was_made_to_fit() {
    let bundle = Bundle::example("clinic-triage");
    let item = "packs/four-principles/security/stop-and-rollback.toml";
    let text = bundle.read(item);
    let applies = "applies = \"project.stage in ['pilot', 'production', 'retired']\"";
    assert!(text.contains(applies), "{text}");
    bundle.write(item, text.replace(applies, "applies = \"project.stage in ['retired']\""));
    let told = bundle.faults();
    assert!(told.contains(&"pack-changed four-principles".to_owned()), "{told:?}");
    assert!(told.contains(&"other-pack four-principles".to_owned()), "{told:?}");
    assert!(told.contains(&format!("remade {item}")), "{told:?}");
    // By the weakened rules the report is another; by those that this guiju brings along it is what it was.
    let (data, _) = bundle.verified(&[]);
    assert_eq!(data["judged"]["packs"][0]["trust"], "other");
    assert_eq!(data["judged"]["changes"][0]["new"], "not-applicable");
    let (data, status) = bundle.verified(&["--pack", "four-principles"]);
    assert_eq!((status, &data["judged"]["same"], &data["judged"]["by-other-packs"]), (1, &json!(true), &json!(true)));
    assert_eq!(data["judged"]["packs"][0]["trust"], "built-in");
    // A comment alone changes no verdict, and is told all the same.
    let bundle = Bundle::example("river-watch");
    bundle.write(item, format!("# softened\n{}", bundle.read(item)));
    reseal(&bundle);
    let told = bundle.faults();
    assert!(told.contains(&"other-pack four-principles".to_owned()), "{told:?}");
    let text = bundle.verify(&[]).stdout;
    assert!(text.contains("`--pack four-principles` judges by that one"), "{text}");
    assert!(text.contains("from byte 1, line 1\n    here:     …# softened…"), "{text}");
}

#[test]
fn another_version_of_guiju_is_told_and_compared_by_its_verdicts() {
    let bundle = Bundle::example("river-watch");
    let version = env!("CARGO_PKG_VERSION");
    for path in ["bundle.json", "report/report.json", "README.md", "README.zh.md"] {
        bundle.write(path, bundle.read(path).replacen(version, "0.0.9", 1));
    }
    reseal(&bundle);
    let (data, status) = bundle.verified(&[]);
    assert_eq!((status, &data["faults"], &data["judged"]["to-the-byte"]), (0, &json!([]), &json!(false)), "{data}");
    let text = bundle.verify(&[]).stdout;
    assert!(text.contains("by guiju 0.0.9") && text.contains(&format!("this is guiju {version}")), "{text}");
    assert!(text.ends_with("judged again: the same verdicts\n"), "{text}");
}
