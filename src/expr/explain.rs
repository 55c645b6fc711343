//! Why a condition came out as it did: the comparisons that decided, and what they saw. It does not judge.

use std::sync::Arc;

use super::ast::{Ast, Kind};
use super::eval::Machine;
use super::value::{Value, write_text};
use super::{Fault, Scope};
use crate::source::Span;

/// A condition that decided: one without `&&`, `||`, `!` and `? :` around its parts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Clue {
    /// Where in the expression's source.
    pub(crate) span: Span,
    /// The condition as it is written.
    pub(crate) text: String,
    /// Each path that it names, once, with the value as a literal of CEL; a path without a value is left out.
    pub(crate) saw: Vec<(String, String)>,
    /// How it came out.
    pub(crate) outcome: Result<bool, Fault>,
}

/// The conditions of `root` that decided, in source order.
pub(super) fn explain(source: &str, root: &Ast, scope: &dyn Scope) -> Vec<Clue> {
    let mut explainer = Explainer { source, scope, machine: Machine::new(scope) };
    explainer.decide(root).1
}

struct Explainer<'a> {
    source: &'a str,
    scope: &'a dyn Scope,
    machine: Machine<'a>,
}

type Decision = (Result<bool, Fault>, Vec<Clue>);

impl<'a> Explainer<'a> {
    fn decide(&mut self, part: &'a Ast) -> Decision {
        match &part.kind {
            Kind::And(pair) => self.both(pair, false),
            Kind::Or(pair) => self.both(pair, true),
            Kind::Not(of) => {
                let (outcome, clues) = self.decide(of);
                (outcome.map(|truth| !truth), clues)
            }
            Kind::Choice(three) => {
                let (condition, mut clues) = self.decide(&three[0]);
                match condition {
                    Ok(truth) => {
                        let (outcome, mut more) = self.decide(if truth { &three[1] } else { &three[2] });
                        clues.append(&mut more);
                        (outcome, clues)
                    }
                    Err(fault) => (Err(fault), clues),
                }
            }
            _ => {
                let outcome = self.machine.truth(part);
                let text = self.source.get(part.span.range()).unwrap_or_default().to_owned();
                let clue = Clue { span: part.span, text, saw: self.saw(part), outcome: outcome.clone() };
                (outcome, vec![clue])
            }
        }
    }

    /// The side that decides alone, or else both; of two sides where one has a fault, that one.
    fn both(&mut self, [left, right]: &'a [Ast; 2], decides: bool) -> Decision {
        let (first, mut clues) = self.decide(left);
        if first == Ok(decides) {
            return (first, clues);
        }
        let (second, mut more) = self.decide(right);
        match (&first, &second) {
            (_, Ok(truth)) if *truth == decides => (second, more),
            (Ok(_), Err(_)) => (second, more),
            (Err(_), Ok(_)) => (first, clues),
            (Ok(_), Ok(_)) | (Err(_), Err(_)) => {
                clues.append(&mut more);
                (second, clues)
            }
        }
    }

    fn saw(&self, part: &Ast) -> Vec<(String, String)> {
        let mut paths = Vec::new();
        collect(part, None, &mut paths);
        let mut saw: Vec<(String, String)> = Vec::new();
        for steps in paths {
            let name = written(&steps);
            if saw.iter().all(|(seen, _)| *seen != name)
                && let Some(value) = self.look_up(&steps)
            {
                saw.push((name, value.to_literal()));
            }
        }
        saw
    }

    fn look_up(&self, steps: &[&Arc<str>]) -> Option<Value> {
        let (root, fields) = steps.split_first()?;
        fields.iter().try_fold(self.scope.variable(root)?, |value, field| match value {
            Value::Map(map) => map.get(field).cloned(),
            _ => None,
        })
    }
}

/// The longest paths below `part` that start at a variable of the scope.
fn collect<'a>(part: &'a Ast, bound: Option<&str>, paths: &mut Vec<Vec<&'a Arc<str>>>) {
    let path = match &part.kind {
        Kind::Has(of, name) => of.path().map(|steps| steps.into_iter().chain([&name.value]).collect()),
        _ => part.path(),
    };
    if let Some(steps) = path {
        if steps.first().is_some_and(|root| Some(root.as_ref()) != bound) {
            paths.push(steps);
        }
        return;
    }
    if let Kind::Macro { over, variable, body, .. } = &part.kind {
        collect(over, bound, paths);
        collect(body, Some(variable), paths);
    } else {
        for below in part.parts() {
            collect(below, bound, paths);
        }
    }
}

/// A path as one would write it: `project.impact`, `answers['a/b'].status`.
fn written(steps: &[&Arc<str>]) -> String {
    let mut out = String::new();
    for (at, step) in steps.iter().enumerate() {
        let plain = step.starts_with(|first: char| first == '_' || first.is_ascii_alphabetic())
            && step.chars().all(|next| next == '_' || next.is_ascii_alphanumeric());
        if at == 0 {
            out.push_str(step);
        } else if plain {
            out.push('.');
            out.push_str(step);
        } else {
            out.push('[');
            write_text(&mut out, step);
            out.push(']');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fixture::{facts, parsed};
    use super::super::generate;
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_explained_is_what_holds(source in generate::source(), facts in generate::facts()) {
            let expr = parsed(&source);
            let mut explainer = Explainer { source: &source, scope: &facts, machine: Machine::new(&facts) };
            let (outcome, clues) = explainer.decide(&expr.0.root);
            prop_assert_eq!(outcome, expr.holds(&facts));
            prop_assert!(clues.iter().map(|clue| clue.span).is_sorted());
            for clue in clues {
                prop_assert_eq!(source.get(clue.span.range()), Some(clue.text.as_str()));
            }
        }
    }

    /// Each clue as `text [path=value …] outcome`.
    fn told(source: &str) -> Vec<String> {
        let clues = parsed(source).explain(&facts());
        clues
            .iter()
            .map(|clue| {
                assert_eq!(&source[clue.span.range()], clue.text);
                let saw: Vec<_> = clue.saw.iter().map(|(path, value)| format!("{path}={value}")).collect();
                let outcome = clue.outcome.as_ref().map_or("fault".to_owned(), ToString::to_string);
                format!("{} [{}] {outcome}", clue.text, saw.join(" "))
            })
            .collect()
    }

    #[test]
    fn only_what_decided_is_told() {
        let high = "project.impact == 'high' [project.impact='high'] true";
        let pilot = "project.stage == 'pilot' [project.stage='production'] false";
        let absent = "project.absent == 1 [] fault";
        for (source, clues) in [
            ("project.impact == 'high' || project.stage == 'pilot'", vec![high]),
            ("project.stage == 'pilot' || (project.impact == 'high')", vec![high]),
            ("project.stage == 'pilot' || project.stage == 'pilot'", vec![pilot, pilot]),
            ("project.impact == 'high' && project.stage == 'pilot'", vec![pilot]),
            ("project.impact == 'high' && !(project.stage == 'pilot')", vec![high, pilot]),
            ("project.absent == 1 || project.impact == 'high'", vec![high]),
            ("project.absent == 1 && project.impact == 'high'", vec![absent]),
            ("project.impact == 'high' && project.absent == 1", vec![absent]),
            ("project.stage == 'pilot' ? project.absent == 1 : project.impact == 'high'", vec![pilot, high]),
            ("project.absent == 1 ? true : false", vec![absent]),
        ] {
            assert_eq!(told(source), clues, "{source}");
        }
    }

    #[test]
    fn a_clue_tells_each_path_once_with_its_value() {
        for (source, clue) in [
            (
                "project.traits.exists(t, t == project.stage || t in project.traits)",
                "project.traits=['generative', 'agentic'] project.stage='production'",
            ),
            ("has(project.absent)", ""),
            ("has(project.stage)", "project.stage='production'"),
            ("answers['people/aim'].status == 'met'", "answers['people/aim'].status='met'"),
            ("today > timestamp('2026-01-01T00:00:00Z')", "today=timestamp('2026-01-15T00:00:00Z')"),
            ("project.traits[0] == ''", "project.traits=['generative', 'agentic']"),
        ] {
            let told = told(source);
            assert!(matches!(told.as_slice(), [only] if only.contains(&format!(" [{clue}] "))), "{told:?}");
        }
    }

    #[test]
    fn what_is_no_condition_has_a_fault() {
        assert_eq!(
            told("size(project.traits)"),
            ["size(project.traits) [project.traits=['generative', 'agentic']] fault"]
        );
    }
}
