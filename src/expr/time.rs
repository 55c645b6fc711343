//! Moments and lengths of time as CEL writes them. It takes the notation of the CEL specification and no other that jiff would read.

use jiff::{SignedDuration, Timestamp};

use crate::locale::{Text, text};

/// How many digits of a fraction count; a nanosecond of an hour needs thirteen.
const FRACTION_DIGITS: usize = 18;

/// The units of a duration, and how many nanoseconds each has. Of two that start alike, the longer first.
const UNITS: [(&str, i64); 8] = [
    ("ns", 1),
    ("us", 1_000),
    ("\u{b5}s", 1_000),
    ("\u{3bc}s", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60 * 1_000_000_000),
    ("h", 3600 * 1_000_000_000),
];

/// The moment that an RFC 3339 text names.
pub(super) fn timestamp(written: &str) -> Result<Timestamp, Text> {
    let moment = if has_shape(written) { written.parse::<Timestamp>().ok() } else { None };
    moment.filter(is_known).ok_or_else(|| {
        let shown = shown(written);
        text!(
            "{shown} is no timestamp: write '2026-01-31T00:00:00Z'",
            "{shown} 不是时间戳：请写成 '2026-01-31T00:00:00Z'"
        )
    })
}

/// Whether CEL knows this moment: its first year is 1, jiff goes further back.
pub(super) fn is_known(moment: &Timestamp) -> bool {
    moment.as_second() >= -62_135_596_800
}

/// Whether this looks like `2026-01-31T00:00:00.5+08:00`: jiff takes blanks, small letters, zones in brackets and second 60 as well.
fn has_shape(written: &str) -> bool {
    let Some((head, tail)) = written.split_at_checked(19) else { return false };
    let fits = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text.bytes().zip(shape.bytes()).all(|(byte, wanted)| match wanted {
                b'0' => byte.is_ascii_digit(),
                _ => byte == wanted,
            })
    };
    let zone = match tail.strip_prefix('.') {
        None => tail,
        Some(fraction) => {
            let zone = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
            if (1..=9).contains(&(fraction.len() - zone.len())) { zone } else { return false }
        }
    };
    let offset = zone.strip_prefix(['+', '-']).is_some_and(|offset| fits(offset, "00:00"));
    fits(head, "0000-00-00T00:00:00") && !head.ends_with("60") && (zone == "Z" || offset)
}

/// The length of time that a text such as `1h30m` or `-1.5s` names. It fits into 64 bits of nanoseconds.
pub(super) fn duration(written: &str) -> Result<SignedDuration, Text> {
    nanoseconds(written).map(SignedDuration::from_nanos).ok_or_else(|| {
        let shown = shown(written);
        text!(
            "{shown} is no duration of at most 292 years: write '36h' or '1h30m'",
            "{shown} 不是 292 年以内的时长：请写成 '36h' 或 '1h30m'"
        )
    })
}

fn nanoseconds(written: &str) -> Option<i64> {
    let unsigned = written.strip_prefix(['+', '-']).unwrap_or(written);
    let sign = if written.starts_with('-') { -1 } else { 1 };
    if unsigned == "0" {
        return Some(0);
    }
    let mut rest = unsigned;
    let mut total = 0_i64;
    while !rest.is_empty() || unsigned.is_empty() {
        let number = rest.find(|c: char| c != '.' && !c.is_ascii_digit())?;
        let (number, after) = rest.split_at_checked(number)?;
        let &(unit, nanos) = UNITS.iter().find(|(unit, _)| after.starts_with(unit))?;
        total = total.checked_add(sign * portion(number, nanos)?)?;
        rest = after.strip_prefix(unit)?;
    }
    Some(total)
}

/// So many nanoseconds are `number` units of `nanos` each.
fn portion(number: &str, nanos: i64) -> Option<i64> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    if fraction.contains('.') {
        return None;
    }
    let digits = fraction.get(..fraction.len().min(FRACTION_DIGITS))?;
    let scale = 10_i128.pow(u32::try_from(digits.len()).ok()?);
    let part = if digits.is_empty() { 0 } else { digits.parse::<i128>().ok()? * i128::from(nanos) / scale };
    whole.checked_mul(nanos)?.checked_add(i64::try_from(part).ok()?)
}

fn shown(written: &str) -> String {
    let mut out = String::new();
    super::value::write_text(&mut out, written);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_that_of_rfc_3339() {
        for (written, canonical) in [
            ("2026-01-31T00:00:00Z", "2026-01-31T00:00:00Z"),
            ("2026-01-31T07:30:00.250+08:00", "2026-01-30T23:30:00.25Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            ("2024-02-29T23:59:59-00:30", "2024-03-01T00:29:59Z"),
        ] {
            assert_eq!(timestamp(written).map(|moment| moment.to_string()), Ok(canonical.to_owned()), "{written}");
        }
        for wrong in [
            "",
            "2026-01-31",
            "2026-01-31 00:00:00Z",
            "2026-01-31T00:00:00",
            "2026-01-31t00:00:00z",
            "2026-01-31T00:00:00Z[UTC]",
            "2026-02-30T00:00:00Z",
            "2026-01-31T24:00:00Z",
            "2026-01-31T00:00:60Z",
            "2026-01-31T00:00:00.Z",
            "2026-01-31T00:00:00+0800",
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00+01:00",
            "+002026-01-31T00:00:00Z",
            "二〇二六年一月一日零点",
        ] {
            assert!(timestamp(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_duration_is_a_row_of_numbers_with_units() {
        for (written, nanos) in [
            ("0", 0),
            ("-0", 0),
            ("36h", 36 * 3600 * 1_000_000_000),
            ("1h30m", 5400 * 1_000_000_000),
            ("-1.5s", -1_500_000_000),
            ("+.5ms", 500_000),
            ("1.s", 1_000_000_000),
            ("1us2ns", 1002),
            ("3\u{b5}s", 3000),
            ("0.3333333333333333333333h", 1_199_999_999_999),
            ("-9223372036854775807ns", -i64::MAX),
        ] {
            assert_eq!(nanoseconds(written), Some(nanos), "{written}");
        }
        for wrong in
            ["", "-", "1", "h", ".s", "1.2.3s", "1 h", "1d", "1h-30m", "2562048h", "99999999999999999999h", "1小时"]
        {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }
}
