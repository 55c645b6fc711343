//! What expressions mean, where they fail and what they cost, example by example. `oracle` compares with another implementation.

use super::fixture::{facts, parsed, told};
use super::{Schema, Value};

#[test]
fn expressions_mean_what_cel_says() {
    for (source, value) in [
        ("project.stage in ['pilot', 'production'] && 'agentic' in project.traits", "true"),
        ("project['level-aimed'] + 1 == 3", "true"),
        ("answers['people/aim'].evidence[2]", "3"),
        ("answers['people/aim']['evidence'][1.0]", "2"),
        ("has(project.stage) && !has(project.absent)", "true"),
        ("1 + 2 * 3 - 4 / 3 % 2", "6"),
        ("-7 / 2 == -3 && -7 % 2 == -1", "true"),
        ("1 - -9223372036854775806 - 7", "9223372036854775800"),
        ("1 == 1.0 && 1 < 1.5 && [1, 2.0] == [1.0, 2] && 1 != '1'", "true"),
        ("'b' > 'a' && false < true && '中' > 'z'", "true"),
        ("'a' + \"b\" + r'\\n' + '\\u4e2d'", r"'ab\\n中'"),
        ("[1] + ['a'] + []", "[1, 'a']"),
        ("true ? 1 : 2 + 3", "1"),
        ("false ? 1 : true ? 2 : 3", "2"),
        ("1 < 2 == true", "true"),
        ("size('中文') + '中文'.size() + size([1]) + size({'a': 1})", "6"),
        ("project.name.startsWith('模') && project.name.endsWith('7') && project.name.contains('-')", "true"),
        ("project.name.matches(r'^\\p{Han}+-[0-9]$') && !project.name.matches('x')", "true"),
        ("project.traits.exists(t, t.startsWith('gen'))", "true"),
        ("project.traits.all(t, t != '')", "true"),
        ("[1, 2, 2].exists_one(x, x == 2)", "false"),
        ("[1, 2, 3].filter(x, x > 1).map(x, x * 2)", "[4, 6]"),
        ("{'a': 1, 'b': 2}.map(k, k)", "['a', 'b']"),
        ("'a' in {'a': 1} && !(1 in {'a': 1})", "true"),
        ("int('7') + int(7.9) + int(-7.9)", "7"),
        ("double('0.5') + double(1)", "1.5"),
        ("string(7) + string(true) + string('x')", "'7truex'"),
        ("today - timestamp('2026-01-14T00:00:00Z') == duration('24h')", "true"),
        ("today + duration('1h') - duration('1h30m') < today", "true"),
        ("duration('1h') + duration('30m')", "duration('5400s')"),
        ("int(timestamp('1970-01-01T00:00:01Z'))", "1"),
        ("// nothing\n 1 // but a number", "1"),
        ("{'a': {'if': 1}}.a.if", "1"),
        ("null == null && [null] != [false]", "true"),
    ] {
        assert_eq!(told(source), Ok(value.to_owned()), "{source}");
    }
}

#[test]
fn an_error_does_not_matter_where_the_other_side_decides() {
    for (source, value) in [
        ("project.absent || true", true),
        ("true || project.absent", true),
        ("project.absent && false", false),
        ("1 && false", false),
        ("(1 / 0 == 0) || 'x' in project.traits || project.impact == 'high'", true),
        ("[1, 0, 2].exists(x, 4 / x == 2)", true),
        ("[0, 1].all(x, 4 / x == 2)", false),
        ("false && nothing.at.all", false),
    ] {
        assert_eq!(parsed(source).holds(&facts()), Ok(value), "{source}");
    }
}

#[test]
fn a_fault_says_what_and_where() {
    for (source, place, message) in [
        ("project.absent == 1", "absent", "there is no key `absent`; ask `has(…)` first"),
        ("project['absent']", "'absent'", "there is no key `absent`; ask `has(…)` first"),
        ("1 + nothing", "nothing", "there is no variable `nothing`"),
        ("project.stage.x", "x", "a value of type string has no field `x`"),
        ("has(project.stage.x)", "x", "a value of type string has no field `x`"),
        ("true && 7", "7", "expected true or false, found a value of type int"),
        ("!'x'", "'x'", "expected true or false, found a value of type string"),
        ("1 + (2 + 'a')", "2 + 'a'", "`+` does not go with the types int and string"),
        ("1 + 1.0", "1 + 1.0", "`+` does not go with the types int and double"),
        ("5.0 % 2.0", "5.0 % 2.0", "`%` does not go with the types double and double"),
        ("1 / 0", "1 / 0", "division by zero"),
        ("1 % 0", "1 % 0", "division by zero"),
        ("9223372036854775807 + 1", "9223372036854775807 + 1", "the result of `+` does not fit into 64 bits"),
        ("-9223372036854775808 / -1", "-9223372036854775808 / -1", "the result of `/` does not fit into 64 bits"),
        ("-(-9223372036854775808)", "-(-9223372036854775808)", "the result of `-` does not fit into 64 bits"),
        ("[1, 2][2]", "2", "there is no element 2 in a list of 2"),
        ("[1, 2][-1]", "-1", "there is no element -1 in a list of 2"),
        ("[1]['a']", "[1]['a']", "a value of type list has no elements by string"),
        ("1 < 'a'", "1 < 'a'", "`<` does not go with the types int and string"),
        ("0.0 / 0.0 < 1", "0.0 / 0.0 < 1", "`<` does not go with the types double and int"),
        ("'a' in 'abc'", "'a' in 'abc'", "`in` does not go with the types string and string"),
        ("size(1)", "size(1)", "`size` does not take a value of type int"),
        ("string(0.5)", "string(0.5)", "`string` of a double is not supported here"),
        ("int('7.5')", "int('7.5')", "'7.5' is no whole number of 64 bits"),
        ("int(1e19)", "int(1e19)", "1e19 is no whole number of 64 bits"),
        ("'a'.startsWith(1)", "'a'.startsWith(1)", "`startsWith` does not go with the types string and int"),
        ("[1].all(x, x)", "x", "expected true or false, found a value of type int"),
        ("1.map(x, x)", "1", "`map` runs over a list or a map, not over a value of type int"),
        ("[2, 0].map(x, 1 / x)", "1 / x", "division by zero"),
        ("today + today", "today + today", "`+` does not go with the types timestamp and timestamp"),
        ("-'a'", "-'a'", "`-` does not take a value of type string"),
    ] {
        let fault = parsed(source).evaluate(&facts()).expect_err(source);
        assert_eq!((&source[fault.span.range()], fault.message.en.as_str()), (place, message), "{source}");
    }
}

#[test]
fn a_condition_is_true_or_false_or_a_fault() {
    assert_eq!(parsed("1 == 1").holds(&facts()), Ok(true));
    assert!(parsed("1").holds(&facts()).is_err());
}

#[test]
fn no_expression_takes_more_than_its_steps() {
    let tower = format!("[0]{}", ".map(x, [x, x, x, x])".repeat(10));
    let longer = format!(".map(x, {})", ["x"; 20].join(" + "));
    let mut facts = facts();
    facts.0.insert("big".to_owned(), Value::list(vec![2_i64; 6000]));
    facts.0.insert("long".to_owned(), "长".repeat(50_000).into());
    for source in [
        format!("{tower} == {tower}"),
        format!("['{}']{}", "x".repeat(100), longer.repeat(3)),
        "size(big + big) > 0".to_owned(),
        "big.filter(x, x > 1) == big".to_owned(),
        "big.exists(x, 3 in big)".to_owned(),
        "[1, 2, 3, 4, 5].all(x, long == long + '')".to_owned(),
        "[1, 2, 3, 4, 5].all(x, !long.matches('x'))".to_owned(),
        "[1, 2, 3, 4, 5].all(x, long.size() > 0 || long.contains('x'))".to_owned(),
    ] {
        let outcome = parsed(&source).evaluate(&facts).map(|value| value.to_literal());
        let message = outcome.expect_err(&source).message.en;
        assert_eq!(message, "the evaluation takes more than 10000 steps", "{source}");
    }
}

#[test]
fn exhaustion_is_not_absorbed() {
    let source = "project.traits.exists(t, t == 'x') || big.all(x, x > 1) || true";
    let mut facts = facts();
    facts.0.insert("big".to_owned(), Value::list(vec![2_i64; 20_000]));
    let fault = parsed(source).evaluate(&facts).expect_err("too many steps");
    assert_eq!(fault.message.en, "the evaluation takes more than 10000 steps");
}

#[test]
fn the_longest_chains_fit_on_a_small_stack() {
    for source in [
        format!("project{}", ".b".repeat(250)),
        format!("project{} == 1", "['b']".repeat(120)),
        vec!["1"; 128].join("-"),
        vec!["!p"; 80].join("||"),
        format!("{}{}", "!(".repeat(31), "true".to_owned() + &")".repeat(31)),
        format!("{}1{}", "[".repeat(31), "]".repeat(31)),
        format!("[1]{}", ".map(x,[x])".repeat(50)),
        format!("[1]{0} == [1]{0}", ".map(x,[x])".repeat(35)),
    ] {
        let run = move || {
            let expr = parsed(&source);
            let _ = (expr.evaluate(&facts()), expr.explain(&facts()), expr.mentions("?"));
            let _ = (expr.check_names(&Schema::default()), expr.literals_compared_with(&["project"]));
        };
        std::thread::Builder::new().stack_size(1024 * 1024).spawn(run).unwrap().join().unwrap();
    }
}
