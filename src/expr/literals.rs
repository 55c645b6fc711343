//! The literal texts of an expression: which there are, and what they are compared with. It does not say whether they are right.

use std::sync::Arc;

use super::ast::{Ast, Kind, Operator};
use crate::source::Span;

/// Whether this text stands anywhere as a literal.
pub(super) fn mentions(part: &Ast, literal: &str) -> bool {
    let here = match &part.kind {
        Kind::Map(entries) => entries.iter().any(|(key, _)| key.value.as_ref() == literal),
        Kind::Matches(_, pattern, _) => pattern.value.as_ref() == literal,
        _ => part.literal_text().is_some_and(|text| text.as_ref() == literal),
    };
    here || part.parts().into_iter().any(|below| mentions(below, literal))
}

/// The literal texts that are compared with the path.
pub(super) fn compared_with(root: &Ast, path: &[&str]) -> Vec<(String, Span)> {
    let mut search = Search { path, bound: None, found: Vec::new() };
    search.part(root);
    search.found
}

struct Search<'a, 'p> {
    path: &'p [&'p str],
    /// The variable of the macro around, and what it runs over.
    bound: Option<(&'a Arc<str>, &'a Ast)>,
    found: Vec<(String, Span)>,
}

impl<'a> Search<'a, '_> {
    fn part(&mut self, part: &'a Ast) {
        if let Kind::Binary(operator, pair) = &part.kind
            && !matches!(operator, Operator::Arithmetic(_))
        {
            let (left, right) = (self.seen_through(&pair[0]), self.seen_through(&pair[1]));
            if self.is_path(left) {
                self.collect(right);
            }
            if self.is_path(right) {
                self.collect(left);
            }
        }
        if let Kind::Macro { over, variable, body, .. } = &part.kind {
            self.part(over);
            let around = self.bound.replace((variable, over));
            self.part(body);
            self.bound = around;
        } else {
            for below in part.parts() {
                self.part(below);
            }
        }
    }

    /// What the variable of a macro runs over instead of the variable.
    fn seen_through(&self, part: &'a Ast) -> &'a Ast {
        match (&part.kind, self.bound) {
            (Kind::Name(name), Some((variable, over))) if name == variable => over,
            _ => part,
        }
    }

    fn is_path(&self, part: &Ast) -> bool {
        part.path().is_some_and(|steps| steps.into_iter().map(AsRef::as_ref).eq(self.path.iter().copied()))
    }

    fn collect(&mut self, part: &Ast) {
        if let Kind::List(items, _) = &part.kind {
            for item in items {
                self.collect(item);
            }
        } else if let Some(text) = part.literal_text()
            && !self.found.iter().any(|(_, span)| *span == part.span)
        {
            self.found.push((text.to_string(), part.span));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::parsed;

    #[test]
    fn a_literal_is_mentioned_wherever_it_stands() {
        let expr = parsed("a['b'] in {'c': ['d']} || [1].all(x, string(x) == r'e') || a.f.matches('g')");
        for literal in ["b", "c", "d", "e", "g"] {
            assert!(expr.mentions(literal), "{literal}");
        }
        for other in ["a", "f", "x", "1", ""] {
            assert!(!expr.mentions(other), "{other}");
        }
    }

    #[test]
    fn literals_are_found_with_what_they_are_compared_with() {
        let traits = ["project", "traits"].as_slice();
        let stage = ["project", "stage"].as_slice();
        for (source, path, found) in [
            ("'x' in project.traits", traits, vec!["x"]),
            ("'x' in project.traits && 'y' in project.other", traits, vec!["x"]),
            ("!('x' in project['traits'])", traits, vec!["x"]),
            ("project.traits == ['x', 'y']", traits, vec!["x", "y"]),
            ("project.traits.exists(t, t == 'x' || 'y' != t)", traits, vec!["x", "y"]),
            ("project.traits.exists(t, t in ['x'])", traits, vec!["x"]),
            ("['x', 'y'].all(t, t in project.traits)", traits, vec!["x", "y"]),
            ("['x'].all(t, t == 'y')", traits, vec![]),
            ("project.stage in ['x', 'y'] ? 'z' == project.stage : true", stage, vec!["x", "y", "z"]),
            ("project.stage != 'x'", stage, vec!["x"]),
            ("project.stage + 'x' == 'y'", stage, vec![]),
            ("other.stage == 'x' || project.stage.kind == 'y'", stage, vec![]),
        ] {
            let literals = parsed(source).literals_compared_with(path);
            for (text, span) in &literals {
                assert_eq!(&source[span.range()], format!("'{text}'"), "{source}");
            }
            let texts: Vec<_> = literals.into_iter().map(|(text, _)| text).collect();
            assert_eq!(texts, found, "{source}");
        }
    }
}
