//! The plain text of a stretch of Markdown: what a reader sees, without emphasis, link targets, tags and escapes.
//! It decides nothing about blocks, and an image says nothing.

use super::opening::{run, tag_length};

/// The plain text of `raw`. Time is linear: every search ahead is bounded or remembered.
pub(super) fn plain(raw: &str) -> String {
    if !raw.bytes().any(|byte| matches!(byte, b'\\' | b'`' | b'!' | b'[' | b'<' | b'&' | b'*' | b'_' | b'~')) {
        return raw.to_owned();
    }
    let mut reader = Reader { raw, ..Reader::default() };
    while reader.at < raw.len() {
        reader.step();
    }
    reader.match_emphasis();
    reader.finish()
}

/// How far ahead a link's target is looked for, in bytes.
const MAX_TARGET: usize = 1024;
/// A run of backticks longer than this is text.
const MAX_TICKS: usize = 16;

#[derive(Debug)]
struct Bracket {
    at: usize,
    image: bool,
}

#[derive(Debug)]
struct Delimiter {
    byte: u8,
    at: usize,
    length: usize,
    opens: bool,
    closes: bool,
}

#[derive(Debug, Default)]
struct Reader<'a> {
    raw: &'a str,
    at: usize,
    out: String,
    /// Ranges of `out` that are markup.
    drops: Vec<(usize, usize)>,
    brackets: Vec<Bracket>,
    delimiters: Vec<Delimiter>,
    /// The lengths of backtick runs that close nowhere ahead.
    unclosed: [bool; MAX_TICKS + 1],
    /// No `>` stands ahead.
    no_tags: bool,
    /// No `-->` stands ahead.
    no_comments: bool,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.raw.get(self.at..).unwrap_or_default()
    }

    fn step(&mut self) {
        let Some(&byte) = self.raw.as_bytes().get(self.at) else { return };
        match byte {
            b'\\' => self.escape(),
            b'`' => self.code(),
            b'!' if self.rest().starts_with("![") => self.open_bracket(2),
            b'[' => self.open_bracket(1),
            b']' => self.close_bracket(),
            b'<' => self.tag(),
            b'&' => self.entity(),
            b'*' | b'_' | b'~' => self.delimiter(byte),
            _ => {
                let rest = self.rest();
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let more = rest.get(first..).unwrap_or_default();
                let length = more.find(['\\', '`', '!', '[', ']', '<', '&', '*', '_', '~']).unwrap_or(more.len());
                self.copy(first + length);
            }
        }
    }

    fn copy(&mut self, bytes: usize) {
        let end = self.at + bytes;
        if let Some(text) = self.raw.get(self.at..end) {
            self.out.push_str(text);
        }
        self.at = end;
    }

    fn escape(&mut self) {
        let escaped = self.raw.as_bytes().get(self.at + 1).is_some_and(u8::is_ascii_punctuation);
        if escaped {
            self.at += 1;
        }
        self.copy(1);
    }

    fn code(&mut self) {
        let ticks = run(self.rest(), b'`');
        let closed = (ticks <= MAX_TICKS && !self.unclosed.get(ticks).copied().unwrap_or(true))
            .then(|| closing_ticks(self.rest().get(ticks..)?, ticks))
            .flatten();
        let Some(length) = closed else {
            if let Some(flag) = self.unclosed.get_mut(ticks) {
                *flag = true;
            }
            return self.copy(ticks);
        };
        self.at += ticks;
        self.copy(length);
        self.at += ticks;
    }

    fn open_bracket(&mut self, length: usize) {
        if self.rest().starts_with("[^")
            && let Some(end) = self.rest().bytes().take(80).position(|byte| byte == b']')
            && !self.rest().get(..end).is_some_and(|label| label.contains(' '))
        {
            self.at += end + 1;
            return;
        }
        self.brackets.push(Bracket { at: self.out.len(), image: length == 2 });
        self.copy(length);
    }

    fn close_bracket(&mut self) {
        let Some(bracket) = self.brackets.pop() else { return self.copy(1) };
        let after = self.rest().get(1..).unwrap_or_default();
        let Some(length) = target_length(after) else { return self.copy(1) };
        if bracket.image {
            self.drops.push((bracket.at, self.out.len()));
            while self.delimiters.pop_if(|delimiter| delimiter.at >= bracket.at).is_some() {}
        } else {
            self.drops.push((bracket.at, bracket.at + 1));
        }
        self.at += 1 + length;
    }

    fn tag(&mut self) {
        if !self.no_comments && self.rest().starts_with("<!--") {
            if let Some(end) = self.rest().find("-->") {
                self.at += end + 3;
                return;
            }
            self.no_comments = true;
        }
        if let Some(end) = self.tag_end() {
            let rest = self.rest();
            let inside = rest.get(1..end).unwrap_or_default();
            let link = !inside.contains([' ', '<']) && (inside.contains("://") || inside.contains('@'));
            if link {
                self.at += 1;
                self.copy(end - 1);
                self.at += 1;
            } else if let Some(length) = tag_length(rest) {
                let breaks = rest.get(1..3).is_some_and(|name| name.eq_ignore_ascii_case("br"));
                self.out.push_str(if breaks { " " } else { "" });
                self.at += length;
            } else {
                self.copy(1);
            }
        } else {
            self.copy(1);
        }
    }

    /// Where the next `>` stands, looked for no further than a tag is long.
    fn tag_end(&mut self) -> Option<usize> {
        if self.no_tags {
            return None;
        }
        let bytes = self.raw.as_bytes().get(self.at..).unwrap_or_default();
        let found = bytes.iter().take(MAX_TARGET).position(|&byte| byte == b'>');
        self.no_tags = found.is_none() && bytes.len() < MAX_TARGET;
        found
    }

    fn entity(&mut self) {
        let end = self.rest().bytes().take(12).position(|byte| byte == b';');
        let shown = end.and_then(|end| self.rest().get(1..end)).and_then(entity);
        match (end, shown) {
            (Some(end), Some(c)) => {
                self.out.push(c);
                self.at += end + 1;
            }
            _ => self.copy(1),
        }
    }

    fn delimiter(&mut self, byte: u8) {
        let length = run(self.rest(), byte);
        let before = self.out.chars().next_back();
        let after = self.rest().get(length..).and_then(|rest| rest.chars().next());
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let mark = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace());
        let left = !space(after) && (!mark(after) || space(before) || mark(before));
        let right = !space(before) && (!mark(before) || space(after) || mark(after));
        let (opens, closes) = match byte {
            b'_' => (left && (!right || mark(before)), right && (!left || mark(after))),
            // More lenient than CommonMark, which leaves the marks of `**限制：**说明` standing.
            _ => (!space(after), !space(before)),
        };
        let counts = byte != b'~' || length == 2;
        if counts && (opens || closes) {
            self.delimiters.push(Delimiter { byte, at: self.out.len(), length, opens, closes });
        }
        self.copy(length);
    }

    /// Pairs opening and closing runs, innermost first.
    fn match_emphasis(&mut self) {
        let mut open: [Vec<(usize, usize)>; 3] = Default::default();
        for delimiter in &self.delimiters {
            let slot = match delimiter.byte {
                b'*' => 0,
                b'_' => 1,
                _ => 2,
            };
            let Some(openers) = open.get_mut(slot) else { continue };
            let mut left = delimiter.length;
            while delimiter.closes && left > 0 {
                let Some((at, length)) = openers.last_mut() else { break };
                let used = left.min(*length);
                self.drops.push((*at + *length - used, *at + *length));
                let start = delimiter.at + delimiter.length - left;
                self.drops.push((start, start + used));
                left -= used;
                *length -= used;
                if *length == 0 {
                    openers.pop();
                }
            }
            if delimiter.opens && left > 0 {
                openers.push((delimiter.at + delimiter.length - left, left));
            }
        }
    }

    fn finish(mut self) -> String {
        if self.drops.is_empty() {
            return self.out;
        }
        self.drops.sort_unstable();
        let mut text = String::with_capacity(self.out.len());
        let mut at = 0;
        for (start, end) in self.drops {
            text.push_str(self.out.get(at..start).unwrap_or_default());
            at = at.max(end);
        }
        text.push_str(self.out.get(at..).unwrap_or_default());
        text
    }
}

fn closing_ticks(text: &str, ticks: usize) -> Option<usize> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find('`')?;
        let length = run(text.get(start..)?, b'`');
        if length == ticks {
            return Some(start);
        }
        from = start + length;
    }
}

/// The length of a link's `(target)` or `[label]`, where one stands.
fn target_length(text: &str) -> Option<usize> {
    let (open, close) = match text.as_bytes().first()? {
        b'(' => (b'(', b')'),
        b'[' => (b'[', b']'),
        _ => return None,
    };
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().take(MAX_TARGET) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            byte if byte == open => depth += 1,
            byte if byte == close && depth <= 1 => return Some(at + 1),
            byte if byte == close => depth -= 1,
            _ => {}
        }
        if depth > 16 {
            return None;
        }
    }
    None
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32).filter(|&c| c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "middot" => '·',
        "rarr" => '→',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay() {
        for (raw, expected) in [
            ("plain 模型", "plain 模型"),
            ("**bold** and *soft* and ***both***", "bold and soft and both"),
            ("snake_case_name and __init__ and _x_", "snake_case_name and init and x"),
            ("2 * 3 * 4", "2 * 3 * 4"),
            ("a [link](http://x.y/(z) \"t\") b", "a link b"),
            ("a [ref][id] [x] [^1]", "a ref [x] "),
            ("![logo](a.png) Title", " Title"),
            ("[![badge *a*](b)](c) *d*", " d"),
            ("`a*b*` ``c`d``", "a*b* c`d"),
            ("a `b", "a `b"),
            ("\\*a\\* &amp; &#27169; &no;", "*a* & 模 &no;"),
            ("a<br>b <b>c</b> <!-- d -->e <https://f.g>", "a b c e https://f.g"),
            ("a < b > c", "a < b > c"),
            ("~~old~~ new ~5", "old new ~5"),
            ("**限制：**说明", "限制：说明"),
            ("] [ **", "] [ **"),
        ] {
            assert_eq!(plain(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn hostile_lines_take_linear_time() {
        for piece in ["[", "](", "`", "``` `", "<", "<a ", "*a", "_a_", "![", "&", "~~", "<!--", "[^"] {
            let raw = piece.repeat(30_000);
            assert!(plain(&raw).len() <= raw.len(), "{piece}");
        }
    }
}
