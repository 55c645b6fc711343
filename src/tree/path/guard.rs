//! What a query may hold before anyone parses it: bounds on length, nesting and on what multiplies work. It knows just enough of
//! the syntax to tell quotes, brackets and operators apart.

use crate::finding::{Code, Problem};
use crate::locale::{Text, text};
use crate::source::Span;

/// Bytes of a query.
const MAX_LENGTH: usize = 1024;

/// Brackets and parentheses inside each other; parsing time doubles with each filter in a filter.
const MAX_NESTING: usize = 6;

/// Descendant segments in a whole query, filters included.
const MAX_DESCENTS: usize = 2;

/// How often lists of selectors may give one value again, all segments multiplied.
const MAX_SELECTORS: usize = 64;

/// What multiplies the work of a query.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    /// Descendant segments.
    pub(super) descents: usize,
    /// How often one value may be given again.
    pub(super) selectors: usize,
}

/// Checks a query and tells its cost.
pub(super) fn check(path: &str) -> Result<Cost, Box<Problem>> {
    let whole = Span::new(0, path.len());
    if path.len() > MAX_LENGTH {
        let message = text!("the path is longer than {MAX_LENGTH} bytes", "路径超过 {MAX_LENGTH} 字节");
        return Err(refuse(whole, message));
    }
    let mut scan = Scan { path, open: Vec::new(), descents: 0, selectors: 1, lists: Vec::new() };
    let mut at = 0;
    while let Some(&byte) = path.as_bytes().get(at) {
        at = scan.step(at, byte)?;
    }
    Ok(Cost { descents: scan.descents, selectors: scan.selectors })
}

struct Scan<'p> {
    path: &'p str,
    open: Vec<u8>,
    descents: usize,
    selectors: usize,
    /// How many selectors each open bracket holds so far.
    lists: Vec<usize>,
}

impl Scan<'_> {
    /// Takes the byte at `at` and gives the next one to look at.
    fn step(&mut self, at: usize, byte: u8) -> Result<usize, Box<Problem>> {
        let here = Span::new(at, at + 1);
        match byte {
            b'"' | b'\'' => return Ok(after_quotes(self.path, at, byte)),
            b'[' | b'(' => {
                self.open.push(byte);
                self.lists.push(1);
                if self.open.len() > MAX_NESTING {
                    let message = text!(
                        "the path nests more than {MAX_NESTING} brackets",
                        "路径中的括号嵌套超过 {MAX_NESTING} 层"
                    );
                    return Err(refuse(here, message));
                }
            }
            b']' | b')' => {
                self.open.pop();
                self.selectors = self.selectors.saturating_mul(self.lists.pop().unwrap_or(1));
                if self.selectors > MAX_SELECTORS {
                    let message = text!("the path lists too many selectors", "路径中列举的选择器过多");
                    return Err(refuse(here, message));
                }
            }
            b',' if self.open.last() == Some(&b'[') => {
                if let Some(count) = self.lists.last_mut() {
                    *count += 1;
                }
            }
            b'.' if self.path.as_bytes().get(at + 1) == Some(&b'.') => {
                self.descents += 1;
                if self.descents > MAX_DESCENTS {
                    let message = text!("the path descends (`..`) more than twice", "路径中的 `..` 超过两处");
                    return Err(refuse(Span::new(at, at + 2), message));
                }
                return Ok(at + 2);
            }
            b'$' if at > 0 && !is_singular(self.path.get(at + 1..).unwrap_or_default()) => {
                let message =
                    text!("a `$` inside a filter must lead to a single value", "过滤条件中的 `$` 只能指向单个值");
                return Err(refuse(here, message));
            }
            _ => {}
        }
        Ok(at + 1)
    }
}

fn refuse(span: Span, message: Text) -> Box<Problem> {
    Box::new(Problem::new(Code::BadPath, span, message).help(text!("write a simpler path", "请写得简单一些")))
}

/// The byte after the quoted text that opens at `at`.
fn after_quotes(path: &str, at: usize, quote: u8) -> usize {
    let bytes = path.as_bytes();
    let mut next = at + 1;
    while let Some(&byte) = bytes.get(next) {
        match byte {
            b'\\' => next += 2,
            _ if byte == quote => return next + 1,
            _ => next += 1,
        }
    }
    path.len()
}

/// Whether the segments that follow are names and indices only.
fn is_singular(mut rest: &str) -> bool {
    loop {
        rest = rest.trim_start();
        if let Some(name) = rest.strip_prefix('.') {
            if name.starts_with(['.', '*']) {
                return false;
            }
            rest = name.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '\u{80}'..));
        } else if let Some(inner) = rest.strip_prefix('[') {
            let inner = inner.trim_start();
            let length = match inner.bytes().next() {
                Some(quote @ (b'"' | b'\'')) => after_quotes(inner, 0, quote),
                _ => inner.bytes().take_while(|&byte| byte == b'-' || byte.is_ascii_digit()).count(),
            };
            match inner.get(length..).map(str::trim_start).and_then(|after| after.strip_prefix(']')) {
                Some(after) => rest = after,
                None => return false,
            }
        } else {
            return true;
        }
    }
}
