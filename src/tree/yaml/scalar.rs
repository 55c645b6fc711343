//! What a YAML scalar means by the core schema of YAML 1.2.2 (section 10.3.2), with days added. It knows no collections.

use crate::tree::{Value, syntax};

/// A number beyond all bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLarge;

/// The value of a plain scalar.
pub(super) fn plain(raw: &str) -> Result<Value, TooLarge> {
    Ok(match raw {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        ".nan" | ".NaN" | ".NAN" => Value::Float(f64::NAN),
        _ => {
            if let Some(number) = number(raw) {
                return number;
            }
            syntax::day(raw).map_or_else(|| Value::String(raw.to_owned()), Value::Date)
        }
    })
}

/// A number, where the text is one.
fn number(raw: &str) -> Option<Result<Value, TooLarge>> {
    let unsigned = raw.strip_prefix(['+', '-']).unwrap_or(raw);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return Some(Ok(Value::Float(if raw.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY })));
    }
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        if let Some(digits) = raw.strip_prefix(prefix).filter(|digits| digits.chars().all(|c| c.is_digit(radix))) {
            return (!digits.is_empty())
                .then(|| i64::from_str_radix(digits, radix).map(Value::Integer).map_err(|_| TooLarge));
        }
    }
    if !is_decimal(unsigned) {
        return None;
    }
    if let Ok(number) = raw.parse::<i64>() {
        return Some(Ok(Value::Integer(number)));
    }
    let number = raw.parse::<f64>().ok().filter(|number| number.is_finite());
    Some(number.map(Value::Float).ok_or(TooLarge))
}

/// `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_decimal(raw: &str) -> bool {
    let (mantissa, exponent) = match raw.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (raw, "0"),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let some = !whole.is_empty() || (!fraction.is_empty() && mantissa.starts_with('.'));
    some && digits(whole) && digits(fraction) && digits(exponent) && !exponent.is_empty()
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;

    #[test]
    fn plain_scalars_mean_what_the_core_schema_says() {
        for (raw, value) in [
            ("", Ok(Value::Null)),
            ("~", Ok(Value::Null)),
            ("NULL", Ok(Value::Null)),
            ("nULL", Ok(Value::String("nULL".into()))),
            ("True", Ok(Value::Bool(true))),
            ("yes", Ok(Value::String("yes".into()))),
            ("no", Ok(Value::String("no".into()))),
            ("on", Ok(Value::String("on".into()))),
            ("007", Ok(Value::Integer(7))),
            ("+12", Ok(Value::Integer(12))),
            ("0o17", Ok(Value::Integer(15))),
            ("0xfF", Ok(Value::Integer(255))),
            ("0x", Ok(Value::String("0x".into()))),
            ("-0x1", Ok(Value::String("-0x1".into()))),
            ("1_000", Ok(Value::String("1_000".into()))),
            ("1.", Ok(Value::Float(1.0))),
            (".5", Ok(Value::Float(0.5))),
            (".", Ok(Value::String(".".into()))),
            ("-", Ok(Value::String("-".into()))),
            ("e5", Ok(Value::String("e5".into()))),
            ("1e", Ok(Value::String("1e".into()))),
            ("1e3", Ok(Value::Float(1000.0))),
            ("1e400", Err(TooLarge)),
            ("0xFFFFFFFFFFFFFFFFFF", Err(TooLarge)),
            ("-.inf", Ok(Value::Float(f64::NEG_INFINITY))),
            ("1.2.3", Ok(Value::String("1.2.3".into()))),
            ("2026-01-31", Ok(Value::Date(Date::constant(2026, 1, 31)))),
            ("2026-02-30", Ok(Value::String("2026-02-30".into()))),
            ("2026-1-31", Ok(Value::String("2026-1-31".into()))),
            ("2026-01-31T00:00:00Z", Ok(Value::String("2026-01-31T00:00:00Z".into()))),
        ] {
            assert_eq!(plain(raw), value, "{raw}");
        }
    }
}
