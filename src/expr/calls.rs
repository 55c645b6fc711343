//! What is called, and how: functions, methods, `has` and the macros. It reads them, and knows what each takes.

use std::sync::Arc;

use regex::{Regex, RegexBuilder};

use super::ast::{Ast, Function, Kind, Macro, Style};
use super::lex::Token;
use super::names::help;
use super::operand::is_reserved;
use super::parse::{Parsed, Parser};
use super::value::Value;
use super::{problem, time};
use crate::finding::Problem;
use crate::locale::{Text, text};
use crate::source::{Span, Spanned};

/// How large a compiled pattern may get, in bytes.
const LARGEST_PATTERN: usize = 1 << 20;

impl Parser<'_> {
    /// The call of `name`, whose `(` has been read.
    pub(super) fn call(&mut self, start: usize, name: &Spanned<&str>) -> Parsed {
        if name.value == "has" {
            return self.has(start);
        }
        let operands = self.operands()?;
        let span = self.since(start);
        match function(name.value).filter(|function| function.style() != Style::Method) {
            Some(function) => self.apply(span, function, operands),
            None => self.stand_in(span, unknown(name, Style::Free)),
        }
    }

    /// The call of a method of `of`, whose `(` has been read.
    pub(super) fn method(&mut self, start: usize, of: Ast, name: &Spanned<&str>) -> Parsed {
        if let Some(kind) = Macro::ALL.into_iter().find(|kind| kind.word() == name.value) {
            return self.bind(start, of, &Spanned::new(kind, name.span));
        }
        let mut operands = vec![of];
        operands.append(&mut self.operands()?);
        let span = self.since(start);
        if name.value == "matches" {
            return self.matches(span, operands);
        }
        match function(name.value).filter(|function| function.style() != Style::Free) {
            Some(function) => self.apply(span, function, operands),
            None => self.stand_in(span, unknown(name, Style::Method)),
        }
    }

    fn operands(&mut self) -> Parsed<Vec<Ast>> {
        let mut operands = Vec::new();
        if self.eat(")") {
            return Ok(operands);
        }
        loop {
            operands.push(self.expression()?);
            if !self.eat(",") {
                self.expect(")")?;
                return Ok(operands);
            }
        }
    }

    fn apply(&mut self, span: Span, function: Function, operands: Vec<Ast>) -> Parsed {
        if operands.len() != function.operands() {
            return self.stand_in(span, wrong_count(span, function));
        }
        let literal = operands.first().and_then(|operand| Some((operand.span, operand.literal_text()?)));
        let moment = match (function, literal) {
            (Function::Timestamp, Some((at, literal))) => Some((at, time::timestamp(literal).map(Value::Timestamp))),
            (Function::Duration, Some((at, literal))) => Some((at, time::duration(literal).map(Value::Duration))),
            _ => None,
        };
        match moment {
            None => self.part(span, Kind::Call(function, operands)),
            Some((_, Ok(value))) => self.part(span, Kind::Literal(value)),
            Some((at, Err(message))) => self.stand_in(span, problem(at, message)),
        }
    }

    fn has(&mut self, start: usize) -> Parsed {
        let inner = self.expression()?;
        self.expect(")")?;
        let span = self.since(start);
        if let Kind::Field(of, name) = inner.kind {
            return self.part(span, Kind::Has(of, name));
        }
        let message = text!("`has` asks for a field", "`has` 只能判断字段是否存在");
        let help = text!("write `has(a.b)`, or `'b' in a` for any key", "请写 `has(a.b)`；任意键请写 `'b' in a`");
        self.stand_in(span, problem(inner.span, message).help(help))
    }

    fn bind(&mut self, start: usize, over: Ast, kind: &Spanned<Macro>) -> Parsed {
        let word = kind.value.word();
        if self.variable.is_some() {
            let message =
                text!("`{word}` inside another macro is not supported here", "这里不支持在宏里再用宏 `{word}`");
            let help = text!("use `in`, or split it into two checks", "请改用 `in`，或拆成两条检查");
            self.problems.push(problem(kind.span, message).help(help));
        }
        let Token::Name(name) = *self.peek() else {
            return Err(self.wrong(&text!("a name for each element", "每个元素的变量名")));
        };
        let variable: Arc<str> = name.into();
        if is_reserved(name) {
            let message =
                text!("`{name}` is a reserved word, no name for an element", "`{name}` 是保留字，不能作元素的变量名");
            self.problems.push(problem(self.here(), message).help(text!("write another name", "请换一个变量名")));
        }
        self.advance();
        self.expect(",")?;
        let around = self.variable.replace(Arc::clone(&variable));
        let body = self.expression();
        self.variable = around;
        let body = body?;
        if self.eat(",") {
            let last = self.expression()?;
            let message =
                text!("`{word}` takes a name and one expression here", "这里 `{word}` 只接受一个变量名和一个表达式");
            let help = text!("write `.filter(x, …).map(x, …)`", "请写 `.filter(x, …).map(x, …)`");
            self.problems.push(problem(last.span, message).help(help));
        }
        self.expect(")")?;
        let (over, body) = (Box::new(over), Box::new(body));
        self.part(self.since(start), Kind::Macro { kind: kind.value, over, variable, body })
    }

    fn matches(&mut self, span: Span, mut operands: Vec<Ast>) -> Parsed {
        let (Some(literal), Some(of), true) = (operands.pop(), operands.pop(), operands.is_empty()) else {
            let message = text!("`matches` takes one pattern", "`matches` 需要一个正则表达式");
            return self.stand_in(span, problem(span, message).help(pattern_help()));
        };
        let Some(written) = literal.literal_text() else {
            let message = text!("only a pattern in quotes is supported here", "这里只支持加引号的正则表达式");
            return self.stand_in(span, problem(literal.span, message).help(pattern_help()));
        };
        match pattern(written, literal.span) {
            Ok(regex) => {
                let written = Spanned::new(Arc::clone(written), literal.span);
                self.part(span, Kind::Matches(Box::new(of), written, regex))
            }
            Err(problem) => self.stand_in(span, *problem),
        }
    }
}

fn pattern_help() -> Text {
    text!("write `text.matches('…')`", "请写 `字符串.matches('…')`")
}

/// The compiled pattern; it sees no more than a size that is bounded.
fn pattern(written: &str, span: Span) -> Result<Regex, Box<Problem>> {
    let wrong = |why: &str| {
        let message = text!("this pattern cannot be read: {why}", "无法解析这个正则表达式：{why}");
        Box::new(problem(span, message).help(text!(
            "write a pattern without look-around and back-references, e.g. r'^[a-z]+$'",
            "请写不含环视和反向引用的正则表达式，例如 r'^[a-z]+$'"
        )))
    };
    let parsed = regex_syntax::parse(written).map_err(|error| match error {
        regex_syntax::Error::Parse(error) => wrong(&error.kind().to_string()),
        regex_syntax::Error::Translate(error) => wrong(&error.kind().to_string()),
        error => wrong(&error.to_string()),
    })?;
    if parsed.properties().look_set().contains_word_unicode() {
        let message =
            text!("a Unicode word boundary fails beside Chinese characters", "Unicode 单词边界在汉字旁边不起作用");
        return Err(Box::new(problem(span, message).help(text!(r"write `(?-u:\b)`", r"请写 `(?-u:\b)`"))));
    }
    RegexBuilder::new(written).size_limit(LARGEST_PATTERN).build().map_err(|_| {
        let message = text!("this pattern is too large", "这个正则表达式太大");
        Box::new(problem(span, message).help(text!(
            "write smaller repetitions, and `[0-9]` or `[A-Za-z]` instead of `\\d` or `\\w`",
            "请减小重复次数，并用 `[0-9]`、`[A-Za-z]` 代替 `\\d`、`\\w`"
        )))
    })
}

fn function(name: &str) -> Option<Function> {
    Function::ALL.into_iter().find(|function| function.word() == name)
}

fn wrong_count(span: Span, function: Function) -> Problem {
    let word = function.word();
    let message = match (function.style(), function.operands()) {
        (Style::Method, _) => {
            text!("`{word}` takes one text: `a.{word}('b')`", "`{word}` 需要一个字符串：`a.{word}('b')`")
        }
        (Style::Free | Style::Both, count) => {
            text!("`{word}` takes {count} value: `{word}(a)`", "`{word}` 需要 {count} 个值：`{word}(a)`")
        }
    };
    problem(span, message)
}

/// A function that is not there, or is not called that way.
fn unknown(name: &Spanned<&str>, style: Style) -> Problem {
    let word = name.value;
    let free = style == Style::Free;
    let message = if free {
        text!("the function `{word}` is not supported here", "这里不支持函数 `{word}`")
    } else {
        text!("the method `{word}` is not supported here", "这里不支持方法 `{word}`")
    };
    let method = Macro::ALL.map(Macro::word).contains(&word);
    let help = match function(word).map(Function::style) {
        _ if free && method => text!("write `list.{word}(x, …)`", "请写 `列表.{word}(x, …)`"),
        _ if free && word == "matches" => pattern_help(),
        _ if !free && word == "has" => text!("write `has(a.b)`", "请写 `has(a.b)`"),
        Some(_) if free => text!("write `a.{word}('b')`", "请写 `a.{word}('b')`"),
        Some(_) => text!("write `{word}(a)`", "请写 `{word}(a)`"),
        None => help(word, &known_words(free)),
    };
    problem(name.span, message).help(help)
}

fn known_words(free: bool) -> Vec<&'static str> {
    let left_out = if free { Style::Method } else { Style::Free };
    let mut words: Vec<_> =
        Function::ALL.into_iter().filter(|function| function.style() != left_out).map(Function::word).collect();
    if free {
        words.push("has");
    } else {
        words.push("matches");
        words.extend(Macro::ALL.map(Macro::word));
    }
    words
}
