//! What time does to an answer: reviews that are over, reviews that fall due, days that have not come yet.

use jiff::civil::Date;
use jiff::{SpanRelativeTo, ToSpan};

use super::inquiry::{Draft, Inquiry};
use super::reviews::Looked;
use crate::finding::Code;
use crate::locale::text;
use crate::manifest::snippet;
use crate::pack::FreshDays;
use crate::vocabulary::Status;

/// How many days ahead something is told to fall due.
pub(super) const SOON_DAYS: i64 = 30;

/// What the calendar says of a claim that is met.
#[derive(Default)]
pub(super) struct Days {
    pub(super) drafts: Vec<Draft>,
    /// Whether the review is over, or there is none where one is asked for.
    pub(super) stale: bool,
}

/// Holds the days of an answer against today.
pub(super) fn days(inquiry: &Inquiry<'_>) -> Days {
    let mut days = Days::default();
    let Some(answer) = inquiry.answer else { return days };
    let looked = inquiry.looked();
    let (future, past): (Vec<_>, Vec<_>) = looked.iter().partition(|looked| looked.day > inquiry.today);
    days.drafts.extend(future.iter().map(|looked| future_date(inquiry, looked)));
    if inquiry.status() == Some(Status::Met) {
        // A review that has not happened yet counts as none; the finding on its day has said why.
        days.stale = !future.is_empty();
        // Of the manifest and the lock, the one that speaks of the later day.
        match (&inquiry.item.fresh_days, past.iter().max_by_key(|looked| looked.day)) {
            (Some(fresh), Some(looked)) if future.is_empty() => freshness(inquiry, looked, fresh, &mut days),
            (Some(fresh), None) if future.is_empty() => {
                days.stale = true;
                days.drafts.push(never(inquiry, fresh));
            }
            (Some(_) | None, _) => {}
        }
    } else if let Some(by) = answer.plan.as_ref().and_then(|plan| plan.by.as_ref()) {
        let left = until(inquiry.today, by.value);
        if (0..=SOON_DAYS).contains(&left) {
            let day = by.value;
            let message = text!("the plan falls due on {day}", "整改计划将于 {day} 到期");
            let place = inquiry.claim(by.span, text!("{left} days from now", "还有 {left} 天"));
            days.drafts.push(inquiry.draft(Code::DueSoon, message, place));
        }
    }
    days
}

/// How many days lie between two, negative when the second comes first.
pub(crate) fn until(from: Date, to: Date) -> i64 {
    (to - from).total((jiff::Unit::Day, SpanRelativeTo::days_are_24_hours())).map_or(i64::MAX, |days| {
        #[expect(clippy::cast_possible_truncation, reason = "the days of the calendar that jiff knows fit an i32")]
        let days = days as i64;
        days
    })
}

/// The last day on which a review still counts.
pub(crate) fn due(reviewed: Date, fresh_days: i64) -> Date {
    reviewed.checked_add(fresh_days.days()).unwrap_or(Date::MAX)
}

fn freshness(inquiry: &Inquiry<'_>, reviewed: &Looked<'_>, fresh: &FreshDays, days: &mut Days) {
    let (fresh_days, day) = (fresh.days, reviewed.day);
    let due = due(day, fresh_days);
    let left = until(inquiry.today, due);
    if left < 0 {
        days.stale = true;
        let age = until(day, inquiry.today);
        let message = text!(
            "the evidence was last reviewed {age} days ago; a review every {fresh_days} days is asked for",
            "证据距上次复核已有 {age} 天，要求每 {fresh_days} 天复核一次"
        );
        let place = reviewed.place(text!("was due again by {due}", "应在 {due} 前再次复核"));
        let item = &inquiry.item.id;
        let help = if inquiry.reviews().is_empty() {
            text!("look at the evidence again, then write the day of that review", "请重新查看证据，再写下复核日期")
        } else {
            text!(
                "look at the evidence again, then run `guiju review {item}`",
                "请重新查看证据，再运行 `guiju review {item}`"
            )
        };
        days.drafts.push(inquiry.draft(Code::Stale, message, place).help(help).asked_at(fresh));
    } else if left <= SOON_DAYS {
        let message = text!("the next review falls due on {due}", "下次复核将于 {due} 到期");
        let place = reviewed.place(text!("{left} days from now", "还有 {left} 天"));
        days.drafts.push(inquiry.draft(Code::DueSoon, message, place).asked_at(fresh));
    }
}

fn never(inquiry: &Inquiry<'_>, fresh: &FreshDays) -> Draft {
    let fresh_days = fresh.days;
    let message = text!(
        "nobody says when the evidence was reviewed; a review every {fresh_days} days is asked for",
        "没有写明证据何时复核，要求每 {fresh_days} 天复核一次"
    );
    let place = inquiry.claim(inquiry.nearest(), text!("no `reviewed` day here", "此处缺少 `reviewed` 日期"));
    let line = snippet::reviewed(inquiry.manifest.syntax);
    let help = text!(
        "look at the evidence, then add `{line}` with the day of that review",
        "请查看证据，再添加 `{line}`，写复核当天的日期"
    );
    inquiry.draft(Code::Stale, message, place).help(help).asked_at(fresh)
}

fn future_date(inquiry: &Inquiry<'_>, looked: &Looked<'_>) -> Draft {
    let (value, today) = (looked.day, inquiry.today);
    let message =
        text!("the review is dated {value}, and today is {today}", "复核日期写的是 {value}，而今天是 {today}");
    let place = looked.place(text!("has not come yet", "尚未到来"));
    inquiry
        .draft(Code::FutureDate, message, place)
        .help(text!("write the day on which it was done", "请写实际复核的日期"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_review_counts_through_its_last_day() {
        assert_eq!(due(date(2026, 1, 1), 365), date(2027, 1, 1));
        assert_eq!(due(date(2028, 2, 28), 1), date(2028, 2, 29));
        assert_eq!(until(date(2026, 12, 31), date(2027, 1, 1)), 1);
        assert_eq!(until(date(2027, 1, 1), date(2026, 12, 31)), -1);
        assert_eq!(due(Date::MAX, 10), Date::MAX);
    }
}
