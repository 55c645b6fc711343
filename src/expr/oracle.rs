//! The crate `cel` as the oracle: what both understand, both answer alike. It says nothing of times, for which the oracle would need a clock's crate.

use std::collections::{BTreeMap, HashMap};

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;

use super::fixture::Facts;
use super::generate::{facts, soup, source};
use super::{Value, parse};

/// The oracle's value of ours.
fn theirs(value: &Value) -> cel::Value {
    match value {
        Value::Null => cel::Value::Null,
        Value::Bool(truth) => (*truth).into(),
        Value::Int(int) => (*int).into(),
        Value::Double(double) => (*double).into(),
        Value::String(text) => text.as_ref().into(),
        Value::List(items) => items.iter().map(theirs).collect::<Vec<_>>().into(),
        Value::Map(map) => {
            map.iter().map(|(key, value)| (key.to_string(), theirs(value))).collect::<HashMap<_, _>>().into()
        }
        Value::Timestamp(_) | Value::Duration(_) => panic!("the oracle knows no times here"),
    }
}

/// Whether the two are the same value, type by type.
fn same(ours: &Value, theirs: &cel::Value) -> bool {
    match (ours, theirs) {
        (Value::Null, cel::Value::Null) => true,
        (Value::Bool(ours), cel::Value::Bool(theirs)) => ours == theirs,
        (Value::Int(ours), cel::Value::Int(theirs)) => ours == theirs,
        (Value::Double(ours), cel::Value::Float(theirs)) => {
            ours.to_bits() == theirs.to_bits() || (ours.is_nan() && theirs.is_nan())
        }
        (Value::String(ours), cel::Value::String(theirs)) => ours.as_ref() == theirs.as_str(),
        (Value::List(ours), cel::Value::List(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs.iter()).all(|(ours, theirs)| same(ours, theirs))
        }
        (Value::Map(ours), cel::Value::Map(theirs)) => {
            ours.len() == theirs.map.len()
                && ours.iter().all(|(key, ours)| {
                    theirs.map.get(&cel::objects::Key::from(key.as_ref())).is_some_and(|theirs| same(ours, theirs))
                })
        }
        _ => false,
    }
}

/// Where a fault of ours is no difference: it makes no texts of doubles, and adds no map to a list, which only the oracle does.
fn forgiven(source: &str) -> bool {
    let map = ["m.", "m[", "map(", "matches("].iter().fold(source.to_owned(), |rest, other| rest.replace(other, ""));
    source.contains("string(") || (source.contains('+') && map.contains(['m', '{']))
}

/// Compares the two on a source that ours understands. Whether there was a value.
fn compare(source: &str, facts: &Facts) -> Result<bool, String> {
    let ours = parse(source).map_err(|problems| format!("{source}: {problems:?}"))?.evaluate(facts);
    let program = cel::Program::compile(source).map_err(|errors| format!("{source}: only ours reads it: {errors}"))?;
    let mut context = cel::Context::default();
    for (name, value) in &facts.0 {
        context.add_variable_from_value(name.clone(), theirs(value));
    }
    match (ours, program.execute(&context)) {
        (Ok(ours), Ok(theirs)) if same(&ours, &theirs) => Ok(true),
        (Err(_), Err(_)) => Ok(false),
        (Err(_), Ok(_)) if forgiven(source) => Ok(false),
        (Ok(ours), theirs) => Err(format!("{source} with {facts:?}: ours {}, theirs {theirs:?}", ours.to_literal())),
        (Err(fault), theirs) => Err(format!("{source} with {facts:?}: ours {}, theirs {theirs:?}", fault.message.en)),
    }
}

fn told(outcome: Result<bool, String>) -> Result<bool, TestCaseError> {
    outcome.map_err(TestCaseError::fail)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_answer_alike(source in source(), facts in facts()) {
        told(compare(&source, &facts))?;
    }

    #[test]
    fn what_ours_reads_theirs_reads_and_answers_alike(source in soup(), facts in facts()) {
        if parse(&source).is_ok() && !source.contains("timestamp") {
            told(compare(&source, &facts))?;
        }
    }

    #[test]
    fn nothing_panics_and_places_lie_between_characters(source in prop_oneof![soup(), any::<String>(), ".{0,40}"], facts in facts()) {
        match parse(&source) {
            Ok(expr) => {
                if let Err(fault) = expr.evaluate(&facts) {
                    prop_assert!(source.get(fault.span.range()).is_some(), "{fault:?}");
                }
                let _ = (expr.holds(&facts), expr.explain(&facts), expr.check_names(&super::Schema::default()));
                let _ = (expr.mentions("a"), expr.literals_compared_with(&["m", "s"]));
            }
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    prop_assert!(source.get(problem.span.range()).is_some(), "{source:?}: {problem:?}");
                }
            }
        }
    }
}

#[test]
fn both_answer_alike_on_the_edges() {
    let facts = Facts(BTreeMap::from([("m".to_owned(), Value::map([("if", 1.into()), ("a", Value::Null)]))]));
    for (source, has_value) in [
        ("m.if == 1", true),
        ("has(m.a) && m.a == null", true),
        ("1 == 1.0 && 9007199254740993 == 9007199254740992.0", true),
        ("9223372036854775807 < 9223372036854775808.0", true),
        ("double('NaN') != double('NaN')", true),
        ("double('NaN') < 1.0", false),
        ("-9223372036854775808 % -1", false),
        ("int('-9223372036854775808') == -9223372036854775808", true),
        ("int('+5') + int(1.9) + int(-1.9)", true),
        ("int(9223372036854775807.0)", false),
        ("int(-9223372036854775808.0)", false),
        ("int(' 5')", false),
        ("1.0 / 0.0 > 1e308 && -1.0 / 0.0 < -1e308", true),
        ("[1, 2, 3][1.0]", true),
        ("[1, 2, 3][0.5]", false),
        ("{'a': 1}[1]", false),
        ("null in {'a': 1}", false),
        ("1.5 in {'a': 1}", true),
        ("[] in {'a': 1}", false),
        ("1.0 in [1] && [1] in [[1.0]]", true),
        ("{'a': [1]} == {'a': [1.0]}", true),
        ("[1, 'a'].exists(x, x > 'A')", true),
        ("[1, 'a'].all(x, x > 'z')", true),
        ("[1, 2].all(x, 'no truth')", false),
        ("[0, 1].exists_one(x, 1 / x == 1)", false),
        ("true ? 1 : nothing", true),
        ("nothing ? 1 : 1", false),
        ("null ? 1 : 1", false),
        ("'no truth' || true", true),
        ("'no truth' && true", false),
        ("1 < 2 < 3", false),
        ("1 < 2 == true", true),
        ("2 - 1 - 1 == 0 && 8 / 4 / 2 == 1 && 2 + 3 * 4 == 14", true),
        ("true || false && false", true),
        ("!true == false", true),
        ("-2 * -2 - -2", true),
        ("'\\101\\x41\\u0041\\U00000041\\a\\?\\`'", true),
        ("'ß' < '中' && 'Z' < 'a' && 'a' < 'ab'", true),
        ("[[1].map(x, x + 1), [2]].exists(y, y == [2])", true),
        ("[3].map(m, m)[0] + m.if", true),
        ("string(-0) + string(false)", true),
    ] {
        assert_eq!(compare(source, &facts), Ok(has_value), "{source}");
    }
}

#[test]
fn the_generated_sources_have_values_often_enough() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = (source(), facts());
    let mut values = 0;
    for _ in 0..500 {
        let (source, facts) = strategy.new_tree(&mut runner).unwrap().current();
        values += usize::from(parse(&source).unwrap().evaluate(&facts).is_ok());
    }
    assert!(values > 125, "{values} of 500");
}
