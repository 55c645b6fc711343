//! Where in a manifest of TOML an answer can be added without moving anything: behind the last answer or at the end of the file. In YAML and
//! JSON indentation and commas have to fit; that is for `gap`.

use crate::finding::{Edit, Fix, Safety};
use crate::locale::text;
use crate::source::{Span, bom_length};
use crate::tree::toml::blocks::below;
use crate::tree::{Node, Syntax, Value};

use super::snippet;

/// The place for further answers.
#[derive(Debug)]
pub(crate) struct Slot {
    at: usize,
    /// How the file ends its lines.
    line_end: &'static str,
    /// Whether the place is the end of a line that nothing ends.
    is_open: bool,
    /// The principles whose answers stand in one value, to which no header can add.
    closed: Vec<String>,
}

impl Slot {
    /// The place in a file of this text and tree.
    pub(crate) fn of(text: &str, root: Option<&Node>, syntax: Syntax) -> Option<Self> {
        let Value::Table(root) = &root.filter(|_| syntax == Syntax::Toml)?.value else { return None };
        let (mut end, mut closed) = (None, Vec::new());
        if let Some(answers) = root.get("answers") {
            let Value::Table(principles) = &answers.value else { return None };
            if is_closed(text, answers) {
                return None;
            }
            closed = principles
                .entries
                .iter()
                .filter(|entry| is_closed(text, &entry.value))
                .map(|e| e.key.clone())
                .collect();
            end = Some(last_byte(answers)).filter(|end| *end > 0);
        }
        let at = end.and_then(|end| behind(text, end)).unwrap_or_else(|| end_of_file(text));
        let is_open = at > bom_length(text) && !text.get(..at).is_some_and(|before| before.ends_with('\n'));
        let line_end = match text.find('\n') {
            Some(first) if text.get(..first).is_some_and(|line| line.ends_with('\r')) => "\r\n",
            Some(_) | None => "\n",
        };
        Some(Self { at, line_end, is_open, closed })
    }

    /// The fix that admits a gap on an item.
    pub(crate) fn stub(&self, item: &str) -> Option<Fix> {
        let (principle, _) =
            item.split_once('/').filter(|(principle, _)| !self.closed.iter().any(|own| own == principle))?;
        let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/');
        if principle.is_empty() || !item.chars().all(bare) || item.matches('/').count() != 1 {
            return None;
        }
        let line_end = self.line_end;
        let stub = snippet::stub(Syntax::Toml, item).replace('\n', line_end);
        let written =
            if self.is_open { format!("{line_end}{line_end}{stub}") } else { format!("{line_end}{stub}{line_end}") };
        Some(admission(item, Edit { span: Span::new(self.at, self.at), text: written }))
    }
}

/// The fix that admits a gap on an item by this edit.
pub(super) fn admission(item: &str, edit: Edit) -> Fix {
    Fix {
        title: text!("answer `{item}` with an honest gap", "如实回答 `{item}` 尚未满足"),
        edits: vec![edit],
        safety: Safety::Safe,
    }
}

/// Whether what stands under a key is one value: a header cannot add to it.
fn is_closed(text: &str, node: &Node) -> bool {
    !matches!(node.value, Value::Table(_)) || text.get(node.span.range()).is_none_or(|raw| raw.starts_with('{'))
}

/// The last byte of a value and of all that stands in it. No deeper than the tree.
fn last_byte(node: &Node) -> usize {
    match &node.value {
        Value::Table(table) => {
            table.entries.iter().map(|entry| last_byte(&entry.value)).max().unwrap_or(0).max(node.span.end)
        }
        Value::Array(nodes) => nodes.iter().map(last_byte).max().unwrap_or(0).max(node.span.end),
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Date(_) | Value::String(_) => {
            node.span.end
        }
    }
}

/// The end of the line that ends a value, and of the comments that touch it; none where a key stands behind it that a new header would take for its own.
fn behind(text: &str, end: usize) -> Option<usize> {
    let ended = text.get(end..)?.find('\n').map_or(text.len(), |at| end + at);
    let end = below(text, ended);
    let rest = text.get(end..)?;
    let line = rest.find('\n').map_or(rest.len(), |at| at + 1);
    let next = rest.get(line..)?.lines().map(str::trim_start).find(|line| !line.is_empty() && !line.starts_with('#'));
    next.is_none_or(|line| line.starts_with('[')).then_some(end + line)
}

/// The end of the last line that says something.
fn end_of_file(text: &str) -> usize {
    let said = text.trim_end_matches([' ', '\t', '\r', '\n']).len();
    let rest = text.get(said..).unwrap_or_default();
    if said <= bom_length(text) { bom_length(text) } else { said + rest.find('\n').map_or(rest.len(), |at| at + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with a stub in it.
    fn with_stub(text: &str) -> Option<String> {
        let parsed = Syntax::Toml.parse(text);
        assert_eq!(parsed.problems, [], "{text}");
        let fix = Slot::of(text, parsed.root.as_ref(), Syntax::Toml)?.stub("a/new")?;
        let mut made = text.to_owned();
        for edit in &fix.edits {
            made.replace_range(edit.span.range(), &edit.text);
        }
        assert_eq!(Syntax::Toml.parse(&made).problems, [], "{made}");
        Some(made)
    }

    #[test]
    fn a_stub_stands_behind_the_answers_and_what_is_there_stays() {
        const STUB: &str = "\n[answers.a.new]\nstatus = \"unmet\"\n";
        for (before, after) in [
            ("", ""),
            ("\u{feff}", ""),
            ("schema = 1\n", ""),
            ("schema = 1\n", "\n\n"),
            ("[answers.a.b]\nstatus = 'met' # said\n", "# the exceptions\n[[waivers]]\nitem = 'x'\n"),
            ("[answers.a.b]\nevidence = [\n  'x',\n]\n", "\n[project]\n"),
            ("[answers.a.b]\nstatus = 'met'\n# until May\n", "\n# end\n"),
            ("[answers.a.b]\nstatus = 'met'\n# until May\n  # or June\n", ""),
            ("[answers.a.b]\n[answers.a.b.plan]\nby = 1\n", ""),
            ("[answers]\na.b.status = 'met'\n", "\n[project]\n"),
            ("answers.a.b.status = 'met'\nschema = 1\n\n[project]\nname = 'x'\n", "  \n"),
            ("[answers.\"a/b\"]\nx = \"\"\"\n[no]\n\"\"\"\n", ""),
        ] {
            assert_eq!(
                with_stub(&format!("{before}{after}")),
                Some(format!("{before}{STUB}{after}")),
                "{before}|{after}"
            );
        }
        assert_eq!(with_stub("schema = 1\r\n").unwrap(), "schema = 1\r\n\r\n[answers.a.new]\r\nstatus = \"unmet\"\r\n");
        assert_eq!(with_stub("schema = 1").unwrap(), "schema = 1\n\n[answers.a.new]\nstatus = \"unmet\"");
    }

    #[test]
    fn where_no_header_can_add_there_is_no_stub() {
        for text in
            ["answers = {}\n", "[answers]\na = { b = { status = 'met' } }\n", "answers = 1\n", "[answers]\na = 1\n"]
        {
            assert_eq!(with_stub(text), None, "{text}");
        }
        for syntax in [Syntax::Yaml, Syntax::Json] {
            assert!(Slot::of("{}", syntax.parse("{}").root.as_ref(), syntax).is_none());
        }
    }
}
