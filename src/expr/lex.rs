//! From a source to tokens with their bytes. It goes on after what it does not understand, with the token that was most likely meant.

use std::sync::Arc;

use super::{problem, strings};
use crate::finding::Problem;
use crate::locale::{Text, text};
use crate::source::{Span, Spanned};

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'s> {
    /// A whole number, up to 2^63: one more than fits, since a sign may stand before it.
    Int(u64),
    Double(f64),
    Text(Arc<str>),
    /// A name, a reserved word, `true`, `false` or `null`.
    Name(&'s str),
    /// An operator, a bracket, `in`: as it is written.
    Sign(&'static str),
    End,
}

/// All signs; of two that start alike, the longer first.
const SIGNS: [&str; 24] = [
    "&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "%", "?", ":", ",", ".", "(", ")", "[", "]",
    "{", "}",
];

/// What an input method or a habit writes for a sign of CEL.
const MEANT: [(char, &str); 22] = [
    ('=', "=="),
    ('&', "&&"),
    ('|', "||"),
    ('＝', "=="),
    ('≠', "!="),
    ('≤', "<="),
    ('≥', ">="),
    ('＜', "<"),
    ('＞', ">"),
    ('！', "!"),
    ('？', "?"),
    ('：', ":"),
    ('，', ","),
    ('、', ","),
    ('。', "."),
    ('（', "("),
    ('）', ")"),
    ('［', "["),
    ('］', "]"),
    ('【', "["),
    ('】', "]"),
    ('＋', "+"),
];

/// The tokens, an [`Token::End`] last, and the problems.
pub(super) fn lex(source: &str) -> (Vec<Spanned<Token<'_>>>, Vec<Problem>) {
    let mut lexer = Lexer { source, at: 0, tokens: Vec::new(), problems: Vec::new() };
    while let Some(first) = lexer.rest().chars().next() {
        lexer.token(first);
    }
    lexer.push(Token::End, 0);
    (lexer.tokens, lexer.problems)
}

struct Lexer<'s> {
    source: &'s str,
    at: usize,
    tokens: Vec<Spanned<Token<'s>>>,
    problems: Vec<Problem>,
}

impl<'s> Lexer<'s> {
    fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn push(&mut self, token: Token<'s>, length: usize) {
        self.tokens.push(Spanned::new(token, Span::new(self.at, self.at + length)));
        self.at += length;
    }

    fn problem(&mut self, length: usize, message: Text, help: Text) {
        self.problems.push(problem(Span::new(self.at, self.at + length), message).help(help));
    }

    fn token(&mut self, first: char) {
        let rest = self.rest();
        match first {
            ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.at += 1,
            '/' if rest.starts_with("//") => self.at += rest.find('\n').unwrap_or(rest.len()),
            '0'..='9' => self.number(),
            '.' if rest[1..].starts_with(|next: char| next.is_ascii_digit()) => self.number(),
            '\'' | '"' => self.quoted(0),
            '“' | '”' | '‘' | '’' => self.curly(first),
            _ if first == '_' || first.is_alphabetic() => self.word(),
            _ => self.sign(first),
        }
    }

    fn sign(&mut self, first: char) {
        if let Some(&sign) = SIGNS.iter().find(|sign| self.rest().starts_with(**sign)) {
            return self.push(Token::Sign(sign), sign.len());
        }
        if let Some(&(_, meant)) = MEANT.iter().find(|(written, _)| *written == first) {
            self.problem(
                first.len_utf8(),
                text!("`{first}` is no sign of an expression", "表达式里没有 `{first}` 这个符号"),
                text!("write `{meant}`", "请写 `{meant}`"),
            );
            return self.push(Token::Sign(meant), first.len_utf8());
        }
        let length = self.rest().find(|next| next != first).unwrap_or(self.rest().len());
        let (message, help) = match first {
            '`' => (
                text!("names in backticks are not supported here", "这里不支持反引号中的名称"),
                text!("write `['name']` after the map", "请在映射后写 `['名称']`"),
            ),
            _ if first.is_whitespace() => (
                text!("a blank that expressions do not know", "表达式不认识这种空白字符"),
                text!("write an ordinary space", "请改用普通的半角空格"),
            ),
            _ => (
                text!("`{}` has no meaning in an expression", "`{}` 在表达式里没有意义", first.escape_debug()),
                text!("leave it out, or put it into quotes: '…'", "请删去，或放进引号：'…'"),
            ),
        };
        self.problem(length, message, help);
        self.at += length;
    }

    fn word(&mut self) {
        let rest = self.rest();
        let quote = rest.find(['\'', '"']).unwrap_or(rest.len());
        match rest.get(..quote) {
            Some("r" | "R") if quote < rest.len() => return self.quoted(1),
            Some("b" | "B" | "br" | "bR" | "Br" | "BR") if quote < rest.len() => {
                self.problem(
                    quote,
                    text!("bytes are not supported here", "这里不支持字节串"),
                    text!("leave out the `b`: a text", "请去掉 `b`，写成字符串"),
                );
                return self.quoted(quote);
            }
            _ => {}
        }
        let length = rest.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(rest.len());
        let word = &rest[..length];
        if !word.is_ascii() {
            self.problem(
                length,
                text!("a name has only letters a–z, digits and `_`", "名称只能由英文字母、数字和 `_` 组成"),
                text!("put a text into quotes: '{word}'", "如果是字符串，请加引号：'{word}'"),
            );
        }
        self.push(if word == "in" { Token::Sign("in") } else { Token::Name(word) }, length);
    }

    /// A text in quotes after `prefix` bytes of `r`, `b` or both.
    fn quoted(&mut self, prefix: usize) {
        let rest = &self.rest()[prefix..];
        let raw = self.rest()[..prefix].contains(['r', 'R']);
        let quote = if rest.starts_with('"') { '"' } else { '\'' };
        if rest.chars().take_while(|&next| next == quote).count() >= 3 {
            self.problem(
                prefix + 3,
                text!("texts in three quotes are not supported here", "这里不支持三引号字符串"),
                text!("write one quote on each side", "请在两侧各写一个引号"),
            );
            let end = rest[3..].find(&rest[..3]).map_or(rest.len(), |end| end + 6);
            return self.push(Token::Text("".into()), prefix + end);
        }
        let body = &rest[1..];
        let Some(end) = strings::closing(body, quote, raw) else {
            let length = prefix + 1 + body.find(['\n', '\r']).unwrap_or(body.len());
            self.problem(
                length,
                text!("this text has no closing quote", "这个字符串没有结尾的引号"),
                text!("write `{quote}` where the text ends, on the same line", "请在同一行的字符串末尾写上 `{quote}`"),
            );
            return self.push(Token::Text("".into()), length);
        };
        let body = &body[..end];
        let meaning: Arc<str> = if raw || !body.contains('\\') {
            body.into()
        } else {
            strings::unescape(body, self.at + prefix + 1, &mut self.problems).into()
        };
        self.push(Token::Text(meaning), prefix + end + 2);
    }

    /// A text in the quotes that a word processor writes.
    fn curly(&mut self, first: char) {
        let body = &self.rest()[first.len_utf8()..];
        let end = body.find(['”', '’']);
        let length = first.len_utf8() + end.map_or(0, |end| end + '”'.len_utf8());
        let body = &body[..end.unwrap_or_default()];
        self.problem(
            length,
            text!("`{first}` does not open a text", "`{first}` 不能作字符串的引号"),
            text!("write straight quotes: '{body}'", "请用半角直引号：'{body}'"),
        );
        self.push(Token::Text(body.into()), length);
    }

    fn number(&mut self) {
        let rest = self.rest();
        let (length, token) = if let Some(hex) = rest.strip_prefix("0x").filter(|hex| digits(hex, 16) > 0) {
            let digits = digits(hex, 16);
            (2 + digits, u64::from_str_radix(&hex[..digits], 16).ok().map(Token::Int))
        } else {
            let (length, double) = decimal(rest);
            let number = &rest[..length];
            let token = if double {
                number.parse().ok().filter(|value: &f64| value.is_finite()).map(Token::Double)
            } else {
                number.parse().ok().map(Token::Int)
            };
            (length, token)
        };
        let token = token.filter(|token| !matches!(token, Token::Int(number) if *number > 1 << 63));
        if token.is_none() {
            self.problem(
                length,
                text!("this number does not fit into 64 bits", "这个数超出了 64 位的范围"),
                text!("write a smaller number", "请写小一些的数"),
            );
        }
        self.push(token.unwrap_or(Token::Int(0)), length);
        if self.rest().starts_with(['u', 'U']) && digits(&self.rest()[1..], 36) == 0 {
            let message = text!("unsigned numbers are not supported here", "这里不支持无符号整数");
            self.problem(1, message, text!("leave out the `u`", "请去掉 `u`"));
            self.at += 1;
        }
    }
}

/// How many digits of this base the text starts with.
fn digits(text: &str, base: u32) -> usize {
    text.find(|next: char| !next.is_digit(base)).unwrap_or(text.len())
}

/// How many bytes the decimal number at the start takes, and whether it is a double.
fn decimal(text: &str) -> (usize, bool) {
    let mut length = digits(text, 10);
    let mut double = false;
    let fraction = text[length..].strip_prefix('.').map_or(0, |rest| digits(rest, 10));
    if fraction > 0 {
        length += 1 + fraction;
        double = true;
    }
    if let Some(exponent) = text[length..].strip_prefix(['e', 'E']) {
        let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let power = digits(unsigned, 10);
        if power > 0 {
            length += 1 + exponent.len() - unsigned.len() + power;
            double = true;
        }
    }
    (length, double)
}
