//! The shape of a parsed expression. It neither parses nor evaluates.

use std::sync::Arc;

use regex::Regex;

use super::value::Value;
use crate::source::{Span, Spanned};

/// A part of an expression, and where it stands. Round brackets around it are not part of its span.
#[derive(Debug)]
pub(super) struct Ast {
    pub(super) span: Span,
    pub(super) kind: Kind,
}

/// What a part is.
#[derive(Debug)]
pub(super) enum Kind {
    /// A literal, or `timestamp('…')` and `duration('…')` of one.
    Literal(Value),
    /// A variable of the scope or of the macro around it.
    Name(Arc<str>),
    /// `of.name`
    Field(Box<Ast>, Spanned<Arc<str>>),
    /// `has(of.name)`
    Has(Box<Ast>, Spanned<Arc<str>>),
    /// `of[key]`
    Index(Box<[Ast; 2]>),
    /// `!`
    Not(Box<Ast>),
    /// `-`
    Negate(Box<Ast>),
    /// `&&`
    And(Box<[Ast; 2]>),
    /// `||`
    Or(Box<[Ast; 2]>),
    /// Any other operator between two operands.
    Binary(Operator, Box<[Ast; 2]>),
    /// `condition ? then : otherwise`
    Choice(Box<[Ast; 3]>),
    /// `[…]`, and its value where only literals stand in it.
    List(Vec<Ast>, Option<Value>),
    /// `{…}`
    Map(Vec<(Spanned<Arc<str>>, Ast)>),
    /// A function; of a method, the receiver comes first.
    Call(Function, Vec<Ast>),
    /// `of.matches('…')`
    Matches(Box<Ast>, Spanned<Arc<str>>, Regex),
    /// `over.exists(variable, body)` and the like.
    Macro { kind: Macro, over: Box<Ast>, variable: Arc<str>, body: Box<Ast> },
}

/// An operator that needs both of its operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    In,
    Arithmetic(Arithmetic),
}

/// An operator that computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl Operator {
    /// As it is written.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
            Self::In => "in",
            Self::Arithmetic(Arithmetic::Add) => "+",
            Self::Arithmetic(Arithmetic::Subtract) => "-",
            Self::Arithmetic(Arithmetic::Multiply) => "*",
            Self::Arithmetic(Arithmetic::Divide) => "/",
            Self::Arithmetic(Arithmetic::Remainder) => "%",
        }
    }
}

/// How a function is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `f(x)`
    Free,
    /// `x.f(…)`
    Method,
    /// Either.
    Both,
}

/// A function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    Size,
    StartsWith,
    EndsWith,
    Contains,
    Int,
    Double,
    String,
    Timestamp,
    Duration,
}

impl Function {
    pub(super) const ALL: [Self; 9] = [
        Self::Size,
        Self::StartsWith,
        Self::EndsWith,
        Self::Contains,
        Self::Int,
        Self::Double,
        Self::String,
        Self::Timestamp,
        Self::Duration,
    ];

    /// As it is written.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::StartsWith => "startsWith",
            Self::EndsWith => "endsWith",
            Self::Contains => "contains",
            Self::Int => "int",
            Self::Double => "double",
            Self::String => "string",
            Self::Timestamp => "timestamp",
            Self::Duration => "duration",
        }
    }

    /// How it is called.
    pub(super) fn style(self) -> Style {
        match self {
            Self::Size => Style::Both,
            Self::StartsWith | Self::EndsWith | Self::Contains => Style::Method,
            Self::Int | Self::Double | Self::String | Self::Timestamp | Self::Duration => Style::Free,
        }
    }

    /// How many operands it takes, the receiver included.
    pub(super) fn operands(self) -> usize {
        match self {
            Self::StartsWith | Self::EndsWith | Self::Contains => 2,
            Self::Size | Self::Int | Self::Double | Self::String | Self::Timestamp | Self::Duration => 1,
        }
    }
}

/// A macro that binds a variable to each element of a list or each key of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Macro {
    All,
    Exists,
    ExistsOne,
    Filter,
    Map,
}

impl Macro {
    pub(super) const ALL: [Self; 5] = [Self::All, Self::Exists, Self::ExistsOne, Self::Filter, Self::Map];

    /// As it is written.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Exists => "exists",
            Self::ExistsOne => "exists_one",
            Self::Filter => "filter",
            Self::Map => "map",
        }
    }
}

impl Ast {
    /// The parts right below this one, in source order.
    pub(super) fn parts(&self) -> Vec<&Self> {
        match &self.kind {
            Kind::Literal(_) | Kind::Name(_) => Vec::new(),
            Kind::Field(of, _) | Kind::Has(of, _) | Kind::Matches(of, ..) | Kind::Not(of) | Kind::Negate(of) => {
                vec![of]
            }
            Kind::Index(pair) | Kind::And(pair) | Kind::Or(pair) | Kind::Binary(_, pair) => pair.iter().collect(),
            Kind::Choice(three) => three.iter().collect(),
            Kind::List(items, _) | Kind::Call(_, items) => items.iter().collect(),
            Kind::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
            Kind::Macro { over, body, .. } => vec![over, body],
        }
    }

    /// The text, where this is a literal one.
    pub(super) fn literal_text(&self) -> Option<&Arc<str>> {
        match &self.kind {
            Kind::Literal(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    /// The steps from a variable to here, the variable first, where this is `a.b['c']` and nothing more.
    pub(super) fn path(&self) -> Option<Vec<&Arc<str>>> {
        let mut steps = Vec::new();
        let mut at = self;
        loop {
            match &at.kind {
                Kind::Name(name) => {
                    steps.push(name);
                    steps.reverse();
                    return Some(steps);
                }
                Kind::Field(of, name) => {
                    steps.push(&name.value);
                    at = of;
                }
                Kind::Index(pair) => {
                    steps.push(pair[1].literal_text()?);
                    at = &pair[0];
                }
                _ => return None,
            }
        }
    }
}
