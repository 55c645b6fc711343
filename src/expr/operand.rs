//! The operands that stand alone: literals, lists, maps, names, and what round brackets hold.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::ast::{Ast, Kind};
use super::lex::Token;
use super::parse::{Parsed, Parser};
use super::problem;
use super::value::Value;
use crate::locale::text;
use crate::source::{Span, Spanned};

/// Words that CEL keeps for itself: fields may have these names, variables and functions may not.
const RESERVED: [&str; 20] = [
    "true",
    "false",
    "null",
    "as",
    "break",
    "const",
    "continue",
    "else",
    "for",
    "function",
    "if",
    "import",
    "let",
    "loop",
    "package",
    "namespace",
    "return",
    "var",
    "void",
    "while",
];

/// Whether no variable may have this name.
pub(super) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

impl<'s> Parser<'s> {
    /// The number that stands here; its sign and its place begin at `start`.
    pub(super) fn number(&mut self, negative: bool, start: usize) -> Parsed {
        let value = match *self.peek() {
            Token::Double(value) => Some(Value::Double(if negative { -value } else { value })),
            Token::Int(value) if negative => 0_i64.checked_sub_unsigned(value).map(Value::Int),
            Token::Int(value) => i64::try_from(value).ok().map(Value::Int),
            _ => None,
        };
        self.advance();
        let span = self.since(start);
        let literal = if let Some(value) = value {
            self.part(span, Kind::Literal(value))
        } else {
            let message = text!("this number does not fit into 64 bits", "这个数超出了 64 位的范围");
            self.stand_in(span, problem(span, message))
        }?;
        self.members(start, literal)
    }

    pub(super) fn primary(&mut self) -> Parsed {
        let span = self.here();
        match self.peek().clone() {
            Token::Int(_) | Token::Double(_) => self.number(false, span.start),
            Token::Text(text) => {
                self.advance();
                self.part(span, Kind::Literal(Value::String(text)))
            }
            Token::Name(name) => self.name(name, span),
            Token::Sign("(") => {
                self.advance();
                let inner = self.expression()?;
                self.expect(")")?;
                Ok(inner)
            }
            Token::Sign("[") => self.list(span.start),
            Token::Sign("{") => self.map(span.start),
            Token::Sign(_) | Token::End => Err(self.wrong(&text!("a value", "一个值"))),
        }
    }

    fn name(&mut self, name: &'s str, span: Span) -> Parsed {
        let literal = match name {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            "null" => Some(Value::Null),
            _ => None,
        };
        self.advance();
        if let Some(value) = literal {
            return self.part(span, Kind::Literal(value));
        }
        if self.eat("(") {
            return self.call(span.start, &Spanned::new(name, span));
        }
        if is_reserved(name) {
            let message = text!("`{name}` is a reserved word, no variable", "`{name}` 是保留字，不能作变量名");
            let help = text!("put a text into quotes: '{name}'", "如果是字符串，请加引号：'{name}'");
            return self.stand_in(span, problem(span, message).help(help));
        }
        self.part(span, Kind::Name(name.into()))
    }

    fn list(&mut self, start: usize) -> Parsed {
        self.advance();
        let mut items = Vec::new();
        while !self.eat("]") {
            items.push(self.expression()?);
            if !self.eat(",") {
                self.expect("]")?;
                break;
            }
        }
        let constant: Option<Vec<Value>> = items
            .iter()
            .map(|item| match &item.kind {
                Kind::Literal(value) => Some(value.clone()),
                _ => None,
            })
            .collect();
        self.part(self.since(start), Kind::List(items, constant.map(Value::list)))
    }

    fn map(&mut self, start: usize) -> Parsed {
        self.advance();
        let mut entries: Vec<(Spanned<Arc<str>>, Ast)> = Vec::new();
        let mut seen = BTreeSet::new();
        while !self.eat("}") {
            let key = self.key()?;
            if !seen.insert(Arc::clone(&key.value)) {
                let name = &key.value;
                let message = text!("the key `{name}` stands twice in this map", "这个映射里键 `{name}` 出现了两次");
                self.problems.push(problem(key.span, message).help(text!("leave one out", "请去掉一个")));
            }
            self.expect(":")?;
            entries.push((key, self.expression()?));
            if !self.eat(",") {
                self.expect("}")?;
                break;
            }
        }
        self.part(self.since(start), Kind::Map(entries))
    }

    fn key(&mut self) -> Parsed<Spanned<Arc<str>>> {
        let span = self.here();
        let Token::Text(text) = self.peek().clone() else {
            return Err(self.wrong(&text!("a text in quotes as the key", "加引号的字符串作为键")));
        };
        self.advance();
        Ok(Spanned::new(text, span))
    }
}
