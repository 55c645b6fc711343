//! The law that the width of a paragraph says nothing: every case of the built-in pack comes out the same however its Markdown is wrapped.

use toml::{Table, Value};

use super::{Item, items};
use crate::run::guiju_in;
use crate::scratch::write;

/// How many files of cases are rewritten at least, so that the law is about something.
const LEAST: usize = 400;

/// A pack with its cases wrapped to this many columns passes; how many files that changed.
fn holds_at(columns: usize) -> usize {
    let around = tempfile::tempdir().expect("a temporary folder can be made");
    let pack = around.path().join("pack");
    for name in ["pack.toml", "frameworks.toml"] {
        write(&pack.join(name), &std::fs::read(super::folder().join(name)).expect("the pack can be read"));
    }
    let mut changed = 0;
    for item in items() {
        let (text, count) = rewritten(&item, columns);
        write(&pack.join(format!("{}.toml", item.id)), text.as_bytes());
        changed += count;
    }
    let output = guiju_in(around.path(), &["test", "./pack"]);
    assert_eq!(output.status, 0, "wrapped to {columns} columns:\n{}{}", output.stdout, output.stderr);
    changed
}

#[test]
fn every_case_comes_out_the_same_however_its_paragraphs_are_wrapped() {
    for columns in [60, 20] {
        let changed = holds_at(columns);
        assert!(changed >= LEAST, "only {changed} files were wrapped to {columns} columns");
    }
    assert!(holds_at(usize::MAX) > 0, "no file was unwrapped");
}

/// The text of an item with the Markdown of its cases rewritten, and how many files that changed.
fn rewritten(item: &Item, columns: usize) -> (String, usize) {
    let cases = ["good", "bad"].iter().filter_map(|kind| item.table.get(*kind)?.as_array()).flatten();
    let files = cases.filter_map(|case| case.get("files")?.as_table()).flat_map(Table::iter);
    let pages = files
        .filter(|(path, _)| std::path::Path::new(path).extension().is_some_and(|end| end == "md"))
        .filter_map(|(_, page)| Value::as_str(page));
    let (mut text, mut changed) = (item.text.clone(), 0);
    for page in pages {
        let quoted = |page: &str| format!("\"\"\"\n{page}\"\"\"");
        let wrapped = rewrap(page, columns);
        if wrapped != page && text.contains(&quoted(page)) {
            text = text.replace(&quoted(page), &quoted(&wrapped));
            changed += 1;
        }
    }
    (text, changed)
}

/// A page with its paragraphs wrapped anew. Front matter, headings, lists, tables, code, quotations and HTML stay as they are.
fn rewrap(page: &str, columns: usize) -> String {
    let mut rest: Vec<&str> = page.split('\n').collect();
    let mut out: Vec<String> = Vec::new();
    let front = rest.iter().position(|line| !line.is_empty()).filter(|&at| rest[at] == "---");
    if let Some(end) =
        front.and_then(|start| rest[start + 1..].iter().position(|line| *line == "---").map(|at| start + at + 2))
    {
        out.extend(rest.drain(..end).map(str::to_owned));
    }
    let mut paragraph: Vec<&str> = Vec::new();
    let (mut code, mut free) = (false, true);
    for line in rest {
        let fence = line.trim_start().starts_with("```");
        if code || fence || stays(line) || !free {
            out.extend(wrap(&std::mem::take(&mut paragraph), columns));
            out.push(line.to_owned());
            code ^= fence;
            // What follows an item or a row without a blank line may belong to it.
            free = line.trim().is_empty() || line.starts_with('#') || free && fence;
        } else {
            paragraph.push(line);
        }
    }
    out.extend(wrap(&paragraph, columns));
    out.join("\n")
}

/// Whether a line is no part of a paragraph, or breaks it on purpose.
fn stays(line: &str) -> bool {
    let content = line.trim_start();
    let indented = line.len() - content.len() >= 4;
    content.trim().is_empty()
        || indented
        || opens(content)
        || content.starts_with(['|', '!', ':'])
        || line.ends_with("  ")
        || line.ends_with('\\')
}

/// Whether a line that starts so would be something else than the middle of a paragraph.
fn opens(content: &str) -> bool {
    let digits = content.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < content.len() && digits.starts_with(['.', ')']);
    numbered || content.starts_with(['#', '-', '*', '+', '>', '<', '=', '~', '|'])
}

fn wrap(paragraph: &[&str], columns: usize) -> Vec<String> {
    if paragraph.iter().any(|line| line.contains('|')) {
        return paragraph.iter().map(|line| (*line).to_owned()).collect();
    }
    let mut lines: Vec<String> = Vec::new();
    for (space, word) in words(&joined(paragraph)) {
        match lines.last_mut() {
            Some(line) if opens(&word) || width(line) + width(&word) + usize::from(space) <= columns => {
                line.push_str(if space { " " } else { "" });
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// The lines in one, without a space where Chinese goes on.
fn joined(lines: &[&str]) -> String {
    lines.iter().fold(String::new(), |mut all, line| {
        let line = line.trim();
        let chinese = all.ends_with(is_wide) && line.starts_with(is_wide);
        all.push_str(if all.is_empty() || chinese { "" } else { " " });
        all + line
    })
}

/// What a line may end behind, and whether a space stands before it: words, and Chinese characters with the marks that follow them.
fn words(text: &str) -> Vec<(bool, String)> {
    let mut words: Vec<(bool, String)> = Vec::new();
    let mut space = false;
    for c in text.chars() {
        let last = words.last_mut().map(|(_, word)| word);
        let together = |word: &&mut String| match (space, is_wide(c), word.ends_with(is_wide)) {
            (true, here, before) => here && before,
            (false, here, before) => {
                !(here
                    && before
                    && c.is_alphabetic()
                    && word.ends_with(|c: char| c.is_alphabetic() || "，。；：、".contains(c)))
            }
        };
        match last.filter(together) {
            _ if c == ' ' => {}
            Some(word) => {
                word.push_str(if space { " " } else { "" });
                word.push(c);
            }
            None => words.push((space, c.to_string())),
        }
        space = c == ' ';
    }
    words
}

fn width(text: &str) -> usize {
    text.chars().map(|c| 1 + usize::from(is_wide(c))).sum()
}

fn is_wide(c: char) -> bool {
    c >= '\u{2e80}'
}

#[test]
fn a_paragraph_is_wrapped_where_a_writer_would() {
    let page = "# A\n\nkept for 400 days\n\n- an item that is long\n\n保存四百天，然后 删除 GPT 的日志\n\n```\nsome code here\n```\n";
    let narrow = "# A\n\nkept for\n400 days\n\n- an item that is long\n\n保存四百\n天，然\n后 删除\nGPT 的日志\n\n```\nsome code here\n```\n";
    assert_eq!(rewrap(page, 10), narrow);
    assert_eq!(rewrap(narrow, usize::MAX), page);
}
