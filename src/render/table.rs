//! Columns of text in a terminal, where a Chinese character takes two. It knows no report.

use unicode_width::UnicodeWidthStr;

/// Rows with aligned columns, two spaces between them, and no space at the end of a line.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    columns(rows, usize::MAX)
}

/// The same, with figures: the columns from this one on are aligned at their ends.
pub(super) fn columns(rows: &[Vec<String>], figures: usize) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width =
        |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or_default();
    let widths: Vec<_> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (at, cell) in row.iter().enumerate() {
            let gap = " ".repeat(widths[at] - cell.width());
            let [first, second] = if at < figures { [cell.as_str(), &gap] } else { [&gap, cell.as_str()] };
            line.extend([first, second, "  "]);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The text cut to so many columns, with an ellipsis where something is left out.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    // The width of a text is not always the sum of its characters' widths, so the longest start that fits is looked for.
    let fits = |end: &usize| text.get(..*end).is_some_and(|start| start.width() < width);
    let ends: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
    let kept = ends.partition_point(fits).checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or_default();
    format!("{}…", text.get(..kept).unwrap_or_default())
}

/// The end of the text that fits so many columns, with an ellipsis where something is left out.
pub(super) fn cut_start(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut ends = text.char_indices().filter_map(|(at, _)| text.get(at..)).skip(1);
    format!("…{}", ends.find(|end| end.width() < width).unwrap_or_default())
}

/// The text in lines of at most so many columns: broken at spaces, and between Chinese characters.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for piece in pieces(paragraph) {
            let word = piece.trim_end();
            // No text has more columns than bytes, and most pieces surely fit.
            let is_near = line.len() + word.len() > width;
            if !line.is_empty() && is_near && line.width() + word.width() > width {
                lines.push(line.trim_end().to_owned());
                piece.trim_start().clone_into(&mut line);
            } else {
                line.push_str(piece);
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The smallest parts that a line may be broken between: words with their space, single wide characters with the punctuation after them.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut previous: Option<char> = None;
    for (at, character) in text.char_indices() {
        let after_space = previous.is_some_and(char::is_whitespace) && !character.is_whitespace();
        let wide = |character: char| {
            !character.is_ascii() && UnicodeWidthStr::width(character.encode_utf8(&mut [0; 4]) as &str) == 2
        };
        let closes = || "，。、；：！？）》」』”’".contains(character);
        let opens = || previous.is_some_and(|before| "（《「『“‘".contains(before));
        let beside_wide = || (previous.is_some_and(wide) || wide(character)) && !opens();
        if at > start && (after_space || (beside_wide() && !closes() && !character.is_whitespace())) {
            pieces.push(&text[start..at]);
            start = at;
        }
        previous = Some(character);
    }
    pieces.push(&text[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns() {
        let rows = vec![vec!["安全".to_owned(), "1".to_owned()], vec!["abc".to_owned(), "2".to_owned()]];
        assert_eq!(table(&rows), "安全  1\nabc   2\n");
        assert_eq!(cut("人工监督", 5), "人工…");
        assert_eq!(cut("short", 5), "short");
        assert_eq!(columns(&rows, 1), "安全  1\nabc   2\n");
        let figures = [["项", "数"], ["a", "100"], ["模型", "7"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(columns(&figures, 1), "项     数\na     100\n模型    7\n");
        for (text, width, end) in
            [("人工监督", 5, "…监督"), ("人工监督", 8, "人工监督"), ("a/b/c", 4, "…b/c"), ("ab", 1, "…")]
        {
            assert_eq!(cut_start(text, width), end);
        }
    }

    #[test]
    fn a_text_is_broken_where_a_reader_would() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("人可以否决，并停止系统。", 12), ["人可以否决，", "并停止系统。"]);
        assert_eq!(wrap("可以停止（或否决）", 10), ["可以停止", "（或否决）"]);
        assert_eq!(wrap("a\n\nb", 8), ["a", "", "b"]);
        assert!(wrap("使用 guiju check 检查项目的自评清单", 10).iter().all(|line| line.width() <= 10));
    }
}
