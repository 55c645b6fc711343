//! A pattern of a pack: looked at when the pack is read, built when a text is first held against it.

use std::fmt::Display;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use regex::{Regex, RegexBuilder};
use regex_automata::Input;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, NFA, WhichCaptures};
use regex_syntax::ast;
use regex_syntax::hir::translate::Translator;
use regex_syntax::hir::{self, Hir};

use super::legible::legible;
use super::needles::Needles;
use super::sweep::Sweep;
use crate::evidence::Document;
use crate::finding::{Code, Problem};
use crate::locale::text;
use crate::source::Span;
use crate::table::Table;

/// How large a built pattern may be, in bytes: a pack may come from strangers.
const SIZE_LIMIT: usize = 1 << 20;

/// A regular expression. All ways to search for it agree on what it matches; they differ in what making them ready costs, and most
/// patterns see one short text only. So whether there is a match is said by the cheapest that will do; where it is, by the `regex`
/// crate.
#[derive(Debug, Default)]
pub(crate) struct Pattern {
    text: String,
    legible: OnceLock<(String, bool)>,
    way: OnceLock<Way>,
    whole: OnceLock<Option<Regex>>,
    sweep: Option<(Arc<Sweep>, usize)>,
}

/// How to tell whether a pattern matches.
#[derive(Debug)]
enum Way {
    /// The pattern of an embedded pack: the build did the work.
    Table(Table),
    /// The plain pattern of another pack.
    Needles(Needles),
    /// Any other pattern: an automaton that is built as the text goes by.
    Forward(Box<Forward>),
    /// One that is too large for that.
    Whole,
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

    /// As people can read it, and whether it was cut for that.
    pub(super) fn legible(&self) -> (&str, bool) {
        let (shown, cut) = self.legible.get_or_init(|| legible(&self.text));
        (shown, *cut)
    }

    /// What is wrong with it. `offset` is where in the file its first byte stands, when that is known; `span` is all of it.
    pub(crate) fn problem(&self, offset: Option<usize>, span: Span) -> Option<Problem> {
        if let Some(needles) = Needles::of(&self.text) {
            self.way.get_or_init(|| Way::Needles(needles));
            return None;
        }
        let place = |at: &ast::Span| match offset {
            Some(offset) => Span::new(at.start.offset, at.end.offset.max(at.start.offset + 1)).shifted(offset),
            None => span,
        };
        let text = &self.text;
        let parsed = match ast::parse::Parser::new().parse(text) {
            Ok(parsed) => parsed,
            Err(error) => return Some(no_pattern(text, error.kind(), place(error.span()))),
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
        let hir = match Translator::new().translate(text, &parsed) {
            Ok(hir) => hir,
            Err(error) => {
                let problem = no_pattern(text, error.kind(), place(error.span()));
                let help = text!(
                    "within `(?-u:…)` a `.`, `[^…]` or `\\W` may take half a character: move it out of the group, or write the group as `(?i:…)`",
                    "在 `(?-u:…)` 分组里，`.`、`[^…]` 和 `\\W` 可能只匹配半个字符：请移到分组之外，或把分组写成 `(?i:…)`"
                );
                let halves = matches!(error.kind(), hir::ErrorKind::InvalidUtf8);
                return Some(if halves { problem.help(help) } else { problem });
            }
        };
        let too_large = match nfa(&hir) {
            Ok(nfa) => {
                self.way
                    .get_or_init(|| Forward::new(nfa).map_or(Way::Whole, |forward| Way::Forward(Box::new(forward))));
                return None;
            }
            Err(too_large) => too_large,
        };
        let message = text!("the pattern `{text}` cannot be used: {too_large}", "模式 `{text}` 无法使用：{too_large}");
        Some(Problem::new(Code::BadPattern, span, message))
    }

    /// Whether it matches somewhere in a text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let found = match self.way.get_or_init(|| Way::of(&self.text)) {
            Way::Table(table) => table.is_match(text),
            Way::Needles(needles) => Some(needles.is_match(text)),
            Way::Forward(forward) => forward.is_match(text),
            Way::Whole => None,
        };
        // Tables and automata give up on a few rare texts; the engine that never does is asked then.
        found.unwrap_or_else(|| self.find(text).is_some())
    }

    /// Makes these patterns known to each other, so that one pass over a text can serve them all.
    pub(super) fn bind<'p>(patterns: impl Iterator<Item = &'p mut Self>) {
        let mut patterns: Vec<_> = patterns.collect();
        let sweep = Arc::new(Sweep::new(patterns.iter().map(|pattern| pattern.text.clone()).collect()));
        for (at, pattern) in patterns.iter_mut().enumerate() {
            pattern.sweep = Some((Arc::clone(&sweep), at));
        }
    }

    /// Whether it can match somewhere in a document: one pass tells it for all patterns that this one is bound to.
    pub(super) fn may_match(&self, document: &Document) -> bool {
        self.sweep.as_ref().is_none_or(|(sweep, at)| sweep.may_match(document, *at))
    }

    /// All matches in a text; the whole of it where the pattern is too large to say where it matches.
    pub(super) fn find_all(&self, text: &str) -> Vec<Span> {
        match self.whole.get_or_init(|| regex(&self.text)) {
            Some(built) => built.find_iter(text).map(|found| found.range().into()).collect(),
            None => vec![Span::new(0, text.len())],
        }
    }

    /// The first match in a text of any length.
    pub(crate) fn find(&self, text: &str) -> Option<Span> {
        let built = self.whole.get_or_init(|| regex(&self.text));
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

impl Way {
    fn of(pattern: &str) -> Self {
        let forward = || {
            nfa(&regex_syntax::parse(pattern).ok()?)
                .ok()
                .and_then(Forward::new)
                .map(|forward| Self::Forward(Box::new(forward)))
        };
        let (table, needles) = (|| Table::of(pattern).map(Self::Table), || Needles::of(pattern).map(Self::Needles));
        table().or_else(needles).or_else(forward).unwrap_or(Self::Whole)
    }
}

impl Forward {
    fn new(nfa: NFA) -> Option<Self> {
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

fn no_pattern(text: &str, why: &impl Display, span: Span) -> Problem {
    let message =
        text!("the pattern `{text}` is no regular expression: {why}", "模式 `{text}` 不是有效的正则表达式：{why}");
    Problem::new(Code::BadPattern, span, message)
}

fn nfa(pattern: &Hir) -> Result<NFA, thompson::BuildError> {
    let config = thompson::Config::new().which_captures(WhichCaptures::None).nfa_size_limit(Some(SIZE_LIMIT));
    thompson::Compiler::new().configure(config).build_from_hir(pattern)
}

/// What [`nfa`] lets through is built: the limit leaves room for what `regex` builds beside.
fn regex(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(pattern).size_limit(8 * SIZE_LIMIT).build().ok()
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
            (r"ab\pX", 2),
            (r"a(?-u:\xff)", 6),
        ] {
            let problem = Pattern::new(pattern).problem(Some(100), Span::new(100, 100 + pattern.len())).unwrap();
            assert_eq!((problem.code, problem.span.start), (Code::BadPattern, 100 + start), "{pattern}");
        }
        assert!(Pattern::new(r"(?-u:\bAI\b)").problem(Some(0), Span::default()).is_none());
    }

    #[test]
    fn what_matches_half_a_character_is_told_with_what_to_write() {
        for (pattern, told) in [
            (r"(?i-u:limits?.*days)", true),
            (r"(?-u:a[^b]c)", true),
            (r"(?-u:\W)", true),
            (r"(?i-u:limits?)(?s:.)*days", false),
            (r"(?i:limits?.*days)", false),
            (r"a(b", false),
        ] {
            let problem = Pattern::new(pattern).problem(None, Span::default());
            let help = problem.and_then(|problem| problem.help).map(|help| help.en).unwrap_or_default();
            assert_eq!(help.contains("(?i:"), told, "{pattern} {help}");
        }
    }
}
