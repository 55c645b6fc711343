//! What was typed and not kept, as a file of answers alone: nothing that a person typed is lost, and nothing in it is a claim.

use super::{Reply, amended, answer_in};
use crate::finding::{Code, Finding, Problem};
use crate::load::told;
use crate::manifest::{Answer, DRAFT, read_answers};
use crate::source::Source;
use crate::tree::Syntax;

/// What stands at the top, for those who open the file.
const HEAD: &str = "\
# Typed in `guiju interview` and not kept: nobody claims this. The next interview offers it; delete the file to forget it.
# 在 `guiju interview` 中输入、尚未保存的内容：不构成任何声明。下次访谈会再次提供；删除本文件即可放弃。
";

/// The text of a draft with what was said on these items; empty where nothing was.
pub(crate) fn draft(replies: &[(String, Reply)]) -> String {
    let said = replies.iter().filter(|(_, reply)| reply.status().is_some());
    let text = said.fold(HEAD.to_owned(), |text, (item, reply)| {
        // An id that cannot be written as a header is that of no item.
        amended(DRAFT, &text, item, reply).unwrap_or(text)
    });
    if text == HEAD { String::new() } else { text }
}

/// What a draft says on each item. That something is missing in it is no fault: that is why it is a draft.
///
/// # Errors
///
/// Everything that is wrong with it.
pub(crate) fn drafted(source: &Source) -> Result<Vec<(String, Reply)>, Vec<Finding>> {
    let read = read(source, |problem| problem.code != Code::MissingKey)?;
    Ok(read.into_iter().map(|(answer, reply)| (answer.item, reply)).collect())
}

/// What a file of answers says on each item, with the answers as they were read.
///
/// # Errors
///
/// Everything that is wrong with it.
pub(crate) fn replies(source: &Source) -> Result<Vec<(Answer, Reply)>, Vec<Finding>> {
    read(source, |_| true)
}

fn read(source: &Source, is_fault: impl Fn(&Problem) -> bool) -> Result<Vec<(Answer, Reply)>, Vec<Finding>> {
    let parsed = Syntax::of(source.name()).parse(source.text());
    let root = parsed.root.clone();
    let (answers, mut problems) = read_answers(source, parsed);
    problems.retain(is_fault);
    if !problems.is_empty() {
        return Err(told(problems, source));
    }
    let reply = |answer: &Answer| root.as_ref().and_then(|root| answer_in(root, &answer.item)).map(Reply::of);
    Ok(answers.into_iter().filter_map(|answer| reply(&answer).map(|reply| (answer, reply))).collect())
}

#[cfg(test)]
mod tests {
    use super::super::Key;
    use super::*;

    #[test]
    fn a_draft_reads_back_as_it_was_typed() {
        let mut one = Reply::default();
        one.say_text(Key::Status, "met");
        one.say_text(Key::Statement, "It says “so” \\ and \"so\"");
        let mut other = Reply::default();
        other.say_text(Key::Status, "unmet");
        let said = [("a/b".to_owned(), one), ("c/d".to_owned(), other), ("e/f".to_owned(), Reply::default())];
        let text = draft(&said);
        let read = drafted(&Source::new(DRAFT, text)).unwrap();
        assert_eq!(read.len(), 2);
        for ((item, reply), (said_on, said)) in read.iter().zip(&said) {
            assert_eq!(
                (item, reply.text(Key::Statement), reply.status()),
                (said_on, said.text(Key::Statement), said.status())
            );
        }
        assert_eq!(draft(&[]), "");
        let half = Source::new(DRAFT, "[answers.a.b]\nstatus = 'unmet'\nplan = { action = 'x' }\n");
        assert!(drafted(&half).is_ok_and(|read| read[0].1.plan("action").is_some()) && replies(&half).is_err());
        assert!(drafted(&Source::new(DRAFT, "[answers.a.b\n")).is_err());
    }
}
