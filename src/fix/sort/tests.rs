//! Answers change places with all that is theirs, in TOML, YAML and JSON, or stay with the reason.

use proptest::prelude::*;

use super::*;

const ORDER: [&str; 4] = ["a/one", "a/two", "b/one", "b/two"];

fn made(text: &str) -> Result<Option<String>, Text> {
    sorted(text, Syntax::Toml, &ORDER)
}

#[test]
fn answers_move_with_their_comments_and_what_stands_alone_stays() {
    let two = "# of two\n[answers.a.two] # here\nstatus = 'met'\nstatement = \"\"\"\n[answers.a.one]\n\"\"\"\n  [answers.a.two.plan]\n  by = 2026-01-01\n# behind";
    let (one, last) = ("[answers.\"a/one\"]\r\nstatus = 'unmet'", "[answers.x.y]\n#\nstatus = 'unmet'");
    let frame = |one: &str, two: &str, three: &str| {
        format!(
            "\u{feff}# top\nschema = 1\n\n# --- A ---\n\n{one}\n\n# alone\n\n[project]\nname = 'x'\n{two}\n\n\n{three}\n\n# end\n[[waivers]]\nitem = 'a/two'\n"
        )
    };
    let after = frame(one, two, last);
    for before in [frame(two, one, last), frame(last, two, one), frame(two, last, one)] {
        assert_eq!(made(&before).unwrap().as_deref(), Some(after.as_str()));
    }
    assert_eq!(made(&after), Ok(None));
    assert_eq!(made("schema = 1\n"), Ok(None));
    assert_eq!(
        made("[answers]\n[answers.a]\n[answers.a.two]\nx = 1\n[answers.a.one]").unwrap().as_deref(),
        Some("[answers]\n[answers.a]\n[answers.a.one]\n[answers.a.two]\nx = 1")
    );
}

#[test]
fn what_is_laid_out_otherwise_is_refused_with_the_reason() {
    for text in [
        "answers.a.two.status = 'met'\nanswers.a.one.status = 'met'\n",
        "[answers]\na.two = { status = 'met' }\na.one = {}\n",
        "[answers.a]\ntwo = { status = 'met' }\n[answers.a.one]\n",
        "[answers.a.two]\n[answers.a.one]\n[answers.a.two.plan]\nby = 1\n",
        "[answers.a.two]\n[project]\n[answers.a.two.plan]\nby = 1\n[answers.a.one]\n",
    ] {
        let why = made(text).unwrap_err();
        assert!(why.en.contains("a header of its own") && why.zh.contains("表头"), "{text}: {why:?}");
    }
    // What is in order already need not be moved.
    for text in ["answers.a.two.status = 'met'\n", "[answers.a]\none = {}\n[answers.a.two]\n[answers.b]\none = {}\n"] {
        assert_eq!(made(text), Ok(None), "{text}");
    }
    assert!(made("[answers.a.one\n").unwrap_err().en.contains("mended first"));
}

/// What becomes of a text of YAML or JSON: the text in order, or why it stays.
fn made_of(syntax: Syntax, text: &str) -> Result<String, String> {
    let once = sorted(text, syntax, &ORDER).map_err(|why| why.en)?.unwrap_or_else(|| text.to_owned());
    assert_eq!(sorted(&once, syntax, &ORDER), Ok(None), "{once}");
    Ok(once)
}

#[test]
fn in_yaml_answers_and_principles_move_with_what_is_theirs() {
    let (yaml, json) = (Syntax::Yaml, Syntax::Json);
    for (syntax, before, after) in [
        // Comments above and further in, blank lines and comments between them.
        (
            yaml,
            "# top\nanswers: # all\n  # of b\n  b: # b\n    one: {status: met} # one\n    # behind\n\n  # alone\n\n  a:\n    # of two\n    two:\n      status: met\n      # plan: later\n    # of one\n    one:\n      statement: |\n        # text\n\n        more\n      status: unmet\n\n# end\nschema: 1\n",
            "# top\nanswers: # all\n  a:\n    # of one\n    one:\n      statement: |\n        # text\n\n        more\n      status: unmet\n    # of two\n    two:\n      status: met\n      # plan: later\n\n  # alone\n\n  # of b\n  b: # b\n    one: {status: met} # one\n    # behind\n\n# end\nschema: 1\n",
        ),
        // Windows lines, a mark, no end of the last line, ids as one key, quotes, what no pack knows, an alias below its anchor.
        (
            yaml,
            "\u{feff}answers:\r\n    x/y: &m {status: met}\r\n    \"a/two\": {status: met}\r\n    'a/one': *m",
            "\u{feff}answers:\r\n    \"a/two\": {status: met}\r\n    'a/one': *m\r\n    x/y: &m {status: met}",
        ),
        // Braces, on one line and on several.
        (
            yaml,
            "answers: {b: {one: {}}, a: {two: {x: 1}, one: {x: '#'}}}\n",
            "answers: {a: {one: {x: '#'}, two: {x: 1}}, b: {one: {}}}\n",
        ),
        (
            yaml,
            "answers:\n  a: {\n    two: {x: 1},\n    one: {x: 2},\n  }\n",
            "answers:\n  a: {\n    one: {x: 2},\n    two: {x: 1},\n  }\n",
        ),
        (
            json,
            "{\n\t\"answers\": {\n\t\t\"b\": {\"two\": 2, \"one\" : 1},\n\n\t\t\"a/two\": [3],\n\t\t\"a\": {}\n\t}, \"schema\": 1}",
            "{\n\t\"answers\": {\n\t\t\"a\": {},\n\n\t\t\"a/two\": [3],\n\t\t\"b\": {\"one\" : 1, \"two\": 2}\n\t}, \"schema\": 1}",
        ),
        // A document with marks around it; a block at the left edge.
        (yaml, "---\nanswers:\n a:\n  two: 1\n  one: 2\n...\n", "---\nanswers:\n a:\n  one: 2\n  two: 1\n...\n"),
    ] {
        let expected = if before.contains("*m") { None } else { Some(after) };
        match (made_of(syntax, before), expected) {
            (Ok(made), Some(after)) => assert_eq!(made, after),
            (Err(why), None) => assert!(why.contains("would not say the same"), "{why}"),
            (made, _) => panic!("{before}: {made:?}"),
        }
    }
    for (syntax, text) in
        [(yaml, ""), (yaml, "schema: 1\n"), (json, "{}"), (yaml, "answers: {a: {one: 1}, # why\n b: 2}")]
    {
        assert_eq!(sorted(text, syntax, &ORDER), Ok(None), "{text}");
    }
}

#[test]
fn what_yaml_lays_out_otherwise_stays_with_the_reason() {
    for (text, why) in [
        ("answers: {b: {}, # why\n  a: {}}\n", "between answers in braces"),
        ("answers: {b: {}, ? a : {}}\n", "between answers in braces"),
        ("answers: {b: {}, &k a: {}}\n", "between answers in braces"),
        ("answers:\n  ? b\n  : one: {}\n  a: {}\n", "a line of its own"),
        ("answers:\n  a:\n    ? two\n    : x: 1\n    ? one\n    : x: 1\n", "a line of its own"),
        ("x: &a {two: 1, one: 2}\nanswers:\n  a: *a\n", "an alias"),
        ("answers:\n  b: &m {one: {}}\n  a: *m\n", "would not say the same"),
        ("answers:\n  a:\n    two: |+\n      x\n\n\n    one: 1\n", "would not say the same"),
        ("answers:\n  a:\n    two: 1\n    one: 1\n    one: 2\n", "mended first"),
        ("answers:\n  a:\n    two: 1\n   one: 1\n", "mended first"),
    ] {
        let told = made_of(Syntax::Yaml, text).unwrap_err();
        assert!(told.contains(why), "{text}: {told}");
    }
    assert!(made_of(Syntax::Json, "{\"answers\": {\"b\": 1, \"a\": 2,}}").unwrap_err().contains("mended first"));
}

proptest! {
    #[test]
    fn twice_is_once_and_no_line_is_lost(
        order in Just(ORDER.to_vec()).prop_shuffle(),
        gaps in proptest::collection::vec(proptest::sample::select(&["\n", "\n\n", "\n# x\n", "\n\n# 模\n\n", "\n[c]\n"][..]), 4),
        windows in any::<bool>(),
    ) {
        let mut text = String::new();
        for (at, (item, gap)) in order.iter().zip(gaps).enumerate() {
            let gap = gap.replace("[c]", &format!("[c{at}]"));
            text += &["[answers.", &item.replace('/', "."), "]\nstatus = 'met' # ", item, &gap].concat();
        }
        let text = if windows { text.replace('\n', "\r\n") } else { text };
        let once = made(&text).unwrap().unwrap_or_else(|| text.clone());
        prop_assert_eq!(made(&once), Ok(None));
        let lines = |text: &str| { let mut lines: Vec<_> = text.lines().map(str::to_owned).collect(); lines.sort(); lines };
        prop_assert_eq!(lines(&once), lines(&text));
        let items = tables(&once).unwrap().into_iter().map(|(item, _)| item).collect::<Vec<_>>();
        prop_assert_eq!(items, ORDER.map(str::to_owned));
    }

    #[test]
    fn in_yaml_every_answer_keeps_its_bytes_and_its_comments(
        (principles, ones, twos) in (Just(vec!["a", "b", "x"]).prop_shuffle(), any::<bool>(), any::<bool>()),
        answers in proptest::collection::vec(proptest::sample::select(ANSWERS_OF_YAML), 6),
        gaps in proptest::collection::vec(proptest::sample::select(&["", "\n", "\n# alone\n\n", "\n  # 模 deep\n\n"][..]), 6),
        (step, windows, mark, open) in (1_usize..5, any::<bool>(), any::<bool>(), any::<bool>()),
    ) {
        let mut text = "# top\nanswers: # all\n".to_owned();
        let (mut at, mut units) = (0, Vec::new());
        for principle in &principles {
            let names = if (*principle == "a" && ones) || (*principle == "b" && twos) { ["two", "one"] } else { ["one", "two"] };
            let indent = " ".repeat(step);
            text += &[&indent, "# of ", principle, "\n", &indent, principle, ": # ", principle, "\n"].concat();
            for name in names {
                let answer = answers[at].replace("NAME", &format!("{name}{principle}"));
                let lines: Vec<_> = answer.replace(&format!("{name}{principle}:"), &format!("{name}:")).lines().map(|line| {
                    if line.is_empty() { String::new() } else { format!("{}{line}", " ".repeat(step * 2)) }
                }).collect();
                let unit = lines.join("\n") + "\n";
                text += &unit;
                text += gaps[at];
                units.push(unit);
                at += 1;
            }
        }
        let ended = |text: &str| if windows { text.replace('\n', "\r\n") } else { text.to_owned() };
        let mut text = ended(&text);
        if open { text.truncate(text.trim_end().len()) }
        if mark { text.insert(0, '\u{feff}') }
        let once = made_of(Syntax::Yaml, &text);
        prop_assert!(once.is_ok(), "{once:?} of\n{text}");
        let once = once.unwrap();
        for unit in units {
            prop_assert!(once.contains(ended(&unit).trim_end()), "{unit}\nis not whole in\n{once}");
        }
        let sorted_bytes = |text: &str| { let mut bytes: Vec<_> = text.bytes().collect(); bytes.sort_unstable(); bytes };
        prop_assert_eq!(sorted_bytes(&once), sorted_bytes(&text));
        prop_assert_eq!(once.starts_with('\u{feff}'), mark);
        let keys: Vec<_> = once.lines().filter(|line| line.len() > step && line.starts_with(&" ".repeat(step)) && !line[step..].starts_with([' ', '#', '\r'])).collect();
        prop_assert!(keys.is_sorted_by_key(|line| line.trim().to_owned()), "{keys:?}");
    }

    #[test]
    fn in_braces_every_answer_keeps_its_bytes(
        (principles, names) in (Just(vec!["a", "b", "x"]).prop_shuffle(), Just(vec!["one", "two"]).prop_shuffle()),
        gaps in proptest::collection::vec(proptest::sample::select(&["", " ", "\n\t", "\r\n  "][..]), 8),
        is_json in any::<bool>(),
    ) {
        let gap = |at: usize| if is_json { gaps[at] } else { gaps[at].trim_start_matches(['\r', '\n', '\t']) };
        let of = |principle: &str| {
            let answers: Vec<_> = names.iter().map(|name| format!("\"{name}\":{}{{\"status\": \"{principle}, }}\"}}", " ")).collect();
            format!("\"{principle}\": {{{}{}{}}}", gap(0), answers.join(&format!("{},{}", gap(1), gap(2))), gap(3))
        };
        let all: Vec<_> = principles.iter().map(|principle| of(principle)).collect();
        let text = format!("{{\"answers\": {{{}{}{}}},\"schema\": 1}}", gap(4), all.join(&format!("{},{}", gap(5), gap(6))), gap(7));
        let once = made_of(if is_json { Syntax::Json } else { Syntax::Yaml }, &text).unwrap();
        for (principle, next) in [("a", "b"), ("b", "x")] {
            let (at, next) = (once.find(&format!("\"{principle}\": ")), once.find(&format!("\"{next}\": ")));
            prop_assert!(at.is_some() && at < next, "{once}");
        }
        for principle in ["a", "b"] {
            let one = of(principle).find("\"one\"").unwrap_or_default().min(of(principle).find("\"two\"").unwrap_or_default());
            let begins = &of(principle)[..one];
            prop_assert!(once.contains(&format!("{begins}\"one\": {{\"status\": \"{principle}, }}\"}}")), "{once}");
        }
        prop_assert_eq!(once.len(), text.len());
    }
}

/// Answers of YAML as people lay them out, with a comment that is theirs.
const ANSWERS_OF_YAML: &[&str] = &[
    "NAME: {status: met}",
    "# of NAME\nNAME:\n  status: met # here",
    "NAME:\n  evidence:\n  - a.md\n  # - b.md of NAME",
    "# --\n# of NAME\nNAME: {\n  status: met,\n  # in it NAME\n  evidence: [a.md]\n  }",
    "NAME:\n  statement: \"a\n    # text\n\n    b\"\n\n  # of NAME\n  plan:\n    action: x",
    "NAME:\n  statement: >-\n    # text\n    b\n  status: 'met'",
];
