//! A pattern of a pack: looked at when the pack is read, built when a text is first held against it.

use std::sync::{Mutex, OnceLock, PoisonError};

use regex::{Regex, RegexBuilder};
use regex_automata::Input;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_syntax::ast;

use super::table::Table;
use crate::finding::{Code, Problem};
use crate::locale::text;
use crate::source::Span;

/// How large a built pattern may be, in bytes: a pack may come from strangers.
const SIZE_LIMIT: usize = 1 << 20;

/// A regular expression. All engines agree on what it matches; they differ in what building them costs, and most patterns see one
/// short text only: whether there is a match is said by the pattern's table, which guiju was built with, and for the patterns of other
/// packs by a forward automaton that is built as the text goes by.
#[derive(Debug, Default)]
pub(crate) struct Pattern {
    text: String,
    table: OnceLock<Option<Table>>,
    forward: OnceLock<Option<Forward>>,
    whole: OnceLock<Option<Regex>>,
}

/// A forward automaton, and the memory that searches with it fill.
#[derive(Debug)]
struct Forward {
    automaton: DFA,
    caches: Mutex<Vec<Cache>>,
}

impl Pattern {
    /// The pattern as written. It is not looked at before a text is; [`Pattern::problem`] looks at once.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// As written.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// What is wrong with it. `offset` is where in the file its first byte stands, when that is known; `span` is all of it.
    pub(crate) fn problem(&self, offset: Option<usize>, span: Span) -> Option<Problem> {
        let place = |at: &ast::Span| match offset {
            Some(offset) => Span::new(at.start.offset, at.end.offset.max(at.start.offset + 1)).shifted(offset),
            None => span,
        };
        let text = &self.text;
        let parsed = match ast::parse::Parser::new().parse(text) {
            Ok(parsed) => parsed,
            Err(error) => {
                let why = error.kind();
                let message = text!(
                    "the pattern `{text}` is no regular expression: {why}",
                    "模式 `{text}` 不是有效的正则表达式：{why}"
                );
                return Some(Problem::new(Code::BadPattern, place(error.span()), message));
            }
        };
        if let Some(boundary) = unicode_boundary(&parsed) {
            let message = text!(
                "a Unicode word boundary fails beside Chinese characters, and is slow",
                "Unicode 词边界在汉字旁会失效，而且很慢"
            );
            let help = text!(
                "write `(?-u:\\b)`, or put the English part into a group `(?i-u:…)`",
                "请写 `(?-u:\\b)`，或把英文部分放进 `(?i-u:…)` 分组"
            );
            return Some(Problem::new(Code::BadPattern, place(&boundary), message).help(help));
        }
        let too_large = regex(text).err()?;
        let message = text!("the pattern `{text}` cannot be used: {too_large}", "模式 `{text}` 无法使用：{too_large}");
        Some(Problem::new(Code::BadPattern, span, message))
    }

    /// Whether it matches somewhere in a text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let table = self.table.get_or_init(|| Table::of(&self.text));
        if let Some(found) = table.as_ref().and_then(|table| table.is_match(text)) {
            return found;
        }
        let forward = self.forward.get_or_init(|| Forward::build(&self.text));
        let found = forward.as_ref().and_then(|forward| forward.is_match(text));
        // The automaton gives up on a few rare texts; the engine that never does is asked then.
        found.unwrap_or_else(|| self.find(text).is_some())
    }

    /// The first match in a text of any length.
    pub(crate) fn find(&self, text: &str) -> Option<Span> {
        let built = self.whole.get_or_init(|| regex(&self.text).ok());
        built.as_ref()?.find(text).map(|found| found.range().into())
    }
}

#[cfg(test)]
impl Pattern {
    /// Whether it needs no automaton of its own.
    pub(crate) fn has_table(&self) -> bool {
        Table::of(&self.text).is_some()
    }
}

impl Forward {
    fn build(pattern: &str) -> Option<Self> {
        let config = thompson::Config::new().which_captures(WhichCaptures::None).nfa_size_limit(Some(SIZE_LIMIT));
        let nfa = thompson::Compiler::new().configure(config).build(pattern).ok()?;
        let automaton = DFA::builder().configure(DFA::config().cache_capacity(SIZE_LIMIT)).build_from_nfa(nfa).ok()?;
        Some(Self { automaton, caches: Mutex::default() })
    }

    /// `None` when the automaton gave up.
    fn is_match(&self, text: &str) -> Option<bool> {
        let kept = self.caches.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut cache = kept.unwrap_or_else(|| self.automaton.create_cache());
        let found = self.automaton.try_search_fwd(&mut cache, &Input::new(text).earliest(true));
        self.caches.lock().unwrap_or_else(PoisonError::into_inner).push(cache);
        found.ok().map(|found| found.is_some())
    }
}

fn regex(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).size_limit(SIZE_LIMIT).build()
}

/// The first word boundary that is read in Unicode mode.
fn unicode_boundary(parsed: &ast::Ast) -> Option<ast::Span> {
    struct Boundaries {
        unicode: Vec<bool>,
    }

    impl ast::Visitor for Boundaries {
        type Output = ();
        type Err = ast::Span;

        fn finish(self) -> Result<(), ast::Span> {
            Ok(())
        }

        fn visit_pre(&mut self, node: &ast::Ast) -> Result<(), ast::Span> {
            let current = self.unicode.last().copied().unwrap_or(true);
            match node {
                ast::Ast::Group(group) => {
                    let flag = group.flags().and_then(|flags| flags.flag_state(ast::Flag::Unicode));
                    self.unicode.push(flag.unwrap_or(current));
                }
                ast::Ast::Flags(set) => {
                    if let (Some(state), Some(top)) =
                        (set.flags.flag_state(ast::Flag::Unicode), self.unicode.last_mut())
                    {
                        *top = state;
                    }
                }
                ast::Ast::Assertion(assertion) if current => {
                    use ast::AssertionKind as Kind;
                    match assertion.kind {
                        Kind::StartLine | Kind::EndLine | Kind::StartText | Kind::EndText => {}
                        Kind::WordBoundary
                        | Kind::NotWordBoundary
                        | Kind::WordBoundaryStart
                        | Kind::WordBoundaryEnd
                        | Kind::WordBoundaryStartAngle
                        | Kind::WordBoundaryEndAngle
                        | Kind::WordBoundaryStartHalf
                        | Kind::WordBoundaryEndHalf => return Err(assertion.span),
                    }
                }
                _ => {}
            }
            Ok(())
        }

        fn visit_post(&mut self, node: &ast::Ast) -> Result<(), ast::Span> {
            if matches!(node, ast::Ast::Group(_)) {
                self.unicode.pop();
            }
            Ok(())
        }
    }

    ast::visit(parsed, Boundaries { unicode: vec![true] }).err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_finds_the_same_in_a_line_and_in_a_text() {
        for (pattern, line, expected) in [
            (r"(?i-u:\bhuman (oversight|override)\b)|人工(监督|接管)", "Human Oversight", true),
            (r"(?i-u:\bhuman (oversight|override)\b)|人工(监督|接管)", "三、人工监督", true),
            (r"(?-u:\b)AI(?-u:\b)", "使用AI系统", true),
            (r"(?-u:\b)AI(?-u:\b)", "MAIN", false),
            (r"(?i)Größe", "grÖSSE GRÖßE", true),
            (r"^results$", "Results", false),
        ] {
            let pattern = Pattern::new(pattern);
            assert_eq!(pattern.problem(None, Span::default()), None, "{}", pattern.as_str());
            assert_eq!(pattern.is_match(line), expected, "{} {line}", pattern.as_str());
            assert_eq!(pattern.find(line).is_some(), expected, "{} {line}", pattern.as_str());
        }
    }

    #[test]
    fn a_bad_pattern_is_told_at_its_place() {
        for (pattern, start) in [
            ("a(b", 1),
            (r"(?i)\bAI", 4),
            (r"(?i-u:\bok\b)|\B", 14),
            (r"(?-u)\b(?u)\b", 11),
            (r"[\b{start}]", 1),
            ("a{1000}{1000}{1000}", 0),
            (r"(?<=x)y", 0),
        ] {
            let problem = Pattern::new(pattern).problem(Some(100), Span::new(100, 100 + pattern.len())).unwrap();
            assert_eq!((problem.code, problem.span.start), (Code::BadPattern, 100 + start), "{pattern}");
        }
        assert!(Pattern::new(r"(?-u:\bAI\b)").problem(Some(0), Span::default()).is_none());
    }
}
