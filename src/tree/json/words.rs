//! The JSON parser's errors in both languages, with what to write instead. What the parser finds is not judged again here.

use ::jsonc_parser::ParseStringErrorKind as StringKind;
use ::jsonc_parser::errors::ParseErrorKind as Kind;

use crate::finding::Problem;
use crate::locale::{Text, text};
use crate::source::Span;
use crate::tree::shared;

/// A message, and what to write instead.
type Said = (Text, Option<Text>);

/// The problem that there is nothing to read.
pub(super) fn empty(end: usize) -> Problem {
    let message = text!("the file is empty; JSON has at least one value", "文件为空；JSON 至少要有一个值");
    shared::syntax(
        Span::new(end, end),
        message,
        Some(text!("write {{}} for an object without keys", "没有键的对象请写 {{}}")),
    )
}

/// The problem that an invisible character stands where JSON forbids it.
pub(super) fn forbidden(span: Span, quoted: bool) -> Problem {
    if quoted {
        let message = text!("a control character stands inside quotes", "引号内有控制字符");
        shared::syntax(span, message, Some(text!("write it as an escape, such as \\n", "请写成转义，例如 \\n")))
    } else {
        let message = text!("this white space is none that JSON knows", "此处有 JSON 不认识的空白字符");
        shared::syntax(span, message, Some(text!("use spaces, tabs and line ends only", "只能使用空格、制表符和换行")))
    }
}

/// An error of the parser.
pub(super) fn syntax(text: &str, span: Span, kind: &Kind) -> Problem {
    let (message, help) = match kind {
        Kind::String(kind) => (of_string(kind), None),
        Kind::UnexpectedWord | Kind::UnexpectedToken => of_word(text.get(span.range()).unwrap_or_default()),
        Kind::NestingDepthExceeded => return shared::too_deep(Span::new(span.start, span.start + 1)),
        Kind::UnterminatedArray | Kind::UnterminatedObject => return unclosed(span, kind),
        _ => of_structure(kind).unwrap_or_else(|| of_number_or_extension(kind)),
    };
    shared::syntax(span, message, help)
}

fn unclosed(span: Span, kind: &Kind) -> Problem {
    let opener = Span::new(span.start, span.start + 1);
    let message = if matches!(kind, Kind::UnterminatedArray) {
        text!("this list is never closed: a `]` is missing", "这个列表没有结束：缺少 `]`")
    } else {
        text!("this object is never closed: a `}}` is missing", "这个对象没有结束：缺少 `}}`")
    };
    shared::syntax(opener, message, None).label(text!("opened here", "从这里开始"))
}

fn of_word(word: &str) -> Said {
    let lower = word.to_ascii_lowercase();
    let help = match lower.as_str() {
        "true" | "false" | "null" => text!("write {lower}", "请写成 {lower}"),
        "none" | "nil" => text!("write null", "请写成 null"),
        _ => text!("put a text in straight double quotes", "文字请放在英文双引号里"),
    };
    (text!("this is no JSON value", "这不是 JSON 的值"), Some(help))
}

fn of_structure(kind: &Kind) -> Option<Said> {
    let comma_help = || Some(text!("remove it", "请删去"));
    Some(match kind {
        Kind::ExpectedColonAfterObjectKey => (text!("a colon is missing after the key", "键后面缺少冒号"), None),
        Kind::ExpectedObjectValue => (text!("a value is missing after the colon", "冒号后面缺少值"), None),
        Kind::ExpectedStringObjectProperty => (text!("a key must stand in double quotes", "键须放在双引号里"), None),
        Kind::ExpectedComma => (text!("a comma is missing here", "此处缺少逗号"), None),
        Kind::MultipleRootJsonValues => (text!("something stands behind the value", "值后面还有内容"), None),
        Kind::TrailingCommasNotAllowed => {
            (text!("the last element has a comma behind it", "最后一项后面多了一个逗号"), comma_help())
        }
        Kind::UnexpectedCloseBrace => (text!("a value was expected, and this is `}}`", "此处应为值，却是 `}}`"), None),
        Kind::UnexpectedCloseBracket => (text!("a value was expected, and this is `]`", "此处应为值，却是 `]`"), None),
        Kind::UnexpectedColon => (text!("a value was expected, and this is a colon", "此处应为值，却是冒号"), None),
        Kind::UnexpectedComma => (text!("a value was expected, and this is a comma", "此处应为值，却是逗号"), None),
        Kind::UnexpectedTokenInObject => {
            (text!("a key in double quotes was expected", "此处应为放在双引号里的键"), None)
        }
        _ => return None,
    })
}

fn of_number_or_extension(kind: &Kind) -> Said {
    match kind {
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => {
            (text!("JSON has no comments", "JSON 不支持注释"), Some(text!("remove the comment", "请删去注释")))
        }
        Kind::SingleQuotedStringsNotAllowed => {
            (text!("a text must stand in double quotes", "文字须放在双引号里"), None)
        }
        Kind::HexadecimalNumbersNotAllowed
        | Kind::NonFiniteNumbersNotAllowed
        | Kind::UnaryPlusNumbersNotAllowed
        | Kind::BareDecimalPointNumbersNotAllowed
        | Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral => (
            text!("this is no number that JSON knows", "这不是 JSON 认识的数字"),
            Some(text!("write it like -0.5 or 1e6", "请写成 -0.5 或 1e6 这样的形式")),
        ),
        _ => (text!("this is not JSON: {kind}", "这不是合法的 JSON：{kind}"), None),
    }
}

fn of_string(kind: &StringKind) -> Text {
    match kind {
        StringKind::UnterminatedStringLiteral => {
            text!("this text is not closed: a `\"` is missing", "这段文字没有结束：缺少 `\"`")
        }
        StringKind::InvalidUnicodeEscapeSequence(_) => {
            text!("this escape names no character", "这个转义不对应任何字符")
        }
        StringKind::ExpectedFourHexDigits | StringKind::ExpectedTwoHexDigits => {
            text!("four hexadecimal digits must follow `\\u`", "`\\u` 后面须有四位十六进制数字")
        }
        StringKind::InvalidEscape
        | StringKind::InvalidEscapeInDoubleQuoteString
        | StringKind::InvalidEscapeInSingleQuoteString => {
            text!("`\\` opens no escape that JSON knows", "`\\` 后面不是 JSON 认识的转义")
        }
    }
}
