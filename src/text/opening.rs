//! How the blocks of Markdown open: each recogniser looks at one line, from its first byte that is no white space.
//! None of them knows what stands around the line; `blocks` does.

/// A fence that opens or closes a code block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fence {
    /// A backtick or a tilde.
    pub(super) byte: u8,
    /// How many of them.
    pub(super) length: usize,
}

impl Fence {
    /// The fence that a line opens.
    pub(super) fn opening(line: &str) -> Option<Self> {
        let byte = *line.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
        let length = run(line, byte);
        let info = line.get(length..).unwrap_or_default();
        (length >= 3 && (byte == b'~' || !info.contains('`'))).then_some(Self { byte, length })
    }

    /// Whether a line closes it.
    pub(super) fn is_closed_by(self, line: &str) -> bool {
        let length = run(line, self.byte);
        length >= self.length && is_blank(line.get(length..).unwrap_or_default())
    }
}

/// What ends an HTML block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HtmlEnd {
    /// The closing tag of `script`, `pre`, `style` or `textarea`.
    Raw,
    /// `-->`.
    Comment,
    /// One of `?>`, `>`, `]]>`.
    Text(&'static str),
    /// A blank line; such a block may interrupt a paragraph.
    Blank,
    /// A blank line; such a block may not interrupt a paragraph.
    BlankAlone,
}

impl HtmlEnd {
    /// The end of the HTML block that a line opens: the seven kinds of `CommonMark`.
    pub(super) fn of_opening(line: &str) -> Option<Self> {
        let rest = line.strip_prefix('<')?;
        if rest.starts_with("!--") {
            return Some(Self::Comment);
        }
        if rest.starts_with('?') {
            return Some(Self::Text("?>"));
        }
        if rest.starts_with("![CDATA[") {
            return Some(Self::Text("]]>"));
        }
        if rest.strip_prefix('!').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic())) {
            return Some(Self::Text(">"));
        }
        let closing = rest.starts_with('/');
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(length);
        let ends = after.is_empty() || after.starts_with([' ', '\t', '>']);
        if !closing && ends && is_one_of(name, RAW_TAGS) {
            return Some(Self::Raw);
        }
        if (ends || after.starts_with("/>")) && is_one_of(name, BLOCK_TAGS) {
            return Some(Self::Blank);
        }
        let length = tag_length(line)?;
        is_blank(line.get(length..).unwrap_or_default()).then_some(Self::BlankAlone)
    }

    /// Whether the block ends with this line, which belongs to it.
    pub(super) fn is_met_by(self, line: &str) -> bool {
        match self {
            Self::Raw => RAW_TAGS.iter().any(|name| contains_closing(line, name)),
            Self::Comment => line.contains("-->"),
            Self::Text(end) => line.contains(end),
            Self::Blank | Self::BlankAlone => false,
        }
    }
}

/// Elements that are shown as they are written, or not at all.
pub(super) const RAW_TAGS: &[&str] = &["pre", "script", "style", "textarea"];

/// Elements that begin on a line of their own.
#[rustfmt::skip] // one word a line would hide the list
pub(super) const BLOCK_TAGS: &[&str] = &[
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup",
    "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li",
    "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
];

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn contains_closing(line: &str, name: &str) -> bool {
    line.match_indices("</").any(|(at, _)| {
        let rest = line.as_bytes().get(at + 2..).unwrap_or_default();
        rest.len() > name.len()
            && rest.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
            && rest.get(name.len()) == Some(&b'>')
    })
}

/// The length of the complete open or closing tag at the start of `text`.
pub(super) fn tag_length(text: &str) -> Option<usize> {
    tag(text.as_bytes()).ok()
}

/// Why no complete tag stands at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoTag {
    /// What stands there is none.
    Other,
    /// The text ends before it does.
    Cut,
}

/// The length of the complete open or closing tag at the start of a text, or why there is none.
pub(super) fn tag(bytes: &[u8]) -> Result<usize, NoTag> {
    let closing = bytes.get(1) == Some(&b'/');
    let mut at = 1 + usize::from(closing);
    if bytes.first() != Some(&b'<') || !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
        return Err(NoTag::Other);
    }
    at += count(bytes, at, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
    loop {
        let space = count(bytes, at, is_space);
        at += space;
        match bytes.get(at).ok_or(NoTag::Cut)? {
            b'>' => return Ok(at + 1),
            b'/' if !closing => {
                return if bytes.get(at + 1).ok_or(NoTag::Cut)? == &b'>' { Ok(at + 2) } else { Err(NoTag::Other) };
            }
            _ if closing || space == 0 => return Err(NoTag::Other),
            byte if byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':') => at = attribute_end(bytes, at)?,
            _ => return Err(NoTag::Other),
        }
    }
}

fn attribute_end(bytes: &[u8], from: usize) -> Result<usize, NoTag> {
    let mut at =
        from + count(bytes, from, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'.' | b'-'));
    let equals = at + count(bytes, at, is_space);
    if bytes.get(equals) != Some(&b'=') {
        return Ok(at);
    }
    at = equals + 1 + count(bytes, equals + 1, is_space);
    if let quote @ (b'"' | b'\'') = bytes.get(at).ok_or(NoTag::Cut)? {
        let inside = bytes.get(at + 1..).unwrap_or_default();
        let length = inside.iter().position(|byte| byte == quote).ok_or(NoTag::Cut)?;
        return Ok(at + 1 + length + 1);
    }
    let length = count(bytes, at, |byte| !is_space(byte) && !matches!(byte, b'"' | b'\'' | b'=' | b'<' | b'>' | b'`'));
    if length > 0 { Ok(at + length) } else { Err(NoTag::Other) }
}

fn count(bytes: &[u8], from: usize, is: impl Fn(u8) -> bool) -> usize {
    bytes.get(from..).unwrap_or_default().iter().take_while(|&&byte| is(byte)).count()
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// The level of an ATX heading, and its text as a range of the line.
pub(super) fn atx(line: &str) -> Option<(u8, std::ops::Range<usize>)> {
    let level = run(line, b'#');
    let rest = line.get(level..)?;
    if !(1..=6).contains(&level) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let blank = [' ', '\t'];
    let mut end = line.trim_end_matches(blank).len();
    let open = line.get(..end)?.trim_end_matches('#');
    if open.len() < end && (open.ends_with(blank) || open.is_empty()) {
        end = open.trim_end_matches(blank).len();
    }
    let start = (line.len() - rest.trim_start_matches(blank).len()).min(end.max(level));
    Some((u8::try_from(level).unwrap_or(6), start..end.max(start)))
}

/// The level of the heading that this line would underline.
pub(super) fn setext(line: &str) -> Option<u8> {
    let byte = *line.as_bytes().first()?;
    let level = match byte {
        b'=' => 1,
        b'-' => 2,
        _ => return None,
    };
    is_blank(line.get(run(line, byte)..)?).then_some(level)
}

/// Whether the line is a thematic break.
pub(super) fn is_rule(line: &str) -> bool {
    let Some(&byte) = line.as_bytes().first().filter(|byte| matches!(byte, b'*' | b'-' | b'_')) else { return false };
    line.bytes().all(|other| other == byte || matches!(other, b' ' | b'\t'))
        && line.bytes().filter(|&other| other == byte).count() >= 3
}

/// The marker of a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    /// The bullet, or the delimiter after the number: items of one list share it.
    pub(super) byte: u8,
    /// How many bytes it takes.
    pub(super) length: usize,
    /// Whether it may interrupt a paragraph: a bullet or the number 1.
    pub(super) interrupts: bool,
}

/// The list marker at the start of the line.
pub(super) fn marker(line: &str) -> Option<Marker> {
    let bytes = line.as_bytes();
    let digits = bytes.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let byte = *bytes.get(digits)?;
    let fits = if digits == 0 { matches!(byte, b'-' | b'+' | b'*') } else { matches!(byte, b'.' | b')') };
    let length = digits + 1;
    let after = matches!(bytes.get(length), None | Some(b' ' | b'\t'));
    (fits && after && digits <= 9).then(|| Marker {
        byte,
        length,
        interrupts: digits == 0 || line.get(..digits).and_then(|number| number.parse().ok()) == Some(1_u32),
    })
}

/// How many cells the delimiter row of a table has; `None` where the line is none.
pub(super) fn delimiter_cells(line: &str) -> Option<usize> {
    if !line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t')) || !line.contains(['|', ':']) {
        return None;
    }
    let cells = cells(line);
    let fits = |cell: &&str| {
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    };
    cells.iter().all(fits).then_some(cells.len())
}

/// The cells of a table's row. A pipe after a backslash belongs to its cell.
pub(super) fn cells(row: &str) -> Vec<&str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, byte) in row.bytes().enumerate() {
        if byte == b'|' && !escaped {
            cells.push(row.get(start..at).unwrap_or_default().trim());
            start = at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    if start < row.len() || cells.is_empty() {
        cells.push(row.get(start..).unwrap_or_default().trim());
    }
    cells
}

/// How often `byte` stands at the start of the line, without a gap.
pub(super) fn run(line: &str, byte: u8) -> usize {
    line.bytes().take_while(|&other| other == byte).count()
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_atx_heading_gives_its_level_and_text() {
        for (line, expected) in [
            ("# a", Some((1, "a"))),
            ("###### a b ##  ", Some((6, "a b"))),
            ("####### a", None),
            ("#a", None),
            ("#", Some((1, ""))),
            ("## ##", Some((2, ""))),
            ("# a#", Some((1, "a#"))),
            ("#\t模型 #", Some((1, "模型"))),
        ] {
            let found = atx(line);
            assert_eq!(found.map(|(level, range)| (level, &line[range])), expected, "{line:?}");
        }
    }

    #[test]
    fn a_tag_is_complete_or_none() {
        for (text, length) in [
            ("<a>", Some(3)),
            ("<a id='x' b>c", Some(12)),
            ("</a >", Some(5)),
            ("<a/>", Some(4)),
            ("<a id=>", None),
            ("<3", None),
            ("<a", None),
            ("<a b=\"", None),
            ("<http://x>", None),
        ] {
            assert_eq!(tag_length(text), length, "{text}");
        }
    }

    #[test]
    fn cells_are_cut_at_bare_pipes() {
        assert_eq!(cells("| a | b \\| c | |"), ["a", "b \\| c", ""]);
        assert_eq!(cells("a | b"), ["a", "b"]);
        assert_eq!(delimiter_cells("|:--|--:|"), Some(2));
        assert_eq!(delimiter_cells("---"), None);
        assert_eq!(delimiter_cells("| a |"), None);
    }
}
