//! `guiju badge`: what is verified at a glance, as a picture and as the data that shields.io asks for, and never more than holds.

use serde_json::{Value, json};

use crate::canonical::canonical;
use crate::run::{Output, guiju};
use crate::scratch::{PROJECT, Scratch, TODAY, each};
use crate::tools::python;

fn badge(project: &Scratch, args: &[&str]) -> Output {
    project.run(&[&["badge", "--as-of", TODAY], args].concat())
}

fn endpoint(output: &Output) -> Value {
    serde_json::from_str(&output.stdout).unwrap_or_else(|why| panic!("{why}: {}{}", output.stdout, output.stderr))
}

/// What a parser that others wrote finds in a picture: its width, its role, its title, the texts that are drawn.
fn reading(picture: &str) -> Value {
    let script = "
import json, sys, xml.dom.minidom as dom
root = dom.parseString(sys.argv[1].encode()).documentElement
text = lambda node: ''.join(child.data for child in node.childNodes)
json.dump({
    'width': int(root.getAttribute('width')), 'role': root.getAttribute('role'), 'label': root.getAttribute('aria-label'),
    'title': text(root.getElementsByTagName('title')[0]),
    'texts': [text(node) for node in root.getElementsByTagName('text')],
    'ends': [int(node.getAttribute('x')) + int(node.getAttribute('textLength')) for node in root.getElementsByTagName('text')],
    'names': sorted({node.tagName for node in root.getElementsByTagName('*')}),
}, sys.stdout)
";
    let read = python("python", &["-c", script, picture]);
    serde_json::from_str(&read.stdout).unwrap_or_else(|why| panic!("{why}: {}", read.stderr))
}

#[test]
fn every_example_has_its_badge_in_both_languages() {
    each(
        [
            ("clinic-triage", "verified 80 % · no level", "经核验 80 % · 未达等级", "red"),
            ("river-watch", "verified 100 % · level 1", "经核验 100 % · 等级 1", "green"),
            ("tide-voice", "verified 100 % · level 3", "经核验 100 % · 等级 3", "green"),
            ("acme-pack", "verified 94 % · level 1", "经核验 94 % · 等级 1", "yellow"),
        ],
        |(example, english, chinese, colour)| {
            for (locale, label, message) in [("en", "AI governance", english), ("zh", "AI 治理", chinese)] {
                let path = format!("examples/{example}");
                let args = ["badge", &path, "--as-of", TODAY, "--locale", locale];
                let data = guiju(&[&args[..], &["--format", "json"]].concat());
                let mut expected = json!({ "schemaVersion": 1, "label": label, "message": message, "color": colour });
                if colour == "red" {
                    expected["isError"] = true.into();
                }
                assert_eq!((endpoint(&data), data.status), (expected, 0));
                let picture = guiju(&args);
                assert_eq!(picture.stdout, guiju(&args).stdout);
                let read = reading(&picture.stdout);
                assert_eq!(read["texts"], json!([label, message]));
                assert_eq!((&read["role"], &read["label"]), (&json!("img"), &read["title"]));
                assert_eq!(read["names"], json!(["clipPath", "g", "rect", "text", "title"]));
                let title = read["title"].as_str().unwrap_or_default();
                assert!(title.contains(TODAY) && title.contains("four-principles 0.1.0"), "{title}");
                let (end, width) = (read["ends"][1].as_u64(), read["width"].as_u64());
                assert_eq!(end.map(|end| end + 6), width);
            }
        },
    );
}

#[test]
fn what_is_declared_is_never_shown_and_nothing_is_rounded_up() {
    // All of it is claimed, and none of it carried.
    let claim = "\n[answers.security.accountable-owner]\nstatus = \"met\"\nstatement = \"Yes, all of it, by the owner.\"\n\
                 evidence = [\"gone.md\"]\nreviewed = 2026-10-12\n";
    let output = badge(&Scratch::with(&format!("{PROJECT}{claim}")), &["--format", "json", "--locale", "en"]);
    let data = endpoint(&output);
    assert_eq!((&data["message"], &data["isError"]), (&json!("verified 0 % · no level"), &json!(true)));
}

#[test]
fn what_cannot_be_judged_says_so_on_its_badge() {
    let bad = |locale, message: &str| {
        let label = if locale == "en" { "AI governance" } else { "AI 治理" };
        json!({ "schemaVersion": 1, "label": label, "message": message, "color": "red", "isError": true })
    };
    for (project, english, chinese) in [
        (Scratch::new(), "no valid self-assessment", "没有有效的自评"),
        (Scratch::with("schema = [1\n"), "no valid self-assessment", "没有有效的自评"),
        (
            Scratch::with(&format!("{PROJECT}\n[assessment]\npacks = [\"./nowhere\"]\n")),
            "not judged: faulty rules",
            "未评判：规则包有误",
        ),
    ] {
        for (locale, message) in [("en", english), ("zh", chinese)] {
            let output = badge(&project, &["--format", "json", "--locale", locale]);
            assert_eq!((endpoint(&output), output.status), (bad(locale, message), 2));
            assert!(!output.stderr.is_empty());
        }
        assert_eq!(reading(&badge(&project, &["--locale", "en"]).stdout)["texts"][1], english);
    }
    // Which of several is meant, or a pack that is not there, is for the caller to say.
    for args in [&["examples"][..], &["examples/river-watch", "--pack", "./nowhere"], &["examples", "--format", "png"]]
    {
        let output = guiju(&[&["badge"], args].concat());
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{args:?}");
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn a_hostile_project_draws_nothing_of_its_own() {
    let project = canonical();
    for locale in ["en", "zh"] {
        let picture = badge(&project, &["--locale", locale]).stdout;
        let read = reading(&picture);
        assert_eq!(read["names"], json!(["clipPath", "g", "rect", "text", "title"]));
        assert!(!picture.contains(['\u{202e}', '\u{1b}']), "{picture}");
    }
}
