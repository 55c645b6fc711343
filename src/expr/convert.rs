//! The functions: sizes, parts of texts, conversions. What they cannot do is told without a place; the evaluator knows it.

use std::sync::Arc;

use super::ast::Function;
use super::operate::{Meter, text_units};
use super::time;
use super::value::Value;
use crate::locale::{Text, text};

/// The value of a function. `other` is the second operand of those that have two.
pub(super) fn call(function: Function, value: &Value, other: Option<&Value>, meter: &mut Meter) -> Result<Value, Text> {
    for operand in [Some(value), other].into_iter().flatten() {
        meter.charge(text_units(operand))?;
    }
    match (function, value, other) {
        (Function::Size, _, None) => size(value),
        (Function::StartsWith, Value::String(text), Some(Value::String(part))) => {
            Ok(Value::Bool(text.starts_with(part.as_ref())))
        }
        (Function::EndsWith, Value::String(text), Some(Value::String(part))) => {
            Ok(Value::Bool(text.ends_with(part.as_ref())))
        }
        (Function::Contains, Value::String(text), Some(Value::String(part))) => {
            Ok(Value::Bool(text.contains(part.as_ref())))
        }
        (Function::Int, _, None) => int(value),
        (Function::Double, _, None) => double(value),
        (Function::String, _, None) => string(value),
        (Function::Timestamp, Value::String(written), None) => time::timestamp(written).map(Value::Timestamp),
        (Function::Timestamp, Value::Timestamp(_), None) | (Function::Duration, Value::Duration(_), None) => {
            Ok(value.clone())
        }
        (Function::Duration, Value::String(written), None) => time::duration(written).map(Value::Duration),
        _ => Err(unfit(function, value, other)),
    }
}

fn unfit(function: Function, value: &Value, other: Option<&Value>) -> Text {
    let (word, of) = (function.word(), value.type_word());
    match other {
        None => text!("`{word}` does not take a value of type {of}", "`{word}` 不能用于 {of} 类型的值"),
        Some(other) => {
            let with = other.type_word();
            text!("`{word}` does not go with the types {of} and {with}", "`{word}` 不能用于 {of} 与 {with} 类型的值")
        }
    }
}

fn size(value: &Value) -> Result<Value, Text> {
    let size = match value {
        Value::String(text) => text.chars().count(),
        Value::List(items) => items.len(),
        Value::Map(map) => map.len(),
        _ => return Err(unfit(Function::Size, value, None)),
    };
    i64::try_from(size).map(Value::Int).map_err(|_| unfit(Function::Size, value, None))
}

fn int(value: &Value) -> Result<Value, Text> {
    // CEL leaves out -2^63 as well.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    let shown = || {
        let literal = value.to_literal();
        text!("{literal} is no whole number of 64 bits", "{literal} 不是 64 位整数")
    };
    match value {
        Value::Int(_) => Ok(value.clone()),
        Value::Double(double) if *double > -LIMIT && *double < LIMIT => {
            #[expect(clippy::cast_possible_truncation, reason = "the range is checked; CEL cuts the fraction off")]
            let whole = *double as i64;
            Ok(Value::Int(whole))
        }
        Value::String(written) => written.parse().map(Value::Int).map_err(|_| shown()),
        Value::Timestamp(moment) => {
            i64::try_from(moment.as_nanosecond().div_euclid(1_000_000_000)).map(Value::Int).map_err(|_| shown())
        }
        Value::Double(_) => Err(shown()),
        _ => Err(unfit(Function::Int, value, None)),
    }
}

fn double(value: &Value) -> Result<Value, Text> {
    match value {
        Value::Double(_) => Ok(value.clone()),
        #[expect(clippy::cast_precision_loss, reason = "CEL rounds to the nearest double")]
        Value::Int(int) => Ok(Value::Double(*int as f64)),
        Value::String(written) => written.parse().map(Value::Double).map_err(|_| {
            let literal = value.to_literal();
            text!("{literal} is no number", "{literal} 不是数字")
        }),
        _ => Err(unfit(Function::Double, value, None)),
    }
}

/// Implementations of CEL write doubles in different ways, so none is written here.
fn string(value: &Value) -> Result<Value, Text> {
    match value {
        Value::String(text) => Ok(Value::String(Arc::clone(text))),
        Value::Int(int) => Ok(int.to_string().into()),
        Value::Bool(truth) => Ok(truth.to_string().into()),
        Value::Double(_) | Value::Timestamp(_) | Value::Duration(_) => {
            let of = value.type_word();
            Err(text!("`string` of a {of} is not supported here", "这里不支持对 {of} 使用 `string`"))
        }
        Value::Null | Value::List(_) | Value::Map(_) => Err(unfit(Function::String, value, None)),
    }
}
