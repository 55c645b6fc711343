//! The days that a text names, as figures or in words of English and Chinese. A month stands for its last day; a year alone is no day.
//! What they are the days of is not asked.

use jiff::civil::Date;

use crate::source::Span;

/// The days that a text names, in its order, and where.
pub(crate) fn days(text: &str) -> Vec<(Date, Span)> {
    text.match_indices("20").filter_map(|(at, _)| named(text, at)).collect()
}

/// The day whose year starts at this byte.
fn named(text: &str, at: usize) -> Option<(Date, Span)> {
    let (before, year) = (text.get(..at)?, text.get(at..)?);
    // Looked at first: a long row of digits is then passed once.
    if before.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = number(year, 4).filter(|(year, _)| *year >= 2000)?;
    let after = |(month, day, rest): (i16, Option<i16>, &str)| (month, day, Span::new(at, text.len() - rest.len()));
    let ahead = |(month, day, start)| (month, day, Span::new(start, text.len() - rest.len()));
    let (month, day, span) =
        in_figures(rest).or_else(|| in_chinese(rest)).map(after).or_else(|| in_words(before).map(ahead))?;
    let month = i8::try_from(month).ok()?;
    let date = match day {
        Some(day) => Date::new(year, month, i8::try_from(day).ok()?).ok()?,
        None => Date::new(year, month, 1).ok()?.last_of_month(),
    };
    Some((date, span))
}

/// A number of no more digits than these, and what follows it.
fn number(text: &str, most: usize) -> Option<(i16, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.get(..text.len() - rest.len()).filter(|digits| digits.len() <= most)?;
    Some((digits.parse().ok()?, rest))
}

/// `-06-20` or `-06`: the month, the day, and what follows.
fn in_figures(rest: &str) -> Option<(i16, Option<i16>, &str)> {
    let (month, rest) = number(rest.strip_prefix('-')?, 2)?;
    Some(match rest.strip_prefix('-').and_then(|rest| number(rest, 2)) {
        Some((day, rest)) => (month, Some(day), rest),
        None => (month, None, rest),
    })
}

/// `年6月20日` or `年6月`, with or without spaces: the month, the day, and what follows.
fn in_chinese(rest: &str) -> Option<(i16, Option<i16>, &str)> {
    fn past<'t>(text: &'t str, sign: &str) -> Option<&'t str> {
        text.trim_start_matches(' ').strip_prefix(sign)
    }
    let (month, rest) = number(past(rest, "年")?.trim_start_matches(' '), 2)?;
    let rest = past(rest, "月")?;
    let day = number(rest.trim_start_matches(' '), 2).and_then(|(day, rest)| Some((day, past(rest, "日")?)));
    Some(match day {
        Some((day, rest)) => (month, Some(day), rest),
        None => (month, None, rest),
    })
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// `20 June `, `June 20, ` or `June ` at the end of what stands before a year: the month, the day, and the byte at which it starts.
fn in_words(before: &str) -> Option<(i16, Option<i16>, usize)> {
    let text = before.trim_end_matches([' ', ',']);
    if text.len() == before.len() {
        return None;
    }
    if let Some((day, rest)) = last_number(text) {
        let (month, rest) = last_month(rest.trim_end_matches(' '))?;
        return Some((month, Some(day), rest.len()));
    }
    let (month, rest) = last_month(text)?;
    Some(match last_number(rest.trim_end_matches(' ')) {
        Some((day, rest)) => (month, Some(day), rest.len()),
        None => (month, None, rest.len()),
    })
}

/// The month in words at the end of a text, and what stands before it.
fn last_month(text: &str) -> Option<(i16, &str)> {
    let rest = text.trim_end_matches('.').trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let word = text.get(rest.len()..)?.trim_end_matches('.');
    let is_meant =
        |month: &&str| word.len() >= 3 && month.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let at = MONTHS.iter().position(is_meant)?;
    Some((i16::try_from(at).ok()? + 1, rest))
}

/// The day at the end of a text, such as `3` or `3rd`, and what stands before it.
fn last_number(text: &str) -> Option<(i16, &str)> {
    let text = ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.get(rest.len()..).filter(|digits| (1..=2).contains(&digits.len()))?;
    Some((digits.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_found_as_people_write_them() {
        for (text, expected) in [
            ("Expires: 2026-12-31T00:00:00Z", &[("2026-12-31", "2026-12-31")][..]),
            ("on 2026-6-3, then 2027-01", &[("2026-06-03", "2026-6-3"), ("2027-01-31", "2027-01")]),
            ("2026年6月3日至 2026 年 7 月", &[("2026-06-03", "2026年6月3日"), ("2026-07-31", "2026 年 7 月")]),
            ("下次：2028年2月，共3次", &[("2028-02-29", "2028年2月")]),
            ("12 June 2025 and 3rd of May 2026", &[("2025-06-12", "12 June 2025"), ("2026-05-31", "May 2026")]),
            ("Sept. 5, 2025; DECEMBER 2025", &[("2025-09-05", "Sept. 5, 2025"), ("2025-12-31", "DECEMBER 2025")]),
            ("in 2026, 2026 年, reference 2025-118, 2025-26", &[]),
            ("2026-02-30, 2026-13-01, 12026-01-01, 1999-01-01", &[]),
            ("20 000 people; ma 2026; 2026-", &[]),
            ("20", &[]),
        ] {
            let found: Vec<_> =
                days(text).into_iter().map(|(day, span)| (day.to_string(), &text[span.range()])).collect();
            let found: Vec<_> = found.iter().map(|(day, text)| (day.as_str(), *text)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn hostile_texts_take_linear_time() {
        for piece in ["20", "2026-", "2026 年", "May 2026, ", "1 ", "20 20 "] {
            let _ = days(&piece.repeat(200_000));
        }
    }
}
