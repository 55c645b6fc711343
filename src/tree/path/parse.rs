//! Reads a query in one pass (RFC 9535, sections 2.2 to 2.5). It refuses what is no query, and what could make too much work: length,
//! nesting, descendants and lists of selectors are bounded. What stands in a filter is read by `filter`, and literals by `literal`.

use super::ast::{Path, Segment, Selector, Slice};
use super::wrong::{equals_help, filter_help, names_help, refuse, start_help};
use crate::finding::Problem;
use crate::locale::text;
use crate::source::Span;

/// Bytes of a query.
const MAX_LENGTH: usize = 1024;

/// Brackets and parentheses inside each other.
const MAX_NESTING: usize = 6;

/// Descendant segments in a whole query, filters included.
const MAX_DESCENTS: usize = 2;

/// How often lists of selectors may give one value again, all segments multiplied.
const MAX_SELECTORS: usize = 64;

/// A part of a query, or why it is none.
pub(super) type Read<T> = Result<T, Box<Problem>>;

/// A query that was read.
#[derive(Debug, Clone)]
pub(super) struct Query {
    /// What stands behind its `$`.
    pub(super) path: Path,
    /// How many queries in its filters start at the root.
    pub(super) roots: usize,
}

/// Reads a query. The problem's span counts bytes of `text`.
pub(super) fn parse(text: &str) -> Read<Query> {
    if text.len() > MAX_LENGTH {
        let message = text!("the path is longer than {MAX_LENGTH} bytes", "路径超过 {MAX_LENGTH} 字节");
        return Err(refuse(Span::new(0, text.len()), message));
    }
    let mut parser = Parser { text, at: 0, open: 0, descents: 0, selectors: 1, roots: 0 };
    if !parser.eat("$") {
        return Err(parser.wrong(0, &text!("`$`, the root", "表示根的 `$`"), start_help(text)));
    }
    let path = parser.segments()?;
    if parser.at < text.len() {
        let expected = text!("`.`, `[` or the end of the path", "`.`、`[` 或路径结尾");
        return Err(parser.wrong(parser.at, &expected, names_help()));
    }
    Ok(Query { path, roots: parser.roots })
}

/// Where the reading stands.
#[derive(Debug)]
pub(super) struct Parser<'p> {
    pub(super) text: &'p str,
    /// The next byte.
    pub(super) at: usize,
    /// How many brackets are open.
    open: usize,
    descents: usize,
    selectors: usize,
    /// How many queries in filters start at the root, so far.
    pub(super) roots: usize,
}

impl Parser<'_> {
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes a sign, if it stands here.
    pub(super) fn eat(&mut self, sign: &str) -> bool {
        let stands = self.rest().starts_with(sign);
        self.at += if stands { sign.len() } else { 0 };
        stands
    }

    /// Takes white space.
    pub(super) fn spaces(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Takes an opening bracket.
    pub(super) fn enter(&mut self) -> Read<()> {
        self.open += 1;
        self.at += 1;
        if self.open <= MAX_NESTING {
            return Ok(());
        }
        let message = text!("the path nests more than {MAX_NESTING} brackets", "路径中的括号嵌套超过 {MAX_NESTING} 层");
        Err(refuse(Span::new(self.at - 1, self.at), message))
    }

    /// Takes a closing bracket.
    pub(super) fn leave(&mut self) {
        self.open -= 1;
        self.at += 1;
    }

    /// The segments that follow.
    pub(super) fn segments(&mut self) -> Read<Path> {
        let mut path = Path::new();
        loop {
            let before = self.at;
            self.spaces();
            match self.peek() {
                Some(b'[') => path.push(Segment { descends: false, selectors: self.brackets()? }),
                Some(b'.') => path.push(self.dotted()?),
                _ => {
                    self.at = before;
                    return Ok(path);
                }
            }
        }
    }

    /// `.name`, `.*`, `..name`, `..*` or `..[…]`.
    fn dotted(&mut self) -> Read<Segment> {
        let start = self.at;
        let descends = self.eat("..");
        if descends {
            self.descents += 1;
            if self.descents > MAX_DESCENTS {
                let message = text!("the path descends (`..`) more than twice", "路径中的 `..` 超过两处");
                return Err(refuse(Span::new(start, self.at), message));
            }
        } else {
            self.at += 1;
        }
        let selectors = match self.peek() {
            Some(b'[') if descends => self.brackets()?,
            Some(b'*') => {
                self.at += 1;
                vec![Selector::Wildcard]
            }
            _ => vec![Selector::Name(self.name(descends)?)],
        };
        Ok(Segment { descends, selectors })
    }

    /// A name without quotes.
    fn name(&mut self, descends: bool) -> Read<String> {
        let is_inside = |next: char| next.is_ascii_alphanumeric() || next == '_' || !next.is_ascii();
        let length = self.rest().find(|next| !is_inside(next)).unwrap_or(self.rest().len());
        let name = self.rest().get(..length).unwrap_or_default();
        if name.is_empty() || name.starts_with(|first: char| first.is_ascii_digit()) {
            let expected = if descends {
                text!("a name, `*` or `[`", "名称、`*` 或 `[`")
            } else {
                text!("a name or `*`", "名称或 `*`")
            };
            return Err(self.wrong(self.at, &expected, names_help()));
        }
        let name = name.to_owned();
        self.at += length;
        Ok(name)
    }

    /// `[…]` with its selectors.
    fn brackets(&mut self) -> Read<Vec<Selector>> {
        self.enter()?;
        let mut selectors = Vec::new();
        loop {
            self.spaces();
            selectors.push(self.selector()?);
            self.spaces();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => break,
                _ => {
                    let filters = matches!(selectors.last(), Some(Selector::Filter(_)));
                    let (expected, help) = if filters {
                        (text!("`&&`, `||`, `,` or `]`", "`&&`、`||`、`,` 或 `]`"), filter_help())
                    } else {
                        (text!("`,` or `]`", "`,` 或 `]`"), names_help())
                    };
                    let help = if self.peek() == Some(b'=') { equals_help() } else { help };
                    return Err(self.wrong(self.at, &expected, help));
                }
            }
        }
        self.selectors = self.selectors.saturating_mul(selectors.len());
        if self.selectors > MAX_SELECTORS {
            let message = text!("the path lists too many selectors", "路径中列举的选择器过多");
            return Err(refuse(Span::new(self.at, self.at + 1), message));
        }
        self.leave();
        Ok(selectors)
    }

    fn selector(&mut self) -> Read<Selector> {
        match self.peek() {
            Some(b'\'' | b'"') => Ok(Selector::Name(self.quoted()?)),
            Some(b'*') => {
                self.at += 1;
                Ok(Selector::Wildcard)
            }
            Some(b'?') => {
                self.at += 1;
                self.spaces();
                Ok(Selector::Filter(self.any()?))
            }
            Some(b'-' | b':' | b'0'..=b'9') => self.index_or_slice(),
            _ => {
                let expected =
                    text!("a name in quotes, a number, `*`, `:` or `?`", "加引号的名称、数字、`*`、`:` 或 `?`");
                Err(self.wrong(self.at, &expected, names_help()))
            }
        }
    }

    fn index_or_slice(&mut self) -> Read<Selector> {
        let start = self.index()?;
        let behind = self.at;
        self.spaces();
        if let Some(index) = start.filter(|_| self.peek() != Some(b':')) {
            self.at = behind;
            return Ok(Selector::Index(index));
        }
        self.at += 1;
        self.spaces();
        let end = self.index()?;
        self.spaces();
        let step = if self.eat(":") {
            self.spaces();
            self.index()?
        } else {
            None
        };
        Ok(Selector::Slice(Slice { start, end, step: step.unwrap_or(1) }))
    }
}
