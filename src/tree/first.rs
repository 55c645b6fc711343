//! The edit that puts a key before all others of a file. Comments that touch what stands first stay with it; lines that editors read, and
//! comments that stand alone, keep their place at the top.

use super::{Syntax, Table};
use crate::finding::Edit;
use crate::source::{Span, bom_length, line_start};

/// How lines open that stand at the top of a file for other programs.
const FOR_PROGRAMS: [&str; 4] = ["#:", "#!", "# yaml-language-server", "# -*-"];

/// The edit that writes this line as the first of a file's keys; none where the file's layout leaves no such place.
pub(crate) fn first(text: &str, syntax: Syntax, root: &Table, line: &str) -> Option<Edit> {
    let end = line_end(text);
    // The key that editors find their schema by usually opens the file.
    let Some(entry) = root.entries.iter().find(|entry| !entry.key.starts_with('$')) else {
        return (syntax == Syntax::Toml).then(|| last(text, line, end));
    };
    let head = text.get(..entry.key_span.start)?;
    let start = line_start(text, head.len());
    let before = text.get(start..entry.key_span.start)?;
    let indent = Some(before).filter(|before| before.bytes().all(|byte| matches!(byte, b' ' | b'\t')));
    let is_flow = syntax != Syntax::Toml && head.trim_end().ends_with(['{', ',']);
    if is_flow {
        let behind = indent.map_or_else(|| " ".to_owned(), |indent| format!("{end}{indent}"));
        return Some(insert(entry.key_span.start, format!("{line},{behind}")));
    }
    let is_header = before.trim_start().starts_with('[');
    if syntax == Syntax::Yaml {
        return Some(insert(above(text, start), format!("{}{line}{end}", indent?)));
    }
    Some(insert(above(text, start), format!("{line}{end}{}", if is_header { end } else { "" })))
}

/// The edit that writes a line behind all that a file without keys holds.
fn last(text: &str, line: &str, end: &str) -> Edit {
    let is_open = text.len() > bom_length(text) && !text.ends_with('\n');
    insert(text.len(), format!("{}{line}{end}", if is_open { end } else { "" }))
}

fn insert(at: usize, text: String) -> Edit {
    Edit { span: Span::new(at, at), text }
}

/// The start of the first of the comments right above a line that are there for people.
fn above(text: &str, line: usize) -> usize {
    let top = bom_length(text);
    let mut start = line;
    while let Some(ended) = text.get(top..start).and_then(|head| head.strip_suffix('\n')) {
        let comment = ended.rsplit('\n').next().unwrap_or_default();
        let is_ours =
            comment.trim_start().starts_with('#') && !FOR_PROGRAMS.iter().any(|mark| comment.starts_with(mark));
        if !is_ours {
            break;
        }
        start -= comment.len() + 1;
    }
    start
}

fn line_end(text: &str) -> &'static str {
    let first = text.split('\n').next().filter(|line| line.len() < text.len());
    if first.is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::super::Value;
    use super::*;

    #[test]
    fn a_key_stands_first_and_all_else_stays() {
        let (toml, yaml, json) = (Syntax::Toml, Syntax::Yaml, Syntax::Json);
        for (syntax, text, made) in [
            (toml, "", "[+schema = 1\n+]"),
            (toml, "# nothing", "# nothing[+\nschema = 1\n+]"),
            (toml, "[project]\n", "[+schema = 1\n\n+][project]\n"),
            (toml, "\u{feff}name = 1\r\n", "\u{feff}[+schema = 1\r\n+]name = 1\r\n"),
            (toml, "#:schema ./a.json\n# of it\n[a.b]\n", "#:schema ./a.json\n[+schema = 1\n\n+]# of it\n[a.b]\n"),
            (toml, "# licence\n\n  # of it\n  [a]\n", "# licence\n\n[+schema = 1\n\n+]  # of it\n  [a]\n"),
            (yaml, "# top\n---\na: 1\n", "# top\n---\n[+schema: 1\n+]a: 1\n"),
            (yaml, "  # of it\n  a:\n    b: 1", "[+  schema: 1\n+]  # of it\n  a:\n    b: 1"),
            (yaml, "{a: 1}", "{[+schema: 1, +]a: 1}"),
            (json, "{\n  \"a\": 1\n}", "{\n  [+\"schema\": 1,\n  +]\"a\": 1\n}"),
            (json, "{\"$schema\": \"x\", \"a\": 1}", "{\"$schema\": \"x\", [+\"schema\": 1, +]\"a\": 1}"),
        ] {
            let Value::Table(root) = syntax.parse(text).root.unwrap().value else { panic!("{text}") };
            let edit = first(text, syntax, &root, &syntax.pair("schema", "1")).unwrap();
            let mut shown = text.to_owned();
            shown.replace_range(edit.span.range(), &format!("[+{}+]", edit.text));
            assert_eq!(shown, made);
            let parsed = syntax.parse(&shown.replace("[+", "").replace("+]", ""));
            assert_eq!(parsed.problems, [], "{shown}");
            let Some(Value::Table(table)) = parsed.root.map(|root| root.value) else { panic!("{shown}") };
            assert_eq!(
                (table.get("schema").unwrap().value.clone(), table.entries.len()),
                (Value::Integer(1), root.entries.len() + 1)
            );
        }
        for text in ["{}", "- a: 1\n", "? a\n: 1\n", "--- {a: 1}"] {
            let root = match yaml.parse(text).root.unwrap().value {
                Value::Table(root) => root,
                _ => Table::default(),
            };
            let edit = first(text, yaml, &root, "schema: 1");
            assert_eq!(edit.is_some(), text.ends_with("1}"), "{text}");
        }
    }
}
