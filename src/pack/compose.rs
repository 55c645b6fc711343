//! Packs into one rulebook: ids are held against each other, references are looked up, tightenings are applied. Nothing is loosened.

use std::collections::HashMap;
use std::fmt::Debug;

use super::frameworks::{self, Frameworks};
use super::item::UNREAD;
use super::{FreshDays, Pack, Rulebook, Tightening};
use crate::check;
use crate::finding::{Code, Finding, Place, Problem};
use crate::locale::{Text, text};
use crate::source::{Source, Span, Spanned};
use crate::tree::{did_you_mean, nearest};
use crate::vocabulary::{Stage, Words};

/// Puts packs together, an extended one before those that extend it, and tells everything that does not fit.
pub(super) fn compose(packs: Vec<Pack>, validate: bool) -> (Rulebook, Vec<Finding>) {
    let mut book = Rulebook {
        packs: Vec::new(),
        levels: Vec::new(),
        traits: Vec::new(),
        principles: Vec::new(),
        clauses: Vec::new(),
        frameworks: Vec::new(),
        items: Vec::new(),
        index: HashMap::new(),
    };
    let mut findings = Vec::new();
    let (mut tightenings, mut mapped) = (Vec::new(), Vec::new());
    for pack in packs {
        book.packs.push(pack.head);
        book.levels.extend(pack.levels);
        book.traits.extend(pack.traits);
        book.principles.extend(pack.principles);
        book.clauses.extend(pack.clauses);
        book.frameworks.extend(pack.frameworks);
        book.items.extend(pack.items);
        tightenings.extend(pack.tightenings);
        mapped.extend(pack.mapped);
    }
    if validate {
        findings.extend(duplicates(&book));
        findings.extend(references(&book));
        // Only who says something of frameworks has them read.
        if !mapped.is_empty() || book.frameworks.iter().any(Frameworks::is_read) {
            findings.extend(frameworks::faults(&book.frameworks, &mapped));
        }
    }
    let order: HashMap<_, _> =
        book.principles.iter().enumerate().map(|(at, principle)| (principle.id.clone(), at)).collect();
    book.items.sort_by_cached_key(|item| (order.get(&item.principle).copied().unwrap_or(usize::MAX), item.id.clone()));
    book.index = book.items.iter().enumerate().map(|(at, item)| (item.id.clone(), at)).collect();
    for tightening in tightenings {
        findings.extend(tighten(&mut book, tightening));
    }
    check::bind(book.items.iter_mut().flat_map(|item| item.checks.known_mut()));
    (book, findings)
}

/// An id and where it is declared.
type Declared<'b> = (&'b str, &'b Source, Span);

fn duplicates(book: &Rulebook) -> Vec<Finding> {
    let kinds: [(Text, Vec<Declared<'_>>); 5] = [
        (text!("the item", "条目"), book.items.iter().map(|it| (it.id.as_str(), &it.source, it.span)).collect()),
        (text!("the level", "等级"), book.levels.iter().map(|it| (it.id.as_str(), &it.source, it.span)).collect()),
        (text!("the trait", "特征"), book.traits.iter().map(|it| (it.id.as_str(), &it.source, it.span)).collect()),
        (
            text!("the principle", "原则"),
            book.principles.iter().map(|it| (it.id.as_str(), &it.source, it.span)).collect(),
        ),
        (text!("the clause", "条款"), book.clauses.iter().map(|it| (it.id.as_str(), &it.source, it.span)).collect()),
    ];
    let mut findings = Vec::new();
    for (what, declared) in kinds {
        let mut seen: HashMap<&str, (&Source, Span)> = HashMap::new();
        for (id, source, span) in declared {
            let Some((first, place)) = seen.insert(id, (source, span)) else { continue };
            let (en, zh) = (&what.en, &what.zh);
            let message = text!("{en} `{id}` is declared twice", "{zh} `{id}` 被声明了两次");
            let problem = Problem::new(Code::DuplicateId, span, message).label(text!("again here", "此处重复"));
            let mut finding = Finding::from_problem(problem, source, "pack");
            finding.related.push(Place::new(first, place, text!("first here", "首次声明")));
            findings.push(finding);
        }
    }
    findings
}

fn references(book: &Rulebook) -> Vec<Finding> {
    let clauses: Vec<_> = book.clauses.iter().map(|clause| clause.id.as_str()).collect();
    let traits: Vec<_> = book.traits.iter().map(|known| known.id.as_str()).collect();
    let principles: Vec<_> = book.principles.iter().map(|principle| principle.id.as_str()).collect();
    let stages: Vec<_> = Stage::all().map(Stage::word).collect();
    let mut findings = Vec::new();
    for clause in &book.clauses {
        let principle = clause.principle.iter();
        let unknown = principle.filter_map(|id| unknown(&text!("principle", "原则"), id, &principles));
        findings.extend(unknown.map(|problem| Finding::from_problem(problem, &clause.source, "pack")));
    }
    for item in &book.items {
        let mut tell = |problem| findings.push(Finding::from_problem(problem, &item.source, "pack"));
        let principle = Spanned::new(item.principle.clone(), item.span);
        unknown(&text!("principle", "原则"), &principle, &principles).into_iter().for_each(&mut tell);
        for clause in &item.clauses {
            unknown(&text!("clause", "条款"), clause, &clauses).into_iter().for_each(&mut tell);
        }
        if item.level.value != UNREAD && book.levels.iter().all(|level| level.rank != item.level.value) {
            let rank = item.level.value;
            let message = text!("no level has the rank {rank}", "没有序位为 {rank} 的等级");
            tell(Problem::new(Code::UnknownReference, item.level.span, message));
        }
        for condition in item.applies.iter().chain(&item.required_when) {
            let place = |span: Span| condition.offset.map_or(condition.span, |offset| span.shifted(offset));
            for (path, what, known) in [
                (["project", "traits"], text!("trait", "特征"), &traits),
                (["project", "stage"], text!("stage", "阶段"), &stages),
            ] {
                for (word, span) in condition.expr.literals_compared_with(&path) {
                    unknown(&what, &Spanned::new(word, place(span)), known).into_iter().for_each(&mut tell);
                }
            }
        }
    }
    findings
}

/// A name that is none of those known, with the nearest of them.
pub(super) fn unknown(what: &Text, id: &Spanned<String>, known: &[&str]) -> Option<Problem> {
    if known.contains(&id.value.as_str()) {
        return None;
    }
    let (en, zh, word) = (&what.en, &what.zh, &id.value);
    let problem =
        Problem::new(Code::UnknownReference, id.span, text!("there is no {en} `{word}`", "没有名为 `{word}` 的{zh}"));
    Some(match nearest(word, known.iter().copied()) {
        Some(near) => problem.help(did_you_mean(near)),
        None => problem,
    })
}

/// Applies one tightening. What would loosen is refused.
fn tighten(book: &mut Rulebook, tightening: Tightening) -> Vec<Finding> {
    let source = tightening.source.clone();
    let known = || book.index.keys().map(String::as_str);
    let Some(&at) = book.index.get(&tightening.item.value) else {
        let mut known: Vec<_> = known().collect();
        known.sort_unstable();
        let problem = unknown(&text!("item", "条目"), &tightening.item, &known);
        return problem.map(|problem| Finding::from_problem(problem, &source, "pack")).into_iter().collect();
    };
    let Some(item) = book.items.get_mut(at) else { return Vec::new() };
    let mut refused = Vec::new();
    let mut hold = |refusal: Option<Refused>, old: Span, old_source: &Source| {
        if let Some(refusal) = refusal {
            let place = Place::new(old_source, old, text!("it is {} here", "此处为 {}", refusal.old));
            let message = text!("{} would loosen what the other pack asks", "{} 会放宽另一规则包的要求", refusal.what);
            let help = text!("a pack may only tighten the pack that it extends", "规则包只能加严所扩展的规则包");
            let problem = Problem::new(Code::Loosened, refusal.span, message).help(help);
            let mut finding = Finding::from_problem(problem, &source, "pack");
            finding.related.push(place);
            refused.push(finding);
        }
    };
    let item_source = item.source.clone();
    if let Some(new) = tightening.requirement {
        let refusal = Refused::when(
            new.value < item.requirement.value,
            "`requirement`",
            new.span,
            &item.requirement.value.word(),
        );
        hold(refusal, item.requirement.span, &item_source);
        item.requirement.value = item.requirement.value.max(new.value);
    }
    if let Some(new) = tightening.level {
        let refusal = Refused::when(new.value > item.level.value, "`level`", new.span, &item.level.value);
        hold(refusal, item.level.span, &item_source);
        item.level.value = item.level.value.min(new.value);
    }
    if let Some(new) = tightening.fresh_days {
        if let Some(old) = item.fresh_days.as_ref().filter(|old| old.days < new.value) {
            hold(Refused::when(true, "`fresh-days`", new.span, &old.days), old.span, &old.source);
        } else {
            item.fresh_days = Some(FreshDays { days: new.value, source: source.clone(), span: new.span });
        }
    }
    if let Some(new) = tightening.opt_out {
        hold(Refused::when(new.value && !item.opt_out, "`opt-out`", new.span, &item.opt_out), item.span, &item_source);
        item.opt_out &= new.value;
    }
    if let Some(new) = tightening.waivable {
        hold(
            Refused::when(new.value && !item.waivable, "`waivable`", new.span, &item.waivable),
            item.span,
            &item_source,
        );
        item.waivable &= new.value;
    }
    if let Some(new) = tightening.at_least {
        let wanted = usize::try_from(new.value).unwrap_or_default();
        let old = item.evidence.at_least;
        hold(Refused::when(wanted < old, "`at-least`", new.span, &old), item.evidence.span, &item_source);
        item.evidence.at_least = old.max(wanted);
    }
    item.required_when.extend(tightening.required_when);
    item.checks.extend(tightening.checks);
    refused
}

/// A field that would be loosened, and what it is now.
struct Refused {
    what: &'static str,
    span: Span,
    old: String,
}

impl Refused {
    fn when(loosens: bool, what: &'static str, span: Span, old: &impl Debug) -> Option<Self> {
        loosens.then(|| Self { what, span, old: format!("{old:?}") })
    }
}
