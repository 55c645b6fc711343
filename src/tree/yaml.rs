//! YAML into the tree, by YAML 1.2's core schema: a plain `yes` or `no` is a text, a plain `2026-01-31` a day. Of several documents
//! it reads the first and says so. Aliases stand for a copy of what they name, within a budget; merge keys (`<<`) are ordinary keys.

mod build;
pub(super) mod cursor;
mod scalar;
mod words;

use ::granit_parser::{Event, Parser};

use self::build::{Builder, Stop};
use super::shared;
use crate::finding::Problem;
use crate::locale::text;
use crate::source::Span;
use crate::tree::{Node, Parsed, Value};

/// Reads a YAML text. The root is there unless the syntax is broken; that of an empty text is null.
pub(crate) fn parse(text: &str) -> Parsed {
    let mut options = ::granit_parser::Options::default();
    options.set_emit_comments(false);
    let mut builder = Builder::new(text);
    let mut documents = 0;
    for next in Parser::new_from_str_with_options(text, options) {
        let (event, span) = match next {
            Ok((event, span)) => (event, span.byte_range().map_or(Span::new(0, 0), Span::from)),
            Err(error) => return broken(builder, words::syntax(text, error.marker().byte_offset(), error.kind())),
        };
        if matches!(event, Event::DocumentStart(..)) {
            documents += 1;
            if documents > 1 {
                builder.problems.push(several_documents(span));
                break;
            }
        }
        match builder.event(event, span) {
            Ok(()) => {}
            Err(Stop(problem)) => return broken(builder, *problem),
        }
    }
    let (root, mut problems) = builder.finish();
    problems.sort_by_key(|problem| problem.span);
    Parsed { root: Some(root.unwrap_or(Node { span: Span::new(0, 0), value: Value::Null })), problems }
}

fn broken(builder: Builder<'_>, problem: Problem) -> Parsed {
    let (_, mut problems) = builder.finish();
    problems.push(problem);
    problems.sort_by_key(|problem| problem.span);
    Parsed { root: None, problems }
}

fn several_documents(span: Span) -> Problem {
    let message = text!("another document begins here; only the first is read", "这里开始了另一个文档；只读取第一个");
    shared::syntax(span, message, Some(text!("put each document in a file of its own", "每个文档请单独放一个文件")))
}

#[cfg(test)]
mod tests;
