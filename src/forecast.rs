//! What falls due: reviews, waivers, plans, rules that take effect, and verdicts that turn by the calendar alone. It judges nothing; what a
//! later day brings is asked of whoever calls.

use std::collections::HashSet;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::diff::{Snapshot, Trend, compare};
use crate::evaluate::{due, until};
use crate::finding::{Code, Finding, Place};
use crate::judge::Judged;
use crate::locale::{Text, text};
use crate::pack::Item;
use crate::report::{ItemReport, ProjectReport};
use crate::vocabulary::{Status, Verdict};

/// What kind of thing falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The evidence is to be looked at again.
    Review,
    /// An exception ends.
    Waiver,
    /// Something was promised by this day.
    Plan,
    /// An item takes effect.
    Rule,
    /// A verdict gets worse, though nobody changes anything.
    Verdict,
}

impl Kind {
    /// The word that programs see.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Waiver => "waiver",
            Self::Plan => "plan",
            Self::Rule => "rule",
            Self::Verdict => "verdict",
        }
    }

    /// The word in both languages.
    pub(crate) fn text(self) -> Text {
        let zh = match self {
            Self::Review => "复核",
            Self::Waiver => "豁免",
            Self::Plan => "整改",
            Self::Rule => "规则",
            Self::Verdict => "结论",
        };
        Text { en: self.word().to_owned(), zh: zh.to_owned() }
    }
}

/// Something that falls due.
#[derive(Debug, Clone)]
pub(crate) struct Due {
    /// The last day on which it is in time; for what comes of itself, the day on which it comes; today for what is late without a day.
    pub(crate) day: Date,
    /// Whether it is late.
    pub(crate) is_overdue: bool,
    pub(crate) kind: Kind,
    pub(crate) item: String,
    pub(crate) title: Text,
    /// What is to be known of it: lower case, no full stop.
    pub(crate) what: Text,
    /// Where it is written.
    pub(crate) place: Place,
}

impl Due {
    /// What is late first, then by day.
    pub(crate) fn order(&self) -> impl Ord + use<> {
        (!self.is_overdue, self.day, self.kind, self.item.clone())
    }
}

/// What falls due in one project.
#[derive(Debug)]
pub(crate) struct Forecast {
    /// The manifest, as the user would write its path.
    pub(crate) manifest: String,
    pub(crate) name: String,
    /// In order.
    pub(crate) dues: Vec<Due>,
}

/// The days that are looked at: today, and the last of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    pub(crate) today: Date,
    pub(crate) last: Date,
}

impl Window {
    /// Today and so many days more.
    pub(crate) fn new(today: Date, days: u16) -> Self {
        Self { today, last: today.checked_add(i64::from(days).days()).unwrap_or(Date::MAX) }
    }
}

/// What falls due in a project. `judge` gives the report on another day; it is asked for few of them.
///
/// # Errors
///
/// Where the project cannot be judged on another day.
pub(crate) fn forecast<E>(
    judged: &Judged,
    window: Window,
    judge: impl FnMut(Date) -> Result<ProjectReport, E>,
) -> Result<Forecast, E> {
    let report = &judged.report;
    let mut dues = Vec::new();
    for item in report.items.iter().filter(|item| item.verdict != Verdict::NotApplicable) {
        let Some(rule) = judged.rulebook.item(&item.id) else { continue };
        let desk = Desk { judged, item, rule, today: window.today };
        dues.extend([desk.review(), desk.waiver(), desk.plan(), desk.rule()].into_iter().flatten());
    }
    let told: HashSet<(String, Date)> = dues.iter().map(|due| (due.item.clone(), due.day)).collect();
    let turns = Turns { judge, found: Vec::new() }.between(report, window)?;
    // What ends with a day shows in the verdict on the day after it.
    dues.extend(turns.into_iter().filter(|turn| {
        let eve = turn.day.yesterday().unwrap_or(Date::MIN);
        ![eve, turn.day].into_iter().any(|day| told.contains(&(turn.item.clone(), day)))
    }));
    dues.retain(|due| due.day <= window.last);
    dues.sort_by_cached_key(Due::order);
    Ok(Forecast { manifest: report.manifest.clone(), name: report.name.clone(), dues })
}

/// One item of a project.
struct Desk<'j> {
    judged: &'j Judged,
    item: &'j ItemReport,
    rule: &'j Item,
    today: Date,
}

impl Desk<'_> {
    fn due(&self, kind: Kind, day: Date, what: Text) -> Due {
        Due {
            day,
            is_overdue: day < self.today,
            kind,
            item: self.item.id.clone(),
            title: Text::clone(&self.item.title),
            what,
            place: self.item.place.clone(),
        }
    }

    /// The first finding with one of these codes.
    fn finding(&self, codes: &[Code]) -> Option<&Finding> {
        let mut own = self.judged.report.findings.iter().filter(|finding| finding.rule == self.item.id);
        own.find(|finding| codes.contains(&finding.code))
    }

    /// When the evidence is to be looked at again. Nobody is asked to look while an exception stands in its place.
    fn review(&self) -> Option<Due> {
        if self.item.status != Some(Status::Met) || self.item.verdict == Verdict::Waived {
            return None;
        }
        let looked = self.item.reviewed.filter(|day| *day <= self.today && self.finding(&[Code::FutureDate]).is_none());
        if let Some((fresh, reviewed)) = self.rule.fresh_days.as_ref().zip(looked) {
            let day = due(reviewed, fresh.days);
            if day < self.today || self.finding(&[Code::Drifted]).is_none() {
                let what = text!("the review of {reviewed} counts through this day", "{reviewed} 的复核有效至此日");
                return Some(self.due(Kind::Review, day, what));
            }
        }
        // Late, and without a day of its own: never looked at, dated ahead, or another text since.
        let finding = self.finding(&[Code::Drifted, Code::FutureDate, Code::Stale])?;
        let due = self.due(Kind::Review, self.today, finding.message.clone());
        Some(Due { is_overdue: true, place: finding.place.clone(), ..due })
    }

    /// When the exception in force ends, or when one ended that is missed.
    fn waiver(&self) -> Option<Due> {
        let waivers = &self.judged.manifest.waivers;
        let own = waivers.iter().filter(|waiver| waiver.item.value == self.item.id);
        let (waiver, expires) = match &self.item.waiver {
            Some(valid) => {
                let is_valid = |expires: Date| expires == valid.expires;
                own.filter_map(|waiver| Some((waiver, waiver.expires.as_ref()?)))
                    .find(|(_, day)| is_valid(day.value))?
            }
            None => {
                self.finding(&[Code::WaiverExpired])?;
                let over = own.filter_map(|waiver| Some((waiver, waiver.expires.as_ref()?)));
                over.filter(|(_, day)| day.value < self.today).max_by_key(|(_, day)| day.value)?
            }
        };
        let reason = waiver.reason.as_ref().map_or("", |reason| reason.value.as_str());
        let what = text!("the waiver counts through this day: {reason}", "豁免有效至此日：{reason}");
        let due = self.due(Kind::Waiver, expires.value, what);
        Some(Due { place: Place::new(&waiver.source, expires.span, Text::default()), ..due })
    }

    /// When a gap is to be closed. An exception does not take back what was promised.
    fn plan(&self) -> Option<Due> {
        if !matches!(self.item.status, Some(Status::Partial | Status::Unmet)) {
            return None;
        }
        let manifest = &self.judged.manifest;
        let plan = manifest.answer(&self.item.id)?.plan.as_ref()?;
        let (by, action) = (plan.by.as_ref()?, &plan.action.value);
        let due = self.due(Kind::Plan, by.value, text!("planned by this day: {action}", "计划在此日前完成：{action}"));
        Some(Due { place: Place::new(&manifest.source, by.span, Text::default()), ..due })
    }

    /// When the item takes effect, where it is asked for at the level aimed at.
    fn rule(&self) -> Option<Due> {
        let day = self.rule.effective_from.filter(|day| *day > self.today)?;
        if self.item.level > self.judged.report.level_aimed {
            return None;
        }
        let verdict = self.item.verdict.text();
        let (en, zh) = (&verdict.en, &verdict.zh);
        let what = text!(
            "the item takes effect on this day; the verdict on it is now `{en}`",
            "本项自此日起生效；目前的结论是“{zh}”"
        );
        let due = self.due(Kind::Rule, day, what);
        Some(Due { place: Place::new(&self.rule.source, self.rule.span, Text::default()), ..due })
    }
}

/// Verdicts that get worse by the calendar alone: a check that asks for a recent day, a condition that asks for today.
struct Turns<J> {
    judge: J,
    found: Vec<Due>,
}

impl<E, J: FnMut(Date) -> Result<ProjectReport, E>> Turns<J> {
    /// The turns of a window whose first day has this report. One that is taken back within it is not looked for.
    fn between(mut self, report: &ProjectReport, window: Window) -> Result<Vec<Due>, E> {
        let last = (self.judge)(window.last)?;
        self.search((window.today, report), (window.last, &last))?;
        Ok(self.found)
    }

    /// Halves a stretch of days until each turn is between two that follow each other.
    fn search(&mut self, first: (Date, &ProjectReport), last: (Date, &ProjectReport)) -> Result<(), E> {
        let days = until(first.0, last.0);
        if days < 1 || verdicts(first.1).eq(verdicts(last.1)) {
            return Ok(());
        }
        if days == 1 {
            self.found.extend(worse(first.1, last));
            return Ok(());
        }
        let middle = first.0.checked_add((days / 2).days()).unwrap_or(last.0);
        let report = (self.judge)(middle)?;
        self.search(first, (middle, &report))?;
        self.search((middle, &report), last)
    }
}

fn verdicts(report: &ProjectReport) -> impl Iterator<Item = Verdict> {
    report.items.iter().map(|item| item.verdict)
}

/// The verdicts that are worse on a day than on the day before it.
fn worse(before: &ProjectReport, (day, after): (Date, &ProjectReport)) -> Vec<Due> {
    let changes = compare(&Snapshot::from(before), &Snapshot::from(after)).changes;
    let turned = changes.into_iter().filter(|change| change.trend == Trend::Worse).filter_map(|change| {
        let verdict = change.new?.verdict;
        if change.old.is_some_and(|old| old.verdict == verdict) {
            return None;
        }
        let item = after.items.iter().find(|item| item.id == change.item)?;
        let becomes = verdict.text();
        let (en, zh) = (&becomes.en, &becomes.zh);
        let what = match &change.why {
            Some(why) => {
                let (why_en, why_zh) = (&why.message.en, &why.message.zh);
                text!("becomes `{en}`: {why_en}", "将变为“{zh}”：{why_zh}")
            }
            None => text!("becomes `{en}`", "将变为“{zh}”"),
        };
        let (title, place) = (Text::clone(&item.title), item.place.clone());
        Some(Due { day, is_overdue: false, kind: Kind::Verdict, item: change.item, title, what, place })
    });
    turned.collect()
}
