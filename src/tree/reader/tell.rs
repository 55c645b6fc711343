//! How the reader words what it found: the kinds of values, wrong types, missing and unknown keys. It decides nothing.

use std::fmt;

use jiff::civil::Date;

use super::Name;
use super::keys::Holds;
use crate::finding::{Code, Edit, Fix, Problem, Safety};
use crate::locale::{Text, text};
use crate::source::Span;
use crate::tree::syntax::day;
use crate::tree::{Node, Syntax, Value, nearest};

impl Holds {
    /// As the end of the sentence "`key` must be …".
    fn text(&self) -> Text {
        match self {
            Self::Text | Self::Kebab | Self::Formed(_) | Self::Words(_) => text!("a text", "文字"),
            Self::Localised => text!("a text in both languages", "中英文两种文字"),
            Self::AllLocalised => text!("a list of texts in both languages", "中英文文字的列表"),
            Self::Day => text!("a day", "日期"),
            Self::Whole(_) => text!("a whole number", "整数"),
            Self::Number => text!("a number", "数字"),
            Self::Flag => text!("true or false", "true 或 false"),
            Self::Texts | Self::SomeTexts | Self::AllWords(_) => text!("a list of texts", "文字的列表"),
            Self::TextOrTexts => text!("a text or a list of texts", "文字或文字的列表"),
            Self::TextsOrTables(_) => text!("a text, or a list of texts and tables", "文字，或文字和表的列表"),
            Self::Table(_) | Self::Chosen(_) | Self::Elsewhere(..) => text!("a table", "表"),
            Self::Tables(..) => text!("a list of tables", "表的列表"),
            Self::List => text!("a list", "列表"),
            Self::Any => text!("a value", "值"),
        }
    }

    /// The line, or the header, that gives a key such a value.
    fn line(&self, key: &str, syntax: Syntax) -> String {
        let value = match self {
            Self::Text | Self::Kebab | Self::Formed(_) | Self::Words(_) | Self::TextOrTexts | Self::Any => {
                "\"…\"".to_owned()
            }
            Self::Localised => localised(syntax),
            Self::AllLocalised => format!("[{}]", localised(syntax)),
            Self::Day => syntax.day().to_owned(),
            Self::Whole(range) => range.start().to_string(),
            Self::Number => "0.5".to_owned(),
            Self::Flag => "true".to_owned(),
            Self::Texts | Self::SomeTexts | Self::AllWords(_) | Self::TextsOrTables(_) | Self::List => {
                "[\"…\"]".to_owned()
            }
            Self::Table(_) | Self::Chosen(_) | Self::Elsewhere(..) => "{ … }".to_owned(),
            Self::Tables(..) if syntax == Syntax::Toml => return format!("[[{key}]]"),
            Self::Tables(..) => "[{ … }]".to_owned(),
        };
        syntax.pair(key, &value)
    }
}

/// How a text in both languages is written.
fn localised(syntax: Syntax) -> String {
    syntax.table(&[("en", "\"…\""), ("zh", "\"…\"")])
}

/// A sentence about what has this name. Chinese puts no space between Chinese words.
pub(super) fn about(name: Name<'_>, en: fmt::Arguments<'_>, zh: fmt::Arguments<'_>) -> Text {
    let name = name.text();
    let space = if name.zh.ends_with(|c: char| c.is_ascii()) { " " } else { "" };
    Text { en: format!("{} {en}", name.en), zh: format!("{}{space}{zh}", name.zh) }
}

/// Another kind of value than expected. `slice` is what stands there.
pub(super) fn wrong_type(node: &Node, name: Name<'_>, expected: &Holds, slice: &str, syntax: Syntax) -> Problem {
    let wanted = expected.text();
    let found = kind(&node.value);
    let message = about(name, format_args!("must be {}", wanted.en), format_args!("应为{}", wanted.zh));
    let label = Text { en: format!("this is {}", found.en), zh: format!("这是{}", found.zh) };
    let mut problem = Problem::new(Code::WrongType, node.span, message).label(label);
    problem.help = conversion(node, expected, slice, syntax);
    let fix = converted(node, expected, slice).map(|written| Fix {
        title: text!("write `{written}`", "改写为 `{written}`"),
        edits: vec![Edit { span: node.span, text: written }],
        safety: Safety::Safe,
    });
    problem.fix(fix)
}

/// What stands there as the expected kind, where it says the same.
fn converted(node: &Node, expected: &Holds, slice: &str) -> Option<String> {
    if !is_short(slice) {
        return None;
    }
    match (expected, &node.value) {
        (Holds::Text, Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Date(_)) => {
            Some(format!("\"{slice}\""))
        }
        (Holds::Texts | Holds::SomeTexts, Value::String(_)) if slice.starts_with(['"', '\'']) => {
            Some(format!("[{slice}]"))
        }
        (Holds::Day, Value::String(string)) => day(string).map(|day| day.to_string()),
        (Holds::Whole(range), Value::String(string)) => {
            let number = string.trim().parse().ok().filter(|number| range.contains(number));
            number.map(|number: i64| number.to_string())
        }
        _ => None,
    }
}

/// Whether what stands there fits into a line of help.
fn is_short(slice: &str) -> bool {
    !slice.is_empty() && slice.len() <= 60 && !slice.contains('\n')
}

/// How to write what stands there so that it has the expected kind.
fn conversion(node: &Node, expected: &Holds, slice: &str, syntax: Syntax) -> Option<Text> {
    let short = is_short(slice) && !slice.contains('"');
    match (expected, &node.value) {
        (Holds::Text, Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Date(_)) if short => {
            Some(text!("write \"{slice}\"", "请写成 \"{slice}\""))
        }
        (Holds::Localised, Value::String(_)) => {
            let shown = localised(syntax);
            Some(text!("write {shown}", "请写成 {shown}"))
        }
        (Holds::Texts | Holds::SomeTexts, Value::String(_)) if is_short(slice) => {
            Some(text!("write [{slice}]", "请写成 [{slice}]"))
        }
        (Holds::Day, Value::String(string)) => {
            string.parse::<Date>().ok().map(|date| text!("write it without quotes: {date}", "去掉引号：{date}"))
        }
        (Holds::Day, _) => {
            let shown = syntax.day();
            Some(text!("write a day as {shown}", "请写成 {shown} 这样的日期"))
        }
        (Holds::Whole(_) | Holds::Number, Value::String(string)) => string
            .trim()
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
            .map(|_| text!("write it without quotes: {}", "去掉引号：{}", string.trim())),
        (Holds::Flag, Value::String(string)) => match string.trim().to_lowercase().as_str() {
            "true" | "yes" | "是" => Some(text!("write true", "请写成 true")),
            "false" | "no" | "否" => Some(text!("write false", "请写成 false")),
            _ => None,
        },
        _ => None,
    }
}

/// A key that must be there and is not.
pub(super) fn missing(place: Span, what: &Text, key: &str, expected: &Holds, syntax: Syntax) -> Problem {
    let message = Text { en: format!("{} lacks `{key}`", what.en), zh: format!("{}缺少 `{key}`", what.zh) };
    let line = expected.line(key, syntax);
    Problem::new(Code::MissingKey, place, message).help(text!("add `{line}`", "请添加 `{line}`"))
}

/// A word that is none of those that may stand there.
pub(super) fn unknown_word(span: Span, name: Name<'_>, word: &str, words: &[&str]) -> Problem {
    let shown: String = word.chars().take(60).collect();
    let message = about(name, format_args!("cannot be `{shown}`"), format_args!("不能是 `{shown}`"));
    Problem::new(Code::BadValue, span, message).help(one_of(word, words, '"'))
}

/// A key that nobody asked for.
pub(super) fn unknown_key(span: Span, what: &Text, key: &str, known: &[&str]) -> Problem {
    let shown: String = key.chars().take(60).collect();
    let message = Text {
        en: format!("{} knows no key `{shown}`", what.en),
        zh: format!("{}中没有 `{shown}` 这个键", what.zh),
    };
    let problem = Problem::new(Code::UnknownKey, span, message);
    if known.is_empty() { problem } else { problem.help(one_of(key, known, '`')) }
}

/// The nearest of the words, or all of them.
fn one_of(word: &str, words: &[&str], quote: char) -> Text {
    if let Some(near) = nearest(word, words.iter().copied()) {
        return text!("did you mean {quote}{near}{quote}?", "是否想写 {quote}{near}{quote}？");
    }
    let all: Vec<String> = words.iter().map(|word| format!("{quote}{word}{quote}")).collect();
    text!("it may be {}", "可以是：{}", all.join(", "))
}

/// What kind of value this is.
fn kind(value: &Value) -> Text {
    match value {
        Value::Null => text!("empty", "空值"),
        Value::Bool(_) => text!("true or false", "布尔值"),
        Value::Integer(_) => text!("a whole number", "整数"),
        Value::Float(_) => text!("a number", "小数"),
        Value::Date(_) => text!("a day", "日期"),
        Value::String(_) => text!("a text", "文字"),
        Value::Array(_) => text!("a list", "列表"),
        Value::Table(_) => text!("a table", "表"),
    }
}
