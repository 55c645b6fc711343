//! The tables of a TOML text as people see them: a header, the lines under it, and the comments that touch it. A comment with a blank line
//! on either side is part of none.

use super::survey::{ELEMENT, SEPARATOR, Statement, Survey};
use crate::source::{Span, bom_length};

/// A table with a header of its own.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// The keys of its header, without those that count elements; empty where they are too long to tell apart.
    pub(crate) path: Vec<String>,
    /// Whole lines, without the end of the last.
    pub(crate) span: Span,
}

/// The tables of a text, in its order. None overlaps another.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let survey = Survey::of(text);
    let headers = survey.statements.iter().enumerate().filter(|(_, statement)| statement.header);
    let block = |(index, header): (usize, &Statement)| {
        let before = index.checked_sub(1).and_then(|index| survey.statements.get(index));
        let floor = before.map_or(bom_length(text), |before| before.range.end);
        let rest = survey.statements.iter().skip(index + 1);
        let last = rest.take_while(|next| !next.header).last().unwrap_or(header);
        let start = above(text, header.range.start, floor);
        let parts = header.path.split(SEPARATOR).filter(|part| !part.is_empty() && !part.starts_with(ELEMENT));
        Block { path: parts.map(str::to_owned).collect(), span: Span::new(start, below(text, last.range.end)) }
    };
    headers.map(block).collect()
}

/// The start of the first of the comments that stand right above the line of a byte, else of that line. None begins before `floor`.
fn above(text: &str, at: usize, floor: usize) -> usize {
    let head = text.get(floor..at).unwrap_or_default();
    let mut start = head.rfind('\n').map_or(0, |end| end + 1);
    while let Some(ended) = head.get(..start).and_then(|head| head.strip_suffix('\n')) {
        let line = ended.rfind('\n').map_or(0, |end| end + 1);
        // What stands on the line of the floor belongs to the statement that ends there.
        let is_own = line > 0 || floor <= bom_length(text);
        if !is_own || !ended.get(line..).is_some_and(|line| line.trim_start().starts_with('#')) {
            break;
        }
        start = line;
    }
    floor + start
}

/// The end of the last of the comments that stand right below a line and above no header, else of the line that ends at a byte.
pub(crate) fn below(text: &str, at: usize) -> usize {
    let mut end = at;
    let rest = text.get(at..).unwrap_or_default();
    let mut lines = rest.split_inclusive('\n').skip(1).peekable();
    let mut next = at + rest.find('\n').map_or(rest.len(), |length| length + 1);
    while let Some(comment) = lines.next_if(|line| line.trim_start().starts_with('#')) {
        end = next + comment.trim_end_matches('\n').len();
        next += comment.len();
    }
    let end = if lines.peek().is_none_or(|line| line.trim().is_empty()) { end } else { at };
    let raw = text.get(..end).unwrap_or_default();
    raw.strip_suffix('\r').map_or(end, str::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_the_comments_that_touch_it() {
        let text = "\u{feff}# top\n\na = 1 # one\n# of x\n[x] # here\nb = '''\n# text\n[no]\n'''\n# behind\n\n# alone\n\n  # of y\n  [[y.\"z/w\"]]\n\
            c = [ # open\n  # in it\n]\n# of v\n[v]\r\n# end";
        let told: Vec<_> =
            blocks(text).into_iter().map(|block| (block.path.join("|"), &text[block.span.range()])).collect();
        let expected = [
            ("x", "# of x\n[x] # here\nb = '''\n# text\n[no]\n'''\n# behind"),
            ("y|z/w", "  # of y\n  [[y.\"z/w\"]]\nc = [ # open\n  # in it\n]"),
            ("v", "# of v\n[v]\r\n# end"),
        ];
        assert_eq!(told, expected.map(|(path, text)| (path.to_owned(), text)));
        assert_eq!(blocks("# of a\n[a]\r\n")[0].span, Span::new(0, 10));
        assert_eq!(blocks("a = 1\n"), []);
    }

    #[test]
    fn no_text_is_too_much() {
        let text = "\u{feff}[a.\"b\n#\n[c]\n= [{{{\"\"\"x'''\n}]]}, = # 模\r\n[[[c]=\n#\"";
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            let found = blocks(&text[..end]);
            assert!(found.is_sorted_by(|one, other| one.span.end <= other.span.start), "{found:?}");
            assert!(found.iter().all(|block| text.get(block.span.range()).is_some()));
        }
    }
}
