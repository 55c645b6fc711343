//! The YAML parser's errors in both languages, with what to write instead. What the parser finds is not judged again here.

use ::granit_parser::ErrorKind as Kind;

use crate::finding::Problem;
use crate::locale::{Text, text};
use crate::source::Span;
use crate::tree::shared;

/// A message, and what to write instead.
type Said = (Text, Option<Text>);

/// An error of the parser at a byte.
pub(super) fn syntax(text: &str, at: Option<usize>, kind: &Kind) -> Problem {
    let start = at.filter(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let width = text.get(start..).and_then(|rest| rest.chars().next()).filter(|c| !c.is_control());
    let span = Span::new(start, start + width.map_or(0, char::len_utf8));
    if matches!(kind, Kind::RecursionLimitExceeded) {
        return shared::too_deep(span);
    }
    let (message, help) = of_layout(kind)
        .or_else(|| of_collections(kind))
        .or_else(|| of_strings(kind))
        .unwrap_or_else(|| (text!("this is not YAML that can be read", "这不是可以读取的 YAML"), None));
    shared::syntax(span, message, help)
}

fn of_layout(kind: &Kind) -> Option<Said> {
    Some(match kind {
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar
        | Kind::TabAtBlockScalarStart => {
            (text!("a tab may not indent YAML", "YAML 不能用制表符缩进"), Some(text!("use spaces", "请用空格")))
        }
        Kind::InvalidIndentation
        | Kind::InvalidBlockScalarIndent
        | Kind::InvalidQuotedScalarIndent
        | Kind::InvalidFlowScalarIndent
        | Kind::ZeroBlockScalarIndent => (text!("this line is indented wrongly", "这一行的缩进不对"), None),
        Kind::MappingValueNotAllowed | Kind::InvalidColonPlacement | Kind::MappingKeyNotAllowed => (
            text!("a colon may not stand here", "此处不能有冒号"),
            Some(text!("put a text that holds `: ` in quotes", "含有 `: ` 的文字请加引号")),
        ),
        Kind::ExpectedBlockMappingKey
        | Kind::SimpleKeyExpected
        | Kind::InvalidSimpleKey
        | Kind::InvalidMappingValueWhitespace => (
            text!("a key with a colon was expected", "此处应为“键: 值”"),
            Some(text!("write `key: value`", "请写成 `键: 值`")),
        ),
        Kind::BlockSequenceEntryNotAllowed
        | Kind::BlockEntryInFlowCollection
        | Kind::ExpectedBlockSequenceEntry
        | Kind::InvalidBlockEntryWhitespace => (
            text!("a `-` may not stand here", "此处不能有 `-`"),
            Some(text!("begin each element with `- ` at one indentation", "每一项都以 `- ` 开头，缩进相同")),
        ),
        Kind::CommentNotSeparated | Kind::CommentInterceptedScalar => (
            text!("a comment may not stand here", "此处不能有注释"),
            Some(text!("put a space before `#`", "`#` 前面请加空格")),
        ),
        _ => return None,
    })
}

fn of_collections(kind: &Kind) -> Option<Said> {
    Some(match kind {
        Kind::UnclosedFlowCollection { open } => {
            (text!("this `{open}` is never closed", "这个 `{open}` 没有结束"), None)
        }
        Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::UnexpectedEofBlockSequence
        | Kind::UnexpectedEofBlockMapping
        | Kind::UnexpectedEof => (text!("the file ends too early", "文件过早结束"), None),
        Kind::MismatchedFlowCollectionEnd { open, close } => {
            (text!("`{close}` does not close `{open}`", "`{close}` 与 `{open}` 不配对"), None)
        }
        Kind::MisplacedFlowCollectionEnd => (text!("this bracket closes nothing", "这个右括号没有对应的左括号"), None),
        Kind::ExpectedFlowMappingSeparator | Kind::ExpectedFlowSequenceSeparator => {
            (text!("a comma or the closing bracket was expected", "此处应为逗号或右括号"), None)
        }
        Kind::UnknownAnchor => (
            text!("this alias names no anchor", "这个别名没有对应的锚点"),
            Some(text!("put a text that begins with `*` in quotes", "以 `*` 开头的文字请加引号")),
        ),
        _ => return None,
    })
}

fn of_strings(kind: &Kind) -> Option<Said> {
    Some(match kind {
        Kind::UnclosedQuotedScalar | Kind::DocumentIndicatorInQuotedScalar => {
            (text!("this text is not closed: a quote is missing", "这段文字没有结束：缺少引号"), None)
        }
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            (text!("something stands behind the closing quote", "右引号后面还有内容"), None)
        }
        Kind::UnknownQuotedScalarEscape => (
            text!("`\\` opens no escape that YAML knows", "`\\` 后面不是 YAML 认识的转义"),
            Some(text!("write `\\\\` for a backslash, or use single quotes", "反斜杠请写成 `\\\\`，或改用单引号")),
        ),
        Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => (text!("this escape names no character", "这个转义不对应任何字符"), None),
        Kind::UnexpectedCharacter { character } => {
            let shown = character.escape_default();
            (
                text!("`{shown}` may not begin a text here", "此处的文字不能以 `{shown}` 开头"),
                Some(text!("put the text in quotes", "请给文字加引号")),
            )
        }
        Kind::BomInsideDocument => (
            text!("a byte order mark stands inside the file", "文件中间有字节顺序标记"),
            Some(text!("remove it", "请删去")),
        ),
        _ => return None,
    })
}
