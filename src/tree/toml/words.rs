//! The TOML parser's errors in both languages, with what to write instead. What the parser finds is not judged again here.

use super::survey::{Unclosed, line_end};
use crate::finding::{Code, Problem};
use crate::locale::{Text, text};
use crate::source::Span;
use crate::tree::shared;

/// Characters of a piece of the text that a message repeats.
const MAX_SHOWN: usize = 60;

/// A message, and what to write instead.
type Said = (Text, Option<Text>);

/// Whether the parser reads nothing more after this error.
pub(super) fn stops_the_parser(message: &str) -> bool {
    matches!(description(message), "key with no value" | "missing value for key")
}

/// Whether this error makes the keys behind it land in the wrong table.
pub(super) fn stops_the_section(message: &str) -> bool {
    matches!(description(message), "unclosed table" | "unclosed array table")
}

/// Whether it is about a key that is there already.
pub(super) fn is_about_a_repeated_key(message: &str) -> bool {
    message == "duplicate key" || message.starts_with("cannot extend value")
}

/// The problem that a bracket or a string is never closed.
pub(super) fn unclosed(text: &str, unclosed: &Unclosed) -> Problem {
    let message = match text.as_bytes().get(unclosed.opener.start) {
        Some(b'[') => text!("this list is never closed: a `]` is missing", "这个列表没有结束：缺少 `]`"),
        Some(b'{') => text!("this inline table is never closed: a `}}` is missing", "这个行内表没有结束：缺少 `}}`"),
        Some(_) | None => text!("this text of several lines is never closed", "这段多行文字没有结束"),
    };
    let help = match text.get(unclosed.opener.range()) {
        Some(quotes @ ("\"\"\"" | "'''")) => Some(text!("write {quotes} where it ends", "请在结尾处写上 {quotes}")),
        Some(_) | None => None,
    };
    let label = text!("opened here", "从这里开始");
    Problem { help, ..Problem::new(Code::Syntax, unclosed.opener, message).label(label) }
}

/// The problem that a key stands twice, or takes a table for what it is not.
pub(super) fn repeated(text: &str, span: Span, first: Option<Span>, message: &str) -> Problem {
    let key = shown(text.get(span.range()).unwrap_or_default());
    if message == "duplicate key" {
        return shared::repeated(&key, span, first);
    }
    let message = text!("`{key}` has a value already, it cannot hold keys", "`{key}` 已经有值，不能再包含其他键");
    let problem = shared::syntax(span, message, None);
    match first {
        Some(first) => problem.related(first, text!("first here", "第一次出现在这里")),
        None => problem,
    }
}

/// The problem that there is more to tell than anyone would read.
pub(super) fn too_many(span: Span) -> Problem {
    let message = text!("there are more errors; those from here on are not listed", "错误过多，从这里开始不再逐一列出");
    shared::syntax(span, message, Some(text!("mend the ones above first", "请先改正前面的错误")))
}

/// A piece of the text, short enough for a message.
fn shown(piece: &str) -> String {
    let mut short: String = piece.chars().take(MAX_SHOWN).collect();
    if short.len() < piece.len() {
        short.push('…');
    }
    short
}

/// The problem that the calendar has no such day.
pub(super) fn no_such_day(span: Span) -> Problem {
    Problem::new(Code::BadValue, span, text!("there is no such day", "没有这一天"))
        .help(text!("write a day of the calendar as 2026-01-31", "请写日历上存在的日期，例如 2026-01-31"))
}

/// Any other error of the parser.
pub(super) fn syntax(text: &str, span: Span, message: &str) -> Problem {
    let slice = text.get(span.range()).unwrap_or_default();
    let place = Place { text, span, slice };
    let description = description(message);
    if matches!(
        description,
        "invalid date" | "invalid time" | "invalid date-time" | "invalid datetime" | "invalid offset"
    ) {
        return no_such_moment(&place, description == "invalid time");
    }
    let (told, help) = of_keys(description, &place)
        .or_else(|| of_brackets(description))
        .or_else(|| of_strings(description, message, &place))
        .or_else(|| of_numbers(description, &place))
        .unwrap_or_else(|| (text!("{message}", "TOML 语法有误：{message}"), None));
    Problem { help, ..Problem::new(Code::Syntax, span, told) }
}

/// The message without the list of what was expected.
fn description(message: &str) -> &str {
    message.split_once(", expected ").map_or(message, |(description, _)| description)
}

/// Where an error stands.
struct Place<'t> {
    text: &'t str,
    span: Span,
    slice: &'t str,
}

impl Place<'_> {
    /// What stands before it on its line.
    fn before(&self) -> &str {
        let before = self.text.get(..self.span.start).unwrap_or_default();
        before.rsplit('\n').next().unwrap_or_default()
    }

    /// What stands from it on, to the end of the line.
    fn after(&self) -> &str {
        self.text.get(self.span.start..line_end(self.text, self.span.start)).unwrap_or_default()
    }
}

fn no_such_moment(place: &Place<'_>, time: bool) -> Problem {
    let found = shown(place.slice);
    let message = if time {
        text!("`{found}` is no time of day", "`{found}` 不是有效的时间")
    } else {
        text!("`{found}` is no day of the calendar", "`{found}` 不是日历上的日期")
    };
    let help = text!(
        "write the day as 2026-01-31: year, month and day with two digits",
        "请写成 2026-01-31：年份四位，月和日各两位"
    );
    let problem = Problem::new(Code::BadValue, place.span, message);
    if time { problem } else { problem.help(help) }
}

fn of_keys(description: &str, place: &Place<'_>) -> Option<Said> {
    let slice = place.slice;
    Some(match description {
        "key with no value" | "missing value for key" => {
            let key = shown(place.before().trim().trim_end_matches(':'));
            let colon = place.before().ends_with(':') || place.after().trim_start().starts_with([':', '：']);
            let why = if colon {
                text!(
                    "TOML puts `=` between a key and its value: write `{key} = …`",
                    "TOML 用 `=` 连接键和值，请写成 `{key} = …`"
                )
            } else {
                text!("write `{key} = …`", "请写成 `{key} = …`")
            };
            (text!("the key `{key}` has no value", "键 `{key}` 没有值"), Some(why))
        }
        "invalid unquoted key" => (
            text!(
                "a key with other characters than A-Z, a-z, 0-9, `-` and `_` needs quotes",
                "键中含有英文字母、数字、`-`、`_` 以外的字符时，须加引号"
            ),
            (slice.len() <= MAX_SHOWN && !slice.contains(['"', '\\']))
                .then(|| text!("quote it: \"{slice}\"", "加上引号：\"{slice}\"")),
        ),
        "unquoted keys cannot be empty" => (text!("a key is missing here", "此处缺少键"), None),
        "keys cannot be multi-line basic strings" | "keys cannot be multi-line literal strings" => {
            (text!("a key cannot have several lines", "键不能跨多行"), None)
        }
        "extra `=`" | "extra assignment between key-value pairs" => {
            (text!("there is one `=` too many", "多了一个 `=`"), None)
        }
        "missing assignment between key-value pairs" => {
            (text!("a `=` is missing after the key", "键后面缺少 `=`"), None)
        }
        "unexpected `=` in array" => (text!("a list holds values, not keys", "列表中只能写值，不能写键"), None),
        "invalid key-value pair" | "missing key for inline table element" => {
            (text!("a key with `=` and a value was expected", "此处应为“键 = 值”"), None)
        }
        "unexpected key or value" | "unexpected content" | "unexpected content between comment and newline" => (
            text!("something stands behind the value; the line should end", "值后面还有内容，这一行应当结束"),
            Some(text!("write each key on a line of its own", "每个键单独写一行")),
        ),
        _ => return None,
    })
}

fn of_brackets(description: &str) -> Option<Said> {
    Some(match description {
        "missing array opening" | "missing table open" => {
            (text!("this `]` closes nothing", "这个 `]` 没有对应的 `[`"), None)
        }
        "missing inline table opening" => (text!("this `}}` closes nothing", "这个 `}}` 没有对应的 `{{`"), None),
        "unclosed table" => (
            text!("this table header is not closed", "这个表头没有结束"),
            Some(text!("write `]` here", "请在此处写上 `]`")),
        ),
        "unclosed array table" => (
            text!("this table header is not closed", "这个表头没有结束"),
            Some(text!("write `]]` here", "请在此处写上 `]]`")),
        ),
        "unclosed array" => (text!("a list is never closed: a `]` is missing", "有列表没有结束：缺少 `]`"), None),
        "unclosed inline table" => {
            (text!("an inline table is never closed: a `}}` is missing", "有行内表没有结束：缺少 `}}`"), None)
        }
        "extra comma in array" | "extra comma in inline table" => {
            (text!("there is one comma too many", "多了一个逗号"), None)
        }
        "missing comma between array elements"
        | "missing comma between key-value pairs"
        | "invalid inline table element" => (text!("a comma is missing here", "此处缺少逗号"), None),
        "cannot recurse further; max recursion depth met" | "recursion limit" => {
            (text!("this is nested too deeply", "嵌套层数过多"), None)
        }
        _ => return None,
    })
}

fn of_strings(description: &str, message: &str, place: &Place<'_>) -> Option<Said> {
    let slice = place.slice;
    let missing = || {
        (
            text!("a value is missing here", "此处缺少值"),
            Some(text!("write a value behind `=`, such as \"…\"", "请在 `=` 后面写上值，例如 \"…\"")),
        )
    };
    Some(match description {
        "string values must be quoted" if slice.is_empty() => missing(),
        "invalid literal string" if slice.is_empty() && !place.before().contains('\'') => missing(),
        "string values must be quoted" => (text!("a text must stand in quotes", "文字须加引号"), Some(quoting(slice))),
        "invalid basic string" if message.ends_with("expected `\"`") => {
            (text!("this text is not closed: a `\"` is missing", "这段文字没有结束：缺少 `\"`"), None)
        }
        "invalid literal string" if message.ends_with("expected `'`") => {
            (text!("this text is not closed: a `'` is missing", "这段文字没有结束：缺少 `'`"), None)
        }
        "invalid basic string"
        | "invalid multi-line basic string"
        | "invalid literal string"
        | "invalid multi-line literal string"
        | "invalid comment character" => (
            text!("an invisible control character stands here", "此处有不可见的控制字符"),
            Some(text!("remove it", "请删除")),
        ),
        "missing escaped value" => (
            text!("`\\` opens no escape that TOML knows", "`\\` 后面不是 TOML 认识的转义"),
            Some(text!(
                "write `\\\\` for a backslash, or put the text in single quotes",
                "反斜杠请写成 `\\\\`，或把文字放在单引号里"
            )),
        ),
        "too few unicode value digits" => (text!("this escape has too few digits", "这个转义的位数不够"), None),
        "invalid value" => (text!("this escape names no character", "这个转义不对应任何字符"), None),
        "carriage return must be followed by newline" => (
            text!(
                "a carriage return stands alone; a line ends with LF or CRLF",
                "此处有单独的回车符，行尾应为 LF 或 CRLF"
            ),
            None,
        ),
        _ => return None,
    })
}

/// How to write a bare text.
fn quoting(slice: &str) -> Text {
    if slice.chars().nth(MAX_SHOWN).is_some() {
        return text!("put it in quotes", "请加引号");
    }
    let bare = slice.trim_matches(['“', '”', '‘', '’', '＂', '「', '」', '„', '«', '»']);
    if slice.eq_ignore_ascii_case("yes") || slice.eq_ignore_ascii_case("no") {
        let word = slice.eq_ignore_ascii_case("yes");
        text!(
            "write {word} without quotes for yes or no, \"{slice}\" for a text",
            "表示是否请写 {word}（不加引号），表示文字请写 \"{slice}\""
        )
    } else if bare.len() < slice.len() && !bare.contains(['"', '\\']) {
        text!("use straight quotes: \"{bare}\"", "请使用英文直引号：\"{bare}\"")
    } else if slice.contains(['"', '\\', '\n']) {
        text!("put it between single quotes: '…'", "请放在单引号里：'…'")
    } else {
        text!("write \"{slice}\"", "请写成 \"{slice}\"")
    }
}

fn of_numbers(description: &str, place: &Place<'_>) -> Option<Said> {
    let slice = place.slice;
    Some(match description {
        "unexpected leading zero" => (text!("a number does not begin with 0", "数字不能以 0 开头"), None),
        "`_` may only go between digits" => (text!("`_` may only stand between digits", "`_` 只能放在数字之间"), None),
        "redundant numeric sign" | "unexpected sign" | "integers with a radix cannot be signed" => {
            (text!("this sign may not stand here", "此处不能有正负号"), None)
        }
        "radix must be lowercase" => {
            (text!("write `0x`, `0o` and `0b` in lower case", "`0x`、`0o`、`0b` 须用小写"), None)
        }
        "redundant integer number prefix" => (text!("`0d` is no prefix of a number", "`0d` 不是数字的前缀"), None),
        "invalid boolean" => {
            let slice = shown(slice);
            let word = slice.to_ascii_lowercase();
            let help = matches!(word.as_str(), "true" | "false").then(|| text!("write {word}", "请写成 {word}"));
            (
                text!(
                    "`{slice}` is neither true nor false nor a quoted text",
                    "`{slice}` 既不是 true、false，也不是带引号的文字"
                ),
                help,
            )
        }
        "invalid float" if slice.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            (text!("a text must stand in quotes", "文字须加引号"), Some(quoting(slice)))
        }
        "invalid float"
        | "invalid mantissa"
        | "invalid fraction"
        | "invalid exponent"
        | "invalid integer number"
        | "invalid hexadecimal number"
        | "invalid octal number"
        | "invalid binary number" => (
            text!("this is no number that TOML knows", "这不是 TOML 认识的数字"),
            Some(text!(
                "write digits around the point, as in 0.5, or put a text in quotes",
                "小数点两边都要有数字，例如 0.5；文字请加引号"
            )),
        ),
        _ => return None,
    })
}
