//! A file of answers alone, in the shape that they have in a manifest: what programs hand over, and what an interview keeps as a draft.

use super::Answer;
use super::keys::{ANSWERS, ANSWERS_FILE, WAIVERS_SCHEMA};
use super::read;
use crate::finding::Problem;
use crate::source::Source;
use crate::tree::reader::Reader;
use crate::tree::{Parsed, Syntax};

/// Reads such a file, and everything that is wrong with it.
pub(crate) fn read_answers(source: &Source, parsed: Parsed) -> (Vec<Answer>, Vec<Problem>) {
    let mut reader = Reader::new(source.text(), parsed.problems).of(Syntax::of(source.name()));
    let mut answers = Vec::new();
    if let Some(fields) = parsed.root.as_ref().and_then(|root| reader.table(root, &ANSWERS_FILE)) {
        fields.read(&mut reader, &WAIVERS_SCHEMA);
        if let Some(entries) = fields.read(&mut reader, &ANSWERS) {
            answers = read::read_answers(entries, &mut reader);
        }
        fields.finish(&mut reader);
    }
    (answers, reader.problems())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, text: &str) -> (Vec<String>, Vec<String>) {
        let source = Source::new(name, text.to_owned());
        let (answers, problems) = read_answers(&source, Syntax::of(name).parse(text));
        let items = answers.into_iter().map(|answer| answer.item).collect();
        (items, problems.into_iter().map(|problem| problem.message.en).collect())
    }

    #[test]
    fn answers_alone_are_read_as_those_of_a_manifest_are() {
        let (items, problems) = told("a.toml", "[answers.a.b]\nstatus = 'met'\n[answers.\"a/c\"]\nstatus = 'unmet'\n");
        assert_eq!((items, problems), (vec!["a/b".to_owned(), "a/c".to_owned()], vec![]));
        let (items, problems) =
            told("a.json", r#"{"answers": {"a": {"b": {"status": "met", "reviewed": "2026-01-31"}}}}"#);
        assert_eq!((items, problems), (vec!["a/b".to_owned()], vec![]));
        let (_, problems) = told(
            "a.toml",
            "project = 1\n[answers.a.b]\nstatus = 'mett'\nstatment = 'x'\n[answers.\"a/b\"]\nstatus = 'met'\n",
        );
        assert_eq!(problems.len(), 4, "{problems:?}");
    }
}
