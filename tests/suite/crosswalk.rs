//! `guiju crosswalk`: what stands under which provision, in each form, and what is never said.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::run::{Output, guiju};
use crate::scratch::{ANSWER, GOVERNANCE, PROJECT, Scratch, TODAY, each};

fn crosswalk(project: &Scratch, args: &[&str]) -> Output {
    project.run(&[&["crosswalk"], args, &["--as-of", TODAY]].concat())
}

fn data(output: &Output) -> Value {
    serde_json::from_str(&output.stdout).unwrap_or_else(|why| panic!("{why}: {}{}", output.stdout, output.stderr))
}

/// A project with a name that is trouble in every form.
fn hostile() -> Scratch {
    let name = r#"name = "=cmd()|<b>'\u001b[2J\u202e,\"x\"""#;
    let manifest = PROJECT.replace("name = \"ferry-times\"", name);
    Scratch::with(&format!("{manifest}{ANSWER}")).file("GOVERNANCE.md", GOVERNANCE)
}

#[test]
fn a_provision_stands_as_its_items_do() {
    let output = crosswalk(&Scratch::sound(), &["nist-rmf", "--format", "json"]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    let data = data(&output);
    assert_eq!((&data["schema"], &data["as-of"]), (&"guiju.crosswalk/1".into(), &TODAY.into()));
    let provisions = data["projects"][0]["provisions"].as_array().expect("provisions");
    let standing = |id: &str| {
        let found = provisions.iter().find(|provision| provision["id"] == id);
        found.map(|provision| provision["standing"].as_str().expect("a word").to_owned())
    };
    // The accountable owner is all that the project shows, and asks the same as this one.
    assert_eq!(standing("GOVERN 2.1").as_deref(), Some("met"));
    assert_eq!(standing("GOVERN 3.2").as_deref(), Some("not"));
    let totals = data["projects"][0]["totals"].as_object().expect("totals");
    let sum: u64 = totals.values().filter_map(Value::as_u64).sum();
    assert_eq!(sum, u64::try_from(provisions.len()).expect("few"));
}

#[test]
fn what_nobody_read_is_marked_in_every_form() {
    let sound = Scratch::sound();
    for (format, locale, mark) in [
        ("table", "en", "¶50 [unverified]"),
        ("table", "zh", "¶50〔未核实〕"),
        ("markdown", "en", "recalled, **unverified**"),
        ("markdown", "zh", "凭记忆，**未核实**"),
        ("csv", "en", ",recalled,"),
        ("json", "en", "\"unverified\": true"),
    ] {
        let output = crosswalk(&sound, &["gdc", "--format", format, "--locale", locale]);
        assert!(output.stdout.contains(mark), "{format} {locale}: {}", output.stdout);
    }
    let explained = guiju(&["explain", "security/accountable-owner", "--locale", "en"]);
    assert!(explained.stdout.contains("unverified)"), "{}", explained.stdout);
}

#[test]
fn no_form_speaks_of_compliance_but_to_deny_it() {
    let sound = Scratch::sound();
    for format in ["table", "markdown", "json"] {
        for (locale, said) in [("en", "no legal advice"), ("zh", "不构成法律意见")] {
            let output = crosswalk(&sound, &["eu-ai-act", "--format", format, "--locale", locale]);
            let flat = output.stdout.replace('\n', " ");
            assert!(flat.contains(said), "{format} {locale}: {}", output.stdout);
            let claims = ["is compliant", "complies with the", "符合该法", "已合规"];
            assert!(claims.iter().all(|claim| !flat.contains(claim)), "{format} {locale}: {}", output.stdout);
        }
    }
}

#[test]
fn a_hostile_name_stays_a_name() {
    let project = hostile();
    for (format, forbidden) in [
        ("table", &["\u{1b}", "\u{202e}"][..]),
        ("markdown", &["\u{1b}", "\u{202e}", "<b>", "## =cmd"]),
        ("csv", &["\u{1b}", "\u{202e}", ",=cmd", "\n=cmd"]),
        ("json", &["\u{1b}"]),
    ] {
        let output = crosswalk(&project, &["oecd", "--format", format, "--locale", "en"]);
        assert_eq!(output.status, 0, "{}", output.stderr);
        assert!(output.stdout.contains("cmd()"), "{format}: {}", output.stdout);
        for bad in forbidden {
            assert!(!output.stdout.contains(bad), "{format}: {bad:?} in {}", output.stdout);
        }
    }
    let csv = crosswalk(&project, &["oecd", "--format", "csv"]).stdout;
    assert!(csv.lines().skip(1).all(|line| line.contains("\"'=cmd()|<b>'")), "{csv}");
}

#[test]
fn every_framework_turns_every_example_round() {
    let list = guiju(&["list", "frameworks", "--format", "json"]);
    let frameworks: Value = serde_json::from_str(&list.stdout).expect("JSON");
    let frameworks = frameworks.as_array().expect("a list");
    assert_eq!(frameworks.len(), 15);
    for framework in frameworks {
        let id = framework["id"].as_str().expect("an id");
        let output = guiju(&["crosswalk", id, "examples", "--format", "json", "--as-of", TODAY]);
        assert_eq!(output.status, 0, "{id}: {}", output.stderr);
        assert!(data(&output)["projects"].as_array().is_some_and(|projects| projects.len() >= 2), "{id}");
    }
}

#[test]
fn what_cannot_be_answered_fails() {
    let cases: [(&str, &[&str], &str); 5] = [
        ("no framework", &["xyz"], "guiju list frameworks"),
        ("a slip", &["eu-aiact"], "did you mean `eu-ai-act`?"),
        ("nothing there", &["oecd", "nowhere"], "nowhere"),
        ("a pack without frameworks", &["oecd", "--pack", "five-principles"], "five-principles"),
        ("no form", &["oecd", "--format", "xml"], "xml"),
    ];
    each(cases, |(what, args, told)| {
        let output = crosswalk(&Scratch::sound(), args);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{what}");
        assert!(output.stderr.contains(told), "{what}: {}", output.stderr);
    });
}

/// A copy of the built-in pack in the project's folder.
fn copied(project: &Scratch) {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder") {
            let entry = entry.expect("an entry").path();
            let target = to.join(entry.file_name().expect("a name"));
            if entry.is_dir() {
                copy(&entry, &target);
            } else {
                fs::copy(&entry, &target).expect("a copy");
            }
        }
    }
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/four-principles"), &project.root().join("mine"));
}

#[test]
fn all_faults_of_a_crosswalk_are_told_at_once() {
    let project = Scratch::sound();
    copied(&project);
    let edit = |path: &str, from: &str, to: &str| {
        let path = project.root().join(path);
        let text = fs::read_to_string(&path).expect("a file");
        assert!(text.contains(from), "{from}");
        fs::write(&path, text.replacen(from, to, 1)).expect("a file");
    };
    let owner = "mine/security/accountable-owner.toml";
    edit(owner, "nist-rmf = [", "nist-rnf = [");
    edit(owner, "\ngaigi = [", "\ngaigi = [{ provision = \"¶99\", strength = \"partial\" }, ");
    edit("mine/security/monitoring.toml", "strength = \"partial\"", "strength = \"much\"");
    edit("mine/frameworks.toml", "framework = \"gaigi\"", "framework = \"gaiji\"");
    edit("mine/frameworks.toml", "basis = \"recalled\"", "basis = \"hearsay\"");
    edit("mine/frameworks.toml", "[[provisions]]", "[[frameworks]]\nid = \"oecd\"\n\n[[provisions]]");
    let output = project.run(&["check", "--pack", "./mine", "--as-of", TODAY, "--locale", "en", "--format", "plain"]);
    assert_eq!(output.status, 2);
    for told in [
        "there is no framework `nist-rnf`",
        "there is no provision of gaigi `¶99`",
        "`much`",
        "there is no framework `gaiji`",
        "`hearsay`",
        "a framework lacks `title`",
    ] {
        assert!(output.stderr.contains(told), "{told:?} is not told: {}", output.stderr);
    }
}
