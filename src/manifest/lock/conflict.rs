//! A merge that is not over: the marks that git leaves in a file. It mends nothing, for a machine cannot know who looked at what.

use crate::finding::{Code, Problem};
use crate::locale::text;
use crate::source::Span;

const OURS: &str = "<<<<<<<";
const MIDDLE: &str = "=======";
const THEIRS: &str = ">>>>>>>";
/// More conflicts than this are not told one by one.
const MAX_TOLD: usize = 20;
/// How many items a help names.
const NAMED: usize = 6;

/// Each conflict in a text, with its three marks and the items that it is about.
pub(super) fn conflicts(text: &str) -> Vec<Problem> {
    let mut found: Vec<Conflict<'_>> = Vec::new();
    let mut is_open = false;
    let mut last_item = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        let item = line.trim_start().strip_prefix("item").and_then(|rest| rest.split('"').nth(1));
        last_item = item.or(last_item);
        if is_mark(line, OURS) {
            found.push(Conflict { ours: span, middle: None, theirs: None, items: last_item.into_iter().collect() });
            is_open = true;
        } else if let Some(conflict) = found.last_mut().filter(|_| is_open) {
            if is_mark(line, MIDDLE) {
                conflict.middle = conflict.middle.or(Some(span));
            } else if is_mark(line, THEIRS) {
                conflict.theirs = Some(span);
                is_open = false;
            }
            conflict.items.extend(item.filter(|item| !conflict.items.contains(item)));
        }
    }
    found.into_iter().take(MAX_TOLD).map(Conflict::problem).collect()
}

fn is_mark(line: &str, mark: &str) -> bool {
    line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r', '\n']))
}

struct Conflict<'t> {
    ours: Span,
    middle: Option<Span>,
    theirs: Option<Span>,
    /// The item whose entry it stands in, and those whose entries it holds.
    items: Vec<&'t str>,
}

impl Conflict<'_> {
    fn problem(self) -> Problem {
        let message = text!("the lock holds a merge conflict", "复核记录中有未解决的合并冲突");
        let command = if self.items.is_empty() || self.items.len() > NAMED {
            "guiju review --all".to_owned()
        } else {
            format!("guiju review {}", self.items.join(" "))
        };
        let help = text!(
            "keep the entries of one side and take the marks out, then look at the evidence as it is merged: `{command}`",
            "请保留其中一方的条目并删去冲突标记，再查看合并后的证据：`{command}`"
        );
        let label = text!("one side begins here", "一方从此处开始");
        let mut problem = Problem::new(Code::Syntax, self.ours, message).label(label).help(help);
        if let Some(middle) = self.middle {
            problem = problem.related(middle, text!("the other side begins here", "另一方从此处开始"));
        }
        match self.theirs {
            Some(theirs) => problem.related(theirs, text!("and ends here", "到此处结束")),
            None => problem,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_a_merge_are_found_and_nothing_else_is() {
        let both = "a\n<<<<<<< HEAD\nitem = \"p/x\"\n=======\nitem = \"p/y\"\n>>>>>>> theirs\n";
        for (text, expected) in [
            (both.to_owned(), vec![(2, "guiju review p/x p/y")]),
            (both.replace('\n', "\r\n"), vec![(2, "guiju review p/x p/y")]),
            (
                format!("item = \"p/w\"\n{both}{both}"),
                vec![(2, "guiju review p/w p/x p/y"), (2, "guiju review p/y p/x")],
            ),
            ("<<<<<<<\n".to_owned(), vec![(0, "guiju review --all")]),
            ("<<<<<<< a\n||||||| base\nitem = \"p/x\"\n=======\n>>>>>>> b".to_owned(), vec![(2, "guiju review p/x")]),
            ("=======\n>>>>>>> b\n".to_owned(), vec![]),
            ("by = \"<<<<<<< HEAD\"\n <<<<<<< HEAD\n<<<<<<<<\n".to_owned(), vec![]),
        ] {
            let told = conflicts(&text);
            let shown: Vec<_> = told
                .iter()
                .map(|problem| (problem.related.len(), problem.help.as_ref().map_or("", |help| help.en.as_str())))
                .collect();
            assert_eq!(shown.len(), expected.len(), "{text:?}: {shown:?}");
            for ((marks, help), (wanted, command)) in shown.iter().zip(&expected) {
                assert_eq!(marks, wanted, "{text:?}");
                assert!(help.contains(&format!("`{command}`")), "{text:?}: {help}");
            }
        }
    }

    #[test]
    fn many_conflicts_are_told_in_part() {
        assert_eq!(conflicts(&"<<<<<<< a\n>>>>>>> b\n".repeat(5000)).len(), MAX_TOLD);
    }
}
