//! Bundles of projects that are trouble: names that no other system takes, links that lead out, files too large to be read, pictures,
//! evidence that is not there; and bundles that were made to harm whoever opens them.

use std::fs;
use std::path::Path;

use super::{Bundle, files};
use crate::canonical::{EVIDENCE, canonical};
use crate::run::guiju_in;
use crate::scratch::{PROJECT, Scratch, TODAY, each};

fn answer(evidence: &str) -> String {
    format!(
        "{PROJECT}\n[answers.security.accountable-owner]\nstatus = \"met\"\nstatement = \"By name, and with an address.\"\n\
         evidence = [{evidence}]\nreviewed = 2026-10-12\n"
    )
}

/// What the report in a bundle says of the files that are cited, as `path verified`.
fn cited(bundle: &Bundle) -> Vec<(String, bool)> {
    let report: serde_json::Value = serde_json::from_str(&bundle.read("report/report.json")).expect("a report");
    let items = report["projects"][0]["items"].as_array().expect("items").clone();
    let evidence = items.iter().flat_map(|item| item["evidence"].as_array().cloned().unwrap_or_default());
    let told = evidence.map(|one| (one["cited"].as_str().unwrap_or_default().to_owned(), one["sha256"].is_string()));
    told.collect()
}

#[test]
fn the_canonical_project_with_its_hostile_names_comes_back() {
    let project = canonical();
    let bundle = Bundle::of(&project.root(), &[]);
    assert_eq!(bundle.faults(), Vec::<String>::new());
    // The character that Windows keeps for itself stands there by its number.
    let evidence = EVIDENCE.replace('%', "%25").replace(':', "%3A").replace('|', "%7C");
    let stored = fs::read(bundle.root().join("project").join(evidence)).expect("it is there");
    assert_eq!(stored, fs::read(project.root().join(EVIDENCE)).expect("it is there"));
    for (path, bytes) in files(&bundle.root()) {
        assert!(!path.contains([':', '|', '\\', '\n']), "{path}");
        let is_shown = Path::new(&path).extension().is_some_and(|end| end == "md") && !path.starts_with("project/");
        let text = String::from_utf8_lossy(&bytes);
        assert!(!is_shown || !text.contains(['\u{202e}', '\u{1b}']), "{path}");
    }
}

#[test]
fn evidence_of_every_kind_is_carried_as_it_was_read() {
    let picture = b"\x89PNG\r\n\x1a\n\0\xff\xfe";
    let evidence = [
        "\"board.png\"",
        "\"minutes.pdf\"",
        "\"big.bin\"",
        "\"big.md\"",
        "\"empty.md\"",
        "\"gone.md\"",
        "\"notes/*.md\"",
        "\"https://x.example/policy\"",
        "\"../outside.md\"",
        "\"folder\"",
    ];
    let project = Scratch::with(&answer(&evidence.join(", ")))
        .file("board.png", picture)
        .file("minutes.pdf", b"%PDF-1.7\n\xff\xfe")
        .file("empty.md", "")
        .file("notes/a.md", "# A\n")
        .file("notes/b.txt", "not asked for")
        .file("folder/x.md", "x")
        .file("private.md", "nobody cites this");
    for name in ["big.bin", "big.md"] {
        let file = fs::File::create(project.root().join(name)).expect("a file");
        file.set_len(1 << 31).expect("it grows");
    }
    fs::write(project.around().join("outside.md"), "outside-8141").expect("a file");
    let bundle = Bundle::of(&project.root(), &[]);
    assert_eq!(bundle.faults(), Vec::<String>::new());
    let stored = files(&bundle.root());
    assert_eq!(stored["project/board.png"], picture);
    assert!(stored.contains_key("project/empty.md") && stored.contains_key("project/notes/a.md"));
    assert_eq!(stored["heads/big.bin"].len(), 64 * 1024);
    let unread = ["private.md", "notes/b.txt", "folder/x.md", "outside.md", "gone.md"];
    assert!(!stored.keys().any(|path| unread.iter().any(|name| path.ends_with(name))), "{:?}", stored.keys());
    assert!(stored.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("outside-8141")));
    let seen = bundle.read("seen.json");
    assert!(seen.contains("\"gone.md\"") && seen.contains("\"b.txt\"") && seen.contains("2147483648"), "{seen}");
    assert!(cited(&bundle).contains(&("board.png".to_owned(), true)));
    assert!(cited(&bundle).contains(&("big.bin".to_owned(), false)));
    assert!(bundle.read("project/governance.toml").contains("https://x.example/policy"));
}

#[cfg(unix)]
#[test]
fn a_link_is_carried_as_what_it_leads_to_and_never_out() {
    let project = Scratch::with(&answer("\"in.md\", \"out.md\", \"up/outside.md\", \"nowhere.md\""))
        .file("docs/a.md", "# Inside\n")
        .link("in.md", "docs/a.md")
        .link("out.md", "../outside.md")
        .link("up", "..")
        .link("nowhere.md", "gone.md");
    fs::write(project.around().join("outside.md"), "outside-8141").expect("a file");
    let bundle = Bundle::of(&project.root(), &[]);
    assert_eq!(bundle.faults(), Vec::<String>::new());
    let stored = files(&bundle.root());
    assert_eq!(stored["project/in.md"], b"# Inside\n");
    assert!(stored.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("outside-8141")));
    assert!(!bundle.root().join("project/in.md").is_symlink());
    let seen = bundle.read("seen.json");
    for why in ["outside", "dangling"] {
        assert!(seen.contains(&format!("\"why\": \"{why}\"")), "{why}: {seen}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_differ_in_capitals_alone_and_odd_ones_are_kept_apart() {
    let odd = "line\nbreak\u{202e}.md";
    let project = Scratch::with(&answer("\"Notes.md\", \"notes.md\", \"*.md\""))
        .file("Notes.md", "# One\n")
        .file("notes.md", "# Two\n")
        .file(odd, "# Three\n")
        .file("back\\slash.md", "# Four\n")
        .file("a. ", "not asked for");
    let bundle = Bundle::of(&project.root(), &[]);
    assert_eq!(bundle.faults(), Vec::<String>::new());
    let stored = files(&bundle.root());
    let lower: std::collections::BTreeSet<_> = stored.keys().map(|path| path.to_lowercase()).collect();
    assert_eq!(lower.len(), stored.len());
    for text in ["# One\n", "# Two\n", "# Three\n", "# Four\n"] {
        assert_eq!(stored.values().filter(|bytes| bytes.as_slice() == text.as_bytes()).count(), 1, "{text}");
    }
    bundle.sum();
}

#[test]
fn what_a_check_looks_for_in_the_whole_project_is_carried_as_well() {
    let pack = |path: &str| fs::read_to_string(canonical().root().join(path)).expect("a pack");
    let item = pack("pack/trial/held.toml");
    let (head, _) = item.split_once("[[checks]]").unwrap_or((&item, ""));
    let check = "[[checks]]\ntext = { must-not = 'forbidden', in = \"**/*.txt\" }\nscope = \"project\"\n";
    let manifest = PROJECT.to_owned()
        + "\n[assessment]\npacks = [\"./pack\"]\n\n[answers.trial.held]\nstatus = \"met\"\nstatement = \"Held, by whom it says.\"\n\
           evidence = [\"held.md\"]\nreviewed = 2026-10-12\n";
    let project = Scratch::with(&manifest)
        .file("held.md", "# Held\n\nWe hold what we promise, and we say to whom; this page says how and when.\n")
        .file("deep/notes.txt", "here stands what is forbidden")
        .file("deep/ignored.txt", "what git ignores is forbidden too")
        .file("picture.png", "not looked at")
        .file(".gitignore", "ignored.txt\n")
        .file("pack/pack.toml", pack("pack/pack.toml"))
        .file("pack/frameworks.toml", pack("pack/frameworks.toml"))
        .file("pack/trial/held.toml", format!("{head}{check}"));
    let bundle = Bundle::of(&project.root(), &[]);
    assert_eq!(bundle.faults(), Vec::<String>::new());
    assert!(bundle.read("report/report.json").contains("text-forbidden"), "{}", bundle.read("report/report.en.md"));
    let stored = files(&bundle.root());
    assert!(stored.contains_key("project/deep/notes.txt") && stored.contains_key("project/pack/trial/held.toml"));
    assert!(!stored.contains_key("project/picture.png") && !stored.contains_key("project/deep/ignored.txt"));
    assert!(bundle.read("seen.json").contains("\"picture.png\""));
}

#[test]
fn packs_that_are_asked_for_and_a_widened_root_come_along() {
    let project = canonical();
    let service = PROJECT.replace("[project]", "[project]\nroot = \"../..\"");
    let packs = project.around().join("rules");
    fs::create_dir(&packs).expect("a folder");
    fs::rename(project.root().join("pack"), packs.join("trial-pack")).expect("it moves");
    let project = project.file("services/a/governance.toml", service).file(".git/HEAD", "ref: refs/heads/main\n");
    let path = project.root().join("services/a");
    let bundle = Bundle::of(&path, &["--pack", "../../../rules/trial-pack", "--pack", "four-principles"]);
    let (data, status) = bundle.verified(&[]);
    assert_eq!((status, &data["faults"], &data["judged"]["to-the-byte"]), (0, &serde_json::json!([]), &true.into()));
    let stored = files(&bundle.root());
    for path in ["project/services/a/governance.toml", "packs/trial-pack/pack.toml", "packs/four-principles/pack.toml"]
    {
        assert!(stored.contains_key(path), "{path}");
    }
    // Two folders around packs cannot be told apart in one.
    let other = project.file("../elsewhere/trial-pack/pack.toml", "");
    let args = ["bundle", "--as-of", TODAY, "--output", "../../../out", "--pack", "../../../rules/trial-pack"];
    let refused =
        guiju_in(&other.root().join("services/a"), &[&args[..], &["--pack", "../../../elsewhere/trial-pack"]].concat());
    assert_eq!(refused.status, 2, "{}", refused.stderr);
}

#[test]
fn a_bundle_that_was_made_to_harm_is_refused_and_harms_nobody() {
    let index = Bundle::example("river-watch").read("bundle.json");
    let deep = "[".repeat(200_000);
    let cases = [
        String::new(),
        "null".to_owned(),
        deep,
        "{\"schema\":\"guiju.bundle/2\"}".to_owned(),
        "{\"schema\":\"guiju.report/1\"}".to_owned(),
        index.replace("\"project/README.md\"", "\"../../../../etc/passwd\""),
        index.replace("\"project/README.md\"", "\"/etc/passwd\""),
        index.replace("\"project/README.md\"", "\"project/..%2f..%2fREADME.md\""),
        index.replace("\"project/README.md\"", "\"PROJECT/LICENSE\""),
        index.replace("\"project/README.md\"", "\"project/license\""),
        index.replace("\"project/README.md\"", "\"\\u001b[2J\\u202e\""),
        index.replace("\"manifest\": \"governance.toml\"", "\"manifest\": \"../governance.toml\""),
        index.replace("\"as-of\": \"", "\"as-of\": \"9"),
        index.replacen("\"bytes\": ", "\"bytes\": -", 1),
        index.replacen("\"bytes\": ", "\"size\": 1, \"bytes\": ", 1),
        index.replacen("\"sha256\": \"", "\"sha256\": \"Z", 1),
    ];
    each(cases, |text| {
        let bundle = Bundle::example("river-watch");
        assert_ne!(text, bundle.read("bundle.json"));
        bundle.write("bundle.json", &text);
        for locale in ["en", "zh"] {
            let output = bundle.verify(&["--locale", locale]);
            assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{}", &text[..text.len().min(200)]);
            assert!(!output.stderr.contains(['\u{1b}', '\u{202e}']) && output.stderr.len() < 20_000);
        }
    });
    for folder in ["nowhere", "project"] {
        let project = Scratch::sound();
        let output = guiju_in(project.around(), &["verify", folder, "--locale", "en"]);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{}", output.stderr);
    }
}
