//! What a byte of a TOML text belongs to.

use super::survey::{ELEMENT, SEPARATOR, Statement, Survey, line_end, skip_blanks, string_end, tail};
use crate::source::Span;
use crate::tree::cursor::{At, Cursor, Set};

/// All headers and keys of a text.
pub(in crate::tree) fn sets(text: &str) -> Vec<Set> {
    let set =
        |statement: Statement| Set { path: keys(&statement.path), key: statement.key, is_header: statement.header };
    Survey::of(text).statements.into_iter().map(set).collect()
}

/// Where a byte stands.
pub(in crate::tree) fn cursor(text: &str, offset: usize) -> Cursor {
    let survey = Survey::of(text);
    let before = survey.statements.partition_point(|statement| statement.range.start <= offset);
    let header = survey.statements.iter().take(before).rev().find(|statement| statement.header);
    let table = header.map(|header| keys(&header.path)).unwrap_or_default();
    let Some(statement) = survey.statement_at(offset).and_then(|index| survey.statements.get(index)) else {
        return Cursor { table, at: At::Nothing };
    };
    if in_comment(text, statement, offset) {
        return Cursor { table, at: At::Nothing };
    }
    if statement.header {
        return Cursor { table, at: At::Header(statement.key) };
    }
    let equals = skip_blanks(text, statement.key.end);
    if offset <= statement.key.end || !tail(text, equals).starts_with('=') || offset <= equals {
        return Cursor { table, at: At::Key(statement.key) };
    }
    let mut path = keys(&statement.path);
    let key = path.pop().unwrap_or_default();
    in_value(text, equals + 1, offset, Cursor { table: path, at: At::Value { key, text: None } })
}

/// Follows a value up to a byte in it. Tables in it have keys of their own.
fn in_value(text: &str, start: usize, offset: usize, outer: Cursor) -> Cursor {
    let Cursor { mut table, at: At::Value { mut key, .. } } = outer else { return outer };
    let mut open: Vec<Option<String>> = Vec::new();
    let (mut at, mut word, mut is_key) = (start, Span::new(start, start), false);
    while at < offset {
        match text.as_bytes().get(at) {
            None => break,
            Some(b'"' | b'\'') => {
                let quote = tail(text, at).chars().next().unwrap_or('"');
                let quotes = if tail(text, at).starts_with(&quote.to_string().repeat(3)) { 3 } else { 1 };
                let end = string_end(text, at).unwrap_or(text.len());
                let is_closed = end >= at + 2 * quotes && tail(text, end - quotes).starts_with(quote);
                let inner = Span::new(at + quotes, if is_closed { end - quotes } else { end });
                if offset <= inner.end {
                    return Cursor { table, at: At::Value { key, text: Some(inner) } };
                }
                at = end;
                continue;
            }
            Some(b'#') => {
                at = line_end(text, at);
                continue;
            }
            Some(b'{') => {
                table.push(std::mem::take(&mut key));
                open.push(table.last().cloned());
                is_key = true;
                word = Span::new(at + 1, at + 1);
            }
            Some(b'[') => open.push(None),
            Some(b'}' | b']') => {
                if let Some(Some(outer)) = open.pop() {
                    table.pop();
                    key = outer;
                }
                is_key = false;
            }
            Some(b',') if matches!(open.last(), Some(Some(_))) => {
                is_key = true;
                word = Span::new(at + 1, at + 1);
            }
            Some(b'=') if is_key => {
                text.get(word.range()).unwrap_or_default().trim().clone_into(&mut key);
                is_key = false;
            }
            Some(byte) if is_key => {
                if byte.is_ascii_whitespace() && word.is_empty() {
                    word.start = at + 1;
                }
                word.end = at + 1;
            }
            Some(_) => {}
        }
        at += 1;
    }
    let at = if is_key { At::Key(word) } else { At::Value { key, text: None } };
    Cursor { table, at }
}

/// Whether a byte stands behind the `#` that ends a statement's line.
fn in_comment(text: &str, statement: &Statement, offset: usize) -> bool {
    let mut at = statement.key.end;
    while at < offset {
        match text.as_bytes().get(at) {
            Some(b'"' | b'\'') => at = string_end(text, at).unwrap_or(text.len()),
            Some(b'#') if offset <= line_end(text, at) => return true,
            Some(b'#') => at = line_end(text, at),
            Some(_) => at += 1,
            None => return false,
        }
    }
    false
}

/// The keys of a path, without the parts that count elements.
fn keys(path: &str) -> Vec<String> {
    let parts = path.split(SEPARATOR).filter(|part| !part.is_empty() && !part.starts_with(ELEMENT));
    parts.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table and what stands there, at the `|` of a text.
    fn at(marked: &str) -> (String, String) {
        let offset = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let Cursor { table, at } = cursor(&text, offset);
        let slice = |span: Span| text.get(span.range()).unwrap_or("?").to_owned();
        let shown = match at {
            At::Nothing => "-".to_owned(),
            At::Header(span) => format!("[{}]", slice(span)),
            At::Key(span) => format!("{}=", slice(span)),
            At::Value { key, text } => {
                format!("{key}: {}", text.map_or("_".to_owned(), |span| format!("`{}`", slice(span))))
            }
        };
        (table.join("."), shown)
    }

    #[test]
    fn a_place_is_known_in_texts_that_are_whole_and_in_others() {
        for (marked, table, shown) in [
            ("|", "", "-"),
            ("sch|ema = 1", "", "schema="),
            ("[pro|ject]\nname = 1", "project", "[project]"),
            ("[answers.people.pu|", "answers.people.pu", "[answers.people.pu]"),
            ("[answers.|\n[project]", "answers", "[answers]"),
            ("[project]\nna|\nstage = \"x\"", "project", "na="),
            ("[project]\n|\nstage = \"x\"", "project", "-"),
            ("[project]\nstage = |", "project", "stage: _"),
            ("[project]\nstage = \"pi|lot\" # x", "project", "stage: `pilot`"),
            ("[project]\nstage = \"pilot\" # x|", "project", "-"),
            ("[project]\nstage = \"pi|\nname = \"x\"", "project", "stage: `pi`"),
            ("[a]\nevidence = [\"docs/\", \"b|.md#c\"]", "a", "evidence: `b.md#c`"),
            ("[a]\nevidence = [\n  \"docs\", # \"x\n  \"模|", "a", "evidence: `模`"),
            ("[a]\nevidence = [|\n[b]\nc = 1", "a", "evidence: _"),
            ("[a]\nevidence = [{ pa| }]", "a.evidence", "pa="),
            ("[a]\nevidence = [{ path = \"x|\", note = \"y\" }]", "a.evidence", "path: `x`"),
            ("[a]\nevidence = [{ path = \"x\", note = \"y|\" }]", "a.evidence", "note: `y`"),
            ("[a]\nevidence = [{ path = \"x\" }, \"z|\"]", "a", "evidence: `z`"),
            ("[a]\nplan = { by = 2026-01-01, | }", "a.plan", "="),
            ("[a]\nplan.act| = 1", "a", "plan.act="),
            ("[a]\nplan.action = \"|\"", "a.plan", "action: ``"),
            ("[[waivers]]\nitem = \"a\"\n[[waivers]]\nitem = \"b|\"", "waivers", "item: `b`"),
            ("a = \"\"\"\nx|\n\"\"\"", "", "a: `\nx\n`"),
        ] {
            assert_eq!(at(marked), (table.to_owned(), shown.to_owned()), "{marked}");
        }
    }

    #[test]
    fn no_byte_of_any_text_is_too_much() {
        let text = "\u{feff}[a.\"b\n= [{{{\"\"\"x'''\n}]]}, = # 模\r\n[[[c]=\n\"";
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            for offset in 0..=text.len() + 2 {
                cursor(&text[..end], offset);
            }
        }
    }
}
