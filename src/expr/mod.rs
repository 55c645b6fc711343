//! Conditions of rule packs: CEL in syntax and meaning, in a subset that is checked and limited before it runs.
//! It knows nothing of projects, answers or packs; values come through [`Scope`].
//!
//! What it understands, and CEL's meaning of each:
//!
//! - literals: `true` `false` `null`, whole numbers (`7`, `0x1f`) and doubles (`0.5`, `1e3`), texts in `'…'` or `"…"` with CEL's
//!   escapes and raw ones (`r'…'`), lists, maps whose keys are literal texts; comments after `//`
//! - `&&` `||` `!` and `? :`; an error on one side of `&&` or `||` does not matter where the other side decides
//! - `==` `!=` between all types, numbers by their value; `<` `<=` `>` `>=` within a type, numbers by their value; `in` a list or a map's keys
//! - `+ - * / %` and a sign on numbers, a result that does not fit and a division by zero are errors; `+` on texts and lists;
//!   timestamp − timestamp, timestamp ± duration, duration ± duration
//! - `a.b`, `a['b']`, `list[0]`; a key that is not there is an error, so ask `has(a.b)` first
//! - `size(x)` and `x.size()`, `startsWith`, `endsWith`, `contains`, `matches` with a literal pattern
//! - `int()`, `double()`, `string()` of a text, a whole number or a truth value, `timestamp('…')` (RFC 3339), `duration('36h')`
//! - `exists`, `all`, `exists_one`, `filter`, `map` over lists and maps, none inside the body of another
//!
//! A timestamp lies between the years 1 and 9999, 30 December; a duration has at most 292 years. `string()` of a double or a moment is an error.
//!
//! All else of CEL is a problem when the pack is loaded, never a different answer. A source has at most 1,024 bytes, 32 levels of brackets
//! and 256 parts; an evaluation at most 10,000 steps, to which long texts and lists add.

mod ast;
mod calls;
mod convert;
mod eval;
mod explain;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod generate;
mod lex;
mod literals;
#[cfg(test)]
mod meaning;
mod names;
mod operand;
mod operate;
#[cfg(test)]
mod oracle;
mod parse;
mod phrase;
mod strings;
mod time;
mod value;
#[cfg(test)]
mod wrong;

use std::sync::Arc;

pub(crate) use explain::Clue;
pub(crate) use names::Schema;
pub(crate) use phrase::Phrase;
pub(crate) use value::Value;

use crate::finding::{Code, Problem};
use crate::locale::Text;
use crate::source::Span;

/// How many bytes a source may have.
const LONGEST_SOURCE: usize = 1024;
/// How deep brackets and choices may nest.
const DEEPEST: usize = 32;
/// How many parts an expression may have.
const MOST_PARTS: usize = 256;
/// How many steps an evaluation may take.
const MOST_STEPS: usize = 10_000;

/// A parsed expression. A clone shares it.
#[derive(Debug, Clone)]
pub(crate) struct Expr(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    source: Box<str>,
    root: ast::Ast,
}

/// Where an expression's variables come from.
pub(crate) trait Scope {
    /// The value of this variable; `None` where there is no such variable.
    fn variable(&self, name: &str) -> Option<Value>;
}

/// Why an expression has no value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fault {
    /// Where in the expression's source.
    pub(crate) span: Span,
    /// What went wrong: lower case, no full stop.
    pub(crate) message: Text,
}

/// Reads an expression.
///
/// # Errors
///
/// Every problem that can be told without guessing; spans count bytes of `source`.
pub(crate) fn parse(source: &str) -> Result<Expr, Vec<Problem>> {
    let root = parse::parse(source)?;
    Ok(Expr(Arc::new(Inner { source: source.into(), root })))
}

impl Expr {
    /// The value of the expression; judging asks only whether one holds.
    ///
    /// # Errors
    ///
    /// Where CEL has an error, or the evaluation takes too many steps.
    #[cfg(test)]
    pub(crate) fn evaluate(&self, scope: &dyn Scope) -> Result<Value, Fault> {
        eval::Machine::new(scope).value(&self.0.root)
    }

    /// Whether the expression is true.
    ///
    /// # Errors
    ///
    /// As [`Self::evaluate`], and where the value is neither true nor false.
    pub(crate) fn holds(&self, scope: &dyn Scope) -> Result<bool, Fault> {
        eval::Machine::new(scope).truth(&self.0.root)
    }

    /// The conditions that decided, in source order: those below `&&`, `||`, `!` and `? :`.
    pub(crate) fn explain(&self, scope: &dyn Scope) -> Vec<Clue> {
        explain::explain(&self.0.source, &self.0.root, scope)
    }

    /// Whether this text stands in the expression as a literal: an operand, a key or a pattern.
    pub(crate) fn mentions(&self, literal: &str) -> bool {
        literals::mentions(&self.0.root, literal)
    }

    /// The literal texts that are compared with this path by `==`, `!=` or `in`, on either side, in lists too,
    /// and through the variable of a macro that runs over the path or over the literals.
    pub(crate) fn literals_compared_with(&self, path: &[&str]) -> Vec<(String, Span)> {
        literals::compared_with(&self.0.root, path)
    }

    /// The expression in a form for which there are words; none where a part of it has another form.
    pub(crate) fn phrase(&self) -> Option<Phrase> {
        phrase::phrase(&self.0.root)
    }

    /// A problem for each variable, and each field of a closed variable, that the schema does not have.
    pub(crate) fn check_names(&self, known: &Schema) -> Vec<Problem> {
        names::check(&self.0.root, known)
    }
}

/// A problem of an expression.
fn problem(span: Span, message: Text) -> Problem {
    Problem::new(Code::BadExpression, span, message)
}
