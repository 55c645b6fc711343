//! From tokens to an expression, by binding power. What is called, by which name, is `calls`' business; what the names mean, `names`'.

use std::sync::Arc;

use super::ast::{Arithmetic, Ast, Kind, Operator};
use super::lex::{self, Token};
use super::value::Value;
use super::{DEEPEST, LONGEST_SOURCE, MOST_PARTS, problem};
use crate::finding::Problem;
use crate::locale::{Text, text};
use crate::source::{Span, Spanned};

/// The parser stopped; why is among its problems.
pub(super) struct Stop;

/// A part, or why there is none.
pub(super) type Parsed<T = Ast> = Result<T, Stop>;

/// Reads a whole source.
pub(super) fn parse(source: &str) -> Result<Ast, Vec<Problem>> {
    if source.len() > LONGEST_SOURCE {
        let length = source.len();
        let message = text!(
            "an expression has at most {LONGEST_SOURCE} bytes, this one has {length}",
            "表达式最多 {LONGEST_SOURCE} 字节，这里有 {length} 字节"
        );
        return Err(vec![problem(Span::new(0, length), message).help(split_help())]);
    }
    let (tokens, problems) = lex::lex(source);
    let mut parser =
        Parser { tokens, at: 0, depth: 0, parts: 0, wrong_tokens: !problems.is_empty(), problems, variable: None };
    let root = parser.expression().and_then(|root| parser.end().map(|()| root));
    match root {
        Ok(root) if parser.problems.is_empty() => Ok(root),
        _ => {
            parser.problems.sort_by_key(|problem| problem.span);
            Err(parser.problems)
        }
    }
}

fn split_help() -> Text {
    text!("shorten it, or split it into several conditions", "请写短一些，或拆成几个条件")
}

pub(super) struct Parser<'s> {
    tokens: Vec<Spanned<Token<'s>>>,
    at: usize,
    depth: usize,
    parts: usize,
    /// Whether tokens were wrong already: what then looks like wrong syntax is most likely their consequence.
    wrong_tokens: bool,
    pub(super) problems: Vec<Problem>,
    /// The variable of the macro whose body is being read.
    pub(super) variable: Option<Arc<str>>,
}

impl<'s> Parser<'s> {
    pub(super) fn peek(&self) -> &Token<'s> {
        self.tokens.get(self.at).map_or(&Token::End, |token| &token.value)
    }

    /// Where the next token stands.
    pub(super) fn here(&self) -> Span {
        self.tokens.get(self.at).or(self.tokens.last()).map_or_else(Span::default, |token| token.span)
    }

    /// From `start` to the end of the last token read.
    pub(super) fn since(&self, start: usize) -> Span {
        let end = self.at.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.span.end);
        Span::new(start, end.max(start))
    }

    pub(super) fn advance(&mut self) {
        self.at += 1;
    }

    /// Reads this sign if it stands here.
    pub(super) fn eat(&mut self, sign: &str) -> bool {
        let stands = matches!(self.peek(), Token::Sign(next) if *next == sign);
        if stands {
            self.at += 1;
        }
        stands
    }

    pub(super) fn expect(&mut self, sign: &str) -> Parsed<()> {
        if self.eat(sign) { Ok(()) } else { Err(self.wrong(&text!("`{sign}`", " `{sign}`"))) }
    }

    /// A part at `span`, if there may be one more.
    pub(super) fn part(&mut self, span: Span, kind: Kind) -> Parsed {
        self.parts += 1;
        if self.parts <= MOST_PARTS {
            return Ok(Ast { span, kind });
        }
        let message = text!("an expression has at most {MOST_PARTS} parts", "表达式最多由 {MOST_PARTS} 个部分组成");
        self.problems.push(problem(span, message).help(split_help()));
        Err(Stop)
    }

    /// A part that stands for one that a problem tells about.
    pub(super) fn stand_in(&mut self, span: Span, problem: Problem) -> Parsed {
        self.problems.push(problem);
        self.part(span, Kind::Literal(Value::Null))
    }

    /// A problem: `expected` does not stand here.
    pub(super) fn wrong(&mut self, expected: &Text) -> Stop {
        let span = self.here();
        if self.wrong_tokens {
            return Stop;
        }
        let (en, zh) = (&expected.en, &expected.zh);
        let found = self.found();
        let (found_en, found_zh) = (found.en, found.zh);
        let message = text!("expected {en}, found {found_en}", "此处应为{zh}，却是{found_zh}");
        let mut problem = problem(span, message);
        problem.help = self.habit();
        self.problems.push(problem);
        Stop
    }

    fn found(&self) -> Text {
        match self.peek() {
            Token::Int(_) | Token::Double(_) => text!("a number", "数字"),
            Token::Text(_) => text!("a text", "字符串"),
            Token::Name(name) => text!("`{name}`", " `{name}`"),
            Token::Sign(sign) => text!("`{sign}`", " `{sign}`"),
            Token::End => text!("the end", "结尾"),
        }
    }

    /// What a habit from another language wanted to write.
    fn habit(&self) -> Option<Text> {
        let write = |meant: &str| Some(text!("write `{meant}`", "请写 `{meant}`"));
        match self.peek() {
            Token::Name(word) if word.eq_ignore_ascii_case("and") => write("&&"),
            Token::Name(word) if word.eq_ignore_ascii_case("or") => write("||"),
            Token::Name(word) if word.eq_ignore_ascii_case("not") => write("!(… in …)"),
            Token::Sign("?") => Some(text!(
                "put a choice inside another one into brackets; optional fields are not supported here: ask `has(…)`",
                "选择式套选择式时请加括号；这里不支持可选字段，请用 `has(…)` 判断"
            )),
            Token::Sign("{") => Some(text!("messages are not supported here", "这里不支持消息类型")),
            _ => None,
        }
    }

    fn end(&mut self) -> Parsed<()> {
        match self.peek() {
            Token::End => Ok(()),
            _ => Err(self.wrong(&text!("an operator or the end", "运算符或结尾"))),
        }
    }

    /// A whole expression: alone, in brackets, or in a list.
    pub(super) fn expression(&mut self) -> Parsed {
        self.depth += 1;
        if self.depth > DEEPEST {
            let message =
                text!("brackets and choices nest at most {DEEPEST} deep", "括号与选择式最多嵌套 {DEEPEST} 层");
            self.problems.push(problem(self.here(), message).help(split_help()));
            return Err(Stop);
        }
        let read = self.choice();
        self.depth -= 1;
        read
    }

    fn choice(&mut self) -> Parsed {
        let start = self.here().start;
        let condition = self.binary(0)?;
        if !self.eat("?") {
            return Ok(condition);
        }
        let then = self.binary(0)?;
        self.expect(":")?;
        let otherwise = self.expression()?;
        self.part(self.since(start), Kind::Choice(Box::new([condition, then, otherwise])))
    }

    /// Operands and the operators between them that bind at least as strongly as `weakest`.
    fn binary(&mut self, weakest: u8) -> Parsed {
        let start = self.here().start;
        let mut left = self.signed()?;
        while let Token::Sign(sign) = *self.peek() {
            let Some((power, join)) = joiner(sign).filter(|(power, _)| *power >= weakest) else { break };
            self.advance();
            let right = self.binary(power + 1)?;
            left = self.part(self.since(start), join(Box::new([left, right])))?;
        }
        Ok(left)
    }

    /// An operand with at most one `!` or `-` before it.
    fn signed(&mut self) -> Parsed {
        let start = self.here().start;
        let Some(sign) = ["!", "-"].into_iter().find(|sign| self.eat(sign)) else { return self.operand() };
        if sign == "-" && matches!(self.peek(), Token::Int(_) | Token::Double(_)) {
            return self.number(true, start);
        }
        if matches!(self.peek(), Token::Sign(next) if *next == sign) {
            let message = text!("`{sign}{sign}` is not supported here", "这里不支持 `{sign}{sign}`");
            let help = text!("leave both out", "请把两个都去掉");
            self.problems.push(problem(Span::new(start, self.here().end), message).help(help));
            self.advance();
        }
        let of = Box::new(self.operand()?);
        self.part(self.since(start), if sign == "!" { Kind::Not(of) } else { Kind::Negate(of) })
    }

    fn operand(&mut self) -> Parsed {
        let start = self.here().start;
        let first = self.primary()?;
        self.members(start, first)
    }

    /// The fields, methods and indexes that follow `of`.
    pub(super) fn members(&mut self, start: usize, mut of: Ast) -> Parsed {
        loop {
            if self.eat(".") {
                let name = self.member_name()?;
                of = if self.eat("(") {
                    self.method(start, of, &name)?
                } else {
                    let name = Spanned::new(Arc::from(name.value), name.span);
                    self.part(self.since(start), Kind::Field(Box::new(of), name))?
                };
            } else if self.eat("[") {
                let key = self.expression()?;
                self.expect("]")?;
                of = self.part(self.since(start), Kind::Index(Box::new([of, key])))?;
            } else {
                return Ok(of);
            }
        }
    }

    fn member_name(&mut self) -> Parsed<Spanned<&'s str>> {
        let span = self.here();
        match *self.peek() {
            Token::Name(name) if !matches!(name, "true" | "false" | "null") => {
                self.advance();
                Ok(Spanned::new(name, span))
            }
            _ => Err(self.wrong(&text!("the name of a field or a method", "字段名或方法名"))),
        }
    }
}

/// What an operator makes of its operands.
type Join = fn(Box<[Ast; 2]>) -> Kind;

/// How strongly an operator binds, and what it makes of its operands.
fn joiner(sign: &str) -> Option<(u8, Join)> {
    Some(match sign {
        "||" => (0, Kind::Or),
        "&&" => (1, Kind::And),
        "==" => (2, |pair| Kind::Binary(Operator::Equal, pair)),
        "!=" => (2, |pair| Kind::Binary(Operator::NotEqual, pair)),
        "<" => (2, |pair| Kind::Binary(Operator::Less, pair)),
        "<=" => (2, |pair| Kind::Binary(Operator::LessEqual, pair)),
        ">" => (2, |pair| Kind::Binary(Operator::Greater, pair)),
        ">=" => (2, |pair| Kind::Binary(Operator::GreaterEqual, pair)),
        "in" => (2, |pair| Kind::Binary(Operator::In, pair)),
        "+" => (3, |pair| Kind::Binary(Operator::Arithmetic(Arithmetic::Add), pair)),
        "-" => (3, |pair| Kind::Binary(Operator::Arithmetic(Arithmetic::Subtract), pair)),
        "*" => (4, |pair| Kind::Binary(Operator::Arithmetic(Arithmetic::Multiply), pair)),
        "/" => (4, |pair| Kind::Binary(Operator::Arithmetic(Arithmetic::Divide), pair)),
        "%" => (4, |pair| Kind::Binary(Operator::Arithmetic(Arithmetic::Remainder), pair)),
        _ => return None,
    })
}
