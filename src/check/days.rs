//! Days held against today: the newest that something names is not too old, or one of them lies ahead. Where they are named, and what for,
//! the checks that ask this know.

use jiff::civil::Date;

use super::keys::{AFTER_TODAY, NEWEST_WITHIN_DAYS};
use super::terms::{Limit, number};
use super::{Failure, Kind, Look};
use crate::finding::{Code, Place};
use crate::locale::{Text, text};

/// What the days must be.
#[derive(Debug, Default)]
pub(crate) struct Days {
    /// So many days ago, or fewer, lies the newest of those that are not ahead.
    pub(crate) newest_within: Option<usize>,
    /// One lies after today.
    pub(crate) after_today: bool,
}

/// A day that something names, and where.
pub(super) type Named = (Date, Option<Place>);

/// What is wrong with the days: the one that tells it, what was expected and what was found, and what to say beside it.
struct Shortfall<'n> {
    named: Option<&'n Named>,
    message: Text,
    label: Text,
}

impl Kind {
    /// What the days must be that it finds; nothing of a kind that asks for none.
    pub(super) fn days(&self) -> Option<&Days> {
        match self {
            Self::Section(section) => Some(&section.days),
            Self::Text(text) => Some(&text.days),
            Self::Value(value) => Some(&value.days),
            Self::Files(_) | Self::Agree(_) | Self::Expr(_) => None,
        }
    }
}

impl Days {
    /// Whether any day is asked for.
    pub(super) fn are_asked(&self) -> bool {
        self.newest_within.is_some() || self.after_today
    }

    /// The failure that the days are, with the place of the one that tells it.
    pub(super) fn failure(&self, named: &[Named], look: &Look<'_>, code: Code) -> Option<Failure> {
        let Shortfall { named, message, label } =
            self.newest(named, look.today).or_else(|| self.latest(named, look.today))?;
        let place = named.and_then(|(_, place)| place.clone()).map(|place| Place { label, ..place });
        Some(Failure::new(code, message).at(place))
    }

    fn newest<'n>(&self, named: &'n [Named], today: Date) -> Option<Shortfall<'n>> {
        let most = self.newest_within?;
        let Some(newest) = named.iter().filter(|(day, _)| *day <= today).max_by_key(|(day, _)| *day) else {
            let message = text!(
                "expected a day within the last {most} days, and none is named",
                "应写明近 {most} 天内的日期，却没有写"
            );
            return Some(Shortfall { named: None, message, label: Text::default() });
        };
        let (day, ago) = (newest.0, (today - newest.0).get_days());
        if usize::try_from(ago).is_ok_and(|ago| ago <= most) {
            return None;
        }
        Some(Shortfall {
            named: Some(newest),
            message: text!(
                "expected a day within the last {most} days, the newest is {day}",
                "应写明近 {most} 天内的日期，最近的却是 {day}"
            ),
            label: text!("{day}, {ago} days ago; at most {most} are allowed", "{day}，距今 {ago} 天；最多 {most} 天"),
        })
    }

    fn latest<'n>(&self, named: &'n [Named], today: Date) -> Option<Shortfall<'n>> {
        let latest = named.iter().max_by_key(|(day, _)| *day);
        if !self.after_today || latest.is_some_and(|(day, _)| *day > today) {
            return None;
        }
        Some(match latest {
            Some(latest) => {
                let day = latest.0;
                Shortfall {
                    named: Some(latest),
                    message: text!(
                        "expected a day that lies ahead, the latest is {day}",
                        "应写明尚未到来的日期，最晚的却是 {day}"
                    ),
                    label: text!("{day} does not lie after {today}", "{day} 不晚于 {today}"),
                }
            }
            None => Shortfall {
                named: None,
                message: text!("expected a day that lies ahead, and none is named", "应写明尚未到来的日期，却没有写"),
                label: Text::default(),
            },
        })
    }

    /// What it asks, to follow what else is asked.
    pub(super) fn asks(&self) -> [Option<Text>; 2] {
        [
            self.newest_within
                .map(|most| text!("the newest day at most {most} days ago", "最近的日期距今不超过 {most} 天")),
            self.after_today.then(|| text!("a day that lies ahead", "有尚未到来的日期")),
        ]
    }

    /// Its keys, with what they say.
    pub(super) fn limits(&self) -> [(&'static str, Limit); 2] {
        [
            (NEWEST_WITHIN_DAYS.name, Limit::Most(self.newest_within.map(number))),
            (AFTER_TODAY.name, Limit::Must(self.after_today.then(|| true.to_string()))),
        ]
    }
}
