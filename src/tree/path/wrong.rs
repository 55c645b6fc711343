//! How a query that is none is told: the message names it, the label says what was expected at its place, the help what to write.

use super::parse::Parser;
use crate::finding::{Code, Problem};
use crate::locale::{Text, text};
use crate::source::Span;

impl Parser<'_> {
    /// Something else was expected here.
    pub(super) fn wrong(&self, at: usize, expected: &Text, help: Text) -> Box<Problem> {
        let next = self.text.get(at..).and_then(|rest| rest.chars().next());
        let span = Span::new(at, at + next.map_or(0, char::len_utf8));
        let shown: String = self.text.chars().take(60).collect();
        let message = text!("`{shown}` is no JSONPath", "`{shown}` 不是有效的 JSONPath");
        let (en, zh) = (&expected.en, &expected.zh);
        let gap = if zh.starts_with('`') { " " } else { "" };
        let label = text!("expected {en}", "此处应为{gap}{zh}");
        Box::new(Problem::new(Code::BadPath, span, message).label(label).help(help))
    }
}

/// A query that makes too much work.
pub(super) fn refuse(span: Span, message: Text) -> Box<Problem> {
    Box::new(Problem::new(Code::BadPath, span, message).help(text!("write a simpler path", "请写得简单一些")))
}

pub(super) fn start_help(path: &str) -> Text {
    text!("begin with `$`: $.{path}", "以 `$` 开头：$.{path}")
}

pub(super) fn names_help() -> Text {
    text!(
        "write names as in $.groups[*].gap, others in quotes as in $['a b']",
        "名称写成 $.groups[*].gap，其他写法加引号，例如 $['a b']"
    )
}

pub(super) fn functions_help() -> Text {
    text!(
        "the functions are length, count, value, match and search",
        "可用的函数有 length、count、value、match、search"
    )
}

pub(super) fn filter_help() -> Text {
    text!("write a condition as in $.groups[?@.gap > 0.1 && @.name]", "条件写成 $.groups[?@.gap > 0.1 && @.name]")
}

pub(super) fn equals_help() -> Text {
    text!("compare with `==`", "比较是否相等请写 `==`")
}

pub(super) fn negation_help() -> Text {
    text!("write `!(…)` round the comparison", "请用 `!(…)` 把比较括起来")
}

pub(super) fn single_help() -> Text {
    text!(
        "compare what is one value, as in @.gap or @['gap']; `count(…)` and `value(…)` make one of many",
        "只能比较单个值，例如 @.gap 或 @['gap']；多个值可用 `count(…)` 或 `value(…)`"
    )
}

pub(super) fn escape_help() -> Text {
    text!(
        r"behind a `\` stand the quote, b, f, n, r, t, /, \ or u with four hexadecimal digits",
        r"`\` 之后只能是引号、b、f、n、r、t、/、\，或 u 加四位十六进制数字"
    )
}

pub(super) fn number_help() -> Text {
    text!(
        "write whole numbers without leading zeros, from -9007199254740991 to 9007199254740991",
        "整数不能以 0 开头，范围为 -9007199254740991 到 9007199254740991"
    )
}
