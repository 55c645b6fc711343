//! Waivers, from the manifest or from the file beside it that a code owner may guard alone. Whether one counts is for `evaluate`.

use jiff::civil::Date;

use super::keys::{WAIVERS, WAIVERS_FILE, WAIVERS_SCHEMA, waiver};
use super::read::person;
use crate::finding::{Edit, Fix, Problem, Safety};
use crate::locale::text;
use crate::source::{Source, Spanned};
use crate::tree::reader::{Fields, Reader};
use crate::tree::toml::blocks::blocks;
use crate::tree::{Parsed, Syntax, lines_of, without};

/// A dated, reasoned, approved exception for one item, as far as it could be read.
#[derive(Debug)]
pub(crate) struct Waiver {
    /// The file it stands in.
    pub(crate) source: Source,
    pub(crate) item: Spanned<String>,
    pub(crate) reason: Option<Spanned<String>>,
    pub(crate) approved_by: Option<Spanned<String>>,
    /// The day of approval; the day of judging when left out.
    pub(crate) granted: Option<Spanned<Date>>,
    /// The last day on which it counts.
    pub(crate) expires: Option<Spanned<Date>>,
    pub(crate) ticket: Option<String>,
    /// Whether nothing was wrong with it as an entry.
    pub(crate) is_complete: bool,
}

impl Waiver {
    /// The fix that takes it out of its file, with the comments that belong to it; none where it stands in no place of its own. Somebody has
    /// to look: it is a record of what was approved.
    pub(crate) fn removal(&self) -> Option<Fix> {
        let (text, item) = (self.source.text(), &self.item.value);
        let edits = match Syntax::of(self.source.name()) {
            Syntax::Toml => vec![self.table_gone()?],
            syntax @ (Syntax::Yaml | Syntax::Json) => without(text, syntax, WAIVERS.name, self.item.span.start)?,
        };
        Some(Fix {
            title: text!("remove the waiver of `{item}`", "删除对 `{item}` 的豁免"),
            edits,
            safety: Safety::Unsafe,
        })
    }

    /// The edit that takes its table out of TOML.
    fn table_gone(&self) -> Option<Edit> {
        let text = self.source.text();
        let blocks = blocks(text);
        let at = blocks.iter().position(|block| block.span.range().contains(&self.item.span.start))?;
        let block = blocks.get(at).filter(|block| block.path == ["waivers"])?;
        // A table below it would become one of the waiver before.
        if blocks.get(at + 1).is_some_and(|next| next.path.len() > 1 && next.path.starts_with(&block.path)) {
            return None;
        }
        Some(Edit { span: lines_of(text, block.span)?, text: String::new() })
    }
}

/// Reads the file of waivers beside a manifest.
pub(crate) fn read_waivers(source: &Source, parsed: Parsed) -> (Vec<Waiver>, Vec<Problem>) {
    let mut reader = Reader::new(source.text(), parsed.problems);
    let mut waivers = Vec::new();
    if let Some(fields) = parsed.root.as_ref().and_then(|root| reader.table(root, &WAIVERS_FILE)) {
        fields.read(&mut reader, &WAIVERS_SCHEMA);
        waivers = read_list(&fields, &mut reader, source);
        fields.finish(&mut reader);
    }
    (waivers, reader.problems())
}

/// Reads `[[waivers]]` of either file.
pub(super) fn read_list(fields: &Fields<'_>, reader: &mut Reader<'_>, source: &Source) -> Vec<Waiver> {
    let listed = fields.read(reader, &WAIVERS).unwrap_or_default();
    listed.into_iter().filter_map(|fields| read_waiver(fields, reader, source)).collect()
}

fn read_waiver(fields: Fields<'_>, reader: &mut Reader<'_>, source: &Source) -> Option<Waiver> {
    let before = reader.count();
    let item = fields.read(reader, &waiver::ITEM);
    let reason = fields.read(reader, &waiver::REASON);
    let approved_by = person(&fields, reader, &waiver::APPROVED_BY);
    let granted = fields.read(reader, &waiver::GRANTED);
    let expires = fields.read(reader, &waiver::EXPIRES);
    let ticket = fields.read(reader, &waiver::TICKET).map(|ticket| ticket.value);
    fields.finish(reader);
    let item = item.filter(|item| {
        let exact = !item.value.contains(['*', '?', '[', '{']);
        if !exact {
            let message = text!("a waiver names one item, never a pattern", "一条豁免只针对一个条目，不能用通配模式");
            reader.bad_value(item.span, message, text!("write one waiver for each item", "请为每个条目分别写一条豁免"));
        }
        exact
    })?;
    let is_complete = reader.count() == before;
    Some(Waiver { source: source.clone(), item, reason, approved_by, granted, expires, ticket, is_complete })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The file without its only waiver of this item.
    fn without(name: &str, text: &str, item: &str) -> Option<String> {
        let source = Source::new(name, text.to_owned());
        let (waivers, _) = read_waivers(&source, Syntax::of(name).parse(text));
        let fix = waivers.iter().find(|waiver| waiver.item.value == item)?.removal()?;
        assert_eq!(fix.safety, Safety::Unsafe);
        let mut made = text.to_owned();
        for edit in fix.edits.iter().rev() {
            made.replace_range(edit.span.range(), &edit.text);
        }
        Some(made)
    }

    #[test]
    fn a_waiver_goes_with_its_comments_and_all_else_stays() {
        let one = "# of one\n[[waivers]]\nitem = 'a/one' # here\nreason = \"\"\"\n[[waivers]]\n\"\"\"\n# behind";
        let two = "  # of two\n  [[waivers]]\n  item = 'a/two'";
        let all = format!("# top\n\n{one}\n\n# alone\n\n{two}\n");
        let gone = |item| without("a.toml", &all, item).unwrap();
        assert_eq!(gone("a/one"), format!("# top\n\n# alone\n\n{two}\n"));
        assert_eq!(gone("a/two"), format!("# top\n\n{one}\n\n# alone\n"));
        assert_eq!(without("a.toml", &format!("\u{feff}{two}"), "a/two").unwrap(), "\u{feff}");
        assert_eq!(without("a.toml", &format!("a = 1\r\n{two}\r\n  [b]\r\n"), "a/two").unwrap(), "a = 1\r\n  [b]\r\n");
    }

    #[test]
    fn one_without_a_header_of_its_own_stays() {
        assert_eq!(without("a.toml", "waivers = [{ item = 'a/one' }]\n", "a/one"), None);
        assert_eq!(without("a.toml", "[[waivers]]\nitem = 'a/one'\n[waivers.more]\nx = 1\n", "a/one"), None);
    }

    #[test]
    fn in_yaml_and_json_one_goes_as_well_and_the_list_stays() {
        let (one, two) =
            ("  # of one\n  - item: a/one # here\n    reason: |\n      # text\n    # behind\n", "  -   item: a/two\n");
        let list = |one: &str, two: &str| format!("# top\nwaivers: # all\n{one}{two}");
        for (name, item, before, after) in [
            (
                "a.yaml",
                "a/one",
                format!("{}\n# end\nx: 1\n", list(one, two)),
                Some(format!("{}\n# end\nx: 1\n", list("", two))),
            ),
            (
                "a.yaml",
                "a/two",
                format!("{}\n# end\nx: 1\n", list(one, two)),
                Some(format!("{}\n# end\nx: 1\n", list(one, ""))),
            ),
            (
                "a.yaml",
                "a/two",
                list(&format!("{one}\n  # alone\n\n"), two.trim_end()),
                Some(list(one, "\n  # alone\n")),
            ),
            // The last one leaves an empty list.
            ("a.yaml", "a/one", list(one, "x: 1"), Some("# top\nwaivers: [] # all\nx: 1".to_owned())),
            (
                "a.yaml",
                "a/one",
                "waivers:\r\n- item: a/one\r\n# of x\r\nx: 1\r\n".to_owned(),
                Some("waivers: []\r\n# of x\r\nx: 1\r\n".to_owned()),
            ),
            ("a.yaml", "a/one", "waivers: [{item: a/one}]".to_owned(), Some("waivers: []".to_owned())),
            (
                "a.yaml",
                "a/two",
                "waivers: [{item: a/one}, {item: a/two},]".to_owned(),
                Some("waivers: [{item: a/one},]".to_owned()),
            ),
            (
                "a.json",
                "a/one",
                "{\"waivers\": [\n\t{\"item\": \"a/one\"},\n\t{\"item\": \"a/two\"}\n]}".to_owned(),
                Some("{\"waivers\": [\n\t{\"item\": \"a/two\"}\n]}".to_owned()),
            ),
            (
                "a.json",
                "a/two",
                "{\"waivers\": [\n\t{\"item\": \"a/one\"},\n\t{\"item\": \"a/two\"}\n]}".to_owned(),
                Some("{\"waivers\": [\n\t{\"item\": \"a/one\"}\n]}".to_owned()),
            ),
            (
                "a.json",
                "a/one",
                "{\"waivers\": [ {\"item\": \"a/one\"} ]}".to_owned(),
                Some("{\"waivers\": []}".to_owned()),
            ),
            // Comments between braces, and what an alias names, could be anybody's.
            ("a.yaml", "a/one", "waivers: [{item: a/one}, # of it\n  {item: a/two}]".to_owned(), None),
            ("a.yaml", "a/one", "w: &w {item: a/one}\nwaivers:\n  - *w\n".to_owned(), None),
            ("a.yaml", "a/one", "waivers:\n  - &w {item: a/one}\n  - *w\n".to_owned(), None),
            ("a.yaml", "a/one", "waivers:\n  -\n    item: a/one\n".to_owned(), None),
        ] {
            assert_eq!(without(name, &before, item), after, "{before}");
        }
    }

    #[test]
    fn neighbours_go_one_after_the_other() {
        for (name, text) in [
            ("a.yaml", "waivers:\n  - item: a/one\n\n  # alone\n\n  - item: a/two\n"),
            ("a.json", "{\"waivers\": [{\"item\": \"a/one\"}, {\"item\": \"a/two\"}]}"),
        ] {
            let source = Source::new(name, text.to_owned());
            let (waivers, _) = read_waivers(&source, Syntax::of(name).parse(text));
            let spans: Vec<_> = waivers.iter().map(|waiver| waiver.removal().unwrap().edits[0].span).collect();
            assert!(spans[0].end > spans[1].start, "{spans:?}");
        }
    }
}
