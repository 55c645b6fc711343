//! Texts in quotes and numbers, as they are written in queries.

use super::ast::Operand;
use super::parse::{Parser, Read};
use super::wrong::{escape_help, number_help};
use crate::locale::{Text, text};

/// The largest whole number that every JSON reader takes (RFC 7493).
const LARGEST: i64 = 9_007_199_254_740_991;

impl Parser<'_> {
    /// A text in the quotes that open here.
    pub(super) fn quoted(&mut self) -> Read<String> {
        let start = self.at;
        let quote = self.peek();
        self.at += 1;
        let mut text = String::new();
        let mut plain = self.at;
        loop {
            let next = self.peek();
            if next == quote || next == Some(b'\\') {
                text.push_str(self.text.get(plain..self.at).unwrap_or_default());
            }
            match next {
                None => {
                    let expected = text!("a text that ends with its quote", "以引号结尾的字符串");
                    let help = text!("write the closing quote", "请写上结尾的引号");
                    return Err(self.wrong(start, &expected, help));
                }
                _ if next == quote => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    text.push(self.escape(quote)?);
                    plain = self.at;
                }
                Some(0..=0x1f) => {
                    let expected = text!("a printable character", "可打印字符");
                    return Err(self.wrong(self.at, &expected, escape_help()));
                }
                Some(_) => self.at += 1,
            }
        }
    }

    /// What a `\` and what follows it stand for.
    fn escape(&mut self, quote: Option<u8>) -> Read<char> {
        let start = self.at;
        self.at += 1;
        let next = self.peek();
        self.at += 1;
        let unknown = || self.wrong(start, &text!("an escape of JSON", "JSON 转义"), escape_help());
        Ok(match next {
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(same @ (b'/' | b'\\')) => char::from(same),
            Some(same) if next == quote => char::from(same),
            Some(b'u') => return self.code_point(start),
            _ => return Err(unknown()),
        })
    }

    /// The character of four hexadecimal digits, or of twice as many.
    fn code_point(&mut self, start: usize) -> Read<char> {
        let first = self.four_digits();
        let code = match first {
            Some(high @ 0xd800..=0xdbff) if self.eat("\\u") => {
                let low = self.four_digits().filter(|low| (0xdc00..=0xdfff).contains(low));
                low.map(|low| 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00))
            }
            _ => first,
        };
        let expected = text!(r"four hexadecimal digits, or a pair of surrogates", "四位十六进制数字，或一对代理项");
        code.and_then(char::from_u32).ok_or_else(|| self.wrong(start, &expected, escape_help()))
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        let are_digits = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        are_digits.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
    }

    /// Takes digits, and tells how many.
    fn digits(&mut self) -> usize {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        self.at - start
    }

    /// The number of an index or a slice, if one stands here.
    pub(super) fn index(&mut self) -> Read<Option<i64>> {
        let start = self.at;
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Ok(None);
        }
        let expected = text!("a whole number", "整数");
        self.at += usize::from(self.peek() == Some(b'-'));
        let first = self.peek();
        let count = self.digits();
        let written = self.text.get(start..self.at).unwrap_or_default();
        let is_plain = count == 1 || (count > 1 && first != Some(b'0'));
        let number = written.parse::<i64>().ok().filter(|number| (-LARGEST..=LARGEST).contains(number));
        match number.filter(|_| is_plain && written != "-0") {
            Some(number) => Ok(Some(number)),
            None => Err(self.wrong(start, &expected, number_help())),
        }
    }

    /// A number to compare with.
    pub(super) fn number(&mut self) -> Read<Operand> {
        let start = self.at;
        let wrong = |parser: &Self, expected: &Text| parser.wrong(start, expected, number_help());
        self.at += usize::from(self.peek() == Some(b'-'));
        let first = self.peek();
        let count = self.digits();
        if count == 0 || (count > 1 && first == Some(b'0')) {
            return Err(wrong(self, &text!("a number as in JSON", "JSON 写法的数字")));
        }
        let mut whole = true;
        if self.eat(".") {
            whole = false;
            if self.digits() == 0 {
                return Err(wrong(self, &text!("a digit behind the point", "小数点后的数字")));
            }
        }
        if let Some(b'e' | b'E') = self.peek() {
            whole = false;
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            if self.digits() == 0 {
                return Err(wrong(self, &text!("digits in the exponent", "指数部分的数字")));
            }
        }
        let written = self.text.get(start..self.at).unwrap_or_default();
        if let Some(number) = written.parse().ok().filter(|_| whole) {
            return Ok(Operand::Integer(number));
        }
        let number = written.parse().ok().filter(|number: &f64| number.is_finite());
        number.map(Operand::Float).ok_or_else(|| wrong(self, &text!("a smaller number", "更小的数")))
    }
}
