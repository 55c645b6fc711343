//! `guiju test`: what a writer of a pack sees of cases that do not hold, and of mutants that no case notices.

use serde_json::Value;

use crate::run::Output;
use crate::scratch::{Scratch, each};

const HEAD: &str = r#"schema = 1
id = "acme"
version = "1.0.0"
title = { en = "Acme", zh = "艾克米" }

[[levels]]
rank = 1
id = "base"
title = { en = "Base", zh = "基础" }

[[principles]]
id = "acme"
title = { en = "Acme's own", zh = "自有要求" }
summary = { en = "What Acme asks of itself.", zh = "艾克米对自己的要求。" }

[[clauses]]
id = "A.1"
principle = "acme"
kind = "duty"
reach = "direct"
gloss = { en = "Somebody answers the telephone.", zh = "有人接电话。" }
"#;

/// An item of which its cases notice every part.
const ITEM: &str = r#"title = { en = "Telephone", zh = "电话" }
clauses = ["A.1"]
requirement = "required"
level = 1
waivable = false
question = { en = "Does somebody answer the telephone?", zh = "有人接电话吗？" }
guidance = { en = "Write the number down.", zh = "写下号码。" }
evidence = { suggest = ["README.md"] }

[[checks]]
text = { must = '[0-9]{4}' }

[[good]]
name = "a number"
answer = { status = "met", statement = "The number is in the README.", evidence = ["README.md"] }
files = { "README.md" = "Call 4711 when the last boat is gone; the harbour office answers at any hour.\n" }

[[good]]
name = "a number in Chinese"
answer = { status = "met", statement = "号码写在说明里。", evidence = ["README.md"] }
files = { "README.md" = "末班船开走以后请打 4711，港务室全天有人接听，也会帮忙联系住处。\n" }

[[bad]]
name = "no number"
answer = { status = "met", statement = "It is in the README.", evidence = ["README.md"] }
files = { "README.md" = "Ferry times\n\nCall us when the last boat is gone; the harbour office answers at any hour.\n" }
expect = { verdict = "overclaimed", codes = ["text-missing"], severity = "error" }

[[bad]]
name = "a harbour without a telephone"
answer = { status = "not-applicable", justification = "Everybody knows where we are." }
expect = { verdict = "unmet", codes = ["opt-out-refused"], severity = "error" }

[[bad]]
name = "a gap that somebody waived"
answer = { status = "unmet", statement = "Nobody answers.", plan = { action = "Find somebody", owner = "Harbour master", by = 2026-06-30 } }
files = { "governance.waivers.toml" = """
[[waivers]]
item = "acme/telephone"
reason = "The line is being laid and opens in February."
approved-by = "Harbour master"
expires = 2026-02-28
""" }
expect = { verdict = "unmet", codes = ["unmet", "waiver-refused"] }
"#;

/// A project that holds the pack `acme` with this item.
fn pack(item: &str) -> Scratch {
    Scratch::new().file("acme/pack.toml", HEAD).file("acme/acme/telephone.toml", item)
}

fn shown(output: &Output) -> String {
    format!("status {}\n{}{}", output.status, output.stdout, output.stderr)
}

#[test]
fn cases_that_notice_every_mutant_pass() {
    let pack = pack(ITEM);
    for (args, expected) in [
        (&[][..], "1 item: 5 passed, 0 failed\n"),
        (&["--mutate"], "1 item: 5 passed, 0 failed\n3 mutants of 1 item, all noticed\n"),
        (&["--mutate", "--locale", "zh"], "1 个条目：5 项通过，0 项失败\n1 个条目的 3 个变异体，全部有用例察觉\n"),
        (&["--mutate", "--quiet"], ""),
    ] {
        let output = pack.run(&[&["test", "./acme"], args].concat());
        assert_eq!((output.status, output.stdout.as_str(), output.stderr.as_str()), (0, expected, ""), "{args:?}");
    }
}

#[test]
fn a_mutant_that_no_case_notices_is_named_with_its_place() {
    let weak = ITEM
        .replace("waivable = false\n", "waivable = false\nfresh-days = 90\n")
        .replace("must = '[0-9]{4}'", "must = '[0-9]{4}', in = \"*.md\"")
        .replace(", severity = \"error\" }\n\n", " }\n\n");
    let pack = pack(&weak);
    for (locale, expected) in [
        (
            "en",
            "acme/acme/telephone.toml:3: no case notices: `requirement` lowered to `recommended`
acme/acme/telephone.toml:6: no case notices: without `fresh-days`
acme/acme/telephone.toml:6: no case notices: `fresh-days = 90` loosened to 180
acme/acme/telephone.toml:12: no case notices: without `in`
1 item: 5 passed, 0 failed
6 mutants of 1 item, 4 noticed by no case
",
        ),
        (
            "zh",
            "acme/acme/telephone.toml:3: 用例未察觉：`requirement` 降为 `recommended`
acme/acme/telephone.toml:6: 用例未察觉：去掉 `fresh-days`
acme/acme/telephone.toml:6: 用例未察觉：`fresh-days = 90` 放宽为 180
acme/acme/telephone.toml:12: 用例未察觉：去掉 `in`
1 个条目：5 项通过，0 项失败
1 个条目的 6 个变异体，4 个没有用例察觉
",
        ),
    ] {
        let output = pack.run(&["test", "./acme", "--mutate", "--locale", locale]);
        assert_eq!((output.status, output.stdout.as_str()), (1, expected), "{}", output.stderr);
    }
    let output = pack.run(&["test", "./acme", "--mutate", "--format", "json"]);
    let data: Value = serde_json::from_str(&output.stdout).expect("nothing but JSON");
    assert_eq!((output.status, &data["schema"]), (1, &Value::from("guiju.test/1")));
    assert_eq!(data["totals"]["survivors"], 4);
    assert_eq!(data["items"][0]["mutants"]["survivors"][3]["line"], 12);
    assert_eq!(pack.run(&["test", "./acme"]).status, 0, "nobody asked for mutants");
}

#[test]
fn what_differs_stands_side_by_side_with_the_lines_it_is_about() {
    let wrong = ITEM.replace("\"text-missing\"], severity = \"error\"", "\"section-thin\"], severity = \"note\"");
    let output = pack(&wrong).run(&["test", "./acme", "--locale", "en"]);
    let expected = "acme/acme/telephone.toml:23: bad case “no number”
            expected      got
  verdict   overclaimed   overclaimed
> codes     section-thin  -
>           -             text-missing
> severity  note          error
    README.md:1:1: error[acme/telephone/text-missing]: nothing in the cited text matches `[0-9]{4}` (looked for it from here on)
      1 | Ferry times

1 item: 4 passed, 1 failed
";
    assert_eq!((output.status, output.stdout.as_str()), (1, expected), "{}", output.stderr);
    let slip = ITEM.replacen("statement =", "statment =", 1);
    let output = pack(&slip).run(&["test", "./acme", "--locale", "zh"]);
    for expected in ["好用例“a number”", "> 其他条目", "manifest/unknown-key", "是否想写 `statement`？", "…tatment"]
    {
        let found = output.stdout.contains(expected.trim_start_matches('…'));
        assert!(found, "{expected}: {}", shown(&output));
    }
}

#[test]
fn a_case_that_cannot_be_understood_is_told() {
    let cases = [
        ("a severity that is none", "\"error\" }", "\"eror\" }", "did you mean \"error\"?"),
        ("an unknown key of `expect`", "severity = ", "severty = ", "did you mean `severity`?"),
        ("an unknown key of a case", "files = ", "fils = ", "did you mean `files`?"),
        ("two cases of one name", "a number in Chinese", "a number", "two cases are called “a number”"),
        ("a good case that expects", "[[bad]]\n", "expect = {}\n\n[[bad]]\n", "or make it a `[[bad]]` case"),
    ];
    each(cases, |(what, sound, broken, told)| {
        let output = pack(&ITEM.replacen(sound, broken, 1)).run(&["test", "./acme", "--locale", "en"]);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{what}: {}", shown(&output));
        assert!(output.stderr.contains(told), "{what}: {}", shown(&output));
    });
}

#[test]
fn only_some_items_can_be_tested() {
    for (glob, status, told) in
        [("acme/*", 0, "1 item: 5 passed, 0 failed\n"), ("acme/telefone", 2, ""), ("acme/[", 2, "")]
    {
        let output = pack(ITEM).run(&["test", "./acme", "--only", glob, "--mutate", "--locale", "en"]);
        assert_eq!(output.status, status, "{glob}: {}", shown(&output));
        assert!(output.stdout.starts_with(told), "{glob}: {}", shown(&output));
    }
}

#[test]
fn what_a_pack_says_does_not_steer_the_terminal() {
    let item = ITEM.replace("[0-9]{4}", "[0-9]{4}\u{202e}").replacen("no number", "no \\u001B[2J\\nnumber", 1);
    let output = pack(&item).run(&["test", "./acme", "--mutate"]);
    assert_eq!(output.status, 1, "{}", shown(&output));
    assert!(!output.stdout.contains(['\u{1b}', '\u{202e}']), "{:?}", output.stdout);
}
