//! Rule packs that are wrong: every fault is told at its place, and nothing is judged by half a pack.

use super::{shown, soon};
use crate::run::Output;
use crate::scratch::{PROJECT, Scratch, TODAY, each};

pub(super) const HEAD: &str = r#"schema = 1
id = "acme"
version = "1.0.0"
title = { en = "Acme", zh = "艾克米" }
extends = ["four-principles"]

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

const ITEM: &str = r#"title = { en = "Telephone", zh = "电话" }
clauses = ["A.1"]
requirement = "required"
level = 1
question = { en = "Does somebody answer the telephone?", zh = "有人接电话吗？" }
guidance = { en = "Write the number down.", zh = "写下号码。" }
evidence = { accept = ["**/*.md"] }

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
files = { "README.md" = "Call us when the last boat is gone; the harbour office answers at any hour.\n" }
expect = { verdict = "overclaimed", codes = ["text-missing"] }

[[bad]]
name = "no number in Chinese"
answer = { status = "met", statement = "号码写在说明里。", evidence = ["README.md"] }
files = { "README.md" = "末班船开走以后请打电话，港务室全天有人接听，也会帮忙联系住处。\n" }
expect = { verdict = "overclaimed", codes = ["text-missing"] }
"#;

/// A project that is judged by the pack in `acme`.
fn project(head: &str, item: &str) -> Scratch {
    let manifest = format!("{PROJECT}\n[assessment]\npacks = [\"./acme\"]\n");
    Scratch::with(&manifest).file("acme/pack.toml", head).file("acme/acme/telephone.toml", item)
}

fn check(what: &str, project: &Scratch) -> Output {
    soon(what, || project.run(&["check", "--as-of", TODAY, "--format", "plain", "--locale", "en"]))
}

/// That nothing is judged, and that one line of standard error begins as expected.
fn assert_refused(what: &str, output: &Output, expected: &str) {
    assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{what}: {}", shown(output));
    let told = output.stderr.lines().any(|line| line.starts_with(expected));
    assert!(told, "{what}: expected {expected} in\n{}", shown(output));
}

#[test]
fn the_sound_pack_judges_and_its_cases_pass() {
    let project = project(HEAD, ITEM);
    let output = check("a sound pack", &project);
    assert_eq!(output.status, 1, "{}", shown(&output));
    assert!(output.stdout.contains("error[acme/telephone/unanswered]"), "{}", shown(&output));
    let output = soon("its cases", || project.run(&["test", "./acme"]));
    assert_eq!(output.status, 0, "{}", shown(&output));
}

#[test]
fn what_is_wrong_with_an_item_is_told_at_its_place() {
    let check = "text = { must = '[0-9]{4}' }";
    let cases = [
        ("no pattern", check, "text = { must = '(' }", "acme/acme/telephone.toml:10:18: error[pack/bad-pattern]"),
        (
            "a Unicode boundary",
            check,
            r"text = { must = '\bcall\b' }",
            "acme/acme/telephone.toml:10:18: error[pack/bad-pattern]",
        ),
        ("a swollen pattern", check, "text = { must = '((a{1000}){1000}){1000}' }", "acme/acme/telephone.toml:10:"),
        ("no glob", "**/*.md", "a{b", "acme/acme/telephone.toml:7:24: error[pack/bad-glob]"),
        ("a glob out of the project", "**/*.md", "../*.md", "acme/acme/telephone.toml:7:24: error[pack/bad-glob]"),
        ("no path", check, "value = { path = '$.[' }", "acme/acme/telephone.toml:10:"),
        ("no expression", check, "expr = \"size(project.regions >\"", "acme/acme/telephone.toml:10:"),
        ("an unknown name", check, "expr = \"projct.stage == 'pilot'\"", "acme/acme/telephone.toml:10:9: error[pack/"),
        ("a check of nothing", check, "files = { any = [] }", "acme/acme/telephone.toml:10:17: error[pack/bad-value]"),
        (
            "a check in nothing",
            check,
            "text = { must = 'a', in = [] }",
            "acme/acme/telephone.toml:10:27: error[pack/bad-value]",
        ),
        ("no kind of file", "[\"**/*.md\"]", "[]", "acme/acme/telephone.toml:7:23: error[pack/bad-value]"),
        ("an unknown kind", check, "texts = { must = 'a' }", "acme/acme/telephone.toml:10:1: error[pack/unknown-key]"),
        (
            "two kinds",
            check,
            "text = { must = 'a' }\nfiles = { any = [\"a\"] }",
            "acme/acme/telephone.toml:10:1: error[pack/",
        ),
        (
            "a key of a check",
            check,
            "text = { must = 'a', mustnt = 'b' }",
            "acme/acme/telephone.toml:10:22: error[pack/unknown-key]",
        ),
        (
            "a key of the item",
            "level = 1",
            "level = 1\nfreshdays = 3",
            "acme/acme/telephone.toml:5:1: error[pack/unknown-key]",
        ),
        (
            "a key of a case",
            "name = \"a number\"",
            "name = \"a number\"\nanswr = 1",
            "acme/acme/telephone.toml:14:1: error[pack/unknown-key]",
        ),
        (
            "an order of its own",
            "requirement = \"required\"\nlevel = 1",
            "level = 1\nrequirement = \"required\"",
            "acme/acme/telephone.toml:4:1: error[pack/field-order]",
        ),
        ("an unknown clause", "A.1", "A.2", "acme/acme/telephone.toml:2:12: error[pack/unknown-reference]"),
        ("an unknown level", "level = 1", "level = 7", "acme/acme/telephone.toml:4:9: error[pack/unknown-reference]"),
        ("an unknown word", "\"required\"", "\"mandatory\"", "acme/acme/telephone.toml:3:15: error[pack/bad-value]"),
        ("a language that is missing", ", zh = \"电话\"", "", "acme/acme/telephone.toml:1:9: error[pack/missing-key]"),
        ("no TOML", "level = 1", "level = one", "acme/acme/telephone.toml:4:9: error[pack/syntax]"),
        ("a code that is none", "\"text-missing\"", "\"text-mising\"", "acme/acme/telephone.toml:"),
        ("deep lists", "level = 1", &format!("level = {}", "[".repeat(100_000)), "acme/acme/telephone.toml:4:"),
    ];
    each(cases, |(what, from, to, expected)| {
        assert!(ITEM.contains(from), "{what}");
        let output = self::check(what, &project(HEAD, &ITEM.replacen(from, to, 1)));
        assert_refused(what, &output, expected);
    });
}

#[test]
fn a_unicode_boundary_is_told_with_the_way_out() {
    let project = project(HEAD, &ITEM.replacen("[0-9]{4}", r"\bcall\b", 1));
    each(["pretty", "narrated"], |format| {
        let output = soon(format, || project.run(&["check", "--as-of", TODAY, "--format", format, "--locale", "en"]));
        assert!(output.stderr.contains(r"(?-u:\b)"), "{format}: {}", shown(&output));
    });
}

#[test]
fn an_expression_without_an_answer_is_the_packs_fault() {
    let fails = "1 / (size(project.regions) - size(project.regions)) > 0";
    let cases = [
        (
            "a check",
            ITEM.replacen("text = { must = '[0-9]{4}' }", &format!("expr = \"{fails}\""), 1),
            "acme/acme/telephone.toml:10:",
        ),
        (
            "a condition",
            ITEM.replacen("question =", &format!("applies = \"{fails}\"\nquestion ="), 1),
            "acme/acme/telephone.toml:5:",
        ),
        (
            "a key that is missing",
            ITEM.replacen("question =", "applies = \"project.contact == 'a'\"\nquestion =", 1),
            "acme/acme/telephone.toml:5:",
        ),
    ];
    each(cases, |(what, item, expected)| {
        let answer = "\n[answers.acme.telephone]\nstatus = \"met\"\nstatement = \"See the README.\"\nevidence = [\"README.md\"]\n";
        let manifest = format!("{PROJECT}\n[assessment]\npacks = [\"./acme\"]\n{answer}");
        let project = project(HEAD, &item)
            .file("governance.toml", manifest)
            .file("README.md", "Call 4711 at any hour of the day or night.\n");
        assert_refused(what, &check(what, &project), expected);
    });
}

#[test]
fn what_is_wrong_with_the_head_is_told_at_its_place() {
    let tighten = |rest: &str| format!("{HEAD}\n[[tighten]]\nitem = \"people/purpose\"\n{rest}\n");
    let cases = [
        (
            "an unknown key",
            HEAD.replace("version =", "versoin = 1\nversion ="),
            "acme/pack.toml:3:1: error[pack/unknown-key]",
        ),
        (
            "an id that is a path",
            HEAD.replace("id = \"acme\"\nversion", "id = \"../acme\"\nversion"),
            "acme/pack.toml:2:6: error[pack/bad-value]",
        ),
        (
            "an unknown key of a clause",
            HEAD.replace("reach =", "raech = 1\nreach ="),
            "acme/pack.toml:16:1: error[pack/unknown-key]",
        ),
        (
            "a principle that is none",
            HEAD.replace("principle = \"acme\"", "principle = \"acne\""),
            "acme/pack.toml:14:13: error[pack/unknown-reference]",
        ),
        (
            "a circle of one",
            HEAD.replace("four-principles", "../acme"),
            "acme/pack.toml:5:12: error[pack/extends-cycle]",
        ),
        (
            "a pack that is not there",
            HEAD.replace("four-principles", "five-principles"),
            "acme/pack.toml:5:12: error[pack/pack-not-found]",
        ),
        (
            "a pack out of the project",
            HEAD.replace("four-principles", "../../../etc"),
            "acme/pack.toml:5:12: error[pack/pack-not-found]",
        ),
        ("a clause twice", HEAD.replace("A.1", "1.1"), "acme/pack.toml:13:6: error[pack/duplicate-id]"),
        (
            "a looser requirement",
            tighten("requirement = \"informative\""),
            "acme/pack.toml:21:15: error[pack/loosened]",
        ),
        ("a later level", tighten("level = 3"), "acme/pack.toml:21:9: error[pack/loosened]"),
        ("a longer freshness", tighten("fresh-days = 3650"), "acme/pack.toml:21:14: error[pack/loosened]"),
        ("an opt-out", tighten("opt-out = true"), "acme/pack.toml:21:11: error[pack/loosened]"),
        ("fewer files", tighten("at-least = 0"), "acme/pack.toml:21:12: error[pack/"),
        ("an unknown key of a tightening", tighten("fresh-dayz = 3"), "acme/pack.toml:21:1: error[pack/unknown-key]"),
        (
            "an item that is none",
            tighten("").replace("people/purpose", "people/porpoise"),
            "acme/pack.toml:20:8: error[pack/unknown-reference]",
        ),
    ];
    each(cases, |(what, head, expected)| {
        assert_refused(what, &check(what, &project(&head, ITEM)), expected);
    });
}

#[test]
fn a_pack_that_lets_waivers_last_longer_does_not_loosen_what_the_other_allows() {
    let waiver = "\n[[waivers]]\nitem = \"people/purpose\"\nreason = \"The harbour office rewrites it until the year after next.\"\napproved-by = \"Board\"\ngranted = 2026-11-02\nexpires = 2028-11-01\n";
    let manifest = format!("{PROJECT}\n[assessment]\npacks = [\"./acme\"]\n{waiver}");
    let project =
        project(&HEAD.replace("extends", "max-waiver-days = 3650\nextends"), ITEM).file("governance.toml", manifest);
    let output = check("a longer waiver", &project);
    let told = output.stdout.contains("people/purpose/waiver-too-long") || output.stderr.contains("pack/loosened");
    assert!(told && output.status != 0, "{}", shown(&output));
}

/// A pack of its own beside `acme`, which extends another one.
fn beta(extends: &str) -> String {
    HEAD.replace("\"acme\"", "\"beta\"").replace("A.1", "B.1").replace("four-principles", extends)
}

#[test]
fn two_packs_that_extend_each_other_are_refused() {
    let project = project(&HEAD.replace("four-principles", "../beta"), ITEM).file("beta/pack.toml", beta("../acme"));
    let output = check("a circle of two", &project);
    assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{}", shown(&output));
    assert!(output.stderr.contains("/pack.toml:5:12: error[pack/extends-cycle]"), "{}", shown(&output));
    assert!(!output.stderr.contains("duplicate-id"), "one pack was read twice: {}", shown(&output));
}

#[test]
fn a_pack_that_is_reached_by_two_ways_is_one_pack() {
    let cases = [
        ("named, and extended", "\"./acme\", \"./beta\""),
        ("extended, and named", "\"./beta\", \"./acme\""),
        ("named in two spellings", "\"./acme\", \"./acme/\", \"acme/.\""),
        ("named twice", "\"./acme\", \"./acme\""),
    ];
    each(cases, |(what, packs)| {
        let manifest = format!("{PROJECT}\n[assessment]\npacks = [{packs}]\n");
        let project = project(HEAD, ITEM).file("beta/pack.toml", beta("../acme")).file("governance.toml", manifest);
        let output = check(what, &project);
        assert_eq!(output.status, 1, "{what}: {}", shown(&output));
    });
}

#[test]
fn two_packs_that_declare_one_item_are_refused_with_both_places() {
    let item = ITEM.replace("A.1", "1.1");
    let manifest = format!("{PROJECT}\n[assessment]\npacks = [\"./acme\"]\n");
    let project = Scratch::with(&manifest).file("acme/pack.toml", HEAD).file("acme/people/purpose.toml", item);
    let output = check("one id twice", &project);
    assert_refused("one id twice", &output, "acme/people/purpose.toml:1:1: error[pack/duplicate-id]");
    let beside = project.file("beta/pack.toml", HEAD.replace("\"acme\"", "\"beta\"").replace("A.1", "B.1"));
    let manifest = format!("{PROJECT}\n[assessment]\npacks = [\"four-principles\", \"./beta\", \"./acme\"]\n");
    let output = check("side by side", &beside.file("governance.toml", manifest));
    assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{}", shown(&output));
}

#[test]
fn a_pack_that_is_no_pack_is_told() {
    let named = |name: &str| Scratch::with(&format!("{PROJECT}\n[assessment]\npacks = [\"{name}\"]\n"));
    let cases = [
        ("no folder", "./acme", "governance.toml:12:10: error[pack/pack-not-found]"),
        ("a file", "./governance.toml", "governance.toml:12:10: error[pack/pack-not-found]"),
        ("outside", "../acme", "governance.toml:12:10: error[pack/pack-not-found]"),
        ("absolute", "/etc", "governance.toml:12:10: error[pack/pack-not-found]"),
        ("a misspelt one", "four-principals", "governance.toml:12:10: error[pack/pack-not-found]"),
        ("an address", "https://acme.example/pack", "governance.toml:12:10: error[pack/pack-not-found]"),
    ];
    each(cases, |(what, name, place)| {
        assert_refused(what, &check(what, &named(name)), place);
    });
    let empty = named("./acme").file("acme/pack.toml", HEAD.replace("extends = [\"four-principles\"]\n", ""));
    assert_refused("no item", &check("no item", &empty), "governance.toml:12:10: error[pack/");
}

#[test]
fn every_fault_of_a_pack_is_told_in_one_run() {
    let item = ITEM.replacen("'[0-9]{4}'", "'('", 1).replacen("\"required\"", "\"mandatory\"", 1);
    let output = check("three faults", &project(&HEAD.replace("version =", "versoin = 1\nversion ="), &item));
    each(["acme/pack.toml:3:1", "acme/acme/telephone.toml:3:15", "acme/acme/telephone.toml:10:18"], |place| {
        assert_refused("three faults", &output, place);
    });
}

#[cfg(unix)]
#[test]
fn a_pack_that_is_a_link_out_of_the_project_is_not_read() {
    let project =
        Scratch::with(&format!("{PROJECT}\n[assessment]\npacks = [\"./acme\"]\n")).link("acme", "../elsewhere");
    crate::scratch::write(&project.around().join("elsewhere/pack.toml"), HEAD.replace("Acme", "TOP-SECRET").as_bytes());
    let output = check("a link", &project);
    assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{}", shown(&output));
    assert!(!output.stderr.contains("TOP-SECRET"), "{}", shown(&output));
}

#[test]
fn one_fault_of_an_item_hides_no_other() {
    let faults = [
        ("title = { en = \"Telephone\", zh = \"电话\" }", "title = { en = \"Telephone\" }", "lacks `zh`"),
        ("clauses = [\"A.1\"]", "clauses = [\"A.2\", \"4.5\"]", "there is no clause `A.2`"),
        ("requirement = \"required\"", "requirement = \"needed\"", "`requirement` cannot be `needed`"),
        (
            "level = 1",
            "level = \"one\"\napplies = \"'opensource' in project.traits\"",
            "there is no trait `opensource`",
        ),
        ("accept = [\"**/*.md\"]", "acept = [\"**/*.md\"]", "knows no key `acept`"),
        (
            "[[good]]\nname = \"a number\"\n",
            "[crosswalk]\noecdd = [{ provision = \"1.1\", strength = \"much\" }]\n\n[[good]]\nname = \"a number\"\n",
            "there is no framework `oecdd`",
        ),
        ("codes = [\"text-missing\"]", "codes = [\"text-mising\"]", "`text-mising`"),
    ];
    let item = faults.iter().fold(ITEM.to_owned(), |item, (from, to, _)| {
        assert!(item.contains(from), "{from}");
        item.replacen(from, to, 1)
    });
    let project = project(HEAD, &item);
    for verb in [&["check", "--as-of", TODAY, "--format", "plain"][..], &["test", "./acme"]] {
        let output = soon("many faults", || project.run(&[verb, &["--locale", "en"]].concat()));
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{}", shown(&output));
        for (_, _, told) in &faults {
            assert!(output.stderr.contains(told), "{told} is not told: {}", shown(&output));
        }
        assert!(output.stderr.contains("`strength` cannot be `much`"), "{}", shown(&output));
    }
}
