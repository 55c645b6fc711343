//! `guiju test`: runs the cases of a pack and shows side by side what differs; asked to, it mutates the items and names what no case notices.

use std::fmt::Write as _;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::check::pool;
use super::terminal::Terminal;
use super::{BROKEN, FAILED, PASSED, judge, write};
use crate::args::Test;
use crate::cases::{self, Difference, Ready, Seen};
use crate::error::Error;
use crate::finding::{Finding, Place, Severity};
use crate::locale::{Text, text};
use crate::mutants::{self, Trial};
use crate::pack::{Case, Details, Item, Rulebook};
use crate::render::{self, Format, View, one_line};
use crate::source::Source;

/// Tests the items that the pack itself brings, side by side, and gives the exit status.
pub(super) fn run(test: &Test, terminal: &Terminal) -> Result<u8, Error> {
    let mut judge = judge(std::slice::from_ref(&test.pack))?;
    if let Some(glob) = &test.only {
        judge = judge.only(glob)?;
    }
    let rulebook = judge.rulebook()?;
    let own: Vec<_> = rulebook.own_items().into_iter().filter(|item| judge.concerns(&item.id)).collect();
    if own.is_empty() {
        return Err(Error::Plain(text!("no item of the pack has such an id", "规则包中没有编号匹配的条目")));
    }
    let tested: Vec<_> =
        pool(0)?.install(|| own.par_iter().map(|item| test_item(&rulebook, item, test.mutate)).collect());
    let tested = tested.into_iter().collect::<Result<Vec<_>, _>>()?;
    let view = terminal.view(test.quiet, judge.today());
    let tally = Tally::of(&tested);
    if test.json {
        write(&as_data(&tested, &tally, &view))?;
    } else {
        tested.iter().try_for_each(|tested| write(&told(tested, &view)))?;
        write(&tally.told(test, &view))?;
    }
    Ok(match (tally.passed + tally.failed, tally.failed + tally.survived) {
        (0, _) => BROKEN,
        (_, 0) => PASSED,
        _ => FAILED,
    })
}

/// What came of one item.
struct Tested<'r> {
    item: &'r Item,
    /// What is wrong with its cases as part of a file.
    broken: Vec<Finding>,
    lack: Option<Text>,
    /// Each case, and what differs from what it expects.
    cases: Vec<(String, Place, Option<Difference>)>,
    trial: Option<Trial>,
}

fn test_item<'r>(rulebook: &Rulebook, item: &'r Item, mutate: bool) -> Result<Tested<'r>, Error> {
    let (details, broken) = Details::of(item);
    let Some(details) = details.filter(|_| broken.is_empty()) else {
        return Ok(Tested { item, broken, lack: None, cases: Vec::new(), trial: None });
    };
    let judged = |case: &Case| {
        let ready = Ready::new(item, case);
        let kind = match case.expect {
            None => text!("good case", "好用例"),
            Some(_) => text!("bad case", "坏用例"),
        };
        let difference = ready.judge(rulebook, &ready.shelf())?;
        Ok((case.name.value.clone(), Place::new(&item.source, case.span, kind), difference))
    };
    let cases = details.cases.iter().map(judged).collect::<Result<_, Error>>()?;
    let trial = if mutate { Some(mutants::trial(rulebook, item, &details)?) } else { None };
    Ok(Tested { item, broken, lack: cases::too_few(&details), cases, trial })
}

/// How many cases and laws held, and how many did not; how many mutants there were.
#[derive(Default)]
struct Tally {
    items: usize,
    passed: usize,
    failed: usize,
    mutants: usize,
    survived: usize,
    unread: usize,
}

impl Tally {
    fn of(tested: &[Tested<'_>]) -> Self {
        let mut tally = Self { items: tested.len(), ..Self::default() };
        for tested in tested {
            let passed = tested.cases.iter().filter(|(.., difference)| difference.is_none()).count();
            tally.passed += passed;
            tally.failed += tested.cases.len() - passed;
            tally.failed += usize::from(tested.lack.is_some()) + usize::from(!tested.broken.is_empty());
            if let Some(trial) = &tested.trial {
                tally.mutants += trial.tried;
                tally.survived += trial.survivors.len();
                tally.unread += trial.unread.len();
            }
        }
        tally
    }

    /// The sums in words; nothing where only what differs is wanted, and nothing does.
    fn told(&self, test: &Test, view: &View) -> String {
        let mut out = String::new();
        let mut line = |said: Text| {
            let _ = writeln!(out, "{}", said.get(view.locale));
        };
        let [items, passed, failed] = [self.items, self.passed, self.failed].map(grouped);
        let s = if self.items == 1 { "" } else { "s" };
        if !test.quiet || self.failed > 0 {
            line(text!(
                "{items} item{s}: {passed} passed, {failed} failed",
                "{items} 个条目：{passed} 项通过，{failed} 项失败"
            ));
        }
        let [mutants, survived, unread] = [self.mutants, self.survived, self.unread].map(grouped);
        if self.unread > 0 {
            line(text!("{unread} mutants are no items, and were not tried", "有 {unread} 个变异体不成条目，未予试验"));
        }
        match (test.mutate, self.survived) {
            (true, 0) if !test.quiet => line(text!(
                "{mutants} mutants of {items} item{s}, all noticed",
                "{items} 个条目的 {mutants} 个变异体，全部有用例察觉"
            )),
            (true, 1..) => line(text!(
                "{mutants} mutants of {items} item{s}, {survived} noticed by no case",
                "{items} 个条目的 {mutants} 个变异体，{survived} 个没有用例察觉"
            )),
            _ => {}
        }
        out
    }
}

/// A number with its thousands apart.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let (head, rest) = digits.split_at(first);
    let groups = (0..rest.len() / 3).filter_map(|at| rest.get(3 * at..3 * at + 3));
    let groups: Vec<_> = (!head.is_empty()).then_some(head).into_iter().chain(groups).collect();
    groups.join(",")
}

/// What a person is told of one item; nothing where all is well.
fn told(tested: &Tested<'_>, view: &View) -> String {
    let mut out = render::findings(Format::Plain, &tested.broken, view);
    // Writing to a string does not fail.
    if let Some(lack) = &tested.lack {
        let _ = writeln!(out, "{}: {}", at(&tested.item.source, tested.item.span.start), lack.get(view.locale));
    }
    for (name, place, difference) in &tested.cases {
        if let Some(difference) = difference {
            let (kind, name) = (place.label.get(view.locale), one_line(name));
            let named = view.locale.pick(format!("{kind} “{name}”"), format!("{kind}“{name}”"));
            let _ = writeln!(out, "{}: {named}", at(&place.source, place.span.start));
            let _ = writeln!(out, "{}", render::difference(difference, view));
        }
    }
    if let Some(trial) = &tested.trial {
        let lines = [
            (&trial.survivors, text!("no case notices: ", "用例未察觉：")),
            (&trial.unread, text!("no item any more, not tried: ", "不成条目，未试验：")),
        ];
        for (places, why) in lines {
            for place in places {
                let what = one_line(place.label.get(view.locale));
                let _ = writeln!(out, "{}: {}{what}", at(&place.source, place.span.start), why.get(view.locale));
            }
        }
    }
    out
}

fn at(source: &Source, byte: usize) -> String {
    format!("{}:{}", one_line(source.name()), source.position(byte).line)
}

/// All of it for programs: `guiju.test/1`.
fn as_data(tested: &[Tested<'_>], tally: &Tally, view: &View) -> String {
    let line = |place: &Place| place.source.position(place.span.start).line;
    let seen = |seen: &Seen| {
        json!({
            "verdict": seen.verdict.word(),
            "codes": &seen.codes,
            "severity": seen.severity.map(Severity::word),
        })
    };
    let case = |(name, place, difference): &(String, Place, Option<Difference>)| {
        let mut data = json!({ "name": name, "line": line(place), "passed": difference.is_none() });
        if let Some(difference) = difference {
            data["expected"] = seen(&difference.expected);
            data["got"] = seen(&difference.got);
            data["elsewhere"] = json!(difference.elsewhere);
        }
        data
    };
    let mutant = |place: &Place| json!({ "line": line(place), "what": place.label.get(view.locale) });
    let item = |tested: &Tested<'_>| {
        let mut data = json!({
            "id": tested.item.id,
            "file": tested.item.source.name(),
            "lack": tested.lack.as_ref().map(|lack| lack.get(view.locale)),
            "broken": tested.broken.iter().map(|finding| finding.message.get(view.locale)).collect::<Vec<_>>(),
            "cases": tested.cases.iter().map(case).collect::<Vec<_>>(),
        });
        if let Some(trial) = &tested.trial {
            let places = |places: &[Place]| places.iter().map(mutant).collect::<Vec<_>>();
            data["mutants"] = json!({
                "tried": trial.tried,
                "survivors": places(&trial.survivors),
                "untried": places(&trial.unread),
            });
        }
        data
    };
    let items: Vec<Value> = tested.iter().map(item).collect();
    let totals = json!({
        "items": tally.items, "passed": tally.passed, "failed": tally.failed,
        "mutants": tally.mutants, "survivors": tally.survived, "untried": tally.unread,
    });
    format!("{:#}\n", json!({ "schema": "guiju.test/1", "items": items, "totals": totals }))
}
