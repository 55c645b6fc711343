//! `expr`: a condition over the project and the answers is true. It sees no file.

use super::{Failure, Look, Outcome};
use crate::expr::Expr;
use crate::finding::Code;
use crate::locale::text;

/// A condition.
#[derive(Debug)]
pub(crate) struct Expression {
    /// As read.
    pub(crate) expr: Expr,
    /// As written.
    pub(crate) text: String,
    /// Where in the file its first byte stands, where its bytes are those of the file.
    pub(crate) offset: Option<usize>,
}

impl Expression {
    pub(super) fn evaluate(&self, look: &Look<'_>) -> Outcome {
        match self.expr.holds(look.scope) {
            Ok(true) => Outcome::Held { read: false },
            Ok(false) => {
                let text = &self.text;
                let message = text!("`{text}` does not hold for this project", "`{text}` 在本项目中不成立");
                Outcome::Failed(vec![Failure::new(Code::ExprFalse, message)])
            }
            Err(fault) => Outcome::Fault(fault),
        }
    }
}
