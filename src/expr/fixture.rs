//! A small project that the tests of this room ask about. It is no example of a real one.

use std::collections::BTreeMap;

use super::{Expr, Scope, Value, parse};

/// Variables by name.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts(pub(super) BTreeMap<String, Value>);

impl Scope for Facts {
    fn variable(&self, name: &str) -> Option<Value> {
        self.0.get(name).cloned()
    }
}

/// The variables that packs see.
pub(super) fn facts() -> Facts {
    let project = Value::map([
        ("stage", "production".into()),
        ("impact", "high".into()),
        ("traits", Value::list(["generative", "agentic"])),
        ("regions", Value::list(["CN"])),
        ("name", "模型-7".into()),
        ("level-aimed", 2.into()),
        ("share", 0.5.into()),
    ]);
    let answer = Value::map([("status", "met".into()), ("evidence", Value::list([1, 2, 3]))]);
    let answers = Value::map([("people/aim", answer.clone())]);
    let today: jiff::Timestamp = "2026-01-15T00:00:00Z".parse().unwrap();
    let all = [("project", project), ("answer", answer), ("answers", answers), ("today", today.into())];
    Facts(all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// The expression, which has no problem.
pub(super) fn parsed(source: &str) -> Expr {
    parse(source).unwrap_or_else(|problems| panic!("{source}: {problems:#?}"))
}

/// The value of the expression as a literal, or its fault in English.
pub(super) fn told(source: &str) -> Result<String, String> {
    parsed(source).evaluate(&facts()).map(|value| value.to_literal()).map_err(|fault| {
        assert!(source.get(fault.span.range()).is_some(), "{source}: {fault:?}");
        assert!(!fault.message.zh.is_ascii(), "{fault:?}");
        fault.message.en
    })
}
