//! Reads what stands in a filter: conditions, comparisons and the five functions, each held to its types (RFC 9535, section 2.4.3).

use super::ast::{Comparison, Matching, Nodes, Operand, Operator, Pattern, Singular, Start, Test, singular};
use super::parse::{Parser, Read};
use super::pattern::Written;
use super::wrong::{filter_help, functions_help, negation_help, refuse, single_help};
use crate::locale::text;
use crate::source::Span;

/// What may stand on one side of a comparison, or as a condition of its own.
#[derive(Debug)]
enum Term {
    /// A literal.
    Literal(Operand),
    /// A query.
    Nodes(Nodes),
    /// A function that gives a value.
    Value(Operand),
    /// A function that says yes or no.
    Truth(Test),
}

impl Parser<'_> {
    /// Conditions that `||` joins.
    pub(super) fn any(&mut self) -> Read<Test> {
        self.joined("||", Test::Any, Self::all)
    }

    /// Conditions that `&&` joins.
    fn all(&mut self) -> Read<Test> {
        self.joined("&&", Test::All, Self::condition)
    }

    fn joined(&mut self, sign: &str, join: fn(Vec<Test>) -> Test, read: fn(&mut Self) -> Read<Test>) -> Read<Test> {
        let first = read(self)?;
        let mut more = Vec::new();
        loop {
            let before = self.at;
            self.spaces();
            if !self.eat(sign) {
                self.at = before;
                break;
            }
            self.spaces();
            more.push(read(self)?);
        }
        if more.is_empty() {
            return Ok(first);
        }
        more.insert(0, first);
        Ok(join(more))
    }

    /// One condition, negated or not.
    fn condition(&mut self) -> Read<Test> {
        let negated = self.eat("!");
        if negated {
            self.spaces();
        }
        if self.peek() == Some(b'(') {
            let inner = self.parentheses()?;
            return Ok(if negated { Test::Not(Box::new(inner)) } else { inner });
        }
        let start = self.at;
        let left = self.term()?;
        let behind = self.at;
        self.spaces();
        let sign = self.at;
        let Some(operator) = self.operator() else {
            self.at = behind;
            let test = self.test(left, start)?;
            return Ok(if negated { Test::Not(Box::new(test)) } else { test });
        };
        if negated {
            let expected =
                text!("no comparison: `!` negates a path or a function", "路径或函数的结尾：`!` 不能否定比较");
            return Err(self.wrong(sign, &expected, negation_help()));
        }
        let left = self.value(left, start)?;
        self.spaces();
        let start = self.at;
        let right = self.term()?;
        let right = self.value(right, start)?;
        Ok(Test::Compare(Box::new(Comparison { left, operator, right })))
    }

    fn parentheses(&mut self) -> Read<Test> {
        self.enter()?;
        self.spaces();
        let inner = self.any()?;
        self.spaces();
        if self.peek() != Some(b')') {
            let expected = text!("`&&`, `||` or `)`", "`&&`、`||` 或 `)`");
            return Err(self.wrong(self.at, &expected, filter_help()));
        }
        self.leave();
        Ok(inner)
    }

    fn operator(&mut self) -> Option<Operator> {
        let signs = [
            ("==", Operator::Equal),
            ("!=", Operator::Unequal),
            ("<=", Operator::LessOrEqual),
            (">=", Operator::GreaterOrEqual),
            ("<", Operator::Less),
            (">", Operator::Greater),
        ];
        signs.into_iter().find(|(sign, _)| self.eat(sign)).map(|(_, operator)| operator)
    }

    fn term(&mut self) -> Read<Term> {
        match self.peek() {
            Some(b'\'' | b'"') => Ok(Term::Literal(Operand::Text(self.quoted()?))),
            Some(b'-' | b'0'..=b'9') => Ok(Term::Literal(self.number()?)),
            Some(b'@' | b'$') => Ok(Term::Nodes(self.query()?)),
            _ => self.word(),
        }
    }

    /// A query in a filter. One from the root leads to one value, or its work would multiply.
    fn query(&mut self) -> Read<Nodes> {
        let start = self.at;
        let from_root = self.peek() == Some(b'$');
        self.at += 1;
        let path = self.segments()?;
        let from = if from_root { Start::Root(self.roots) } else { Start::Current };
        self.roots += usize::from(from_root);
        match singular(path) {
            Ok(hops) => Ok(Nodes::One(Singular { from, hops })),
            Err(path) if !from_root => Ok(Nodes::Many(path)),
            Err(_) => {
                let message =
                    text!("a `$` inside a filter must lead to a single value", "过滤条件中的 `$` 只能指向单个值");
                Err(refuse(Span::new(start, start + 1), message))
            }
        }
    }

    /// `true`, `false`, `null` or a function.
    fn word(&mut self) -> Read<Term> {
        let start = self.at;
        while let Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_') = self.peek() {
            self.at += 1;
        }
        let word = self.text.get(start..self.at).unwrap_or_default();
        if self.peek() == Some(b'(') && !word.is_empty() {
            return self.function(word.to_owned().as_str(), start);
        }
        match word {
            "true" => Ok(Term::Literal(Operand::Bool(true))),
            "false" => Ok(Term::Literal(Operand::Bool(false))),
            "null" => Ok(Term::Literal(Operand::Null)),
            _ => {
                let expected = text!("a path from `@`, a literal or a function", "以 `@` 开头的路径、字面量或函数");
                Err(self.wrong(start, &expected, filter_help()))
            }
        }
    }

    fn function(&mut self, name: &str, start: usize) -> Read<Term> {
        if !["length", "count", "value", "match", "search"].contains(&name) {
            return Err(self.wrong(start, &text!("a known function", "已有的函数"), functions_help()));
        }
        self.enter()?;
        let term = match name {
            "length" => Term::Value(Operand::Length(Box::new(self.value_argument()?))),
            "count" => Term::Value(Operand::Count(self.nodes_argument()?)),
            "value" => Term::Value(Operand::Value(self.nodes_argument()?)),
            _ => {
                let of = self.value_argument()?;
                self.spaces();
                if !self.eat(",") {
                    return Err(self.wrong(self.at, &text!("`,` and a pattern", "`,` 和正则表达式"), filter_help()));
                }
                let whole = name == "match";
                let pattern = match self.value_argument()? {
                    Operand::Text(text) => Pattern::Written(Written::new(&text, whole)),
                    operand => Pattern::Found(operand),
                };
                Term::Truth(Test::Matches(Box::new(Matching { of, pattern, whole })))
            }
        };
        self.spaces();
        if self.peek() != Some(b')') {
            return Err(self.wrong(self.at, &text!("`)`", "`)`"), filter_help()));
        }
        self.leave();
        Ok(term)
    }

    fn value_argument(&mut self) -> Read<Operand> {
        self.spaces();
        let start = self.at;
        let term = self.term()?;
        self.value(term, start)
    }

    fn nodes_argument(&mut self) -> Read<Nodes> {
        self.spaces();
        let start = self.at;
        match self.term()? {
            Term::Nodes(nodes) => Ok(nodes),
            Term::Literal(_) | Term::Value(_) | Term::Truth(_) => {
                let expected = text!("a path, as in count(@.*)", "路径，例如 count(@.*)");
                Err(self.wrong(start, &expected, filter_help()))
            }
        }
    }

    /// What was read, as one value.
    fn value(&self, term: Term, start: usize) -> Read<Operand> {
        match term {
            Term::Literal(operand) | Term::Value(operand) => Ok(operand),
            Term::Nodes(Nodes::One(singular)) => Ok(Operand::At(singular)),
            Term::Nodes(Nodes::Many(_)) => {
                let expected = text!("a path to a single value", "指向单个值的路径");
                Err(self.wrong(start, &expected, single_help()))
            }
            Term::Truth(_) => {
                let expected =
                    text!("a value; `match` and `search` are conditions", "一个值，`match` 和 `search` 本身就是条件");
                let help = text!("write `match(…)` alone, or `!match(…)`", "请单独写 `match(…)`，或写 `!match(…)`");
                Err(self.wrong(start, &expected, help))
            }
        }
    }

    /// What was read, as a condition.
    fn test(&self, term: Term, start: usize) -> Read<Test> {
        match term {
            Term::Nodes(nodes) => Ok(Test::Exists(nodes)),
            Term::Truth(test) => Ok(test),
            Term::Literal(_) | Term::Value(_) => {
                let expected = text!("a condition; this is a value", "条件，而这里是一个值");
                let help = text!("compare it, as in length(@.owner) >= 2", "请比较这个值，例如 length(@.owner) >= 2");
                Err(self.wrong(start, &expected, help))
            }
        }
    }
}
