//! Fixes go together or wait, and whatever they are made in stays as it was around them.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::evidence::Memory;
use crate::judge::Judge;
use crate::locale::Text;
use crate::manifest;
use crate::source::Span;

fn fix(edits: &[(usize, usize, &str)]) -> Fix {
    let edit = |&(start, end, text): &(usize, usize, &str)| Edit { span: Span::new(start, end), text: text.to_owned() };
    Fix { title: Text::default(), edits: edits.iter().map(edit).collect(), safety: Safety::Safe }
}

#[test]
fn fixes_go_together_or_the_later_waits() {
    for (fixes, expected, made) in [
        (vec![fix(&[(0, 1, "A")]), fix(&[(2, 3, "C")])], "AbC型d", 2),
        (vec![fix(&[(0, 2, "A")]), fix(&[(1, 3, "C")])], "Ac型d", 1),
        (vec![fix(&[(0, 1, "A"), (2, 3, "C")]), fix(&[(1, 2, "B"), (2, 3, "X")])], "AbC型d", 1),
        (vec![fix(&[(3, 3, "1")]), fix(&[(3, 3, "2")])], "abc12型d", 2),
        (vec![fix(&[(1, 2, "B")]), fix(&[(1, 1, "<")]), fix(&[(2, 2, ">")])], "a<B>c型d", 3),
        (vec![fix(&[(0, 3, "x")]), fix(&[(1, 1, "y")])], "x型d", 1),
        (vec![fix(&[(1, 1, "y")]), fix(&[(0, 3, "x")])], "aybc型d", 1),
        (vec![fix(&[(0, 1, "A")]), fix(&[(0, 1, "A")])], "Abc型d", 2),
        (vec![fix(&[(0, 1, "A")]), fix(&[(0, 1, "B")])], "Abc型d", 1),
        (vec![fix(&[(4, 5, "x")]), fix(&[(5, 900, "x")]), fix(&[(7, 7, "!")])], "abc型d!", 1),
        (vec![fix(&[(0, 2, "A"), (1, 3, "B")])], "abc型d", 0),
    ] {
        let all: Vec<_> = fixes.iter().collect();
        let (text, done) = apply("abc型d", &all);
        assert_eq!((text.as_str(), done.len()), (expected, made), "{fixes:?}");
    }
}

proptest! {
    #[test]
    fn every_byte_outside_of_the_edits_stays(
        text in "(\u{feff})?[a-z型😀\r\n\t#]{0,40}",
        edits in proptest::collection::vec((0_usize..60, 0_usize..8, "[A-Z]{0,3}"), 0..8),
    ) {
        let fixes: Vec<_> = edits.iter().map(|(start, length, new)| fix(&[(*start, start + length, new)])).collect();
        let all: Vec<_> = fixes.iter().collect();
        let (out, made) = apply(&text, &all);
        // No capital stands in the text: what is left without those of the edits is what no edit took.
        let mut kept = text.clone();
        let mut gone: Vec<_> = made.iter().map(|fix| fix.edits[0].span).collect();
        gone.sort_unstable();
        gone.dedup();
        for span in gone.iter().rev() {
            kept.replace_range(span.range(), "");
        }
        let outside: String = out.chars().filter(|c| !c.is_ascii_uppercase()).collect();
        prop_assert_eq!(outside, kept);
        // Taken in the same order, the same fixes are made again: nothing hangs on what was refused.
        let (again, _) = apply(&text, &made);
        prop_assert_eq!(again, out);
    }
}

proptest! {
    #[test]
    fn the_edits_between_two_texts_make_one_of_the_other(
        old in "([a-c型]{0,2}(\r\n|\n)){0,12}[a-c]{0,2}",
        new in "([a-c型]{0,2}(\r\n|\n)){0,12}[a-c]{0,2}",
    ) {
        let whole = Fix { title: Text::default(), edits: edits(&old, &new), safety: Safety::Safe };
        prop_assert!(whole.edits.is_sorted_by(|one, other| one.span.end < other.span.start), "{:?}", whole.edits);
        prop_assert_eq!(apply(&old, &[&whole]).0, new);
    }
}

/// The report on a manifest.
fn report(name: &str, text: &str) -> ProjectReport {
    Judge::new(date(2026, 11, 23)).judge(&Memory::from([(name, text)]), name).unwrap()
}

/// The manifest with all fixes in it, as often as there are any, and how often that was.
fn mended(name: &str, text: &str, most: Safety) -> (String, usize) {
    let mut text = text.to_owned();
    for pass in 0..10 {
        let report = report(name, &text);
        let fixed = fixed(&report, most).unwrap();
        assert!(fixed.len() <= 1);
        let Some(one) = fixed.into_iter().next() else { return (text, pass) };
        text = one.text;
    }
    panic!("it never ends:\n{text}");
}

/// The manifest with all safe fixes in it but for admitted gaps.
fn spelt(name: &str, text: &str) -> String {
    let mut text = text.to_owned();
    loop {
        let report = report(name, &text);
        if in_order(&report, Safety::Safe).iter().all(|(finding, _)| finding.code == Code::Unanswered) {
            return text;
        }
        text = fixed(&report, Safety::Safe).unwrap().remove(0).text;
    }
}

/// A line of a manifest, by itself sound or with a slip that can mean one thing only, and whether it has to stay.
fn line(sound: &'static str, slips: &'static [&'static str]) -> impl Strategy<Value = (&'static str, bool)> {
    prop_oneof![Just((sound, true)), proptest::sample::select(slips).prop_map(|slip| (slip, false))]
}

/// A manifest in pieces, each with whether it has to stay.
fn manifest() -> impl Strategy<Value = Vec<(&'static str, bool)>> {
    const DAY: &[&str] = &["assessed = \"2026-11-01\"", "asessed = 2026-11-01"];
    const HEADER: &[&str] =
        &["[answers.people.purpse]", "[answers.fairness.purpose]", "[ answers . people . purpse ] # x"];
    const REST: &[&str] =
        &["", "\n[assessment]\nlevel = 2\n", "\n# exceptions\n[[waivers]]\nitem = \"people/purpose\"\n"];
    let noise = || proptest::sample::select(&["", "", "# 模型 😀\t#", "\t", "  # \"[answers.x]\""][..]);
    let lines = (
        line("schema = 1", &["shema = 1", "schema = \"1\""]),
        line("name = \"渡轮\"", &["nmae = \"渡轮\""]),
        line("description = '''a\n[no] # ship'''", &["descripton = '''a\n[no] # ship'''"]),
        line("stage = \"production\"\t# now", &["stage = \"prodction\"\t# now", "staeg = \"production\"\t# now"]),
        line("traits = [ \"generative\" ]", &["traits = [ \"generatve\" ]", "traits = \"agentic\""]),
        line("assessed = 2026-11-01", DAY),
        line("[answers.people.purpose]", HEADER),
        line("status = \"unmet\"", &["status = \"unmett\"", "stauts = 'unmet'"]),
    );
    let rest = proptest::sample::select(REST);
    (lines, proptest::collection::vec(noise(), 11), rest).prop_map(|(lines, noise, rest)| {
        let fixed = |text: &'static str| (text, true);
        let (project, owner, impact) = (fixed("[project]"), fixed("owner = \"Jun\""), fixed("impact = \"high\""));
        let head = [lines.0, project, lines.1, lines.2, owner, lines.3, impact, lines.4, lines.5, lines.6, lines.7];
        let mixed = head.into_iter().zip(noise).flat_map(|(line, noise)| [line, fixed(noise)]);
        mixed.chain([fixed(rest)]).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn twice_is_once_and_what_has_no_slip_stays(lines in manifest(), windows in any::<bool>(), mark in any::<bool>()) {
        let ended = |text: &str| if windows { text.replace('\n', "\r\n") } else { text.to_owned() };
        let text: String = lines.iter().map(|(line, _)| ended(&format!("{line}\n"))).collect();
        let text = if mark { format!("\u{feff}{text}") } else { text };
        let (once, _) = mended("governance.toml", &text, Safety::Safe);
        let (twice, passes) = mended("governance.toml", &once, Safety::Safe);
        prop_assert_eq!(passes, 0);
        prop_assert_eq!(&once, &twice);
        let mut at = 0;
        for line in lines.iter().filter(|(_, stays)| *stays).map(|(line, _)| ended(line)) {
            let found = once[at..].find(&line);
            prop_assert!(found.is_some(), "{line:?} is gone from\n{once}");
            at += found.unwrap_or_default() + line.len();
        }
        prop_assert_eq!(once.starts_with('\u{feff}'), mark);
        prop_assert!(!windows || once.matches('\n').count() == once.matches("\r\n").count());
        let left = report("governance.toml", &once);
        let slips = [Code::UnknownKey, Code::UnknownItem, Code::UnknownTrait, Code::WrongType, Code::Unanswered];
        let slips: Vec<_> = left.findings.iter().filter(|finding| slips.contains(&finding.code)).collect();
        prop_assert!(slips.is_empty(), "{slips:?} in\n{once}");
    }
}

#[test]
fn a_slip_in_yaml_or_json_is_mended_in_its_place() {
    let yaml = "schema: 1\nproject: # 渡轮\n  name: 'x'\n  stage: production\n  traits: [generative, \"agentic\"]\nanswers:\n  people:\n    purpose: {status: 'met'}\n  \"security/red-team\": {status: unmet}\n";
    let slips = [
        ("name", "nmae"),
        ("production", "prodction"),
        ("generative", "generatve"),
        ("agentic", "agentc"),
        ("purpose", "purpse"),
        ("'met'", "'mett'"),
        ("red-team", "red-tem"),
    ];
    let slipped = slips.into_iter().fold(yaml.to_owned(), |text, (from, to)| text.replace(from, to));
    assert_eq!(spelt("governance.yaml", &slipped), yaml);
    let slipped = "{\"shema\": \"1\",\r\n\t\"project\": {\"ownr\": 5, \"stage\": \"pilt\"}, \"answers\": {\"people\": {\"purpse\": {\"status\": \"unmett\"}}}}";
    let json = "{\"schema\": 1,\r\n\t\"project\": {\"owner\": \"5\", \"stage\": \"pilot\"}, \"answers\": {\"people\": {\"purpose\": {\"status\": \"unmet\"}}}}";
    assert_eq!(spelt("governance.json", slipped), json);
    // What an alias names is mended once.
    let alias = "schema: 1\nanswers:\n  people:\n    purpose: &a {stauts: unmet}\n    human-dignity: *a\n";
    assert_eq!(spelt("governance.yaml", alias), alias.replace("stauts", "status"));
}

#[test]
fn what_could_mean_two_things_or_would_stand_twice_is_left_alone() {
    for (text, most) in [
        // Both `met` and `unmet` are a slip away.
        ("[answers.people.purpose]\nstatus = \"nmet\"\n", Safety::Safe),
        // The right key is there already.
        ("[answers.people.purpose]\nstatus = \"unmet\"\nstauts = 'met'\n", Safety::Unsafe),
        // Two slips stand for one key.
        ("[answers.people.purpose]\nstauts = 'met'\nstatsu = 'unmet'\n", Safety::Unsafe),
        // The item is answered already; of two headers one would be left behind.
        ("[answers.people.purpose]\nstatus = 'unmet'\n[answers.people.purpse]\nstatus = 'met'\n", Safety::Unsafe),
        ("[answers.people.purpse]\nstatus = 'unmet'\n[answers.people.purpse.plan]\naction = 'x'\n", Safety::Unsafe),
        // Escapes hide the bytes.
        ("[answers.people.purpose]\n\"st\\u0061uts\" = 'met'\n", Safety::Unsafe),
        // An exception is approved for what its approver read.
        ("[answers.people.purpose]\nstatus = 'unmet'\n[[waivers]]\nitem = 'people/purpse'\n", Safety::Safe),
    ] {
        let report = report("governance.toml", text);
        let fixes = in_order(&report, most);
        let renames: Vec<_> = fixes.iter().filter(|(_, fix)| fix.title.en.starts_with("rename")).collect();
        assert!(renames.is_empty(), "{text}: {renames:?}");
    }
}

#[test]
fn no_answer_is_added_beside_one_that_is_likely_to_mean_it() {
    for answer in ["people.purpse", "people.porpuse", "fairness.purpose"] {
        let text = format!(
            "[project]\nimpact = 'high'\nstage = 'production'\ntraits = ['agentic']\n[answers.{answer}]\nstatus = 'met'\n"
        );
        let report = report("governance.toml", &text);
        let stub = report.findings.iter().find(|finding| finding.rule == "people/purpose").unwrap();
        assert_eq!((stub.code, &stub.fix), (Code::Unanswered, &None), "{answer}");
        assert!(report.findings.iter().any(|finding| finding.code == Code::Unanswered && finding.fix.is_some()));
    }
}

/// A manifest of YAML or JSON that answers some items, laid out in one of several ways.
fn unfinished() -> impl Strategy<Value = (&'static str, &'static str)> {
    proptest::sample::select(
        &[
            ("governance.yaml", "project: {stage: production, impact: high}\n"),
            (
                "governance.yaml",
                "schema: 1\nproject:\n    stage: production\n    impact: high # now\nanswers:\n\nassessment: {level: 2}\n",
            ),
            (
                "governance.yaml",
                "# top\nanswers:\n  people:\n    purpose: # why\n      status: met\n      evidence:\n        - a.md\n  \"security/red-team\": {status: unmet}\n\n# end\nschema: 1",
            ),
            (
                "governance.yaml",
                "project:\r\n  traits: [agentic]\r\nanswers:\r\n  security:\r\n    red-team:\r\n      status: |\r\n        unmet\r\n",
            ),
            ("governance.yaml", "answers: {}\n"),
            ("governance.yaml", "answers: {people: {}, fairness: {x: {status: unmet}}}\n"),
            ("governance.json", "{}"),
            ("governance.json", "{\"answers\": {}, \"schema\": 1}"),
            (
                "governance.json",
                "{\n\t\"project\": {\"stage\": \"production\"},\n\t\"answers\": {\n\t\t\"people\": {\n\t\t\t\"purpose\": {\"status\": \"met\"}\n\t\t},\n\t\t\"security\": {}\n\t}\n}\n",
            ),
        ][..],
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn gaps_of_yaml_and_json_are_admitted_too_and_all_else_stays((name, text) in unfinished()) {
        let (once, _) = mended(name, text, Safety::Safe);
        prop_assert_eq!(mended(name, &once, Safety::Safe), (once.clone(), 0));
        let after = report(name, &once);
        let open: Vec<_> = after.findings.iter().filter(|finding| finding.code == Code::Unanswered).map(|finding| &finding.rule).collect();
        prop_assert!(open.is_empty(), "{open:?} in\n{once}");
        prop_assert!(after.findings.iter().all(|finding| finding.full_rule() != "manifest/missing-key" || !finding.message.en.contains("`schema`")));
        // Bytes come in and none goes, but for the blanks in brackets that held nothing.
        let mut rest = once.chars();
        let kept = text.chars().filter(|c| !c.is_whitespace()).all(|c| rest.any(|own| own == c));
        prop_assert!(kept, "{once}");
        let known = |line: &&str| !text.contains(line.trim()) && !line.trim().is_empty();
        for line in once.lines().filter(known).filter(|line| line.contains("status") && !line.contains("met\"}")) {
            prop_assert!(line.contains("unmet"), "made up: {line}");
        }
        prop_assert_eq!(once.matches('\n').count() == once.matches("\r\n").count(), text.contains("\r\n") || !once.contains('\n'));
    }

    #[test]
    fn each_gap_can_be_admitted_by_itself((name, text) in unfinished()) {
        let report = report(name, text);
        for finding in report.findings.iter().filter(|finding| finding.code == Code::Unanswered) {
            let fix = finding.fix.as_deref().expect("a fix");
            prop_assert!(fits(&finding.place.source, fix), "{fix:?}");
            let made = apply(text, &[fix]).0;
            let (manifest, _) = manifest::read(&Source::new(name, made.clone()), Syntax::of(name).parse(&made));
            prop_assert!(manifest.answer(&finding.rule).is_some(), "{made}");
        }
    }
}
